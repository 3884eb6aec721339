"""GML: every digit, every type, the third dimension; read back by GDAL, which is nobody's friend."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.services import xml
from plugin.services.wfs import gml
from tests.domain.stories import GEOMETRY

LAWN = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 1]]]}
CASES = st.tuples(GEOMETRY, st.sampled_from(["1.0.0", "1.1.0"]))


def text(geometry: Any, version: str = "1.1.0") -> str:
    return ElementTree.tostring(gml.element(geometry, "EPSG:25832", version), "unicode")


def test_a_lawn_with_a_pond_in_both_versions() -> None:
    old, new = text(LAWN, "1.0.0"), text(LAWN)
    assert "outerBoundaryIs" in old and "innerBoundaryIs" in old and ">0,0 4,0 4,4 0,0<" in old
    assert "exterior" in new and "interior" in new and '<gml:posList srsDimension="2">0 0 4 0 4 4 0 0<' in new
    assert all('srsName="EPSG:25832"' in one and one.count("srsName") == 1 for one in (old, new))


def test_aggregates_are_those_that_qgis_server_reads() -> None:
    made = text({"type": "MultiPolygon", "coordinates": [LAWN["coordinates"]]})
    assert "MultiPolygon" in made and "polygonMember" in made and "Surface" not in made


@pytest.mark.parametrize("number", [0.1, 1 / 3, 634000.123456789, 1e-7, 5700000, -0.0, 123456789012345.0])
def test_numbers_keep_every_digit(number: float) -> None:
    made = gml.element({"type": "Point", "coordinates": [number, 1]}, "EPSG:25832")
    assert float((made[0].text or "").split()[0]) == number


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "Point", "coordinates": [float("nan"), 1]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "CircularString", "coordinates": [[0, 0], [1, 1], [2, 0]]},
        {"type": "LineString", "coordinates": []},
    ],
)
def test_what_is_no_geometry_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidContent):
        gml.element(wrong, "EPSG:25832")


@settings(deadline=None)
@given(CASES)
def test_what_is_written_is_a_geometry_element(case: tuple[Any, str]) -> None:
    made = gml.element(case[0], "EPSG:25832", case[1])
    assert gml.is_geometry(made) and gml.is_geometry(xml.parse(xml.write(made)))


@settings(deadline=None)
@given(CASES)
def test_gdal_reads_the_same_coordinates(case: tuple[Any, str]) -> None:
    ogr = pytest.importorskip("osgeo.ogr", reason="GDAL's Python is not here")
    ogr.UseExceptions()
    geometry, version = case
    kind, coordinates = geometry["type"], geometry["coordinates"]
    read = ogr.CreateGeometryFromGML(text(geometry, version))
    assert read.GetGeometryName() == kind.upper()
    for seen, sent in zip(points(read), flat(coordinates), strict=True):
        assert seen == pytest.approx(sent, rel=1e-14), "GDAL 3.6 keeps fifteen digits"


def flat(coordinates: Any) -> list[tuple[float, ...]]:
    if isinstance(coordinates[0], int | float):
        return [tuple(coordinates)]
    return [position for inner in coordinates for position in flat(inner)]


def points(geometry: Any) -> list[tuple[float, ...]]:
    size = geometry.GetCoordinateDimension()
    own = [geometry.GetPoint(number)[:size] for number in range(geometry.GetPointCount())]
    parts = [geometry.GetGeometryRef(number) for number in range(geometry.GetGeometryCount())]
    return own + [point for part in parts for point in points(part)]
