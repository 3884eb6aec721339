"""After a database was restored from a backup: a new epoch, by which clients see that something may be lost."""

from __future__ import annotations

import secrets
from datetime import datetime

from osgeo import ogr

from ..domain.access import Role
from ..domain.errors import InvalidContent
from ..domain.moment import as_text
from ..domain.record import FIELDS, chained
from .preparation import keep_wal
from .prepared import check_version
from .published_project import read_published
from .queue_database import QueueDatabase, open_queue, writable
from .queue_source import QueueSource

RESTORED = "restored"
"""`to_status` of the event that says so."""


def new_epoch(project_file: str, now: datetime) -> str:
    """Draw a new epoch for the queue of a published project and record it; returns the epoch.

    Raises InvalidContent, TooNew. `now` is aware.
    """
    queue = read_published(project_file).queue
    epoch = secrets.token_hex(8)
    with open_queue(writable(queue)) as database:
        if database.version() is None:
            raise InvalidContent("The database of this project holds no review queue.")
        check_version(database.state()["schema_version"])
        with database.transaction():
            database.lock()
            database.put("service_state", ["key"], [{"key": "epoch", "value": epoch}])
            _record(database, queue, now)
    keep_wal(queue)
    return epoch


def _record(database: QueueDatabase, queue: QueueSource, now: datetime) -> None:
    """The chain goes on from where the backup ends, and says that it does."""
    last = queue.rows("SELECT hash FROM {q}event ORDER BY id DESC LIMIT 1")
    fields: dict[str, str | None] = dict.fromkeys(FIELDS)
    previous = last[0][0] if last else None
    fields |= {"to_status": RESTORED, "role": str(Role.ADMIN), "time": as_text(now), "previous_hash": previous}
    table = database.table("event")
    assert table is not None  # by version()
    row = ogr.Feature(table.GetLayerDefn())
    for name, value in {**fields, "hash": chained(fields)}.items():
        if value is not None:
            row[name] = value
    table.CreateFeature(row)
