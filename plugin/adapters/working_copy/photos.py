"""Photos that wait in a working copy for their contribution to arrive; then they are sent, and taken out of it.

Their table is there only while one waits. A photo is for a contribution that is known, or for a changed row of which
nothing was sent yet: the next item of that row in the outbox is its contribution then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID, uuid5

from ...domain.errors import InvalidContent, LimitExceeded, Tampered
from ...domain.outbox import ItemState
from ...workflows.attach_waiting import FOREIGN, MOST, Subject, Waiting
from . import outbox
from .file import WorkingCopyFile
from .store import reading

TABLE = "buergergis_photo"
OPTIONAL = {
    TABLE: (
        f"CREATE TABLE {TABLE} (id TEXT PRIMARY KEY NOT NULL, contribution TEXT NOT NULL, typename TEXT NOT NULL, "
        "local_id INTEGER NOT NULL, not_for TEXT NOT NULL, reason TEXT NOT NULL, created TEXT NOT NULL, "
        "data BLOB NOT NULL)"
    )
}
_SPACE = UUID("0b5e6a0e-31a6-5c0c-8d1c-9a3f0e7f2d55")
_NO_ROW = -1
_COLUMNS = "id, contribution, typename, local_id, not_for, reason, created"


class KeepingPhotos(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def keep_photo(self, about: Subject, data: bytes) -> Waiting:
        """Keep the bytes of a photo until they are sent; the same one twice is kept once.

        Raises LimitExceeded where more wait for one thing than a contribution may have.
        """
        with self._writing() as connection:
            if not _is_there(connection):
                connection.execute(OPTIONAL[TABLE])
            about, not_for = _narrowed(connection, about)
            mine = [one for one in _waiting(connection) if one.about == about]
            made = uuid5(_SPACE, "\n".join((*map(str, _row(about)), sha256(data).hexdigest())))
            found = next((one for one in mine if one.id == str(made)), None)
            if found is None and len(mine) >= MOST:
                raise LimitExceeded(f"A contribution may have {MOST} photos.", "Remove one first.")
            one = found or Waiting(str(made), about, not_for, "", outbox.now())
            marks = ", ".join("?" * 8)
            values = (one.id, *_row(about), json.dumps(one.not_for), "", one.created, data)
            connection.execute(f"INSERT OR REPLACE INTO {TABLE} ({_COLUMNS}, data) VALUES ({marks})", values)
            return one

    def waiting_photos(self, about: Subject | None = None) -> list[Waiting]:
        """The photos that wait, oldest first; those of one contribution or row where `about` names it."""
        with reading(self.path) as connection:
            found = _waiting(connection)
            if about is None:
                return found
            return [one for one in found if one.about == about or _belongs(connection, one, about)]

    def photo(self, id_: str) -> bytes:
        """The bytes of one that waits. Raises InvalidContent where it is not there any more."""
        with reading(self.path) as connection:
            select = f"SELECT data FROM {TABLE} WHERE id = ?"
            row = connection.execute(select, (id_,)).fetchone() if _is_there(connection) else None
        if row is None or not isinstance(row["data"], bytes):
            raise InvalidContent("The photo does not wait here any more.")
        return row["data"]

    def photos_to_send(self) -> list[tuple[Waiting, str]]:
        """What can be sent: photos that were not refused, each with its contribution, which the server has."""
        with reading(self.path) as connection:
            found = [(one, _arrived(connection, one)) for one in _waiting(connection) if not one.reason]
            return [(one, uuid) for one, uuid in found if uuid]

    def note_photo(self, id_: str, reason: str) -> None:
        """Why the server did not take a photo; "" to try it again."""
        with self._writing() as connection:
            connection.execute(f"UPDATE {TABLE} SET reason = ? WHERE id = ?", (reason, id_))

    def forget_photo(self, id_: str) -> None:
        """The server has it, or the person does not want it any more. Nothing of it stays in the file."""
        with self._writing() as connection:
            if not _is_there(connection):
                return
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(f"DELETE FROM {TABLE} WHERE id = ?", (id_,))
            if not connection.execute(f"SELECT 1 FROM {TABLE} LIMIT 1").fetchone():
                connection.execute(f"DROP TABLE {TABLE}")


def hold_back(connection: sqlite3.Connection) -> None:
    """None of the photos is sent before a person asks for it: they came with somebody else's file."""
    if _is_there(connection):
        connection.execute(f"UPDATE {TABLE} SET reason = ? WHERE reason = ''", (FOREIGN,))


def _is_there(connection: sqlite3.Connection) -> bool:
    select = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(select, (TABLE,)).fetchone() is not None


def _waiting(connection: sqlite3.Connection) -> list[Waiting]:
    if not _is_there(connection):
        return []
    return [_read(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM {TABLE} ORDER BY created, rowid")]


def _read(row: sqlite3.Row) -> Waiting:
    try:
        not_for = tuple(map(str, json.loads(row["not_for"])))
        of_row = row["local_id"] != _NO_ROW
        about = Subject(str(row["contribution"]), str(row["typename"]), int(row["local_id"]) if of_row else None)
        return Waiting(str(row["id"]), about, not_for, str(row["reason"]), str(row["created"]))
    except (ValueError, TypeError, RecursionError) as error:
        raise Tampered("The photos in the working copy were changed by hand.") from error


def _row(about: Subject) -> tuple[str, str, int]:
    return about.contribution, about.layer, _NO_ROW if about.row is None else about.row


def _narrowed(connection: sqlite3.Connection, about: Subject) -> tuple[Subject, tuple[str, ...]]:
    """A row of which something is on its way is that contribution's; and which earlier ones of it are not meant."""
    if about.contribution or about.row is None:
        return Subject(about.contribution), ()
    items = _items(connection, about)
    if items and items[-1]["state"] != ItemState.SETTLED:
        return Subject(items[-1]["uuid"]), ()
    return about, tuple(row["uuid"] for row in items)


def _items(connection: sqlite3.Connection, about: Subject) -> Sequence[sqlite3.Row]:
    """What the outbox has of a row, oldest first."""
    select = "SELECT uuid, sent, state FROM buergergis_outbox WHERE typename = ? AND local_id = ? ORDER BY rowid"
    return connection.execute(select, (about.layer, about.row)).fetchall()


def _item_of(connection: sqlite3.Connection, one: Waiting) -> sqlite3.Row | None:
    """The item of the outbox that a photo is for; None for one of another working copy, or not made yet."""
    if one.about.contribution:
        select = "SELECT uuid, sent, state FROM buergergis_outbox WHERE uuid = ?"
        row: sqlite3.Row | None = connection.execute(select, (one.about.contribution,)).fetchone()
        return row
    new = [row for row in _items(connection, one.about) if row["uuid"] not in one.not_for]
    return new[-1] if new else None


def _belongs(connection: sqlite3.Connection, one: Waiting, about: Subject) -> bool:
    """Whether a photo that was noted for a row is the contribution's that was made of it, or the other way round."""
    item = _item_of(connection, one)
    if item is None:
        return False
    if about.contribution:
        return bool(item["uuid"] == about.contribution)
    items = _items(connection, about)
    return bool(items) and items[-1]["state"] != ItemState.SETTLED and bool(items[-1]["uuid"] == item["uuid"])


def _arrived(connection: sqlite3.Connection, one: Waiting) -> str:
    """The contribution of a photo, "" while the server does not have it."""
    item = _item_of(connection, one)
    if item is None:
        return one.about.contribution
    return str(item["uuid"]) if item["sent"] is not None else ""
