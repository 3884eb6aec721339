"""Something of each item of the list, one after the other, against the real service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .attack import ITEMS, Attack
from .catalogue import attacks
from .service import Target, target
from .slowness import slow_ones
from .trial import changed, examine

pytestmark = [pytest.mark.live, pytest.mark.qgis]
MOST = 5
"""Attacks of each item, spread over its list; `make attack` tries all."""


@pytest.fixture(scope="module")
def aim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with target(tmp_path_factory.mktemp("angriff")) as found:
        yield found


@pytest.fixture(scope="module")
def known(aim: Target) -> list[Attack]:
    return attacks(aim.ground)


def test_no_item_of_the_list_is_left_out(known: list[Attack]) -> None:
    assert [item for item in ITEMS if item not in {attack.item for attack in known}] == []


@pytest.mark.parametrize("item", ITEMS)
def test_attacks_are_refused_and_hurt_nothing(aim: Target, known: list[Attack], item: str) -> None:
    ours = [attack for attack in known if attack.item == item and not attack.slow]
    before, found = aim.rows(), []
    for attack in ours[:: 1 + len(ours) // MOST]:
        trial, before = examine(aim, attack, before)
        found.append(trial)
    assert [trial.line() for trial in found if trial.passed or trial.wrong] == []


def test_nobody_waits_for_who_is_slow(aim: Target) -> None:
    before = aim.rows()
    trials = slow_ones(aim)
    assert [trial.line() for trial in trials if trial.passed or trial.wrong] == []
    assert changed(before, aim.rows(), ()) == ""
    assert aim.alive()
