"""A table on the writing connection: read and written through its provider, inside the open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qgis.core import NULL, QgsExpression, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ..domain.errors import Busy, InvalidContent, Problem
from .locking import is_locked

_OVERFLOW = ("disk is full", "disk I/O", "No space left", "readonly database")


class Table:
    """One table. What it returns was read back from the database; provider errors become problems."""

    def __init__(self, name: str, layer: QgsVectorLayer) -> None:
        if not layer.isValid():
            raise Problem(f"The table of {name} cannot be opened for writing.")
        self.name = name
        self.layer = layer

    def select(self, expression: str = "") -> list[QgsFeature]:
        """The rows for which a QGIS expression holds, all without one."""
        request = QgsFeatureRequest()
        if expression:
            request.setFilterExpression(expression)
        return list(self.layer.getFeatures(request))

    def where(self, field: str, value: str) -> list[QgsFeature]:
        """The rows whose text column `field` is exactly `value`."""
        column, text = QgsExpression.quotedColumnRef(field), QgsExpression.quotedValue(value)
        return [row for row in self.select(f"{column} = {text}") if row[field] == value]

    def last(self) -> QgsFeature | None:
        """The row with the highest id."""
        # Not by sorting: QGIS 3.40 crashes on ORDER BY inside a transaction on GeoPackage (tried).
        highest = self.layer.dataProvider().maximumValue(self.layer.fields().indexOf("id"))
        rows = [] if highest is None or highest == NULL else self.select(f'"id" = {int(highest)}')
        return rows[0] if rows else None

    def row(self, row_id: int) -> QgsFeature:
        """One row by its QGIS id."""
        row: QgsFeature = self.layer.getFeature(row_id)
        if not row.isValid():
            raise Problem(f"A row of {self.name} that was just written cannot be read.")
        return row

    def add(self, values: Mapping[str, Any], geometry: QgsGeometry | None = None) -> QgsFeature:
        """Insert a row; columns that are not named get the database's defaults."""
        row = QgsFeature(self.layer.fields())
        provider = self.layer.dataProvider()
        for index, field in enumerate(self.layer.fields()):
            row.setAttribute(index, values.get(field.name(), provider.defaultValueClause(index) or None))
        if geometry is not None:
            row.setGeometry(geometry)
        return self.add_row(row)

    def add_row(self, row: QgsFeature) -> QgsFeature:
        """Insert a row as it is."""
        provider = self.layer.dataProvider()
        provider.clearErrors()
        done, added = provider.addFeatures([row])
        self._check(done)
        return self.row(added[0].id())

    def change(self, row: QgsFeature, values: Mapping[str, Any], geometry: QgsGeometry | None = None) -> QgsFeature:
        """Set what is named (and the geometry, unless None) and return the row as it then is."""
        provider = self.layer.dataProvider()
        provider.clearErrors()
        indices = {self.layer.fields().indexOf(name): value for name, value in values.items()}
        if indices:
            moved = {} if geometry is None else {row.id(): geometry}
            self._check(provider.changeFeatures({row.id(): indices}, moved))
        elif geometry is not None:
            # Not changeFeatures: PostgreSQL's provider then says yes and writes nothing (tried with QGIS 3.40).
            self._check(provider.changeGeometryValues({row.id(): geometry}))
        return self.row(row.id())

    def remove(self, rows: Iterable[QgsFeature]) -> None:
        """Delete rows."""
        provider = self.layer.dataProvider()
        provider.clearErrors()
        self._check(provider.deleteFeatures([row.id() for row in rows]))

    def _check(self, done: bool) -> None:
        if done:
            return
        errors = "; ".join(" ".join(error.split()) for error in self.layer.dataProvider().errors())
        if any(word in errors for word in _OVERFLOW):
            raise Busy("The database has no room or cannot be written at the moment.", 60)
        if is_locked(errors):
            raise Busy("Somebody else is writing to the database.")
        raise InvalidContent(f"The database refuses the row of {self.name}: {errors or 'it gives no reason'}.")
