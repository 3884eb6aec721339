"""How the tables of the review queue come into a GeoPackage or PostgreSQL database, and out again.

GDAL makes them, so that a GeoPackage gets its metadata and spatial index as the standard asks, and one code
serves both databases. An older layout is brought to this one by adding what is missing, then by MIGRATIONS.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from osgeo import gdal, ogr, osr

from ..domain.contribution import OPEN
from ..domain.errors import InvalidContent, TooNew
from .queue_schema import INDEXES, MIGRATIONS, ONCE, READABLE, TABLES, TRIGGERS, VERSION, Column
from .queue_source import SCHEMA, QueueSource

Row = Mapping[str, str | int]


@contextmanager
def open_queue(target: str) -> Iterator[QueueDatabase]:
    """The database of the queue for writing; `target` is a GeoPackage's path, or `PG:` and a libpq string.

    Raises InvalidContent where the database cannot be opened or refuses what is done in the block.
    """
    with _gdal_errors():
        database = QueueDatabase(target)
        try:
            yield database
        finally:
            database.close()


def writable(queue: QueueSource) -> str:
    """The database of a queue as `open_queue` takes it. Raises InvalidContent."""
    if queue.path:
        return queue.path
    if not queue.write_connection:
        raise InvalidContent("The published project names no connection that may write.")
    return f"PG:service='{queue.write_connection}'"


class QueueDatabase:
    """The tables of the queue in an open database; `transaction` makes what it encloses all or nothing."""

    def __init__(self, target: str) -> None:
        self.is_postgres = target.startswith("PG:")
        self._prefix = f"{SCHEMA}." if self.is_postgres else ""
        self._dataset = gdal.OpenEx(target, gdal.OF_VECTOR | gdal.OF_UPDATE)

    def close(self) -> None:
        """Let go of the database."""
        self._dataset = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._dataset.StartTransaction()
        try:
            yield
        except BaseException:
            self._dataset.RollbackTransaction()
            raise
        self._dataset.CommitTransaction()

    def lock(self) -> None:
        """Take the lock of the service's Transactions, for the transaction that is open."""
        self.execute(f"UPDATE {self._prefix}write_lock SET turn = turn + 1 WHERE id = 1")

    def version(self) -> int | None:
        """The version of the queue that is there, or None. Raises TooNew, and InvalidContent if not ours."""
        there = [name for name in TABLES if self.table(name) is not None]
        if not there:
            return None
        stated = self.state().get("schema_version", "")
        if not stated.isdigit():
            raise InvalidContent(
                f"The database already has a table {there[0]} that is not part of a review queue.",
                "Rename that table, or keep the layers in another database.",
            )
        if int(stated) > VERSION:
            raise TooNew(f"The review queue has version {stated}; this plugin knows {VERSION}.")
        return int(stated)

    def table(self, name: str) -> ogr.Layer | None:
        """A table of the queue, None where it is missing."""
        if self.is_postgres and not self._is_there(name):
            return None  # newer GDAL raises where the schema is missing
        return self._dataset.GetLayerByName(self._prefix + name)

    def _is_there(self, name: str) -> bool:
        answer = self._dataset.ExecuteSQL(f"SELECT to_regclass('{self._prefix}{name}') IS NOT NULL AS found")
        there = bool(answer.GetNextFeature().GetField("found"))
        self._dataset.ReleaseResultSet(answer)
        return there

    def state(self) -> dict[str, str]:
        """The rows of service_state; none where the table is missing or somebody else's."""
        table = self.table("service_state")
        columns = {field.GetName() for field in table.schema} if table is not None else set()
        return {row["key"]: row["value"] for row in table} if {"key", "value"} <= columns else {}

    def create(self, crs: str) -> None:
        """Make what is missing of the tables, with Points in `crs` (AUTHORITY:CODE); an epoch is drawn."""
        if self.is_postgres:
            self.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        for name, columns in TABLES.items():
            self._create_table(name, columns, crs)
        for table, indexed in INDEXES:
            name = f"buergergis_{table}_{'_'.join(indexed)}"
            self.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {self._prefix}{table} ({', '.join(indexed)})")
        for table, columns in ONCE:
            name, listed = f"buergergis_{table}_once", ", ".join(columns)
            self.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS {name} ON {self._prefix}{table} ({listed})")
        for statement in TRIGGERS[self._dataset.GetDriver().ShortName]:
            self.execute(statement.replace("{q}", self._prefix))
        known = {"crs": crs, "epoch": secrets.token_hex(8), **self.state()}
        self.put("service_state", ["key"], [{"key": key, "value": value} for key, value in known.items()])
        self.put("write_lock", ["id"], [{"id": 1, "turn": 0}], keep=True)

    def migrate(self, version: int, crs: str) -> None:
        """Bring the layout of an older `version` to this one, step by step."""
        self.create(crs)
        for step in range(version, VERSION):
            for sql in MIGRATIONS[step]:
                self.execute(sql.format(q=self._prefix))
        self.put("service_state", ["key"], [{"key": "schema_version", "value": str(VERSION)}])

    def remove(self) -> None:
        """Take the tables out again."""
        for name in [name for name in TABLES if self.table(name) is not None]:
            self.execute(f"DROP TABLE {self._prefix}{name}")
        if self.is_postgres:
            self.execute(f"DROP FUNCTION IF EXISTS {SCHEMA}.event_stays()")
            self.execute(f"DROP SCHEMA IF EXISTS {SCHEMA}")

    def export(self, path: str) -> None:
        """Write every table of the queue into a new GeoPackage, primary keys too."""
        mode = None
        for name in [name for name in TABLES if self.table(name) is not None]:
            options = {"layers": [self._prefix + name], "layerName": name, "options": ["-preserve_fid"]}
            gdal.VectorTranslate(path, self._dataset, format="GPKG", accessMode=mode, **options)
            mode = "update"

    def let_read(self, role: str) -> None:
        """PostgreSQL: let the role of the published project read the queue, and not who is behind a pseudonym."""
        if self.is_postgres:
            name = '"' + role.replace('"', '""') + '"'
            self.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {name}")
            self.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM {name}")
            self.execute(f"GRANT SELECT ON {', '.join(self._prefix + table for table in READABLE)} TO {name}")

    def open_contributions(self) -> int:
        """How many contributions still wait for somebody."""
        table = self.table("contribution")
        return sum(row["status"] in set(OPEN) for row in table) if table is not None else 0

    def put(self, table: str, key: Sequence[str], rows: Sequence[Row], keep: bool = False) -> int:
        """Insert or, unless `keep`, update `rows` by the columns of `key`. Returns how many rows changed."""
        layer = self.table(table)
        there = {tuple(_value(row, name) for name in key): row.GetFID() for row in layer}
        changed = 0
        for row in rows:
            fid = there.get(tuple(row[name] for name in key))
            if fid is None:
                layer.CreateFeature(_filled(ogr.Feature(layer.GetLayerDefn()), row))
            elif keep or not _differs(feature := layer.GetFeature(fid), row):
                continue
            else:
                layer.SetFeature(_filled(feature, row))
            changed += 1
        return changed

    def replace(self, table: str, key: str, rows: Sequence[Row]) -> int:
        """Make `rows` the only ones with their values of the column `key`. Returns how many changed.

        Columns that they do not name stay as one row of the same `key` has them: who is blocked stays blocked.
        """
        layer = self.table(table)
        named = {row[key] for row in rows}
        there = [(row.GetFID(), row.items()) for row in layer if row[key] in named]
        before = {row[key]: row for _, row in there}
        wanted = [{**before.get(row[key], {}), **row} for row in rows]
        for fid, _ in ((fid, row) for fid, row in there if row not in wanted):
            layer.DeleteFeature(fid)
        kept = [row for _, row in there if row in wanted]
        missing = [row for row in wanted if row not in kept]
        for row in missing:
            layer.CreateFeature(_filled(ogr.Feature(layer.GetLayerDefn()), row))
        return len(missing) + len(there) - len(kept)

    def execute(self, sql: str) -> None:
        """Run a statement of our own whose answer, if there is one, says nothing."""
        self._dataset.ReleaseResultSet(self._dataset.ExecuteSQL(sql))

    def checkpoint(self) -> bool:
        """GeoPackage: empty the write-ahead log; False while somebody still reads from it."""
        answer = self._dataset.ExecuteSQL("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = answer.GetNextFeature().GetField(0)
        self._dataset.ReleaseResultSet(answer)
        return int(busy) == 0

    def _create_table(self, name: str, columns: Sequence[Column], crs: str) -> None:
        layer = self.table(name)
        if layer is None:
            has_point = name == "contribution"
            kind = ogr.wkbPoint if has_point else ogr.wkbNone
            layer = self._dataset.CreateLayer(
                name,
                _srs(crs) if has_point else None,
                kind,
                ["FID=id", "GEOMETRY_NAME=geom", *self._options()],
            )
        there = {field.GetName() for field in layer.schema}
        for column in (column for column in columns if column.name not in there):
            layer.CreateField(_definition(column))

    def _options(self) -> list[str]:
        return [f"SCHEMA={SCHEMA}", "LAUNDER=NO"] if self.is_postgres else []


def _definition(column: Column) -> ogr.FieldDefn:
    field = ogr.FieldDefn(column.name, column.kind)
    field.SetUnique(column.unique)
    field.SetNullable(not column.required)
    return field


def _value(row: ogr.Feature, name: str) -> str | int | None:
    return row.GetFID() if name == "id" else row[name]


def _differs(feature: ogr.Feature, row: Row) -> bool:
    return any(_value(feature, name) != value for name, value in row.items())


def _filled(feature: ogr.Feature, row: Row) -> ogr.Feature:
    for name, value in row.items():
        if name == "id":
            feature.SetFID(int(value))
        else:
            feature[name] = value
    return feature


def _srs(crs: str) -> osr.SpatialReference:
    srs = osr.SpatialReference()
    srs.SetFromUserInput(crs)
    return srs


@contextmanager
def _gdal_errors() -> Iterator[None]:
    """GDAL's errors as InvalidContent; its global switch is put back, for it belongs to the whole process."""
    with ExitStack() as stack:
        for module in (gdal, ogr, osr):
            if not module.GetUseExceptions():
                module.UseExceptions()
                stack.callback(module.DontUseExceptions)
        try:
            yield
        except RuntimeError as error:
            raise InvalidContent(f"The database refuses: {' '.join(str(error).split()).rstrip('.')}.") from error
