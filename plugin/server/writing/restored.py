"""Whether a database went back: somebody put an older state in its place, and clients do not know yet.

Each Transaction leaves the turn of the lock row in a small file beside the locks of this machine, one for each epoch.
A database of this epoch with an earlier turn has lost what was written since; nobody writes to it before the
administrator has drawn a new epoch, by which clients see that they must offer again what was lost. Nothing is noticed
where the file is gone too, after a restart of the machine or on another one: so the step is the administrator's.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ...domain.errors import Busy
from .locking import folder

RETRY = 600
_FLAGS = os.O_NOFOLLOW | os.O_CLOEXEC

log = logging.getLogger("buergergis")
_told: set[Path] = set()


def check(database: str, epoch: str, turn: int, again: Callable[[], int]) -> None:
    """Raise Busy where `database` went back. `turn` may be a little old; `again` reads it where it decides.

    Called and noted by one process at a time: by the one that holds the turn.
    """
    file = _file(database, epoch)
    highest = _read(file)
    if turn >= highest or (now := again()) >= highest:
        return
    if file not in _told:
        _told.add(file)
        log.critical(
            "The database has been put back to an older state (write %s, after %s): nobody can write until "
            "buergergis:newepoch has been run.", now, highest,
        )  # fmt: skip
    raise Busy("The database was put back to an older state, and its administrator has not confirmed it yet.", RETRY)


def note(database: str, epoch: str, turn: int) -> None:
    """Note that the write number `turn` was made."""
    file = _file(database, epoch)
    if turn <= _read(file):
        return
    with suppress(OSError):  # a full disk must not undo what was written
        handle = os.open(file, _FLAGS | os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            os.pwrite(handle, str(turn).encode(), 0)  # it only grows, so nothing of a longer one stays behind
        finally:
            os.close(handle)


def _read(file: Path) -> int:
    """The highest write that was noted; 0 where there is no such file of our own."""
    try:
        handle = os.open(file, _FLAGS | os.O_RDONLY)
    except OSError:
        return 0
    try:
        text, ours = os.read(handle, 18), os.fstat(handle).st_uid == os.getuid()
    finally:
        os.close(handle)
    return int(text) if ours and text.isdigit() else 0


def _file(database: str, epoch: str) -> Path:
    # The epoch is drawn by lot: databases of the same name on several servers do not meet here.
    name = sha256(f"{database}\n{epoch}".encode()).hexdigest()[:16]
    return folder() / f"{name}-epoch"
