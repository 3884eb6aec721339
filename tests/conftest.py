"""What several tests share: the generated municipality, and its service on a free port."""

from __future__ import annotations

import gc
import resource
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from qgis.core import QgsApplication, QgsAuthManager

    from demo.postgres import Cluster
    from demo.service import Service
    from tests.fault_proxy import FaultProxy


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_qgis_outlives_it(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect what the tests left behind while QGIS still lives; projects freed after it end the process."""
    if request.config.pluginmanager.hasplugin("pytest_qgis"):
        request.getfixturevalue("qgis_app")
    yield
    gc.collect()


def pytest_configure() -> None:
    """QGIS keeps connections to databases that are gone, and one process runs all tests: 1,024 files are too few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft != resource.RLIM_INFINITY and soft < enough:
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """The same for what the last test left, which is torn down together with the session.

    Threads of ours end while Python is there: what Qt deletes at the end of one may have a half in Python.
    """
    gc.collect()
    background = sys.modules.get("plugin.adapters.background")
    ours = [one for one in threading.enumerate() if one.name.startswith("buergergis")]
    if background is not None:
        background.end()
    for one in ours:
        one.join(10)
        end = time.monotonic() + 5
        while Path(f"/proc/self/task/{one.native_id}").exists() and time.monotonic() < end:
            time.sleep(0.001)  # Python has let go of it, and the system has not yet


@pytest.fixture(scope="session")
def auth_manager(qgis_app: QgsApplication) -> QgsAuthManager:
    """QGIS's authentication database in the profile of the tests, unlocked."""
    manager = qgis_app.authManager()
    assert manager.masterPasswordIsSet() or manager.setMasterPassword("dreiwasser", True), "the password is another"
    return manager


@pytest.fixture(scope="session")
def demo_source() -> Path:
    """The folder of the small demo municipality as its generator writes it; not to be changed."""
    from demo.published import source

    return source()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL of our own; whoever uses it makes a database, and services under its name."""
    from demo.postgres import Cluster, programs

    if programs() is None:
        pytest.skip("PostgreSQL's initdb is not installed")
    made = Cluster(tmp_path_factory.mktemp("postgres"))
    made.create()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in made.environment.items():
            patch.setenv(name, value)
        yield made
    made.remove()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The demo service, prepared anew for this run of the tests, which all of them write to."""
    from demo.service import Service

    with Service.demo(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="session")
def postgis_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The same over PostgreSQL."""
    from demo.service import Service

    with Service.demo(tmp_path_factory.mktemp("service-postgis"), backend="postgis") as running:
        yield running


@pytest.fixture
def proxy(service: Service) -> Iterator[FaultProxy]:
    """A way to the demo service that may be disturbed."""
    from tests.fault_proxy import FaultProxy

    with FaultProxy(service.port) as standing:
        yield standing
