"""What sending has come to, noted in the outbox by the law of `domain/outbox.py`, and when it is tried again."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ...domain import retry
from ...domain.contribution import Contribution
from ...domain.errors import Locked
from ...domain.moment import as_text
from ...domain.outbox import IN_DOUBT, Event, ItemState, OutOfOrder, event_towards, heard
from .outbox import happen, now
from .outbox_rows import attempts_of, read_item
from .settling import content


def mark(
    connection: sqlite3.Connection,
    uuids: Sequence[str],
    state: ItemState,
    reason: str = "",
    retry_after: float | None = None,
    field: str = "",
) -> None:
    """Note that sending has brought the items `uuids` to `state`. Raises Locked where another program was at them.

    With `retry_after`, the seconds that the server asks to wait (0 where it does not), they are tried again by
    themselves; without it a person must ask for that.
    """
    for uuid in uuids:
        row = _row(connection, uuid)
        if row is None:
            raise Locked("Another program has just changed the list of what is to be sent.")
        event = event_towards(ItemState(row["state"]), state)
        try:
            happen(connection, row, event, reason=reason, bad_field=field, **_tried(row, event, retry_after))
        except OutOfOrder as problem:
            if event is not Event.SEND:
                raise
            raise Locked("Another program has just sent the same changes.") from problem


def _tried(row: sqlite3.Row, event: Event, retry_after: float | None) -> dict[str, object]:
    if event is Event.CONFIRM:
        return _arrived(row)
    if event is Event.SEND:
        return {} if retry_after is None else {"not_before": now()}  # should it die of it
    if event not in (Event.DEFER, Event.LOSE):
        return {"not_before": ""}
    attempts = attempts_of(row) + 1
    if retry_after is None:
        return {"attempts": attempts, "not_before": ""}
    seconds = retry.wait(attempts, random.random(), retry_after)
    return {"attempts": attempts, "not_before": as_text(datetime.now(UTC) + timedelta(seconds=seconds))}


def learn(connection: sqlite3.Connection, asked: Iterable[str], found: Mapping[str, Contribution]) -> list[str]:
    """The server was asked for items in doubt, and has `found`; returns those of `asked` that have arrived."""
    arrived = []
    for uuid in asked:
        row, there = _row(connection, uuid), found.get(uuid)
        if row is None or row["state"] == ItemState.SETTLED:
            continue
        item = read_item(row)
        event = heard(item.change, item.revision, there)
        if event is Event.CONFIRM:
            assert there is not None  # by heard
            happen(connection, row, event, **_arrived(row), reason="", revision=there.revision)
            arrived.append(uuid)
        elif event is Event.BEHIND:
            assert there is not None  # by heard
            behind(connection, row, there, str(row["reason"]))
        elif event is Event.GONE:
            happen(connection, row, event, sent=None, status="", published_fid="")
        elif row["state"] in IN_DOUBT:
            happen(connection, row, event)
    return arrived


def _arrived(row: sqlite3.Row) -> dict[str, object]:
    """The columns that say what the server has of an item."""
    return {"sent": row["proposed"] or "", "sent_base": row["base"] or "", "attempts": 0, "not_before": ""}


def behind(connection: sqlite3.Connection, row: sqlite3.Row, there: Contribution, reason: str) -> None:
    """The server has the item in another revision than was thought: what is here goes as the next one."""
    columns = {**content(there), "status": str(there.status), "revision": there.revision + 1}
    happen(connection, row, Event.BEHIND, **columns, reason=reason)


def _row(connection: sqlite3.Connection, uuid: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute("SELECT * FROM buergergis_outbox WHERE uuid = ?", (uuid,)).fetchone()
    return found
