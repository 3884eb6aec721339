"""The upper half of the page Prüfen: the list as it is read from the service, and what goes wrong with that."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...workflows.review import Summary
from ..session import Session
from ..widgets import ProblemBox
from . import work as review_work
from .queue_view import QueueView


class QueuePanel(QWidget):
    """`read` says that the list is another one now: what is on the screen beside it may be older."""

    read = pyqtSignal()

    def __init__(self, session: Session, reading: Lane[list[Summary]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._reading = session, reading
        self._stale = True
        self.view, self.problem = QueueView(), ProblemBox()
        self.view.refresh.connect(self.refresh)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.problem)
        box.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Read the queue again; what is looked at stays."""
        self._stale = False
        statuses = sorted(self.view.statuses_needed)
        self._session.run(
            self._reading,
            translate("queue_panel", "Reading the queue"),
            lambda connection, job: review_work.read_queue(connection, job, statuses),
            self._was_read,
            lambda problem: self.problem.show_problem(problem, act=self.refresh),
        )

    def refresh_if_stale(self) -> None:
        if self._stale:
            self.refresh()

    def outdated(self) -> None:
        """Something has happened to the queue: it is read again at once where it can be seen, else when it is seen."""
        self._stale = True
        if self.isVisible() and self._session.may_review:
            self.refresh()

    def clear(self) -> None:
        """Nothing of another municipality or person stays on the screen."""
        self._reading.cancel()
        self.view.clear()
        self.problem.clear()

    def _was_read(self, rows: list[Summary]) -> None:
        connection = self._session.connection
        layers = connection.capabilities.layers if connection else {}
        self.view.model.bodies = connection.who.bodies if connection and connection.who else {}
        self.problem.clear()
        self.view.load(rows, {name: info.title for name, info in layers.items()})
        self.read.emit()
