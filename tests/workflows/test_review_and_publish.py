"""Deciding and publishing: each contribution on its own, nothing twice, nothing over a foreign change."""

from __future__ import annotations

import pytest

from plugin.domain.contribution import Contribution, Status
from plugin.domain.errors import (
    Cancelled,
    ConditionFailed,
    InvalidContent,
    OutcomeUnknown,
    Problem,
    Refused,
    Safety,
    TransitionRefused,
    Unreachable,
)
from plugin.domain.feature import to_json_fg
from plugin.services.wfs.model import Transaction, Update
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, contributions, decide

from .stage import Queue, connection, refuse, taller


def queue_with(**statuses: str) -> Queue:
    """A queue with one contribution for each name: the tree of that name has grown."""
    queue = Queue()
    for name, status in statuses.items():
        change = taller(name)
        assert change.base and change.proposed
        queue.rows[f"c-{name}"] = {
            "uuid": f"c-{name}", "layer": "baum", "feature_key": name, "operation": "update",
            "status": status,
            "base": to_json_fg(change.base), "proposed": to_json_fg(change.proposed), "revision": 1,
            "created": "2026-05-03T10:00:00Z",
        }  # fmt: skip
    return queue


def statuses(queue: Queue) -> dict[str, str]:
    return {uuid: row["status"] for uuid, row in queue.rows.items()}


def test_a_row_of_the_queue_reads_as_the_contribution_it_was() -> None:
    found = contributions(connection(queue_with(linde="submitted")), ["c-linde"])["c-linde"]
    assert isinstance(found, Contribution) and found.change == taller("linde")


def test_a_decision_claims_first_in_the_same_transaction() -> None:
    queue = queue_with(linde="submitted")
    assert decide(connection(queue), ["c-linde"], Decision.ACCEPT).done == ["c-linde"]
    (transaction,) = queue.sent
    asked = [a.properties["status"] for a in transaction.actions if isinstance(a, Update)]
    assert asked == ["in_review", "accepted"]


def test_a_rejection_without_a_reason_is_not_even_sent() -> None:
    queue = queue_with(linde="submitted")
    with pytest.raises(InvalidContent, match="needs a reason"):
        decide(connection(queue), ["c-linde"], Decision.REJECT)
    assert queue.sent == []


def test_a_duplicate_is_a_reason_in_itself() -> None:
    queue = queue_with(linde="submitted")
    decide(connection(queue), ["c-linde"], Decision.DUPLICATE, note="Siehe Baum 17.")
    assert queue.rows["c-linde"]["reason_code"] == "duplicate"


def test_one_that_another_reviewer_holds_does_not_stop_the_rest() -> None:
    queue = queue_with(linde="submitted", eiche="submitted")
    queue.before.append(refuse(TransitionRefused("The contribution is claimed by p-7.")))
    outcome = decide(connection(queue), ["c-linde", "c-eiche"], Decision.ACCEPT)
    assert outcome.done == ["c-eiche"] and "p-7" in outcome.failed["c-linde"].text
    with pytest.raises(Problem, match="1 contributions were decided, c-linde was not"):
        outcome.raise_if_failed("decided")


def test_a_decision_whose_answer_is_lost_is_read_back() -> None:
    queue = queue_with(linde="submitted")
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    assert decide(connection(queue), ["c-linde"], Decision.ACCEPT).done == ["c-linde"]


def test_unknown_contributions_are_named_before_anything_is_decided() -> None:
    queue = queue_with(linde="submitted")
    with pytest.raises(InvalidContent, match="c-kiefer"):
        decide(connection(queue), ["c-linde", "c-kiefer"], Decision.ACCEPT)
    assert queue.sent == []


def test_accepted_contributions_go_out_in_one_transaction_with_their_conditions() -> None:
    queue = queue_with(linde="accepted", eiche="accepted")
    assert publish(connection(queue), ["c-linde", "c-eiche"]).done == ["c-linde", "c-eiche"]
    (transaction,) = queue.sent
    assert [a.handle for a in transaction.actions] == [
        "c-linde", "c-linde-status", "c-eiche", "c-eiche-status",
    ]  # fmt: skip
    assert set(transaction.conditions) == {"c-linde", "c-eiche"}


