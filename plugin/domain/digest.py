"""What a person is told of the queue since they were last told: answers to their own, and what waits for who reviews.

Who was told how far is a mark: the last event of the record, the last comment, and the time. The record only grows, so
what comes behind the mark is news. After a restore the event of the mark may be gone, or another one may have its
number; then the time decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .access import Actor, Permission
from .contribution import OPEN, Status

ANSWERS = frozenset(set(Status) - {Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN, Status.IN_REVIEW})
"""Statuses that tell an author something."""

THEIR_TURN = frozenset({Status.NEEDS_CHANGES, Status.CONFLICT})
"""Statuses in which the author has to do something."""

UNDECIDED = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.FORWARDED})
"""Statuses in which somebody who reviews has to do something, and nobody has decided."""


@dataclass(frozen=True)
class Mark:
    """How far somebody was told. `time` is ISO 8601 in UTC as the queue has it; "" for never."""

    event: int = 0
    hash: str = ""
    comment: int = 0
    time: str = ""


@dataclass(frozen=True)
class Event:
    """One entry of the record."""

    id: int
    hash: str
    contribution: str
    to_status: str
    actor: str
    time: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Event:
        return cls(
            int(row["id"]), *(_text(row, name) for name in ("hash", "contribution", "to_status", "actor", "time"))
        )


@dataclass(frozen=True)
class Said:
    """One comment; what it says is not told."""

    id: int
    contribution: str
    author: str
    time: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Said:
        return cls(int(row["id"]), *(_text(row, name) for name in ("contribution", "author", "created")))


@dataclass(frozen=True)
class Item:
    """What of a contribution is told, and by what it is known whose business it is."""

    uuid: str
    layer: str
    operation: str
    status: str
    author: str
    created: str
    reason_code: str = ""
    ars: str = ""
    body_ars: str = ""
    due: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Item:
        names = ("uuid", "layer", "operation", "status", "author", "created", "reason_code", "ars", "body_ars", "due")
        return cls(*(_text(row, name) for name in names))

    def is_late(self, now: str) -> bool:
        return self.status in OPEN and bool(self.due) and self.due < now


@dataclass(frozen=True)
class Queue:
    """What was read at one moment, `now`: everything open, and what anything happened to behind the marks."""

    now: str
    items: Mapping[str, Item]
    events: Sequence[Event]
    comments: Sequence[Said]
    last_event: Event | None = None
    last_comment: int = 0
    known: frozenset[tuple[int, str]] = frozenset()
    """Number and hash of the events that marks name, as far as they are still there."""

    def end(self) -> Mark:
        """The mark of who has been told everything."""
        last = self.last_event
        return Mark(last.id if last else 0, last.hash if last else "", self.last_comment, self.now)


@dataclass(frozen=True)
class News:
    """What one person is told. `waiting` and `late` count all that is open for who reviews, `turn` one's own."""

    answers: tuple[Item, ...] = ()
    commented: tuple[Item, ...] = ()
    arrived: tuple[Item, ...] = ()
    handed_over: tuple[Item, ...] = ()
    newly_late: tuple[Item, ...] = ()
    turn: int = 0
    waiting: int = 0
    late: int = 0
    first: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        """Whether there is anything to tell. Who is told for the first time hears what is open now."""
        fresh = self.answers or self.commented or self.arrived or self.handed_over or self.newly_late
        return bool(fresh or (self.first and (self.turn or self.waiting)))


def news(actor: Actor, mark: Mark, queue: Queue) -> News:
    """What `actor` has not been told yet. Nobody hears of what is none of their business, nor of what they did."""
    own, others = _parted(actor, queue)
    open_ = [item for item in others if item.status in UNDECIDED and _reviews(actor, item)]
    late = sum(item.is_late(queue.now) for item in open_)
    totals = News(turn=sum(item.status in THEIR_TURN for item in own), waiting=len(open_), late=late)
    if not mark.time:
        return replace(totals, first=True)
    happened = [event for event in _behind(mark, queue) if event.actor != actor.pseudonym]
    said = {one.contribution for one in _said(mark, queue) if one.author != actor.pseudonym}
    to = {status: {event.contribution for event in happened if event.to_status == status} for status in Status}
    answered = set().union(*(to[status] for status in ANSWERS))
    answers = tuple(item for item in own if item.uuid in answered and item.status in ANSWERS)
    told = {item.uuid for item in answers}
    return replace(
        totals,
        answers=answers,
        commented=tuple(item for item in own if item.uuid in said - told),
        arrived=_still(open_, to[Status.SUBMITTED], {Status.SUBMITTED}),
        handed_over=_still(open_, to[Status.FORWARDED], {Status.FORWARDED}),
        newly_late=tuple(item for item in open_ if item.is_late(queue.now) and not item.is_late(mark.time)),
    )


def _parted(actor: Actor, queue: Queue) -> tuple[list[Item], list[Item]]:
    """One's own contributions and those of others, oldest first."""
    parted: tuple[list[Item], list[Item]] = ([], [])
    for item in sorted(queue.items.values(), key=lambda item: (item.created, item.uuid)):
        parted[0 if actor.pseudonym and item.author == actor.pseudonym else 1].append(item)
    return parted


def _reviews(actor: Actor, item: Item) -> bool:
    """As the service decides who sees what: where the contribution is, or where it was handed over to."""
    return any(actor.can(Permission.REVIEW, item.layer, place) for place in (item.ars, item.body_ars) if place)


def _still(items: Iterable[Item], uuids: Collection[str], statuses: Collection[Status]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.uuid in uuids and item.status in statuses)


def _behind(mark: Mark, queue: Queue) -> list[Event]:
    if not mark.event or (mark.event, mark.hash) in queue.known:
        return [event for event in queue.events if event.id > mark.event]
    return [event for event in queue.events if event.time > mark.time]


def _said(mark: Mark, queue: Queue) -> list[Said]:
    if not mark.event or (mark.event, mark.hash) in queue.known:
        return [one for one in queue.comments if one.id > mark.comment]
    return [one for one in queue.comments if one.time > mark.time]


def _text(row: Mapping[str, Any], name: str) -> str:
    return "" if row.get(name) is None else str(row[name])
