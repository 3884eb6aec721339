"""Plane measures of a geometry in the units of its CRS, without a library: sizes, middles, distances."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..feature import Geometry, extent, positions

Position = Sequence[float]
MEASURES = ("area", "length", "vertices")


def measure(what: str, geometry: Geometry | None) -> float:
    """`area` in square units, `length` in units (of polygons the outline), or the number of `vertices`."""
    if geometry is None:
        return 0.0
    if what == "vertices":
        return float(sum(1 for _ in positions(geometry)))
    if what == "area":
        return sum(_area(polygon) for polygon in _polygons(geometry))
    return sum(_length(line) for line in lines(geometry))


def lines(geometry: Geometry) -> list[Sequence[Position]]:
    """The lines, or the rings of the polygons; none for points."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [coordinates]
    if kind in ("MultiLineString", "Polygon"):
        return list(coordinates)
    return [ring for polygon in coordinates for ring in polygon] if kind == "MultiPolygon" else []


def middle(geometry: Geometry) -> tuple[float, float]:
    """The middle of the bounding box of a geometry that is not empty."""
    left, bottom, right, top = box(geometry)
    return (left + right) / 2, (bottom + top) / 2


def box(geometry: Geometry) -> tuple[float, float, float, float]:
    """The extent of a geometry that is not empty."""
    found = extent(geometry)
    assert found is not None  # by check_geometry
    return found


def metres(one: Position, other: Position, geographic: bool) -> float:
    """The distance; degrees on a sphere, which is right to half a percent."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    if geographic:
        dx *= 111_320 * math.cos(math.radians((one[1] + other[1]) / 2))
        dy *= 110_950
    return math.hypot(dx, dy)


def _area(polygon: Sequence[Sequence[Position]]) -> float:
    outer, *holes = (_ring_area(ring) for ring in polygon)
    return outer - sum(holes)


def _ring_area(ring: Sequence[Position]) -> float:
    """Relative to the first vertex: coordinates of millions leave no digits for square metres."""
    x0, y0 = ring[0][0], ring[0][1]
    pairs = zip(ring, ring[1:], strict=False)
    return abs(sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairs)) / 2


def _length(line: Sequence[Position]) -> float:
    return sum(math.dist(a[:2], b[:2]) for a, b in zip(line, line[1:], strict=False))


def _polygons(geometry: Geometry) -> list[Any]:
    found: list[Any] = {"Polygon": [geometry["coordinates"]], "MultiPolygon": list(geometry["coordinates"])}.get(
        geometry["type"], []
    )
    return found
