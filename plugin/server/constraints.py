"""What must hold for a row: the hard constraints of the published project and of the database, by name.

Not by `QgsVectorLayerUtils.validateAttribute`: it stops reading at the first equal value, and on GeoPackage the
half-read table keeps an old state of the database alive in which no later transaction can begin (tried).
"""

from __future__ import annotations

from collections.abc import Callable, Container

from qgis.core import QgsExpression, QgsFeature, QgsField, QgsFieldConstraints, QgsVariantUtils, QgsVectorLayer

from ..adapters.geometry import plain_value
from ..domain.errors import InvalidContent

_KIND = QgsFieldConstraints.Constraint
_HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
_SHOWN = 60


def check(
    layer: QgsVectorLayer,
    name: str,
    row: QgsFeature,
    skip: Container[str],
    rows_with: Callable[[str], list[QgsFeature]],
) -> None:
    """Raise InvalidContent for the first constraint that `row` of the layer called `name` does not meet.

    Fields in `skip` are the database's to fill; `rows_with` gives the rows for which an expression holds.
    """
    for field in layer.fields():
        if field.name() in skip:
            continue
        if not QgsVariantUtils.isNull(row[field.name()]):
            _check_unique(field, name, row, rows_with)
        elif _is_hard(field, _KIND.ConstraintNotNull):
            raise InvalidContent(f"The field {field.name()} of {name} must not be empty.")
        _check_expression(layer, field, name, row)


def _check_unique(field: QgsField, name: str, row: QgsFeature, rows_with: Callable[[str], list[QgsFeature]]) -> None:
    if not _is_hard(field, _KIND.ConstraintUnique):
        return
    value = row[field.name()]
    same = QgsExpression.createFieldEqualityExpression(field.name(), value)
    if any(other.id() != row.id() and other[field.name()] == value for other in rows_with(same)):
        raise InvalidContent(f"The field {field.name()} of {name} is unique, and {_shown(value)} is taken.")


def _check_expression(layer: QgsVectorLayer, field: QgsField, name: str, row: QgsFeature) -> None:
    text = field.constraints().constraintExpression()
    if not text or not _is_hard(field, _KIND.ConstraintExpression):
        return
    expression, context = QgsExpression(text), layer.createExpressionContext()
    context.setFeature(row)
    if expression.evaluate(context) not in (True, 1):
        rule = field.constraints().constraintDescription() or text
        raise InvalidContent(f"The field {field.name()} of {name} does not accept {_shown(row[field.name()])}: {rule}.")


def _is_hard(field: QgsField, kind: QgsFieldConstraints.Constraint) -> bool:
    constraints = field.constraints()
    return bool(constraints.constraints() & kind) and constraints.constraintStrength(kind) == _HARD


def _shown(value: object) -> str:
    return repr(str(plain_value(value))[:_SHOWN]) if not QgsVariantUtils.isNull(value) else "null"
