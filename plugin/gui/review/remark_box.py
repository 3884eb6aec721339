"""Saying something about a contribution, without deciding anything."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ...workflows.remark import LONGEST
from ..widgets import Quiet, button


class RemarkBox(QWidget):
    """`said` carries uuid and text. What is written stays with its contribution until it has arrived."""

    said = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uuid, self._busy = "", False
        self._drafts: dict[str, str] = {}
        self.text, self._hint = QPlainTextEdit(), Quiet()
        self.send = button(translate("remark_box", "Send the comment"), self._send)
        self.send.setAutoDefault(False)
        label = QLabel(translate("remark_box", "Comment"))
        label.setBuddy(self.text)
        self.text.setAccessibleName(translate("remark_box", "Comment on this contribution"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(2 * self.text.fontMetrics().lineSpacing() + 14)
        self.text.textChanged.connect(self._changed)
        self._hint.say(translate("remark_box", "Its author and all who review here read this. It decides nothing."))
        row = QHBoxLayout()
        row.addWidget(self._hint, 1)
        row.addWidget(self.send)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label)
        box.addWidget(self.text)
        box.addLayout(row)
        self._changed()

    def show_for(self, uuid: str) -> None:
        """What was written about `uuid` and not sent is there again."""
        if uuid != self._uuid:
            self._uuid = ""  # what is put into the field now is no change by the person
            self.text.setPlainText(self._drafts.get(uuid, ""))
            self._uuid = uuid
        self._enable()

    def forget(self, uuid: str, text: str) -> None:
        """It has arrived; what was written since stays."""
        if self._drafts.get(uuid, "").strip() == text:
            self._drafts.pop(uuid, None)
            if uuid == self._uuid:
                self.text.clear()

    def forget_all(self) -> None:
        """Another person or municipality."""
        self._drafts.clear()
        self._uuid = ""
        self.text.clear()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enable()

    def _changed(self) -> None:
        if self._uuid:
            self._drafts[self._uuid] = self.text.toPlainText()
        self._enable()

    def _enable(self) -> None:
        text = self.text.toPlainText().strip()
        self.send.setEnabled(bool(self._uuid) and 0 < len(text) <= LONGEST and not self._busy)

    def _send(self) -> None:
        text = self.text.toPlainText().strip()
        if self._uuid and text:
            self.said.emit(self._uuid, text)
