"""The layers of a project on a writing connection of their own: opened once, used for many Transactions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

from qgis.core import (
    QgsDataProvider,
    QgsDataSourceUri,
    QgsExpression,
    QgsFeature,
    QgsGeometry,
    QgsMapLayerServerProperties,
    QgsProject,
    QgsVectorLayer,
)

from ...adapters.areas import Areas, ars_of
from ...adapters.prepared import (
    Prepared,
    computed_fields,
    read_prepared,
    table_source,
    visible_fields,
    writing_source,
)
from ...adapters.queue_source import SCHEMA, SCOPE, QueueSource, postgres_text, queue_of
from ...domain.access import Actor
from ...domain.contribution import Change
from ...domain.directory import Directory
from ...domain.errors import AccessDenied, Busy, InvalidContent, Problem
from ..queue.responsible import Responsible
from . import restored
from .locking import begin, is_locked, seat
from .log_guard import guard
from .municipal import Municipal
from .table import Table, refusal_of
from .writers import Writers

QUEUE_TABLES = ("contribution", "comment", "event", "attachment", "pseudonym")

_AT_ONCE = 500
"""Events in one statement: SQLite takes a million bytes."""

_MARK = "buergergis_store"
# Not schema_version: GDAL drops and makes again its triggers that count rows (tried).
_LAYOUT = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY name)"
_PG_LAYOUT = (
    "SELECT md5(string_agg(concat_ws(' ', attrelid, attnum, attname, atttypid), ',' ORDER BY attrelid, attnum)) "
    "FROM pg_attribute WHERE attnum > 0 AND attrelid = ANY(ARRAY[{tables}]::oid[])"
)


class StoreCache:
    """Keeps one Store per project file in this process."""

    def __init__(self) -> None:
        self._stores: dict[str, Store] = {}
        self._layouts: dict[str, tuple[int, str]] = {}
        self._numbers = count(1)

    def store(self, project: QgsProject, prepared: Prepared | None = None) -> Store:
        """The store of `project` as it and its database now are; `prepared` where it has just been read.

        Raises AccessDenied, InvalidContent.
        """
        prepared = prepared or read_prepared(project)
        if prepared is None:
            raise AccessDenied("This service only reads: its project was not prepared for contributions.")
        queue = queue_of(project)
        _guard(queue)
        number = self._number(project)
        if self._layouts.get(prepared.project_file, (0, ""))[0] != number:
            self._layouts[prepared.project_file] = (number, _layout_of(project, queue))
        stamp = (number, str(queue.rows(self._layouts[prepared.project_file][1])[0][0]), queue)
        store = self._stores.get(prepared.project_file)
        if store is None or store.stamp != stamp:
            self.forget(prepared.project_file)
            store = self._stores[prepared.project_file] = Store(project, stamp)
        store.prepared = prepared
        return store

    def forget(self, project_file: str) -> None:
        """Close what is open for a project; the next Transaction opens it again."""
        if store := self._stores.pop(project_file, None):
            store.close()

    def _number(self, project: QgsProject) -> int:
        """A number for this very project object: QGIS Server makes a new one when the file has changed."""
        if project.property(_MARK) is None:
            project.setProperty(_MARK, next(self._numbers))
        return int(project.property(_MARK))


Stamp = tuple[int, str, QueueSource]
"""The project object, how the tables are made, and where the queue is: a store is good for one of these."""


class Store:
    """Writing layers of one project. `prepared` is as of the current request."""

    prepared: Prepared

    def __init__(self, project: QgsProject, stamp: Stamp) -> None:
        self.stamp = stamp
        self._project = project
        self._queue = stamp[2]
        self._tables: dict[str, Table] = {}
        self._writers = Writers()
        self._areas: Areas | None = None
        self._responsible = Responsible(project, self._queue)

    def table(self, name: str) -> Table:
        """A table of the queue."""
        if name not in self._tables:
            source, provider = table_source(self._project, name, writing=True)
            self._tables[name] = Table(name, QgsVectorLayer(source, name, provider))
        return self._tables[name]

    def layer(self, name: str) -> Municipal:
        """A municipal layer that is open for something. Raises InvalidContent, AccessDenied."""
        if name in QUEUE_TABLES or name not in self.prepared.layers:
            raise InvalidContent(f"There is no layer {name[:80]!r} here.")
        if name not in self.prepared.policies:
            raise AccessDenied(f"The layer {name} takes no contributions, and nobody may write to it.")
        table = self._tables.get(name)
        if not isinstance(table, Municipal):
            table = self._tables[name] = self._open(name)
        table.policy = self.prepared.policies.get(name)
        return table

    def directory(self) -> Directory | None:
        """The authorities that the municipality states."""
        return self._responsible.directory(self.prepared)

    def responsible(
        self, layer: str, change: Change, point: QgsGeometry | None, place: str | None
    ) -> dict[str, str | None]:
        """The authority that a change is for, by its id in the directory, and why: columns of the queue."""
        return self._responsible.columns(self.prepared, layer, change, point, place)

    def place(self, layer: Municipal, row: QgsFeature) -> str | None:
        """The ARS of a row."""
        return self.places(layer, [row])[0]

    def places(self, layer: Municipal, rows: Iterable[QgsFeature]) -> list[str | None]:
        """The ARS of each row."""
        if layer.policy is None:
            raise AccessDenied(f"The layer {layer.name} is not open for writing.")
        crs = layer.layer.crs()
        return [ars_of(layer.policy, row, crs, self.areas) for row in rows]

    @property
    def areas(self) -> Areas | None:
        """The municipalities, where the policies name any."""
        if self._areas is None and self.prepared.areas is not None:
            self._areas = Areas(self._project, self.prepared.areas)
        return self._areas

    def published(self, name: str) -> tuple[QgsVectorLayer, list[str]] | None:
        """A published layer on the reading connection, and its visible fields."""
        layer = self._project.mapLayer(self.prepared.layers.get(name, ""))
        return (layer, visible_fields(self._project, layer)) if isinstance(layer, QgsVectorLayer) else None

    @contextmanager
    def transaction(self, names: Iterable[str]) -> Iterator[None]:
        """Everything inside is committed together at its end, or, after any exception, not at all."""
        # All are opened before it begins: a layer that is opened while one runs takes its connection away (tried).
        for name in self.prepared.policies:
            with suppress(Problem):  # what is wrong with a layer is nobody's business but its own
                self.layer(name)
        tables = [self.table(name) for name in QUEUE_TABLES]
        tables += [self.layer(name) for name in dict.fromkeys(names) if name in self.prepared.policies]
        layers = [table.layer for table in tables]
        place = self._queue.path or f"{self._queue.uri} {os.environ.get('PGSERVICEFILE', '')}"
        with seat(place):
            restored.check(place, self.prepared.epoch, self.prepared.turn, self._turn)
            self._current = begin(lambda again: self._writers.transaction(layers, again), self._schema)
            try:
                yield
                done, error = self._current.commit()
                if not done:
                    if is_locked(error):
                        raise Busy("Somebody else holds the database.")
                    raise Problem(f"The database did not keep the changes: {' '.join(error.split())}.")
                restored.note(place, self.prepared.epoch, self.prepared.turn + 1)
            except BaseException:
                self._current.rollback()
                raise
            finally:
                del self._current

    def lock_rows(self, layer: Municipal, rows: Iterable[QgsFeature]) -> bool:
        """Lock rows against writers that do not ask for our lock row; True if they must be read again."""
        if self._queue.provider != "postgres":
            return False
        source, keys = layer.layer.dataProvider().uri(), layer.key_fields()
        table = f"{_name(source.schema())}.{_name(source.table())}" if source.schema() else _name(source.table())
        columns = ", ".join(_name(key.name()) for key in keys)
        values = [", ".join(self._literal(row[key.name()]) for key in keys) for row in rows]
        if values:
            wanted = ", ".join(f"({value})" for value in values)
            statement = f"SELECT 1 FROM {table} WHERE ({columns}) IN ({wanted}) ORDER BY {columns} FOR UPDATE"
            done, error = self._current.executeSql(statement)
            if not done and is_locked(error):
                raise Busy(f"Somebody else is changing a row of {layer.name}.")
            if not done:
                raise Problem(f"A row of {layer.name} cannot be locked: {' '.join(error.split())}.")
        return bool(values)

    def knows(self, actor: Actor) -> bool:
        """Whether a person still has a right that is not blocked."""
        sql = "SELECT 1 FROM {q}member WHERE person = ? AND coalesce(disabled, 0) = 0 LIMIT 1"
        return bool(self._queue.writer().rows(sql, [actor.person]))

    def last_event(self) -> str | None:
        """The hash of the last event that was kept; nobody else adds one while a transaction of ours is open."""
        rows = self._queue.writer().rows("SELECT hash FROM {q}event ORDER BY id DESC LIMIT 1")
        return rows[0][0] if rows else None

    def add_events(self, columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
        """Insert events in their order. One statement for many: a provider sends one for each."""
        names = ", ".join(map(_name, columns))
        for start in range(0, len(rows), _AT_ONCE):
            part = [", ".join(self._literal(value) for value in row) for row in rows[start : start + _AT_ONCE]]
            values = ", ".join(f"({row})" for row in part)
            done, error = self._current.executeSql(f"INSERT INTO {self._schema}event ({names}) VALUES {values}")
            if not done:
                raise refusal_of("event", [error])

    def close(self) -> None:
        """Give the connections back."""
        self._writers.close()
        self._tables.clear()

    def _turn(self) -> int:
        """How many Transactions there were."""
        return int(self._queue.rows("SELECT turn FROM {q}write_lock")[0][0])

    def _literal(self, value: Any) -> str:
        """A literal of SQL; with a backslash PostgreSQL, and QGIS's expressions, might read a text in another way."""
        if value is None:
            return "NULL"
        if not isinstance(value, str):
            return str(QgsExpression.quotedValue(value))
        if "\\" in value and self._queue.provider != "ogr":
            return postgres_text(value)
        return "'" + value.replace("\0", "").replace("'", "''") + "'"

    @property
    def _schema(self) -> str:
        return "" if self._queue.provider == "ogr" else f"{SCHEMA}."

    def _open(self, name: str) -> Municipal:
        published = self._project.mapLayer(self.prepared.layers[name])
        if not isinstance(published, QgsVectorLayer):
            raise InvalidContent(f"There is no layer {name[:80]!r} here.")
        connection, _ = self._project.readEntry(SCOPE, "/write_connection", "")
        visible, computed = visible_fields(self._project, published), computed_fields(published)
        layer = _clone(published)
        source = writing_source(published, connection)
        options = QgsDataProvider.ProviderOptions()
        layer.setDataSource(source, published.name(), published.providerType(), options, False)
        return Municipal(name, layer, None, visible, computed)


