"""Lesson 1: A validation error rolls back the whole edit session.

Seen in IGN's Espace collaboratif; Lizmap #1878. Here: 20 edits, 1 invalid: the other 19 stay pending, the buffer is
untouched, focus is on the bad field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeDialog
from qgis.PyQt.QtWidgets import QWidget

from plugin.adapters import map_layers
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.gui.mine.page import MinePage
from plugin.gui.session import Session
from plugin.workflows.check_out import check_out
from plugin.workflows.ports import ItemState
from plugin.workflows.review import contributions
from tests.gui.conftest import TestWindow, until
from tests.gui.garden_of_benches import Volunteer, connection_of
from tests.lessons.conftest import Way

pytestmark = [pytest.mark.live, pytest.mark.qgis]

BARRIERS, BAD, GOOD = "barriere", 999, 20
"""The municipality accepts heights from 0 to 300 cm."""
TWENTY = 20


@pytest.fixture
def sit(enter: Callable[[str], Session], window: TestWindow, tmp_path: Path) -> Iterator[Callable[[str], Volunteer]]:
    """Somebody with the barriers checked out: twenty of them changed and saved, the eighth with no possible height."""
    sitting: list[Volunteer] = []

    def down(user: str) -> Volunteer:
        session, path = enter(user), tmp_path / "Barrieren.gpkg"
        link = connection_of(session)
        with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
            check_out(link, copy, [BARRIERS])
            (record,) = copy.records()
        session.use_copy(path)
        layer = map_layers.copy_layer(path, record, True)
        QgsProject.instance().addMapLayer(layer)
        page = MinePage(session, window)  # type: ignore[arg-type]
        page.show()
        sitting.append(Volunteer(session, window, page, path, layer))
        sitting[-1].agrees()
        change_twenty(layer)
        until(lambda: len(sitting[-1].lines()) == TWENTY)
        sitting[-1].waits()
        return sitting[-1]

    yield down
    for one in sitting:
        one.layer.rollBack()
        one.gets_up()


def change_twenty(layer: QgsVectorLayer) -> None:
    rows = [row.id() for row in layer.getFeatures()][:TWENTY]
    height, width = (layer.fields().indexOf(name) for name in ("hoehe_cm", "breite_cm"))
    assert layer.startEditing()
    for number, row in enumerate(rows):
        assert layer.changeAttributeValue(row, height, BAD if number == 7 else GOOD + number)
        assert layer.changeAttributeValue(row, width, 70 + number)
    assert layer.commitChanges(), layer.commitErrors()


def eighth(layer: QgsVectorLayer) -> int:
    return [row.id() for row in layer.getFeatures()][7]


def values(layer: QgsVectorLayer) -> dict[int, list[object]]:
    return {row.id(): row.attributes() for row in layer.getFeatures()}


def form_in_focus(window: TestWindow) -> tuple[QgsAttributeDialog, QWidget]:
    """The form that was opened, and the editor in it that has the focus."""
    until(lambda: window.forms and window.forms[-1] is not None)
    form = window.forms[-1]
    assert form is not None
    until(form.focusWidget)
    return form, form.focusWidget()


def is_editor_of(widget: QWidget | None, column: str) -> bool:
    while widget is not None:
        if widget.objectName() == column:
            return True
        widget = widget.parentWidget()
    return False


def test_nineteen_go_and_one_click_leads_to_the_field_of_the_twentieth(
    sit: Callable[[str], Volunteer], straight: Way
) -> None:
    anna = sit("beitrag-a")
    before, bad = values(anna.layer), eighth(anna.layer)
    anna.submits("Zwanzig Barrieren")
    assert anna.page.submit_box.told.startswith("Sent for review: 19. Not taken: 1."), anna.page.submit_box.told
    assert len(anna.lines()) == 1 and "999" in anna.lines()[0]
    states = [item.state for item in WorkingCopy.open(anna.path).items()]
    assert (states.count(ItemState.SUBMITTED), states.count(ItemState.REFUSED)) == (19, 1)
    assert values(anna.layer) == before, "no edit was taken back"

    assert anna.page.submit_box.verb.isVisible() and anna.page.submit_box.verb.text() == "Correct"
    anna.page.submit_box.verb.click()
    form, editor = form_in_focus(anna.window)
    assert form.feature().id() == bad and is_editor_of(editor, "hoehe_cm")
    assert anna.layer.isEditable() and not anna.layer.isModified()
    form.attributeForm().changeAttribute("hoehe_cm", 234)
    form.accept()
    assert anna.layer.commitChanges(), anna.layer.commitErrors()
    until(lambda: anna.lines() and "234" in anna.lines()[0])
    anna.submits()
    assert anna.page.submit_box.told == "Sent for review: 1." and anna.lines() == []
    found = contributions(straight("beitrag-a"), anna.sent())
    assert len(found) == TWENTY and {one.status for one in found.values()} == {Status.SUBMITTED}


def test_the_list_leads_there_too(sit: Callable[[str], Volunteer]) -> None:
    anna = sit("beitrag-a")
    anna.submits()
    anna.chooses_change()
    anna.page.changes.buttons[1].click()  # Edit
    form, editor = form_in_focus(anna.window)
    assert is_editor_of(editor, "hoehe_cm")
    form.reject()


def test_an_open_edit_session_is_not_touched_by_a_refusal(sit: Callable[[str], Volunteer]) -> None:
    """What is typed and not saved stays, in the layer of which something was refused."""
    anna = sit("beitrag-a")
    width = anna.layer.fields().indexOf("breite_cm")
    last = max(values(anna.layer))
    anna.layer.startEditing()
    assert anna.layer.changeAttributeValue(last, width, 123)
    anna.layer.beginEditCommand("noch etwas")
    anna.layer.changeAttributeValue(last, anna.layer.fields().indexOf("hoehe_cm"), 12)
    anna.layer.endEditCommand()
    anna.submits()
    assert "Not taken: 1." in anna.page.submit_box.told
    assert anna.layer.isEditable() and anna.layer.isModified()
    assert anna.layer.editBuffer().changedAttributeValues()[last][width] == 123
    anna.layer.undoStack().undo()
    assert anna.layer.getFeature(last)["breite_cm"] == 123, "also its way back is there"


def test_staff_publish_twenty_at_once_or_none(sit: Callable[[str], Volunteer], straight: Way) -> None:
    """One Transaction: with one refused nothing is published, all twenty wait, and one click leads to the field."""
    office = sit("verwaltung")
    until(office.page.submit_box.direct.isVisible)
    office.page.submit_box.direct.setChecked(True)
    office.submits()
    assert office.page.problem.isVisible() and len(office.lines()) == TWENTY
    states = [item.state for item in WorkingCopy.open(office.path).items()]
    assert (states.count(ItemState.QUEUED), states.count(ItemState.REFUSED)) == (19, 1)
    assert contributions(straight("verwaltung"), office.sent()) == {}
    assert office.page.problem._again.text() == "Correct"
    office.page.problem._again.click()
    form, editor = form_in_focus(office.window)
    assert form.feature().id() == eighth(office.layer) and is_editor_of(editor, "hoehe_cm")
    form.attributeForm().changeAttribute("hoehe_cm", 98)
    form.accept()
    assert office.layer.commitChanges()
    office.waits()
    office.page.submit_box.direct.setChecked(True)
    office.submits()
    found = contributions(straight("verwaltung"), office.sent())
    assert len(found) == TWENTY and {one.status for one in found.values()} == {Status.PUBLISHED}
