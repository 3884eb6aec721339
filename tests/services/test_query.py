"""GetFeature: what is asked, and pages in both formats."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from plugin.domain.errors import InvalidContent, NotAService
from plugin.domain.feature import Feature, Geometry
from plugin.services import xml
from plugin.services.wfs import query
from plugin.services.wfs.filters import Compare, Comparison, FeatureIds
from plugin.services.wfs.model import Field, Schema

FIELDS = tuple(Field(name, kind) for name, kind in (("art", "text"), ("hoehe", "number"), ("n", "integer")))
BAUM = Schema("baum", (*FIELDS, Field("ok", "boolean")), "geometry", "Point")
POINT: Geometry = {"type": "Point", "coordinates": [634000.5, 5700100.25]}
GML = """<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml"
 xmlns:q="http://www.qgis.org/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" numberOfFeatures="2">
 <gml:boundedBy><gml:Envelope/></gml:boundedBy>
 <gml:featureMember><q:baum gml:id="baum.1"><gml:boundedBy><gml:Envelope/></gml:boundedBy>
  <q:geometry><gml:Point srsName="EPSG:25832"><gml:pos>634000.5 5700100.25</gml:pos></gml:Point></q:geometry>
  <q:art></q:art><q:hoehe>12.50</q:hoehe><q:n>9007199254740993</q:n><q:ok>true</q:ok><q:fremd>x</q:fremd></q:baum>
 </gml:featureMember>
 <gml:featureMember><q:baum fid="baum.zwei.drei"><q:art xsi:nil="true"/></q:baum></gml:featureMember>
</wfs:FeatureCollection>"""


def read_point(element: Element) -> Geometry:
    x, y = (float(word) for word in (element[0].text or "").split())
    return {"type": "Point", "coordinates": [x, y]}


def page(*features: Any) -> Any:
    return {"type": "FeatureCollection", "features": list(features)}


def geojson(fid: Any = "baum.1", **changes: Any) -> Any:
    properties = {"art": "Linde", "hoehe": 12, "n": None, "ok": False, "fremd": "x"}
    return {"type": "Feature", "id": fid, "geometry": POINT, "properties": properties, **changes}


def test_an_extent_an_id_and_a_filter_exclude_one_another() -> None:
    extent, where = (1.5, 2.0, 3.0, 4.0), Compare(Comparison.EQUAL, "art", "Linde & <Eiche>")
    assert query.parameters("baum", "EPSG:25832", extent, None)["BBOX"] == "1.5,2.0,3.0,4.0,EPSG:25832"
    by_id = query.parameters("baum", "", extent, FeatureIds(("baum.1", "baum.2")))
    assert by_id["FEATUREID"] == "baum.1,baum.2" and "BBOX" not in by_id
    both = query.parameters("baum", "EPSG:25832", extent, where)
    assert "BBOX" not in both and "<ogc:And><ogc:BBOX>" in both["FILTER"] and "&lt;Eiche&gt;" in both["FILTER"]
    assert not both["FILTER"].startswith("<?xml")


def test_pages_are_sorted_by_what_is_probably_unique() -> None:
    assert "SORTBY" not in query.page_parameters(BAUM, 0, 10, "x")
    schema = Schema("baum", (Field("uuid", "text"), Field("FID", "integer")))
    asked = query.page_parameters(schema, 20, 10, "x")
    assert asked == {"STARTINDEX": "20", "MAXFEATURES": "10", "OUTPUTFORMAT": "x", "SORTBY": "FID"}


@pytest.mark.parametrize(
    ("formats", "chosen"),
    [
        (["text/xml", "application/vnd.geo+json"], "application/vnd.geo+json"),
        (["GML2", "GeoJSON"], "GeoJSON"),
        (["CSV", "GEOJSON", "GEOJSON+ZIP"], "GEOJSON"),
        (["json", "application/json"], "application/json"),
        (["text/xml"], None),
    ],
)
def test_geojson_by_the_name_that_the_service_gives_it(formats: list[str], chosen: str | None) -> None:
    assert query.geojson_format(formats) == chosen


def test_a_geojson_page() -> None:
    (one, two) = query.geojson_page(page(geojson(), geojson("b", geometry=None)), BAUM, "EPSG:25832")
    values = {"art": "Linde", "hoehe": 12, "n": None, "ok": False}
    assert one == ("baum.1", Feature("baum", "1", "EPSG:25832", POINT, values))
    assert two == ("b", Feature("baum", "b", "EPSG:25832", None, values))


@pytest.mark.parametrize(
    "document",
    [None, [], "x", {}, {"features": None}, page(None), page([]), page({"id": "1"}), page(geojson(properties=None))],
)
def test_what_is_no_geojson_page(document: Any) -> None:
    with pytest.raises(NotAService):
        query.geojson_page(document, BAUM, "EPSG:25832")


@pytest.mark.parametrize("geometry", ["x", [], {}, {"type": "Point", "coordinates": ["a", "b"]}])
def test_a_geometry_that_is_none(geometry: Any) -> None:
    with pytest.raises(InvalidContent):
        query.geojson_page(page(geojson(geometry=geometry)), BAUM, "EPSG:25832")


def test_a_gml_page() -> None:
    (one, two) = query.gml_page(xml.parse(GML.encode()), BAUM, "EPSG:25832", read_point)
    values = {"art": "", "hoehe": 12.5, "n": 9007199254740993, "ok": True}
    assert one == ("baum.1", Feature("baum", "1", "EPSG:25832", POINT, values))
    nothing = dict.fromkeys(values)
    assert two == ("baum.zwei.drei", Feature("baum", "zwei.drei", "EPSG:25832", None, nothing))


@pytest.mark.parametrize(
    ("wrong", "by"),
    [
        ("12.50", "hoch"),
        ("12.50", "[1]"),
        ("12.50", "NaN"),
        ("12.50", "1e999"),
        ("9007199254740993", "1.5"),
        (">true<", ">vielleicht<"),
    ],
)
def test_a_value_of_another_type_is_not_taken(wrong: str, by: str) -> None:
    with pytest.raises(InvalidContent):
        query.gml_page(xml.parse(GML.replace(wrong, by).encode()), BAUM, "EPSG:25832", read_point)


def test_a_page_that_is_none_or_has_no_ids() -> None:
    for body in ("<html/>", GML.replace('gml:id="baum.1"', "")):
        with pytest.raises(NotAService):
            query.gml_page(xml.parse(body.encode()), BAUM, "EPSG:25832", read_point)


def test_how_many_there_are() -> None:
    assert query.hits(xml.parse(GML.encode())) == 2
    assert query.hits(xml.parse(b'<FeatureCollection numberMatched="7"/>')) == 7
    for wrong in (
        b"<FeatureCollection/>",
        b'<FeatureCollection numberMatched="unknown"/>',
        b"<a numberOfFeatures='1'/>",
    ):
        with pytest.raises(NotAService):
            query.hits(xml.parse(wrong))


def test_two_answers_to_one_question_must_fit() -> None:
    one, two = (("a", Feature("baum", "a", "EPSG:4326")), ("b", Feature("baum", "b", "EPSG:4326")))
    shaped = Feature("baum", "a", "EPSG:4326", POINT)
    assert query.with_geometries([one], [("a", shaped)]) == [("a", shaped)]
    for rows, shapes in (([one], [two]), ([one], [one, two]), ([one, two], [one])):
        with pytest.raises(NotAService, match="changed"):
            query.with_geometries(rows, shapes)
