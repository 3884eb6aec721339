"""Names of streets and places as four people write them are one name, and what is alike is alike from both sides."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.likeness import SAME_NAME, normalised, row_likeness, text_likeness, value_likeness
from tests.domain.stories import PROPERTIES, TEXT, VALUE

NAME = st.one_of(
    TEXT, st.from_regex(r"[A-ZÄÖÜ][a-zäöüß]{2,8}([- ](str\.|Straße|Pl\.|Weg|am|Markt)){0,3}", fullmatch=True)
)
SAME = [
    ("Hauptstraße", "Hauptstr.", "HAUPTSTRASSE", "Haupt-Straße", "Haupt Str", "hauptstrasse"),
    ("Karl-Marx-Straße", "Karl Marx Str.", "KARL-MARX-STRASSE", "Straße Karl Marx"),
    ("Grüner Weg", "Gruener Weg", "GRÜNER WEG", "Gru\u0308ner Weg"),
    ("Spielplatz am Weiher", "am Weiher (Spielplatz)", "Spiel-Platz „Am Weiher“"),
    ("Café René", "CAFE RENE"),
    ("St.-Georgs-Platz", "Sankt Georgs Pl."),
]
OTHERS = [
    ("Lindenstraße", "Buchenstraße"),
    ("Am Markt", "Am Bahnhof"),
    ("Rathausplatz", "Bahnhofsplatz"),
    ("Goethestraße 12", "Schillerstraße 40"),
]


@pytest.mark.parametrize(("one", "other"), [pair for names in SAME for pair in combinations(names, 2)])
def test_one_name_however_it_is_written(one: str, other: str) -> None:
    assert text_likeness(one, other) == 1.0, (normalised(one), normalised(other))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_name_stays_another(one: str, other: str) -> None:
    assert text_likeness(one, other) < SAME_NAME


@pytest.mark.parametrize(
    ("one", "other"), [("Spielplatz Lindenhof", "Spielplatz Lindenhoff"), ("Tilia cordata", "Tilia cordatta")]
)
def test_a_slip_of_the_pen_is_no_other_name(one: str, other: str) -> None:
    assert SAME_NAME < text_likeness(one, other) < 1.0


@given(NAME)
def test_to_normalise_again_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(NAME, NAME)
def test_likeness_of_texts_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert text_likeness(one, other) == text_likeness(other, one)
    assert 0.0 <= text_likeness(one, other) <= text_likeness(one, one) == 1.0


@given(VALUE, VALUE)
def test_likeness_of_values_is_symmetric_and_bounded(one: object, other: object) -> None:
    assert value_likeness(one, other) == value_likeness(other, one)
    assert 0.0 <= value_likeness(one, other) <= value_likeness(one, one) == 1.0


@given(PROPERTIES, PROPERTIES)
def test_likeness_of_rows_is_symmetric_and_bounded(one: dict[str, object], other: dict[str, object]) -> None:
    found = row_likeness(one, other)
    assert found == row_likeness(other, one)
    assert found is None or 0.0 <= found <= 1.0


def test_numbers_are_alike_by_how_far_they_are_apart() -> None:
    assert value_likeness(100, 90) == pytest.approx(0.9)
    assert value_likeness(0, 0) == 1.0
    assert value_likeness(-5, 5) == 0.0
    assert value_likeness(True, 1) == 0.0, "a boolean is no number"
    assert value_likeness(float("nan"), 1.0) == 0.0


def test_what_is_empty_on_one_side_says_nothing_and_a_key_neither() -> None:
    linden = {"name": "Linde", "hoehe": None, "uuid": "a", "baum_id": "17", "pflege": "-"}
    assert row_likeness(linden, {"name": "Linde", "hoehe": 12, "uuid": "b", "baum_id": "4", "pflege": "ja"}) == 1.0
    assert row_likeness({"uuid": "a"}, {"uuid": "a"}) is None
    assert row_likeness({}, {"name": "Linde"}) is None


def test_the_name_says_more_than_the_colour() -> None:
    here = {"name": "Spielplatz Lindenhof", "farbe": "rot"}
    same_name = row_likeness(here, {"name": "Spielplatz Lindenhof", "farbe": "blau"})
    same_colour = row_likeness(here, {"name": "Bolzplatz Südstadt", "farbe": "rot"})
    assert same_name is not None and same_colour is not None and same_name > same_colour
