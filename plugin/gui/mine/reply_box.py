"""Answering a question of the municipality in words, without changing the object."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ...workflows.remark import LONGEST
from ..widgets import Quiet, button, into_sight
from .contributions_entries import Entry


class ReplyBox(QWidget):
    """There for a contribution that waits for its author. What is written stays with it until it has arrived.

    `send` stands among the other verbs, where there is room for it in a narrow dock.
    """

    said = pyqtSignal(object, str)
    """The entry, and what its author says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._may_act = True
        self._drafts: dict[str, str] = {}
        self.text, self._hint = QPlainTextEdit(), Quiet()
        self.send = button(translate("reply_box", "Answer and submit again"), self._send)
        label = QLabel(translate("reply_box", "A&nswer:"))
        label.setBuddy(self.text)
        self.text.setAccessibleName(translate("reply_box", "Answer to the question of the municipality"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(2 * self.text.fontMetrics().lineSpacing() + 14)
        self.text.textChanged.connect(self._changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label)
        box.addWidget(self.text)
        box.addWidget(self._hint)
        self.show_for(None)

    def show_for(self, entry: Entry | None) -> None:
        """What was written about `entry` and not sent is there again; hidden where nothing can be answered."""
        before, now = self._entry, entry if entry is not None and entry.may_answer else None
        self._entry = None  # what is put into the field now is no change by the person
        if now is not None and (before is None or before.uuid != now.uuid):
            self.text.setPlainText(self._drafts.get(now.uuid, ""))
        self._entry = now
        self.setVisible(now is not None)
        self.send.setVisible(now is not None)
        self._enable()

    def begin(self) -> None:
        """Write, where something can be answered; a small dock scrolls there."""
        if self._entry is None:
            return
        self.text.setFocus()
        into_sight(self)

    def allow(self, may: bool) -> None:
        self._may_act = may
        self._enable()

    def forget(self, uuid: str, text: str) -> None:
        """It has arrived; what was written since stays."""
        if self._drafts.get(uuid, "").strip() == text:
            self._drafts.pop(uuid, None)
            if self._entry is not None and self._entry.uuid == uuid:
                self.text.clear()

    def forget_all(self) -> None:
        """Another person or municipality."""
        self._entry = None
        self._drafts.clear()
        self.text.clear()
        self.show_for(None)

    def _changed(self) -> None:
        if self._entry is not None:
            self._drafts[self._entry.uuid] = self.text.toPlainText()
        self._enable()

    def _enable(self) -> None:
        length = len(self.text.toPlainText().strip())
        hint = translate("reply_box", "Your object stays as you have sent it.")
        if length > LONGEST:
            too_long = translate("reply_box", "The answer is too long: {} of at most {} characters.")
            hint = too_long.format(length, LONGEST)
        self._hint.say(hint)
        self.send.setEnabled(self._entry is not None and 0 < length <= LONGEST and self._may_act)
        self.send.setAccessibleDescription(hint)

    def _send(self) -> None:
        text = self.text.toPlainText().strip()
        if self._entry is not None and text:
            self.said.emit(self._entry, text)
