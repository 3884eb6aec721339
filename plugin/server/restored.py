"""Whether a database went back: somebody put an older state in its place, and clients do not know yet.

Each Transaction leaves the epoch and the turn of the lock row in a small file beside the locks of this machine. A
database with the same epoch and an earlier turn has lost what was written since; nobody writes to it before the
administrator has drawn a new epoch, by which clients see that they must offer again what was lost. Nothing is noticed
where the file is gone too, after a restart of the machine or on another one: so the step is the administrator's.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..domain.errors import Busy

RETRY = 600
_NOTE = re.compile(r"([0-9a-f]{1,64}) ([0-9]{1,18})")
_FLAGS = os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC

log = logging.getLogger("buergergis")
_told: set[tuple[str, str]] = set()


def check(database: str, epoch: str, turn: int, again: Callable[[], int]) -> None:
    """Raise Busy where `database` went back. `turn` may be a little old; `again` reads it where it decides.

    Called and noted by one process at a time: by the one that holds the turn.
    """
    known, highest = _read(database)
    if known != epoch or turn >= highest or (now := again()) >= highest:
        return
    if (database, epoch) not in _told:
        _told.add((database, epoch))
        log.critical(
            "The database has been put back to an older state (write %s, after %s): nobody can write until "
            "buergergis:newepoch has been run.", now, highest,
        )  # fmt: skip
    raise Busy("The database was put back to an older state, and its administrator has not confirmed it yet.", RETRY)


def note(database: str, epoch: str, turn: int) -> None:
    """Note that the write number `turn` was made."""
    known, highest = _read(database)
    if known == epoch and turn <= highest:
        return
    with suppress(OSError):  # a full disk must not undo what was written
        handle = os.open(_file(database), _FLAGS | os.O_RDWR, 0o600)
        try:
            text = f"{epoch} {turn}".encode()
            os.pwrite(handle, text, 0)
            os.ftruncate(handle, len(text))
        finally:
            os.close(handle)


def _read(database: str) -> tuple[str, int]:
    """What was noted; nothing where there is no such file of our own."""
    try:
        handle = os.open(_file(database), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return "", 0
    try:
        found = _NOTE.fullmatch(os.read(handle, 100).decode("ascii", "replace"))
        ours = os.fstat(handle).st_uid == os.getuid()
    finally:
        os.close(handle)
    return (found[1], int(found[2])) if found and ours else ("", 0)


def _file(database: str) -> Path:
    return Path(tempfile.gettempdir()) / f"buergergis-{os.getuid()}-{sha256(database.encode()).hexdigest()[:16]}-epoch"
