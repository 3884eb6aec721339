"""Accepting with a correction: what goes out, what an older service is not asked, and what a lost answer comes to."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from plugin.domain.contribution import Contribution, Operation, Status
from plugin.domain.correction import corrected
from plugin.domain.errors import NoTransactions, OutcomeUnknown
from plugin.services.contributions import submission
from plugin.services.wfs.model import Field, Schema, Transaction
from plugin.workflows import review
from plugin.workflows.correct import accept_with

from .stage import Queue, connection, refuse, taller, tree
from .test_review_steps import asked, claiming


@dataclass
class Newer(Queue):
    """A service that keeps corrections."""

    def schema(self, layer: str) -> Schema:
        return Schema(layer, (Field("corrected", "text"),))


def claimed(queue: Queue) -> Contribution:
    """The lime tree that Anna wants taller is in the queue, and claimed."""
    there = connection(queue)
    wish = Contribution("c-linde", taller("linde"), "baum", "linde")
    queue.transaction(Transaction((submission(wish, there.form("baum"), there.queue.crs),)))
    claiming(queue)
    return review.claim(there, "c-linde")


def test_proposal_and_correction_go_to_the_service_and_come_back() -> None:
    queue = Newer()
    seen = claimed(queue)
    right = corrected(seen.change, tree("linde"), {"hoehe": 13.5})
    done = accept_with(connection(queue), seen, right, "Gemessen")
    assert (done.status, done.outcome, done.change) == (Status.ACCEPTED, right, seen.change)
    assert asked(queue)[-1]["revision"] == "1" and asked(queue)[-1]["note"] == "Gemessen"
    read = review.named(connection(queue), ["c-linde"])[0]
    assert read.outcome == right and read.outcome.operation is Operation.UPDATE
    assert read.change.proposed == tree("linde", 14.0)


def test_an_older_service_is_not_sent_what_it_would_not_keep() -> None:
    queue = Queue()
    seen = claimed(queue)
    right = corrected(seen.change, tree("linde"), {"hoehe": 13.5})
    before = len(queue.sent)
    with pytest.raises(NoTransactions, match="takes no corrections"):
        accept_with(connection(queue), seen, right)
    assert len(queue.sent) == before and queue.rows["c-linde"]["status"] == "in_review"


def test_after_a_lost_answer_only_an_acceptance_with_the_correction_counts() -> None:
    queue = Newer()
    seen = claimed(queue)
    right = corrected(seen.change, tree("linde"), {"hoehe": 13.5})
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    assert accept_with(connection(queue), seen, right).outcome == right
    queue.rows["c-linde"] |= {"status": "in_review", "corrected": None}

    def somebody_else(_transaction: Transaction) -> None:
        queue.rows["c-linde"] |= {"corrected": None}
        raise OutcomeUnknown("Cut.")

    queue.after.append(somebody_else)
    with pytest.raises(OutcomeUnknown):
        accept_with(connection(queue), seen, right)
