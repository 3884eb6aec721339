"""The verbs of a correction: begin, accept with it, give it up; what is corrected so far, and what is still missing."""

from __future__ import annotations

from datetime import UTC, datetime

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...adapters.finding_words import finding_line
from ...adapters.wording import translate
from ...domain.contribution import Contribution, Operation, Status
from ...domain.errors import InvalidContent
from ...domain.versions import Meanwhile
from ..versions.place_words import field_name
from ..widgets import PlainLabel, Quiet, button
from .correcting import Correcting, Ground
from .correction_table import CorrectionTable
from .queue_words import claim_holds
from .work import Seen

LONGEST = 4000
"""Characters of a note."""


class CorrectionBar(QFrame):
    """Below the table that it corrects in. What was begun stays with its contribution until it is decided or given up.

    `wanted` asks for the Ground that `begin` takes; `accepted` carries the Change and the note.
    """

    wanted = pyqtSignal()
    accepted = pyqtSignal(object, str)
    begun_or_ended = pyqtSignal()
    begins = pyqtSignal()
    """The table is where it goes on."""

    def __init__(self, table: CorrectionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._seen: Seen | None = None
        self._begun: dict[str, tuple[Correcting, str]] = {}
        self._busy, self._held = False, ""
        self.start = button(translate("correction_bar", "Correct …"), self.wanted.emit, "/mActionToggleEditing.svg")
        self.accept = button(translate("correction_bar", "Accept with this correction"), self._accept)
        self.undo = button(translate("correction_bar", "Undo this line"), table.undo_current, "/mActionUndo.svg")
        self.cancel = button(translate("correction_bar", "Give up the correction"), self.give_up)
        self.note, self._about, self._hint = QLineEdit(), PlainLabel(), Quiet()
        self._panel = QWidget()
        self._lay_out()
        table.model.chosen.connect(self._changed)
        table.model.refused.connect(self._refused)
        table.view.selectionModel().currentChanged.connect(lambda *_: self._enable_undo())
        self.note.textChanged.connect(self._noted)
        self.hide()

    @property
    def correcting(self) -> Correcting | None:
        return self._table.model.correcting

    def show_seen(self, seen: Seen | None) -> None:
        """What was begun for this contribution, and is still about what lies there, goes on."""
        self._seen = seen
        begun = self._begun.get(seen.contribution.uuid) if seen is not None else None
        if begun is not None and seen is not None and not _same_ground(begun[0].ground, seen):
            del self._begun[seen.contribution.uuid]
            begun = None
        self._show(begun)

    def still_claimed(self, seen: Seen) -> None:
        """The same contribution, claimed for longer."""
        self._seen = seen
        self.tick()

    def begin(self, ground: Ground) -> None:
        """Raises InvalidContent where there is nothing to correct."""
        if self._seen is None or self._seen.contribution.uuid != ground.contribution.uuid:
            return
        self._begun[ground.contribution.uuid] = Correcting(ground), ""
        self._show(self._begun[ground.contribution.uuid])
        self._table.view.setCurrentIndex(self._table.model.index(0, 2))
        self.begins.emit()

    def give_up(self) -> None:
        if self._seen is not None:
            self.forget(self._seen.contribution.uuid)
            self.start.setFocus()

    def forget(self, uuid: str) -> None:
        """It was decided, or given up."""
        self._begun.pop(uuid, None)
        if self._seen is not None and self._seen.contribution.uuid == uuid:
            self._show(None)

    def forget_all(self) -> None:
        """Another person or municipality."""
        self._begun.clear()
        self._show(None)

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.tick()

    def hold(self, reason: str) -> None:
        """Why nothing is accepted just now; "" for nothing."""
        self._held = reason
        self.tick()

    def tick(self) -> None:
        """A claim ends by itself; what is typed stays, and can be sent after claiming again."""
        correcting, may = self.correcting, self._seen is not None and may_correct(self._seen, datetime.now(UTC))
        self.start.setVisible(may and correcting is None)
        self.start.setEnabled(not self._busy)
        self._panel.setVisible(correcting is not None)
        self.setVisible(may or correcting is not None)
        if correcting is None:
            return
        self._about.say(_told(correcting, self._held if may else _unclaimed()))
        long = len(self.note.text()) > LONGEST
        self.accept.setEnabled(may and correcting.ready and not self._held and not self._busy and not long)
        self.accept.setAccessibleDescription(self._about.text())
        self.cancel.setEnabled(not self._busy)

    def _lay_out(self) -> None:
        label = QLabel(translate("correction_bar", "Note to its author (may stay empty)"))
        label.setWordWrap(True)
        label.setBuddy(self.note)
        self.note.setAccessibleName(label.text())
        self.note.setMaxLength(LONGEST)
        self._hint.say(
            translate(
                "correction_bar",
                "Click a value to take it, or press Space on it. Press F2, or double-click the last column, to type.",
            )
        )
        verbs = QGridLayout()
        for place, one in (((0, 0, 1, 2), self.accept), ((1, 0), self.undo), ((1, 1), self.cancel)):
            one.setAutoDefault(False)
            verbs.addWidget(one, *place)
        verbs.setColumnStretch(2, 1)
        inner = QVBoxLayout(self._panel)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._hint)
        inner.addWidget(self._about)
        inner.addWidget(label)
        inner.addWidget(self.note)
        inner.addLayout(verbs)
        begin = QHBoxLayout()
        begin.addWidget(self.start)
        begin.addStretch(1)
        self.start.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(begin)
        box.addWidget(self._panel)

    def _show(self, begun: tuple[Correcting, str] | None) -> None:
        correcting, note = begun if begun is not None else (None, "")
        if correcting is not self.correcting:
            self._table.model.correct(correcting)
        if self.note.text() != note:
            self.note.setText(note)
        self._enable_undo()
        self.tick()
        self.begun_or_ended.emit()

    def _changed(self) -> None:
        self._enable_undo()
        self.tick()

    def _refused(self, text: str) -> None:
        self._about.say(f"⚠ {text}")

    def _noted(self, text: str) -> None:
        correcting = self.correcting
        if correcting is not None and self._seen is not None:
            self._begun[self._seen.contribution.uuid] = correcting, text
        self.tick()

    def _enable_undo(self) -> None:
        row = self._table.model.row(self._table.view.currentIndex())
        correcting = self.correcting
        self.undo.setEnabled(correcting is not None and row is not None and row.field in correcting.values)

    def _accept(self) -> None:
        correcting = self.correcting
        if correcting is None or not correcting.ready:
            return
        try:
            self.accepted.emit(correcting.change, self.note.text().strip())
        except InvalidContent as problem:
            self._refused(problem.text)


