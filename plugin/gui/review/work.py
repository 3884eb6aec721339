"""What the page Prüfen does in the background: plain functions of a connection and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem

from ...adapters.background import Job
from ...domain.contribution import Contribution, Status
from ...domain.errors import InvalidContent, Problem, Safety, TransitionRefused
from ...domain.merge import Kind, Merge
from ...domain.versions import Meanwhile, lines, meanwhile, met
from ...workflows import revert, review
from ...workflows.connection import Connection
from ...workflows.history import History, history
from ...workflows.review import Decision
from ...workflows.summary import Summary
from ..versions.place_words import Place, place_of
from ..versions.versions_table import Row, rows_of


@dataclass(frozen=True)
class Seen:
    """A contribution as it lay in the queue at one moment, with all that a reviewer looks at."""

    contribution: Contribution
    meanwhile: Meanwhile
    rows: Sequence[Row]
    places: tuple[Place, Place, Place]
    """Before, Proposed, Now; all in `crs`."""
    crs: QgsCoordinateReferenceSystem
    history: History
    me: str
    """The pseudonym of who looks, "" before a first deed."""
    met: Merge | None = None
    """What was proposed beside what happened meanwhile; None where they cannot be compared."""


@dataclass(frozen=True)
class Claimed:
    """`problem` says why it could not be claimed; what is seen is the state after that."""

    seen: Seen
    problem: Problem | None = None


def read_queue(connection: Connection, job: Job, statuses: Sequence[Status]) -> list[Summary]:
    return review.queue(connection, statuses, job.progress)


def look(connection: Connection, uuid: str) -> Seen:
    """Load one contribution, the municipal feature as it is now, and what was said and done."""
    return _seen(connection, review.named(connection, [uuid])[0])


def claim(connection: Connection, uuid: str) -> Claimed:
    """Claim it and show it as it is now; who is too late sees by whom it is claimed."""
    try:
        return Claimed(_seen(connection, review.claim(connection, uuid)))
    except TransitionRefused as problem:
        return Claimed(look(connection, uuid), problem)


def release(connection: Connection, uuid: str) -> Seen:
    review.release(connection, uuid)
    return look(connection, uuid)


def decide(connection: Connection, seen: Contribution, decision: Decision, reason: str, note: str) -> Contribution:
    """Whoever objects to what is published puts its reverse into the queue, for somebody else to decide about."""
    answer = review.decide_seen(connection, seen, decision, reason, note)
    if decision is Decision.OBJECT:
        wanted = revert.plan(connection, contribution=seen.uuid)
        left = revert.carry_out(connection, wanted, note).left
        if why := left.get(seen.uuid):
            text = f"The objection is noted. It cannot be taken back by itself: {why}."
            raise InvalidContent(text, "Look at it on the map, and change it there.", Safety.LOOK_AGAIN)
    return answer


def take_back(connection: Connection, uuid: str) -> Seen:
    return _seen(connection, review.take_back(connection, uuid))


def _seen(connection: Connection, contribution: Contribution) -> Seen:
    change, now = contribution.change, review.current(connection, contribution)
    decimals = connection.form(contribution.layer).decimals
    before, crs = change.base, (change.base or change.feature).crs
    places = (
        place_of(before, None, decimals, crs),
        place_of(change.proposed, before, decimals, crs),
        place_of(now, before, decimals, crs),
    )
    found = met(change, now, connection.crs_facts(crs).geographic)
    return Seen(
        contribution,
        meanwhile(change, now, decimals),
        rows_of(lines(change, now), *places, conflicting(found)),
        places,
        QgsCoordinateReferenceSystem(crs),
        history(connection, contribution.uuid),
        review.pseudonym(connection),
        found,
    )


def conflicting(found: Merge | None) -> frozenset[str]:
    """The fields that both have changed, and differently; where one has deleted it there is nothing to compare."""
    both = found is not None and found.kind is Kind.BOTH
    return frozenset(cell.name for cell in found.conflicts) if found is not None and both else frozenset()
