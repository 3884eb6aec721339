"""A published layer as the Transaction service sees it: what is visible, what may be set, what must hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsVectorLayer,
)
from qgis.server import QgsServerFeatureId

from ...adapters.geometry import feature_of, northing_first, plain_value, to_qgs
from ...domain.access import LayerPolicy
from ...domain.contribution import Change as Proposal
from ...domain.contribution import changed_properties
from ...domain.errors import InvalidContent, Problem
from ...domain.feature import Feature
from ...domain.state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS, same_value, state_of
from ...services.contributions import text_of
from . import constraints
from .columns import Column, columns_of, looks_around
from .constraints import Draft
from .table import Change, Table
from .values import value_of

_NO_TAG = re.compile(r"[^\w.\-]", re.ASCII)
"""What QGIS Server leaves out of a field's name where it makes an element of it."""


New = tuple[Mapping[str, Any], QgsGeometry | None]
"""What a new row is to have: values by field, and its geometry."""


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
            raise InvalidContent(f"The layer {self.name} has no field {name[:60]!r}.", field=name)
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

    def insert(self, news: Sequence[New], careful: bool = True) -> list[Written]:
        """Write new rows: what is not named gets the project's default, then the database's."""
        context = self.layer.createExpressionContext()
        made = [self._draft(values, geometry, context) for values, geometry in news]
        columns = self._looked_at(careful)
        constraints.check(self.name, columns, [draft for draft, _ in made], self.visible, context, self.select)
        added = self.add_rows([draft.row for draft, _ in made])
        return self._seen([Written(None, row, filled) for row, (_, filled) in zip(added, made, strict=True)])

    def update(self, changes: Sequence[Change], careful: bool = True) -> list[Written]:
        """Write to rows; what is there already is not written, so a locked field may be repeated."""
        context = self.layer.createExpressionContext()
        sets = [self._changed(old, values) for old, values, _ in changes]
        drafts, filled = [], []
        for (old, values, geometry), new in zip(changes, sets, strict=True):
            row = QgsFeature(old)
            for name, value in new.items():
                row[name] = value
            if geometry is not None:
                row.setGeometry(geometry)
            filled.append(self._refresh(row, new, values, context))
            drafts.append(Draft(row, (), new))
        # Several are written in no certain order: the database may let pass what is wrong in that of the document.
        columns = self._looked_at(careful or len(changes) > 1)
        constraints.check(self.name, columns, drafts, self.visible, context, self.select)
        olds = [old for old, _, _ in changes]
        rows = self.change_rows([(old, new, change[2]) for old, new, change in zip(olds, sets, changes, strict=True)])
        return self._seen([Written(*parts) for parts in zip(olds, rows, filled, strict=True)])

    def check(self, change: Proposal) -> None:
        """Whether the values that are proposed could be written: of the fields that everybody sees, one by one.

        What depends on other rows or on hidden fields is seen when it is written. Raises InvalidContent.
        """
        base, proposed = change.base, change.proposed
        if proposed is None:
            return
        new = base is None
        wanted = proposed.properties if base is None else changed_properties(base, proposed)
        texts = {name: text_of(value) for name, value in wanted.items() if not (new and value is None)}
        values, context = self.values(texts), self.layer.createExpressionContext()
        self._check_kinds(wanted, values)
        if base is None:
            draft, _ = self._draft(values, None, context)
        else:
            draft = Draft(self._proposed(base, values), (), values)
        draft.row.setGeometry(QgsGeometry() if proposed.geometry is None else to_qgs(proposed.geometry))
        columns = [replace(one, unique=False) for one in self.columns if self._can_tell(one, new or one.name in values)]
        constraints.check(self.name, columns, [draft], self.visible, context, self.select)

    def _check_kinds(self, wanted: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """A text is proposed as a text: a number or a list becomes one here, and would never be what was accepted."""
        for name, value in wanted.items():
            if not isinstance(value, str | None) and isinstance(values.get(self.field(name).name()), str):
                raise InvalidContent(f"The field {name} of {self.name} takes a text.", field=name)

    def _proposed(self, base: Feature, values: Mapping[str, Any]) -> QgsFeature:
        """The row that it was, as far as it is seen, with other values."""
        for name in values:
            self._check_free(self.columns[self.layer.fields().indexOf(name)], self._cannot_change(name))
        row = QgsFeature(self.layer.fields())
        own = [name for name in base.properties if self._names.get(name) not in self.computed]
        kept = {name: text_of(base.properties[name]) for name in own}
        for name, value in {**self.values(kept), **values}.items():
            row[name] = value
        return row

    def _can_tell(self, column: Column, wanted: bool) -> bool:
        return wanted and column.alone and column.name in self.visible and column.looks_at <= set(self.visible)

    def _cannot_change(self, name: str) -> str:
        return f"The field {name} of {self.name} cannot be changed."

    def delete(self, rows: Sequence[QgsFeature], _careful: bool = True) -> list[Written]:
        """Delete rows."""
        self.remove(rows)
        return [Written(row, None) for row in rows]

    def rows(self, ids: Sequence[int]) -> list[QgsFeature]:
        """As they are; PostgreSQL's provider does not show a row that the layer's own filter leaves out."""
        try:
            return super().rows(ids)
        except Problem:
            if self.layer.subsetString():
                raise self._outside() from None
            raise

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What is asked of the fields, in their order."""
        return columns_of(self.layer, self.computed)

    @cached_property
    def _unguarded(self) -> tuple[Column, ...]:
        return tuple(replace(column, unique=column.unique and not column.guarded) for column in self.columns)

    def _looked_at(self, careful: bool) -> tuple[Column, ...]:
        """What the database sees to by itself is looked at by who is careful, for a sentence people understand."""
        return self.columns if careful else self._unguarded

    @cached_property
    def looks_around(self) -> bool:
        """Whether rows must be written one by one, because what is asked of one may depend on the others."""
        return looks_around(self.layer)

    def _draft(
        self, values: Mapping[str, Any], geometry: QgsGeometry | None, context: QgsExpressionContext
    ) -> tuple[Draft, frozenset[str]]:
        """A new row, and the fields of it that we filled in."""
        row, filled, by_database = QgsFeature(self.layer.fields()), set(), set()
        if geometry is not None:
            row.setGeometry(geometry)
        for column in self.columns:
            if values.get(column.name) is not None:
                refusal = f"The field {column.name} of {self.name} is given by the service, not by the request."
                self._check_free(column, refusal)
            if column.name in values and not column.key:
                row.setAttribute(column.index, values[column.name])
        for column in self.columns:
            if (column.name in values and not column.key) or column.computed:
                continue
            filled.add(column.name)
            row.setAttribute(column.index, self._default(column, row, context))
            if column.clause:
                by_database.add(column.name)
        return Draft(row, by_database, {column.name for column in self.columns}), frozenset(filled)

    def _changed(self, old: QgsFeature, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of `values` that differ from what is there. Raises InvalidContent where they must not."""
        sets: dict[str, Any] = {}
        for name, value in values.items():
            column = self.columns[self.layer.fields().indexOf(name)]
            if same_value(plain_value(value), plain_value(old[column.index])):
                continue
            self._check_free(column, self._cannot_change(name))
            sets[name] = value
        return sets

    def _refresh(
        self, row: QgsFeature, sets: dict[str, Any], asked: Mapping[str, Any], context: QgsExpressionContext
    ) -> frozenset[str]:
        """Evaluate the defaults that the project applies on every update, but for fields of the request."""
        due = [column for column in self.columns if column.on_update and column.name not in asked]
        for column in due:
            sets[column.name] = self._default(column, row, context)
            row.setAttribute(column.index, sets[column.name])
        return frozenset(column.name for column in due)

    def _default(self, column: Column, row: QgsFeature, context: QgsExpressionContext) -> Any:
        return self.layer.defaultValue(column.index, row, context) if column.default else column.clause or None

    def _check_free(self, column: Column, refusal: str) -> None:
        if column.key or column.fixed:
            raise InvalidContent(refusal, field=column.name)

    def _seen(self, written: Sequence[Written]) -> list[Written]:
        rows = [change.new for change in written if change.new is not None]
        if len(self.inside(rows)) != len(rows):
            raise self._outside()
        return list(written)

    def _outside(self) -> InvalidContent:
        return InvalidContent(f"The row would lie outside of what the layer {self.name} shows.")
