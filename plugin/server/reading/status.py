"""SERVICE=BUERGERGIS&REQUEST=Status: how the service is doing, for who looks after it. No name, no content."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime, timedelta
from typing import Any

from ...adapters.queue_source import QueueSource, queue_of
from ...domain.access import Permission
from ...domain.contribution import OPEN
from ...domain.errors import AccessDenied, InvalidContent
from ...domain.moment import as_minute, as_text
from ..answer import HttpAnswer
from ..current import Current
from .whoami import VERSION

HOUR = timedelta(hours=1)
_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN))
_WAITING = f"SELECT status, count(*), min(created) FROM {{q}}contribution WHERE status IN ({_OPEN}) GROUP BY status"
_REFUSED = "SELECT reason, sum(count) FROM {q}refusal WHERE minute >= ? GROUP BY reason ORDER BY reason"


def report(current: Current, now: datetime) -> HttpAnswer:
    """The JSON answer of docs/rights.md. Raises AccessDenied for who may not see it (a guest is asked to log in)."""
    if not current.actor.areas(Permission.MONITOR):
        raise AccessDenied("How the service is doing is told to people who look after it.")
    prepared = current.prepared
    if prepared is None:
        raise InvalidContent("This service only reads: its project was not prepared for contributions.")
    queue = queue_of(current.project).writer()
    waiting = queue.rows(_WAITING)
    told = {
        "version": VERSION,
        "epoch": prepared.epoch,
        "time": as_text(now),
        "worker": os.getpid(),
        "backend": "gpkg" if queue.path else "postgis",
        "open": {status: count for status, count, _ in sorted(waiting)},
        "oldest_open": min((created for _, _, created in waiting if created), default=None),
        "lock_turn": next((turn for (turn,) in queue.rows("SELECT turn FROM {q}write_lock")), None),
        "refusals": dict(queue.rows(_REFUSED, [as_minute(now - HOUR)])),
        **_room(queue),
    }
    body = json.dumps(told, ensure_ascii=False, default=int).encode()
    return HttpAnswer(200, body, "application/json; charset=utf-8", {"Cache-Control": "no-store"})


def _room(queue: QueueSource) -> dict[str, Any]:
    """Of a GeoPackage: its bytes, and those that are free beside it."""
    if not queue.path:
        return {}
    return {"bytes": os.path.getsize(queue.path), "bytes_free": shutil.disk_usage(os.path.dirname(queue.path)).free}
