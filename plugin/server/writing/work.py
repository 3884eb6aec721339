"""One Transaction under way: who asks, when, in which store; and what each action came to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from qgis.core import QgsFeature

from ...adapters.near_points import NearPoints
from ...adapters.pictures import Picture
from ...domain.access import Actor, Permission
from ...domain.moment import as_text
from ...domain.transitions import Party
from ...domain.validation import Batch
from ...services.wfs.model import Transaction
from ..queue.events import EventLog, last_change
from ..queue.quota import Quota
from ..queue.trusting import Trust
from .store import Store

LARGEST = 10_000
"""Rows that one Transaction may touch."""


@dataclass(frozen=True)
class Outcome:
    """What one action did: feature ids of what it inserted, numbers of rows it updated and deleted."""

    inserted: tuple[str, ...] = ()
    updated: int = 0
    deleted: int = 0


@dataclass
class Changeset:
    """How much was sent together; whether all that came before know that it is much, and none of it is accepted by
    rule any more."""

    batch: Batch
    told: bool = False
    taken_back: bool = False


@dataclass
class Work:
    """`now` is aware; `touched` counts rows against LARGEST, `read` characters of texts that the rules have read
    (`queue/looking.py`); `pictures` by the hash of the file that was sent;
    `changesets` by name; `claimed` are the contributions that the actor has taken into review in it; `near` answers
    for points that are sent together.

    `careful`: one action after the other, and nothing left to the database to refuse, so that the first problem is
    told with its action and in good words.
    """

    actor: Actor
    now: datetime
    store: Store
    transaction: Transaction
    touched: int = 0
    read: int = 0
    careful: bool = False
    pictures: dict[str, Picture] = field(default_factory=dict, repr=False)
    changesets: dict[str, Changeset] = field(default_factory=dict, repr=False)
    claimed: set[str] = field(default_factory=set, repr=False)
    near: NearPoints | None = field(default=None, repr=False)
    _log: EventLog | None = field(default=None, repr=False)

    @property
    def time(self) -> str:
        """`now` as the queue writes it."""
        return as_text(self.now)

    @cached_property
    def pseudonym(self) -> str:
        """The pseudonym of the person who asks, made when it is needed for the first time."""
        if self.actor.pseudonym:
            return self.actor.pseudonym
        table = self.store.table("pseudonym")
        rows = table.where("person", self.actor.person)
        if not rows:
            name = f"p-{secrets.token_hex(5)}"
            rows = [table.add({"person": self.actor.person, "pseudonym": name})]
        return str(rows[0]["pseudonym"])

    @cached_property
    def quota(self) -> Quota:
        """What the person has and may have."""
        return Quota(self.store.stamp[2], self.store.prepared.limits, self.pseudonym, self.now)

    @cached_property
    def trust(self) -> Trust:
        """How far the person is trusted."""
        return Trust(self.store.stamp[2], self.actor, self.pseudonym, self.now)

    @property
    def events(self) -> EventLog:
        if self._log is None:
            self._log = EventLog(self.store, self.pseudonym, self.time)
        return self._log

    def last_change(self, layer: str, key: str) -> str:
        """Who changed a row last through this service, and when, as a sentence.

        Empty where nobody did, and where it is none of the actor's business: a filter may name any row of a layer.
        """
        return last_change(
            self.store.table("event"), layer, key, lambda place: self.actor.can(Permission.WRITE, layer, place)
        )

    def finish(self) -> None:
        """Write down what has waited for the end."""
        if self._log is not None:
            self._log.write()

    def parties(self, contribution: QgsFeature) -> frozenset[Party]:
        """In which parts the actor may act on a row of the queue."""
        layer, ars = text(contribution, "layer"), text(contribution, "ars")
        asked = text(contribution, "body_ars")
        parts = set()
        if text(contribution, "author") == self.pseudonym:
            parts.add(Party.AUTHOR)
        if any(self.actor.can(Permission.REVIEW, layer, place) for place in (ars, asked)):
            parts.add(Party.REVIEWER)
        if self.actor.can(Permission.REVIEW, layer, asked or ars):
            parts.add(Party.RECEIVER)
        if self.actor.coordinates(layer, ars):
            parts.add(Party.COORDINATOR)
        if self.actor.can(Permission.WRITE, layer, ars):
            parts.add(Party.STAFF)
        return frozenset(parts)


def text(row: QgsFeature, name: str) -> str:
    """A text column of the queue, empty for null."""
    value = row[name]
    return value if isinstance(value, str) else ""
