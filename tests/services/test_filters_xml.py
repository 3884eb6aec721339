"""Filters: the whole grammar out and in, and nothing beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent, LimitExceeded
from plugin.services import xml
from plugin.services.wfs import filters_xml
from plugin.services.wfs.filters import (
    BBox,
    Between,
    Combined,
    Compare,
    Comparison,
    FeatureIds,
    Filter,
    IsNull,
    Like,
    Logic,
    Not,
    Spatial,
    SpatialTest,
)

from .wire import FILTER, comparable

POINT = "<gml:Point><gml:pos>1 2</gml:pos></gml:Point>"
P, ONE = "<ogc:PropertyName>a</ogc:PropertyName>", "<ogc:Literal>1</ogc:Literal>"
LIST = "<ogc:BBOX><gml:Box><gml:coordinates>{}</gml:coordinates></gml:Box></ogc:BBOX>"
EQUAL = f"<ogc:PropertyIsEqualTo>{P}{ONE}</ogc:PropertyIsEqualTo>"


def read(inner: str) -> Filter:
    head = '<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml">'
    return filters_xml.parse(xml.parse(f"{head}{inner}</ogc:Filter>".encode()))


@settings(deadline=None)
@given(FILTER, st.sampled_from(["1.0.0", "1.1.0"]))
def test_what_is_built_reads_back_the_same(filter: Filter, version: str) -> None:
    written = xml.write(filters_xml.build(filter, version))
    assert comparable(filters_xml.parse(xml.parse(written))) == comparable(filter)


def test_ids_of_both_versions() -> None:
    assert read('<ogc:FeatureId fid="baum.1"/><ogc:FeatureId fid="baum.2"/>') == FeatureIds(("baum.1", "baum.2"))
    assert read('<ogc:GmlObjectId gml:id="baum.1"/>') == FeatureIds(("baum.1",))


def test_comparisons() -> None:
    assert read(EQUAL) == Compare(Comparison.EQUAL, "a", "1")
    parts = "<ValueReference>q:a</ValueReference><Literal/>"
    less = f'<PropertyIsLessThan matchCase="false">{parts}</PropertyIsLessThan>'
    assert read(less) == Compare(Comparison.LESS, "a", "", False)
    assert read(f"<ogc:PropertyIsNull>{P}</ogc:PropertyIsNull>") == IsNull("a")
    like = f'<ogc:PropertyIsLike wildCard="*" singleChar="." escape="!">{P}{ONE}</ogc:PropertyIsLike>'
    assert read(like) == Like("a", "1", "*", ".", "!")
    between = f"<ogc:LowerBoundary>{ONE}</ogc:LowerBoundary><ogc:UpperBoundary>{ONE}</ogc:UpperBoundary>"
    assert read(f"<ogc:PropertyIsBetween>{P}{between}</ogc:PropertyIsBetween>") == Between("a", "1", "1")


def test_logic() -> None:
    one = Compare(Comparison.EQUAL, "a", "1")
    assert read(f"<ogc:And>{EQUAL}<ogc:Not>{EQUAL}</ogc:Not></ogc:And>") == Combined(Logic.AND, (one, Not(one)))


@pytest.mark.parametrize(
    "box",
    [
        "<gml:Envelope srsName='EPSG:25832'><gml:lowerCorner>1 2</gml:lowerCorner>"
        "<gml:upperCorner>3 4</gml:upperCorner></gml:Envelope>",
        "<gml:Box srsName='EPSG:25832'><gml:coordinates>1,2 3,4</gml:coordinates></gml:Box>",
        "<gml:Box srsName='EPSG:25832'><gml:coordinates cs=',' ts=' ' decimal='.'>1,2 3,4</gml:coordinates></gml:Box>",
        "<gml:Box srsName='EPSG:25832'><gml:coord><gml:X>1</gml:X><gml:Y>2</gml:Y></gml:coord>"
        "<gml:coord><gml:X>3</gml:X><gml:Y>4</gml:Y></gml:coord></gml:Box>",
        "<gml:Envelope srsName='EPSG:25832'><gml:pos>1 2</gml:pos><gml:pos>3 4</gml:pos></gml:Envelope>",
    ],
)
def test_a_box_in_every_form(box: str) -> None:
    assert read(f"<ogc:BBOX>{P}{box}</ogc:BBOX>") == BBox((1, 2), (3, 4), "EPSG:25832", "a")
    assert read(f"<ogc:BBOX>{box}</ogc:BBOX>") == BBox((1, 2), (3, 4), "EPSG:25832")


def test_a_spatial_test_keeps_the_geometry_as_it_came() -> None:
    found = read(f"<ogc:Intersects>{P}{POINT}</ogc:Intersects>")
    assert isinstance(found, SpatialTest) and found.operator is Spatial.INTERSECTS and found.property == "a"
    assert xml.local(found.geometry.tag) == "Point"


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ("", "Filter"),
        (EQUAL * 2, "Filter"),
        (f'<ogc:FeatureId fid="1"/>{EQUAL}', "Filter"),
        ("<ogc:FeatureId/>", "fid"),
        (f'<ogc:And><ogc:FeatureId fid="1"/>{EQUAL}</ogc:And>', "FeatureId"),
        (f"<ogc:And>{EQUAL}</ogc:And>", "And"),
        ("<ogc:Not/>", "Not"),
        (f"<ogc:DWithin>{P}{POINT}<ogc:Distance>5</ogc:Distance></ogc:DWithin>", "DWithin"),
        ('<ogc:Function name="env"/>', "Function"),
        (EQUAL.replace(P, f'<ogc:Function name="env">{ONE}</ogc:Function>'), "Function"),
        (EQUAL.replace(ONE, '<ogc:Function name="env"/>'), "Function"),
        (EQUAL.replace("1<", "<ogc:Function/><"), "Function"),
        (f"<ogc:PropertyIsEqualTo>{P}<ogc:Add/></ogc:PropertyIsEqualTo>", "Add"),
        (f"<ogc:PropertyIsEqualTo>{P}{P}</ogc:PropertyIsEqualTo>", "PropertyName"),
        (f"<ogc:PropertyIsEqualTo>{P}</ogc:PropertyIsEqualTo>", "PropertyIsEqualTo"),
        (f"<ogc:PropertyIsEqualTo><ogc:PropertyName/>{ONE}</ogc:PropertyIsEqualTo>", "PropertyName"),
        (f'<ogc:PropertyIsLike wildCard="**">{P}{ONE}</ogc:PropertyIsLike>', "wildCard"),
        (f"<ogc:Intersects>{P}</ogc:Intersects>", "Intersects"),
        (f"<ogc:Intersects>{P}<gml:Evil/></ogc:Intersects>", "Intersects"),
        ("<ogc:BBOX/>", "BBOX"),
        (f"<ogc:BBOX>{P}{POINT}</ogc:BBOX>", "BBOX"),
        (LIST.format("1,2"), "corner"),
        (LIST.format("1,2 nan,4"), "finite"),
        (LIST.format("1,2 inf,4"), "finite"),
        (LIST.format("3,2 1,4"), "lower corner"),
        (LIST.format("1,2 3,4").replace("tes>", "tes cs=';'>", 1), "separator"),
        ("<evil/>", "evil"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_grammar_is_refused_by_name(inner: str, named: str) -> None:
    with pytest.raises(InvalidContent, match=named):
        read(inner)


def test_ids_inside_of_operators_are_not_built() -> None:
    ids = FeatureIds(("baum.1",))
    with pytest.raises(InvalidContent):
        filters_xml.build(Combined(Logic.AND, (ids, IsNull("a"))))


def test_a_filter_of_thousands_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        read("<ogc:Or>" + EQUAL * 3000 + "</ogc:Or>")
    with pytest.raises(LimitExceeded):
        read("".join(f'<ogc:FeatureId fid="baum.{n}"/>' for n in range(filters_xml.MAX_IDS + 1)))
