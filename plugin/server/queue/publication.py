"""Publishing: the change to the layer and the contribution that it carries out go together, or not at all.

A pair is one action on the layer, with the contribution's uuid as its handle, and one action on the queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qgis.core import QgsFeature

from ...domain.contribution import Change, Status
from ...domain.errors import AccessDenied, ConditionFailed, InvalidContent, TransitionRefused
from ...domain.feature import Feature
from ...domain.state import same_geometry, same_value, state_of
from ...domain.transitions import Party
from ...services.wfs.model import Action, Delete, Insert, Update
from ..writing import changes
from ..writing.municipal import Municipal, Written
from ..writing.work import Outcome, Work, text
from . import arrivals, corrections, decisions, replays, submission
from .decisions import Done
from .replays import KIND
from .submission import Submission


@dataclass
class Pair:
    """Positions in the Transaction. `recorded` is the feature id where this was published before."""

    uuid: str
    change: int
    queue: int
    recorded: str | None = None
    done: Done | None = None


def pairs(work: Work) -> dict[int, Pair]:
    """The publications in a Transaction, by both of their positions."""
    found: dict[int, Pair] = {}
    for index, action in enumerate(work.transaction.actions):
        if action.typename == arrivals.NAME and _publishes(action):
            pair = _of_insert(work, index, action) if isinstance(action, Insert) else _of_update(work, index, action)
            if pair.change in found:
                raise InvalidContent(f"The change {pair.uuid} is meant for two contributions.")
            found |= {pair.change: pair, pair.queue: pair}
    return found


def carry_out(work: Work, index: int, pair: Pair) -> Outcome:
    """Do what stands at `index`, one half of `pair`, or answer it from the record."""
    action = work.transaction.actions[index]
    if pair.recorded is not None:
        return _replayed(work, action, pair)
    if index == pair.change:
        return _change(work, action, pair)
    assert pair.done is not None  # by the order of execution
    if isinstance(action, Insert):
        return arrivals.publish_at_once(work, action, pair.done.fid, pair.done.key)
    assert isinstance(action, Update)
    return decisions.transit(work, action, pair.done)


def _publishes(action: Action) -> bool:
    if isinstance(action, Insert):
        return any(arrivals.status_of(new) == Status.PUBLISHED for new in action.features)
    return isinstance(action, Update) and action.properties.get("status") == Status.PUBLISHED


def _of_update(work: Work, index: int, action: Action) -> Pair:
    assert isinstance(action, Update)
    row = decisions.one(work, action.filter)
    uuid, layer = text(row, "uuid"), text(row, "layer")
    pair = Pair(uuid, _change_of(work, uuid, layer), index)
    if text(row, "status") == Status.PUBLISHED:
        if Party.REVIEWER not in work.parties(row):
            raise AccessDenied("You may not publish this contribution.")
        _check_said(row, action.properties)
        pair.recorded = replays.recorded(work, work.transaction.actions[pair.change], row)
    return pair


def _of_insert(work: Work, index: int, action: Insert) -> Pair:
    if len(action.features) != 1:
        raise InvalidContent("Each contribution that is published at once needs an Insert of its own.")
    sent = arrivals.read(work, action, action.features[0])
    uuid = sent.columns["uuid"] or ""
    pair = Pair(uuid, _change_of(work, uuid, sent.layer.name), index)
    row = arrivals.recorded(work, sent)
    if row is not None:
        if text(row, "status") != Status.PUBLISHED:
            raise TransitionRefused(f"The contribution {uuid} is {text(row, 'status')} already.")
        pair.recorded = replays.recorded(work, work.transaction.actions[pair.change], row)
    return pair


def _check_said(row: QgsFeature, texts: Mapping[str, str | None]) -> None:
    """Whoever publishes it again says the same about it. Raises InvalidContent."""
    known = {"status", "revision", "reason_code", "note"}
    if any(value and (name not in known or value != str(row[name])) for name, value in texts.items()):
        raise InvalidContent(f"Something else is said about {text(row, 'uuid')} than when it was published.")


def _change_of(work: Work, uuid: str, layer: str) -> int:
    found = [
        index
        for index, action in enumerate(work.transaction.actions)
        if action.handle == uuid and action.typename == layer
    ]
    if len(found) != 1:
        raise TransitionRefused(
            f"A contribution is published with exactly one change to {layer} that has its uuid as handle."
        )
    return found[0]


def _replayed(work: Work, action: Action, pair: Pair) -> Outcome:
    if isinstance(action, Delete):
        return Outcome(deleted=1)
    if isinstance(action, Update):
        return Outcome(updated=1)
    if action.typename != arrivals.NAME:
        return Outcome(inserted=(pair.recorded or "",))
    row = work.store.table(arrivals.NAME).where("uuid", pair.uuid)[0]
    return Outcome(inserted=(arrivals.fid_of(row),))


def _change(work: Work, action: Action, pair: Pair) -> Outcome:
    layer = changes.open_layer(work, action.typename)
    sent = _accepted(work, pair)
    if KIND[type(action)] is not sent.change.operation or (isinstance(action, Insert) and len(action.features) != 1):
        raise InvalidContent(f"The change {pair.uuid} is not the one {sent.change.operation} that was accepted.")
    done = changes.change(work, layer, action)
    if len(done) != 1:
        raise ConditionFailed(f"The filter matches {len(done)} features of {layer.name}; a contribution is about one.")
    _check_before(work, layer, sent.change, done[0])
    _check_after(layer, sent.change, done[0])
    row = done[0].new or done[0].old
    assert row is not None
    pair.done = Done(layer.fid(row), layer.key(row))
    return changes.outcome(layer, action, done)


def _accepted(work: Work, pair: Pair) -> Submission:
    """The contribution as it lies in the queue, or as it comes along with its change."""
    action = work.transaction.actions[pair.queue]
    if isinstance(action, Insert):
        return arrivals.read(work, action, action.features[0])
    row = work.store.table(arrivals.NAME).where("uuid", pair.uuid)[0]
    return submission.read(work, corrections.outcome_texts(row))


def _check_before(work: Work, layer: Municipal, change: Change, written: Written) -> None:
    """The row must have been what the contributor saw, whatever condition was sent or not."""
    if change.base is None or written.old is None:
        return
    if layer.key(written.old) != change.base.key or layer.state(written.old) != state_of(change.base, layer.decimals):
        since = work.last_change(layer.name, layer.key(written.old))
        raise ConditionFailed(f"{layer.fid(written.old)} is no longer what the contribution was based on.{since}")


def _check_after(layer: Municipal, change: Change, written: Written) -> None:
    """The row must have become what was accepted, but for what the service fills in."""
    if change.proposed is None or written.new is None:
        return
    now, wanted = layer.feature(written.new), change.proposed
    if not same_geometry(now.geometry, wanted.geometry, layer.decimals):
        raise InvalidContent(f"The geometry of {layer.fid(written.new)} would not be the one that was accepted.")
    for name in _different(now, wanted, change, written.filled | layer.computed):
        raise InvalidContent(f"The field {name} of {layer.fid(written.new)} would not be what was accepted.")


def _different(now: Feature, wanted: Feature, change: Change, free: frozenset[str]) -> list[str]:
    missing = change.base.properties if change.base else dict.fromkeys(now.properties)
    asked: Mapping[str, object] = {**missing, **wanted.properties}
    return [
        name
        for name, value in now.properties.items()
        if not same_value(value, asked.get(name)) and not (name in free and _unasked(name, wanted, change))
    ]


def _unasked(name: str, wanted: Feature, change: Change) -> bool:
    """Whether the contributor left a field alone, so that the service may have filled it."""
    if change.base is None:
        return wanted.properties.get(name) is None
    return same_value(change.base.properties.get(name), wanted.properties.get(name))
