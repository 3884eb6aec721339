"""What must hold for rows: the hard constraints of the published project and of the database, by name.

Not by `QgsVectorLayerUtils.validateAttribute`: it stops reading at the first equal value, and on GeoPackage the
half-read table keeps an old state of the database alive in which no later transaction can begin (tried).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsVariantUtils

from ...adapters.geometry import plain_value
from ...domain.errors import InvalidContent
from .columns import Column

_SHOWN = 60


@dataclass(frozen=True)
class Draft:
    """A row as it is to be written: what the database fills in, and the fields that are new in it."""

    row: QgsFeature
    by_database: Container[str]
    sets: Container[str]


def check(
    name: str,
    columns: Sequence[Column],
    drafts: Sequence[Draft],
    visible: Container[str],
    context: QgsExpressionContext,
    rows_with: Callable[[str], list[QgsFeature]],
) -> None:
    """Raise InvalidContent for the first constraint of the layer called `name` that one of `drafts` does not meet.

    `rows_with` gives the rows of the table for which an expression holds. Only of `visible` fields the value is told.
    """
    for column in columns:
        told = column.name in visible
        held = [] if column.computed else [draft for draft in drafts if column.name not in draft.by_database]
        if column.required:
            _check_required(column, name, held)
        if column.unique:
            _check_unique(column, name, held, rows_with, told)
        if column.rule:
            _check_rule(column, name, held, context, told)


def _check_required(column: Column, name: str, drafts: Sequence[Draft]) -> None:
    if any(QgsVariantUtils.isNull(draft.row[column.index]) for draft in drafts):
        raise InvalidContent(f"The field {column.name} of {name} must not be empty.", field=column.name)


def _check_unique(
    column: Column, name: str, drafts: Sequence[Draft], rows_with: Callable[[str], list[QgsFeature]], told: bool
) -> None:
    """Not taken by another row, and by no two of these; what a row has had before is its own."""
    rows = [draft.row for draft in drafts if column.name in draft.sets]
    rows = [row for row in rows if not QgsVariantUtils.isNull(row[column.index])]
    if not rows:
        return
    literals = ", ".join(QgsExpression.quotedValue(row[column.index]) for row in rows)
    taken: dict[str, set[int]] = {}
    for row in rows_with(f"{QgsExpression.quotedColumnRef(column.name)} IN ({literals})"):
        taken.setdefault(_shown(row[column.index]), set()).add(row.id())
    new: set[str] = set()
    for row in rows:
        value = _shown(row[column.index])
        if value in new or taken.get(value, set()) - {row.id()}:
            what = value[:_SHOWN] if told else "its value"
            text = f"The field {column.name} of {name} is unique, and {what} is taken."
            raise InvalidContent(text, field=column.name)
        new.add(value)


def _check_rule(column: Column, name: str, drafts: Sequence[Draft], context: QgsExpressionContext, told: bool) -> None:
    expression = QgsExpression(column.rule)
    for draft in drafts:
        context.setFeature(draft.row)
        if expression.evaluate(context) not in (True, 1):
            value = _shown(draft.row[column.index])[:_SHOWN] if told else "its value"
            text = f"The field {column.name} of {name} does not accept {value}: {column.meaning}."
            raise InvalidContent(text, field=column.name)


def _shown(value: object) -> str:
    return repr(str(plain_value(value))) if not QgsVariantUtils.isNull(value) else "null"
