"""The demo's service, with every text that a municipality may write replaced by a stranger's."""

from __future__ import annotations

import http.client
import itertools
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

_TEXTS = re.compile(rb"<((?:\w+:)?(?:Title|Abstract|Fees|AccessConstraints|Keyword))>[^<]*<")
_FOR_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VALUES = {"lehne", "gen", "bez"}


class Liar:
    """`url` answers as the service at `target` does, in these `texts`; `refusing` makes it refuse everything."""

    def __init__(self, target: str, texts: Mapping[str, str], port: int) -> None:
        self.target, self.refusing = target, False
        self.url = f"http://127.0.0.1:{port}{urlsplit(target).path}"
        self._texts = itertools.cycle(texts.values())

    def text(self) -> str:
        return next(self._texts)

    def xml_text(self) -> str:
        return _FOR_XML.sub("", escape(self.text()))[:3000]

    def rewritten(self, asked: Mapping[str, str], body: bytes) -> bytes:
        if asked.get("REQUEST") == "GetCapabilities":
            body = body.replace(self.target.encode(), self.url.encode())  # else nothing is opened at all
            return _TEXTS.sub(lambda found: b"<%s>%s<" % (found[1], self.xml_text().encode()), body)
        if asked.get("REQUEST") == "WhoAmI":
            return json.dumps(self._who(json.loads(body))).encode()
        if asked.get("REQUEST") == "GetFeature" and body.lstrip().startswith(b"{"):
            return json.dumps(self._rows(json.loads(body))).encode()
        return body

    def _who(self, said: dict[str, Any]) -> dict[str, Any]:
        terms = {"version": self.text(), "licence": self.text(), "privacy": "\n".join(self.text() for _ in range(9))}
        addresses = {"licence_url": "file:///etc/passwd", "privacy_url": "javascript:alert(1)"}
        return {**said, "version": self.text(), "terms": terms | addresses}

    def _rows(self, page: dict[str, Any]) -> dict[str, Any]:
        for feature in page["features"]:
            values = feature["properties"]
            values |= {name: self.text().encode("utf-8", "ignore").decode() for name in _VALUES & set(values)}
        return page

    def refusal(self) -> bytes:
        return (
            '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"><ows:Exception exceptionCode="AccessDenied" '
            f'locator="&lt;b&gt;"><ows:ExceptionText>{self.xml_text()}</ows:ExceptionText></ows:Exception>'
            "</ows:ExceptionReport>"
        ).encode()


class _Handler(BaseHTTPRequestHandler):
    liar: Liar

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, kind, content = self._answer(body)
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    do_POST = do_GET

    def _answer(self, body: bytes) -> tuple[int, str, bytes]:
        if self.liar.refusing:
            return 403, "text/xml", self.liar.refusal()
        connection = http.client.HTTPConnection(urlsplit(self.liar.target).netloc, timeout=60)
        kept = {name: self.headers[name] for name in ("Authorization", "Content-Type") if name in self.headers}
        connection.request(self.command, self.path, body or None, kept)
        answer = connection.getresponse()
        asked = {name.upper(): value for name, value in parse_qsl(urlsplit(self.path).query)}
        kind = answer.getheader("Content-Type") or "text/xml"
        content = answer.read()
        return answer.status, kind, self.liar.rewritten(asked, content) if answer.status == 200 else content

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""


@contextmanager
def lying(target: str, texts: Mapping[str, str]) -> Iterator[Liar]:
    """Stand before the service at `target`."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.liar = liar = Liar(target, texts, server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
