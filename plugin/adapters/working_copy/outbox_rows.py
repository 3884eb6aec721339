"""What the rows of the outbox say. Nothing is written here: `outbox.py` does that, by the law of `domain/outbox.py`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.contribution import NEGATIVE, Change, Operation, Status
from ...domain.errors import Problem, Tampered
from ...domain.feature import Feature, to_json_fg
from ...domain.outbox import PENDING, ItemState, Position
from ...domain.state import same_geometry, same_value
from ...workflows.ports import Item
from .changes import LocalChange
from .texts import from_json_fg

DECIDED = frozenset({*NEGATIVE, Status.WITHDRAWN})


@dataclass(frozen=True)
class Sent:
    """An item with the row it belongs to, and with what the server said of it last.

    `status` is None before the server has said anything; `item.reason` is the reviewer's note, or why it was
    refused. `created` and `updated` (when it was heard of last) are ISO 8601 in UTC. `arrived` says that the server
    has it in some revision, `attempts` how often sending it came to nothing.
    """

    item: Item
    local_id: int
    status: Status | None
    arrived: bool
    published_fid: str
    created: str
    updated: str
    attempts: int = 0

    @property
    def not_before(self) -> str:
        return self.item.not_before


def items(connection: sqlite3.Connection, states: Iterable[ItemState] = tuple(ItemState)) -> list[Item]:
    """The items in one of `states`, oldest first."""
    wanted = set(states)
    rows = connection.execute("SELECT * FROM buergergis_outbox ORDER BY rowid")
    return [read_item(row) for row in rows if row["state"] in wanted]


def uuids(connection: sqlite3.Connection, states: Iterable[ItemState]) -> list[str]:
    """The uuids of the items in one of `states`, oldest first."""
    wanted = set(states)
    rows = connection.execute("SELECT uuid, state FROM buergergis_outbox ORDER BY rowid")
    return [row["uuid"] for row in rows if row["state"] in wanted]


def sent(connection: sqlite3.Connection) -> list[Sent]:
    """Everything that is or was in the outbox, oldest first; not what is undone and has not arrived."""
    rows = connection.execute(
        "SELECT * FROM buergergis_outbox WHERE state <> 'undone' OR sent IS NOT NULL ORDER BY rowid"
    )
    return [_sent_item(row) for row in rows]


def _sent_item(row: sqlite3.Row) -> Sent:
    known = set(map(str, Status))
    return Sent(
        item=read_item(row),
        local_id=row["local_id"],
        status=Status(row["status"]) if row["status"] in known else None,
        arrived=row["sent"] is not None,
        published_fid=row["published_fid"],
        created=row["created"],
        updated=row["updated"],
        attempts=attempts_of(row),
    )


def attempts_of(row: sqlite3.Row) -> int:
    """How often sending it came to nothing. Raises Tampered."""
    if not isinstance(row["attempts"], int):
        raise Tampered("The outbox in the working copy was changed by hand.")
    return int(row["attempts"])


def unsent(connection: sqlite3.Connection, changes: Iterable[LocalChange]) -> list[LocalChange]:
    """Those of `changes` that the next submission sends: what the server does not have, or has turned down."""
    latest = newest_of_rows(connection)
    return [change for change in changes if not _is_sent(change, latest.get((change.feature.layer, change.local_id)))]


def _is_sent(change: LocalChange, seen: sqlite3.Row | None) -> bool:
    if seen is None or seen["state"] == ItemState.UNDONE:
        return False
    if seen["state"] == ItemState.SETTLED and seen["status"] not in DECIDED:
        return False
    return is_as_sent(seen, change)


def newest_of_rows(connection: sqlite3.Connection) -> dict[tuple[str, int], sqlite3.Row]:
    """The newest item of each row."""
    rows = connection.execute("SELECT * FROM buergergis_outbox ORDER BY rowid")
    return {(row["typename"], row["local_id"]): row for row in rows}


def newest(connection: sqlite3.Connection, typename: str, local_id: int) -> sqlite3.Row | None:
    """The newest item of a row."""
    select = "SELECT * FROM buergergis_outbox WHERE typename = ? AND local_id = ? ORDER BY rowid DESC LIMIT 1"
    row: sqlite3.Row | None = connection.execute(select, (typename, local_id)).fetchone()
    return row


def open_items(connection: sqlite3.Connection, typename: str, local_id: int) -> list[sqlite3.Row]:
    """What the outbox holds of a row, is wanted, and the server has not decided, as far as is known here."""
    select = (
        "SELECT * FROM buergergis_outbox WHERE typename = ? AND local_id = ? AND state NOT IN ('undone', 'settled')"
    )
    return connection.execute(select, (typename, local_id)).fetchall()


def awaited(connection: sqlite3.Connection) -> list[str]:
    """uuids of what the server has in some revision, or may get yet, and may change.

    A reviewer can take a refusal back; and what was undone here may arrive.
    """
    marks = ", ".join("?" * len(NEGATIVE))
    select = (
        "SELECT uuid FROM buergergis_outbox WHERE (sent IS NOT NULL AND state <> 'settled') OR state = 'undone' "
        f"OR (state = 'settled' AND status IN ({marks})) ORDER BY rowid"
    )
    return [row["uuid"] for row in connection.execute(select, sorted(map(str, NEGATIVE)))]


def pending_ids(connection: sqlite3.Connection, typename: str) -> set[int]:
    """`_id` of the rows of a layer that have an item on its way."""
    select = "SELECT local_id, state FROM buergergis_outbox WHERE typename = ?"
    return {row["local_id"] for row in connection.execute(select, (typename,)) if row["state"] in PENDING}


def is_as_sent(seen: sqlite3.Row, change: Change) -> bool:
    """Whether the server has this very change, on the same base; a row is based anew where it was merged."""
    if seen["sent"] is None or seen["operation"] != change.operation:
        return False
    return _tells(seen["sent"], change.proposed, change.base) and _tells(sent_base(seen), change.base, change.base)


def sent_base(seen: sqlite3.Row) -> str | None:
    """What it was based on when it was sent; a file of version 1 had no other than that."""
    base: str | None = seen["base"] if seen["sent_base"] is None else seen["sent_base"]
    return base or None


def _tells(text: str | None, feature: Feature | None, base: Feature | None) -> bool:
    """Whether `text` is `feature`. A field that either does not know counts only where it was changed from `base`."""
    if not text or feature is None or text == to_json_fg(feature):
        return bool(text) == (feature is not None)
    told, values, before = from_json_fg(text), feature.properties, base.properties if base else {}
    known = {name: value for name, value in told.properties.items() if name in values}
    new = {name: value for name, value in values.items() if name not in known}
    return (
        same_geometry(told.geometry, feature.geometry)
        and all(same_value(value, values[name]) for name, value in known.items())
        and all(same_value(value, before.get(name)) for name, value in new.items())
    )


def position(row: sqlite3.Row) -> Position:
    """The item as the table sees it. Raises Tampered for a state that there is not."""
    try:
        return Position(ItemState(row["state"]), row["sent"] is not None, int(row["revision"]), bool(row["astray"]))
    except (ValueError, TypeError) as error:
        raise Tampered("The outbox in the working copy was changed by hand.") from error


def read_item(row: sqlite3.Row) -> Item:
    """Raises Tampered where the row cannot be one of ours."""
    try:
        base, proposed = (text and from_json_fg(text) for text in (row["base"], row["proposed"]))
        return Item(
            uuid=str(row["uuid"]),
            change=Change(Operation(row["operation"]), base or None, proposed or None),
            changeset=str(row["changeset"]),
            comment=str(row["comment"]),
            state=ItemState(row["state"]),
            reason=str(row["reason"]),
            revision=int(row["revision"]),
            not_before=str(row["not_before"]),
            bad_field=str(row["bad_field"]),
        )
    except (Problem, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Tampered("The outbox in the working copy was changed by hand.") from error
