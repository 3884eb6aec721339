"""The queue's database in the hands of somebody who is responsible for it: under the lock of the service, or to read.

What is done under the lock is all or nothing, and no Transaction of the service runs meanwhile; its writers wait, or
are told to come back. It needs the connection that may write, which the service alone has, and the administrator.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event as Pause
from typing import Any

from osgeo import ogr

from ..domain.errors import Busy, InvalidContent
from .queue_database import QueueDatabase, open_queue, writable
from .queue_source import SCHEMA, QueueSource, postgres_text

WAIT = 30.0
"""Seconds for which the lock is waited for."""

_LOCKED = ("locked", "lock timeout", "Zeitüberschreitung")
_TRACES = ("contribution", "comment", "attachment", "refusal", "member", "pseudonym")

PHOTO = "data"
"""The column of `attachment` with the bytes: megabytes, and read one by one."""

Value = str | int | None


class Tables:
    """Rows of the queue's tables, read and changed by SQL of our own with `{q}` before tables and `?` for values."""

    def __init__(self, database: QueueDatabase) -> None:
        self._database = database
        self._schema = f"{SCHEMA}." if database.is_postgres else ""

    def sql(self, text: str, *values: Value) -> str:
        """The statement with its values written into it."""
        parts = text.format(q=self._schema).split("?")
        assert len(parts) == len(values) + 1, text
        return parts[0] + "".join(self._literal(value) + part for value, part in zip(values, parts[1:], strict=True))

    def run(self, text: str, *values: Value) -> None:
        """Carry out a statement. Raises RuntimeError where the database refuses, which `locked` makes a problem of."""
        self._database.execute(self.sql(text, *values))

    def rows(
        self, table: str, condition: str = "", *values: Value, without: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Rows in the order of their ids, without photos; a geometry as GeoJSON text under `geom`.

        `without` names columns that are not read, because they are long and nobody asks for them.
        """
        layer = self._database.table(table)
        layer.SetAttributeFilter(self.sql(condition, *values) or None)
        layer.SetIgnoredFields([*without, *([PHOTO] if table == "attachment" else [])])
        found = [_row(feature) for feature in layer]
        layer.SetIgnoredFields([])
        layer.SetAttributeFilter(None)
        return sorted(found, key=lambda row: int(row["id"]))

    def photo(self, uuid: str) -> bytes:
        """The bytes of an attachment; none where it was withdrawn."""
        layer = self._database.table("attachment")
        layer.SetAttributeFilter(self.sql("uuid = ?", uuid))
        found = [feature.GetFieldAsBinary(PHOTO) for feature in layer if feature.IsFieldSetAndNotNull(PHOTO)]
        layer.SetAttributeFilter(None)
        return bytes(found[0]) if found else b""

    def count(self, table: str, condition: str = "", *values: Value) -> int:
        """How many rows there are."""
        layer = self._database.table(table)
        layer.SetAttributeFilter(self.sql(condition, *values) or None)
        number = int(layer.GetFeatureCount())
        layer.SetAttributeFilter(None)
        return number

    def _literal(self, value: Value) -> str:
        if value is None:
            return "NULL"
        if isinstance(value, int):
            return str(value)
        if "\0" in value:
            raise InvalidContent("A text with a zero byte is none that the queue holds.")
        return postgres_text(value) if self._schema else "'" + value.replace("'", "''") + "'"


@contextmanager
def to_read(queue: QueueSource) -> Iterator[Tables]:
    """The tables, over the connection that may write: on PostgreSQL no other sees who people are."""
    with open_queue(writable(queue)) as database:
        yield Tables(database)


@contextmanager
def locked(queue: QueueSource, wait: float = WAIT) -> Iterator[Tables]:
    """The tables, under the lock: everything inside is kept, or nothing. Raises Busy, InvalidContent."""
    with open_queue(writable(queue)) as database:
        if not database.is_postgres:
            database.execute("PRAGMA secure_delete = ON")
            database.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
        with database.transaction():
            if database.is_postgres:
                database.execute(f"SET LOCAL lock_timeout = '{round(wait * 1000)}ms'")
            _take(database, wait)
            yield Tables(database)


def wipe(queue: QueueSource, wait: float = WAIT) -> bool:
    """Take what was deleted out of the files too, which SQL alone does not; False where somebody was in the way.

    A GeoPackage is written anew (VACUUM) and its log emptied, of PostgreSQL the tables with personal data.
    """
    with open_queue(writable(queue)) as database:
        try:
            if database.is_postgres:
                database.execute(f"SET lock_timeout = '{round(wait * 1000)}ms'")
                for table in _TRACES:
                    database.execute(f"VACUUM (FULL) {SCHEMA}.{table}")
                return True
            database.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
            database.execute("VACUUM")
        except RuntimeError as error:
            if _is_lock(error):
                return False
            raise
        return _empty_log(database, wait)


def _row(feature: ogr.Feature) -> dict[str, Any]:
    values = {name: value for name, value in feature.items().items() if name != PHOTO}
    geometry = feature.geometry()
    return {"id": feature.GetFID(), **values, "geom": geometry.ExportToJson() if geometry else None}


def _empty_log(database: QueueDatabase, wait: float) -> bool:
    deadline = time.monotonic() + wait
    while not database.checkpoint():
        if time.monotonic() >= deadline:
            return False
        Pause().wait(0.1)
    return True


def _take(database: QueueDatabase, wait: float) -> None:
    try:
        database.lock()
    except RuntimeError as error:
        if _is_lock(error):
            raise Busy(f"The service is saving; the turn did not come within {wait:g} seconds.") from error
        raise


def _is_lock(error: RuntimeError) -> bool:
    return any(word in str(error) for word in _LOCKED)


def placeholders(values: Sequence[Value]) -> str:
    """As many question marks, for IN; NULL, which nothing equals, for none."""
    return ", ".join("?" for _ in values) or "NULL"
