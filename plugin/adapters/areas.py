"""The place of a row: which administrative area (ARS) it belongs to, by its layer's policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsNotSupportedException,
    QgsProject,
    QgsRectangle,
    QgsSpatialIndex,
    QgsVectorLayer,
)

from ..domain import tangle
from ..domain.access import ArsSource, LayerPolicy
from ..domain.errors import InvalidContent
from ..domain.jurisdiction import is_ars
from .geometry import to_geojson

_SHARE_DIGITS = 6
_DEGREE = 111_320.0
"""Metres."""
_MANY = 2_000
"""Vertices."""


@dataclass(frozen=True)
class AreaSource:
    """The layer of administrative areas by its id, the field of its ARS, and what keeps one level of it.

    `name_field` is "" where the municipality leaves it to the layer's display field.
    """

    layer_id: str
    field: str
    filter_field: str = ""
    filter_value: str = ""
    name_field: str = ""


class Areas:
    """The administrative areas of a project, read once; a worker keeps one as long as its project."""

    def __init__(self, project: QgsProject, source: AreaSource) -> None:
        layer = project.mapLayer(source.layer_id)
        if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
            raise InvalidContent("The layer of the administrative areas is missing or cannot be read.")
        self._begin(layer.crs(), project.transformContext())
        for feature in layer.getFeatures(_request(source)):
            self._add(str(feature[source.field]), feature)

    @classmethod
    def of_shapes(cls, crs: QgsCoordinateReferenceSystem, shapes: Iterable[tuple[str, QgsGeometry]]) -> Areas:
        """Areas that are at hand: ARS and shape, in `crs`."""
        made = cls.__new__(cls)
        made._begin(crs, QgsCoordinateTransformContext())
        for number, (ars, shape) in enumerate(shapes):
            feature = QgsFeature(number)
            feature.setGeometry(shape)
            made._add(ars, feature)
        return made

    def _begin(self, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext) -> None:
        self.crs, self._transforms = crs, transforms
        self._index = QgsSpatialIndex()
        self._areas: dict[int, tuple[str, QgsGeometry]] = {}

    def _add(self, ars: str, feature: QgsFeature) -> None:
        if is_ars(ars) and feature.hasGeometry():
            self._areas[feature.id()] = (ars, valid(feature.geometry()))
            self._index.addFeature(feature)

    def __len__(self) -> int:
        return len(self._areas)

    def extent(self) -> QgsRectangle:
        """The box around all of them."""
        box = QgsRectangle()
        for _, area in self._areas.values():
            box.combineExtentWith(area.boundingBox())
        return box

    def at(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> str | None:
        """The ARS of the area with the largest share of `geometry`, the lowest on a tie; None if nowhere or tangled."""
        if geometry.isNull() or geometry.isEmpty():
            return None
        moved = QgsGeometry(geometry)
        try:
            moved.transform(QgsCoordinateTransform(crs, self.crs, self._transforms))
        except QgsCsException:
            return None
        if is_tangled(moved):
            return None  # to repair and cut it would take minutes, and others wait
        moved = valid(moved)
        shares: dict[str, float] = {}
        for number in self._index.intersects(moved.boundingBox()):
            ars, area = self._areas[number]
            shares[ars] = shares.get(ars, 0.0) + share(moved, area)
        best = max((round(size, _SHARE_DIGITS) for size in shares.values()), default=0.0)
        return min(ars for ars, size in shares.items() if round(size, _SHARE_DIGITS) == best) if best else None

    def near(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, reach: float) -> list[str]:
        """The ARS of all areas within `reach` units of `geometry`, in order; 0 for those that it touches."""
        moved, other = QgsGeometry(geometry), crs.isGeographic() and not self.crs.isGeographic()
        try:
            moved.transform(QgsCoordinateTransform(crs, self.crs, self._transforms))
        except QgsCsException:
            return []
        reach = reach * _DEGREE if other else reach
        found = [self._areas[one] for one in self._index.intersects(moved.boundingBox().buffered(reach))]
        if reach == 0 or moved.constGet().nCoordinates() > _MANY:  # distances of many to many take their time
            return sorted({ars for ars, area in found if area.intersects(moved)})
        return sorted({ars for ars, area in found if area.distance(moved) <= reach})


def ars_of(
    policy: LayerPolicy, feature: QgsFeature, crs: QgsCoordinateReferenceSystem, areas: Areas | None
) -> str | None:
    """The ARS of one row of the policy's layer (geometry in `crs`); None where nobody is responsible."""
    if policy.ars_source is ArsSource.AREA:
        return None if areas is None else areas.at(feature.geometry(), crs)
    ars = policy.ars_value
    if policy.ars_source is ArsSource.FIELD:
        index = feature.fields().lookupField(policy.ars_value)
        value = feature.attribute(index) if index >= 0 else NULL
        ars = "" if value is None or value == NULL else str(value)
    return ars if is_ars(ars) else None


def share(geometry: QgsGeometry, area: QgsGeometry) -> float:
    """How much of `geometry` lies in `area`: square metres, metres or points, by its dimension."""
    if not area.intersects(geometry):
        return 0.0
    if geometry.type() is Qgis.GeometryType.Point and not geometry.isMultipart():
        return 1.0
    common = geometry.intersection(area)
    if geometry.type() is Qgis.GeometryType.Point:
        return float(common.constGet().nCoordinates()) if not common.isNull() else 0.0
    return float(common.length() if geometry.type() is Qgis.GeometryType.Line else common.area())


def is_tangled(geometry: QgsGeometry) -> bool:
    """As `domain/tangle.py` says; a valid area crosses itself nowhere, which GEOS tells faster."""
    area = geometry.type() is Qgis.GeometryType.Polygon
    if geometry.constGet().nCoordinates() <= tangle.FEW or (area and geometry.isGeosValid()):
        return False
    try:
        return tangle.is_tangled(to_geojson(geometry))
    except InvalidContent:  # a collection, which nobody can propose
        return False


def valid(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry, repaired where it is invalid: an intersection would otherwise come to nothing."""
    if geometry.isGeosValid():
        return geometry
    try:
        return geometry.makeValid(Qgis.MakeValidMethod.Structure)  # a hundred times as fast where it crosses itself
    except QgsNotSupportedException:  # GEOS before 3.10
        return geometry.makeValid()


def _request(source: AreaSource) -> QgsFeatureRequest:
    request = QgsFeatureRequest()
    if source.filter_field:
        field, value = source.filter_field, source.filter_value
        request.setFilterExpression(f"to_string({_column(field)}) = {_text(value)}")
    return request


def _column(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
