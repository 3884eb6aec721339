"""Lesson 13: A late answer lands on the wrong object.

Seen in arho, AIMS, Kart and geogig (sides swapped). Here: switch project, layer, selection while a request is in
flight; answers out of order; base, proposed and current are told apart with an asymmetric case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.gui.map.check_out_dialog import Wanted
from plugin.gui.map.page import MapPage
from plugin.gui.session import Session
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.ports import ItemState
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, contributions, decide
from tests.fault_proxy import FaultProxy
from tests.faults import hold
from tests.gui.conftest import TestWindow, until
from tests.gui.garden_of_benches import Volunteer
from tests.gui.reviewing import SitDown, propose, status
from tests.http_wire import GET, PAGE, POST, SUBMISSION, both, says
from tests.lessons.conftest import Way
from tests.lessons.people import BENCHES

pytestmark = [pytest.mark.live, pytest.mark.qgis]

NOWHERE = Municipality("http://127.0.0.1:9/ows/")


@pytest.fixture
def volunteer(
    proxy: FaultProxy, login: Callable[[str], str], window: TestWindow, tmp_path: Path
) -> Iterator[Volunteer]:
    session = Session()
    session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not session.connecting)
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()
    session.close()


@pytest.fixture
def author(straight: Way) -> Connection:
    return straight("beitrag-a")


def starts_sending(volunteer: Volunteer, proxy: FaultProxy, answered: bool = False) -> Callable[[], None]:
    """Press Submit; returns what lets the answer through, once it is on its way."""
    until(volunteer.page.submit_box.submit.isEnabled)
    gate = hold(proxy, SUBMISSION, answered)
    volunteer.page.submit_box.submit.click()
    until(gate.reached.is_set)
    return gate.open


# another municipality, project, working copy


def test_another_municipality(volunteer: Volunteer, proxy: FaultProxy, bench: str) -> None:
    volunteer.changes(bench, zustand="defekt")
    let_go = starts_sending(volunteer, proxy)
    here = volunteer.session.municipality
    assert here is not None
    volunteer.session.enter(NOWHERE)
    until(lambda: not volunteer.session.connecting)
    let_go()
    volunteer.waits()
    page = volunteer.page
    assert page.submit_box.told == "" and volunteer.lines() == [] and volunteer.entries() == []
    assert not page.problem.isVisible()
    volunteer.session.enter(here)
    until(lambda: not volunteer.session.connecting)
    until(volunteer.entries)
    (uuid,) = volunteer.sent()
    assert volunteer.chooses(uuid).status is Status.SUBMITTED and volunteer.lines() == []


def test_another_project(volunteer: Volunteer, proxy: FaultProxy, bench: str) -> None:
    """The answer concerns the working copy; what is in the other project is left alone."""
    volunteer.changes(bench, zustand="defekt")
    let_go = starts_sending(volunteer, proxy)
    QgsProject.instance().clear()
    other = QgsVectorLayer("Point?crs=EPSG:25833&field=zustand:string", "Sitzbänke", "memory")
    QgsProject.instance().addMapLayer(other)
    other.startEditing()
    let_go()
    volunteer.waits()
    assert [item.state for item in WorkingCopy.open(volunteer.path).items()] == [ItemState.SUBMITTED]
    assert list(QgsProject.instance().mapLayers().values()) == [other] and other.isEditable()
    other.rollBack()


def test_a_check_out_does_not_put_its_layers_into_another_project(
    volunteer: Volunteer, proxy: FaultProxy, tmp_path: Path
) -> None:
    page, file = MapPage(volunteer.session, volunteer.window), tmp_path / "neu.gpkg"
    page.show()
    until(lambda: not page._maps.busy)
    gate = hold(proxy, PAGE)
    page.start_check_out(Wanted((BENCHES,), {"EPSG:25833": None}, file))
    until(gate.reached.is_set)
    QgsProject.instance().clear()
    other = QgsVectorLayer("Point?crs=EPSG:25833", "Etwas anderes", "memory")
    QgsProject.instance().addMapLayer(other)
    gate.open()
    until(lambda: not page.loading.busy and not page.copy_panel._opening.busy)
    assert [layer.complete for layer in WorkingCopy.open(file).layers()] == [True], "what was loaded is there"
    assert list(QgsProject.instance().mapLayers().values()) == [other]
    page.close_page()
    page.deleteLater()


def test_another_working_copy(volunteer: Volunteer, proxy: FaultProxy, straight: Way, bench: str) -> None:
    connection = volunteer.session.connection
    assert connection is not None
    second = volunteer.path.with_name("zweite.gpkg")
    with WorkingCopy.create(second, connection.client.url, connection.epoch) as copy:
        check_out(straight("beitrag-a"), copy, [BENCHES])
    volunteer.changes(bench, zustand="defekt")
    let_go = starts_sending(volunteer, proxy)
    volunteer.session.use_copy(second)
    let_go()
    volunteer.waits()
    assert [item.state for item in WorkingCopy.open(volunteer.path).items()] == [ItemState.SUBMITTED]
    assert WorkingCopy.open(second).items() == [] and WorkingCopy.open(second).changes() == []
    assert volunteer.page.submit_box.told == "" and volunteer.lines() == []


def test_the_same_row_edited_again_while_its_first_version_is_on_its_way(
    volunteer: Volunteer, proxy: FaultProxy, author: Connection, bench: str
) -> None:
    """The answer is about what was sent, and not about what stands there now."""
    volunteer.changes(bench, zustand="defekt")
    let_go = starts_sending(volunteer, proxy, answered=True)
    volunteer.changes(bench, zustand="fehlt")
    let_go()
    volunteer.waits()
    (uuid,) = volunteer.sent()
    proposed = contributions(author, [uuid])[uuid].change.proposed
    assert proposed is not None and proposed.properties["zustand"] == "defekt"
    assert volunteer.value(bench, "zustand") == "fehlt"
    until(volunteer.lines)
    assert len(volunteer.lines()) == 1 and "fehlt" in volunteer.lines()[0], "the second version waits"
    volunteer.submits()
    now = contributions(author, [uuid])[uuid]
    assert now.revision == 2 and now.change.proposed is not None
    assert now.change.proposed.properties["zustand"] == "fehlt"


# another layer, another selection, answers out of order


def test_a_layer_that_is_opened_late_is_the_one_that_was_chosen(volunteer: Volunteer, proxy: FaultProxy) -> None:
    page = MapPage(volunteer.session, volunteer.window)
    page.show()
    until(lambda: not page._maps.busy)
    QgsProject.instance().clear()
    gate = hold(proxy, says("DescribeFeatureType", "barriere"))
    choose(page, "barriere")
    page.add_to_map()
    until(gate.reached.is_set)
    choose(page, "radabstellanlage")
    gate.open()
    until(lambda: not page._adding.busy)
    layers = list(QgsProject.instance().mapLayers().values())
    assert len(layers) == 1 and "barriere" in layers[0].source()
    assert [entry.name for entry in page.catalogue.chosen()] == ["radabstellanlage"]
    page.close_page()
    page.deleteLater()


def choose(page: MapPage, name: str) -> None:
    from tests.gui.test_map_page import entry_of, items

    page.catalogue.clearSelection()
    for item in items(page.catalogue.data):
        entry = entry_of(item)
        item.setSelected(entry is not None and entry.name == name)


def test_a_late_answer_is_not_shown_for_another_one(
    author: Connection, proxy: FaultProxy, sit_down: SitDown, benches: Iterator[str]
) -> None:
    slow = propose(author, next(benches), "langsam", lehne="langsam")
    quick = propose(author, next(benches), "schnell", lehne="schnell")
    desk = sit_down(address=proxy.url())
    page = desk.page
    until(lambda: page.queue.model.row_of(quick) is not None)
    gate = hold(proxy, both(GET, says(slow)))
    page.queue.look_at(slow)
    until(gate.reached.is_set)
    page.queue.look_at(quick)
    until(lambda: desk.looks_at() == quick)
    gate.open()
    until(lambda: not page._looking._leaving)
    desk.idle()
    assert desk.looks_at() == quick == page.queue.uuid
    assert page.view.comment.text().endswith("schnell")


def test_a_decision_for_one_does_not_move_who_looks_at_another(
    author: Connection, proxy: FaultProxy, sit_down: SitDown, benches: Iterator[str]
) -> None:
    one, other = (propose(author, next(benches), name, lehne=name) for name in ("eins", "zwei"))
    desk = sit_down(address=proxy.url())
    desk.look_at(one)
    desk.claim()
    gate = hold(proxy, POST)
    desk.page.bar.accept.click()
    until(gate.reached.is_set)
    assert not desk.page.bar.reject.isEnabled(), "one thing at a time"
    desk.page.queue.look_at(other)
    until(lambda: desk.looks_at() == other)
    assert desk.page.bar.claim_button.isVisible() and not desk.page.bar.claim_button.isEnabled()
    gate.open()
    until(lambda: desk.window.told)
    desk.idle()
    assert desk.looks_at() == other == desk.page.queue.uuid
    assert status(author, one) is Status.ACCEPTED and status(author, other) is Status.SUBMITTED


# which is which


def test_before_proposed_and_now_are_told_apart(
    author: Connection, straight: Way, sit_down: SitDown, login: Callable[[str], str], bench: str
) -> None:
    """A value and a place that are different in each of the three versions."""
    reviewer = straight("pruefung-altmarkfurt")
    first = propose(author, bench, "vorher", lehne="vorher")
    accept_and_publish(reviewer, first)
    mine = propose(author, bench, "meins", lehne="vorgeschlagen", north=3.5)
    other = propose(straight("beitrag-b"), bench, "inzwischen", lehne="jetzt", north=-7.0)
    accept_and_publish(reviewer, other)
    desk = sit_down()
    desk.look_at(mine)
    model = desk.page.view.table.model
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(1, 4)]
    rows = {model.index(row, 0).data(): [model.index(row, column).data() for column in range(1, 4)]
            for row in range(model.rowCount())}  # fmt: skip
    told = dict(zip(titles, rows["lehne"], strict=True))
    assert [word in told[title] for title, word in EACH.items()] == [True] * 3, told
    places = dict(zip(titles, rows["Place"], strict=True))
    assert "3.5" in places["Proposed"] and "7.0" in places["Now"] and "3.5" not in places["Now"], places


EACH = {"Before": "vorher", "Proposed": "vorgeschlagen", "Now": "jetzt"}


def accept_and_publish(reviewer: Connection, uuid: str) -> None:
    decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).done == [uuid]
