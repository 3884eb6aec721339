"""The members of a published project and their password file, changed together or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from osgeo import ogr
from qgis.core import Qgis, QgsProject

from ..domain.errors import InvalidContent
from ..formats.members import Member
from .prepared import check_version, published_layers
from .queue_database import QueueDatabase, open_queue
from .queue_source import SCHEMA, SCOPE, QueueSource, queue_of

ACTIVITY = (
    "SELECT m.person, m.identity, m.role, m.ars, m.layers, coalesce(m.disabled, 0), "
    "(SELECT max(e.time) FROM {q}event e WHERE e.actor = p.pseudonym), "
    "(SELECT max(c.created) FROM {q}comment c WHERE c.author = p.pseudonym) "
    "FROM {q}member m LEFT JOIN {q}pseudonym p ON p.person = m.person ORDER BY m.person, m.identity, m.id"
)


@dataclass(frozen=True)
class Known:
    """One row of the member table; `seen` is when the person wrote last (ISO 8601, UTC), empty if never."""

    member: Member
    disabled: bool
    seen: str = ""


@dataclass(frozen=True)
class Members:
    """Where the members of a published project are kept, and which layers it has."""

    queue: QueueSource
    layers: Sequence[str]

    def known(self) -> list[Known]:
        """Everybody, by name. Raises InvalidContent."""
        rows = self.queue.writer().rows(ACTIVITY)
        return [Known(Member(*row[:5]), bool(row[5]), max(row[6] or "", row[7] or "")) for row in rows]

    @property
    def target(self) -> str:
        """The database as GDAL opens it for writing."""
        return self.queue.path or f"PG:service='{self.queue.write_connection}'"


def members_of(project_file: str) -> Members:
    """The members of a published project; its layers are not opened. Raises InvalidContent."""
    project, flag = QgsProject(), Qgis.ProjectReadFlag
    try:
        read = Path(project_file).is_file() and project.read(
            str(Path(project_file).absolute()), flag.DontResolveLayers | flag.DontLoadLayouts
        )
        version = project.readEntry(SCOPE, "/schema_version", "")[0] if read else ""
        if not version:
            raise InvalidContent(
                f"PROJECT={project_file} is no published project.", "Name preparemunicipality's OUTPUT."
            )
        check_version(version)
        return Members(queue_of(project), sorted(published_layers(project)))
    finally:
        project.clear()


@contextmanager
def changing(members: Members, passwords: Path | None) -> Iterator[tuple[MemberTable, PasswordFile]]:
    """The member table and the password file for a change; both are as before if anything fails.

    The file is replaced last before the database commits, and put back if that is refused. Who is interrupted
    in between has a changed file and an unchanged table: nobody has a right then that was not given.
    """
    with PasswordFile.kept(passwords) as file, open_queue(members.target) as database:
        check_version(database.state().get("schema_version", ""))
        with database.transaction():
            database.execute(f"UPDATE {SCHEMA + '.' if database.is_postgres else ''}write_lock SET turn = turn + 1")
            file.read()
            yield MemberTable(database), file
            file.write()


class MemberTable:
    """The rows of the member table within a transaction."""

    def __init__(self, database: QueueDatabase) -> None:
        self._table: ogr.Layer = database.table("member")

    def rows(self) -> list[Known]:
        """Everybody, in the order in which they came."""
        return [Known(_member(row.items()), bool(row["disabled"])) for row in self._table]

    def replace(self, identity: str, rows: Sequence[Known]) -> None:
        """Make `rows` the only ones of an account."""
        for fid in [row.GetFID() for row in self._table if row["identity"] == identity]:
            self._table.DeleteFeature(fid)
        for row in rows:
            feature = ogr.Feature(self._table.GetLayerDefn())
            for name, value in {**asdict(row.member), "disabled": int(row.disabled)}.items():
                feature[name] = value
            self._table.CreateFeature(feature)


def _member(row: dict[str, Any]) -> Member:
    return Member(*(row[name] or "" for name in ("person", "identity", "role", "ars", "layers")))


class PasswordFile:
    """The text of a password file; without a path there is none, and nothing is written."""

    def __init__(self, path: Path | None) -> None:
        self.path = path.resolve() if path else None
        self.text = ""
        self._before = b""
        self._written = False

    @classmethod
    @contextmanager
    def kept(cls, path: Path | None) -> Iterator[PasswordFile]:
        """The file, which is put back as it was if the block fails."""
        file = cls(path)
        try:
            yield file
        except BaseException:
            file.restore()
            raise

    def read(self) -> None:
        """Read the text. Raises InvalidContent."""
        try:
            self._before = self.path.read_bytes() if self.path else b""
            self.text = self._before.decode("utf-8")
        except OSError as error:
            raise InvalidContent(f"The password file {self.path} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise InvalidContent(f"The password file {self.path} is not in UTF-8.") from error

    def write(self) -> None:
        """Replace the file at one go if its text was changed. Raises InvalidContent."""
        if self.path and self.text.encode("utf-8") != self._before:
            try:
                _replace(self.path, self.text.encode("utf-8"))
            except OSError as error:
                text = f"The password file {self.path} cannot be written: {error.strerror}."
                raise InvalidContent(text, "Run this as the user and group that it belongs to.") from error
            self._written = True

    def restore(self) -> None:
        """Put back what was there before `write`."""
        if self.path and self._written:
            _replace(self.path, self._before)


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place, with the owner and the mode it had."""
    about = path.stat()
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        made = fresh.stat()
        if (made.st_uid, made.st_gid) != (about.st_uid, about.st_gid):
            shutil.chown(fresh, about.st_uid, about.st_gid)
        fresh.chmod(stat.S_IMODE(about.st_mode))
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
