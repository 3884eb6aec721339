"""One change on its way to a WFS without our server half: looked at, sent, and looked at again (see `plain.py`)."""

from __future__ import annotations

from dataclasses import replace

from ..domain.errors import AccessDenied, Busy, NotAService, OutcomeUnknown, Problem, Refused, Safety, Unreachable
from ..domain.feature import Feature
from ..domain.outbox import IN_DOUBT
from ..domain.protection import Protection
from ..domain.verdict import SENDABLE, Verdict, verdict
from ..services import changes
from ..services.wfs.model import TransactionResult
from .connection import Connection
from .doubt import WELL_FORMED, unknown
from .plain_layer import PlainLayer, Seen
from .ports import Item, ItemState, WorkingCopy

ATTEMPTS = 3


class Conflict(Exception):
    def __init__(self, theirs: Feature | None, text: str) -> None:
        super().__init__(text)
        self.theirs, self.text = theirs, text


class Doubt(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class Attempts:
    """One change on its way. `before` is the feature as it was read before it was sent, `sendings` how often it was."""

    def __init__(self, connection: Connection, copy: WorkingCopy, layer: PlainLayer, item: Item) -> None:
        self._client, self._copy, self._layer, self._item = connection.client, copy, layer, item
        self._answer: TransactionResult | None = None
        self._problem: OutcomeUnknown | None = None
        self._lock, self._lockless, self._failures = "", False, 0
        self.before: Seen | None = None
        self.sendings = 0

    def run(self, again: bool = False) -> Seen | None:
        """The feature as it reads back, None once it is deleted. Raises Conflict, Doubt, or what the server said."""
        doubtful = self._item.state in IN_DOUBT and not again
        while True:
            seen, found = self._look_again() if doubtful else self._look(False)
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
            self._send(seen, found)
            doubtful = True

    def _look_again(self) -> tuple[Seen | None, Verdict]:
        """After it may have been sent: that it cannot be looked at is no refusal of it, and ends nothing."""
        try:
            return self._look(True)
        except Problem as problem:
            raise Doubt(unknown(problem)) from problem

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
            raise Doubt(problem)
        if self._fid():
            return self._layer.by_id(self._fid())
        alike = self._layer.alike(self._copy, self._item.change)
        if len(alike) > 1 or (not alike and problem is None):
            raise Doubt(OutcomeUnknown(_NOT_READ_BACK))
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

    def _conflict(self, seen: Seen | None, doubtful: bool) -> Conflict:
        theirs = None if seen is None else seen.feature
        text = "Somebody else has deleted it in the meantime." if seen is None else _CHANGED
        if self.sendings:
            text = "It does not read back as it was sent: somebody else was writing, or the server has altered it."
        return Conflict(theirs, text)

    def _check_once_more(self) -> None:
        """Whether to send again what did not arrive. Raises why not."""
        problem = self._problem
        if problem is not None and self._failures > 1:
            raise Refused(problem.text)
        if self.sendings >= ATTEMPTS:
            raise Doubt(problem or OutcomeUnknown(_NOT_READ_BACK))
        self._check_alone()

    def _check_alone(self) -> None:
        """Before a new feature is sent again: nothing may be there that could be it under another key."""
        if self._item.change.base is None and self._layer.alike(self._copy, self._item.change):
            raise Doubt(self._problem or OutcomeUnknown("Something just like it is there already."))

    def _needs_lock(self, seen: Seen | None) -> bool:
        """True once a lock was taken: what is locked is looked at again before it is changed."""
        if not self._layer.locks or self._lock or self._lockless or seen is None:
            return False
        try:
            self._lock = self._layer.lock(seen)
        except (Refused, AccessDenied, NotAService, OutcomeUnknown):
            self._lockless = True  # announced, and not given: who needs it will refuse what is sent without
        return bool(self._lock)

    def _send(self, seen: Seen | None, found: Verdict) -> None:
        """Persist, send, and take down what the server says of it; whether it is so is seen afterwards."""
        uuid = self._item.uuid
        wanted = changes.transaction(
            self._item.change,
            self._layer.form,
            self._layer.schema,
            version=self._client.version,
            handle=uuid,
            now=None if seen is None else (seen.fid, seen.feature),
            conditional=found is Verdict.BASE and not self._failures,
            lock=self._lock,
        )
        self.before, self._answer, self._problem = seen, None, None
        self._copy.mark([uuid], ItemState.SENDING)  # committed before the first byte leaves
        self.sendings += 1
        try:
            self._answer = self._client.transaction(wanted)
        except OutcomeUnknown as problem:
            self._problem = problem
            self._failures += problem.answered
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
