"""Writing one row and its base row, inside a transaction in which the triggers are disarmed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ...domain.feature import Feature
from ...domain.state import same_value
from .layer import LayerRecord
from .rows import values_of
from .schema import quoted


@contextmanager
def disarmed(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written inside is no edit of the person's. An exception rolls back the transaction, and this with it."""
    connection.execute("UPDATE buergergis_guard SET armed = 0")
    yield
    connection.execute("UPDATE buergergis_guard SET armed = 1")


def put_row(
    connection: sqlite3.Connection,
    layer: LayerRecord,
    local_id: int,
    fid: str | None,
    mine: Feature | None,
    wanted: Feature | None,
) -> None:
    """Bring a row from what it holds (`mine`) to what is `wanted`; None is no row.

    Only cells that differ are written: a curve that nobody touched stays a curve, though a feature has none.
    """
    table = quoted(layer.table)
    if wanted is None:
        connection.execute(f'DELETE FROM {table} WHERE "_id" = ?', (local_id,))
        return
    columns, values = ["_fid"], [fid]
    differing = set(layer.data_columns) if mine is None else _differing(layer, mine, wanted)
    for name, value in zip(layer.data_columns, values_of(layer, wanted), strict=True):
        if name in differing:
            columns.append(name)
            values.append(value)
    names = [quoted(name) for name in columns]
    if mine is None:
        marks = ", ".join("?" * (len(names) + 1))
        insert = f'INSERT INTO {table} ({", ".join(names)}, "_id") VALUES ({marks})'
        connection.execute(insert, (*values, local_id))
    else:
        sets = ", ".join(f"{name} = ?" for name in names)
        connection.execute(f'UPDATE {table} SET {sets} WHERE "_id" = ?', (*values, local_id))


def put_base(connection: sqlite3.Connection, layer: LayerRecord, local_id: int, fid: str | None, base: Feature) -> None:
    """What the server has is what the row is compared with from now on."""
    names = ", ".join(quoted(name) for name in ("_id", "_new", "_fid", *layer.data_columns))
    values = (local_id, 0, fid, *values_of(layer, base))
    put = f"INSERT OR REPLACE INTO {quoted(layer.base)} ({names}) VALUES ({', '.join('?' * len(values))})"
    connection.execute(put, values)


def put_no_base(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> None:
    """The server has no such feature, so the row is a new one."""
    put = f'INSERT OR REPLACE INTO {quoted(layer.base)} ("_id", "_new") VALUES (?, 1)'
    connection.execute(put, (local_id,))


def _differing(layer: LayerRecord, mine: Feature, wanted: Feature) -> set[str]:
    found = {
        column
        for field, column in zip(layer.schema.fields, layer.columns, strict=True)
        if not same_value(mine.properties.get(field.name), wanted.properties.get(field.name))
    }
    return found if mine.geometry == wanted.geometry else {"geom", *found}
