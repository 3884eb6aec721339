"""Answers reach their author: once as a message, counted on the tab, and before the same object is edited again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt

from plugin.adapters import settings
from plugin.gui.dock import Dock
from plugin.gui.mine.page import MinePage
from plugin.gui.window import PAGE_MINE
from plugin.workflows.review import Decision
from tests.gui.reviewing import sound_benches

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, answers

pytestmark = pytest.mark.qgis

NOTE = "Diese Bank steht zwei Meter weiter links."


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, from the second third of the list: others belong to other tests."""
    found = sound_benches(demo_source)
    return iter(found[len(found) // 3 :])


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()


@pytest.fixture
def turned_down(anna: Volunteer, enter: Enter, benches: Iterator[str]) -> tuple[str, str]:
    """A bench of Anna's that a reviewer has asked back about while she was not looking, and its contribution."""
    bench = next(benches)
    anna.changes(bench, zustand="maengel")
    until(anna.lines)
    anna.submits("Sie wackelt")
    assert anna.sent(), f"{anna.page.submit_box.told} | {anna.state()}"
    (uuid,) = anna.sent()
    anna.page.hide()
    answers(enter("pruefung-altmarkfurt"), uuid, Decision.ASK_BACK, NOTE)
    anna.page.ask()
    anna.waits()
    return bench, uuid


def told(anna: Volunteer) -> list[str]:
    return [text for text, _level, _verb in anna.window.told if text.startswith("Answers to")]


def test_an_answer_is_told_once_and_stays_unread_until_it_was_shown(
    anna: Volunteer, turned_down: tuple[str, str]
) -> None:
    _bench, uuid = turned_down
    assert told(anna) == ["Answers to your contributions: 1"] and anna.page.badge == 1
    anna.page.ask()
    anna.waits()
    assert len(told(anna)) == 1

    anna.page.show()
    item = next(item for item in items(anna) if item.font(0).bold())
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole).startswith("Answer not read yet: ")
    anna.chooses(uuid)
    assert anna.page.badge == 0 and not any(item.font(0).bold() for item in items(anna))
    assert NOTE in anna.page.contributions.detail.toPlainText()


def items(anna: Volunteer) -> list:
    tree = anna.page.contributions.tree
    return [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]


def test_what_was_not_read_is_told_again_on_the_next_connecting(
    anna: Volunteer, turned_down: tuple[str, str], enter: Enter
) -> None:
    _bench, uuid = turned_down
    later = TestWindow(anna.window.main, anna.window.canvas)
    session = enter("beitrag-a")  # the next day
    session.use_copy(anna.path)
    page = MinePage(session, later)  # type: ignore[arg-type]
    until(lambda: later.told)
    (text, level, verb) = later.told[0]
    assert (text, level, verb) == ("Answers to your contributions: 1", Qgis.MessageLevel.Info, "Show")
    act = later.acts[0]
    assert act is not None
    act()
    assert later.pages == [PAGE_MINE] and len(later.zoomed) == 1, "with its object on the map"
    assert page.badge == 0 and settings.unread_answers(page.answers._place) == []
    page.close_page()
    act()  # a message outlives what it is about
    assert uuid and later.pages == [PAGE_MINE]


def test_the_answer_comes_before_the_object_is_edited_again(anna: Volunteer, turned_down: tuple[str, str]) -> None:
    bench, uuid = turned_down
    anna.window.zoomed.clear()
    anna.layer.startEditing()
    assert anna.window.pages == [PAGE_MINE] and len(anna.window.zoomed) == 1
    selected = anna.page.contributions.selected
    assert selected is not None and selected.uuid == uuid
    assert NOTE in anna.page.contributions.detail.toPlainText() and anna.page.badge == 0

    fields = anna.layer.fields()
    anna.layer.changeAttributeValue(anna.bench(bench), fields.indexOf("zustand"), "defekt")
    assert anna.window.pages == [PAGE_MINE], "once is enough"
    anna.layer.rollBack()


def test_the_second_answer_comes_when_its_object_is_touched(
    anna: Volunteer, turned_down: tuple[str, str], enter: Enter, benches: Iterator[str]
) -> None:
    _bench, first = turned_down
    second_bench = next(benches)
    anna.changes(second_bench, zustand="maengel")  # opens the first answer on the way
    assert anna.page.badge == 0
    until(anna.lines)
    anna.submits("Auch die")
    second = next(uuid for uuid in anna.sent() if uuid != first)
    answers(enter("pruefung-altmarkfurt"), second, Decision.ASK_BACK, "Welche Latte?")
    anna.layer.startEditing()
    anna.page.ask()
    anna.waits()
    assert anna.page.badge == 1
    anna.layer.selectByIds([anna.bench(second_bench)])
    selected = anna.page.contributions.selected
    assert selected is not None and selected.uuid == second and anna.page.badge == 0
    anna.layer.rollBack()


def test_the_tab_counts_them(anna: Volunteer, window: TestWindow) -> None:
    for way in ("open_help", "open_options"):
        setattr(window, way, lambda: None)
    dock = Dock(anna.session, window)  # type: ignore[arg-type]
    page = dock.pages[PAGE_MINE]
    page.badge = 2
    page.badge_changed.emit()
    names = [dock._tabs.tabText(number) for number in range(dock._tabs.count())]
    assert "My contributions (2)" in names and dock.windowTitle() == "Bürger-GIS – answers not read yet: 2"
    page.badge = 0
    page.badge_changed.emit()
    assert dock._tabs.tabText(1) == "My contributions" and dock.windowTitle() == "Bürger-GIS"
    dock.close_pages()
    dock.deleteLater()
