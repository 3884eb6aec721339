"""Eight tasks of volunteers and reviewers by keyboard alone, in a real QGIS: no click, and nothing called that acts.

Place a point, fill the form, submit, claim, compare, ask back, read the answer, accept. Runs inside QGIS Desktop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from demo.driver import Driver, Steps
from demo.edits import BENCHES
from demo.scenes import NOTE, Stage

Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PRESSES = 120


def steps(qgis: Driver) -> Steps:
    stage = Stage(qgis)
    stage.grab = lambda _name: None  # type: ignore[method-assign]
    done: list[str] = qgis.results.setdefault("done", [])
    yield from stage.set_up()
    yield from stage.enter("beitrag-a")
    stage.open("map")
    yield from stage.check_out()
    stage.edit()  # three changes more, so that reviewers have something to choose from
    before = count(stage)
    yield from place_a_point(qgis, stage, done)
    yield "the bench is in the working copy", lambda: count(stage) == before + 1
    yield from submit(qgis, stage, done)
    yield from stage.enter("pruefung-altmarkfurt")
    yield from claim_and_compare(stage, done)
    yield from ask_back(stage, done)
    yield from stage.enter("beitrag-a")
    yield from read_the_answer(stage, done)
    yield from stage.enter("pruefung-altmarkfurt")
    yield from accept(stage, done)


def count(stage: Stage) -> int:
    return int(stage.layers()[BENCHES].featureCount())


# the keyboard


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def words_of(widget: QWidget) -> str:
    text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def tab_to(wanted: Callable[[QWidget], bool], what: str) -> QWidget:
    """Press Tab until that has the focus."""
    for _ in range(PRESSES):
        if wanted(focus()):
            return focus()
        press(Key.Key_Tab)
    raise AssertionError(f"Tab never came to {what}, last at {words_of(focus())}")


def tab_to_words(part: str) -> QWidget:
    return tab_to(lambda widget: part in words_of(widget), part)


def page(qgis_key: Qt.Key, main: QWidget) -> None:
    """Go to a page of the dock from wherever QGIS's focus is."""
    QApplication.setActiveWindow(main)
    QTest.keyClick(QApplication.focusWidget() or main, qgis_key, Shift)


# the tasks


def place_a_point(qgis: Driver, stage: Stage, done: list[str]) -> Steps:
    page(Key.Key_F7, stage.main)
    tab_to_words("Add an object")
    press(Key.Key_Space)
    window = stage.page("map").new_object
    yield "the window for adding is open", lambda: window.dialog is not None and window.dialog.isVisible()
    dialog = window.dialog
    QApplication.setActiveWindow(dialog)
    yield "it knows what can be added", lambda: not dialog.busy and dialog.chooser.list.count() > 1
    dialog.chooser.filter.setFocus()
    QTest.keyClicks(focus(), "Sitzb")
    press(Key.Key_Down)
    yield "a category is chosen", lambda: dialog.chooser.category is not None
    tab_to_words("Take the centre of the map")
    press(Key.Key_Space)
    yield "there is a place", lambda: dialog.place.place is not None
    done.append("place a point")
    for editor in fields(dialog):
        tab_to(lambda widget, editor=editor: widget is editor or editor.isAncestorOf(widget), words_of(editor))
        if isinstance(editor, QComboBox):
            press(Key.Key_Down)
        elif isinstance(editor, QLineEdit):
            QTest.keyClicks(focus(), "Holz")
        else:
            press(Key.Key_Up)
    yield "it has looked at the working copy", lambda: not dialog.busy
    press(Key.Key_Return, Control)
    yield "it was checked", lambda: not dialog.busy
    if dialog.findings.isVisible():
        tab_to_words("anyway")
        press(Key.Key_Space)
    yield "it is added", lambda: not dialog.busy and dialog.place.place is None
    done.append("fill the form")
    press(Key.Key_Escape)
    yield "the window is closed", lambda: not dialog.isVisible()


