"""Refreshing a working copy: what the server has now, without touching what the person has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..domain.ledger import Entry
from .check_out import load
from .connection import Connection
from .epoch import Renewal, compare
from .incremental import load_changed
from .keep_rules import keep_rules
from .ports import CheckedOut, Refreshed, WorkingCopy
from .progress import Progress, section, silent
from .protecting import look_into_ledger, protect
from .review import contributions
from .rows_now import rows_now

_CHANGED = 0.1
"""How much of the work is to ask what has changed, where all is read after it."""


def refresh(
    connection: Connection,
    copy: WorkingCopy,
    progress: Progress = silent,
    restored: Callable[[Renewal], None] = lambda _: None,
    overwritten: Callable[[Sequence[Entry]], None] = lambda _: None,
) -> dict[str, Refreshed]:
    """Bring every layer up to date; per layer what changed.

    `restored` hears where the server's database went back, `overwritten` what was published from here and is lost.
    """
    renewal = compare(connection, copy)  # before any row is replaced: what was lost must be kept first
    if renewal is not None:
        restored(renewal)
    _take_note(connection, copy)
    layers = list(copy.layers())
    result = {}
    for number, layer in enumerate(layers):
        part = section(progress, number / len(layers), (number + 1) / len(layers))
        result[layer.form.name] = _refresh_layer(connection, copy, layer, part)
        if layer.extent is not None:
            result[layer.form.name] = _look_beyond(connection, copy, layer.form.name, result[layer.form.name])
    keep_rules(connection, copy)
    lost = look_into_ledger(copy)
    if lost:
        overwritten(lost)
    return result


def _look_beyond(connection: Connection, copy: WorkingCopy, layer: str, told: Refreshed) -> Refreshed:
    """What does not lie in the extent any more may be gone, or only moved: the server is asked for it by key."""
    keys = copy.unseen(layer, told.conflicts)
    if not keys:
        return told
    there = rows_now(connection, [(layer, key) for key in keys])
    met = copy.meet(layer, {key: there.get((layer, key)) for key in keys})
    others = tuple(key for key in told.conflicts if key not in keys)
    return replace(told, conflicts=(*others, *met.conflicts), merged=(*told.merged, *met.merged))


def _take_note(connection: Connection, copy: WorkingCopy) -> None:
    """Ask what became of the submitted contributions."""
    waiting = copy.submitted()
    if waiting and connection.who and connection.who.identity:
        copy.settle(list(contributions(connection, list(waiting)).values()))


def _refresh_layer(connection: Connection, copy: WorkingCopy, layer: CheckedOut, progress: Progress) -> Refreshed:
    client, name = connection.client, layer.form.name
    info, schema = connection.layer(name), client.schema(name)
    form = connection.form(name, schema)
    copy.add_layer(info, schema, form, layer.geographic, layer.extent)
    result = load_changed(connection, copy, layer, schema, section(progress, 0, _CHANGED))
    if result is None:
        rest = section(progress, _CHANGED, 1)
        result = load(connection, copy, name, schema, layer.geographic, layer.extent, rest)
    protect(connection, copy, name)
    return result
