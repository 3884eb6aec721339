"""HTTP/1.1 as a proxy of the tests needs it: requests read from a socket, passed on, and answers as bytes."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl, unquote_plus, urlsplit

LARGEST = 1 << 29
"""Bytes of a request or an answer."""
_HOP = frozenset(
    {"connection", "keep-alive", "host", "accept-encoding", "content-length", "transfer-encoding", "expect"}
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]\w*)")


class Broken(Exception):
    """Not a request, or cut off."""


@dataclass(frozen=True)
class Request:
    """`headers` by lower-case name; the body without its chunks."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        """Of the address, by upper-case name."""
        return {name.upper(): value for name, value in parse_qsl(urlsplit(self.target).query, keep_blank_values=True)}

    @cached_property
    def asks(self) -> str:
        """The operation: REQUEST of the address, or the root element of the body."""
        root = _ROOT.search(self.body[:2000]) if self.method == "POST" else None
        return self.parameters.get("REQUEST") or (root[1].decode() if root else "")

    @cached_property
    def text(self) -> str:
        """Address and body as plain text."""
        return unquote_plus(self.target) + self.body.decode("utf-8", "replace")


When = Callable[[Request], bool]
"""Whether something is about this request."""


def everything(_request: Request) -> bool:
    return True


def asks(operation: str) -> When:
    """Requests of this operation, whichever way they come."""
    return lambda request: request.asks == operation


def says(*texts: str) -> When:
    """Requests with all these texts in their address or body."""
    return lambda request: all(text in request.text for text in texts)


def both(*all_: When) -> When:
    return lambda request: all(when(request) for when in all_)


def either(*any_: When) -> When:
    return lambda request: any(when(request) for when in any_)


GET: When = lambda request: request.method == "GET"  # noqa: E731
POST: When = lambda request: request.method == "POST"  # noqa: E731
TRANSACTION, GET_FEATURE, CAPABILITIES = asks("Transaction"), asks("GetFeature"), asks("GetCapabilities")
SCHEMA, WHO_AM_I = asks("DescribeFeatureType"), asks("WhoAmI")
HITS = both(GET_FEATURE, lambda request: request.parameters.get("RESULTTYPE", "").lower() == "hits")
PAGE = both(GET_FEATURE, lambda request: not HITS(request))
SUBMISSION = both(TRANSACTION, says("Insert", "contribution"))
QUEUE = both(GET_FEATURE, says("contribution"))
SENDING_AND_ASKING = either(TRANSACTION, QUEUE)
"""A Transaction, and looking afterwards for what became of it."""


@dataclass(frozen=True)
class Answer:
    """`headers` as they are sent, without those of the length."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def head(self, **more: str) -> bytes:
        """Status and headers; `more` with _ for -."""
        added = [(name.replace("_", "-"), value) for name, value in more.items()]
        lines = [f"HTTP/1.1 {self.status} {self.reason}", *(f"{n}: {v}" for n, v in (*self.headers, *added))]
        return "\r\n".join((*lines, "Connection: close", "", "")).encode("latin-1")

    def whole(self) -> bytes:
        return self.head(Content_Length=str(len(self.body))) + self.body

    def with_header(self, name: str, value: str) -> Answer:
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))


def read_request(client: socket.socket) -> Request | None:
    """The next request of a connection; None where it was closed without one. Raises Broken."""
    stream = client.makefile("rb")
    line = stream.readline(65536)
    if not line:
        return None
    words = line.decode("latin-1").split()
    if len(words) != 3:
        raise Broken(line[:100])
    raw = http.client.parse_headers(stream)
    headers = {name.lower(): value for name, value in raw.items()}
    if headers.get("expect", "").lower() == "100-continue":
        client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    return Request(words[0], words[1], headers, _body(stream, headers))


def _body(stream: socket.SocketIO, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return b"".join(_chunks(stream))
    length = int(headers.get("content-length") or 0)
    body = stream.read(min(length, LARGEST)) or b""
    if len(body) < length:
        raise Broken("a body that was cut off")
    return body


def _chunks(stream: socket.SocketIO) -> list[bytes]:
    found: list[bytes] = []
    while size := int(stream.readline(100).split(b";")[0] or b"0", 16):
        if sum(map(len, found)) + size > LARGEST:
            raise Broken("too large")
        found.append(stream.read(size) or b"")
        stream.readline(10)
    stream.readline(10)
    return found


def forwarded(request: Request, port: int, origin: str) -> Answer:
    """What the service at `port` of this computer answers; where it names its own origin, `origin` is named."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        kept = {name: value for name, value in request.headers.items() if name not in _HOP}
        connection.request(request.method, request.target, request.body or None, kept)
        answer = connection.getresponse()
        body = answer.read(LARGEST).replace(f"http://127.0.0.1:{port}".encode(), origin.encode())
        headers = tuple((name, value) for name, value in answer.getheaders() if name.lower() not in _HOP)
        return Answer(answer.status, answer.reason, headers, body)
    except http.client.HTTPException as error:
        raise Broken(str(error))
    finally:
        connection.close()
