"""A geometry at another place: shifted as a whole, put somewhere, or drawn anew. Heights and further parts are kept."""

from __future__ import annotations

import math
import re
from typing import Any

from .errors import InvalidContent
from .feature import Geometry

_TWO = re.compile(r"\s*([+-]?\d{1,5}(?:[.,]\d{1,3})?)\s*[;\s]\s*([+-]?\d{1,5}(?:[.,]\d{1,3})?)\s*")
_METRES_PER_DEGREE = 111_320.0


def metres_typed(text: str) -> tuple[float, float] | None:
    """East and north in "2,5 -1"; None for anything else."""
    found = _TWO.fullmatch(text)
    return (float(found[1].replace(",", ".")), float(found[2].replace(",", "."))) if found else None


def is_one_point(geometry: Geometry) -> bool:
    """Whether it is a single point, also as the only part of many."""
    coordinates = geometry.get("coordinates") or ()
    kind = geometry.get("type")
    return kind == "Point" or (kind == "MultiPoint" and len(coordinates) == 1)


def may_be_redrawn(geometry: Geometry) -> bool:
    """Whether a drawing can stand for all of it: a line or an area of one part, without heights."""
    kind, coordinates = str(geometry.get("type")), geometry.get("coordinates") or ()
    if kind.removeprefix("Multi") not in ("LineString", "Polygon"):
        return False
    return (not kind.startswith("Multi") or len(coordinates) == 1) and len(_first(coordinates)) == 2


def put_at(geometry: Geometry, x: float, y: float, decimals: int) -> Geometry:
    """A single point there; its height stays."""
    old = _first(geometry["coordinates"])
    place = [round(x, decimals), round(y, decimals), *old[2:]]
    return {**geometry, "coordinates": place if geometry["type"] == "Point" else [place]}


def redrawn(geometry: Geometry, drawn: Geometry, decimals: int) -> Geometry:
    """What was drawn, as the kind of geometry that it stands for. Raises InvalidContent where it is another one."""
    kind = str(geometry["type"])
    if drawn.get("type") != kind.removeprefix("Multi") or not may_be_redrawn(geometry):
        raise InvalidContent("What was drawn cannot stand for this object.")
    coordinates = _each(drawn["coordinates"], lambda x, y: (round(x, decimals), round(y, decimals)))
    return {"type": kind, "coordinates": [coordinates] if kind.startswith("Multi") else coordinates}


def shifted(geometry: Geometry, east: float, north: float, geographic: bool, decimals: int) -> Geometry:
    """The whole of it, so many metres further; degrees on a sphere, which is right to half a percent."""
    dx, dy = east, north
    if geographic:
        latitude = math.radians(_first(geometry["coordinates"])[1])
        dx, dy = east / (_METRES_PER_DEGREE * max(math.cos(latitude), 0.01)), north / _METRES_PER_DEGREE
    moved = _each(geometry["coordinates"], lambda x, y: (round(x + dx, decimals), round(y + dy, decimals)))
    return {**geometry, "coordinates": moved}


def _first(coordinates: Any) -> Any:
    while coordinates and not isinstance(coordinates[0], int | float):
        coordinates = coordinates[0]
    return coordinates


def _each(coordinates: Any, change: Any) -> Any:
    if coordinates and isinstance(coordinates[0], int | float):
        return [*change(float(coordinates[0]), float(coordinates[1])), *coordinates[2:]]
    return [_each(one, change) for one in coordinates]
