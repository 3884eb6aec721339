"""Bodies that are too much: in bytes, in actions, in features, in ids. The large ones are made while they are sent."""

from __future__ import annotations

from collections.abc import Iterator

from .attack import Attack, Request, post
from .ground import ANNE, BENCHES, OPEN, WEISS, Ground
from .say import delete, equal, ids, insert, transaction, update, where

_MIDDLE = b"@"
_DELETE = b'<wfs:Delete typeName="a"><ogc:Filter><ogc:FeatureId fid="a.1"/></ogc:Filter></wfs:Delete>'


def attacks(ground: Ground) -> Iterator[Attack]:
    """A hundred megabytes, a million actions."""
    bench = ground.benches[0][0]
    yield from _bytes(bench)
    yield from _numbers(bench)


def _bytes(bench: str) -> Iterator[Attack]:
    item, megabyte = "100 MB bodies", 2**20
    fillers = {"spaces": b" ", "zero bytes": b"\0", "text": b"a", "comments": b"<!-- x -->"}
    for name, filler in fillers.items():
        whole = filled(transaction("@"), filler, 100 * megabyte // len(filler))
        yield Attack(item, f"announced, of {name}", whole, 413, "LimitExceeded")
        chunked = Request(WEISS, body=whole.body)
        yield Attack(item, f"in pieces, of {name}", chunked, 413, "LimitExceeded")
    for name, body in {
        "one attribute": transaction(more=' handle="@"'),
        "one comment": transaction("<!--@-->"),
        "one value": transaction(update(BENCHES, ids(bench), zustand="@")),
    }.items():
        yield Attack(item, f"15 MB in {name}", filled(body, b"x", 15_000_000), 413, "LimitExceeded")
    long = transaction(insert("comment", uuid=OPEN, contribution=OPEN, text="x" * 200_000))
    yield post(item, "a comment of 200 kB", long, 413, ANNE)
    negative = Request(WEISS, body=b"<a/>", headers=(("Content-Length", "-5"),))
    yield Attack(item, "an announced length that is no number", negative, (400, 413))


def _numbers(bench: str) -> Iterator[Attack]:
    item = "10⁶ actions"
    yield Attack(item, "a million deletes", filled(transaction("@"), _DELETE, 10**6), 413, "LimitExceeded")
    yield Attack(item, "a million empty elements", filled(transaction("@"), b"<a/>", 10**6), 413, "LimitExceeded")
    yield Attack(item, "150,000 deletes, as many as fit", filled(transaction("@"), _DELETE, 150_000), 413)
    yield post(item, "one more than the limit", transaction(delete(BENCHES, ids(bench)) * 2_001), 413)
    features = f"<wfs:Insert>{f'<qgs:{BENCHES}/>' * 5_001}</wfs:Insert>"
    yield post(item, "5,001 new features", transaction(features), 413)
    many = ids(*[f"{BENCHES}.{number}" for number in range(20_000)])
    yield post(item, "20,000 ids", transaction(delete(BENCHES, many)), 413)
    compared = "".join(equal("zustand", str(number)) for number in range(5_000))
    wide = where(f"<ogc:Or>{compared}</ogc:Or>")
    yield post(item, "5,000 comparisons", transaction(update(BENCHES, wide, zustand="x")), 413)
    yield post(item, "no action at all", transaction(), 400)


def filled(body: bytes, filler: bytes, times: int) -> Request:
    """`body` with `filler` so many times where its @ stands."""
    head, _, tail = body.partition(_MIDDLE)
    step = max(1, 2**20 // len(filler))

    def pieces() -> Iterator[bytes]:
        yield head
        for first in range(0, times, step):
            yield filler * min(step, times - first)
        yield tail

    return Request(WEISS, body=pieces, length=len(head) + len(filler) * times + len(tail))
