"""What lies near what: as Shapely measures it, and never more work than was allowed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.apart import CROWD, Effort, Shape, apart, beside, neighbours, shared
from plugin.domain.feature import Geometry

REACH = 5.0
NUMBERS = st.integers(-40, 40).map(lambda number: number / 2)
POSITIONS = st.tuples(NUMBERS, NUMBERS)


def square(at: Sequence[float], side: float) -> list[list[float]]:
    x, y = at
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


POINTS = POSITIONS.map(lambda at: {"type": "Point", "coordinates": at})
HEAPS = st.lists(POSITIONS, min_size=1, max_size=3).map(lambda all_: {"type": "MultiPoint", "coordinates": all_})
LINES = st.lists(POSITIONS, min_size=2, max_size=5, unique=True).map(
    lambda all_: {"type": "LineString", "coordinates": all_}
)
SQUARES = st.tuples(POSITIONS, st.integers(1, 20)).map(lambda one: {"type": "Polygon", "coordinates": [square(*one)]})
RINGS = st.tuples(POSITIONS, st.integers(12, 30)).map(
    lambda one: {
        "type": "Polygon",
        "coordinates": [square(*one), square([one[0][0] + 1, one[0][1] + 1], one[1] - 2)],
    }
)
SHAPES = POINTS | HEAPS | LINES | SQUARES | RINGS


def measured(one: Geometry, other: Geometry) -> float:
    shapely = pytest.importorskip("shapely")
    from shapely.geometry import shape

    return float(shapely.distance(shape(one), shape(other)))


@given(SHAPES, SHAPES)
def test_the_distance_is_the_one_that_shapely_measures_whichever_comes_first(one: Geometry, other: Geometry) -> None:
    far = measured(one, other)
    found = apart(Shape(one), Shape(other), REACH, Effort())
    assert found == apart(Shape(other), Shape(one), REACH, Effort())
    assert (found is None) == (far > REACH)
    assert found is None or found == pytest.approx(far, abs=1e-9)


def test_a_bench_in_the_yard_of_a_ring_is_not_in_the_ring() -> None:
    ring = {"type": "Polygon", "coordinates": [square([0, 0], 30), square([5, 5], 20)]}
    bench: dict[str, Any] = {"type": "Point", "coordinates": [15, 9]}
    assert apart(Shape(bench), Shape(ring), REACH, Effort()) == 4.0
    bench["coordinates"] = [2, 2]
    assert apart(Shape(bench), Shape(ring), REACH, Effort()) == 0.0


def test_lines_beside_each_other_are_as_far_apart_as_their_farthest_corners() -> None:
    one = Shape({"type": "LineString", "coordinates": [[0, 0], [100, 0]]})
    other = Shape({"type": "LineString", "coordinates": [[0, 1], [50, 3], [100, 1]]})
    assert beside(one, other, Effort()) == beside(other, one, Effort()) == 3.0


def test_what_boxes_share() -> None:
    assert shared((0, 0, 2, 1), (1, 0, 3, 1)) == pytest.approx(1 / 3)
    assert shared((0, 0, 1, 1), (0, 0, 1, 1)) == 1.0
    assert shared((0, 0, 1, 1), (2, 0, 3, 1)) == shared((0, 0, 0, 0), (0, 0, 0, 0)) == 0.0


def test_degrees_are_read_in_metres() -> None:
    one, other = (Shape({"type": "Point", "coordinates": [9 + e, 50]}, (71_000.0, 111_000.0)) for e in (0.0, 1e-5))
    assert apart(one, other, REACH, Effort()) == pytest.approx(0.71, abs=1e-6)


def test_a_shape_that_would_take_too_long_is_not_known_to_be_near() -> None:
    """A spiral of ten thousand corners inside another one; what was allowed in all is not overdrawn either."""
    spiral = [[math.cos(turn / 9) * turn / 999, math.sin(turn / 9) * turn / 999] for turn in range(10_000)]
    one = Shape({"type": "LineString", "coordinates": spiral})
    other = Shape({"type": "LineString", "coordinates": [[x + 0.0001, y] for x, y in spiral]})
    effort = Effort(100_000)
    assert apart(one, other, REACH, effort) is None and effort.left >= 0
    assert beside(one, other, effort) is None
    small = Shape({"type": "Point", "coordinates": [0, 1]})
    assert apart(small, one, REACH, Effort(9_000)) is None, "less is left than it takes"


BOXES = st.lists(
    st.tuples(NUMBERS, NUMBERS, st.floats(0, 300), st.floats(0, 300)).map(
        lambda one: (one[0] * 10, one[1] * 10, one[0] * 10 + one[2], one[1] * 10 + one[3])
    ),
    max_size=40,
)


@given(BOXES)
def test_neighbours_are_all_pairs_of_boxes_that_are_near_and_each_once(boxes: list[Any]) -> None:
    found = list(neighbours(boxes, REACH))
    wanted = [
        (one, other)
        for other in range(len(boxes))
        for one in range(other)
        if all(boxes[one][at] - REACH <= boxes[other][at + 2] for at in (0, 1))
        and all(boxes[other][at] - REACH <= boxes[one][at + 2] for at in (0, 1))
    ]
    assert sorted(found) == sorted(wanted)


def test_a_heap_is_looked_through_in_a_number_of_steps_that_grows_with_its_size() -> None:
    assert sum(1 for _ in neighbours([(0.0, 0.0, 0.0, 0.0)] * 2000, REACH)) <= 2000 * CROWD
