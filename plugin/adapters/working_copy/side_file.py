"""What is being downloaded, beside the working copy: a plain SQLite file in the person's own cache folder.

It lies neither next to the working copy, which a cloud drive may watch, nor where other people of the computer may
write. A download that broke off is found again there by `token`, which says what was asked for; what is older than
MAX_AGE, or was asked for otherwise, is thrown away. SQLite does not wait for the disk here: what a crash of the
computer spoils is seen when it is opened again, and loaded again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from qgis.PyQt.QtCore import QStandardPaths

from ...domain.errors import InvalidContent, WorkingCopyProblem
from ...domain.feature import check_property
from ...formats import geopackage
from ...services.wfs.model import Schema
from ...services.wfs.plans import Done
from ...services.wfs.raw import Raw
from ..sqlite_address import uri
from .layer import LayerRecord, column_type, columns_of
from .store import said_plainly
from .versions import SIDE_TABLES, compare, counts, note

MAX_AGE = 24 * 3600.0
"""Seconds for which a download that broke off can go on."""

_ROWS = 400
"""Rows for one statement: other threads get their turn in between."""

_FEW = 25
"""Brackets of a JSON that is not deep, however they stand."""
_LONG = re.compile(r"\d{19}")

_FORMAT = "1"


class SideFile:
    """Open with `open`, as a context. At its end it stays for another try, unless `discard` was called."""

    def __init__(self, path: Path, connection: sqlite3.Connection, schema: Schema, srs_id: int) -> None:
        self.path, self.schema = path, schema
        self._connection, self._srs_id = connection, srs_id
        self._spatial = schema.geometry_type is not None
        self._columns = columns_of(schema.fields)
        self._structured = {n for n, field in enumerate(schema.fields) if field.type == "json"}
        self._discarded = False
        self.has_z = False
        self.count = 0
        self.carried = 0  # rows of the working copy that stay as they are
        marks = ", ".join("?" * (1 + (5 if self._spatial else 0) + len(self._columns)))
        self._insert = f"INSERT OR IGNORE INTO arrived VALUES ({marks})"

    @classmethod
    def open(cls, name: str, token: str, schema: Schema, srs_id: int, structured: Iterable[str] = ()) -> Self:
        """The file called `name`, with what arrived when it was asked for by the same `token`, or empty.

        `structured` are fields that are known to hold JSON. While another program has the file, and where the folder
        cannot be written to, it is another one, and nobody finds it again.
        """
        fields = (replace(field, type="json") if field.name in structured else field for field in schema.fields)
        known = replace(schema, fields=tuple(fields))
        token = hashlib.sha256(f"{_FORMAT}\n{token}".encode("utf-8", "surrogatepass")).hexdigest()
        for place in (lambda: _path(name), _path_of_nobody):  # the second is made only where it is needed
            with suppress(OSError, WorkingCopyProblem), said_plainly(path := place()):
                made = cls(path, _connected(path, token), known, srs_id)
                made._begin(token)
                return made
        raise InvalidContent("There is no folder for temporary files that can be written to.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self._discarded:
            _remove(self.path)

    def close(self) -> None:
        """Let others read the file."""
        self._connection.close()

    def discard(self) -> None:
        """It is not needed any more."""
        self._discarded = True

    # services/wfs/download.py: Sink

    def parts(self) -> Mapping[str, int]:
        return {str(name): int(rows) for name, rows in self._connection.execute("SELECT name, rows FROM part")}

    def put(self, rows: Iterable[Raw], done: Callable[[], Done | None]) -> None:
        """Take all `rows` in one transaction, or none. Raises InvalidContent for what cannot be stored, DiskFull."""
        with said_plainly(self.path):
            self._connection.execute("BEGIN")
            before = self.count, self._structured.copy(), self.has_z
            try:
                for chunk in self._chunks(iter(rows)):
                    self._store(chunk)
                finished = done()
                if finished is not None:
                    self._connection.execute("INSERT OR REPLACE INTO part VALUES (?, ?)", finished)
                self._note("z", self.has_z)
                self._note("json", sorted(self._structured))
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite ends it by itself where the disk is full
                    self._connection.execute("ROLLBACK")
                self.count, self._structured, self.has_z = before
                raise

    def clear(self) -> None:
        for table in ("arrived", "part", "carried"):
            self._connection.execute(f"DELETE FROM {table}")
        self.count = self.carried = 0

    # what need not arrive

    def note_versions(self, rows: Iterable[tuple[str, str]]) -> None:
        """What the server calls the state of each row, told before the rows are read."""
        with said_plainly(self.path):
            note(self._connection, rows)

    def missing(self, copy: Path, layer: LayerRecord) -> list[str]:
        """The ids of the rows that the working copy `copy` does not have as the server has them, by these names."""
        with said_plainly(copy):
            found = compare(self._connection, copy, layer)
        self.carried = counts(self._connection)[1]
        return found

    @property
    def is_whole(self) -> bool:
        """Whether what has arrived and what is there already is what the server has, nothing more, of the same kind."""
        total, carried, come = counts(self._connection)
        return total == carried + come and self.count == come and self.found == self.schema

    # rows

    def _chunks(self, rows: Iterator[Raw]) -> Iterator[list[tuple[Any, ...]]]:
        make = self._with_shape if self._spatial else lambda row: (row[0], *row[2])
        while chunk := list(map(make, islice(rows, _ROWS))):
            yield chunk

    def _with_shape(self, row: Raw) -> tuple[Any, ...]:
        fid, geometry, values = row
        if geometry is not None and not isinstance(geometry, dict):
            raise InvalidContent("A geometry is not an object.")
        if geometry is None or not geometry.get("coordinates"):  # as QGIS Server writes an empty one
            return (fid, None, None, None, None, None, *values)
        made, bounds = geopackage.blob(geometry, self._srs_id)
        if not self.has_z and geopackage.has_z(made):
            self.has_z = True
        return (fid, *bounds, made, *values)

    def _store(self, chunk: list[tuple[Any, ...]]) -> None:
        before, self._rewritten = self._connection.total_changes, 0
        try:
            self._put(chunk)
        except (OverflowError, ValueError, RecursionError) as error:
            raise InvalidContent(f"The layer {self.schema.layer} holds a value that cannot be stored.") from error
        self.count += self._connection.total_changes - before - self._rewritten

    def _put(self, chunk: list[tuple[Any, ...]]) -> None:
        if not self._structured:
            with suppress(sqlite3.InterfaceError, sqlite3.ProgrammingError):  # the first list or object
                self._connection.executemany(self._insert, chunk)
                return
        self._connection.executemany(self._insert, self._with_texts(chunk))

    def _with_texts(self, chunk: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Lists and objects as JSON, and whatever else stands in the same column."""
        first = 6 if self._spatial else 1
        for number in range(len(self._columns)):
            if any(isinstance(row[first + number], list | dict) for row in chunk):
                self._make_json(number)
        return [
            (*row[:first], *(self._text(number, value) for number, value in enumerate(row[first:]))) for row in chunk
        ]

    def _text(self, number: int, value: Any) -> Any:
        if value is None or not (number in self._structured or isinstance(value, list | dict)):
            return value
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if text.count("[") + text.count("{") > _FEW or _LONG.search(text):
            check_property(value)  # what could not be read as a feature later would hide all the others
        return text

    def _make_json(self, number: int) -> None:
        """What stands in a column so far is plain text: nobody knew."""
        if number in self._structured or self.schema.fields[number].type != "text":
            return
        column = self._columns[number]
        self._connection.create_function("as_json", 1, lambda text: json.dumps(text, ensure_ascii=False))
        update = f'UPDATE arrived SET "{column}" = as_json("{column}") WHERE "{column}" IS NOT NULL'
        self._rewritten += self._connection.execute(update).rowcount
        self._structured.add(number)

    @property
    def found(self) -> Schema:
        """The schema with what only the rows tell: which columns hold JSON."""
        fields = (
            replace(field, type="json") if number in self._structured and field.type == "text" else field
            for number, field in enumerate(self.schema.fields)
        )
        return replace(self.schema, fields=tuple(fields))

    @property
    def columns(self) -> Mapping[str, str]:
        """Field -> column."""
        return dict(zip((field.name for field in self.schema.fields), self._columns, strict=True))

    # the file

    def _begin(self, token: str) -> None:
        notes = dict(self._connection.execute("SELECT name, value FROM note"))
        self._connection.execute("DELETE FROM carried")  # the working copy may be another one by now
        if not notes:
            self._make()
            self._note("token", token)
            self._note("begun", time.time())
            return
        self.has_z = bool(json.loads(notes.get("z", "false")))
        self._structured |= set(json.loads(notes.get("json", "[]")))
        self.count = self._connection.execute("SELECT count(*) FROM arrived").fetchone()[0]

    def _make(self) -> None:
        shape = ["x0 REAL", "x1 REAL", "y0 REAL", "y1 REAL", "geom BLOB"] if self._spatial else []
        fields = [
            f'"{column}" {column_type(field)}' for column, field in zip(self._columns, self.schema.fields, strict=True)
        ]
        columns = ", ".join(['"_fid" TEXT NOT NULL UNIQUE', *shape, *fields])
        self._connection.execute(f"CREATE TABLE arrived ({columns})")

    def _note(self, name: str, value: Any) -> None:
        self._connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, json.dumps(value)))


