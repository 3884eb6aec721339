"""Who one is to a municipality, and what becomes of answers that come too late."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from plugin.adapters import settings
from plugin.adapters.background import Job, Lane
from plugin.adapters.settings import Municipality
from plugin.domain.errors import Problem, Unreachable
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
