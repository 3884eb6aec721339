"""Dreiwasser as every test here finds it, in a GeoPackage and in PostgreSQL: built once, copied for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from demo.postgres import Cluster

from .municipality import TEMPLATE, build, build_postgis, services
from .town import InGeoPackage, InPostgis, Town

Copy = Callable[[Path], Iterator[Town]]
BACKENDS = ("gpkg", "postgis")
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, qgis_app: object) -> Path:
    """The folder of the published project; not to be changed."""
    path = tmp_path_factory.mktemp("dreiwasser")
    build(path)
    return path


@pytest.fixture(scope="session")
def built_in_postgis(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster, qgis_app: object) -> Path:
    """The same over PostgreSQL; its database is copied."""
    path = tmp_path_factory.mktemp("dreiwasser-postgis")
    build_postgis(path, cluster)
    return path


@pytest.fixture(scope="module", params=BACKENDS)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town for many tests, each of which leaves something behind that the others do not look at."""
    yield from copied(request, tmp_path_factory.mktemp("gemeinsam"))


@pytest.fixture(params=BACKENDS)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """A town of one's own."""
    yield from copied(request, tmp_path)


def copied(request: pytest.FixtureRequest, folder: Path) -> Iterator[Town]:
    """A copy of the town in the backend that the test is run with, in `folder`."""
    if request.param == "gpkg":
        yield from in_geopackage(request.getfixturevalue("built"), folder)
    else:
        built = request.getfixturevalue("built_in_postgis")
        yield from in_postgis(built, request.getfixturevalue("cluster"), folder)


def in_geopackage(built: Path, folder: Path) -> Iterator[Town]:
    for name in ("stadt.gpkg", "oeffentlich.qgs"):
        shutil.copy(built / name, folder)
    town = InGeoPackage(folder)
    yield town
    town.close()


def in_postgis(built: Path, cluster: Cluster, folder: Path) -> Iterator[Town]:
    """A database and services of its own: QGIS keeps connections, and knows them by the name of their service."""
    name = f"{TEMPLATE}{next(_NUMBERS)}"
    cluster.add_database(name, TEMPLATE)
    cluster.add_services(services(name), name)
    project = (built / "oeffentlich.qgs").read_text("utf-8").replace(f"{TEMPLATE}_", f"{name}_")
    (folder / "oeffentlich.qgs").write_text(project, "utf-8")
    town = InPostgis(folder, cluster, name)
    yield town
    town.close()
    cluster.sql(f'DROP DATABASE "{name}" WITH (FORCE)', "postgres")
