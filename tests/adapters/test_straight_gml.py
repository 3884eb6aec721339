"""GML of straight geometries, read quickly, is what OGR and QGIS make of it; what is unusual is left to them."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.adapters import straight_gml
from plugin.adapters.geometry import from_gml, geojson_of, to_geojson
from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Geometry
from plugin.services.wfs.gml import element as gml_of
from tests.domain.stories import GEOMETRY

pytestmark = pytest.mark.qgis
GML = 'xmlns="http://www.opengis.net/gml"'
RING = "<LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing>"


@given(GEOMETRY, st.sampled_from(["EPSG:25833", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"]))
def test_it_reads_what_the_slow_way_reads(geometry: Geometry, name: str) -> None:
    element = gml_of(geometry, name)
    assert straight_gml.read(element) is not None
    assert geojson_of(element) == to_geojson(from_gml(element))


@given(GEOMETRY)
def test_the_older_gml_is_left_to_ogr_or_the_same(geometry: Geometry) -> None:
    element = gml_of(geometry, "EPSG:25833", "1.0.0")
    assert geojson_of(element) == to_geojson(from_gml(element))


def test_surfaces_with_holes_as_qgis_server_writes_them() -> None:
    text = f"<MultiSurface {GML} srsName='EPSG:25833'><surfaceMember><Polygon><exterior>{RING}</exterior><interior>"
    text += "<LinearRing><posList srsDimension='2'>2 1 3 1 3 2 2 1</posList></LinearRing></interior></Polygon>"
    found = geojson_of(fromstring(text + "</surfaceMember></MultiSurface>"))
    hole = [[2.0, 1.0], [3.0, 1.0], [3.0, 2.0], [2.0, 1.0]]
    outer = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]]
    assert found == {"type": "MultiPolygon", "coordinates": [[outer, hole]]}


@pytest.mark.parametrize(
    "text",
    [
        f"<Point {GML}><coordinates>1,2</coordinates></Point>",
        f"<Point {GML}><pos decimal=','>1 2</pos></Point>",
        f"<Point {GML}><pos srsName='EPSG:4326'>1 2</pos></Point>",
        f"<Point {GML} srsName='EPSG:25833'><pos srsName='EPSG:4326'>1 2</pos></Point>",
        f"<Point {GML}><pos>1 2</pos><pos>1 2</pos></Point>",
        f"<Point {GML}><pos>1 2 3 4</pos></Point>",
        f"<Point {GML}><pos>1 zwei</pos></Point>",
        f"<Point {GML}><pos>nan 1</pos></Point>",
        f"<Point {GML}><pos srsDimension='drei'>1 2 3</pos></Point>",
        f"<Point {GML}/>",
        f"<LineString {GML}><pos>1 2</pos><pos>3 4</pos></LineString>",
        f"<LineString {GML}><posList>1 2 3</posList></LineString>",
        f"<Curve {GML}><segments><Arc><posList>0 0 1 1 2 0</posList></Arc></segments></Curve>",
        f"<Polygon {GML}><exterior><Ring><curveMember/></Ring></exterior></Polygon>",
        f"<Polygon {GML}><interior>{RING}</interior></Polygon>",
        f"<MultiSurface {GML}><surfaceMember><Surface/></surfaceMember></MultiSurface>",
        f"<MultiPolygon {GML}><pointMember/></MultiPolygon>",
        f"<Haus {GML}/>",
    ],
)
def test_what_is_unusual_is_left_to_others(text: str) -> None:
    assert straight_gml.read(fromstring(text)) is None


@pytest.mark.parametrize("numbers", ["0 0 4 0 4 4", "0 0 4 0 4 4 0 1", "0 0 1e16 0 4 4 0 0"])
def test_what_is_no_geometry_is_refused_all_the_same(numbers: str) -> None:
    text = f"<Polygon {GML}><exterior><LinearRing><posList>{numbers}</posList></LinearRing></exterior></Polygon>"
    with pytest.raises(InvalidContent):
        geojson_of(fromstring(text))
