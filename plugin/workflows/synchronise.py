"""Refreshing a working copy: what the server has now, without touching what the person has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..domain.ledger import Entry
from .check_out import load
from .connection import Connection
from .epoch import Renewal, compare
from .ports import CheckedOut, Refreshed, WorkingCopy
from .progress import Progress, section, silent
from .protecting import look_into_ledger, protect
from .review import contributions


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
    lost = look_into_ledger(copy)
    if lost:
        overwritten(lost)
    return result


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
    result = load(connection, copy, name, schema, layer.geographic, layer.extent, progress)
    protect(connection, copy, name)
    return result
