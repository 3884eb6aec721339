"""How far apart two geometries are, in metres on the ground, whatever their CRS."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
)


@dataclass(frozen=True)
class Size:
    """Area in m², length in m; None where the geometry has none."""

    area: float | None = None
    length: float | None = None


@dataclass(frozen=True)
class Difference:
    """Of two geometries, the second minus the first; `shift` is the largest distance between them in m."""

    shift: float
    area: float | None = None
    length: float | None = None


def size(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> Size:
    """Of a geometry in `crs`; nothing of one that cannot be measured."""
    flat = _flat([geometry], crs)
    return _size(flat[0]) if flat else Size()


def difference(one: QgsGeometry, other: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> Difference | None:
    """None where the two cannot be compared: one is empty, or lies outside what `crs` is for."""
    flat = _flat([one, other], crs)
    if flat is None:
        return None
    shift = flat[0].hausdorffDistance(flat[1])
    if shift < 0:
        return None
    before, after = map(_size, flat)
    return Difference(shift, _minus(after.area, before.area), _minus(after.length, before.length))


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
