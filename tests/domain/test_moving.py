"""An object at another place: its height and its kind stay, and what cannot stand for it is refused."""

from __future__ import annotations

import math

import pytest

from plugin.domain.errors import InvalidContent
from plugin.domain.moving import is_one_point, may_be_redrawn, metres_typed, put_at, redrawn, shifted

RING = [[0.0, 0.0], [4.0, 0.0], [4.0, 3.0], [0.0, 0.0]]
AREA = {"type": "MultiPolygon", "coordinates": [[RING]]}
PATH_WITH_HEIGHTS = {"type": "LineString", "coordinates": [[0.0, 0.0, 210.5], [5.0, 0.0, 211.0]]}


@pytest.mark.parametrize(
    ("text", "metres"),
    [("2,5 -1", (2.5, -1.0)), ("+3; 0.25", (3.0, 0.25)), ("drei vier", None), ("5", None), ("1 2 3", None), ("", None)],
)
def test_metres_are_typed_as_people_write_numbers(text: str, metres: tuple[float, float] | None) -> None:
    assert metres_typed(text) == metres


def test_a_point_keeps_its_height_and_its_kind() -> None:
    assert put_at({"type": "Point", "coordinates": [1.0, 2.0, 99.0]}, 3.00049, 4.0, 3)["coordinates"] == [
        3.0,
        4.0,
        99.0,
    ]
    many = {"type": "MultiPoint", "coordinates": [[1.0, 2.0]]}
    assert put_at(many, 3.0, 4.0, 3) == {"type": "MultiPoint", "coordinates": [[3.0, 4.0]]}
    assert is_one_point(many) and not is_one_point({"type": "MultiPoint", "coordinates": [[1.0, 2.0], [3.0, 4.0]]})


def test_the_whole_is_shifted_with_its_heights_and_degrees_are_no_metres() -> None:
    assert shifted(PATH_WITH_HEIGHTS, 1.0, -2.0, False, 3)["coordinates"] == [[1.0, -2.0, 210.5], [6.0, -2.0, 211.0]]
    lon, lat = shifted({"type": "Point", "coordinates": [14.8, 51.15]}, 100.0, 100.0, True, 9)["coordinates"]
    assert lat - 51.15 == pytest.approx(0.000898, abs=1e-5)
    assert lon - 14.8 == pytest.approx(0.000898 / math.cos(math.radians(51.15)), abs=1e-5)


def test_what_is_drawn_stands_for_an_object_of_one_part_without_heights() -> None:
    drawn = {"type": "Polygon", "coordinates": [[[9.0, 9.0], [8.0, 9.0], [8.0, 8.0], [9.0, 9.0]]]}
    assert redrawn(AREA, drawn, 3) == {"type": "MultiPolygon", "coordinates": [drawn["coordinates"]]}
    assert may_be_redrawn(AREA) and not may_be_redrawn(PATH_WITH_HEIGHTS)
    two = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
    for old, new in ((two, drawn), (PATH_WITH_HEIGHTS, drawn), (AREA, {"type": "LineString", "coordinates": RING})):
        with pytest.raises(InvalidContent):
            redrawn(old, new, 3)
