"""One state for one's own work, the same above the pages and in the layer tree; offline it counts what is safe here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject

from plugin.adapters import icons
from plugin.adapters.map_layers import copy_layer
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Unreachable
from plugin.domain.outbox import ItemState
from plugin.gui.dock import Dock
from plugin.gui.places.indicators import state_of
from plugin.gui.session import Session
from plugin.gui.standing import Counts, Standing, counts_of, standing_of
from plugin.gui.status_line import StatusLine
from plugin.gui.status_words import status_text
from plugin.gui.window import PAGE_MINE
from plugin.gui.work import Work
from tests.adapters.copies import URL, village
from tests.gui.conftest import TestWindow, until

pytestmark = pytest.mark.qgis


@pytest.fixture
def work(tmp_path: Path, qgis_app: QgsApplication) -> Iterator[Work]:
    """The working copy of somebody in the village, in use and read."""
    session = Session()
    session.municipality = Municipality(URL, "Dorf")
    session.use_copy(village(tmp_path).path)
    work = Work(session, session)
    until(lambda: work.overview is not None)
    yield work
    work.close()
    QgsProject.instance().clear()
    session.close()


@pytest.fixture
def line(work: Work) -> Iterator[StatusLine]:
    made = StatusLine(work._session, work)
    yield made
    made.close_line()
    made.deleteLater()


def test_from_nothing_to_do_to_changes_that_wait(work: Work, line: StatusLine) -> None:
    assert line.text.text() == "No changes of yours. Nothing to do." and line.isVisibleTo(None)
    assert work.path is not None and work.overview is not None
    layer = copy_layer(work.path, work.overview.layers[0], True)
    QgsProject.instance().addMapLayer(layer)
    until(lambda: line._watch._layers)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "Esche")
    until(lambda: line.text.text() == "Edited and not saved yet: 1.")
    layer.commitChanges()
    work.refresh()
    until(lambda: line.text.text() == "Changes, not sent yet: 1.")
    assert line.accessibleDescription() == line.text.text()

    work._session.note_sending(True)
    assert line.standing is Standing.SENDING and line.text.text() == "Sending…"
    work._session.note_sending(False)
    assert line.standing is Standing.CHANGED


def test_offline_it_says_what_is_safe_and_what_is_not(work: Work, line: StatusLine) -> None:
    assert line.banner.isHidden()
    assert work.path is not None and work.overview is not None
    layer = copy_layer(work.path, work.overview.layers[0], True)
    QgsProject.instance().addMapLayer(layer)
    until(lambda: line._watch._layers)
    field = layer.fields().indexOf("art")
    layer.startEditing()
    layer.changeAttributeValue(1, field, "Esche")
    layer.commitChanges(False)
    layer.changeAttributeValue(2, field, "Erle")
    work.refresh()
    until(lambda: work.overview is not None and work.overview.unsent)
    work._session.problem = Unreachable("Nobody answers.")
    work._session.changed.emit()
    until(lambda: "Not saved yet, so save your layers: 1." in line.safe.text())
    assert line.safe.text().startswith("Offline. You can go on working. Safe on this computer, and not sent yet: 1.")
    assert not line.banner.isHidden() and line.banner.accessibleDescription() == line.safe.text()
    layer.rollBack()
    work._session.problem = None
    work._session.changed.emit()
    assert line.banner.isHidden()


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (ItemState.QUEUED, Standing.WAITING),
        (ItemState.SENDING, Standing.SENDING),
        (ItemState.UNKNOWN, Standing.UNKNOWN),
        (ItemState.REFUSED, Standing.REFUSED),
    ],
)
def test_the_layer_tree_and_the_line_say_the_same(work: Work, state: ItemState, standing: Standing) -> None:
    assert work.path is not None
    layer = copy_layer(work.path, WorkingCopy.open(work.path).records()[0], True)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "Esche")
    layer.commitChanges()
    copy = WorkingCopy.open(work.path)
    copy.enqueue(copy.changes(), "rundgang", "")
    overview = copy.overview()
    (sent,) = overview.sent
    there = replace(overview, sent=(replace(sent, item=replace(sent.item, state=state)),))
    assert standing_of(counts_of(there)) is standing
    assert state_of(there, "baum", 0, own=True).icon == standing
    assert standing_of(counts_of(there, "kontakt")) is Standing.SYNCED
    assert all((icons.FOLDER / f"{one}.svg").is_file() for one in Standing)
    assert standing_of(counts_of(there), busy=True) is Standing.SENDING
    assert state_of(there, "baum", 0, own=True, busy=True).icon == Standing.SENDING
    assert state_of(there, "kontakt", 0, own=True, busy=True).icon == Standing.SYNCED, "nothing of it is on its way"
    assert standing_of(counts_of(there), own=False) is Standing.FOREIGN


def test_a_question_to_the_author_comes_before_what_merely_waits_for_others() -> None:
    asked = Counts(changes=5, asked_back=1)
    assert status_text(standing_of(asked), asked, 0) == "Sent back to you with a question: 1."
    assert status_text(Standing.CHANGED, replace(asked, unsent=2), 0) == "Changes, not sent yet: 2."
    assert "With the municipality" in status_text(Standing.CHANGED, replace(asked, asked_back=0), 0)


def test_from_the_line_it_is_one_click_to_where_conflicts_are_decided(work: Work, window: TestWindow) -> None:
    assert work.path is not None
    copy = WorkingCopy.open(work.path)
    layer = copy_layer(work.path, copy.records()[0], True)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "Esche")
    layer.commitChanges()
    (item,) = copy.enqueue(copy.changes(), "rundgang", "")
    assert item.change.base is not None
    dock = Dock(work._session, window, window.main, work)
    assert dock.status is not None and dock.status.decide_button.isHidden()
    properties = {**item.change.base.properties, "art": "Erle"}
    copy.note_conflict(item.uuid, replace(item.change.base, properties=properties))
    work._session.work_changed.emit()
    until(lambda: dock.status.standing is Standing.CONFLICT and dock._mine.conflicts.tree.topLevelItemCount())
    assert dock.status.text.text() == "In conflict, for you to decide: 1." and not dock.status.decide_button.isHidden()
    dock.status.decide_button.click()
    assert window.pages == [PAGE_MINE] and dock._mine.focusWidget() is dock._mine.conflicts.tree
    dock.close_pages()
    dock.deleteLater()
