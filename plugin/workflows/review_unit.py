"""A review unit in front of one person: found, decided and published as one (`publish(…, as_one=True)`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..domain.contribution import NEGATIVE, OPEN, Contribution, Operation, Status
from ..domain.errors import ConditionFailed, InvalidContent, OutcomeUnknown, Problem, Safety, TransitionRefused
from ..domain.feature import Feature
from ..domain.review_unit import Link, Unit, replacements, torn, units
from ..services.contributions import from_row, transition
from ..services.wfs.filters import Combined, Compare, Comparison, Filter, Logic
from ..services.wfs.model import Action, Transaction
from .connection import Connection
from .doubt import WELL_FORMED, in_doubt
from .progress import Progress, silent
from .publish import AT_ONCE, Published, geographic_among, publish
from .review import DECIDABLE, TARGETS, Decision, any_of, axes, contributions, fetch, named, reason_for

TAKEN = frozenset({Status.ACCEPTED, Status.PUBLISHED})
"""Statuses in which a contribution is on its way to the map, or there."""


@dataclass(frozen=True)
class Together:
    """`members` belong together, oldest first; there is none where nothing belongs to what was asked about.

    `unit` is that of the open ones (None where there are fewer than two); `halves` are the replacements among all.
    """

    members: tuple[Contribution, ...] = ()
    unit: Unit | None = None
    halves: tuple[Link, ...] = ()

    def member(self, uuid: str) -> Contribution | None:
        return next((one for one in self.members if one.uuid == uuid), None)

    def reason(self, uuid: str) -> Link | None:
        """Why a member is one."""
        if self.unit is not None and uuid in self.unit.reasons:
            return self.unit.reasons[uuid]
        return next((link for link in self.halves if uuid in (link.one, link.other)), None)

    def torn(self, taken: Iterable[str] = (), left: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Of replacements the half that comes to the map and the one that does not, were these taken and these left."""
        wanted, unwanted = set(taken), set(left)
        kept = {one.uuid for one in self.members if one.status in TAKEN} - unwanted
        lost = {one.uuid for one in self.members if one.status in NEGATIVE} - wanted
        return torn(self.halves, kept | wanted, lost | unwanted)


@dataclass(frozen=True)
class Answer:
    """What is decided about one member, in the revision that was `seen`."""

    seen: Contribution
    decision: Decision
    reason_code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Decided:
    """All of `done`, or none: then `culprit` ("" where the service does not say) met the `problem`."""

    done: tuple[str, ...] = ()
    culprit: str = ""
    problem: Problem | None = None

    def raise_if_not(self) -> None:
        """Raise what held it back, saying that nothing of the unit was decided."""
        if self.problem is not None:
            which = f"{self.culprit}: " if self.culprit else ""
            text = f"Nothing of the unit was decided, because of one. {which}{self.problem.text}"
            raise Problem(text, self.problem.advice, self.problem.safety) from self.problem


def gather(connection: Connection, uuid: str, progress: Progress = silent) -> Together:
    """What belongs together with this contribution, as far as the person may see it.

    Reads what its author has open, and all of its changeset. Raises InvalidContent where there is no such one.
    """
    (about,) = named(connection, [uuid])
    return together(connection, uuid, [about, *_around(connection, about, progress)])


def together(connection: Connection, uuid: str, found: Sequence[Contribution]) -> Together:
    """The same out of what was read before: all that the author has open, and the changeset."""
    known = {one.uuid: one for one in found}
    geographic = geographic_among(connection, found)
    unit = next((one for one in _open_units(known.values(), geographic) if uuid in one.members), None)
    halves = replacements((one for one in known.values() if one.status is not Status.WITHDRAWN), geographic)
    wanted = set(unit.members) if unit else {uuid}
    halves = [link for link in halves if not wanted.isdisjoint((link.one, link.other))]
    wanted |= {end for link in halves for end in (link.one, link.other)}
    if len(wanted) < 2:
        return Together()
    members = sorted((known[one] for one in wanted), key=lambda one: (one.created, one.uuid))
    return Together(tuple(members), unit, tuple(halves))


def named_unit(connection: Connection, name: str) -> Together:
    """The unit of this name, as `units_of` has given it.

    Raises ConditionFailed where it is another one by now: nobody decides about members that they have not seen.
    """
    found = gather(connection, name.partition(".")[0])
    if found.unit is None or found.unit.name != name:
        raise ConditionFailed(f"The unit {name[:80]!r} is no longer what it was: its members have changed.")
    return found


def units_of(connection: Connection, rows: Iterable[Feature]) -> dict[str, Unit]:
    """The unit of each uuid among rows of the queue, where all that is open is among them; not of those in none."""
    found = readable(connection, rows)
    made = _open_units(found, geographic_among(connection, found))
    return {uuid: unit for unit in made for uuid in unit.members}


