"""The outbox as rows of a table. Which state follows which is the law of `domain/outbox.py`, and of nothing here.

An item belongs to one row of a layer. Its uuid is made from what it asks for, so that a copy of the file that does not
know of it yet (a cloud drive's, a backup's) sends the same under the same name, and the server has it once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from ...domain.contribution import NEGATIVE, Change, Operation, Status
from ...domain.errors import Problem, Tampered
from ...domain.feature import Feature, to_json_fg
from ...domain.moment import as_text
from ...domain.outbox import IN_DOUBT, PENDING, TO_SEND, Event, ItemState, Position, advance
from ...domain.state import same_geometry, same_value
from ...workflows.ports import NO_NOTES, Item, Row
from .changes import LocalChange
from .identity import ID
from .texts import from_json_fg

LONGEST_COMMENT = 10_000
"""Characters, as the server half takes them."""
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


_NEW = (
    "INSERT INTO buergergis_outbox (uuid, changeset, comment, typename, local_id, feature_key, operation, base, "
    "proposed, sent, revision, state, reason, status, published_fid, created, updated) "
    "VALUES (:uuid, :changeset, :comment, :typename, :local_id, :feature_key, "
    ":operation, :base, :proposed, NULL, 1, 'queued', '', '', '', :now, :now)"
)
_FOLLOW = (
    "UPDATE buergergis_outbox SET feature_key = :feature_key, operation = :operation, base = :base, "
    "proposed = :proposed WHERE uuid = :uuid"
)
_FOLLOW_DRAFT = (
    "UPDATE buergergis_outbox SET operation = :operation, sent = coalesce(:proposed, ''), "
    "sent_base = coalesce(:base, '') "
    "WHERE uuid = :uuid"
)


def enqueue(
    connection: sqlite3.Connection,
    changes: Sequence[LocalChange],
    current: Sequence[LocalChange],
    changeset: str,
    comment: str,
    author: str = "",
    notes: Mapping[Row, str] = NO_NOTES,
) -> list[Item]:
    """Put `changes` into the outbox and return all that is to be sent; `current` are all that there are."""
    latest = _latest(connection)
    for change in changes:
        place = change.feature.layer, change.local_id
        seen, given = latest.get(place), {"changeset": changeset, "comment": noted(comment, notes.get(place, ""))}
        as_sent = seen is not None and _as_sent(seen, change)
        _enqueue(connection, _values(change) | given, seen, as_sent, author)
    changed = {(change.feature.layer, change.local_id) for change in current}
    for place, seen in latest.items():
        if place not in changed and seen["state"] in (ItemState.QUEUED, ItemState.REFUSED):
            _take_back(connection, seen)
    return items(connection, TO_SEND)


def noted(comment: str, note: str) -> str:
    """A comment with what is to be said of this row alone; without that where the server would not take it all."""
    text = f"{comment}\n\n{note}" if comment and note else comment or note
    return text if len(text) <= LONGEST_COMMENT else comment


def _enqueue(
    connection: sqlite3.Connection, values: dict[str, object], seen: sqlite3.Row | None, as_sent: bool, author: str
) -> None:
    if seen is None or (seen["state"] == ItemState.SETTLED and not (as_sent and seen["status"] in DECIDED)):
        advance(Position(), Event.ENQUEUE)
        connection.execute(_NEW, values | {"uuid": _uuid(connection, values, author), "now": now()})
    elif seen["state"] in IN_DOUBT or seen["state"] == ItemState.SETTLED:
        return
    elif as_sent:
        if seen["state"] != ItemState.SUBMITTED:
            _take_back(connection, seen)
    elif not _waits_already(seen, values):
        values["comment"] = values["comment"] or seen["comment"]
        happen(connection, seen, Event.EDIT, **values, reason="", bad_field="", attempts=0, not_before="")


def _waits_already(seen: sqlite3.Row, values: Mapping[str, object]) -> bool:
    """It keeps its changeset then, and its comment where no other is given."""
    same = all(seen[name] == values[name] for name in ("operation", "base", "proposed"))
    return same and seen["state"] == ItemState.QUEUED and values["comment"] in ("", seen["comment"])


def _uuid(connection: sqlite3.Connection, values: Mapping[str, object], author: str) -> str:
    """The same for the same change of the same row by the same person, as long as it is the row's n-th item."""
    (mine,) = connection.execute("SELECT value FROM buergergis_meta WHERE key = ?", (ID,)).fetchone()
    row = (values["typename"], values["local_id"])
    count = "SELECT count(*) FROM buergergis_outbox WHERE typename = ? AND local_id = ?"
    (earlier,) = connection.execute(count, row).fetchone()
    parts = (author, *row, earlier, values["operation"], values["base"], values["proposed"])
    return str(uuid5(UUID(mine), "\n".join(map(repr, parts))))


def _take_back(connection: sqlite3.Connection, seen: sqlite3.Row) -> None:
    """The row is as it was again, or as the server has the item.

    What never left need not; what the server has stays its to answer. What may arrive yet is undone, or sent over.
    """
    to = advance(position(seen), Event.TAKE_BACK).state
    if to is ItemState.DRAFT:
        connection.execute("DELETE FROM buergergis_outbox WHERE uuid = ?", (seen["uuid"],))
        return
    if to is ItemState.UNDONE:
        happen(connection, seen, Event.TAKE_BACK, reason="", bad_field="", not_before="")
        return
    before = {"proposed": seen["sent"] or None, "base": _sent_base(seen)}
    before["operation"] = "delete" if not seen["sent"] else "insert" if before["base"] is None else "update"
    again = now() if to is ItemState.QUEUED and seen["not_before"] else ""
    happen(connection, seen, Event.TAKE_BACK, **before, attempts=0, not_before=again)


