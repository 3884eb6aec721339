"""The contract server itself: that passing means something, because what a real one would refuse is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
from lxml import etree

from tests.contract.personality import PERSONALITIES
from tests.contract.server import ContractServer

from .conftest import CONTRACT
from .grounds import TREES, Ground

pytestmark = [pytest.mark.live, pytest.mark.qgis]

WFS, OGC, GML = 'xmlns="http://www.opengis.net/wfs"', "http://www.opengis.net/ogc", "http://www.opengis.net/gml"
SAMPLES = Path(__file__).parents[3] / "shared" / "data"
Post = Callable[..., str]


@pytest.fixture
def post(contract_ground: Ground) -> Post:
    """Send a Transaction with these actions; {p} is the prefix, {u} its namespace, {g} the geometry's name."""
    who = PERSONALITIES[contract_ground.name]

    def send(actions: str, version: str = "", extra: str = "") -> str:
        version = version or who.versions[0]
        body = (
            f'<Transaction {WFS} xmlns:ogc="{OGC}" xmlns:gml="{GML}" xmlns:{who.prefix}="{who.uri}" service="WFS" '
            f'version="{version}">{extra}{actions}</Transaction>'
        )
        body = body.replace("{p}", who.prefix).replace("{u}", who.uri).replace("{g}", who.geometry)
        return requests.post(contract_ground.url, body.encode(), timeout=20).text

    return send


@pytest.fixture(params=CONTRACT)
def contract_ground(request: pytest.FixtureRequest, grounds: Callable[[str], Ground]) -> Iterator[Ground]:
    ground = grounds(request.param)
    before = {layer: ground.rows(layer) for layer in TREES}
    yield ground
    assert {layer: ground.rows(layer) for layer in TREES} == before, "what was refused was carried out"


KEY = (
    "<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>uuid</ogc:PropertyName><ogc:Literal>b-1</ogc:Literal>"
    "</ogc:PropertyIsEqualTo></ogc:Filter>"
)


def update(name: str = "art", value: str = "Ulme", typename: str = "{p}:baum", filter: str = KEY) -> str:
    return (
        f'<Update typeName="{typename}"><Property><Name>{name}</Name><Value>{value}</Value></Property>{filter}</Update>'
    )


