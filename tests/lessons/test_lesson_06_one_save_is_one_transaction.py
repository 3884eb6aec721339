"""Lesson 6: One save becomes several transactions.

Seen in QGIS #51330 (open since 2022). Here: split, merge, move+attribute fail at step n: the server is unchanged and
the client knows.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsPointXY, QgsVectorLayer

from demo.postgres import programs
from demo.service import Service
from plugin.adapters.map_layers import copy_layer
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import ConditionFailed, OutcomeUnknown
from plugin.workflows.ports import ItemState
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import SENDING_AND_ASKING, TRANSACTION
from tests.lessons.conftest import Way
from tests.lessons.people import Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

PLAYGROUNDS = "spielplatz"
Edit = Callable[[QgsVectorLayer], list[str]]


@pytest.fixture(
    scope="module",
    params=[
        "gpkg",
        pytest.param("postgis", marks=pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")),
    ],
)
def service(request: pytest.FixtureRequest, service: Service) -> Service:
    """The same over PostgreSQL: what is written together is another program's business there."""
    return service if request.param == "gpkg" else request.getfixturevalue("postgis_service")


@pytest.fixture
def office(through: Way, tmp_path: Path) -> Contributor:
    """Staff, who publish at once, with the playgrounds checked out."""
    return Contributor.checks_out(through("verwaltung"), tmp_path / "Spielplätze.gpkg", PLAYGROUNDS)


@pytest.fixture
def other_office(straight: Way, tmp_path: Path) -> Contributor:
    """A colleague in the next room."""
    return Contributor.checks_out(straight("verwaltung"), tmp_path / "nebenan.gpkg", PLAYGROUNDS)


def split(layer: QgsVectorLayer) -> list[str]:
    """Cut the first playground in two, as QGIS's tool does; an Update and an Insert."""
    one = next(layer.getFeatures())
    box = one.geometry().boundingBox()
    layer.selectByIds([one.id()])
    x = box.center().x()
    line = [QgsPointXY(x, box.yMinimum() - 10), QgsPointXY(x, box.yMaximum() + 10)]
    assert layer.splitFeatures(line, False) == Qgis.GeometryOperationResult.Success
    return [one["uuid"]]


def merge(layer: QgsVectorLayer) -> list[str]:
    """Make one of the first two; an Update and a Delete."""
    one, two = list(layer.getFeatures())[:2]
    assert layer.changeGeometry(one.id(), one.geometry().combine(two.geometry()).buffer(0, 1))
    assert layer.deleteFeature(two.id())
    return [one["uuid"], two["uuid"]]


def move_and_rename(layer: QgsVectorLayer) -> list[str]:
    """The place and a value of one, and of another."""
    found = list(layer.getFeatures())[:2]
    for one in found:
        moved = one.geometry()
        moved.translate(3, 0)
        assert layer.changeGeometry(one.id(), moved)
        assert layer.changeAttributeValue(one.id(), layer.fields().indexOf("name"), "Neuer Name")
    return [one["uuid"] for one in found]


EDITS: dict[str, Edit] = {"split": split, "merge": merge, "move and rename": move_and_rename}


def edit(person: Contributor, how: Edit) -> list[str]:
    """Edit in QGIS and save; returns uuids of the rows that were there before."""
    (record,) = WorkingCopy.open(person.path).records()
    layer = copy_layer(person.path, record, own=True)
    assert layer.startEditing()
    touched = how(layer)
    assert layer.commitChanges(), layer.commitErrors()
    return touched


def on_server(straight: Way) -> dict[str, object]:
    """Every playground of the service as it is now, by feature id."""
    connection = straight("")
    info, schema = connection.layer(PLAYGROUNDS), connection.client.schema(PLAYGROUNDS)
    return dict(row for page in connection.client.pages(PLAYGROUNDS, schema, crs=info.crs) for row in page)


def touches(person: Contributor, uuid: str) -> None:
    """Publish another change of a row, so that whoever has not refreshed comes too late."""
    person.refreshes()
    old = person.rows(PLAYGROUNDS)[uuid]["altersgruppe"] or ""
    person.edits(f"UPDATE {PLAYGROUNDS} SET altersgruppe = '{old}+' WHERE uuid = '{uuid}'")
    assert person.sends(direct=True).published


@pytest.mark.parametrize("step", [0, -1])
@pytest.mark.parametrize("how", EDITS)
def test_where_one_step_is_refused_nothing_at_all_is_published(
    office: Contributor, other_office: Contributor, proxy: FaultProxy, straight: Way, how: str, step: int
) -> None:
    touched = edit(office, EDITS[how])
    touches(other_office, touched[step])
    before, local = on_server(straight), WorkingCopy.open(office.path).changes()
    problem = office.fails_to_send(direct=True)
    assert isinstance(problem, ConditionFailed), problem
    assert proxy.count(TRANSACTION) == 1, "one save is one Transaction"
    assert on_server(straight) == before
    assert WorkingCopy.open(office.path).changes() == local and len(office.waiting()) == 2
    assert sorted(office.states()) == sorted([ItemState.QUEUED, ItemState.REFUSED])


@pytest.mark.parametrize("how", EDITS)
def test_a_connection_that_breaks_before_leaves_the_server_as_it_was(
    office: Contributor, proxy: FaultProxy, straight: Way, how: str
) -> None:
    edit(office, EDITS[how])
    before = on_server(straight)
    proxy.inject(faults.unsent(), times=None, when=SENDING_AND_ASKING)
    assert isinstance(office.fails_to_send(direct=True), OutcomeUnknown)
    assert on_server(straight) == before and set(office.states()) == {ItemState.UNKNOWN}


@pytest.mark.parametrize("how", EDITS)
def test_a_connection_that_breaks_afterwards_finds_all_of_it_done_once(
    office: Contributor, proxy: FaultProxy, straight: Way, how: str
) -> None:
    before = on_server(straight)
    edit(office, EDITS[how])
    injected = proxy.inject(faults.lost(), times=None, when=SENDING_AND_ASKING)
    assert isinstance(office.fails_to_send(direct=True), OutcomeUnknown)
    assert set(office.states()) == {ItemState.UNKNOWN}
    proxy.heal(injected)
    done = on_server(straight)
    assert len(done) - len(before) == {"split": 1, "merge": -1, "move and rename": 0}[how]
    office.sends(direct=True)
    assert on_server(straight) == done and office.waiting() == []
    office.refreshes()
    assert WorkingCopy.open(office.path).changes() == []
