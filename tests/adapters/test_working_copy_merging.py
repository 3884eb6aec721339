"""Refreshing what was changed here while somebody else changed it there: put together, or put before a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugin.adapters.working_copy import Conflict, WorkingCopy
from plugin.domain.contribution import Contribution, Operation, Status, changed_properties
from plugin.domain.errors import InvalidContent, Tampered, WorkingCopyProblem
from plugin.domain.merge import GEOMETRY, ROW, Choice, Kind
from plugin.workflows.ports import ItemState, Refreshed

from .copies import Row, baum, load, village
from .test_working_copy_edits import add, delete, edited, move, put
from .test_working_copy_refresh import server

pytestmark = pytest.mark.qgis
ALL = (1, 2, 3, 4, 5)


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path)


@pytest.fixture
def keyed(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path, key="uuid")


def enqueued(copy: WorkingCopy, state: ItemState | None = None) -> list[Any]:
    """Everything that is changed, put into the outbox and marked as `state`."""
    items = copy.enqueue(copy.changes(), "satz", "")
    for step in (ItemState.SENDING, state) if state is not None else ():
        copy.mark([item.uuid for item in items], step)
    copy.close()
    return items


def answered(items: Sequence[Any], status: Status) -> list[Contribution]:
    return [Contribution(item.uuid, item.change, "baum", item.change.key, status=status) for item in items]


def only(copy: WorkingCopy) -> Conflict:
    (found,) = copy.conflicts()
    return found


def in_conflict(copy: WorkingCopy) -> list[Row]:
    """Tree 1 is a lime here and an elm there, and somebody has measured it besides."""
    edited(copy, put(1, "art", "Silberlinde"))
    rows = server(*ALL, t1={"art": "Ulme", "höhe": 20.0})
    assert load(copy, rows) == Refreshed(conflicts=("1",))
    return rows


def sets(change: Any) -> dict[str, Any]:
    return dict(changed_properties(change.base, change.proposed))


# what fits together


def test_my_attribute_and_their_place_are_put_together(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    rows = server(*ALL, t1={"at": [3.0, 4.0], "höhe": 20.0})
    assert load(copy, rows) == Refreshed(merged=("1",))
    (change,) = copy.changes()
    assert change.base == rows[0][1], "so that it is submitted on top of what the server has"
    assert (sets(change), change.feature.geometry) == ({"art": "Silberlinde"}, rows[0][1].geometry)
    assert load(copy, rows) == Refreshed(), "and once merged, there is nothing more to merge"
    WorkingCopy.open(copy.path)


def test_my_place_and_their_attribute_are_put_together_and_found_where_i_put_it(copy: WorkingCopy) -> None:
    edited(copy, move(1, 7, 8))
    assert load(copy, server(*ALL, t1={"art": "Ulme"})) == Refreshed(merged=("1",))
    (change,) = copy.changes()
    assert change.feature.geometry == {"type": "Point", "coordinates": [7.0, 8.0]} and not sets(change)
    assert change.feature.properties["art"] == "Ulme"


def test_the_same_edit_on_both_sides_is_no_conflict_and_need_not_be_sent(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Ulme"))
    enqueued(copy)
    assert load(copy, server(*ALL, t1={"art": "Ulme", "höhe": 20.0})) == Refreshed()
    assert copy.changes() == [] and copy.items() == [] and copy.conflicts() == []


def test_a_place_within_a_millimetre_is_the_same_place(copy: WorkingCopy) -> None:
    edited(copy, move(1, 7, 8), move(2, 7, 8))
    rows = server(*ALL, t1={"at": [7.0, 8.0009]}, t2={"at": [7.0, 8.0011]})
    assert load(copy, rows) == Refreshed(conflicts=("2",))
    assert only(copy).local_id == 2 and [change.local_id for change in copy.changes()] == [2]


def test_a_deletion_of_what_nobody_touched_stays_a_deletion(copy: WorkingCopy) -> None:
    edited(copy, delete(1))
    assert load(copy, server(*ALL)) == Refreshed()
    assert [change.operation for change in copy.changes()] == [Operation.DELETE]


def test_both_deleted_it_and_that_is_that(copy: WorkingCopy) -> None:
    edited(copy, delete(1))
    enqueued(copy)
    assert load(copy, server(2, 3, 4, 5)) == Refreshed()
    assert copy.changes() == [] and [item.state for item in copy.items()] == [ItemState.SETTLED]


def test_a_new_tree_that_is_there_already_is_completed_by_what_the_server_filled_in(keyed: WorkingCopy) -> None:
    (change,) = edited(keyed, add(1, 2, art="Ulme"))
    values = {**change.feature.properties, "uuid": change.key, "höhe": 3.0}
    there = ("baum.77", replace(baum(77, at=[1.0, 2.0])[1], properties=values))
    assert load(keyed, [*server(*ALL), there], key="uuid") == Refreshed()
    assert keyed.changes() == []
    edited(keyed, put(6, "art", "Eibe"))
    (change,) = keyed.changes()
    assert (change.operation, change.base) == (Operation.UPDATE, replace(there[1], key=change.key))


# what does not


def test_the_same_field_in_two_ways_waits_for_a_person_and_nothing_is_touched(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    before = copy.changes()
    rows = server(*ALL, t1={"art": "Ulme"})
    assert load(copy, rows) == Refreshed(conflicts=("1",))
    assert copy.changes() == before
    found = only(copy)
    (cell,) = found.merge.conflicts
    assert (found.layer, found.local_id, found.key) == ("baum", 1, "1")
    assert (cell.name, cell.base, cell.mine, cell.theirs) == ("art", "Winterlinde", "Silberlinde", "Ulme")
    assert copy.overview().conflicts == (found,)
    assert load(copy, rows) == Refreshed(conflicts=("1",)), "and waits until it is decided"


def test_a_row_that_is_very_large_hides_no_others(copy: WorkingCopy) -> None:
    """A polygon of 60,000 corners is as long. It can be decided about, and the rest is sent."""
    edited(copy, put(1, "art", "Silberlinde"), put(2, "art", "Eibe"))
    load(copy, server(1, 2, 3, t1={"art": "Ü" * 2_100_000}))
    assert only(copy).local_id == 1 and len(copy.overview().conflicts) == 1
    assert [item.change.key for item in copy.enqueue(copy.changes(), "rundgang", "")] == ["2"]
    copy.take_mine("baum", 1)
    assert [item.change.key for item in copy.enqueue(copy.changes(), "rundgang", "")] == ["2", "1"]


def test_both_moved_it(copy: WorkingCopy) -> None:
    edited(copy, move(1, 7, 8))
    load(copy, server(*ALL, t1={"at": [3.0, 4.0]}))
    assert [cell.name for cell in only(copy).merge.conflicts] == [GEOMETRY]


def test_delete_against_update_is_shown_either_way(copy: WorkingCopy) -> None:
    edited(copy, delete(1), put(2, "art", "Silberlinde"))
    assert load(copy, server(1, 3, 4, 5, t1={"art": "Ulme"})) == Refreshed(conflicts=("1", "2"))
    mine, theirs = copy.conflicts()
    assert (mine.merge.kind, theirs.merge.kind) == (Kind.MINE_DELETED, Kind.THEIRS_DELETED)
    assert theirs.merge.theirs is None and mine.merge.undecided == (ROW,)


def test_a_conflict_that_is_none_any_more_vanishes(copy: WorkingCopy) -> None:
    in_conflict(copy)
    assert load(copy, server(*ALL)) == Refreshed(), "the server is as it was before"
    assert copy.conflicts() == [] and [sets(change) for change in copy.changes()] == [{"art": "Silberlinde"}]


def test_who_types_what_the_server_has_has_solved_it(copy: WorkingCopy) -> None:
    in_conflict(copy)
    edited(copy, put(1, "art", "Ulme"), put(1, "nummer", 5))
    assert copy.conflicts() == []
    (item,) = enqueued(copy)
    assert (item.change.base.properties["höhe"], sets(item.change)) == (20.0, {"nummer": 5})


def test_who_undoes_the_edit_by_hand_takes_what_the_server_has(copy: WorkingCopy) -> None:
    rows = in_conflict(copy)
    edited(copy, put(1, "art", "Winterlinde"))
    assert copy.conflicts() == []
    assert load(copy, rows) == Refreshed(changed=1)
    assert copy.changes() == []


# decided


def test_take_mine_is_mine_on_top_of_theirs(copy: WorkingCopy) -> None:
    rows = in_conflict(copy)
    assert copy.take_mine("baum", 1).left
    (change,) = copy.changes()
    assert (change.base, sets(change)) == (rows[0][1], {"art": "Silberlinde"})
    assert change.feature.properties["höhe"] == 20.0 and copy.conflicts() == []
    assert load(copy, rows) == Refreshed()


def test_take_theirs_gives_way_where_both_changed_and_nowhere_else(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"), put(1, "nummer", 5))
    rows = server(*ALL, t1={"art": "Ulme"})
    load(copy, rows)
    assert copy.take_theirs("baum", 1).left
    assert [sets(change) for change in copy.changes()] == [{"nummer": 5}]


def test_take_theirs_leaves_nothing_to_send_where_that_was_all(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    enqueued(copy)
    load(copy, server(*ALL, t1={"art": "Ulme"}))
    assert not copy.take_theirs("baum", 1).left
    assert copy.changes() == [] and copy.items() == []


def test_another_value_is_taken_as_it_is_typed(copy: WorkingCopy) -> None:
    rows = in_conflict(copy)
    copy.resolve("baum", 1, {}, {"art": "Sommerlinde"})
    assert [sets(change) for change in copy.changes()] == [{"art": "Sommerlinde"}]
    assert load(copy, rows) == Refreshed()


def test_what_is_not_decided_is_asked_for_and_nothing_happens(copy: WorkingCopy) -> None:
    in_conflict(copy)
    before = copy.path.read_bytes()
    with pytest.raises(InvalidContent, match="art"):
        copy.resolve("baum", 1, {"höhe": Choice.MINE})
    with pytest.raises(WorkingCopyProblem, match="nothing to decide"):
        copy.take_mine("baum", 2)
    assert copy.path.read_bytes() == before


def test_a_tree_that_is_gone_is_planted_anew_by_who_wants_it(copy: WorkingCopy) -> None:
    edited(copy, put(2, "art", "Silberlinde"))
    rows = server(1, 3, 4, 5)
    load(copy, rows)
    copy.take_mine("baum", 2)
    (change,) = copy.changes()
    assert (change.operation, change.feature.properties["art"]) == (Operation.INSERT, "Silberlinde")
    assert load(copy, rows) == Refreshed() and len(copy.changes()) == 1


def test_a_tree_that_is_gone_goes_here_as_well(copy: WorkingCopy) -> None:
    edited(copy, put(2, "art", "Silberlinde"))
    load(copy, server(1, 3, 4, 5))
    assert not copy.take_theirs("baum", 2).left
    assert copy.changes() == [] and load(copy, server(1, 3, 4, 5)) == Refreshed()


def test_a_deletion_is_upheld_or_given_up(copy: WorkingCopy) -> None:
    edited(copy, delete(1), delete(2))
    rows = server(*ALL, t1={"art": "Ulme"}, t2={"art": "Ulme"})
    load(copy, rows)
    copy.take_mine("baum", 1)
    copy.take_theirs("baum", 2)
    (change,) = copy.changes()
    assert (change.operation, change.base) == (Operation.DELETE, rows[0][1])
    assert load(copy, rows) == Refreshed() and copy.conflicts() == []


@pytest.mark.parametrize("choice", list(Choice))
@pytest.mark.parametrize("gone", [True, False])
def test_every_decision_can_be_taken_back(copy: WorkingCopy, choice: Choice, gone: bool) -> None:
    edited(copy, put(1, "art", "Silberlinde"), put(2, "art", "Silberlinde"), delete(3))
    enqueued(copy)
    load(copy, server(*((4, 5) if gone else ALL), **{f"t{n}": {"art": "Ulme"} for n in (1, 2, 3)}))
    for one in copy.conflicts():
        before = dump(copy)
        resolved = copy.resolve(one.layer, one.local_id, one.merge.all(choice))
        assert dump(copy) != before
        copy.put_back(resolved)
        assert dump(copy) == before
    WorkingCopy.open(copy.path)


def dump(copy: WorkingCopy) -> list[str]:
    """Every row of every table of ours, as text; the counters of SQLite and the shape of the index do not count."""
    with closing(sqlite3.connect(copy.path)) as connection:
        lines = []
        for table in ("baum", "buergergis_base_1", "buergergis_conflict", "buergergis_outbox"):
            lines += sorted(f"{table} {row!r}" for row in connection.execute(f"SELECT rowid, * FROM {table}"))
        return lines + [str(row) for row in connection.execute("SELECT * FROM rtree_baum_geom ORDER BY id")]


def test_what_was_edited_since_is_not_taken_back(copy: WorkingCopy) -> None:
    in_conflict(copy)
    resolved = copy.take_mine("baum", 1)
    edited(copy, put(1, "nummer", 5))
    with pytest.raises(WorkingCopyProblem, match="no longer"):
        copy.put_back(resolved)
    assert [sets(change) for change in copy.changes()] == [{"art": "Silberlinde", "nummer": 5}]


def test_a_decision_is_taken_back_also_when_its_places_are_taken(copy: WorkingCopy) -> None:
    """Another row has been queued, and is in conflict, since a decision has left nothing of its own row to be sent."""
    theirs = {"t1": {"art": "Eibe"}, "t2": {"art": "Ahorn"}}
    write(copy, "UPDATE baum SET art = 'Ulme' WHERE _id = 1", "UPDATE baum SET art = 'Esche' WHERE _id = 2")
    copy.enqueue(copy.changes(), "rundgang", "")
    load(copy, server(1, 2, 3, **theirs))
    resolved = copy.give_way("baum", 2)
    write(copy, "UPDATE baum SET art = 'Pappel' WHERE _id = 3")
    copy.enqueue(copy.changes(), "rundgang", "")
    load(copy, server(1, 2, 3, **theirs, t3={"art": "Weide"}))
    copy.put_back(resolved)
    assert sorted(one.local_id for one in copy.conflicts()) == [1, 2, 3]
    assert {one.change.key: one.change.feature.properties["art"] for one in copy.items()} == {
        "1": "Ulme", "2": "Esche", "3": "Pappel",
    }  # fmt: skip


def write(copy: WorkingCopy, *statements: str) -> None:
    """As an editor that leaves the other cells of a row alone."""
    with closing(sqlite3.connect(copy.path)) as connection, connection:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _: 0)
        for statement in statements:
            connection.execute(statement)


def test_a_change_in_conflict_that_is_undone_leaves_what_the_server_has(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"), put(2, "art", "Silberlinde"), delete(3))
    rows = server(1, 3, 4, 5, t1={"art": "Ulme"}, t3={"art": "Ulme"})
    load(copy, rows)
    for one in copy.conflicts():
        copy.revert(one.layer, one.local_id)
    assert copy.changes() == [] and copy.conflicts() == [] and load(copy, rows) == Refreshed()


def test_what_lies_beyond_the_extent_is_asked_for_and_is_gone_or_only_moved(copy: WorkingCopy) -> None:
    around = (392000.0, 5820000.0, 392100.0, 5820100.0)
    load(copy, server(*ALL), extent=around)
    edited(copy, put(1, "art", "Silberlinde"), delete(2), put(3, "art", "Silberlinde"), put(4, "art", "Eibe"))
    told = load(copy, server(5, 4, t4={"art": "Ulme"}), extent=around)
    assert set(told.conflicts) == {"1", "2", "3", "4"} and len(copy.conflicts()) == 1
    assert set(copy.unseen("baum", told.conflicts)) == {"1", "2", "3"}, "of tree 4 the server has said what it has"
    away = baum(1, at=[3.0, 4.0])[1]
    met = copy.meet("baum", {"1": away, "2": None, "3": None})
    assert (met.merged, met.conflicts) == (("1",), ("3",))
    change = next(one for one in copy.changes() if one.local_id == 1)
    assert change.base == away and sets(change) == {"art": "Silberlinde"}
    assert {one.local_id for one in copy.conflicts()} == {3, 4}
    assert 2 not in {one.local_id for one in copy.changes()}, "both deleted it"


# what is on its way, or with the municipality


def test_what_waits_to_be_sent_follows_the_merged_row(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    (item,) = enqueued(copy)
    rows = server(*ALL, t1={"höhe": 20.0})
    load(copy, rows)
    (waiting,) = copy.items()
    assert (waiting.uuid, waiting.state, waiting.revision) == (item.uuid, ItemState.QUEUED, 1)
    assert (waiting.change.base, sets(waiting.change)) == (rows[0][1], {"art": "Silberlinde"})
    assert enqueued(copy) == [waiting]


@pytest.mark.parametrize("state", [ItemState.SENDING, ItemState.UNKNOWN, ItemState.SUBMITTED])
def test_what_was_sent_is_neither_changed_nor_sent_again_as_if_it_were_edited(
    copy: WorkingCopy, state: ItemState
) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    (item,) = enqueued(copy, state)
    before = copy.changes()
    assert load(copy, server(*ALL, t1={"höhe": 20.0})) == Refreshed(conflicts=("1",))
    assert copy.changes() == before and [one.change for one in copy.items()] == [item.change]
    found = only(copy)
    assert (found.waiting, found.uuid, found.merge.clean) == (True, item.uuid, True)
    assert (copy.withheld() == []) is (state is ItemState.SUBMITTED)


def test_what_may_have_arrived_is_decided_by_nobody(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    enqueued(copy, ItemState.UNKNOWN)
    load(copy, server(*ALL, t1={"art": "Ulme"}))
    with pytest.raises(WorkingCopyProblem, match="not known"):
        copy.take_mine("baum", 1)


def test_what_turns_out_not_to_have_arrived_is_merged_then(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    (item,) = enqueued(copy, ItemState.UNKNOWN)
    rows = server(*ALL, t1={"höhe": 20.0})
    load(copy, rows)
    copy.mark([item.uuid], ItemState.QUEUED)
    (again,) = enqueued(copy)
    assert (again.uuid, again.change.base) == (item.uuid, rows[0][1]) and copy.conflicts() == []


def test_a_publication_that_met_a_conflict_is_merged_and_goes_as_a_revision(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    items = enqueued(copy, ItemState.SUBMITTED)
    rows = server(*ALL, t1={"höhe": 20.0})
    load(copy, rows)
    copy.settle(answered(items, Status.CONFLICT))
    (change,) = copy.changes()
    assert (change.base, sets(change), copy.conflicts()) == (rows[0][1], {"art": "Silberlinde"}, [])
    (again,) = enqueued(copy)
    assert (again.uuid, again.revision, again.change.base) == (items[0].uuid, 2, rows[0][1])


def test_who_decides_about_what_is_with_the_municipality_revises_it(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    (item,) = enqueued(copy, ItemState.SUBMITTED)
    load(copy, server(*ALL, t1={"art": "Ulme"}))
    assert enqueued(copy) == [], "there is nothing of it to be sent before"
    copy.take_mine("baum", 1)
    (again,) = enqueued(copy)
    assert (again.uuid, again.revision, again.change.base.properties["art"]) == (item.uuid, 2, "Ulme")


def test_a_question_of_the_reviewer_is_not_answered_by_a_refresh(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    items = enqueued(copy, ItemState.SUBMITTED)
    copy.settle(answered(items, Status.NEEDS_CHANGES))
    load(copy, server(*ALL, t1={"höhe": 20.0}))
    assert enqueued(copy) == [] and only(copy).waiting
    edited(copy, put(1, "nummer", 5))
    (again,) = enqueued(copy)
    assert (again.revision, sets(again.change)) == (2, {"art": "Silberlinde", "nummer": 5})
    assert again.change.base.properties["höhe"] == 20.0


def test_what_was_turned_down_is_merged_and_still_sent_by_nobody(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    items = enqueued(copy, ItemState.SUBMITTED)
    copy.settle(answered(items, Status.REJECTED))
    assert load(copy, server(*ALL, t1={"höhe": 20.0})) == Refreshed(merged=("1",))
    assert copy.overview().unsent == () and enqueued(copy) == []
    edited(copy, put(1, "art", "Sommerlinde"))
    assert [item.revision for item in enqueued(copy)] == [1]


def test_what_was_published_is_in_conflict_with_nothing(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    items = enqueued(copy, ItemState.SUBMITTED)
    load(copy, server(*ALL, t1={"höhe": 20.0}))
    copy.settle(answered(items, Status.PUBLISHED))
    assert copy.conflicts() == [] and copy.changes() == []
    assert load(copy, server(*ALL, t1={"höhe": 20.0, "art": "Silberlinde"})) == Refreshed(changed=1)


def test_what_was_noted_before_a_publication_is_out_of_date_after_it(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    items = enqueued(copy, ItemState.SUBMITTED)
    load(copy, server(*ALL, t1={"höhe": 20.0}))  # somebody measured it, and took that back again
    edited(copy, put(1, "nummer", 5))
    copy.settle(answered(items, Status.PUBLISHED))
    (change,) = copy.changes()
    assert (change.base, sets(change)) == (baum(1, art="Silberlinde")[1], {"nummer": 5})
    assert copy.conflicts() == [] and load(copy, server(*ALL, t1={"art": "Silberlinde"})) == Refreshed()


def test_a_submission_leaves_out_what_is_in_conflict_and_takes_the_rest(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"), put(2, "art", "Silberlinde"))
    enqueued(copy)
    load(copy, server(*ALL, t1={"art": "Ulme"}))
    edited(copy, put(3, "art", "Silberlinde"))
    assert sorted(str(item.change.key) for item in enqueued(copy)) == ["2", "3"]
    assert [one.key for one in copy.withheld()] == ["1"]
    copy.take_mine("baum", 1)
    assert len(enqueued(copy)) == 3 and copy.withheld() == []


# a stranger's file


@pytest.mark.parametrize("theirs", ["kein JSON", "{}", '{"type": "Feature"}', 17])
def test_conflicts_that_somebody_wrote_by_hand_are_not_believed(copy: WorkingCopy, theirs: object) -> None:
    in_conflict(copy)
    with closing(sqlite3.connect(copy.path)) as connection:
        connection.execute("UPDATE buergergis_conflict SET theirs = ?", (theirs,))
        connection.commit()
    with pytest.raises(Tampered):
        copy.conflicts()
