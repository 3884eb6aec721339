"""The nearest of many points, found by a grid: each look takes about the same time, however many there are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]


class Nearest:
    """Of `points` on a plane; at least one. `looks` counts what was looked at: far away that is much."""

    def __init__(self, points: Sequence[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        span = max(max(xs) - min(xs), max(ys) - min(ys))
        self._side = span / math.sqrt(len(points)) or 1.0
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            self._cells.setdefault(self._cell(point), []).append(point)
        columns, rows = [x for x, _ in self._cells], [y for _, y in self._cells]
        self._there = frozenset(points)
        self.looks = 0
        self._box = min(columns), min(rows), max(columns), max(rows)

    def distance(self, point: Point) -> float:
        """How far the nearest one is, in the units of the points."""
        if point in self._there:
            return 0.0  # of two shapes, most vertices are the same
        column, row = self._cell(point)
        left, low, right, high = self._box
        ring = max(left - column, column - right, low - row, row - high, 0)  # nearer there is none
        best = math.inf
        while best > (ring - 1) * self._side:
            best = min([best, *(math.dist(point, one) for one in self._around(column, row, ring))])
            ring += 1
        return best

    def _around(self, column: int, row: int, ring: int) -> Iterator[Point]:
        """The points in the cells that lie so many cells away."""
        left, low, right, high = self._box
        for x in range(max(column - ring, left), min(column + ring, right) + 1):
            whole = abs(x - column) == ring
            ys = range(max(row - ring, low), min(row + ring, high) + 1) if whole else {row - ring, row + ring}
            self.looks += len(ys)
            for y in ys:
                found = self._cells.get((x, y), ())
                self.looks += len(found)
                yield from found

    def _cell(self, point: Point) -> tuple[int, int]:
        return math.floor(point[0] / self._side), math.floor(point[1] / self._side)
