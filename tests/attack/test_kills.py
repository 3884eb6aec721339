"""A dozen of the kills of `make attack`, at moments in turn and at random."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.service import Service

from .kills import anna_of, kill

pytestmark = [pytest.mark.live, pytest.mark.qgis]


def test_whoever_kills_a_submitting_program_neither_loses_nor_doubles_anything(tmp_path: Path) -> None:
    with Service.demo(tmp_path / "dienst") as service, anna_of(service, tmp_path / "anna", seed=12) as anna:
        deaths = kill(anna, 12)
    assert (deaths.lost, deaths.twice, deaths.problems) == ([], [], [])
    assert deaths.kills >= 12 and len(deaths.wanted) > 6