def position(row: sqlite3.Row) -> Position:
    """The item as the table sees it. Raises Tampered for a state that there is not."""
    try:
        return Position(ItemState(row["state"]), row["sent"] is not None, int(row["revision"]), bool(row["astray"]))
    except (ValueError, TypeError) as error:
        raise Tampered("The outbox in the working copy was changed by hand.") from error


def happen(connection: sqlite3.Connection, row: sqlite3.Row, event: Event, **columns: object) -> None:
    """Write where `event` takes an item, and `columns` with it. Raises OutOfOrder where the law does not allow it."""
    to = advance(position(row), event)
    values = {"state": str(to.state), "revision": to.revision, "astray": int(to.astray), "updated": now(), **columns}
    sets = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"UPDATE buergergis_outbox SET {sets} WHERE uuid = :uuid", {**values, "uuid": row["uuid"]})


def newest(connection: sqlite3.Connection, typename: str, local_id: int) -> sqlite3.Row | None:
    """The newest item of a row."""
    select = "SELECT * FROM buergergis_outbox WHERE typename = ? AND local_id = ? ORDER BY rowid DESC LIMIT 1"
    row: sqlite3.Row | None = connection.execute(select, (typename, local_id)).fetchone()
    return row


def follow(connection: sqlite3.Connection, seen: sqlite3.Row, change: LocalChange | None, as_sent: bool) -> None:
    """A row was merged with what the server has: what waits of it follows, so that it is sent as the row is now.

    `seen` is its newest item, `change` what the row is a change of now, `as_sent` whether it was as `seen` had been
    sent. What was turned down and left alone stays a draft that nobody sends again by chance.
    """
    if change is None:
        if seen["state"] in (ItemState.QUEUED, ItemState.REFUSED):
            _take_back(connection, seen)
        return
    values = _values(change) | {"uuid": seen["uuid"]}
    if seen["state"] in (ItemState.QUEUED, ItemState.REFUSED):
        connection.execute(_FOLLOW, values)
    elif as_sent and seen["sent"] is not None and seen["state"] == ItemState.SETTLED and seen["status"] in DECIDED:
        connection.execute(_FOLLOW_DRAFT, values)


def _values(change: LocalChange) -> dict[str, object]:
    return {
        "typename": change.feature.layer,
        "local_id": change.local_id,
        "feature_key": change.key,
        "operation": str(change.operation),
        "base": change.base and to_json_fg(change.base),
        "proposed": change.proposed and to_json_fg(change.proposed),
    }


def _as_sent(seen: sqlite3.Row, change: Change) -> bool:
    """Whether the server has this very change, on the same base; a row is based anew where it was merged."""
    if seen["sent"] is None or seen["operation"] != change.operation:
        return False
    return _tells(seen["sent"], change.proposed, change.base) and _tells(_sent_base(seen), change.base, change.base)


def _sent_base(seen: sqlite3.Row) -> str | None:
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


def _latest(connection: sqlite3.Connection) -> dict[tuple[str, int], sqlite3.Row]:
    """The newest item of each row."""
    rows = connection.execute("SELECT * FROM buergergis_outbox ORDER BY rowid")
    return {(row["typename"], row["local_id"]): row for row in rows}


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
    latest = _latest(connection)
    return [change for change in changes if not _is_sent(change, latest.get((change.feature.layer, change.local_id)))]


def _is_sent(change: LocalChange, seen: sqlite3.Row | None) -> bool:
    if seen is None or seen["state"] == ItemState.UNDONE:
        return False
    if seen["state"] == ItemState.SETTLED and seen["status"] not in DECIDED:
        return False
    return _as_sent(seen, change)


def open_items(connection: sqlite3.Connection, typename: str, local_id: int) -> list[sqlite3.Row]:
    """What the outbox holds of a row, is wanted, and the server has not decided, as far as is known here."""
    select = (
        "SELECT * FROM buergergis_outbox WHERE typename = ? AND local_id = ? AND state NOT IN ('undone', 'settled')"
    )
    return connection.execute(select, (typename, local_id)).fetchall()


def forget(connection: sqlite3.Connection, typename: str, local_id: int) -> None:
    """The row is as it was: nothing of it is sent, and the same change made again is a new one."""
    where = "WHERE typename = ? AND local_id = ?"
    for row in open_items(connection, typename, local_id):
        if row["sent"] is None:
            _take_back(connection, row)
    connection.execute(f"UPDATE buergergis_outbox SET sent = NULL {where} AND state = 'settled'", (typename, local_id))


def draft_again(connection: sqlite3.Connection, uuid: str) -> None:
    """What its author has withdrawn is a change like any other, and is sent with the next submission."""
    update = "UPDATE buergergis_outbox SET sent = NULL WHERE uuid = ? AND state = 'settled' AND status = 'withdrawn'"
    connection.execute(update, (uuid,))


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


def settle_row(connection: sqlite3.Connection, typename: str, local_id: int) -> None:
    """The server's row is what the item asked for. What may be on its way is asked for all the same."""
    for row in open_items(connection, typename, local_id):
        happen(connection, row, Event.MEET)


def now() -> str:
    return as_text(datetime.now(UTC))
