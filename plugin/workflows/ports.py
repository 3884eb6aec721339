"""What the workflows need of a working copy. `adapters/working_copy` is it; tests may bring another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType, TracebackType
from typing import Any, Protocol, Self

from ..domain.contribution import Change, Contribution
from ..domain.feature import Feature
from ..domain.ledger import Entry
from ..domain.outbox import ItemState
from ..domain.protection import Protection
from ..domain.schema_change import Difference
from ..services.contributions import LayerForm
from ..services.wfs.download import Sink
from ..services.wfs.model import LayerInfo, Schema

__all__ = ["CheckedOut", "Extent", "Item", "ItemState", "Page", "Refreshed", "WorkingCopy"]

Extent = tuple[float, float, float, float]
Page = list[tuple[str, Feature]]
Place = tuple[str, str | None]
"""A layer and a key in it."""
Row = tuple[str, int]
"""A layer and the number that a row has in the working copy."""
NO_NOTES: Mapping[Row, str] = MappingProxyType({})
SUBMITTER = "submitter"
"""Kept in a working copy: who has submitted from it last. In nobody else's name does anything go by itself."""


@dataclass(frozen=True)
class Item:
    """One change on its way: its uuid is the idempotency key from here to publication.

    `revision` above 1 says that the server has an earlier version of it. `not_before` is when it is tried again by
    itself (ISO 8601 in UTC); "" where a person must ask for that. `bad_field` is the one that a refusal is about.
    """

    uuid: str
    change: Change
    changeset: str
    comment: str
    state: ItemState
    reason: str = ""
    revision: int = 1
    not_before: str = ""
    bad_field: str = ""


@dataclass(frozen=True)
class CheckedOut:
    """One layer of a working copy. `extent` is in the layer's CRS, None for the whole layer.

    `protection` is a word of `domain/protection.py`, "" before it is known.
    """

    form: LayerForm
    title: str
    schema: Schema
    geographic: bool
    extent: Extent | None
    expected: int
    loaded: int
    protection: str = ""

    @property
    def complete(self) -> bool:
        return self.loaded == self.expected


