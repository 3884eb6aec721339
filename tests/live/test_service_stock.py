"""The same server half in QGIS Server's own program, as municipalities have it: no host in front of it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from demo.processes import answers, free_port, wait_for
from demo.published import clean_environment, link_plugin
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
WFS = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "baum"}
XML = {"Content-Type": "text/xml"}


@pytest.fixture(scope="module")
def other_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that nobody wanted to serve."""
    return garden.build(tmp_path_factory.mktemp("intern"))


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of qgis_mapserver; it takes everybody for beitrag-a."""
    link_plugin()
    project = garden.prepare(garden.build(tmp_path_factory.mktemp("rathaus")))
    port = free_port()
    about = {"BUERGERGIS_IDENTITY": "REMOTE_USER", "REMOTE_USER": "beitrag-a", "QGIS_SERVER_LOG_STDERR": "1"}
    environment = clean_environment(tmp_path_factory.mktemp("profil")) | about
    log = project.with_suffix(".log")
    with log.open("wb") as written:
        server = subprocess.Popen(
            ["qgis_mapserver", "-p", str(project), f"127.0.0.1:{port}"],
            env=environment, stdout=written, stderr=written,
        )  # fmt: skip
    try:
        assert wait_for(lambda: answers(port) or server.poll() is not None, 60)
        assert server.poll() is None, log.read_text("utf-8", "replace")
        yield f"http://127.0.0.1:{port}"
        assert server.poll() is None, log.read_text("utf-8", "replace")
    finally:
        server.kill()
        server.wait(10)


def test_who_am_i_and_features(stock: str) -> None:
    who = requests.get(f"{stock}/ows/", {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}, timeout=30).json()
    assert who["identity"] == "beitrag-a"
    found = requests.get(f"{stock}/ows/", {**WFS, "OUTPUTFORMAT": "application/json"}, timeout=30).json()
    assert len(found["features"]) == len(garden.TREES)
    queue = requests.get(
        f"{stock}/ows/", {**WFS, "TYPENAME": "contribution", "OUTPUTFORMAT": "application/json"}, timeout=30
    ).json()
    assert {feature["properties"]["uuid"] for feature in queue["features"]} == {"k-1", "k-3"}


@pytest.mark.parametrize("path", ["/", "/wfs3/", "/wfs3/collections", "/wfs3/collections/baum/items", "/index.json"])
def test_neither_wfs3_nor_the_landing_page_is_published(stock: str, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        answer = requests.request(method, stock + path, timeout=30)
        assert answer.status_code == 400
        assert "ExceptionReport" in answer.text


def test_another_project_cannot_be_named(stock: str, other_project: Path) -> None:
    asked = {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "MAP": str(other_project)}
    assert requests.get(f"{stock}/ows/", asked, timeout=30).status_code == 400
    assert requests.post(f"{stock}/ows/", asked, timeout=30).status_code == 400
    body = f'<Transaction service="WFS" version="1.1.0" MAP="{other_project}"/>'
    answer = requests.post(f"{stock}/ows/", body, headers=XML, timeout=30)
    assert (answer.status_code, "MAP" in answer.text) == (400, True)
    assert not other_project.with_suffix(".gpkg-wal").exists()


@pytest.mark.parametrize(
    "query",
    ["EXP_FILTER=env('REMOTE_USER')<>''", "FILTER=\"art\"='Linde'", "SORTBY=env('HOME')", "typename=bank"],
)
def test_the_gate_stands_here_too(stock: str, query: str) -> None:
    asked = "&".join(f"{name}={value}" for name, value in WFS.items())
    assert requests.get(f"{stock}/ows/?{asked}&{query}", timeout=30).status_code == 400


def test_a_form_and_a_foreign_body_are_refused(stock: str) -> None:
    assert requests.post(f"{stock}/ows/", {**WFS, "REQUEST": "GetFeature"}, timeout=30).status_code == 400
    body = '<GetFeature service="WFS" version="1.1.0"><Query typeName="baum"/></GetFeature>'
    assert requests.post(f"{stock}/ows/", body, headers=XML, timeout=30).status_code == 400


def test_a_transaction_is_answered_by_the_server_half(stock: str) -> None:
    body = (
        '<wfs:Transaction xmlns:wfs="http://www.opengis.net/wfs" service="WFS" version="1.1.0">'
        '<!-- von Hand --><wfs:Insert handle="neu"><baum><name>Linde</name></baum></wfs:Insert></wfs:Transaction>'
    )
    answer = requests.post(f"{stock}/ows/", body, headers=XML, timeout=30)
    assert (answer.status_code, "AccessDenied" in answer.text) == (403, True)
    assert os.environ.get("REMOTE_USER") is None
