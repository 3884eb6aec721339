"""Submitting: from the changes of a working copy through the outbox into the review queue, exactly once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from ..domain.contribution import OPEN, Contribution, Operation, Status
from ..domain.errors import (
    ConditionFailed,
    LoginNeeded,
    OutcomeUnknown,
    Problem,
    Safety,
    ServiceProblem,
    TransitionRefused,
)
from ..services.contributions import revision, submission, transition
from ..services.wfs.model import Action, Transaction
from .connection import Connection
from .doubt import WELL_FORMED, in_doubt
from .epoch import Renewal, compare
from .ports import Item, ItemState, Withheld, WorkingCopy
from .progress import Progress, silent
from .publish import actions_of
from .review import contributions

AT_ONCE = 100  # contributions in one Transaction


@dataclass
class Submitted:
    """uuids by what became of them; the refused with the reason. `renewal` where the server's database went back.

    `withheld` are changes that are in conflict and were not sent.
    """

    submitted: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    refused: dict[str, Problem] = field(default_factory=dict)
    renewal: Renewal | None = None
    withheld: list[Withheld] = field(default_factory=list)

    def raise_if_refused(self) -> None:
        if not self.refused:
            return
        problem = next(iter(self.refused.values()))
        sent = len(self.submitted) + len(self.published)
        text = f"{sent} changes were sent, {len(self.refused)} were refused, the first because: {problem.text}"
        raise _kept(problem, text)


def submit(
    connection: Connection,
    copy: WorkingCopy,
    *,
    comment: str = "",
    direct: bool = False,
    new_uuid: Callable[[], str],
    progress: Progress = silent,
) -> Submitted:
    """Send everything that is changed and not yet sent.

    With `direct`, what the person may publish at once is published, as one Transaction; the rest goes into
    the queue. Whatever happens, each change stays in the outbox until the server has confirmed it.
    """
    _need_rights(connection)
    renewal = compare(connection, copy)
    items = list(copy.enqueue(copy.changes(), new_uuid(), comment))
    items = _recover(connection, copy, items)
    result = Submitted(renewal=renewal, withheld=list(copy.withheld()))
    items = _without(copy, items, {one.uuid for one in result.withheld})
    at_once = [item for item in items if direct and _may_publish(connection, item)]
    if at_once:
        _send_direct(connection, copy, at_once, result)
    queued = [item for item in items if item not in at_once]
    for start in range(0, len(queued), AT_ONCE):
        progress(start / len(queued), "submit")
        _send(connection, copy, queued[start : start + AT_ONCE], result)
    return result


def _need_rights(connection: Connection) -> None:
    if connection.who is not None and not connection.who.identity:
        raise LoginNeeded(
            "The service takes contributions only from people who have logged in.",
            "Choose an authentication configuration.",
            Safety.KEPT_HERE,
        )
    connection.queue  # noqa: B018  raises where the service takes no contributions


def _may_publish(connection: Connection, item: Item) -> bool:
    rights = connection.who.layers.get(item.change.feature.layer) if connection.who else None
    return item.revision == 1 and rights is not None and rights.direct and rights.write


def _recover(connection: Connection, copy: WorkingCopy, items: list[Item]) -> list[Item]:
    """What an earlier attempt left open may have arrived: ask before sending it again."""
    open_ = [item for item in items if item.state in (ItemState.SENDING, ItemState.UNKNOWN)]
    arrived = _arrived(connection, open_)
    if arrived:
        copy.mark(arrived, ItemState.SUBMITTED)
    return [item for item in items if item.uuid not in arrived]


def _without(copy: WorkingCopy, items: list[Item], withheld: Collection[str]) -> list[Item]:
    """What is in conflict is not sent, also where an earlier attempt was left open: it has not arrived."""
    held = [item.uuid for item in items if item.uuid in withheld]
    if held:
        copy.mark(held, ItemState.QUEUED)
    return [item for item in items if item.uuid not in held]


def _send(connection: Connection, copy: WorkingCopy, items: list[Item], result: Submitted) -> None:
    """One Transaction; an item that is refused is set aside with its reason, and the rest goes again."""
    while items:
        try:
            _exchange(connection, copy, items, _queue_actions(connection, items))
        except WELL_FORMED as problem:
            culprit = _culprit(problem, items)
            if culprit is None:
                copy.mark([item.uuid for item in items], ItemState.REFUSED, problem.text)
                raise _kept(problem, problem.text) from problem
            copy.mark([culprit.uuid], ItemState.REFUSED, problem.text)
            result.refused[culprit.uuid] = _too_late(connection, copy, culprit, problem)
            items = [item for item in items if item is not culprit]
            continue
        result.submitted += [item.uuid for item in items]
        return


def _too_late(connection: Connection, copy: WorkingCopy, item: Item, problem: Problem) -> Problem:
    """What a refused revision means: an earlier one is decided, or somebody is just looking at it."""
    if item.revision == 1 or not isinstance(problem, TransitionRefused):
        return problem
    try:
        now = contributions(connection, [item.uuid]).get(item.uuid)
    except ServiceProblem:
        return problem  # the refusal is what is known
    if now is None:
        return problem
    if now.status in OPEN:
        text, advice = _LOOKED_AT
        copy.mark([item.uuid], ItemState.REFUSED, text)
    else:
        text, advice = _DECIDED
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


def withdraw(connection: Connection, copy: WorkingCopy | None, uuid: str) -> Contribution:
    """Take a contribution of one's own back, whichever working copy it came from; it reads back as withdrawn.

    `copy` takes note of it where there is one. Raises TransitionRefused where it was decided in the meantime,
    which `copy` takes note of as well, and OutcomeUnknown where the answer is lost and cannot be asked for.
    """
    refusal: Problem | None = None
    try:
        connection.client.transaction(Transaction((transition(uuid, Status.WITHDRAWN, step="withdraw"),)))
    except (OutcomeUnknown, TransitionRefused, ConditionFailed) as problem:
        refusal = problem
    try:
        now = contributions(connection, [uuid]).get(uuid)
    except ServiceProblem as problem:
        raise _perhaps_withdrawn(problem.text) from problem
    if copy is not None and now is not None:
        copy.settle([now])
    if now is not None and now.status is Status.WITHDRAWN:
        return now
    if isinstance(refusal, TransitionRefused):
        text = f"It cannot be withdrawn any more: {refusal.text}"
        raise TransitionRefused(text, "Read the answer.", Safety.NOTHING_CHANGED)
    if isinstance(refusal, ConditionFailed):
        raise refusal
    raise _perhaps_withdrawn(refusal.text if refusal else "It does not read back as withdrawn.")


def _perhaps_withdrawn(text: str) -> OutcomeUnknown:
    return OutcomeUnknown(text, "Withdraw it again: twice does no harm.", Safety.LOOK_AGAIN)


def _send_direct(connection: Connection, copy: WorkingCopy, items: list[Item], result: Submitted) -> None:
    """All or nothing: with one refused, none is published and all stay in the outbox."""
    try:
        _exchange(connection, copy, items, _direct_actions(connection, items))
    except WELL_FORMED as problem:
        culprit = _culprit(problem, items)
        copy.mark([item.uuid for item in items], ItemState.QUEUED)
        if culprit is not None:
            copy.mark([culprit.uuid], ItemState.REFUSED, problem.text)
        raise _kept(problem, f"Nothing was published: {problem.text}") from problem
    result.published += [item.uuid for item in items]


def _exchange(connection: Connection, copy: WorkingCopy, items: Sequence[Item], transaction: Transaction) -> None:
    """Persist, send, and believe only what is confirmed."""
    uuids = [item.uuid for item in items]
    copy.mark(uuids, ItemState.SENDING)  # committed before the first byte leaves
    try:
        connection.client.transaction(transaction)
    except WELL_FORMED:
        raise
    except Problem as problem:
        if problem.safety is not Safety.UNKNOWN:  # busy, unreachable, no login …: it surely was not carried out
            copy.mark(uuids, ItemState.QUEUED, problem.text)
            raise _kept(problem, problem.text) from problem
        copy.mark(uuids, ItemState.UNKNOWN, problem.text)
        if not isinstance(problem, OutcomeUnknown):  # cancelled: nobody waits for a second try
            raise
        with in_doubt():
            if len(_arrived(connection, items)) < len(items):  # all or nothing, so none arrived
                connection.client.transaction(transaction)  # the same uuids make the second try safe
    copy.mark(uuids, ItemState.SUBMITTED)


def _arrived(connection: Connection, items: Sequence[Item]) -> list[str]:
    """uuids of the items that the queue holds with this very content."""
    if not items:
        return []
    found = contributions(connection, [item.uuid for item in items])
    return [item.uuid for item in items if item.uuid in found and found[item.uuid].change == item.change]


def _queue_actions(connection: Connection, items: Sequence[Item]) -> Transaction:
    return Transaction(tuple(_queue_action(connection, item) for item in items))


def _queue_action(connection: Connection, item: Item, status: Status = Status.SUBMITTED) -> Action:
    contribution = as_contribution(item, status)
    form = connection.form(contribution.layer)
    if item.revision > 1:
        return revision(contribution, form)
    return submission(contribution, form, connection.queue.crs)


def _direct_actions(connection: Connection, items: Sequence[Item]) -> Transaction:
    found = [as_contribution(item, Status.PUBLISHED) for item in items]
    changes, conditions = actions_of(connection, found)
    actions: list[Action] = []
    for item, change in zip(items, changes, strict=True):
        actions += [_queue_action(connection, item, Status.PUBLISHED), change]
    return Transaction(tuple(actions), conditions)


def as_contribution(item: Item, status: Status = Status.SUBMITTED) -> Contribution:
    """The contribution that an item of the outbox asks for."""
    change = item.change
    return Contribution(
        uuid=item.uuid,
        change=change,
        layer=change.feature.layer,
        feature_key=None if change.operation is Operation.INSERT and not change.key else change.key,
        changeset=item.changeset,
        comment=item.comment,
        revision=item.revision,
        status=status,
    )


def _culprit(problem: Problem, items: Sequence[Item]) -> Item | None:
    return next((item for item in items if problem.locator.startswith(item.uuid)), None)


def _kept(problem: Problem, text: str) -> Problem:
    """The same kind of problem, saying that the work is safe in the working copy."""
    kept = type(problem)(text)
    kept.advice, kept.safety = problem.advice, Safety.KEPT_HERE
    return kept
