"""What a refresh says about layers that the municipality itself has changed."""

from __future__ import annotations

import pytest

from plugin.domain.schema_change import Difference, Part
from plugin.gui.map.copy_refresh import changed_text
from plugin.gui.map.work import Refreshment
from plugin.workflows.ports import Refreshed

pytestmark = pytest.mark.qgis


def told(**layers: tuple[Difference, ...]) -> str:
    return changed_text(Refreshment({name: Refreshed(differences=found) for name, found in layers.items()}))


def test_nothing_is_said_where_nothing_changed() -> None:
    assert told(baum=()) == ""


def test_fields_are_named_and_foreign_names_are_plain_text() -> None:
    found = told(
        baum=(Difference(Part.ADDED, "<b>umfang</b>", now="number"), Difference(Part.REMOVED, "höhe", "number"))
    )
    assert "baum: The field <b>umfang</b> (number) is new." in found.replace("&lt;", "<").replace("&gt;", ">")
    assert "höhe (number) is gone" in found and "\n" not in found


def test_a_long_list_ends() -> None:
    many = tuple(Difference(Part.ADDED, f"feld_{number}", now="text") for number in range(300))
    assert len(told(baum=many)) < 400 and told(baum=many).endswith("…")
