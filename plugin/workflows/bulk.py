"""Accepting alike contributions of little risk together: looked through first, then decided one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..domain.bulk import MOST, Bulk, Candidate, sort_out
from ..domain.contribution import Contribution, Status
from ..domain.errors import Cancelled, OutcomeUnknown, Problem, Safety
from ..domain.feature import Feature
from ..domain.moment import as_moment
from ..domain.versions import meanwhile
from ..services.contributions import by_key
from . import review
from .attach import with_photos
from .connection import Connection
from .progress import Progress, silent

Metres = Callable[[Feature, Feature], float | None]
"""How far apart the geometries of two features lie."""


@dataclass
class Accepted:
    """What became of each. `left` were not tried, because of a cancel or because the service could not be reached."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, Problem] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def look_through(connection: Connection, uuids: Sequence[str], metres: Metres, progress: Progress = silent) -> Bulk:
    """Which of these may be accepted together; the first is the one that the others must be like."""
    found = review.contributions(connection, uuids[: 4 * MOST])
    me, now = review.pseudonym(connection), datetime.now(UTC)
    there = [found[uuid] for uuid in uuids if uuid in found]
    candidates = []
    pictured = with_photos(connection, [one.uuid for one in there])
    features = _now(connection, there, progress)
    for one in there:
        form = connection.form(one.layer)
        until = as_moment(one.claimed_until)
        held = one.status is Status.IN_REVIEW and one.claimed_by != me and until is not None and now < until
        became = meanwhile(one.change, features.get((one.layer, one.change.key or "")), form.decimals)
        candidates.append(Candidate(one, became, _metres(one, metres), held, form.decimals, one.uuid in pictured))
    return sort_out(candidates, me)


def accept(connection: Connection, items: Sequence[Contribution], progress: Progress = silent) -> Accepted:
    """Claim and accept each in the revision that was looked at, in a Transaction of its own."""
    outcome = Accepted()
    for number, seen in enumerate(items):
        try:
            progress(number / len(items), "accept")
        except Cancelled:
            outcome.left = [one.uuid for one in items[number:]]
            break
        try:
            review.decide_claiming(connection, seen, Status.ACCEPTED)
            outcome.done.append(seen.uuid)
        except (Cancelled, OutcomeUnknown) as problem:  # this one was on its way
            lost = OutcomeUnknown(problem.text, "Look at it again.", Safety.LOOK_AGAIN)
            outcome.failed[seen.uuid] = lost
            outcome.left = [one.uuid for one in items[number + 1 :]]
            break
        except Problem as problem:
            outcome.failed[seen.uuid] = problem
    return outcome


def _now(connection: Connection, there: Sequence[Contribution], progress: Progress) -> dict[tuple[str, str], Feature]:
    """The municipal features as they are, by layer and key, many in one request."""
    keys: dict[str, list[str]] = {}
    for one in there:
        if one.change.key:
            keys.setdefault(one.layer, []).append(one.change.key)
    found: dict[tuple[str, str], Feature] = {}
    for layer, wanted in keys.items():
        form, client = connection.form(layer), connection.client
        facts = connection.crs_facts(form.crs)
        for start in range(0, len(wanted), review.AT_ONCE):
            progress(start / len(wanted), "look through")
            where = review.any_of([by_key(form, key) for key in wanted[start : start + review.AT_ONCE]])
            pages = client.pages(
                form.name, client.schema(form.name), crs=form.crs, filter=where, geographic=facts.geographic
            )
            for page in pages:
                for fid, feature in page:
                    key = feature.properties.get(form.key) if form.key else fid.rpartition(".")[2]
                    found[layer, str(key)] = feature
    return found


def _metres(one: Contribution, metres: Metres) -> float | None:
    base, proposed = one.change.base, one.change.proposed
    return 0.0 if base is None or proposed is None else metres(base, proposed)
