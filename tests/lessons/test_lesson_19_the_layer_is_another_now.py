"""Lesson 19: The schema changed meanwhile.

Seen in Mergin #798. Here: a column appears, vanishes, changes type: a clear message, edits kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from osgeo import ogr

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Safety, WorkingCopyProblem
from plugin.workflows.ports import ItemState
from tests.lessons.people import Contributor
from tests.lessons.village import Rows, build, publish, uuid_of

pytestmark = [pytest.mark.live, pytest.mark.qgis]

LAYER = "brunnen"
FIELDS = {"name": "text", "tiefe": "text", "baujahr": "integer"}
MINE = uuid_of(LAYER, 0)


@dataclass
class Village:
    """A service whose administrator changes the layer, and publishes it again."""

    service: Service
    folder: Path

    def changes(self, alter: Callable[[ogr.Layer], object]) -> None:
        self.service.stop()
        data = ogr.Open(str(self.folder / "dorf.gpkg"), 1)
        alter(data.GetLayerByName(LAYER))
        del data
        publish(self.folder, [LAYER])
        self.service.start()


@pytest.fixture
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    folder = tmp_path_factory.mktemp("dorf")
    rows = [(f"POINT ({490000 + n} 5670000)", {"name": f"Brunnen {n}", "tiefe": f"{n}", "baujahr": 1900 + n})
            for n in range(5)]  # fmt: skip
    project = build(folder / "daten", {LAYER: Rows(25833, rows, FIELDS)})
    with Service({"/ows/": project}, folder / "lauf", workers=1) as running:
        yield Village(running, folder / "daten")


@pytest.fixture
def anna(village: Village, login: Callable[[str], str], tmp_path: Path) -> Contributor:
    return Contributor.checks_out(connect(village.service.url, login("beitrag-a")), tmp_path / "Kopie.gpkg", LAYER)


def again(anna: Contributor, login: Callable[[str], str]) -> None:
    """A new day: QGIS is started again and connects."""
    anna.connection = connect(anna.connection.client.url, login("beitrag-a"))


def index(layer: ogr.Layer, name: str) -> int:
    return int(layer.GetLayerDefn().GetFieldIndex(name))


def appears(layer: ogr.Layer) -> None:
    layer.CreateField(ogr.FieldDefn("trinkbar", ogr.OFTString))


def vanishes(layer: ogr.Layer) -> None:
    layer.DeleteField(index(layer, "tiefe"))


def changes_type(layer: ogr.Layer) -> None:
    layer.AlterFieldDefn(index(layer, "tiefe"), ogr.FieldDefn("tiefe", ogr.OFTInteger64), ogr.ALTER_TYPE_FLAG)


CHANGES = {"appears": appears, "vanishes": vanishes, "changes type": changes_type}
HARMLESS = "UPDATE brunnen SET name = 'Neuer Name' WHERE uuid = '{}'"
ON_IT = "UPDATE brunnen SET tiefe = 'sehr tief' WHERE uuid = '{}'"


@pytest.mark.parametrize("change", CHANGES)
def test_edits_of_other_fields_are_kept_and_go_on(
    village: Village, anna: Contributor, login: Callable[[str], str], change: str
) -> None:
    anna.edits(HARMLESS.format(MINE))
    village.changes(CHANGES[change])
    again(anna, login)
    anna.refreshes()
    row = anna.rows(LAYER)[MINE]
    assert row["name"] == "Neuer Name" and anna.waiting() == [MINE]
    assert ("trinkbar" in row, "tiefe" in row) == (change == "appears", change != "vanishes")
    if change == "changes type":
        assert row["tiefe"] == 0
    assert anna.sends().refused == {} and anna.states() == [ItemState.SUBMITTED]
    (sent,) = anna.in_queue().values()
    assert sent.change.proposed is not None and sent.change.proposed.properties["name"] == "Neuer Name"


@pytest.mark.parametrize("change", ["vanishes", "changes type"])
def test_an_edit_of_the_field_itself_is_kept_and_the_message_names_it(
    village: Village, anna: Contributor, login: Callable[[str], str], change: str
) -> None:
    anna.edits(ON_IT.format(MINE))
    before = anna.table(LAYER)
    village.changes(CHANGES[change])
    again(anna, login)
    with pytest.raises(WorkingCopyProblem) as caught:
        anna.refreshes()
    problem = caught.value
    assert LAYER in problem.text and "tiefe" in problem.text and "baujahr" not in problem.text
    assert problem.safety is Safety.KEPT_HERE and problem.advice
    assert anna.table(LAYER) == before and anna.waiting() == [MINE]
    assert [layer.complete for layer in WorkingCopy.open(anna.path).layers()] == [True]


def test_what_is_sent_of_a_field_that_is_gone_is_refused_by_its_name(
    village: Village, anna: Contributor, login: Callable[[str], str]
) -> None:
    """Nobody has refreshed: the server says which field it does not know, and the edit is kept."""
    anna.edits(ON_IT.format(MINE))
    village.changes(vanishes)
    again(anna, login)
    problem = anna.fails_to_send()
    assert "tiefe" in problem.text and problem.field == "tiefe"
    assert anna.states() == [ItemState.REFUSED] and anna.waiting() == [MINE]
    assert anna.rows(LAYER)[MINE]["tiefe"] == "sehr tief"
