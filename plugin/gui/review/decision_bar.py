"""Claiming and deciding: nothing is chosen beforehand, and nothing is decided by accident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...adapters.trust_words import automatic_text
from ...adapters.wording import reason_word, status_word, translate
from ...domain.contribution import Contribution, Status
from ...domain.transitions import UNDO
from ...domain.trust import DRAWN
from ...workflows.history import History
from ...workflows.review import DECIDED, Decision
from ..widgets import PlainLabel, button
from .queue_words import claim_holds, clock, status_sign, time_of
from .reason_form import ReasonForm

_MINUTES = 30
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
    confirm: bool = False
    object_: bool = False


class DecisionBar(QWidget):
    """The buttons for one contribution. `decided` carries decision, reason code and note."""

    claim = pyqtSignal()
    release = pyqtSignal()
    take_back = pyqtSignal()
    publish = pyqtSignal()
    decided = pyqtSignal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: tuple[Contribution, History, str] | None = None
        self._busy = False
        self.words = PlainLabel()
        self.claim_button = button(translate("decision_bar", "Claim"), self.claim.emit, "/locked.svg")
        self.release_button = button(translate("decision_bar", "Release"), self.release.emit, "/unlocked.svg")
        self.take_back_button = button(translate("decision_bar", "Take back"), self.take_back.emit, "/mActionUndo.svg")
        self.publish_button = button(translate("decision_bar", "Publish"), self.publish.emit, "/mActionSharing.svg")
        self.confirm_button = button(
            translate("decision_bar", "It is good"), lambda: self._decide(Decision.CONFIRM), "/mIconSuccess.svg"
        )
        self.object_button = button(
            translate("decision_bar", "Object, and take it back"), lambda: self._open(Decision.OBJECT)
        )
        self.accept = button(translate("decision_bar", "Accept"), lambda: self._decide(Decision.ACCEPT))
        self.ask_back = button(translate("decision_bar", "Ask back"), lambda: self._open(Decision.ASK_BACK))
        self.reject = button(translate("decision_bar", "Reject"), lambda: self._open(Decision.REJECT))
        self.further = self._further()
        self.form = ReasonForm()
        self.form.given.connect(self.decided)
        self.form.closed.connect(self._form_closed)
        self._lay_out()
        self.show_nothing()

    # what is shown

    def show_nothing(self) -> None:
        self._seen = None
        self.form.close_form()
        self.hide()

    def show_contribution(self, seen: Contribution, history: History, me: str) -> None:
        """What was written and not sent for this contribution is there again."""
        self._seen = seen, history, me
        self.form.show_draft(seen.uuid)
        self.show()
        self.tick()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.form.set_busy(busy)
        self.tick()

    def tick(self) -> None:
        """Claims and the time for taking back end by themselves."""
        if self._seen is None:
            return
        at = situation(*self._seen, datetime.now(UTC))
        self.words.say(at.text)
        for part, there in (
            (self.claim_button, at.claim),
            (self.release_button, at.decide),
            (self.take_back_button, at.take_back),
            (self.publish_button, at.publish),
            (self.confirm_button, at.confirm),
            (self.object_button, at.object_),
        ):
            part.setVisible(there)
            part.setEnabled(there and not self._busy)
        for part in (self.accept, self.ask_back, self.reject, self.further):
            part.setVisible(at.claim or at.decide)
            part.setEnabled(at.decide and not self._busy)
        if not (at.decide or at.object_):
            self.form.hide_form()

    # parts

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.words, 1)
        for widget in (self.claim_button, self.release_button, self.take_back_button, self.publish_button):
            first.addWidget(widget)
        looked = (self.confirm_button, self.object_button)
        for widget in (*looked, self.accept, self.ask_back, self.reject, self.further):
            second.addWidget(widget)
        second.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.addLayout(first)
        box.addLayout(second)
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

    def _open(self, decision: Decision) -> None:
        if self._seen is not None:
            self.form.open_form(self._seen[0].uuid, decision)

    def _decide(self, decision: Decision) -> None:
        self.decided.emit(decision, "", "")

    def _form_closed(self) -> None:
        self.accept.setFocus()


def situation(seen: Contribution, history: History, me: str, now: datetime) -> Situation:
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
        return _claimed(seen, me)
    if seen.status in _CLAIMABLE:
        return Situation(_claimable_text(seen), claim=True)
    if seen.automatic and seen.status in (Status.ACCEPTED, Status.PUBLISHED):
        return _by_rule(seen)
    text = f"{status_sign(seen.status)} {_decided_text(seen)}".strip()
    mine = seen.status in DECIDED and _may_take_back(history, me, now)
    return Situation(text, take_back=mine, publish=seen.status is Status.ACCEPTED)


def _by_rule(seen: Contribution) -> Situation:
    """Nobody has decided about it: whoever looks may say that it is good, or stop it."""
    open_, published = seen.afterwards in ("", DRAWN), seen.status is Status.PUBLISHED
    text = f"{status_sign(seen.status)} {status_word(seen.status)}. {automatic_text(seen.automatic, seen.afterwards)}"
    if not published:
        text += " " + translate("decision_bar", "To decide otherwise, claim it.")
    return Situation(text, claim=not published, publish=not published, confirm=open_, object_=open_ and published)


def _claimed(seen: Contribution, me: str) -> Situation:
    until = clock(seen.claimed_until)
    if seen.claimed_by == me:
        return Situation(translate("decision_bar", "You have claimed this until {}.").format(until), decide=True)
    text = translate("decision_bar", "{who} has claimed this until {until}. Choose another one, or come back then.")
    return Situation(text.format(who=seen.claimed_by, until=until))


def _claimable_text(seen: Contribution) -> str:
    if seen.status is Status.IN_REVIEW:
        return translate("decision_bar", "The claim has ended. Claim it again to decide.")
    if seen.status is Status.CONFLICT:
        return translate(
            "decision_bar",
            "⚠ It was accepted, and could not be published: somebody had changed the object since. Its author can put "
            "both together and submit again; or claim it and decide anew.",
        )
    text = translate("decision_bar", "Claim it first, so that nobody else decides meanwhile: for {} minutes.")
    return text.format(_MINUTES)


def _decided_text(seen: Contribution) -> str:
    if seen.status is Status.ACCEPTED:
        return translate("decision_bar", "Accepted; not yet on the map. Publish it.")
    if seen.status is Status.NEEDS_CHANGES:
        return translate("decision_bar", "Asked back: its author is to work on it again.")
    return status_word(seen.status)


def _may_take_back(history: History, me: str, now: datetime) -> bool:
    last = history.last_step
    when = time_of(last.time) if last else None
    return last is not None and when is not None and last.actor == me and now - when < UNDO - timedelta(seconds=5)