def may_correct(seen: Seen, now: datetime) -> bool:
    """Whether the person holds it and there is something that could be made otherwise."""
    contribution = seen.contribution
    if not seen.me or contribution.claimed_by != seen.me or contribution.status is not Status.IN_REVIEW:
        return False
    if not claim_holds(contribution.claimed_by, contribution.claimed_until, now):
        return False
    if seen.meanwhile is Meanwhile.GONE and contribution.change.operation is Operation.UPDATE:
        return False
    return contribution.change.operation is not Operation.DELETE


def _same_ground(ground: Ground, seen: Seen) -> bool:
    """Whether what was begun is still about what lies there: the same revision, on the same row of the map."""
    was: Contribution = ground.contribution
    return (was.uuid, was.revision) == (seen.contribution.uuid, seen.contribution.revision) and ground.now == seen.now


def _told(correcting: Correcting, held: str) -> str:
    lines = [f"⚠ {held}"] if held else []
    if correcting.left:
        names = ", ".join(map(field_name, correcting.left))
        lines.append(translate("correction_bar", "⚠ Both have changed it: choose what becomes of {}.").format(names))
    lines += [finding_line(one) for one in correcting.wrong]
    if correcting.values:
        names = ", ".join(map(field_name, correcting.values))
        lines.append(translate("correction_bar", "Corrected: {}. Its author is told.").format(names))
    elif not correcting.left and correcting.ready:
        lines.append(
            translate("correction_bar", "What was proposed is put together with what is there now. Its author is told.")
        )
    elif not correcting.left:
        lines.append(translate("correction_bar", "Nothing is corrected yet."))
    return "\n".join(lines)


def _unclaimed() -> str:
    return translate("correction_bar", "Your claim has ended. Claim it again: what you have corrected stays.")
