"""Lesson 8: A retry creates duplicates.

Seen in QFieldCloud PR #1337, NextGIS, QField #5205. Here: the server commits, then drops the connection; three retries,
two processes on one outbox: exactly one feature.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from demo.postgres import programs
from demo.published import clean_environment
from demo.service import Service
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.services.wfs.filters import Compare, Comparison
from plugin.workflows.ports import ItemState
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, decide, of_changeset
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import SENDING_AND_ASKING, TRANSACTION
from tests.lessons.conftest import Way
from tests.lessons.people import BENCHES, Contributor
from tests.lessons.test_lesson_07_success_is_counted import add

pytestmark = [pytest.mark.live, pytest.mark.qgis]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(
    scope="module",
    params=[
        "gpkg",
        pytest.param("postgis", marks=pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")),
    ],
)
def service(request: pytest.FixtureRequest, service: Service) -> Service:
    """The same over PostgreSQL: what is written together is another program's business there."""
    return service if request.param == "gpkg" else request.getfixturevalue("postgis_service")


def new_bench(person: Contributor, name: str) -> None:
    """Stands exactly where another one does; only its back has another name."""
    add(person.path, next(iter(person.rows().values()))["wkt"], [name])


def in_queue(straight: Way, person: Contributor) -> list[Status]:
    """Everything that the queue holds of what was submitted together, whatever its uuid is."""
    (changeset,) = {item.changeset for item in person.items()}
    return [one.status for one in of_changeset(straight("beitrag-a"), changeset)]


def on_map(straight: Way, name: str) -> int:
    """How many benches have this back, for everybody."""
    return straight("").client.count(BENCHES, filter=Compare(Comparison.EQUAL, "lehne", name))


def test_the_server_commits_and_drops_the_connection_three_times(
    anna: Contributor, proxy: FaultProxy, straight: Way
) -> None:
    new_bench(anna, "dreimal")
    for _ in range(3):
        proxy.inject(faults.lost(), times=None, when=SENDING_AND_ASKING)
        anna.fails_to_send()
        assert anna.states() == [ItemState.UNKNOWN] and anna.waiting()
        proxy.heal()
    assert len(in_queue(straight, anna)) == 1, "the first time it was done"
    anna.sends()
    assert anna.states() == [ItemState.SUBMITTED] and in_queue(straight, anna) == [Status.SUBMITTED]


def test_each_retry_is_committed_and_lost_and_there_is_one_feature(
    through: Way, proxy: FaultProxy, straight: Way, tmp_path: Path
) -> None:
    """Published at once, with the municipal table under it."""
    office = Contributor.checks_out(through("verwaltung"), tmp_path / "amt.gpkg", BENCHES)
    new_bench(office, "genau einmal")
    for _ in range(3):
        proxy.inject(faults.lost(), times=None, when=TRANSACTION)
        proxy.inject(faults.status(504), times=None, when=SENDING_AND_ASKING)
        office.fails_to_send(direct=True)
        assert office.states() == [ItemState.UNKNOWN] and office.waiting()
        proxy.heal()
    office.sends(direct=True)
    assert on_map(straight, "genau einmal") == 1
    office.refreshes()
    assert WorkingCopy.open(office.path).changes() == []


def test_two_processes_on_one_outbox(anna: Contributor, proxy: FaultProxy, straight: Way) -> None:
    new_bench(anna, "von zweien")
    gate = faults.Gate()
    proxy.inject(faults.held(gate), when=TRANSACTION)
    one = process(anna)
    assert gate.reached.wait(60), "the first is sending"
    two = process(anna)
    told = [two.communicate(timeout=60)[0].strip()]
    gate.open()
    told.append(one.communicate(timeout=60)[0].strip())
    assert told[1] == "sent" and told[0] in ("sent", "locked"), told
    assert in_queue(straight, anna) == [Status.SUBMITTED] and anna.states() == [ItemState.SUBMITTED]


def test_a_process_whose_answer_is_lost_and_another_that_goes_on(
    anna: Contributor, proxy: FaultProxy, straight: Way
) -> None:
    new_bench(anna, "weitergereicht")
    proxy.inject(faults.lost(), times=None, when=SENDING_AND_ASKING)
    assert process(anna).communicate(timeout=60)[0].strip() == "outcome_unknown"
    proxy.heal()
    both = [process(anna) for _ in range(2)]
    told = [one.communicate(timeout=60)[0].strip() for one in both]
    assert set(told) <= {"sent", "locked"} and "sent" in told, told
    assert in_queue(straight, anna) == [Status.SUBMITTED] and anna.states() == [ItemState.SUBMITTED]


def test_what_arrived_once_is_published_once(anna: Contributor, proxy: FaultProxy, straight: Way) -> None:
    """The reviewer's answer may be lost as well: in the end one bench stands there."""
    new_bench(anna, "bis auf die Karte")
    proxy.inject(faults.lost(), when=TRANSACTION)
    (uuid,) = anna.sends().submitted
    reviewer = straight("pruefung-altmarkfurt")
    if decide(reviewer, [uuid], Decision.ACCEPT).failed:  # it stands in the other municipality
        reviewer = straight("pruefung-neuwasser")
        decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).done == [uuid]
    assert publish(reviewer, [uuid]).done == [uuid]
    assert on_map(straight, "bis auf die Karte") == 1


def process(person: Contributor) -> subprocess.Popen[str]:
    """Another program that submits what the working copy holds."""
    environment = clean_environment(person.path.parent) | {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "tests.lessons.sender", str(person.path), "beitrag-a"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
