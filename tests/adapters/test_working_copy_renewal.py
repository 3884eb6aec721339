"""The server's database went back: what the working copy file offers again, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.renewal import LOST
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.workflows.ports import Item, ItemState

from .copies import baum, load, village
from .test_working_copy_edits import add, delete, edited, put

pytestmark = pytest.mark.qgis


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    """An update, a delete and an insert, all of them submitted."""
    made = village(tmp_path)
    edited(made, put(1, "art", "Ulme"), delete(2), add(1, 2, art="Eibe"))
    made.mark([item.uuid for item in queued(made)], ItemState.SUBMITTED)
    return made


def queued(copy: WorkingCopy) -> list[Item]:
    return copy.enqueue(copy.changes(), "satz-1", "Bäume am Anger")


def as_told(item: Item, status: Status = Status.SUBMITTED, fid: str = "", revision: int = 1) -> Contribution:
    return Contribution(item.uuid, item.change, "baum", status=status, published_fid=fid, revision=revision)


def publish_all(copy: WorkingCopy) -> list[Item]:
    """Everything is published, and the working copy has heard of it and of the rows."""
    items = copy.items()
    for item, fid in zip(items, ("baum.1", "baum.2", "baum.77"), strict=True):
        copy.settle([as_told(item, Status.PUBLISHED, fid)])
    rows = [baum(number, **({"art": "Ulme"} if number == 1 else {})) for number in (1, 3, 4, 5)]
    new = items[2].change.feature
    filled = {**new.properties, "fid": 77, "nummer": 77}
    load(copy, [*rows, ("baum.77", replace(new, key="77", properties=filled))])
    assert copy.changes() == []
    return items


def test_what_is_lost_waits_again_with_its_uuid(copy: WorkingCopy) -> None:
    items = copy.items()
    assert [item.uuid for item in copy.confirmed()] == [item.uuid for item in items]
    again = copy.renew("zweite", [as_told(items[1])], [])
    assert again == [items[0].uuid, items[2].uuid]
    waiting = copy.items([ItemState.QUEUED])
    assert [(item.uuid, item.reason, item.revision) for item in waiting] == [(uuid, LOST, 1) for uuid in again]
    assert WorkingCopy.open(copy.path).epoch == "zweite"
    assert [(item.uuid, item.change) for item in queued(copy)] == [
        (item.uuid, item.change) for item in (items[0], items[2])
    ]


def test_a_revision_that_is_lost_goes_again_as_one(copy: WorkingCopy) -> None:
    first = copy.items()[0]
    edited(copy, put(1, "höhe", 30.0))
    (second,) = queued(copy)
    copy.mark([second.uuid], ItemState.SUBMITTED)
    others = [as_told(item) for item in copy.items()[1:]]
    assert copy.renew("zweite", [as_told(first), *others], []) == [first.uuid]
    (again,) = queued(copy)
    assert (again.uuid, again.revision, again.change) == (first.uuid, 2, second.change)


def test_a_revision_of_what_is_wholly_lost_goes_as_a_first_one(copy: WorkingCopy) -> None:
    edited(copy, put(1, "höhe", 30.0))
    (second,) = queued(copy)
    copy.mark([second.uuid], ItemState.SUBMITTED)
    copy.renew("zweite", [as_told(item) for item in copy.items()[1:]], [])
    (again,) = queued(copy)
    assert (again.uuid, again.revision, again.change) == (second.uuid, 1, second.change)


def test_published_changes_that_are_lost_are_changes_again(copy: WorkingCopy) -> None:
    items = publish_all(copy)
    assert [item.change.key for item in copy.confirmed()] == ["1", "2", "77"]
    uuids = [item.uuid for item in items]
    assert copy.renew("zweite", [], uuids) == uuids
    found = copy.changes()
    assert [change.operation for change in found] == [Operation.UPDATE, Operation.DELETE, Operation.INSERT]
    assert (found[0].base, found[1].base) == (items[0].change.base, items[1].change.base)
    rows = [baum(number) for number in range(1, 6)]  # as the server has it after the restore
    assert load(copy, rows).conflicts == ()
    assert [item.uuid for item in queued(copy)] == uuids
    assert len(copy.changes()) == 3


def test_what_was_published_and_is_not_lost_stays_so(copy: WorkingCopy) -> None:
    publish_all(copy)
    assert copy.renew("zweite", [], []) == [] and copy.changes() == []


def test_a_row_that_was_edited_since_is_offered_as_it_is_now(copy: WorkingCopy) -> None:
    items = publish_all(copy)
    edited(copy, put(1, "art", "Esche"))
    assert copy.renew("zweite", [], [items[0].uuid]) == []
    (change,) = copy.changes()
    assert isinstance(change, Change) and change.feature.properties["art"] == "Esche"


def test_what_was_turned_down_or_waits_is_left_alone(copy: WorkingCopy) -> None:
    items = copy.items()
    copy.settle([as_told(items[0], Status.REJECTED), as_told(items[1], Status.WITHDRAWN)])
    edited(copy, put(3, "art", "Ulme"))
    queued(copy)
    assert copy.renew("zweite", [], [item.uuid for item in items]) == [items[2].uuid]
