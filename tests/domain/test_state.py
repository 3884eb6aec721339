"""The state hash: equal for what nobody can tell apart, different for whatever somebody can see."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugin.domain.feature import Feature
from plugin.domain.state import (
    GEOGRAPHIC_DECIMALS,
    PROJECTED_DECIMALS,
    canonical_geometry,
    same_geometry,
    same_value,
    state_of,
)

from .stories import FEATURE, GEOMETRY, NAME, VALUE, tree

GRID = st.sampled_from([PROJECTED_DECIMALS, GEOGRAPHIC_DECIMALS])


def moved(coordinates: Any, by: float) -> Any:
    if isinstance(coordinates, list):
        return [moved(inner, by) for inner in coordinates]
    return coordinates + by


def on_grid(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, list):
        return [on_grid(inner, decimals) for inner in coordinates]
    return round(coordinates / 1e5, decimals)  # up to 100: geographic steps there are far above a double's


def test_the_hash_of_a_known_tree_never_changes() -> None:
    """Working copies keep hashes for weeks: a change here needs a new version of the protocol."""
    row = '{"geometry":["Point",[[634000500000,5700100250000]]],'
    row += '"properties":{"gefaellt":false,"hoehe":12.5,"name":"Linde am Rathaus"}}'
    import hashlib

    assert state_of(tree()) == "sha256:" + hashlib.sha256(row.encode()).hexdigest()


@given(FEATURE, GRID)
def test_layer_key_and_order_of_properties_do_not_count(feature: Feature, grid: int) -> None:
    turned = dict(reversed(feature.properties.items()))
    other = replace(feature, layer="anders", key="anders", properties=turned)
    assert state_of(feature, grid) == state_of(other, grid)


@given(GEOMETRY, GRID)
def test_a_single_geometry_equals_the_multi_geometry_with_it_alone(geometry: Any, grid: int) -> None:
    assume(not geometry["type"].startswith("Multi"))
    multi = {"type": "Multi" + geometry["type"], "coordinates": [geometry["coordinates"]]}
    assert canonical_geometry(geometry, grid) == canonical_geometry(multi, grid)


@given(st.integers(-(2**52), 2**52))
def test_a_whole_number_is_the_same_with_a_point(number: int) -> None:
    plain, pointed = tree(), tree()
    plain, pointed = (
        replace(plain, properties={"a": number}),
        replace(pointed, properties={"a": float(number)}),
    )
    assert state_of(plain) == state_of(pointed) and same_value(number, float(number))


@given(GEOMETRY, GRID, st.floats(-0.45, 0.45))
def test_noise_below_the_grid_does_not_count(geometry: Any, grid: int, noise: float) -> None:
    placed = on_grid(geometry["coordinates"], grid)
    shaken = moved(placed, noise * 10**-grid)
    kind = geometry["type"]
    assert same_geometry({"type": kind, "coordinates": placed}, {"type": kind, "coordinates": shaken}, grid)


@pytest.mark.parametrize(
    ("ordinate", "steps"),
    [(0.0000005, 1), (-0.0000005, -1), (0.00000049, 0), (634000.1234566, 634000123457), (-0.0, 0)],
)
def test_halves_go_away_from_zero_as_the_geojson_writer_does_it(ordinate: float, steps: int) -> None:
    place = {"type": "Point", "coordinates": [ordinate, 0]}
    assert canonical_geometry(place, PROJECTED_DECIMALS) == ["Point", [[steps, 0]]]


@given(GEOMETRY, GRID)
def test_two_steps_on_the_grid_count(geometry: Any, grid: int) -> None:
    placed = on_grid(geometry["coordinates"], grid)
    kind, shifted = geometry["type"], moved(placed, 2 * 10**-grid)
    assert not same_geometry({"type": kind, "coordinates": placed}, {"type": kind, "coordinates": shifted}, grid)


@given(FEATURE, NAME, VALUE)
def test_whatever_value_changes_changes_the_hash(feature: Feature, name: str, value: Any) -> None:
    missing = name not in feature.properties
    changed = replace(feature, properties={**feature.properties, name: value})
    same = not missing and same_value(feature.properties[name], value)
    assert (state_of(feature) == state_of(changed)) == same


@given(FEATURE)
def test_losing_the_geometry_changes_the_hash(feature: Feature) -> None:
    assume(feature.geometry is not None)
    assert state_of(feature) != state_of(replace(feature, geometry=None))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (True, 1),
        ([True], [1]),
        ({"a": False}, {"a": 0}),
        ("1", 1),
        (1, 1.5),
        ("ä", "a"),
        ([], None),
    ],
)
def test_these_are_different(one: Any, other: Any) -> None:
    assert not same_value(one, other)
    states = {state_of(replace(tree(), properties={"a": value})) for value in (one, other)}
    assert len(states) == 2


def test_null_and_missing_are_different() -> None:
    assert state_of(replace(tree(), properties={})) != state_of(replace(tree(), properties={"a": None}))


@given(VALUE, VALUE)
def test_same_value_and_the_hash_agree(one: Any, other: Any) -> None:
    first, second = (state_of(replace(tree(), properties={"a": value})) for value in (one, other))
    assert same_value(one, other) == (first == second)


def test_a_height_is_part_of_a_place() -> None:
    flat = {"type": "Point", "coordinates": [1.0, 2.0]}
    assert not same_geometry(flat, {"type": "Point", "coordinates": [1.0, 2.0, 0.0]})


@given(st.one_of(VALUE, st.just(-0.0), st.just(math.nan)), st.one_of(VALUE, st.just(0), st.just(0.0), st.just("0")))
def test_the_short_way_to_compare_values_is_no_other_definition(one: object, other: object) -> None:
    def hashed(value: object) -> str:
        return state_of(Feature("baum", None, "EPSG:25833", None, {"wert": value}))

    assert same_value(one, other) is (hashed(one) == hashed(other))
    assert same_value(one, one) is (hashed(one) == hashed(one))
