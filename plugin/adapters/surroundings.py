"""What lies around a contribution, out of QGIS layers: the port `Around` of the rules, for all who evaluate them.

Whatever is asked is bounded: a hostile shape as large as the town reads no more rows than any other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..domain.candidates import Candidate, Kind
from ..domain.contribution import Change
from ..domain.duplicates import IN_METRES, candidates
from ..domain.errors import InvalidContent, Problem
from ..domain.feature import Feature
from ..domain.rules.finding import Scalar
from ..domain.rules.measures import measure
from ..domain.rules.model import Alike, Place
from ..domain.rules.shapes import MOST_VERTICES
from . import own_expressions
from .areas import Areas
from .geometry import feature_of, plain_value, to_qgs

if TYPE_CHECKING:
    from .near_points import NearPoints

MOST = 500
"""Rows that one question may read."""
ALIKE = 60
"""Rows that one new feature is compared with: so many within metres of it are a heap of the same already."""
_DEGREE = 111_320.0


@dataclass(frozen=True)
class Source:
    """A layer as it can be asked: the fields that may be seen, and what a row's stable key is."""

    layer: QgsVectorLayer
    fields: Sequence[str]
    key_of: Callable[[QgsFeature], str]


def keyed(name: str) -> Callable[[QgsFeature], str]:
    """The key of a row is the text of a field; with "" its own number."""
    return (lambda row: str(plain_value(row[name]) or "")) if name else (lambda row: str(row.id()))


class LayersAround:
    """`layer` gives a layer by its WFS name, None for one that is not at hand.

    `queued` gives the other proposals that may be alike: by their uuid, in the same layer, near the feature. `near`
    answers for points that are asked about together.
    """

    def __init__(
        self,
        layer: Callable[[str], Source | None],
        areas: Areas | None = None,
        queued: Callable[[Change, float], Mapping[str, Feature]] | None = None,
        near: NearPoints | None = None,
    ) -> None:
        self._layer = layer
        self._areas = areas
        self._queued = queued
        self._near = near

    def place(self, feature: Feature, reach: float) -> Place | None:
        if self._areas is None or feature.geometry is None or measure("vertices", feature.geometry) > MOST_VERTICES:
            return None
        crs = QgsCoordinateReferenceSystem(feature.crs)
        geometry = _geometry(feature)
        if geometry is None or not crs.isValid():
            return None
        inside = self._areas.near(geometry, crs, 0.0)
        return Place(tuple(inside), tuple(self._areas.near(geometry, crs, reach)) if reach else tuple(inside))

    def neighbours(self, layer: str, feature: Feature, reach: float, most: int) -> Sequence[Feature] | None:
        source, geometry = self._layer(layer), _geometry(feature)
        if source is None or geometry is None or not source.layer.isSpatial():
            return None
        crs = QgsCoordinateReferenceSystem(feature.crs)
        request = QgsFeatureRequest().setDestinationCrs(crs, QgsCoordinateTransformContext())
        request.setFilterRect(geometry.boundingBox().buffered(max(reach, 1e-9))).setLimit(min(most, MOST))
        return self._read(source, layer, feature.crs, request)

    def taken(self, layer: str, field: str, value: Scalar, key: str | None) -> bool | None:
        found = self._with(layer, field, value)
        return None if found is None else any(one.key != key for one in found)

    def exists(self, layer: str, field: str, value: Scalar) -> bool | None:
        found = self._with(layer, field, value)
        return None if found is None else bool(found)

    def holds(self, expression: str, feature: Feature) -> bool | None:
        return own_expressions.holds(expression, feature)

    def duplicates(self, change: Change, radius: float) -> Sequence[Alike] | None:
        feature, metres = change.feature, metres_of(change.feature)
        if measure("vertices", feature.geometry) > MOST_VERTICES:
            return None
        there = self._at_once(feature, radius / metres[1])
        if there is None:
            there = self.neighbours(feature.layer, feature, radius / metres[1], ALIKE)
        queued = self._queued(change, radius / metres[1]) if self._queued else {}
        if there is None and not queued:
            return None
        known = {one.key: one for one in there or () if one.key}  # without a key, it may be the feature itself
        try:
            found = [_alike(one, False) for one in candidates(feature, known, Kind("rule", radius), metres)]
            found += [_alike(one, True) for one in candidates(feature, queued, Kind("rule", radius), metres)]
        except Problem:
            return None  # without Shapely: said once, by who evaluates the rules
        return sorted(found, key=lambda one: (-one.likeness, one.metres, one.key))

    def _at_once(self, feature: Feature, reach: float) -> Sequence[Feature] | None:
        source = self._layer(feature.layer) if self._near is not None else None
        if self._near is None or source is None:
            return None

        def read(box: QgsRectangle, most: int) -> list[Feature] | None:
            crs = QgsCoordinateReferenceSystem(feature.crs)
            request = QgsFeatureRequest().setDestinationCrs(crs, QgsCoordinateTransformContext())
            return self._read(source, feature.layer, feature.crs, request.setFilterRect(box).setLimit(most))

        found = self._near.around(source, feature.layer, feature, reach, read)
        return found if found is None or len(found) < ALIKE else None  # which of more would count is the database's

    def named(self, feature: Feature, key: str, metres: float) -> Feature | None:
        """The feature with `key` in the same layer that a finding has named, `metres` away; None if not at hand."""
        reach = (metres + 1.0) / min(metres_of(feature))
        there = self.neighbours(feature.layer, feature, reach, ALIKE)
        return next((one for one in there or () if one.key == key), None)

    def _with(self, layer: str, field: str, value: Scalar) -> list[Feature] | None:
        source = self._layer(layer)
        if source is None or field not in source.fields:
            return None  # what is hidden is not told by a finding either
        if (fitting := _fitting(source.layer, field, value)) is None:
            return None
        column, literal = QgsExpression.quotedColumnRef(field), QgsExpression.quotedValue(fitting)
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setLimit(2)
        request.setFilterExpression(f"{column} = {literal}")
        return self._read(source, layer, "", request)

    def _read(self, source: Source, layer: str, crs: str, request: QgsFeatureRequest) -> list[Feature] | None:
        """Read to the end and closed: a half-read table of a GeoPackage keeps an old state of it alive."""
        rows = source.layer.getFeatures(request)
        try:
            return [feature_of(layer, row, source.fields, crs, source.key_of(row)) for row in rows]
        except (InvalidContent, QgsCsException):
            return None
        finally:
            rows.close()


