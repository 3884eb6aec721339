"""A change in a line of plain words."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import Feature
from plugin.gui.mine.changes_words import what

pytestmark = pytest.mark.qgis


@pytest.mark.parametrize(
    ("crs", "was", "now", "metres"),
    [
        ("EPSG:25833", [392000.0, 5820000.0], [392003.0, 5820004.0], 5.0),
        ("EPSG:3857", [1491668.0, 6894000.0], [1491684.0, 6894000.0], 9.8),
        ("EPSG:4326", [13.4, 52.5], [13.4001, 52.5], 6.8),
    ],
)
def test_a_move_is_told_in_metres_on_the_ground(
    qgis_app: QgsApplication, crs: str, was: list[float], now: list[float], metres: float
) -> None:
    old, new = (Feature("bank", "7", crs, {"type": "Point", "coordinates": at}, {}) for at in (was, now))
    told = what(Change(Operation.UPDATE, old, new), 7)
    number = float(told.removeprefix("Moved by ").removesuffix(" m"))
    assert number == pytest.approx(metres, abs=0.051)
