"""A change in a line of plain words."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import Feature
from plugin.gui.mine.changes_words import all_values, what
from plugin.gui.mine.field_words import words_of
from plugin.workflows.forms import Choice, FieldForm, Kind

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


BENCH = words_of({
    "bank": (
        FieldForm("uuid", Kind.HIDDEN),
        FieldForm("zustand", Kind.CHOICE, "Zustand", (Choice("gut", "Gut"), Choice("fehlt", "ist nicht da"))),
        FieldForm("plaetze", Kind.WHOLE, "Sitzplätze"),
    )
})["bank"]  # fmt: skip


def bench(**values: object) -> Feature:
    return Feature("bank", "7", "EPSG:25833", {"type": "Point", "coordinates": [392000.0, 5820000.0]}, values)


def test_a_change_is_told_as_the_municipality_calls_it(qgis_app: QgsApplication) -> None:
    change = Change(Operation.UPDATE, bench(zustand="gut", plaetze=3), bench(zustand="fehlt", plaetze=4))
    assert what(change, words=BENCH) == "Changed: Zustand Gut → ist nicht da, Sitzplätze 3 → 4"
    assert "Zustand Gut → ist nicht da" in all_values(change, words=BENCH)
    assert what(change).startswith("Changed: zustand gut"), "a layer that is not here has no words of its own"


def test_new_objects_can_be_told_from_each_other(qgis_app: QgsApplication) -> None:
    new = Change(Operation.INSERT, None, bench(uuid="4f97c5db", zustand="gut", plaetze=3))
    assert what(new, words=BENCH) == "New: Zustand Gut, Sitzplätze 3"
    assert what(Change(Operation.INSERT, None, bench(uuid="4f97c5db")), words=BENCH) == "New"
