"""What a form of QGIS is to let people enter: out of the service's schema and the municipality's rules.

Only what the municipality refuses (errors) shapes a form; warnings are told where changes are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ..domain.contribution import ROW_NUMBERS
from ..domain.validation import Code, LayerRules, Rule, Severity
from ..services.wfs.model import Field, Schema

MOST_CHOICES = 2_000
_LENGTH = re.compile(r'\s*length\s*\(\s*"(?P<name>[^"]+)"\s*\)\s*(?P<sign><=|<)\s*(?P<most>\d{1,6})\s*', re.IGNORECASE)


class Kind(StrEnum):
    """How a value is entered."""

    HIDDEN = "hidden"  # the service gives it itself
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    CHECK = "check"
    DATE = "date"
    MOMENT = "moment"
    TEXT = "text"
    OTHER = "other"  # a time, a structure: as QGIS would


@dataclass(frozen=True)
class Choice:
    value: Any
    label: str


@dataclass(frozen=True)
class FieldForm:
    """One field. `title` and labels are foreign text; `low` and `high` are None where there is no limit.

    `longest` is in characters, 0 for no limit. `expression` is one of a rule, with the `words` for it in German and
    English; whoever uses it sees to it that it may be evaluated.
    """

    name: str
    kind: Kind
    title: str = ""
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    required: bool = False
    unique: bool = False
    longest: int = 0
    expression: str = ""
    words: Mapping[str, str] | None = None

    @property
    def called(self) -> str:
        return self.title or self.name


def forms_of(
    schema: Schema, rules: LayerRules, titles: Mapping[str, str], key: str = "", computed: Sequence[str] = ()
) -> tuple[FieldForm, ...]:
    """The fields of a layer in its order. `computed` are further fields that the service writes itself."""
    hidden = {key, *computed}
    made = (_plain(field, titles.get(field.name, ""), field.name in hidden) for field in schema.fields)
    errors = [rule for rule in rules.rules if rule.severity is Severity.ERROR]
    return tuple(form if form.kind is Kind.HIDDEN else _ruled(form, errors) for form in made)


def shown(forms: Sequence[FieldForm]) -> list[FieldForm]:
    """Those that somebody fills in, the required ones first."""
    seen = [form for form in forms if form.kind is not Kind.HIDDEN]
    return sorted(seen, key=lambda form: not form.required)


_KINDS = {
    "integer": Kind.WHOLE,
    "number": Kind.NUMBER,
    "boolean": Kind.CHECK,
    "date": Kind.DATE,
    "datetime": Kind.MOMENT,
    "text": Kind.TEXT,
}


def _plain(field: Field, title: str, hidden: bool) -> FieldForm:
    numbered = field.type == "integer" and field.name.lower() in ROW_NUMBERS
    kind = Kind.HIDDEN if hidden or numbered else _KINDS.get(field.type, Kind.OTHER)
    return FieldForm(field.name, kind, title, required=not field.nillable and kind is not Kind.HIDDEN)


def _ruled(form: FieldForm, rules: Sequence[Rule]) -> FieldForm:
    for rule in rules:
        if form.name in rule.fields:
            form = _with(form, rule)
    return form


def _with(form: FieldForm, rule: Rule) -> FieldForm:
    match rule.code:
        case Code.DOMAIN if form.kind in (Kind.TEXT, Kind.WHOLE, Kind.NUMBER):
            return replace(form, kind=Kind.CHOICE, choices=tuple(_choices(rule)))
        case Code.RANGE if "measure" not in rule.params:
            return replace(form, low=_limit(rule, "min", form.low, max), high=_limit(rule, "max", form.high, min))
        case Code.MANDATORY:
            return replace(form, required=True)
        case Code.UNIQUE:
            return replace(form, unique=True)
        case Code.EXPRESSION if rule.fields[0] == form.name:
            return _limited(form, rule)
    return form


def _choices(rule: Rule) -> Iterator[Choice]:
    labels = rule.params.get("labels") or {}
    for value in list(rule.params.get("values", ()))[:MOST_CHOICES]:
        yield Choice(value, str(labels.get(str(value), value)))


def _limit(rule: Rule, name: str, known: float | None, narrower: Any) -> float | None:
    value = rule.params.get(name)
    if value is None:
        return known
    return float(value) if known is None else float(narrower(known, float(value)))


def _limited(form: FieldForm, rule: Rule) -> FieldForm:
    """The length of a text is a limit of its editor; anything else stays an expression, the first of several."""
    text = str(rule.params.get("expression", ""))
    found = _LENGTH.fullmatch(text)
    if found and found["name"] == form.name and form.kind is Kind.TEXT:
        return replace(form, longest=max(1, int(found["most"]) - (found["sign"] == "<")))
    return form if form.expression else replace(form, expression=text, words=dict(rule.params.get("text", {})))
