"""Small parts of the page Prüfen: what it waits for, whether the service is there, and how it is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QByteArray, Qt
from qgis.PyQt.QtWidgets import QProgressBar, QSplitter, QVBoxLayout, QWidget

from ...adapters import queue_settings
from ...adapters.background import Lane
from ...adapters.wording import moment, translate
from ...domain.contribution import Contribution, Status
from ...domain.trust import CHECKED_BAD, CHECKED_GOOD
from ..session import Session
from ..widgets import Quiet


class Waiting(QProgressBar):
    """Moves while one of the lanes is busy. It keeps its place, so that nothing jumps."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        super().__init__()
        self._lanes = lanes
        self.setTextVisible(False)
        self.setMaximumHeight(4)
        self.setAccessibleName(translate("review_parts", "Loading"))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setRange(0, 0)
        self.hide()
        for lane in lanes:
            lane.busy_changed.connect(self._show_busy)

    def _show_busy(self) -> None:
        self.setVisible(any(lane.busy for lane in self._lanes))


class OfflineNote(Quiet):
    """There while the service cannot be reached: what one sees then, and what to do."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        when = self._session.last_contact
        text = translate(
            "review_parts",
            "The service cannot be reached. You see the list as it was: {}. Refresh when you are online.",
        )
        self.say(text.format(moment(when) if when else "–"))
        self.setVisible(self._session.offline)


def column(parts: Sequence[QWidget], growing: QWidget) -> QWidget:
    """`parts` below one another."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        box.addWidget(part, 1 if part is growing else 0)
    return holder


class Halves(QSplitter):
    """Two parts whose heights the person chooses; they are as high as they were left, also another day."""

    def __init__(self, upper: QWidget, lower: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        for part, share in ((upper, 1), (lower, 2)):
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), share)
        self.setSizes([1000, 2000])
        kept = queue_settings.layout("halves")
        if kept:
            self.restoreState(QByteArray.fromBase64(kept.encode()))
        self._moved = False
        self._own: QByteArray | None = None
        self.splitterMoved.connect(self._note)

    def lend(self) -> None:
        """Other heights are for a while; those that the person has chosen are kept."""
        self._own = self.saveState()

    def give_back(self) -> None:
        if self._own is not None:
            self.restoreState(self._own)
            self._own = None

    def keep(self) -> None:
        """Remember the heights, if somebody has chosen them."""
        if self._moved:
            own = self._own if self._own is not None else self.saveState()
            queue_settings.keep_layout("halves", bytes(own.toBase64()).decode())

    def _note(self) -> None:
        self._moved = self._moved or self._own is None


def answer_text(answer: Contribution) -> str:
    """What the server has done, and what comes next."""
    if answer.afterwards == CHECKED_GOOD:
        return translate("review_parts", "Noted: somebody has looked at it, and it is good.")
    if answer.afterwards == CHECKED_BAD:
        return translate("review_parts", "Noted. The reverse is in the queue; somebody else decides about it.")
    match answer.status:
        case Status.ACCEPTED:
            return translate("review_parts", "Accepted. It is on the map once it is published.")
        case Status.NEEDS_CHANGES:
            return translate("review_parts", "Asked back. Its author reads your note and works on it again.")
        case Status.REJECTED:
            return translate("review_parts", "Rejected. Its author reads your note.")
    return translate("review_parts", "Answered. Its author reads your note.")
