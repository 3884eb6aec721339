"""What the pages of the dock have in common."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..adapters.background import Lane
from .session import Session
from .window import Window


class Page(QWidget):
    """A page over the session. Lanes made with `lane` end with the page.

    `badge` is how much there is on it that nobody has looked at; `badge_changed` says that it is otherwise now.
    """

    badge_changed = pyqtSignal()

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        self.session, self.window_ = session, window
        self.box = QVBoxLayout(self)
        self._lanes: list[Lane] = []
        self.badge = 0

    def lane(self, *, writes: bool = False) -> Lane:
        made: Lane = Lane(self, writes=writes)
        self._lanes.append(made)
        return made

    def enter(self) -> None:
        """Put the keyboard where the work of this page begins."""
        self.setFocus()

    def close_page(self) -> None:
        for lane in self._lanes:
            lane.close()