def decide_unit(connection: Connection, answers: Sequence[Answer]) -> Decided:
    """Claim and decide them in one Transaction, each with an event of its own: all, or none.

    Raises InvalidContent and TransitionRefused for what cannot be asked, OutcomeUnknown where the answer was lost and
    it does not read back; what the service refuses is in the result, with the one that it refuses.
    """
    actions: list[Action] = []
    wanted: dict[str, Status] = {}
    for answer in answers:
        seen, target = answer.seen, TARGETS[answer.decision]
        reason = reason_for(answer.decision, answer.reason_code)
        if seen.status is target and target is Status.ACCEPTED:
            continue
        if seen.status not in DECIDABLE:
            refused = TransitionRefused(f"The contribution is {seen.status} and cannot be decided.")
            return Decided(culprit=seen.uuid, problem=refused)
        wanted[seen.uuid] = target
        actions += [
            transition(seen.uuid, Status.IN_REVIEW, step="claim"),
            transition(seen.uuid, target, reason_code=reason, note=answer.note, revision=seen.revision),
        ]
    if len(wanted) > AT_ONCE:
        raise InvalidContent(f"Up to {AT_ONCE} contributions are decided as one; these are {len(wanted)}.")
    done = tuple(answer.seen.uuid for answer in answers)
    if not actions:
        return Decided(done)
    try:
        connection.client.transaction(Transaction(tuple(actions)))
    except OutcomeUnknown as lost:
        _believe(connection, wanted, lost)
    except WELL_FORMED as problem:
        return Decided(culprit=problem.locator.rpartition("-")[0], problem=problem)
    return Decided(done)


def _believe(connection: Connection, wanted: dict[str, Status], lost: OutcomeUnknown) -> None:
    """After a lost answer only what reads back counts."""
    with in_doubt():
        found = contributions(connection, list(wanted))
    if any(uuid not in found or found[uuid].status is not status for uuid, status in wanted.items()):
        raise OutcomeUnknown(lost.text, "Look at it again, then decide.", Safety.LOOK_AGAIN) from lost


def publish_many(connection: Connection, uuids: Sequence[str], progress: Progress = silent) -> Published:
    """As `publish`, for what nobody looked at one by one: half a replacement waits until the other half is decided."""
    waiting = _half_decided(connection, uuids, progress)
    left = [uuid for uuid in uuids if uuid not in waiting]
    result = publish(connection, left, progress) if left else Published()
    result.held |= waiting
    return result


def _half_decided(connection: Connection, uuids: Sequence[str], progress: Progress) -> dict[str, str]:
    """The accepted halves of replacements whose other half is still open, with that one."""
    halves = [
        one
        for one in contributions(connection, uuids).values()
        if one.status is Status.ACCEPTED and one.change.operation is not Operation.UPDATE
    ]
    authors = sorted({one.author for one in halves})
    open_ones: list[Contribution] = []
    for start in range(0, len(authors), AT_ONCE):
        by_authors = any_of([_is("author", author) for author in authors[start : start + AT_ONCE]])
        undecided = any_of([_is("status", status) for status in sorted(OPEN - TAKEN)])
        assert by_authors is not None and undecided is not None  # there is at least one of each
        rows = fetch(connection, Combined(Logic.AND, (by_authors, undecided)), progress)
        open_ones += [one for one in readable(connection, (row for _fid, row in rows)) if one.status not in TAKEN]
    everything = [*halves, *open_ones]
    links = replacements(everything, geographic_among(connection, everything))
    return dict(torn(links, {one.uuid for one in halves}, {one.uuid for one in open_ones}))


def readable(connection: Connection, rows: Iterable[Feature]) -> list[Contribution]:
    """Those of `rows` of the queue that this version can read."""
    swap, found = axes(connection), list[Contribution]()
    for row in rows:
        with suppress(InvalidContent):
            found.append(from_row(row, swap))
    return found


def _around(connection: Connection, about: Contribution, progress: Progress) -> list[Contribution]:
    either: list[Filter] = [_is("status", status) for status in sorted(OPEN)]
    if about.changeset:
        either.append(_is("changeset", about.changeset))
    by_author = Combined(Logic.AND, (_is("author", about.author), Combined(Logic.OR, tuple(either))))
    rows = fetch(connection, by_author, progress)
    return [one for one in readable(connection, (row for _fid, row in rows)) if one.uuid != about.uuid]


def _is(name: str, value: str) -> Compare:
    return Compare(Comparison.EQUAL, name, value)


def _open_units(found: Iterable[Contribution], geographic: frozenset[str]) -> list[Unit]:
    return units((one for one in found if one.status in OPEN), geographic)
