"""Coordinates as people type them, or copy them from somewhere."""

from __future__ import annotations

import pytest

from plugin.domain.coordinates import Reading, readings

MARKET = Reading(14.8, 51.15, "EPSG:4326")
IN_33 = Reading(486000.0, 5666000.0, "EPSG:25833")


@pytest.mark.parametrize(
    "text",
    ["51.15, 14.8", "51.15 14.8", "51,15 14,8", "51,15; 14,8", "51,15,14,8", "N 51.15 E 14.8", "51.15°N 14.8°O",
     "51° 09' 00\" N, 14° 48' 00\" E", "51°9′N 14°48′O", "lat: 51.15 lon: 14.8"],
)  # fmt: skip
def test_degrees_in_many_notations(text: str) -> None:
    (found,) = readings(text)
    assert (round(found.x, 9), round(found.y, 9), found.crs, found.swapped) == (14.8, 51.15, "EPSG:4326", False)


@pytest.mark.parametrize("text", ["486000 5666000", "486000,5666000", "33 486000 5666000", "33486000 5666000",
                                  "UTM 33N 486000 5666000", "RW: 486000 HW: 5666000"])  # fmt: skip
def test_metres_with_and_without_the_zone(text: str) -> None:
    assert readings(text, "EPSG:25833")[0] == IN_33


def test_without_a_zone_that_of_the_layer_is_the_likeliest_and_others_are_named() -> None:
    assert [one.crs for one in readings("486000 5666000", "EPSG:25832")][:2] == ["EPSG:25832", "EPSG:25833"]
    assert [one.crs for one in readings("32 486000 5666000", "EPSG:25833")] == ["EPSG:25832"]


def test_swapped_axes_are_noticed() -> None:
    assert readings("14.8 51.15") == [Reading(14.8, 51.15, "EPSG:4326", swapped=True)]
    assert readings("E 14.8 N 51.15") == [Reading(14.8, 51.15, "EPSG:4326", swapped=True)]
    assert readings("5666000 486000", "EPSG:25833")[0] == Reading(486000.0, 5666000.0, "EPSG:25833", swapped=True)


@pytest.mark.parametrize(
    "text",
    ["", "Hauptstraße 5", "02742 Altmarkfurt", "5", "1 2 3", "0 0", "51.15", "-14 51", "9" * 400, "51 abc 14"],
)
def test_what_is_no_pair_of_coordinates_is_none(text: str) -> None:
    assert readings(text) == []
