"""Handing a contribution over to another authority, taking it on, returning it: a form opens where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ...adapters.foreign import shown
from ...adapters.wording import reason_word, translate
from ...domain.contribution import Contribution, Reason, Status
from ..widgets import PlainLabel, Quiet, button
from .queue_words import claim_holds, due_text

_REASONS = (Reason.NOT_RESPONSIBLE, Reason.WRONG_LAYER, Reason.INCOMPLETE, Reason.OTHER)
_CHARACTERS = 12
"""What of a choice is to be seen in a narrow dock; its list shows more."""


@dataclass(frozen=True)
class Order:
    """What was filled in. `body` is "" for a return; `due` is ISO 8601, "" for as long as the authority usually has."""

    body: str
    due: str
    reason: str
    note: str


class HandOverBar(QWidget):
    """`forward` and `give_back` carry an Order; nothing is chosen beforehand, and Enter sends nothing."""

    forward = pyqtSignal(object)
    take_on = pyqtSignal()
    give_back = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: tuple[Contribution, str] | None = None
        self._names: Mapping[str, str] = {}
        self._busy, self._returning = False, False
        self.words = PlainLabel()
        self.forward_button = button(translate("hand_over_bar", "Hand over …"), lambda: self._open(False))
        self.take_on_button = button(translate("hand_over_bar", "Take on"), self.take_on.emit)
        self.return_button = button(translate("hand_over_bar", "Return …"), lambda: self._open(True))
        self.form, self._title, self._missing = QFrame(), PlainLabel(), Quiet()
        self.bodies, self.due, self.reasons, self.note = QComboBox(), QLineEdit(), QComboBox(), QPlainTextEdit()
        self.send = button(translate("hand_over_bar", "Hand over"), self._send)
        self.cancel = button(translate("hand_over_bar", "Cancel"), self.close_form)
        self._lay_out()
        self.hide()

    def show_nothing(self) -> None:
        self._seen = None
        self.close_form()
        self.hide()

    def show_contribution(self, seen: Contribution, me: str, names: Mapping[str, str]) -> None:
        """`names` are those of the authorities, by id. What is being filled in stays for the same contribution."""
        if self._seen is None or self._seen[0].uuid != seen.uuid:
            self.close_form()
        self._seen = seen, me
        if names != self._names or not self.bodies.count():
            self._offer(names)
        self.tick()

    def claimed_until(self, now: Contribution) -> None:
        """The claim of what is shown ends at another time; what is being filled in stays."""
        if self._seen is not None and self._seen[0].uuid == now.uuid:
            self._seen = now, self._seen[1]
            self.tick()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.tick()

    def tick(self) -> None:
        """A claim ends by itself, and so does a deadline."""
        if self._seen is None:
            return
        (seen, me), now = self._seen, datetime.now(UTC)
        mine = seen.claimed_by == me and claim_holds(seen.claimed_by, seen.claimed_until, now)
        can_forward = bool(me) and mine and seen.status is Status.IN_REVIEW
        waits = seen.status is Status.FORWARDED and seen.author != me
        for part, there in (
            (self.forward_button, can_forward),
            (self.take_on_button, waits),
            (self.return_button, waits),
        ):
            part.setVisible(there)
            part.setEnabled(there and not self._busy)
        self.words.say(self._about(seen, now))
        if not (waits if self._returning else can_forward):
            self.form.hide()
        self.setVisible(can_forward or waits or bool(self.words.text()))
        self._explain()

    def close_form(self) -> None:
        """Nothing of what was filled in stays: it is for one contribution and one authority."""
        self.form.hide()
        self.bodies.setCurrentIndex(0)
        self.reasons.setCurrentIndex(0)
        self.due.clear()
        self.note.clear()

    def _about(self, seen: Contribution, now: datetime) -> str:
        if not seen.responsible_body:
            return ""
        name = self._names.get(seen.responsible_body) or seen.responsible_body
        left = due_text(seen.due, now)
        if left:
            return translate("hand_over_bar", "Responsible: {} (deadline: {})").format(shown(name, 200), left)
        return translate("hand_over_bar", "Responsible: {}").format(shown(name, 200))

    def _offer(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        self.bodies.clear()
        self.bodies.setEditable(not names)  # a service that names no authorities takes any name
        self.bodies.addItem("" if not names else translate("hand_over_bar", "– choose –"), "")
        for key, name in sorted(names.items(), key=lambda pair: pair[1].casefold()):
            self.bodies.addItem(shown(name, 200), key)

    def _open(self, returning: bool) -> None:
        self.close_form()
        self._returning = returning
        self._title.say(
            translate("hand_over_bar", "Return it to who handed it over")
            if returning
            else translate("hand_over_bar", "Hand over to another authority")
        )
        verb = translate("hand_over_bar", "Return") if returning else translate("hand_over_bar", "Hand over")
        self.send.setText(verb)
        for part in self._only_forward:
            part.setVisible(not returning)
        self.form.show()
        (self.reasons if returning else self.bodies).setFocus()
        self._explain()

    def _order(self) -> Order:
        body = self.bodies.currentData() or (self.bodies.currentText().strip() if self.bodies.isEditable() else "")
        reason = self.reasons.currentData() or ""
        note, due = self.note.toPlainText().strip(), self.due.text().strip()
        return Order("" if self._returning else body, "" if self._returning else _day(due) or due, reason, note)

    def _explain(self) -> None:
        """What is still missing before it can be sent."""
        order = self._order()
        missing = ""
        if not self._returning and not order.body:
            missing = translate("hand_over_bar", "Choose the authority.")
        elif order.due and not _day(order.due):
            missing = translate("hand_over_bar", "Write the deadline as 2026-12-24, or leave it empty.")
        elif not order.reason:
            missing = translate("hand_over_bar", "Choose a reason.")
        self._missing.say(missing)
        self._missing.setVisible(bool(missing))
        self.send.setEnabled(not missing and not self._busy)

    def _send(self) -> None:
        order = self._order()
        (self.give_back if self._returning else self.forward).emit(order)

    def _lay_out(self) -> None:
        self.form.setFrameShape(QFrame.Shape.StyledPanel)
        self.reasons.addItem(translate("hand_over_bar", "– choose –"), "")
        for reason in _REASONS:
            self.reasons.addItem(reason_word(str(reason)), str(reason))
        self.due.setPlaceholderText(translate("hand_over_bar", "2026-12-24; empty: as long as usual there"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(3 * self.note.fontMetrics().height() + 12)
        for choice in (self.bodies, self.reasons):  # the longest name would make the page as wide as itself
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_CHARACTERS)
        fields = QFormLayout()
        labels = []
        for text, part in (
            (translate("hand_over_bar", "Authority"), self.bodies),
            (translate("hand_over_bar", "Deadline"), self.due),
            (translate("hand_over_bar", "Reason"), self.reasons),
            (translate("hand_over_bar", "Note"), self.note),
        ):
            label = PlainLabel(text)
            label.setBuddy(part)
            part.setAccessibleName(text)
            fields.addRow(label, part)
            labels.append(label)
        self._only_forward: tuple[QWidget, ...] = (labels[0], self.bodies, labels[1], self.due)
        self._fill_form(fields)
        first = QHBoxLayout()
        first.addWidget(self.words, 1)
        for made in (self.forward_button, self.take_on_button, self.return_button):
            made.setAutoDefault(False)
            first.addWidget(made)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(first)
        box.addWidget(self.form)
        self.form.hide()

    def _fill_form(self, fields: QFormLayout) -> None:
        buttons = QHBoxLayout()
        for made in (self.send, self.cancel):
            made.setAutoDefault(False)
            buttons.addWidget(made)
        buttons.addStretch(1)
        box = QVBoxLayout(self.form)
        box.addWidget(self._title)
        box.addLayout(fields)
        box.addWidget(self._missing)
        box.addLayout(buttons)
        self.bodies.currentTextChanged.connect(self._explain)
        self.reasons.currentIndexChanged.connect(self._explain)
        self.due.textChanged.connect(self._explain)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.form)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_form)


def _day(text: str) -> str:
    """A day as people here write it, or as ISO 8601 does, in ISO 8601; "" for anything else."""
    for way in ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"):
        with suppress(ValueError):
            return datetime.strptime(text, way).replace(tzinfo=UTC).strftime("%Y-%m-%d")
    return ""
