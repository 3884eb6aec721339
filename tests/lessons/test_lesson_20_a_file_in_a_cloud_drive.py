"""Lesson 20: The working copy lies in a cloud-drive folder.

Seen in Mergin #370. Here: a locked or replaced file is noticed, nothing is overwritten.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.domain.errors import Locked, NotAWorkingCopy, Problem, Replaced, WorkingCopyProblem
from plugin.workflows.contribute import submit
from plugin.workflows.ports import ItemState
from plugin.workflows.synchronise import refresh
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import SUBMISSION
from tests.lessons.people import Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]


def older(anna: Contributor) -> Path:
    """A copy of the file as it is now: what a cloud drive may bring back later."""
    kept = anna.path.with_name("von gestern.gpkg")
    shutil.copy(anna.path, kept)
    return kept


def by_rename(anna: Contributor, other: Path) -> bytes:
    shutil.copy(other, neighbour := anna.path.with_suffix(".neu"))
    os.replace(neighbour, anna.path)
    return anna.path.read_bytes()


def in_place(anna: Contributor, other: Path) -> bytes:
    anna.path.write_bytes(other.read_bytes())
    return anna.path.read_bytes()


HOW: dict[str, Callable[[Contributor, Path], bytes]] = {"by rename": by_rename, "in place": in_place}


@pytest.mark.parametrize("how", HOW)
def test_a_file_that_was_replaced_by_an_older_one_is_not_written_to(
    anna: Contributor, three: list[str], how: str
) -> None:
    yesterday = older(anna)
    anna.breaks(*three)
    copy = WorkingCopy.open(anna.path)
    copy.enqueue(copy.changes(), "rundgang", "")
    there = HOW[how](anna, yesterday)
    with pytest.raises(Replaced):
        copy.enqueue(copy.changes(), "rundgang", "")
    with pytest.raises(Replaced):
        refresh(anna.connection, copy)
    assert anna.path.read_bytes() == there, "what somebody has put there is theirs"


def test_a_file_that_is_replaced_while_something_is_sent(
    anna: Contributor, proxy: FaultProxy, three: list[str]
) -> None:
    """The answer is not written into the other file; from the right one all goes on, and once."""
    yesterday = older(anna)
    anna.breaks(*three)
    aside = anna.path.with_name("die richtige.gpkg")
    copy, kept = WorkingCopy.open(anna.path), []

    def replace_it(exchange: faults.Exchange) -> None:
        exchange.forward()
        shutil.copy(anna.path, aside)
        kept.append(by_rename(anna, yesterday))
        exchange.send(exchange.forward().whole())

    proxy.inject(replace_it, when=SUBMISSION)
    with pytest.raises(Replaced):
        submit(anna.connection, copy, new_uuid=iter(["g"]).__next__)
    copy.close()
    assert anna.path.read_bytes() == kept[0]
    right = Contributor(anna.connection, aside)
    right.sends()
    assert set(right.states()) == {ItemState.SUBMITTED}
    assert [one.status for one in right.in_queue().values()] == [Status.SUBMITTED] * 3
    assert proxy.count(SUBMISSION) == 1


@pytest.mark.parametrize("what", ["another file", "half a file", "an empty file", "nothing"])
def test_what_is_no_working_copy_any_more_is_left_as_it_is(anna: Contributor, three: list[str], what: str) -> None:
    anna.breaks(*three)
    copy, whole = WorkingCopy.open(anna.path), anna.path.read_bytes()
    contents = {"another file": b"Einkaufszettel", "half a file": whole[: len(whole) // 2], "an empty file": b""}
    if what == "nothing":
        anna.path.unlink()
    else:
        anna.path.write_bytes(contents[what])
    with pytest.raises(WorkingCopyProblem):
        submit(anna.connection, copy, new_uuid=iter(["g"]).__next__)
    with pytest.raises((NotAWorkingCopy, Problem)):
        anna.refreshes()
    assert (anna.path.read_bytes() if anna.path.exists() else None) == contents.get(what)


def test_a_file_that_another_program_holds_is_said_to_be_locked(anna: Contributor, three: list[str]) -> None:
    anna.breaks(*three)
    before = anna.path.read_bytes()
    with closing(sqlite3.connect(anna.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            anna.sends()
        with pytest.raises(Locked):
            anna.refreshes()
    assert anna.path.read_bytes() == before
    anna.sends()
    assert set(anna.states()) == {ItemState.SUBMITTED}
