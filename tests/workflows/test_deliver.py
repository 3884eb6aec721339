"""Delivering: batches that are too large, what is tried again by itself, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.domain.errors import (
    AccessDenied,
    Busy,
    Cancelled,
    LimitExceeded,
    LoginNeeded,
    NotAService,
    OutcomeUnknown,
    Problem,
    QuotaExceeded,
    RedirectRefused,
    Safety,
    TlsFailed,
    Unreachable,
)
from plugin.services.wfs.model import Transaction
from plugin.workflows import deliver
from plugin.workflows.contribute import Submitted, resume, submit

from .stage import Copy, Queue, connection, planted, refuse, taller


def send(queue: Queue, copy: Copy, **rights: object) -> Submitted:
    return submit(connection(queue, **rights), copy, comment="Rundgang", new_uuid=lambda: "rundgang-1")  # type: ignore[arg-type]


def forest(count: int) -> Copy:
    return Copy([planted(f"{number:03d}") for number in range(count)])


def no_more_than(count: int, *too_large: str) -> object:
    """A server that takes `count` contributions at once, and some of them never."""

    def trouble(transaction: Transaction) -> None:
        named = [action.handle for action in transaction.actions]
        if len(named) > count or any(f"c-{key}-queue" in named for key in too_large):
            raise LimitExceeded("The request is too large.")

    return trouble


def test_a_batch_that_is_too_large_is_cut_in_two_until_it_is_not() -> None:
    queue, copy = Queue(), forest(50)
    queue.before += [no_more_than(7)] * 99  # type: ignore[list-item]
    assert len(send(queue, copy).submitted) == 50 == len(queue.rows)
    assert list(queue.rows) == sorted(queue.rows), "in the order in which they were made"


def test_what_is_too_large_alone_is_refused_and_the_rest_goes() -> None:
    queue, copy = Queue(), forest(9)
    queue.before += [no_more_than(99, "004")] * 99  # type: ignore[list-item]
    done = send(queue, copy)
    assert list(done.refused) == ["c-004"] and len(done.submitted) == 8
    assert copy.states()["c-004"] == "refused" and copy.items["c-004"].reason == "The request is too large."


def test_what_the_server_names_as_too_large_is_refused_at_once() -> None:
    queue, copy = Queue(), forest(9)
    queue.before.append(refuse(LimitExceeded("The base of a contribution may have 1000000 characters."), "c-004-queue"))
    done = send(queue, copy)
    assert list(done.refused) == ["c-004"] and len(done.submitted) == 8 and len(queue.sent) == 2


def test_a_quota_is_not_a_batch_that_is_too_large() -> None:
    queue, copy = Queue(), forest(4)
    queue.before.append(refuse(QuotaExceeded("You may have 500 open contributions.")))
    with pytest.raises(QuotaExceeded) as refusal:
        send(queue, copy)
    assert refusal.value.safety is Safety.KEPT_HERE and len(queue.sent) == 1
    assert set(copy.states().values()) == {"queued"}
    assert {item.not_before for item in copy.items.values()} == {""}, "waiting does not help"


def asking_to_wait(problem: Problem, seconds: int) -> Problem:
    problem.retry_after = seconds
    return problem


@pytest.mark.parametrize(
    ("problem", "state", "again"),
    [
        (Unreachable("No network."), "queued", "in 0 s"),
        (Busy("Wait.", 7), "queued", "in 7 s"),
        (TlsFailed("Another certificate."), "queued", "in 0 s"),
        (RedirectRefused("To a portal."), "queued", "in 0 s"),
        (NotAService("A web page."), "queued", "in 0 s"),
        (QuotaExceeded("2000 in an hour.", 90), "queued", "in 90 s"),
        (asking_to_wait(OutcomeUnknown("HTTP 503"), 30), "unknown", "in 30 s"),
        (LoginNeeded("Who are you?"), "queued", ""),
        (Cancelled("Cancelled."), "queued", ""),
        (Cancelled("Cancelled.", safety=Safety.UNKNOWN), "unknown", ""),
        (AccessDenied("Closed."), "refused", ""),
    ],
)
def test_what_is_tried_again_by_itself_and_when(problem: Problem, state: str, again: str) -> None:
    queue, copy = Queue(), forest(2)
    queue.before.append(refuse(problem))
    with pytest.raises(type(problem)):
        send(queue, copy)
    assert {(str(one.state), one.reason, one.not_before) for one in copy.items.values()} == {
        (state, problem.text, again)
    }
    assert len(queue.sent) == 1, "nobody is pressed"


def test_what_was_not_come_to_waits_for_the_same_reason_and_follows_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "AT_ONCE", 3)
    queue, copy = Queue(), forest(8)
    queue.before += [lambda _: None, refuse(Unreachable("No network."))]
    with pytest.raises(Unreachable):
        send(queue, copy)
    assert list(copy.states().values()) == ["submitted"] * 3 + ["queued"] * 5
    assert {(one.reason, one.not_before) for one in copy.items.values()} == {("", ""), ("No network.", "in 0 s")}
    resume(connection(queue), copy)
    assert list(queue.rows) == sorted(queue.rows) and len(queue.rows) == 8


def test_without_a_network_it_is_written_down_before_anybody_is_asked() -> None:
    queue, copy = Queue(epoch="2"), forest(2)
    link, nobody_answers = connection(queue), refuse(Unreachable("No network."))
    queue.who_am_i = lambda: nobody_answers(Transaction(()))  # type: ignore[method-assign, assignment, return-value]
    with pytest.raises(Unreachable):
        submit(link, copy, new_uuid=lambda: "rundgang-1")
    assert {(str(one.state), one.not_before) for one in copy.items.values()} == {("queued", "in 0 s")}


def test_what_goes_by_itself_is_what_was_submitted_and_not_what_was_edited_or_cancelled() -> None:
    queue, copy = Queue(), forest(1)
    queue.before.append(refuse(Unreachable("No network.")))
    with pytest.raises(Unreachable):
        send(queue, copy)
    copy.pending = [*copy.pending, taller("linde")]
    assert resume(connection(queue), copy).submitted == ["c-000"]
    assert list(copy.items) == ["c-000"], "a draft is nobody's item"
    queue.before.append(refuse(Cancelled("Cancelled.")))
    with pytest.raises(Cancelled):
        send(queue, copy)
    assert resume(connection(queue), copy).submitted == []
    assert resume(connection(queue), copy, asked=True).submitted == ["c-linde"]


def test_what_somebody_has_submitted_goes_by_itself_in_their_name_only() -> None:
    queue, copy = Queue(), forest(1)
    queue.before.append(refuse(Unreachable("No network.")))
    with pytest.raises(Unreachable):
        send(queue, copy)
    link = connection(queue)
    assert link.who is not None
    other = replace(link, who=replace(link.who, identity="pruefung-altmarkfurt"))
    assert not resume(other, copy).anything and queue.rows == {}
    assert resume(link, copy).submitted == ["c-000"]


def test_what_was_to_be_published_at_once_is_not_queued_behind_ones_back() -> None:
    queue, copy = Queue(), Copy([taller("linde")])
    queue.before.append(refuse(Unreachable("No network.")))
    with pytest.raises(Unreachable):
        submit(connection(queue, direct=True, write=True), copy, direct=True, new_uuid=lambda: "amtlich-1")
    assert copy.states() == {"c-linde": "queued"} and copy.items["c-linde"].not_before == ""
    assert resume(connection(queue), copy).submitted == [] and queue.rows == {}
