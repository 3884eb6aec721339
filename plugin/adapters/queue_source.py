"""Where the review queue lies, and how its tables are addressed and read.

A GeoPackage holds them under their plain names, PostgreSQL in the schema `buergergis`.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsDataSourceUri,
    QgsProject,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..domain.errors import Busy, InvalidContent
from . import sqlite_address

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Connection

SCHEMA = "buergergis"
SCOPE = "buergergis"
"""Scope of our entries in a project."""

CONTRIBUTION_ID = "buergergis_contribution"
READ_ONLY = "PRELUDE_STATEMENTS=PRAGMA query_only=ON"
"""GDAL open option with which SQLite itself refuses to write."""

_READ_WAIT = 5.0


@dataclass(frozen=True)
class QueueSource:
    """The database of the queue: `provider` (ogr, postgres) and `uri` of a layer in it, for reading."""

    provider: str
    uri: str
    write_connection: str = ""

    @property
    def path(self) -> str:
        """The GeoPackage; empty for PostgreSQL."""
        return _decoded(self.uri).get("path", "") if self.provider == "ogr" else ""

    @property
    def layer_name(self) -> str:
        """The table of a GeoPackage that `uri` names, or the first one where it names none."""
        return _decoded(self.uri).get("layerName") or _only_layer(self.uri)

    def table(self, name: str, writing: bool = False) -> str:
        """The source of one table of the queue."""
        if self.provider == "ogr":
            parts = {"path": self.path, "layerName": name}
            return _encoded(parts if writing else {**parts, "openOptions": [READ_ONLY]})
        uri = QgsDataSourceUri(self.uri)
        uri.setDataSource(SCHEMA, name, "geom" if name == "contribution" else "", "", "id")
        if name != "contribution":
            uri.setWkbType(QgsWkbTypes.Type.NoGeometry)
            uri.setSrid("")
        return through(uri, self.write_connection if writing else "")

    def writer(self) -> QueueSource:
        """The same read over the writing connection: PostgreSQL shows who people are to nobody else."""
        return QueueSource(self.provider, self.table("contribution", writing=True)) if self.write_connection else self

    def rows(self, sql: str, values: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT over `{q}table` with `?` for text values.

        Raises InvalidContent, and Busy where PostgreSQL cannot be reached.
        """
        try:
            if self.provider == "ogr":
                return _sqlite_rows(self.path, sql.format(q=""), values)
            return _postgres_rows(QgsDataSourceUri(self.uri).connectionInfo(True), sql.format(q=SCHEMA + "."), values)
        except (sqlite3.Error, QgsProviderConnectionException) as error:
            if self.provider != "ogr" and not reachable(QgsDataSourceUri(self.uri).connectionInfo(True)):
                raise Busy("The database cannot be reached at the moment.", 2) from error
            raise InvalidContent(f"The database cannot be read: {' '.join(str(error).split())}.") from error

    def hold(self) -> sqlite3.Connection | None:
        """Turn on write-ahead logging in a GeoPackage and keep it on; None for PostgreSQL.

        QGIS turns it off whenever it closes the file last, and readers then wait for writers. An idle
        connection prevents that: a service keeps what this returns, from before it opens the project.
        """
        if self.provider != "ogr":
            return None
        connection = sqlite3.connect(self.path, timeout=_READ_WAIT, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        _held[self.path] = (os.stat(self.path).st_ino, connection)
        return connection


def queue_of(project: QgsProject) -> QueueSource:
    """The queue of a published project. Raises InvalidContent where its layer is missing."""
    layer = project.mapLayer(CONTRIBUTION_ID)
    if layer is None:
        raise InvalidContent("The project has lost its layer contribution.", "Run preparemunicipality again.")
    connection, _ = project.readEntry(SCOPE, "/write_connection", "")
    return QueueSource(layer.providerType(), layer.source(), connection)


def read_only_source(layer: QgsVectorLayer) -> str:
    """The source of a GeoPackage layer with which the database refuses to write; others as they are."""
    if layer.providerType() != "ogr":
        return str(layer.source())
    parts = _decoded(layer.source())
    parts["layerName"] = parts.get("layerName") or _only_layer(layer.source())
    options = [option for option in parts.get("openOptions") or [] if option != READ_ONLY]
    return _encoded({**parts, "layerId": None, "openOptions": [*options, READ_ONLY]})


def writing_source(layer: QgsVectorLayer, write_connection: str = "") -> str:
    """The source of a published layer without what makes it read-only."""
    if layer.providerType() != "ogr":
        return through(QgsDataSourceUri(layer.source()), write_connection)
    parts = _decoded(layer.source())
    options = [option for option in parts.pop("openOptions", None) or [] if option != READ_ONLY]
    return _encoded({**parts, "openOptions": options} if options else parts)


def through(uri: QgsDataSourceUri, service: str) -> str:
    """A PostgreSQL source over the named entry of the connection service file; as it is without a name."""
    if service:
        uri.setConnection(service, "", "", "")
    return str(uri.uri(False))


def _decoded(uri: str) -> dict[str, Any]:
    return dict(QgsProviderRegistry.instance().decodeUri("ogr", uri))


def _encoded(parts: dict[str, Any]) -> str:
    return str(QgsProviderRegistry.instance().encodeUri("ogr", parts))


def _only_layer(uri: str) -> str:
    """The table that GDAL opens for a source without a layer name."""
    sublayers = QgsProviderRegistry.instance().querySublayers(uri)
    return str(sublayers[0].name()) if sublayers else ""


_held: dict[str, tuple[int, sqlite3.Connection]] = {}
"""Connections that are held open, by path, with the number of the file: opening one costs more than a query."""


def _sqlite_rows(path: str, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    number, held = _held.get(path, (0, None))
    if held is not None and os.stat(path).st_ino == number:
        with suppress(sqlite3.ProgrammingError):  # its owner has closed it
            return held.execute(sql, tuple(values)).fetchall()
    connection = sqlite3.connect(sqlite_address.uri(Path(path).absolute(), "ro"), uri=True, timeout=_READ_WAIT)
    try:
        return connection.execute(sql, tuple(values)).fetchall()
    finally:
        connection.close()


def _postgres_rows(place: str, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    """Values come as from JSON. Over a connection of our own: QGIS asks for the type of every column that comes back,
    and twice for every query, which took longer than all of a Transaction's writing."""
    import psycopg2  # where it is needed alone: a desktop that works on a GeoPackage may be without it

    wrapped = f"SELECT coalesce(json_agg(to_json(found)), '[]')::text FROM ({spelt(sql, values)}) found"
    try:
        try:
            found = _asked(_connection(place), wrapped)
        except (psycopg2.OperationalError, psycopg2.InterfaceError):  # the server ended it meanwhile
            found = _asked(_connection(place, anew=True), wrapped)
    except psycopg2.Error as error:
        raise QgsProviderConnectionException(str(error)) from error
    rows: list[tuple[Any, ...]] = json.loads(found, object_pairs_hook=lambda pairs: tuple(value for _, value in pairs))
    return rows


def _asked(connection: Connection, sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


_connected = threading.local()
"""The connections of a thread, by process and place: one that two processes shared would mix their answers."""


def _connection(place: str, anew: bool = False) -> Connection:
    import psycopg2

    key = f"{os.getpid()} {place}"
    kept: dict[str, Connection] = vars(_connected)
    if anew and (old := kept.pop(key, None)) is not None:
        old.close()
    if key not in kept:
        kept[key] = psycopg2.connect(place)
        kept[key].autocommit = True
    return kept[key]


def reachable(connection: str, sql: str = "SELECT 1") -> bool:
    """Whether PostgreSQL answers a query; a connection that it ended is made anew."""
    try:
        return bool(ask(connection, sql))
    except QgsProviderConnectionException:
        return False


def ask(connection: str, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a SELECT over a connection to PostgreSQL. Raises QgsProviderConnectionException."""
    return _postgres_rows(connection, sql, [])


def spelt(sql: str, values: Sequence[str | int]) -> str:
    """A statement for PostgreSQL with its values in place of `?`; none of them can hold another one."""
    for value in values:
        sql = sql.replace("?", str(value) if isinstance(value, int) else postgres_text(value), 1)
    return sql


def postgres_text(value: str) -> str:
    """An SQL expression for a text, made of hexadecimal digits: there is nothing in it to break out of."""
    return f"convert_from(decode('{value.encode().hex()}', 'hex'), 'UTF8')"
