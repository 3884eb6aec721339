"""The rules that hold for a service: those that it tells, or, of one without the server half, what its schema says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.contribution import Change
from ..domain.errors import InvalidContent
from ..domain.rules.batches import batch_of
from ..domain.rules.model import COMMENT
from ..domain.validation import Around, Code, Finding, LayerRules, Rule, RuleBook, Severity, findings
from ..formats.rules import DEFAULT, book_of, made_id
from ..services.wfs.model import Schema
from .connection import Connection
from .ports import CheckedOut
from .progress import Progress, silent

_TYPES = {
    "Point": ("Point", "MultiPoint"),
    "LineString": ("LineString", "MultiLineString"),
    "Polygon": ("Polygon", "MultiPolygon"),
}


@dataclass(frozen=True)
class Checked:
    """One change, and what the rules say about it."""

    change: Change
    findings: tuple[Finding, ...]


def book_for(connection: Connection | None, layers: Iterable[CheckedOut], kept: RuleBook | None = None) -> RuleBook:
    """The rules for checked-out layers. Hostile rules of a service are those of none.

    `kept` are those that the working copy keeps, for when the service is not asked or tells a guest none.
    """
    told = kept or RuleBook()
    if connection is not None and connection.who is not None and connection.who.rules:
        try:
            told = book_of(list(connection.who.rules))
        except InvalidContent:
            told = RuleBook()
    made = {one.form.name: of_schema(one.schema, one.form.crs, one.geographic, one.form.key) for one in layers}
    return RuleBook({**made, **told.layers})


def of_schema(schema: Schema, crs: str = "", geographic: bool = False, key: str = "") -> LayerRules:
    """What DescribeFeatureType says: which fields must be filled, what kind of shape there is."""
    fields = [field for field in schema.fields if field.name != key]
    rules = [_rule(Code.MANDATORY, field.name) for field in fields if not field.nillable]
    texts = (*(field.name for field in fields if field.type == "text"), COMMENT)
    rules += [_rule(code, *texts) for code in (Code.PII_TEXT, Code.RUDE_TEXT)]
    rules += [_rule(Code.NONSENSE, COMMENT), _rule(Code.EMPTIED), _rule(Code.MASS_EDIT)]
    if schema.geometry_type:
        kind = schema.geometry_type.removeprefix("Multi")
        params = {"types": list(_TYPES[kind])} if kind in _TYPES else {}
        rules.append(Rule("geom_invalid", Code.GEOM_INVALID, Severity.ERROR, (), params))
        rules += [_rule(Code.CRS_SUSPECT), _rule(Code.TOO_FAR_MOVED)]
    return LayerRules(schema.layer, tuple(rules), crs=crs, geographic=geographic)


def check(
    changes: Sequence[Change], book: RuleBook, around: Around | None, comment: str = "", progress: Progress = silent
) -> list[Checked]:
    """What the rules say about changes that would be sent together; raises Cancelled."""
    batch, checked = batch_of(changes), []
    for number, change in enumerate(changes):
        progress(number / len(changes), "check")
        checked.append(Checked(change, findings(change, book, around, comment=comment, batch=batch)))
    return checked


def _rule(code: Code, *fields: str) -> Rule:
    name = made_id(code, fields) if code is Code.MANDATORY else code.lower()
    return Rule(name, code, DEFAULT.get(code, Severity.WARNING), fields)
