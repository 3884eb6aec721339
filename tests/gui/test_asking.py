"""What is asked in a window is gone when it was answered: its parent, QGIS's window, stays.

PyQt takes a dialog back from its parent in exec(); one that is kept, or shown otherwise, would stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QMainWindow, QMessageBox

from plugin.gui.asking import confirmed
from plugin.gui.help import HelpDialog

pytestmark = pytest.mark.qgis


@pytest.fixture
def main(qgis_app: QgsApplication) -> Iterator[QMainWindow]:
    window = QMainWindow()
    window.show()
    yield window
    window.close()


def answering(act: Callable[[QDialog], None]) -> None:
    """Do `act` with the window that waits for an answer, once it is there."""

    def look() -> None:
        waiting = QApplication.activeModalWidget()
        if isinstance(waiting, QDialog):
            act(waiting)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def left(main: QMainWindow) -> list[QDialog]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return main.findChildren(QDialog)


def choose(button: int) -> Callable[[QDialog], None]:
    def chosen(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        box.buttons()[button].click()

    return chosen


def test_a_question_is_gone_with_its_answer(main: QMainWindow) -> None:
    answers = set()
    for button in (0, 1):
        answering(choose(button))
        answers.add(confirmed(main, "Verwerfen?", "Die Bank am Teich", "Verwerfen"))
        assert left(main) == []
    assert answers == {True, False}


def test_the_help_is_gone_when_it_is_closed(main: QMainWindow) -> None:
    answering(lambda dialog: dialog.reject())
    HelpDialog(main).exec()
    assert left(main) == []
