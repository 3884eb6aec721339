"""What the page Prüfen does in the background: plain functions of a connection and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem

from ...domain.contribution import Change, Contribution, Status
from ...domain.errors import InvalidContent, Problem, Refused, TransitionRefused
from ...domain.feature import Feature
from ...domain.merge import Kind, Merge
from ...domain.validation import Code, RuleBook, from_text
from ...domain.versions import Meanwhile, lines, meanwhile, met
from ...workflows import afterwards, review
from ...workflows.afterwards import Look
from ...workflows.connection import Connection
from ...workflows.correct import accept_with
from ...workflows.history import History, history
from ...workflows.rejections import rejected_by
from ...workflows.review import Decision
from ...workflows.rules import book_for, of_schema
from ..versions.place_words import Place, place_of
from ..versions.versions_table import Row, rows_of
from .correcting import Ground
from .twin import Twin


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
    now: Feature | None = None
    """The municipal feature as it is now."""
    twin: Twin | None = None
    """What it may be a duplicate of."""
    rejected_by: frozenset[str] = frozenset()
    """Who rejected the same wish before; looked up for what `me` has claimed."""


@dataclass(frozen=True)
class Claimed:
    """`problem` says why it could not be claimed; what is seen is the state after that."""

    seen: Seen
    problem: Problem | None = None


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


def decide(
    connection: Connection,
    seen: Contribution,
    decision: Decision | Look,
    reason: str,
    note: str,
    correction: Change | None = None,
) -> Contribution:
    if isinstance(decision, Look):
        return afterwards.take_back(connection, afterwards.say(connection, seen, decision, reason, note), note)
    if correction is not None:
        return accept_with(connection, seen, correction, note)
    return review.decide_seen(connection, seen, decision, reason, note)


def ground(connection: Connection, seen: Seen) -> Ground:
    """What is needed to correct what is seen: the kinds of its fields, and the rules of its layer."""
    layer = seen.contribution.layer
    form, schema = connection.form(layer), connection.client.schema(layer)
    geographic = connection.crs_facts(form.crs).geographic
    told = book_for(connection, ())
    made = of_schema(schema, form.crs, geographic, form.key)
    book = RuleBook({layer: made, **told.layers})
    kinds = {field.name: field.type for field in schema.fields if field.name != form.key}
    return Ground(seen.contribution, seen.now, kinds, book, geographic, form.decimals)


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
    me = review.pseudonym(connection)
    mine = contribution.status is Status.IN_REVIEW and bool(me) and contribution.claimed_by == me
    return Seen(
        contribution,
        meanwhile(contribution.outcome, now, decimals),
        rows_of(lines(change, now), *places, conflicting(found)),
        places,
        QgsCoordinateReferenceSystem(crs),
        history(connection, contribution.uuid),
        me,
        found,
        now,
        _twin(connection, contribution, crs),
        rejected_by(connection, contribution) if mine else frozenset(),
    )


def _twin(connection: Connection, contribution: Contribution, crs: str) -> Twin | None:
    """The object that the rules have found to be alike, as it is now; None where there is none, or none any more."""
    told = [one for one in from_text(contribution.findings) if one.code is Code.DUP_CANDIDATE]
    key = str(told[0].values.get("other") or "") if told else ""
    if not key:
        return None
    metres, queued = told[0].values.get("metres"), bool(told[0].values.get("queued"))
    try:
        found = review.alike(connection, contribution.layer, key, queued)
    except (Refused, InvalidContent):
        return None  # the key comes out of the queue, and may be no key at all
    if found is None:
        return None
    place = place_of(found, None, connection.form(contribution.layer).decimals, crs)
    return Twin(key, found, place, float(metres) if isinstance(metres, int | float) else None, queued)


def conflicting(found: Merge | None) -> frozenset[str]:
    """The fields that both have changed, and differently; where one has deleted it there is nothing to compare."""
    both = found is not None and found.kind is Kind.BOTH
    return frozenset(cell.name for cell in found.conflicts) if found is not None and both else frozenset()
