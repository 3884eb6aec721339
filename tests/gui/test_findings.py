"""What the municipality's rules have found stands before the reviewer, and before who has sent it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.gui.mine.contributions_entries import detail, entries
from plugin.workflows.connection import Connection
from plugin.workflows.mine import my_contributions

from .reviewing import Desk, propose, sound_benches

pytestmark = [pytest.mark.qgis, pytest.mark.live]


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, each for one test; those at the front belong to other tests."""
    return iter(sound_benches(demo_source)[::-1])


@pytest.fixture
def mine(benches: Iterator[str]) -> str:
    return next(benches)


def test_a_reviewer_reads_what_was_found_and_nothing_where_nothing_was(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    faulty = propose(anna, mine, zustand="kaputt", material="<b>asdfasdf</b>")
    desk = sit_down()
    desk.look_at(faulty)
    told = desk.page.view.findings.text()
    assert not desk.page.view.findings.isHidden()
    assert "✖ error: zustand: “kaputt” is not in the list of values." in told
    assert "material: “<b>asdfasdf</b>” is not in the list of values." in told

    (here,) = [one for one in my_contributions(anna).found if one.contribution.uuid == faulty]
    assert here.contribution.findings
    (entry,) = [one for one in entries(None, my_contributions(anna), {}) if one.uuid == faulty]
    assert "What was noticed" in detail(entry, "") and "“kaputt” is not in the list" in detail(entry, "")


def test_a_sound_contribution_shows_none(anna: Connection, sit_down: Callable[..., Desk], mine: str) -> None:
    sound = propose(anna, mine, zustand="defekt")
    desk = sit_down()
    desk.look_at(sound)
    assert desk.page.view.findings.isHidden() and desk.page.view.findings.text() == ""