def _path(name: str) -> Path:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation), "buergergis")
    place = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return folder / f"{place[:32]}.load"


def _path_of_nobody() -> Path:
    return Path(tempfile.mkdtemp(prefix="buergergis-")) / "load.sqlite"


def _connected(path: Path, token: str) -> sqlite3.Connection:
    """A connection to the file, alone, with tables of notes and parts; emptied where it is not what was asked for."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(path.parent)
    if path.exists() and not _is_good(path, token):
        _remove(path)
    connection = sqlite3.connect(uri(path.absolute(), "rwc"), uri=True, timeout=0, isolation_level=None)
    for pragma in (
        "main.locking_mode = EXCLUSIVE",
        "journal_mode = TRUNCATE",
        "synchronous = OFF",
        "cache_size = -16000",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    connection.execute("CREATE TABLE IF NOT EXISTS part (name TEXT PRIMARY KEY, rows INTEGER) WITHOUT ROWID")
    for table in SIDE_TABLES:
        connection.execute(table)
    connection.execute("COMMIT")
    return connection


def _is_good(path: Path, token: str) -> bool:
    """Whether there is a download of the same, young and whole. Raises sqlite3.Error while another program has it."""
    try:
        with closing(sqlite3.connect(uri(path, "rw"), uri=True, timeout=0)) as connection:  # a journal is rolled back
            notes = dict(connection.execute("SELECT name, value FROM note"))
            young = 0 <= time.time() - json.loads(notes.get("begun", "0")) < MAX_AGE
            same = notes.get("token") == json.dumps(token)
            return same and young and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise
    except (sqlite3.Error, ValueError, TypeError):
        pass
    return False


def _sweep(folder: Path) -> None:
    """Remove what nobody came back for."""
    for path in folder.glob("*.load"):
        with suppress(OSError):
            if not 0 <= time.time() - path.stat().st_mtime < 2 * MAX_AGE:
                _remove(path)


def _remove(path: Path) -> None:
    for suffix in ("", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink()
    if path.parent.name.startswith("buergergis-"):
        with suppress(OSError):
            path.parent.rmdir()
