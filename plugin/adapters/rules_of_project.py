"""Rules out of what a QGIS project says of a layer already, so that a municipality starts without writing any.

Value maps, ranges and relations of the forms, constraints of the project and the database, the layer's place and what
its numbers usually are. A rule file (`formats/rules.py`) then states what is special.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsFieldConstraints,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..domain.candidates import kind_of
from ..domain.rules.model import COMMENT
from ..domain.rules.usual import usual
from ..domain.validation import Code, LayerRules, Rule, Severity
from ..formats.rules import DEFAULT, made_id
from . import own_expressions
from .areas import Areas
from .geometry import plain_value
from .prepared import computed_fields, type_name, visible_fields

_KIND = QgsFieldConstraints.Constraint
_NULL = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""What a value map of QGIS writes for no value."""
_BETWEEN = re.compile(
    r'\s*(?:"(?P<null>[^"]+)"\s+IS\s+NULL\s+OR\s+)?"(?P<name>[^"]+)"\s+BETWEEN\s+(?P<low>-?\d+(?:\.\d+)?)\s+AND\s+'
    r"(?P<high>-?\d+(?:\.\d+)?)\s*",
    re.IGNORECASE,
)
_MOST_ROWS = 20_000
_WORDS = 100
"""Characters of what people read instead of a value."""
_ADDRESS = re.compile(r"stra(?:ss|ß)|strname|adress|haus|plz|^ort|street|url|link|foto|bild|web", re.IGNORECASE)
"""Fields that hold what is no description: addresses of streets and of pages."""
_TYPES = {
    Qgis.GeometryType.Point: ("Point", "MultiPoint"),
    Qgis.GeometryType.Line: ("LineString", "MultiLineString"),
    Qgis.GeometryType.Polygon: ("Polygon", "MultiPolygon"),
}
_FAR = {Qgis.GeometryType.Point: 25.0, Qgis.GeometryType.Line: 100.0, Qgis.GeometryType.Polygon: 50.0}


def derived(
    project: QgsProject | None, layer: QgsVectorLayer, key_field: str = "", areas: Areas | None = None
) -> LayerRules:
    """The rules for a layer of a project; `areas` are its municipalities, where it names any.

    Without a project all fields are looked at, and relations to other layers are not known.
    """
    name = type_name(layer)
    computed = computed_fields(layer) | {key_field}
    names = visible_fields(project, layer) if project else [field.name() for field in layer.fields()]
    fields = [one for one in names if one not in computed]
    own = [at for at in map(layer.fields().indexOf, fields) if at not in layer.primaryKeyAttributes()]
    rules = [rule for at in own for rule in _of_field(project, layer, at)]
    rules += _usual(layer, own, {field for rule in rules if rule.code is Code.DOMAIN for field in rule.fields})
    rules += _of_texts(layer, own, rules)
    if layer.isSpatial():
        rules += _of_shape(project, layer, name, areas)
    rules += [_rule(Code.EMPTIED), _rule(Code.MASS_EDIT)]
    return LayerRules(name, tuple(rules), *_called(layer, name), "", layer.crs().authid(), layer.crs().isGeographic())


def _called(layer: QgsVectorLayer, name: str) -> tuple[str, tuple[str, ...]]:
    """The kind of what the layer holds, and what it is called: the first words of its name and its title."""
    firsts = [re.findall(r"[^\W\d_]{3,}", text)[:1] for text in (name, layer.serverProperties().title(), layer.name())]
    words = tuple(dict.fromkeys(word for found in firsts for word in found))
    return (words[0].lower() if words else name), words


def _rule(code: Code, *fields: str, severity: Severity | None = None, name: str = "", **params: Any) -> Rule:
    chosen = severity or DEFAULT.get(code, Severity.WARNING)
    return Rule(name or made_id(code, fields, str(params.get("measure", ""))), code, chosen, fields, params)


def _of_field(project: QgsProject | None, layer: QgsVectorLayer, at: int) -> Iterator[Rule]:
    field = layer.fields().at(at)
    yield from _of_widget(project, layer, at, field.name())
    constraints = field.constraints()
    stated = constraints.constraints()

    def severity(kind: QgsFieldConstraints.Constraint) -> Severity:
        hard = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
        return Severity.ERROR if constraints.constraintStrength(kind) == hard else Severity.WARNING

    given = layer.defaultValueDefinition(at).isValid() or layer.dataProvider().defaultValueClause(at)
    if stated & _KIND.ConstraintNotNull and not given:
        yield _rule(Code.MANDATORY, field.name(), severity=severity(_KIND.ConstraintNotNull))
    if stated & _KIND.ConstraintUnique:
        yield _rule(Code.UNIQUE, field.name(), severity=severity(_KIND.ConstraintUnique))
    if stated & _KIND.ConstraintExpression:
        text, words = constraints.constraintExpression(), constraints.constraintDescription()
        yield from _of_expression(field.name(), text, words, severity(_KIND.ConstraintExpression))


def _of_widget(project: QgsProject | None, layer: QgsVectorLayer, at: int, name: str) -> Iterator[Rule]:
    setup = layer.editorWidgetSetup(at)
    config: Mapping[str, Any] = setup.config()
    if setup.type() == "ValueMap" and (pairs := list(_map_pairs(config.get("map")))):
        words = {str(value)[:_WORDS]: label[:_WORDS] for label, value in pairs if label.strip() and label != str(value)}
        values = [value for _label, value in pairs]
        yield _rule(Code.DOMAIN, name, values=values, **({"labels": words} if words else {}))
    if setup.type() == "Range" and {"Min", "Max"} <= set(config) and config["Min"] < config["Max"]:
        yield _rule(Code.RANGE, name, min=config["Min"], max=config["Max"])
    if setup.type() == "ValueRelation" and not config.get("AllowMulti") and not config.get("FilterExpression"):
        other = project.mapLayer(str(config.get("Layer", ""))) if project else None
        if isinstance(other, QgsVectorLayer) and config.get("Key"):
            yield _rule(Code.REF_BROKEN, name, layer=type_name(other), target=str(config["Key"]))


