"""Handing contributions over to another authority, taking them on, returning them; and what waits where."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..domain.contribution import OPEN, Contribution, Status
from ..domain.errors import OutcomeUnknown, Problem, TransitionRefused
from ..domain.hand_over import Waiting
from ..services.contributions import transition
from ..services.wfs.model import Action, Transaction
from . import review
from .connection import Connection
from .doubt import in_doubt
from .progress import Progress, silent
from .review import Outcome

Actions = Callable[[Contribution], list[Action]]

REVIEWABLE = (Status.SUBMITTED, Status.IN_REVIEW, Status.CONFLICT)


def forward(
    connection: Connection,
    uuids: Sequence[str],
    body: str,
    *,
    reason_code: str,
    note: str = "",
    due: str = "",
    progress: Progress = silent,
) -> Outcome:
    """Claim where needed and hand over to `body` (its id), each contribution in a Transaction of its own."""

    def actions(seen: Contribution) -> list[Action]:
        _check(seen, REVIEWABLE)
        claim = transition(seen.uuid, Status.IN_REVIEW, step="claim")
        more = {"reason_code": reason_code, "note": note, "body": body, "due": due}
        return [claim, transition(seen.uuid, Status.FORWARDED, revision=seen.revision, **more)]

    return _each(connection, uuids, actions, Status.FORWARDED, progress)


def take_on(connection: Connection, uuids: Sequence[str], progress: Progress = silent) -> Outcome:
    """Take on what was handed over to one's own authority: it is claimed for half an hour."""

    def actions(seen: Contribution) -> list[Action]:
        _check(seen, (Status.FORWARDED,))
        return [transition(seen.uuid, Status.IN_REVIEW, revision=seen.revision)]

    return _each(connection, uuids, actions, Status.IN_REVIEW, progress)


def give_back(
    connection: Connection, uuids: Sequence[str], *, reason_code: str, note: str = "", progress: Progress = silent
) -> Outcome:
    """Return what was handed over, with a reason, to who handed it over; the second time it goes to the coordinator."""

    def actions(seen: Contribution) -> list[Action]:
        _check(seen, (Status.FORWARDED,))
        return [transition(seen.uuid, Status.SUBMITTED, reason_code=reason_code, note=note, revision=seen.revision)]

    return _each(connection, uuids, actions, Status.SUBMITTED, progress)


def waiting(connection: Connection, progress: Progress = silent) -> list[Waiting]:
    """What is open in the queue, as far as the person may see it, oldest first."""
    return [Waiting.of(row.properties) for _fid, row in review.rows(connection, sorted(OPEN), progress)]


def _each(
    connection: Connection, uuids: Sequence[str], actions: Actions, target: Status, progress: Progress
) -> Outcome:
    outcome = Outcome()
    for number, seen in enumerate(review.named(connection, uuids)):
        progress(number / len(uuids), "hand over")
        try:
            _send(connection, seen, actions(seen), target)
            outcome.done.append(seen.uuid)
        except Problem as problem:
            outcome.failed[seen.uuid] = problem
    return outcome


def _send(connection: Connection, seen: Contribution, actions: Sequence[Action], target: Status) -> None:
    """One Transaction. After a lost answer, only what reads back is believed."""
    try:
        connection.client.transaction(Transaction(tuple(actions)))
    except OutcomeUnknown:
        with in_doubt():
            now = review.contributions(connection, [seen.uuid]).get(seen.uuid)
        if now is None or now.status is not target:
            raise


def _check(seen: Contribution, statuses: Sequence[Status]) -> None:
    if seen.status not in statuses:
        raise TransitionRefused(f"The contribution is {seen.status}: this is not possible now.")
