"""Transactions: what we build reads back the same, and what others send is understood or refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from plugin.domain.errors import InvalidContent, LimitExceeded
from plugin.services import xml
from plugin.services.wfs import gml, transaction
from plugin.services.wfs.filters import Compare, Comparison, FeatureIds
from plugin.services.wfs.model import Delete, Insert, NewFeature, Transaction, Update

from .wire import comparable, transactions

STATE = "sha256:" + "5" * 64
POINT = '<gml:Point srsName="EPSG:25832"><gml:coordinates>634000.5,5700100.25</gml:coordinates></gml:Point>'


def wfs(inner: str, version: str = "1.1.0") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<wfs:Transaction xmlns:wfs="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc"
 xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:feature="http://www.qgis.org/gml" xmlns:bg="urn:x-buergergis:1"
 service="WFS" version="{version}">{inner}</wfs:Transaction>""".encode()


def update(inner: str) -> str:
    return f'<wfs:Update typeName="a">{inner}</wfs:Update>'


def only(inner: str, version: str = "1.1.0") -> Insert | Update | Delete:
    (action,) = transaction.parse(wfs(inner, version)).actions
    return action


@settings(deadline=None)
@given(transactions())
def test_what_is_built_reads_back_the_same(wanted: Transaction) -> None:
    assert comparable(transaction.parse(transaction.build(wanted))) == comparable(wanted)


def test_an_insert_as_gdal_sends_it() -> None:
    action = only(
        f"""<wfs:Insert><feature:baum xmlns:feature="http://www.qgis.org/gml">
        <feature:geometry>{POINT}</feature:geometry>
        <feature:art>Linde &amp; Sohn</feature:art><feature:hoehe>12.5</feature:hoehe>
        </feature:baum></wfs:Insert>""",
        "1.0.0",
    )
    assert isinstance(action, Insert) and action.typename == "baum"
    (feature,) = action.features
    assert feature.properties == {"art": "Linde & Sohn", "hoehe": "12.5"}
    assert feature.geometry is not None and feature.geometry.get("srsName") == "EPSG:25832"


def test_an_update_as_qgis_desktop_sends_it() -> None:
    action = only(f"""<Update xmlns="http://www.opengis.net/wfs" typeName="qgs:baum">
        <Property><Name>art</Name><Value>Eiche</Value></Property>
        <Property><Name>qgs:hoehe</Name><Value xsi:nil="true"/></Property>
        <Property><Name>pflege</Name></Property>
        <Property><Name>notiz</Name><Value></Value></Property>
        <Property><Name>geometry</Name><Value>{POINT}</Value></Property>
        <ogc:Filter><ogc:FeatureId fid="baum.17"/></ogc:Filter></Update>""")
    assert isinstance(action, Update) and action.typename == "baum"
    assert action.filter == FeatureIds(("baum.17",))
    assert action.properties == {"art": "Eiche", "hoehe": None, "pflege": None, "notiz": ""}
    assert action.sets_geometry and action.geometry is not None


def test_a_value_reference_and_another_name_for_the_geometry_are_understood() -> None:
    action = only(f"""<wfs:Update typeName="baum">
        <wfs:Property><wfs:ValueReference>p:the_geom</wfs:ValueReference><wfs:Value>{POINT}</wfs:Value></wfs:Property>
        </wfs:Update>""")
    assert isinstance(action, Update) and action.geometry_name == "the_geom" and action.filter is None


def test_a_geometry_can_be_taken_away() -> None:
    for value in ("", "<wfs:Value/>", '<wfs:Value xsi:nil="true"/>', "<wfs:Value>\n </wfs:Value>"):
        action = only(f"""<wfs:Update typeName="baum"><wfs:Property><wfs:Name>geometry</wfs:Name>{value}
            </wfs:Property></wfs:Update>""")
        assert isinstance(action, Update) and action.sets_geometry and action.geometry is None


