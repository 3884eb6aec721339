"""Reviewing: read the queue, claim, decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..domain.contribution import Contribution, Status
from ..domain.errors import InvalidContent, OutcomeUnknown, Problem, TransitionRefused
from ..domain.feature import Feature
from ..services.contributions import QUEUE, from_row, transition
from ..services.wfs.filters import Combined, Compare, Comparison, Filter, Logic
from ..services.wfs.model import Transaction
from .connection import Connection
from .doubt import in_doubt
from .progress import Progress, silent

_AT_ONCE = 50  # ids in one filter: a GET address stays well under 8 kB


class Decision(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    ASK_BACK = "ask_back"
    DUPLICATE = "duplicate"
    NOT_RESPONSIBLE = "not_responsible"
    ALREADY_DONE = "already_done"


TARGETS = {
    Decision.ACCEPT: Status.ACCEPTED,
    Decision.REJECT: Status.REJECTED,
    Decision.ASK_BACK: Status.NEEDS_CHANGES,
    Decision.DUPLICATE: Status.DUPLICATE,
    Decision.NOT_RESPONSIBLE: Status.NOT_RESPONSIBLE,
    Decision.ALREADY_DONE: Status.ALREADY_DONE,
}

_OWN_REASON = frozenset({Decision.DUPLICATE, Decision.NOT_RESPONSIBLE, Decision.ALREADY_DONE})
"""Decisions that are a reason themselves."""


@dataclass
class Outcome:
    """What became of several contributions, each on its own."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, Problem] = field(default_factory=dict)

    def raise_if_failed(self, deed: str) -> None:
        """Raise the first problem, with the number of those that were carried out."""
        if not self.failed:
            return
        uuid, problem = next(iter(self.failed.items()))
        more = f" ({len(self.failed)} in all were not)" if len(self.failed) > 1 else ""
        text = f"{len(self.done)} contributions were {deed}, {uuid} was not{more}: {problem.text}"
        raise Problem(text, problem.advice, problem.safety) from problem


def rows(
    connection: Connection, statuses: Iterable[Status] = (), progress: Progress = silent
) -> list[tuple[str, Feature]]:
    """The rows of the queue that the person may see, with their feature ids, oldest first."""
    wanted = [Compare(Comparison.EQUAL, "status", str(status)) for status in statuses]
    return _fetch(connection, _any(wanted), progress)


def contributions(connection: Connection, uuids: Sequence[str]) -> dict[str, Contribution]:
    """The contributions with these uuids, as far as they exist and may be seen."""
    found: dict[str, Contribution] = {}
    swap = {name: connection.form(name).northing_first for name in connection.capabilities.layers}
    for start in range(0, len(uuids), _AT_ONCE):
        wanted = [Compare(Comparison.EQUAL, "uuid", uuid) for uuid in uuids[start : start + _AT_ONCE]]
        for _fid, row in _fetch(connection, _any(wanted), silent):
            contribution = from_row(row, swap)
            found[contribution.uuid] = contribution
    return found


def named(connection: Connection, uuids: Sequence[str]) -> list[Contribution]:
    """Like `contributions`, in the order asked for; raises InvalidContent naming one that is not there."""
    found = contributions(connection, uuids)
    for uuid in uuids:
        if uuid not in found:
            raise InvalidContent(f"There is no contribution {uuid[:60]!r} in the queue that you may see.")
    return [found[uuid] for uuid in uuids]


def decide(
    connection: Connection,
    uuids: Sequence[str],
    decision: Decision,
    *,
    reason_code: str = "",
    note: str = "",
    progress: Progress = silent,
) -> Outcome:
    """Claim where needed and decide, each contribution in a Transaction of its own."""
    reason_code = reason_code or (str(decision) if decision in _OWN_REASON else "")
    if decision is not Decision.ACCEPT and not reason_code:
        raise InvalidContent(f"The decision {decision} needs a reason.")
    outcome = Outcome()
    for number, contribution in enumerate(named(connection, uuids)):
        progress(number / len(uuids), "decide")
        try:
            _decide(connection, contribution, TARGETS[decision], reason_code, note)
            outcome.done.append(contribution.uuid)
        except Problem as problem:
            outcome.failed[contribution.uuid] = problem
    return outcome


def _decide(connection: Connection, seen: Contribution, target: Status, reason_code: str, note: str) -> None:
    last = transition(seen.uuid, target, reason_code=reason_code, note=note, revision=seen.revision)
    claim = transition(seen.uuid, Status.IN_REVIEW, step="claim")
    if seen.status not in (Status.SUBMITTED, Status.IN_REVIEW, Status.CONFLICT):
        raise TransitionRefused(f"The contribution is {seen.status} and cannot be decided.")
    try:
        connection.client.transaction(Transaction((claim, last)))
    except OutcomeUnknown:
        with in_doubt():
            now = contributions(connection, [seen.uuid]).get(seen.uuid)
        if now is None or now.status is not target:
            raise


def _fetch(connection: Connection, where: Filter | None, progress: Progress) -> list[tuple[str, Feature]]:
    crs = connection.queue.crs
    schema = connection.client.schema(QUEUE)
    found = [
        row for page in connection.client.pages(QUEUE, schema, crs=crs, filter=where, progress=progress) for row in page
    ]
    return sorted(found, key=lambda row: (row[1].properties.get("created") or "", row[0]))


def _any(parts: Sequence[Filter]) -> Filter | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Combined(Logic.OR, tuple(parts))
