"""The life of an item of the outbox: one table is the law for the working copy, submitting, documentation and tests.

draft ─▶ queued ─▶ sending ─▶ submitted ─▶ settled     An item is one change on its way. Its uuid is the idempotency
           ▲  ▲       ├─▶ unknown ─▶ (asked)           key and stays the same until the server has decided; another
           │  └───────┤      │                         edit of what the server has is a higher revision of it.
           └──────────┴─▶ refused ─▶ undone            A draft is a change that no item stands for yet.

A request whose answer was lost may be held back by the network and arrive long after: it is *astray* until the server
has the item in a revision that makes it void. So an item of which one is astray is never forgotten. Where its change
is undone it is *undone*: the next change of the row goes under the same uuid, and until then the server is asked for
it, and what has arrived is withdrawn (`workflows/undone.py`). Undoing a revision that is astray sends the content as
it was before as that revision: the server takes one of both.

What an item is said to be never goes beyond what is known: only the server's word makes it submitted, refused or
settled, and where that word is lost it is unknown until the server has been asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from .contribution import OPEN, Change, Contribution
from .errors import Safety, WorkingCopyProblem


class ItemState(StrEnum):
    """Where an item is. What is not submitted is still ours to send."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    SUBMITTED = "submitted"
    UNDONE = "undone"
    SETTLED = "settled"


class Event(StrEnum):
    """What can happen to an item."""

    ENQUEUE = "enqueue"  # its change is to be sent
    EDIT = "edit"  # the row was changed again, and that is to be sent
    TAKE_BACK = "take_back"  # the row is again as it was, or as the server has the item
    SEND = "send"  # noted before the first byte leaves; again where an earlier try came to nothing certain
    DEFER = "defer"  # it surely was not carried out: no network, busy, no login
    LOSE = "lose"  # the request or its answer was lost
    CONFIRM = "confirm"  # the server says that it has it, with this content
    ABSENT = "absent"  # the server was asked, and does not have it
    REFUSE = "refuse"  # a well-formed refusal of this very item
    DECIDE = "decide"  # the server has decided on what it has
    REOPEN = "reopen"  # a reviewer has taken the decision back
    MEET = "meet"  # the municipality's row is what the item asks for
    BEHIND = "behind"  # the server has it in another revision than was thought here
    GONE = "gone"  # the server no longer has what it had confirmed: its database was put back


class Guard(StrEnum):
    """What must be true of the item beside its state."""

    ALWAYS = "always"
    ARRIVED = "arrived"  # the server has it in some revision
    ARRIVED_SURE = "arrived_sure"  # and nothing of it is astray
    ARRIVED_ASTRAY = "arrived_astray"
    NEW = "new"  # the server has never said that it has it, and nothing of it is astray
    NEW_ASTRAY = "new_astray"


@dataclass(frozen=True)
class Position:
    """One item as the table sees it. `revision` counts what was sent, or is to be sent next, from 1.

    `astray`: a request for it was given up, and may arrive yet.
    """

    state: ItemState = ItemState.DRAFT
    arrived: bool = False
    revision: int = 1
    astray: bool = False


@dataclass(frozen=True)
class Step:
    """In `state`, `event` leads to `next` where `guard` holds."""

    state: ItemState
    event: Event
    next: ItemState
    guard: Guard = Guard.ALWAYS


_S, _E, _G = ItemState, Event, Guard

TABLE: tuple[Step, ...] = (
    Step(_S.DRAFT, _E.ENQUEUE, _S.QUEUED),
    *(Step(state, _E.EDIT, _S.QUEUED) for state in (_S.QUEUED, _S.REFUSED, _S.SUBMITTED, _S.UNDONE)),
    *(Step(state, _E.TAKE_BACK, _S.DRAFT, _G.NEW) for state in (_S.QUEUED, _S.REFUSED)),
    *(Step(state, _E.TAKE_BACK, _S.UNDONE, _G.NEW_ASTRAY) for state in (_S.QUEUED, _S.REFUSED)),
    *(Step(state, _E.TAKE_BACK, _S.SUBMITTED, _G.ARRIVED_SURE) for state in (_S.QUEUED, _S.REFUSED)),
    *(Step(state, _E.TAKE_BACK, _S.QUEUED, _G.ARRIVED_ASTRAY) for state in (_S.QUEUED, _S.REFUSED)),
    Step(_S.UNDONE, _E.TAKE_BACK, _S.SUBMITTED, _G.ARRIVED),  # it has arrived, and is wanted again
    *(Step(state, _E.SEND, _S.SENDING) for state in (_S.QUEUED, _S.SENDING, _S.UNKNOWN)),
    *(Step(state, _E.DEFER, _S.QUEUED) for state in (_S.QUEUED, _S.SENDING)),
    *(Step(state, _E.LOSE, _S.UNKNOWN) for state in (_S.SENDING, _S.UNKNOWN)),
    *(Step(state, _E.CONFIRM, _S.SUBMITTED) for state in _S if state not in (_S.DRAFT, _S.UNDONE, _S.SETTLED)),
    Step(_S.UNDONE, _E.CONFIRM, _S.UNDONE),  # it is to be withdrawn
    *(Step(state, _E.ABSENT, _S.QUEUED) for state in (_S.SENDING, _S.UNKNOWN)),
    # refused before it was sent: what cannot be said to this server, or is too large by itself
    *(Step(state, _E.REFUSE, _S.REFUSED) for state in (_S.QUEUED, _S.SENDING, _S.UNKNOWN, _S.REFUSED)),
    *(Step(state, _E.DECIDE, _S.SETTLED) for state in (_S.QUEUED, _S.REFUSED, _S.SUBMITTED, _S.UNDONE, _S.SETTLED)),
    # a later revision may have arrived before the decision: the server is asked when it is sent again
    *(Step(state, _E.DECIDE, state) for state in (_S.SENDING, _S.UNKNOWN)),
    Step(_S.SETTLED, _E.REOPEN, _S.SUBMITTED),
    *(Step(state, _E.MEET, _S.SETTLED) for state in (_S.QUEUED, _S.REFUSED, _S.SUBMITTED)),
    *(Step(state, _E.MEET, state) for state in (_S.SENDING, _S.UNKNOWN)),
    *(Step(state, _E.BEHIND, _S.QUEUED) for state in _S if state not in (_S.DRAFT, _S.UNDONE, _S.SETTLED)),
    *(Step(state, _E.GONE, _S.QUEUED, _G.ARRIVED) for state in _S if state not in (_S.DRAFT, _S.UNDONE)),
)

