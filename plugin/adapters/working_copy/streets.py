"""Streets and addresses, found by name in the layers of a working copy: no foreign service hears what is sought."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...domain.errors import InvalidContent
from ...domain.feature import Geometry
from ...domain.rules.measures import middle
from ...domain.rules.texts import fold
from .layer import LayerRecord, load_all
from .rows import from_blob
from .schema import quoted
from .store import reading

MOST = 20
_STREET = re.compile(r"^(str(asse|aße)?_?name|stra(ss|ß)en?_?name|stra(ss|ß)e|strname|street)$", re.IGNORECASE)
_HOUSE = re.compile(r"^(haus_?(nr|nummer)|hnr|house_?number)$", re.IGNORECASE)
_SUFFIX = re.compile(r"^(haus_?(nr|nummer)?_?zu(s|satz).*|hnr_?zusatz|adz)$", re.IGNORECASE)
_TOWN = re.compile(r"^(ort|ortsteil|gemeinde|stadt|town|city)$", re.IGNORECASE)
_KEY = re.compile(r"^(stra(ss|ß)en_?)schl(ue|ü)ssel$|^street_?key$", re.IGNORECASE)
"""What tells two streets of one name apart."""
_OWN = re.compile(r"stra(ss|ß)e|adress|anschrift|hauskoord|geb(ae|ä)ude|street|address", re.IGNORECASE)
"""Layers that are about streets or addresses; others have a street's name beside something else."""
_ABBREVIATED = re.compile(r"str(\.|\b)")
_ROWS = 5_000
_APART = 1_000.0
"""Units of the CRS: what has one name within them is listed once. In degrees a name is listed once."""


@dataclass(frozen=True)
class Named:
    """A street or address: its name, foreign text, and a place of it, x before y in `crs`."""

    name: str
    x: float
    y: float
    crs: str


@dataclass(frozen=True)
class _Source:
    record: LayerRecord
    street: str
    house: str = ""
    suffix: str = ""
    town: str = ""
    key: str = ""


def can_search(records: Sequence[LayerRecord]) -> bool:
    """Whether a layer has the names of streets."""
    return bool(_sources(records))


def search(path: Path, text: str) -> list[Named]:
    """What is called like `text`, the best first: names that begin with it before those that hold it."""
    wanted = _folded(text)
    if len(wanted) < 2:
        return []
    with reading(path) as connection:
        connection.create_function("folded", 1, _folded, deterministic=True)
        found: dict[tuple[str, int, int], Named] = {}
        for source in _sources(load_all(connection)):
            for one in _in(connection, source, wanted):
                found.setdefault((_folded(one.name), round(one.x / _APART), round(one.y / _APART)), one)
    ranked = sorted(found.items(), key=lambda item: (not item[0][0].startswith(wanted), len(item[0][0]), item[0]))
    return [one for _place, one in ranked[:MOST]]


def _sources(records: Sequence[LayerRecord]) -> list[_Source]:
    """Layers about streets or addresses where there are some; else any that has streets' names."""
    made = [_source(record) for record in records if record.schema.geometry_type is not None]
    found = [one for one in made if one is not None]
    return [one for one in found if _OWN.search(one.record.form.name)] or found


def _source(record: LayerRecord) -> _Source | None:
    named = list(zip((field.name for field in record.schema.fields), record.columns, strict=True))

    def first(pattern: re.Pattern[str]) -> str:
        return next((column for name, column in named if pattern.match(name)), "")

    street, house = first(_STREET), first(_HOUSE)
    suffix = first(_SUFFIX) if house else ""
    return _Source(record, street, house, suffix, first(_TOWN), first(_KEY)) if street else None


def _in(connection: sqlite3.Connection, source: _Source, wanted: str) -> list[Named]:
    parts = [f"coalesce({quoted(one)}, '')" for one in (source.street, source.house, source.suffix) if one]
    whole = " || ' ' || ".join(parts)
    town, key = (quoted(one) if one else "''" for one in (source.town, source.key))
    select = (
        f"SELECT trim({whole}) AS name, {town} AS town, geom FROM {quoted(source.record.table)} "
        f"WHERE {quoted(source.street)} IS NOT NULL AND geom IS NOT NULL AND instr(folded({whole}), ?) > 0 "
        f"GROUP BY 1, 2, {key} LIMIT {_ROWS:d}"
    )
    found = []
    for row in connection.execute(select, (wanted,)):
        try:
            geometry = from_blob(row["geom"])
        except (InvalidContent, ValueError):
            continue
        if geometry is not None:
            x, y = _place_on(geometry)
            name = " ".join(str(row["name"]).split()) + (f", {row['town']}" if row["town"] else "")
            found.append(Named(name, x, y, source.record.form.crs))
    return found


def _place_on(geometry: Geometry) -> tuple[float, float]:
    """A place on a line, and the middle of anything else."""
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "LineString" and isinstance(coordinates, list) and coordinates:
        x, y = coordinates[len(coordinates) // 2][:2]
        return float(x), float(y)
    return middle(geometry)


def _folded(text: str | None) -> str:
    """Lower case, ä as a, "str." as "strasse", one space between words."""
    return " ".join(_ABBREVIATED.sub("strasse", fold(str(text or ""))).split())
