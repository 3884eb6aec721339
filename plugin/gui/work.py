"""What the working copy in use holds: read in the background whenever it may have changed, kept for all who show it."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..adapters import settings
from ..adapters.background import Lane
from ..adapters.wording import translate
from ..adapters.working_copy import Overview, WorkingCopy
from ..domain.errors import Problem
from .session import Session


class Work(QObject):
    """`overview` is None while there is no working copy, or it cannot be read; `own` says that it may be edited."""

    read = pyqtSignal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._lane: Lane[Overview] = Lane(self)
        self.overview: Overview | None = None
        self.own = False
        session.changed.connect(self._look)
        session.work_changed.connect(self.refresh)
        session.sending_changed.connect(self.read)
        self._look()

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def sending(self) -> bool:
        """Whether something of it is on its way just now."""
        return self._session.sending

    def refresh(self) -> None:
        """Read the working copy again."""
        path = self._session.copy_path
        if path is None:
            self._lane.cancel()
            self._show(None, None)
            return
        title = translate("work", "Reading the working copy")
        self._lane.start(title, lambda _job: _overview(path), lambda found: self._show(path, found), self._failed)

    def close(self) -> None:
        self._session.changed.disconnect(self._look)
        self._session.work_changed.disconnect(self.refresh)
        self._session.sending_changed.disconnect(self.read)
        self._lane.close()

    def _look(self) -> None:
        if self._session.copy_path != self._path:
            self.refresh()

    def _show(self, path: Path | None, overview: Overview | None) -> None:
        self._path, self.overview = path, overview
        self.own = path is not None and settings.is_own_copy(str(path))
        self.read.emit()

    def _failed(self, _problem: Problem) -> None:
        """The page Meine Beiträge says what is wrong with the file; here nothing is said of its layers."""
        self._show(self._session.copy_path, None)


def _overview(path: Path) -> Overview:
    return WorkingCopy.open(path).overview()
