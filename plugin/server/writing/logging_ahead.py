"""Keeps GeoPackages in write-ahead logging while they are served, so that readers need not wait for writers."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from pathlib import Path

from qgis.core import QgsProject

from ...adapters.queue_source import CONTRIBUTION_ID, queue_of
from .log_guard import guard

log = logging.getLogger("buergergis")


class LoggingAhead:
    """Idle connections, one for each database: QGIS takes a file out of WAL when it closes it last.

    With each goes the lock of `log_guard`, from the first request of a worker on, also one that only reads.
    """

    def __init__(self) -> None:
        self._held: dict[str, tuple[int, sqlite3.Connection | None]] = {}

    def keep(self, project: QgsProject) -> None:
        """Hold the database of a prepared project; what cannot be held is said in the log, and served."""
        if project.mapLayer(CONTRIBUTION_ID) is None:
            return
        queue = queue_of(project)
        if not queue.path:
            return
        file = Path(queue.path).stat().st_ino
        held, connection = self._held.get(queue.path, (0, None))
        if held == file:
            return
        with suppress(sqlite3.Error):
            if connection is not None:
                connection.close()
        try:
            self._held[queue.path] = (file, queue.hold())
            guard(queue.path)
        except (sqlite3.Error, OSError):
            log.warning("Write-ahead logging of %s cannot be kept on.", queue.path, exc_info=True)
