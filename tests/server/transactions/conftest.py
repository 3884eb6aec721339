"""Dreiwasser as every test here finds it: built once, copied for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .town import Town, build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, qgis_app: object) -> Path:
    """The folder of the published project; not to be changed."""
    path = tmp_path_factory.mktemp("dreiwasser")
    build(path)
    return path


@pytest.fixture
def town(built: Path, tmp_path: Path) -> Iterator[Town]:
    for name in ("stadt.gpkg", "oeffentlich.qgs"):
        shutil.copy(built / name, tmp_path)
    town = Town(tmp_path)
    yield town
    town.close()
