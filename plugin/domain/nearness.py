"""Whether two geometries are the same to a surveyor: nothing is further apart than 1 mm.

* The distance is measured, in the plane and in height, each on its own; there is no grid whose lines could part two
  points that lie side by side. Degrees become metres where they lie. In any other CRS a unit counts as a metre: where
  it is shorter, fewer things are the same, and more is shown.
* A ring is the same from whichever vertex it begins and whichever way round; the order of holes and of parts says
  nothing, and a single geometry is the multi geometry with it alone.
* A line has a direction, and is another one when it is turned, also where it is closed.
* A vertex given twice in a row is one. A vertex on a straight line was surveyed, and counts; so does whether there
  is a height.

Within a tolerance "the same" does not pass on: A may be like B, B like C, and A not like C. So nothing is grouped or
chained; two geometries are compared directly, vertex by vertex. Where parts of one geometry lie within the tolerance
of one another, which part is which can be read in several ways: two ways are tried, and what fits in neither is
called different, and shown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from .feature import Geometry

TOLERANCE = 0.001
"""Metres."""
_NOISE = 1e-8  # metres: what a double cannot hold of a coordinate
_BEGINNINGS, _CANDIDATES = 16, 100  # of a ring, for a part: a stranger's geometry with more is called another one

Position = Sequence[float]
Positions = Sequence[Position]
Anchor = Callable[[Any], Position]


def same_geometry(one: Geometry | None, other: Geometry | None, geographic: bool = False) -> bool:
    """True if two geometries in one CRS are the same within 1 mm; `geographic` where its unit is the degree."""
    if one is None or other is None:
        return one is other
    family, parts = _parts(one)
    other_family, other_parts = _parts(other)
    if family != other_family or len(parts) != len(other_parts):
        return False
    return bool(parts == other_parts) or _Measure(geographic).alike(family, parts, other_parts)


def metres(geographic: bool, latitude: float) -> tuple[float, float]:
    """How many metres one unit is, eastward and northward, at `latitude` (degrees; on the ellipsoid GRS 80)."""
    if not geographic:
        return 1.0, 1.0
    angle = math.radians(latitude)
    curve = 1 - _ECCENTRICITY * math.sin(angle) ** 2
    east = _AXIS * math.cos(angle) / math.sqrt(curve)
    north = _AXIS * (1 - _ECCENTRICITY) / curve**1.5
    return math.radians(abs(east)), math.radians(north)


_AXIS, _ECCENTRICITY = 6378137.0, 0.00669438002290  # metres; squared


def _parts(geometry: Geometry) -> tuple[str, list[Any]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        return kind.removeprefix("Multi"), list(coordinates)
    return kind, [coordinates]


@dataclass(frozen=True)
class _Measure:
    geographic: bool

    def alike(self, family: str, ones: list[Any], others: list[Any]) -> bool:
        """Whether each of `ones` has another of `others` for its own."""
        anchor = _ANCHORS[family]
        return self._fits(family, ones, others, anchor) or self._fits(family, others, ones, anchor)

    def _fits(self, family: str, ones: list[Any], others: list[Any], anchor: Anchor) -> bool:
        cells = _Cells(others, anchor, *self._cell([*map(anchor, ones), *map(anchor, others)]))
        return all(cells.take(one, partial(self._same_part, family, one)) for one in ones)

    def _cell(self, positions: list[Position]) -> tuple[float, float]:
        """Width and height, in units, of what two that are the same cannot be apart by more than one of."""
        east, north = metres(self.geographic, max(abs(position[1]) for position in positions))
        least = metres(self.geographic, 0)[1] if self.geographic else north
        return 2 * TOLERANCE / max(east, 1e-6), 2 * TOLERANCE / least

    def _same_part(self, family: str, one: Any, other: Any) -> bool:
        if family == "Point":
            return self._near(one, other)
        if family == "LineString":
            return self._same_line(one, other) or self._same_line(_once_each(one), _once_each(other))
        return self._same_ring(one[0], other[0]) and self._same_holes(one[1:], other[1:])

    def _same_holes(self, ones: list[Any], others: list[Any]) -> bool:
        if len(ones) != len(others):
            return False
        return not ones or self.alike("Polygon", [[ring] for ring in ones], [[ring] for ring in others])

    def _same_line(self, one: Positions, other: Positions) -> bool:
        return len(one) == len(other) and all(map(self._near, one, other))

    def _same_ring(self, one: Positions, other: Positions) -> bool:
        return self._same_round(one[:-1], other[:-1]) or self._same_round(_open(one), _open(other))

    def _same_round(self, ring: Positions, candidate: Positions) -> bool:
        if len(ring) != len(candidate):
            return False
        return any(self._same_line(ring, turned) for turned in self._turned(ring[0], candidate))

    def _turned(self, first: Position, ring: Positions) -> Iterator[Positions]:
        """`ring`, both ways round, from each vertex that may be `first`."""
        starts = [number for number, position in enumerate(ring) if self._near(first, position)]
        for start in starts[:_BEGINNINGS]:
            turned = [*ring[start:], *ring[:start]]
            yield turned
            yield [turned[0], *reversed(turned[1:])]

    def _near(self, one: Position, other: Position) -> bool:
        if len(one) != len(other):
            return False
        east, north = metres(self.geographic, one[1])
        apart = math.hypot((one[0] - other[0]) * east, (one[1] - other[1]) * north)
        heights = (abs(high - low) for high, low in zip(one[2:], other[2:], strict=True))
        return max(apart, *heights, 0.0) <= TOLERANCE + _NOISE


class _Cells:
    """Parts by where they lie, so that those near another one are found without looking at all."""

    def __init__(self, parts: list[Any], anchor: Anchor, width: float, height: float) -> None:
        self._anchor, self._width, self._height = anchor, width, height
        self._free: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for part in reversed(parts):
            self._free[self._cell(part)].append(part)

    def take(self, one: Any, same: Callable[[Any], bool]) -> bool:
        """Take the first part that is the `same` as `one`; False where there is none."""
        column, row = self._cell(one)
        tries = 0
        for cell in ((column + right, row + up) for right in (0, -1, 1) for up in (0, -1, 1)):
            free = self._free.get(cell, [])
            for number in range(len(free) - 1, -1, -1):
                tries += 1
                if tries > _CANDIDATES:
                    return False
                if same(free[number]):
                    del free[number]
                    return True
        return False

    def _cell(self, part: Any) -> tuple[int, int]:
        x, y = self._anchor(part)[:2]
        return math.floor(x / self._width), math.floor(y / self._height)


def _corner(polygon: Any) -> Position:
    """Of the box around it: wherever a ring begins, it stays, and moves no further than the ring's vertices."""
    return min(position[0] for position in polygon[0]), min(position[1] for position in polygon[0])


def _middle(line: Any) -> Position:
    """Between its ends: of lines that meet in one point, each has another."""
    return (line[0][0] + line[-1][0]) / 2, (line[0][1] + line[-1][1]) / 2


_ANCHORS: dict[str, Anchor] = {"Point": lambda point: point, "LineString": _middle, "Polygon": _corner}


def _once_each(positions: Positions) -> list[Position]:
    return [position for number, position in enumerate(positions) if not number or position != positions[number - 1]]


def _open(ring: Positions) -> list[Position]:
    """The vertices of a closed ring, each once."""
    vertices = _once_each(ring)
    return vertices[:-1] if len(vertices) > 1 else vertices