def fields(dialog: Any) -> list[QWidget]:
    """The editors of the form, from top to bottom."""
    layout = dialog.fields.layout()
    return [layout.itemAt(row, layout.ItemRole.FieldRole).widget() for row in range(layout.rowCount())]


def submit(qgis: Driver, stage: Stage, done: list[str]) -> Steps:
    mine = stage.page("mine")
    yield "the changes are listed", lambda: mine.changes.tree.topLevelItemCount() == 2
    page(Key.Key_F8, stage.main)
    tab_to(lambda widget: widget is mine.submit_box.comment, "the comment")
    QTest.keyClicks(focus(), "Hier steht eine Bank.")
    tab_to_words("Submit")
    qgis.soon(lambda: press(Key.Key_Space))  # a dialog opens in it

    yield "the terms are shown", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
    QApplication.setActiveWindow(QApplication.activeModalWidget())
    tab_to_words("I agree, submit")
    press(Key.Key_Space)
    tree, verb = mine.contributions.tree, mine.submit_box.verb
    yield "it is sent, or the rules have found something", lambda: tree.topLevelItemCount() == 4 or verb.isVisible()
    if verb.isVisible():
        QApplication.setActiveWindow(stage.main)
        tab_to_words("Send anyway")
        press(Key.Key_Space)
    yield "it is sent", lambda: tree.topLevelItemCount() == 4 and not mine._sending.busy
    done.append("submit")


def claim_and_compare(stage: Stage, done: list[str]) -> Steps:
    review = stage.page("review")
    page(Key.Key_F9, stage.main)
    yield "the queue is read", lambda: review.queue.model.rowCount() == 4
    tab_to_words("Contributions")
    press(Key.Key_J)
    yield "it is looked at", lambda: review.view.seen is not None
    press(Key.Key_C)
    yield "it is claimed", lambda: review.bar.ask_back.isEnabled()
    done.append("claim")
    press(Key.Key_V)
    yield "the focus is in the table of versions", lambda: review.view.isAncestorOf(focus())
    done.append("compare")


def ask_back(stage: Stage, done: list[str]) -> Steps:
    review = stage.page("review")
    press(Key.Key_B)
    form = review.bar.form
    yield "the form is open", lambda: form.isVisible() and form.isAncestorOf(focus())
    tab_to(lambda widget: widget is form.reasons, "the reasons")
    press(Key.Key_Down)
    tab_to(lambda widget: widget is form.note, "the note")
    press(Key.Key_A, Control)
    QTest.keyClicks(focus(), NOTE)
    press(Key.Key_Return, Control)
    yield "it is asked back", lambda: not form.isVisible() and not any(lane.busy for lane in review._lanes)
    done.append("ask back")


def read_the_answer(stage: Stage, done: list[str]) -> Steps:
    mine = stage.page("mine")
    yield "the tab says that there is an answer", lambda: mine.badge == 1
    page(Key.Key_F8, stage.main)
    tree = mine.contributions.tree
    tab_to(lambda widget: widget is tree, "the list of contributions")
    detail: QPlainTextEdit = mine.contributions.detail
    press(Key.Key_Home)
    for _ in range(tree.topLevelItemCount()):
        if NOTE[:20] in detail.toPlainText():
            break
        press(Key.Key_Down)
        yield "one is selected", lambda: mine.contributions.selected is not None
    assert NOTE[:20] in detail.toPlainText(), detail.toPlainText()
    tab_to(lambda widget: widget is detail, "the answer")
    done.append("read an answer")


def accept(stage: Stage, done: list[str]) -> Steps:
    review = stage.page("review")
    page(Key.Key_F9, stage.main)
    yield "the queue is read", lambda: review.queue.model.rowCount() == 3
    tab_to_words("Contributions")
    press(Key.Key_J)
    yield "it is looked at", lambda: review.view.seen is not None
    accepted = review.queue.uuid
    press(Key.Key_C)
    yield "it is claimed", lambda: review.bar.accept.isEnabled()
    press(Key.Key_A)
    yield "it is accepted", lambda: review.queue.model.row_of(accepted) is None or review.queue.uuid != accepted
    done.append("accept")
