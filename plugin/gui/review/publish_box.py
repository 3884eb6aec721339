"""Publishing what was accepted: the buttons, how far it is, and what became of each contribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import headline, translate
from ...domain.errors import SAFETY_TEXT, Problem
from ...workflows.publish import Published
from ..widgets import PlainLabel, ProblemBox, ProgressRow, button

_LINES = 5


class PublishBox(QWidget):
    """`publish_picked` and `publish_all` ask for it; `told` shows what came of it until it is closed."""

    publish_picked = pyqtSignal()
    publish_all = pyqtSignal()

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accepted = self._picked = 0
        self._busy = False
        self.picked_button = button("", self.publish_picked.emit)
        self.all_button = button("", self.publish_all.emit, "/mActionSharing.svg")
        self.progress = ProgressRow(lane, translate("publish_box", "Publishing"))
        self.result, self._answer, self.details = QFrame(), PlainLabel(), QPlainTextEdit()
        self.problem = ProblemBox()
        self._set_up_result()
        row = QHBoxLayout()
        row.addWidget(self.all_button)
        row.addWidget(self.picked_button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self.progress)
        box.addWidget(self.problem)
        box.addWidget(self.result)
        self.offer(0, 0)

    @property
    def answer(self) -> str:
        """The sentence that tells what became of it."""
        return self._answer.text()

    def offer(self, accepted: int, picked: int) -> None:
        """How many there are to publish, and how many of those are marked in the list."""
        self._accepted, self._picked = accepted, picked
        self.all_button.setText(translate("publish_box", "Publish all accepted ({})").format(accepted))
        self.picked_button.setText(translate("publish_box", "Publish the marked ({})").format(picked))
        self._show_buttons()

    def clear(self) -> None:
        """Nothing is left of what was published before."""
        self.offer(0, 0)
        self.problem.clear()
        self._answer.clear()
        self.details.clear()
        self.result.hide()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_buttons()

    def told(self, found: Published, names: Mapping[str, str]) -> None:
        """What became of each; `names` are words for the uuids."""
        self.problem.clear()
        self._answer.say(answer(found))
        lines = details(found, names)
        self.details.setPlainText("\n".join(lines))
        self.details.setVisible(bool(lines))
        self.result.show()

    def _show_buttons(self) -> None:
        self.all_button.setVisible(self._accepted > 0)
        self.picked_button.setVisible(self._picked > 0)
        for part in (self.all_button, self.picked_button):
            part.setEnabled(not self._busy)

    def _set_up_result(self) -> None:
        self.result.setFrameShape(QFrame.Shape.StyledPanel)
        self.result.setAccessibleName(translate("publish_box", "What became of it"))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(translate("publish_box", "What was not published, one line each"))
        self.details.setFixedHeight(_LINES * self.details.fontMetrics().height())
        box = QVBoxLayout(self.result)
        box.addWidget(self._answer)
        box.addWidget(self.details)
        close = button(translate("publish_box", "Close"), self.result.hide)
        row = QHBoxLayout()
        row.addWidget(close)
        row.addStretch(1)
        box.addLayout(row)
        self.result.hide()


def answer(found: Published) -> str:
    """In words: published, in conflict, refused, not tried."""
    parts = [translate("publish_box", "Published: {}.").format(len(found.done))]
    if found.conflicts:
        text = translate("publish_box", "In conflict, because somebody has changed the object meanwhile: {}.")
        parts.append(text.format(len(found.conflicts)))
    if found.refused:
        parts.append(translate("publish_box", "Refused: {}.").format(len(found.refused)))
    if found.held:
        parts.append(translate("publish_box", "Held back with them: {}.").format(len(found.held)))
    if found.left:
        parts.append(translate("publish_box", "Not done: {}.").format(len(found.left)))
    if found.stopped is not None:
        parts.append(_happened(found.stopped))
    return " ".join(parts)


def _happened(problem: Problem) -> str:
    """Without the sentence about safety: some of it is done, so “Nothing was changed.” would be wrong."""
    safety = translate("problems", SAFETY_TEXT[problem.safety])
    return " ".join(headline(problem).replace(safety, "").split())


def details(found: Published, names: Mapping[str, str]) -> list[str]:
    """One line for each that was not published, with the reason."""
    conflict = translate("publish_box", "conflict; it waits in the list to be reviewed again")
    lines = [f"{_name(uuid, names)}: {conflict}" for uuid in found.conflicts]
    lines += [f"{_name(uuid, names)}: {_why(problem)}" for uuid, problem in found.refused.items()]
    held = translate("publish_box", "held back, because it belongs together with “{}”; it stays accepted")
    return lines + [f"{_name(one, names)}: {held.format(_name(culprit, names))}" for one, culprit in found.held.items()]


def _why(problem: Problem) -> str:
    return f"{headline(problem)} ({shown(problem.text, 300)})"


def _name(uuid: str, names: Mapping[str, str] | Sequence[str]) -> str:
    return shown(names[uuid] if isinstance(names, Mapping) and uuid in names else uuid, 120)
