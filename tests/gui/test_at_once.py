"""A service without a review queue: nobody publishes there without having been told what that means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from plugin.adapters import map_layers, settings
from plugin.adapters.background import Job
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.gui.header import Header
from plugin.gui.map.catalogue import data_entries
from plugin.gui.map.work import bring_up_to_date
from plugin.gui.mine.page import MinePage
from plugin.gui.mine.terms_dialog import terms_or_ours
from plugin.gui.session import Session
from plugin.workflows.check_out import check_out
from tests import faults
from tests.contract.server import ContractServer
from tests.fault_proxy import FaultProxy
from tests.http_wire import POST
from tests.servers.grounds import Ground, contract

from .conftest import TestWindow, until
from .garden_of_benches import Volunteer, connection_of

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, qgis_app: QgsApplication) -> Iterator[Ground]:
    """A WFS-T of somebody else's make."""
    with ContractServer("geoserver", tmp_path_factory.mktemp("stadt")) as server:
        yield contract(server)


@pytest.fixture
def session(town: Ground) -> Iterator[Session]:
    made = Session()
    made.enter(Municipality(town.url, "Stadt ohne Prüfliste"))
    until(lambda: not made.connecting)
    assert made.connection is not None, made.problem
    yield made
    made.close()


@pytest.fixture
def clerk(town: Ground, session: Session, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    path, link = tmp_path / "Bäume.gpkg", connection_of(session)
    with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
        check_out(link, copy, [town.named("baum"), town.named("bank")])
        records = {record.form.name: record for record in copy.records()}
    session.use_copy(path)
    layers = {name: map_layers.copy_layer(path, record, True) for name, record in records.items()}
    for layer in layers.values():
        window.add_layer(layer, "")
    page = MinePage(session, window)  # type: ignore[arg-type]
    page.show()
    here = Volunteer(session, window, page, path, layers[town.named("baum")])
    here.benches = layers[town.named("bank")]  # type: ignore[attr-defined]
    settings.agree(town.url, terms_or_ours(None).version)
    here.waits()
    yield here
    here.gets_up()


def answering(verb: str) -> list[str]:
    """Press `verb` in the next question; what was asked."""
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            next(one for one in box.buttons() if one.text() == verb).click()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    return asked


def plants(layer: QgsVectorLayer, **values: object) -> None:
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(492500, 5670500)))
    for name, value in values.items():
        feature.setAttribute(name, value)
    layer.startEditing()
    assert layer.addFeature(feature)
    assert layer.commitChanges(), layer.commitErrors()


def test_it_is_said_where_one_looks_before_anything_is_sent(session: Session, clerk: Volunteer, town: Ground) -> None:
    header = Header(session, clerk.window)  # type: ignore[arg-type]
    assert header.who.text() == "This service has no review queue: who may write here publishes at once."
    words = {entry.name: entry.rights for entry in data_entries(connection_of(session))}
    assert words[town.named("baum")] == "publish at once: new, changed, deleted"
    clerk.changes("b-1", art="Sommerlinde")
    until(clerk.page.submit_box.submit.isEnabled)
    assert clerk.page.submit_box.why.text() == "No review queue here: what you submit is published at once."
    assert clerk.page.submit_box.direct.isHidden()
    header.deleteLater()


def test_who_says_no_sends_nothing_and_who_says_yes_publishes(clerk: Volunteer, town: Ground) -> None:
    clerk.changes("b-2", art="Feldulme")
    until(clerk.lines)
    asked = answering("Cancel")
    clerk.submits()
    assert len(asked) == 1 and "has no review queue" in asked[0] and "Bäume: 1" in asked[0]
    assert "Protection of changes: read back after sending." in asked[0]
    assert clerk.page.submit_box.told.startswith("Nothing was sent.") and town.row("baum", "b-2")["art"] == "Rüster"
    assert WorkingCopy.open(clerk.path).items() == []
    asked = answering("Publish")
    clerk.submits()
    assert clerk.page.submit_box.told == "Published: 1." and town.row("baum", "b-2")["art"] == "Feldulme"
    assert clerk.lines() == []


