"""What has arrived, seen from the working copy: the view `arrived`, and a layer made of all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from ...workflows.ports import Refreshed
from .container import index_definitions, register
from .layer import LayerRecord
from .schema import quoted, tables, triggers
from .spatial_index import fill


def show(connection: sqlite3.Connection, layer: LayerRecord, columns: Mapping[str, str]) -> None:
    """Make `temp.arrived`: rows of the attached side file, with the columns that `layer` has, and their number `_row`.

    `columns` are those of the side file by field.
    """
    shape = ['"geom"'] if layer.schema.geometry_type is not None else []
    fields = [
        f"{quoted(columns[field.name])} AS {quoted(column)}"
        for field, column in zip(layer.schema.fields, layer.columns, strict=True)
    ]
    chosen = ", ".join(['rowid AS "_row"', '"_fid"', *shape, *fields])
    connection.execute(f"CREATE TEMP VIEW arrived AS SELECT {chosen} FROM side.arrived")


def fill_new(connection: sqlite3.Connection, layer: LayerRecord) -> Refreshed:
    """Make the tables of `layer` with all that has arrived; index and triggers come when the rows are there."""
    for statement in tables(layer).values():
        connection.execute(statement)
    names = ", ".join(map(quoted, ("_fid", *layer.data_columns)))
    insert = f'INSERT INTO {quoted(layer.table)} ("_id", {names}) SELECT "_row", {names} FROM temp.arrived'
    count = connection.execute(f'{insert} ORDER BY "_row"').rowcount
    if layer.schema.geometry_type is not None:
        index, *rest = index_definitions(layer.table).items()
        connection.execute(index[1])
        boxes = "SELECT rowid AS id, x0, x1, y0, y1 FROM side.arrived WHERE x0 IS NOT NULL"
        fill(connection, index[0], boxes)
        for _, statement in rest:
            connection.execute(statement)
    for statement in triggers(layer).values():
        connection.execute(statement)
    register(connection, layer)
    return Refreshed(added=count)
