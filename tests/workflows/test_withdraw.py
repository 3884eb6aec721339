"""Taking a contribution back, and revisions that come too late: what is told is what reads back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.errors import (
    ConditionFailed,
    OutcomeUnknown,
    Safety,
    TransitionRefused,
    Unreachable,
)
from plugin.services.wfs.model import Transaction
from plugin.workflows.contribute import submit
from plugin.workflows.ports import ItemState
from plugin.workflows.withdraw import withdraw

from .stage import Copy, Queue, connection, refuse, taller, tree


@dataclass
class NotingCopy(Copy):
    """Keeps what the server said."""

    settled: dict[str, Status] = field(default_factory=dict)

    def settle(self, contributions: list[Contribution]) -> None:
        self.settled |= {one.uuid: one.status for one in contributions}


def submitted() -> tuple[Queue, NotingCopy]:
    queue, copy = Queue(), NotingCopy([taller("linde")])
    submit(connection(queue), copy, new_uuid=lambda: "rundgang-1")
    queue.rows["c-linde"] |= {"created": "2026-05-03T10:00:00Z"}
    return queue, copy


def cut(_: Transaction) -> None:
    raise OutcomeUnknown("The connection was cut.")


def test_withdrawn_and_noted() -> None:
    queue, copy = submitted()
    assert withdraw(connection(queue), copy, "c-linde").status is Status.WITHDRAWN
    assert copy.settled == {"c-linde": Status.WITHDRAWN}


def test_a_contribution_of_another_working_copy() -> None:
    queue, _ = submitted()
    assert withdraw(connection(queue), None, "c-linde").status is Status.WITHDRAWN


def test_a_lost_answer_is_asked_for() -> None:
    queue, copy = submitted()
    queue.after.append(cut)
    assert withdraw(connection(queue), copy, "c-linde").status is Status.WITHDRAWN


def test_a_lost_request_is_told_as_unknown_and_the_second_try_withdraws() -> None:
    queue, copy = submitted()
    queue.before.append(cut)
    with pytest.raises(OutcomeUnknown):
        withdraw(connection(queue), copy, "c-linde")
    assert copy.settled == {"c-linde": Status.SUBMITTED}
    assert withdraw(connection(queue), copy, "c-linde").status is Status.WITHDRAWN


def test_what_was_decided_meanwhile_is_noted_and_told() -> None:
    queue, copy = submitted()
    queue.rows["c-linde"]["status"] = "accepted"
    queue.before.append(refuse(TransitionRefused("A contribution that is accepted cannot become withdrawn.")))
    with pytest.raises(TransitionRefused, match="any more") as refusal:
        withdraw(connection(queue), copy, "c-linde")
    assert refusal.value.advice == "Read the answer."
    assert copy.settled == {"c-linde": Status.ACCEPTED}


def test_what_is_withdrawn_already_is_withdrawn() -> None:
    queue, copy = submitted()
    queue.rows["c-linde"]["status"] = "withdrawn"
    queue.before.append(refuse(TransitionRefused("A contribution that is withdrawn cannot become withdrawn.")))
    assert withdraw(connection(queue), copy, "c-linde").status is Status.WITHDRAWN


def test_what_is_not_there_is_said() -> None:
    queue = Queue()
    queue.before.append(refuse(ConditionFailed("There is no such contribution.")))
    with pytest.raises(ConditionFailed):
        withdraw(connection(queue), None, "c-esche")


@pytest.mark.parametrize(
    ("status", "words", "noted"),
    [("rejected", "came too late", Status.REJECTED), ("in_review", "looking at the earlier one", Status.IN_REVIEW)],
)
def test_a_revision_that_comes_too_late_is_told(status: str, words: str, noted: Status) -> None:
    queue, copy = submitted()
    revised = Change(Operation.UPDATE, tree("linde"), tree("linde", 15.0))
    copy.pending = [revised]
    copy.items["c-linde"] = replace(copy.items["c-linde"], change=revised, revision=2, state=ItemState.QUEUED)
    queue.rows["c-linde"]["status"] = status
    queue.before.append(refuse(TransitionRefused(f"{status} cannot become submitted."), "c-linde-queue"))
    result = submit(connection(queue), copy, new_uuid=lambda: "rundgang-2")
    problem = result.refused["c-linde"]
    assert words in problem.text and "submit again" in problem.advice and problem.safety is Safety.KEPT_HERE
    assert copy.states() == {"c-linde": "refused"} and copy.settled == {"c-linde": noted}


def test_a_revision_that_comes_too_late_is_kept_where_nobody_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, copy = submitted()
    revised = Change(Operation.UPDATE, tree("linde"), tree("linde", 15.0))
    copy.items["c-linde"] = replace(copy.items["c-linde"], change=revised, revision=2, state=ItemState.QUEUED)
    queue.before.append(refuse(TransitionRefused("It is decided."), "c-linde-queue"))
    monkeypatch.setattr("plugin.workflows.deliver.contributions", _no_network)
    result = submit(connection(queue), copy, new_uuid=lambda: "rundgang-2")
    assert result.refused["c-linde"].text == "It is decided." and copy.states() == {"c-linde": "refused"}


def _no_network(*_: object) -> None:
    raise Unreachable("No network.")