REFUSED = {
    "a prefix that nobody has bound": update(typename="fremd:baum"),
    "a layer without its prefix": update(typename="baum"),
    "a field that there is not": update(name="farbe"),
    "a number that is none": update(name="nummer", value="sieben"),
    "a truth that is none": update(name="erhalten", value="vielleicht"),
    "an update of everything": update(filter=""),
    "a feature id beside something else": update(
        filter=KEY.replace("<ogc:Filter>", '<ogc:Filter><ogc:FeatureId fid="baum.1"/>')
    ),
    "a new feature of another namespace": '<Insert><qgs:baum xmlns:qgs="http://www.qgis.org/gml"><qgs:art>Ulme'
    "</qgs:art></qgs:baum></Insert>",
    "a property of another namespace": '<Insert><{p}:baum><art xmlns="">Ulme</art></{p}:baum></Insert>',
    "a new feature without what it needs": "<Insert><{p}:baum><{p}:nummer>1</{p}:nummer></{p}:baum></Insert>",
    "a geometry called as QGIS Server calls it": update(name="geometry", value="<gml:Point/>"),
    "a point in another reference system": "<Insert><{p}:baum><{p}:art>x</{p}:art><{p}:{g}>"
    '<gml:Point srsName="EPSG:3857"><gml:coordinates>1,2</gml:coordinates></gml:Point></{p}:{g}></{p}:baum></Insert>',
    "an operator that there is not": update(
        filter="<ogc:Filter><ogc:Function name='env'><ogc:Literal>HOME</ogc:Literal></ogc:Function></ogc:Filter>"
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_refuses(post: Post, what: str) -> None:
    answer = post(REFUSED[what], extra="")
    assert "SUCCESS" not in answer and ("xception" in answer or "Message" in answer), answer


def test_a_comment_is_refused(post: Post) -> None:
    assert "xception" in post(f"<!-- Gruß -->{update()}")


def test_northing_first_is_believed_as_it_is_said(grounds: Callable[[str], Ground]) -> None:
    """Who writes x, y under a urn has put the place somewhere else."""
    ground = grounds("geoserver")
    who = PERSONALITIES["geoserver"]
    placed = {}
    for name, srs in (("kurz", "EPSG:4326"), ("urn", "urn:ogc:def:crs:EPSG::4326")):
        body = (
            f'<Transaction {WFS} xmlns:p="{who.uri}" xmlns:gml="{GML}" service="WFS" version="1.1.0"><Insert><p:ort>'
            f"<p:uuid>{name}</p:uuid><p:art>x</p:art><p:{who.geometry}>"
            f'<gml:Point srsName="{srs}"><gml:pos>14.5 51.5</gml:pos></gml:Point></p:{who.geometry}></p:ort></Insert>'
            "</Transaction>"
        )
        assert "totalInserted>1" in requests.post(ground.url, body.encode(), timeout=20).text
        placed[name] = ground.row("ort", name)["geometry"]["coordinates"]
        ground.change("ort", f"DELETE FROM ort WHERE uuid = '{name}'")
    assert placed == {"kurz": [14.5, 51.5], "urn": [51.5, 14.5]}


def test_each_answers_as_its_kind_does(tmp_path: Path) -> None:
    """Ids that are none, failures as a report with 200 or 400, or inside a TransactionResponse."""
    seen: dict[str, Any] = {}
    for name in CONTRACT:
        (tmp_path / name).mkdir()
        with ContractServer(name, tmp_path / name) as server:
            who = PERSONALITIES[name]
            insert = f"<Insert><{who.prefix}:baum><{who.prefix}:art>x</{who.prefix}:art></{who.prefix}:baum></Insert>"
            texts = []
            for action in (insert, insert.replace("art", "farbe")):
                body = f'<Transaction {WFS} xmlns:{who.prefix}="{who.uri}" service="WFS" version="{who.versions[0]}">'
                answer = requests.post(server.url, f"{body}{action}</Transaction>".encode(), timeout=20)
                root = etree.fromstring(answer.content)
                ids = [one.get("fid") for one in root.iter(f"{{{OGC}}}FeatureId")]
                texts.append((answer.status_code, etree.QName(root).localname, ids))
            with closing(sqlite3.connect(server.database)) as connection:
                assert connection.execute("SELECT count(*) FROM baum").fetchone() == (1,)
            seen[name] = texts
    assert seen == {
        "geoserver": [(200, "TransactionResponse", ["new0"]), (200, "ExceptionReport", [])],
        "tinyows": [(200, "TransactionResponse", ["baum.1"]), (200, "TransactionResponse", [])],
        "deegree": [(200, "TransactionResponse", ["APP_BAUM_1"]), (400, "ExceptionReport", [])],
        "arcgis": [(200, "TransactionResponse", ["baum.F1__"]), (400, "ExceptionReport", [])],
        "wfs-1.0.0": [(200, "WFS_TransactionResponse", ["new0"]), (200, "WFS_TransactionResponse", [])],
    }


@pytest.mark.parametrize("sample", ["geotools_GeoServer_2.2.x_1.1.0_GetCapabilities.xml"])
def test_its_description_has_the_parts_of_a_real_one(grounds: Callable[[str], Ground], sample: str) -> None:
    path = SAMPLES / "ows_capabilities" / sample
    if not path.exists():
        pytest.skip(f"the sample {sample} is not there")
    ours = requests.get(f"{grounds('geoserver').url}?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=1.1.0", timeout=20)
    wanted = ("Name", "Title", "DefaultSRS", "Operation", "Operations", "WGS84BoundingBox", "DCP", "Value")
    real, made = (
        {etree.QName(one).localname for one in etree.fromstring(text).iter() if isinstance(one.tag, str)}
        for text in (path.read_bytes(), ours.content)
    )
    assert set(wanted) <= real and set(wanted) <= made
