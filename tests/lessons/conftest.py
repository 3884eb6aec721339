"""The twenty lessons: what went wrong elsewhere, against a real service, through a way that may be disturbed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.workflows.connection import Connection
from tests.fault_proxy import FaultProxy
from tests.gui.conftest import _no_settings_left, enter, login, sit_down, window  # noqa: F401  fixtures
from tests.gui.reviewing import sound_benches
from tests.lessons.people import BENCHES, Contributor

Way = Callable[[str], Connection]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One of the lessons' own: here everybody counts, and no other test may be in the way."""
    with Service.demo(tmp_path_factory.mktemp("lehren")) as running:
        yield running


@pytest.fixture(scope="session")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, each for one test."""
    return iter(sound_benches(demo_source))


@pytest.fixture
def bench(benches: Iterator[str]) -> str:
    return next(benches)


@pytest.fixture(scope="module")
def three(benches: Iterator[str]) -> list[str]:
    """Three benches of one's own, in the order in which they stand in the layer."""
    return [next(benches) for _ in range(3)]


@pytest.fixture
def straight(service: Service, login: Callable[[str], str]) -> Way:  # noqa: F811
    """Somebody's connection that nothing disturbs."""
    return lambda user: connect(service.url, login(user))


@pytest.fixture
def through(proxy: FaultProxy, login: Callable[[str], str]) -> Way:  # noqa: F811
    """Somebody's connection through the proxy."""
    return lambda user: connect(proxy.url(), login(user))


@pytest.fixture
def anna(through: Way, tmp_path: Path) -> Contributor:
    """A contributor with all benches checked out, whose way to the service may be disturbed."""
    return Contributor.checks_out(through("beitrag-a"), tmp_path / "Bänke von Anna.gpkg", BENCHES)