def at_hand(layers: Mapping[str, Source]) -> Callable[[str], Source | None]:
    """A lookup in layers that are there."""
    return layers.get


def _fitting(layer: QgsVectorLayer, field: str, value: Scalar) -> Scalar:
    """A value as its column takes it; None for another kind: PostgreSQL ends a whole transaction for that."""
    index = layer.fields().indexOf(field)
    if index < 0 or value is None or (isinstance(value, str) and "\0" in value):
        return None
    if not layer.fields().at(index).isNumeric():
        return str(value) if layer.fields().at(index).type() == QMetaType.Type.QString else None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    whole = number.is_integer() and abs(number) < 2**53
    return (int(number) if whole else number) if math.isfinite(number) else None


def _geometry(feature: Feature) -> QgsGeometry | None:
    """The shape as it can be asked about; None for none, or one that QGIS cannot read."""
    if feature.geometry is None:
        return None
    try:
        geometry = to_qgs(feature.geometry)
    except InvalidContent:
        return None
    return geometry if geometry.boundingBox().isFinite() else None


def metres_of(feature: Feature) -> tuple[float, float]:
    """Metres of a unit of the feature's CRS in x and in y."""
    crs = QgsCoordinateReferenceSystem(feature.crs)
    geometry = _geometry(feature)
    if not crs.isGeographic() or geometry is None:
        return IN_METRES
    latitude = max(-89.0, min(89.0, geometry.boundingBox().center().y()))
    return _DEGREE * math.cos(math.radians(latitude)), _DEGREE


def _alike(one: Candidate, queued: bool) -> Alike:
    return Alike(one.key, one.distance_m, one.score, queued)
