"""What somebody may not read shows in no answer, by whatever way it is asked for.

A way is tried twice, for a value that is there and for one that is nowhere: who may not read it must be answered the
same. Those who may read it see the difference, so that a way that leads nowhere for anybody proves nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.server.conftest import Client, Heard
from tests.server.garden import REPORTER, A

pytestmark = pytest.mark.qgis
KEEPER = "datenschutz"
NOBODY = "Xaver Niemand"
FEATURES = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature"}
JSON = {**FEATURES, "OUTPUTFORMAT": "application/json"}
OGC = 'xmlns:ogc="http://www.opengis.net/ogc"'
INFO = {
    "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetFeatureInfo", "LAYERS": "baum", "QUERY_LAYERS": "baum",
    "CRS": "EPSG:25833", "BBOX": "489990,5669990,490010,5670010", "WIDTH": "100", "HEIGHT": "100", "STYLES": "",
    "I": "50", "J": "50", "FI_POINT_TOLERANCE": "40", "FEATURE_COUNT": "5",
}  # fmt: skip
OTHERS = ["", "beitrag-a", "pruefung-altmarkfurt", "verwaltung", "technik"]


def equal(name: str, value: str, literal: str = "") -> str:
    parts = f"<ogc:PropertyName>{name}</ogc:PropertyName>{literal or f'<ogc:Literal>{value}</ogc:Literal>'}"
    return f"<ogc:Filter {OGC}><ogc:PropertyIsEqualTo>{parts}</ogc:PropertyIsEqualTo></ogc:Filter>"


def like(name: str, value: str) -> str:
    inner = f"<ogc:PropertyName>{name}</ogc:PropertyName><ogc:Literal>{value[:2]}*</ogc:Literal>"
    signs = 'wildCard="*" singleChar="." escapeChar="!"'
    return f"<ogc:Filter {OGC}><ogc:PropertyIsLike {signs}>{inner}</ogc:PropertyIsLike></ogc:Filter>"


def function(name: str, value: str) -> str:
    call = f'<ogc:Function name="strpos"><ogc:PropertyName>{name}</ogc:PropertyName>'
    return equal("art", "", f"{call}<ogc:Literal>{value}</ogc:Literal></ogc:Function>")


WAYS: Mapping[str, Mapping[str, str]] = {
    "a filter": {**JSON, "TYPENAME": "baum", "FILTER": equal("melder", "{}")},
    "a filter in capitals": {**JSON, "TYPENAME": "baum", "FILTER": equal("MELDER", "{}")},
    "a filter with a prefix": {**JSON, "TYPENAME": "baum", "FILTER": equal("qgs:melder", "{}")},
    "a filter that compares two fields": {
        **JSON, "TYPENAME": "baum",
        "FILTER": equal("name", "", "<ogc:PropertyName>melder</ogc:PropertyName>") + "<!--{}-->",
    },
    "a pattern": {**FEATURES, "TYPENAME": "baum", "FILTER": like("melder", "{}")},
    "the number of hits": {**FEATURES, "TYPENAME": "baum", "RESULTTYPE": "hits", "FILTER": equal("melder", "{}")},
    "a function": {**FEATURES, "TYPENAME": "baum", "FILTER": function("melder", "{}")},
    "EXP_FILTER": {**FEATURES, "TYPENAME": "baum", "EXP_FILTER": "\"melder\" = '{}'"},
    "an expression": {**FEATURES, "TYPENAME": "baum", "FILTER": "\"melder\" = '{}'"},
    "the property alone": {**FEATURES, "TYPENAME": "baum", "PROPERTYNAME": "melder"},
    "all there is as GML": {**FEATURES, "TYPENAME": "baum"},
    "all there is as GeoJSON": {**JSON, "TYPENAME": "baum"},
    "one by its id": {**JSON, "FEATUREID": "baum.1"},
    "the order": {**JSON, "TYPENAME": "baum", "SORTBY": "melder"},
    "the order, backwards": {**JSON, "TYPENAME": "baum", "SORTBY": "melder DESC"},
    "the order in capitals": {**JSON, "TYPENAME": "baum", "SORTBY": "MELDER"},
    "GetPropertyValue": {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetPropertyValue", "TYPENAMES": "baum",
                         "VALUEREFERENCE": "melder"},
    "the schema": {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "DescribeFeatureType", "TYPENAME": "baum"},
    **{f"the map as {kind}": {**INFO, "INFO_FORMAT": kind}
       for kind in ("text/plain", "text/html", "text/xml", "application/json", "application/vnd.ogc.gml")},
    "the map in another style": {**INFO, "STYLES": "Winter", "INFO_FORMAT": "application/json"},
    "map tips": {**INFO, "INFO_FORMAT": "text/html", "WITH_MAPTIP": "true"},
    "a filter of the map": {**INFO, "INFO_FORMAT": "text/plain", "FILTER": "baum:\"melder\" = '{}'"},
    "a filtered picture": {**INFO, "REQUEST": "GetMap", "FORMAT": "image/png", "FILTER": "baum:\"melder\" = '{}'"},
    "a selection": {**INFO, "REQUEST": "GetMap", "FORMAT": "image/png", "SELECTION": "baum:1{}"},
    "the attributes of the project": {"SERVICE": "WMS", "REQUEST": "GetProjectSettings"},
    "the atlas": {"SERVICE": "WMS", "REQUEST": "GetPrint", "ATLAS_PK": "{}"},
}  # fmt: skip
SEEN_BY_KEEPER = {
    "a filter", "a pattern", "the number of hits", "the order", "the order, backwards",
}  # fmt: skip
"""Ways that do tell the values to who may read them: they lead somewhere."""


def asked(client: Client, way: str, user: str, value: str) -> Heard:
    return client.get(user=user, **{name: text.replace("{}", value) for name, text in WAYS[way].items()})


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("user", OTHERS)
def test_no_way_tells_others_what_is_personal(client: Client, way: str, user: str) -> None:
    there, nowhere = asked(client, way, user, REPORTER), asked(client, way, user, NOBODY)
    assert there.status == nowhere.status
    assert without(there.text, REPORTER) == without(nowhere.text, NOBODY)
    assert there.status >= 400 or not {REPORTER, "melder"} & {*re.findall(r"Erna Beispiel|melder", there.text)}


@pytest.mark.parametrize("way", sorted(SEEN_BY_KEEPER))
def test_the_same_ways_lead_somewhere_for_who_may_read_it(client: Client, way: str) -> None:
    there, nowhere = asked(client, way, KEEPER, REPORTER), asked(client, way, KEEPER, NOBODY)
    assert there.status == nowhere.status == 200, there.text
    if "order" in way:
        assert REPORTER in there.text
    else:
        assert there.body != nowhere.body


def test_the_data_protection_officer_reads_it_everywhere_and_the_next_one_nowhere(client: Client) -> None:
    for user, sees in ((KEEPER, True), ("pruefung-altmarkfurt", False), (KEEPER, True), ("", False)):
        for way in (
            "all there is as GML",
            "all there is as GeoJSON",
            "one by its id",
            "the map as application/json",
        ):  # not the map in another style: it is hidden there by the project
            assert (REPORTER in asked(client, way, user, "").text) is sees, (way, user)
        assert ("melder" in asked(client, "the schema", user, "").text) is sees


def test_the_order_of_personal_values_is_not_the_order_of_an_answer(client: Client) -> None:
    """For who may sort by it the order follows; the same words in another's request are refused, whatever they are."""

    def names(user: str, order: str) -> list[str]:
        heard = client.get(user=user, TYPENAME="baum", SORTBY=order, **JSON)
        return [feature["properties"]["melder"] for feature in json.loads(heard.text)["features"]]

    assert names(KEEPER, "melder DESC") == [*reversed(names(KEEPER, "melder"))]
    assert client.get(user="verwaltung", TYPENAME="baum", SORTBY="melder", **JSON).code == "InvalidParameterValue"


