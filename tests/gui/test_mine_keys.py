"""The page Meine Beiträge by keyboard: to the lists, to the map, into the comment, and what the keys are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from plugin.gui.keys_dialog import KeysDialog
from plugin.gui.mine.keys import KEYS
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer

pytestmark = pytest.mark.qgis


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke.gpkg")
    yield here
    here.gets_up()


def test_a_change_is_found_shown_and_commented_without_a_mouse(anna: Volunteer, demo_source: Path) -> None:
    page, window = anna.page, anna.window
    anna.changes(benches_in(demo_source, ALTMARKFURT)[0], material="beton")
    until(anna.lines)
    page.activateWindow()
    until(page.isActiveWindow)
    page.contributions.tree.setFocus()
    QTest.keyClick(page.contributions.tree, Qt.Key.Key_C)
    assert QApplication.focusWidget() is page.changes.tree
    page.changes.tree.setCurrentItem(page.changes.tree.topLevelItem(0).child(0) or page.changes.tree.topLevelItem(0))
    QTest.keyClick(page.changes.tree, Qt.Key.Key_G)
    assert len(window.zoomed) == 1
    QTest.keyClick(page.changes.tree, Qt.Key.Key_N)
    assert QApplication.focusWidget() is page.submit_box.comment
    QTest.keyClicks(page.submit_box.comment, "bcg?")
    assert page.submit_box.text == "bcg?" and len(window.zoomed) == 1, "letters are text"
    page.changes.tree.setFocus()
    QTest.keyClick(page.changes.tree, "?")
    (overview,) = page.findChildren(KeysDialog)
    assert overview.rows.rowCount() == len(KEYS)
    overview.reject()
    assert page.submit_box.submit.toolTip() == f"Submit ({KEYS[5].shown})"


@pytest.mark.parametrize("name", ["contributors.md", "contributors.en.md"])
def test_the_manual_has_the_same_keys(name: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / name).read_text("utf-8")
    rows = re.findall(r"^\| ((?:`[^`]+`(?: \w+ )?)+) \|", text, re.MULTILINE)
    found = [tuple(re.findall(r"`([^`]+)`", row)) for row in rows]
    keys = [one.keys for one in KEYS]
    assert any(found[at : at + len(keys)] == keys for at in range(len(found)))
