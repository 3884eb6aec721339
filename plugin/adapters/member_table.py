"""The members of a published project and their password file, changed together or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from osgeo import ogr

from ..formats.members import Member
from .password_file import PasswordFile
from .prepared import check_version
from .queue_database import QueueDatabase, open_queue, writable
from .queue_source import QueueSource

ACTIVITY = (
    "SELECT m.person, m.identity, m.role, m.ars, m.layers, coalesce(m.disabled, 0), "
    "coalesce(m.appointed, 0), (SELECT max(e.time) FROM {q}event e WHERE e.actor = p.pseudonym), "
    "(SELECT max(c.created) FROM {q}comment c WHERE c.author = p.pseudonym) "
    "FROM {q}member m LEFT JOIN {q}pseudonym p ON p.person = m.person ORDER BY m.person, m.identity, m.id"
)


@dataclass(frozen=True)
class Known:
    """One row of the member table; `seen` is when the person wrote last (ISO 8601, UTC), empty if never.

    `appointed`: the municipality trusts the person (tier 3 of `domain/trust.py`).
    """

    member: Member
    disabled: bool
    seen: str = ""
    appointed: bool = False


def known(queue: QueueSource) -> list[Known]:
    """Everybody, by name. Raises InvalidContent."""
    rows = queue.writer().rows(ACTIVITY)
    return [Known(Member(*row[:5]), bool(row[5]), max(row[7] or "", row[8] or ""), bool(row[6])) for row in rows]


@contextmanager
def changing(queue: QueueSource, passwords: Path | None) -> Iterator[tuple[MemberTable, PasswordFile]]:
    """The member table and the password file for a change; both are as before if anything fails.

    The file is replaced last before the database commits, and put back if that is refused. Who is interrupted
    in between has a changed file and an unchanged table: nobody has a right then that was not given.
    """
    with PasswordFile.kept(passwords) as file, open_queue(writable(queue)) as database:
        check_version(database.state().get("schema_version", ""))
        with database.transaction():
            database.lock()
            file.read()
            yield MemberTable(database), file
            file.write()


class MemberTable:
    """The rows of the member table within a transaction."""

    def __init__(self, database: QueueDatabase) -> None:
        self._table: ogr.Layer = database.table("member")

    def rows(self) -> list[Known]:
        """Everybody, in the order in which they came."""
        return [
            Known(_member(row.items()), bool(row["disabled"]), appointed=bool(row["appointed"])) for row in self._table
        ]

    def replace(self, identity: str, rows: Sequence[Known]) -> None:
        """Make `rows` the only ones of an account."""
        for fid in [row.GetFID() for row in self._table if row["identity"] == identity]:
            self._table.DeleteFeature(fid)
        for row in rows:
            feature = ogr.Feature(self._table.GetLayerDefn())
            marks = {"disabled": int(row.disabled), "appointed": int(row.appointed)}
            for name, value in {**asdict(row.member), **marks}.items():
                feature[name] = value
            self._table.CreateFeature(feature)


def _member(row: dict[str, Any]) -> Member:
    return Member(*(row[name] or "" for name in ("person", "identity", "role", "ars", "layers")))
