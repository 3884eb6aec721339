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


@pytest.fixture(scope="module")
def shared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town for many tests, each of which leaves something behind that the others do not look at."""
    yield from copy(built, tmp_path_factory.mktemp("gemeinsam"))


@pytest.fixture
def town(built: Path, tmp_path: Path) -> Iterator[Town]:
    yield from copy(built, tmp_path)


def copy(built: Path, folder: Path) -> Iterator[Town]:
    """A town of one's own in `folder`."""
    for name in ("stadt.gpkg", "oeffentlich.qgs"):
        shutil.copy(built / name, folder)
    town = Town(folder)
    yield town
    town.close()
