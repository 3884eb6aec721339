"""Versions: what the server half calls the state of each row of a layer (docs/architecture.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..domain.errors import NotAService

MAX_BYTES = 64 * 2**20
Version = tuple[str, str]
"""A feature id, and what its state is called."""

_LINE = re.compile(rb"(-?[0-9]{1,19}) ([0-9a-f]{16})")


def parameters(layer: str) -> Mapping[str, str]:
    return {"SERVICE": "BUERGERGIS", "REQUEST": "Versions", "LAYER": layer}


def parse(body: bytes, layer: str) -> Iterator[Version]:
    """What the rows are called, read while they are wanted.

    Raises NotAService for anything else, at the latest where the answer ends.
    """
    head, _, _ = body[:20].partition(b"\n")
    if not head.isdigit():
        raise NotAService("The service does not tell the versions of the rows.")
    return _lines(body, int(head), layer)


def _lines(body: bytes, count: int, layer: str) -> Iterator[Version]:
    start = body.find(b"\n") + 1
    for _ in range(count):
        end = body.find(b"\n", start)
        line = _LINE.fullmatch(body, start, len(body) if end < 0 else end)
        if line is None:
            raise NotAService("The service tells the versions of the rows in part only.", "Try again.")
        yield f"{layer}.{line[1].decode()}", line[2].decode()
        start = len(body) if end < 0 else end + 1
    if body[start:].strip():
        raise NotAService("The service tells more versions than there are rows.", "Try again.")
