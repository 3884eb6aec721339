"""How far two shapes lie apart, and which of many lie near one another. Plain arithmetic, with a bound on all of it.

Shapes may come from anybody, so work is counted: `Effort` is what one question may cost, and who has used it up is
told None, which is "not known to be near". Coordinates are made metres when a shape is read.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .feature import Geometry
from .surface import Edge, distance, edges_of

Box = tuple[float, float, float, float]
"""West, south, east, north."""

CROWD = 32
"""Neighbours that are looked at on either side in one cell; where more lie in one place, it is a heap, not a street."""
_PAIRS = 40_000
"""Comparisons of edges for one pair of shapes."""


@dataclass
class Effort:
    """Comparisons of edges that are left for a whole question."""

    left: int = 4_000_000

    def spend(self, count: int) -> bool:
        """Whether so many are still to be had; they are taken then."""
        if count > min(self.left, _PAIRS):
            return False
        self.left -= count
        return True


class Shape:
    """A geometry in metres: its box, its edges (a point is one of no length), and whether it has an inside."""

    def __init__(self, geometry: Geometry, metres: tuple[float, float] = (1.0, 1.0)) -> None:
        kind, east, north = geometry["type"], *metres
        self.is_line, self.is_area = kind.endswith("LineString"), kind.endswith("Polygon")
        coordinates = geometry["coordinates"]
        runs = [[one] for one in coordinates] if kind == "MultiPoint" else _runs(coordinates)
        runs = [[(p[0] * east, p[1] * north) for p in run] for run in runs]
        self.starts = [run[0] for run in runs]
        self.edges: list[Edge] = [edge for run in runs for edge in edges_of(run) or [(*run[0], *run[0])]]
        self.vertices = frozenset(position for run in runs for position in run)
        xs, ys = [x for x, _ in self.vertices], [y for _, y in self.vertices]
        self.box: Box = (min(xs), min(ys), max(xs), max(ys))
        self.is_point = len(self.vertices) == 1


def apart(one: Shape, other: Shape, reach: float, effort: Effort) -> float | None:
    """The shortest distance (m), 0 where they touch or one lies in the other; None beyond `reach`, or unknown."""
    if not effort.spend(len(one.edges) + len(other.edges)):
        return None
    if one.is_point and other.is_point:
        found = math.dist(one.box[:2], other.box[:2])
        return found if found <= reach else None
    if not one.vertices.isdisjoint(other.vertices):
        return 0.0
    mine, theirs = _facing(one, other.box, reach), _facing(other, one.box, reach)
    inside = len(one.starts) * len(other.edges) * other.is_area + len(other.starts) * len(one.edges) * one.is_area
    if not effort.spend(len(mine) * len(theirs) + inside):
        return None
    if _inside(one, other) or _inside(other, one):
        return 0.0
    found = min((_between(first, second) for first in mine for second in theirs), default=math.inf)
    return found if found <= reach else None


def beside(one: Shape, other: Shape, effort: Effort) -> float | None:
    """How far (m) any corner of two lines is from the other line, at most: their Hausdorff distance, by corners."""
    cost = len(one.vertices) * len(other.edges) + len(other.vertices) * len(one.edges)
    if not effort.spend(cost):
        return None
    return max(_farthest(one, other), _farthest(other, one))


def shared(one: Box, other: Box) -> float:
    """What two boxes share of what they cover together, from 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    both = max(0.0, width) * max(0.0, height)
    whole = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)) - both
    return both / whole if whole > 0 else 0.0


def neighbours(boxes: Sequence[Box], reach: float) -> Iterator[tuple[int, int]]:
    """Pairs (smaller number first, each once, in order) whose boxes lie within `reach`, but for heaps (CROWD).

    A box lies in a grid of its own size, so that it touches few cells there, and few in every coarser one: the cost
    grows with the number of boxes, wherever they lie and however large they are.
    """
    grids: dict[int, dict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    levels = [_level(box, reach) for box in boxes]
    for number, (box, level) in enumerate(zip(boxes, levels, strict=True)):
        for cell in _cells(box, 0.0, level, reach):
            grids[level][cell].append(number)
    for number, (box, level) in enumerate(zip(boxes, levels, strict=True)):
        found: set[int] = set()
        for coarser in (one for one in grids if one >= level):
            for cell in _cells(box, reach, coarser, reach):
                found.update(_beside(grids[coarser].get(cell, ()), number))
        for other in sorted(found):
            earlier = other < number or levels[other] > level  # of the same size, the later one finds the earlier
            if earlier and other != number and _near(box, boxes[other], reach):
                yield (other, number) if other < number else (number, other)


def _level(box: Box, reach: float) -> int:
    """The power of two by which a cell of this box's size is larger than the smallest."""
    size = max(box[2] - box[0], box[3] - box[1])
    return max(0, math.ceil(math.log2(size / reach))) if size > reach else 0


def _cells(box: Box, margin: float, level: int, reach: float) -> Iterator[tuple[int, int]]:
    side = 2.0 * reach * 2**level
    west, south, east, north = (math.floor(value / side) for value in _grown(box, margin))
    return ((x, y) for x in range(west, east + 1) for y in range(south, north + 1))


def _beside(numbers: Sequence[int], number: int) -> Sequence[int]:
    at = bisect_left(numbers, number)
    return numbers[max(0, at - CROWD) : at + CROWD]


def _grown(box: Box, margin: float) -> Box:
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _near(one: Box, other: Box, reach: float) -> bool:
    west, south, east, north = _grown(one, reach)
    return other[0] <= east and other[2] >= west and other[1] <= north and other[3] >= south


def _facing(shape: Shape, box: Box, reach: float) -> list[Edge]:
    """The edges that may lie within `reach` of what is in `box`."""
    return [edge for edge in shape.edges if _near(_box_of(edge), box, reach)]


def _box_of(edge: Edge) -> Box:
    ax, ay, bx, by = edge
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _inside(one: Shape, other: Shape) -> bool:
    """Whether a part of `one` begins in the area `other`: where no edges meet, all of it lies as its beginning does."""
    return other.is_area and any(_crossed(x, y, other) for x, y in one.starts)


def _crossed(x: float, y: float, other: Shape) -> bool:
    crossed = False
    for ax, ay, bx, by in other.edges:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


def _between(one: Edge, other: Edge) -> float:
    if _cross(one, other):
        return 0.0
    ends = (distance(*one[:2], other), distance(*one[2:], other), distance(*other[:2], one), distance(*other[2:], one))
    return min(ends)


def _cross(one: Edge, other: Edge) -> bool:
    sides = _side(one, other[:2]) * _side(one, other[2:]), _side(other, one[:2]) * _side(other, one[2:])
    return sides[0] < 0 and sides[1] < 0


def _side(edge: Edge, point: Sequence[float]) -> float:
    ax, ay, bx, by = edge
    turn = (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)
    return (turn > 0) - (turn < 0)


def _farthest(one: Shape, other: Shape) -> float:
    return max(min(distance(x, y, edge) for edge in other.edges) for x, y in one.vertices)


def _runs(coordinates: Any) -> Iterator[list[Any]]:
    """Rings, lines and points, each as a list of positions."""
    if isinstance(coordinates[0], int | float):
        yield [coordinates]
    elif isinstance(coordinates[0][0], int | float):
        yield coordinates
    else:
        for inner in coordinates:
            yield from _runs(inner)
