"""The projects that a process serves: read once, and anew when the file was replaced or what was missing came back."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProject
from qgis.server import QgsConfigCache, QgsServerInterface, QgsServerSettings

from ...domain.errors import Busy
from .database_watch import answers, connections

AGAIN = 8.0
"""Seconds after which a project is read anew that has layers which could not be opened."""

RETRY = 2


@dataclass
class _Known:
    """What a project was read from, and when; `waits` while its database was not there."""

    stamp: tuple[int, ...]
    read: float
    broken: bool
    waits: bool


class Projects:
    """Looks at the files itself: QGIS's own cache notices neither a database that comes back nor every new file."""

    def __init__(self, iface: QgsServerInterface) -> None:
        self._iface = iface
        self._settings = QgsServerSettings()  # of the environment; without them one broken layer closes the project
        self._settings.load()
        self._known: dict[str, _Known] = {}

    def get(self, file: str) -> QgsProject:
        """The project in `file` as it now is. Raises Busy where its database cannot be reached, OSError.

        Called before QGIS works on a request: a project that is read anew is another object, the old one is gone.
        """
        about = Path(file).stat()
        stamp = (about.st_mtime_ns, about.st_size, about.st_ino)
        known = self._known.get(file)
        if known is not None and known.broken and known.stamp == stamp:
            if known.waits and not answers(self._read(file)):
                raise Busy("The database cannot be reached at the moment.", RETRY)
            if known.waits or time.monotonic() - known.read >= AGAIN:
                known = None
        if known is None or known.stamp != stamp:
            project = self._anew(file)
            broken = _is_broken(project)
            waits = broken and bool(connections(project)) and not answers(project)
            if broken and not waits and connections(project):  # it may have come back while its layers were opened
                project = self._anew(file)
                broken = _is_broken(project)
            self._known[file] = _Known(stamp, time.monotonic(), broken, waits)
            if waits:
                raise Busy("The database cannot be reached at the moment.", RETRY)
            return project
        return self._read(file)

    def _anew(self, file: str) -> QgsProject:
        self._forget(file)
        return self._read(file)

    def _read(self, file: str) -> QgsProject:
        project = QgsConfigCache.instance().project(file, self._settings)
        if project is None:
            raise OSError(f"The project {file} cannot be read.")
        return project

    def _forget(self, file: str) -> None:
        QgsConfigCache.instance().removeEntry(file)
        self._iface.capabilitiesCache().removeCapabilitiesDocument(file)


def _is_broken(project: QgsProject) -> bool:
    return any(not layer.isValid() for layer in project.mapLayers().values())
