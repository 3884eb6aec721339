"""Answering what a reviewer asks back, in words: the contribution goes into the queue again as it is.

What is said and the transition are one Transaction, so either both arrive or neither. The transition names the revision
that was asked about: of the same answer sent twice the service takes one. And the comment has a uuid that follows from
contribution, revision and text: where it can be read, the answer has arrived, whatever was heard of it.
"""

from __future__ import annotations

from contextlib import suppress

from ..domain.contribution import Status
from ..domain.errors import (
    ConditionFailed,
    OutcomeUnknown,
    Problem,
    Safety,
    ServiceProblem,
    TransitionRefused,
    WorkingCopyProblem,
)
from ..services.contributions import COMMENT, remark, transition
from ..services.wfs.filters import Compare, Comparison
from ..services.wfs.model import Transaction
from .connection import Connection
from .doubt import in_doubt
from .ports import WorkingCopy
from .remark import check, remark_uuid
from .review import contributions, named


def reply(connection: Connection, copy: WorkingCopy | None, uuid: str, text: str, revision: int) -> None:
    """Answer what was asked about `revision` of a contribution of one's own, and submit it again as it is, once.

    `copy` takes note of it where there is one. Raises InvalidContent or LimitExceeded before anything is sent where the
    service would not take the text; TransitionRefused or ConditionFailed where the contribution waits for no answer any
    more; and OutcomeUnknown where the answer of the service is lost twice: the same again does no harm then.
    """
    text = text.strip()
    check(connection, text)
    said = remark_uuid(uuid, text, revision)
    wanted = Transaction(
        (remark(said, uuid, text), transition(uuid, Status.SUBMITTED, revision=revision, step="answer"))
    )
    try:
        _send(connection, wanted, said)
    except (TransitionRefused, ConditionFailed) as problem:
        with suppress(ServiceProblem):  # the refusal is what is known
            if _has_arrived(connection, said):  # by an earlier request, of which nobody heard
                return _note(connection, copy, uuid)
        _note(connection, copy, uuid)
        made = type(problem)(f"It waits for no answer any more: {problem.text}")
        made.advice, made.safety = "Look at the list again, then decide.", Safety.NOTHING_CHANGED
        raise made from problem
    _note(connection, copy, uuid)


def reply_now(connection: Connection, uuid: str, text: str) -> None:
    """As `reply`, for who has not looked which revision was asked about.

    What is not asked back about now may have been answered by an earlier call of which nobody heard.
    """
    check(connection, text)
    (now,) = named(connection, [uuid])
    asked = now.revision if now.status is Status.NEEDS_CHANGES else now.revision - 1
    if not asked:
        text = f"Nobody has asked anything about the contribution: it is {now.status}."
        raise TransitionRefused(text, "Wait for the answer.", Safety.NOTHING_CHANGED)
    reply(connection, None, uuid, text, asked)


def _send(connection: Connection, wanted: Transaction, said: str) -> None:
    """After a lost answer: look, and where nothing has arrived send it once more."""
    try:
        connection.client.transaction(wanted)
    except OutcomeUnknown as lost:
        if lost.retry_after:  # the service asks to wait
            raise _perhaps(lost) from lost
        try:
            with in_doubt():
                if not _has_arrived(connection, said):
                    connection.client.transaction(wanted)
        except OutcomeUnknown as problem:
            raise _perhaps(problem) from problem


def _perhaps(problem: Problem) -> OutcomeUnknown:
    made = OutcomeUnknown(problem.text, "Answer again with the same words: twice does no harm.", Safety.LOOK_AGAIN)
    made.retry_after = problem.retry_after
    return made


def _has_arrived(connection: Connection, said: str) -> bool:
    where = Compare(Comparison.EQUAL, "uuid", said)
    return bool(connection.client.find(connection.queue_schema(COMMENT), crs="", filter=where, most=1))


def _note(connection: Connection, copy: WorkingCopy | None, uuid: str) -> None:
    """The working copy hears of it now, or when answers are asked for the next time."""
    if copy is not None:
        with suppress(ServiceProblem, WorkingCopyProblem):
            copy.settle(list(contributions(connection, [uuid]).values()))
