"""QGIS Server as it comes, without any plugin, as a WSGI application: the peer of `plugin/server/front/host.py`.

It is held by the same gunicorn with the same settings of QGIS, but that layers may be written to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from buergergis.plugin.server.front.host import SETTINGS
from qgis.core import QgsApplication
from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsConfigCache, QgsServer, QgsServerRequest

OURS = {"BUERGERGIS_IDENTITY", "QGIS_SERVER_FORCE_READONLY_LAYERS"}


class StockHost:
    """QGIS Server for one process; `config` as the host of the plugin has it."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        os.environ.update({name: value for name, value in SETTINGS.items() if name not in OURS})
        self.projects: Mapping[str, str] = config["projects"]
        self.base: str = config["urls"][0]
        self.application = QgsApplication.instance() or QgsApplication([], False)
        self.server = QgsServer()

    def __call__(self, environ: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """WSGI (PEP 3333)."""
        posts = environ["REQUEST_METHOD"] == "POST"
        method = QgsServerRequest.Method.PostMethod if posts else QgsServerRequest.Method.GetMethod
        body = environ["wsgi.input"].read() if posts else b""
        headers = {"Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
        url = f"{self.base}{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        response = QgsBufferServerResponse()
        project = QgsConfigCache.instance().project(self.projects[environ["PATH_INFO"]])
        self.server.handleRequest(QgsBufferServerRequest(url, method, headers, body), response, project)
        answer = bytes(response.body())
        kind = response.headers().get("Content-Type", "text/xml")
        start(f"{response.statusCode() or 200} OK", [("Content-Type", kind), ("Content-Length", str(len(answer)))])
        return [answer]


_host: list[StockHost] = []


def application(environ: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The entry for gunicorn; QGIS is started in each worker."""
    if not _host:
        _host.append(StockHost(json.loads(Path(os.environ["BUERGERGIS_SERVICE"]).read_text("utf-8"))))
    return _host[0](environ, start)
