"""The municipality changes the fields of a layer while changes wait here (lesson 19): said exactly, and edits kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Operation, Status
from plugin.domain.errors import Safety, WorkingCopyProblem
from plugin.domain.schema_change import Difference, Part
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, LayerInfo, Schema
from plugin.workflows.ports import ItemState, Refreshed

from .copies import BAUM, Row, load, village
from .test_working_copy_edits import add, delete, edited, move, put
from .test_working_copy_merging import answered, enqueued, sets, write
from .test_working_copy_refresh import arts, found_at, server

pytestmark = pytest.mark.qgis
ALL = (1, 2, 3, 4, 5)


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path)


def schema(**kinds: str | None) -> Schema:
    """The fields of the trees with some of another type, some new, and some (None) gone."""
    fields = {field.name: field.type for field in BAUM.fields} | kinds
    return replace(BAUM, fields=tuple(Field(name, kind) for name, kind in fields.items() if kind))


def rows(**values: Any) -> list[Row]:
    """All trees as the server has them, with more values for each."""
    return [(fid, replace(row, properties={**row.properties, **values})) for fid, row in server(*ALL)]


def test_a_new_field_arrives_around_the_edits(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"), delete(2), move(3, 7, 8), add(1, 2, art="Ulme"))
    told = load(copy, rows(umfang=80.5), schema(umfang="number"))
    assert told.differences == (Difference(Part.ADDED, "umfang", now="number"),)
    assert (told.conflicts, told.merged) == ((), ())
    changes = {change.local_id: change for change in copy.changes()}
    assert [change.operation for change in changes.values()] == [
        Operation.UPDATE, Operation.DELETE, Operation.UPDATE, Operation.INSERT,
    ]  # fmt: skip
    assert sets(changes[1]) == {"art": "Silberlinde"} and sets(changes[3]) == {}
    assert changes[1].feature.properties["umfang"] == 80.5 and changes[2].base.properties["umfang"] == 80.5
    assert found_at(copy, 7, 8) == [3] and arts(copy)[1] == "Silberlinde"
    assert load(copy, rows(umfang=80.5), schema(umfang="number")) == Refreshed()
    WorkingCopy.open(copy.path)


def test_a_field_that_nobody_here_touched_goes(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    told = load(copy, rows(), schema(höhe=None))
    assert told.differences == (Difference(Part.REMOVED, "höhe", "number"),)
    (change,) = copy.changes()
    assert sets(change) == {"art": "Silberlinde"} and "höhe" not in change.feature.properties


def test_a_field_becomes_wider_and_keeps_what_was_written_into_it(copy: WorkingCopy) -> None:
    edited(copy, put(1, "nummer", 5), put(2, "höhe", 13.5))
    told = load(copy, [(fid, replace(row, properties={**row.properties, "höhe": "12.5", "nummer": float(2**60)}))
                       for fid, row in server(*ALL)], schema(nummer="number", höhe="text"))  # fmt: skip
    assert {one.part for one in told.differences} == {Part.RETYPED}
    assert [sets(change) for change in copy.changes()] == [{"nummer": 5.0}, {"höhe": "13.5"}]


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (schema(art=None, baumart="text"), "the field “art” (text) is gone"),
        (schema(art="integer"), "the field “art” was text and is integer"),
        (replace(BAUM, geometry_type="Polygon"), "the geometry was Point and is Polygon"),
        (replace(BAUM, geometry_type=None), "the geometry was Point and is none"),
    ],
)
def test_what_does_not_go_together_is_said_and_everything_stays_as_it_was(
    copy: WorkingCopy, now: Schema, what: str
) -> None:
    edited(copy, put(1, "art", "Silberlinde"), move(2, 7, 8))
    before = copy.path.read_bytes()
    with pytest.raises(WorkingCopyProblem) as caught:
        load(copy, rows(), now)
    assert what in caught.value.text and caught.value.safety is Safety.KEPT_HERE
    assert copy.path.read_bytes() == before


def test_another_reference_system_or_key_is_said_too(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    info = LayerInfo("baum", "Die baum", "", "EPSG:25832", None, frozenset({"query"}))
    moved = [(fid, replace(row, crs="EPSG:25832")) for fid, row in server(*ALL)]
    copy.add_layer(info, BAUM, LayerForm("baum", "EPSG:25832", "uuid"), False, None)
    with pytest.raises(WorkingCopyProblem, match="EPSG:25833 and is EPSG:25832; the key was none and is uuid"):
        copy.replace_rows("baum", [moved], 5)


def test_one_layer_that_cannot_follow_does_not_stop_another(copy: WorkingCopy) -> None:
    bank = Schema("bank", (Field("art", "text"),), "geometry", "Point")
    bench = [("bank.1", replace(server(1)[0][1], layer="bank", properties={"art": "Holz"}))]
    load(copy, bench, bank)
    edited(copy, put(1, "art", "Silberlinde"))
    with pytest.raises(WorkingCopyProblem):
        load(copy, rows(), schema(art=None))
    assert load(copy, bench, bank) == Refreshed()


def test_a_field_that_was_touched_only_by_what_waits_for_an_answer_is_kept_too(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    enqueued(copy, ItemState.SUBMITTED)
    with pytest.raises(WorkingCopyProblem, match="art"):
        load(copy, rows(), schema(art=None))


def test_a_new_field_does_not_make_what_was_sent_look_edited(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    items = enqueued(copy, ItemState.SUBMITTED)
    load(copy, rows(umfang=None), schema(umfang="number"))
    assert copy.overview().unsent == () and enqueued(copy) == []
    copy.settle(answered(items, Status.PUBLISHED))
    assert copy.changes() == []


def test_numbers_of_rows_that_were_deleted_here_are_not_given_again(copy: WorkingCopy) -> None:
    edited(copy, delete(5))
    load(copy, rows(umfang=1.0), schema(umfang="number"))
    edited(copy, add(1, 2, art="Ulme"))
    assert [(change.local_id, change.operation) for change in copy.changes()] == [
        (5, Operation.DELETE), (6, Operation.INSERT),
    ]  # fmt: skip


def test_conflicts_outlive_a_new_field(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    load(copy, server(*ALL, t1={"art": "Ulme"}))
    now = [
        (fid, replace(row, properties={**row.properties, "umfang": 1.5}))
        for fid, row in server(*ALL, t1={"art": "Ulme"})
    ]
    assert load(copy, now, schema(umfang="number")).conflicts == ("1",)
    (found,) = copy.conflicts()
    assert found.merge.undecided == ("art",) and found.merge.theirs.properties["umfang"] == 1.5
    copy.take_mine("baum", 1)
    assert [sets(change) for change in copy.changes()] == [{"art": "Silberlinde"}]


def test_an_answer_to_one_object_is_none_to_another_when_rows_have_other_numbers(copy: WorkingCopy) -> None:
    """Nothing is changed here any more, a field is new, and the rows come in another order."""
    edited(copy, put(1, "art", "Silberlinde"), put(2, "art", "Eibe"))
    items = enqueued(copy)
    for state in (ItemState.SENDING, ItemState.SUBMITTED):
        copy.mark([item.uuid for item in items], state)
    copy.settle(answered(items, Status.REJECTED))
    copy.revert("baum", 1)
    copy.revert("baum", 2)
    load(copy, [row for row in rows(umfang=None)[::-1] if row[0] != "baum.2"], schema(umfang="number"))
    assert [one.local_id for one in copy.overview().sent] == [4, -2]  # tree 1 is the fourth now, tree 2 is gone
    edited(copy, put(1, "art", "Ulme"))
    copy.settle(answered(items, Status.IN_REVIEW))
    copy.settle(answered(items, Status.PUBLISHED))
    (change,) = copy.changes()
    assert change.key == "5" and change.base.properties["fid"] == 5 and sets(change) == {"art": "Ulme"}


@pytest.mark.parametrize("dirty", [False, True])
def test_a_field_of_one_s_own_does_not_go_with_the_table(copy: WorkingCopy, dirty: bool) -> None:
    write(copy, "ALTER TABLE baum ADD COLUMN notiz TEXT(20)", "ALTER TABLE baum ADD COLUMN leer TEXT(20)")
    write(copy, "UPDATE baum SET notiz = 'privat' WHERE _id = 3")
    if dirty:
        edited(copy, put(1, "art", "Ulme"))
    with pytest.raises(WorkingCopyProblem, match=r"would be lost: notiz\.") as caught:
        load(copy, rows(umfang=1.0), schema(umfang="number"))
    assert caught.value.safety is Safety.KEPT_HERE and len(copy.changes()) == dirty
    write(copy, "UPDATE baum SET notiz = NULL")
    assert load(copy, rows(umfang=1.0), schema(umfang="number")).differences
    assert len(copy.changes()) == dirty
