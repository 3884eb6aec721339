"""A filter of the Transaction's grammar as a QGIS expression over one layer.

Every part of it is made here: columns and values are quoted, literals have the type of their column, and a
name that is no visible column of the layer's own table is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qgis.core import Qgis, QgsExpression, QgsField, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import QMetaType

from ...adapters.geometry import northing_first, srs_of
from ...domain.errors import InvalidContent
from ...services.wfs.filters import (
    BBox,
    Between,
    Combined,
    Compare,
    Comparison,
    FeatureIds,
    Filter,
    IsNull,
    Like,
    Logic,
    Not,
    Spatial,
    SpatialTest,
)
from . import geometries
from .municipal import Municipal
from .values import literal

_OPERATORS = {
    Comparison.EQUAL: "=",
    Comparison.NOT_EQUAL: "<>",
    Comparison.LESS: "<",
    Comparison.GREATER: ">",
    Comparison.LESS_OR_EQUAL: "<=",
    Comparison.GREATER_OR_EQUAL: ">=",
}
_SPATIAL = {
    Spatial.INTERSECTS: "intersects(@geometry, {0})",
    Spatial.WITHIN: "within(@geometry, {0})",
    Spatial.CONTAINS: "contains(@geometry, {0})",
    Spatial.DISJOINT: "disjoint(@geometry, {0})",
    Spatial.TOUCHES: "touches(@geometry, {0})",
    Spatial.CROSSES: "crosses(@geometry, {0})",
    Spatial.OVERLAPS: "overlaps(@geometry, {0})",
    Spatial.EQUALS: "relate(@geometry, {0}, 'T*F**FFF*')",
}
_ALL_DIGITS = 17


def expression(filter_: Filter, layer: Municipal) -> str:
    """The expression for `filter_`. Raises InvalidContent naming what is not possible on this layer."""
    match filter_:
        case FeatureIds(ids):
            return _by_ids(ids, layer)
        case Compare():
            return _compare(filter_, layer)
        case Like():
            return _like(filter_, layer)
        case IsNull(name):
            return f"{_column(layer.field(name))} IS NULL"
        case Between(name, lower, upper):
            field = layer.field(name)
            column = _column(field)
            return f"{column} >= {literal(field, lower)} AND {column} <= {literal(field, upper)}"
        case BBox():
            return _SPATIAL[Spatial.INTERSECTS].format(_box(filter_, layer))
        case SpatialTest(operator, name, element):
            _check_geometry_name(name, layer)
            return _SPATIAL[operator].format(_geometry(geometries.read(element, None, layer.layer)))
        case Combined(logic, parts):
            return _joined([expression(part, layer) for part in parts], "AND" if logic is Logic.AND else "OR")
        case Not(part):
            return f"NOT ({expression(part, layer)})"
    raise InvalidContent("A filter holds something that is not known here.")


def _joined(parts: list[str], word: str) -> str:
    """The parts as a balanced tree: one long row of OR is as deep as it is long, and OGR then finds nothing."""
    if len(parts) < 2:
        return "".join(parts)
    half = len(parts) // 2
    return f"({_joined(parts[:half], word)}) {word} ({_joined(parts[half:], word)})"


def _by_ids(ids: Sequence[str], layer: Municipal) -> str:
    fields = layer.key_fields()
    keys = [_key(fid, len(fields), layer) for fid in ids]
    if not keys:
        return "false"
    if len(fields) == 1:
        return f"{_column(fields[0])} IN ({', '.join(literal(fields[0], part) for (part,) in keys)})"
    return _joined([_all_equal(fields, parts) for parts in keys], "OR")


def _key(fid: str, count: int, layer: Municipal) -> list[str]:
    """The values of the key that a feature id is made of."""
    key = fid.removeprefix(f"{layer.name}.")
    parts = key.split("@@") if count > 1 else [key]
    if key == fid or not key or len(parts) != count:
        raise InvalidContent(f"The feature id {fid[:80]!r} is none of the layer {layer.name}.")
    return parts


def _all_equal(fields: Sequence[QgsField], parts: Sequence[str]) -> str:
    pairs = zip(fields, parts, strict=True)
    return " AND ".join(f"{_column(field)} = {literal(field, part)}" for field, part in pairs)


def _compare(filter_: Compare, layer: Municipal) -> str:
    field = layer.field(filter_.property)
    column, value = _column(field), literal(field, filter_.literal)
    if not filter_.match_case and field.type() == QMetaType.Type.QString:
        column, value = f"lower({column})", f"lower({value})"
    return f"{column} {_OPERATORS[filter_.operator]} {value}"


def _like(filter_: Like, layer: Municipal) -> str:
    wild, single, escape = filter_.wild_card, filter_.single_char, filter_.escape_char
    if not (len(wild) == len(single) == len(escape) == 1 and len({wild, single, escape}) == 3):
        raise InvalidContent("PropertyIsLike needs three different characters: wildCard, singleChar, escapeChar.")
    # Not LIKE: SQLite's ignores case, QGIS's does not, and each escapes in its own way.
    pattern, escaped = [], False
    for sign in filter_.pattern:
        if escaped or sign not in (wild, single, escape):
            pattern.append(re.escape(sign))
            escaped = False
        elif sign == escape:
            escaped = True
        else:
            pattern.append(".*?" if sign == wild else ".")
    text = QgsExpression.quotedValue(rf"(?s)\A{''.join(pattern)}\z")
    return f"regexp_match(to_string({_column(layer.field(filter_.property))}), {text}) > 0"


def _box(filter_: BBox, layer: Municipal) -> str:
    _check_geometry_name(filter_.property, layer)
    corners = [*filter_.lower, *filter_.upper]
    geometry = QgsGeometry.fromRect(QgsRectangle(*corners))
    if filter_.srs_name:
        authid, authority_order = srs_of(filter_.srs_name)
        if authority_order and northing_first(layer.crs_of(authid)):
            geometry = QgsGeometry.fromRect(QgsRectangle(corners[1], corners[0], corners[3], corners[2]))
        geometry = geometries.transformed(geometry, authid, layer.layer.crs())
    return _geometry(geometries.near(geometry))


def _check_geometry_name(name: str | None, layer: Municipal) -> None:
    if layer.layer.geometryType() == Qgis.GeometryType.Null:
        raise InvalidContent(f"The layer {layer.name} has no geometry to filter by.")
    if name and name not in layer.geometry_names():
        raise InvalidContent(f"The layer {layer.name} has no geometry called {name[:60]!r}.")


def _column(field: QgsField) -> str:
    return str(QgsExpression.quotedColumnRef(field.name()))


def _geometry(geometry: QgsGeometry) -> str:
    return f"geom_from_wkt({QgsExpression.quotedValue(geometry.asWkt(_ALL_DIGITS))})"