def _layout_of(project: QgsProject, queue: QueueSource) -> str:
    """A SELECT of one text that is another one when a table of the project is made in another way."""
    if queue.provider == "ogr":
        return _LAYOUT
    layers = [layer for layer in project.mapLayers().values() if layer.providerType() == "postgres"]
    sources = [QgsDataSourceUri(layer.source()) for layer in layers]
    tables = {(source.schema(), source.table()) for source in sources if not source.table().startswith("(")}
    tables |= {(SCHEMA, name) for name in QUEUE_TABLES}
    # The SELECT is a template: braces in it are doubled.
    names = [".".join(_name(part) for part in table if part).replace("'", "''") for table in sorted(tables)]
    listed = ", ".join(f"to_regclass('{name}')" for name in names).replace("{", "{{").replace("}", "}}")
    return _PG_LAYOUT.replace("{tables}", listed)


def _clone(published: QgsVectorLayer) -> QgsVectorLayer:
    """A copy with its joins, defaults and constraints.

    QGIS moves title, short name and what else a server says of a layer from the original to nowhere (tried with
    3.40): after the first Transaction the capabilities would call it otherwise. So that is put back.
    """
    said = QgsMapLayerServerProperties()
    published.serverProperties().copyTo(said)
    layer = published.clone()
    said.copyTo(published.serverProperties())
    return layer


def _guard(queue: QueueSource) -> None:
    if not queue.path:
        return
    try:
        guard(queue.path)
    except OSError as error:
        raise Busy(f"The database is held by another program: {error.strerror}.") from error


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
