"""Streets are found however people write them, and the Schulstraße of another town is another one."""

from __future__ import annotations

import pytest

from plugin.domain.streets import (
    Street,
    gathered,
    house_fields,
    is_address_layer,
    is_street_layer,
    matches,
    name_field,
    split_address,
    stem,
)


@pytest.mark.parametrize("typed", ["schulstr", "Schulstr.", "schulstraße", "SCHULSTRASSE", "Schul-Straße", "chul"])
def test_however_it_is_written_it_is_found(typed: str) -> None:
    assert matches("Schulstraße", typed) and matches("Alte Schulstrasse", typed)
    assert not matches("Marktplatz", typed)
    assert stem(typed).casefold() in ("schul", "chul"), "what the service is asked for"


def test_who_types_only_the_word_street_asks_for_that() -> None:
    assert stem("Straße") == "Straße" and stem("Markt") == "Markt"


def test_pieces_that_lie_together_are_one_street_and_another_town_has_its_own() -> None:
    pieces = [
        ("Schulstraße", (0.0, 0.0, 100.0, 0.0)),
        ("Schulstraße", (500.0, 0.0, 600.0, 0.0)),
        ("Am Markt", (0.0, 5.0, 10.0, 5.0)),
        ("Schulstraße", (20000.0, 0.0, 20100.0, 0.0)),
        ("Schulstraße", (150.0, 0.0, 300.0, 0.0)),
    ]
    assert gathered(pieces, geographic=False) == [
        Street("Am Markt", (0.0, 5.0, 10.0, 5.0)),
        Street("Schulstraße", (20000.0, 0.0, 20100.0, 0.0)),
        Street("Schulstraße", (0.0, 0.0, 600.0, 0.0)),
    ]
    assert len(gathered([("A", (13.0, 51.0, 13.0, 51.0)), ("A", (13.3, 51.0, 13.3, 51.0))], geographic=True)) == 2


def test_a_layer_of_streets_is_known_by_its_name_and_its_field() -> None:
    assert (
        is_street_layer("strasse", "")
        and is_street_layer("l7", "Straßenabschnitte")
        and is_street_layer("x", "Streets")
    )
    assert not is_street_layer("baum_altmarkfurt", "Bäume")
    fields = [("strassenschluessel", "text"), ("strname", "text"), ("belag", "text")]
    assert name_field(fields) == "strname"
    assert name_field([("strasse", "text")]) == "strasse" and name_field([("Straßenname", "text")]) == "Straßenname"
    assert name_field([("strasse", "integer"), ("strassenart", "text")]) == ""


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Schulstr. 12", ("Schulstr.", "12", "")),
        ("Straße des 17. Juni 4 B", ("Straße des 17. Juni", "4", "b")),
        ("Am Markt 7a", ("Am Markt", "7", "a")),
        ("Straße des 17. Juni", ("Straße des 17. Juni", "", "")),
        ("Marktplatz", ("Marktplatz", "", "")),
        ("12", ("12", "", "")),
    ],
)
def test_an_address_is_a_street_and_a_house(typed: str, parts: tuple[str, str, str]) -> None:
    assert split_address(typed) == parts


def test_addresses_are_known_by_what_layer_and_fields_are_called() -> None:
    assert is_address_layer("hk", "Hauskoordinaten") and not is_address_layer("baum", "Bäume")
    fields = [("strname", "text"), ("hausnr", "integer"), ("adz", "text"), ("haus", "text")]
    assert house_fields(fields) == ("hausnr", "adz") and house_fields([("adz", "text")]) == ("", "")