@pytest.mark.parametrize("user", ["", "beitrag-a", KEEPER])
@pytest.mark.parametrize("path", ["/garten/wfs3/collections/baum/items", "/garten/wfs3/collections/baum/items/1",
                                  "/wfs3/collections/baum/items", "/garten/ogcapi", "/garten/index.json"])  # fmt: skip
def test_there_is_no_other_interface(client: Client, path: str, user: str) -> None:
    for query in ("", "melder=Erna*", "filter=" + quote(f"melder='{REPORTER}'"), "sortby=melder", "limit=1"):
        heard = client.get(path=path, user=user, query=query)
        assert heard.status >= 400 and REPORTER not in heard.text


def transaction(inner: str) -> bytes:
    names = 'xmlns:wfs="http://www.opengis.net/wfs" xmlns:qgs="http://www.qgis.org/gml"'
    return f'<wfs:Transaction service="WFS" version="1.1.0" {names} {OGC}>{inner}</wfs:Transaction>'.encode()


@pytest.mark.parametrize("user", ["pruefung-altmarkfurt", "verwaltung"])
@pytest.mark.parametrize(
    "inner",
    [
        "<wfs:Delete typeName='baum'>" + equal("melder", "{}") + "</wfs:Delete>",
        "<wfs:Delete typeName='baum'>" + like("melder", "{}") + "</wfs:Delete>",
        "<wfs:Update typeName='baum'><wfs:Property><wfs:Name>melder</wfs:Name><wfs:Value>{}</wfs:Value></wfs:Property>"
        f"<ogc:Filter {OGC}><ogc:FeatureId fid='baum.1'/></ogc:Filter></wfs:Update>",
        "<wfs:Insert><qgs:baum><qgs:melder>{}</qgs:melder></qgs:baum></wfs:Insert>",
    ],
)
def test_who_writes_neither_sets_nor_asks_for_it(client: Client, user: str, inner: str) -> None:
    there, nowhere = (client.post(transaction(inner.replace("{}", name)), user=user) for name in (REPORTER, NOBODY))
    assert there.status == nowhere.status >= 400
    assert there.text.replace(REPORTER, "") == nowhere.text.replace(NOBODY, "")


