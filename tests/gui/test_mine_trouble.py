"""The page Meine Beiträge when something comes in the way: nothing is lost, nothing twice, and it is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from osgeo import ogr
from qgis.core import QgsSettings

from plugin.adapters import settings
from plugin.adapters.background import Job
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.domain.errors import NotAWorkingCopy, Problem
from plugin.gui.mine import work as mine_work
from plugin.gui.mine.page import MinePage
from plugin.gui.session import Session
from plugin.workflows.ports import ItemState
from plugin.workflows.review import Decision, contributions
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.faults import hold
from tests.http_wire import POST, SUBMISSION
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, answers, connection_of
from .heartbeat import LONGEST, best_of, wait

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, each for one test, from the middle of the list."""
    data = ogr.Open(str(demo_source / "dreiwasser.gpkg"))
    sound = {row["uuid"] for row in data.GetLayer("sitzbank") if row["zustand"] == "gut"}
    found = [uuid for uuid in benches_in(demo_source, ALTMARKFURT) if uuid in sound]
    return iter(found[len(found) // 2 :])


@pytest.fixture
def bench(benches: Iterator[str]) -> str:
    return next(benches)


@pytest.fixture
def anna(proxy: FaultProxy, login: Callable[[str], str], window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    """Her way to the service is not the best."""
    session = Session()
    session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not session.connecting)
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()
    session.close()


def states(anna: Volunteer) -> list[ItemState]:
    return [item.state for item in WorkingCopy.open(anna.path).items()]


def test_cancelled_on_the_way_the_work_is_safe_and_the_next_time_it_goes_once(
    anna: Volunteer, proxy: FaultProxy, bench: str
) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.page.submit_box.submit.isEnabled)
    gate = hold(proxy, SUBMISSION)
    anna.page.submit_box.submit.click()
    until(gate.reached.is_set)
    assert not anna.page.submit_box.submit.isEnabled()
    anna.page._sending.cancel()
    anna.waits()
    assert anna.page.submit_box.told.startswith("Cancelled while it was on its way. Your work is safe.")
    assert states(anna) == [ItemState.UNKNOWN] and "not known whether it arrived" in anna.lines()[0]
    assert ("not known whether it arrived") in [state for _, state in anna.entries()]
    proxy.heal()
    gate.open()
    anna.submits()
    (uuid,) = anna.sent()
    assert anna.chooses(uuid).status is Status.SUBMITTED and anna.lines() == []
    assert contributions(connection_of(anna.session), [uuid])[uuid].revision == 1


def arrives_late(anna: Volunteer, proxy: FaultProxy, bench: str) -> str:
    """The network holds back what Anna has sent; the next try is refused, and she undoes it; then it is there."""
    anna.changes(bench, zustand="defekt")
    until(anna.page.submit_box.submit.isEnabled)
    gate = hold(proxy, SUBMISSION)
    anna.page.submit_box.submit.click()
    until(gate.reached.is_set)
    anna.page._sending.cancel()
    anna.waits()
    proxy.heal()
    proxy.inject(faults.status(403, "report", name="AccessDenied"), None, SUBMISSION)
    anna.submits()
    (uuid,) = anna.sent()
    assert states(anna) == [ItemState.REFUSED]
    anna.chooses_change()
    anna.page.changes.buttons[2].click()
    anna.waits()
    assert anna.value(bench, "zustand") == "gut" and not WorkingCopy.open(anna.path).overview().sent
    proxy.heal()
    straight = connection_of(anna.session)
    assert contributions(straight, [uuid]) == {}
    gate.open()
    until(lambda: uuid in contributions(straight, [uuid]))
    return uuid


def test_what_was_decided_before_it_could_be_withdrawn_is_told_as_an_answer(
    anna: Volunteer, enter: Enter, proxy: FaultProxy, bench: str
) -> None:
    uuid = arrives_late(anna, proxy, bench)
    answers(enter("pruefung-altmarkfurt"), uuid, Decision.REJECT, "Sie ist heil.")
    anna.page.ask()
    anna.waits()
    assert anna.chooses(uuid).status is Status.REJECTED and states(anna) == [ItemState.SETTLED]
    assert anna.window.told[-1][0] == "Answers to your contributions: 1"


def test_what_arrives_after_it_was_undone_is_withdrawn_and_told(anna: Volunteer, proxy: FaultProxy, bench: str) -> None:
    uuid = arrives_late(anna, proxy, bench)
    anna.page.ask()
    anna.waits()
    assert anna.chooses(uuid).status is Status.WITHDRAWN and states(anna) == [ItemState.SETTLED]
    assert contributions(connection_of(anna.session), [uuid])[uuid].status is Status.WITHDRAWN
    assert "arrived late, after you had undone the change" in anna.window.told[-1][0]


def test_a_lost_answer_is_asked_for_and_nothing_goes_twice(anna: Volunteer, proxy: FaultProxy, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    proxy.inject(faults.hung_up(), None, SUBMISSION)
    anna.submits("Rundgang")
    assert anna.page.submit_box.told == "Sent for review: 1." and proxy.count(POST) == 1


def test_without_network_all_is_kept_and_the_button_says_why(
    anna: Volunteer, proxy: FaultProxy, bench: str, benches: Iterator[str]
) -> None:
    anna.changes(next(benches), zustand="defekt")
    anna.submits()
    (uuid,) = anna.sent()
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    proxy.inject(faults.silent(), None)
    anna.submits("Rundgang")
    assert anna.page.problem.isVisible() and len(anna.lines()) == 1
    assert "did not answer" in anna.page.submit_box.why.text()
    proxy.heal()
    anna.submits("Rundgang")
    assert len(anna.sent()) == 2 and anna.lines() == [] and not anna.page.problem.isVisible()
    assert uuid in anna.sent()


def test_offline_the_outbox_tells_what_it_knows(anna: Volunteer, window: TestWindow, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    anna.submits()
    (uuid,) = anna.sent()
    nowhere = Session()
    nowhere.enter(Municipality("http://127.0.0.1:9/ows/"))
    until(lambda: not nowhere.connecting)
    nowhere.use_copy(anna.path)
    page = MinePage(nowhere, window)  # type: ignore[arg-type]
    alone = Volunteer(nowhere, window, page, anna.path, anna.layer)
    alone.waits()
    assert alone.chooses(uuid).status is Status.SUBMITTED
    assert "As of" in page.contributions.detail.toPlainText()
    assert "cannot be reached" in page.contributions.note.text()
    assert "cannot be reached" in page.submit_box.why.text() and not page.submit_box.submit.isEnabled()
    assert page.submit_box.submit.accessibleDescription() == page.submit_box.why.text()
    alone.gets_up()
    nowhere.close()


def test_the_page_may_be_closed_while_something_is_sent(anna: Volunteer, proxy: FaultProxy, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.page.submit_box.submit.isEnabled)
    gate = hold(proxy, SUBMISSION)
    anna.page.submit_box.submit.click()
    until(gate.reached.is_set)
    anna.page.close_page()
    assert states(anna) == [ItemState.UNKNOWN]


def test_a_revision_that_comes_too_late_is_told_and_goes_as_a_new_contribution(
    anna: Volunteer, enter: Enter, bench: str
) -> None:
    anna.changes(bench, zustand="defekt")
    anna.submits()
    (uuid,) = anna.sent()
    answers(enter("pruefung-altmarkfurt"), uuid, Decision.REJECT, "Sie ist heil.")
    anna.changes(bench, zustand="fehlt")
    anna.submits()
    assert anna.page.submit_box.told.startswith("Not taken: 1.") and "Read the answer." in anna.page.submit_box.told
    assert anna.chooses(uuid).status is Status.REJECTED
    assert "Sie ist heil." in anna.page.contributions.detail.toPlainText()
    anna.submits()
    assert len(anna.sent()) == 2 and anna.page.submit_box.told == "Sent for review: 1."


def test_withdrawing_after_a_lost_answer_is_done_once(anna: Volunteer, proxy: FaultProxy, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    anna.submits()
    (uuid,) = anna.sent()
    anna.chooses(uuid)
    proxy.inject(faults.hung_up(), None, POST)
    anna.page.contributions.withdraw_button.click()
    anna.waits()
    assert anna.chooses(uuid).status is Status.WITHDRAWN and anna.page.submit_box.told.startswith("Withdrawn.")


def test_a_strangers_working_copy_is_looked_at_only(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    QgsSettings().remove("plugins/buergergis/working-copies")
    assert not settings.is_own_copy(str(anna.path))
    anna.session.changed.emit()
    anna.waits()
    assert "somebody else" in anna.page.notice.text() and len(anna.lines()) == 1
    anna.chooses_change()
    assert not anna.page.submit_box.submit.isEnabled() and not anna.page.changes.buttons[2].isEnabled()
    anna.page.submitting.submit()
    anna.page.verbs.undo(anna.page.changes.selected)
    anna.waits()
    assert anna.sent() == [] and len(anna.lines()) == 1


def test_what_was_undone_can_be_taken_back_after_another_program_let_go(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.waits()
    anna.chooses_change()
    anna.page.changes.buttons[2].click()
    anna.waits()
    box, told = anna.page.submit_box, anna.page.submit_box.told
    with closing(sqlite3.connect(anna.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        box.verb.click()
        anna.waits()
    assert anna.page.problem.isVisible() and (box.told, box.verb.isVisible()) == (told, True)
    busy = Event()
    assert anna.page._changing.start("writing", lambda _job: busy.wait(20), lambda _: None, lambda _: None)
    box.verb.click()
    assert box.verb.isVisible()
    busy.set()
    anna.waits()
    box.verb.click()
    anna.waits()
    assert anna.value(bench, "zustand") == "defekt" and len(anna.lines()) == 1


def test_what_was_ticked_and_written_is_not_taken_to_another_municipality(anna: Volunteer) -> None:
    box = anna.page.submit_box
    box.comment.setPlainText("Nur für Dreiwasser")
    box.direct.setChecked(True)
    anna.session.changed.emit()
    assert box.text and box.direct.isChecked()
    anna.session.enter(Municipality("http://127.0.0.1:9/ows/"))
    assert box.text == "" and not box.direct.isChecked()
    until(lambda: not anna.session.connecting)


def test_a_problem_stays_with_its_working_copy_and_goes_when_the_file_is_mended(anna: Volunteer) -> None:
    whole = anna.path.read_bytes()
    anna.path.write_bytes(b"kein GeoPackage")
    anna.page.read()
    anna.waits()
    assert anna.page.problem.isVisible()
    anna.path.write_bytes(whole)
    anna.page.read()
    anna.waits()
    assert not anna.page.problem.isVisible()
    anna.page.problem.show_problem(Problem("Something else."))
    anna.page.read()
    anna.waits()
    assert anna.page.problem.isVisible()
    with WorkingCopy.create(anna.path.with_name("andere.gpkg"), connection_of(anna.session).client.url) as other:
        anna.session.use_copy(other.path)
    assert not anna.page.problem.isVisible()
    anna.waits()


def test_what_the_server_said_is_kept_though_the_file_is_gone(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    anna.submits()
    (uuid,) = anna.sent()
    news = mine_work.ask(connection_of(anna.session), Job(lambda _: None), anna.path.with_name("weg.gpkg"), {})
    assert uuid in {one.contribution.uuid for one in news.mine.found}
    assert news.local is None and isinstance(news.problem, NotAWorkingCopy)


def test_a_guest_is_told_to_log_in(enter: Enter, window: TestWindow, anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    guest = enter("")
    guest.use_copy(anna.path)
    page = MinePage(guest, window)  # type: ignore[arg-type]
    nobody = Volunteer(guest, window, page, anna.path, anna.layer)
    nobody.waits()
    until(nobody.lines)
    assert page.submit_box.why.text().startswith("Log in to submit.") and not page.submit_box.submit.isEnabled()
    assert not page.submit_box.direct.isVisibleTo(page)
    nobody.gets_up()


def test_two_hundred_changes_do_not_stop_the_window(anna: Volunteer) -> None:
    layer = anna.layer
    rows = [feature.id() for feature in layer.getFeatures()][:200]
    field = layer.fields().indexOf("zustand")
    layer.startEditing()
    for row in rows:
        layer.changeAttributeValue(row, field, f"Zustand {row}")
    layer.commitChanges()
    until(anna.lines)
    anna.waits()

    def read() -> None:
        anna.page.read()
        wait(lambda: not anna.page._reading.busy)

    gap = best_of(8, read)
    print(f"longest gap {gap * 1000:.0f} ms with {len(rows)} lines")
    assert gap < LONGEST and len(anna.lines()) == len(rows)
