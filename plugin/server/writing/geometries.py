"""A geometry of a request as one that the layer's table takes: in its CRS, of its type, nothing lost."""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element

from qgis.core import (
    Qgis,
    QgsCompoundCurve,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPolygon,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...adapters.geometry import from_gml, srs_in, srs_of
from ...domain.errors import InvalidContent

FARTHEST = 1e9
"""No coordinate in use is larger; beyond, spatial indexes and transformations misbehave."""


def read(element: Element, srs_name: str | None, layer: QgsVectorLayer) -> QgsGeometry:
    """The GML geometry in the CRS of `layer`, whose own `srsName` goes before `srs_name`; without either it
    is in the layer's CRS, x before y. Raises InvalidContent."""
    geometry = from_gml(element, srs_name)
    name = srs_in(element) or srs_name
    return transformed(geometry, srs_of(name)[0], layer.crs()) if name else near(geometry)


def transformed(geometry: QgsGeometry, authid: str, target: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """`geometry`, in the CRS `authid`, in `target`. Raises InvalidContent."""
    near(geometry)
    if authid == target.authid():
        return geometry
    source = QgsCoordinateReferenceSystem(authid)
    if not source.isValid() or not target.isValid():
        raise InvalidContent(f"The coordinate reference system {authid[:60]} is not known here.")
    moved = QgsGeometry(geometry)
    try:
        moved.transform(QgsCoordinateTransform(source, target, QgsCoordinateTransformContext()))
    except QgsCsException:
        raise InvalidContent(f"A geometry lies where {authid} cannot be transformed to {target.authid()}.")
    return near(moved)


def near(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry itself; raises InvalidContent for coordinates that cannot be meant."""
    for vertex in geometry.vertices():
        for ordinate in (vertex.x(), vertex.y()):
            if not math.isfinite(ordinate) or abs(ordinate) > FARTHEST:
                raise InvalidContent(f"The coordinate {ordinate!r} lies nowhere on earth.")
    return geometry


def fitted(geometry: QgsGeometry, layer: QgsVectorLayer, name: str) -> QgsGeometry:
    """`geometry` in the type of `layer`: single becomes multi where it must, and nothing else changes.

    Raises InvalidContent where something would be lost or made up.
    """
    have, want = geometry.wkbType(), layer.wkbType()
    if want == Qgis.WkbType.Unknown:
        return geometry
    complaint = _complaint(have, want)
    if complaint:
        raise InvalidContent(f"The layer {name} {complaint}.")
    made = [_in_curves(part, want) for part in geometry.coerceToType(want)]
    if len(made) != 1 or QgsWkbTypes.flatType(made[0].wkbType()) != QgsWkbTypes.flatType(want):
        raise InvalidContent(f"The layer {name} {_mismatch(have, want)}.")
    return made[0]


def _in_curves(geometry: QgsGeometry, want: Qgis.WkbType) -> QgsGeometry:
    """A line or polygon in the form for curves, which QGIS does not give it by itself."""
    inner, flat = geometry.constGet(), QgsWkbTypes.flatType(want)
    if flat == Qgis.WkbType.CompoundCurve and not isinstance(inner, QgsCompoundCurve):
        curve = QgsCompoundCurve()
        curve.addCurve(inner.clone())
        return QgsGeometry(curve)
    if flat == Qgis.WkbType.CurvePolygon and isinstance(inner, QgsPolygon):
        return QgsGeometry(inner.toCurveType())
    return geometry


def _complaint(have: Qgis.WkbType, want: Qgis.WkbType) -> str | None:
    if want == Qgis.WkbType.NoGeometry:
        return "has no geometry"
    if QgsWkbTypes.geometryType(have) != QgsWkbTypes.geometryType(want):
        return _mismatch(have, want)
    if QgsWkbTypes.isMultiType(have) and not QgsWkbTypes.isMultiType(want):
        return _mismatch(have, want)
    if QgsWkbTypes.isCurvedType(have) and not QgsWkbTypes.isCurvedType(want):
        return "takes no curves; nothing is straightened unasked"
    if QgsWkbTypes.hasZ(have) and not QgsWkbTypes.hasZ(want):
        return "takes no heights (Z); nothing is dropped unasked"
    if QgsWkbTypes.hasZ(want) and not QgsWkbTypes.hasZ(have):
        return "holds heights (Z), and the geometry has none; they would be lost"
    if QgsWkbTypes.hasM(have) != QgsWkbTypes.hasM(want):
        return "and the geometry differ in measures (M), which would be lost"
    return None


def _mismatch(have: Qgis.WkbType, want: Qgis.WkbType) -> str:
    return f"takes {QgsWkbTypes.displayString(want)}, not {QgsWkbTypes.displayString(have)}"
