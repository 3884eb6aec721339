"""One reviewer in front of one contribution: claim, decide what was seen, give back, take back."""

from __future__ import annotations

from typing import Any

import pytest

from plugin.domain.contribution import Status
from plugin.domain.errors import InvalidContent, OutcomeUnknown, Safety, TransitionRefused, Unreachable
from plugin.services.wfs.model import Transaction, Update
from plugin.workflows import review
from plugin.workflows.review import Decision

from .stage import Queue, connection, refuse
from .test_review_and_publish import queue_with


def claiming(queue: Queue, by: str = "p-1") -> Queue:
    """As the server half: who makes it in_review has claimed it."""

    def note(transaction: Transaction) -> None:
        for action in transaction.actions:
            assert isinstance(action, Update)
            held = action.properties["status"] == "in_review"
            row = queue.rows[action.filter.literal]  # type: ignore[union-attr]
            row |= {"claimed_by": by if held else None, "claimed_until": "2026-05-03T10:30:00Z" if held else None}

    queue.before += [note] * 9
    return queue


def asked(queue: Queue) -> list[dict[str, Any]]:
    return [dict(action.properties) for sent in queue.sent for action in sent.actions if isinstance(action, Update)]


def test_who_claims_gets_it_as_it_is_now() -> None:
    queue = claiming(queue_with(linde="submitted"))
    queue.rows["c-linde"]["revision"] = 4
    seen = review.claim(connection(queue), "c-linde")
    assert (seen.status, seen.claimed_by, seen.revision) == (Status.IN_REVIEW, "p-1", 4)


def test_a_claim_whose_answer_is_lost_is_read_back() -> None:
    queue = claiming(queue_with(linde="submitted"))
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    assert review.claim(connection(queue), "c-linde").claimed_by == "p-1"


def test_a_lost_claim_that_somebody_else_holds_is_not_mine() -> None:
    queue = claiming(queue_with(linde="submitted"), by="p-7")
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    with pytest.raises(OutcomeUnknown) as unknown:
        review.claim(connection(queue), "c-linde")
    assert unknown.value.safety is Safety.LOOK_AGAIN


def test_a_decision_is_about_the_revision_that_was_seen_and_claims_nothing() -> None:
    queue = claiming(queue_with(linde="submitted"))
    seen = review.claim(connection(queue), "c-linde")
    queue.sent.clear()
    done = review.decide_seen(connection(queue), seen, Decision.REJECT, "position", "Sie steht weiter links.")
    (sent,) = asked(queue)
    assert sent == {
        "status": "rejected",
        "reason_code": "position",
        "note": "Sie steht weiter links.",
        "revision": "1",
    }
    assert (done.status, done.claimed_by, done.note) == (Status.REJECTED, "", "Sie steht weiter links.")


def test_a_negative_decision_without_a_reason_is_not_sent() -> None:
    queue = claiming(queue_with(linde="submitted"))
    seen = review.claim(connection(queue), "c-linde")
    queue.sent.clear()
    with pytest.raises(InvalidContent, match="needs a reason"):
        review.decide_seen(connection(queue), seen, Decision.ASK_BACK)
    assert queue.sent == []


def test_a_decision_that_did_arrive_is_believed_when_it_reads_back() -> None:
    queue = claiming(queue_with(linde="submitted"))
    seen = review.claim(connection(queue), "c-linde")
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    assert review.decide_seen(connection(queue), seen, Decision.ACCEPT).status is Status.ACCEPTED


def test_a_decision_that_did_not_arrive_stays_in_doubt_and_sends_nothing_twice() -> None:
    queue = claiming(queue_with(linde="submitted"))
    seen = review.claim(connection(queue), "c-linde")
    queue.sent.clear()
    queue.before[:] = [refuse(OutcomeUnknown("Cut."))]
    with pytest.raises(OutcomeUnknown, match="Cut") as unknown:
        review.decide_seen(connection(queue), seen, Decision.ACCEPT)
    assert unknown.value.safety is Safety.LOOK_AGAIN and len(queue.sent) == 1


def test_without_a_network_nothing_happened() -> None:
    queue = claiming(queue_with(linde="submitted"))
    seen = review.claim(connection(queue), "c-linde")
    queue.before[:] = [refuse(Unreachable("No network."))]
    with pytest.raises(Unreachable) as problem:
        review.decide_seen(connection(queue), seen, Decision.ACCEPT)
    assert problem.value.safety is Safety.NOTHING_CHANGED


def test_a_claim_is_given_back() -> None:
    queue = claiming(queue_with(linde="submitted"))
    review.claim(connection(queue), "c-linde")
    review.release(connection(queue), "c-linde")
    assert queue.rows["c-linde"]["status"] == "submitted" and queue.rows["c-linde"]["claimed_by"] is None


def test_a_decision_is_taken_back_into_the_own_hands() -> None:
    queue = claiming(queue_with(linde="rejected"))
    assert review.take_back(connection(queue), "c-linde").claimed_by == "p-1"
    assert queue.rows["c-linde"]["status"] == "in_review"
    (sent,) = asked(queue)
    assert sent == {"status": "in_review", "reason_code": "taken_back", "revision": "1"}


def test_several_decisions_are_taken_back_each_on_its_own() -> None:
    queue = claiming(queue_with(linde="accepted", eiche="published"))
    outcome = review.take_back_all(connection(queue), ["c-linde", "c-eiche"])
    assert outcome.done == ["c-linde"] and "no decision" in outcome.failed["c-eiche"].text


@pytest.mark.parametrize("status", ["submitted", "published", "withdrawn", "conflict"])
def test_what_is_no_decision_is_not_taken_back(status: str) -> None:
    queue = queue_with(linde=status)
    with pytest.raises(TransitionRefused, match="no decision"):
        review.take_back(connection(queue), "c-linde")
    assert queue.sent == []
