"""Our own tables and the triggers that keep base rows, as SQL text by name.

Copy on write: before a row is changed for the first time, whoever changes it, the triggers put the old row
beside it. They do not use OR IGNORE, because an outer INSERT OR REPLACE would override it (SQLite,
lang_createtrigger). `buergergis_guard` disarms them inside the transaction of a refresh, and only there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from .container import index_definitions, register, unregister
from .identity import ID, new_id
from .layer import LayerRecord, column_type

FORMAT = "buergergis-working-copy"
SCHEMA_VERSION = 3

OWN_1 = {
    "buergergis_meta": "CREATE TABLE buergergis_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
    "buergergis_guard": (
        "CREATE TABLE buergergis_guard (id INTEGER PRIMARY KEY CHECK (id = 1), armed INTEGER NOT NULL)"
    ),
    "buergergis_layer": (
        "CREATE TABLE buergergis_layer (id INTEGER PRIMARY KEY AUTOINCREMENT, typename TEXT NOT NULL UNIQUE, "
        "title TEXT NOT NULL, key_field TEXT NOT NULL, crs TEXT NOT NULL, srs_id INTEGER NOT NULL, "
        "northing_first INTEGER NOT NULL, decimals INTEGER NOT NULL, geographic INTEGER NOT NULL, "
        "has_z INTEGER NOT NULL, extent TEXT NOT NULL, expected INTEGER NOT NULL, loaded INTEGER NOT NULL, "
        "loaded_at TEXT NOT NULL, schema TEXT NOT NULL)"
    ),
    "buergergis_outbox": (
        "CREATE TABLE buergergis_outbox (uuid TEXT PRIMARY KEY NOT NULL, changeset TEXT NOT NULL, "
        "comment TEXT NOT NULL, typename TEXT NOT NULL, local_id INTEGER NOT NULL, feature_key TEXT, "
        "operation TEXT NOT NULL, base TEXT, proposed TEXT, sent TEXT, revision INTEGER NOT NULL, "
        "state TEXT NOT NULL, reason TEXT NOT NULL, status TEXT NOT NULL, published_fid TEXT NOT NULL, "
        "created TEXT NOT NULL, updated TEXT NOT NULL)"
    ),
}

ADDED_2 = {
    "buergergis_layer": ("protection TEXT NOT NULL DEFAULT ''", "watermark TEXT NOT NULL DEFAULT ''"),
    "buergergis_outbox": (
        "attempts INTEGER NOT NULL DEFAULT 0",
        "not_before TEXT NOT NULL DEFAULT ''",
        "sent_base TEXT",
        "bad_field TEXT NOT NULL DEFAULT ''",
    ),
}
NEW_2 = {
    "buergergis_conflict": (
        "CREATE TABLE buergergis_conflict (typename TEXT NOT NULL, local_id INTEGER NOT NULL, fid TEXT, "
        "theirs TEXT, found TEXT NOT NULL, PRIMARY KEY (typename, local_id))"
    ),
    "buergergis_ledger": (
        "CREATE TABLE buergergis_ledger (uuid TEXT PRIMARY KEY NOT NULL, typename TEXT NOT NULL, feature_key TEXT, "
        "operation TEXT NOT NULL, before TEXT, after TEXT, published TEXT NOT NULL, finding TEXT NOT NULL)"
    ),
    "buergergis_version": (
        "CREATE TABLE buergergis_version (layer INTEGER NOT NULL, fid TEXT NOT NULL, state TEXT NOT NULL, "
        "PRIMARY KEY (layer, fid)) WITHOUT ROWID"
    ),
    # each changed row is looked up there, at each refresh
    "buergergis_outbox_row": "CREATE INDEX buergergis_outbox_row ON buergergis_outbox (typename, local_id)",
}

ADDED_3 = {"buergergis_outbox": ("astray INTEGER NOT NULL DEFAULT 0",)}


def _longer(own: Mapping[str, str], added: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Our tables with what ALTER TABLE adds at their end."""
    return {name: ", ".join([sql.removesuffix(")"), *added.get(name, ())]) + ")" for name, sql in own.items()}


OWN_2 = _longer(OWN_1, ADDED_2) | NEW_2
OWN = OWN_2 | _longer({"buergergis_outbox": OWN_2["buergergis_outbox"]}, ADDED_3)
"""Our tables and indexes as they are now."""
BY_VERSION = {1: OWN_1, 2: OWN_2, SCHEMA_VERSION: OWN}

UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' "
    "|| substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)
_ARMED = "(SELECT armed FROM buergergis_guard) IS NOT 0"


def definitions(layer: LayerRecord) -> dict[str, str]:
    """Every table, index and trigger of one layer, in the order of creation."""
    index = index_definitions(layer.table) if layer.schema.geometry_type is not None else {}
    return tables(layer) | index | triggers(layer)


def tables(layer: LayerRecord) -> dict[str, str]:
    """The rows and the base rows."""
    fields = [
        f"{quoted(column)} {column_type(field)}"
        for field, column in zip(layer.schema.fields, layer.columns, strict=True)
    ]
    geometry = layer.schema.geometry_type
    shape = [] if geometry is None else ['"geom" GEOMETRY']
    copied = [] if geometry is None else ['"geom" BLOB']
    rows = ['"_id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL', '"_fid" TEXT', *shape, *fields]
    base = ['"_id" INTEGER PRIMARY KEY', '"_new" INTEGER NOT NULL', '"_fid" TEXT', *copied, *fields]
    return {
        layer.table: f"CREATE TABLE {quoted(layer.table)} ({', '.join(rows)})",
        layer.base: f"CREATE TABLE {quoted(layer.base)} ({', '.join(base)})",
    }


