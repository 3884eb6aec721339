"""Keeps the write-ahead log of a GeoPackage from being thrown away while this process lives.

SQLite's lock on the file says that a log is in use. But POSIX drops a process's locks as soon as it closes *any*
handle of the file, and GDAL opens and closes one whenever it looks at a file. From then on whoever closes the
database elsewhere, ogrinfo say, takes the log for nobody's and deletes it: what this process commits next is
lost, though it was told that all is well (tried). A lock of the open file description (Linux, `F_OFD_SETLK`)
is not dropped so. It is held on the bytes that SQLite locks for readers, and gets in nobody else's way.
"""

from __future__ import annotations

import fcntl
import os
import struct

_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
"""Where SQLite locks for reading (https://www.sqlite.org/fileformat2.html, "lock-byte page")."""

_held: dict[str, tuple[int, int]] = {}


def guard(path: str) -> None:
    """Hold the log of the GeoPackage at `path` as long as this process lives; once more costs nothing.

    Raises OSError where the file cannot be read, or somebody has it for themselves alone.
    """
    inode = os.stat(path).st_ino
    if _held.get(path, (0, 0))[1] == inode:
        return
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    lock = struct.pack("@hhqqi4x", fcntl.F_RDLCK, os.SEEK_SET, _SHARED_FIRST, _SHARED_SIZE, 0)
    try:
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, lock)
    except OSError:
        os.close(handle)
        raise
    before = _held.get(path)
    _held[path] = (handle, inode)
    if before is not None:
        os.close(before[0])
