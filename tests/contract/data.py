"""The layers that the contract server keeps, and their rows in SQLite: geometries are GeoJSON, x before y."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Column:
    """`kind`: string, int, double, boolean or date. What is `needed` has no default; `unique` is a key."""

    name: str
    kind: str
    needed: bool = False
    unique: bool = False


@dataclass(frozen=True)
class Layer:
    """`epsg` is the native CRS; `northing_first` what its authority says of the axes."""

    name: str
    title: str
    geometry: str
    epsg: int
    northing_first: bool
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        return next((one for one in self.columns if one.name == name), None)


_TREE = (
    Column("uuid", "string", unique=True),
    Column("art", "string", needed=True),
    Column("hoehe", "double"),
    Column("nummer", "int"),
    Column("erhalten", "boolean"),
    Column("gepflanzt", "date"),
    Column("notiz", "string"),
)
LAYERS = {
    layer.name: layer
    for layer in (
        Layer("baum", "Bäume", "Point", 25833, False, _TREE),
        Layer("ort", "Orte in Grad", "Point", 4326, True, _TREE),
        Layer("beet", "Beete", "MultiPolygon", 25833, False, _TREE),
        Layer(
            "bank", "Bänke ohne Kennung", "Point", 25833, False, (Column("name", "string"), Column("zustand", "string"))
        ),
    )
}
_SQL = {"string": "TEXT", "date": "TEXT", "int": "INTEGER", "double": "REAL", "boolean": "INTEGER"}


def create(path: Path) -> None:
    """An empty database with all layers."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for layer in LAYERS.values():
            columns = ", ".join(f'"{one.name}" {_SQL[one.kind]}{" UNIQUE" * one.unique}' for one in layer.columns)
            connection.execute(
                f'CREATE TABLE "{layer.name}" (number INTEGER PRIMARY KEY AUTOINCREMENT, geometry TEXT, {columns})'
            )
        connection.execute("CREATE TABLE lock (id TEXT, layer TEXT, number INTEGER, until REAL)")
        connection.execute("CREATE TABLE meanwhile (sql TEXT)")
        connection.execute("CREATE TABLE torn (once INTEGER)")
        connection.commit()


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it, or nothing."""
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")


def rows(connection: sqlite3.Connection, layer: Layer) -> list[dict[str, Any]]:
    """All rows, with their number and geometry."""
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute(f'SELECT * FROM "{layer.name}" ORDER BY number')]
    for row in found:
        row["geometry"] = row["geometry"] and json.loads(row["geometry"])
        for column in layer.columns:
            if column.kind == "boolean" and row[column.name] is not None:
                row[column.name] = bool(row[column.name])
    return found


def store(connection: sqlite3.Connection, layer: Layer, values: dict[str, Any], number: int | None = None) -> int:
    """Write a new row, or the named columns of one; returns its number."""
    written = {
        name: json.dumps(value) if name == "geometry" and value is not None else value for name, value in values.items()
    }
    if number is None:
        names, marks = ", ".join(f'"{name}"' for name in written), ", ".join("?" * len(written))
        done = connection.execute(f'INSERT INTO "{layer.name}" ({names}) VALUES ({marks})', list(written.values()))
        return int(done.lastrowid or 0)
    sets = ", ".join(f'"{name}" = ?' for name in written)
    connection.execute(f'UPDATE "{layer.name}" SET {sets} WHERE number = ?', [*written.values(), number])
    return number
