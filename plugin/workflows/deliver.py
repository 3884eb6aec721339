"""Delivering what waits in the outbox: persist, send, and believe only what the server has said.

An item ends as submitted or refused by the server's own word; as queued where it surely was not carried out; and
as unknown otherwise, until the server was asked (`recover`). The order is kept, also where a batch is cut in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from ..domain.contribution import OPEN, Contribution
from ..domain.errors import (
    Busy,
    Cancelled,
    LimitExceeded,
    NotAService,
    OutcomeUnknown,
    Problem,
    QuotaExceeded,
    RedirectRefused,
    Safety,
    ServiceProblem,
    TlsFailed,
    TransitionRefused,
    Unreachable,
    WorkingCopyProblem,
)
from ..domain.ledger import Entry
from ..domain.outbox import ItemState
from ..services.wfs.model import Transaction
from .connection import Connection
from .doubt import WELL_FORMED, in_doubt, unknown
from .epoch import Renewal
from .ports import Item, Withheld, WorkingCopy
from .progress import Progress
from .review import contributions

AT_ONCE = 100  # contributions in one Transaction

_BY_ITSELF = (Unreachable, Busy, OutcomeUnknown, TlsFailed, RedirectRefused, NotAService)
"""What may be over in a while, without anybody doing anything: no network, a hotel's portal, a busy server."""

Build = Callable[[Sequence[Item]], Transaction]


