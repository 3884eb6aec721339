"""The rule file of one layer, as JSON (resources/schemas/rules.schema.json; docs/quality.md).

    {"layer": "sitzbank", "kind": "bank", "words": ["Bank", "Sitzbank"],
     "rules": [
       {"code": "DOMAIN", "fields": ["zustand"], "values": ["gut", "maengel", "defekt"]},
       {"code": "RANGE", "id": "breite", "fields": ["breite_cm"], "min": 30, "max": 400, "severity": "warning"},
       {"code": "DUP_CANDIDATE", "metres": 5},
       {"code": "ON_BOUNDARY", "severity": "off"}]}

What is stated takes the place of what was derived from the project where both have one id. An id that is left out is
made of code and fields, so a rule without one replaces its derived likeness. `"severity": "off"` takes a rule away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..domain.errors import InvalidContent
from ..domain.jurisdiction import is_ars
from ..domain.validation import Code, LayerRules, Rule, RuleBook, Severity
from .lines import Place
from .rule_parameters import NEEDED, PARAMETERS, WITH_FIELDS, text, texts
from .stated import document as json_of

OFF = "off"
LONGEST = 1_000_000
"""Characters of a rule file."""
MOST_RULES = 200
_WORDS = {"$schema", "layer", "kind", "words", "area", "crs", "geographic", "rules"}
_COMMON = {"id", "code", "severity", "fields", "field"}
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


class Off(Rule):
    """A rule that is taken away."""


def read(content: str, what: str = "The rule file") -> LayerRules:
    """The rules in a file. Raises InvalidContent with the line and the reason."""
    if len(content) > LONGEST:
        raise InvalidContent(f"{what} has more than {LONGEST} characters.")
    content = content.removeprefix("\ufeff")
    return _layer_of(json_of(content, what), Place(what, content))


def layer_of(stated: Any, what: str) -> LayerRules:
    """As `read`, for what was decoded already: no line is known then."""
    return _layer_of(stated, Place(what))


def _layer_of(stated: Any, where: Place) -> LayerRules:
    _known(stated, _WORDS, where)
    layer = text(stated.get("layer"), where.named(": layer"))
    area = stated.get("area", "")
    if area != "" and not (isinstance(area, str) and is_ars(area)):
        raise InvalidContent(f"{where}: area is {area!r}, which is no Regionalschlüssel of 2, 3, 5, 9 or 12 digits.")
    rules = stated.get("rules", [])
    if not isinstance(rules, list) or len(rules) > MOST_RULES:
        raise InvalidContent(f"{where}: rules must be a list of at most {MOST_RULES} rules.")
    read_ones = [_rule(one, where.at("rules", number)) for number, one in enumerate(rules)]
    _check_once(read_ones, where)
    return LayerRules(
        layer,
        tuple(read_ones),
        _optional(stated, "kind", where),
        texts(stated.get("words", []), where.named(": words")),
        area,
        _optional(stated, "crs", where),
        stated.get("geographic") is True,
    )


def merged(derived: LayerRules, stated: LayerRules | None) -> LayerRules:
    """What was derived, with what is stated in its place, and what is new behind it."""
    own = {rule.id: rule for rule in (stated.rules if stated else ())}
    kept = [own.pop(rule.id, rule) for rule in derived.rules]
    rules = tuple(rule for rule in [*kept, *own.values()] if not isinstance(rule, Off))
    if stated is None:
        return derived
    return LayerRules(
        derived.layer,
        rules,
        stated.kind or derived.kind,
        stated.words or derived.words,
        stated.area or derived.area,
        derived.crs or stated.crs,
        derived.geographic or stated.geographic,
    )


def document(rules: LayerRules) -> dict[str, Any]:
    """The rules as they stand in a file; what is left out means the same."""
    stated: dict[str, Any] = {"layer": rules.layer}
    optional = {"kind": rules.kind, "words": list(rules.words), "area": rules.area, "crs": rules.crs}
    stated |= {name: value for name, value in optional.items() if value}
    if rules.geographic:
        stated["geographic"] = True
    stated["rules"] = [_rule_document(rule) for rule in rules.rules]
    return stated


def book_text(book: RuleBook) -> str:
    """All rules of a municipality as one text: how they are kept beside the queue, and sent to clients."""
    return json.dumps([document(rules) for rules in book.layers.values()], ensure_ascii=False, sort_keys=True)


def book_of(stated: Any, what: str = "The rules of the service") -> RuleBook:
    """The book in what `book_text` wrote, decoded; from a service it is hostile. Raises InvalidContent."""
    if not isinstance(stated, list) or len(stated) > 500:
        raise InvalidContent(f"{what} are no list of layers.")
    layers = [layer_of(one, what) for one in stated]
    return RuleBook({rules.layer: rules for rules in layers})


def _rule_document(rule: Rule) -> dict[str, Any]:
    severity = OFF if isinstance(rule, Off) else str(rule.severity)
    stated: dict[str, Any] = {"id": rule.id, "code": str(rule.code), "severity": severity}
    return stated | ({"fields": list(rule.fields)} if rule.fields else {}) | dict(rule.params)


def _rule(stated: Any, where: Place) -> Rule:
    if not isinstance(stated, dict):
        raise InvalidContent(f"{where}: a rule must be a JSON object, not {str(stated)[:40]!r}.")
    word = stated.get("code")
    if not isinstance(word, str) or word not in set(Code):
        raise InvalidContent(f"{where}: {str(word)[:40]!r} is no code of a rule; known are {', '.join(sorted(Code))}.")
    code = Code(word)
    where = where.named(f" ({code})")
    parameters = PARAMETERS.get(code, {})
    _known(stated, _COMMON | set(parameters), where)
    fields = _fields(stated, where)
    if code in WITH_FIELDS and not fields and not (code is Code.RANGE and "measure" in stated):
        raise InvalidContent(f"{where}: the rule names no field.")
    for name in NEEDED.get(code, ()):
        if name not in stated and stated.get("severity") != OFF:
            raise InvalidContent(f"{where}: {name} is missing.")
    params = {name: parameters[name](stated[name], where.named(f": {name}")) for name in parameters if name in stated}
    name = stated.get("id", made_id(code, fields, stated.get("measure", "")))
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise InvalidContent(f"{where}: the id {str(name)[:60]!r} is not made of letters, digits and the signs _ . : -")
    severity = stated.get("severity", str(DEFAULT.get(code, Severity.WARNING)))
    if severity == OFF:
        return Off(name, code, Severity.HINT, fields, params)
    if not isinstance(severity, str) or severity not in set(Severity):
        raise InvalidContent(f"{where}: severity must be one of {', '.join([*Severity, OFF])}.")
    return Rule(name, code, Severity(severity), fields, params)


def made_id(code: Code, fields: Iterable[str] = (), more: str = "") -> str:
    """The id of a rule that states none; what an id cannot hold is left out."""
    parts = [code.lower(), *fields, *([more] if more else [])]
    return re.sub(r"[^A-Za-z0-9_.:-]", "", ":".join(parts))[:100]


DEFAULT: Mapping[Code, Severity] = {
    **dict.fromkeys((Code.GEOM_INVALID, Code.OUT_OF_AREA, Code.DOMAIN, Code.RANGE, Code.UNIQUE), Severity.ERROR),
    **dict.fromkeys((Code.MANDATORY, Code.REF_BROKEN, Code.CRS_SUSPECT, Code.EXPRESSION), Severity.ERROR),
    **dict.fromkeys((Code.ON_BOUNDARY, Code.PRECISION, Code.DANGLE, Code.GAP), Severity.HINT),
}
"""Severity of a rule that states none; a warning for all others."""


def _fields(stated: Mapping[str, Any], where: Place) -> tuple[str, ...]:
    if "field" in stated and "fields" in stated:
        raise InvalidContent(f"{where}: a rule names field or fields, not both.")
    one = stated.get("field")
    if one is not None:
        return (text(one, where.named(": field")),)
    return texts(stated.get("fields", []), where.named(": fields"))


def _optional(stated: Mapping[str, Any], name: str, where: Place) -> str:
    return text(stated[name], where.named(f": {name}")) if stated.get(name) not in (None, "") else ""


def _known(stated: Any, words: set[str], where: Place) -> None:
    if not isinstance(stated, dict):
        raise InvalidContent(f"{where} must be a JSON object.")
    for word in stated:
        if word not in words:
            raise InvalidContent(f"{where}: there is an entry {word[:40]!r}; known are {', '.join(sorted(words))}.")


def _check_once(rules: list[Rule], where: Place) -> None:
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        if rule.id in seen:
            raise InvalidContent(f"{where.at('rules', number)}: a rule with the id {rule.id} is there already.")
        seen.add(rule.id)
