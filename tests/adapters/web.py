"""A real HTTP server in a thread, which does what servers do, and remembers what it was asked."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LARGE = bytes(range(256)) * 4096 * 20  # 20 MiB


@dataclass
class Web:
    """`seen`: (method, path, headers by lower-case name, body) of every request."""

    port: int
    scheme: str = "http"
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    elsewhere: str = ""
    patience: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.web.seen.append((self.command, self.path, headers, body))
        getattr(self, self.path.split("?")[0].strip("/") or "plain")(body)

    do_POST = do_HEAD = do_PUT = do_GET

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def plain(self, body: bytes) -> None:
        self.answer(200, b"gut: " + body, Content_Type="text/plain; charset=utf-8", X_Tag="a")

    def away(self, _body: bytes) -> None:
        self.answer(302, Location=self.web.elsewhere)

    def status401(self, _body: bytes) -> None:
        self.answer(401, b"<nein/>", WWW_Authenticate='Basic realm="Dreiwasser"')

    def status403(self, _body: bytes) -> None:
        self.answer(403, b"<nein/>")

    def status400(self, _body: bytes) -> None:
        self.answer(400, b"<falsch/>")

    def status409(self, _body: bytes) -> None:
        self.answer(409, b"<anders/>")

    def status428(self, _body: bytes) -> None:
        self.answer(428, b"<bedingung/>")

    def status500(self, _body: bytes) -> None:
        self.answer(500, b"<kaputt/>")

    def status503(self, _body: bytes) -> None:
        self.answer(503, b"<gleich/>", Retry_After="7")

    def large(self, _body: bytes) -> None:
        self.answer(200, LARGE)

    def packed(self, _body: bytes) -> None:
        self.answer(200, gzip.compress(LARGE), Content_Encoding="gzip")

    def broken(self, _body: bytes) -> None:
        self.answer(200, b"halb", Content_Length="400")
        self.close_connection = True

    def brokenchunks(self, _body: bytes) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"100\r\nhalb")
        self.close_connection = True

    def hangup(self, _body: bytes) -> None:
        self.close_connection = True

    def slow(self, _body: bytes) -> None:
        self.web.patience.wait(60)
        self.answer(200)

    def stalled(self, _body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.wfile.write(b"halb")
        self.wfile.flush()
        self.web.patience.wait(60)

    def trickle(self, _body: bytes) -> None:
        """A byte every tenth of a second: never silent, and never whole."""
        self.send_response(200)
        self.send_header("Content-Length", "600")
        self.end_headers()
        with suppress(OSError):  # until nobody listens
            while not self.web.patience.wait(0.1):
                self.wfile.write(b" ")
                self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Web]:
    """A server on a free port; with a `certificate` (PEM with key) it speaks TLS."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    web = Web(server.server_port, "https" if certificate else "http")
    handler.web = web
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.patience.set()
        server.shutdown()
        server.server_close()


def self_signed(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for."""
    key, certificate, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, certificate, *names], check=True, capture_output=True)
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    return both
