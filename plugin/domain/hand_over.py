"""Handing a contribution over to another authority (Abgabe): responsibility moves, the contribution keeps its number.

    in_review ─▶ forwarded ─▶ in_review          the authority that was asked takes it on,
                     └─────▶ submitted           or returns it with a reason to who handed it over
    after two returns it goes to the county's coordinator, who alone may hand it over again; that is not returned

The ARS stays what it was, and with it who may accept and publish; the authority that was asked may see it, and decide
everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .contribution import OPEN
from .directory import Body, Directory
from .errors import InvalidContent
from .moment import as_moment, as_text

LONGEST = timedelta(days=366)
SOON = timedelta(days=2)
"""A deadline this near is told of before it has passed."""

RETURNS = 2
"""Returns after which the coordinator decides."""


@dataclass(frozen=True)
class Order:
    """Who has it from now on, until when, and the ARS at which those who may take it on review."""

    body: str
    due: datetime
    ars: str = ""


def acting(directory: Directory, body: Body, day: str) -> Body:
    """Who acts for a body on a day (ISO 8601): itself, or the substitute while it is absent, and so on."""
    seen = {body.id}
    while any(first <= day <= last for first, last in body.absent):
        other = directory.bodies.get(body.substitute)
        if other is None or other.id in seen:
            break
        seen.add(other.id)
        body = other
    return body


def order(directory: Directory | None, name: str, now: datetime, due: str = "") -> Order:
    """Who gets it, where `name` is a body of the directory; its substitute while it is absent.

    Without a directory any name goes, and nobody but who reviews there anyway may take it on. `due` is ISO 8601, a day
    or a moment. Raises InvalidContent.
    """
    body = directory.bodies.get(name) if directory else Body(name, name, "")
    if not name or body is None:
        known = ", ".join(sorted(directory.bodies)[:20]) if directory else "any name"
        raise InvalidContent(f"To hand a contribution over, name the authority in responsible_body: {known}.")
    if directory:
        body = acting(directory, body, as_text(now)[:10])
    until = _deadline(due, now) if due else now + timedelta(days=body.days)
    return Order(body.id, until, body.ars)


def after_return(directory: Directory | None, returns: int, now: datetime) -> Order | None:
    """The coordinator's, once it was returned RETURNS times; None where it goes to who handed it over."""
    if returns < RETURNS or directory is None or directory.coordinator not in directory.bodies:
        return None
    return order(directory, directory.coordinator, now)


@dataclass(frozen=True)
class Waiting:
    """What of a row of the queue tells who must do something, and until when; times are as the queue has them."""

    uuid: str
    layer: str
    status: str
    body: str
    created: str
    due: str = ""
    returns: int = 0

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Waiting:
        """A row of the queue; what is missing is empty."""

        def text(name: str) -> str:
            return "" if row.get(name) is None else str(row[name])

        returns = row.get("returns")
        times = (text("created"), text("due"))
        names = (text("uuid"), text("layer"), text("status"), text("responsible_body"))
        return cls(*names, *times, returns if isinstance(returns, int) else 0)

    def age(self, now: datetime) -> timedelta:
        """Since it was submitted."""
        created = _moment(self.created)
        return max(now - created, timedelta()) if created else timedelta()

    def left(self, now: datetime) -> timedelta | None:
        """Until the deadline, negative once it has passed; None where there is none."""
        due = _moment(self.due)
        return due - now if due else None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True)
class Load:
    """How much waits at one authority."""

    body: str
    open: int
    handed_over: int
    overdue: int
    soon: int
    oldest: timedelta


def overdue(rows: Iterable[Waiting], now: datetime) -> list[Waiting]:
    """What is open beyond its deadline, longest first."""
    late = [(left, row) for row in rows if row.is_open and (left := row.left(now)) is not None and left < timedelta()]
    return [row for _, row in sorted(late, key=lambda pair: (pair[0], pair[1].uuid))]


def loads(rows: Iterable[Waiting], now: datetime) -> list[Load]:
    """The load of each authority that has something open, most overdue first, then most open."""
    of: dict[str, list[Waiting]] = {}
    for row in rows:
        if row.is_open:
            of.setdefault(row.body, []).append(row)
    found = [_load(body, mine, now) for body, mine in of.items()]
    return sorted(found, key=lambda load: (-load.overdue, -load.open, load.body))


def _load(body: str, rows: list[Waiting], now: datetime) -> Load:
    left = [rest for row in rows if (rest := row.left(now)) is not None]
    late = sum(rest < timedelta() for rest in left)
    soon = sum(timedelta() <= rest <= SOON for rest in left)
    handed = sum(row.status == "forwarded" for row in rows)
    return Load(body, len(rows), handed, late, soon, max(row.age(now) for row in rows))


def _deadline(text: str, now: datetime) -> datetime:
    day = text + "T23:59:59Z" if len(text) == len("2026-12-24") else text
    until = _moment(day)
    if until is None:
        raise InvalidContent(f"The deadline {text[:40]!r} is no day or time such as 2026-12-24.")
    if not now < until <= now + LONGEST:
        raise InvalidContent(f"The deadline {text[:40]} is not between now and a year from now.")
    return until


def _moment(text: str) -> datetime | None:
    """None for what is no time, or says no zone."""
    try:
        found = as_moment(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
