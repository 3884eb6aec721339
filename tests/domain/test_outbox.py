"""The table of the outbox: what was agreed, and that nothing else is possible."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.errors import Safety
from plugin.domain.feature import Feature
from plugin.domain.outbox import (
    IN_DOUBT,
    PENDING,
    TABLE,
    TO_SEND,
    Event,
    Guard,
    ItemState,
    OutOfOrder,
    Position,
    advance,
    allows,
    event_towards,
    heard,
    step,
)
from plugin.domain.retry import FIRST, LONGEST, wait

LAW = """
draft     enqueue    queued
queued    edit       queued
queued    take_back  draft      new
queued    take_back  undone     new_astray
queued    take_back  submitted  arrived_sure
queued    take_back  queued     arrived_astray
queued    send       sending
queued    defer      queued
queued    confirm    submitted
queued    refuse     refused
queued    decide     settled
queued    meet       settled
queued    behind     queued
queued    gone       queued     arrived
sending   send       sending
sending   defer      queued
sending   lose       unknown
sending   confirm    submitted
sending   absent     queued
sending   refuse     refused
sending   decide     sending
sending   meet       sending
sending   behind     queued
sending   gone       queued     arrived
unknown   send       sending
unknown   lose       unknown
unknown   confirm    submitted
unknown   absent     queued
unknown   refuse     refused
unknown   decide     unknown
unknown   meet       unknown
unknown   behind     queued
unknown   gone       queued     arrived
refused   edit       queued
refused   take_back  draft      new
refused   take_back  undone     new_astray
refused   take_back  submitted  arrived_sure
refused   take_back  queued     arrived_astray
refused   confirm    submitted
refused   refuse     refused
refused   decide     settled
refused   meet       settled
refused   behind     queued
refused   gone       queued     arrived
submitted edit       queued
submitted confirm    submitted
submitted decide     settled
submitted meet       settled
submitted behind     queued
submitted gone       queued     arrived
undone    edit       queued
undone    take_back  submitted  arrived
undone    confirm    undone
undone    decide     settled
settled   decide     settled
settled   reopen     submitted
settled   gone       queued     arrived
"""
POSITIONS = some.builds(Position, some.sampled_from(ItemState), some.booleans(), some.integers(1, 9), some.booleans())
BASE = Feature("baum", "linde", "EPSG:25833", None, {"hoehe": 12})


def change(height: int) -> Change:
    return Change(Operation.UPDATE, BASE, replace(BASE, properties={"hoehe": height}))


def test_the_table_is_the_law_that_was_agreed() -> None:
    agreed = {tuple((line.split() + ["always"])[:4]) for line in LAW.strip().splitlines()}
    assert {(row.state, row.event, row.next, row.guard) for row in TABLE} == agreed
    assert len(TABLE) == len(agreed)


@given(POSITIONS, some.sampled_from(Event))
def test_what_the_table_does_not_know_raises_and_what_it_knows_leads_to_one_state(at: Position, event: Event) -> None:
    rows = [row for row in TABLE if (row.state, row.event) == (at.state, event)]
    sure, astray = (Guard.ARRIVED_SURE, Guard.ARRIVED_ASTRAY) if at.arrived else (Guard.NEW, Guard.NEW_ASTRAY)
    told = {Guard.ALWAYS, astray if at.astray else sure, *([Guard.ARRIVED] if at.arrived else [])}
    held = [row for row in rows if row.guard in told]
    assert len(held) <= 1 and allows(at, event) is bool(held)
    if held:
        assert step(at, event) == held[0] and advance(at, event).state is held[0].next
        return
    with pytest.raises(OutOfOrder) as refusal:
        advance(at, event)
    assert refusal.value.safety is Safety.KEPT_HERE


@given(POSITIONS, some.lists(some.sampled_from(Event), max_size=30))
def test_no_sequence_of_events_forgets_what_the_server_has(at: Position, events: list[Event]) -> None:
    for event in events:
        if not allows(at, event):
            continue
        before, at = at, advance(at, event)
        assert at.revision >= 1
        if before.arrived and event is not Event.GONE:
            assert at.arrived and at.state is not ItemState.DRAFT, "only the server's own word takes it back"
        if before.astray and event not in (Event.CONFIRM, Event.BEHIND):
            assert at.astray and at.state is not ItemState.DRAFT, "what may arrive yet is not forgotten"
        if at.state is ItemState.SUBMITTED:
            assert at.arrived or event is Event.TAKE_BACK
        if at.state is ItemState.SENDING:
            assert event in (Event.SEND, Event.DECIDE, Event.MEET), "nothing is sent without a note of it before"


def test_an_item_is_ours_to_send_or_the_servers_to_answer() -> None:
    assert {*TO_SEND} >= {*IN_DOUBT} and {*ItemState} - {*PENDING} == {
        ItemState.DRAFT,
        ItemState.UNDONE,
        ItemState.SETTLED,
    }
    assert not [row for row in TABLE if row.state in IN_DOUBT and row.event in (Event.EDIT, Event.TAKE_BACK)]


@pytest.mark.parametrize(
    ("state", "target", "event"),
    [
        (ItemState.QUEUED, ItemState.SENDING, Event.SEND),
        (ItemState.SENDING, ItemState.QUEUED, Event.DEFER),
        (ItemState.UNKNOWN, ItemState.QUEUED, Event.ABSENT),
        (ItemState.SENDING, ItemState.UNKNOWN, Event.LOSE),
        (ItemState.SENDING, ItemState.SUBMITTED, Event.CONFIRM),
        (ItemState.SENDING, ItemState.REFUSED, Event.REFUSE),
    ],
)
def test_sending_names_what_happened(state: ItemState, target: ItemState, event: Event) -> None:
    assert event_towards(state, target) is event


def test_sending_neither_settles_nor_forgets() -> None:
    for target in (ItemState.SETTLED, ItemState.DRAFT):
        with pytest.raises(OutOfOrder):
            event_towards(ItemState.SENDING, target)


@pytest.mark.parametrize(
    ("revision", "there", "event"),
    [
        (1, None, Event.ABSENT),
        (2, None, Event.GONE),  # it had the first revision
        (1, (13, 1, "submitted"), Event.CONFIRM),
        (2, (13, 2, "in_review"), Event.CONFIRM),
        (2, (14, 1, "submitted"), Event.ABSENT),  # the first revision, as expected
        (2, (14, 1, "rejected"), Event.ABSENT),
        (1, (14, 1, "submitted"), Event.BEHIND),  # a request that was given up has arrived all the same
        (2, (14, 2, "submitted"), Event.BEHIND),
    ],
)
def test_what_the_server_says_of_an_item_in_doubt(
    revision: int, there: tuple[int, int, str] | None, event: Event
) -> None:
    has = there and Contribution("c-1", change(there[0]), "baum", revision=there[1], status=Status(there[2]))
    assert heard(change(13), revision, has or None) is event


@given(some.integers(1, 10_000), some.floats(0, 1), some.integers(0, 3600))
def test_each_try_is_later_and_none_before_the_server_wants_it(attempts: int, chance: float, asked: int) -> None:
    seconds = wait(attempts, chance, asked)
    assert max(FIRST / 2, asked) <= seconds <= max(LONGEST, asked * 1.5)
    assert wait(attempts + 1, chance, 0) >= wait(attempts, chance, 0)


def test_a_hundred_clients_do_not_come_back_in_the_same_second() -> None:
    seconds = sorted(wait(1, number / 99, 60) for number in range(100))
    assert seconds[0] == 60 and seconds[-1] - seconds[0] >= 5
    assert all(later > sooner for sooner, later in zip(seconds, seconds[1:], strict=False))
