"""What values must be: DOMAIN, RANGE, MANDATORY, UNIQUE, REF_BROKEN, EXPRESSION, and EMPTIED."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..contribution import Operation
from .finding import Finding, Scalar
from .measures import measure
from .model import Case, Rule

_NOTHING = frozenset({"", "-", "--", "?", ".", "–", "/"})
"""What people type where a form insists."""


def domain(rule: Rule, case: Case) -> Iterator[Finding]:
    """The value is one of `values`; none at all is the business of MANDATORY."""
    allowed = {plain(value) for value in rule.params.get("values", ())}
    for name, value in _given(rule, case):
        if plain(value) not in allowed:
            yield case.finding(rule, name, value=plain(value))


def limits(rule: Rule, case: Case) -> Iterator[Finding]:
    """A number, or a measure of the geometry, lies between `min` and `max` (either may be missing)."""
    low, high = rule.params.get("min"), rule.params.get("max")
    told: dict[str, Scalar] = {"min": low, "max": high}
    if (what := rule.params.get("measure")) is not None:
        if case.reshaped and not _between(size := measure(str(what), case.feature.geometry), low, high):
            yield case.finding(rule, value=round(size, 3), measure=str(what), **told)
        return
    for name, value in _given(rule, case):
        number = _number(value)
        if number is None or not _between(number, low, high):
            yield case.finding(rule, name, value=plain(value), **told)


def mandatory(rule: Rule, case: Case) -> Iterator[Finding]:
    """The field has a value; of an update, it is not taken away."""
    if case.change.operation is Operation.DELETE:
        return
    for name in rule.fields:
        asked = name in case.values or case.is_new
        if asked and is_empty(case.values.get(name)):
            yield case.finding(rule, name)


def unique(rule: Rule, case: Case) -> Iterator[Finding]:
    """No other feature has this value."""
    for name, value in _given(rule, case):
        if case.around.taken(case.feature.layer, name, value, case.change.key):
            yield case.finding(rule, name, value=plain(value))


def reference(rule: Rule, case: Case) -> Iterator[Finding]:
    """The value is that of the field `target` of some feature of the layer `layer`."""
    layer, target = str(rule.params.get("layer", "")), str(rule.params.get("target", ""))
    for name, value in _given(rule, case):
        if case.around.exists(layer, target, value) is False:
            yield case.finding(rule, name, value=plain(value), layer=layer)


def expression(rule: Rule, case: Case) -> Iterator[Finding]:
    """A QGIS expression holds for the feature as it is proposed, where one of the rule's fields or its shape is new."""
    proposed, names = case.change.proposed, set(rule.fields)
    if proposed is None or not (case.is_new or not names or names & set(case.values)):
        return
    if case.around.holds(str(rule.params.get("expression", "")), proposed) is False:
        texts: dict[str, Scalar] = {
            f"text_{language}": str(text) for language, text in rule.params.get("text", {}).items()
        }
        yield case.finding(rule, rule.fields[0] if rule.fields else "", **texts)


def emptied(rule: Rule, case: Case) -> Iterator[Finding]:
    """An update that takes away at least `least` values and at least `share` of what was there."""
    base = case.change.base
    if base is None or case.change.proposed is None:
        return
    filled = [name for name, value in base.properties.items() if not is_empty(value)]
    lost = [name for name in filled if name in case.values and is_empty(case.values[name])]
    if len(lost) >= rule.number("least", 3) and len(lost) >= rule.number("share", 0.4) * len(filled):
        yield case.finding(rule, count=len(lost), fields=", ".join(lost))


def plain(value: Any) -> str:
    """A value as text, equal for 3, 3.0 and "3"."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in _NOTHING)


def _given(rule: Rule, case: Case) -> Iterator[tuple[str, Any]]:
    """The new values of the rule's fields."""
    for name in rule.fields:
        value = case.values.get(name)
        if value is not None and value != "":
            yield name, value


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _between(number: float, low: Any, high: Any) -> bool:
    """False for what is no number, too."""
    return (low is None or number >= float(low)) and (high is None or number <= float(high)) and number == number
