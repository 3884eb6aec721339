"""What was submitted without a network goes by itself when the network is back; what was only edited does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject

from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain import retry
from plugin.domain.outbox import ItemState
from plugin.gui.mine import retrying
from plugin.gui.session import Session
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.gui.reviewing import sound_benches
from tests.http_wire import TRANSACTION

from .conftest import TestWindow, until
from .garden_of_benches import Volunteer

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    return iter(sound_benches(demo_source)[20::2])


@pytest.fixture
def anna(
    proxy: FaultProxy,
    login: Callable[[str], str],
    window: TestWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Volunteer]:
    """A volunteer whose tries follow one another in seconds."""
    monkeypatch.setattr(retry, "FIRST", 1.0)
    monkeypatch.setattr(retrying, "SOON", 0.2)
    session = Session()
    session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not session.connecting)
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()
    session.close()
    QgsProject.instance().clear()


def states(anna: Volunteer) -> list[ItemState]:
    return [item.state for item in WorkingCopy.open(anna.path).items()]


def test_what_waits_is_sent_by_itself_and_a_draft_is_not(
    anna: Volunteer, proxy: FaultProxy, benches: Iterator[str]
) -> None:
    first, second = next(benches), next(benches)
    anna.changes(first, zustand="defekt")
    until(anna.lines)
    proxy.go_away()
    anna.submits("Rundgang")
    assert anna.page.retrying.due and states(anna) == [ItemState.QUEUED] and anna.page.problem.isVisible()
    anna.changes(second, zustand="defekt")
    until(lambda: len(anna.lines()) == 2)
    proxy.come_back()
    until(lambda: states(anna) == [ItemState.SUBMITTED])
    until(lambda: len(anna.lines()) == 1)
    assert not anna.page.problem.isVisible(), "what was in the way has gone"
    assert proxy.count(TRANSACTION) == 1 and len(anna.sent()) == 1
    assert not anna.page.retrying.due, "nothing waits any more, and a draft waits for its person"


def test_what_one_person_has_submitted_does_not_go_under_the_login_of_another(
    anna: Volunteer, proxy: FaultProxy, benches: Iterator[str], login: Callable[[str], str]
) -> None:
    """One computer, one working copy, two people: the other one logs in while it waits for the network."""
    annas, reviewers = anna.session.municipality, Municipality(proxy.url(), "", login("pruefung-altmarkfurt"))
    assert annas is not None
    anna.changes(next(benches), zustand="defekt")
    until(anna.lines)
    proxy.go_away()
    anna.submits()
    assert states(anna) == [ItemState.QUEUED] and anna.page.retrying.due
    proxy.come_back()
    anna.session.enter(reviewers)
    until(lambda: not anna.session.connecting)
    anna.session.use_copy(anna.path)
    anna.waits()
    assert "another login" in anna.page.submit_box.waiting.text() and not anna.page.retrying.due
    anna.session.enter(annas)
    until(lambda: not anna.session.connecting)
    anna.session.use_copy(anna.path)
    until(lambda: states(anna) == [ItemState.SUBMITTED])
    assert proxy.count(TRANSACTION) == 1 and len(anna.sent()) == 1


def test_a_server_that_asks_to_wait_is_given_the_time(
    anna: Volunteer, proxy: FaultProxy, benches: Iterator[str]
) -> None:
    anna.changes(next(benches), zustand="defekt")
    until(anna.lines)
    proxy.inject(faults.status(503, "empty", Retry_After="2"), times=1, when=TRANSACTION)
    anna.submits()
    assert states(anna) == [ItemState.UNKNOWN] and anna.page.retrying.due
    asked, told = proxy.count(TRANSACTION), anna.page._overview.next_try
    assert asked == 1, "it is not asked at once a second time"
    until(lambda: states(anna) == [ItemState.SUBMITTED])
    assert proxy.count(TRANSACTION) == 2 and told


def test_what_was_cancelled_or_refused_is_not_tried_again(
    anna: Volunteer, proxy: FaultProxy, benches: Iterator[str]
) -> None:
    anna.changes(next(benches), zustand="defekt")
    until(anna.lines)
    proxy.inject(faults.status(403, "report"), times=1, when=TRANSACTION)
    anna.submits()
    assert states(anna) == [ItemState.REFUSED] and not anna.page.retrying.due
    until(anna.page.submit_box.submit.isEnabled)
    gate = faults.hold(proxy, TRANSACTION)
    anna.page.submit_box.submit.click()
    until(gate.reached.is_set)
    anna.page._sending.cancel()
    anna.waits()
    assert states(anna) == [ItemState.UNKNOWN] and not anna.page.retrying.due
    proxy.heal()
    gate.open()
    anna.page.submit_box.try_now.click()
    anna.waits()
    assert states(anna) == [ItemState.SUBMITTED]
