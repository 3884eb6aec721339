"""What the workflows need of a working copy. `adapters/working_copy` is it; tests may bring another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Protocol, Self

from ..domain.contribution import Change, Contribution
from ..domain.feature import Feature
from ..services.contributions import LayerForm
from ..services.wfs.download import Sink
from ..services.wfs.model import LayerInfo, Schema

Extent = tuple[float, float, float, float]
Page = list[tuple[str, Feature]]


class ItemState(StrEnum):
    """Where an item of the outbox is. What is not submitted is still ours to send."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    SUBMITTED = "submitted"
    SETTLED = "settled"


@dataclass(frozen=True)
class Item:
    """One change on its way: its uuid is the idempotency key from here to publication.

    `revision` above 1 says that the server has an earlier version of it.
    """

    uuid: str
    change: Change
    changeset: str
    comment: str
    state: ItemState
    reason: str = ""
    revision: int = 1


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


class Staging(Sink, Protocol):
    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class WorkingCopy(Protocol):
    service_url: str
    epoch: str

    def layers(self) -> Sequence[CheckedOut]: ...

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

    def changes(self) -> Sequence[Change]: ...

    def enqueue(self, changes: Sequence[Change], changeset: str, comment: str) -> Sequence[Item]:
        """Put changes into the outbox, each at most once, and return all that is to be sent."""

    def withheld(self) -> Sequence[Withheld]:
        """What a submission does not send, because it is in conflict; `enqueue` returns only what may have arrived."""

    def mark(self, uuids: Sequence[str], state: ItemState, reason: str = "") -> None: ...

    def settle(self, contributions: Sequence[Contribution]) -> None:
        """Take note of what the server says became of submitted items."""

    def submitted(self) -> Sequence[str]:
        """uuids of the items whose answer is still awaited."""

    def confirmed(self) -> Sequence[Item]:
        """What the server has said that it has, and has not turned down."""

    def renew(self, epoch: str, contributions: Sequence[Contribution], lost: Collection[str]) -> Sequence[str]:
        """The server's database went back: offer again what is neither among `contributions` nor known to be there."""
