"""QGIS expressions of a rule file: only what looks at nothing but the feature, and costs little, is ever evaluated.

A client gets its rules from a service, so they are hostile here: no files, no environment, no other layers, no
variables, no clock (the same input gives the same finding), and nothing that can be told to make a million of a thing.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsField, QgsFields
from qgis.PyQt.QtCore import QMetaType

from ..domain.feature import Feature
from .geometry import to_qgs

ALLOWED = frozenset(
    {
        *("abs", "sqrt", "round", "floor", "ceil", "min", "max", "clamp"),
        *("to_int", "to_real", "to_string", "to_date", "coalesce", "nullif", "if", "try"),
        *("length", "lower", "upper", "trim", "left", "right", "substr", "strpos", "concat", "regexp_match"),
        *("year", "month", "day", "to_datetime"),
        *("area", "perimeter", "x", "y", "num_points", "num_geometries", "num_rings", "geometry_type", "is_empty"),
        *("$geometry", "is_empty_or_null", "array", "array_contains", "array_length"),
    }
)
_VARIABLES = frozenset({"geometry", "value"})
LONGEST = 2_000
_KINDS = {bool: QMetaType.Type.Bool, int: QMetaType.Type.LongLong, float: QMetaType.Type.Double}


def refusal(text: str) -> str:
    """Why an expression is not evaluated, as a sentence in English; "" for one that is."""
    if len(text) > LONGEST:
        return f"The expression has more than {LONGEST} characters."
    expression = QgsExpression(text)
    if expression.hasParserError():
        return f"The expression cannot be read: {expression.parserErrorString()}."
    strange = sorted(set(expression.referencedFunctions()) - ALLOWED - {"var"})
    strange += sorted(f"@{name or '…'}" for name in expression.referencedVariables() - _VARIABLES)
    return f"The expression uses {strange[0]}, which rules may not use." if strange else ""


def fields_of(text: str) -> frozenset[str]:
    """The fields that an expression names."""
    return frozenset(name for name in QgsExpression(text).referencedColumns() if name != "#!allattributes!#")


def holds(text: str, feature: Feature) -> bool | None:
    """What an expression says of a feature; None where it is not allowed, or says neither yes nor no.

    A null is neither: as in a CHECK of SQL, what is not known does not offend.
    """
    expression = _compiled(text)
    if expression is None or not fields_of(text) <= set(feature.properties):
        return None
    context = QgsExpressionContext()
    context.setFeature(_row(feature))
    value = QgsExpression(expression).evaluate(context)
    return bool(value) if isinstance(value, bool | int) else None


@lru_cache(500)
def _compiled(text: str) -> QgsExpression | None:
    return None if refusal(text) else QgsExpression(text)


def _row(feature: Feature) -> QgsFeature:
    fields = QgsFields()
    for name, value in feature.properties.items():
        fields.append(QgsField(name, _KINDS.get(type(value), QMetaType.Type.QString)))
    row = QgsFeature(fields)
    row.setAttributes([_plain(value) for value in feature.properties.values()])
    if feature.geometry is not None:
        row.setGeometry(to_qgs(feature.geometry))
    return row


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
