"""The list of one's own contributions, however many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtGui import QFocusEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QScrollArea, QSplitter

from plugin.domain.contribution import Change, Operation, Status
from plugin.domain.feature import Feature
from plugin.gui.mine.contributions_entries import Entry, detail
from plugin.gui.mine.contributions_view import LINES, ContributionsView
from plugin.gui.mine.parts import group
from plugin.gui.photos.strip import PhotoStrip
from plugin.workflows.history import Remark

from .heartbeat import LONGEST, best_of

pytestmark = pytest.mark.qgis


def entry(number: int) -> Entry:
    old, new = (
        Feature("bank", str(number), "EPSG:25833", {"type": "Point", "coordinates": [392000.0 + dx, 5820000.0]},
                {"name": f"Bank {number}", "zustand": state})
        for dx, state in ((0, "gut"), (3, "defekt"))
    )  # fmt: skip
    change = Change(Operation.UPDATE, old, new)
    return Entry(f"u{number}", change, "Sitzbänke", "2026-01-01T00:00:00Z", Status.SUBMITTED)


def test_five_hundred_contributions_do_not_hold_the_window(qgis_app: QgsApplication) -> None:
    view, all_ = ContributionsView(), [entry(number) for number in range(500)]
    gap = best_of(8, lambda: view.show_entries(list(all_), "", ""))
    assert view.tree.topLevelItemCount() == LINES + 1
    assert view.tree.topLevelItem(LINES).text(0).endswith(str(500 - LINES))
    view.select("u499")
    assert view.selected is all_[499] or view.selected == all_[499]
    view.tree.setCurrentItem(view.tree.topLevelItem(LINES + 1))
    assert view.selected is None
    print(f"{gap * 1000:.0f} ms")
    assert gap < LONGEST


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageUp])
def test_the_first_line_can_be_chosen_by_keyboard(qgis_app: QgsApplication, key: Qt.Key) -> None:
    """Qt makes it the current one when the list gets the focus, and then a key to it goes nowhere."""
    view = ContributionsView()
    view.show_entries([entry(number) for number in range(3)], "", "")
    QApplication.sendEvent(view.tree, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.selected is None, "nobody has chosen anything"
    QTest.keyClick(view.tree, key)
    assert view.selected is not None and view.selected.uuid == "u0"


def test_in_a_small_window_some_of_the_list_and_of_the_answer_can_be_read(qgis_app: QgsApplication) -> None:
    view, photos = ContributionsView(), PhotoStrip()
    section, parts, page = group("My contributions", view, photos), QSplitter(Qt.Orientation.Vertical), QScrollArea()
    parts.addWidget(section)
    page.setWidgetResizable(True)
    page.setWidget(parts)
    page.resize(420, 200)
    page.show()
    view.show_entries([entry(number) for number in range(20)], "", "")
    assert view.detail.isHidden(), "an empty field would take the room"
    view.select("u3")
    for _ in range(5):
        QCoreApplication.processEvents()
    assert section.height() >= section.layout().minimumSize().height(), "its parts lie over one another"
    line = view.fontMetrics().height()
    assert view.tree.viewport().height() >= 5 * line
    view.show_entries([entry(number) for number in range(3)], "", "")
    assert view.tree.maximumHeight() < 7 * line, "three lines leave the room to the answer"
    assert view.detail.height() >= 5 * line
    page.deleteLater()


def test_the_question_that_came_back_is_read_first(qgis_app: QgsApplication) -> None:
    question = Remark("2026-01-02T00:00:00Z", "p-1", "decision", "Left or right of the path?")
    asked = replace(entry(1), status=Status.NEEDS_CHANGES, comment="Seen on Sunday", answers=(question,))
    lines = detail(asked, "p-2").splitlines()
    assert "Left or right" in " ".join(lines[:4])
    assert lines.index("Seen on Sunday") > 4
