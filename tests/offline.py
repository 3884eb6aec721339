"""For the fast tests: whoever opens a socket fails, so that nothing pure learns to need a network."""

from __future__ import annotations

import sys
from typing import Any

FORBIDDEN = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"}


def refuse_sockets(event: str, _arguments: tuple[Any, ...]) -> None:
    """Raise on the interpreter's own report of a socket being used."""
    if event in FORBIDDEN:
        raise RuntimeError(f"a fast test used the network ({event}); mark it live or give it a fake adapter")


def pytest_sessionstart() -> None:
    """Listen before the first test module is imported."""
    sys.addaudithook(refuse_sockets)
