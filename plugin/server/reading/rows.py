"""Which rows of the queue somebody sees, as a condition that QGIS adds to every request.

The texts are at once expressions of QGIS and SQL for SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...adapters.queue_schema import PUBLISHED
from ...domain.access import ALL_LAYERS, Actor, Grant, Permission
from ...domain.jurisdiction import is_ars
from ...domain.trust import CHECKED_GOOD
from ...services.wfs.filters import Combined, Compare, Comparison, Filter, Logic

CONTRIBUTION = "contribution"
ATTACHMENT = "attachment"
EVENT = "event"
QUEUE = tuple(PUBLISHED)
MOST_NAMED = 100
"""Contributions that are looked up by name; a request for more of them is answered like one for all."""
NOTHING = "FALSE"
"""Not `1 = 0`: QGIS makes of that `WHERE 0`, which PostgreSQL does not take, and then reads all rows itself."""


def visible_contributions(actor: Actor) -> str:
    """A person's own contributions, and those in the areas and layers the person reviews, or handed over to there."""
    parts = [_own(actor.pseudonym)] if actor.pseudonym and not actor.is_guest else []
    grants = [grant for grant in actor.areas(Permission.REVIEW) if is_ars(grant.ars)]
    return either([*parts, *(_reached(grant, field) for grant in grants for field in ("ars", "body_ars"))])


def contributions_with_photos(actor: Actor) -> str:
    """SQL: the contributions whose photos a person sees; once a person has accepted them, everybody with a part in the
    queue: no photo gets about that nobody has looked at."""
    looked = f'"automatic" IS NULL OR "afterwards" = \'{CHECKED_GOOD}\''
    seen = f"({visible_contributions(actor)}) OR (\"status\" IN ('accepted', 'published') AND ({looked}))"
    inner = f'SELECT "uuid" FROM {{q}}contribution WHERE {seen}'
    return f'SELECT DISTINCT "contribution" FROM {{q}}attachment WHERE "contribution" IN ({inner})'


def named_in(filter: Filter | None) -> frozenset[str] | None:
    """The only contributions whose comments and events a filter can meet; None where that cannot be told.

    So a request for the history of one of a hundred thousand contributions does not look at all the others.
    """
    match filter:
        case Compare(Comparison.EQUAL, "contribution", literal, True):
            return frozenset({literal})
        case Combined(Logic.OR, parts):
            found = [named_in(part) for part in parts]
            return None if None in found else frozenset().union(*(names for names in found if names is not None))
        case Combined(Logic.AND, parts):
            return next((names for part in parts if (names := named_in(part)) is not None), None)
    return None


def about(uuids: Iterable[str]) -> str:
    """Comments and events of these contributions."""
    listed = ", ".join(text(uuid) for uuid in uuids)
    return f'"contribution" IN ({listed})' if listed else NOTHING


def recorded(actor: Actor) -> str:
    """The events in the areas and on the layers whose whole record a person reads, whosever they are."""
    return either(_reached(grant) for grant in actor.areas(Permission.READ_RECORD) if is_ars(grant.ars))


def either(conditions: Iterable[str]) -> str:
    """What one of `conditions` lets be seen."""
    return " OR ".join(f"({part})" for part in conditions if part != NOTHING) or NOTHING


def text(value: str) -> str:
    """A literal; what only one of the languages would read as an escape is refused."""
    if "\\" in value or "\0" in value:
        raise ValueError(f"{value!r} cannot be written into a condition")
    return "'" + value.replace("'", "''") + "'"


def _own(pseudonym: str) -> str:
    return f'"author" = {text(pseudonym)}'


def _reached(grant: Grant, field: str = "ars") -> str:
    place = f'"{field}" LIKE {text(grant.ars + "%")}'
    if ALL_LAYERS in grant.layers:
        return place
    return f'{place} AND "layer" IN ({", ".join(text(layer) for layer in sorted(grant.layers))})'
