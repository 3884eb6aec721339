"""The page Prüfen against the real service: from a bench in a working copy to everybody's map, by clicking."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QTableView, QToolButton

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.settings import Municipality
from plugin.domain.contribution import Status
from plugin.domain.errors import Problem
from plugin.gui.review import work as review_work
from plugin.gui.review.publish_box import answer
from plugin.workflows import review
from plugin.workflows.connection import Connection
from plugin.workflows.history import history
from plugin.workflows.publish import Published, publish
from plugin.workflows.review import Decision
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.faults import hold
from tests.gui.conftest import until
from tests.gui.heartbeat import LONGEST, best_of, wait
from tests.gui.reviewing import (
    REVIEWER,
    SECOND,
    Desk,
    bench,
    from_working_copy,
    propose,
    remove,
    revise,
    sound_benches,
    status,
)
from tests.http_wire import GET, POST, both, says

pytestmark = [pytest.mark.qgis, pytest.mark.live]

HOSTILE = '<img src="file:///etc/passwd"><a href="http://boese.example">hier</a>\u202e'
_taken = count()


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.fixture
def other_reviewer(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login(SECOND))


@pytest.fixture
def mine(demo_source: Path) -> str:
    """A bench in Altmarkfurt for one test alone: sound, and of wood or plastic."""
    return sound_benches(demo_source)[next(_taken)]


def test_a_bench_from_the_working_copy_is_accepted_and_published_by_clicking(
    service: Service,
    login: Callable[[str], str],
    anna: Connection,
    sit_down: Callable[..., Desk],
    mine: str,
    tmp_path: Path,
) -> None:
    sql = f"UPDATE sitzbank SET zustand = 'defekt' WHERE uuid = '{mine}'"
    uuid = from_working_copy(service.url, login("beitrag-a"), tmp_path / "Bänke.gpkg", sql, "Latte gebrochen")
    was = bench(anna, mine).properties["zustand"]
    desk = sit_down()
    page = desk.page
    desk.look_at(uuid)
    row = page.queue.model.row_of(uuid)
    shown = [str(page.queue.model.index(row, column).data()) for column in range(5)]
    assert shown[0] == "○ submitted" and shown[2:] == ["changed", "just now", "Latte gebrochen"]
    assert [(line.name, line.before, line.proposed, line.now) for line in page.view.seen.rows if line.changed] == [
        ("zustand", was, "defekt", was)
    ]
    assert not page.bar.accept.isEnabled() and page.bar.form.isHidden(), "nothing is decided without a claim"
    desk.claim()
    assert "You have claimed this until" in page.bar.words.text() and page.bar.release_button.isVisible()
    page.bar.accept.click()
    until(lambda: desk.window.told)
    assert desk.window.told[-1][0].startswith("Accepted") and desk.window.told[-1][2] == "Take back"
    assert bench(anna, mine).properties["zustand"] == was, "accepting is not publishing"
    desk.idle()
    assert uuid in page.queue.accepted()
    desk.page.publishing.all_button.click()
    until(lambda: not page.publishing.result.isHidden())
    assert page.publishing.answer.startswith("Published: ")
    assert bench(anna, mine).properties["zustand"] == "defekt"
    assert status(anna, uuid) is Status.PUBLISHED
    until(lambda: uuid not in page.queue.accepted())


def test_a_rejection_reaches_its_author_with_reason_and_note(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, material="stein"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    desk.answer(Decision.REJECT, "Ist aus Holz.\nSiehe Foto.", "attributes")
    until(lambda: desk.window.told)
    found = review.named(anna, [uuid])[0]
    assert (found.status, found.reason_code, found.note) == (
        Status.REJECTED,
        "attributes",
        "Ist aus Holz.\nSiehe Foto.",
    )
    (remark,) = history(anna, uuid).remarks
    assert (remark.kind, remark.text) == ("decision", "Ist aus Holz.\nSiehe Foto.")


def test_a_decision_is_taken_back_from_the_message_bar(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, lehne="unbekannt", material="metall"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    desk.answer(Decision.ASK_BACK, "Bitte ein Foto.", "incomplete")
    until(lambda: desk.window.acts)
    desk.idle()
    assert status(anna, uuid) is Status.NEEDS_CHANGES
    desk.window.acts[-1]()
    until(lambda: desk.looks_at() == uuid and desk.page.bar.accept.isEnabled())
    assert status(anna, uuid) is Status.IN_REVIEW


def test_a_claim_is_given_back(anna: Connection, sit_down: Callable[..., Desk], mine: str) -> None:
    uuid, desk = propose(anna, mine, material="metall"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    desk.page.bar.release_button.click()
    until(desk.page.bar.claim_button.isVisible)
    assert status(anna, uuid) is Status.SUBMITTED and not desk.page.bar.accept.isEnabled()


def test_of_two_reviewers_the_second_is_told_who_was_first(
    anna: Connection, other_reviewer: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, material="metall"), sit_down()
    desk.look_at(uuid)
    first = review.claim(other_reviewer, uuid)
    desk.page.bar.claim_button.click()
    until(desk.problem)
    assert "not possible in the present state" in desk.problem()
    words = desk.page.bar.words.text()
    assert first.claimed_by in words and "has claimed this until" in words
    assert not desk.page.bar.accept.isVisible() and not desk.page.bar.claim_button.isVisible()
    assert review.named(other_reviewer, [uuid])[0].claimed_by == first.claimed_by
    review.release(other_reviewer, uuid)


def test_a_claim_that_was_lost_to_somebody_else_decides_nothing(
    service: Service, login: Callable[[str], str], anna: Connection, other_reviewer: Connection,
    sit_down: Callable[..., Desk], mine: str,
) -> None:  # fmt: skip
    uuid, desk = propose(anna, mine, material="metall"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    review.release(connect(service.url, login(REVIEWER)), uuid)  # the same person, at another computer
    winner = review.claim(other_reviewer, uuid)
    desk.page.bar.accept.click()
    until(desk.problem)
    assert desk.page.problem._again.text() == "Show the new version"
    assert status(anna, uuid) is Status.IN_REVIEW
    desk.page.problem._again.click()
    until(lambda: winner.claimed_by in desk.page.bar.words.text())
    review.release(other_reviewer, uuid)


def test_what_its_author_has_revised_meanwhile_is_not_decided_unseen(
    service: Service, login: Callable[[str], str], anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, material="metall"), sit_down()
    me = connect(service.url, login(REVIEWER))
    desk.look_at(uuid)
    desk.claim()
    review.release(me, uuid)
    revise(anna, uuid, material="stein")
    review.claim(me, uuid)  # so that only the revision stands in the way
    desk.answer(Decision.REJECT, "Metall gibt es hier nicht.", "attributes")
    until(desk.problem)
    assert "changed it in the meantime" in desk.problem() and status(anna, uuid) is Status.IN_REVIEW
    assert desk.page.bar.form.note.toPlainText() == "Metall gibt es hier nicht.", "what was written is still there"
    desk.page.problem._again.click()
    until(lambda: not desk.page.view.revised.isHidden())
    assert "revision 2" in desk.page.view.revised.text()
    (line,) = [line for line in desk.page.view.seen.rows if line.name == "material"]
    assert line.proposed == "stein"
    review.release(me, uuid)


def test_a_conflict_is_seen_before_and_told_after_publishing(
    anna: Connection, other_reviewer: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, second = propose(anna, mine, "zuerst", zustand="defekt"), propose(anna, mine, "danach", material="stein")
    desk = sit_down()
    desk.look_at(second)
    desk.claim()
    assert desk.page.view.meanwhile.isHidden()
    desk.page.bar.accept.click()
    until(lambda: desk.window.told)
    review.decide(other_reviewer, [uuid], Decision.ACCEPT)
    assert publish(other_reviewer, [uuid]).done == [uuid]
    desk.idle()
    desk.page.queue.statuses.setCurrentIndex(1)
    desk.look_at(second)
    until(lambda: "Somebody has changed this meanwhile" in desk.page.view.meanwhile.text())
    moved_on = {line.name: (line.before, line.proposed, line.now) for line in desk.page.view.seen.rows if line.moved_on}
    assert moved_on["zustand"][1:] == (moved_on["zustand"][0], "defekt")
    desk.page.bar.publish_button.click()
    until(lambda: not desk.page.publishing.result.isHidden())
    assert "In conflict" in desk.page.publishing.answer and "1." in desk.page.publishing.answer
    assert "danach" in desk.page.publishing.details.toPlainText()
    assert bench(anna, mine).properties["material"] != "stein" and status(anna, second) is Status.CONFLICT


def test_the_own_contribution_is_for_somebody_else(
    other_reviewer: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = remove(other_reviewer, mine, "Ich wünsche mir etwas."), sit_down(SECOND)
    desk.look_at(uuid)
    assert "your own contribution" in desk.page.bar.words.text()
    assert not desk.page.bar.claim_button.isVisible() and not desk.page.bar.accept.isVisible()
    row = desk.page.queue.model.row_of(uuid)
    assert desk.page.queue.model.index(row, 5).data() == "you"


def test_the_window_answers_while_somebody_goes_through_the_queue(
    anna: Connection, proxy: FaultProxy, sit_down: Callable[..., Desk], demo_source: Path
) -> None:
    benches = sound_benches(demo_source)
    found = [propose(anna, benches[next(_taken)], f"Nummer {number}", material="metall") for number in range(3)]
    desk = sit_down(address=proxy.url())
    for uuid in found:
        desk.look_at(uuid)

    def go_through() -> None:
        for uuid in (*found, *reversed(found)):
            desk.page.queue.look_at(uuid)
            wait(lambda uuid=uuid: desk.looks_at() == uuid)

    assert best_of(8, go_through) < LONGEST


def test_publishing_is_cancelled_and_says_that_nothing_is_lost(
    anna: Connection, other_reviewer: Connection, proxy: FaultProxy, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid = propose(anna, mine, material="metall")
    review.decide(other_reviewer, [uuid], Decision.ACCEPT)
    desk = sit_down(address=proxy.url())
    desk.page.queue.statuses.setCurrentIndex(1)
    desk.look_at(uuid)
    gate = hold(proxy, POST)
    desk.page.bar.publish_button.click()
    until(gate.reached.is_set)
    progress = desk.page.publishing.progress
    assert progress.isVisible() and not desk.page.bar.publish_button.isEnabled()
    start = time.monotonic()
    progress.findChild(QPushButton).click()
    until(lambda: not desk.page._publishing.busy)
    assert time.monotonic() - start < 0.5
    gate.open()
    desk.idle()
    until(lambda: status(anna, uuid) is Status.PUBLISHED, 10)  # it was on its way: the list tells what became of it
    desk.page.refresh()
    desk.idle()
    assert uuid not in desk.page.queue.accepted()


def test_a_decision_whose_answer_is_lost_is_asked_after_and_not_sent_twice(
    anna: Connection, proxy: FaultProxy, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid = propose(anna, mine, material="metall")
    desk = sit_down(address=proxy.url())
    desk.look_at(uuid)
    desk.claim()
    proxy.inject(faults.hung_up(), None, both(POST, says("accepted")))
    desk.page.bar.accept.click()
    until(lambda: desk.window.told)
    assert desk.window.told[-1][0].startswith("Accepted") and status(anna, uuid) is Status.ACCEPTED
    assert proxy.count(both(POST, says("accepted"))) == 1


def test_a_network_that_fails_while_deciding_keeps_what_was_written(
    anna: Connection, proxy: FaultProxy, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid = propose(anna, mine, material="metall")
    desk = sit_down(address=proxy.url())
    desk.look_at(uuid)
    desk.claim()
    proxy.inject(faults.silent(), None)
    desk.answer(Decision.REJECT, "Ist aus Holz.", "attributes")
    until(desk.problem)
    assert "not known whether the service has it" in desk.problem()
    assert "still here" in desk.problem() and "outbox" not in desk.problem()
    assert desk.page.bar.form.note.toPlainText() == "Ist aus Holz." and desk.looks_at() == uuid
    assert desk.page.queue.model.row_of(uuid) is not None, "the list stays"
    desk.page.refresh()
    until(lambda: desk.page.session.offline)
    assert not desk.page.offline.isHidden() and "cannot be reached" in desk.page.offline.text()
    proxy.heal()
    desk.page.problem._again.click()
    until(lambda: desk.page.bar.accept.isEnabled() and desk.page.offline.isHidden())
    desk.page.bar.form.send.click()
    until(lambda: desk.window.told)
    assert status(anna, uuid) is Status.REJECTED


def test_strangers_text_stays_text(anna: Connection, sit_down: Callable[..., Desk], mine: str) -> None:
    uuid, desk = propose(anna, mine, HOSTILE, material=HOSTILE), sit_down()
    desk.look_at(uuid)
    view = desk.page.view
    assert view.comment.textFormat() == Qt.TextFormat.PlainText
    assert "<img" in view.comment.text() and "\u202e" not in view.comment.text()
    (line,) = [line for line in view.seen.rows if line.name == "material"]
    assert line.proposed.startswith("<img") and "\u202e" not in line.proposed
    desk.claim()
    desk.answer(Decision.ASK_BACK, HOSTILE, "other")
    until(lambda: desk.window.told)
    assert HOSTILE not in desk.window.told[-1][0]
    desk.page.queue.statuses.setCurrentIndex(2)
    desk.look_at(uuid)
    assert "  │ <img" in view.history.toPlainText()


def test_enter_decides_nothing_and_escape_closes_the_form(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, material="metall"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    page = desk.page
    page.activateWindow()
    page.bar.accept.setFocus()
    QTest.keyClick(page.bar.accept, Qt.Key.Key_Return)
    page.bar.reject.click()
    for widget in (page.bar.form.note, page.bar.form.reasons, page.queue.table):
        QTest.keyClick(widget, Qt.Key.Key_Return)
    desk.idle()
    assert desk.window.told == [] and status(anna, uuid) is Status.IN_REVIEW
    QTest.keyClick(page.bar.form.note, Qt.Key.Key_Escape)
    until(page.bar.form.isHidden)
    QTest.keyClick(page.bar.accept, Qt.Key.Key_Space)
    until(lambda: desk.window.told)
    assert status(anna, uuid) is Status.ACCEPTED


def test_leaving_the_municipality_takes_everything_off_the_screen(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, material="metall"), sit_down()
    desk.look_at(uuid)
    assert desk.window.marks
    desk.page.session.leave()
    assert desk.page.queue.model.rowCount() == 0 and desk.looks_at() == "" and desk.window.marks == []
    assert "not been read" in desk.page.queue.empty.text()


def test_everything_has_a_name_for_who_does_not_see_it(sit_down: Callable[..., Desk]) -> None:
    page = sit_down().page
    for kind in (QComboBox, QPlainTextEdit, QTableView, QToolButton):
        for widget in page.findChildren(kind):
            assert widget.accessibleName(), widget
    for widget in page.findChildren(QPushButton):
        assert widget.text() or widget.accessibleName(), widget.parent()


def test_what_failed_while_publishing_stays_on_the_screen_when_the_list_is_read_again(
    anna: Connection, other_reviewer: Connection, proxy: FaultProxy, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid = propose(anna, mine, material="metall")
    review.decide(other_reviewer, [uuid], Decision.ACCEPT)
    desk = sit_down(address=proxy.url())
    desk.page.queue.statuses.setCurrentIndex(1)
    desk.look_at(uuid)
    proxy.inject(faults.silent(), None)
    desk.page.bar.publish_button.click()
    until(lambda: not desk.page.publishing.problem.isHidden())
    desk.idle()
    proxy.heal()
    desk.page.refresh()
    desk.idle()
    assert not desk.page.publishing.problem.isHidden() and desk.page.panel.problem.isHidden()
    desk.page.bar.publish_button.click()
    until(lambda: not desk.page.publishing.result.isHidden())
    assert desk.page.publishing.problem.isHidden() and status(anna, uuid) is Status.PUBLISHED


def test_what_is_partly_done_does_not_say_that_nothing_was_changed() -> None:
    text = answer(Published(done=["a"], left=["b"], stopped=Problem("The line is cut.", "Publish again.")))
    assert text.startswith("Published: 1.")
    assert "Nothing was changed" not in text and "That did not work." in text


def test_another_person_finds_nothing_of_the_one_before(
    anna: Connection, other_reviewer: Connection, login: Callable[[str], str], sit_down: Callable[..., Desk],
    demo_source: Path,
) -> None:  # fmt: skip
    benches = sound_benches(demo_source)
    uuid, ready = (propose(anna, benches[next(_taken)], material="metall") for _ in range(2))
    review.decide(other_reviewer, [ready], Decision.ACCEPT)
    desk = sit_down()
    page = desk.page
    desk.look_at(uuid)
    desk.claim()
    page.bar.reject.click()
    page.bar.form.note.setPlainText("Nur für mich.")
    page.publishing.told(Published(done=["x"]), {})
    assert page.publishing.all_button.isVisible()
    address = page.session.municipality.address if page.session.municipality else ""
    page.session.leave()
    assert not page.publishing.all_button.isVisible() and page.publishing.result.isHidden()
    page.session.enter(Municipality(address, "", login(SECOND)))
    until(lambda: page.session.connection is not None)
    desk.idle()
    assert page.bar.form.note.toPlainText() == "" and page.bar.form._drafts == {}
    review.release(connect(address, login(REVIEWER)), uuid)


def test_a_look_that_ends_while_publishing_is_shown_and_taken_again(
    anna: Connection, other_reviewer: Connection, proxy: FaultProxy, sit_down: Callable[..., Desk],
    demo_source: Path,
) -> None:  # fmt: skip
    benches = sound_benches(demo_source)
    ready, other = (propose(anna, benches[next(_taken)], material="metall") for _ in range(2))
    review.decide(other_reviewer, [ready], Decision.ACCEPT)
    desk = sit_down(address=proxy.url())
    page = desk.page
    page.queue.statuses.setCurrentIndex(3)
    until(lambda: page.queue.model.row_of(other) is not None)
    gate = hold(proxy, both(GET, says(other)))
    page.queue.look_at(other)
    until(gate.reached.is_set)
    page._writes += 1  # as if publishing had begun meanwhile
    page._publishing.start("publish", lambda job: gate.opened.wait(20), lambda _: None, lambda _: None)
    seen = review_work.look(other_reviewer, other)
    page._looked(0, seen)
    assert desk.looks_at() == other, "what was read is shown"
    page.decider.take_back(other)
    assert desk.window.told[-1][0].startswith("Not yet") and desk.window.told[-1][2] == "Take back"
    gate.open()
    desk.idle()
    assert desk.looks_at() == other and page.view.seen is not seen, "and looked at again afterwards"


def test_another_contribution_is_shown_from_its_top_and_keys_scroll_to_what_they_lead_to(
    anna: Connection, sit_down: Callable[..., Desk], mine: str, demo_source: Path
) -> None:
    other = sound_benches(demo_source)[next(_taken)]
    first, second = propose(anna, mine, zustand="defekt"), propose(anna, other, zustand="defekt")
    desk = sit_down()
    view = desk.page.view
    desk.look_at(first)
    desk.idle()
    view.go_to(view.remark.text)
    until(lambda: view.verticalScrollBar().value() > 0)
    desk.look_at(second)
    assert view.verticalScrollBar().value() == 0, "what warns of it stands at the top"
    desk.claim()
    view.correction.start.click()
    until(lambda: view.correction.correcting is not None)
    until(lambda: view.table.view.visibleRegion().boundingRect().height() > 40)
