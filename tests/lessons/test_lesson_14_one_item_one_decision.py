"""Lesson 14: Two reviewers decide one item.

Seen in Tasking Manager #5524; OSMCha. Here: two reviewers, one item, 1,000 rounds: exactly one decision; the loser sees
who and when. (1,000 rounds are `make attack PART=races`; here are fewer.)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.postgres import programs
from demo.service import Service
from tests.attack.races import RACES, REVIEWERS, contest
from tests.attack.service import peopled

pytestmark = [pytest.mark.live, pytest.mark.qgis]

ROUNDS = 50
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
