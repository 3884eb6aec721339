"""The outbox played at random: a real working copy and the real workflow, a server and a network that do their worst.

Whatever happens in whatever order, each change is with the server once or is still ours to send, with a reason; and
what the outbox believes and what the server has never contradict each other beyond "unknown".
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.store import writing
from plugin.domain.contribution import NEGATIVE, OPEN, Operation, Status
from plugin.domain.errors import (
    Problem,
)
from plugin.domain.outbox import PENDING, ItemState
from plugin.workflows.contribute import resume, submit
from plugin.workflows.review import contributions
from plugin.workflows.withdraw import withdraw_late
from tests.workflows.stage import connection

from .copies import village
from .model_server import FAULTS, Crash, Server

pytestmark = pytest.mark.qgis

ROWS = some.integers(1, 4)
HEIGHTS = some.integers(1, 3)
DECISIONS = [str(one) for one in (*sorted(NEGATIVE), Status.IN_REVIEW, Status.PUBLISHED, Status.NEEDS_CHANGES,
                                  Status.WITHDRAWN)]  # fmt: skip


class Outbox(RuleBasedStateMachine):
    """Anna edits five trees and sends; each rule is one thing that may happen to her, the network or the server."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ausgang-"))
        made = village(self.folder, key="uuid")
        self.path, self.server = made.path, Server()
        made.renew(self.server.epoch, [], [])
        self.wanted: list[tuple[str, object]] = []
        self.number = 0

    def teardown(self) -> None:
        try:
            self._all_is_well()
        finally:
            shutil.rmtree(self.folder)

    # what Anna does

    @initialize(rows=some.lists(ROWS, min_size=1, max_size=3))
    def something_to_send(self, rows: list[int]) -> None:
        for row in rows:
            self.edits("change", row, 1)

    @rule(
        kind=some.sampled_from(["change", "change", "change back", "fell", "plant", "restore"]),
        row=ROWS,
        height=HEIGHTS,
    )
    def edits(self, kind: str, row: int, height: int) -> None:
        if kind == "change":
            self._sql('UPDATE baum SET "art" = ? WHERE "_id" = ?', f"Ulme {height}", row)
        elif kind == "change back":
            self._sql('UPDATE baum SET "art" = ? WHERE "_id" = ?', "Winterlinde", row)
        elif kind == "fell":
            self._sql('DELETE FROM baum WHERE "_id" = ?', row)
        elif kind == "plant":
            self.number += 1
            self._sql('INSERT INTO baum ("art") VALUES (?)', f"Neue {self.number}")
        else:
            self._restore(row)

    def _restore(self, row: int) -> None:
        try:
            WorkingCopy.open(self.path).revert("baum", row)
        except Problem:
            return  # the server has it, or may have it

    @rule(faults=some.lists(some.sampled_from(FAULTS), max_size=3), comment=some.sampled_from(["", "Rundgang"]))
    def submits(self, faults: list[str], comment: str) -> None:
        self.server.faults = faults
        self._send(lambda copy, link: submit(link, copy, comment=comment, new_uuid=self._changeset))

    @rule(faults=some.lists(some.sampled_from(FAULTS), max_size=3))
    def tries_again(self, faults: list[str]) -> None:
        self.server.faults = faults
        self._send(lambda copy, link: resume(link, copy))

    @rule(faults=some.lists(some.sampled_from(FAULTS), max_size=2))
    def another_window_is_sending(self, faults: list[str]) -> None:
        """Then this one neither sends nor changes what waits."""
        before = WorkingCopy.open(self.path).items()
        with WorkingCopy.open(self.path).sending():
            self.submits(faults, "")
            self.tries_again(faults)
        assert WorkingCopy.open(self.path).items() == before

    @rule()
    def looks(self) -> None:
        """The window asks for answers."""
        with WorkingCopy.open(self.path) as copy:
            copy.settle(list(contributions(self._link(), copy.submitted()).values()))
            withdraw_late(self._link(), copy)

    # what the server does

    @rule(which=some.integers(0, 3), status=some.sampled_from([*DECISIONS, "late", "back up", "put back", "drafts"]))
    def meanwhile(self, which: int, status: str) -> None:
        if status == "late":
            self._late_requests_arrive()
        elif status == "back up":
            self.server.backup = (deepcopy(self.server.rows),)
        elif status == "put back" and self.server.backup:
            self.server.rows = deepcopy(self.server.backup[0])
            self.server.epoch = f"{int(self.server.epoch) + 1}"
            self.server.late.clear()
        elif status == "drafts":
            for item in WorkingCopy.open(self.path).items([ItemState.SETTLED]):
                WorkingCopy.open(self.path).draft_again(item.uuid)
        elif status in DECISIONS:
            found = [row for row in self.server.rows.values() if row["status"] in OPEN]
            if found:
                found[which % len(found)]["status"] = status

    def _late_requests_arrive(self) -> None:
        """A network may hold a request back for as long as it takes to send it again, to be refused, and to undo it."""
        for transaction in self.server.late:
            try:
                self.server.do(transaction)
            except Problem:
                continue
        self.server.late.clear()

    # what must hold

    @invariant()
    def every_item_has_one_state(self) -> None:
        overview = WorkingCopy.open(self.path).overview()
        uuids = [one.item.uuid for one in overview.sent]
        assert len(uuids) == len({*uuids})
        pending = [one.local_id for one in overview.sent if one.item.state in PENDING]
        assert len(pending) == len({*pending}), "one row has one item on its way at most"
        for one in overview.sent:
            assert one.item.state is not ItemState.DRAFT
            assert one.item.state not in (ItemState.REFUSED, ItemState.UNKNOWN) or one.item.reason

    @invariant()
    def what_is_believed_is_so(self) -> None:
        copy = WorkingCopy.open(self.path)
        if copy.epoch != self.server.epoch:
            return  # it was put back, and nobody has looked since
        for one in copy.overview().sent:
            if one.item.state is ItemState.SUBMITTED:
                assert one.item.uuid in self.server.rows, "submitted is what the server has"
            if one.item.state is ItemState.QUEUED and not one.arrived and not self.server.late:
                assert one.item.uuid not in self.server.rows or one.item.uuid in self._came_late

    @property
    def _came_late(self) -> set[str]:
        return {action.handle.removesuffix("-queue") for one in self.server.sent for action in one.actions}

    def _all_is_well(self) -> None:
        """The network is back, nobody looks at anything any more: all that Anna wants is there, once."""
        self._late_requests_arrive()
        for row in self.server.rows.values():
            if row["status"] == Status.IN_REVIEW:
                row["status"] = str(Status.SUBMITTED)
        for _ in range(4):
            self.submits([], "")
            self.looks()
        overview = WorkingCopy.open(self.path).overview()
        assert not overview.unsent, [(one.item, one.status) for one in overview.sent]
        there = self.server.contributions()
        for change in overview.changes:
            mine = [one for one in there if one.change == change_of(change)]
            turned_down = any(one.status in (*NEGATIVE, Status.WITHDRAWN) for one in mine)
            assert mine, f"lost: {change}"
            assert sum(one.status in OPEN for one in mine) == 1 or turned_down
        open_ones = [one.change.key for one in there if one.status in OPEN]
        assert len(open_ones) == len({*open_ones}), "nothing is there twice"
        sent = {one.item.uuid: one.item for one in overview.sent if one.item.state is ItemState.SUBMITTED}
        for one in there:
            assert one.status not in OPEN or sent[one.uuid].change == one.change, "what nobody wants, or not any more"

    # how it is done

    def _send(self, work: Callable[[WorkingCopy, Any], object]) -> None:
        try:
            with WorkingCopy.open(self.path) as copy:
                work(copy, self._link())
        except (Problem, Crash):
            return

    def _link(self) -> Any:
        return connection(self.server)

    def _changeset(self) -> str:
        self.number += 1
        return f"satz-{self.number}"

    def _sql(self, sql: str, *values: object) -> None:
        with writing(self.path) as database:
            database.execute(sql, values)