def test_features_of_two_types_in_one_insert_keep_their_order_and_handle() -> None:
    wanted = transaction.parse(
        wfs("""<wfs:Insert handle="h" srsName="EPSG:25832">
        <feature:baum/><feature:baum/><feature:weg/><feature:baum/></wfs:Insert>""")
    )
    names = [(a.typename, len(a.features), a.handle, a.srs_name) for a in wanted.actions if isinstance(a, Insert)]
    assert names == [
        ("baum", 2, "h", "EPSG:25832"),
        ("weg", 1, "h", "EPSG:25832"),
        ("baum", 1, "h", "EPSG:25832"),
    ]


def test_document_order_is_kept_and_comments_are_harmless() -> None:
    wanted = transaction.parse(
        wfs("""<!-- erst löschen --><wfs:Delete typeName="a"/><?x y?>
        <wfs:Insert><!-- eins --><feature:b><!-- zwei -->
        <feature:c>x<!-- drei -->y</feature:c></feature:b></wfs:Insert>
        <wfs:Update typeName="c"><wfs:Property><wfs:Name>n</wfs:Name></wfs:Property></wfs:Update>""")
    )
    assert [type(action) for action in wanted.actions] == [Delete, Insert, Update]
    insert = wanted.actions[1]
    assert isinstance(insert, Insert) and insert.features[0].properties == {"c": "xy"}


def test_what_others_add_is_ignored_where_nothing_depends_on_it() -> None:
    wanted = transaction.parse(
        wfs("""<wfs:LockId/><wfs:Native vendorId="ORACLE" safeToIgnore="true">ALTER SESSION</wfs:Native>
        <wfs:Insert idgen="GenerateNew" inputFormat="text/xml"><feature:baum fid="x" gml:id="y" quatsch="z">
        <gml:boundedBy><gml:Envelope/></gml:boundedBy></feature:baum></wfs:Insert>""")
    )
    assert wanted.actions == (Insert("baum", (NewFeature({}),)),)


def test_a_condition_belongs_to_its_action() -> None:
    wanted = transaction.parse(
        wfs(f"""<wfs:Native vendorId="buergergis" safeToIgnore="true">
        <bg:condition handle="c-1" state="{STATE}"/></wfs:Native>
        <wfs:Delete handle="c-1" typeName="baum"/>""")
    )
    assert wanted.conditions == {"c-1": STATE}


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ("<wfs:Lock/>", "Lock"),
        ("<wfs:LockId>4711</wfs:LockId>", "LockId"),
        ("<wfs:Replace/>", "Replace"),
        ('<wfs:Native vendorId="ORACLE" safeToIgnore="false"/>', "ORACLE"),
        ('<wfs:Native vendorId="ORACLE"/>', "ORACLE"),
        ('<wfs:Insert idgen="UseExisting"><a/></wfs:Insert>', "idgen"),
        ('<wfs:Insert idgen="ReplaceDuplicate"><a/></wfs:Insert>', "idgen"),
        ("<wfs:Insert/>", "Insert"),
        ("<wfs:Insert><a><b>1</b><b>2</b></a></wfs:Insert>", "b"),
        ("<wfs:Insert><a><b><evil>1</evil></b></a></wfs:Insert>", "evil"),
        (f"<wfs:Insert><a><b>{POINT}</b><c>{POINT}</c></a></wfs:Insert>", "geometry"),
        (f"<wfs:Insert><a><b>{POINT}{POINT}</b></a></wfs:Insert>", "several"),
        ("<wfs:Update/>", "typeName"),
        ("<wfs:Delete/>", "typeName"),
        ('<wfs:Delete typeName="a"><wfs:Property/></wfs:Delete>', "Property"),
        (update("<wfs:Evil/>"), "Evil"),
        (update("<wfs:Property/>"), "Name"),
        (update("<wfs:Property><wfs:Name>b</wfs:Name><wfs:Name>c</wfs:Name></wfs:Property>"), "Name"),
        (update("<wfs:Property><wfs:Name>b</wfs:Name></wfs:Property>" * 2), "b"),
        (f'<wfs:Delete typeName="a">{"<ogc:Filter/>" * 2}</wfs:Delete>', "Filter"),
        ('<wfs:Delete typeName="a"><ogc:Filter/></wfs:Delete>', "Filter"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(inner: str, named: str) -> None:
    with pytest.raises(InvalidContent, match=named):
        transaction.parse(wfs(inner))


@pytest.mark.parametrize(
    "native",
    [
        f'<bg:condition handle="" state="{STATE}"/>',
        f'<bg:condition handle="c-1" state="{STATE}"/><bg:condition handle="c-1" state="{STATE}"/>',
        '<bg:condition handle="c-1" state="sha256:5"/>',
        f'<bg:condition handle="c-1" state="{STATE}&#10;"/>',
        f'<bg:condition handle="another" state="{STATE}"/>',
        f'<bg:condition handle="c-2" state="{STATE}"/>',
        f'<bg:condition handle="twice" state="{STATE}"/>',
        "<bg:condition/>",
        "<bg:something/>",
    ],
)
def test_a_condition_that_nobody_would_check_is_refused(native: str) -> None:
    with pytest.raises(InvalidContent, match=r"condition|Native"):
        transaction.parse(
            wfs(f"""<wfs:Native vendorId="buergergis" safeToIgnore="true">{native}</wfs:Native>
            <wfs:Delete handle="c-1" typeName="baum"/><wfs:Insert handle="c-2"><a/></wfs:Insert>
            <wfs:Delete handle="twice" typeName="baum"/><wfs:Delete handle="twice" typeName="baum"/>""")
        )


@pytest.mark.parametrize(
    "body", [b"<html/>", b"<a", b"", wfs("", "2.0.0"), wfs("", ""), b"<!DOCTYPE Transaction><Transaction/>"]
)
def test_what_is_no_transaction_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidContent):
        transaction.parse(body)


