"""What the workflows need of a working copy. `adapters/working_copy` is it; tests may bring another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ..domain.contribution import Change, Contribution
from ..domain.feature import Feature
from ..domain.outbox import ItemState
from ..services.contributions import LayerForm
from ..services.wfs.model import LayerInfo, Schema

__all__ = ["CheckedOut", "Extent", "Item", "ItemState", "Page", "Refreshed", "WorkingCopy"]

Extent = tuple[float, float, float, float]
Page = list[tuple[str, Feature]]


@dataclass(frozen=True)
class Item:
    """One change on its way: its uuid is the idempotency key from here to publication.

    `revision` above 1 says that the server has an earlier version of it. `not_before` is when it is tried again by
    itself (ISO 8601 in UTC); "" where a person must ask for that.
    """

    uuid: str
    change: Change
    changeset: str
    comment: str
    state: ItemState
    reason: str = ""
    revision: int = 1
    not_before: str = ""


@dataclass(frozen=True)
class CheckedOut:
    """One layer of a working copy. `extent` is in the layer's CRS, None for the whole layer."""

    form: LayerForm
    title: str
    schema: Schema
    geographic: bool
    extent: Extent | None
    expected: int
    loaded: int

    @property
    def complete(self) -> bool:
        return self.loaded == self.expected


@dataclass(frozen=True)
class Refreshed:
    """How many rows of one layer were added, changed, removed; keys of changes that no longer fit.

    `merged` are the keys of changes that were put together with what somebody else has changed.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def updated(self) -> int:
        return self.added + self.changed + self.removed


@dataclass(frozen=True)
class Withheld:
    """A change that is not sent before somebody decides what becomes of it: the server has something else meanwhile.

    `uuid` is that of its item in the outbox, "" where there is none.
    """

    layer: str
    key: str
    uuid: str = ""


class WorkingCopy(Protocol):
    service_url: str
    epoch: str

    def layers(self) -> Sequence[CheckedOut]: ...

    def add_layer(
        self, info: LayerInfo, schema: Schema, form: LayerForm, geographic: bool, extent: Extent | None
    ) -> None:
        """Make room for a layer; one that is there already keeps its rows and changes."""

    def replace_rows(self, layer: str, pages: Iterable[Page], expected: int) -> Refreshed:
        """Download to the side, check the count, then swap in, in one transaction.

        Raises and leaves everything as it was where fewer rows arrive than `expected`.
        """

    def changes(self) -> Sequence[Change]: ...

    def sending(self) -> AbstractContextManager[None]:
        """Nobody else sends meanwhile, or changes what waits to be sent. Raises Locked where somebody does."""

    def withheld(self) -> Sequence[Withheld]:
        """What a submission does not send, because it is in conflict."""

    def in_doubt(self) -> Sequence[Item]:
        """What the server may have: it is asked for before anything is sent."""

    def learn(self, asked: Sequence[str], found: Mapping[str, Contribution]) -> Sequence[str]:
        """The server was asked for items, and has `found`; returns the uuids of those that have arrived."""

    def enqueue(self, changes: Sequence[Change], changeset: str, comment: str, author: str = "") -> Sequence[Item]:
        """Put changes into the outbox, each at most once, and return all that is to be sent, in order.

        What waits is taken back where its row is as it was again, also with no `changes`.
        """

    def mark(self, uuids: Sequence[str], state: ItemState, reason: str = "", retry_after: float | None = None) -> None:
        """Note what sending has come to, by the law of domain/outbox.py; raises OutOfOrder, or Locked.

        With `retry_after`, the least wait in seconds, the items are tried again without being asked for; SENDING
        without it leaves that as it was.
        """

    def settle(self, contributions: Sequence[Contribution]) -> None:
        """Take note of what the server says became of submitted items."""

    def submitted(self) -> Sequence[str]:
        """uuids of the items whose answer is still awaited."""

    def confirmed(self) -> Sequence[Item]:
        """What the server has said that it has, and has not turned down."""

    def renew(self, epoch: str, contributions: Sequence[Contribution], lost: Collection[str]) -> Sequence[str]:
        """The server's database went back: offer again what is neither among `contributions` nor known to be there."""
