"""HTTP as hostile clients speak it: every byte is ours, and an answer is read to its end."""

from __future__ import annotations

import socket
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress

from demo.service import PASSWORD

from .attack import Answer, Request

PATIENCE = 60.0
"""Seconds after which a request counts as hung."""


def send(port: int, request: Request) -> Answer:
    """Send, and read what comes back. Raises TimeoutError where nothing comes for PATIENCE seconds."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # who is refused early need not be listened to
            for piece in _pieces(request):
                connection.sendall(piece)
        if request.cut is not None and not request.hangs:
            connection.shutdown(socket.SHUT_WR)
        status, headers, body = _read(connection)
    return Answer(status, headers, body, time.monotonic() - began)


def _pieces(request: Request) -> Iterator[bytes]:
    if request.raw:
        yield request.raw
        return
    yield _head(request)
    left = request.cut
    for piece in _body(request):
        if left is None:
            yield piece
            continue
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _body(request: Request) -> Iterator[bytes]:
    if callable(request.body):
        for piece in request.body():
            yield piece if request.length is not None else b"%x\r\n%s\r\n" % (len(piece), piece)
        if request.length is None:
            yield b"0\r\n\r\n"
    elif request.body:
        yield request.body


def _head(request: Request) -> bytes:
    address = request.path + (f"?{request.query}" if request.query else "")
    lines = [f"{request.verb} {address} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    if request.who:
        lines.append(f"Authorization: Basic {b64encode(f'{request.who}:{PASSWORD}'.encode()).decode()}")
    if request.body is not None:
        lines.append(f"Content-Type: {request.kind}")
        length = request.length
        if isinstance(request.body, bytes) and length is None:
            length = len(request.body)
        lines.append("Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in request.headers]
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


def _read(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    answer = bytearray()
    with suppress(ConnectionResetError):
        while data := connection.recv(2**16):
            answer += data
    head, _, body = bytes(answer).partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        return 0, {}, b""
    pairs = (line.partition(":") for line in lines[1:])
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    return int(lines[0].split()[1]), headers, body


def _joined(chunks: bytes) -> bytes:
    parts = []
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size, 16)
        parts.append(rest[:length])
        chunks = rest[length + 2 :]
    return b"".join(parts)
