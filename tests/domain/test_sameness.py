"""Equal means equal to a surveyor, or to whoever reads the form: and only then."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugin.domain import state
from plugin.domain.nearness import metres, same_geometry
from plugin.domain.sameness import MISSING, same_value

from .stories import GEOMETRY, POSITION, VALUE

SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
HOLES = [[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]], [[5.0, 5.0], [6.0, 5.0], [6.0, 6.0], [5.0, 5.0]]]


def shape(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def point(*ordinates: float) -> dict[str, Any]:
    return shape("Point", list(ordinates))


def moved(coordinates: Any, x: float, y: float = 0.0) -> Any:
    if isinstance(coordinates[0], list):
        return [moved(inner, x, y) for inner in coordinates]
    return [coordinates[0] + x, coordinates[1] + y, *coordinates[2:]]


# values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (3, 3.0),
        (0, -0.0),
        (2**53, float(2**53)),
        (0.1 + 0.2, 0.3),
        (1.4142135623730951, 1.41421356237310),  # as a server writes it with fifteen digits
        ("Bäume", "Ba\u0308ume"),
        ("zwei\r\nZeilen", "zwei\nZeilen"),
        ("2026-05-04T09:30:00", "2026-05-04 09:30:00.000"),
        ("2026-05-04T09:30:00Z", "2026-05-04T11:30:00.000+02:00"),
        ("2026-05-04T23:30:00-01:00", "2026-05-05T00:30:00Z"),
        ("2026-05-04T09:30:00.1239Z", "2026-05-04T09:30:00.123+00:00"),
        ("2026-05-04T09:30:00+0200", "2026-05-04T09:30:00+02"),
        ("09:30:00", "09:30:00.000"),
        ([1, {"a": 0.30000000000000004}], (1.0, {"a": 0.3})),
        (None, None),
    ],
)
def test_what_is_the_same(one: Any, other: Any) -> None:
    assert same_value(one, other) and same_value(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (2**53 + 1, float(2**53)),
        (2**63 - 1, 2**63 - 2),
        (1e15, 1e15 + 1),  # whole numbers, though written as others
        (0.3, 0.3000000000001),
        (1e-20, 0),
        (1, True),
        (0, False),
        (1, "1"),
        (None, ""),
        (None, MISSING),
        ("", MISSING),
        (None, 0),
        (None, False),
        ("Linde", "linde"),
        ("Linde", "Linde "),
        ("Baeume", "Bäume"),
        ("m²", "m2"),
        ("ﬁ", "fi"),
        ("zwei\nZeilen", "zwei Zeilen"),
        ("2026-05-04T09:30:00", "2026-05-04T09:30:00Z"),
        ("2026-05-04T09:30:00.123", "2026-05-04T09:30:00.124"),
        ("2026-05-04", "2026-05-04T00:00:00"),
        ("09:30:00", "2000-01-01T09:30:00"),
        ("2026-13-04T09:30:00", "2026-13-04T09:30:00.000"),  # no time, so a text
        ("2026-05-04T09:30", "2026-05-04T09:30:00"),
        ([1, 2], [2, 1]),
        ({"a": 1}, {"a": 1, "b": None}),
        ([], {}),
    ],
)
def test_what_is_not(one: Any, other: Any) -> None:
    assert not same_value(one, other) and not same_value(other, one)


@given(VALUE, VALUE)
def test_it_does_not_matter_who_is_asked_first(one: Any, other: Any) -> None:
    assert same_value(one, one) and same_value(one, other) is same_value(other, one)


@given(VALUE, VALUE)
def test_what_the_state_hash_calls_the_same_is_the_same(one: Any, other: Any) -> None:
    assert same_value(one, other) or not state.same_value(one, other)


@given(st.integers(-(2**63), 2**63 - 1), st.integers(1, 1000))
def test_whole_numbers_count_to_the_last_digit(number: int, by: int) -> None:
    assert not same_value(number, number + by)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_fifteen_digits_of_a_decimal_text_do_no_harm(number: float) -> None:
    assume(not number.is_integer() and abs(number) > 1e-290)
    assert same_value(number, float(f"{number:.15g}"))


# places


@given(GEOMETRY)
def test_a_geometry_is_itself_also_as_the_only_part_of_many(geometry: Any) -> None:
    assert same_geometry(geometry, geometry)
    if not geometry["type"].startswith("Multi"):
        assert same_geometry(geometry, shape("Multi" + geometry["type"], [geometry["coordinates"]]))


@given(GEOMETRY, GEOMETRY)
def test_it_does_not_matter_which_geometry_is_asked_first(one: Any, other: Any) -> None:
    assert same_geometry(one, other) is same_geometry(other, one)


@given(GEOMETRY, st.floats(0, 2 * math.pi), st.floats(0, 0.0009))
def test_within_a_millimetre_it_is_the_same_place(geometry: Any, angle: float, by: float) -> None:
    there = moved(geometry["coordinates"], by * math.cos(angle), by * math.sin(angle))
    assert same_geometry(geometry, shape(geometry["type"], there))


@given(POSITION, st.floats(0, 2 * math.pi), st.floats(0.00101, 5.0))
def test_a_point_further_away_is_another_one(place: list[float], angle: float, by: float) -> None:
    there = moved(place, by * math.cos(angle), by * math.sin(angle))
    assert not same_geometry(shape("Point", place), shape("Point", there))


@pytest.mark.parametrize("at", [0.0, 0.0005, 494754.3875, 5671341.2674999, -634000.5])
def test_a_millimetre_is_a_distance_and_not_a_grid(at: float) -> None:
    """Two points 0.1 mm apart are the same wherever the lines of a grid would run."""
    assert same_geometry(point(at - 0.00005, 1), point(at + 0.00005, 1))
    assert same_geometry(point(at, at), point(at + 0.001, at)), "a millimetre is within a millimetre"
    assert not same_geometry(point(at, at), point(at + 0.0008, at + 0.0008)), "as the crow flies"


def test_height_is_measured_for_itself_and_none_is_not_zero() -> None:
    assert same_geometry(point(1, 2, 3), point(1.0009, 2, 3.0009))
    assert not same_geometry(point(1, 2, 3), point(1, 2, 3.0011))
    assert not same_geometry(point(1, 2, 0), point(1, 2))
    assert not same_geometry(point(1, 2), None) and same_geometry(None, None)


@pytest.mark.parametrize("latitude", [0.0, 51.16, -51.16, 89.0])
def test_a_millimetre_of_degrees_is_a_millimetre_on_the_ground(latitude: float) -> None:
    east, north = metres(True, latitude)
    here = point(13.5, latitude)
    for by, same in ((0.0009, True), (0.0011, False)):
        assert same_geometry(here, point(13.5 + by / east, latitude), geographic=True) is same
        assert same_geometry(here, point(13.5, latitude + by / north), geographic=True) is same


def test_how_long_a_degree_is() -> None:
    """Against the tables for GRS 80: 111,319.5 m and 110,574.3 m at the equator, 111,694 m to the pole there."""
    assert metres(True, 0) == pytest.approx((111319.491, 110574.276), abs=0.01)
    assert metres(True, 90) == pytest.approx((0, 111693.98), abs=0.1)
    assert metres(False, 51) == (1.0, 1.0)


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("turned", [False, True])
def test_a_ring_begins_anywhere_and_runs_either_way(start: int, turned: bool) -> None:
    ring = SQUARE[start:-1] + SQUARE[:start]
    ring = [*ring, ring[0]][:: -1 if turned else 1]
    assert same_geometry(shape("Polygon", [SQUARE]), shape("Polygon", [moved(ring, 0.0007)]))


def test_holes_and_parts_come_in_any_order() -> None:
    one, other = shape("Polygon", [SQUARE, *HOLES]), shape("Polygon", [SQUARE, *reversed(HOLES)])
    assert same_geometry(one, other)
    assert not same_geometry(one, shape("Polygon", [SQUARE, HOLES[0], HOLES[0]]))
    parts = [[[0.0, 0.0], [1.0, 1.0]], [[5.0, 5.0], [6.0, 6.0]]]
    assert same_geometry(shape("MultiLineString", parts), shape("MultiLineString", moved(parts[::-1], 0.0005)))
    assert not same_geometry(shape("MultiLineString", parts), shape("MultiLineString", [parts[0], parts[0]]))


def test_a_hole_is_not_an_island() -> None:
    polygon, island = [SQUARE, HOLES[0]], [HOLES[0]]
    assert not same_geometry(shape("MultiPolygon", [polygon]), shape("MultiPolygon", [[SQUARE], island]))


def test_a_line_that_is_turned_is_another_line_also_where_it_is_closed() -> None:
    for line in ([[0.0, 0.0], [1.0, 1.0]], SQUARE):
        assert not same_geometry(shape("LineString", line), shape("LineString", line[::-1]))
    assert not same_geometry(shape("LineString", SQUARE), shape("LineString", [*SQUARE[1:], SQUARE[1]]))


def test_a_vertex_twice_is_one_and_a_vertex_on_the_way_is_one_more() -> None:
    line, twice = [[0.0, 0.0], [2.0, 0.0]], [[0.0, 0.0], [0.0, 0.0], [2.0, 0.0]]
    assert same_geometry(shape("LineString", line), shape("LineString", twice))
    assert not same_geometry(shape("LineString", line), shape("LineString", [line[0], [1.0, 0.0], line[1]]))
    assert same_geometry(shape("Polygon", [SQUARE]), shape("Polygon", [[SQUARE[0], *SQUARE]]))


def test_a_line_is_no_ring_and_a_point_is_no_line() -> None:
    assert not same_geometry(shape("LineString", SQUARE), shape("Polygon", [SQUARE]))
    assert not same_geometry(point(0, 0), shape("LineString", [[0.0, 0.0], [0.0, 0.0]]))


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=30), st.randoms())
def test_many_points_in_any_order(places: list[tuple[float, float]], random: Any) -> None:
    """Where none lies so near another that each could be the other's: then two ways are tried, not all."""
    assume(all(a == b or math.dist(a, b) > 0.003 for a, b in combinations(places, 2)))
    one = [list(place) for place in places]
    other = moved(one, 0.0006, -0.0006)
    random.shuffle(other)
    assert same_geometry(shape("MultiPoint", one), shape("MultiPoint", other))
    other[0] = moved(other[0], 0.01)
    assert len(places) > 1 or not same_geometry(shape("MultiPoint", one), shape("MultiPoint", other))


@given(GEOMETRY, GEOMETRY)
def test_what_the_state_hash_calls_the_same_place_is_the_same(one: Any, other: Any) -> None:
    assert same_geometry(one, other) or not state.same_geometry(one, other)


def test_a_strangers_geometry_takes_no_time() -> None:
    """Rings that might begin anywhere, and parts that all lie in one place: called different rather than tried out."""
    ring = [[float(number % 2), 0.0] for number in range(8_000)]
    one, other = [*ring, [5.0, 5.0], ring[0]], [*ring, [6.0, 6.0], ring[0]]
    assert not same_geometry(shape("Polygon", [one]), shape("Polygon", [other]))
    heap = [[[0.0, 0.0], [1.0, float(number)]] for number in range(5_000)]
    assert not same_geometry(shape("MultiLineString", heap), shape("MultiLineString", moved(heap[::-1], 0.0, 0.0011)))
    points = [[0.0, 0.0]] * 50_000
    assert same_geometry(shape("MultiPoint", points), shape("MultiPoint", moved(points, 0.0005)))
