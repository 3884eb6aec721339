"""Services are tested without a network: whoever opens a socket fails, unless marked live."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.offline import refuse_sockets

_armed = False


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _armed:
        refuse_sockets(event, arguments)


sys.addaudithook(_listen)


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    global _armed
    _armed = request.node.get_closest_marker("live") is None
    yield
    _armed = False
