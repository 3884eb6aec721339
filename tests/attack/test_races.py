"""Fifty rounds of each race, over both databases, with four processes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.postgres import programs
from demo.service import Service

from .races import RACES, REVIEWERS, contest
from .service import peopled

pytestmark = [pytest.mark.live, pytest.mark.qgis]
BACKENDS = [
    "gpkg",
    pytest.param("postgis", marks=pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")),
]


@pytest.fixture(scope="module", params=BACKENDS)
def contested(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with peopled(tmp_path_factory.mktemp("wettlauf"), REVIEWERS, 4, request.param) as service:
        contest(service)
        yield service


@pytest.mark.parametrize("race", RACES)
def test_exactly_one_wins_each_round(contested: Service, race: str) -> None:
    for clients, rounds in ((2, 10), (6, 10), (12, 5)):
        tally = RACES[race](contested, clients, rounds)
        assert tally.problems == []
        assert (tally.lost, tally.untold) == (rounds * (clients - 1), 0)