# Rows of the queue: k-1 and k-2 are in Altmarkfurt, k-3 in Neuwasser; k-1 and k-3 are beitrag-a's, k-2 is beitrag-b's.
HIDDEN = {"": "k-1 k-2 k-3", "beitrag-a": "k-2", "beitrag-b": "k-1 k-3", "pruefung-altmarkfurt": "k-3",
          "pruefung-neuwasser": "k-1 k-2", KEEPER: "k-1 k-2 k-3", "technik": "k-1 k-2 k-3"}  # fmt: skip
TABLES = {"contribution": "uuid", "comment": "contribution", "attachment": "contribution", "event": "contribution"}
ROWS: Mapping[str, Mapping[str, str]] = {
    "a filter": {**JSON, "FILTER": "equal"},
    "the number of hits": {**FEATURES, "FILTER": "equal", "RESULTTYPE": "hits"},
    "its box": {**FEATURES, "FILTER": "equal"},
    "its id": {**JSON, "FEATUREID": "fid"},
    "EXP_FILTER": {**FEATURES, "EXP_FILTER": "expression"},
    "an expression": {**FEATURES, "FILTER": "expression"},
    "GetPropertyValue": {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetPropertyValue", "FILTER": "equal"},
    "the map": {**INFO, "LAYERS": "table", "QUERY_LAYERS": "table", "INFO_FORMAT": "text/plain"},
    "a filter of the map": {**INFO, "LAYERS": "table", "QUERY_LAYERS": "table", "FILTER": "expression"},
}


def row_asked(client: Client, user: str, way: str, table: str, uuid: str) -> Heard:
    field = TABLES[table]
    texts = {
        "equal": equal(field, uuid),
        "fid": f"{table}.{uuid[-1]}",
        "expression": f"\"{field}\" = '{uuid}'",
        "table": table,
    }
    parameters = {name: texts.get(text, text) for name, text in ROWS[way].items()}
    named = {} if "FEATUREID" in parameters or "LAYERS" in parameters else {"TYPENAME": table}
    return client.get(user=user, **named, **parameters)


@pytest.mark.parametrize("way", ROWS)
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("user", HIDDEN)
def test_a_hidden_row_answers_like_one_that_is_not_there(client: Client, user: str, table: str, way: str) -> None:
    nowhere = row_asked(client, user, way, table, "k-9")
    for uuid in HIDDEN[user].split():
        if table == "event" and user in (KEEPER, "technik"):
            continue  # they read the record of their area, as the next test says
        there = row_asked(client, user, way, table, uuid)
        assert there.status == nowhere.status
        assert without(there.text, uuid, f"{table}.{uuid[-1]}") == without(nowhere.text, "k-9", f"{table}.9")


def without(text: str, *words: str) -> str:
    """An answer without what was asked for in it, and without the time of day."""
    for word in words:
        text = text.replace(word, "")
    return re.sub(r'timeStamp="[^"]*"', "", text)


@pytest.mark.parametrize("table", TABLES)
def test_the_same_ways_find_a_row_for_who_may_see_it(client: Client, table: str) -> None:
    for way in ("a filter", "the number of hits", "its id"):
        there, nowhere = (row_asked(client, "pruefung-altmarkfurt", way, table, uuid) for uuid in ("k-1", "k-9"))
        assert there.status == 200 and there.text != nowhere.text


RECORD = {"beitrag-a": {"zu k-1", "zu k-3"}, "beitrag-b": {"zu k-2"}, "pruefung-altmarkfurt": {"zu k-1", "zu k-2"},
          "pruefung-neuwasser": {"zu k-3"}, "verwaltung": {"zu k-1", "zu k-2", "zu k-3", "zu niemand"},
          KEEPER: {"zu k-1", "zu k-2", "zu niemand"},
          "technik": {"zu k-1", "zu k-2", "zu k-3", "zu niemand"}}  # fmt: skip


@pytest.mark.parametrize("user", RECORD)
def test_the_whole_record_of_an_area_is_for_those_who_look_after_it(client: Client, user: str) -> None:
    heard = client.get(user=user, TYPENAME="event", **JSON)
    assert {feature["properties"]["note_hash"] for feature in json.loads(heard.text)["features"]} == RECORD[user]


@pytest.mark.parametrize("user", [KEEPER, "technik"])
def test_who_looks_after_data_or_service_sees_no_contribution_and_is_offered_nothing_to_write(
    client: Client, user: str
) -> None:
    for table in ("contribution", "comment", "attachment"):
        assert json.loads(client.get(user=user, TYPENAME=table, **JSON).text)["features"] == []
    told = client.get(user=user, SERVICE="WFS", VERSION="1.1.0", REQUEST="GetCapabilities").text
    assert "Insert" not in told and "Delete" not in told
    heard = client.post(
        transaction("<wfs:Insert><qgs:comment><qgs:text>x</qgs:text></qgs:comment></wfs:Insert>"), user=user
    )
    assert (heard.status, heard.code) == (403, "AccessDenied")


def test_a_server_without_the_half_shows_nothing_personal(garden_project: Path) -> None:
    """The published project hides the field by itself."""
    from qgis.core import Qgis, QgsProject

    project = QgsProject()
    assert project.read(str(garden_project))
    fields = project.mapLayersByName("baum")[0].fields()
    flags = fields.field("melder").configurationFlags()
    assert flags & Qgis.FieldConfigurationFlag.HideFromWfs and flags & Qgis.FieldConfigurationFlag.HideFromWms
    assert not fields.field("name").configurationFlags() & Qgis.FieldConfigurationFlag.HideFromWfs
    project.clear()


STATUS = {"SERVICE": "BUERGERGIS", "REQUEST": "Status"}


@pytest.mark.parametrize(("user", "status"), [("", 401), ("unbekannt", 403), ("beitrag-a", 403), ("verwaltung", 403),
                                              (KEEPER, 403), ("technik", 200)])  # fmt: skip
def test_how_the_service_is_doing_is_told_to_who_looks_after_it(client: Client, user: str, status: int) -> None:
    assert client.get(user=user, **STATUS).status == status


@contextmanager
def writing(database: Path) -> Iterator[sqlite3.Connection]:
    """The database with the functions that triggers of its spatial index need; no point is touched."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for name in ("IsEmpty", "MinX", "MaxX", "MinY", "MaxY"):
            connection.create_function(f"ST_{name}", 1, lambda _: 1)
        yield connection


def test_the_status_counts_what_waits_and_what_was_refused(client: Client, garden_project: Path) -> None:
    database = garden_project.with_name("garten.gpkg")
    with writing(database) as connection:
        connection.execute("UPDATE contribution SET created = '2026-05-0' || id || 'T12:00:00Z'")
        connection.execute("UPDATE contribution SET status = 'published' WHERE uuid = 'k-1'")
        connection.execute("DELETE FROM refusal")
        rows = [("2026-01-01T00:00Z", "guest", "Alt", 7), ("2999-01-01T00:00Z", "guest", "LoginNeeded", 3),
                ("2999-01-01T00:00Z", "p-1", "LoginNeeded", 2)]  # fmt: skip
        connection.executemany("INSERT INTO refusal (minute, actor, reason, count) VALUES (?, ?, ?, ?)", rows)
    try:
        told = json.loads(client.get(user="technik", **STATUS).text)
    finally:
        with writing(database) as connection:
            connection.execute("UPDATE contribution SET created = NULL, status = 'submitted'")
            connection.execute("DELETE FROM refusal")
    assert (told["open"], told["oldest_open"]) == ({"submitted": 2}, "2026-05-02T12:00:00Z")
    assert told["refusals"]["LoginNeeded"] >= 5 and "Alt" not in told["refusals"]
    assert told["backend"] == "gpkg" and told["bytes"] > 0 and told["bytes_free"] > 0 and told["lock_turn"] >= 0
    assert told["epoch"] and not any(word in json.dumps(told) for word in ("p-", A, "baum"))
