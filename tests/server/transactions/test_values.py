"""What arrives is what was sent: values, geometries and filters, to the last digit."""

from __future__ import annotations

from typing import Any

import pytest
from osgeo import ogr

from plugin.services.wfs import gml
from plugin.services.wfs.model import NewFeature, Update

from .town import ALTMARKFURT, MILENA, WEISS, WEST, Town, by_id, insert, point, tree, update

pytestmark = pytest.mark.qgis
ODD = "Große \"Linde\" & <Eiche> \\ 'Ahorn' 樹"


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("art", ODD, ODD),
        ("strname", "", ""),
        ("strname", "-", "-"),
        ("strname", " am  Rand ", " am  Rand "),
        ("strname", None, None),
        ("pflanzjahr", "2147483647", 2147483647),
        ("pflanzjahr", "", None),
        ("pflanzjahr", None, None),
        ("hoehe", "0.1", 0.1),
        ("hoehe", "1.7976931348623157e308", 1.7976931348623157e308),
        ("hoehe", "-0.30000000000000004", -0.30000000000000004),
        ("gepflanzt", "1900-01-01", "1900-01-01"),
        ("gepflanzt", "0987-06-05", "0987-06-05"),
        ("gepflanzt", "1987/11/30", "1987-11-30"),
        ("gepflanzt", None, None),
        ("geprueft", "1900-01-01T00:00:00Z", "1900-01-01T00:00:00.000Z"),
        ("geprueft", "2024-01-02T03:04:05.678Z", "2024-01-02T03:04:05.678Z"),
        ("geprueft", "2024/01/02 03:04:05+00", "2024-01-02T03:04:05.000Z"),
    ],
)
def test_values_arrive_as_they_were_sent(shared: Town, field: str, text: str | None, stored: Any) -> None:
    shared.done(WEISS, update("laubbaum", 1, **{field: text}))
    assert without_zeros(shared.rows("baum")[0][field]) == without_zeros(stored)
    shared.done(WEISS, insert("baum", tree(**{field: text})))
    assert without_zeros(shared.rows("baum")[-1][field]) == without_zeros(stored)


def without_zeros(value: Any) -> Any:
    """Newer GDAL writes no milliseconds where there are none."""
    return value.replace(".000Z", "Z") if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pflanzjahr", "neunzehnhundert"),
        ("pflanzjahr", "1987.5"),
        ("pflanzjahr", "2147483648"),
        ("pflanzjahr", "0x10"),
        ("pflanzjahr", "1_000"),
        ("hoehe", "12,5"),
        ("hoehe", "NaN"),
        ("hoehe", "INF"),
        ("hoehe", "1e999"),
        ("gepflanzt", "30.11.1987"),
        ("gepflanzt", "2023-02-29"),
        ("geprueft", "gestern"),
        ("geprueft", "2024-01-02"),
        ("art", "L" * 41),
    ],
)
def test_values_that_do_not_fit_are_refused_with_field_and_value(shared: Town, field: str, text: str) -> None:
    status, report = shared.refused(WEISS, update("laubbaum", 1, **{field: text}))
    assert (status, field in report, text[:40] in report) == (400, True, True)
    assert shared.refused(WEISS, insert("baum", tree(**{field: text})))[0] == 400


BODY = """<?xml version="1.0" encoding="UTF-8"?>
<wfs:Transaction service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs" xmlns:qgs="urn:any">
  <!-- this hangs QGIS Server for ever --><?and this="too"?>
  <wfs:Insert handle="&#228;"><qgs:sitzbank><!-- Bank --><qgs:nummer>B<!-- kommt gleich -->-3</qgs:nummer>
    <qgs:material><![CDATA[Holz & <Stahl>]]></qgs:material>
    <qgs:geometry><gml:Point xmlns:gml="http://www.opengis.net/gml" srsName="urn:ogc:def:crs:EPSG::4326">
      <gml:pos>51.1814450038579 14.9285362322632</gml:pos></gml:Point></qgs:geometry></qgs:sitzbank></wfs:Insert>
</wfs:Transaction>"""


def test_comments_and_instructions_are_harmless_and_the_urn_puts_latitude_first(town: Town) -> None:
    got = town.post(MILENA, BODY.encode())
    assert got.status == 200, got.body.decode()
    row = town.rows("sitzbank")[-1]
    assert (row["nummer"], row["material"]) == ("B-3", "Holz & <Stahl>")
    east, north = coordinates(town.wkt("sitzbank", 3))
    assert (round(east), round(north)) == (495005, 5670005)


@pytest.mark.parametrize(
    ("srs", "place"),
    [
        ("EPSG:25832", (914219.571475363, 5686726.3152567)),
        ("EPSG:4326", (14.9285362322632, 51.1814450038579)),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", (14.9285362322632, 51.1814450038579)),
        ("urn:ogc:def:crs:EPSG::4326", (51.1814450038579, 14.9285362322632)),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", (51.1814450038579, 14.9285362322632)),
        ("urn:ogc:def:crs:EPSG::25833", (495005.0, 5670005.0)),
    ],
)
def test_coordinates_of_another_system_land_there_too(shared: Town, srs: str, place: tuple[float, float]) -> None:
    shared.done(MILENA, insert("sitzbank", NewFeature({"nummer": srs}, point(place, srs))))
    east, north = coordinates(shared.wkt("sitzbank", shared.rows("sitzbank")[-1]["fid"]))
    assert abs(east - 495005) < 1e-4
    assert abs(north - 5670005) < 1e-4


