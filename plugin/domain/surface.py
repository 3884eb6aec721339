"""Where a point lies: in which areas, how near to a boundary, at which roads. Plain arithmetic on planar coordinates.

Edges lie in horizontal bands, so that a question looks at few of them; a municipality's boundary of ten thousand
corners is asked in microseconds, without any library. All coordinates are in one CRS, distances in its unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .feature import Geometry

Edge = tuple[float, float, float, float]
_EDGES_IN_A_BAND = 8
_MOST_BANDS = 4096


class Bands:
    """Edges with what they belong to, by height."""

    def __init__(self, edges: Sequence[tuple[Edge, str]]) -> None:
        heights = [height for (_, low, _, high), _ in edges for height in (low, high)]
        self._low = min(heights, default=0.0)
        count = max(1, min(_MOST_BANDS, len(edges) // _EDGES_IN_A_BAND))
        self._step = (max(heights, default=0.0) - self._low) / count or 1.0
        self._bands: list[list[tuple[Edge, str]]] = [[] for _ in range(count + 1)]
        for edge, key in edges:
            for number in self._numbers(min(edge[1], edge[3]), max(edge[1], edge[3])):
                self._bands[number].append((edge, key))

    def between(self, low: float, high: float) -> Iterator[tuple[Edge, str]]:
        """The edges that may lie at a height from `low` to `high`; one may come more than once."""
        for number in self._numbers(low, high):
            yield from self._bands[number]

    def crossed(self, x: float, y: float) -> bool:
        """Whether a ray from (x, y) to the east crosses an odd number of edges."""
        inside = False
        for (ax, ay, bx, by), _key in self.between(y, y):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside

    def near(self, x: float, y: float, reach: float) -> dict[str, float]:
        """What lies within `reach` of (x, y), with its distance."""
        found: dict[str, float] = {}
        for (ax, ay, bx, by), key in self.between(y - reach, y + reach):
            if min(ax, bx) - reach <= x <= max(ax, bx) + reach:
                away = distance(x, y, (ax, ay, bx, by))
                if away <= reach and away < found.get(key, math.inf):
                    found[key] = away
        return found

    def _numbers(self, low: float, high: float) -> range:
        first = math.floor((low - self._low) / self._step)
        last = math.floor((high - self._low) / self._step)
        return range(max(0, first), min(len(self._bands) - 1, last) + 1)


def distance(x: float, y: float, edge: Edge) -> float:
    """From a point to a straight piece."""
    ax, ay, bx, by = edge
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length))
    return math.hypot(x - ax - along * dx, y - ay - along * dy)


@dataclass(frozen=True)
class Hit:
    """An area at a point: whether it holds it, and how far its boundary is, None where that is beyond the tolerance."""

    key: str
    inside: bool
    boundary: float | None
    size: float


class Surface:
    """A polygon or multipolygon under a key; holes are no part of it."""

    def __init__(self, key: str, geometry: Geometry) -> None:
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings = [ring for polygon in polygons for ring in polygon]
        self.key = key
        self.size = sum(abs(_area(polygon[0])) - sum(abs(_area(hole)) for hole in polygon[1:]) for polygon in polygons)
        self._box = _box(position for ring in rings for position in ring)
        self._edges = Bands([(edge, key) for ring in rings for edge in edges_of(ring)])

    def at(self, x: float, y: float, tolerance: float) -> Hit | None:
        """How the point lies to this area; None where it is neither inside nor within `tolerance` of the boundary."""
        west, south, east, north = self._box
        if not (west - tolerance <= x <= east + tolerance and south - tolerance <= y <= north + tolerance):
            return None
        boundary = self._edges.near(x, y, tolerance).get(self.key)
        inside = self._edges.crossed(x, y)
        return Hit(self.key, inside, boundary, self.size) if inside or boundary is not None else None


def edges_of(positions: Sequence[Sequence[float]]) -> list[Edge]:
    """The straight pieces of a line or ring."""
    return [(one[0], one[1], two[0], two[1]) for one, two in zip(positions, positions[1:], strict=False)]


def line_edges(geometry: Geometry) -> list[Edge]:
    """The straight pieces of a LineString or MultiLineString."""
    lines: Any = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    return [edge for line in lines for edge in edges_of(line)]


def _area(ring: Sequence[Sequence[float]]) -> float:
    """With sign, in squares of the unit; measured from the first corner, or large coordinates would eat the digits."""
    x0, y0 = ring[0][:2]
    shifted = [(position[0] - x0, position[1] - y0) for position in ring]
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(shifted, shifted[1:], strict=False)) / 2


def _box(positions: Iterable[Sequence[float]]) -> tuple[float, float, float, float]:
    columns = [(position[0], position[1]) for position in positions]
    xs, ys = [x for x, _ in columns], [y for _, y in columns]
    return min(xs), min(ys), max(xs), max(ys)
