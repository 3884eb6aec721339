"""Publishing on a WFS without our server half: one change, one Transaction, and nothing believed but what reads back.

Such a service has no review queue. Who may write there publishes at once, and has said so before. For each change:

    look      read the feature by its key: is it as the change was based on? else a conflict, and nothing is sent
    send      note it in the outbox, then one Transaction, on the condition that the changed fields are as they were
    look      ours: done. As before: again, three times at most. Something else, or gone: a conflict

A new feature without a key that the client may set cannot be looked for. It is sent once; where the answer is lost it
stays in doubt until a person has looked (`plain_doubt.py`), because a second try might make two of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..domain.contribution import Contribution, Operation, Status
from ..domain.errors import (
    ConditionFailed,
    ConsentNeeded,
    NoTransactions,
    OutcomeUnknown,
    Problem,
    Safety,
)
from ..domain.ledger import LOST, Entry, at_publication
from ..domain.outbox import IN_DOUBT
from ..domain.protection import Protection, once_only
from .connection import Connection
from .deliver import Submitted, postpone
from .doubt import WELL_FORMED
from .plain_change import Attempts, Conflict, Doubt
from .plain_layer import PlainLayer, Seen
from .ports import Item, ItemState, WorkingCopy
from .progress import Progress, silent


@dataclass(frozen=True)
class Notice:
    """What a person must know before publishing here: it happens at once, and `not_once` new features could come
    twice if the network fails at the wrong moment."""

    layers: tuple[str, ...]
    not_once: int


def notice(connection: Connection, copy: WorkingCopy) -> Notice | None:
    """What to say before `publish`; None where a review queue takes what is submitted."""
    if not connection.without_queue:
        return None
    changed = copy.changes()
    risky = {layer.form.name for layer in copy.layers() if not _once_only(layer.protection)}
    new = [change for change in changed if change.operation is Operation.INSERT and change.feature.layer in risky]
    return Notice(tuple(dict.fromkeys(change.feature.layer for change in changed)), len(new))


def _once_only(protection: str) -> bool:
    return protection != "" and once_only(Protection(protection))


def check_never_had_a_queue(copy: WorkingCopy) -> None:
    """Raise NoTransactions where the service had a review queue when `copy` was made.

    What was meant to be reviewed is not published because the server half is gone, for a while or for good.
    """
    if copy.epoch:
        raise NoTransactions(
            "The service had a review queue, and says now that it has none. Nothing was sent.",
            "Try again later, or ask the municipality.",
        )


def check_consent(connection: Connection, consent: bool) -> None:
    """Raise NoTransactions where nothing can be written, ConsentNeeded where it would happen without a yes."""
    if not connection.capabilities.transactions:
        raise NoTransactions("The service takes no changes.", safety=Safety.KEPT_HERE)
    if not consent:
        raise ConsentNeeded("The service has no review queue: what you submit is on everybody's map at once.")


def publish(
    connection: Connection,
    copy: WorkingCopy,
    items: Sequence[Item],
    progress: Progress = silent,
    send_again: Collection[str] = (),
) -> Submitted:
    """Publish `items` one by one, in their order. Each ends as published, refused with its reason, or unknown.

    `send_again` are uuids of new features in doubt of which a person says that they did not arrive. Raises what
    concerns all of them (no network, no login, a cancel); what was done until then stays done.
    """
    run = _Run(connection, copy, frozenset(send_again))
    run.result.withheld += copy.withheld()
    for number, item in enumerate(items):
        try:
            progress(number / len(items), "submit")
            run.publish(item)
        except Problem as problem:
            postpone(copy, items[number + 1 :], problem)
            raise
    return run.result


def settle(copy: WorkingCopy, item: Item, fid: str) -> None:
    """The server has `item` as it was asked, under `fid`: it is published, and over."""
    layer, key = item.change.feature.layer, item.change.key
    copy.note_done(Contribution(item.uuid, item.change, layer, key, status=Status.PUBLISHED, published_fid=fid))
    copy.settle([])  # what was kept apart until then meets its row


class _Run:
    def __init__(self, connection: Connection, copy: WorkingCopy, send_again: frozenset[str]) -> None:
        self._connection, self._copy, self._send_again = connection, copy, send_again
        self._layers: dict[str, PlainLayer] = {}
        self.result = Submitted()

    def publish(self, item: Item) -> None:
        try:
            self._publish(item)
        except Conflict as conflict:
            self._refuse(item, ConditionFailed(conflict.text))
            self._copy.note_conflict(item.uuid, conflict.theirs)
        except WELL_FORMED as problem:
            self._refuse(item, problem)

    def _refuse(self, item: Item, problem: Problem) -> None:
        self._copy.mark([item.uuid], ItemState.REFUSED, problem.text, field=problem.field)
        self.result.refused[item.uuid] = problem

    def _publish(self, item: Item) -> None:
        layer = self._layer(item.change.feature.layer)
        layer.check_allowed(item.change.operation)
        one = Attempts(self._connection, self._copy, layer, item)
        if layer.keyless(item.change) and item.state in IN_DOUBT and item.uuid not in self._send_again:
            self._leave_to_person(item, OutcomeUnknown(item.reason or "Its answer was lost."))
            return
        try:
            seen = one.run(again=item.uuid in self._send_again)
        except Doubt as doubt:
            self._leave_to_person(item, doubt.problem)
            return
        self._done(item, layer, one, seen)

    def _leave_to_person(self, item: Item, problem: Problem) -> None:
        if item.state is not ItemState.UNKNOWN:
            self._copy.mark([item.uuid], ItemState.UNKNOWN, problem.text)
        self.result.unknown[item.uuid] = problem

    def _done(self, item: Item, layer: PlainLayer, one: Attempts, seen: Seen | None) -> None:
        change = item.change
        after = None if seen is None else seen.feature
        before = one.before.feature if one.before else change.base
        key = change.key or (seen.feature.key if seen else None)
        entry = Entry(item.uuid, layer.form.name, key, change.operation, before, after, "")
        if one.sendings == 1:
            entry = replace(entry, finding=at_publication(entry))
        self._copy.note_published(entry)
        settle(self._copy, item, "" if seen is None else seen.fid)
        self.result.published.append(item.uuid)
        self.result.overwritten += [entry] if entry.finding in LOST else []

    def _layer(self, name: str) -> PlainLayer:
        if name not in self._layers:
            self._layers[name] = PlainLayer.of(self._connection, self._copy, name)
        return self._layers[name]