def test_a_layer_in_latitude_and_longitude_keeps_its_order(town: Town) -> None:
    for number, (srs, place) in enumerate(
        [("EPSG:4326", (14.93, 51.18)), ("urn:ogc:def:crs:EPSG::4326", (51.18, 14.93))], 1
    ):
        town.done(MILENA, insert("aussicht", NewFeature({"name": "Turm"}, point(place, srs))))
        assert coordinates(town.wkt("aussicht", number)) == [14.93, 51.18]


def test_coordinates_keep_every_digit(town: Town) -> None:
    place = (495000.12345678901, 5670000.9876543211)
    town.done(MILENA, insert("sitzbank", NewFeature({}, point(place))))
    assert town.feature("sitzbank", 3).geometry == {"type": "Point", "coordinates": list(place)}


def test_heights_and_curves_are_kept_and_a_single_becomes_a_multi(town: Town) -> None:
    kerb = {"type": "LineString", "coordinates": [[495000.5, 5670000.5, 101.125], [495001.5, 5670001.5, 102.25]]}
    arc = "CIRCULARSTRING (495000 5670000,495001 5670001,495002 5670000)"
    square = {
        "type": "Polygon",
        "coordinates": [[[495000, 5670000], [495001, 5670000], [495001, 5670001], [495000, 5670000]]],
    }
    town.done(
        MILENA,
        insert("bordstein", NewFeature({}, gml.element(kerb, "EPSG:25833"))),
        insert("radweg", NewFeature({}, town.gml(arc))),
        insert("spielplatz", NewFeature({}, gml.element(square, "EPSG:25833"))),
    )
    assert town.wkt("bordstein", 2) == "LINESTRING Z (495000.5 5670000.5 101.125,495001.5 5670001.5 102.25)"
    assert town.wkt("radweg", 1) == f"COMPOUNDCURVE ({arc})"
    assert town.wkt("spielplatz", 1).startswith("MULTIPOLYGON (((495000 5670000,")


@pytest.mark.parametrize(
    ("layer", "wkt"),
    [
        ("sitzbank", "LINESTRING (495000 5670000,495001 5670001)"),
        ("sitzbank", "MULTIPOINT ((495000 5670000))"),
        ("sitzbank", "POINT Z (495000 5670000 100)"),
        ("bordstein", "LINESTRING (495000 5670000,495001 5670001)"),
        ("bordstein", "LINESTRING EMPTY"),
        ("sitzbank", "POINT (1e300 5670000)"),
    ],
)
def test_a_geometry_the_layer_does_not_take_is_refused_and_nothing_dropped(shared: Town, layer: str, wkt: str) -> None:
    assert shared.refused(MILENA, insert(layer, NewFeature({}, shared.gml(wkt))))[0] == 400
    moved = Update(layer, by_id(layer, 1), geometry=shared.gml(wkt), sets_geometry=True)
    assert shared.refused(MILENA, moved)[0] == 400


def test_an_open_ring_and_an_unknown_system_are_refused(town: Town) -> None:
    body = BODY.replace("sitzbank", "spielplatz").replace("nummer", "name").replace("qgs:material", "qgs:geometry2")
    ring = "<gml:Polygon {0}><gml:exterior><gml:LinearRing><gml:posList>0 0 1 0 1 1 0 1</gml:posList>{1}</gml:Polygon>"
    closed = ring.format('xmlns:gml="http://www.opengis.net/gml"', "</gml:LinearRing></gml:exterior>")
    start, end = body.index("<gml:Point"), body.index("</gml:Point>") + len("</gml:Point>")
    assert town.post(MILENA, (body[:start] + closed + body[end:]).encode()).status == 400
    assert town.refused(MILENA, insert("sitzbank", NewFeature({}, point(WEST, "EPSG:999999"))))[0] == 400
    assert town.refused(MILENA, insert("sitzbank", NewFeature({}, point(WEST, "Mars"))))[0] == 400


def test_what_is_no_number_is_no_coordinate(town: Town) -> None:
    for word in ("NaN", "inf", "", "eins", "1e400"):
        place = point(WEST)
        place[0].text = f"{word} 5670000"
        assert town.refused(MILENA, insert("sitzbank", NewFeature({}, place)))[0] == 400


def test_the_geometry_can_be_taken_away_where_the_place_is_known_otherwise(town: Town) -> None:
    town.done(WEISS, Update("laubbaum", by_id("laubbaum", 1), sets_geometry=True))
    assert town.rows("baum")[0]["geom"] is None
    assert town.rows("baum")[0]["eigentuemer_ars"] == ALTMARKFURT


def coordinates(wkt: str) -> list[float]:
    found = ogr.CreateGeometryFromWkt(wkt)
    return [found.GetX(), found.GetY()]