@dataclass
class Submitted:
    """uuids by what became of them; the refused with the reason. `renewal` where the server's database went back.

    `withheld` are changes that are in conflict and were not sent; `withdrawn` what had arrived although its change was
    undone.

    Where no server half answers, `unknown` are new features that a person must decide about, and `overwritten` what
    was published on top of something that nobody had seen (domain/ledger.py).
    """

    submitted: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    refused: dict[str, Problem] = field(default_factory=dict)
    unknown: dict[str, Problem] = field(default_factory=dict)
    overwritten: list[Entry] = field(default_factory=list)
    renewal: Renewal | None = None
    withheld: list[Withheld] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is something to be told."""
        came_to = (self.submitted, self.published, self.refused, self.unknown, self.overwritten, self.withdrawn)
        return any(came_to) or self.renewal is not None

    def raise_if_refused(self) -> None:
        if not self.refused:
            return
        problem = next(iter(self.refused.values()))
        sent = len(self.submitted) + len(self.published)
        text = f"{sent} changes were sent, {len(self.refused)} were refused, the first because: {problem.text}"
        raise kept(problem, text)


def recover(connection: Connection, copy: WorkingCopy) -> list[str]:
    """What an earlier attempt left open may have arrived: ask before anything is sent. Returns what has."""
    doubts = copy.in_doubt()
    open_ = [item.uuid for item in doubts]
    if not open_:
        return []
    copy.mark(open_, ItemState.SENDING)  # nobody else is at them
    try:
        found = contributions(connection, open_)
    except Problem as problem:
        for by_itself in (True, False):
            some = [item.uuid for item in doubts if bool(item.not_before) is by_itself]
            copy.mark(some, ItemState.UNKNOWN, problem.text, _again_in(problem) if by_itself else None)
        raise
    return list(copy.learn(open_, found))


def deliver(
    connection: Connection,
    copy: WorkingCopy,
    items: Sequence[Item],
    build: Build,
    result: Submitted,
    progress: Progress,
) -> None:
    """Send `items` in batches; what is refused is set aside with its reason, and the rest goes again."""
    with _reason_for_all(copy, batches := _batches(items)):
        while batches:
            progress(1 - sum(map(len, batches)) / len(items), "submit")
            batches[:1] = _deliver(connection, copy, batches[0], build, result)


def _batches(items: Sequence[Item]) -> list[list[Item]]:
    return [list(items[start : start + AT_ONCE]) for start in range(0, len(items), AT_ONCE)]


def _deliver(
    connection: Connection, copy: WorkingCopy, batch: list[Item], build: Build, result: Submitted
) -> list[list[Item]]:
    """Send one batch; returns the batches that remain of it."""
    try:
        exchange(connection, copy, batch, build(batch))
    except WELL_FORMED as problem:
        rest = _without_culprit(connection, copy, batch, problem, result)
        return [rest] if rest else []
    except LimitExceeded as problem:
        if isinstance(problem, QuotaExceeded):
            raise
        return _smaller(copy, batch, problem, result)
    result.submitted += [item.uuid for item in batch]
    return []


@contextmanager
def _reason_for_all(copy: WorkingCopy, batches: list[list[Item]]) -> Iterator[None]:
    """What ends the work early is why the batches wait that it did not come to."""
    try:
        yield
    except Problem as problem:
        postpone(copy, [item for batch in batches[1:] for item in batch], problem)
        raise


def postpone(copy: WorkingCopy, items: Sequence[Item], problem: Problem) -> None:
    """Items that were not sent at all, because of `problem`."""
    uuids = [item.uuid for item in items if item.state is ItemState.QUEUED]
    with suppress(WorkingCopyProblem):  # what came first is what is told
        copy.mark(uuids, ItemState.QUEUED, problem.text, _again_in(problem))


def exchange(
    connection: Connection,
    copy: WorkingCopy,
    items: Sequence[Item],
    transaction: Transaction,
    by_itself: bool = True,
) -> None:
    """One Transaction for `items`, which happens as a whole or not at all.

    `by_itself`: where it does not get through it may be tried again without being asked for.
    """
    uuids = [item.uuid for item in items]
    copy.mark(uuids, ItemState.SENDING, retry_after=0.0 if by_itself else None)  # before the first byte leaves
    try:
        connection.client.transaction(transaction)
    except WELL_FORMED:
        raise
    except Problem as problem:
        if problem.safety is not Safety.UNKNOWN:  # busy, unreachable, no login …: it surely was not carried out
            copy.mark(uuids, ItemState.QUEUED, problem.text, _again_in(problem) if by_itself else None)
            raise kept(problem, problem.text) from problem
        copy.mark(uuids, ItemState.UNKNOWN, problem.text, _again_in(problem) if by_itself else None)
        if not isinstance(problem, OutcomeUnknown) or problem.retry_after:  # cancelled, or asked to wait
            raise
        _once_more(connection, copy, uuids, transaction, by_itself)
    else:
        copy.mark(uuids, ItemState.SUBMITTED)


def _once_more(
    connection: Connection, copy: WorkingCopy, uuids: Sequence[str], transaction: Transaction, by_itself: bool
) -> None:
    """After a lost answer: ask, and where nothing arrived send it again. The same uuids make that safe."""
    try:
        arrived = copy.learn(uuids, _asked(connection, uuids))
        if not arrived:
            copy.mark(uuids, ItemState.SENDING)
            with in_doubt():
                connection.client.transaction(transaction)
    except OutcomeUnknown as lost:
        copy.mark(uuids, ItemState.UNKNOWN, lost.text, _again_in(lost) if by_itself else None)
        raise
    if arrived and {*arrived} != {*uuids}:  # from a server that does not keep its word: all or nothing
        raise OutcomeUnknown("Only a part of what was sent together has arrived.")
    if not arrived:
        copy.mark(uuids, ItemState.SUBMITTED)


def _asked(connection: Connection, uuids: Sequence[str]) -> dict[str, Contribution]:
    """What the queue holds of `uuids`. That it cannot be asked is no refusal of what was sent: OutcomeUnknown."""
    try:
        return contributions(connection, uuids)
    except Problem as problem:
        raise unknown(problem) from problem


def _without_culprit(
    connection: Connection, copy: WorkingCopy, items: list[Item], problem: Problem, result: Submitted
) -> list[Item]:
    """Set aside what was refused; returns the rest, to be sent again."""
    culprit = culprit_of(problem, items)
    if culprit is None:
        copy.mark([item.uuid for item in items], ItemState.REFUSED, problem.text)
        raise kept(problem, problem.text) from problem
    copy.mark([culprit.uuid], ItemState.REFUSED, problem.text, field=problem.field)
    rest = [item for item in items if item is not culprit]
    refusal, again = _looked_up(connection, copy, culprit, problem)
    if refusal is not None:
        result.refused[culprit.uuid] = refusal
    elif not again:
        result.submitted.append(culprit.uuid)
    return [*rest, *again]


def _looked_up(
    connection: Connection, copy: WorkingCopy, item: Item, problem: Problem
) -> tuple[Problem | None, list[Item]]:
    """What a refusal means where the server has the item already, and what of it is to be sent all the same.

    It may have come by a request that was given up, or from another copy of the file: with this content, and then
    nothing was refused, or with another, and then this one is a revision of it. A revision may come too late.
    """
    try:
        now = contributions(connection, [item.uuid]).get(item.uuid)
    except ServiceProblem:
        return problem, []  # the refusal is what is known
    if now is None and item.revision == 1:
        return problem, []
    if item.revision > 1 and now is not None and isinstance(problem, TransitionRefused):
        return _too_late(copy, now), []
    arrived = copy.learn([item.uuid], {now.uuid: now} if now else {})
    if now is not None:
        copy.settle([now])
    again = [one for one in copy.enqueue((), "", "") if one.uuid == item.uuid]
    return (None if arrived or again else problem), again


def _too_late(copy: WorkingCopy, now: Contribution) -> Problem:
    """What a refused revision means: an earlier one is decided, or somebody is just looking at it."""
    text, advice = _LOOKED_AT if now.status in OPEN else _DECIDED
    if now.status in OPEN:
        copy.mark([now.uuid], ItemState.REFUSED, text)
    copy.settle([now])
    return TransitionRefused(text, advice, Safety.KEPT_HERE)


_LOOKED_AT = (
    "Your revision was not taken: somebody is looking at the earlier one just now.",
    "Wait for the answer, then submit again.",
)
_DECIDED = (
    "Your revision came too late: the earlier one has been decided in the meantime.",
    "Read the answer. If the change is still wanted, submit again: it goes as a contribution of its own.",
)


def _smaller(copy: WorkingCopy, items: list[Item], problem: Problem, result: Submitted) -> list[list[Item]]:
    """What to try where the server finds a batch too large: halves of it. One that is too large alone is refused."""
    alone = culprit_of(problem, items) or (items[0] if len(items) == 1 else None)
    if alone is None:
        middle = len(items) // 2
        return [items[:middle], items[middle:]]
    copy.mark([alone.uuid], ItemState.REFUSED, problem.text)
    result.refused[alone.uuid] = problem
    rest = [item for item in items if item is not alone]
    return [rest] if rest else []


def _again_in(problem: Problem) -> float | None:
    """Seconds that the server asks to wait, where trying again by itself makes sense; else None."""
    if isinstance(problem, QuotaExceeded):
        return float(problem.retry_after) if problem.retry_after else None
    if isinstance(problem, Cancelled) or isinstance(problem.__cause__, Cancelled):
        return None  # the person wanted it to end
    if not isinstance(problem, _BY_ITSELF):
        return None
    return float(problem.retry_after)


def culprit_of(problem: Problem, items: Sequence[Item]) -> Item | None:
    """The item whose action the server names."""
    return next((item for item in items if problem.locator.startswith(item.uuid)), None)


def kept(problem: Problem, text: str) -> Problem:
    """The same kind of problem, saying that the work is safe in the working copy."""
    made = type(problem)(text)
    made.advice, made.safety = problem.advice, Safety.KEPT_HERE
    made.retry_after, made.locator = problem.retry_after, problem.locator
    made.locator, made.field = problem.locator, problem.field
    return made
