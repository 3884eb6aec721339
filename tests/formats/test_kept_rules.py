"""What a working copy keeps of rules and areas is read with suspicion: a file may come from anybody."""

from __future__ import annotations

import json

import pytest

from plugin.domain.validation import Code
from plugin.formats.kept_rules import LARGEST, KeptAreas, areas_of, areas_text, rules_of, rules_text

SQUARE = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 0.0]]]}
NEUWASSER = KeptAreas("EPSG:25833", (("149990020020", SQUARE),), "wo", "2026-05-01T10:00:00Z")


def test_what_was_kept_is_read_again() -> None:
    assert areas_of(areas_text(NEUWASSER)) == KeptAreas(
        "EPSG:25833", (("149990020020", SQUARE),), "wo", NEUWASSER.heard
    )
    told = [{"layer": "sitzbank", "rules": [{"code": "OUT_OF_AREA"}]}]
    assert rules_of(rules_text(told)).of("sitzbank").of(Code.OUT_OF_AREA)


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "null", "[" * 100_000, '{"crs": 1, "source": "", "heard": "", "shapes": []}', "x" * (LARGEST + 1)],
)
def test_what_is_none_keeps_none(text: str) -> None:
    assert areas_of(text) == KeptAreas()
    assert not rules_of(text).layers


@pytest.mark.parametrize(
    "shape",
    [
        ["149990020020", {"type": "Point", "coordinates": [1, 2]}],
        ["149990020020", {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [3, 3]]]}],
        ["149990020020", {"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [2, 2], ["a", 0]]]}],
        ["<b>hier</b>", SQUARE],
        ["149990020020"],
        "149990020020",
    ],
)
def test_one_area_that_is_none_spoils_all_so_that_nothing_lies_outside_by_mistake(shape: object) -> None:
    good = json.loads(areas_text(NEUWASSER))
    assert areas_of(json.dumps(good)) != KeptAreas()
    assert areas_of(json.dumps({**good, "shapes": [*good["shapes"], shape]})) == KeptAreas()


def test_shapes_that_are_too_large_are_not_kept() -> None:
    ring = [[float(n), 0.5] for n in range(900_000)]
    large = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    assert areas_text(KeptAreas("EPSG:25833", (("149990020020", large),))) == ""


def test_a_crs_that_is_more_than_a_name_keeps_none() -> None:
    good = json.loads(areas_text(NEUWASSER))
    for crs in ("EPSG:31468", "IGNF:LAMB93", "ESRI:102100"):
        assert areas_of(json.dumps({**good, "crs": crs})).crs == crs
    for crs in ("+proj=utm +zone=33 +nadgrids=/etc/passwd", "WKT:GEOGCRS[]", "EPSG:", "epsg:25833\n", "E" * 21 + ":1"):
        assert areas_of(json.dumps({**good, "crs": crs})) == KeptAreas()
