"""Photos that wait in the working copy are sent by themselves once their contribution has arrived."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import headline, translate
from ...domain.errors import Cancelled, Problem, Unreachable
from ...workflows.attach_waiting import SentPhotos
from ..session import Session
from ..window import Window
from . import work as photo_work

_CALM_MS = 150
_AGAIN_S = 60


class PhotoSending(QObject):
    """`path` tells the person's own working copy, None for none. `done` after photos were sent or turned down."""

    done = pyqtSignal()

    def __init__(self, session: Session, window: Window, path: Callable[[], Path | None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window, self._path = session, window, path
        self._seen: tuple[object, ...] = ()
        self._told = ""
        self._left = False
        self._lane: Lane[SentPhotos] = Lane(self, writes=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.send)
        session.changed.connect(self._look)
        session.work_changed.connect(self.send_soon)
        self._look()

    @property
    def busy(self) -> bool:
        return self._lane.busy or (self._soon.isActive() and self._soon.interval() <= _CALM_MS)

    def send_soon(self) -> None:
        self._soon.start(_CALM_MS)

    def send(self) -> None:
        """Send what can be sent; what comes in the meantime is looked for afterwards."""
        path = self._path()
        if path is None or self._session.is_guest or self._session.offline:
            return
        self._left = self._lane.busy
        if not self._left:
            self._session.run(
                self._lane,
                translate("photos", "Sending photos"),
                lambda connection, job: photo_work.send_kept(connection, job, path),
                self._sent,
                partial(self._not_sent),
            )

    def close(self) -> None:
        self._soon.stop()
        self._session.changed.disconnect(self._look)
        self._session.work_changed.disconnect(self.send_soon)
        self._lane.close()

    def _look(self) -> None:
        """Another connection, another working copy, or the network is back."""
        now = (self._session.connection, self._session.copy_path, self._session.offline)
        if now != self._seen:
            self._seen = now
            self.send_soon()

    def _sent(self, result: SentPhotos) -> None:
        self._told = ""
        if result.sent:
            text = translate("photos", "Photos sent: {}.").format(len(result.sent))
            self._window.tell(text, Qgis.MessageLevel.Success)
        if result.refused:
            text = translate("photos", "Photos not taken: {}. {}")
            self._window.tell(
                text.format(len(result.refused), shown(headline(result.refused[0]), 200)), Qgis.MessageLevel.Warning
            )
        if self._left:
            self.send_soon()
        if result.sent or result.refused:
            self.done.emit()

    def _not_sent(self, problem: Problem) -> None:
        """They wait, and it is tried again; what is not just the network is told, once."""
        if isinstance(problem, Cancelled):
            return
        self._soon.start(1000 * max(_AGAIN_S, problem.retry_after))
        text = headline(problem)
        if not isinstance(problem, Unreachable) and text != self._told:
            self._told = text
            told = translate("photos", "Photos wait and are sent later. {}").format(shown(text, 200))
            self._window.tell(told, Qgis.MessageLevel.Warning)
        self.done.emit()
