"""QGIS Server in this process, behind the host, on the garden of the town hall."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from tests.server import garden


@dataclass(frozen=True)
class Heard:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def code(self) -> str:
        """The code of the exception in it."""
        root = ElementTree.fromstring(self.body)
        return root[0].get("exceptionCode") or root[0].get("code") or ""


class Client:
    """Speaks WSGI to a host, as nginx would over gunicorn."""

    def __init__(self, host: object) -> None:
        self.host = host

    def get(self, path: str = "/garten/", user: str = "", query: str = "", **parameters: object) -> Heard:
        query = query or urlencode(parameters)
        return self.send({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}, user=user)

    def post(
        self, body: bytes, path: str = "/garten/", user: str = "", kind: str = "text/xml", query: str = ""
    ) -> Heard:
        about = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": query, "CONTENT_TYPE": kind}
        return self.send({**about, "CONTENT_LENGTH": str(len(body))}, body, user)

    def send(self, environ: Mapping[str, str], body: bytes = b"", user: str = "") -> Heard:
        heard: list[tuple[str, list[tuple[str, str]]]] = []
        whole = {"HTTP_HOST": "gis.example", "wsgi.input": io.BytesIO(body), **environ}
        if user:
            whole["HTTP_X_BUERGERGIS_USER"] = user.encode("utf-8").decode("latin-1")
        parts = self.host(whole, lambda status, headers: heard.append((status, headers)))
        status, headers = heard[0]
        return Heard(int(status.split()[0]), dict(headers), b"".join(parts))


@pytest.fixture(scope="session")
def garden_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published project of the garden."""
    return garden.prepare(garden.build(tmp_path_factory.mktemp("rathaus")))


@pytest.fixture(scope="session")
def plain_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that nobody has prepared."""
    return garden.build(tmp_path_factory.mktemp("ungeprüft"))


@pytest.fixture(scope="session")
def client(garden_project: Path, plain_project: Path) -> Client:
    """The host with both projects."""
    from plugin.formats.service_file import ServiceFile
    from plugin.server.front.host import Host

    screen = os.environ.get("QT_QPA_PLATFORM")
    projects = {"/garten/": str(garden_project), "/einfach/": str(plain_project)}
    urls = ["https://gis.example", "http://localhost:8080"]
    made = Client(Host(ServiceFile(projects, urls)))
    os.environ.pop("QT_QPA_PLATFORM")
    if screen:
        os.environ["QT_QPA_PLATFORM"] = screen  # later tests may want a real screen
    return made
