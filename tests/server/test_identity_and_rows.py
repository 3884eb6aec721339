"""Who somebody is, and which rows of the queue they get to see, however they ask."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from plugin.domain.access import Actor, Grant, Role
from plugin.server.front.identity import Identities
from plugin.server.reading import rows
from tests.server import garden
from tests.server.conftest import Client

pytestmark = pytest.mark.qgis
REVIEWER = "pruefung-altmarkfurt"
SEEN = {
    "beitrag-a": {"k-1", "k-3"},
    "beitrag-b": {"k-2"},
    REVIEWER: {"k-1", "k-2"},
    "pruefung-neuwasser": {"k-3"},
}
ABOUT = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature"}


def uuids(client: Client, user: str, **more: str) -> set[str]:
    heard = client.get(user=user, OUTPUTFORMAT="application/json", **{**ABOUT, "TYPENAME": "contribution", **more})
    assert heard.status == 200, heard.text
    return {feature["properties"]["uuid"] for feature in json.loads(heard.text)["features"]}


@pytest.mark.parametrize("user", SEEN)
def test_everybody_sees_their_part_of_the_queue(client: Client, user: str) -> None:
    assert uuids(client, user) == SEEN[user]


@pytest.mark.parametrize("user", SEEN)
def test_counts_and_pages_know_only_the_visible_rows(client: Client, user: str) -> None:
    hits = client.get(user=user, TYPENAME="contribution", RESULTTYPE="hits", **ABOUT).text
    assert f'numberOfFeatures="{len(SEEN[user])}"' in hits
    assert uuids(client, user, MAXFEATURES="1", STARTINDEX=str(len(SEEN[user]))) == set()


@pytest.mark.parametrize(("fid", "sees"), [("contribution.1", True), ("contribution.2", False)])
def test_an_id_opens_no_hidden_row(client: Client, fid: str, sees: bool) -> None:
    assert bool(uuids(client, "beitrag-a", FEATUREID=fid)) is sees
    ogc = "http://www.opengis.net/ogc"
    by_filter = f'<ogc:Filter xmlns:ogc="{ogc}"><ogc:FeatureId fid="{fid}"/></ogc:Filter>'
    assert bool(uuids(client, "beitrag-a", FILTER=by_filter)) is sees


def test_a_filter_opens_no_hidden_row(client: Client) -> None:
    wanted = (
        '<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>uuid'
        "</ogc:PropertyName><ogc:Literal>k-2</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo>"
        "<ogc:PropertyName>uuid</ogc:PropertyName><ogc:Literal>k-1</ogc:Literal></ogc:PropertyIsEqualTo>"
        "</ogc:Or></ogc:Filter>"
    )
    assert uuids(client, "beitrag-a", FILTER=wanted) == {"k-1"}
    assert uuids(client, REVIEWER, FILTER=wanted) == {"k-1", "k-2"}


def equals(name: str, value: str) -> str:
    return (
        f"<ogc:PropertyIsEqualTo><ogc:PropertyName>{name}</ogc:PropertyName>"
        f"<ogc:Literal>{value}</ogc:Literal></ogc:PropertyIsEqualTo>"
    )


def filter_of(inner: str) -> str:
    return f'<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc">{inner}</ogc:Filter>'


@pytest.mark.parametrize("user", SEEN)
@pytest.mark.parametrize("direction", ["A", "D"])
def test_what_is_filtered_is_sorted_too_and_no_hidden_row_comes_with_it(
    client: Client, user: str, direction: str
) -> None:
    """QGIS Server alone forgets SORTBY beside FILTER."""
    wanted = filter_of(f"<ogc:Not>{equals('uuid', 'k-9')}</ogc:Not>")
    asked = {**ABOUT, "TYPENAME": "contribution", "FILTER": wanted, "SORTBY": f"uuid {direction}"}
    heard = client.get(user=user, OUTPUTFORMAT="application/json", **asked)
    found = [feature["properties"]["uuid"] for feature in json.loads(heard.text)["features"]]
    assert found == sorted(SEEN[user], reverse=direction == "D")
    one = client.get(user=user, OUTPUTFORMAT="application/json", **{**asked, "MAXFEATURES": "1"})
    assert [feature["properties"]["uuid"] for feature in json.loads(one.text)["features"]] == found[:1]
    for table in ("comment", "event"):
        about = filter_of(f"<ogc:Not>{equals('contribution', 'k-9')}</ogc:Not>")
        more = {"TYPENAME": table, "FILTER": about, "SORTBY": f"contribution {direction}"}
        heard = client.get(user=user, OUTPUTFORMAT="application/json", **{**asked, **more})
        rows_of = [feature["properties"]["contribution"] for feature in json.loads(heard.text)["features"]]
        assert rows_of == sorted(rows_of, reverse=direction == "D") and set(rows_of) == SEEN[user]


@pytest.mark.parametrize("user", SEEN)
@pytest.mark.parametrize(
    "inner",
    [
        equals("contribution", "k-2"),
        f"<ogc:Or>{equals('contribution', 'k-1')}{equals('contribution', 'k-3')}</ogc:Or>",
        f"<ogc:And>{equals('text', 'zu k-1')}{equals('contribution', 'k-1')}</ogc:And>",
        f"<ogc:Or>{equals('contribution', 'k-1')}{equals('text', 'zu k-2')}</ogc:Or>",
        f"<ogc:Not>{equals('contribution', 'k-1')}</ogc:Not>",
    ],
)
def test_comments_of_named_contributions_are_those_among_all(client: Client, user: str, inner: str) -> None:
    """Where a request names its contributions only those are looked up; that shows neither more nor less."""
    asked = {**ABOUT, "TYPENAME": "comment", "OUTPUTFORMAT": "application/json", "FILTER": filter_of(inner)}
    texts = {one["properties"]["text"] for one in json.loads(client.get(user=user, **asked).text)["features"]}
    named = {name for name in ("k-1", "k-2", "k-3") if _means(inner, name)}
    assert texts == {f"zu {name}" for name in named & SEEN[user]}


def _means(inner: str, name: str) -> bool:
    if inner.startswith("<ogc:Not>"):
        return name != "k-1"
    return name in inner


@pytest.mark.parametrize("user", SEEN)
def test_comments_go_with_their_contributions(client: Client, user: str) -> None:
    heard = client.get(user=user, TYPENAME="comment", OUTPUTFORMAT="application/json", **ABOUT)
    texts = {feature["properties"]["text"] for feature in json.loads(heard.text)["features"]}
    assert texts == {f"zu {uuid}" for uuid in SEEN[user]}


@pytest.mark.parametrize("table", rows.QUEUE)
@pytest.mark.parametrize("request_name", ["GetFeature", "DescribeFeatureType"])
def test_a_guest_is_asked_to_log_in_and_somebody_without_part_refused(
    client: Client, table: str, request_name: str
) -> None:
    asked = {**ABOUT, "REQUEST": request_name, "TYPENAME": f"qgs:{table}"}
    guest = client.get(**asked)
    assert (guest.status, guest.code) == (401, "LoginNeeded")
    assert guest.headers["WWW-Authenticate"].startswith("Basic realm=")
    known = client.get(user="gast", **asked)
    assert (known.status, known.code) == (403, "AccessDenied")
    by_id = client.get(**{**ABOUT, "REQUEST": "GetFeature", "FEATUREID": f"{table}.1"})
    assert by_id.status == 401


@pytest.mark.parametrize("table", rows.QUEUE)
def test_the_queue_is_on_no_map(client: Client, table: str) -> None:
    asked = {
        "SERVICE": "WMS",
        "VERSION": "1.3.0",
        "CRS": "EPSG:25833",
        "BBOX": "489900,5669900,490300,5670100",
    }
    size = {"WIDTH": 100, "HEIGHT": 100, "STYLES": "", "FORMAT": "image/png", "LAYERS": table}
    for more in ({"REQUEST": "GetMap"}, {"REQUEST": "GetFeatureInfo", "QUERY_LAYERS": table, "I": 1, "J": 1}):
        heard = client.get(user=REVIEWER, **asked, **size, **more)
        assert heard.status in (400, 403), heard.text
    assert table not in client.get(user=REVIEWER, SERVICE="WMS", REQUEST="GetCapabilities").text


def test_the_extent_of_the_queue_tells_nothing_of_hidden_rows(client: Client, garden_project: Path) -> None:
    text = client.get(user="beitrag-a", TYPENAME="contribution", **ABOUT).text
    trees = client.get(user="beitrag-a", TYPENAME="baum", **ABOUT).text
    assert envelope(text) == envelope(trees)


def envelope(text: str) -> str:
    return text.partition("<gml:boundedBy>")[2].partition("</gml:boundedBy>")[0]


def test_a_blocked_account_is_a_guest_at_once(client: Client, garden_project: Path) -> None:
    assert uuids(client, REVIEWER)
    database = garden_project.with_name("garten.gpkg")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE member SET identity = 'gesperrt' WHERE identity = ?", [REVIEWER])
    try:
        assert client.get(user=REVIEWER, TYPENAME="contribution", **ABOUT).status == 403
    finally:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE member SET identity = ? WHERE identity = 'gesperrt'", [REVIEWER])
    assert uuids(client, REVIEWER) == SEEN[REVIEWER]


@pytest.mark.parametrize(
    "user",
    [
        "' OR '1'='1",
        'x" OR 1=1 --',
        "*",
        "Beitrag-A",
        "Ünbekannt",
    ],
)
def test_strange_accounts_are_nobody(client: Client, user: str) -> None:
    assert client.get(user=user, TYPENAME="contribution", **ABOUT).status == 403


@pytest.mark.parametrize(
    "header",
    [
        "HTTP_AUTHORIZATION",
        "HTTP_REMOTE_USER",
        "REMOTE_USER",
        "HTTP_X_REMOTE_USER",
        "HTTP_X_BUERGERGIS_IDENTITY",
    ],
)
def test_only_the_header_of_our_nginx_tells_who_asks(client: Client, header: str) -> None:
    value = "Basic YmVpdHJhZy1hOmRyZWl3YXNzZXI=" if "AUTH" in header else "beitrag-a"
    query = "SERVICE=BUERGERGIS&REQUEST=WhoAmI"
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/garten/", "QUERY_STRING": query, header: value}
    assert json.loads(client.send(environ).text)["identity"] is None


def test_remote_user_counts_only_where_the_administrator_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
    assert json.loads(client.get(user="beitrag-a", **about).text)["identity"] == "beitrag-a"
    monkeypatch.setenv("BUERGERGIS_IDENTITY", "")
    assert json.loads(client.get(user="beitrag-a", **about).text)["identity"] == "beitrag-a"  # it is read at the start
    half = client.host.half
    monkeypatch.setattr(half.door, "_identities", Identities(half.door._iface))
    assert json.loads(client.get(user="beitrag-a", **about).text)["identity"] is None


def test_one_request_leaves_nothing_of_its_identity_to_the_next(client: Client) -> None:
    assert uuids(client, "beitrag-a") == SEEN["beitrag-a"]
    assert client.get(TYPENAME="contribution", **ABOUT).status == 401
    assert uuids(client, "beitrag-b") == SEEN["beitrag-b"]


def test_hidden_fields_stay_hidden(client: Client) -> None:
    for more in ({}, {"PROPERTYNAME": "name,notiz"}, {"OUTPUTFORMAT": "application/json"}):
        heard = client.get(user=REVIEWER, TYPENAME="baum", **ABOUT, **more)
        assert "Erbstreit" not in heard.text
    sorted_by = client.get(user=REVIEWER, TYPENAME="baum", SORTBY="notiz", **ABOUT)
    assert sorted_by.code == "InvalidParameterValue"


def test_a_condition_quotes_what_it_is_given() -> None:
    actor = Actor("x", "x", "p-'; --", (Grant(Role.REVIEWER, "14999", frozenset({"ba'um"})),))
    assert rows.visible_contributions(actor) == (
        "(\"author\" = 'p-''; --') OR (\"ars\" LIKE '14999%' AND \"layer\" IN ('ba''um'))"
        " OR (\"body_ars\" LIKE '14999%' AND \"layer\" IN ('ba''um'))"
    )
    assert rows.visible_contributions(Actor(pseudonym="p-1")) == rows.NOTHING
    with pytest.raises(ValueError):
        rows.about(["\\"])


def test_stock_wfs_t_is_refused_by_the_access_control(client: Client) -> None:
    layer = client.host.half.guard
    assert layer.allowToEdit(None, None) is False


def test_a_filter_cannot_be_an_expression(client: Client) -> None:
    query = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=baum&"
    for attempt in ("EXP_FILTER=" + quote("env('PATH') <> ''"), "FILTER=" + quote("\"art\" = 'Linde'")):
        assert client.get(query=query + attempt).status == 400
    assert garden.TREES