TO_SEND = (ItemState.QUEUED, ItemState.SENDING, ItemState.UNKNOWN)
"""What the next submission sends, or asks for."""
IN_DOUBT = (ItemState.SENDING, ItemState.UNKNOWN)
"""What the server may have: nobody may change its content before the server was asked."""
PENDING = (*TO_SEND, ItemState.REFUSED, ItemState.SUBMITTED)
"""What is wanted and not over."""


class OutOfOrder(WorkingCopyProblem):
    """The table does not allow it: mostly because another program was at the same item."""

    code = "out_of_order"
    safety = Safety.KEPT_HERE
    advice = "Look at the list again, then decide."


def step(position: Position, event: Event) -> Step:
    """The row of the table for `event`. Raises OutOfOrder where there is none."""
    for row in TABLE:
        if (row.state, row.event) == (position.state, event) and _holds(row.guard, position):
            return row
    raise OutOfOrder(f"A change that is {position.state} cannot meet this: {event}.")


def advance(position: Position, event: Event) -> Position:
    """Where `event` takes an item. Raises OutOfOrder where the table does not allow it."""
    state = step(position, event).next
    at = replace(position, state=state, astray=event in _GOES_ASTRAY or (position.astray and event not in _MAKES_VOID))
    if event is Event.EDIT and position.arrived and position.state in (ItemState.SUBMITTED, ItemState.UNDONE):
        return replace(at, revision=position.revision + 1)
    if event is Event.TAKE_BACK and position.state is not ItemState.UNDONE and state is ItemState.SUBMITTED:
        return replace(at, revision=max(1, position.revision - 1))
    if event is Event.GONE:
        return Position(state, astray=at.astray)
    arrived = position.arrived or event in (Event.CONFIRM, Event.BEHIND, Event.DECIDE, Event.REOPEN)
    return replace(at, arrived=arrived)


_GOES_ASTRAY = (Event.LOSE, Event.ABSENT)
"""What was sent is not there, and nobody has said that it was not carried out."""
_MAKES_VOID = (Event.CONFIRM, Event.BEHIND)
"""The server has the item in this revision or a later one, and takes no earlier one, nor another of the same number."""


def allows(position: Position, event: Event) -> bool:
    return any((row.state, row.event) == (position.state, event) and _holds(row.guard, position) for row in TABLE)


def event_towards(state: ItemState, target: ItemState) -> Event:
    """What has happened to an item in `state` that whoever sends it finds in `target`. Raises OutOfOrder.

    Sending knows five ends; all that a person or the server's decision causes is named by its event.
    """
    event = Event.ABSENT if (state, target) == (ItemState.UNKNOWN, ItemState.QUEUED) else _TOWARDS.get(target)
    if event is None:
        raise OutOfOrder(f"Sending does not make a change {target}.")
    return event


_TOWARDS = {
    ItemState.SENDING: Event.SEND,
    ItemState.QUEUED: Event.DEFER,
    ItemState.UNKNOWN: Event.LOSE,
    ItemState.SUBMITTED: Event.CONFIRM,
    ItemState.REFUSED: Event.REFUSE,
}


def heard(change: Change, revision: int, there: Contribution | None) -> Event:
    """What it means for an item in doubt that the server, asked for it, has `there`.

    A revision of what is decided already is ABSENT too: the decision is heard of by itself, and settles the item.
    """
    if there is None:
        return Event.ABSENT if revision == 1 else Event.GONE
    if there.change == change:
        return Event.CONFIRM
    later = revision > there.revision or there.status not in OPEN
    return Event.ABSENT if later and revision > 1 else Event.BEHIND


def _holds(guard: Guard, position: Position) -> bool:
    return guard in (
        Guard.ALWAYS,
        *((Guard.ARRIVED,) if position.arrived else ()),
        _PRECISE[position.arrived, position.astray],
    )


_PRECISE = {
    (False, False): Guard.NEW,
    (False, True): Guard.NEW_ASTRAY,
    (True, False): Guard.ARRIVED_SURE,
    (True, True): Guard.ARRIVED_ASTRAY,
}
"""By whether the server has it, and whether something of it is astray."""
