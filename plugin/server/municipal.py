"""A published layer as the Transaction service sees it: what is visible, what may be set, what must hold."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsVectorLayer,
)
from qgis.server import QgsServerFeatureId

from ..adapters.geometry import feature_of, northing_first, plain_value
from ..domain.access import LayerPolicy
from ..domain.errors import InvalidContent, Problem
from ..domain.feature import Feature
from ..domain.state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS, same_value, state_of
from . import constraints
from .table import Table
from .values import value_of

_NO_TAG = re.compile(r"[^\w.\-]", re.ASCII)
"""What QGIS Server leaves out of a field's name where it makes an element of it."""


@dataclass(frozen=True)
class Written:
    """A row as it was and as it now is (None: it was not there, or is gone), and the fields we filled in."""

    old: QgsFeature | None
    new: QgsFeature | None
    filled: frozenset[str] = frozenset()


class Municipal(Table):
    """`layer` is the published layer, with its fields, joins, defaults and constraints, on the writing
    connection; `visible` are the names of the fields that WFS shows."""

    def __init__(
        self,
        name: str,
        layer: QgsVectorLayer,
        policy: LayerPolicy | None,
        visible: Sequence[str],
        computed: frozenset[str],
    ) -> None:
        super().__init__(name, layer)
        self.policy = policy
        self.visible = tuple(visible)
        self.computed = computed
        missing = [field for field in visible if layer.fields().indexOf(field) < 0]
        if missing:
            raise InvalidContent(
                f"The layer {name} has lost its field {missing[0]}; its administrator must publish it again."
            )
        self._names = {_NO_TAG.sub("", field.replace(" ", "_")): field for field in visible}
        self._names |= {field: field for field in visible}

    @property
    def crs(self) -> str:
        """AUTHORITY:CODE."""
        return str(self.layer.crs().authid())

    @property
    def northing_first(self) -> bool:
        return northing_first(self.layer.crs())

    @property
    def decimals(self) -> int:
        """The grid of the state hash."""
        return GEOGRAPHIC_DECIMALS if self.layer.crs().isGeographic() else PROJECTED_DECIMALS

    def crs_of(self, authid: str) -> QgsCoordinateReferenceSystem:
        """A CRS that is known. Raises InvalidContent."""
        crs = QgsCoordinateReferenceSystem(authid)
        if not crs.isValid():
            raise InvalidContent(f"The coordinate reference system {authid[:60]} is not known here.")
        return crs

    def field(self, name: str) -> QgsField:
        """A visible column of the layer's own table. Raises InvalidContent."""
        real = self._names.get(name)
        if real is None:
            raise InvalidContent(f"The layer {self.name} has no field {name[:60]!r}.")
        if real in self.computed:
            raise InvalidContent(f"The field {real} of {self.name} is computed; it is neither written nor filtered by.")
        return self.layer.fields().field(real)

    def geometry_names(self) -> set[str]:
        """What requests call the geometry: QGIS Server says `geometry`, whatever the column is called."""
        return {"geometry", "geom", "the_geom", self.layer.dataProvider().geometryColumnName() or "geometry"}

    def key_fields(self) -> list[QgsField]:
        """The columns that make the part of a feature id behind the dot."""
        return [self.layer.fields().at(index) for index in self.layer.primaryKeyAttributes()]

    def fid(self, row: QgsFeature) -> str:
        """The feature id as QGIS Server writes it."""
        keys = self.layer.dataProvider().pkAttributeIndexes()
        return f"{self.name}.{QgsServerFeatureId.getServerFid(row, keys)}"

    def key(self, row: QgsFeature) -> str:
        """The stable key of a row: its key field's text, or what stands in the feature id behind the dot."""
        if self.policy and self.policy.key_field:
            return str(plain_value(row[self.policy.key_field]) or "")
        return self.fid(row).removeprefix(f"{self.name}.")

    def feature(self, row: QgsFeature) -> Feature:
        """The visible row."""
        return feature_of(self.name, row, self.visible, self.crs, self.key(row))

    def state(self, row: QgsFeature) -> str:
        """The state hash of the visible row."""
        return state_of(self.feature(row), self.decimals)

    def inside(self, rows: Sequence[QgsFeature]) -> list[QgsFeature]:
        """Those of `rows` that the layer's own filter lets be seen."""
        if not self.layer.subsetString() or not rows:
            return list(rows)
        # OGR forgets the filter as soon as a condition of ours is compiled to SQL (tried); a scan keeps it.
        request = QgsFeatureRequest()
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setNoAttributes()
        seen = {row.id() for row in self.layer.getFeatures(request)}
        return [row for row in rows if row.id() in seen]

    def values(self, texts: Mapping[str, str | None]) -> dict[str, Any]:
        """The texts of a request as values by real field name. Raises InvalidContent naming both."""
        values: dict[str, Any] = {}
        for name, text in texts.items():
            field = self.field(name)
            if field.name() in values:
                raise InvalidContent(f"The field {field.name()} is set twice.")
            values[field.name()] = value_of(field, text)
        return values

    def insert(self, values: Mapping[str, Any], geometry: QgsGeometry | None) -> Written:
        """Write a new row: what is not named gets the project's default, then the database's."""
        row, filled = QgsFeature(self.layer.fields()), set()
        if geometry is not None:
            row.setGeometry(geometry)
        keys = {field.name() for field in self.key_fields()}
        for name, value in values.items():
            if value is not None and (name in keys or self._fixed(name)):
                raise InvalidContent(f"The field {name} of {self.name} is given by the service, not by the request.")
            row[name] = value
        for index, field in enumerate(self.layer.fields()):
            omitted = field.name() not in values or field.name() in keys
            if omitted and field.name() not in self.computed:
                row.setAttribute(index, self._default(index, row))
                filled.add(field.name())
        self._constrain(row, filled)
        return self._seen(Written(None, self.add_row(row), frozenset(filled)))

    def update(self, old: QgsFeature, values: Mapping[str, Any], geometry: QgsGeometry | None) -> Written:
        """Write to one row; what is there already is not written, so a locked field may be repeated."""
        row, sets = QgsFeature(old), dict(values)
        keys = {field.name() for field in self.key_fields()}
        for name in list(sets):
            same = same_value(plain_value(sets[name]), plain_value(old[name]))
            if not same and (name in keys or self._fixed(name)):
                raise InvalidContent(f"The field {name} of {self.name} cannot be changed.")
            if same:
                del sets[name]
        for name, value in sets.items():
            row[name] = value
        if geometry is not None:
            row.setGeometry(geometry)
        filled = self._refreshed(row, sets, values)
        self._constrain(row)
        return self._seen(Written(old, self.change(old, sets, geometry), filled))

    def delete(self, rows: Sequence[QgsFeature]) -> list[Written]:
        """Delete rows."""
        self.remove(rows)
        return [Written(row, None) for row in rows]

    def row(self, row_id: int) -> QgsFeature:
        """As it is; PostgreSQL's provider does not show a row that the layer's own filter leaves out."""
        try:
            return super().row(row_id)
        except Problem:
            if self.layer.subsetString():
                raise self._outside() from None
            raise

    def _refreshed(self, row: QgsFeature, sets: dict[str, Any], asked: Mapping[str, Any]) -> frozenset[str]:
        """Evaluate the defaults that the project applies on every update, but for fields of the request."""
        filled = set()
        for index, field in enumerate(self.layer.fields()):
            definition = self.layer.defaultValueDefinition(index)
            if definition.isValid() and definition.applyOnUpdate() and field.name() not in asked:
                sets[field.name()] = self._default(index, row)
                row.setAttribute(index, sets[field.name()])
                filled.add(field.name())
        return frozenset(filled)

    def _default(self, index: int, row: QgsFeature) -> Any:
        if self.layer.defaultValueDefinition(index).isValid():
            return self.layer.defaultValue(index, row, self.layer.createExpressionContext())
        return self.layer.dataProvider().defaultValueClause(index) or None

    def _fixed(self, name: str) -> bool:
        """Whether the project's form lets nobody edit the field."""
        return bool(self.layer.editFormConfig().readOnly(self.layer.fields().indexOf(name)))

    def _constrain(self, row: QgsFeature, filled: Container[str] = ()) -> None:
        provider = self.layer.dataProvider()
        by_database = {
            field.name()
            for index, field in enumerate(self.layer.fields())
            if field.name() in filled and provider.defaultValueClause(index)
        }
        constraints.check(self.layer, self.name, row, by_database | self.computed, self.select)

    def _seen(self, written: Written) -> Written:
        if written.new is not None and not self.inside([written.new]):
            raise self._outside()
        return written

    def _outside(self) -> InvalidContent:
        return InvalidContent(f"The row would lie outside of what the layer {self.name} shows.")
