"""Stock QGIS Server with several processes over PostGIS: two writers are told that they have won, and it is found."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demo.postgres import OWNER, WRITER
from plugin.domain.ledger import Finding
from plugin.workflows.contribute import Submitted
from tests.fault_proxy import Exchange, FaultProxy
from tests.http_wire import TRANSACTION
from tests.postgres import Database, database

from .bench import Desk
from .grounds import Ground, Row

__all__ = ["database"]
pytestmark = [pytest.mark.live, pytest.mark.qgis]

ROUNDS = 60
"""At most; most rounds have two winners (43 of 50 when it was first measured)."""
TABLE = """
SET ROLE dreiwasser;
CREATE TABLE dreiwasser.baum (fid serial PRIMARY KEY, uuid text NOT NULL UNIQUE, art text, geom geometry(Point, 25833));
INSERT INTO dreiwasser.baum (uuid, art, geom) VALUES ('b-1', 'Linde', 'SRID=25833;POINT(492000 5670000)');
"""


@pytest.fixture
def counted(database: Database, tmp_path: Path) -> Iterator[Ground]:
    """Stock QGIS Server over a table whose rows count their versions, as `buergergis:preparemunicipality` makes it."""
    from qgis.core import QgsVectorLayer

    from bench.parts.stock import Stock
    from plugin.adapters.versions_in_table import run, to_add

    database.sql(TABLE)
    owner, writer = (f"{database.name}_{role}" for role in (OWNER, WRITER))
    database.cluster.add_services({owner: OWNER, writer: WRITER}, database.name)
    about = f"service='{owner}' key='fid' srid=25833 type=Point table=\"dreiwasser\".\"baum\" (geom)"
    layer = QgsVectorLayer(about, "baum", "postgres")
    assert layer.isValid()
    run(to_add({"baum": layer}), owner)
    environment = {**database.cluster.environment}
    service = Stock({"/ows/": _project(about, tmp_path)}, tmp_path / "lauf", environment=environment)

    def rows(_layer: str) -> list[Row]:
        return [json.loads(line) for line in database.sql("SELECT row_to_json(b) FROM dreiwasser.baum b").splitlines()]

    with service:
        yield Ground("stock-postgis", service.port, "/ows/", rows, lambda _layer, sql: None)


def _project(about: str, folder: Path) -> Path:
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

    made = QgsProject()
    made.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    layer = QgsVectorLayer(about, "baum", "postgres")
    made.addMapLayer(layer)
    made.writeEntry("WFSLayers", "/", [layer.id()])
    for right in ("Insert", "Update", "Delete"):
        made.writeEntry("WFSTLayers", f"/{right}", [layer.id()])
    assert made.write(str(folder / "stadt.qgs"))
    made.clear()
    return folder / "stadt.qgs"


def together(number: int) -> object:
    """Transactions wait for one another, then go on at once."""
    barrier = threading.Barrier(number)

    def fault(exchange: Exchange) -> None:
        barrier.wait(30)
        exchange.send(exchange.forward().whole())

    return fault


def test_a_lost_update_that_the_server_called_a_success_is_found(counted: Ground, tmp_path: Path) -> None:
    with FaultProxy(counted.port) as proxy:
        desks = [Desk.with_layers(counted, tmp_path, "baum", port=proxy.port) for _ in range(2)]
        for number in range(ROUNDS):
            before = counted.row("baum", "b-1")["version"]
            done = _race(proxy, desks, number)
            row = counted.row("baum", "b-1")
            if row["version"] == before + 2:  # both were written, on the same version
                _check_found(desks, done, row)
                return
            assert row["version"] == before + 1
            for desk in desks:
                _forget(desk)
    pytest.fail(f"In {ROUNDS} rounds the server has let nobody overwrite anybody.")


def _race(proxy: FaultProxy, desks: list[Desk], number: int) -> list[Submitted]:
    for place, desk in enumerate(desks):
        desk.edit("baum", f"UPDATE {{}} SET art = 'Runde {number} von {place}' WHERE uuid = 'b-1'")
    proxy.inject(together(len(desks)), times=len(desks), when=TRANSACTION)  # type: ignore[arg-type]
    with ThreadPoolExecutor(len(desks)) as pool:
        return list(pool.map(lambda desk: desk.submit(), desks))


def _forget(desk: Desk) -> None:
    """Who has lost takes what is there now."""
    from plugin.domain.merge import Choice

    with desk.copy() as copy:
        for conflict in copy.conflicts():
            copy.resolve(conflict.layer, conflict.local_id, conflict.merge.all(Choice.THEIRS))
    desk.refresh()
    assert desk.pending() == 0


def _check_found(desks: list[Desk], done: list[Submitted], row: Row) -> None:
    last = next(place for place in (0, 1) if row["art"].endswith(f"von {place}"))
    (found,) = done[last].overwritten
    assert found.finding is Finding.INTERLEAVED and found.key == "b-1"
    with desks[last].copy() as copy:
        assert [one.finding for one in copy.lost()] == [Finding.INTERLEAVED]
