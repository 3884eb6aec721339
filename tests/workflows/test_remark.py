"""A comment arrives once, whatever becomes of the answer."""

from __future__ import annotations

import pytest

from plugin.domain.errors import InvalidContent, LimitExceeded, NoTransactions, OutcomeUnknown
from plugin.services.wfs.model import Insert
from plugin.workflows.remark import LONGEST, remark_uuid, say

from .stage import Queue, connection, refuse

TEXT = "Vorschlag zu baum 17: art Winterlinde → Silberlinde"


def remarks(queue: Queue) -> list[dict[str, str | None]]:
    return [
        dict(action.features[0].properties)
        for transaction in queue.sent
        for action in transaction.actions
        if isinstance(action, Insert)
    ]


def test_it_is_about_one_contribution_and_has_a_uuid_of_its_own() -> None:
    queue = Queue()
    uuid = say(connection(queue, comments=True), "c-1", TEXT)
    assert remarks(queue) == [{"uuid": uuid, "contribution": "c-1", "text": TEXT}]
    assert uuid == remark_uuid("c-1", TEXT) != remark_uuid("c-2", TEXT)


def test_after_a_lost_answer_it_is_said_again_under_the_same_uuid() -> None:
    queue = Queue()
    queue.after.append(refuse(OutcomeUnknown("lost")))
    say(connection(queue, comments=True), "c-1", TEXT)
    one, other = remarks(queue)
    assert one == other


def test_what_the_service_would_not_take_is_not_sent() -> None:
    queue = Queue()
    for text, problem in ((" \n", InvalidContent), ("x" * (LONGEST + 1), LimitExceeded)):
        with pytest.raises(problem):
            say(connection(queue, comments=True), "c-1", text)
    with pytest.raises(NoTransactions, match="comments"):
        say(connection(queue), "c-1", TEXT)
    assert queue.sent == []
