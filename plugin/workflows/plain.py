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
    Busy,
    ConditionFailed,
    ConsentNeeded,
    NotAService,
    NoTransactions,
    OutcomeUnknown,
    Problem,
    Refused,
    Safety,
    ServiceProblem,
    Unreachable,
)
from ..domain.feature import Feature
from ..domain.ledger import LOST, Entry, at_publication
from ..domain.outbox import IN_DOUBT
from ..domain.protection import Protection, once_only
from ..domain.verdict import SENDABLE, Verdict, verdict
from ..services import changes
from ..services.wfs.model import TransactionResult
from .connection import Connection
from .deliver import Submitted
from .doubt import WELL_FORMED
from .plain_layer import PlainLayer, Seen
from .ports import Item, ItemState, WorkingCopy
from .progress import Progress, silent

ATTEMPTS = 3


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


def check_consent(connection: Connection, consent: bool) -> None:
    """Raise NoTransactions where nothing can be written, ConsentNeeded where it would happen without a yes."""
    if not connection.capabilities.transactions:
        raise NoTransactions("The service takes no changes.")
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
        progress(number / len(items), "submit")
        run.publish(item)
    return run.result


def settle(copy: WorkingCopy, item: Item, fid: str) -> None:
    """The server has `item` as it was asked, under `fid`: it is published, and over."""
    copy.mark([item.uuid], ItemState.SUBMITTED)
    layer, key = item.change.feature.layer, item.change.key
    copy.settle([Contribution(item.uuid, item.change, layer, key, status=Status.PUBLISHED, published_fid=fid)])


class _Conflict(Exception):
    def __init__(self, theirs: Feature | None, text: str) -> None:
        super().__init__(text)
        self.theirs, self.text = theirs, text


class _Run:
    def __init__(self, connection: Connection, copy: WorkingCopy, send_again: frozenset[str]) -> None:
        self._connection, self._copy, self._send_again = connection, copy, send_again
        self._layers: dict[str, PlainLayer] = {}
        self.result = Submitted()

    def publish(self, item: Item) -> None:
        try:
            self._publish(item)
        except _Conflict as conflict:
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
        one = _Attempts(self._connection, self._copy, layer, item)
        if layer.keyless(item.change) and item.state in IN_DOUBT and item.uuid not in self._send_again:
            self._leave_to_person(item, OutcomeUnknown(item.reason or "Its answer was lost."))
            return
        try:
            seen = one.run(again=item.uuid in self._send_again)
        except _Doubt as doubt:
            self._leave_to_person(item, doubt.problem)
            return
        self._done(item, layer, one, seen)

    def _leave_to_person(self, item: Item, problem: Problem) -> None:
        if item.state is not ItemState.UNKNOWN:
            self._copy.mark([item.uuid], ItemState.UNKNOWN, problem.text)
        self.result.unknown[item.uuid] = problem

    def _done(self, item: Item, layer: PlainLayer, one: _Attempts, seen: Seen | None) -> None:
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