def test_too_much_at_once_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        transaction.parse(wfs("<wfs:Insert>" + "<a/>" * (transaction.MAX_FEATURES + 1) + "</wfs:Insert>"))
    with pytest.raises(LimitExceeded):
        transaction.parse(wfs('<wfs:Delete typeName="a"/>' * (transaction.MAX_ACTIONS + 1)))
    nested = "<ogc:Not>" * 5000 + "</ogc:Not>" * 5000
    with pytest.raises(LimitExceeded):
        transaction.parse(wfs(f'<wfs:Delete typeName="a"><ogc:Filter>{nested}</ogc:Filter></wfs:Delete>'))


def test_what_xml_cannot_carry_is_said_before_anything_is_sent() -> None:
    where = Compare(Comparison.EQUAL, "uuid", "c-1")
    with pytest.raises(InvalidContent, match="Value"):
        transaction.build(Transaction((Update("baum", where, {"notiz": "vor\x0bher"}),)))
    with pytest.raises(InvalidContent, match="Höhe in m"):
        transaction.build(Transaction((Insert("baum", (NewFeature({"Höhe in m": "3"}),)),)))


def test_nothing_that_a_person_types_becomes_markup() -> None:
    sign = '</qgs:baum><qgs:evil a="&lt;">]]>&amp;<!--'
    wanted = Transaction((Insert("baum", (NewFeature({"notiz": sign}),), handle=sign),))
    (read,) = transaction.parse(transaction.build(wanted)).actions
    assert isinstance(read, Insert) and read.features[0].properties == {"notiz": sign} and read.handle == sign


def test_a_height_is_sent_along() -> None:
    shape = gml.element({"type": "Point", "coordinates": [1.5, 2.5, 3.5]}, "EPSG:25832")
    body = transaction.build(Transaction((Insert("baum", (NewFeature({}, shape),)),)))
    assert b'<gml:pos srsDimension="3">1.5 2.5 3.5</gml:pos>' in body
    assert xml.parse(body).get("version") == "1.1.0"
