"""Claiming and deciding: nothing is chosen beforehand, and nothing is decided by accident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAction,
    QCheckBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...adapters import settings
from ...adapters.wording import clock, reason_word, translate
from ...domain.contribution import Contribution, Status
from ...domain.transitions import UNDO
from ...workflows.afterwards import Look
from ...workflows.history import History
from ...workflows.review import DECIDED, Decision
from ..keys import press
from ..widgets import PlainLabel, button
from .by_rule import ByRule, by_rule_text, is_by_rule
from .decision_words import claimable_text, decided_text, left_text, second_text
from .queue_words import claim_holds, status_sign, time_of
from .reason_form import ReasonForm

_MINUTES = 30
_SOON = 10
_CLAIMABLE = (Status.SUBMITTED, Status.IN_REVIEW, Status.CONFLICT)
_FURTHER = (Decision.DUPLICATE, Decision.NOT_RESPONSIBLE, Decision.ALREADY_DONE)


@dataclass(frozen=True)
class Situation:
    """What the person may do with a contribution just now, and the words for it."""

    text: str
    claim: bool = False
    decide: bool = False
    take_back: bool = False
    publish: bool = False
    not_again: bool = False


class DecisionBar(QWidget):
    """The buttons for one contribution. `decided` carries decision, reason code and note."""

    claim = pyqtSignal()
    release = pyqtSignal()
    take_back = pyqtSignal()
    publish = pyqtSignal()
    renew = pyqtSignal()
    decided = pyqtSignal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: tuple[Contribution, History, str] | None = None
        self._rejected_by: frozenset[str] = frozenset()
        self._busy, self._held = False, ""
        self.words = PlainLabel()
        self.claim_button = button(translate("decision_bar", "Claim"), self.claim.emit, "/locked.svg")
        self.release_button = button(translate("decision_bar", "Release"), self.release.emit, "/unlocked.svg")
        self.take_back_button = button(translate("decision_bar", "Take back"), self.take_back.emit, "/mActionUndo.svg")
        self.publish_button = button(translate("decision_bar", "Publish"), self.publish.emit, "/mActionSharing.svg")
        self.by_rule = ByRule(self._decide, self._open)
        self.accept = button(translate("decision_bar", "Accept"), lambda: self._decide(Decision.ACCEPT))
        self.ask_back = button(translate("decision_bar", "Ask back"), lambda: self._open(Decision.ASK_BACK))
        self.reject = button(translate("decision_bar", "Reject"), lambda: self._open(Decision.REJECT))
        self.further = self._further()
        self.next_one = QCheckBox(translate("decision_bar", "Then the next one"))
        self.next_one.setToolTip(translate("decision_bar", "After a decision, look at the next contribution"))
        self.next_one.setChecked(settings.goes_on())
        self.next_one.toggled.connect(settings.go_on)
        self._opener: QAbstractButton = self.further
        self.form = ReasonForm()
        self.form.given.connect(self.decided)
        self.form.closed.connect(self._form_closed)
        self._lay_out()
        self.show_nothing()

    # what others ask

    @property
    def seen(self) -> Contribution | None:
        """What it is about, and until when it is claimed."""
        return self._seen[0] if self._seen else None

    @property
    def me(self) -> str:
        return self._seen[2] if self._seen else ""

    @property
    def goes_on(self) -> bool:
        """Whether the next one is looked at after a decision."""
        return bool(self.next_one.isChecked())

    def claim_or_renew(self) -> bool:
        """Claim it; what is claimed already, for longer. False where neither is possible."""
        if self.release_button.isVisible() and self.release_button.isEnabled():
            self.renew.emit()
            return True
        return press(self.claim_button)

    def open_further(self) -> bool:
        """The menu of further decisions, to be chosen from by keyboard. False where none is possible."""
        possible = bool(self.further.isVisible() and self.further.isEnabled())
        if possible:
            menu = self.further.menu()
            menu.popup(self.further.mapToGlobal(self.further.rect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])
        return possible

    # what is shown

    def show_nothing(self) -> None:
        self._seen = None
        self.form.close_form()
        self.hide()

    def show_contribution(
        self, seen: Contribution, history: History, me: str, rejected_by: frozenset[str] = frozenset()
    ) -> None:
        """What was written and not sent for this contribution is there again. `rejected_by`: the same wish, before."""
        self._seen, self._rejected_by = (seen, history, me), rejected_by
        self.form.second = bool(rejected_by)
        self.form.show_draft(seen.uuid)
        self.show()
        self.tick()

    def claimed_until(self, now: Contribution) -> None:
        """The claim of what is shown ends at another time; what is being written is left alone."""
        if self._seen is not None and self._seen[0].uuid == now.uuid:
            self._seen = (now, *self._seen[1:])
            self.tick()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.form.set_busy(busy)
        self.tick()

    def hold(self, reason: str) -> None:
        """Why it cannot be accepted just now, "" where it can: something has to be looked at first."""
        self._held = reason
        self.tick()

    def tick(self) -> None:
        """Claims and the time for taking back end by themselves."""
        if self._seen is None:
            return
        at = situation(*self._seen, datetime.now(UTC), self._rejected_by)
        held = self._held if at.claim or at.decide else ""
        self.words.say("\n".join(filter(None, (at.text, held))))
        for part, there in (
            (self.claim_button, at.claim),
            (self.release_button, at.decide),
            (self.take_back_button, at.take_back),
            (self.publish_button, at.publish),
        ):
            part.setVisible(there)
            part.setEnabled(there and not self._busy)
        for part in (self.accept, self.ask_back, self.reject, self.further):
            part.setVisible(at.claim or at.decide)
            part.setEnabled(at.decide and not self._busy)
        self.accept.setEnabled(at.decide and not held and not self._busy)
        self.accept.setAccessibleDescription(held)
        self.reject.setEnabled(at.decide and not at.not_again and not self._busy)
        self.next_one.setVisible(at.claim or at.decide)
        asks = self.by_rule.show_for(self._seen[0], self._seen[2], self._busy)
        if not (at.decide or asks):
            self.form.hide_form()

    # parts

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.words, 1)
        for widget in (self.claim_button, self.release_button, self.take_back_button, self.publish_button):
            first.addWidget(widget)
        for widget in (self.accept, self.ask_back, self.reject, self.further):
            second.addWidget(widget)
        second.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.addLayout(first)
        box.addWidget(self.by_rule)
        box.addLayout(second)
        box.addWidget(self.next_one)  # beside the buttons it would make the page wider than a narrow dock
        box.addWidget(self.form)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(False)  # Enter belongs to what is written, not to a decision

    def _further(self) -> QToolButton:
        made = QToolButton()
        made.setText(translate("decision_bar", "More"))
        made.setAccessibleName(translate("decision_bar", "More decisions"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for decision in _FURTHER:
            action = QAction(reason_word(str(decision)), menu)
            action.setData(decision)
            menu.addAction(action)
        menu.triggered.connect(lambda action: self._open(Decision(action.data())))
        made.setMenu(menu)
        return made

    def ask_why(self, decision: Decision) -> None:
        """Open the form for a decision, where the person may decide."""
        if self.further.isEnabled():
            self._open(decision)

    def _open(self, decision: Decision | Look) -> None:
        if self._seen is not None:
            self._opener = {Decision.ASK_BACK: self.ask_back, Decision.REJECT: self.reject}.get(decision, self.further)
            self.form.open_form(self._seen[0].uuid, decision)

    def _decide(self, decision: Decision | Look) -> None:
        self.decided.emit(decision, "", "")

    def _form_closed(self) -> None:
        self._opener.setFocus()


def situation(
    seen: Contribution, history: History, me: str, now: datetime, rejected_by: frozenset[str] = frozenset()
) -> Situation:
    """What `me` may do with it at `now`; the server has the last word."""
    if me and seen.author == me:
        return Situation(translate("decision_bar", "This is your own contribution: somebody else decides."))
    holds = claim_holds(seen.claimed_by, seen.claimed_until, now)
    if me and seen.claimed_by == me and seen.status is Status.IN_REVIEW and not holds:
        text = translate(
            "decision_bar", "By the clock here your claim has ended. The service decides: try, or claim again."
        )
        return Situation(text, claim=True, decide=True)
    if holds:
        return _claimed(seen, me, now, rejected_by)
    if seen.status in _CLAIMABLE:
        return Situation(claimable_text(seen), claim=True)
    if is_by_rule(seen):
        open_ = seen.status is Status.ACCEPTED
        return Situation(by_rule_text(seen), claim=open_, publish=open_)
    text = f"{status_sign(seen.status)} {decided_text(seen)}".strip()
    mine = seen.status in DECIDED and _may_take_back(history, me, now)
    return Situation(text, take_back=mine, publish=seen.status is Status.ACCEPTED)


def _claimed(seen: Contribution, me: str, now: datetime, rejected_by: frozenset[str]) -> Situation:
    until = clock(seen.claimed_until)
    if seen.claimed_by == me:
        text = translate("decision_bar", "You have claimed this until {}.").format(until)
        told = " ".join(filter(None, (text, left_text(seen, now), second_text(me, rejected_by))))
        return Situation(told, decide=True, not_again=me in rejected_by)
    text = translate("decision_bar", "{who} has claimed this until {until}. Choose another one, or come back then.")
    return Situation(text.format(who=seen.claimed_by, until=until))


def _may_take_back(history: History, me: str, now: datetime) -> bool:
    last = history.last_step
    when = time_of(last.time) if last else None
    return last is not None and when is not None and last.actor == me and now - when < UNDO - timedelta(seconds=5)