class _Doubt(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class _Attempts:
    """One change on its way. `before` is the feature as it was read before it was sent, `sendings` how often it was."""

    def __init__(self, connection: Connection, copy: WorkingCopy, layer: PlainLayer, item: Item) -> None:
        self._client, self._copy, self._layer, self._item = connection.client, copy, layer, item
        self._answer: TransactionResult | None = None
        self._problem: OutcomeUnknown | None = None
        self._lock = ""
        self.before: Seen | None = None
        self.sendings = 0

    def run(self, again: bool = False) -> Seen | None:
        """The feature as it reads back, None once it is deleted. Raises _Conflict, _Doubt, or what the server said."""
        doubtful = self._item.state in IN_DOUBT and not again
        while True:
            seen, found = self._look(doubtful)
            if found is Verdict.OURS:
                return seen
            if found not in SENDABLE:
                raise self._conflict(seen, doubtful)
            if self.sendings:
                self._check_once_more()
            elif doubtful:
                self._check_alone()
            if self._needs_lock(seen):
                continue
            self._send(seen)
            doubtful = True

    def _look(self, sent: bool) -> tuple[Seen | None, Verdict]:
        """What the server has now. A new feature without a key is there once its answer told its id."""
        change, layer = self._item.change, self._layer
        seen = self._keyless() if layer.keyless(change) else layer.look(self._copy, self._item, self._fid())
        if seen is not None and change.base is None and layer.form.key:
            seen = self._with_own_key(seen)
        now = None if seen is None else seen.feature
        return seen, verdict(change, now, sent=sent, geographic=layer.geographic)

    def _keyless(self) -> Seen | None:
        """A new feature without a key is where the answer says, or is the one that is just like it and new here."""
        problem = self._problem
        if not self.sendings:
            return None
        if problem is not None and not problem.answered:
            raise _Doubt(problem)
        if self._fid():
            return self._layer.by_id(self._fid())
        alike = self._layer.alike(self._copy, self._item.change)
        if len(alike) > 1 or (not alike and problem is None):
            raise _Doubt(OutcomeUnknown(_NOT_READ_BACK))
        return alike[0] if alike else None

    def _fid(self) -> str:
        inserted = self._answer.inserted if self._answer else ()
        return inserted[0].fid if len(inserted) == 1 else ""

    def _with_own_key(self, seen: Seen) -> Seen:
        """A new feature that the server gave another key: it has arrived, and what was hoped of the layer is not so."""
        field, wanted = self._layer.form.key, self._item.change.feature.properties
        if seen.feature.properties.get(field) == wanted.get(field):
            return seen
        self._copy.protect(self._layer.form.name, Protection.DETECTED)
        own = replace(seen.feature, properties={**seen.feature.properties, field: wanted.get(field)})
        return Seen(seen.fid, own)

    def _conflict(self, seen: Seen | None, doubtful: bool) -> _Conflict:
        theirs = None if seen is None else seen.feature
        text = "Somebody else has deleted it in the meantime." if seen is None else _CHANGED
        if self.sendings:
            text = "It does not read back as it was sent: somebody else was writing, or the server has altered it."
        return _Conflict(theirs, text)

    def _check_once_more(self) -> None:
        """Whether to send again what did not arrive. Raises why not."""
        problem = self._problem
        if problem is not None and problem.answered and self.sendings > 1:
            raise Refused(problem.text)
        if self.sendings >= ATTEMPTS:
            raise _Doubt(problem or OutcomeUnknown(_NOT_READ_BACK))
        self._check_alone()

    def _check_alone(self) -> None:
        """Before a new feature is sent again: nothing may be there that could be it under another key."""
        if self._item.change.base is None and self._layer.alike(self._copy, self._item.change):
            raise _Doubt(self._problem or OutcomeUnknown("Something just like it is there already."))

    def _needs_lock(self, seen: Seen | None) -> bool:
        """True once a lock was taken: what is locked is looked at again before it is changed."""
        if not self._layer.locks or self._lock or seen is None:
            return False
        try:
            self._lock = self._layer.lock(seen)
        except (*WELL_FORMED, NotAService) as problem:
            if not isinstance(problem, ServiceProblem):
                raise
            self._layer.locks = False  # announced, and not given: on without it
        return bool(self._lock)

    def _send(self, seen: Seen | None) -> None:
        """Persist, send, and take down what the server says of it; whether it is so is seen afterwards."""
        uuid = self._item.uuid
        wanted = changes.transaction(
            self._item.change,
            self._layer.form,
            self._layer.schema,
            version=self._client.version,
            handle=uuid,
            now=None if seen is None else (seen.fid, seen.feature),
            conditional=self._problem is None or not self._problem.answered,
            lock=self._lock,
        )
        self.before, self._answer, self._problem = seen, None, None
        self._copy.mark([uuid], ItemState.SENDING)  # committed before the first byte leaves
        self.sendings += 1
        try:
            self._answer = self._client.transaction(wanted)
        except OutcomeUnknown as problem:
            self._problem = problem
            self._copy.mark([uuid], ItemState.UNKNOWN, problem.text)
        except WELL_FORMED:
            raise
        except Problem as problem:
            self._interrupted(problem)
            raise

    def _interrupted(self, problem: Problem) -> None:
        """No network, no login, busy: it surely was not carried out. Or a cancel in the middle: nobody knows."""
        lost = problem.safety is Safety.UNKNOWN
        again = problem.retry_after if isinstance(problem, Unreachable | Busy) else None
        self._copy.mark([self._item.uuid], ItemState.UNKNOWN if lost else ItemState.QUEUED, problem.text, again)
        problem.safety = Safety.UNKNOWN if lost else Safety.KEPT_HERE


_NOT_READ_BACK = "The server says that it has it, but it does not read back so."
_CHANGED = "Somebody else has changed it in the meantime, and nothing was sent."
