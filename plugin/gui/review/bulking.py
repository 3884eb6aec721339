"""Accepting several contributions together: looked through, shown, accepted one by one, and taken back."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.bulk import Bulk
from ...domain.errors import Problem
from ...workflows.bulk import Accepted
from ...workflows.review import Outcome
from ..session import Session
from . import bulk_work
from .bulk_box import BulkBox
from .deciding import Deciding
from .queue_view import QueueView
from .queue_words import operation_text


class Bulking(QObject):
    """`lane` writes: what is being accepted is not replaced by anything else."""

    def __init__(self, session: Session, lane: Lane[Any], queue: QueueView, decider: Deciding) -> None:
        super().__init__()
        self._session, self._lane, self._queue, self._decider = session, lane, queue, decider
        self._found, self._done = Bulk(), list[str]()
        self._known: dict[str, str] = {}
        self.box = BulkBox(lane)
        self.box.offered.connect(self.look_through)
        self.box.accepted.connect(self.accept)
        self.box.taken_back.connect(self.take_back)
        self.box.closed.connect(queue.table.setFocus)
        queue.picked.connect(lambda: self.box.offer(len(queue.marked())))

    def look_through(self) -> None:
        uuids = self._queue.marked()
        title = translate("bulk", "Looking through the marked")
        self._session.run(
            self._lane,
            title,
            lambda connection, job: bulk_work.look_through(connection, job, uuids),
            self._looked_through,
            self.box.problem.show_problem,
        )

    def accept(self) -> None:
        items = self._found.items
        title = translate("bulk", "Accepting several contributions")
        work = lambda connection, job: bulk_work.accept(connection, job, items)  # noqa: E731
        self._session.run(self._lane, title, work, self._accepted, self._broken)

    def take_back(self) -> None:
        """All that were accepted together; each is claimed again then."""
        uuids = self._done
        title = translate("bulk", "Taking decisions back")
        work = lambda connection, job: bulk_work.take_back(connection, job, uuids)  # noqa: E731
        self._session.run(self._lane, title, work, self._taken_back, self._broken)

    def clear(self) -> None:
        """Nothing of another municipality or person stays."""
        self._found, self._done, self._known = Bulk(), [], {}
        self.box.clear()

    def _looked_through(self, found: Bulk) -> None:
        self._found = found
        title = self._queue.model.title(found.likeness.layer) if found.likeness else ""
        self.box.ask(found, title, self._names())

    def _accepted(self, outcome: Accepted) -> None:
        self._done = outcome.done
        if outcome.done:
            self._decider.undo = self.take_back
        self.box.told(outcome, self._names())
        self._session.work_changed.emit()

    def _taken_back(self, outcome: Outcome) -> None:
        self._done, self._decider.undo = [], None
        self.box.told_back(outcome, self._names())
        self._session.work_changed.emit()

    def _broken(self, problem: Problem) -> None:
        """Some of it may have been done: the list tells which."""
        self.box.problem.show_problem(problem)
        self._session.work_changed.emit()

    def _names(self) -> dict[str, str]:
        """Also of those that have left the list since."""
        title = self._queue.model.title
        self._known |= {
            row.uuid: " · ".join(filter(None, (title(row.layer), operation_text(row.operation), row.comment)))
            for row in self._queue.model.everything
        }
        return self._known
