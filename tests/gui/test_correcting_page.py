"""Correcting and conversing on the page Prüfen, against the real service: what is made of a bench arrives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import QBuffer, QIODevice, QPoint, Qt
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtTest import QTest

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.pictures import for_sending
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.gui.mine.contributions_entries import detail, entries
from plugin.gui.review.correcting import Correcting, Ground
from plugin.gui.review.correction_table import CorrectionTable
from plugin.gui.review.place_box import PlaceBox
from plugin.gui.versions.taking_table import RESULT
from plugin.gui.versions.versions_table import BEFORE, NOW
from plugin.workflows import review
from plugin.workflows.attach import attach
from plugin.workflows.connection import Connection
from plugin.workflows.history import history
from plugin.workflows.mine import my_contributions
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision
from tests.gui.conftest import TestWindow, until

from .reviewing import Desk, bench, propose, send, sound_benches, status

pytestmark = [pytest.mark.qgis, pytest.mark.live]
_taken = count()


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.fixture
def colleague(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("verwaltung"))


@pytest.fixture
def mine(demo_source: Path) -> str:
    """A bench for one test alone, of those in the middle: other files take theirs from the ends."""
    benches = sound_benches(demo_source)
    return benches[2 * len(benches) // 3 + next(_taken)]


def correct(desk: Desk) -> None:
    view = desk.page.view
    view.correction.start.click()
    until(lambda: view.correction.correcting is not None)


def take(desk: Desk, field: str, column: int) -> None:
    model = desk.page.view.table.model
    assert model.take(model.index(model.row_of(field), column))


def test_a_proposal_is_corrected_accepted_and_published_and_its_author_is_told(
    anna: Connection, colleague: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    was = bench(anna, mine)
    uuid, desk = propose(anna, mine, "Rundgang", north=4.0, zustand="defekt", material="stein"), sit_down()
    desk.look_at(uuid)
    assert desk.page.view.correction.isHidden(), "nothing is corrected without a claim"
    desk.claim()
    correct(desk)
    view = desk.page.view
    take(desk, "(geometry)", BEFORE)
    row = view.table.model.row_of("material")
    choices = view.correction.correcting.choices("material")
    assert "metall" in choices and "stein" in choices
    view.table.model.put(view.table.model.index(row, RESULT), "metall")
    view.correction.note.setText("Sie steht noch am alten Platz.")
    view.correction.accept.click()
    until(lambda: status(anna, uuid) is Status.ACCEPTED)
    desk.idle()
    found = review.named(anna, [uuid])[0]
    assert found.change.proposed.properties["material"] == "stein", "what Anna said stays"
    assert found.outcome.proposed.properties["material"] == "metall" and found.note == "Sie steht noch am alten Platz."
    (entry,) = [one for one in entries(None, my_contributions(anna), {}) if one.uuid == uuid]
    told = detail(entry, "")
    assert "What the municipality has corrected" in told and "material stein → metall" in told
    assert "Moved by 4" in told and "Sie steht noch am alten Platz." in told
    assert publish(colleague, [uuid]).done == [uuid]
    now = bench(anna, mine)
    assert (now.properties["zustand"], now.properties["material"]) == ("defekt", "metall")
    assert now.geometry == was.geometry and status(anna, uuid) is Status.PUBLISHED


def test_a_bench_is_put_where_the_reviewer_knows_it_to_be_with_undo(
    anna: Connection, colleague: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    x, y, *_ = bench(anna, mine).geometry["coordinates"]
    uuid, desk = propose(anna, mine, "Rundgang", north=4.0), sit_down()
    desk.look_at(uuid)
    desk.claim()
    view, place, canvas = desk.page.view, desk.page.view.place, desk.window.canvas
    assert place.isHidden(), "only while somebody corrects"
    correct(desk)
    assert place.isVisible() and place.typed.accessibleName() and not place.back.isEnabled()
    desk.window.main.show()
    canvas.setExtent(QgsRectangle(x - 20, y - 15, x + 20, y + 15))
    marks = len(desk.window.marks)
    place.on_map.click()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(220, 150))
    assert canvas.mapTool() is not place.pick and not place.on_map.isChecked()
    assert "moved by" in place.told.text() and len(desk.window.marks) == marks + 1
    place.typed.setText("so ungefähr")
    QTest.keyClick(place.typed, Qt.Key.Key_Return)
    assert "no coordinates" in place.told.text()
    place.typed.setText(f"{x + 1:.2f} {y + 2:.2f}".replace(".", ","))
    QTest.keyClick(place.typed, Qt.Key.Key_Return)
    row = view.table.model.row_of("(geometry)")
    cell = view.table.model.index(row, RESULT)
    assert "another place" in cell.data() and view.correction.accept.isEnabled()
    place.back.click()
    assert view.correction.correcting.moves and "another place" in cell.data(), "the click, once more"
    place.back.click()
    assert not place.back.isEnabled() and place.told.isHidden() and len(desk.window.marks) == marks
    assert not view.correction.accept.isEnabled(), "nothing is corrected"
    place.typed.setText(f"{x + 1:.2f} {y + 2:.2f}")
    QTest.keyClick(place.typed, Qt.Key.Key_Return)
    view.correction.accept.click()
    until(lambda: status(anna, uuid) is Status.ACCEPTED)
    desk.idle()
    assert place.isHidden() and publish(colleague, [uuid]).done == [uuid]
    assert bench(anna, mine).geometry["coordinates"][:2] == pytest.approx([round(x + 1, 2), round(y + 2, 2)])


def test_an_area_is_moved_by_metres_or_drawn_anew(window: TestWindow) -> None:
    square = [[[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 0.0]]]]
    there = Feature("spielplatz", "7", "EPSG:25833", {"type": "MultiPolygon", "coordinates": square}, {"name": "alt"})
    change = Change(Operation.UPDATE, there, replace(there, properties={"name": "neu"}))
    table = CorrectionTable()
    correcting = Correcting(Ground(Contribution(uuid="u", change=change, layer="spielplatz"), there, {"name": "text"}))
    table.model.correct(correcting)
    box = PlaceBox(window, table)
    box.load(correcting, QgsCoordinateReferenceSystem("EPSG:25833"))
    box.typed.setText("2,5 -1")
    box.typed.returnPressed.emit()
    assert correcting.change.proposed.geometry["coordinates"][0][0][1] == [12.5, -1.0]
    box.typed.setText("viel weiter")
    box.typed.returnPressed.emit()
    assert "two numbers" in box.told.text()
    window.main.show()
    window.canvas.setExtent(QgsRectangle(0, 0, 40, 30))
    box.on_map.click()
    view, none = window.canvas.viewport(), Qt.KeyboardModifier.NoModifier
    for x, y in ((100, 100), (200, 100), (200, 200)):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, none, QPoint(x, y))
    QTest.mouseClick(view, Qt.MouseButton.RightButton, none, QPoint(200, 200))
    ring = correcting.change.proposed.geometry["coordinates"][0][0]
    assert len(ring) == 4 and correcting.change.proposed.geometry["type"] == "MultiPolygon" and ring != square[0][0]
    assert correcting.change.proposed.properties == {"name": "neu"} and correcting.ready
    table.model.reset(table.model.index(table.model.row_of("(geometry)") or 0, RESULT))
    box.close_box()
    assert window.marks == []


def test_what_somebody_else_has_changed_since_is_put_together_and_published(
    anna: Connection, colleague: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid = propose(anna, mine, zustand="defekt", material="stein")
    first = propose(anna, mine, material="metall")
    review.claim(colleague, first)
    review.decide_seen(colleague, review.named(colleague, [first])[0], Decision.ACCEPT)
    publish(colleague, [first])
    desk = sit_down()
    desk.look_at(uuid)
    bar, view = desk.page.bar, desk.page.view
    bar.claim_button.click()
    until(lambda: bar.reject.isEnabled())
    assert not bar.accept.isEnabled() and "Look at the difference first" in bar.words.text()
    view.meanwhile.look.click()
    assert bar.accept.isEnabled() and "first" not in bar.words.text()
    correct(desk)
    assert not view.correction.accept.isEnabled()
    take(desk, "material", NOW)
    view.correction.accept.click()
    until(lambda: status(anna, uuid) is Status.ACCEPTED)
    desk.idle()
    assert publish(colleague, [uuid]).done == [uuid]
    now = bench(anna, mine).properties
    assert (now["zustand"], now["material"]) == ("defekt", "metall")


def test_a_decision_that_is_taken_back_goes_on_with_the_correction(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, zustand="defekt", material="stein"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    correct(desk)
    take(desk, "material", BEFORE)
    desk.page.view.correction.accept.click()
    until(lambda: desk.window.acts)
    desk.idle()
    desk.window.acts[-1]()
    until(lambda: desk.looks_at() == uuid and desk.page.bar.accept.isEnabled())
    correct(desk)
    assert list(desk.page.view.correction.correcting.values) == ["material"]


def test_a_bench_that_is_there_already_is_shown_and_comments_and_photos_stand_beside_it(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    there = bench(anna, mine)
    x, y, *rest = there.geometry["coordinates"]
    place = {**there.geometry, "coordinates": [x + 0.5, y, *rest]}
    ours = {name: value for name, value in there.properties.items() if name not in ("fid", "uuid")}
    uuid = send(anna, Change(Operation.INSERT, None, replace(there, key=None, geometry=place, properties=ours)))
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("#117733"))
    attach(anna, uuid, for_sending(_jpeg(image)))
    desk = sit_down()
    desk.look_at(uuid)
    view = desk.page.view
    assert view.twin.twin is not None and view.twin.twin.key == mine and "0.5 m away" in view.twin.words.text()
    until(lambda: view.photos.strip.list.count() == 1)
    view.remark.text.setPlainText("Ist das die Bank am Brunnen?")
    view.remark.send.click()
    until(lambda: view.remark.text.toPlainText() == "")
    assert "Ist das die Bank am Brunnen?" in view.history.toPlainText()
    view.twin.no.click()
    until(view.twin.isHidden)
    assert len(history(anna, uuid).remarks) == 2
    image.fill(QColor("#113377"))
    attach(anna, uuid, for_sending(_jpeg(image)))  # while it was on the screen
    desk.claim()
    until(lambda: view.photos.strip.list.count() == 2)
    view.twin.duplicate.emit()
    assert desk.page.bar.form.draft.decision is Decision.DUPLICATE


def _jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(buffer.data())
