"""What was submitted and did not get through: one state for each, in every place, and a button that tries now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsProject

from plugin.adapters.settings import Municipality
from plugin.domain.contribution import Status
from plugin.domain.moment import as_text
from plugin.gui.mine.state_words import next_time
from plugin.gui.places.indicators import state_of
from plugin.gui.session import Session
from plugin.workflows.review import contributions
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import SUBMISSION
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import BENCHES, Volunteer, connection_of

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, each for one test, from the third quarter of the list backwards."""
    data = ogr.Open(str(demo_source / "dreiwasser.gpkg"))
    sound = {row["uuid"] for row in data.GetLayer("sitzbank") if row["zustand"] == "gut"}
    found = [uuid for uuid in benches_in(demo_source, ALTMARKFURT) if uuid in sound]
    return iter(found[len(found) * 3 // 4 : len(found) // 2 : -1])


@pytest.fixture
def bench(benches: Iterator[str]) -> str:
    return next(benches)


@pytest.fixture
def anna(proxy: FaultProxy, login: Callable[[str], str], window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    session = Session()
    session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not session.connecting)
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()
    session.close()


def test_without_network_it_waits_and_says_until_when(anna: Volunteer, proxy: FaultProxy, bench: str) -> None:
    box = anna.page.submit_box
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    assert not box.waiting.isVisible() and not box.try_now.isVisible()
    proxy.go_away()
    anna.submits("Rundgang")
    (line,) = anna.lines()
    assert re.search(r"waiting to be sent, next try at \d\d:\d\d$", line), line
    assert line.rpartition(" – ")[2] in [state for _, state in anna.entries()]
    assert re.fullmatch(r"Submitted, and not sent yet: 1\. Next try at \d\d:\d\d\.", box.waiting.text())
    assert box.try_now.isVisible() and box.try_now.accessibleDescription() == box.waiting.text()
    proxy.come_back()
    box.try_now.click()
    anna.waits()
    assert box.told == "Sent for review: 1." and anna.lines() == []
    assert not box.waiting.isVisible() and not box.try_now.isVisible()
    (uuid,) = anna.sent()
    assert anna.chooses(uuid).status is Status.SUBMITTED
    assert contributions(connection_of(anna.session), [uuid])[uuid].comment == "Rundgang"


def test_a_lost_answer_is_told_with_what_it_means(anna: Volunteer, proxy: FaultProxy, bench: str) -> None:
    box = anna.page.submit_box
    anna.changes(bench, zustand="defekt")
    until(box.submit.isEnabled)
    gate = faults.hold(proxy, SUBMISSION)
    box.submit.click()
    until(gate.reached.is_set)
    anna.page._sending.cancel()
    anna.waits()
    (line,) = anna.lines()
    assert line.endswith("not known whether it arrived")
    assert "not known whether it arrived" in [state for _, state in anna.entries()]
    anna.chooses_change()
    about = anna.page.changes.about
    assert about.isVisible() and "is not sent twice" in about.text()
    assert box.waiting.text() == "Not known whether it arrived: 1."
    assert state_of(anna.page._overview, BENCHES, 0, own=True).icon == "unknown"
    proxy.heal()
    gate.open()
    box.try_now.click()
    anna.waits()
    (uuid,) = anna.sent()
    assert contributions(connection_of(anna.session), [uuid])[uuid].revision == 1
    assert anna.lines() == [] and not box.waiting.isVisible() and not about.isVisible()


def test_trying_now_sends_nothing_that_was_only_edited(
    anna: Volunteer, proxy: FaultProxy, benches: Iterator[str]
) -> None:
    first, second = next(benches), next(benches)
    anna.changes(first, zustand="defekt")
    until(anna.lines)
    proxy.go_away()
    anna.submits()
    anna.changes(second, zustand="defekt")
    until(lambda: len(anna.lines()) == 2)
    proxy.come_back()
    anna.page.submit_box.comment.setPlainText("für das nächste Mal")
    anna.page.submit_box.try_now.click()
    anna.waits()
    assert len(anna.lines()) == 1 and len(anna.sent()) == 1
    assert anna.page.submit_box.text == "für das nächste Mal"


def test_a_time_is_told_only_while_it_is_to_come() -> None:
    now = datetime.now(UTC)
    assert next_time(as_text(now + timedelta(minutes=3))) and not next_time(as_text(now - timedelta(minutes=3)))
    assert next_time("") == next_time("gestern") == ""
    assert len(next_time(as_text(now + timedelta(days=40)))) > 5  # with the day


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    QgsProject.instance().clear()
