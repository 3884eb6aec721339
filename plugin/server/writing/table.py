"""A table on the writing connection: read and written through its provider, inside the open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from qgis.core import QgsExpression, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ...domain.errors import Busy, InvalidContent, Problem
from .locking import is_locked

Change = tuple[QgsFeature, Mapping[str, Any], QgsGeometry | None]
"""A row as it is, the values to set in it, and its new geometry: None leaves that alone, a null one takes it away."""

_OVERFLOW = ("disk is full", "disk I/O", "No space left", "readonly database")


class RefusedByDatabase(InvalidContent):
    """A row that the database does not take, in its own words."""


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

    def rows(self, ids: Sequence[int]) -> list[QgsFeature]:
        """The rows with these QGIS ids, in their order."""
        found = {row.id(): row for row in self.layer.getFeatures(QgsFeatureRequest(list(ids)))}
        if not all(row_id in found for row_id in ids):
            raise Problem(f"A row of {self.name} that was just written cannot be read.")
        return [found[row_id] for row_id in ids]

    def add(self, values: Mapping[str, Any], geometry: QgsGeometry | None = None) -> QgsFeature:
        """Insert a row; columns that are not named get the database's defaults."""
        return self.add_rows([self.new_row(values, geometry)])[0]

    def new_row(self, values: Mapping[str, Any], geometry: QgsGeometry | None = None) -> QgsFeature:
        """A row that is not in the table yet, with the database's defaults for what is not named."""
        row = QgsFeature(self.layer.fields())
        row.setAttributes([values.get(name, clause or None) for name, clause in self._clauses])
        if geometry is not None:
            row.setGeometry(geometry)
        return row

    @cached_property
    def _clauses(self) -> list[tuple[str, str]]:
        provider = self.layer.dataProvider()
        return [(field.name(), provider.defaultValueClause(at)) for at, field in enumerate(self.layer.fields())]

    def add_rows(self, rows: Sequence[QgsFeature]) -> list[QgsFeature]:
        """Insert rows as they are and return them as they then are."""
        return self.rows(self.append(rows))

    def append(self, rows: Sequence[QgsFeature]) -> list[int]:
        """Insert rows as they are; returns their QGIS ids."""
        provider = self.layer.dataProvider()
        provider.clearErrors()
        done, added = provider.addFeatures(list(rows))
        self._check(done)
        return [row.id() for row in added]

    def change(self, row: QgsFeature, values: Mapping[str, Any], geometry: QgsGeometry | None = None) -> QgsFeature:
        """Set what is named (and the geometry, unless None) and return the row as it then is."""
        return self.change_rows([(row, values, geometry)])[0]

    def change_rows(self, changes: Sequence[Change]) -> list[QgsFeature]:
        """As `change`, for different rows; in their order."""
        provider, fields = self.layer.dataProvider(), self.layer.fields()
        provider.clearErrors()
        attributes = {
            row.id(): {fields.indexOf(name): value for name, value in values.items()}
            for row, values, _ in changes
            if values
        }
        shapes = {row.id(): geometry for row, _, geometry in changes if geometry is not None}
        if attributes:
            moved = {row_id: shapes[row_id] for row_id in attributes if row_id in shapes}
            self._check(provider.changeFeatures(attributes, moved))
        if alone := {row_id: shape for row_id, shape in shapes.items() if row_id not in attributes}:
            # Not changeFeatures: PostgreSQL's provider then says yes and writes nothing (tried with QGIS 3.40).
            self._check(provider.changeGeometryValues(alone))
        return self.rows([row.id() for row, _, _ in changes])

    def remove(self, rows: Iterable[QgsFeature]) -> None:
        """Delete rows."""
        provider = self.layer.dataProvider()
        provider.clearErrors()
        self._check(provider.deleteFeatures([row.id() for row in rows]))

    def _check(self, done: bool) -> None:
        if done:
            return
        raise refusal_of(self.name, self.layer.dataProvider().errors())


def refusal_of(name: str, errors: Sequence[str]) -> Problem:
    """What a database's `errors` mean for who wanted to write to the table of `name`."""
    text = " ".join(errors)
    if any(word in text for word in _OVERFLOW):
        return Busy("The database has no room or cannot be written at the moment.", 60)
    if is_locked(text):
        return Busy("Somebody else is writing to the database.")
    # Not what PostgreSQL says below the first line: it quotes the whole row, with what nobody may see.
    told = "; ".join(error.strip().partition("\n")[0].strip() for error in errors)
    return RefusedByDatabase(f"The database refuses the row of {name}: {told or 'it gives no reason'}.")