def _map_pairs(stated: Any) -> Iterator[tuple[str, Any]]:
    """Words and values. A value map is a list of one-entry maps, or, from older projects, one map."""
    parts: Iterable[Any] = stated if isinstance(stated, list) else [stated or {}]
    for part in parts:
        yield from ((str(label), value) for label, value in dict(part).items() if value not in (None, _NULL))


def _of_expression(name: str, text: str, words: str, severity: Severity) -> Iterator[Rule]:
    """Limits are told as such; any other expression as it is, where rules may use it."""
    between = _BETWEEN.fullmatch(text)
    if between and between["name"] == name and between["null"] in (None, name):
        low, high = (float(between[part]) for part in ("low", "high"))
        yield _rule(Code.RANGE, name, severity=severity, min=_whole(low), max=_whole(high))
    elif not own_expressions.refusal(text):
        fields = sorted({name, *own_expressions.fields_of(text)})
        told = {"de": (words or text)[:500]}
        yield Rule(made_id(Code.EXPRESSION, (name,)), Code.EXPRESSION, severity, tuple(fields),
                   {"expression": text, "text": told})  # fmt: skip


def _usual(layer: QgsVectorLayer, indices: Sequence[int], coded: set[str]) -> Iterator[Rule]:
    """What the numbers of the layer are today, with room to spare: what lies beyond is worth a look."""
    fields = layer.fields()
    wanted = [at for at in indices if fields.at(at).isNumeric() and fields.at(at).name() not in coded]
    if not wanted:
        return
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setLimit(_MOST_ROWS)
    request.setSubsetOfAttributes(wanted)
    found: dict[int, list[float]] = {at: [] for at in wanted}
    for row in layer.getFeatures(request):
        for at in wanted:
            value = plain_value(row[at])
            if isinstance(value, int | float) and not isinstance(value, bool):
                found[at].append(float(value))
    for at, numbers in found.items():
        if (limits := usual(numbers)) is not None:
            name = fields.at(at).name()
            low, high = map(_whole, limits)
            yield _rule(Code.RANGE, name, severity=Severity.WARNING, name=f"usual:{name}", min=low, max=high)


def _of_texts(layer: QgsVectorLayer, indices: Sequence[int], rules: Sequence[Rule]) -> list[Rule]:
    """Rules for what people write freely: texts without a codelist, a number of its own or an expression."""
    codes = {Code.DOMAIN, Code.REF_BROKEN, Code.UNIQUE, Code.EXPRESSION}
    taken = {field for rule in rules if rule.code in codes for field in rule.fields}
    fields = [layer.fields().at(at) for at in indices]
    texts = [field.name() for field in fields if field.type() == QMetaType.Type.QString]
    free = [name for name in texts if name not in taken]
    described = [name for name in free if not _ADDRESS.search(name)]
    return [
        _texts(Code.PII_TEXT, free),
        _texts(Code.NONSENSE, free),
        _texts(Code.RUDE_TEXT, free),
        _texts(Code.LINK_TEXT, described),
        _texts(Code.WRONG_LAYER, described),
    ]


def _texts(code: Code, fields: Sequence[str]) -> Rule:
    return Rule(str(code).lower(), code, DEFAULT.get(code, Severity.WARNING), (*fields, COMMENT))


def _of_shape(project: QgsProject | None, layer: QgsVectorLayer, name: str, areas: Areas | None) -> Iterator[Rule]:
    kind = layer.geometryType()
    if kind in _TYPES:
        yield _rule(Code.GEOM_INVALID, types=list(_TYPES[kind]))
        yield _rule(Code.TOO_FAR_MOVED, metres=_FAR[kind])
    bounds = _bounds(project, layer, areas)
    yield _rule(Code.CRS_SUSPECT, **({"bounds": bounds} if bounds else {}))
    if kind == Qgis.GeometryType.Point:
        yield _rule(Code.PRECISION)
    if areas is not None:
        yield _rule(Code.OUT_OF_AREA)
        yield _rule(Code.ON_BOUNDARY)
    yield _rule(Code.DUP_CANDIDATE, metres=kind_of(name).radius)


def _bounds(project: QgsProject | None, layer: QgsVectorLayer, areas: Areas | None) -> list[float] | None:
    """Where features of the layer may lie, in its CRS: in the municipalities, else around those that are there."""
    box, crs = (areas.extent(), areas.crs) if areas is not None else (layer.extent(), layer.crs())
    if box.isNull() or not box.isFinite() or (areas is None and layer.featureCount() < 10):
        return None
    try:
        context = project.transformContext() if project else QgsCoordinateTransformContext()
        box = QgsCoordinateTransform(crs, layer.crs(), context).transformBoundingBox(box)
    except QgsCsException:
        return None
    if areas is None:
        grown = QgsRectangle(box)
        grown.grow(max(box.width(), box.height()) / 4)
        box = grown
    return [round(one, 6) for one in (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())]


def _whole(number: float) -> float | int:
    return int(number) if number.is_integer() else number
