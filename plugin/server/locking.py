"""One writer at a time: the lock row that every Transaction touches first, and who may wait for it.

SQLite lets one connection write and PostgreSQL locks the row, so both serialise all writers of a service.
Waiting is bounded twice: in time, and in the number of processes that wait, so that maps are drawn meanwhile.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Event

from qgis.core import QgsTransaction

from ..domain.errors import Busy, Problem

WAIT = 5.0
"""Seconds a writer waits for its turn."""

SEATS = 3
"""How many processes of this machine write or wait at once; BUERGERGIS_WRITERS in the environment wins."""

_PAUSE = 0.05
_LOCKED = ("locked", "lock timeout", "deadlock")


@contextmanager
def seat(database: str) -> Iterator[None]:
    """Hold one of the places for writers on `database`. Raises Busy where all are taken."""
    handle = next((found for path in _seats(database) if (found := _taken(path)) is not None), None)
    if handle is None:
        raise Busy("Too many people are saving at this moment.", 1)
    try:
        yield
    finally:
        os.close(handle)


def begin(new: Callable[[bool], QgsTransaction], provider: str, schema: str = "", wait: float = WAIT) -> QgsTransaction:
    """A transaction that has begun and holds the lock row; raises Busy after `wait` seconds.

    `new` makes one, over fresh connections if it is called with True: one that holds on to an old state of a
    GeoPackage never gets the lock.
    """
    deadline, again = time.monotonic() + wait, False
    while True:
        transaction, error = new(again), ""
        for statement in _statements(provider, schema, wait):
            done, error = transaction.executeSql(statement) if statement else transaction.begin()
            if not done:
                break
        else:
            return transaction
        transaction.rollback()
        del transaction
        again = True
        if not any(word in error for word in _LOCKED):
            raise Problem(f"The database cannot be written: {' '.join(error.split())}.")
        if time.monotonic() + _PAUSE >= deadline:
            raise Busy(f"Somebody else is saving; the turn did not come within {wait:g} seconds.")
        Event().wait(_PAUSE)


def _statements(provider: str, schema: str, wait: float) -> list[str]:
    """Begin is written as ""; the lock row comes first.

    SQLite waits five seconds for it by itself, as GDAL sets it, but only while nothing was read: after any
    other statement it would fail at once and for ever (tried).
    """
    patience = [] if provider == "ogr" else [f"SET LOCAL lock_timeout = '{round(wait * 1000)}ms'"]
    return ["", *patience, f"UPDATE {schema}write_lock SET turn = turn + 1 WHERE id = 1"]


def _seats(database: str) -> list[Path]:
    number = os.environ.get("BUERGERGIS_WRITERS", "")
    name = f"buergergis-{os.getuid()}-{sha256(database.encode()).hexdigest()[:16]}"
    count = int(number) if number.isdigit() and int(number) else SEATS
    return [Path(tempfile.gettempdir()) / f"{name}-{place}.lock" for place in range(count)]


def _taken(path: Path) -> int | None:
    with suppress(OSError):
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except OSError:
            os.close(handle)
    return None
