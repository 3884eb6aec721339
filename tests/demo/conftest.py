"""The demo municipality, generated once for all tests of this folder."""

from __future__ import annotations

import pytest

from tests.demo.source import Source, generate


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """The small municipality."""
    folder = tmp_path_factory.mktemp("municipality")
    generate(folder)
    return Source(folder)
