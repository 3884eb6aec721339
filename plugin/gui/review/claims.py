"""A claim that is looked after: renewed while somebody works on it, and told of when it has run out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from qgis.core import Qgis
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QCursor
from qgis.PyQt.QtWidgets import QApplication, QWidget

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.contribution import Contribution, Status
from ...domain.errors import Problem
from ...workflows import review
from ..session import Session
from ..window import Window
from .decision_bar import DecisionBar
from .queue_words import time_of

RENEWED_BEFORE = timedelta(minutes=15)
"""So long before its end a claim is renewed, while somebody works."""
AT_WORK = timedelta(minutes=5)
"""Whoever has moved or written nothing for so long is not at work: then the claim ends, and others can decide."""


class Claims(QObject):
    """`ticked` from time to time. `parts` are told until when it is claimed after a renewal."""

    def __init__(
        self,
        session: Session,
        window: Window,
        lane: Lane[Contribution],
        bar: DecisionBar,
        parts: Sequence[Callable[[Contribution], None]],
    ) -> None:
        super().__init__()
        self._session, self._window, self._lane, self._parts = session, window, lane, parts
        self._bar = bar
        self._before: tuple[object, ...] = ()
        self._at_work = datetime.now(UTC)
        self._told = ""
        bar.renew.connect(self.renew)

    def ticked(self, now: datetime | None = None) -> None:
        now = now or datetime.now(UTC)
        self._watch(now)
        seen, me = self._bar.seen, self._bar.me
        until = time_of(seen.claimed_until) if seen else None
        if seen is None or until is None or seen.status is not Status.IN_REVIEW or seen.claimed_by != me:
            return
        if until <= now:
            self._tell(seen)
        elif until - now < RENEWED_BEFORE and now - self._at_work < AT_WORK:
            self.renew()

    def renew(self) -> None:
        """For another half an hour. Where that does not work the claim ends as it would have, and nothing is lost."""
        seen = self._bar.seen
        if seen is not None and not self._lane.busy:
            work = lambda connection, _job: review.renew(connection, seen)  # noqa: E731
            title = translate("claims", "Claiming for longer")
            self._session.run(self._lane, title, work, self._renewed, self._not_renewed)

    def _renewed(self, now: Contribution) -> None:
        """Nothing of an answer that comes after a decision: it tells of what was."""
        seen = self._bar.seen
        if seen is None or seen.uuid != now.uuid or (seen.status, now.status) != (Status.IN_REVIEW, Status.IN_REVIEW):
            return
        for part in self._parts:
            part(now)

    def _not_renewed(self, _problem: Problem) -> None:
        """It is tried again with the next tick, and told of when the claim ends."""

    def _tell(self, seen: Contribution) -> None:
        claim = seen.uuid + seen.claimed_until
        if claim != self._told:
            self._told = claim
            text = translate("claims", "Your claim has ended. What you have written is still here: claim it again.")
            self._window.tell(text, Qgis.MessageLevel.Warning)

    def _watch(self, now: datetime) -> None:
        """Whether anything has moved since the last time: mouse, focus, what is written."""
        here = QApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        place = QCursor.pos()
        seen = (place.x(), place.y(), _address(QApplication.focusWidget()), self._bar.form.note.toPlainText())
        if here and seen != self._before:
            self._at_work = now
        self._before = seen


def _address(widget: QWidget | None) -> int:
    """Which widget it is; Python's own half of QGIS's widgets is another one each time."""
    return sip.unwrapinstance(widget) if widget is not None else 0
