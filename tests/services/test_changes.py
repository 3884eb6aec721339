"""One change as a Transaction for servers that are not ours: what is named, in which order, under which condition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugin.domain.contribution import Change, Operation
from plugin.domain.errors import InvalidContent, NotAService
from plugin.domain.feature import Feature
from plugin.services import changes, xml
from plugin.services.contributions import LayerForm
from plugin.services.wfs import locks
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.dialect import gml_format, version_of
from plugin.services.wfs.filters import Combined, Compare, Comparison, FeatureIds, IsNull
from plugin.services.wfs.model import Capabilities, Delete, Field, Insert, Namespace, Schema, Update
from plugin.services.wfs.names import namespace_of

URI = "https://gis.altmarkfurt.example/altmarkfurt"
FIELDS = (Field("uuid", "text"), Field("art", "text"), Field("hoehe", "number"), Field("erhalten", "boolean"))
SCHEMA = Schema("alt:baum", FIELDS, "the_geom", "Point", URI, ("uuid", "art", "the_geom", "hoehe", "erhalten"))
QGIS = replace(SCHEMA, layer="baum", geometry_name="geometry", namespace=xml.QGS)
FORM = LayerForm("alt:baum", "EPSG:25833", "uuid")
POINT = {"type": "Point", "coordinates": [492000.0, 5670000.0]}
BASE = Feature("alt:baum", "b-1", "EPSG:25833", POINT, {"uuid": "b-1", "art": "Linde", "hoehe": None, "erhalten": True})
NOW = ("baum.17", BASE)


def changed(base: Feature = BASE, **values: Any) -> Change:
    return Change(Operation.UPDATE, base, replace(base, properties={**base.properties, **values}))


def sent(change: Change, schema: Schema = SCHEMA, form: LayerForm = FORM, **more: Any) -> Any:
    given = {"version": "1.1.0", "handle": "c-1", "now": NOW, **more}
    (action,) = changes.transaction(change, form, schema, **given).actions
    return action


def test_an_update_names_what_changed_and_what_it_was() -> None:
    action = sent(changed(art="Ulme", hoehe=3.5))
    assert isinstance(action, Update)
    assert action.properties == {"art": "Ulme", "hoehe": "3.5"} and not action.sets_geometry
    key, old, none = (Compare(Comparison.EQUAL, n, v) for n, v in (("uuid", "b-1"), ("art", "Linde"), ("hoehe", "")))
    assert action.filter == Combined(action.filter.logic, (key, old, IsNull("hoehe")))  # type: ignore[union-attr]
    assert sent(changed(art="Ulme"), conditional=False).filter == key
    assert none != IsNull("hoehe")


@pytest.mark.parametrize("old", ["", " Linde", "Linde\nUlme", "x" * 300])
def test_what_servers_read_in_their_own_ways_is_no_condition(old: str) -> None:
    base = replace(BASE, properties={**BASE.properties, "art": old})
    assert sent(changed(base, art="Ulme"), now=("baum.17", base)).filter == Compare(Comparison.EQUAL, "uuid", "b-1")
    assert sent(changed(erhalten=False)).filter == Compare(Comparison.EQUAL, "uuid", "b-1")


def test_without_a_key_a_field_that_holds_the_number_will_do_else_the_id_alone() -> None:
    form = replace(FORM, key="")
    numbered = replace(BASE, properties={**BASE.properties, "fid": 17})
    schema = replace(SCHEMA, fields=(*FIELDS, Field("fid", "integer")))
    filter = sent(changed(numbered, art="Ulme"), schema, form, now=("baum.17", numbered)).filter
    assert isinstance(filter, Combined) and Compare(Comparison.EQUAL, "fid", "17") in filter.parts
    assert sent(changed(art="Ulme"), form=form).filter == FeatureIds(("baum.17",)), "And beside an id would be ignored"


def test_a_delete_is_conditional_but_on_qgis_server_which_knows_ids_only() -> None:
    delete = Change(Operation.DELETE, BASE, None)
    action = sent(delete)
    assert isinstance(action, Delete) and isinstance(action.filter, Combined)
    assert Compare(Comparison.EQUAL, "art", "Linde") in action.filter.parts
    assert sent(delete, QGIS, replace(FORM, name="baum")).filter == FeatureIds(("baum.17",))


def test_where_rows_count_their_changes_ours_has_its_name_and_meets_the_version() -> None:
    more = (Field("version", "integer"), Field("change_id", "text"))
    schema = replace(SCHEMA, fields=(*FIELDS, *more))
    base = replace(BASE, properties={**BASE.properties, "version": 3, "change_id": "x"})
    action = sent(changed(base, art="Ulme"), schema, now=("baum.17", base))
    assert action.properties == {"art": "Ulme", "change_id": "c-1"}
    assert Compare(Comparison.EQUAL, "version", "3") in action.filter.parts
    insert = sent(Change(Operation.INSERT, None, base), schema, now=None)
    assert isinstance(insert, Insert) and "version" not in insert.features[0].properties


def test_a_field_that_is_gone_is_named_and_nothing_is_sent() -> None:
    with pytest.raises(InvalidContent, match="art"):
        sent(changed(art="Ulme"), replace(SCHEMA, fields=FIELDS[:1]))


def test_a_height_is_not_sent_where_it_would_be_dropped() -> None:
    high = {"type": "Point", "coordinates": [492000.0, 5670000.0, 203.5]}
    lifted = Change(Operation.UPDATE, BASE, replace(BASE, geometry=high))
    assert sent(lifted).geometry is not None
    with pytest.raises(InvalidContent, match="height"):
        sent(lifted, QGIS, replace(FORM, name="baum"))
    assert sent(changed(replace(BASE, geometry=high), art="Ulme"), QGIS).geometry is None, "attributes alone go"


def test_a_single_geometry_becomes_the_multi_geometry_that_the_layer_has() -> None:
    moved = Change(Operation.UPDATE, BASE, replace(BASE, geometry={"type": "Point", "coordinates": [1.0, 2.0]}))
    geometry = sent(moved, replace(SCHEMA, geometry_type="MultiPoint")).geometry
    assert xml.local(geometry.tag) == "MultiPoint"


def test_names_have_the_prefix_and_namespace_of_the_layer_and_follow_its_schema() -> None:
    wanted = changes.transaction(
        Change(Operation.INSERT, None, BASE), FORM, SCHEMA, version="1.1.0", handle="c-1", lock="schloss-1"
    )
    text = wfs.build(wanted).decode()
    assert f'xmlns:alt="{URI}"' in text and "<alt:baum>" in text and "qgs" not in text
    places = [text.index(f"<alt:{name}>") for name in ("uuid", "art", "the_geom", "erhalten")]
    assert places == sorted(places)
    assert text.index("<wfs:LockId>schloss-1</wfs:LockId>") < text.index("<wfs:Insert")
    assert 'releaseAction="ALL"' in text


@pytest.mark.parametrize("prefix", ["wfs", "xml", "ns1", "1a", 'a" b', ""])
def test_a_prefix_that_means_something_else_is_replaced(prefix: str) -> None:
    schema = replace(SCHEMA, layer=f"{prefix}:baum" if prefix else "baum")
    assert namespace_of(schema) == Namespace("feature", URI)


def test_qgis_server_is_spoken_to_as_before() -> None:
    assert namespace_of(QGIS) is None and namespace_of(replace(QGIS, namespace="")) is None


def test_the_version_is_the_one_that_was_answered() -> None:
    def known(version: str) -> Capabilities:
        return Capabilities(version, "", {}, frozenset(), True)

    assert [version_of(one) for one in (None, known("1.0.0"), known("1.1.0"), known("2.0.0"))] == [
        "1.1.0", "1.0.0", "1.1.0", "1.1.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formats", "version", "wanted"),
    [
        (["GML2", "text/xml; subtype=gml/3.1.1"], "1.1.0", "text/xml; subtype=gml/3.1.1"),
        (["GML3", "GML2"], "1.1.0", "GML3"),
        (["GML2"], "1.1.0", "GML2"),
        (["GML2", "GML3"], "1.0.0", "GML2"),
        ([], "1.1.0", "text/xml; subtype=gml/3.1.1"),
        ([], "1.0.0", "GML2"),
    ],
)
def test_gml_is_asked_for_as_the_service_calls_it(formats: list[str], version: str, wanted: str) -> None:
    assert gml_format(formats, version) == wanted


def test_a_lock_is_asked_for_and_its_id_read() -> None:
    asked = locks.build("alt:baum", FeatureIds(("baum.17",)), namespace_of(SCHEMA)).decode()
    assert 'typeName="alt:baum"' in asked and f'xmlns:alt="{URI}"' in asked and "baum.17" in asked
    answer = '<wfs:LockFeatureResponse xmlns:wfs="http://www.opengis.net/wfs"><wfs:LockId>x1</wfs:LockId></wfs:{}>'
    assert locks.read(xml.parse(answer.format("LockFeatureResponse").encode())) == "x1"
    with pytest.raises(NotAService):
        locks.read(xml.parse(b"<LockFeatureResponse/>"))
    with pytest.raises(NotAService):
        locks.read(xml.parse(b"<html><LockId>x1</LockId></html>"))
