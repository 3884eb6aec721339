"""The page Prüfen: the queue, one contribution in three versions, a decision, and publishing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QHideEvent, QKeySequence, QShowEvent
from qgis.PyQt.QtWidgets import QShortcut

from ...adapters.background import Job
from ...adapters.wording import headline, translate
from ...domain.contribution import Contribution
from ...domain.errors import Cancelled, ConditionFailed, Problem, TransitionRefused
from ...workflows.connection import Connection
from ...workflows.publish import Published, publish
from ...workflows.review import Decision
from ...workflows.summary import Summary, summary
from ..page import Page
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import hand_over_work
from . import work as review_work
from .contribution_view import ContributionView
from .decision_bar import DecisionBar
from .hand_over_bar import HandOverBar, Order
from .parts import OfflineNote, Waiting, answer_text, column, halves
from .publish_box import PublishBox
from .queue_view import QueueView
from .queue_words import operation_text
from .work import Claimed, Seen

T = TypeVar("T")

_TICK_MS = 20_000
_TOLD = ("status", "revision", "claimed_by", "afterwards")
"""What of a contribution changes under a reviewer's eyes."""


class ReviewPage(Page):
    """Lanes for reading the queue, for loading one contribution (the newest wins), for deciding, for publishing."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(session, window)
        self._reading, self._looking = self.lane(), self.lane()
        self._deciding, self._publishing = self.lane(writes=True), self.lane(writes=True)
        self._who: tuple[str, str] | None = None
        self._drafts_of: tuple[str, str] | None = None
        self._stale, self._writes, self._look_again = True, 0, ""
        self.queue, self.view, self.bar = QueueView(), ContributionView(window), DecisionBar()
        self.handing = HandOverBar()
        self.publishing = PublishBox(self._publishing)
        self.queue_problem, self.problem = ProblemBox(), ProblemBox()
        self.offline, self.waiting = OfflineNote(session), Waiting((self._looking, self._reading))
        self._lay_out()
        self._connect()
        self._session_changed()

    def refresh(self) -> None:
        """Read the queue again; what is looked at stays."""
        self._stale = False
        statuses = sorted(self.queue.statuses_needed)
        title = translate("review_page", "Reading the queue")
        self.session.run(
            self._reading,
            title,
            lambda connection, job: review_work.read_queue(connection, job, statuses),
            self._queue_read,
            lambda problem: self.queue_problem.show_problem(problem, act=self.refresh),
        )

    def close_page(self) -> None:
        self._ticking.stop()
        super().close_page()
        self.view.close_view()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    # the queue

    def _session_changed(self) -> None:
        """Told of at every exchange with the service; the list is read again only for another person or place."""
        session = self.session
        municipality = session.municipality
        who = (municipality.address, municipality.authcfg) if municipality else None
        if session.connection is None or who == self._who:
            if session.connection is None and self._who is not None:
                self._leave()
            return
        self._leave()
        if who != self._drafts_of:  # notes wait for their author while the connection is away, and for nobody else
            self.bar.form.forget_all()
        self._who = self._drafts_of = who
        self.queue.model.me = session.pseudonym
        self._work_changed()

    def _leave(self) -> None:
        """Nothing of another municipality or person stays on the screen."""
        self._who = None
        self._reading.cancel()
        self._looking.cancel()
        self.queue.clear()
        self._look_at("")
        self.queue_problem.clear()
        self.publishing.clear()

    def _work_changed(self) -> None:
        self._stale = True
        if self.isVisible() and self.session.may_review:
            self.refresh()

    def _queue_read(self, rows: list[Summary]) -> None:
        connection = self.session.connection
        layers = connection.capabilities.layers if connection else {}
        self.queue.model.bodies = connection.who.bodies if connection and connection.who else {}
        self.queue_problem.clear()
        self.queue.load(rows, {name: info.title for name, info in layers.items()})
        self._offer_publishing()
        self._look_where_it_moved_on(rows)

    def _look_where_it_moved_on(self, rows: list[Summary]) -> None:
        """What is on the screen is read again where the list knows something else of it, or does not have it now."""
        seen = self.view.seen
        if seen is None or self._busy:
            return
        known, uuid = summary(seen.contribution), seen.contribution.uuid
        now = next((row for row in rows if row.uuid == uuid), None)
        if now is None or any(getattr(now, name) != getattr(known, name) for name in _TOLD):
            self._look_at(uuid)

    def _offer_publishing(self) -> None:
        self.publishing.offer(len(self.queue.accepted()), len(self.queue.picked_accepted()))

    # one contribution

    def _look_at(self, uuid: str) -> None:
        """Load what was selected; what was asked before for another one is not shown any more."""
        self.problem.clear()
        if not uuid:
            self._looking.cancel()
        seen = self.view.seen
        if seen is None or seen.contribution.uuid != uuid:
            self.view.clear()
            self.bar.show_nothing()
            self.handing.show_nothing()
        if uuid:
            self.session.run(
                self._looking,
                translate("review_page", "Loading a contribution"),
                lambda connection, _job: review_work.look(connection, uuid),
                partial(self._looked, self._writes),
                lambda problem: self._not_shown(uuid, problem),
            )

    def _looked(self, writes: int, seen: Seen) -> None:
        """What was read while something was written may be older than what is known: it is looked at again."""
        uuid = seen.contribution.uuid
        if writes == self._writes:
            self._show(seen)
        elif self._busy:
            self._look_again = uuid
            self._show(seen)
        elif uuid == self.queue.uuid:
            self._look_at(uuid)

    def _show(self, seen: Seen) -> None:
        """Show it, if it is still the one that is looked at; the list learns of it anyway."""
        contribution = seen.contribution
        self.queue.model.me = seen.me
        self._note(contribution)
        if contribution.uuid != self.queue.uuid:
            return
        self.view.load(seen, self.queue.model.title(contribution.layer))
        self.bar.show_contribution(contribution, seen.history, seen.me)
        self.handing.show_contribution(contribution, seen.me, self.queue.model.bodies)

    def _not_shown(self, uuid: str, problem: Problem) -> None:
        if uuid == self.queue.uuid:
            self.problem.show_problem(problem, act=lambda: self._look_at(uuid))

    def _note(self, contribution: Contribution) -> None:
        self.queue.model.replace(summary(contribution))

    # deciding

    def _claim(self) -> None:
        uuid = self.queue.uuid
        self._write(
            uuid,
            translate("review_page", "Claiming a contribution"),
            lambda connection, _job: review_work.claim(connection, uuid),
            self._claimed,
        )

    def _claimed(self, answer: Claimed) -> None:
        self._show(answer.seen)
        if answer.problem is not None and answer.seen.contribution.uuid == self.queue.uuid:
            self.problem.show_problem(answer.problem)

    def _release(self) -> None:
        uuid = self.queue.uuid
        title = translate("review_page", "Giving a claim back")
        self._write(uuid, title, lambda connection, _job: review_work.release(connection, uuid), self._show)

    def _decide(self, decision: Decision, reason: str, note: str) -> None:
        """About the revision that is on the screen, and no other."""
        seen = self.view.seen
        if seen is None:
            return
        contribution = seen.contribution
        self._write(
            contribution.uuid,
            translate("review_page", "Sending a decision"),
            lambda connection, _job: review_work.decide(connection, contribution, decision, reason, note),
            self._decided,
        )

    def _decided(self, answer: Contribution) -> None:
        """What the server answered, with the way back; then the next one."""
        self.bar.form.forget(answer.uuid)
        self._note(answer)
        back = (
            () if answer.automatic else (translate("review_page", "Take back"), partial(self._take_back, answer.uuid))
        )
        self.window_.tell(answer_text(answer), Qgis.MessageLevel.Success, *back)
        if self.queue.uuid == answer.uuid:
            self.queue.go_on(answer.uuid)
            if self.queue.uuid == answer.uuid:
                self._look_at(answer.uuid)
        self.session.work_changed.emit()

    def _take_back(self, uuid: str) -> None:
        if self._busy:
            text = translate("review_page", "Not yet: something is being sent. Take it back when that is done.")
            verb = translate("review_page", "Take back")
            self.window_.tell(text, Qgis.MessageLevel.Warning, verb, partial(self._take_back, uuid))
            return
        self._write(
            uuid,
            translate("review_page", "Taking a decision back"),
            lambda connection, _job: review_work.take_back(connection, uuid),
            self._taken_back,
        )

    def _taken_back(self, seen: Seen) -> None:
        self.window_.tell(translate("review_page", "The decision is taken back. You have claimed it again."))
        self.queue.look_at(seen.contribution.uuid)
        self._show(seen)
        self.session.work_changed.emit()

    # handing over

    def _forward(self, order: Order) -> None:
        uuid, given = self.queue.uuid, (order.body, order.due, order.reason, order.note)
        self._hand_over(lambda connection: hand_over_work.forward(connection, uuid, *given))

    def _take_on(self) -> None:
        uuid = self.queue.uuid
        self._hand_over(lambda connection: hand_over_work.take_on(connection, uuid))

    def _give_back(self, order: Order) -> None:
        uuid, given = self.queue.uuid, (order.reason, order.note)
        self._hand_over(lambda connection: hand_over_work.give_back(connection, uuid, *given))

    def _hand_over(self, work: Callable[[Connection], Seen]) -> None:
        title = translate("review_page", "Handing over")
        self._write(self.queue.uuid, title, lambda connection, _job: work(connection), self._handed_over)

    def _handed_over(self, seen: Seen) -> None:
        self.handing.close_form()
        self._show(seen)
        self.session.work_changed.emit()

    # publishing

    def _publish(self, uuids: list[str]) -> None:
        self.publishing.problem.clear()
        if uuids:
            self.session.run(
                self._publishing,
                translate("review_page", "Publishing"),
                lambda connection, job: publish(connection, uuids, job.progress),
                self._published,
                self._not_published,
            )

    def _not_published(self, problem: Problem) -> None:
        self.publishing.problem.show_problem(problem)
        self._look_at(self.queue.uuid)
        self.session.work_changed.emit()

    def _published(self, found: Published) -> None:
        names = {row.uuid: self._name(row) for row in self.queue.model.everything}
        self.publishing.told(found, names)
        if self.queue.uuid:
            self._look_at(self.queue.uuid)
        self.session.work_changed.emit()

    def _name(self, row: Summary) -> str:
        return " · ".join(filter(None, (self.queue.model.title(row.layer), operation_text(row.operation), row.comment)))

    # writing

    def _write(self, uuid: str, title: str, work: Callable[[Connection, Job], T], done: Callable[[T], None]) -> None:
        """Do something to the contribution `uuid`."""
        self.problem.clear()
        started = self.session.run(self._deciding, title, work, done, partial(self._not_written, uuid))
        if not started and self.session.connection is None:
            self.window_.tell(translate("review_page", "You are not connected. Choose a municipality above."))

    def _not_written(self, uuid: str, problem: Problem) -> None:
        """Nothing that was written is lost; a newer state is one click away."""
        newer = isinstance(problem, ConditionFailed | TransitionRefused)
        verb = translate("review_page", "Show the new version") if newer else translate("review_page", "Look again")
        if isinstance(problem, Cancelled):
            self._look_at(self.queue.uuid)
        elif uuid == self.queue.uuid:
            self.problem.show_problem(problem, verb, partial(self._look_at, uuid))
        else:
            look = partial(self.queue.look_at, uuid)
            self.window_.tell(headline(problem), Qgis.MessageLevel.Warning, verb, look)

    # parts

    def _lay_out(self) -> None:
        upper = column((self.offline, self.queue_problem, self.queue, self.publishing), self.queue)
        lower = column((self.waiting, self.problem, self.view, self.bar, self.handing), self.view)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(halves(upper, lower))

    def _connect(self) -> None:
        self.session.changed.connect(self._session_changed)
        self.session.work_changed.connect(self._work_changed)
        self.queue.refresh.connect(self.refresh)
        self.queue.selected.connect(self._look_at)
        self.queue.picked.connect(self._offer_publishing)
        self.bar.claim.connect(self._claim)
        self.bar.release.connect(self._release)
        self.bar.decided.connect(self._decide)
        self.bar.take_back.connect(lambda: self._take_back(self.queue.uuid))
        self.handing.forward.connect(self._forward)
        self.handing.take_on.connect(self._take_on)
        self.handing.give_back.connect(self._give_back)
        self.bar.publish.connect(lambda: self._publish([self.queue.uuid]))
        self.publishing.publish_all.connect(lambda: self._publish(self.queue.accepted()))
        self.publishing.publish_picked.connect(lambda: self._publish(self.queue.picked_accepted()))
        for lane in (self._deciding, self._publishing):
            lane.busy_changed.connect(self._set_busy)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.queue.model.tick)
        self._ticking.timeout.connect(self.bar.tick)
        self._ticking.timeout.connect(self.handing.tick)
        for key, rows in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
            step = QShortcut(QKeySequence(Qt.Modifier.ALT | key), self)
            step.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            step.activated.connect(partial(self.queue.step, rows))

    @property
    def _busy(self) -> bool:
        return self._deciding.busy or self._publishing.busy

    def _set_busy(self) -> None:
        self._writes += 1
        self.bar.set_busy(self._busy)
        self.handing.set_busy(self._busy)
        self.publishing.set_busy(self._busy)
        again, self._look_again = (self._look_again, "") if not self._busy else ("", self._look_again)
        if again and again == self.queue.uuid:
            self._look_at(again)
