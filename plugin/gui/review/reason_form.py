"""Why a contribution is not accepted: a reason out of a list, and a note that its author reads."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ...adapters.wording import reason_word, translate
from ...domain.contribution import ANSWER_REASONS
from ...domain.rejections import LONG_ENOUGH, justified
from ...workflows.afterwards import Look
from ...workflows.review import Decision
from ..widgets import PlainLabel, Quiet, button
from .answers import Texts

LONGEST = 4000
"""Characters of a note; what is longer the service refuses."""
_REASON_ITSELF = (Decision.DUPLICATE, Decision.NOT_RESPONSIBLE, Decision.ALREADY_DONE)


@dataclass
class Draft:
    decision: Decision | Look
    reason: str = ""
    note: str = ""


class ReasonForm(QFrame):
    """`given` carries decision, reason code and note. What is written stays with its contribution until decided.

    `second`: the same wish was rejected before, so that a rejection needs a justification.
    """

    given = pyqtSignal(object, str, str)
    closed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._drafts: dict[str, Draft] = {}
        self._uuid, self._busy = "", False
        self.second = False
        self.texts = Texts()
        self._title, self._missing = PlainLabel(), Quiet()
        self.reasons, self.note = QComboBox(), QPlainTextEdit()
        self.send = button(translate("reason_form", "Answer"), self._send)
        self.cancel = button(translate("reason_form", "Cancel"), self.discard)
        self.keep = button(translate("reason_form", "Keep as my text"), self._keep)
        self.back = button(translate("reason_form", "The usual text"), self._usual)
        self._set_up()
        self.reasons.currentIndexChanged.connect(self._other_reason)
        self.note.textChanged.connect(self._changed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.discard)
        self.hide()

    @property
    def draft(self) -> Draft | None:
        return self._drafts.get(self._uuid)

    def open_form(self, uuid: str, decision: Decision | Look) -> None:
        """Ask why; what was written for another decision about the same contribution stays."""
        before = self._drafts.get(uuid)
        self._drafts[uuid] = Draft(decision, before.reason if before else "", before.note if before else "")
        self.show_draft(uuid)
        if decision in _REASON_ITSELF or (before and before.decision is not decision):
            self._suggest(self._text_of(before))
        (self.note if decision in _REASON_ITSELF else self.reasons).setFocus()

    def show_draft(self, uuid: str) -> None:
        """What was written for `uuid` and not sent, if anything."""
        self._uuid = ""  # what is put into the fields now is no change by the person
        draft = self._drafts.get(uuid)
        if draft is not None:
            self.reasons.setCurrentIndex(self.reasons.findData(draft.reason))
            self.note.setPlainText(draft.note)
            self._word(draft.decision)
        self._uuid = uuid
        self.setVisible(draft is not None)
        self._explain()

    def close_form(self) -> None:
        self._uuid = ""
        self.hide()

    def hide_form(self) -> None:
        """Deciding is not possible just now; what is written stays."""
        self.hide()

    def forget(self, uuid: str) -> None:
        """It was sent."""
        self._drafts.pop(uuid, None)
        if uuid == self._uuid:
            self.hide()

    def forget_all(self) -> None:
        """Another person or municipality: what was written is for nobody else to read."""
        self._drafts.clear()
        self.close_form()
        self.note.clear()

    def discard(self) -> None:
        self.forget(self._uuid)
        self.closed.emit()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        for part in (self.reasons, self.note, self.cancel, self.keep, self.back):
            part.setEnabled(not busy)
        self._explain()

    def _set_up(self) -> None:
        reason_label = QLabel(translate("reason_form", "Reason"))
        note_label = QLabel(translate("reason_form", "Note"))
        reason_label.setBuddy(self.reasons)
        note_label.setBuddy(self.note)
        self.reasons.setAccessibleName(translate("reason_form", "Reason"))
        self.note.setAccessibleName(translate("reason_form", "Note to its author"))
        self.note.setPlaceholderText(translate("reason_form", "Its author reads this. Say what is missing, kindly."))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(4 * self.note.fontMetrics().height() + 12)
        self.reasons.addItem(translate("reason_form", "– choose –"), "")
        for reason in ANSWER_REASONS:
            self.reasons.addItem(reason_word(str(reason)), str(reason))
        self._fields = QFormLayout()
        self._fields.addRow(reason_label, self.reasons)
        self._fields.addRow(note_label, self.note)
        self._reason_label = reason_label
        buttons = QHBoxLayout()
        buttons.addWidget(self.send)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.addWidget(self._title)
        box.addLayout(self._fields)
        box.addWidget(self._missing)
        box.addLayout(buttons)

    def _word(self, decision: Decision | Look) -> None:
        title, verb = _words(decision)
        self._title.say(title)
        self.send.setText(verb)
        for part in (self.reasons, self._reason_label):
            part.setVisible(decision not in _REASON_ITSELF)

    # texts to begin with

    def _text_of(self, draft: Draft | None) -> str:
        return self.texts.answer(draft.decision, draft.reason) if draft else ""

    def _other_reason(self) -> None:
        """A note that nobody has changed gives way to the text for the reason that is chosen now."""
        before = self._text_of(self.draft)
        self._changed()
        self._suggest(before)

    def _suggest(self, before: str) -> None:
        draft = self.draft
        if draft is not None and draft.note.strip() in ("", before):
            self.note.setPlainText(self._text_of(draft))

    def _keep(self) -> None:
        draft = self.draft
        if draft is not None:
            self.texts.keep(draft.decision, draft.reason, draft.note.strip())
            self._explain()

    def _usual(self) -> None:
        draft = self.draft
        if draft is not None:
            self.note.setPlainText(self.texts.usual(draft.decision, draft.reason))
            self._keep()
            self.note.setFocus()

    def _changed(self) -> None:
        draft = self.draft
        if draft is not None:
            draft.reason, draft.note = self.reasons.currentData() or "", self.note.toPlainText()
        self._explain()

    def _explain(self) -> None:
        """What is still missing before it can be sent."""
        draft = self.draft
        missing = "" if draft is None else _missing(draft, self.second, self._text_of(draft))
        self._missing.say(missing)
        self._missing.setVisible(bool(missing))
        self.send.setEnabled(draft is not None and not missing and not self._busy)
        chosen = draft is not None and bool(draft.reason or draft.decision in _REASON_ITSELF)
        own, note = self._text_of(draft), draft.note.strip() if draft else ""
        self.keep.setVisible(chosen and bool(note) and note != own)
        self.back.setVisible(draft is not None and chosen and own != self.texts.usual(draft.decision, draft.reason))

    def _send(self) -> None:
        draft = self.draft
        if draft is not None and not _missing(draft, self.second, self._text_of(draft)):
            reason = str(draft.decision) if draft.decision in _REASON_ITSELF else draft.reason
            self.given.emit(draft.decision, reason, draft.note.strip())


def _missing(draft: Draft, second: bool, text: str) -> str:
    if not draft.reason and draft.decision not in _REASON_ITSELF:
        return translate("reason_form", "Choose a reason.")
    if not draft.note.strip():
        return translate("reason_form", "Write a note: its author needs it to understand.")
    if second and draft.decision is Decision.REJECT and (not justified(draft.note) or draft.note.strip() == text):
        return translate(
            "reason_form", "It was rejected before. Say in your own words why it is rejected again: {} letters or more."
        ).format(LONG_ENOUGH)
    if len(draft.note) > LONGEST:
        return translate("reason_form", "The note is too long: {} characters at most.").format(LONGEST)
    return ""


def _words(decision: Decision | Look) -> tuple[str, str]:
    """What is asked, and the button that does it."""
    match decision:
        case Decision.ASK_BACK:
            return (
                translate("reason_form", "What is to be worked on again?"),
                translate("reason_form", "Ask back"),
            )
        case Decision.REJECT:
            return translate("reason_form", "Why is it rejected?"), translate("reason_form", "Reject")
        case Look.OBJECT:
            return (
                translate("reason_form", "Why should it not have been accepted? The reverse goes into the queue."),
                translate("reason_form", "Object"),
            )
    return (
        translate("reason_form", "It ends with: {}. What should its author know?").format(reason_word(str(decision))),
        translate("reason_form", "Answer"),
    )
