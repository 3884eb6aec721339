"""The outbox as rows of a table. Which state follows which is the law of `domain/outbox.py`, and of nothing here.

An item belongs to one row of a layer. Its uuid is made from what it asks for, so that a copy of the file that does not
know of it yet (a cloud drive's, a backup's) sends the same under the same name, and the server has it once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from ...domain.feature import to_json_fg
from ...domain.moment import as_text
from ...domain.outbox import IN_DOUBT, TO_SEND, Event, ItemState, Position, advance
from ...workflows.ports import NO_NOTES, Item, Row
from .changes import LocalChange
from .identity import ID
from .outbox_rows import DECIDED, is_as_sent, items, newest_of_rows, open_items, position, sent_base

LONGEST_COMMENT = 10_000
"""Characters, as the server half takes them."""


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
    latest = newest_of_rows(connection)
    for change in changes:
        place = change.feature.layer, change.local_id
        seen, given = latest.get(place), {"changeset": changeset, "comment": noted(comment, notes.get(place, ""))}
        as_sent = seen is not None and is_as_sent(seen, change)
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
    before = {"proposed": seen["sent"] or None, "base": sent_base(seen)}
    before["operation"] = "delete" if not seen["sent"] else "insert" if before["base"] is None else "update"
    again = now() if to is ItemState.QUEUED and seen["not_before"] else ""
    happen(connection, seen, Event.TAKE_BACK, **before, attempts=0, not_before=again)


def happen(connection: sqlite3.Connection, row: sqlite3.Row, event: Event, **columns: object) -> None:
    """Write where `event` takes an item, and `columns` with it. Raises OutOfOrder where the law does not allow it."""
    to = advance(position(row), event)
    values = {"state": str(to.state), "revision": to.revision, "astray": int(to.astray), "updated": now(), **columns}
    sets = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"UPDATE buergergis_outbox SET {sets} WHERE uuid = :uuid", {**values, "uuid": row["uuid"]})


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


def settle_row(connection: sqlite3.Connection, typename: str, local_id: int) -> None:
    """The server's row is what the item asked for. What may be on its way is asked for all the same."""
    for row in open_items(connection, typename, local_id):
        happen(connection, row, Event.MEET)


def now() -> str:
    return as_text(datetime.now(UTC))
