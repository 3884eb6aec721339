"""A layer whose fields the municipality has changed: its tables made anew, with rows, base rows and edits in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...domain import schema_change
from ...domain.contribution import Change, changed_geometry, changed_properties
from ...domain.errors import Safety, WorkingCopyProblem
from ...domain.outbox import PENDING
from ...domain.schema_change import Part, Shape, differences, hindering, plain
from ...services.wfs.model import Field
from ...workflows.ports import Refreshed
from . import outbox_rows
from .arrived import fill_new, show
from .changes import LocalChange, changes_in
from .layer import LayerRecord
from .putting import disarmed
from .schema import create_layer, drop_layer, quoted

_KEPT = "buergergis_kept"


def shape(layer: LayerRecord) -> Shape:
    fields = {field.name: "text" if field.type == "json" else field.type for field in layer.schema.fields}
    return Shape(fields, layer.schema.geometry_type, layer.form.crs, layer.form.key)


def is_clean(connection: sqlite3.Connection, layer: LayerRecord) -> bool:
    """Whether nothing of it was changed here, and nothing is on its way."""
    return not (changes_in(connection, [layer]) or outbox_rows.pending_ids(connection, layer.form.name))


def check_own_fields(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    """Raise WorkingCopyProblem where a person has added fields to the table and written into them.

    They are nobody else's, and would be gone with the table.
    """
    known, table = {"_id", "_fid", *layer.data_columns}, quoted(layer.table)
    names = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})") if row["name"] not in known]
    filled = (f"SELECT 1 FROM {table} WHERE {quoted(name)} IS NOT NULL LIMIT 1" for name in names)
    own = [name for name, select in zip(names, filled, strict=True) if connection.execute(select).fetchone()]
    if own:
        text = (
            f"The municipality has changed the layer {layer.form.name}, and fields that were added here would be lost"
        )
        advice = "Copy them into another file and delete them here, or check out into a new file."
        raise WorkingCopyProblem(f"{text}: {', '.join(own)[:200]}.", advice, Safety.KEPT_HERE)


def remade(connection: sqlite3.Connection, there: LayerRecord, wanted: LayerRecord) -> LayerRecord:
    """`there` with the fields of `wanted`, and tables to match that hold what they held.

    Values of a field that is gone go with it; a new field is empty until the rows arrive. Raises WorkingCopyProblem,
    which says exactly what has changed, before anything is written where changes that wait here cannot be kept.
    """
    found = differences(shape(there), shape(wanted))
    hindrances = hindering(found, _touched(connection, there))
    if hindrances:
        text = f"The municipality has changed the layer {there.form.name}: {_list(found)}."
        if len(hindrances) < len(found):
            text += f" Changes that wait here do not go together with this: {_list(hindrances)}."
        advice = "Submit them and wait until they are published, or check out into a new file."
        raise WorkingCopyProblem(text, advice, Safety.KEPT_HERE)
    was_json = {field.name for field in there.schema.fields if field.type == "json"}
    fields = tuple(
        replace(field, type="json") if field.name in was_json and field.type == "text" else field
        for field in wanted.schema.fields
    )
    schema = replace(wanted.schema, fields=fields)
    fresh = frozenset(one.name for one in found if one.part is Part.ADDED)
    new = replace(there, form=wanted.form, schema=schema, srs_id=wanted.srs_id, title=wanted.title, fresh=fresh)
    _rebuild(connection, there, new)
    return new


def filled_again(
    connection: sqlite3.Connection, there: LayerRecord, wanted: LayerRecord, columns: Mapping[str, str]
) -> Refreshed:
    """`there`, where nothing was changed, made anew as `wanted` of all that has arrived (`arrived.show`).

    Rows get other numbers. What the outbox knows of them follows, by their ids on the server: else an answer about one
    object would be taken for one about another. What has no row any more gets a number that none will have.
    """
    name = (wanted.form.name,)
    ids = "SELECT local_id FROM buergergis_outbox WHERE typename = ?"
    keep = f'CREATE TEMP TABLE {_KEPT} AS SELECT "_id", "_fid" FROM {quoted(there.table)} WHERE "_id" IN ({ids})'
    connection.execute(keep, name)
    drop_layer(connection, there)
    show(connection, wanted, columns)
    result = fill_new(connection, wanted)
    select = f'SELECT was."_id", new."_id" FROM {_KEPT} AS was JOIN {quoted(wanted.table)} AS new USING ("_fid")'
    found = dict(connection.execute(select))
    items = connection.execute("SELECT uuid, local_id FROM buergergis_outbox WHERE typename = ?", name).fetchall()
    moved = [(found.get(item["local_id"], -abs(item["local_id"])), item["uuid"]) for item in items]
    connection.executemany("UPDATE buergergis_outbox SET local_id = ? WHERE uuid = ?", moved)
    connection.execute("DELETE FROM buergergis_conflict WHERE typename = ?", name)  # of rows that are none
    connection.execute(f"DROP TABLE {_KEPT}")
    return result


def _list(found: tuple[schema_change.Difference, ...]) -> str:
    return "; ".join(map(plain, found))[:2000]


def _touched(connection: sqlite3.Connection, layer: LayerRecord) -> set[str]:
    """The fields that changes here set, also those that the outbox holds of what was put back since."""
    changes = changes_in(connection, [layer])
    items = outbox_rows.items(connection, PENDING)
    sent = [item.change for item in items if item.change.feature.layer == layer.form.name]
    return {name for change in (*changes, *sent) for name in _names(layer, change)}


def _names(layer: LayerRecord, change: LocalChange | Change) -> Iterator[str]:
    if change.proposed is None:
        return
    if change.base is None:
        yield from (name for name, value in change.proposed.properties.items() if value is not None)
        moved = change.proposed.geometry is not None
    else:
        yield from changed_properties(change.base, change.proposed)
        moved = changed_geometry(change.base, change.proposed, layer.form.decimals)
    if moved:
        yield schema_change.GEOMETRY


def _rebuild(connection: sqlite3.Connection, old: LayerRecord, new: LayerRecord) -> None:
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (old.table,)).fetchone()
    for number, table in enumerate((old.table, old.base)):
        connection.execute(f"CREATE TEMP TABLE {_KEPT}_{number} AS SELECT * FROM {quoted(table)}")
    drop_layer(connection, old)
    create_layer(connection, new)
    with disarmed(connection):
        for number, (table, own) in enumerate(((new.table, ("_id", "_fid")), (new.base, ("_id", "_new", "_fid")))):
            values = {**{name: quoted(name) for name in own}, **_values(old, new)}
            names = ", ".join(map(quoted, values))
            put = f"INSERT INTO {quoted(table)} ({names}) SELECT {', '.join(values.values())} FROM {_KEPT}_{number}"
            connection.execute(put)
            connection.execute(f"DROP TABLE {_KEPT}_{number}")
    if last is not None:  # what was deleted here has a base row, and its number is not given again
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (new.table,))
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (new.table, last["seq"]))


def _values(old: LayerRecord, new: LayerRecord) -> dict[str, str]:
    """What goes into each column, as SQL."""
    before = {field.name: (field, column) for field, column in zip(old.schema.fields, old.columns, strict=True)}
    found = {}
    for field, column in zip(new.schema.fields, new.columns, strict=True):
        was = before.get(field.name)
        found[column] = "NULL" if was is None else _as(was[0], field, quoted(was[1]))
    if new.schema.geometry_type is not None:
        found["geom"] = "NULL" if old.schema.geometry_type is None else '"geom"'
    return found


def _as(old: Field, new: Field, column: str) -> str:
    if new.type != "text" or old.type in ("text", "json"):
        return column
    if old.type == "boolean":
        return f"CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
    return f"CAST({column} AS TEXT)"
