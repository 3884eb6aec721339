"""Rows of point layers around many points that are asked about one after the other, read for neighbours together.

To start a query takes longer than to read its rows, and what is sent together lies close together as a rule. Nothing is
answered from here that a query of its own would answer otherwise: where that is not sure, the answer is None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qgis.core import Qgis, QgsRectangle

from ..domain.feature import Feature
from .surroundings import Source

MOST = 2_000
"""Rows that are kept for one group of points."""
_TILE = 60
"""How many times its reach a group is wide."""

Point = tuple[float, float]
Read = Callable[[QgsRectangle, int], list[Feature] | None]
"""The rows of a layer in a rectangle, at most so many; None for one that cannot be read."""


@dataclass(frozen=True)
class _Group:
    members: frozenset[Point]
    rows: list[tuple[float, float, Feature]] | None


class NearPoints:
    """`points` gives, by layer, all that will be asked about, in the layer's own CRS. Layers do not change meanwhile.

    A query of its own may find one or two rows more at the very edge: PostGIS compares boxes of single precision.
    """

    def __init__(self, points: Callable[[str], Sequence[Point]]) -> None:
        self._points = points
        self._tiles: dict[tuple[str, float], dict[Point, list[Point]]] = {}
        self._groups: dict[tuple[str, float, Point], _Group] = {}

    def around(self, source: Source, layer: str, feature: Feature, reach: float, read: Read) -> list[Feature] | None:
        """The rows within `reach` of a point, in x and in y."""
        place = point_of(feature)
        if place is None or source.layer.geometryType() != Qgis.GeometryType.Point or not reach > 0:
            return None
        if source.layer.crs().authid() != feature.crs:
            return None
        tile = _tile(place, reach)
        group = self._groups.get((layer, reach, tile))
        if group is None:
            group = self._groups[layer, reach, tile] = self._read(layer, reach, tile, read)
        if group.rows is None or place not in group.members:
            return None
        box = QgsRectangle(*place, *place).buffered(reach)
        west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        return [one for x, y, one in group.rows if west <= x <= east and south <= y <= north]

    def _read(self, layer: str, reach: float, tile: Point, read: Read) -> _Group:
        members = self._in_tile(layer, reach, tile)
        if len(members) < 2:
            return _Group(frozenset(), None)
        xs, ys = [x for x, _ in members], [y for _, y in members]
        found = read(QgsRectangle(min(xs), min(ys), max(xs), max(ys)).buffered(reach), MOST)
        if found is None or len(found) >= MOST:
            return _Group(frozenset(), None)
        placed = [(place, one) for one in found if (place := point_of(one)) is not None]
        # A shape of several points, or of none, is nothing that a comparison of numbers could find.
        rows = [(*place, one) for place, one in placed] if len(placed) == len(found) else None
        return _Group(frozenset(members), rows)

    def _in_tile(self, layer: str, reach: float, tile: Point) -> list[Point]:
        if (layer, reach) not in self._tiles:
            tiles = self._tiles[layer, reach] = {}
            for place in self._points(layer):
                tiles.setdefault(_tile(place, reach), []).append(place)
        return self._tiles[layer, reach].get(tile, [])


def point_of(feature: Feature) -> Point | None:
    """Where a feature is that is one point; None for any other."""
    geometry = feature.geometry
    if geometry is None or geometry.get("type") != "Point":
        return None
    x, y = geometry["coordinates"][:2]
    return (float(x), float(y)) if math.isfinite(x) and math.isfinite(y) else None


def _tile(place: Point, reach: float) -> Point:
    side = reach * _TILE
    return math.floor(place[0] / side), math.floor(place[1] / side)
