"""The file itself: connections, transactions, and what SQLite's errors mean to a person.

Rows and bookkeeping are written through one connection, so that one transaction holds both. The rtree
triggers of a GeoPackage call ST_ functions, which GDAL brings along and Python's sqlite3 does not: they are
registered here. The journal mode is left as found: a plain rollback journal at rest, so that the file is
whole by itself (cloud drives copy single files), and WAL while QGIS edits, which it switches on and off.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ...domain.errors import DiskFull, Locked, NotAWorkingCopy, Problem, Safety, WorkingCopyProblem
from ...formats.geopackage import wkb_of
from ..sqlite_address import uri
from .rows import is_empty, ordinate

BUSY_SECONDS = 5.0
_LARGE = -16_000  # KiB of pages that are kept in memory while a layer is taken in
_STEPS = 100_000  # of SQLite's machine, between two looks: some milliseconds
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
_ENVELOPE = ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for looking only, on one consistent state of the file."""
    with said_plainly(path), closing(_connect(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


@contextmanager
def writing(path: Path, side: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction: committed at the end, or as if nothing had happened.

    Nobody else can write between what is read here and what is written. The file `side` is attached under that name,
    to be read.
    """
    with said_plainly(path), closing(_connect(path)) as connection:
        _bring_functions(connection)
        if side is not None:
            connection.execute(f"PRAGMA cache_size = {_LARGE}")
            connection.execute("ATTACH ? AS side", (uri(side.absolute(), "ro"),))
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")  # an exception closes the connection, which rolls back


@contextmanager
def interruptible(connection: sqlite3.Connection, look: Callable[[], None]) -> Iterator[None]:
    """Statements of `connection` end in their middle when `look`, called often, raises; that is then raised."""
    raised: list[BaseException] = []

    def ended() -> bool:
        try:
            look()
        except BaseException as error:
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(ended, _STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0]
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def distrusting(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that anybody may have made: nothing in its schema is carried out."""
    with said_plainly(path), closing(_connect(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        yield connection


@contextmanager
def creating(path: Path) -> Iterator[sqlite3.Connection]:
    """Like `writing`, for a file that does not exist or is empty."""
    with said_plainly(path), closing(_connect(path, "rwc")) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield connection
        connection.execute("COMMIT")


def is_there(path: Path) -> bool:
    """Whether `path` is a file with something in it. Raises NotAWorkingCopy where nobody can look."""
    try:
        return path.exists() and bool(path.stat().st_size)
    except OSError as error:  # a name that is too long, a share that is gone
        text = f"{path.name[:80]} cannot be reached: {error.strerror}."
        raise NotAWorkingCopy(text, "Choose another folder or name, or connect the drive again.") from error


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    address = uri(path.absolute(), mode)
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _bring_functions(connection: sqlite3.Connection) -> None:
    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)
    connection.create_function("wkb_of", 1, wkb_of, deterministic=True)
    for number, name in enumerate(_ENVELOPE):
        connection.create_function(name, 1, _ordinate(number), deterministic=True)


def _ordinate(number: int) -> Callable[[bytes | None], float | None]:
    return lambda blob: ordinate(blob, number)


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _problem(error, path) from error


def _problem(error: sqlite3.Error, path: Path) -> Problem:
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _FULL:
        return DiskFull(f"There is no room left to write {path.name}.")
    if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(f"Another program is writing to {path.name}.")
    if code & 0xFF == sqlite3.SQLITE_READONLY:
        return WorkingCopyProblem(f"{path.name} cannot be written to.", "Check whether it is write-protected.")
    if code & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN):
        return NotAWorkingCopy(f"{path.name} is no working copy that can be opened.")
    text = f"{path.name} cannot be used: {error}."
    return WorkingCopyProblem(text, "Keep the file and ask for help.", Safety.KEPT_HERE)