def test_that_nobody_could_tell_whether_it_arrived_is_said_before(clerk: Volunteer) -> None:
    plants(clerk.benches, name="Bank an der Brücke", zustand="gut")  # type: ignore[attr-defined]
    until(clerk.lines)
    asked = answering("Cancel")
    clerk.submits()
    assert "1 new objects go to layers whose objects have no mark of their own." in asked[0]
    assert "Protection of changes: looked at afterwards." in asked[0]


def test_somebody_else_was_faster_and_it_becomes_a_conflict(clerk: Volunteer, town: Ground) -> None:
    clerk.changes("b-4", art="Spitzahorn")
    until(clerk.lines)
    town.change("baum", "UPDATE baum SET art = 'Bergahorn' WHERE uuid = 'b-4'")
    answering("Publish")
    clerk.submits()
    assert town.row("baum", "b-4")["art"] == "Bergahorn"
    until(lambda: clerk.page.conflicts.deciding is not None)
    assert clerk.page.conflict_group.isVisible()
    model = clerk.page.conflicts.table.model
    assert [model.index(0, column).data() for column in (2, 3)] == ["≠ Spitzahorn", "≠ Bergahorn"]
    clerk.page.conflicts.all_mine.click()
    clerk.page.conflicts.use.click()
    clerk.waits()
    answering("Publish")
    clerk.submits()
    assert town.row("baum", "b-4")["art"] == "Spitzahorn"


def test_what_somebody_has_overwritten_is_asked_about(clerk: Volunteer, town: Ground) -> None:
    page = clerk.page
    clerk.changes("b-3", art="Traubeneiche")
    until(clerk.lines)
    answering("Publish")
    clerk.submits()
    assert page.doubt.isHidden() and page.doubt_button.isHidden()
    before = "Eiche <&> \"Bank\" 'am Teich'"
    town.change("baum", "UPDATE baum SET art = '" + before.replace("'", "''") + "' WHERE uuid = 'b-3'")
    found = bring_up_to_date(connection_of(clerk.session), clerk.path, Job(lambda _part: None))
    assert found.overwritten == 1
    clerk.session.work_changed.emit()
    until(page.doubt_button.isVisible)
    clerk.waits()
    assert page.doubt.text() == "Published by you, and overwritten since: 1."
    asked = answering("Make it again")
    page.doubt_button.click()
    clerk.waits()
    assert "art" in asked[0]
    until(clerk.lines)
    assert "→ Traubeneiche" in clerk.lines()[0] and page.doubt_button.isHidden()


def test_a_new_object_without_a_mark_is_asked_about_when_its_answer_was_lost(
    clerk: Volunteer, town: Ground, tmp_path: Path
) -> None:
    with FaultProxy(town.port) as proxy:
        session = Session()
        session.enter(Municipality(proxy.url("/wfs")))
        until(lambda: not session.connecting)
        path, link = tmp_path / "Bänke.gpkg", connection_of(session)
        with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
            check_out(link, copy, [town.named("bank")])
            (record,) = copy.records()
        session.use_copy(path)
        settings.agree(session.municipality.address, terms_or_ours(None).version)
        layer = map_layers.copy_layer(path, record, True)
        clerk.window.add_layer(layer, "")
        page = MinePage(session, clerk.window)  # type: ignore[arg-type]
        page.show()
        here = Volunteer(session, clerk.window, page, path, layer)
        here.waits()
        plants(layer, name="Bank im Hof", zustand="gut")
        until(here.lines)
        proxy.inject(faults.lost(), None, POST)
        answering("Publish")
        here.submits()
        assert here.lines()[0].endswith("not known whether it arrived")
        assert page.doubt.text() == "New objects of which nobody knows whether they arrived: 1."
        proxy.heal()
        asked = answering("It has arrived")
        page.doubt_button.click()
        until(lambda: not here.lines())
        here.waits()
        assert "Bank im Hof" in asked[0] and page.doubt_button.isHidden()
        assert sum(row["name"] == "Bank im Hof" for row in town.rows("bank")) == 1
        here.gets_up()
        session.close()
