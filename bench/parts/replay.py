"""Transactions as they were sent once, sent again by curl under other names."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from demo.service import PASSWORD
from plugin.services import http

_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Replay:
    """The same bodies, with another uuid for each; several of one round belong together."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self._other: dict[bytes, bytes] = {}

    def send(self, user: str, bodies: Sequence[bytes]) -> float:
        """Seconds that curl takes. Raises AssertionError where it was not answered with 200 each time."""
        command = ["curl", "--silent", "--show-error", "--fail"]
        for number, body in enumerate(bodies):
            file = self.folder / f"body-{number}.xml"
            file.write_bytes(_UUID.sub(self._renamed, body))
            more = ["--next", "--silent", "--fail"] if number else []
            command += [*more, "-u", f"{user}:{PASSWORD}", "-H", "Content-Type: text/xml; charset=utf-8",
                        "--data-binary", f"@{file}", "-o", os.devnull, "-w", "%{http_code}\n", self.url]  # fmt: skip
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - began
        assert done.stdout.split() == ["200"] * len(bodies), done.stdout
        return seconds

    def others(self, uuids: Sequence[str]) -> list[str]:
        return [self._other[uuid.encode()].decode() for uuid in uuids]

    def _renamed(self, found: re.Match[bytes]) -> bytes:
        return self._other.setdefault(found[0], str(uuid4()).encode())


@contextmanager
def recorded() -> Iterator[list[bytes]]:
    """The bodies of the Transactions that are sent meanwhile, as they are."""
    bodies: list[bytes] = []
    fetch = http.fetch

    def noted(*given: object, **named: object) -> http.Answer:
        if isinstance(named.get("body"), bytes):
            bodies.append(named["body"])  # type: ignore[arg-type]
        return fetch(*given, **named)  # type: ignore[arg-type]

    http.fetch = noted  # type: ignore[assignment]
    try:
        yield bodies
    finally:
        http.fetch = fetch
