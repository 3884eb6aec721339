"""Who one is to a municipality, and what becomes of answers that come too late."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest

from plugin.adapters import settings
from plugin.adapters.background import Job, Lane
from plugin.adapters.settings import Municipality
from plugin.domain.errors import NotAService, Problem, RedirectRefused, TlsFailed, Unreachable
from plugin.gui.session import Session
from plugin.workflows.connection import Connection
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis


def test_a_reviewer_may_review_and_a_volunteer_may_not(enter: Callable[[str], Session]) -> None:
    assert enter("pruefung-altmarkfurt").may_review
    volunteer = enter("beitrag-a")
    assert not volunteer.may_review
    assert not volunteer.is_guest
    assert volunteer.last_contact is not None
    assert settings.municipalities()[0].title == volunteer.municipality.title


def test_a_service_that_is_not_there_leaves_the_session_offline() -> None:
    session = Session()
    session.enter(Municipality("http://127.0.0.1:9/ows/"))
    until(lambda: not session.connecting)
    assert session.offline
    assert session.connection is None
    session.close()


def test_an_answer_for_the_municipality_that_was_left_is_not_delivered(enter: Callable[[str], Session]) -> None:
    session = enter("beitrag-a")
    answered: list[object] = []
    go = threading.Event()
    lane: Lane[int] = Lane()

    def slow(_connection: Connection, _job: Job) -> int:
        go.wait(10)
        return 42

    assert session.run(lane, "slow", slow, answered.append, answered.append)
    session.enter(Municipality("http://127.0.0.1:9/ows/"))
    go.set()
    until(lambda: not lane.busy and not session.connecting)
    assert answered == []
    lane.close()


def test_what_was_written_for_somebody_else_is_looked_for_when_it_ends(
    enter: Callable[[str], Session], login: Callable[[str], str]
) -> None:
    """Somebody sends, and another person logs in meanwhile: their lists were read while it was on its way."""
    session = enter("beitrag-a")
    answered: list[object] = []
    heard: list[str] = []
    go = threading.Event()
    lane: Lane[int] = Lane(writes=True)

    def slow(_connection: Connection, _job: Job) -> int:
        go.wait(10)
        return 42

    assert session.run(lane, "slow", slow, answered.append, answered.append)
    assert session.municipality is not None
    session.enter(Municipality(session.municipality.address, "", login("pruefung-altmarkfurt")))
    until(lambda: not session.connecting)
    session.work_changed.connect(lambda: heard.append("work"))
    go.set()
    until(lambda: not lane.busy)
    assert answered == [] and heard == ["work"]
    lane.close()


def test_losing_the_network_is_noted_whatever_was_asked(enter: Callable[[str], Session]) -> None:
    session = enter("")
    heard: list[Problem] = []
    lane: Lane[int] = Lane()

    def cut(_connection: Connection, _job: Job) -> int:
        raise Unreachable("Nobody answers.")

    session.run(lane, "cut", cut, lambda _: None, heard.append)
    until(lambda: heard)
    assert session.offline
    lane.close()


def test_leaving_while_connecting_ends_it(qgis_app: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        session = Session()
        session.enter(Municipality(f"http://127.0.0.1:{silent.getsockname()[1]}/ows/"))
        assert session.connecting
        session.leave()
        until(lambda: not session.connecting)
        assert (session.municipality, session.connection, session.problem) == (None, None, None)
        session.close()


@pytest.mark.parametrize("problem", [TlsFailed("?"), RedirectRefused("?"), NotAService("a hotel's portal")])
def test_somebody_else_who_answers_is_no_contact(enter: Callable[[str], Session], problem: Problem) -> None:
    session = enter("")
    before, heard = session.last_contact, []
    lane: Lane[int] = Lane()

    def answered(_connection: Connection, _job: Job) -> int:
        raise problem

    session.run(lane, "portal", answered, lambda _: None, heard.append)
    until(lambda: heard)
    assert session.offline and session.last_contact == before
    lane.close()


def test_another_login_has_other_rights(enter: Callable[[str], Session], login: Callable[[str], str]) -> None:
    session = enter("pruefung-altmarkfurt")
    assert session.may_review and session.municipality is not None
    session.enter(Municipality(session.municipality.address, "", login("beitrag-a")))
    assert not session.may_review, "at once, not when the service has answered"
    until(lambda: not session.connecting)
    assert session.connection is not None and not session.may_review
