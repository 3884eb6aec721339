"""What the server says became of contributions, taken note of in outbox and base rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from ...domain.contribution import NEGATIVE, Contribution, Operation, Status, is_change
from ...domain.feature import to_json_fg
from ...domain.outbox import IN_DOUBT, Event, ItemState
from .changes import base_rows, row_of
from .layer import LayerRecord
from .outbox import happen, now
from .outbox_rows import DECIDED
from .putting import put_base
from .rows import feature_of
from .schema import quoted
from .texts import from_json_fg
from .versions import forget


def settle(connection: sqlite3.Connection, layers: Mapping[str, LayerRecord], contribution: Contribution) -> None:
    """Published: the row is as the server has it, or based on it. Turned down: it stays, as a draft."""
    select = "SELECT * FROM buergergis_outbox WHERE uuid = ?"
    item = connection.execute(select, (contribution.uuid,)).fetchone()
    if item is None:
        return
    over = contribution.status is Status.PUBLISHED or contribution.status in DECIDED
    note = contribution.note or contribution.reason_code
    columns: dict[str, object] = {"status": str(contribution.status), "published_fid": contribution.published_fid}
    if over:
        _decided(connection, item, contribution, {**columns, "reason": note})
    elif item["state"] == ItemState.SETTLED and item["status"] in NEGATIVE:  # the reviewer has taken it back
        known = item["sent"] if item["sent"] is not None else item["proposed"] or ""
        happen(connection, item, Event.REOPEN, **columns, reason=note, sent=known)
    elif item["state"] == ItemState.UNDONE:  # it has arrived after all
        happen(connection, item, Event.CONFIRM, **columns, **content(contribution), reason=note)
    else:
        waits = item["state"] in (ItemState.REFUSED, *IN_DOUBT)  # then why it was not taken counts
        _note(connection, item, {**columns, "reason": item["reason"] if waits else note})
    layer = layers.get(item["typename"])
    if layer is not None and contribution.status is Status.PUBLISHED:
        _published(connection, layer, item, contribution)


def news(connection: sqlite3.Connection, contributions: Iterable[Contribution]) -> list[Contribution]:
    """Those that say something which is not noted yet: who saves edits in QGIS is disturbed by whatever is written."""
    select = "SELECT status, reason, state, published_fid FROM buergergis_outbox WHERE uuid = ?"
    found = []
    for one in contributions:
        item = connection.execute(select, (one.uuid,)).fetchone()
        if item is not None and not _is_known(item, one):
            found.append(one)
    return found


def _is_known(item: sqlite3.Row, contribution: Contribution) -> bool:
    told = item["status"], item["published_fid"]
    if told != (str(contribution.status), contribution.published_fid):
        return False
    waits = item["state"] in (ItemState.REFUSED, *IN_DOUBT)
    return waits or item["reason"] == (contribution.note or contribution.reason_code)


def _decided(
    connection: sqlite3.Connection, item: sqlite3.Row, contribution: Contribution, columns: dict[str, object]
) -> None:
    """A later revision that waits here comes too late; one that may have arrived is asked for when it is sent again."""
    if item["sent"] is None and item["state"] != ItemState.SETTLED:
        columns |= {"sent": content(contribution)["sent"]}
    happen(connection, item, Event.DECIDE, **columns)


def content(there: Contribution) -> dict[str, object]:
    """The columns that say what the server has of an item, where this is known from its own word."""
    sent, based = ("" if one is None else to_json_fg(one) for one in (there.change.proposed, there.change.base))
    return {"sent": sent, "sent_base": based, "revision": there.revision}


def _note(connection: sqlite3.Connection, item: sqlite3.Row, columns: dict[str, object]) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    values = {**columns, "now": now(), "uuid": item["uuid"]}
    connection.execute(f"UPDATE buergergis_outbox SET {sets}, updated = :now WHERE uuid = :uuid", values)


def _published(
    connection: sqlite3.Connection, layer: LayerRecord, item: sqlite3.Row, contribution: Contribution
) -> None:
    local_id = item["local_id"]
    base = base_rows(connection, layer).get(local_id)
    if base is None:
        return
    fid = contribution.published_fid or base["_fid"]
    if untouched_since(connection, layer, item):
        drop_base(connection, layer, local_id, fid)
    elif contribution.change.proposed is not None:
        put_base(connection, layer, local_id, fid, contribution.change.proposed)
        forget_theirs(connection, layer, local_id)


def untouched_since(connection: sqlite3.Connection, layer: LayerRecord, item: sqlite3.Row) -> bool:
    """Whether the row still is what was sent last of `item`."""
    row = row_of(connection, layer, item["local_id"])
    if row is None or item["operation"] == Operation.DELETE:
        return row is None and item["operation"] == Operation.DELETE
    sent = item["sent"] or item["proposed"]
    if not sent:
        return False
    return not is_change(from_json_fg(sent), feature_of(layer, row, row["_fid"]), layer.form.decimals)


def drop_base(connection: sqlite3.Connection, layer: LayerRecord, local_id: int, fid: str | None) -> None:
    """The row is no change any more, so nothing is in conflict with it; `fid` is its id on the server."""
    connection.execute(f'DELETE FROM {quoted(layer.base)} WHERE "_id" = ?', (local_id,))
    update = f'UPDATE {quoted(layer.table)} SET "_fid" = ? WHERE "_id" = ?'
    connection.execute(update, (fid, local_id))
    forget(connection, layer, fid)
    forget_theirs(connection, layer, local_id)


def forget_theirs(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> None:
    """What was noted of the server beside a row is out of date, or was taken in."""
    delete = "DELETE FROM buergergis_conflict WHERE typename = ? AND local_id = ?"
    connection.execute(delete, (layer.form.name, local_id))
