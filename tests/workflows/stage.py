"""A town with three trees, a queue that keeps what it is told, and a working copy in memory.

The queue plays the part of the server half: all or nothing, replay by uuid, refusals with a handle.
That the real one does so is shown in tests/live.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from plugin.domain.contribution import Change, Contribution, Operation
from plugin.domain.errors import Problem
from plugin.domain.feature import Feature
from plugin.domain.outbox import IN_DOUBT, TO_SEND, Event, ItemState, Position, advance, event_towards, heard
from plugin.services.contributions import COMMENT, QUEUE
from plugin.services.wfs.filters import Combined, Compare, Filter
from plugin.services.wfs.model import (
    Capabilities,
    Insert,
    LayerInfo,
    Schema,
    Transaction,
    TransactionResult,
    Update,
)
from plugin.services.whoami import LayerRights, WhoAmI
from plugin.workflows.connection import Connection, CrsFacts
from plugin.workflows.ports import NO_NOTES, Item, Page, Row, Withheld

CRS = "EPSG:25833"


def tree(key: str, height: float = 12.5, x: float = 485000.0) -> Feature:
    return Feature("baum", key, CRS, {"type": "Point", "coordinates": [x, 5670000.0]}, {"uuid": key, "hoehe": height})


def taller(key: str) -> Change:
    return Change(Operation.UPDATE, tree(key), tree(key, 14.0))


def planted(key: str) -> Change:
    return Change(Operation.INSERT, None, tree(key))


Trouble = Callable[[Transaction], None]


@dataclass
class Queue:
    """Stands for the service. `before` and `after` are troubles on the way, one for each transaction."""

    url: str = "http://dreiwasser.test/ows/"
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: list[Transaction] = field(default_factory=list)
    before: list[Trouble] = field(default_factory=list)
    after: list[Trouble] = field(default_factory=list)
    epoch: str = "1"

    def transaction(self, transaction: Transaction) -> TransactionResult:
        self.sent.append(transaction)
        if self.before:
            self.before.pop(0)(transaction)
        for action in transaction.actions:
            if isinstance(action, Insert) and action.typename == QUEUE:
                row = dict(action.features[0].properties)
                self.rows.setdefault(str(row["uuid"]), {"status": "submitted", "revision": 1, **row})
            elif isinstance(action, Update) and action.typename == QUEUE:
                assert isinstance(action.filter, Compare)
                self.rows[action.filter.literal].update(action.properties)
        if self.after:
            self.after.pop(0)(transaction)
        return TransactionResult()

    def pages(self, layer: str, schema: Schema, *, filter: Filter | None = None, **_: Any) -> Iterator[Page]:
        wanted = _literals(filter)
        yield [
            (f"{QUEUE}.{number}", Feature(QUEUE, uuid, CRS, None, row))
            for number, (uuid, row) in enumerate(self.rows.items())
            if not wanted or wanted & {uuid, row["status"], row.get("changeset")}
        ]

    def find(self, schema: Schema, *, filter: Filter | None = None, most: int = 10, **_: Any) -> Page:
        return [row for page in self.pages(schema.layer, schema, filter=filter) for row in page][:most]

    def schema(self, layer: str) -> Schema:
        return Schema(layer, ())

    def who_am_i(self) -> WhoAmI:
        return WhoAmI(1, "0.1.0", self.epoch, "atomic", "beitrag-a", "p-1")


def _literals(filter: Filter | None) -> set[str]:
    if isinstance(filter, Combined):
        return set().union(*(_literals(part) for part in filter.parts))
    return {filter.literal} if isinstance(filter, Compare) else set()


@dataclass
class Copy:
    """A working copy in memory, with what submitting asks of one."""

    pending: list[Change] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    service_url: str = "http://dreiwasser.test/ows/"
    epoch: str = "1"
    apart: list[Withheld] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)

    def note_rules(self, rules: Sequence[Any], computed: Mapping[str, Sequence[str]]) -> bool:
        return False

    def keep(self, part: str, text: str) -> None:
        self.told[part] = text

    def kept(self, part: str) -> str:
        return self.told.get(part, "")

    def changes(self) -> Sequence[Change]:
        return self.pending

    def sending(self) -> AbstractContextManager[None]:
        return nullcontext()

    def in_doubt(self) -> Sequence[Item]:
        return [item for item in self.items.values() if item.state in IN_DOUBT]

    def unwanted(self) -> Sequence[str]:
        return [item.uuid for item in self.items.values() if item.state is ItemState.UNDONE]

    def learn(self, asked: Sequence[str], found: Mapping[str, Contribution]) -> Sequence[str]:
        arrived = []
        for uuid in asked:
            item = self.items[uuid]
            event = heard(item.change, item.revision, found.get(uuid))
            if event is Event.CONFIRM or item.state in IN_DOUBT:
                state = ItemState.SUBMITTED if event is Event.CONFIRM else ItemState.QUEUED
                self.items[uuid] = replace(item, state=state)
                arrived += [uuid] if event is Event.CONFIRM else []
        return arrived

    def enqueue(
        self,
        changes: Sequence[Change],
        changeset: str,
        comment: str,
        author: str = "",
        notes: Mapping[Row, str] = NO_NOTES,
    ) -> Sequence[Item]:
        known = [item.change for item in self.items.values()]
        for change in changes:
            if change not in known:
                uuid = f"c-{change.feature.key}"
                self.items[uuid] = Item(uuid, change, changeset, comment, ItemState.QUEUED)
        for uuid, item in self.items.items():
            if item.state is ItemState.REFUSED and changes:
                self.items[uuid] = replace(item, state=ItemState.QUEUED)
        return [item for item in self.items.values() if item.state in TO_SEND]

    def withheld(self) -> Sequence[Withheld]:
        return self.apart

    def mark(
        self,
        uuids: Sequence[str],
        state: ItemState,
        reason: str = "",
        retry_after: float | None = None,
        field: str = "",
    ) -> None:
        """As the law has it; `not_before` of what is tried again by itself tells the seconds."""
        for uuid in uuids:
            item = self.items[uuid]
            sent = item.revision > 1 or item.state is ItemState.SUBMITTED
            to = advance(Position(item.state, sent, item.revision), event_towards(item.state, state))
            again = item.not_before if to.state is ItemState.SENDING else ""
            again = again if retry_after is None else f"in {retry_after:g} s"
            self.items[uuid] = replace(item, state=to.state, reason=reason, not_before=again)

    def states(self) -> dict[str, str]:
        return {uuid: str(item.state) for uuid, item in self.items.items()}


def connection(queue: Queue, comments: bool = False, **rights: Any) -> Connection:
    """As a contributor who is logged in; `rights` change those on the layer of trees."""
    names = ("baum", QUEUE, *([COMMENT] if comments else []))
    layers = {name: LayerInfo(name, name, "", CRS, None, frozenset({"query"})) for name in names}
    capabilities = Capabilities("1.1.0", "Dreiwasser", layers, frozenset({"GeoJSON"}), True, protocol=1)
    mine = LayerRights(contribute=frozenset(Operation), key="uuid", **rights)
    who = WhoAmI(1, "0.1.0", "1", "atomic", "beitrag-a", "p-1", (), {"baum": mine})
    return Connection(queue, capabilities, who, lambda _: CrsFacts(False, False))  # type: ignore[arg-type]


def refuse(problem: Problem, handle: str = "") -> Trouble:
    """The server answers with a refusal that names the action with `handle`."""

    def trouble(_: Transaction) -> None:
        problem.locator = handle  # type: ignore[attr-defined]
        raise problem

    return trouble
