"""The capabilities, as each person gets them, read by a client that is not ours."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from owslib.wfs import WebFeatureService

from tests.server.conftest import Client

pytestmark = pytest.mark.qgis
WFS = "{http://www.opengis.net/wfs}"
OWS = "{http://www.opengis.net/ows}"
REVIEWER = "pruefung-altmarkfurt"
ALL = ["Query", "Insert", "Update", "Delete"]
EXPECTED = {
    "": {"baum": ["Query"], "bank": ["Query"]},
    "gast": {"baum": ["Query"], "bank": ["Query"]},
    "beitrag-a": {
        "baum": ["Query"], "bank": ["Query"],
        "contribution": ["Query", "Insert", "Update"], "comment": ["Query", "Insert"], "event": ["Query"],
        "attachment": ["Query", "Insert", "Update"],
    },
    REVIEWER: {
        "baum": ALL, "bank": ["Query"],  # all of it is reviewed
        "contribution": ["Query", "Insert", "Update"], "comment": ["Query", "Insert"], "event": ["Query"],
        "attachment": ["Query", "Insert", "Update"],
    },
    "pruefung-neuwasser": {
        "baum": ALL, "bank": ["Query"],
        "contribution": ["Query", "Insert", "Update"], "comment": ["Query", "Insert"], "event": ["Query"],
        "attachment": ["Query", "Insert", "Update"],
    },
}  # fmt: skip


def capabilities(client: Client, user: str, version: str, path: str = "/garten/") -> ElementTree.Element:
    heard = client.get(path, user, SERVICE="WFS", REQUEST="GetCapabilities", VERSION=version)
    assert heard.status == 200
    return ElementTree.fromstring(heard.body)


def operations(root: ElementTree.Element, version: str) -> dict[str, list[str]]:
    return {
        kind.findtext(f"{WFS}Name", ""): [
            (one.text or "") if version == "1.1.0" else one.tag.removeprefix(WFS)
            for one in kind.findall(f"{WFS}Operations/*")
        ]
        for kind in root.iter(f"{WFS}FeatureType")
    }


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
@pytest.mark.parametrize("user", EXPECTED)
def test_everybody_is_told_what_they_may(client: Client, user: str, version: str) -> None:
    root = capabilities(client, user, version)
    assert operations(root, version) == EXPECTED[user]
    may_write = any(len(found) > 1 for found in EXPECTED[user].values())
    assert (b"Transaction" in ElementTree.tostring(root)) is may_write


def test_what_one_person_was_told_is_not_told_the_next(client: Client) -> None:
    for user in (REVIEWER, "", "beitrag-a", "", REVIEWER):
        assert operations(capabilities(client, user, "1.1.0"), "1.1.0") == EXPECTED[user]


def test_the_protocol_is_announced_in_both_forms(client: Client) -> None:
    newer = capabilities(client, "", "1.1.0")
    constraint = newer.find(f"{OWS}OperationsMetadata/{OWS}Constraint[@name='buergergis:protocol']/{OWS}Value")
    assert constraint is not None
    assert constraint.text == "1"
    older = capabilities(client, "", "1.0.0")
    path = f"{WFS}Capability/{WFS}VendorSpecificCapabilities/{{urn:x-buergergis:1}}protocol"
    assert older.findtext(path) == "1"


def test_an_unprepared_project_is_read_only_for_everybody(client: Client) -> None:
    for user in ("", REVIEWER):
        found = operations(capabilities(client, user, "1.1.0", "/einfach/"), "1.1.0")
        assert found == {"baum": ["Query"], "bank": ["Query"]}


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_owslib_reads_them(client: Client, version: str) -> None:
    heard = client.get(user=REVIEWER, SERVICE="WFS", REQUEST="GetCapabilities", VERSION=version)
    service = WebFeatureService("https://gis.example/garten/", version=version, xml=heard.body)
    assert set(service.contents) == set(EXPECTED[REVIEWER])
    assert {operation.name for operation in service.operations} == {
        "GetCapabilities", "DescribeFeatureType", "GetFeature", "Transaction",
    }  # fmt: skip


def test_only_what_is_answered_is_announced(client: Client) -> None:
    for operation in capabilities(client, REVIEWER, "1.1.0").iter(f"{OWS}Operation"):
        ways = {way.tag for way in operation.iter() if way.tag in (f"{OWS}Get", f"{OWS}Post")}
        assert ways == {f"{OWS}{'Post' if operation.get('name') == 'Transaction' else 'Get'}"}


def test_wms_capabilities_come_and_name_public_layers(client: Client) -> None:
    for user in ("", REVIEWER, ""):
        heard = client.get(user=user, SERVICE="WMS", REQUEST="GetCapabilities", VERSION="1.3.0")
        assert heard.status == 200
        assert "<Name>baum</Name>" in heard.text


def test_who_am_i(client: Client) -> None:
    def ask(user: str) -> dict[str, object]:
        return json.loads(client.get(user=user, SERVICE="BUERGERGIS", REQUEST="WhoAmI").text)

    guest = ask("")
    assert (guest["protocol"], guest["protection"], guest["identity"]) == (1, "atomic", None)
    assert guest["roles"] == []
    assert guest["layers"]["baum"]["contribute"] == []
    known = ask("gast")
    assert (known["identity"], known["pseudonym"], known["roles"]) == ("gast", None, [])
    author = ask("beitrag-a")
    assert author["pseudonym"] == "p-00000000aa"
    assert author["roles"] == [{"role": "contributor", "ars": "14999", "layers": ["*"]}]
    assert author["layers"]["baum"] == {
        "contribute": ["insert", "update", "delete"], "write": False, "direct": False, "review": False,
        "require_condition": True, "key": None, "decimals": 6,
    }  # fmt: skip
    assert author["layers"]["bank"]["contribute"] == []
    reviewer = ask(REVIEWER)["layers"]["baum"]
    assert (reviewer["write"], reviewer["direct"], reviewer["review"]) == (True, True, True)
    neighbour = ask("pruefung-neuwasser")["layers"]
    assert (neighbour["baum"]["write"], neighbour["bank"]["write"]) == (True, False)


def test_who_am_i_on_an_unprepared_project_has_no_layers(client: Client) -> None:
    heard = client.get("/einfach/", "beitrag-a", SERVICE="BUERGERGIS", REQUEST="WhoAmI")
    assert json.loads(heard.text)["layers"] == {}


def test_our_service_has_no_other_door(client: Client) -> None:
    for request in ("Answer", "GetCapabilities", ""):
        assert client.get(SERVICE="BUERGERGIS", REQUEST=request).status == 400