@dataclass(frozen=True)
class Refreshed:
    """How many rows of one layer were added, changed, removed; keys of changes that no longer fit.

    `merged` are the keys of changes that were put together with what somebody else has changed; `differences` say
    what the municipality has changed about the layer itself.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

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


class Staging(Sink, Protocol):
    @property
    def carried(self) -> int:
        """How many rows need not arrive, because they are in the working copy as the server has them."""

    def note_versions(self, rows: Iterable[tuple[str, str]]) -> None:
        """What the server calls the state of each row, told before any row is read."""

    @property
    def is_whole(self) -> bool:
        """Whether what has arrived, and what need not, is what the server has, nothing more, of the same kind."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class WorkingCopy(Protocol):
    service_url: str
    epoch: str

    def layers(self) -> Sequence[CheckedOut]: ...

    def note_rules(self, rules: Sequence[Any], computed: Mapping[str, Sequence[str]]) -> bool:
        """Keep the rules of the service, and by layer the fields that it writes itself; False where they are known."""

    def keep(self, part: str, text: str) -> None:
        """Keep a text, as the areas that the service has told, in the place of an earlier one."""

    def kept(self, part: str) -> str:
        """What was kept as `part`, hostile where the file is; "" for nothing."""

    def add_layer(
        self, info: LayerInfo, schema: Schema, form: LayerForm, geographic: bool, extent: Extent | None
    ) -> None:
        """Make room for a layer; one that is there already keeps its rows and changes."""

    def staging(self, layer: str) -> Staging:
        """Where a layer is downloaded to, beside the working copy; what broke off is found there again."""

    def take_in(
        self, side: Any, expected: int, keep_part: bool = False, look: Callable[[], None] = lambda: None
    ) -> Refreshed:
        """Swap in what has arrived in `side`, in one transaction.

        Raises and leaves everything as it was where there are not as many rows as `expected`; with `keep_part` a
        layer that is new here is kept all the same, and is not `complete`.
        """

    def missing(self, side: Any) -> Sequence[str] | None:
        """Which rows must be read after `side` heard of their versions; None where all of them must."""

    def unseen(self, layer: str, keys: Sequence[str]) -> Sequence[str]:
        """Those of `Refreshed.conflicts` of which nobody knows what the server has: they lie beyond the extent."""

    def meet(self, layer: str, found: Mapping[str, Feature | None]) -> Refreshed:
        """Let changed rows meet what the server says of their keys; None for what is gone."""

    def changes(self) -> Sequence[Change]: ...

    def sending(self) -> AbstractContextManager[None]:
        """Nobody else sends meanwhile, or changes what waits to be sent. Raises Locked where somebody does."""

    def withheld(self) -> Sequence[Withheld]:
        """What a submission does not send, because it is in conflict."""

    def in_doubt(self) -> Sequence[Item]:
        """What the server may have: it is asked for before anything is sent."""

    def learn(self, asked: Sequence[str], found: Mapping[str, Contribution]) -> Sequence[str]:
        """The server was asked for items, and has `found`; returns the uuids of those that have arrived."""

    def enqueue(
        self,
        changes: Sequence[Change],
        changeset: str,
        comment: str,
        author: str = "",
        notes: Mapping[Row, str] = NO_NOTES,
    ) -> Sequence[Item]:
        """Put changes into the outbox, each at most once, and return all that is to be sent, in order.

        What waits is taken back where its row is as it was again, also with no `changes`. `notes` are for single rows
        what stands below the comment.
        """

    def mark(
        self,
        uuids: Sequence[str],
        state: ItemState,
        reason: str = "",
        retry_after: float | None = None,
        field: str = "",
    ) -> None:
        """Note what sending has come to, by the law of domain/outbox.py; raises OutOfOrder, or Locked.

        With `retry_after`, the least wait in seconds, the items are tried again without being asked for; SENDING
        without it leaves that as it was.
        """

    def settle(self, contributions: Sequence[Contribution]) -> None:
        """Take note of what the server says became of submitted items."""

    def submitted(self) -> Sequence[str]:
        """uuids of the items whose answer is still awaited."""

    def unwanted(self) -> Sequence[str]:
        """uuids of what was undone here while a request for it may be on its way, or has arrived since."""

    def confirmed(self) -> Sequence[Item]:
        """What the server has said that it has, and has not turned down."""

    def renew(self, epoch: str, contributions: Sequence[Contribution], lost: Collection[str]) -> Sequence[str]:
        """The server's database went back: offer again what is neither among `contributions` nor known to be there."""

    def keys_are_unique(self, layer: str) -> bool:
        """Whether every row that came from the server has a value of its own in the layer's key field."""

    def protect(self, layer: str, protection: Protection) -> None:
        """Note the level that the service reaches for a layer."""

    def fids(self, layer: str) -> Mapping[int, str]:
        """The ids that the server gave the rows of a layer, deleted ones too, by the number of the row."""

    def local_ids(self, uuids: Sequence[str]) -> Mapping[str, int]:
        """The number of the row that an item belongs to."""

    def note_conflict(self, uuid: str, theirs: Feature | None) -> None:
        """The server has something else than the item was based on; None where it has nothing any more."""

    def note_done(self, contribution: Contribution) -> None:
        """The server has an item as it was asked, and nobody decides about it: it is over, in one transaction."""

    def note_published(self, entry: Entry) -> None:
        """Write into the ledger what was read back after publishing, with the time."""

    def ledger(self) -> Sequence[Entry]:
        """What was published from here, oldest first."""

    def note_findings(self, entries: Sequence[Entry]) -> None:
        """What the ledger knows of entries now."""

    def as_the_server_has(self, places: Collection[Place]) -> Mapping[Place, Feature | None]:
        """Features by layer and key as the last refresh found them; what it could not see is left out."""
