"""Lesson 4: After a failed sync the log is orphaned.

Seen in QGIS's offline editing, qfieldsync #42 #549. Here: the server rejects one of three layers: nothing is forgotten,
a retry works.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.workflows.ports import ItemState
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import TRANSACTION, both, says
from tests.lessons.conftest import Way
from tests.lessons.people import Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

LAYERS = ("sitzbank", "barriere", "radabstellanlage")
CHANGES = {
    "sitzbank": "UPDATE sitzbank SET lehne = 'umlaufend' WHERE uuid = '{}'",
    "barriere": "UPDATE barriere SET breite_cm = 77 WHERE uuid = '{}'",
    "radabstellanlage": "UPDATE radabstellanlage SET stellplaetze = 77 WHERE uuid = '{}'",
}


@pytest.fixture
def tour(through: Way, tmp_path: Path) -> tuple[Contributor, dict[str, str]]:
    """A contributor who has changed one row of each layer, and their uuids."""
    anna = Contributor.checks_out(through("beitrag-a"), tmp_path / "Rundgang.gpkg", *LAYERS)
    rows = {layer: sorted(anna.rows(layer))[0] for layer in LAYERS}
    anna.edits(*(CHANGES[layer].format(uuid) for layer, uuid in rows.items()))
    assert set(anna.waiting()) == set(rows.values())
    return anna, rows


def test_the_server_itself_rejects_one_of_three_layers(tour: tuple[Contributor, dict[str, str]], straight: Way) -> None:
    anna, rows = tour
    anna.moves("barriere", rows["barriere"], 500_000, 500_000)  # nobody's area
    done = anna.sends()
    assert len(done.submitted) == 2 and len(done.refused) == 1
    items = {item.change.feature.layer: item for item in anna.items()}
    assert set(items) == set(LAYERS) and items["barriere"].state is ItemState.REFUSED and items["barriere"].reason
    assert anna.waiting() == [rows["barriere"]]
    assert len(WorkingCopy.open(anna.path).changes()) == 3, "every edit is still there"

    anna.moves("barriere", rows["barriere"], -499_999, -500_000)
    assert anna.sends().refused == {}
    assert set(anna.states()) == {ItemState.SUBMITTED}
    found = anna.in_queue(straight("beitrag-a"))
    assert sorted(one.layer for one in found.values()) == sorted(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_gate_before_the_server_rejects_one_of_three_layers(
    tour: tuple[Contributor, dict[str, str]], proxy: FaultProxy, straight: Way, layer: str
) -> None:
    anna, rows = tour
    proxy.inject(faults.status(403), times=None, when=both(TRANSACTION, says(f"{layer}</")))
    anna.fails_to_send()
    assert len(anna.items()) == 3 and len(WorkingCopy.open(anna.path).changes()) == 3
    assert rows[layer] in anna.waiting()
    proxy.heal()
    anna.sends()
    assert set(anna.states()) == {ItemState.SUBMITTED} and anna.waiting() == []
    found = anna.in_queue(straight("beitrag-a"))
    assert sorted(one.layer for one in found.values()) == sorted(LAYERS)
    assert {one.status for one in found.values()} == {Status.SUBMITTED}
