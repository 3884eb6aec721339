"""The outbox: each change once, whatever dies in between and whoever else is at it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.store import writing
from plugin.domain.contribution import Contribution, Operation, Status
from plugin.domain.errors import Locked, WorkingCopyProblem
from plugin.workflows.ports import Item, ItemState

from .copies import village
from .test_working_copy_edits import add, delete, edited, put

pytestmark = pytest.mark.qgis


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    made = village(tmp_path)
    edited(made, put(1, "art", "Ulme"), delete(2), add(1, 2, art="Eibe"))
    return made


def queued(copy: WorkingCopy) -> list[Item]:
    return copy.enqueue(copy.changes(), "satz-1", "Bäume am Anger")


def uuids(items: list[Item]) -> list[str]:
    return [item.uuid for item in items]


def test_every_change_becomes_an_item(copy: WorkingCopy) -> None:
    items = queued(copy)
    assert [item.change.operation for item in items] == list(map(Operation, ("update", "delete", "insert")))
    assert [(item.change.base, item.change.proposed) for item in items] == [
        (change.base, change.proposed) for change in copy.changes()
    ]
    assert {(item.changeset, item.comment, item.state, item.revision) for item in items} == {
        ("satz-1", "Bäume am Anger", ItemState.QUEUED, 1)
    }
    assert copy.pending_ids("baum") == {1, 2, 6}


def test_a_change_is_queued_once(copy: WorkingCopy) -> None:
    first = queued(copy)
    assert uuids(queued(copy)) == uuids(first)
    copy.mark(uuids(first), ItemState.SUBMITTED)
    assert queued(copy) == []
    assert copy.submitted() == uuids(first)


@pytest.mark.parametrize("state", [ItemState.SENDING, ItemState.UNKNOWN])
def test_what_may_have_arrived_keeps_its_uuid_and_its_content(copy: WorkingCopy, state: ItemState) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SENDING)
    copy.mark(uuids(first), state, "der Server schweigt")
    copy.close()
    edited(copy, put(1, "art", "Esche"))
    again = queued(copy)
    assert uuids(again) == uuids(first)
    assert [item.change for item in again] == [item.change for item in first]
    assert {(item.state, item.reason) for item in again} == {(state, "der Server schweigt")}


def test_what_was_refused_is_kept_and_sent_again(copy: WorkingCopy) -> None:
    first = queued(copy)
    copy.mark(uuids(first)[:1], ItemState.REFUSED, "Die Art fehlt.")
    assert [(item.state, item.reason) for item in copy.items([ItemState.REFUSED])] == [
        (ItemState.REFUSED, "Die Art fehlt.")
    ]
    edited(copy, put(1, "art", "Esche"))
    again = queued(copy)
    assert uuids(again) == uuids(first)
    assert again[0].change.feature.properties["art"] == "Esche"
    assert (again[0].revision, again[0].reason) == (1, "")


def test_editing_what_was_submitted_is_a_revision(copy: WorkingCopy) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SUBMITTED)
    edited(copy, put(1, "art", "Esche"))
    (again,) = queued(copy)
    assert (again.uuid, again.revision, again.change.base) == (first[0].uuid, 2, first[0].change.base)
    edited(copy, put(1, "art", "Ulme"))  # as it was sent: nothing to say
    assert queued(copy) == []
    assert [item.revision for item in copy.items([ItemState.SUBMITTED])] == [1, 1, 1]


def test_what_is_taken_back_before_it_was_sent_is_not_sent(copy: WorkingCopy) -> None:
    queued(copy)
    edited(copy, put(1, "art", "Winterlinde"), delete(6))
    assert [item.change.operation for item in queued(copy)] == [Operation.DELETE]


def test_what_is_taken_back_after_it_was_sent_stays_with_the_server(copy: WorkingCopy) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SUBMITTED)
    edited(copy, put(1, "art", "Winterlinde"))
    assert queued(copy) == []
    assert copy.submitted() == uuids(first)


def test_a_deletion_that_is_undone_leaves_what_was_sent(copy: WorkingCopy) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SUBMITTED)
    with writing(copy.path) as connection:
        row = connection.execute('SELECT * FROM baum WHERE "_id" = 1').fetchone()
        connection.execute('DELETE FROM baum WHERE "_id" = 1')
    assert [item.change.operation for item in queued(copy)] == [Operation.DELETE]
    with writing(copy.path) as connection:
        connection.execute(f"INSERT INTO baum VALUES ({', '.join('?' * len(row))})", tuple(row))
        connection.execute("UPDATE baum SET art = 'Winterlinde' WHERE \"_id\" = 1")
    assert queued(copy) == []
    assert [item.change for item in copy.items()] == [item.change for item in first]


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.REJECTED])
def test_a_revision_that_came_too_late_becomes_a_contribution_of_its_own(copy: WorkingCopy, status: Status) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SUBMITTED)
    edited(copy, put(1, "art", "Esche"))
    (late,) = queued(copy)
    copy.mark([late.uuid], ItemState.REFUSED, "It is decided already.")
    assert late.uuid in copy.submitted()
    copy.settle([Contribution(late.uuid, first[0].change, "baum", status=status)])
    (again,) = queued(copy)
    assert (again.uuid != late.uuid, again.revision) == (True, 1)
    assert again.change.feature.properties["art"] == "Esche"


def test_a_refusal_that_the_reviewer_takes_back_is_open_again(copy: WorkingCopy) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SUBMITTED)

    def hear(status: Status) -> None:
        copy.settle([Contribution(first[0].uuid, first[0].change, "baum", status=status, published_fid="baum.1")])

    hear(Status.REJECTED)
    assert first[0].uuid in copy.submitted()
    hear(Status.IN_REVIEW)
    assert copy.items()[0].state is ItemState.SUBMITTED
    with pytest.raises(WorkingCopyProblem, match="has not decided yet"):
        copy.revert("baum", 1)
    hear(Status.PUBLISHED)
    assert {change.local_id for change in copy.changes()} == {2, 6}
    assert first[0].uuid not in copy.submitted()


def test_what_was_restored_after_a_refusal_and_is_open_again_is_not_sent_twice(copy: WorkingCopy) -> None:
    first = queued(copy)
    copy.mark(uuids(first), ItemState.SUBMITTED)
    copy.settle([Contribution(first[0].uuid, first[0].change, "baum", status=Status.REJECTED)])
    copy.revert("baum", 1)
    copy.settle([Contribution(first[0].uuid, first[0].change, "baum", status=Status.ACCEPTED)])
    assert first[0].uuid in copy.submitted()
    edited(copy, put(1, "art", "Ulme"))
    assert queued(copy) == []


SENDER = """
import sys
sys.path.insert(0, sys.argv[1])
from plugin.adapters.working_copy import WorkingCopy
from plugin.workflows.ports import ItemState
copy = WorkingCopy.open(sys.argv[2])
copy.mark([item.uuid for item in copy.enqueue(copy.changes(), "satz-2", "")], ItemState.SENDING)
print("unterwegs", flush=True)
sys.stdin.read()
"""


def test_two_programs_do_not_send_the_same(copy: WorkingCopy) -> None:
    items = queued(copy)
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", SENDER, root, str(copy.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "unterwegs\n"
        with pytest.raises(Locked):
            copy.mark(uuids(items), ItemState.SENDING)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    again = queued(copy)
    assert uuids(again) == uuids(items)
    assert {item.state for item in again} == {ItemState.SENDING}
    copy.mark(uuids(again), ItemState.SENDING)  # the dead do not hold anything
    copy.mark(uuids(again), ItemState.SUBMITTED)


def test_who_comes_late_does_not_send_what_was_sent(copy: WorkingCopy) -> None:
    items = queued(copy)
    with WorkingCopy.open(copy.path) as other:
        other.mark(uuids(items), ItemState.SENDING)
        other.mark(uuids(items), ItemState.SUBMITTED)
    with pytest.raises(Locked):
        copy.mark(uuids(items), ItemState.SENDING)
    assert copy.submitted() == uuids(items)
