"""The page Prüfen without a mouse: every step by a key of the table, pressed where the focus is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.domain.contribution import Change, Operation, Status
from plugin.gui.keys import Key, Keys
from plugin.gui.keys_dialog import KeysDialog
from plugin.gui.review.keys import KEYS, Verb
from plugin.gui.review.queue_words import time_of
from plugin.workflows import review
from plugin.workflows.connection import Connection
from plugin.workflows.review import Decision
from tests.gui.conftest import until
from tests.gui.reviewing import REVIEWER, SECOND, Desk, bench, propose, send, sound_benches, status

pytestmark = [pytest.mark.qgis, pytest.mark.live]

OF_QGIS = {"R", "S", "T"}
"""Letters that QGIS 3.40 takes for itself in its main window: stream digitizing, snapping, tracing."""
GERMAN = {"Strg+": "Ctrl+", "Umschalt+": "Shift+", "Eingabe": "Return", "Pfeil runter": "Down", "Pfeil hoch": "Up"}
_taken = count()


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.fixture
def other_reviewer(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login(SECOND))


@pytest.fixture
def mine(demo_source: Path) -> str:
    """A bench in Altmarkfurt for one test alone."""
    return sound_benches(demo_source)[next(_taken)]


@pytest.fixture
def at_keyboard(sit_down: Callable[..., Desk]) -> Callable[..., Desk]:
    def sit(*who: str) -> Desk:
        desk = sit_down(*who)
        desk.page.activateWindow()
        until(desk.page.isActiveWindow)
        desk.page.queue.table.setFocus()
        return desk

    return sit


def press(key: str, where: QWidget | None = None) -> None:
    """A key where the focus is, as the table writes it."""
    widget = where or QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    pressed = QKeySequence(key)[0]
    if isinstance(pressed, int):  # Qt 5
        QTest.keyClick(widget, Qt.Key(pressed & 0x01FFFFFF), Qt.KeyboardModifier(pressed & 0x7E000000))
    else:
        QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def find_by_keyboard(desk: Desk, uuid: str) -> None:
    """Go through the list until it is the one that is looked at."""
    desk.page.refresh()
    desk.idle()
    press("L")
    for _ in range(desk.page.queue.model.rowCount()):
        press("J")
    for _ in range(desk.page.queue.model.rowCount()):
        if desk.page.queue.uuid == uuid:
            break
        press("K")
    until(lambda: desk.looks_at() == uuid)
    desk.idle()


def test_from_one_contribution_to_those_that_are_like_it(
    anna: Connection, at_keyboard: Callable[..., Desk], mine: str, demo_source: Path
) -> None:
    there = bench(anna, sound_benches(demo_source)[next(_taken)])
    gone = Change(Operation.DELETE, there, None)
    other = send(anna, gone, "allein", changeset="ein anderer Tag")
    uuid, desk = propose(anna, mine, material="metall"), at_keyboard()
    page = desk.page
    find_by_keyboard(desk, uuid)
    assert page.queue.model.row_of(other) is not None
    page.queue.table.setFocus()
    press("I")
    menu = page.view.alike.menu()
    assert menu.isVisible() and len(menu.actions()) == 3
    press("Return", menu)
    desk.idle()
    until(lambda: page.queue.model.row_of(other) is None)
    assert page.queue.filters.choice()["changeset"] == page.view.seen.contribution.changeset != ""
    assert page.queue.model.row_of(uuid) is not None and desk.looks_at() == uuid, "what is looked at stays"
    page.queue.filters.reset_button.click()
    until(lambda: page.queue.model.row_of(other) is not None)


def test_a_bench_from_claim_to_map_by_keyboard_alone(
    anna: Connection, at_keyboard: Callable[..., Desk], mine: str, demo_source: Path
) -> None:
    propose(anna, sound_benches(demo_source)[next(_taken)], "wartet", material="metall")
    uuid, desk = propose(anna, mine, material="metall"), at_keyboard()
    page, bar = desk.page, desk.page.bar
    find_by_keyboard(desk, uuid)
    press("A")
    assert desk.window.told.pop()[0].startswith("Not possible at the moment: Accept"), "nothing without a claim"
    assert status(anna, uuid) is Status.SUBMITTED
    press("C")
    until(bar.accept.isEnabled)
    press("V")
    assert QApplication.focusWidget() is page.view.table.view
    press("Down")
    assert page.view.table.view.currentIndex().isValid(), "compared field by field"
    press("B")
    assert QApplication.focusWidget() is bar.form.reasons and bar.form.reasons.currentData() == ""
    press("Down")
    assert bar.form.reasons.currentData() == "position" and "Please check where it lies" in bar.form.note.toPlainText()
    press("Tab")
    assert QApplication.focusWidget() is bar.form.note
    QTest.keyClicks(bar.form.note, "axz ?")
    assert bar.form.note.toPlainText().startswith("axz ?") and status(anna, uuid) is Status.IN_REVIEW, (
        "letters are text"
    )
    press("Ctrl+Return")
    until(lambda: desk.window.told)
    desk.idle()
    assert status(anna, uuid) is Status.NEEDS_CHANGES and QApplication.focusWidget() is page.queue.table
    press("Z")
    until(lambda: desk.looks_at() == uuid and bar.accept.isEnabled())
    assert status(anna, uuid) is Status.IN_REVIEW
    press("A")
    until(lambda: status(anna, uuid) is Status.ACCEPTED)
    desk.idle()
    press("Z")
    until(lambda: desk.looks_at() == uuid and bar.accept.isEnabled())
    bar.next_one.setChecked(False)
    press("A")
    until(lambda: desk.looks_at() == uuid and bar.publish_button.isVisible() and bar.publish_button.isEnabled())
    press("P")
    until(lambda: not page.publishing.result.isHidden())
    assert status(anna, uuid) is Status.PUBLISHED and bench(anna, mine).properties["material"] == "metall"


def test_a_second_rejection_is_explained_and_left_to_another_reviewer(
    anna: Connection, at_keyboard: Callable[..., Desk], login: Callable[[str], str], service: Service, mine: str
) -> None:
    first = propose(anna, mine, material="metall")
    me = connect(service.url, login(REVIEWER))
    review.decide(me, [first], Decision.REJECT, reason_code="attributes", note="Ist aus Holz.")
    uuid, desk = propose(anna, mine, material="stein"), at_keyboard()
    desk.look_at(uuid)
    desk.claim()
    assert "You have rejected the same wish" in desk.page.bar.words.text()
    assert not desk.page.bar.reject.isEnabled() and desk.page.bar.accept.isEnabled()
    press("Shift+C")
    until(lambda: status(anna, uuid) is Status.SUBMITTED)
    other = at_keyboard(SECOND)
    other.look_at(uuid)
    other.claim()
    bar = other.page.bar
    assert "was rejected before, by p-" in bar.words.text() and bar.reject.isEnabled()
    press("X")
    form = bar.form
    form.reasons.setCurrentIndex(form.reasons.findData("attributes"))
    assert not form.send.isEnabled(), "the usual sentence is no justification"
    form.note.setPlainText("Sie ist aus Holz, das wurde am 3. Mai geprüft.")
    press("Ctrl+Return", form.note)
    until(lambda: status(anna, uuid) is Status.REJECTED)


def test_a_claim_is_renewed_while_somebody_works_and_told_of_when_it_ends(
    anna: Connection, at_keyboard: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, material="metall"), at_keyboard()
    page = desk.page
    desk.look_at(uuid)
    desk.claim()
    page.bar.ask_back.click()
    page.bar.form.note.setPlainText("Angefangen")
    ends = time_of(page.bar.seen.claimed_until)
    events = len(desk.page.view.seen.history.steps)
    page.claims.ticked(ends - timedelta(minutes=10))
    desk.idle()
    page.claims.ticked(ends - timedelta(minutes=4))
    assert not any(lane.busy for lane in page._lanes), "whoever has moved nothing for five minutes is not at work"
    assert len(review_history(anna, uuid)) == events + 1, "renewed once"
    assert page.bar.form.note.toPlainText() == "Angefangen", "what is being written is left alone"
    told = len(desk.window.told)
    for _ in range(2):
        page.claims.ticked(time_of(page.bar.seen.claimed_until) + timedelta(seconds=1))
    assert len(desk.window.told) == told + 1 and "Your claim has ended" in desk.window.told[-1][0]
    page.queue.table.setFocus()
    press("C")
    until(lambda: len(review_history(anna, uuid)) == events + 2)


def test_alike_benches_are_accepted_together_and_taken_back(
    anna: Connection, at_keyboard: Callable[..., Desk], demo_source: Path
) -> None:
    benches = [sound_benches(demo_source)[next(_taken)] for _ in range(4)]
    alike = [propose(anna, one, f"Nummer {number}", zustand="defekt") for number, one in enumerate(benches[:3])]
    other, desk = propose(anna, benches[3], material="metall"), at_keyboard()
    page, box = desk.page, desk.page.bulk.box
    desk.look_at(alike[0])
    assert not box.offer_button.isVisible(), "nothing is offered for one"
    page.queue._mark({*alike, other})
    press("Shift+A")
    until(box.accept_button.isVisible)
    desk.idle()
    assert box.answer.startswith("3 of 4 are alike. Layer: Sitzbänke") and box.answer.endswith("Changed: zustand.")
    assert "metall" not in box.answer and "is not like the first one" in box.details.toPlainText()
    assert {status(anna, uuid) for uuid in alike} == {Status.SUBMITTED}, "nothing is accepted yet"
    assert QApplication.focusWidget() is box.accept_button
    press("Space")
    until(box.back_button.isVisible)
    desk.idle()
    assert box.answer == "Accepted: 3." and {status(anna, uuid) for uuid in alike} == {Status.ACCEPTED}
    assert status(anna, other) is Status.SUBMITTED
    press("Z")
    until(lambda: box.answer.startswith("Taken back: 3."))
    assert {status(anna, uuid) for uuid in alike} == {Status.IN_REVIEW}


def review_history(connection: Connection, uuid: str) -> tuple[object, ...]:
    from plugin.workflows.history import history

    return history(connection, uuid).steps


# the table


def test_no_key_does_two_things_or_is_one_of_qgis() -> None:
    keys = [key for one in KEYS for key in one.keys]
    assert len(set(keys)) == len(keys) and not OF_QGIS & set(keys)
    assert {one.verb for one in KEYS} == set(Verb)
    assert all(QKeySequence(key).toString() == key for key in keys), "written as Qt writes them"


@pytest.mark.parametrize("name", ["reviewers.md", "reviewers.en.md"])
def test_the_manual_has_the_same_keys(name: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / name).read_text("utf-8")
    for german, english in GERMAN.items():
        text = text.replace(german, english)
    rows = re.findall(r"^\| ((?:`[^`]+`(?: \w+ )?)+) \|", text, re.MULTILINE)
    assert [tuple(re.findall(r"`([^`]+)`", row)) for row in rows][-len(KEYS) :] == [one.keys for one in KEYS]


def test_letters_are_text_where_somebody_writes_or_chooses(qgis_app: QgsApplication) -> None:
    page, done = QWidget(), []
    field, choice, open_list, other = QLineEdit(), QComboBox(), QComboBox(), QWidget()
    for trees in (choice, open_list):
        trees.addItems(["Buche", "Ahorn"])
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box = QVBoxLayout(page)
    for widget in (field, choice, open_list, other):
        box.addWidget(widget)
    Keys(page, [Key("accept", ("A",), "Accept", "Page")], {"accept": lambda: done.append("A")})
    page.show()
    page.activateWindow()
    until(page.isActiveWindow)
    for widget in (field, choice):
        widget.setFocus()
        press("A")
    assert (field.text().lower(), choice.currentText(), done) == ("a", "Ahorn", [])
    open_list.showPopup()
    press("A", open_list.view())
    assert open_list.view().currentIndex().data() == "Ahorn" and done == []
    open_list.hidePopup()
    other.setFocus()
    press("A")
    assert done == ["A"]
    page.deleteLater()


def test_keys_are_called_what_they_are_called_here(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {"Ctrl": "Strg", "Return": "Eingabe", "Down": "Pfeil runter", "or": "oder"}
    monkeypatch.setattr("plugin.gui.keys.translate", lambda _context, text: german.get(text, text))
    assert Key("next", ("Alt+Down", "J"), "Next", "List").shown == "Alt+Pfeil runter oder J"
    assert Key("send", ("Ctrl+Return",), "Send", "Answer").shown == "Strg+Eingabe"


def test_the_overview_is_the_table(qgis_app: QgsApplication) -> None:
    dialog = KeysDialog(KEYS)
    rows = dialog.rows
    assert rows.rowCount() == len(KEYS) and rows.accessibleName()
    assert rows.item(0, 0).text() == KEYS[0].shown and rows.item(0, 1).text() == "Next contribution"
    dialog.deleteLater()
