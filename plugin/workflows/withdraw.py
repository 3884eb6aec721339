"""Withdrawing one's own contributions: one that a person names, and what has arrived after its change was undone."""

from __future__ import annotations

from contextlib import suppress

from ..domain.contribution import Contribution, Status
from ..domain.errors import (
    ConditionFailed,
    OutcomeUnknown,
    Problem,
    Safety,
    ServiceProblem,
    TransitionRefused,
    WorkingCopyProblem,
)
from ..domain.transitions import Party, targets
from ..services.contributions import transition
from ..services.wfs.model import Transaction
from .connection import Connection
from .ports import WorkingCopy
from .review import contributions


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


def withdraw_unwanted(connection: Connection, copy: WorkingCopy) -> list[Contribution]:
    """What has arrived although its change was undone is withdrawn; returns it, as it reads back.

    Undoing was the last that its author said of it, and withdrawing can be undone in turn. What is being looked at is
    withdrawn at a later call, and what is decided by then is told like any answer. `copy.sending()` holds meanwhile.
    Raises what comes in the way of asking.
    """
    watched = copy.unwanted()
    if not watched:
        return []
    found = contributions(connection, watched)
    copy.settle(list(found.values()))
    gone = []
    for one in found.values():
        if Status.WITHDRAWN in targets(one.status, {Party.AUTHOR}):
            with suppress(ServiceProblem, TransitionRefused, ConditionFailed):  # the next call tries it again
                gone.append(withdraw(connection, copy, one.uuid))
    return gone


def withdraw_late(connection: Connection, copy: WorkingCopy) -> list[Contribution]:
    """The same for whoever only asks for answers: what comes in the way does not count, the next time will do."""
    with suppress(ServiceProblem, WorkingCopyProblem):
        if connection.who is not None and connection.who.identity and copy.unwanted():
            with copy.sending():
                return withdraw_unwanted(connection, copy)
    return []
