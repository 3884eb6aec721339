"""Publishing from the page Prüfen: what was accepted goes onto the map, one or many, and the box tells how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.PyQt.QtCore import QObject

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.errors import Problem
from ...workflows.connection import Connection
from ...workflows.progress import Progress
from ...workflows.publish import Published, publish
from ...workflows.review import Summary
from ...workflows.review_unit import publish_many
from ..session import Session
from .publish_box import PublishBox
from .queue_view import QueueView
from .queue_words import operation_text

Work = Callable[[Connection, Sequence[str], Progress], Published]


class Publishing(QObject):
    """`look_again` is called when what is looked at may have changed."""

    def __init__(
        self, session: Session, lane: Lane[Published], queue: QueueView, look_again: Callable[[], None]
    ) -> None:
        super().__init__()
        self._session, self._lane, self._queue, self._look_again = session, lane, queue, look_again
        self.box = PublishBox(lane)
        self.box.publish_all.connect(lambda: self.publish(queue.accepted(), publish_many))
        self.box.publish_picked.connect(lambda: self.publish(queue.picked_accepted(), publish_many))
        queue.picked.connect(self.offer)

    def offer(self) -> None:
        self.box.offer(len(self._queue.accepted()), len(self._queue.picked_accepted()))

    def publish(self, uuids: list[str], work: Work = publish) -> None:
        """One alone is what somebody wants to publish, whatever belongs to it: the page has told what that means."""
        self.box.problem.clear()
        if uuids:
            self._session.run(
                self._lane,
                translate("review_page", "Publishing"),
                lambda connection, job: work(connection, uuids, job.progress),
                self._published,
                self._not_published,
            )

    def _not_published(self, problem: Problem) -> None:
        self.box.problem.show_problem(problem)
        self._look_again()
        self._session.work_changed.emit()

    def _published(self, found: Published) -> None:
        self.box.told(found, {row.uuid: self._name(row) for row in self._queue.model.everything})
        self._look_again()
        self._session.work_changed.emit()

    def _name(self, row: Summary) -> str:
        title = self._queue.model.title(row.layer)
        return " · ".join(filter(None, (title, operation_text(row.operation), row.comment)))
