"""Every kind of server with the same layers, started once each. Nobody refills them: a test brings its own rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from plugin.domain.protection import Protection
from tests.contract.server import ContractServer

from .grounds import Ground, contract, geopackage, logging_ahead, prepared, project, qgis_ground

CONTRACT = ("geoserver", "tinyows", "deegree", "arcgis", "wfs-1.0.0")
EVERY = ("ours", "stock", *CONTRACT)


def _ours(folder: Path, stack: ExitStack) -> Ground:
    from demo.service import PASSWORD, Service

    geopackage(folder / "stadt.gpkg")
    service = stack.enter_context(Service({"/ows/": prepared(folder)}, folder / "lauf"))
    login = ("verwaltung", PASSWORD)
    return qgis_ground("ours", service, folder, login=login, protection=Protection.ATOMIC)


def _stock(folder: Path, stack: ExitStack) -> Ground:
    from bench.parts.stock import Stock

    geopackage(folder / "stadt.gpkg")
    stack.enter_context(logging_ahead(folder / "stadt.gpkg"))
    service = stack.enter_context(Stock({"/ows/": project(folder, writable=True)}, folder / "lauf"))
    return qgis_ground("stock", service, folder)


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory, qgis_app: object) -> Iterator[Callable[[str], Ground]]:
    """A server by its name; each is started when it is asked for first, and ends with the tests."""
    known: dict[str, Ground] = {}
    with ExitStack() as stack:

        def ground(name: str) -> Ground:
            if name not in known:
                folder = tmp_path_factory.mktemp(name)
                if name in CONTRACT:
                    known[name] = contract(stack.enter_context(ContractServer(name, folder)))
                else:
                    known[name] = {"ours": _ours, "stock": _stock}[name](folder, stack)
            return known[name]

        yield ground


@pytest.fixture(params=EVERY)
def ground(request: pytest.FixtureRequest, grounds: Callable[[str], Ground]) -> Ground:
    """Each kind of server in turn."""
    return grounds(request.param)


@pytest.fixture(params=EVERY[1:])
def plain(request: pytest.FixtureRequest, grounds: Callable[[str], Ground]) -> Ground:
    """Each kind that has no server half."""
    return grounds(request.param)
