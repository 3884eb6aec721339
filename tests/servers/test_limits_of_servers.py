"""Servers that give out less than they are asked for: everything is loaded all the same, or it is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.contract import data
from tests.contract.server import ContractServer

from .bench import Desk
from .grounds import Ground, contract

pytestmark = [pytest.mark.live, pytest.mark.qgis]

MANY = 260
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "a page has 50 at most": ("geoserver", {"cap": 50}),
    "50 at most, and no other page": ("geoserver", {"cap": 50, "paging": False}),
    "50 at most, no other page, no GeoJSON": ("tinyows", {"cap": 50}),
    "no count is told": ("tinyows", {"hits": False}),
    "an old one": ("wfs-1.0.0", {}),
}


@pytest.fixture(params=KINDS)
def limited(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    """260 trees, 15 m apart, each with a number of its own."""
    personality, changed = KINDS[request.param]
    (tmp_path / "dienst").mkdir()
    with ContractServer(personality, tmp_path / "dienst", changed) as server:
        ground = contract(server)
        with closing(sqlite3.connect(server.database)) as connection, connection:
            for number in range(MANY):
                x, y = 480000.0 + 15 * (number % 20), 5660000.0 + 15 * (number // 20)
                values = {"uuid": f"v-{number:04d}", "art": "Pappel", "nummer": 1000 + number}
                values["geometry"] = {"type": "Point", "coordinates": [x, y]}  # type: ignore[assignment]
                data.store(connection, data.LAYERS["baum"], values)
        yield ground


def test_all_of_a_layer_is_loaded_or_it_is_said_to_be_incomplete(limited: Ground, tmp_path: Path) -> None:
    desk = Desk.with_layers(limited, tmp_path, "baum")
    layer = desk.checked_out("baum")
    assert layer.expected == len(limited.rows("baum")) == MANY + 4
    assert layer.complete, f"{layer.loaded} of {layer.expected}"
    desk.edit("baum", "UPDATE {} SET art = 'Zitterpappel' WHERE uuid = 'v-0259'")
    assert len(desk.submit().published) == 1
    assert limited.row("baum", "v-0259")["art"] == "Zitterpappel"
    assert sum(one.updated for one in desk.refresh().values()) == 0
