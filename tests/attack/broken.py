"""Requests that never end, end too early, or are two in one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from .attack import Attack, Request
from .ground import BENCHES, WEISS, YUSUF, Ground
from .say import ids, transaction, update

SLOW = 60
"""Senders that are slow at the same time."""


def attacks(ground: Ground) -> Iterator[Attack]:
    """Cut off in the middle, slow, and smuggled."""
    body = transaction(update(BENCHES, ids(ground.benches_n[0][0]), zustand="äöü x"))
    mine = transaction(update(BENCHES, ids(ground.benches[0][0]), zustand="x"))
    yield from _cut(mine)
    yield from _smuggled(body)
    yield from _slow(mine)


def _cut(body: bytes) -> Iterator[Attack]:
    item = "requests cut off in the middle"
    for where in (0, 1, len(body) // 2, len(body) - 1):
        request = Request(WEISS, body=body, cut=where)
        yield Attack(item, f"after {where} bytes of {len(body)}", request, 400, nobody_listens=True)
    yield Attack(item, "in a letter", Request(WEISS, body="äö".encode()[:3], length=4, cut=3), 400, nobody_listens=True)
    yield Attack(
        item,
        "a chunk shorter than announced",
        _raw(WEISS, b"Transfer-Encoding: chunked", b"ff\r\n<a/>\r\n"),
        400,
        nobody_listens=True,
    )
    yield Attack(
        item,
        "before the end of the header",
        Request(raw=b"POST /ows/ HTTP/1.1\r\nHost: x\r\nContent-Le", cut=0),
        400,
        nobody_listens=True,
    )
    yield Attack(item, "a complete one of half the length", Request(WEISS, body=body, length=len(body) // 2), 400)
    yield Attack(item, "nothing at all", Request(raw=b"\r\n\r\n", cut=0), 400, nobody_listens=True)
    yield Attack(
        item, "no HTTP", Request(raw=b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", cut=0), 400, nobody_listens=True
    )
    yield Attack(item, "HTTP/0.9", Request(raw=b"GET /ows/\r\n", cut=0), 400, nobody_listens=True)
    yield Attack(
        item, "HTTP/9.9", Request(raw=b"GET /ows/ HTTP/9.9\r\nHost: x\r\n\r\n"), (400, 505), nobody_listens=True
    )


def _smuggled(body: bytes) -> Iterator[Attack]:
    """What two programs in a row could read as one request or as two."""
    item = "batch POST with two bodies"
    inner = b"POST /ows/ HTTP/1.1\r\nHost: x\r\nX-Buergergis-User: pruefung-neuwasser\r\nContent-Type: text/xml\r\n"
    inner += b"Content-Length: %d\r\n\r\n%s"
    second = inner % (len(body), body)
    for name, head in {
        "length and chunks": b"Content-Length: 6\r\nTransfer-Encoding: chunked",
        "two lengths": b"Content-Length: 6\r\nContent-Length: 60",
        "chunks in disguise": b"Transfer-Encoding: xchunked",
        "chunks twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "chunks with a space": b"Transfer-Encoding : chunked",
        "a length with a plus": b"Content-Length: +6",
        "a length in hexadecimal": b"Content-Length: 0x6",
        "a folded header": b"Transfer-Encoding:\r\n chunked",
    }.items():
        yield Attack(
            item,
            f"smuggled: {name}",
            _raw(YUSUF, head, b"0\r\n\r\n" + second),
            (400, 411, 413, 415, 501),
            nobody_listens=True,
        )
    yield Attack(
        item,
        "smuggled in a chunk size",
        _raw(YUSUF, b"Transfer-Encoding: chunked", b"-1\r\nx\r\n0\r\n\r\n" + second),
        400,
        nobody_listens=True,
    )
    yield Attack(
        item,
        "smuggled behind a GET",
        Request(raw=b"GET /ows/?SERVICE=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + second),
        400,
    )


def _slow(body: bytes) -> Iterator[Attack]:
    """Whoever falls silent is let go after ten seconds, and nobody else waits for them."""
    item = "slow bodies"
    half = Request(WEISS, body=body, cut=len(body) // 2, hangs=True)
    for number in range(SLOW):
        yield Attack(item, f"half a body, then silence ({number + 1})", half, 408, nobody_listens=True, slow=True)
    yield Attack(
        item,
        "a header, then silence",
        Request(raw=b"POST /ows/ HTTP/1.1\r\nHost: x\r\n", hangs=True),
        408,
        nobody_listens=True,
        slow=True,
    )
    yield Attack(item, "silence", Request(raw=b"P", hangs=True), 408, nobody_listens=True, slow=True)

    def drops() -> Iterator[bytes]:
        for start in range(0, len(body) - 1, len(body) // 20):
            time.sleep(0.3)  # what is tried here is slowness
            yield body[start : start + len(body) // 20]

    drop_by_drop = Request(YUSUF, body=drops, length=len(body) - 1)
    yield Attack(
        item,
        "drop by drop, and one short",
        replace(drop_by_drop, length=len(body) + 1),
        408,
        nobody_listens=True,
        slow=True,
    )
    yield Attack(item, "drop by drop, in chunks", replace(drop_by_drop, length=None), (400, 403), slow=True)


def _raw(who: str, head: bytes, body: bytes) -> Request:
    from base64 import b64encode

    login = b64encode(f"{who}:dreiwasser".encode())
    return Request(
        raw=b"POST /ows/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Basic "
        + login
        + b"\r\nContent-Type: text/xml\r\n"
        + head
        + b"\r\n\r\n"
        + body,
        cut=10**9,
    )
