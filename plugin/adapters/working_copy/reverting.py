"""Putting a row back as it was before it was changed here, and making the change again."""

from __future__ import annotations

import sqlite3

from ...domain.contribution import Operation, Status, is_change
from ...domain.errors import Safety, WorkingCopyProblem
from ...domain.outbox import IN_DOUBT
from . import outbox, outbox_rows
from .changes import LocalChange, base_rows, row_of
from .layer import LayerRecord
from .meeting import noted_in, read_theirs
from .putting import disarmed, put_row
from .rows import feature_of, values_of
from .schema import quoted
from .settling import drop_base

_WITHDRAWABLE = ("", Status.SUBMITTED, Status.NEEDS_CHANGES, Status.CONFLICT)


def revert(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> None:
    """The row with its old values and its old `_id`, or no row where it was new; nothing of it waits to be sent.

    Where the server has something else meanwhile and this was kept apart, the row is as the server has it.

    Raises WorkingCopyProblem while the server has, or may have, the change and has not decided.
    """
    check_free(connection, layer.form.name, local_id)
    base = base_rows(connection, layer, local_id).get(local_id)
    if base is not None:
        with disarmed(connection):
            _put_back(connection, layer, base)
            drop_base(connection, layer, local_id, _catch_up(connection, layer, base))
    outbox.forget(connection, layer.form.name, local_id)


def _catch_up(connection: sqlite3.Connection, layer: LayerRecord, base: sqlite3.Row) -> str | None:
    """What the server has meanwhile was kept apart from the change, and a refresh may not bring it again.

    Returns the id that the feature has on the server.
    """
    fid: str | None = base["_fid"]
    for noted in noted_in(connection, layer, base["_id"]):
        row, fid = row_of(connection, layer, base["_id"]), noted["fid"]
        here = feature_of(layer, row, fid) if row else None
        put_row(connection, layer, base["_id"], fid, here, read_theirs(layer, noted))
    return fid


def again(connection: sqlite3.Connection, layer: LayerRecord, change: LocalChange) -> None:
    """Make a change that was undone; the triggers keep the base. Raises WorkingCopyProblem where the row differs."""
    _check_as_before(connection, layer, change)
    table, row = quoted(layer.table), (change.local_id,)
    if change.proposed is None:
        connection.execute(f'DELETE FROM {table} WHERE "_id" = ?', row)
        return
    values = (*values_of(layer, change.proposed), *row)
    columns = [quoted(name) for name in layer.data_columns]
    if change.operation is Operation.INSERT:
        marks = ", ".join("?" * len(values))
        connection.execute(f'INSERT INTO {table} ({", ".join(columns)}, "_id") VALUES ({marks})', values)
    else:
        sets = ", ".join(f"{column} = ?" for column in columns)
        connection.execute(f'UPDATE {table} SET {sets} WHERE "_id" = ?', values)


def check_free(connection: sqlite3.Connection, typename: str, local_id: int) -> None:
    """Raise WorkingCopyProblem while an item of the row is with the server, or may be."""
    for item in outbox_rows.open_items(connection, typename, local_id):
        if item["state"] in IN_DOUBT:
            text = "It is not known whether the municipality has this change already."
            raise _not_yet(text, "Submit again first: what the server has already is not sent twice.")
        if item["sent"] is None:
            continue
        text = "The municipality has this change and has not decided yet."
        withdrawable = item["status"] in _WITHDRAWABLE
        raise _not_yet(text, "Withdraw it first." if withdrawable else "Wait for the answer.")


def _not_yet(text: str, advice: str) -> WorkingCopyProblem:
    return WorkingCopyProblem(text, advice, Safety.KEPT_HERE)


def _put_back(connection: sqlite3.Connection, layer: LayerRecord, base: sqlite3.Row) -> None:
    table, local_id = quoted(layer.table), base["_id"]
    columns = ("_fid", *layer.data_columns)
    values = (*(base[column] for column in columns), local_id)
    names = [quoted(column) for column in columns]
    if base["_new"]:
        connection.execute(f'DELETE FROM {table} WHERE "_id" = ?', (local_id,))
    elif row_of(connection, layer, local_id) is None:
        marks = ", ".join("?" * len(values))
        connection.execute(f'INSERT INTO {table} ({", ".join(names)}, "_id") VALUES ({marks})', values)
    else:
        sets = ", ".join(f"{name} = ?" for name in names)
        connection.execute(f'UPDATE {table} SET {sets} WHERE "_id" = ?', values)


def _check_as_before(connection: sqlite3.Connection, layer: LayerRecord, change: LocalChange) -> None:
    row = row_of(connection, layer, change.local_id)
    same = not base_rows(connection, layer, change.local_id)
    if change.base is None or row is None:
        same = same and change.base is None and row is None
    else:
        same = same and not is_change(change.base, feature_of(layer, row, row["_fid"]), layer.form.decimals)
    if not same:
        text = "The object is no longer as it was when you undid the change."
        raise WorkingCopyProblem(text, "Make the change again in QGIS.", Safety.NOTHING_CHANGED)
