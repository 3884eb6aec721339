"""Undoing one change: the row is exactly as it was, nothing of it is sent, and it can be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from qgis.core import QgsVectorLayer

from plugin.adapters.working_copy import LocalChange, WorkingCopy
from plugin.domain.contribution import Contribution, Operation, Status
from plugin.domain.errors import Locked, WorkingCopyProblem
from plugin.workflows.ports import ItemState

from .copies import village
from .test_working_copy_edits import Edit, add, delete, edited, move, paste, put

pytestmark = pytest.mark.qgis


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path)


def rows(copy: WorkingCopy) -> list[tuple[Any, ...]]:
    """The table to the last byte, and what the spatial index makes of it."""
    with sqlite3.connect(copy.path) as connection:
        trees = connection.execute('SELECT * FROM baum ORDER BY "_id"').fetchall()
        return [*trees, *connection.execute("SELECT * FROM rtree_baum_geom ORDER BY id").fetchall()]


def sent(copy: WorkingCopy, state: ItemState = ItemState.SUBMITTED, reason: str = "") -> list[str]:
    """Everything changed is enqueued and marked."""
    items = copy.enqueue(copy.changes(), "satz-1", "")
    copy.mark([item.uuid for item in items], ItemState.SENDING)
    copy.mark([item.uuid for item in items], state, reason)
    copy.close()
    return [item.uuid for item in items]


_NUMBERS = some.integers(1, 5)
_EDITS: some.SearchStrategy[Edit] = some.one_of(
    some.builds(put, _NUMBERS, some.just("art"), some.one_of(some.none(), some.text(max_size=20))),
    some.builds(put, _NUMBERS, some.just("höhe"), some.floats(-1e6, 1e6)),
    some.builds(put, _NUMBERS, some.just("erhalten"), some.booleans()),
    some.builds(put, _NUMBERS, some.just("gepflanzt"), some.dates().map(str)),
    some.builds(put, _NUMBERS, some.just("_fid"), some.just("baum.99")),
    some.builds(move, _NUMBERS, some.floats(0, 1e6), some.floats(0, 1e7)),
    some.builds(delete, _NUMBERS),
    some.builds(add, some.floats(0, 1e6), some.floats(0, 1e7)),
    some.builds(paste, _NUMBERS),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=some.lists(_EDITS, min_size=1, max_size=6))
def test_whatever_was_edited_the_row_is_as_it_was(tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]) -> None:
    copy = village(tmp_path_factory.mktemp("dorf"))
    before = rows(copy)
    edited_somehow(copy, edits)
    for change in copy.changes():
        copy.revert("baum", change.local_id)
    for local_id in range(1, 20):  # also what is no change any more has left a base row
        copy.revert("baum", local_id)
    assert copy.changes() == [] and rows(copy) == before
    assert copy.enqueue(copy.changes(), "satz-2", "") == []
    WorkingCopy.open(copy.path)


def edited_somehow(copy: WorkingCopy, edits: list[Edit]) -> None:
    """Each edit that is possible; a row that was deleted before cannot be edited again."""
    layer = open_in_qgis(copy)
    for edit in edits:
        assert layer.startEditing()
        with suppress(AssertionError):
            edit(layer)
        if not layer.commitChanges():
            layer.rollBack()


def test_the_other_changes_stay(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Ulme"), delete(2), add(1, 2, art="Eibe"))
    copy.revert("baum", 2)
    assert [str(change.operation) for change in copy.changes()] == ["update", "insert"]


@pytest.mark.parametrize("edit", [put(1, "art", "Ulme"), delete(1), move(1, 3, 4), add(1, 2, art="Eibe")])
def test_what_was_undone_can_be_made_again(copy: WorkingCopy, edit: Edit) -> None:
    (change,) = edited(copy, edit)
    copy.revert("baum", change.local_id)
    copy.redo(change)
    assert copy.changes() == [change]
    copy.revert("baum", change.local_id)
    assert copy.changes() == []


def test_what_was_undone_is_not_made_again_over_another_edit(copy: WorkingCopy) -> None:
    (change,) = edited(copy, put(1, "art", "Ulme"))
    copy.revert("baum", 1)
    edited(copy, put(1, "art", "Esche"))
    with pytest.raises(WorkingCopyProblem, match="no longer as it was"):
        copy.redo(change)
    assert copy.changes()[0].feature.properties["art"] == "Esche"


@pytest.mark.parametrize("state", [ItemState.QUEUED, ItemState.REFUSED])
def test_what_was_never_taken_leaves_the_outbox(copy: WorkingCopy, state: ItemState) -> None:
    edited(copy, put(1, "art", "Ulme"))
    sent(copy, state, "Nicht Ihre Stadt.")
    copy.revert("baum", 1)
    assert (copy.items(), copy.changes()) == ([], [])


@pytest.mark.parametrize("state", [ItemState.SENDING, ItemState.UNKNOWN, ItemState.SUBMITTED])
def test_what_the_server_may_have_is_not_undone(copy: WorkingCopy, state: ItemState) -> None:
    edited(copy, put(1, "art", "Ulme"))
    sent(copy, state)
    before = rows(copy)
    with pytest.raises(WorkingCopyProblem) as refusal:
        copy.revert("baum", 1)
    assert refusal.value.advice.startswith("Withdraw" if state is ItemState.SUBMITTED else "Submit again")
    assert rows(copy) == before and len(copy.items()) == 1


def test_what_is_accepted_waits_for_the_answer(copy: WorkingCopy) -> None:
    changes = edited(copy, put(1, "art", "Ulme"))
    (uuid,) = sent(copy)
    copy.settle([Contribution(uuid, changes[0], "baum", status=Status.ACCEPTED)])
    with pytest.raises(WorkingCopyProblem) as refusal:
        copy.revert("baum", 1)
    assert refusal.value.advice == "Wait for the answer."


def test_a_revision_that_waits_is_not_undone_while_the_server_has_the_first(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Ulme"))
    sent(copy)
    edited(copy, put(1, "art", "Esche"))
    sent(copy, ItemState.REFUSED)
    with pytest.raises(WorkingCopyProblem, match="has not decided"):
        copy.revert("baum", 1)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.WITHDRAWN, Status.DUPLICATE])
def test_what_was_turned_down_is_restored_and_the_same_change_is_a_new_one(copy: WorkingCopy, status: Status) -> None:
    changes = edited(copy, put(1, "art", "Ulme"))
    (uuid,) = sent(copy)
    copy.settle([Contribution(uuid, changes[0], "baum", status=status)])
    assert copy.overview().unsent == ()
    copy.revert("baum", 1)
    assert copy.changes() == []
    edited(copy, put(1, "art", "Ulme"))
    (again,) = copy.enqueue(copy.changes(), "satz-2", "")
    assert again.uuid != uuid


def test_what_was_withdrawn_can_be_sent_again_as_it_is(copy: WorkingCopy) -> None:
    changes = edited(copy, put(1, "art", "Ulme"))
    (uuid,) = sent(copy)
    copy.settle([Contribution(uuid, changes[0], "baum", status=Status.WITHDRAWN)])
    assert copy.enqueue(copy.changes(), "satz-2", "") == []
    copy.draft_again(uuid)
    assert copy.overview().unsent == tuple(changes)
    (again,) = copy.enqueue(copy.changes(), "satz-2", "")
    assert again.uuid != uuid


def open_in_qgis(copy: WorkingCopy) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{copy.path}|layername=baum", "baum", "ogr")
    assert layer.isValid()
    return layer


def test_a_layer_that_qgis_has_open_shows_it(copy: WorkingCopy) -> None:
    layer = open_in_qgis(copy)
    before = [feature.attributes() for feature in layer.getFeatures()]
    at = layer.getFeature(2).geometry().asWkt(6)
    changed(layer, put(1, "art", "Ulme"), move(2, 5, 6), delete(3), add(1, 2, art="Eibe"))
    for change in copy.changes():
        copy.revert("baum", change.local_id)
    layer.dataProvider().reloadData()
    assert [feature.attributes() for feature in layer.getFeatures()] == before
    assert layer.getFeature(2).geometry().asWkt(6) == at
    changed(layer, put(1, "art", "Esche"))  # and it can be edited further
    assert [change.local_id for change in copy.changes()] == [1]


def changed(layer: QgsVectorLayer, *edits: Callable[[QgsVectorLayer], Any]) -> None:
    """Edit in one session, as a person does."""
    assert layer.startEditing()
    for edit in edits:
        edit(layer)
    assert layer.commitChanges(), layer.commitErrors()


def test_a_file_that_somebody_writes_to_stays_as_it_is(copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(copy, put(1, "art", "Ulme"))
    monkeypatch.setattr("plugin.adapters.working_copy.store.BUSY_SECONDS", 0.05)
    with sqlite3.connect(copy.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            copy.revert("baum", 1)
        other.execute("ROLLBACK")
    assert len(copy.changes()) == 1


def test_the_overview_ties_an_item_to_its_row_and_to_what_was_said(copy: WorkingCopy) -> None:
    changes = edited(copy, put(1, "art", "Ulme"), put(2, "art", "Esche"))
    first, _second = sent(copy)
    copy.settle([Contribution(first, changes[0], "baum", status=Status.NEEDS_CHANGES, note="Welche Ulme?")])
    seen = copy.overview()
    assert [(one.local_id, one.status, one.item.reason, one.arrived) for one in seen.sent] == [
        (1, Status.NEEDS_CHANGES, "Welche Ulme?", True),
        (2, None, "", True),
    ]
    assert seen.unsent == () and len(seen.changes) == 2
    edited(copy, put(1, "art", "Bergulme"))
    assert [change.local_id for change in copy.overview().unsent] == [1]


def test_why_a_revision_was_refused_is_not_forgotten_while_the_first_is_looked_at(copy: WorkingCopy) -> None:
    changes = edited(copy, put(1, "art", "Ulme"))
    (uuid,) = sent(copy)
    edited(copy, put(1, "art", "Esche"))
    sent(copy, ItemState.REFUSED, "Es wird gerade geprüft.")
    copy.settle([Contribution(uuid, changes[0], "baum", status=Status.IN_REVIEW)])
    assert [item.reason for item in copy.items()] == ["Es wird gerade geprüft."]


def test_a_deleted_row_is_back_with_its_old_identity(copy: WorkingCopy) -> None:
    (change,) = edited(copy, put(3, "art", "Esche"), delete(3))
    assert change == LocalChange(Operation.DELETE, change.base, None, 3)
    copy.revert("baum", 3)
    (again,) = edited(copy, put(3, "art", "Ulme"))
    assert again.base == change.base and replace(again, proposed=None, operation=Operation.DELETE) == change
