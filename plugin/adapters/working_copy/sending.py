"""One program at a time sends the changes of a working copy, whatever name it has for the file and whoever runs it.

Two locks of the operating system, so that they end with the process that holds them, however it ends: one in the
folder for temporary files under the random id that the working copy carries (the same file under another name, by
a hard link, a drive letter or a share), and one beside the file (another person, another computer on the share).
A copy of the file that lies elsewhere is another working copy; what both send has the same uuids (`outbox.py`).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

from ...domain.errors import Locked, WorkingCopyProblem

_TRIES = 20
_TURN_S = 0.1
"""Of two who begin in the same moment SQLite refuses both, unless one waits: each holds what the other needs."""
_REFUSED = 3
"""So often SQLite must fail for a place to be one where nobody may write."""
_ADVICE = "Check whether it is write-protected."


class Sender:
    """The right to send, held from here to `release`. Raises Locked where another program has it."""

    def __init__(self, path: Path, id_: str) -> None:
        self._held: list[tuple[sqlite3.Connection, Path]] = []
        name = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        real = Path(os.path.realpath(path))
        places = (Path(tempfile.gettempdir()) / f"buergergis-{name}.lock", real.with_name(f"{real.name}.sending"))
        try:
            for place in places:
                self._take(place)
        except Locked as locked:
            self.release()
            raise Locked(f"Another program is sending the changes of {path.name}.") from locked
        if not self._held:
            raise WorkingCopyProblem(f"{path.name} lies in a folder that cannot be written to.", _ADVICE)

    def release(self) -> None:
        for connection, place in self._held:
            _remove(connection, place)
        self._held = []

    def _take(self, place: Path) -> None:
        """Lock `place`; a place where nobody may write is none."""
        refused = 0
        for _ in range(_TRIES):
            with suppress(OSError):
                place.touch()
            before = _identity(place)
            connection = _locked(place)
            if connection is None:
                refused += 1
                if refused == _REFUSED:
                    return
                continue  # or who had it has removed it while it was waited for
            if before is not None and before == _identity(place):
                self._held.append((connection, place))
                return
            connection.close()  # who had it before has just removed it
        raise Locked(place.name)


def _locked(place: Path) -> sqlite3.Connection | None:
    connection = None
    try:
        connection = sqlite3.connect(place, timeout=_TURN_S, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:  # also: something else has this name, and is no database
        if connection is not None:
            connection.close()
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Locked(place.name) from error
        return None
    return connection


def _identity(place: Path) -> tuple[int, int] | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _remove(connection: sqlite3.Connection, place: Path) -> None:
    """Nothing stays behind. Windows removes only what nobody has open, elsewhere it goes while it is held."""
    if os.name != "nt":
        with suppress(OSError):
            place.unlink()
    with suppress(sqlite3.Error):
        connection.close()
    if os.name == "nt":
        with suppress(OSError):
            place.unlink()