def test_a_request_that_was_given_up_arrives_after_the_change_was_changed_again() -> None:
    """What the server has then is the first revision, whatever was thought here."""
    play = Outbox()
    play.something_to_send([1])
    play.submits(["late", "no network"], "Rundgang")
    play.edits("change", 1, 2)
    play.submits(["no network"], "")
    play._late_requests_arrive()
    play.submits([], "")
    (row,) = play.server.rows.values()
    assert (row["revision"], "Ulme 2" in row["proposed"], row["comment"]) == (2, True, "Rundgang")
    (one,) = WorkingCopy.open(play.path).overview().sent
    assert (one.item.state, one.item.revision, one.arrived) == (ItemState.SUBMITTED, 2, True)
    play.teardown()


def test_a_change_that_was_undone_arrives_and_is_withdrawn() -> None:
    """The server refuses the second try; the change is undone; then the first is there, and nobody wants it."""
    play = Outbox()
    play.something_to_send([1])
    play.submits(["late", "one refused"], "Rundgang")
    play.edits("restore", 1, 1)
    assert not WorkingCopy.open(play.path).overview().sent, "nothing to be seen of it, and it is not forgotten"
    play._late_requests_arrive()
    (row,) = play.server.rows.values()
    assert row["status"] == "submitted"
    play.looks()
    (one,) = WorkingCopy.open(play.path).overview().sent
    assert (row["status"], one.item.state, one.status) == ("withdrawn", ItemState.SETTLED, Status.WITHDRAWN)
    play.teardown()


