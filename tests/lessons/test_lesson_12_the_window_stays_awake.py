"""Lesson 12: The window freezes.

Seen in Kart, AIMS, IGN; QGIS #53752. Here: the server answers after 60 s: the event loop beats every 50 ms, Cancel
works, closing QGIS is safe. (The answer is held by the proxy until the test lets it go; nobody waits for 60 s.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from demo.desktop import Desktop
from demo.service import PASSWORD
from plugin.adapters import network
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.gui.map.check_out_dialog import Wanted
from plugin.gui.map.page import MapPage
from plugin.gui.session import Session
from plugin.services import http
from plugin.workflows.ports import ItemState
from plugin.workflows.review import contributions
from tests.fault_proxy import FaultProxy
from tests.faults import Gate, hold
from tests.gui.conftest import TestWindow, until
from tests.gui.garden_of_benches import Volunteer
from tests.gui.heartbeat import LONGEST, Heartbeat, wait
from tests.http_wire import CAPABILITIES, PAGE, SUBMISSION, When
from tests.lessons.conftest import Way
from tests.lessons.people import BENCHES, Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

BEATS = 100
"""So often the loop must beat while the server is silent; each 5 ms at best."""
STEPS = Path(__file__).with_name("closing.py")


@pytest.fixture
def session(proxy: FaultProxy, login: Callable[[str], str]) -> Iterator[Session]:
    """Connected through the proxy, as a contributor."""
    made = Session()
    made.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not made.connecting)
    assert made.connection is not None, made.problem
    yield made
    made.close()


@pytest.fixture
def volunteer(session: Session, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()


def listens(gate: Gate) -> float:
    """The longest gap of the event loop while the server is silent, the shortest of three tries."""
    wait(gate.reached.is_set)
    gaps = []
    for _ in range(3):
        with Heartbeat() as heart:
            wait(lambda heart=heart: heart.beats >= BEATS)
        gaps.append(heart.longest)
    return min(gaps)


def cancel(widget: QWidget) -> None:
    """Press the button that is shown while something runs."""
    found = [button for button in widget.findChildren(QPushButton) if button.text() == "Cancel" and button.isVisible()]
    assert len(found) == 1, [button.text() for button in found]
    found[0].click()


def test_it_waits_longer_than_sixty_seconds() -> None:
    assert network.TIMEOUT > 60 and http.TIMEOUT[1] > 60 and http.DEADLINE > 60


def test_qgis_waits_with_us(volunteer: Volunteer, proxy: FaultProxy, bench: str) -> None:
    """QGIS's own patience is shorter than the server's silence here; the answer is heard all the same."""
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(200)
    try:
        volunteer.changes(bench, zustand="defekt")
        until(volunteer.page.submit_box.submit.isEnabled)
        gate = hold(proxy, SUBMISSION, answered=True)
        volunteer.page.submit_box.submit.click()
        assert listens(gate) < LONGEST  # three times half a second
        gate.open()
        volunteer.waits()
        assert volunteer.page.submit_box.told == "Sent for review: 1." and proxy.count(SUBMISSION) == 1
    finally:
        QgsNetworkAccessManager.setTimeout(before)


def test_connecting(proxy: FaultProxy, login: Callable[[str], str]) -> None:
    session = Session()
    gate = hold(proxy, CAPABILITIES)
    session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    assert listens(gate) < LONGEST
    session.cancel_connecting()
    wait(lambda: not session.connecting, 1)
    session.close()


def test_checking_out(session: Session, window: TestWindow, proxy: FaultProxy, tmp_path: Path) -> None:
    page = MapPage(session, window)
    page.show()
    until(lambda: not page._maps.busy)
    gate, file = hold(proxy, PAGE), tmp_path / "neu.gpkg"
    page.start_check_out(Wanted((BENCHES,), {"EPSG:25833": None}, file))
    assert listens(gate) < LONGEST
    cancel(page)
    wait(lambda: not page.loading.busy, 1)
    gate.open()
    assert not file.exists(), "nothing half is left"
    page.close_page()
    page.deleteLater()


@pytest.mark.parametrize("answered", [False, True])
def test_submitting(volunteer: Volunteer, proxy: FaultProxy, straight: Way, bench: str, answered: bool) -> None:
    volunteer.changes(bench, zustand="defekt")
    until(volunteer.page.submit_box.submit.isEnabled)
    gate = hold(proxy, SUBMISSION, answered)
    volunteer.page.submit_box.submit.click()
    assert listens(gate) < LONGEST
    cancel(volunteer.page)
    wait(lambda: not volunteer.page._sending.busy, 1)
    assert volunteer.page.submit_box.told.startswith("Cancelled while it was on its way. Your work is safe.")
    assert [item.state for item in WorkingCopy.open(volunteer.path).items()] == [ItemState.UNKNOWN]
    gate.open()
    proxy.heal()
    volunteer.submits()
    found = contributions(straight("beitrag-a"), volunteer.sent())
    assert [one.status for one in found.values()] == [Status.SUBMITTED], "once, whatever became of the first"


def test_reading_the_queue(session: Session, volunteer: Volunteer, proxy: FaultProxy) -> None:
    gate = hold(proxy, ANY_READING)
    volunteer.page.ask()
    assert listens(gate) < LONGEST
    gate.open()
    volunteer.waits()


ANY_READING: When = lambda request: request.method == "GET"  # noqa: E731


def test_a_real_qgis_is_closed_in_the_middle_of_sending(proxy: FaultProxy, through: Way, tmp_path: Path) -> None:
    """QGIS says what is going on and ends; the item is there afterwards, and goes once."""
    anna = Contributor.checks_out(through("beitrag-a"), tmp_path / "Bänke von Anna.gpkg", BENCHES)
    bench = sorted(anna.rows())[-1]
    anna.breaks(bench, state="gut" if anna.rows()[bench]["zustand"] == "maengel" else "maengel")
    gate = hold(proxy, SUBMISSION, answered=True)
    values = {"service": proxy.url(), "user": "beitrag-a", "password": PASSWORD, "copy": str(anna.path)}
    outcome = Desktop(tmp_path / "Profil von Änne").play(STEPS, values)
    assert "error" not in outcome.results, outcome.results["error"]
    assert outcome.results["longest"] < LONGEST
    assert gate.reached.is_set() and outcome.code == 0 and outcome.closing < 10
    assert anna.states() in ([ItemState.UNKNOWN], [ItemState.SUBMITTED])  # unless it was asked for in time
    assert anna.waiting() == ([bench] if anna.states() == [ItemState.UNKNOWN] else [])
    gate.open()
    proxy.heal()
    anna.sends()
    assert [one.status for one in anna.in_queue().values()] == [Status.SUBMITTED]