def triggers(layer: LayerRecord) -> dict[str, str]:
    table, base = quoted(layer.table), quoted(layer.base)
    columns = ["_fid", *layer.data_columns]
    names = ", ".join(quoted(column) for column in columns)
    old = ", ".join(f"OLD.{quoted(column)}" for column in columns)
    missing = 'NOT EXISTS (SELECT 1 FROM {} WHERE "_id" = {}."_id")'
    keep = f'INSERT INTO {base} ("_id", "_new", {names}) SELECT'
    keep_old = f'{keep} OLD."_id", 0, {old} WHERE {missing.format(base, "OLD")};'
    there = f'EXISTS (SELECT 1 FROM {table} WHERE "_id" = NEW."_id")'
    bodies = {
        "replace": f"BEFORE INSERT ON {table} WHEN {_ARMED} AND {there} BEGIN "
        f'{keep} "_id", 0, {names} FROM {table} WHERE "_id" = NEW."_id" '
        f"AND {missing.format(base, 'NEW')}; END",
        "insert": f"AFTER INSERT ON {table} WHEN {_ARMED} BEGIN "
        f'INSERT INTO {base} ("_id", "_new") SELECT NEW."_id", 1 WHERE {missing.format(base, "NEW")}; '
        f"{_as_new(layer)} END",
        "identity": f'BEFORE UPDATE OF "_id" ON {table} WHEN NEW."_id" IS NOT OLD."_id" BEGIN '
        "SELECT RAISE(ABORT, 'the identity of a row cannot be changed'); END",
        "update": f"AFTER UPDATE ON {table} WHEN {_ARMED} BEGIN {keep_old} END",
        "delete": f"AFTER DELETE ON {table} WHEN {_ARMED} BEGIN {keep_old} "
        f'DELETE FROM {base} WHERE "_id" = OLD."_id" AND "_new" = 1; END',
    }
    prefix = f"buergergis_{layer.id}"
    return {f"{prefix}_{name}": f'CREATE TRIGGER "{prefix}_{name}" {body}' for name, body in bodies.items()}


def _as_new(layer: LayerRecord) -> str:
    """A pasted or split feature comes with the identity of its model, which is not its own."""
    table, base = quoted(layer.table), quoted(layer.base)
    mine = f'"_id" = NEW."_id" AND EXISTS (SELECT 1 FROM {base} WHERE "_id" = NEW."_id" AND "_new" = 1)'
    statements = [f'UPDATE {table} SET "_fid" = NULL WHERE {mine} AND "_fid" IS NOT NULL;']
    if layer.key_column is not None:
        key = quoted(layer.key_column)
        taken = " OR ".join(
            f'EXISTS (SELECT 1 FROM {other} WHERE {key} = NEW.{key} AND "_id" IS NOT NEW."_id")'
            for other in (table, base)
        )
        unfit = f"(NEW.{key} IS NULL OR NEW.{key} = '' OR {taken})"
        statements.append(f"UPDATE {table} SET {key} = {UUID} WHERE {mine} AND {unfit};")
    return " ".join(statements)


def create_own(connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    for statement in OWN.values():
        connection.execute(statement)
    connection.execute("INSERT INTO buergergis_guard VALUES (1, 1)")
    connection.executemany("INSERT INTO buergergis_meta VALUES (?, ?)", meta.items())
    # With one table registered as attributes, GDAL and QGIS list registered tables only, and not ours.
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
        "VALUES ('buergergis_meta', 'attributes', 'buergergis_meta', 0)"
    )


def stated_version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM buergergis_meta WHERE key = 'schema_version'").fetchone()
    return int(row[0])


def migrate(connection: sqlite3.Connection) -> None:
    """From an earlier version to the present one, inside a transaction; the file then is as if it had been made now."""
    if stated_version(connection) == 1:
        _add(connection, ADDED_2)
        for statement in NEW_2.values():
            connection.execute(statement)
        connection.execute("INSERT OR IGNORE INTO buergergis_meta VALUES (?, ?)", (ID, new_id()))
    _add(connection, ADDED_3)
    # what became of each request was not noted before, so of what is not confirmed one may be astray
    connection.execute("UPDATE buergergis_outbox SET astray = 1 WHERE state NOT IN ('submitted', 'settled')")
    connection.execute("UPDATE buergergis_meta SET value = ? WHERE key = 'schema_version'", (str(SCHEMA_VERSION),))


def _add(connection: sqlite3.Connection, added: Mapping[str, Sequence[str]]) -> None:
    for table, columns in added.items():
        for column in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def create_layer(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    for statement in definitions(layer).values():
        connection.execute(statement)
    register(connection, layer)


def drop_layer(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    unregister(connection, layer)
    if layer.schema.geometry_type is not None:
        connection.execute(f"DROP TABLE {quoted(f'rtree_{layer.table}_geom')}")
    connection.execute(f"DROP TABLE {quoted(layer.table)}")
    connection.execute(f"DROP TABLE {quoted(layer.base)}")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
