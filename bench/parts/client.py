"""A client with one connection that stays open, and what its requests took."""

from __future__ import annotations

import base64
import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 300.0
BUSY = 503
KEPT = 10.0
"""Seconds after which a connection is made anew: nginx lets go of idle ones."""


class Failed(Exception):
    """An answer that was not what was asked for."""


@dataclass(frozen=True)
class Took:
    """Seconds of each of some requests, how many features they wrote or read, and how many of them failed."""

    seconds: Sequence[float]
    features: int
    elapsed: float
    failed: int = 0

    @property
    def per_second(self) -> float:
        return self.features / self.elapsed

    def quantile(self, share: float) -> float:
        """Milliseconds within which `share` of the requests were answered."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Client:
    """Speaks to one address as one person, or as a guest without `user`."""

    def __init__(self, url: str, user: str = "", password: str = "") -> None:
        parts = urlsplit(url)
        self.path = parts.path
        self.connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
        token = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self.headers = {"Authorization": f"Basic {token}"} if user else {}
        self.used = time.monotonic()

    def get(self, query: str) -> bytes:
        """The answer to a GET. Raises Failed."""
        return self._ask("GET", f"{self.path}?{query}", None)

    def post(self, body: bytes) -> bytes:
        """The answer to a POST; one that is put off is sent again, and the waiting counts. Raises Failed."""
        return self._ask("POST", self.path, body)

    def _ask(self, method: str, address: str, body: bytes | None) -> bytes:
        if time.monotonic() - self.used > KEPT:
            self.connection.close()
        kind = {"Content-Type": "text/xml"} if body is not None else {}
        while True:
            self.connection.request(method, address, body, {**self.headers, **kind})
            answer = self.connection.getresponse()
            got = answer.read()
            if answer.status != BUSY:
                break
            time.sleep(0.05)
        self.used = time.monotonic()
        if answer.status != http.client.OK:
            raise Failed(f"HTTP {answer.status}: {got[:600].decode(errors='replace')}")
        return got

    def close(self) -> None:
        self.connection.close()
