"""Columns that a municipality may give its own tables: a stable key, and a version that no writer can forget.

Only on PostgreSQL, where a trigger keeps them true (`resources/sql`), and only what the administrator has seen before
is run. The columns bear our comment, so that only ours are ever taken away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsDataSourceUri, QgsVectorLayer

from ..domain.errors import InvalidContent
from .queue_database import open_queue
from .suitability import KEY_COLUMN, key_field

VERSION_COLUMN, CHANGE_COLUMN = "version", "change_id"
COLUMNS = (KEY_COLUMN, VERSION_COLUMN, CHANGE_COLUMN)
OURS = "Bürger-GIS:"
"""With this begins the comment of a column of ours."""

_SQL = Path(__file__).resolve().parents[2] / "resources" / "sql"
_PART = re.compile(r"^-- \[(\w+)\]\n", re.MULTILINE)


@dataclass(frozen=True)
class Table:
    """A table of the municipality: quoted for SQL, with its columns that bear one of our names."""

    name: str
    schema: str
    ours: frozenset[str]
    theirs: frozenset[str]


def to_add(layers: Mapping[str, QgsVectorLayer]) -> str:
    """The SQL that gives tables what they lack of the columns; empty where they have all. Raises InvalidContent."""
    return "".join(_adding(name, layer) for name, layer in layers.items())


def to_remove(layers: Mapping[str, QgsVectorLayer]) -> str:
    """The SQL that takes from tables what `to_add` gave them; empty where there is nothing of it."""
    tables = [_table(name, layer) for name, layer in layers.items()]
    parts = ["table", "trigger", *COLUMNS, "function"]
    return "".join(
        _written("columns_remove.sql", [part for part in parts if part not in COLUMNS or part in table.ours], table)
        for table in tables
        if table.ours
    )


def run(sql: str, connection: str) -> None:
    """Run `sql` as the owner of the tables: all or nothing, and without waiting long. Raises InvalidContent."""
    with open_queue(f"PG:service='{connection}'") as database, database.transaction():
        database.execute("SET LOCAL lock_timeout = '10s'")
        database.execute(sql)


def unserved(layer: QgsVectorLayer) -> list[str]:
    """Columns of ours that are no part of what people contribute: the trigger writes them."""
    return [name for name in (VERSION_COLUMN, CHANGE_COLUMN) if name in _ours(layer)]


def _adding(name: str, layer: QgsVectorLayer) -> str:
    table = _table(name, layer)
    if table.ours:
        return ""
    for column in table.theirs - {KEY_COLUMN}:
        raise InvalidContent(f"The table of {name} already has a column {column}, which is not ours.")
    if KEY_COLUMN in table.theirs and not key_field(layer):
        raise InvalidContent(
            f"The table of {name} has a column {KEY_COLUMN} that is no text or not unique.",
            "Make it unique, or rename it.",
        )
    return _written("columns_add.sql", ["table", *(c for c in COLUMNS if c not in table.theirs), "trigger"], table)


def _table(name: str, layer: QgsVectorLayer) -> Table:
    if layer.providerType() != "postgres":
        raise InvalidContent(f"The layer {name} does not lie in PostgreSQL; only there a trigger can keep versions.")
    uri = QgsDataSourceUri(layer.source())
    ours = _ours(layer)
    theirs = frozenset(COLUMNS) & {field.name() for field in layer.fields()} - ours
    return Table(uri.quotedTablename(), _quoted(uri.schema() or "public"), ours, theirs)


def _ours(layer: QgsVectorLayer) -> frozenset[str]:
    fields = layer.dataProvider().fields()
    return frozenset(field.name() for field in fields if field.name() in COLUMNS and field.comment().startswith(OURS))


def _written(file: str, parts: Sequence[str], table: Table) -> str:
    _, *pieces = _PART.split((_SQL / file).read_text("utf-8"))
    found = dict(zip(pieces[::2], pieces[1::2], strict=True))
    text = "".join(found[part] for part in parts)
    arguments = "" if KEY_COLUMN in table.theirs else "'uuid'"
    for word, value in {"table": table.name, "schema": table.schema, "arguments": arguments}.items():
        text = text.replace(f"@{word}@", value)
    return text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
