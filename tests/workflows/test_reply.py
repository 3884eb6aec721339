"""A question is answered in words, once, whatever becomes of the answers on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from plugin.domain.contribution import Status
from plugin.domain.errors import ConditionFailed, InvalidContent, OutcomeUnknown, Safety, TransitionRefused
from plugin.domain.feature import Feature
from plugin.services.contributions import COMMENT
from plugin.services.wfs.filters import Compare, Filter
from plugin.services.wfs.model import Insert, Schema, Transaction, TransactionResult, Update
from plugin.workflows.contribute import submit
from plugin.workflows.ports import Page
from plugin.workflows.reply import reply, reply_now

from .stage import CRS, Copy, Queue, connection, refuse, taller

TEXT = "Rechts vom Weg."
LOST = OutcomeUnknown("The connection was cut.")


@dataclass
class Office(Queue):
    """Keeps comments by uuid, and takes an answer only to the revision that is there, as the server half does."""

    said: dict[str, str] = field(default_factory=dict)

    def transaction(self, transaction: Transaction) -> TransactionResult:
        said = [one for one in transaction.actions if isinstance(one, Insert) and one.typename == COMMENT]
        if not said:
            return super().transaction(transaction)
        self.sent.append(transaction)
        if self.before:
            self.before.pop(0)(transaction)
        (answer,) = [one for one in transaction.actions if isinstance(one, Update)]
        row = self.rows["c-linde"]
        if answer.properties["revision"] != str(row["revision"]):
            raise ConditionFailed(f"It is at revision {row['revision']} now.")
        self.said |= {str(new.properties["uuid"]): str(new.properties["text"]) for one in said for new in one.features}
        row |= {"status": answer.properties["status"], "revision": row["revision"] + 1}
        if self.after:
            self.after.pop(0)(transaction)
        return TransactionResult()

    def find(self, schema: Schema, *, filter: Filter | None = None, most: int = 10, **more: Any) -> Page:
        if schema.layer == COMMENT:
            assert isinstance(filter, Compare)
            return [("comment.1", Feature(COMMENT, one, CRS, None, {})) for one in self.said if one == filter.literal]
        return super().find(schema, filter=filter, most=most, **more)

    def asks_back(self) -> None:
        self.rows["c-linde"] |= {"status": "needs_changes", "created": "2026-05-03T10:00:00Z"}


@pytest.fixture
def office() -> Office:
    """Anna has sent the height of a lime tree, and was asked back."""
    office = Office()
    submit(connection(office), Copy([taller("linde")]), new_uuid=lambda: "rundgang-1")
    office.asks_back()
    office.sent.clear()
    return office


def answer(office: Office, text: str = TEXT, revision: int = 1) -> None:
    reply(connection(office, comments=True), None, "c-linde", text, revision)


def state(office: Office) -> tuple[str, int, list[str]]:
    row = office.rows["c-linde"]
    return row["status"], row["revision"], list(office.said.values())


ANSWERED = (Status.SUBMITTED, 2, [TEXT])


def test_the_words_and_the_transition_go_together(office: Office) -> None:
    answer(office, f" {TEXT}\n")
    assert state(office) == ANSWERED and len(office.sent) == 1


def test_where_the_answer_was_lost_it_is_seen_to_have_arrived(office: Office) -> None:
    office.after.append(refuse(LOST))
    answer(office)
    assert state(office) == ANSWERED and len(office.sent) == 1


def test_where_the_request_was_lost_it_goes_once_more(office: Office) -> None:
    office.before.append(refuse(LOST))
    answer(office)
    assert state(office) == ANSWERED and len(office.sent) == 2


def test_lost_twice_it_is_told_and_the_same_again_does_no_harm(office: Office) -> None:
    office.before += [refuse(LOST), lambda _: None]
    office.after.append(refuse(LOST))
    with pytest.raises(OutcomeUnknown) as told:
        answer(office)
    assert told.value.safety is Safety.LOOK_AGAIN and "twice does no harm" in told.value.advice
    answer(office)
    assert state(office) == ANSWERED, "it had arrived, and is not said again"


def test_what_was_revised_meanwhile_waits_for_no_answer(office: Office) -> None:
    office.rows["c-linde"] |= {"status": "submitted", "revision": 2}
    with pytest.raises(ConditionFailed, match="waits for no answer any more"):
        answer(office)
    assert office.said == {}


def test_who_is_asked_twice_may_say_the_same_twice(office: Office) -> None:
    answer(office)
    office.asks_back()
    answer(office, revision=2)
    assert state(office) == (Status.SUBMITTED, 3, [TEXT, TEXT])


def test_without_words_nothing_is_sent(office: Office) -> None:
    with pytest.raises(InvalidContent):
        answer(office, " \n")
    assert office.sent == []


def test_without_a_window_the_question_is_looked_up_and_the_same_call_again_does_no_harm(office: Office) -> None:
    link = connection(office, comments=True)
    for _ in range(2):
        reply_now(link, "c-linde", TEXT)
    assert state(office) == ANSWERED
    with pytest.raises(ConditionFailed, match="waits for no answer"):
        reply_now(link, "c-linde", "Links.")
    office.rows["c-linde"] |= {"revision": 1}
    with pytest.raises(TransitionRefused, match="Nobody has asked"):
        reply_now(link, "c-linde", TEXT)
    assert state(office)[2] == [TEXT]
