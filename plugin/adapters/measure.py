"""How far apart two geometries are, in metres on the ground, whatever their CRS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsMapToPixelSimplifier,
    QgsPointXY,
    QgsVectorSimplifyMethod,
)

from .nearest import Nearest

SKETCH_VERTICES = 300
"""What is drawn in a window has at most so many, roughly."""
_MOST_PAIRS = 1_000_000
"""The distance looks at every vertex of one with every segment of the other, and holds Python's lock meanwhile."""
MEASURED_VERTICES = 20_000
"""More are not put on the plane where metres are metres, for the same reason."""
_MOST_LOOKS = 600_000
"""Python holds up the window meanwhile, a little at a time."""
_STEPS = (400, 150, 50, 20)
_BY_DISTANCE = QgsVectorSimplifyMethod.SimplifyAlgorithm.Distance


@dataclass(frozen=True)
class Size:
    """Area in m², length in m; None where the geometry has none."""

    area: float | None = None
    length: float | None = None


@dataclass(frozen=True)
class Difference:
    """Of two geometries, the second minus the first; `shift` is the largest distance between them in m.

    `shift` is None where the two have too many vertices to look for it.
    """

    shift: float | None
    area: float | None = None
    length: float | None = None


def size(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> Size:
    """Of a geometry in `crs`; nothing of one that cannot be measured."""
    flat = _flat([geometry], crs) if vertices(geometry) <= MEASURED_VERTICES else None
    return _size(flat[0]) if flat else Size()


def difference(one: QgsGeometry, other: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> Difference | None:
    """None where the two cannot be compared: one is empty, or lies outside what `crs` is for."""
    if max(vertices(one), vertices(other)) > MEASURED_VERTICES:
        return Difference(None)
    flat = _flat([one, other], crs)
    if flat is None:
        return None
    shift: float | None = None
    if vertices(one) * vertices(other) <= _MOST_PAIRS:
        shift = flat[0].hausdorffDistance(flat[1])
        if shift < 0:
            return None
    before, after = map(_size, flat)
    return Difference(shift, _minus(after.area, before.area), _minus(after.length, before.length))


def vertex_moves(one: QgsGeometry, other: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> list[float] | None:
    """How far each vertex of `other` is from the nearest one of `one`, in m; None where there are too many to tell."""
    if max(vertices(one), vertices(other)) > MEASURED_VERTICES:
        return None
    flat = _flat([one, other], crs)
    if flat is None:
        return None
    before, after = ([(point.x(), point.y()) for point in shape.vertices()] for shape in flat)
    nearest, moves = Nearest(before), []
    for point in after:
        moves.append(nearest.distance(point))
        if nearest.looks > _MOST_LOOKS:
            return None
    return moves


def positions(coordinates: Sequence[Any]) -> int:
    """How many there are in GeoJSON coordinates of any depth."""
    return 1 if isinstance(coordinates[0], int | float) else sum(map(positions, coordinates))


def thinned(coordinates: Sequence[Any], step: int) -> list[Any]:
    """GeoJSON coordinates with every `step`th position of long lists and every `step`th of many parts."""
    if isinstance(coordinates[0], int | float):
        return list(coordinates)
    kept = list(coordinates)
    if len(kept) >= 4 * step:  # a ring stays a ring: closed, and with four positions
        kept = [*kept[:-1:step], kept[-1]]
    return [thinned(inner, step) for inner in kept]


def vertices(geometry: QgsGeometry) -> int:
    return 0 if geometry.isNull() else int(geometry.constGet().nCoordinates())


def sketch(geometry: QgsGeometry) -> tuple[QgsGeometry, bool]:
    """What can be drawn in no time, in the same CRS, and whether it is simplified.

    A geometry with more than SKETCH_VERTICES is thinned out; where that is not enough, its hull or its box stands
    for it.
    """
    if vertices(geometry) <= SKETCH_VERTICES:
        return geometry, False
    box = geometry.boundingBox()
    flag = QgsMapToPixelSimplifier.SimplifyFlag.SimplifyGeometry
    for step in _STEPS:
        tolerance = max(box.width(), box.height()) / step
        thinned = QgsMapToPixelSimplifier(flag, tolerance, _BY_DISTANCE).simplify(geometry)
        if 0 < vertices(thinned) <= SKETCH_VERTICES:
            return thinned, True
    hull = geometry.convexHull()
    return (hull if 0 < vertices(hull) <= SKETCH_VERTICES else QgsGeometry.fromRect(box)), True


def _flat(shapes: list[QgsGeometry], crs: QgsCoordinateReferenceSystem) -> list[QgsGeometry] | None:
    """On a plane that touches the earth at the first one, where metres are metres."""
    if any(shape.isNull() or shape.isEmpty() for shape in shapes):
        return None
    context = QgsCoordinateTransformContext()
    try:
        degrees = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), context)
        centre = degrees.transform(shapes[0].boundingBox().center())
        there = QgsCoordinateTransform(crs, _plane(centre), context)
        return [_moved(shape, there) for shape in shapes]
    except QgsCsException:
        return None


def _plane(centre: QgsPointXY) -> QgsCoordinateReferenceSystem:
    middle = f"+lat_0={centre.y():.8f} +lon_0={centre.x():.8f}"
    return QgsCoordinateReferenceSystem.fromProj(f"+proj=aeqd {middle} +ellps=GRS80 +units=m")


def _moved(shape: QgsGeometry, there: QgsCoordinateTransform) -> QgsGeometry:
    moved = QgsGeometry(shape)
    moved.transform(there)
    return moved


def _size(flat: QgsGeometry) -> Size:
    match flat.type():
        case Qgis.GeometryType.Polygon:
            return Size(area=flat.area())
        case Qgis.GeometryType.Line:
            return Size(length=flat.length())
    return Size()


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
