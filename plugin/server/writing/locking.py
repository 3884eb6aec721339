"""One writer at a time: the turn among the processes of this machine, and the lock row of the database.

The lock row serialises all writers, also those of other machines. The turn comes before it, because QGIS opens
a second connection for a layer whenever the GeoPackage has changed since the first one was opened, and two
connections of one process lock each other out (tried): while we have the turn, none of ours changes it.
Waiting is bounded twice: in time, and in the number of processes that wait, so that maps are drawn meanwhile.
"""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Event

from qgis.core import QgsTransaction

from ...domain.errors import Busy, Problem
from .session import Session

Writing = QgsTransaction | Session

WAIT = 5.0
"""Seconds a writer waits for its turn."""

SEATS = 3
"""How many processes of this machine write or wait at once; BUERGERGIS_WRITERS in the environment wins."""

SEAT_WAIT = 1.0
"""Seconds a process waits for a place; so long no map is drawn by it."""

HOPE = 0.5
"""Seconds of one turn after which nobody waits for a place any more: the database is held by somebody else, and whoever
waits as well would be missing where maps are drawn."""

_PAUSE, _GLANCE = 0.004, 0.1
_LOCKED = ("locked", "lock timeout", "deadlock", "Zeitüberschreitung", "Verklemmung")
"""What a database says, PostgreSQL in German too, of what others hold; QGIS tells no number of an error."""


@contextmanager
def seat(database: str) -> Iterator[None]:
    """Hold one of the places for writers on `database`, and the turn to write. Raises Busy."""
    with place(database), turn(database):
        yield


@contextmanager
def turn(database: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the turn to write on `database`. Raises Busy after `wait` seconds."""
    late = Busy(f"Somebody else is saving; the turn did not come within {wait:g} seconds.")
    with _held([_lock_files(database)[-1]], wait, late) as handle:
        os.utime(handle)
        yield


@contextmanager
def place(database: str) -> Iterator[None]:
    """Hold one of the places for writers on `database`. Raises Busy where all stay taken."""
    *places, turns = _lock_files(database)
    late = Busy("Too many people are saving at this moment.", 1)
    with _held(places, SEAT_WAIT, late, lambda: _age(turns) > HOPE):
        yield


@contextmanager
def _held(files: Sequence[Path], wait: float, late: Busy, in_vain: Callable[[], bool] = lambda: False) -> Iterator[int]:
    """Hold one of `files`, as a handle; raises `late` after `wait` seconds, or as soon as it is `in_vain`."""
    began = time.monotonic()
    while (handle := next((found for file in files if (found := _taken(file)) is not None), None)) is None:
        waited = time.monotonic() - began
        if waited + _PAUSE >= wait or (waited >= _GLANCE and in_vain()):
            raise late
        Event().wait(_PAUSE)
    try:
        yield handle
    finally:
        os.close(handle)


def _age(file: Path) -> float:
    """Seconds since the turn was taken last."""
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0


def begin(new: Callable[[bool], Writing], schema: str = "", wait: float = WAIT) -> Writing:
    """A transaction that has begun and holds the lock row; raises Busy after `wait` seconds.

    `new` makes one, over fresh connections if it is called with True: one that holds on to an old state of a
    GeoPackage never gets the lock.
    """
    deadline, again = time.monotonic() + wait, False
    while True:
        transaction = new(again)
        done, error = _begun(transaction, schema, wait)
        if done:
            return transaction
        transaction.rollback()
        del transaction
        again = True
        if not is_locked(error):
            raise Problem(f"The database cannot be written: {' '.join(error.split())}.")
        if time.monotonic() + _PAUSE >= deadline:
            raise Busy(f"Somebody else is saving; the turn did not come within {wait:g} seconds.")
        Event().wait(_PAUSE)


def is_locked(error: str) -> bool:
    """Whether a database's error is that somebody else holds what we want."""
    return any(word in error for word in _LOCKED)


def _begun(transaction: Writing, schema: str, wait: float) -> tuple[bool, str]:
    """Begin, and take the lock row first.

    SQLite waits five seconds for it by itself, as GDAL sets it, but only while nothing was read: after any
    other statement it would fail at once and for ever (tried).
    """
    lock = f"UPDATE {schema}write_lock SET turn = turn + 1 WHERE id = 1"
    if isinstance(transaction, Session):
        return transaction.begin(f"SET LOCAL lock_timeout = '{round(wait * 1000)}ms'", lock)
    done, error = transaction.begin()
    return transaction.executeSql(lock) if done else (done, error)


def _lock_files(database: str) -> list[Path]:
    """The files of the seats, and behind them the one of the turn."""
    number = os.environ.get("BUERGERGIS_WRITERS", "")
    return _named(database, int(number) if number.isdigit() and int(number) else SEATS, str(folder()))


def folder() -> Path:
    """Where this machine's processes of one user meet: a folder that nobody else can write to. Raises Problem.

    In the folder for temporary files itself anybody could make a file of that name first, and hold its lock.
    """
    own = Path(tempfile.gettempdir()) / f"buergergis-{os.getuid()}"
    with suppress(FileExistsError):
        own.mkdir(0o700)
    about = own.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid() or about.st_mode & 0o077:
        raise Problem(f"The folder {own} belongs to somebody else, or others may look into it; nothing is written.")
    return own


@lru_cache(16)
def _named(database: str, seats: int, folder: str) -> list[Path]:
    name = sha256(database.encode()).hexdigest()[:16]
    return [Path(folder) / f"{name}-{word}.lock" for word in [*map(str, range(seats)), "turn"]]


def _taken(path: Path) -> int | None:
    with suppress(OSError):
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except OSError:
            os.close(handle)
    return None
