"""Several trees are accepted together: each has its own result, a cancel leaves the rest, and all can be undone."""

from __future__ import annotations

from plugin.domain.bulk import Why
from plugin.domain.contribution import Status
from plugin.domain.errors import Cancelled, OutcomeUnknown, Refused
from plugin.services.wfs.model import Transaction
from plugin.workflows import bulk, review

from .stage import Queue, connection, refuse
from .test_review_and_publish import queue_with


def three() -> tuple[Queue, list[str]]:
    return queue_with(linde="submitted", eiche="submitted", buche="submitted"), ["c-linde", "c-eiche", "c-buche"]


def statuses(queue: Queue) -> list[str]:
    return [str(queue.rows[uuid]["status"]) for uuid in ("c-linde", "c-eiche", "c-buche")]


def test_what_was_looked_through_is_accepted_one_by_one_and_taken_back() -> None:
    queue, uuids = three()
    seen = review.named(connection(queue), uuids)
    queue.before += [refuse(Refused("No.")) if number == 1 else _pass for number in range(3)]
    outcome = bulk.accept(connection(queue), seen)
    assert outcome.done == ["c-linde", "c-buche"] and list(outcome.failed) == ["c-eiche"]
    assert statuses(queue) == ["accepted", "submitted", "accepted"]
    assert all(len(sent.actions) == 2 for sent in queue.sent), "claim and decision, a Transaction each"
    back = review.take_back_all(connection(queue), outcome.done)
    assert back.done == ["c-buche", "c-linde"] and statuses(queue) == ["in_review", "submitted", "in_review"]


def test_a_cancel_leaves_what_was_not_tried() -> None:
    queue, uuids = three()

    def cancelled_after_one(part: float, _step: str = "") -> None:
        if part > 0:
            raise Cancelled("Cancelled.")

    outcome = bulk.accept(connection(queue), review.named(connection(queue), uuids), cancelled_after_one)
    assert (outcome.done, outcome.left, outcome.failed) == (["c-linde"], ["c-eiche", "c-buche"], {})


def test_after_a_lost_answer_nothing_more_is_sent() -> None:
    queue, uuids = three()
    queue.before.append(refuse(OutcomeUnknown("Cut.")))
    outcome = bulk.accept(connection(queue), review.named(connection(queue), uuids))
    assert list(outcome.failed) == ["c-linde"] and outcome.left == ["c-eiche", "c-buche"] and len(queue.sent) == 1


def test_what_is_decided_already_is_left_out() -> None:
    queue, uuids = three()
    queue.rows["c-eiche"]["status"] = str(Status.REJECTED)
    found = bulk.look_through(connection(queue), uuids, lambda _one, _other: 0.0)
    assert found.left["c-eiche"] is Why.STATUS


def _pass(_transaction: Transaction) -> None:
    """The service does it."""
