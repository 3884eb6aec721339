"""The server's database was put back to an older state: what it lost is offered again, under the same uuid."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import replace

from ...domain.contribution import Contribution, Operation, changed_geometry, changed_properties
from ...domain.outbox import Event, ItemState
from ...domain.state import same_value
from ...workflows.ports import Item
from .changes import base_rows, row_of
from .delivery import behind
from .layer import LayerRecord
from .outbox import happen
from .outbox_rows import DECIDED, read_item
from .rows import feature_of, values_of
from .schema import quoted
from .texts import from_json_fg

LOST = "The municipality has put its database back to an earlier state and does not have it any more."
"""Why an item waits again."""

_CONFIRMED = "SELECT * FROM buergergis_outbox WHERE sent IS NOT NULL AND state <> 'undone' ORDER BY rowid"


def confirmed(connection: sqlite3.Connection, layers: Mapping[str, LayerRecord]) -> list[Item]:
    """What the server has, as far as is known here, and has not turned down; with the keys that it gave since."""
    return [_with_key(connection, layers.get(row["typename"]), row) for row in _rows(connection)]


def _rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    rows = connection.execute(_CONFIRMED).fetchall()
    return [row for row in rows if row["state"] != ItemState.SETTLED or _is_over(row)]


def _is_over(row: sqlite3.Row) -> bool:
    return bool(row["state"] == "settled" and row["status"] not in DECIDED)


def _with_key(connection: sqlite3.Connection, layer: LayerRecord | None, row: sqlite3.Row) -> Item:
    item = read_item(row)
    there = row_of(connection, layer, row["local_id"]) if layer else None
    if layer is None or there is None or item.change.proposed is None or item.change.key:
        return item
    key = feature_of(layer, there, there["_fid"]).key
    return replace(item, change=replace(item.change, proposed=item.change.proposed.with_key(key))) if key else item


def offer_again(
    connection: sqlite3.Connection,
    layers: Mapping[str, LayerRecord],
    found: Mapping[str, Contribution],
    lost: Collection[str],
) -> list[str]:
    """Let wait again what the server no longer has, or has in an earlier revision; returns their uuids.

    `found` are the contributions that it has; `lost` the uuids of those whose change is gone from the map as well.
    """
    again = []
    for item in _rows(connection):
        there = found.get(item["uuid"])
        if there is not None:
            if item["state"] == ItemState.SUBMITTED and _revise(connection, item, there):
                again.append(item["uuid"])
        elif item["state"] != ItemState.SETTLED or (item["uuid"] in lost and _reopen(connection, layers, item)):
            happen(connection, item, Event.GONE, sent=None, status="", published_fid="", reason=LOST, not_before="")
            again.append(item["uuid"])
    return again


def _revise(connection: sqlite3.Connection, item: sqlite3.Row, there: Contribution) -> bool:
    """Whether the server knows another revision than the one that was sent last, which then goes again."""
    sent = from_json_fg(item["sent"]) if item["sent"] else None
    if there.change.operation == item["operation"] and there.change.proposed == sent:
        return False
    behind(connection, item, there, LOST)
    return True


def _reopen(connection: sqlite3.Connection, layers: Mapping[str, LayerRecord], item: sqlite3.Row) -> bool:
    """Make a change again of a row that was published: its base row comes back. Not where it was edited since."""
    layer, local_id = layers.get(item["typename"]), item["local_id"]
    if layer is None or base_rows(connection, layer, local_id):
        return False
    row = row_of(connection, layer, local_id)
    if not _as_sent(layer, item, row):
        return False
    if item["operation"] == Operation.INSERT:
        put = f'INSERT INTO {quoted(layer.base)} ("_id", "_new") VALUES (?, 1)'
        connection.execute(put, (local_id,))
        return True
    base = from_json_fg(item["base"])
    fid = row["_fid"] if row else item["published_fid"] or f"{layer.form.name}.{base.key}"
    names = ", ".join(quoted(name) for name in ("_id", "_new", "_fid", *layer.data_columns))
    values = (local_id, 0, fid, *values_of(layer, base))
    put = f"INSERT INTO {quoted(layer.base)} ({names}) VALUES ({', '.join('?' * len(values))})"
    connection.execute(put, values)
    return True


def _as_sent(layer: LayerRecord, item: sqlite3.Row, row: sqlite3.Row | None) -> bool:
    """Whether what the change was about still is so here; the rest of the row may be what the server filled in."""
    if row is None or not item["sent"]:
        return row is None and item["operation"] == Operation.DELETE
    sent, here = from_json_fg(item["sent"]), feature_of(layer, row, row["_fid"])
    base = from_json_fg(item["base"]) if item["base"] else None
    asked = sent.properties if base is None else changed_properties(base, sent)
    values = [(name, value) for name, value in asked.items() if base is not None or value is not None]
    if any(not same_value(value, here.properties.get(name)) for name, value in values):
        return False
    moved = base is None or changed_geometry(base, sent, layer.form.decimals)
    return not (moved and changed_geometry(sent, here, layer.form.decimals))
