"""Geometries and values, against QGIS's own GeoJSON writer and what OGR makes of GML."""

from __future__ import annotations

import json
import math
import re
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsJsonExporter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime

from plugin.adapters.geometry import (
    feature_of,
    from_gml,
    northing_first,
    plain_value,
    srs_of,
    to_geojson,
    to_qgs,
)
from plugin.domain.errors import InvalidContent
from plugin.domain.feature import check_geometry
from plugin.services.wfs.gml import element as gml_of

pytestmark = pytest.mark.qgis
GML = 'xmlns:gml="http://www.opengis.net/gml"'
URN = "urn:ogc:def:crs:EPSG::{}"


def gml(text: str, default_srs: str | None = None) -> str:
    return from_gml(fromstring(re.sub("(/?>)", rf" {GML}\1", text, count=1)), default_srs).asWkt(9)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EPSG:25833", ("EPSG:25833", False)),
        ("epsg:4326", ("EPSG:4326", False)),
        ("urn:ogc:def:crs:EPSG::4326", ("EPSG:4326", True)),
        ("urn:ogc:def:crs:EPSG:8.9:4326", ("EPSG:4326", True)),
        ("http://www.opengis.net/def/crs/EPSG/0/31468", ("EPSG:31468", True)),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", ("EPSG:4326", False)),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", ("OGC:CRS84", True)),
        ("CRS:84", ("OGC:CRS84", False)),
    ],
)
def test_srs_names(name: str, expected: tuple[str, bool]) -> None:
    assert srs_of(name) == expected


@pytest.mark.parametrize("name", ["", "WGS84", "EPSG:", "urn:ogc:def:crs:EPSG::", "file:///etc/passwd", "EPSG:1;x"])
def test_other_srs_names_are_refused(name: str) -> None:
    with pytest.raises(InvalidContent):
        srs_of(name)


@pytest.mark.parametrize(("code", "inverted"), [(4326, True), (31468, True), (25833, False), (3857, False)])
def test_the_authority_knows_its_order(code: int, inverted: bool) -> None:
    assert northing_first(QgsCoordinateReferenceSystem(f"EPSG:{code}")) is inverted


@pytest.mark.parametrize("code", [4326, 31468, 25832, 25833, 3857])
def test_axis_order_follows_the_srs_name(code: int) -> None:
    swap = northing_first(QgsCoordinateReferenceSystem(f"EPSG:{code}"))
    text = '<gml:Point srsName="{}"><gml:pos>52 13</gml:pos></gml:Point>'
    assert gml(text.format(f"EPSG:{code}")) == "Point (52 13)"
    assert gml(text.format(URN.format(code))) == ("Point (13 52)" if swap else "Point (52 13)")


def test_srs_name_of_the_request_and_of_inner_elements() -> None:
    plain = "<gml:Point><gml:pos>52 13</gml:pos></gml:Point>"
    assert gml(plain) == "Point (52 13)"
    assert gml(plain, URN.format(4326)) == "Point (13 52)"
    member = "<gml:MultiPoint><gml:pointMember>{}</gml:pointMember></gml:MultiPoint>"
    inner = plain.replace("<gml:Point>", f'<gml:Point srsName="{URN.format(4326)}">')
    assert gml(member.format(inner)) == "MultiPoint ((13 52))"
    with pytest.raises(InvalidContent, match="mixes"):
        gml(member.format(inner).replace("<gml:MultiPoint>", '<gml:MultiPoint srsName="EPSG:4326">'))
    with pytest.raises(InvalidContent, match="not known"):
        gml(plain, "EPSG:999999")


@pytest.mark.parametrize(
    ("text", "wkt"),
    [
        ("<gml:Point><gml:coordinates>13,52,7</gml:coordinates></gml:Point>", "Point Z (13 52 7)"),
        (
            '<gml:Point><gml:coordinates decimal="." cs="," ts=" ">13,52</gml:coordinates></gml:Point>',
            "Point (13 52)",
        ),
        ('<gml:Point><gml:pos srsDimension="3">1 2 3e2</gml:pos></gml:Point>', "Point Z (1 2 300)"),
        (
            "<gml:Curve><gml:segments><gml:Arc><gml:posList>0 0 1 1 2 0</gml:posList></gml:Arc>"
            "</gml:segments></gml:Curve>",
            "CircularString (0 0, 1 1, 2 0)",
        ),
        (
            "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 1,0\n1,1 0,0"
            "</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>",
            "Polygon ((0 0, 1 0, 1 1, 0 0))",
        ),
    ],
)
def test_gml_2_and_3_with_z_and_curves(text: str, wkt: str) -> None:
    assert gml(text) == wkt


RING = (
    "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{}</gml:posList></gml:LinearRing>"
    "</gml:exterior></gml:Polygon>"
)


@pytest.mark.parametrize(
    "text",
    [
        "<gml:Point><gml:pos>x 3</gml:pos></gml:Point>",
        "<gml:Point><gml:pos>nan 3</gml:pos></gml:Point>",
        "<gml:Point><gml:pos>1e400 3</gml:pos></gml:Point>",
        "<gml:Point><gml:pos>1e308000 3</gml:pos></gml:Point>",
        "<gml:Point><gml:pos>4</gml:pos></gml:Point>",
        '<gml:Point><gml:coordinates decimal=",">1,5 2</gml:coordinates></gml:Point>',
        "<gml:Point/>",
        "<gml:Punkt/>",
        RING.format("0 0 1 0 1 1 0 1"),
        RING.format("0 0 0 0"),
        "<gml:LineString><gml:posList>0 0 1</gml:posList></gml:LineString>",
    ],
)
def test_what_is_no_geometry_is_refused(text: str) -> None:
    with pytest.raises(InvalidContent):
        gml(text)


