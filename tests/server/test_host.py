"""What stands before QGIS: bodies, methods, addresses; and QGIS behind it, on a project file that changes."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject

from plugin.domain.errors import InvalidContent, LimitExceeded, Problem
from plugin.server.current import Current
from plugin.server.front import body
from plugin.server.front.projects import Projects
from tests.server import garden
from tests.server.conftest import Client

pytestmark = pytest.mark.qgis
CAPABILITIES = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}


def read(content: bytes, length: int | None = None) -> bytes:
    return body.read(io.BytesIO(content), length)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_body_arrives_as_utf_8(encoding: str) -> None:
    declared = "UTF-16" if "16" in encoding else "UTF-8"
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<a>Straße „Süd“ 𝄞</a>'
    assert read(text.encode(encoding)).decode("utf-8").strip() == "<a>Straße „Süd“ 𝄞</a>"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>Straße</a>'.encode("latin-1"),
        b'<?xml version="1.0" encoding="UTF-7"?><a/>',
        b'<?xml version="1.0" encoding="windows-1252"?><a/>',
        '<?xml version="1.0" encoding="UTF-32"?><a/>'.encode("utf-32"),
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://169.254.169.254/"><a/>',
        b"<a>\xff</a>",
        b"<a>\x00</a>",
        b"<a><b></a>",
        b"<a/><b/>",
        b"",
        b"SERVICE=WFS",
    ],
)
def test_other_bodies_are_refused(content: bytes) -> None:
    with pytest.raises(InvalidContent):
        read(content)


def test_a_body_is_bounded_in_depth_elements_and_size() -> None:
    with pytest.raises(LimitExceeded):
        read(b"<a>" * 30_000 + b"</a>" * 30_000)
    with pytest.raises(LimitExceeded):
        read(b"<a>" + b"<b/>" * (body.MAX_ELEMENTS + 1) + b"</a>")
    with pytest.raises(LimitExceeded):
        read(b"<a>" + b" " * body.MAX_BYTES + b"</a>")
    with pytest.raises(LimitExceeded):
        read(b"", body.MAX_BYTES + 1)
    with pytest.raises(LimitExceeded):
        read(b"<a " + b" ".join(b'b%d=""' % number for number in range(101)) + b"/>")
    with pytest.raises(LimitExceeded):
        read(b"<a b='" + b"x" * 2**20 + b"'/>")
    with pytest.raises(LimitExceeded):
        read(b"<!--" + b"x" * 2**20 + b"--><a/>")


def test_long_text_and_many_elements_are_not_too_much() -> None:
    text = "<a>" + "Straße &amp; Platz ü" * 200_000 + "</a>"
    assert read(text.encode()) == text.encode()
    many = b"<a>" + b"<b c='1'>Linde</b>" * 100_000 + b"</a>"
    assert read(many) == many


def test_a_body_that_ends_early_is_not_carried_out() -> None:
    with pytest.raises(InvalidContent):
        read(b"<a/>", 5)


def test_an_endless_body_is_read_no_further_than_its_limit() -> None:
    class Endless:
        handed_out = 0

        def read(self, size: int) -> bytes:
            self.handed_out += size
            return b"<a>" * (size // 3) if self.handed_out < 2**30 else b""

    stream = Endless()
    with pytest.raises(Problem):
        body.read(stream, None)
    assert stream.handed_out <= 2**20


def test_only_the_addresses_of_the_configuration_are_answered(client: Client) -> None:
    assert client.get("/garten/", **CAPABILITIES).status == 200
    for path in ("/", "/garten", "/garten/wfs3/", "/garten/../einfach/", "/wfs3/collections", "/static/x.js"):
        heard = client.get(path, **CAPABILITIES)
        assert (heard.status, heard.code) == (404, "NotFound"), path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    heard = client.send({"REQUEST_METHOD": method, "PATH_INFO": "/garten/", "QUERY_STRING": ""})
    assert (heard.status, heard.code) == (405, "MethodNotAllowed")


def test_head_answers_like_get_without_a_body(client: Client) -> None:
    about = {"PATH_INFO": "/garten/", "QUERY_STRING": "SERVICE=WFS&REQUEST=GetCapabilities"}
    heard = client.send({"REQUEST_METHOD": "HEAD", **about})
    assert (heard.status, heard.body) == (200, b"")
    assert int(heard.headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", ""]
)
def test_a_post_is_xml(client: Client, kind: str) -> None:
    heard = client.post(b"SERVICE=WFS&REQUEST=GetCapabilities", kind=kind)
    assert (heard.status, heard.code) == (415, "UnsupportedMediaType")


def test_a_get_has_no_body(client: Client) -> None:
    about = {"REQUEST_METHOD": "GET", "PATH_INFO": "/garten/", "QUERY_STRING": "SERVICE=WFS"}
    assert client.send({**about, "CONTENT_LENGTH": "5"}, b"<a/>x").status == 400


def test_too_long_an_address_is_refused(client: Client) -> None:
    assert client.get(query="SERVICE=WFS&REQUEST=GetCapabilities&X=" + "x" * 17_000).status == 413


def test_the_answer_names_the_addresses_people_use_and_no_others(client: Client) -> None:
    assert 'href="https://gis.example/garten/' in client.get(**CAPABILITIES).text
    about = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/garten/",
        "QUERY_STRING": "SERVICE=WFS&REQUEST=GetCapabilities",
    }
    assert 'href="http://localhost:8080/garten/' in client.send({**about, "HTTP_HOST": "localhost:8080"}).text
    forged = {
        "HTTP_HOST": "böse.example", "HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_FORWARDED": "host=evil.example",
        "HTTP_X_QGIS_SERVICE_URL": "http://evil.example/", "HTTP_X_QGIS_WFS_SERVICE_URL": "http://evil.example/",
    }  # fmt: skip
    heard = client.send({**about, **forged})
    assert 'href="https://gis.example/garten/' in heard.text
    assert "evil" not in heard.text


def test_no_answer_is_kept_by_a_cache(client: Client) -> None:
    for user in ("", "beitrag-a"):
        heard = client.get(user=user, **CAPABILITIES)
        assert (heard.headers["Cache-Control"], heard.headers["Vary"]) == ("no-store", "Authorization")


def test_a_map_is_drawn(client: Client) -> None:
    heard = client.get(
        SERVICE="WMS", VERSION="1.3.0", REQUEST="GetMap", LAYERS="baum", STYLES="", CRS="EPSG:25833",
        BBOX="489900,5669900,490300,5670100", WIDTH=400, HEIGHT=200, FORMAT="image/png",
    )  # fmt: skip
    assert heard.headers["Content-Type"] == "image/png"
    assert heard.body.startswith(b"\x89PNG")


def test_a_replaced_project_is_seen_at_once(plain_project: Path, client: Client, tmp_path: Path) -> None:
    shutil.copytree(plain_project.parent, tmp_path, dirs_exist_ok=True)
    project = tmp_path / plain_project.name
    client.host.projects = {**client.host.projects, "/neu/": str(project)}
    assert "Rathausgarten" in client.get("/neu/", **CAPABILITIES).text
    fresh = tmp_path / "neu.qgs"
    fresh.write_text(project.read_text("utf-8").replace("Rathausgarten", "Stadtgarten"), "utf-8")
    os.replace(fresh, project)
    assert "Stadtgarten" in client.get("/neu/", **CAPABILITIES).text
    assert "Stadtgarten" in client.get("/neu/", SERVICE="WMS", REQUEST="GetCapabilities").text
    project.unlink()
    assert client.get("/neu/", **CAPABILITIES).status == 500
    shutil.copy(plain_project, project)
    assert client.get("/neu/", **CAPABILITIES).status == 200


def test_without_the_server_half_nothing_is_answered(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.host, "half", None)
    assert client.get(**CAPABILITIES).status == 503
    assert client.post(b"<a/>").status == 503


def test_a_half_that_does_not_load_leaves_the_host_closed(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from plugin.server import half
    from plugin.server.front.host import Host

    def broken(_iface: object) -> None:
        raise ImportError("kaputt")

    monkeypatch.setattr(half, "ServerHalf", broken)
    assert Host._load_half(SimpleNamespace(server=client.host.server)) is None
    assert len([record for record in caplog.records if record.levelname == "CRITICAL"]) == 1


def test_a_layer_that_cannot_be_opened_takes_no_other_away(
    tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies nowhere, and in a reference system of its own that cannot be brought into any other: QGIS would raise."""
    whole = garden.prepare(garden.build(tmp_path / "rathaus"))
    project = QgsProject()
    assert project.read(str(whole))
    project.mapLayersByName("bank")[0].setCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    assert project.write()
    whole.write_text(whole.read_text("utf-8").replace("layername=bank", "layername=weg"), "utf-8")
    monkeypatch.setitem(client.host.projects, "/zerbrochen/", str(whole))
    monkeypatch.setenv("QGIS_SERVER_IGNORE_BAD_LAYERS", "true")
    monkeypatch.setattr(client.host, "_projects", Projects(client.host.server.serverInterface()))
    about = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "baum"}
    heard = client.get("/zerbrochen/", **about)
    assert (heard.status, heard.text.count("Linde am Tor")) == (200, 1)


def test_what_goes_wrong_before_qgis_answers_is_no_refusal(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """QGIS shows nothing then, and would say that one may not see it."""

    def fails(_current: Current) -> None:
        raise RuntimeError("geheimes Detail")

    monkeypatch.setattr(Current, "cover_queue", fails)
    heard = client.get(SERVICE="WFS", VERSION="1.1.0", REQUEST="GetFeature", TYPENAME="baum")
    assert (heard.status, heard.code, "geheim" in heard.text) == (500, "NoApplicableCode", False)
    assert "Linde" not in heard.text


def test_a_failure_inside_is_an_exception_report(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("geheimes Detail")

    monkeypatch.setattr(client.host, "_project", fails)
    heard = client.get(**CAPABILITIES)
    assert (heard.status, heard.code) == (500, "NoApplicableCode")
    assert "geheim" not in heard.text


def test_trees_of_the_garden_come_back_as_they_are(client: Client) -> None:
    about = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "baum"}
    text = client.get(OUTPUTFORMAT="application/json", SRSNAME="EPSG:25833", **about).text
    assert all(name in text for name, *_ in garden.TREES)
    assert "Erbstreit" not in text
