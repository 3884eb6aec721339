"""Whether a file is a working copy of ours, unchanged where nobody may change it.

A GeoPackage can carry triggers, views and generated columns that act when it is opened; so every definition
in it must be the one that we would write. What GDAL and QGIS leave in a GeoPackage (styles, projects,
metadata) is tolerated as plain tables, and never read.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ...domain.errors import NotAWorkingCopy, Problem, Tampered, TooNew
from .container import APPLICATION_ID, CORE
from .identity import ID
from .keeping import SMALL
from .layer import LayerRecord, load_all
from .photos import OPTIONAL
from .schema import BY_VERSION, FORMAT, OWN, SCHEMA_VERSION, definitions
from .store import distrusting, is_there

_NUMBERS = "BOOLEAN|TINYINT|SMALLINT|MEDIUMINT|INT|INTEGER|BIGINT|FLOAT|DOUBLE|REAL|NUMERIC"
_TYPES = f"{_NUMBERS}|TEXT|VARCHAR|BLOB|DATE|DATETIME|JSON"
_ADDED_COLUMNS = re.compile(rf'(, ?(?:"[^"]{{1,60}}"|\w{{1,60}}) (?:{_TYPES})(?:\(\d{{1,5}}\))?)+\)', re.IGNORECASE)
_SHADOWS = {
    "rowid": "(rowid INTEGER PRIMARY KEY,nodeno)",
    "node": "(nodeno INTEGER PRIMARY KEY,data)",
    "parent": "(nodeno INTEGER PRIMARY KEY,parentnode)",
}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FOREIGN = re.compile(r"^(layer_styles|qgis_projects|gpkg_[a-z_]+)$")
_SQLITE = re.compile(r"^sqlite_(sequence|stat\d)$")


def check(path: Path) -> dict[str, str]:
    """What `buergergis_meta` says. Raises NotAWorkingCopy, TooNew or Tampered naming what is wrong."""
    is_there(path)  # says so where nobody can look
    if path.is_dir():
        raise NotAWorkingCopy(f"{path.name} is a folder, not a working copy.")
    if not path.is_file():
        raise NotAWorkingCopy(f"There is no file {path.name} at that place.")
    with distrusting(path) as connection:
        meta = _meta(connection, path)
        found = {row["name"]: row for row in connection.execute("SELECT type, name, sql FROM sqlite_master")}
        expected = CORE | BY_VERSION[int(meta["schema_version"])]
        _check_all(connection, found, expected)
        layers = load_all(connection)
        for layer in layers:
            expected |= definitions(layer)
        expected |= {name: sql for name, sql in OPTIONAL.items() if name in found}
        _check_all(connection, found, expected, {layer.table for layer in layers})
        _check_rest(connection, found, expected, layers)
        _check_guard(connection)
        _check_meanings(connection, found)
    return meta


def will_open(connection: sqlite3.Connection) -> bool:
    """Whether the layers, as they were just written, are what `check` expects: else the file never opens again."""
    found = {row["name"]: row for row in connection.execute("SELECT type, name, sql FROM sqlite_master")}
    try:
        for layer in load_all(connection):
            _check_all(connection, found, definitions(layer), {layer.table})
    except Tampered:
        return False
    return True


def _meta(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    problem = NotAWorkingCopy(f"{path.name} is no working copy of Bürger-GIS.")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise problem
    sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'buergergis_meta'"
    row = connection.execute(sql).fetchone()
    if row is None:
        raise problem
    _compare("buergergis_meta", row["sql"], OWN["buergergis_meta"])
    meta = {
        str(key): str(value)
        for key, value in connection.execute(f"SELECT key, value FROM buergergis_meta WHERE {SMALL}")
    }
    if meta.get("format") != FORMAT:
        raise problem
    _check_version(meta, path)
    return meta


def _check_version(meta: dict[str, str], path: Path) -> None:
    version = meta.get("schema_version", "")
    if not version.isdigit() or int(version) < 1:
        raise _tampered("the version")
    if int(version) > SCHEMA_VERSION:
        raise TooNew(f"{path.name} was made by a newer version of Bürger-GIS.")
    if int(version) > 1 and not _UUID.fullmatch(meta.get(ID, "")):
        raise _tampered("its id")


def _check_all(
    connection: sqlite3.Connection,
    found: dict[str, sqlite3.Row],
    expected: dict[str, str],
    extensible: set[str] | None = None,
) -> None:
    for name, sql in expected.items():
        row = found.get(name)
        if row is None:
            raise _tampered(f"{name} is missing")
        if name in (extensible or ()) and _only_longer(row["sql"] or "", sql):
            continue
        _compare(name, row["sql"], sql)


def _compare(name: str, found: str | None, expected: str) -> None:
    if found != expected:
        raise _tampered(f"{name} is not as it was made")


def _only_longer(found: str, expected: str) -> bool:
    """Somebody added plain columns in QGIS: harmless, and not read."""
    start = expected.removesuffix(")")
    return found.startswith(start) and bool(_ADDED_COLUMNS.fullmatch(found[len(start) :]))


def _check_rest(
    connection: sqlite3.Connection,
    found: dict[str, sqlite3.Row],
    expected: dict[str, str],
    layers: list[LayerRecord],
) -> None:
    shadows = dict(_shadows(layers))
    for name, row in found.items():
        if name in expected or (name.startswith("sqlite_autoindex_") and row["sql"] is None):
            continue
        if name in shadows:
            _compare(name, row["sql"], shadows[name])
        elif not _is_plain_table(connection, row):
            raise _tampered(f"{row['type']} {name} does not belong there")


def _shadows(layers: list[LayerRecord]) -> Iterator[tuple[str, str]]:
    for layer in layers:
        for suffix, columns in _SHADOWS.items():
            name = f"rtree_{layer.table}_geom_{suffix}"
            yield name, f'CREATE TABLE "{name}"{columns}'


def _is_plain_table(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    name, sql = row["name"], row["sql"] or ""
    if row["type"] != "table" or "VIRTUAL" in sql.upper()[:20]:
        return False
    if _SQLITE.match(name):
        return True
    columns = connection.execute("SELECT hidden FROM pragma_table_xinfo(?)", (name,)).fetchall()
    return bool(_FOREIGN.match(name)) and all(column["hidden"] == 0 for column in columns)


def _check_guard(connection: sqlite3.Connection) -> None:
    rows = [tuple(row) for row in connection.execute("SELECT id, armed FROM buergergis_guard")]
    if rows != [(1, 1)]:
        raise _tampered("the recording of changes is switched off")


def _check_meanings(connection: sqlite3.Connection, found: dict[str, sqlite3.Row]) -> None:
    """QGIS makes lists of values and other names for fields of these; whoever chooses one might store another."""
    if "gpkg_data_columns" not in found:
        return
    select = "SELECT * FROM gpkg_data_columns"  # GDAL notes here that a text is JSON, which is harmless
    for row in connection.execute(select):
        told = {name for name in row.keys() if row[name] is not None}  # noqa: SIM118  rows iterate over values
        if told - {"table_name", "column_name", "mime_type"}:
            raise _tampered("fields have other names or lists of values")


def _tampered(what: str) -> Problem:
    return Tampered(f"The working copy was changed where nobody may change it: {what}.")
