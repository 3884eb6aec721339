"""A volunteer answers in words what a reviewer asks back: it arrives once, and the object stays as it was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from plugin.adapters.settings import Municipality
from plugin.algorithms.answer import AnswerQuestion
from plugin.domain.contribution import Status
from plugin.gui.session import Session
from plugin.workflows.history import history
from plugin.workflows.review import Decision, contributions
from tests import faults
from tests.fault_proxy import Fault, FaultProxy
from tests.http_wire import TRANSACTION

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, answers, connection_of
from .reviewing import Desk, SitDown, sound_benches

pytestmark = pytest.mark.qgis
QUESTION, ANSWER = "Links oder rechts vom Weg?", "Rechts, vor der Hecke."


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    return iter(sound_benches(demo_source)[30:])


@pytest.fixture
def anna(proxy: FaultProxy, login: Callable[[str], str], window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    session = Session()
    session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not session.connecting)
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()
    session.close()
    QgsProject.instance().clear()


def asked_back(anna: Volunteer, enter: Enter, bench: str) -> tuple[str, Session]:
    """A contribution of Anna's, and the session of the reviewer who asks."""
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.submits()
    uuid, reviewer = anna.sent()[-1], enter("pruefung-altmarkfurt")
    assert not anna.page.contributions.reply.isVisible(), "nobody has asked anything"
    ask(anna, reviewer, uuid)
    return uuid, reviewer


def ask(anna: Volunteer, reviewer: Session, uuid: str) -> None:
    answers(reviewer, uuid, Decision.ASK_BACK, QUESTION)
    anna.page.ask()
    anna.waits()
    assert anna.chooses(uuid).status is Status.NEEDS_CHANGES


def said(reviewer: Session, uuid: str) -> list[str]:
    return [one.text for one in history(connection_of(reviewer), uuid).remarks]


def test_a_question_is_answered_in_words_and_reviewed_again(
    anna: Volunteer, enter: Enter, sit_down: SitDown, benches: Iterator[str]
) -> None:
    bench = next(benches)
    uuid, reviewer = asked_back(anna, enter, bench)
    reply = anna.page.contributions.reply
    before = contributions(connection_of(reviewer), [uuid])[uuid]
    assert reply.isVisible() and not reply.send.isEnabled(), "without words there is nothing to send"
    reply.text.setPlainText(ANSWER)
    anna.page.contributions.tree.clearSelection()
    assert not reply.isVisible() and not reply.send.isVisible()
    anna.chooses(uuid)
    assert reply.text.toPlainText() == ANSWER, "what was written waits with its contribution"
    reply.send.click()
    anna.waits()
    assert anna.page.submit_box.told == "Answered, and submitted again." and not anna.page.problem.isVisible()
    entry = anna.chooses(uuid)
    assert (entry.status, entry.revision) == (Status.SUBMITTED, 2) and not reply.isVisible()
    assert ANSWER in anna.page.contributions.detail.toPlainText()

    after = contributions(connection_of(reviewer), [uuid])[uuid]
    assert after.change == before.change and said(reviewer, uuid) == [QUESTION, ANSWER]
    desk: Desk = sit_down()
    desk.look_at(uuid)
    until(lambda: ANSWER in desk.page.view.history.toPlainText())

    anna.changes(bench, zustand="fehlt")
    until(anna.lines)
    anna.submits()
    entry = anna.chooses(uuid)
    assert (entry.status, entry.revision) == (Status.SUBMITTED, 3), "what is revised later follows the answer"


@pytest.mark.parametrize("fault", [faults.lost, faults.unsent])
def test_a_lost_answer_of_the_network_neither_loses_nor_doubles_it(
    anna: Volunteer, enter: Enter, proxy: FaultProxy, benches: Iterator[str], fault: Callable[[], Fault]
) -> None:
    uuid, reviewer = asked_back(anna, enter, next(benches))
    proxy.inject(fault(), 1, TRANSACTION)
    reply = anna.page.contributions.reply
    reply.text.setPlainText(ANSWER)
    reply.send.click()
    anna.waits()
    assert anna.chooses(uuid).revision == 2 and said(reviewer, uuid) == [QUESTION, ANSWER]
    ask(anna, reviewer, uuid)
    assert reply.text.toPlainText() == "", "it was sent"
    reply.text.setPlainText(ANSWER)
    reply.send.click()
    anna.waits()
    assert anna.chooses(uuid).revision == 3 and said(reviewer, uuid) == [QUESTION, ANSWER] * 2


def test_what_could_not_be_sent_is_kept_and_goes_by_key(
    anna: Volunteer, enter: Enter, proxy: FaultProxy, benches: Iterator[str]
) -> None:
    uuid, reviewer = asked_back(anna, enter, next(benches))
    reply = anna.page.contributions.reply
    proxy.inject(faults.unsent(), None, TRANSACTION)
    reply.text.setPlainText(ANSWER)
    reply.send.click()
    anna.waits()
    assert anna.page.problem.isVisible() and reply.text.toPlainText() == ANSWER and said(reviewer, uuid) == [QUESTION]
    proxy.heal()
    anna.page.activateWindow()
    until(anna.page.isActiveWindow)
    anna.page.contributions.tree.setFocus()
    QTest.keyClick(anna.page.contributions.tree, Qt.Key.Key_A)
    assert reply.text.hasFocus()
    QTest.keyClick(reply.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    anna.waits()
    assert anna.chooses(uuid).status is Status.SUBMITTED and said(reviewer, uuid) == [QUESTION, ANSWER]


def test_without_a_window(anna: Volunteer, enter: Enter, proxy: FaultProxy, benches: Iterator[str]) -> None:
    uuid, reviewer = asked_back(anna, enter, next(benches))
    authcfg = anna.session.municipality.authcfg
    given = {"SERVICE": proxy.url(), "AUTHCFG": authcfg, "CONTRIBUTION": uuid, "ANSWER": ANSWER}
    for _ in range(2):  # the second time it has arrived already
        _, done = AnswerQuestion().create().run(given, QgsProcessingContext(), QgsProcessingFeedback(False), {}, False)
        assert done
    assert said(reviewer, uuid) == [QUESTION, ANSWER]
    assert contributions(connection_of(reviewer), [uuid])[uuid].revision == 2
