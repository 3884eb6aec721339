"""At check-out and refresh: the rules that the service tells, and its areas, are kept in the working copy.

They advise before sending, also without a network. What cannot be had of them is no reason to end a check-out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from ..domain.errors import Cancelled, Problem
from ..domain.jurisdiction import is_ars
from ..domain.moment import as_moment, as_text
from ..domain.validation import Code, RuleBook
from ..formats.kept_rules import AREAS, RULES, KeptAreas, areas_of, areas_text, rules_of
from ..services.whoami import AreaLayer, WhoAmI
from .areas import rows_of_areas
from .connection import Connection
from .ports import WorkingCopy
from .progress import Progress, silent

AGAIN = timedelta(days=7)
"""How long the shapes of areas are believed: they are large, and move once in a generation."""
_ABOUT_PLACES = (Code.OUT_OF_AREA, Code.ON_BOUNDARY)


def keep_rules(
    connection: Connection,
    copy: WorkingCopy,
    progress: Progress = silent,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Keep what is told to the person who asks; a guest is told no rules, and those that are kept stay.

    Raises Cancelled, and what writing to the working copy raises.
    """
    who = connection.who
    if who is None or who.is_guest:
        return
    copy.note_rules(who.rules, computed_fields(who))
    if who.areas is not None and _asks_for_places(kept_book(copy), copy):
        _keep_areas(connection, copy, who.areas, progress, now())


def kept_book(copy: WorkingCopy) -> RuleBook:
    """The rules that the service told last."""
    return rules_of(copy.kept(RULES))


def computed_fields(who: WhoAmI) -> dict[str, list[str]]:
    """The fields by which a service tells its versions of rows: it writes them itself."""
    return {name: [rights.changes] for name, rights in who.layers.items() if rights.changes}


def _asks_for_places(book: RuleBook, copy: WorkingCopy) -> bool:
    return any(book.of(layer.form.name).of(code) for layer in copy.layers() for code in _ABOUT_PLACES)


def _keep_areas(connection: Connection, copy: WorkingCopy, where: AreaLayer, progress: Progress, now: datetime) -> None:
    source = json.dumps([connection.epoch, asdict(where)], ensure_ascii=False, sort_keys=True)
    there = areas_of(copy.kept(AREAS))
    if there.source == source and _is_recent(there.heard, now):
        return
    try:
        found = _asked(connection, where, source, as_text(now), progress)
    except Cancelled:
        raise
    except Problem:
        return
    if found is not None and (text := areas_text(found)):
        copy.keep(AREAS, text)


def _asked(connection: Connection, where: AreaLayer, source: str, heard: str, progress: Progress) -> KeptAreas | None:
    rows = [row for row in rows_of_areas(connection, where, progress) if row.geometry is not None]
    shapes = [(str(row.properties.get(where.key) or ""), row.geometry) for row in rows]
    kept = tuple((ars, shape) for ars, shape in shapes if shape is not None and is_ars(ars))
    return KeptAreas(rows[0].crs, kept, source, heard) if kept else None


def _is_recent(heard: str, now: datetime) -> bool:
    try:
        at = as_moment(heard)
        return at is not None and abs(now - at) < AGAIN
    except (ValueError, TypeError):
        return False
