"""What happened to a contribution and what was said about it, for the people who may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..domain.contribution import Status
from ..services.contributions import COMMENT
from ..services.wfs.filters import Compare, Comparison
from .connection import Connection
from .review import AT_ONCE, any_of

EVENT = "event"

_USUAL = 500
"""Comments or events of one contribution that are read in one request."""

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


def published_in(connection: Connection, uuids: Sequence[str]) -> dict[str, int]:
    """In which place of the record each contribution was published last; none where the service keeps none."""
    found: dict[str, int] = {}
    if EVENT not in connection.capabilities.layers:
        return found
    client = connection.client
    for start in range(0, len(uuids), AT_ONCE):
        about = any_of([Compare(Comparison.EQUAL, "contribution", uuid) for uuid in uuids[start : start + AT_ONCE]])
        for page in client.pages(EVENT, client.schema(EVENT), crs="", filter=about):
            for fid, row in page:
                if row.properties.get("to_status") == Status.PUBLISHED:
                    uuid = str(row.properties.get("contribution"))
                    found[uuid] = max(found.get(uuid, 0), _number(fid))
    return found


def _number(fid: str) -> int:
    """The number in the id of an event is its place in the record."""
    number = fid.rpartition(".")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


def _of(connection: Connection, name: str, uuid: str, kind: type[T]) -> list[T]:
    if name not in connection.capabilities.layers:
        return []
    client = connection.client
    about, schema = Compare(Comparison.EQUAL, "contribution", uuid), connection.queue_schema(name)
    found = client.find(schema, crs="", filter=about, most=_USUAL)
    if len(found) == _USUAL:  # there may be more
        found = [row for page in client.pages(name, schema, crs="", filter=about) for row in page]
    rows = sorted(found, key=lambda row: _number(row[0]))
    return [record(kind, row.properties) for _fid, row in rows]


def record(kind: type[T], values: Mapping[str, object]) -> T:
    """A row of comments or events as what it is; a field without a value is ""."""
    names = kind.__dataclass_fields__
    return kind(**{name: "" if values.get(name) is None else str(values[name]) for name in names})
