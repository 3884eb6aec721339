"""What a service has told beside its rows, kept in the working copy as text: its rules, its areas.

They stand in `buergergis_meta`, so that a file which an earlier version has made takes them as it is, and one of this
version is opened by an earlier one. They are read when they are wanted only: areas are large.
"""

from __future__ import annotations

import sqlite3

from ...formats.kept_rules import LARGEST
from .file import WorkingCopyFile
from .store import reading

PREFIX = "kept:"
SMALL = f"key NOT LIKE '{PREFIX}%'"
"""The condition for all else in `buergergis_meta`."""


class Keeping(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def keep(self, part: str, text: str) -> None:
        """Keep `text` in the place of what was kept as `part`."""
        with self._writing() as connection:
            put = "INSERT OR REPLACE INTO buergergis_meta (key, value) VALUES (?, ?)"
            connection.execute(put, (PREFIX + part, text))

    def kept(self, part: str) -> str:
        """What was kept as `part`, which is hostile where the file is; "" for nothing."""
        with reading(self.path) as connection:
            return kept_in(connection, part)


def kept_in(connection: sqlite3.Connection, part: str) -> str:
    """As `kept`; what is too long counts as nothing, and is not read."""
    select = "SELECT value FROM buergergis_meta WHERE key = ? AND length(value) <= ?"
    row = connection.execute(select, (PREFIX + part, LARGEST)).fetchone()
    return str(row[0]) if row is not None else ""
