"""Shapes that cross themselves so often that to repair, cut or compare them takes minutes: nobody means such a shape.

What GEOS does with a line or an area grows with the number of crossings, which grows with the square of that of the
vertices: a row of three hundred random points has ten thousand. Who waits for it is everybody who wants to write.
"""

from __future__ import annotations

import random

from .apart import neighbours
from .feature import Geometry, extent
from .surface import Edge, edges_of

MOST_CROSSINGS = 1_000
MOST_PAIRS, PAIRS_OF_AN_EDGE = 100_000, 20
"""Pairs of edges that are looked at, because their boxes overlap: in all, and more where there are many edges."""
FEW = 40
"""Edges that cannot cross one another more often than that."""


def is_tangled(geometry: Geometry | None) -> bool:
    """Whether the edges of a geometry cross one another more than MOST_CROSSINGS times, or cannot be counted.

    Edges that meet in a vertex do not cross. Plane geometry, in whatever unit; for the largest shape that is taken
    it takes a second. Where many lie on a heap, some of its pairs are looked at (`apart.CROWD`), drawn by lot: in an
    order that is known, those that cross would be kept out of sight of each other.
    """
    edges = _edges(geometry)
    random.shuffle(edges)
    box = extent(geometry)
    if len(edges) <= FEW or box is None:
        return False
    boxes = [(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)) for x1, y1, x2, y2 in edges]
    finest = max(box[2] - box[0], box[3] - box[1]) / len(edges) / 1_000
    crossings, most = 0, max(MOST_PAIRS, PAIRS_OF_AN_EDGE * len(edges))
    for number, (one, other) in enumerate(neighbours(boxes, finest)) if finest > 0 else ():
        crossings += _cross(edges[one], edges[other])
        if crossings > MOST_CROSSINGS or number > most:
            return True
    return finest == 0  # all in one place


def _edges(geometry: Geometry | None) -> list[Edge]:
    if geometry is None or geometry["type"].endswith("Point"):
        return []
    return _of(geometry["coordinates"])


def _of(coordinates: object) -> list[Edge]:
    assert isinstance(coordinates, list | tuple)
    if isinstance(coordinates[0][0], int | float):
        return edges_of(coordinates)
    return [edge for inner in coordinates for edge in _of(inner)]


def _cross(one: Edge, other: Edge) -> bool:
    return _parts(one, other) and _parts(other, one)


def _parts(line: Edge, edge: Edge) -> bool:
    """Whether the ends of an edge lie on both sides of a line."""
    x, y, dx, dy = line[0], line[1], line[2] - line[0], line[3] - line[1]
    first = dx * (edge[1] - y) - dy * (edge[0] - x)
    second = dx * (edge[3] - y) - dy * (edge[2] - x)
    return (first < 0 < second) or (second < 0 < first)
