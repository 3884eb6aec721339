"""After a database was restored from a backup: a new epoch, by which clients see that something may be lost."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from osgeo import ogr
from qgis.core import QgsProject

from ..domain.access import Role
from ..domain.errors import InvalidContent
from ..domain.record import FIELDS, chained
from .preparation import keep_wal
from .prepared import check_version
from .queue_database import QueueDatabase, open_queue
from .queue_source import SCOPE, QueueSource, queue_of

RESTORED = "restored"
"""`to_status` of the event that says so."""


def new_epoch(project_file: str, now: datetime) -> str:
    """Draw a new epoch for the queue of a published project and record it; returns the epoch.

    Raises InvalidContent, TooNew. `now` is aware.
    """
    queue = _queue(project_file)
    epoch = secrets.token_hex(8)
    with open_queue(queue.path or f"PG:service='{queue.write_connection}'") as database:
        if database.version() is None:
            raise InvalidContent("The database of this project holds no review queue.")
        check_version(database.state()["schema_version"])
        with database.transaction():
            schema = "buergergis." if database.is_postgres else ""
            database.execute(f"UPDATE {schema}write_lock SET turn = turn + 1 WHERE id = 1")  # nobody else writes now
            database.put("service_state", ["key"], [{"key": "epoch", "value": epoch}])
            _record(database, queue, now)
    keep_wal(queue)
    return epoch


def _queue(project_file: str) -> QueueSource:
    project = QgsProject()
    try:
        if not Path(project_file).is_file() or not project.read(str(Path(project_file).absolute())):
            raise InvalidContent(f"The project {project_file} cannot be read.")
        if not project.readEntry(SCOPE, "/schema_version", "")[0]:
            raise InvalidContent(
                f"The project {project_file} was not prepared for contributions.",
                "Name the published project that preparemunicipality has written.",
            )
        return queue_of(project)
    finally:
        project.clear()


def _record(database: QueueDatabase, queue: QueueSource, now: datetime) -> None:
    """The chain goes on from where the backup ends, and says that it does."""
    last = queue.rows("SELECT hash FROM {q}event ORDER BY id DESC LIMIT 1")
    fields: dict[str, str | None] = dict.fromkeys(FIELDS)
    time = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    previous = last[0][0] if last else None
    fields |= {"to_status": RESTORED, "role": str(Role.ADMIN), "time": time, "previous_hash": previous}
    table = database.table("event")
    assert table is not None  # by version()
    row = ogr.Feature(table.GetLayerDefn())
    for name, value in {**fields, "hash": chained(fields)}.items():
        if value is not None:
            row[name] = value
    table.CreateFeature(row)
