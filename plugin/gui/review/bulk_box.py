"""Accepting alike contributions together: what they have in common, which are left out and why, what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QShortcut, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import headline, translate
from ...domain.bulk import MOST, SMALL_MOVE, Bulk, Why
from ...workflows.bulk import Accepted
from ...workflows.review import Outcome
from ..help import DECIDE, help_button, show_help
from ..keys import press
from ..widgets import PlainLabel, ProblemBox, ProgressRow, button

_LINES = 6


class BulkBox(QWidget):
    """`offered`: look through what is marked; `accepted`: accept what is shown; `taken_back`: undo all of it.

    The box stands below the list. `panel`, with what was found and what became of it, is laid out where there is room.
    """

    offered = pyqtSignal()
    accepted = pyqtSignal()
    taken_back = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked, self._busy = 0, False
        self.offer_button = button("", self.offered.emit)
        self.accept_button = button(translate("bulk", "Accept these {}").format(0), self.accepted.emit)
        self.back_button = button(translate("bulk", "Take all of them back"), self.taken_back.emit)
        self.close_button = button(translate("bulk", "Close"), self.close_box)
        self.problem, self.panel = ProblemBox(), QFrame()
        self._answer, self.details = PlainLabel(), QPlainTextEdit()
        self.progress = ProgressRow(lane, translate("bulk", "Accepting"))
        self._lay_out()
        self.offer(0)

    @property
    def answer(self) -> str:
        """The sentence that tells what is, or what became of it."""
        return self._answer.text()

    def offer(self, marked: int) -> None:
        self._marked = marked
        self.offer_button.setText(translate("bulk", "Accept the marked ({}) …").format(marked))
        self._show_buttons()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_buttons()

    def ask(self, found: Bulk, title: str, names: Mapping[str, str]) -> None:
        """What may be accepted together; nothing is accepted yet."""
        number = len(found.items)
        self.accept_button.setText(translate("bulk", "Accept these {}").format(number))
        lines = [f"✓ {_name(one.uuid, names)}" for one in found.items]
        lines += [f"– {_name(uuid, names)}: {why_text(why)}" for uuid, why in found.left.items()]
        self._show(_common(found, title), lines, accept=number > 1, back=False)

    def told(self, outcome: Accepted, names: Mapping[str, str]) -> None:
        """What became of each."""
        lines = [f"✓ {_name(uuid, names)}: {translate('bulk', 'accepted')}" for uuid in outcome.done]
        lines += _failed(outcome, names)
        lines += [f"– {_name(uuid, names)}: {translate('bulk', 'not tried')}" for uuid in outcome.left]
        parts = [translate("bulk", "Accepted: {}.").format(len(outcome.done))]
        if outcome.failed:
            parts.append(translate("bulk", "Not accepted: {}.").format(len(outcome.failed)))
        if outcome.left:
            parts.append(translate("bulk", "Not tried: {}.").format(len(outcome.left)))
        self._show(" ".join(parts), lines, accept=False, back=bool(outcome.done))

    def told_back(self, outcome: Outcome, names: Mapping[str, str]) -> None:
        text = translate("bulk", "Taken back: {}. You have claimed them again.").format(len(outcome.done))
        if outcome.failed:
            text += " " + translate("bulk", "Not taken back: {}.").format(len(outcome.failed))
        self._show(text, _failed(outcome, names), accept=False, back=False)

    def close_box(self) -> None:
        self.clear()
        self.closed.emit()

    def clear(self) -> None:
        self.panel.hide()
        self.problem.clear()
        self._show_buttons()

    def _show(self, text: str, lines: Sequence[str], *, accept: bool, back: bool) -> None:
        self.problem.clear()
        self._answer.say(text)
        self.details.setPlainText("\n".join(lines))
        self.details.setVisible(bool(lines))
        self.accept_button.setVisible(accept)
        self.back_button.setVisible(back)
        self.panel.show()
        self._show_buttons()
        (self.accept_button if accept else self.close_button).setFocus()

    def _show_buttons(self) -> None:
        self.offer_button.setVisible(self._marked > 1 and self.panel.isHidden())
        for part in (self.offer_button, self.accept_button, self.back_button, self.close_button):
            part.setEnabled(not self._busy)

    def _lay_out(self) -> None:
        self.panel.setFrameShape(QFrame.Shape.StyledPanel)
        self.panel.setAccessibleName(translate("bulk", "Accepting together"))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(translate("bulk", "Each contribution, one line each"))
        self.details.setFixedHeight(_LINES * self.details.fontMetrics().height())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: press(self.close_button))
        inner = QVBoxLayout(self.panel)
        inner.addWidget(self._answer)
        inner.addWidget(self.details)
        row = QHBoxLayout()
        for made in (self.accept_button, self.back_button, self.close_button):
            made.setAutoDefault(False)
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(help_button(lambda: show_help(self.window(), DECIDE)))
        inner.addLayout(row)
        first = QHBoxLayout()
        first.addWidget(self.offer_button)
        first.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(first)
        for part in (self.progress, self.problem):
            box.addWidget(part)
        self.panel.hide()


def why_text(why: Why) -> str:
    """Why one is looked at by itself."""
    match why:
        case Why.STATUS:
            return translate("bulk", "does not wait for a decision")
        case Why.OWN:
            return translate("bulk", "is your own")
        case Why.CLAIMED:
            return translate("bulk", "is claimed by somebody else")
        case Why.NO_EDIT:
            return translate("bulk", "is new, or deletes: look at it by itself")
        case Why.FINDING:
            return translate("bulk", "has an error or a warning")
        case Why.MEANWHILE:
            return translate("bulk", "the object has changed meanwhile")
        case Why.FAR:
            return translate("bulk", "moves the object by more than {} m").format(round(SMALL_MOVE))
        case Why.PHOTO:
            return translate("bulk", "has photos: look at it by itself")
        case Why.TOO_MANY:
            return translate("bulk", "is one too many: {} at once").format(MOST)
    return translate("bulk", "is not like the first one")


def _common(found: Bulk, title: str) -> str:
    if found.likeness is None or len(found.items) < 2:
        return translate("bulk", "Among the marked there are no two that could be accepted together.")
    changed = [shown(name, 60) for name in sorted(found.likeness.fields)]
    if found.likeness.moved:
        changed.append(translate("bulk", "the place, by {} m at most").format(round(SMALL_MOVE)))
    text = translate("bulk", "{number} of {all} are alike. Layer: {layer}. Changed: {fields}.")
    everything = len(found.items) + len(found.left)
    return text.format(number=len(found.items), all=everything, layer=title, fields=", ".join(changed))


def _failed(outcome: Accepted | Outcome, names: Mapping[str, str]) -> list[str]:
    told = outcome.failed.items()
    return [f"✗ {_name(uuid, names)}: {headline(why)} ({shown(why.text, 300)})" for uuid, why in told]


def _name(uuid: str, names: Mapping[str, str]) -> str:
    return shown(names.get(uuid, uuid), 120)
