"""What was changed: a join of the rows with the base rows that the triggers kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...domain.contribution import ROW_NUMBERS, Change, Operation, is_change
from ...domain.errors import InvalidContent, Safety
from ...domain.feature import Feature
from .layer import LayerRecord
from .rows import feature_of
from .schema import quoted


@dataclass(frozen=True)
class LocalChange(Change):
    """A change, and the `_id` of its row."""

    local_id: int = 0


def changes_in(connection: sqlite3.Connection, layers: Iterable[LayerRecord]) -> list[LocalChange]:
    """All changes in the order of layers and rows; what was changed and changed back is none."""
    return [change for layer in layers for change in _changes(connection, layer)]


def _changes(connection: sqlite3.Connection, layer: LayerRecord) -> Iterator[LocalChange]:
    for local_id, base in base_rows(connection, layer).items():
        change = _change_at(connection, layer, local_id, base)
        if change is not None:
            yield change


def change_of(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> LocalChange | None:
    """The change of one row, None where there is none."""
    base = base_rows(connection, layer, local_id).get(local_id)
    return None if base is None else _change_at(connection, layer, local_id, base)


def _change_at(
    connection: sqlite3.Connection, layer: LayerRecord, local_id: int, base: sqlite3.Row
) -> LocalChange | None:
    numbers = _row_numbers(connection, layer) if base["_new"] else []
    try:
        return _change(layer, local_id, base, row_of(connection, layer, local_id), numbers)
    except ValueError as error:
        text = f"Row {local_id} of {layer.table} holds a geometry that is no such thing."
        raise InvalidContent(text, "Correct or delete it in QGIS.", Safety.KEPT_HERE) from error


def _change(
    layer: LayerRecord, local_id: int, base: sqlite3.Row, row: sqlite3.Row | None, numbers: list[str]
) -> LocalChange | None:
    if base["_new"]:
        if row is None:
            return None
        new = feature_of(layer, row, None)
        new = replace(new, properties={**new.properties, **dict.fromkeys(numbers)})
        return LocalChange(Operation.INSERT, None, new, local_id)
    was = base_feature(layer, base)
    if row is None:
        return LocalChange(Operation.DELETE, was, None, local_id)
    now = feature_of(layer, row, base["_fid"])
    if not is_change(was, now, layer.form.decimals):
        return None
    if was.key is not None:
        now = now.with_key(was.key)
    return LocalChange(Operation.UPDATE, was, now, local_id)


def forget_numbers(connection: sqlite3.Connection, layers: Iterable[LayerRecord]) -> None:
    """Take the server's row number of its model from every new row: once published, it gets one of its own."""
    for layer in layers:
        for name in _row_numbers(connection, layer):
            column = quoted(layer.column_of(name))
            new = f'SELECT "_id" FROM {quoted(layer.base)} WHERE "_new" = 1'
            where = f'{column} IS NOT NULL AND "_id" IN ({new})'
            connection.execute(f"UPDATE {quoted(layer.table)} SET {column} = NULL WHERE {where}")


def _row_numbers(connection: sqlite3.Connection, layer: LayerRecord) -> list[str]:
    """The fields that hold the server's row number: what was split or pasted has that of its model, to no avail."""
    sample = connection.execute(f'SELECT * FROM {quoted(layer.table)} WHERE "_fid" IS NOT NULL LIMIT 1').fetchone()
    named = zip(layer.schema.fields, layer.columns, strict=True)
    return [
        field.name
        for field, column in named
        if field.name.lower() in ROW_NUMBERS
        and field.name != layer.form.key
        and (sample is None or str(sample[column]) == layer.key_of(sample["_fid"]))
    ]


def base_feature(layer: LayerRecord, base: sqlite3.Row) -> Feature:
    return feature_of(layer, base, base["_fid"])


def base_rows(
    connection: sqlite3.Connection, layer: LayerRecord, local_id: int | None = None
) -> dict[int, sqlite3.Row]:
    """The base rows of `layer` by `_id`, or that of one row."""
    one = "" if local_id is None else ' WHERE "_id" = ?'
    values = () if local_id is None else (local_id,)
    found = connection.execute(f'SELECT * FROM {quoted(layer.base)}{one} ORDER BY "_id"', values)
    return {row["_id"]: row for row in found}


def row_of(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> sqlite3.Row | None:
    select = f'SELECT * FROM {quoted(layer.table)} WHERE "_id" = ?'
    row: sqlite3.Row | None = connection.execute(select, (local_id,)).fetchone()
    return row
