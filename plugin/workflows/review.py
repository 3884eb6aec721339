"""Reviewing: read the queue, claim, decide, take back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..domain.contribution import Contribution, Operation, Reason, Status
from ..domain.errors import InvalidContent, OutcomeUnknown, Problem, Safety, TransitionRefused
from ..domain.feature import Feature
from ..services.contributions import QUEUE, by_key, from_row, transition
from ..services.wfs.filters import Combined, Compare, Comparison, Filter, Logic
from ..services.wfs.model import Transaction, Update
from .connection import Connection
from .doubt import in_doubt
from .progress import Progress, silent

AT_ONCE = 50  # ids in one filter: a GET address stays well under 8 kB


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

DECIDED = frozenset(TARGETS.values())
"""Statuses that are a decision, and can be taken back by who made it."""

DECIDABLE = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.CONFLICT})
"""Statuses in which a reviewer decides, after a claim."""

_OWN_REASON = frozenset({Decision.DUPLICATE, Decision.NOT_RESPONSIBLE, Decision.ALREADY_DONE})
"""Decisions that are a reason themselves."""


@dataclass(frozen=True)
class Summary:
    """What a list shows of a contribution; all as the service sends it, also what a later version calls it."""

    uuid: str
    layer: str = ""
    operation: str = ""
    status: str = ""
    created: str = ""
    author: str = ""
    comment: str = ""
    claimed_by: str = ""
    claimed_until: str = ""
    revision: str = ""
    responsible_body: str = ""
    due: str = ""
    findings: str = ""
    changeset: str = ""
    ars: str = ""
    automatic: str = ""
    afterwards: str = ""
    tier: str = ""


SUMMARY = tuple(Summary.__dataclass_fields__)


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
    return fetch(connection, _of_status(statuses), progress)


def summary_of(values: Mapping[str, object]) -> Summary:
    """The summary of a row of the queue, or of `vars` of a contribution."""
    return Summary(**{name: "" if values.get(name) is None else str(values[name]) for name in SUMMARY})


def contributions(connection: Connection, uuids: Sequence[str]) -> dict[str, Contribution]:
    """The contributions with these uuids, as far as they exist and may be seen."""
    found: dict[str, Contribution] = {}
    swap = axes(connection)
    for start in range(0, len(uuids), AT_ONCE):
        wanted = [Compare(Comparison.EQUAL, "uuid", uuid) for uuid in uuids[start : start + AT_ONCE]]
        schema, crs = connection.queue_schema(QUEUE), connection.queue.crs
        for _fid, row in connection.client.find(schema, crs=crs, filter=any_of(wanted), most=AT_ONCE):
            contribution = _read(row, swap)
            found[contribution.uuid] = contribution
    return found


def named(connection: Connection, uuids: Sequence[str]) -> list[Contribution]:
    """Like `contributions`, in the order asked for; raises InvalidContent naming one that is not there."""
    found = contributions(connection, uuids)
    for uuid in uuids:
        if uuid not in found:
            raise InvalidContent(f"There is no contribution {uuid[:60]!r} in the queue that you may see.")
    return [found[uuid] for uuid in uuids]


def of_changeset(connection: Connection, changeset: str) -> list[Contribution]:
    """The contributions that were submitted together, oldest first, as far as they may be seen."""
    swap = axes(connection)
    rows = fetch(connection, Compare(Comparison.EQUAL, "changeset", changeset), silent)
    return [_read(row, swap) for _fid, row in rows]


def axes(connection: Connection) -> dict[str, bool]:
    """For each layer whether the authority of its CRS puts the northing first."""
    return {name: connection.form(name).northing_first for name in connection.capabilities.layers}


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
    reason_code = reason_for(decision, reason_code)
    outcome = Outcome()
    for number, contribution in enumerate(named(connection, uuids)):
        progress(number / len(uuids), "decide")
        try:
            decide_claiming(connection, contribution, TARGETS[decision], reason_code, note)
            outcome.done.append(contribution.uuid)
        except Problem as problem:
            outcome.failed[contribution.uuid] = problem
    return outcome


# one contribution in front of one person


def claim(connection: Connection, uuid: str) -> Contribution:
    """Claim it for half an hour and return it as it is now.

    Raises TransitionRefused where somebody else holds it, or where it is decided.
    """
    ask(
        connection,
        transition(uuid, Status.IN_REVIEW, step="claim"),
        lambda now: (now.status, now.claimed_by) == (Status.IN_REVIEW, pseudonym(connection)),
    )
    return named(connection, [uuid])[0]


def renew(connection: Connection, seen: Contribution) -> Contribution:
    """Claim for another half an hour what is claimed; raises where that is not possible any more, as `claim` does."""
    ask(
        connection,
        transition(seen.uuid, Status.IN_REVIEW, step="renew", revision=seen.revision),
        lambda now: (now.status, now.claimed_by) == (Status.IN_REVIEW, pseudonym(connection)),
    )
    return named(connection, [seen.uuid])[0]


def pseudonym(connection: Connection) -> str:
    """Who the person is in the queue; "" for one who has done nothing there yet: a first deed makes the name."""
    known = connection.who.pseudonym if connection.who else None
    who = None if known else connection.client.who_am_i()
    return known or (who.pseudonym if who else None) or ""


def release(connection: Connection, uuid: str) -> None:
    """Give the own claim back, so that somebody else may decide."""
    ask(connection, transition(uuid, Status.SUBMITTED), lambda now: now.status is Status.SUBMITTED)


def current(connection: Connection, contribution: Contribution) -> Feature | None:
    """The municipal feature as it is now, None where there is none (or, for one that is new, not yet)."""
    change = contribution.change
    key = contribution.feature_key or change.key
    new = change.operation is Operation.INSERT and contribution.status is not Status.PUBLISHED
    if new or not key:
        return None
    return _feature(connection, contribution.layer, key)


def _feature(connection: Connection, layer: str, key: str) -> Feature | None:
    form, client = connection.form(layer), connection.client
    rows = client.find(
        client.schema(form.name),
        crs=form.crs,
        filter=by_key(form, key),
        most=1,
        geographic=connection.crs_facts(form.crs).geographic,
    )
    return next((feature for _fid, feature in rows), None)


def alike(connection: Connection, layer: str, key: str, queued: bool) -> Feature | None:
    """What a contribution may be a duplicate of: the feature of this key, or, if `queued`, what another one proposes.

    None where it is not there any more, or not to be seen.
    """
    if queued:
        other = contributions(connection, [key]).get(key)
        return other.change.proposed if other is not None and other.layer == layer else None
    return _feature(connection, layer, key)


def decide_seen(
    connection: Connection, seen: Contribution, decision: Decision, reason_code: str = "", note: str = ""
) -> Contribution:
    """Decide what the person has claimed and seen; returns it as it is then.

    Holds for `seen.revision` and for nothing else: raises ConditionFailed where its author has revised it, and
    TransitionRefused where the claim has gone.
    """
    target = TARGETS[decision]
    reason_code = reason_for(decision, reason_code)
    action = transition(seen.uuid, target, reason_code=reason_code, note=note, revision=seen.revision)
    ask(connection, action, lambda now: (now.status, now.revision) == (target, seen.revision))
    done = replace(seen, status=target, reason_code=reason_code, note=note, claimed_by="", claimed_until="")
    return replace(done, correction=None)


def take_back(connection: Connection, uuid: str) -> Contribution:
    """Undo the own decision, within ten minutes and before publication; it is claimed again then.

    Raises TransitionRefused for anything that is no decision (any more): whoever publishes it, or whoever revises it,
    may be faster, and the service says so.
    """
    seen = named(connection, [uuid])[0]
    if seen.status not in DECIDED:
        raise TransitionRefused(f"The contribution is {seen.status}: there is no decision to take back.")
    ask(
        connection,
        transition(uuid, Status.IN_REVIEW, reason_code=Reason.TAKEN_BACK, revision=seen.revision, step="taken-back"),
        lambda now: (now.status, now.claimed_by) == (Status.IN_REVIEW, pseudonym(connection)),
    )
    return named(connection, [uuid])[0]


def take_back_all(connection: Connection, uuids: Sequence[str], progress: Progress = silent) -> Outcome:
    """Undo own decisions, each on its own, the last one first."""
    outcome = Outcome()
    for number, uuid in enumerate(reversed(uuids)):
        progress(number / len(uuids), "take back")
        try:
            outcome.done.append(take_back(connection, uuid).uuid)
        except Problem as problem:
            outcome.failed[uuid] = problem
    return outcome


def ask(connection: Connection, action: Update, carried_out: Callable[[Contribution], bool]) -> None:
    """Ask for one transition. After a lost answer, only what reads back is believed."""
    try:
        connection.client.transaction(Transaction((action,)))
    except OutcomeUnknown as lost:
        uuid = action.handle[: action.handle.rindex("-")]
        try:
            now = contributions(connection, [uuid]).get(uuid)
        except Problem:
            now = None
        if now is None or not carried_out(now):
            raise OutcomeUnknown(lost.text, "Look at it again, then decide.", Safety.LOOK_AGAIN) from lost


def reason_for(decision: Decision, reason_code: str) -> str:
    """The reason that goes with a decision. Raises InvalidContent where a reason is missing."""
    reason_code = reason_code or (str(decision) if decision in _OWN_REASON else "")
    if decision is not Decision.ACCEPT and not reason_code:
        raise InvalidContent(f"The decision {decision} needs a reason.")
    return reason_code


def decide_claiming(
    connection: Connection, seen: Contribution, target: Status, reason_code: str = "", note: str = ""
) -> None:
    """Claim and decide in one Transaction, about the revision that is `seen`."""
    last = transition(seen.uuid, target, reason_code=reason_code, note=note, revision=seen.revision)
    claim = transition(seen.uuid, Status.IN_REVIEW, step="claim")
    if seen.status not in DECIDABLE:
        raise TransitionRefused(f"The contribution is {seen.status} and cannot be decided.")
    try:
        connection.client.transaction(Transaction((claim, last)))
    except OutcomeUnknown:
        with in_doubt():
            now = contributions(connection, [seen.uuid]).get(seen.uuid)
        if now is None or now.status is not target:
            raise


def _read(row: Feature, swap: Mapping[str, bool]) -> Contribution:
    try:
        return from_row(row, swap)
    except InvalidContent as problem:
        raise InvalidContent(f"{row.properties.get('uuid')}: {problem.text}") from problem


def _of_status(statuses: Iterable[Status]) -> Filter | None:
    return any_of([Compare(Comparison.EQUAL, "status", str(status)) for status in statuses])


def fetch(connection: Connection, where: Filter | None, progress: Progress) -> list[tuple[str, Feature]]:
    crs = connection.queue.crs
    pages = connection.client.pages(QUEUE, connection.queue_schema(QUEUE), crs=crs, filter=where, progress=progress)
    found = [row for page in pages for row in page]
    return sorted(found, key=lambda row: (row[1].properties.get("created") or "", row[0]))


def any_of(parts: Sequence[Filter]) -> Filter | None:
    """What one of `parts` matches; None, which is no condition, where there are none."""
    if len(parts) < 2:
        return parts[0] if parts else None
    return Combined(Logic.OR, tuple(parts))
