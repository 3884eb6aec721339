"""Lesson 14: Two reviewers decide one item.

Seen in Tasking Manager #5524; OSMCha. Here: two reviewers, one item, 1,000 rounds: exactly one decision; the loser sees
who and when. (1,000 rounds are `make attack PART=races`; here are fewer.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from demo.postgres import programs
from demo.service import Service
from plugin.domain.contribution import Status
from plugin.workflows import review
from plugin.workflows.history import history
from tests.attack.races import RACES, REVIEWERS, contest
from tests.attack.service import peopled
from tests.fault_proxy import FaultProxy
from tests.faults import hold
from tests.gui.conftest import until
from tests.gui.reviewing import REVIEWER, SECOND, SitDown, propose
from tests.http_wire import POST
from tests.lessons.conftest import Way

pytestmark = [pytest.mark.live, pytest.mark.qgis]

ROUNDS = 50
WHEN = re.compile(r"\d{1,2}:\d\d")
"""A time of the day, as people write it."""
BACKENDS = [
    "gpkg",
    pytest.param("postgis", marks=pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")),
]


@pytest.fixture(scope="module", params=BACKENDS)
def contested(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with peopled(tmp_path_factory.mktemp("wettlauf"), REVIEWERS, 4, request.param) as service:
        contest(service)
        yield service


def test_two_reviewers_one_item_many_rounds(contested: Service) -> None:
    tally = RACES["reviewers decide the same contribution"](contested, 2, ROUNDS)
    print(tally.line())
    assert tally.problems == [] and tally.rounds == ROUNDS
    assert (tally.lost, tally.untold) == (ROUNDS, 0), "each loser hears who was faster, and when"


def test_the_page_tells_the_loser_who_was_faster_and_when(straight: Way, sit_down: SitDown, bench: str) -> None:
    uuid = propose(straight("beitrag-a"), bench, "für beide", lehne="umstritten")
    first, second = sit_down(REVIEWER), sit_down(SECOND)
    for desk in (first, second):
        desk.look_at(uuid)
        assert desk.page.bar.claim_button.isVisible(), "to both it is free"
    first.claim()
    winner = review.pseudonym(straight(REVIEWER))
    second.page.bar.claim_button.click()
    until(second.problem)
    second.idle()
    assert winner in second.problem() and WHEN.search(second.problem()), second.problem()
    assert not second.page.bar.accept.isVisible() and not second.page.bar.claim_button.isVisible()

    first.page.bar.accept.click()
    until(lambda: first.window.told)
    first.idle()
    second.page.refresh()
    until(lambda: "accepted" in second.page.view.history.toPlainText())  # nothing old stays on the screen
    steps = history(straight(SECOND), uuid).steps
    assert [step.to_status for step in steps].count(Status.ACCEPTED) == 1
    (line,) = [one for one in second.page.view.history.toPlainText().splitlines() if "accepted" in one]
    assert winner in line and WHEN.search(line)


def test_of_two_claims_at_once_one_is_taken_and_the_other_is_told(
    straight: Way, proxy: FaultProxy, sit_down: SitDown, bench: str
) -> None:
    """Both have left their windows before either has arrived."""
    uuid = propose(straight("beitrag-a"), bench, "gleichzeitig", lehne="gleichzeitig")
    desks = [sit_down(user, proxy.url()) for user in (REVIEWER, SECOND)]
    for desk in desks:
        desk.look_at(uuid)
    gate = hold(proxy, POST)
    for desk in desks:
        desk.page.bar.claim_button.click()
    until(lambda: proxy.count(POST) == 2)
    gate.open()
    for desk in desks:
        desk.idle()
    losers = [desk for desk in desks if desk.problem()]
    assert len(losers) == 1 and [desk.page.bar.accept.isVisible() for desk in desks].count(True) == 1
    holder = review.contributions(straight("beitrag-a"), [uuid])[uuid].claimed_by
    assert holder in losers[0].problem() and WHEN.search(losers[0].problem())
