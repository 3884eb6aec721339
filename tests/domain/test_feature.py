"""JSON-FG: out and in again without loss, and nothing hostile gets in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Feature, check_geometry, from_json_fg, swapped, to_json_fg

from .stories import FEATURE, GEOMETRY, TEXT, VALUE, tree

ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda v: st.one_of(st.lists(v, max_size=4), st.dictionaries(TEXT, v, max_size=4)),
    max_leaves=8,
)


def document(**changes: Any) -> str:
    return json.dumps({**json.loads(to_json_fg(tree())), **changes})


@given(FEATURE, st.booleans())
def test_a_feature_comes_back_as_it_went(feature: Feature, northing_first: bool) -> None:
    assert from_json_fg(to_json_fg(feature, northing_first), northing_first) == feature


def test_the_place_has_the_axis_order_of_its_authority() -> None:
    place = json.loads(to_json_fg(tree(), northing_first=True))["place"]
    assert place["coordinates"] == [5700100.25, 634000.5]
    assert place["coordRefSys"] == "http://www.opengis.net/def/crs/EPSG/0/25832"


@given(GEOMETRY)
def test_swapping_twice_is_nothing(geometry: Any) -> None:
    assert swapped(swapped(geometry["coordinates"], True), True) == geometry["coordinates"]


@given(GEOMETRY)
def test_what_stories_are_made_of_is_valid(geometry: Any) -> None:
    check_geometry(geometry)


@pytest.mark.parametrize(
    "place",
    [
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": [1, True]},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "Point", "coordinates": [1, 1e999]},
        {"type": "Point", "coordinates": [1, 10**400]},
        {"type": "Point", "coordinates": [1, 2, 3, 4, 5]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "MultiPolygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": ["Point"], "coordinates": [1, 2]},
        {"coordinates": [1, 2]},
        [],
        "POINT(1 2)",
        7,
        {"type": "Point", "coordinates": [1, 2], "coordRefSys": "http://www.opengis.net/def/crs/EPSG/0/4326"},
    ],
)
def test_a_place_that_is_none_is_refused(place: Any) -> None:
    with pytest.raises(InvalidContent):
        from_json_fg(document(place=place))


@pytest.mark.parametrize(
    "changes",
    [
        {"coordRefSys": "http://evil.example/def/crs/EPSG/0/25832"},
        {"coordRefSys": "http://www.opengis.net/def/crs/EPSG/0/25832\n"},
        {"coordRefSys": None},
        {"featureType": 5},
        {"properties": []},
        {"id": []},
        {"properties": {"a": "\ud800"}},
        {"properties": {"\udfff": 1}},
        {"id": "\ud800"},
    ],
)
def test_a_feature_with_a_wrong_part_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidContent):
        from_json_fg(document(**changes))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"type":"Feature"}',
        "NaN",
        document().replace("12.5", "NaN"),
        document().replace("12.5", "1e999"),
        document().replace("12.5", "[" * 40 + "]" * 40),
        document().replace("12.5", "[" * 100_000 + "]" * 100_000),
        document().replace("12.5", "1" * 5000),
        document()[:-20],
    ],
)
def test_text_that_is_no_feature_is_refused(text: str) -> None:
    with pytest.raises(InvalidContent):
        from_json_fg(text)


@given(st.sampled_from(["place", "properties", "id", "featureType", "coordRefSys"]), ANY_JSON)
def test_nothing_but_invalid_content_comes_of_hostile_documents(part: str, value: Any) -> None:
    try:
        feature = from_json_fg(document(**{part: value}))
    except InvalidContent:
        return
    assert from_json_fg(to_json_fg(feature)) == feature


@given(st.text())
def test_nothing_but_invalid_content_comes_of_any_text(text: str) -> None:
    with pytest.raises(InvalidContent):
        from_json_fg(text)


@given(VALUE)
def test_every_value_is_carried(value: Any) -> None:
    feature = Feature("baum", None, "EPSG:25832", None, {"a": value})
    assert from_json_fg(to_json_fg(feature)).properties == {"a": value}


@pytest.mark.parametrize("number", [10**15, -(10**15), 1e15, 2**62])
def test_a_coordinate_beyond_what_a_double_holds_to_the_metre_is_refused(number: float) -> None:
    check_geometry({"type": "Point", "coordinates": [10**15 - 1, 0]})
    with pytest.raises(InvalidContent):
        check_geometry({"type": "Point", "coordinates": [number, 0]})


def test_whole_numbers_of_64_bits_are_properties() -> None:
    for number in (2**63 - 1, -(2**63)):
        assert from_json_fg(document(properties={"n": number})).properties == {"n": number}
    with pytest.raises(InvalidContent):
        from_json_fg(document(properties={"n": 2**63}))


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    text = document()
    assert from_json_fg(text + " " * (2_000_000 - len(text)))
    with pytest.raises(InvalidContent, match="2000000 characters"):
        from_json_fg(text + " " * (2_000_001 - len(text)))
