"""What happened to a contribution and what was said about it, for the people who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..services.wfs.filters import Compare, Comparison
from .connection import Connection

COMMENT, EVENT = "comment", "event"

T = TypeVar("T", bound="Remark | Step")


@dataclass(frozen=True)
class Remark:
    """A comment, or (`kind` decision) the note of a reviewer. All is text as it came; times are ISO 8601, UTC."""

    created: str
    author: str
    kind: str
    text: str


@dataclass(frozen=True)
class Step:
    """One transition, from the record of the service."""

    time: str
    actor: str
    from_status: str
    to_status: str
    reason_code: str


@dataclass(frozen=True)
class History:
    """Oldest first; what the person may not see is not in it."""

    remarks: tuple[Remark, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def last_step(self) -> Step | None:
        return self.steps[-1] if self.steps else None


def history(connection: Connection, uuid: str) -> History:
    """Comments and events of one contribution; none where the service keeps none."""
    remarks, steps = _of(connection, COMMENT, uuid, Remark), _of(connection, EVENT, uuid, Step)
    return History(tuple(sorted(remarks, key=lambda one: one.created)), tuple(steps))


def _of(connection: Connection, name: str, uuid: str, kind: type[T]) -> list[T]:
    if name not in connection.capabilities.layers:
        return []
    client = connection.client
    about = Compare(Comparison.EQUAL, "contribution", uuid)
    pages = client.pages(name, client.schema(name), crs="", filter=about)
    rows = [row for page in pages for row in page]  # of events, the number in the id is their order
    rows.sort(key=lambda row: int(row[0].rpartition(".")[2]) if row[0].rpartition(".")[2].isdigit() else 0)
    return [record(kind, row.properties) for _fid, row in rows]


def record(kind: type[T], values: Mapping[str, object]) -> T:
    """A row of comments or events as what it is; a field without a value is ""."""
    names = kind.__dataclass_fields__
    return kind(**{name: "" if values.get(name) is None else str(values[name]) for name in names})
