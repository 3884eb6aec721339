"""The page Prüfen: the queue, one contribution in three versions, a decision, and publishing."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QHideEvent, QShowEvent

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.contribution import Contribution
from ...domain.errors import Problem
from ...workflows.review import DECIDED, Summary, summary_of
from ..page import Page
from ..photos.box import PhotoBox
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import work as review_work
from .ahead import Ahead
from .bulking import Bulking
from .claims import Claims
from .contribution_view import ContributionView
from .conversing import Conversing
from .deciding import Deciding, Screen
from .decision_bar import DecisionBar
from .hand_over_bar import HandOverBar
from .key_acts import install
from .parts import Halves, OfflineNote, Waiting, column
from .publishing import Publishing
from .queue_panel import QueuePanel
from .room import Room
from .unit_desk import UnitDesk
from .work import Seen

_TICK_MS = 20_000
_TOLD = ("status", "revision", "claimed_by", "afterwards")
"""What of a contribution changes under a reviewer's eyes."""


class ReviewPage(Page):
    """Lanes for reading the queue, for loading one contribution (the newest wins), for deciding, for publishing."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(session, window)
        self._looking = self.lane()
        self._deciding, self._publishing = self.lane(writes=True), self.lane(writes=True)
        self._who: tuple[str, str] | None = None
        self._drafts_of: tuple[str, str] | None = None
        self._writes, self._look_again = 0, ""
        self.panel, self.ahead = QueuePanel(session, self.lane), Ahead(session, self.lane())
        self.view = ContributionView(window, PhotoBox(session, window, read_only=True))
        self.queue, self.bar = self.panel.view, DecisionBar()
        self.handing = HandOverBar()
        look_again = lambda: self._look_at(self.queue.uuid)  # noqa: E731
        self._publisher = Publishing(session, self._publishing, self.queue, look_again)
        self.publishing, self.problem = self._publisher.box, ProblemBox()
        self.offline, self.waiting = OfflineNote(session), Waiting((self._looking, self.panel.reading))
        screen = Screen(lambda: self.view.seen, self._show, self._look_at, self._note, lambda: self._busy)
        self.decider = Deciding(
            session, window, self._deciding, screen, self.queue, self.bar, self.handing, self.problem
        )
        lanes = self.lane(), self.lane(writes=True)
        self.unit = UnitDesk(session, window, lanes, self.queue.model.title, self.decider)
        self._conversing = Conversing(self.view, self.bar, self.decider, self._show)
        self._accepting = self.lane(writes=True)
        self.bulk = Bulking(session, self._accepting, self.queue, self.decider)
        told = (self._note, self.bar.claimed_until, self.handing.claimed_until, self.view.claimed_until)
        self.claims = Claims(session, window, self.lane(writes=True), self.bar, told)
        self._lay_out()
        self._connect()
        self._session_changed()

    def refresh(self) -> None:
        """Read the queue again; what is looked at stays."""
        self.panel.refresh()

    def close_page(self) -> None:
        self._ticking.stop()
        self.panel.close_panel()
        self.halves.keep()
        super().close_page()
        self.view.close_view()
        self.unit.show_nothing()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()
        self.panel.refresh_if_stale()

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
            self.view.forget_all()
        self._who = self._drafts_of = who
        self.queue.model.me = session.pseudonym
        self.panel.enter("@".join(reversed(who or ())))
        self.panel.outdated()

    def _leave(self) -> None:
        """Nothing of another municipality or person stays on the screen."""
        self._who = None
        self._looking.cancel()
        self.ahead.forget()
        self.panel.clear()
        self._look_at("")
        self.decider.forget()
        self.publishing.clear()
        self.bulk.clear()

    def _queue_read(self) -> None:
        """What is on the screen is read again where the list knows something else of it, or does not have it now."""
        seen = self.view.seen
        if seen is None or self._busy:
            return
        if not self._agrees(seen):
            self._look_at(seen.contribution.uuid)

    # one contribution

    def _go_to(self, uuid: str) -> None:
        """It was selected: show what was loaded ahead, or load it."""
        ready = self.ahead.take(uuid)
        if ready is not None and not self._busy and self._agrees(ready):
            self._looking.abandon()
            self.problem.clear()
            self.bar.show_nothing()
            self.handing.show_nothing()
            self._show(ready)
        elif self.ahead.brings(uuid):
            self._looking.abandon()
            self._show_nothing(uuid)
        else:
            self._look_at(uuid)

    def _came_ahead(self, uuid: str) -> None:
        seen = self.view.seen
        if uuid == self.queue.uuid and (seen is None or seen.contribution.uuid != uuid):
            self._go_to(uuid)

    def _agrees(self, seen: Seen) -> bool:
        """Whether the list, which may have been read later, knows nothing newer of it."""
        known, place = _summary(seen.contribution), self.queue.model.row_of(seen.contribution.uuid)
        now = self.queue.model.summary(place) if place is not None else None
        return now is not None and all(getattr(now, name) == getattr(known, name) for name in _TOLD)

    def _show_nothing(self, uuid: str) -> None:
        """`uuid` is asked for, and is not there yet; "" for none."""
        self.view.clear()
        self.room.look_at(uuid)
        self.unit.leave_for(uuid)
        self.bar.show_nothing()
        self.handing.show_nothing()

    def _look_at(self, uuid: str) -> None:
        """Load what was selected; what was asked before for another one is not shown any more."""
        self.problem.clear()
        if not uuid:
            self._looking.cancel()
        seen = self.view.seen
        if seen is None or seen.contribution.uuid != uuid:
            self._show_nothing(uuid)
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
        self.bar.show_contribution(contribution, seen.history, seen.me, seen.rejected_by)
        self.view.load(seen, self.queue.model.title(contribution.layer))
        self.room.look_at(contribution.uuid)
        self.view.tick(self._busy)
        self.unit.look_at(contribution, seen.me)
        self.handing.show_contribution(contribution, seen.me, self.queue.model.bodies)
        self.ahead.want(self.queue.neighbours())

    def _not_shown(self, uuid: str, problem: Problem) -> None:
        if uuid == self.queue.uuid:
            self.problem.show_problem(problem, act=lambda: self._look_at(uuid))

    def _note(self, contribution: Contribution) -> None:
        self.queue.model.replace(_summary(contribution))
        if contribution.status in DECIDED:
            self.view.correction.forget(contribution.uuid)

    # parts

    def _lay_out(self) -> None:
        upper = column((self.offline, self.panel, self.bulk.box, self.publishing), self.panel)
        parts = (self.waiting, self.problem, self.bulk.box.panel, self.view, self.unit.view, self.handing, self.bar)
        lower = column(parts, self.view)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.halves = Halves(upper, lower)
        forms = self.bar.form, self.handing.form, self.bulk.box.panel
        self.room = Room(self.halves, self.view, self.queue.filters.panel, forms)
        self.box.addWidget(self.halves)

    def _connect(self) -> None:
        self.session.changed.connect(self._session_changed)
        self.session.work_changed.connect(self.panel.outdated)
        self.panel.read.connect(self._queue_read)
        for told in (self.panel.read, self.panel.counted):
            told.connect(self._publisher.offer)
        self.queue.selected.connect(self._go_to)
        self.unit.view.wanted.connect(self.queue.look_at)
        self.view.alike.wanted.connect(self.queue.filters.only)
        self.ahead.arrived.connect(self._came_ahead)
        self.session.work_changed.connect(self.ahead.forget)
        self.bar.publish.connect(lambda: self._publisher.publish([self.queue.uuid]))
        for lane in self._writing:
            lane.busy_changed.connect(self._set_busy)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        for ticked in (self.queue.model.tick, self.claims.ticked, self.bar.tick, self.handing.tick):
            self._ticking.timeout.connect(ticked)
        self._ticking.timeout.connect(lambda: self.view.tick(self._busy))
        self.keys = install(self)

    @property
    def _busy(self) -> bool:
        return any(lane.busy for lane in self._writing)

    @property
    def _writing(self) -> tuple[Lane, ...]:
        return self._deciding, self._publishing, self._accepting

    def _set_busy(self) -> None:
        self._writes += 1
        self.ahead.forget()
        self.bar.set_busy(self._busy)
        self.view.tick(self._busy)
        self.handing.set_busy(self._busy)
        self.publishing.set_busy(self._busy)
        self.bulk.box.set_busy(self._busy)
        again, self._look_again = (self._look_again, "") if not self._busy else ("", self._look_again)
        if again and again == self.queue.uuid:
            self._look_at(again)


def _summary(contribution: Contribution) -> Summary:
    return summary_of(vars(contribution) | {"operation": contribution.change.operation})
