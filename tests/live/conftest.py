"""A small service of its own for tests that kill workers: the garden of the town hall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.service import Service
from tests.server import garden


@pytest.fixture(scope="session")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The garden's service; a worker that hangs is given three seconds here."""
    folder = tmp_path_factory.mktemp("rathaus")
    projects = {
        "/ows/": garden.prepare(garden.build(folder)),
        "/ows/ohne-transaktion/": garden.build(folder / "ohne"),
    }
    with Service(projects, tmp_path_factory.mktemp("lauf"), timeout=3) as running:
        yield running