def test_what_is_being_looked_at_is_withdrawn_when_it_can_be() -> None:
    play = Outbox()
    play.something_to_send([1])
    play.submits(["late", "no network"], "")
    play.tries_again(["no network"])
    play.edits("change back", 1, 1)
    play.tries_again([])
    play._late_requests_arrive()
    (row,) = play.server.rows.values()
    row["status"] = "in_review"
    play.looks()
    (one,) = WorkingCopy.open(play.path).overview().sent
    assert (one.item.state, one.status, row["status"]) == (ItemState.UNDONE, Status.IN_REVIEW, "in_review")
    row["status"] = "needs_changes"
    play.submits([], "")
    assert row["status"] == "withdrawn"
    play.teardown()


@pytest.mark.parametrize("height", [1, 2], ids=["the same change", "another"])
def test_the_next_change_of_the_row_takes_the_place_of_what_was_undone(height: int) -> None:
    play = Outbox()
    play.something_to_send([1])
    play.submits(["late", "one refused"], "")
    play.edits("restore", 1, 1)
    play.edits("change", 1, height)
    play.submits([], "")
    play._late_requests_arrive()
    play.looks()
    (row,) = play.server.rows.values()
    assert (row["status"], row["revision"], f"Ulme {height}" in row["proposed"]) == ("submitted", 1, True)
    play.teardown()


def test_a_revision_that_was_given_up_does_not_undo_a_later_one() -> None:
    play = Outbox()
    play.something_to_send([1])
    play.submits([], "")
    play.edits("change", 1, 2)
    play.submits(["late"], "")
    play.edits("change", 1, 3)
    play.submits([], "")
    play._late_requests_arrive()
    (row,) = play.server.rows.values()
    assert (row["revision"], "Ulme 3" in row["proposed"]) == (3, True)
    play.teardown()


def test_undoing_a_revision_that_was_given_up_sends_what_was_before() -> None:
    play = Outbox()
    play.something_to_send([1])
    play.submits([], "")
    play.edits("change", 1, 2)
    play.submits(["late", "one refused"], "")
    play.edits("change", 1, 1)
    play.submits([], "")
    play._late_requests_arrive()
    (row,) = play.server.rows.values()
    assert (row["revision"], "Ulme 1" in row["proposed"]) == (2, True)
    play.teardown()


def change_of(change: Any) -> Any:
    """A local change without its row, as the server has it."""
    from plugin.domain.contribution import Change

    assert change.operation in Operation
    return Change(change.operation, change.base, change.proposed)


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
