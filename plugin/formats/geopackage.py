"""A geometry as a GeoPackage holds it (OGC 12-128r17 §2.1.3): header, envelope, ISO WKB, all little-endian.

Made straight from the coordinates of a GeoJSON geometry, in a few millionths of a second: a layer has a million.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from ..domain.errors import InvalidContent
from ..domain.feature import Geometry, check_geometry

Bounds = tuple[float, float, float, float]
"""minimal x, maximal x, minimal y, maximal y."""

_LARGEST = 1e15  # as in domain/feature.py
_HEADER = struct.Struct("<2sBBi4d")
_FLAGS = 0b11  # an envelope of x and y, little-endian
_SHORTEST = 8  # magic, version, flags, CRS
_ENVELOPES = (0, 32, 48, 48, 64)  # bytes, by the envelope's code in the flags
_POINT = struct.Struct("<2sBBi4dBI2d")
_POINT_Z = struct.Struct("<2sBBi4dBI3d")
_PART = struct.Struct("<BI")
_COUNTED = struct.Struct("<BII")
_COUNT = struct.Struct("<I")
_TYPES = {"Point": 1, "LineString": 2, "Polygon": 3, "MultiPoint": 4, "MultiLineString": 5, "MultiPolygon": 6}
_Z = 1000
_ERRORS = (TypeError, KeyError, ValueError, IndexError, AttributeError, OverflowError, struct.error)


def blob(geometry: Geometry, srs_id: int) -> tuple[bytes, Bounds]:
    """`geometry` (GeoJSON, x before y), and its bounds. Heights are kept, what stands behind them is left out.

    Raises InvalidContent for what `domain.feature.check_geometry` refuses.
    """
    try:
        return _made(geometry["type"], geometry["coordinates"], srs_id)
    except _ERRORS:
        check_geometry(geometry)  # says in words what is wrong
    try:
        return _made(geometry["type"], _evened(geometry["coordinates"]), srs_id)
    except _ERRORS as error:
        raise InvalidContent("A geometry cannot be stored.") from error


def has_z(made: bytes) -> bool:
    """Whether a geometry that `blob` has made has heights: the second byte of its type is that of a thousand."""
    return made[42] != 0


def wkb_of(stored: object) -> object:
    """The WKB in the bytes of a GeoPackage (OGC 12-128r18 §2.1.3): whoever writes it may leave the envelope out.

    What is no such geometry stays what it is.
    """
    if not isinstance(stored, bytes) or stored[:2] != b"GP" or len(stored) < _SHORTEST:
        return stored
    envelope = stored[3] >> 1 & 0b111
    return stored[_SHORTEST + _ENVELOPES[envelope] :] if envelope < len(_ENVELOPES) else stored


def _made(kind: str, coordinates: Any, srs_id: int) -> tuple[bytes, Bounds]:
    return _point(coordinates, srs_id) if kind == "Point" else _any(kind, coordinates, srs_id)


def _evened(coordinates: Any) -> Any:
    """Some positions have a height and others none: those have 0, as GDAL reads them."""
    if isinstance(coordinates[0], int | float):
        return [*coordinates, 0.0][:3]
    return [_evened(inner) for inner in coordinates]


def _point(position: Any, srs_id: int) -> tuple[bytes, Bounds]:
    x, y = position[0], position[1]
    if not (-_LARGEST < x < _LARGEST and -_LARGEST < y < _LARGEST):
        raise ValueError
    if len(position) == 2:
        made = _POINT.pack(b"GP", 0, _FLAGS, srs_id, x, x, y, y, 1, 1, x, y)
    else:
        made = _POINT_Z.pack(b"GP", 0, _FLAGS, srs_id, x, x, y, y, 1, 1 + _Z, x, y, _height(position))
    return made, (x, x, y, y)


def _height(position: Sequence[Any]) -> float:
    if len(position) > 4 or not -_LARGEST < position[2] < _LARGEST:
        raise ValueError
    return float(position[2])


def _any(kind: str, coordinates: Any, srs_id: int) -> tuple[bytes, Bounds]:
    lines = _lines(kind, coordinates)
    size = len(lines[0][0])
    if not 2 <= size <= 4:
        raise ValueError
    bounds = _bounds(lines, min(size, 3))
    writer = _Writer(3 if size > 2 else 2, size)
    return _HEADER.pack(b"GP", 0, _FLAGS, srs_id, *bounds) + b"".join(writer.geometry(kind, coordinates)), bounds


def _lines(kind: str, coordinates: Any) -> list[Any]:
    """All lists of positions in a geometry. Raises ValueError for an empty part, or a ring that is not closed."""
    if kind in ("LineString", "MultiPoint"):
        lines = [coordinates]
    elif kind == "MultiLineString":
        lines = list(coordinates)
    else:
        polygons = [coordinates] if kind == "Polygon" else coordinates
        if not all(polygons):
            raise ValueError
        lines = list(chain.from_iterable(polygons))
        if any(len(ring) < 4 or ring[0] != ring[-1] for ring in lines):
            raise ValueError
    if not lines or not all(lines):
        raise ValueError
    return lines


def _bounds(lines: Iterable[Any], size: int) -> Bounds:
    """Also proves that all ordinates are numbers, and finite."""
    columns = list(zip(*chain.from_iterable(lines), strict=True))[:size]
    sides = [(min(column), max(column)) for column in columns]
    for column, (low, high) in zip(columns, sides, strict=True):
        if not (low > -_LARGEST and high < _LARGEST and math.isfinite(sum(column))):
            raise ValueError
    return (*sides[0], *sides[1])


class _Writer:
    """WKB of geometries whose positions have `size` ordinates, of which `kept` are written."""

    def __init__(self, kept: int, size: int) -> None:
        self._kept, self._size = kept, size
        self._type = _Z if kept > 2 else 0

    def geometry(self, kind: str, coordinates: Any) -> list[bytes]:
        code = _TYPES[kind] + self._type
        if kind == "Point":
            return [_PART.pack(1, code), self._ordinates([coordinates])]
        made = [_COUNTED.pack(1, code, len(coordinates))]
        if kind == "LineString":
            made.append(self._ordinates(coordinates))
        elif kind == "Polygon":
            for ring in coordinates:
                made += (_COUNT.pack(len(ring)), self._ordinates(ring))
        else:
            for part in coordinates:
                made += self.geometry(kind.removeprefix("Multi"), part)
        return made

    def _ordinates(self, positions: Sequence[Any]) -> bytes:
        if self._size > self._kept:
            positions = [position[: self._kept] for position in positions]
        flat = list(chain.from_iterable(positions))
        return struct.pack(f"<{len(flat)}d", *flat)
