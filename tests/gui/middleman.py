"""Something between a person and the service that holds requests back, or loses what is answered."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_plus, urlsplit

Asked = Callable[[str, str], bool]
"""Whether a rule is about this request: its method, and its address and body as plain text."""


@dataclass
class Middleman:
    """`held` requests wait for `go`; of `lost` ones the service hears, but nobody hears its answer."""

    target: str
    port: int = 0
    held: Asked = lambda _method, _text: False
    lost: Asked = lambda _method, _text: False
    gone: bool = False
    """Nobody answers at all any more."""
    go: threading.Event = field(default_factory=threading.Event)
    waiting: threading.Event = field(default_factory=threading.Event)
    posts: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{urlsplit(self.target).path}"


_KEPT = ("authorization", "content-type")


class _Handler(BaseHTTPRequestHandler):
    man: Middleman

    def do_GET(self) -> None:
        man = self.man
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        text = unquote_plus(self.path) + body.decode("utf-8", "replace")
        if self.command == "POST":
            man.posts.append(text)
        if man.gone:
            self.close_connection = True
            return
        if man.held(self.command, text):
            man.waiting.set()
            man.go.wait(30)
        answer = self._forward(body)
        if man.lost(self.command, text):
            self.close_connection = True
            return
        self.send_response(answer.status)
        content = answer.read().replace(man.target.encode(), man.url.encode())  # a proxy that is set up as it should be
        for name in ("Content-Type", "WWW-Authenticate", "Retry-After"):
            if answer.getheader(name):
                self.send_header(name, str(answer.getheader(name)))
        self.send_header("Content-Length", str(len(content)))
        with suppress(ConnectionError):  # who asked has given up
            self.end_headers()
            self.wfile.write(content)

    do_POST = do_GET

    def _forward(self, body: bytes) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(urlsplit(self.man.target).netloc, timeout=60)
        kept = {
            name: value for name, value in self.headers.items() if name.lower() in ("authorization", "content-type")
        }
        connection.request(self.command, self.path, body or None, kept)
        return connection.getresponse()

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""


@contextmanager
def between(target: str) -> Iterator[Middleman]:
    """Stand before the service at `target`."""
    man = Middleman(target)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"man": man}))
    server.daemon_threads = True
    man.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield man
    finally:
        man.go.set()
        server.shutdown()
        server.server_close()
