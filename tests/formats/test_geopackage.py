"""Geometries as a GeoPackage has them: read back by hand, to the last bit."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.formats.geopackage import blob, has_z, wkb_of
from tests.domain.stories import GEOMETRY

NAMES = {1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon"}


class Reader:
    """ISO WKB, little-endian."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.size = data, 0, 2

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def geometry(self) -> dict[str, Any]:
        order, code = self.take("BI")
        assert order == 1
        self.size, kind = (3 if code >= 1000 else 2), NAMES[code % 1000]
        return {"type": kind, "coordinates": self.coordinates(kind)}

    def coordinates(self, kind: str) -> Any:
        if kind == "Point":
            return list(self.take(f"{self.size}d"))
        (count,) = self.take("I")
        if kind == "LineString":
            return [self.coordinates("Point") for _ in range(count)]
        if kind == "Polygon":
            return [self.coordinates("LineString") for _ in range(count)]
        return [self.geometry()["coordinates"] for _ in range(count)]


def positions(coordinates: Any) -> list[Any]:
    if isinstance(coordinates[0], int | float):
        return [coordinates]
    return [position for inner in coordinates for position in positions(inner)]


def evened(coordinates: Any, size: int) -> Any:
    if isinstance(coordinates[0], int | float):
        return [float(number) for number in [*coordinates, 0.0][:size]]
    return [evened(inner, size) for inner in coordinates]


@given(GEOMETRY, st.sampled_from([0, 4326, 25833]))
def test_what_is_written_is_read_back(geometry: dict[str, Any], srs_id: int) -> None:
    made, bounds = blob(geometry, srs_id)
    assert struct.unpack_from("<2sBBi", made) == (b"GP", 0, 0b11, srs_id)
    assert struct.unpack_from("<4d", made, 8) == bounds
    reader = Reader(made[40:])
    read = reader.geometry()
    assert reader.at == len(made) - 40
    all_of_them = positions(geometry["coordinates"])
    size = 3 if any(len(position) > 2 for position in all_of_them) else 2
    assert has_z(made) is (size == 3)
    assert read == {"type": geometry["type"], "coordinates": evened(geometry["coordinates"], size)}
    xs, ys = [position[0] for position in all_of_them], [position[1] for position in all_of_them]
    assert bounds == (min(xs), max(xs), min(ys), max(ys))


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": [1, float("nan")]},
        {"type": "Point", "coordinates": [1, float("inf")]},
        {"type": "Point", "coordinates": [1, 10**16]},
        {"type": "Point", "coordinates": [1, "2"]},
        {"type": "Point", "coordinates": [1, None]},
        {"type": "Point", "coordinates": [1, 2, "3"]},
        {"type": "Point", "coordinates": [1, 2, 3, 4, 5]},
        {"type": "Point", "coordinates": {"x": 1}},
        {"type": "Point", "coordinates": "ab"},
        {"type": "LineString", "coordinates": []},
        {"type": "LineString", "coordinates": [[1, 2], [3, float("nan")]]},
        {"type": "LineString", "coordinates": [[1, 2], 3]},
        {"type": "LineString", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Circle", "coordinates": [1, 2]},
        {"coordinates": [1, 2]},
        {},
    ],
)
def test_what_is_no_geometry_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidContent):
        blob(wrong, 25833)


def test_a_position_without_its_height_has_none_where_others_do() -> None:
    made, _ = blob({"type": "LineString", "coordinates": [[1, 2], [3, 4, 5]]}, 25833)
    assert Reader(made[40:]).geometry()["coordinates"] == [[1, 2, 0], [3, 4, 5]]


def test_the_same_shape_is_the_same_with_and_without_an_envelope() -> None:
    geometry = {"type": "LineString", "coordinates": [[1.0, 2.0], [3.0, 4.0]]}
    made, _ = blob(geometry, 25833)
    bare = made[:3] + bytes([made[3] & ~0b1110]) + made[4:8] + made[40:]
    assert made != bare and wkb_of(made) == wkb_of(bare) == made[40:]
    assert [wkb_of(odd) for odd in (None, b"", b"GP\x00\x0f1234rest", "x")] == [None, b"", b"GP\x00\x0f1234rest", "x"]
