"""Every attack of the list, one after the other, against the real service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .attack import ITEMS
from .catalogue import attacks
from .service import Target, target
from .trial import examine

pytestmark = [pytest.mark.live, pytest.mark.qgis]


@pytest.fixture(scope="module")
def aim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with target(tmp_path_factory.mktemp("angriff")) as found:
        yield found


def test_no_item_of_the_list_is_left_out(aim: Target) -> None:
    assert [item for item in ITEMS if item not in {attack.item for attack in attacks(aim.ground)}] == []


@pytest.mark.parametrize("item", ITEMS)
def test_attacks_are_refused_and_hurt_nothing(aim: Target, item: str) -> None:
    before, found = aim.rows(), []
    for attack in attacks(aim.ground):
        if attack.item == item and not attack.slow:
            trial, before = examine(aim, attack, before)
            found.append(trial)
    assert [trial.line() for trial in found if trial.passed or trial.wrong] == []
