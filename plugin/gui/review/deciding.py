"""What a reviewer does with the contribution that is looked at: claim, decide, take back, hand over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QObject

from ...adapters import language, settings
from ...adapters.background import Job, Lane
from ...adapters.wording import headline, translate
from ...domain.contribution import Change, Contribution
from ...domain.errors import Cancelled, ConditionFailed, Problem, TransitionRefused
from ...workflows.afterwards import Look
from ...workflows.connection import Connection
from ...workflows.review import Decision
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import hand_over_work
from . import work as review_work
from .answers import Texts
from .decision_bar import DecisionBar
from .hand_over_bar import HandOverBar, Order
from .parts import answer_text
from .queue_view import QueueView
from .work import Claimed, Seen

T = TypeVar("T")


@dataclass(frozen=True)
class Screen:
    """What the page shows: `seen` is looked at, `show` shows another state of it, `note` tells the list."""

    seen: Callable[[], Seen | None]
    show: Callable[[Seen], None]
    look_at: Callable[[str], None]
    note: Callable[[Contribution], None]
    busy: Callable[[], bool]


class Deciding(QObject):
    """`undo` takes the last decision back, one or many; None where there is none."""

    def __init__(
        self,
        session: Session,
        window: Window,
        lane: Lane,
        screen: Screen,
        queue: QueueView,
        bar: DecisionBar,
        handing: HandOverBar,
        problem: ProblemBox,
    ) -> None:
        super().__init__()
        self._session, self._window, self._lane, self._screen = session, window, lane, screen
        self._queue, self._bar, self._handing, self._problem = queue, bar, handing, problem
        self.undo: Callable[[], None] | None = None
        bar.claim.connect(self.claim)
        bar.release.connect(self.release)
        bar.decided.connect(self.decide)
        bar.take_back.connect(lambda: self.take_back(queue.uuid))
        handing.forward.connect(self._forward)
        handing.take_on.connect(self._take_on)
        handing.give_back.connect(self._give_back)
        session.changed.connect(self._know_texts)
        self._know_texts()

    def _know_texts(self) -> None:
        """What the municipality usually answers; of another one, other texts."""
        who = self._session.connection.who if self._session.connection else None
        languages = language.spoken(QgsApplication.instance().locale(), settings.LANGUAGE.value())
        self._bar.form.texts = Texts(who.answers if who else None, languages)

    def claim(self) -> None:
        uuid = self._queue.uuid
        self.write(
            uuid,
            translate("review_page", "Claiming a contribution"),
            lambda connection, _job: review_work.claim(connection, uuid),
            self._claimed,
        )

    def release(self) -> None:
        uuid = self._queue.uuid
        title = translate("review_page", "Giving a claim back")
        self.write(uuid, title, lambda connection, _job: review_work.release(connection, uuid), self._screen.show)

    def decide(self, decision: Decision | Look, reason: str, note: str, correction: Change | None = None) -> None:
        """About the revision that is on the screen, and no other; a `correction` comes with accepting."""
        seen = self._screen.seen()
        if seen is None:
            return
        contribution = seen.contribution
        self.write(
            contribution.uuid,
            translate("review_page", "Sending a decision"),
            lambda connection, _job: review_work.decide(connection, contribution, decision, reason, note, correction),
            self._decided,
        )

    def take_back(self, uuid: str) -> None:
        if self._screen.busy():
            text = translate("review_page", "Not yet: something is being sent. Take it back when that is done.")
            verb = translate("review_page", "Take back")
            self._window.tell(text, Qgis.MessageLevel.Warning, verb, partial(self.take_back, uuid))
            return
        self.write(
            uuid,
            translate("review_page", "Taking a decision back"),
            lambda connection, _job: review_work.take_back(connection, uuid),
            self._taken_back,
        )

    def take_back_last(self) -> None:
        """Whatever was decided last in this window, also where something else is looked at by now."""
        if self.undo is not None:
            self.undo()
        else:
            self._window.tell(translate("review_page", "There is no decision of yours to take back."))

    def forget(self) -> None:
        """Another person or municipality."""
        self.undo = None

    def _claimed(self, answer: Claimed) -> None:
        self._screen.show(answer.seen)
        if answer.problem is not None and answer.seen.contribution.uuid == self._queue.uuid:
            self._problem.show_problem(answer.problem)

    def _decided(self, answer: Contribution) -> None:
        """What the server answered, with the way back; then the next one, and the focus in the list."""
        undo = None if answer.automatic else partial(self.take_back, answer.uuid)  # a look afterwards is said for good
        self.undo = undo or self.undo
        self._bar.form.forget(answer.uuid)
        self._screen.note(answer)
        self._window.tell(
            answer_text(answer),
            Qgis.MessageLevel.Success,
            translate("review_page", "Take back") if undo else "",
            undo,
        )
        if self._queue.uuid == answer.uuid:
            if self._bar.goes_on:
                self._queue.go_on(answer.uuid)
            if self._queue.uuid == answer.uuid:
                self._screen.look_at(answer.uuid)
            self._queue.table.setFocus()
        self._session.work_changed.emit()

    def _taken_back(self, seen: Seen) -> None:
        self.undo = None
        self._window.tell(translate("review_page", "The decision is taken back. You have claimed it again."))
        self._queue.look_at(seen.contribution.uuid)
        self._screen.show(seen)
        self._session.work_changed.emit()

    # handing over

    def _forward(self, order: Order) -> None:
        uuid, given = self._queue.uuid, (order.body, order.due, order.reason, order.note)
        self._hand_over(lambda connection: hand_over_work.forward(connection, uuid, *given))

    def _take_on(self) -> None:
        uuid = self._queue.uuid
        self._hand_over(lambda connection: hand_over_work.take_on(connection, uuid))

    def _give_back(self, order: Order) -> None:
        uuid, given = self._queue.uuid, (order.reason, order.note)
        self._hand_over(lambda connection: hand_over_work.give_back(connection, uuid, *given))

    def _hand_over(self, work: Callable[[Connection], Seen]) -> None:
        title = translate("review_page", "Handing over")
        self.write(self._queue.uuid, title, lambda connection, _job: work(connection), self._handed_over)

    def _handed_over(self, seen: Seen) -> None:
        self._handing.close_form()
        self._screen.show(seen)
        self._session.work_changed.emit()

    # writing

    def write(self, uuid: str, title: str, work: Callable[[Connection, Job], T], done: Callable[[T], None]) -> None:
        """Do something to the contribution `uuid`."""
        self._problem.clear()
        started = self._session.run(self._lane, title, work, done, partial(self._not_written, uuid))
        if not started and self._session.connection is None:
            self._window.tell(translate("review_page", "You are not connected. Choose a municipality above."))

    def _not_written(self, uuid: str, problem: Problem) -> None:
        """Nothing that was written is lost; a newer state is one click away."""
        newer = isinstance(problem, ConditionFailed | TransitionRefused)
        verb = translate("review_page", "Show the new version") if newer else translate("review_page", "Look again")
        if isinstance(problem, Cancelled):
            self._screen.look_at(self._queue.uuid)
        elif uuid == self._queue.uuid:
            self._problem.show_problem(problem, verb, partial(self._screen.look_at, uuid))
        else:
            look = partial(self._queue.look_at, uuid)
            self._window.tell(headline(problem), Qgis.MessageLevel.Warning, verb, look)
