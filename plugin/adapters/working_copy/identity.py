"""Whether a file still is the one that was opened: a cloud drive replaces files, also by older ones."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from ...domain.errors import Replaced

ID, WRITTEN = "id", "written"
"""In `buergergis_meta`: the random id that a working copy gets when it is made, and how often we have written."""


@dataclass(frozen=True)
class Identity:
    """What was seen when the file was opened, or written last. `file` is (device, number) of the file itself."""

    file: tuple[int, int]
    id: str
    written: int


def new_id() -> str:
    return str(uuid4())


def seen(path: Path, meta: dict[str, str]) -> Identity:
    return Identity(_file(path), meta.get(ID, ""), _count(meta.get(WRITTEN, "")))


def check_and_count(connection: sqlite3.Connection, path: Path, known: Identity) -> Identity:
    """Inside a transaction that writes: raise Replaced for another file than the known one, else count this writing."""
    select = "SELECT key, value FROM buergergis_meta WHERE key IN (?, ?)"
    meta = {row[0]: row[1] for row in connection.execute(select, (ID, WRITTEN))}
    written = _count(meta.get(WRITTEN, ""))
    if _file(path) != known.file or meta.get(ID, "") != known.id or written < known.written:
        raise Replaced(
            f"{path.name} is another file than the one that was opened: a program that copies files, as cloud drives "
            "do, has replaced it."
        )
    put = "INSERT OR REPLACE INTO buergergis_meta (key, value) VALUES (?, ?)"
    connection.execute(put, (WRITTEN, str(written + 1)))
    return replace(known, written=written + 1)


def _file(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise Replaced(f"{path.name} is no longer there.") from error
    return found.st_dev, found.st_ino


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