def test_publishing_again_sends_nothing() -> None:
    queue = queue_with(linde="accepted")
    publish(connection(queue), ["c-linde"])
    assert publish(connection(queue), ["c-linde"]).done == ["c-linde"]
    assert len(queue.sent) == 1


def test_a_feature_that_somebody_else_changed_becomes_a_conflict_and_the_others_are_published() -> None:
    queue = queue_with(linde="accepted", eiche="accepted")
    queue.before.append(refuse(ConditionFailed("The lime has changed."), "c-linde"))
    result = publish(connection(queue), ["c-linde", "c-eiche"])
    assert (result.done, result.conflicts) == (["c-eiche"], ["c-linde"])
    assert statuses(queue) == {"c-linde": "conflict", "c-eiche": "published"}


def test_what_is_not_accepted_is_not_published_and_stops_no_other() -> None:
    queue = queue_with(linde="submitted", eiche="accepted")
    result = publish(connection(queue), ["c-linde", "c-eiche"])
    assert result.done == ["c-eiche"] and statuses(queue)["c-linde"] == "submitted"
    assert "c-linde" in result.refused["c-linde"].text and "only accepted ones" in result.refused["c-linde"].text
    with pytest.raises(Problem, match="1 contributions were published, 1 were not: Contribution c-linde") as said:
        result.raise_if_refused()
    assert said.value.safety is Safety.PARTLY_DONE


def test_one_that_the_service_refuses_by_its_handle_is_named_and_the_others_are_published() -> None:
    queue = queue_with(linde="accepted", eiche="accepted", ulme="accepted")
    queue.before.append(refuse(InvalidContent("hoehe is not a number."), "c-eiche"))
    result = publish(connection(queue), ["c-linde", "c-eiche", "c-ulme"])
    assert result.done == ["c-linde", "c-ulme"] and statuses(queue)["c-eiche"] == "accepted"
    assert result.refused["c-eiche"].text == "Contribution c-eiche: hoehe is not a number."
    assert len(queue.sent) == 2, "what was refused happened as a whole not at all, and the rest went again as one"


def test_a_refusal_that_names_nobody_is_found_by_sending_each_on_its_own() -> None:
    queue = queue_with(linde="accepted", eiche="accepted")
    nameless = refuse(Refused("The database says no."))
    queue.before += [nameless, lambda _: None, refuse(Refused("The database says no."))]
    result = publish(connection(queue), ["c-linde", "c-eiche"])
    assert result.done == ["c-linde"] and list(result.refused) == ["c-eiche"]


def test_a_cancel_between_two_transactions_tells_what_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugin.workflows.publish.AT_ONCE", 1)
    queue = queue_with(linde="accepted", eiche="accepted", ulme="accepted")

    def enough(part: float, _step: str) -> None:
        if part > 0.5:
            raise Cancelled("Cancelled.")

    result = publish(connection(queue), ["c-linde", "c-eiche", "c-ulme"], enough)
    assert (result.done, result.left) == (["c-linde", "c-eiche"], ["c-ulme"])
    assert isinstance(result.stopped, Cancelled) and statuses(queue)["c-ulme"] == "accepted"


def test_a_lost_answer_is_asked_for_again_and_believed_only_when_it_reads_back() -> None:
    queue = queue_with(linde="accepted")
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    assert publish(connection(queue), ["c-linde"]).done == ["c-linde"]
    assert len(queue.sent) == 2 and queue.sent[0] == queue.sent[1]


def test_a_network_that_fails_after_a_lost_answer_leaves_the_outcome_unknown() -> None:
    queue = queue_with(linde="accepted")
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    queue.before += [lambda _: None, refuse(Unreachable("No network."))]
    with pytest.raises(OutcomeUnknown, match="No network") as unknown:
        publish(connection(queue), ["c-linde"])
    assert unknown.value.safety is Safety.LOOK_AGAIN and "Publish again" in unknown.value.advice


def test_a_server_that_only_says_so_is_not_believed() -> None:
    class Liar(Queue):
        def transaction(self, transaction: Transaction) -> None:  # type: ignore[override]
            self.sent.append(transaction)

    liar = Liar(rows=queue_with(linde="accepted").rows)
    with pytest.raises(OutcomeUnknown, match="does not read back"):
        publish(connection(liar), ["c-linde"])
    assert statuses(liar) == {"c-linde": str(Status.ACCEPTED)}
