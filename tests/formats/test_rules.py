"""The rule file of a layer: as the demo has it, as it is kept, and refused with line and reason where it is wrong."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.domain.validation import Code, LayerRules, Rule, RuleBook, Severity
from plugin.formats import rules
from plugin.formats.rule_parameters import NEEDED, PARAMETERS

ROOT = Path(__file__).resolve().parents[2]
DEMO = sorted((ROOT / "demo" / "municipality" / "rules").glob("*.json"))
SCHEMA = json.loads((ROOT / "resources" / "schemas" / "rules.schema.json").read_text("utf-8"))
BENCHES = """{
  "layer": "sitzbank",
  "kind": "bank",
  "words": ["Bank"],
  "rules": [
    {"code": "DOMAIN", "field": "zustand", "values": ["gut", "defekt"]},
    {"code": "RANGE", "id": "hoch", "fields": ["hoehe"],
     "min": 1, "max": 2,
     "severity": "warning"}
  ]
}"""


def test_a_file_is_read_with_its_defaults() -> None:
    assert rules.read(BENCHES) == LayerRules(
        "sitzbank",
        (
            Rule("domain:zustand", Code.DOMAIN, Severity.ERROR, ("zustand",), {"values": ["gut", "defekt"]}),
            Rule("hoch", Code.RANGE, Severity.WARNING, ("hoehe",), {"min": 1, "max": 2}),
        ),
        "bank",
        ("Bank",),
    )


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_demo_has_a_file_for_each_open_layer(path: Path) -> None:
    found = rules.read(path.read_text("utf-8"), path.name)
    assert found.layer == path.stem and found.kind and found.words


def test_a_book_is_kept_as_text_and_read_again() -> None:
    layers = [rules.read(path.read_text("utf-8")) for path in DEMO]
    book = RuleBook({one.layer: one for one in layers})
    assert rules.book_of(json.loads(rules.book_text(book))) == book


@pytest.mark.parametrize(
    ("part", "instead", "line", "reason"),
    [
        ('"min": 1', '"min": "eins"', 7, "min must be a number"),
        ('"min": 1', '"min": true', 7, "min must be a number"),
        ('"DOMAIN"', '"DOMAENE"', 6, "'DOMAENE' is no code"),
        ('"values": ["gut", "defekt"]', '"value": ["gut"]', 6, "an entry 'value'"),
        ('"values": ["gut", "defekt"]', '"values": []', 6, "values must be a list"),
        (', "values": ["gut", "defekt"]', "", 6, "values is missing"),
        ('"field": "zustand", ', "", 6, "names no field"),
        ('"severity": "warning"', '"severity": "schlimm"', 7, "severity must be one of error, warning, hint, off"),
        ('"severity": "warning"', '"severity": ["error"]', 7, "severity must be one of"),
        ('"id": "hoch"', '"id": "domain:zustand"', 7, "id domain:zustand is there already"),
        ('"id": "hoch"', '"id": "hoch und breit"', 7, "is not made of letters"),
        ('"layer": "sitzbank"', '"layer": ""', 1, "layer must be a text"),
        ('"kind": "bank"', '"art": "bank"', 1, "an entry 'art'"),
        ('"kind": "bank"', '"area": "12345678"', 1, "is no Regionalschlüssel"),
        ('"min": 1', '"code": "RANGE"', 7, "names something twice"),
        ('["Bank"]', '["Bank"', 5, "is not JSON"),
        ('"field": "zustand"', '"field": "zustand", "fields": ["x"]', 6, "not both"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_reason(part: str, instead: str, line: int, reason: str) -> None:
    assert part in BENCHES
    with pytest.raises(InvalidContent) as refused:
        rules.read(BENCHES.replace(part, instead, 1), "sitzbank.json")
    assert f"line {line}" in refused.value.text and reason in refused.value.text, refused.value.text
    assert "sitzbank.json" in refused.value.text


@pytest.mark.parametrize(
    ("code", "stated", "reason"),
    [
        (Code.CRS_SUSPECT, {"bounds": [1, 2, 3]}, "four numbers"),
        (Code.CRS_SUSPECT, {"bounds": [5, 2, 3, 4]}, "greater than the greatest"),
        (Code.PII_TEXT, {"kinds": ["email", "schuhgroesse"]}, "schuhgroesse"),
        (Code.EXPRESSION, {"expression": "true", "text": {"fr": "Non"}}, "must give the words"),
        (Code.EXPRESSION, {"expression": "x" * 3000, "text": {"de": "Nein"}}, "at most 2000"),
        (Code.EXPRESSION, {"expression": "true"}, "text is missing"),
        (Code.MASS_EDIT, {"deleted": -1}, "whole number"),
        (Code.EMPTIED, {"share": 2}, "between 0 and 1"),
        (Code.DUP_CANDIDATE, {"metres": 0}, "greater than 0"),
        (Code.RANGE, {"fields": ["a"], "measure": "gewicht"}, "gewicht"),
        (Code.GEOM_INVALID, {"types": ["Kreis"]}, "Kreis"),
        (Code.RUDE_TEXT, {"words": "böse"}, "list of texts"),
        (Code.RANGE, {"fields": ["a"], "max": 2e15}, "must be a number"),
    ],
)
def test_what_a_rule_states_must_make_sense(code: Code, stated: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidContent, match=reason):
        rules.read(json.dumps({"layer": "a", "rules": [{"code": str(code), **stated}]}))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**400])
def test_a_limit_that_is_no_number_is_none_of_a_book_that_was_kept(number: float) -> None:
    rule = {"code": "RANGE", "field": "hoehe", "max": number}
    with pytest.raises(InvalidContent, match="must be a number"):
        rules.book_of([{"layer": "baum", "rules": [rule]}])


NO_FILES = [
    "", "[]", "null", '"x"', '{"layer": "a", "rules": [5]}', '{"layer": "a", "rules": {}}', "[" * 100_000,
    '{"layer":"a","rules":' + "[" * 100_000, "x" * 1_000_001,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_FILES, ids=range(len(NO_FILES)))
def test_what_is_no_rule_file_at_all_is_refused(text: str) -> None:
    with pytest.raises(InvalidContent):
        rules.read(text)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda v: (
        st.lists(v, max_size=3) | st.dictionaries(st.sampled_from(["layer", "rules", "code", "fields", "min"]), v)
    ),
    max_leaves=8,
)
RULE = st.fixed_dictionaries(
    {"code": st.sampled_from([*map(str, Code), "x"]), "fields": st.just(["hoehe"]) | ANYTHING},
    optional={"min": st.floats() | ANYTHING, "severity": st.sampled_from([*Severity, rules.OFF, "x"]), "id": st.text()},
)
STATED = ANYTHING | st.lists(
    st.fixed_dictionaries({"layer": st.just("baum") | ANYTHING, "rules": st.lists(RULE, max_size=2) | ANYTHING}),
    max_size=2,
)


@given(STATED)
@example([{"layer": "baum", "rules": [{"code": "RANGE", "fields": ["hoehe"], "min": 2}]}])
@example([{"layer": "baum", "rules": [{"code": "RANGE", "fields": ["hoehe"], "severity": "off"}]}])
def test_a_hostile_book_is_refused_or_read_and_then_kept_as_it_was_read(stated: Any) -> None:
    try:
        book = rules.book_of(stated)
    except InvalidContent:
        return
    assert rules.book_of(json.loads(rules.book_text(book))) == book


def test_what_is_stated_takes_the_place_of_what_was_derived() -> None:
    derived = LayerRules("a", (_rule("x", 1), _rule("y", 2), _rule("z", 3)), crs="EPSG:25833")
    stated = rules.read(json.dumps({"layer": "a", "kind": "ding", "rules": [
        {"code": "RANGE", "id": "y", "field": "f", "max": 20},
        {"code": "RANGE", "id": "z", "field": "f", "severity": "off"},
        {"code": "RANGE", "id": "neu", "field": "f", "max": 40},
    ]}))  # fmt: skip
    merged = rules.merged(derived, stated)
    assert [(one.id, one.params["max"]) for one in merged.rules] == [("x", 1), ("y", 20), ("neu", 40)]
    assert (merged.kind, merged.crs) == ("ding", "EPSG:25833")
    assert rules.merged(derived, None) == derived


def _rule(name: str, high: float) -> Rule:
    return Rule(name, Code.RANGE, Severity.ERROR, ("f",), {"max": high})


def test_the_published_schema_knows_every_code_and_all_its_parameters() -> None:
    stated = {one["properties"]["code"]["const"]: one for one in SCHEMA["properties"]["rules"]["items"]["oneOf"]}
    assert set(stated) == set(Code)
    common = {"code", "id", "severity", "field", "fields"}
    for code in Code:
        assert set(stated[code]["properties"]) - common == set(PARAMETERS.get(code, {})), code
        assert set(stated[code]["required"]) == {"code", *NEEDED.get(code, ())}, code
    assert SCHEMA["$defs"]["severity"]["enum"] == [*Severity, rules.OFF]
