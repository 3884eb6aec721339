"""What a layer asks of each of its fields, looked up once: asking QGIS for every row takes longer than writing it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from qgis.core import QgsExpression, QgsFieldConstraints, QgsVectorLayer

_KIND = QgsFieldConstraints.Constraint
_HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
_BY_DATABASE = QgsFieldConstraints.ConstraintOrigin.ConstraintOriginProvider
_OWN_GROUPS = frozenset(
    {
        *("Arrays", "Conditionals", "Conversions", "Date and Time", "Fuzzy Matching", "GeometryGroup"),
        *("Maps", "Math", "String"),
    }
)
_OWN = frozenset({"$id", "$currentfeature", "attribute", "feature_id", "uuid", "var", "with_variable"})


@dataclass(frozen=True)
class Column:
    """One field. `computed`: joined or virtual; `fixed`: the form lets nobody edit it; `default`, `on_update`: the
    project has one, applied to changed rows too; `clause`: the database's default; `guarded`: the database itself
    sees to it that it is unique; `rule`: a hard constraint, `meaning` what it is called, and
    `looks_at` the fields in it; `alone`: it depends on nothing but its row."""

    index: int
    name: str
    computed: bool
    key: bool
    fixed: bool
    default: bool
    on_update: bool
    clause: str
    required: bool
    unique: bool
    guarded: bool
    rule: str
    meaning: str
    looks_at: frozenset[str] = frozenset()
    alone: bool = True


def columns_of(layer: QgsVectorLayer, computed: Collection[str]) -> tuple[Column, ...]:
    """All fields of `layer` in their order; `computed` are the names of those that no table holds."""
    return tuple(_column(layer, index, computed) for index in range(layer.fields().count()))


def looks_around(layer: QgsVectorLayer) -> bool:
    """Whether a default or constraint may depend on other rows, so that rows must be written one by one."""
    indices = range(layer.fields().count())
    texts = [layer.defaultValueDefinition(index).expression() for index in indices]
    texts += [layer.fields().at(index).constraints().constraintExpression() for index in indices]
    return any(not _is_own(name) for text in texts if text for name in QgsExpression(text).referencedFunctions())


def _column(layer: QgsVectorLayer, index: int, computed: Collection[str]) -> Column:
    field, default = layer.fields().at(index), layer.defaultValueDefinition(index)
    constraints = field.constraints()

    def hard(kind: QgsFieldConstraints.Constraint) -> bool:
        return bool(constraints.constraints() & kind) and constraints.constraintStrength(kind) == _HARD

    rule = constraints.constraintExpression() if hard(_KIND.ConstraintExpression) else ""
    return Column(
        index=index,
        name=field.name(),
        computed=field.name() in computed,
        key=index in layer.primaryKeyAttributes(),
        fixed=bool(layer.editFormConfig().readOnly(index)),
        default=default.isValid(),
        on_update=default.isValid() and default.applyOnUpdate(),
        clause=layer.dataProvider().defaultValueClause(index),
        required=hard(_KIND.ConstraintNotNull),
        unique=hard(_KIND.ConstraintUnique),
        guarded=constraints.constraintOrigin(_KIND.ConstraintUnique) == _BY_DATABASE,
        rule=rule,
        meaning=constraints.constraintDescription() or rule,
        looks_at=frozenset(QgsExpression(rule).referencedColumns()) if rule else frozenset(),
        alone=not rule or all(map(_is_own, QgsExpression(rule).referencedFunctions())),
    )


def _is_own(name: str) -> bool:
    """Whether a function of QGIS knows of nothing but the row it is evaluated for."""
    if name in _OWN:
        return True
    index = QgsExpression.functionIndex(name)
    groups = QgsExpression.Functions()[index].groups() if index >= 0 else []
    return bool(groups) and _OWN_GROUPS.issuperset(groups) and not name.startswith("overlay_")
