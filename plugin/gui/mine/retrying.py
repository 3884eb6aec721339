"""What was submitted and did not get through is tried again by itself, when its time has come or the network is back.

Nothing is sent that was only edited since. What comes in the way says nothing: the list tells when the next try is.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QTimer

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...adapters.working_copy import Overview
from ...domain.errors import Problem
from ...domain.retry import wait
from ...workflows.contribute import Submitted
from ..session import Session
from . import work as mine_work

SOON = 5.0
"""Seconds within which everybody comes back once the network does, not all in the same one."""

Told = Callable[[Path, Submitted], None]


class Retrying(QObject):
    """`overview` is that of the person's own working copy, None for any other; `sent` hears what came of a try."""

    def __init__(
        self,
        session: Session,
        lane: Lane,
        overview: Callable[[], Overview | None],
        sent: Told,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._lane, self._overview, self._sent = session, lane, overview, sent
        self._failed, self._was_offline, self._until = 0, False, ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._try)

    def close(self) -> None:
        self._timer.stop()

    @property
    def due(self) -> bool:
        """Whether a next try is planned."""
        return self._timer.isActive()

    def look(self) -> None:
        """The working copy, the person or the network may be others now. What is just being sent does not wait."""
        came_back = self._was_offline and not self._session.offline
        self._was_offline = self._session.offline
        overview = self._overview()
        if overview and not overview.next_try:
            self._failed = 0
        free = overview and not self._hindered() and not self._lane.busy and not self._is_anothers(overview)
        until = overview.next_try if overview and free else ""
        if not until:
            self._until = ""
            self._timer.stop()
        elif came_back:
            self._start(until, random.uniform(0, SOON))
        elif until != self._until or not self.due:
            self._start(until, max(_seconds_to(until), self._pause()))

    def _hindered(self) -> bool:
        here = self._session
        return here.municipality is None or here.connecting or (here.connection is not None and here.is_guest)

    def _is_anothers(self, overview: Overview) -> bool:
        """In this name it goes only when somebody asks for that."""
        return self._session.connection is not None and overview.waits_for_another(self._session.identity)

    def _pause(self) -> float:
        """Where the last try did not even come to a new time, the next one is not at once."""
        return wait(self._failed, random.random()) if self._failed else 0.0

    def _start(self, until: str, seconds: float) -> None:
        self._until = until
        self._timer.start(round(1000 * seconds))

    def _try(self) -> None:
        path = self._session.copy_path
        if path is None or self._lane.busy or self._hindered():
            self._until = ""  # planned anew when that is over
            return
        self._failed += 1
        if self._session.connection is None:
            self._session.reconnect()
            return
        self._session.run(
            self._lane,
            translate("retrying", "Sending what waits"),
            lambda connection, job: mine_work.send_waiting(connection, job, path),
            partial(self._have_sent, path),
            self._have_failed,
        )

    def _have_sent(self, path: Path, result: Submitted) -> None:
        self._failed = 0
        if result.anything:
            self._sent(path, result)
        else:  # it had gone before, and what was said of that stays
            self._session.work_changed.emit()

    def _have_failed(self, _problem: Problem) -> None:
        self._session.work_changed.emit()  # the list tells why, and when it is tried again


def _seconds_to(when: str) -> float:
    """Seconds until a time (ISO 8601, UTC); 0 for one that is past, or none."""
    try:
        at = datetime.fromisoformat(when)
    except ValueError:
        return 0.0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
