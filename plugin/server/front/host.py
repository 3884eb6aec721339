"""The small WSGI application that holds QGIS Server: what must be decided before QGIS parses anything.

`BUERGERGIS_SERVICE` names its configuration (`formats/service_file.py`). With a wrong one, or without the server half,
every request is refused. A request for a host that is not among `urls` is answered with the addresses of the first.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from qgis.core import QgsApplication, QgsProject
from qgis.server import (
    QgsBufferServerRequest,
    QgsBufferServerResponse,
    QgsServer,
    QgsServerRequest,
)

from ...domain.errors import InvalidContent, LimitExceeded, LoginNeeded, Problem, Refused
from ...formats.service_file import ServiceFile, load
from ..answer import HttpAnswer, refusal, report
from . import body as bodies
from .attempts import Attempts
from .identity import RETRY_CLOSED, variable, vouched
from .projects import Projects

USER_HEADER = "HTTP_X_BUERGERGIS_USER"
"""Set by nginx on our socket from $remote_user, and by nobody else: nginx overwrites what a client sends."""

FAILED_HEADER = "HTTP_X_BUERGERGIS_FAILED"
"""Set by nginx where the password for that account was wrong."""

ADDRESS_HEADER = "HTTP_X_BUERGERGIS_ADDRESS"

NGINX_REALM = 'Basic realm="Bürger-GIS"'
"""What nginx adds to its own answer to a wrong password, whatever the host makes of it."""

MAX_QUERY = 16_000
XML_TYPES = {"text/xml", "application/xml"}
SETTINGS = {
    "BUERGERGIS_IDENTITY": "REMOTE_USER",
    "QGIS_SERVER_FORCE_READONLY_LAYERS": "1",
    "QGIS_SERVER_IGNORE_BAD_LAYERS": "1",  # one broken layer must not take the others away
    "QGIS_SERVER_PROJECT_CACHE_STRATEGY": "off",  # the host looks at the file itself
    "QGIS_SERVER_DISABLE_GETPRINT": "1",
    "QGIS_SERVER_PARALLEL_RENDERING": "0",  # four workers share the processors already
    "QGIS_SERVER_MAX_THREADS": "1",
    "QGIS_SERVER_WMS_MAX_WIDTH": "4096",
    "QGIS_SERVER_WMS_MAX_HEIGHT": "4096",
    "QGIS_SERVER_LOG_STDERR": "1",
    "QGIS_SERVER_LOG_LEVEL": "1",
    "QT_QPA_PLATFORM": "offscreen",
}

UNCACHED = {"Cache-Control": "no-store", "Vary": "Authorization"}
"""Caches keep answers by address: one person would be shown what another was told."""

log = logging.getLogger("buergergis")
Start = Callable[[str, list[tuple[str, str]]], Any]


class Host:
    """QGIS Server for one process. Without the server half, or a right configuration, it refuses everything."""

    def __init__(self, service: ServiceFile | None) -> None:
        self.service = service or ServiceFile({}, [])
        self.projects = self.service.projects
        self.attempts = self._attempts()
        self.half: Any = None
        if service is not None:
            self._start()

    def _start(self) -> None:
        os.environ.update(SETTINGS)
        os.environ.pop("REMOTE_USER", None)
        self.application = QgsApplication.instance() or QgsApplication([], False)
        self.server = QgsServer()
        self.half = self._load_half()
        self._projects = Projects(self.server.serverInterface())

    def _attempts(self) -> Attempts | None:
        """Failed logins are counted where nginx checks the passwords."""
        if self.service.proxy or not self.service.socket:
            return None
        return Attempts(Path(self.service.socket).with_name("attempts.sqlite"), self.service.limits)

    def _load_half(self) -> Any:
        try:
            from ..half import ServerHalf

            return ServerHalf(self.server.serverInterface())
        except Exception:
            log.critical("The server half does not load, so every request is refused.", exc_info=True)
            return None

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        """WSGI (PEP 3333)."""
        try:
            answer = self.answer(environ)
        except Problem as problem:
            bodies.drain(environ["wsgi.input"])
            answer = refusal(problem)
            self._count(environ, answer)
        except Exception as error:
            log.error("A request failed.", exc_info=True)
            answer = refusal(error)
        headers = {"Content-Type": answer.content_type, **answer.headers, **UNCACHED}
        headers["Content-Length"] = str(len(answer.body))
        start(f"{answer.status} {_phrase(answer.status)}", [(k, _latin(v)) for k, v in headers.items()])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def answer(self, environ: Mapping[str, Any]) -> HttpAnswer:
        """Check what stands in front of QGIS, then ask QGIS. Raises Problem."""
        refused = _closed() if self.half is None else self._kept_out(environ)
        if refused is not None:
            bodies.drain(environ["wsgi.input"])
            self._count(environ, refused)
            return refused
        method = check_method(environ)
        user = self._account(environ)
        project = self._project(environ.get("PATH_INFO", ""))
        request = QgsBufferServerRequest(self._url(environ), method, _headers(environ), read_body(environ))
        response = QgsBufferServerResponse()
        os.environ["REMOTE_USER"] = user
        try:
            self.server.handleRequest(request, response, project)
        finally:
            os.environ.pop("REMOTE_USER", None)
        self.half.door.watch.check(project)  # what QGIS has already given out cannot be taken back in the half
        return _as_answer(response)

    def _count(self, environ: Mapping[str, Any], answer: HttpAnswer) -> None:
        """Count a refusal that QGIS never heard of. Who failed to log in is nobody, whatever the name."""
        with suppress(Exception):
            refusals = self.half.door.refusals
            believed = answer.status not in (401, 403, 429)  # else the password or the proxy's secret was wrong
            user = self._account(environ) if believed else ""
            refusals.note(self._project(environ.get("PATH_INFO", "")), user, answer)
            refusals.flush()

    def _account(self, environ: Mapping[str, Any]) -> str:
        """Who asks; empty for a guest. Raises AccessDenied."""
        if self.service.proxy is None:
            return _header(environ, USER_HEADER)
        return vouched(self.service.proxy, lambda name: _header(environ, variable(name)))

    def _kept_out(self, environ: Mapping[str, Any]) -> HttpAnswer | None:
        """Count a login that nginx has checked; the refusal for a wrong one, and for any while too many were wrong.

        The two must be the same to the byte: otherwise a refusal would tell whoever guesses that they were right.
        """
        account, address, now = _header(environ, USER_HEADER), _header(environ, ADDRESS_HEADER), time.time()
        failed = bool(environ.get(FAILED_HEADER))
        if self.attempts is None or not (account or failed):
            return None
        if seconds := self.attempts.blocked(account, address, now):
            headers = {"WWW-Authenticate": NGINX_REALM, "Retry-After": str(seconds)}
            text = f"Too many logins failed for this account; nobody is let in from here for {seconds} seconds."
            return report(text, "Busy", status=429, headers=headers)
        if not failed:
            self.attempts.succeeded(account, address, now)
            return None
        self.attempts.failed(account, address, now)
        return refusal(LoginNeeded("User name or password is wrong."))

    def _project(self, path: str) -> QgsProject:
        file = self.projects.get(path)
        if file is None:
            raise Refused("There is no service at this address.", "NotFound")
        return self._projects.get(file)

    def _url(self, environ: Mapping[str, Any]) -> str:
        host = environ.get("HTTP_HOST", "")
        base = next((url for url in self.service.urls if urlsplit(url).netloc == host), self.service.urls[0])
        query = environ.get("QUERY_STRING", "")
        if len(query) > MAX_QUERY:
            raise LimitExceeded("The address is too long.")
        return f"{base}{environ['PATH_INFO']}?{query}"


def check_method(environ: Mapping[str, Any]) -> QgsServerRequest.Method:
    """GET for GET and HEAD, POST for POST. Raises Refused for anything else."""
    methods = {"GET": "GetMethod", "HEAD": "GetMethod", "POST": "PostMethod"}
    name = methods.get(environ["REQUEST_METHOD"])
    if name is None:
        raise Refused("Only GET, HEAD and POST are answered here.", "MethodNotAllowed")
    return getattr(QgsServerRequest.Method, name)


def read_body(environ: Mapping[str, Any]) -> bytes:
    """The body of a POST, bounded; empty for other methods. Raises Problem."""
    length = environ.get("CONTENT_LENGTH") or None
    if environ["REQUEST_METHOD"] != "POST":
        if length not in (None, "0") or environ.get("HTTP_TRANSFER_ENCODING"):
            raise Refused("Only a POST may have a body.", "OperationNotSupported")
        return b""
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind not in XML_TYPES:
        raise Refused("The body of a POST must be XML (Content-Type text/xml).", "UnsupportedMediaType")
    if length is not None and not (length.isascii() and length.isdigit()):
        raise Refused("The announced length of the body is no number.", "InvalidParameterValue")
    return bodies.read(environ["wsgi.input"], int(length) if length else None)


def _closed() -> HttpAnswer:
    headers = {"Retry-After": str(RETRY_CLOSED)}
    return report("The service is closed: it was not started as it should be.", "Busy", status=503, headers=headers)


def _header(environ: Mapping[str, Any], name: str) -> str:
    """A header as it was sent; WSGI hands out its bytes as Latin-1."""
    return str(environ.get(name, "")).encode("latin-1").decode("utf-8", "replace")


def _headers(environ: Mapping[str, Any]) -> dict[str, str]:
    """What QGIS may know of the client's headers: addresses, identity and credentials are not among it."""
    return {"Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}


def _as_answer(response: QgsBufferServerResponse) -> HttpAnswer:
    headers = dict(response.headers())
    kind = headers.pop("Content-Type", "text/xml; charset=utf-8")
    headers.pop("Content-Length", None)
    return HttpAnswer(response.statusCode() or 200, bytes(response.body()), kind, headers)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"


def _latin(value: str) -> str:
    """WSGI headers are bytes in disguise: UTF-8 written as Latin-1."""
    return value.encode("utf-8").decode("latin-1")


_host: Host | None = None


def start(service: ServiceFile | None = None) -> None:
    """Make the host of this process, closed without `service`; after the fork, because Qt does not survive one."""
    global _host
    _host = Host(service)


def checked() -> ServiceFile | None:
    """The configuration that `BUERGERGIS_SERVICE` names; None, and one line in the log, where it is wrong."""
    try:
        return load(os.environ.get("BUERGERGIS_SERVICE", ""))
    except InvalidContent as problem:
        log.critical("The service is closed. %s", problem.text)
        return None


def application(environ: Mapping[str, Any], start_response: Start) -> Iterable[bytes]:
    """The entry for gunicorn."""
    if _host is None:
        start(checked())
    assert _host is not None
    return _host(environ, start_response)