def test_geojson_keeps_every_digit() -> None:
    x, y, z = 392345.1234567891, 5823456.987654321, 34.1 + 0.2
    row = to_geojson(QgsGeometry.fromWkt(f"Point Z ({x!r} {y!r} {z!r})"))
    assert row == {"type": "Point", "coordinates": [x, y, z]}
    assert to_geojson(to_qgs(row)) == row


@pytest.mark.parametrize(
    "wkt",
    [
        "LineString (0 0, 1 1)",
        "PolygonZ ((0 0 1, 1 0 1, 1 1 1, 0 0 1))",
        "MultiPoint ((1 2), (3 4))",
        "MultiLineString ((0 0, 1 1), (2 2, 3 3))",
        "MultiPolygon (((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1)))",
        "CurvePolygon (CircularString (0 0, 1 1, 2 0, 1 -1, 0 0))",
        "MultiCurve ((0 0, 1 1), CircularString (0 0, 1 1, 2 0))",
        "Triangle ((0 0, 1 0, 1 1, 0 0))",
        "PointZM (1 2 3 4)",
    ],
)
def test_geojson_is_that_of_qgis(wkt: str) -> None:
    geometry = QgsGeometry.fromWkt(wkt)
    ours = to_geojson(geometry)
    theirs = json.loads(geometry.asJson(17))
    assert ours is not None
    assert ours["type"] == theirs["type"]
    assert flat(ours["coordinates"]) == pytest.approx(flat(theirs["coordinates"]), abs=1e-12)
    check_geometry(ours)
    assert to_geojson(to_qgs(ours)) == ours


def flat(coordinates: Any) -> list[float]:
    if not isinstance(coordinates, list):
        return [coordinates]
    return [number for inner in coordinates for number in flat(inner)]


def test_no_geometry_an_empty_one_and_a_collection() -> None:
    assert to_geojson(QgsGeometry()) is None
    assert to_geojson(QgsGeometry.fromWkt("Polygon EMPTY")) is None
    with pytest.raises(InvalidContent):
        to_geojson(QgsGeometry.fromWkt("GeometryCollection (Point (1 2), LineString (0 0, 1 1))"))
    with pytest.raises(InvalidContent):
        to_qgs({"type": "GeometryCollection", "geometries": []})


FIELDS = {
    "d": "date",
    "dt": "datetime",
    "t": "time",
    "i": "int8",
    "f": "double",
    "b": "boolean",
    "s": "string",
    "bin": "binary",
    "m": "map",
    "sl": "string[]",
    "il": "integer[]",
}
UTC = QDateTime(QDate(2024, 1, 2), QTime(3, 4, 5, 678), Qt.TimeSpec.UTC)
MAP = {"ä": 1, "b": [1, None, {"c": 1.5}]}
ROWS: list[list[Any]] = [
    [
        QDate(1900, 1, 1),
        UTC,
        QTime(3, 4, 5, 6),
        2**60,
        0.1,
        True,
        "ä",
        QByteArray(b"\0\xff"),
        MAP,
        ["a"],
        [1, 2],
    ],
    [QDate(2024, 2, 29), UTC.toLocalTime(), QTime(3, 4, 5), -1, 3.0, False, "", QByteArray(b""), {}, [], []],
    [QDate(), QDateTime(), QTime(), 0, math.nan, False, " \n", QByteArray(), {"a": None}, [""], [0]],
    [NULL] * len(FIELDS),
]


@pytest.mark.parametrize("values", ROWS)
def test_values_are_those_of_qgis_geojson(values: list[Any]) -> None:
    source = "&".join(f"field={name}:{kind}" for name, kind in FIELDS.items())
    layer = QgsVectorLayer(f"Point?crs=EPSG:25833&{source}", "Bäume", "memory")
    row = QgsFeature(layer.fields())
    row.setAttributes(values)
    theirs = json.loads(QgsJsonExporter(layer, 17).exportFeature(row))["properties"]
    feature = feature_of("baum", row, FIELDS, "EPSG:25833", "17")
    assert feature.properties == theirs
    assert [type(value) for value in feature.properties.values()] == [type(theirs[name]) for name in FIELDS]
    assert (feature.layer, feature.key, feature.crs, feature.geometry) == ("baum", "17", "EPSG:25833", None)


def test_dates_are_text_as_people_write_them() -> None:
    assert plain_value(UTC) == "2024-01-02T03:04:05.678Z"
    assert plain_value(QDate(1900, 1, 1)) == "1900-01-01"


ORDINATE = st.floats(-1e7, 1e7, allow_nan=False, allow_infinity=False, allow_subnormal=False)
POSITION = st.tuples(ORDINATE, ORDINATE).map(list)


@given(st.lists(POSITION, min_size=2, max_size=8))
def test_gml_gives_back_every_digit_of_a_double(positions: list[list[float]]) -> None:
    sent = {"type": "MultiPoint", "coordinates": positions}
    assert to_geojson(from_gml(gml_of(sent, "EPSG:25833"))) == sent


def test_a_long_list_of_numbers_that_ends_wrongly_is_refused_at_once() -> None:
    """It took twice as long for each digit more: sixty numbers would never have ended."""
    positions = "11 " * 20_000 + "NaN"
    line = f'<gml:LineString {GML} srsName="EPSG:25833"><gml:posList>{positions}</gml:posList></gml:LineString>'
    with pytest.raises(InvalidContent):
        from_gml(fromstring(line))
