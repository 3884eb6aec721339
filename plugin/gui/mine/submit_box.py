"""Comment, Submit with progress, and why it cannot be pressed where it cannot."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ...adapters import settings
from ...adapters.background import Lane
from ...adapters.wording import translate
from ..widgets import PlainLabel, ProgressRow, Quiet, button

LONGEST = 10_000
"""Characters of a comment, as the server half takes them."""
_NEARLY = 9_000
_CALM_MS = 500


class SubmitBox(QWidget):
    submit_wanted = pyqtSignal()
    try_wanted = pyqtSignal()

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self._obstacle = self._hint = self._place = ""
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_CALM_MS)
        self._keeping.timeout.connect(self._keep)
        self._act: Callable[[], None] | None = None
        self.comment = QPlainTextEdit()
        self.comment.setTabChangesFocus(True)
        self.comment.setPlaceholderText(translate("submit_box", "Why, and where you know it from (optional)"))
        self.comment.setMaximumHeight(self.comment.fontMetrics().height() * 4)
        self.comment.textChanged.connect(self._enable)
        self.comment.textChanged.connect(self._keeping.start)
        label = QLabel(translate("submit_box", "&Comment for the municipality:"))
        label.setBuddy(self.comment)
        self.direct = QCheckBox(translate("submit_box", "Publish at once, where allowed"))
        self.direct.hide()
        self.submit = button(translate("submit_box", "Submit"), self.submit_wanted.emit, "/mActionSharingExport.svg")
        self.why = Quiet()
        self.waiting = PlainLabel()
        self.try_now = button(translate("submit_box", "Try now"), self.try_wanted.emit, "/mActionRefresh.svg")
        self.verb = button("", self._do)
        self._told = PlainLabel()
        row = QHBoxLayout()
        row.addWidget(self.submit)
        row.addWidget(self.why, 1)
        waits = QHBoxLayout()
        waits.addWidget(self.waiting, 1)
        waits.addWidget(self.try_now)
        told = QVBoxLayout()
        told.addWidget(self._told)
        told.addWidget(self.verb, alignment=Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.comment, self.direct):
            box.addWidget(widget)
        box.addLayout(row)
        box.addLayout(waits)
        box.addWidget(ProgressRow(lane, translate("submit_box", "Submitting")))
        box.addLayout(told)
        self.say("")
        self.show_waiting("", False)

    @property
    def text(self) -> str:
        return self.comment.toPlainText().strip()

    @property
    def wants_direct(self) -> bool:
        return not self.direct.isHidden() and self.direct.isChecked()

    @property
    def told(self) -> str:
        return self._told.text()

    @property
    def offers(self) -> bool:
        """Whether what was told last can still be answered by its verb."""
        return self._act is not None

    def say(self, text: str, verb: str = "", act: Callable[[], None] | None = None) -> None:
        """What has been done, with one verb at most, which is gone once it was pressed."""
        self._act = act
        self._told.say(text)
        self._told.setVisible(bool(text))
        self.verb.setText(verb)
        self.verb.setVisible(act is not None)

    def follow(self, place: str) -> None:
        """Write for the working copy at `place` from now on; what was written and not sent there is there again."""
        if place == self._place:
            return
        self._keep()
        self._place = place
        self.comment.setPlainText(settings.comment_of(place) if place else "")
        self._keeping.stop()

    def _keep(self) -> None:
        self._keeping.stop()
        if self._place and settings.comment_of(self._place) != self.text:
            settings.keep_comment(self._place, self.text)

    def show_waiting(self, text: str, may_try: bool) -> None:
        """What was submitted and did not get through, "" for nothing; `may_try` says that nothing is sent just now."""
        self.waiting.say(text)
        self.waiting.setVisible(bool(text))
        self.try_now.setVisible(bool(text))
        self.try_now.setEnabled(may_try)
        self.try_now.setAccessibleDescription(text)

    def forget(self) -> None:
        """What was written and ticked was meant for somebody else; it is kept for them."""
        self._keep()
        self._place = ""
        self.say("")
        self.comment.clear()
        self.direct.setChecked(False)

    def hinder(self, obstacle: str, hint: str = "") -> None:
        """Why nothing can be submitted now, "" where it can; then the hint is said instead."""
        self._obstacle, self._hint = obstacle, hint
        self._enable()

    def _do(self) -> None:
        act, self._act = self._act, None
        self.verb.hide()
        if act is not None:
            act()

    def _enable(self) -> None:
        length = len(self.text)
        too_long = translate("submit_box", "The comment is too long: {} of at most {} characters.")
        obstacle = self._obstacle or (too_long.format(length, LONGEST) if length > LONGEST else "")
        count = translate("submit_box", "{} of at most {} characters").format(length, LONGEST)
        self.submit.setEnabled(not obstacle)
        self.submit.setAccessibleDescription(obstacle)
        self.why.say(obstacle or (count if length > _NEARLY else self._hint))
