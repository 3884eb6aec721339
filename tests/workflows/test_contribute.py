"""Submitting: each change arrives exactly once, or stays in the outbox with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.domain.contribution import Change, Operation
from plugin.domain.errors import (
    AccessDenied,
    Busy,
    Cancelled,
    ConditionFailed,
    NoTransactions,
    OutcomeUnknown,
    Problem,
    Refused,
    Safety,
    Unreachable,
)
from plugin.services.wfs.model import Insert, Transaction, Update
from plugin.workflows.contribute import Submitted, submit
from plugin.workflows.ports import ItemState, Withheld

from .stage import Copy, Queue, connection, planted, refuse, taller, tree


def send(queue: Queue, copy: Copy, direct: bool = False, **rights: object) -> Submitted:
    return submit(connection(queue, **rights), copy, comment="Rundgang", direct=direct, new_uuid=lambda: "rundgang-1")  # type: ignore[arg-type]


def cut(_: Transaction) -> None:
    raise OutcomeUnknown("The connection was cut.")


def test_three_changes_arrive_in_one_transaction_and_only_once() -> None:
    queue, copy = Queue(), Copy([taller("linde"), taller("eiche"), planted("ahorn")])
    assert len(send(queue, copy).submitted) == 3
    assert [len(t.actions) for t in queue.sent] == [3]
    assert send(queue, copy).submitted == []
    assert len(queue.sent) == 1 and len(queue.rows) == 3


def test_what_is_in_conflict_is_told_and_the_rest_is_sent() -> None:
    queue, copy = Queue(), Copy([taller("linde")], apart=[Withheld("baum", "eiche")])
    result = send(queue, copy)
    assert (result.submitted, result.withheld) == (["c-linde"], [Withheld("baum", "eiche")])


def test_one_bad_change_of_three_does_not_hold_up_the_others() -> None:
    queue, copy = Queue(), Copy([taller("linde"), taller("eiche"), taller("ahorn")])
    queue.before.append(refuse(AccessDenied("Not your city."), "c-eiche-queue"))
    result = send(queue, copy)
    assert set(result.submitted) == {"c-linde", "c-ahorn"}
    assert copy.items["c-eiche"].reason == "Not your city."
    with pytest.raises(AccessDenied, match="2 changes were sent, 1 were refused") as refusal:
        result.raise_if_refused()
    assert refusal.value.safety is Safety.KEPT_HERE


def test_a_refusal_that_names_nobody_keeps_everything() -> None:
    queue, copy = Queue(), Copy([taller("linde"), taller("eiche")])
    queue.before.append(refuse(Refused("The service is closed on Sundays.")))
    with pytest.raises(Refused):
        send(queue, copy)
    assert set(copy.states().values()) == {"refused"}
    assert len(send(queue, copy).submitted) == 2  # on Monday


def test_an_answer_that_is_lost_after_the_server_has_it_counts_as_arrived() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.after.append(cut)
    assert send(queue, copy).submitted == ["c-linde"]
    assert len(queue.sent) == 1


def test_a_request_that_is_lost_before_the_server_has_it_is_sent_again_with_the_same_uuid() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.before.append(cut)
    assert send(queue, copy).submitted == ["c-linde"]
    assert list(queue.rows) == ["c-linde"] and len(queue.sent) == 2


def test_two_lost_requests_leave_the_outcome_unknown_and_the_next_try_settles_it() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.before += [cut, cut]
    with pytest.raises(OutcomeUnknown):
        send(queue, copy)
    assert copy.states() == {"c-linde": "unknown"}
    send(queue, copy)
    assert copy.states() == {"c-linde": "submitted"} and list(queue.rows) == ["c-linde"]


def test_what_arrived_before_a_crash_is_found_and_not_sent_again() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    send(queue, copy)
    copy.items["c-linde"] = replace(
        copy.items["c-linde"], state=ItemState.SENDING
    )  # the process died before it could note it
    send(queue, copy)
    assert len(queue.sent) == 1 and copy.states() == {"c-linde": "submitted"}


@pytest.mark.parametrize("problem", [Busy("Wait.", 3), Unreachable("No network."), Cancelled("Cancelled.")])
def test_what_comes_in_the_way_after_a_lost_answer_leaves_the_outcome_unknown(problem: Problem) -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.before += [cut, refuse(problem)]
    with pytest.raises(OutcomeUnknown, match=problem.text) as unknown:
        send(queue, copy)
    assert unknown.value.safety is Safety.UNKNOWN
    assert copy.states() == {"c-linde": "unknown"}


def test_a_cancel_while_the_request_is_under_way_leaves_the_outcome_unknown() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.after.append(refuse(Cancelled("Cancelled.", safety=Safety.UNKNOWN)))
    with pytest.raises(Cancelled) as cancelled:
        send(queue, copy)
    assert cancelled.value.safety is Safety.UNKNOWN
    assert copy.states() == {"c-linde": "unknown"}
    send(queue, copy)
    assert len(queue.sent) == 1 and copy.states() == {"c-linde": "submitted"}


def test_a_revision_counts_as_arrived_only_with_its_content() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    send(queue, copy)
    taller_still = Change(Operation.UPDATE, tree("linde"), tree("linde", 15.0))
    copy.pending = [taller_still]
    copy.items["c-linde"] = replace(copy.items["c-linde"], change=taller_still, revision=2, state=ItemState.UNKNOWN)
    queue.rows["c-linde"]["revision"] = 2  # an earlier one was counted twice
    send(queue, copy)
    assert len(queue.sent) == 2 and "15.0" in queue.rows["c-linde"]["proposed"]


@pytest.mark.parametrize("problem", [Busy("Wait.", 3), Unreachable("No network.")])
def test_nothing_is_lost_when_the_server_does_not_take_it_now(problem: Problem) -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.before.append(refuse(problem))
    with pytest.raises(type(problem)):
        send(queue, copy)
    assert copy.states()["c-linde"] != "submitted"
    assert send(queue, copy).submitted == ["c-linde"]


def test_staff_publish_at_once_with_the_contribution_and_its_condition() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    result = submit(connection(queue, direct=True, write=True), copy, direct=True, new_uuid=lambda: "amtlich-1")
    assert result.published == ["c-linde"]
    record, change = queue.sent[0].actions
    assert isinstance(record, Insert) and record.features[0].properties["status"] == "published"
    assert isinstance(change, Update) and change.handle == "c-linde" and change.properties == {"hoehe": "14.0"}
    assert queue.sent[0].conditions["c-linde"].startswith("sha256:")


def test_direct_publication_is_all_or_nothing() -> None:
    queue, copy = Queue(), Copy([taller("linde"), taller("eiche")])
    queue.before.append(refuse(ConditionFailed("The oak has changed."), "c-eiche"))
    with pytest.raises(ConditionFailed, match="Nothing was published"):
        submit(connection(queue, direct=True, write=True), copy, direct=True, new_uuid=lambda: "amtlich-1")
    assert queue.rows == {} and copy.states() == {"c-linde": "queued", "c-eiche": "refused"}


def test_without_the_right_direct_means_the_queue() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    assert send(queue, copy, direct=True).submitted == ["c-linde"]
    assert "status" not in queue.sent[0].actions[0].features[0].properties  # type: ignore[union-attr]


def test_a_service_without_a_queue_says_so_before_anything_is_sent() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    link = connection(queue)
    del link.capabilities.layers["contribution"]  # type: ignore[attr-defined]
    with pytest.raises(NoTransactions):
        submit(link, copy, new_uuid=lambda: "rundgang-1")
    assert queue.sent == [] and copy.items == {}
