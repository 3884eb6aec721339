"""Values of a bench: known to the codelist, within limits, given where they must be, and not all taken away."""

from __future__ import annotations

import pytest

from plugin.domain.validation import Code
from tests.domain.rules.bench_stories import Town, bench, changed, codes, gone, look, new, rule

DOMAIN = rule(Code.DOMAIN, "zustand", values=["gut", "maengel", "defekt"])
HEIGHT = rule(Code.RANGE, "hoehe_cm", min=20, max=80)
CONDITION = rule(Code.MANDATORY, "zustand")
EMPTIED = rule(Code.EMPTIED)


def test_a_code_that_the_list_does_not_know_is_named_with_its_field() -> None:
    (found,) = look(new(bench(zustand="kaputt")), DOMAIN)
    assert (found.code, found.field, found.values["value"], found.rule) == (Code.DOMAIN, "zustand", "kaputt", "domain")
    assert look(new(bench(zustand="maengel")), DOMAIN) == ()


def test_no_code_at_all_is_another_matter() -> None:
    assert look(new(bench(zustand=None)), DOMAIN) == ()
    assert codes(look(new(bench(zustand=None)), DOMAIN, CONDITION)) == ["MANDATORY"]


@pytest.mark.parametrize("value", [2, 2.0, "2"])
def test_a_number_is_the_same_however_the_service_writes_it(value: object) -> None:
    assert look(new(bench(zustand=value)), rule(Code.DOMAIN, "zustand", values=[1, 2])) == ()


@pytest.mark.parametrize(
    ("value", "expected"), [(19, 1), (20, 0), (80.0, 0), (81, 1), ("hoch", 1), (None, 0), (True, 1)]
)
def test_a_height_lies_between_its_limits(value: object, expected: int) -> None:
    assert len(look(new(bench(hoehe_cm=value)), HEIGHT)) == expected


def test_limits_may_be_open_on_one_side() -> None:
    assert look(new(bench(hoehe_cm=5000)), rule(Code.RANGE, "hoehe_cm", min=0)) == ()
    assert codes(look(new(bench(hoehe_cm=-1)), rule(Code.RANGE, "hoehe_cm", min=0))) == ["RANGE"]


@pytest.mark.parametrize("value", [None, "", "  ", "-", "?"])
def test_a_placeholder_is_no_value(value: object) -> None:
    assert codes(look(new(bench(zustand=value)), CONDITION)) == ["MANDATORY"]


def test_what_was_missing_before_is_not_the_fault_of_who_changes_something_else() -> None:
    base = bench(zustand=None, material="kaugummi")
    better = bench(zustand=None, material="kaugummi", lehne="nein")
    assert look(changed(base, better), CONDITION, rule(Code.DOMAIN, "material", values=["holz"])) == ()
    assert codes(look(changed(bench(), bench(zustand="")), CONDITION)) == ["MANDATORY"]


def test_a_bench_that_goes_needs_no_values() -> None:
    assert look(gone(bench(zustand="")), CONDITION, DOMAIN, HEIGHT) == ()


def test_a_number_that_another_bench_has_is_taken_but_ones_own_is_not() -> None:
    town = Town(used={"B-17": "bank-17"})
    unique = rule(Code.UNIQUE, "nummer")
    assert codes(look(new(bench(nummer="B-17", key=None)), unique, around=town)) == ["UNIQUE"]
    assert look(changed(bench(key="bank-17"), bench(key="bank-17", nummer="B-17")), unique, around=town) == ()
    assert look(new(bench(nummer="B-18", key=None)), unique, around=town) == ()


def test_a_reference_leads_somewhere_or_nobody_knows() -> None:
    street = rule(Code.REF_BROKEN, "strasse", layer="strasse", target="schluessel")
    assert codes(look(new(bench(strasse="00815")), street, around=Town(known=frozenset({"00100"})))) == ["REF_BROKEN"]
    assert look(new(bench(strasse="00100")), street, around=Town(known=frozenset({"00100"}))) == ()
    assert look(new(bench(strasse="00815")), street, around=Town()) == ()


def test_an_expression_is_asked_only_where_one_of_its_fields_is_new() -> None:
    town = Town(true={"a": False})
    special = rule(Code.EXPRESSION, "lehne", expression="a", text={"de": "So nicht.", "en": "Not so."})
    assert look(changed(bench(), bench(material="stein")), special, around=town) == () and town.asked == []
    (found,) = look(changed(bench(), bench(lehne="nein")), special, around=town)
    assert (found.field, found.values["text_de"]) == ("lehne", "So nicht.")
    assert look(new(bench()), rule(Code.EXPRESSION, expression="nobody knows"), around=town) == ()


def test_taking_away_most_of_what_was_known_is_noticed_and_one_value_is_not() -> None:
    assert codes(look(changed(bench(), bench(lehne=None, material="", zustand="-")), EMPTIED)) == ["EMPTIED"]
    assert look(changed(bench(), bench(lehne=None)), EMPTIED) == ()
    full = {f"feld_{number}": number for number in range(20)}
    gone_three = {**full, "feld_1": None, "feld_2": None, "feld_3": None}
    assert look(changed(bench(**full), bench(**gone_three)), EMPTIED) == ()
