"""A possible duplicate in front of a reviewer: both side by side, and the two answers."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ..widgets import PlainLabel, button
from .twin import Twin, no_twin_text, twin_text
from .work import Seen


class TwinBox(QFrame):
    """`duplicate` opens the answer that it is one; `other` carries uuid and the comment that it is none."""

    shown_on_map = pyqtSignal()
    duplicate = pyqtSignal()
    other = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._seen: Seen | None = None
        self.words = PlainLabel()
        self.look = button(translate("twin_box", "Show both"), self.shown_on_map.emit, "/mActionZoomTo.svg")
        self.yes = button(translate("twin_box", "It is a duplicate …"), self.duplicate.emit)
        self.no = button(translate("twin_box", "It is not a duplicate"), self._not_one)
        row = QHBoxLayout()
        for one in (self.look, self.yes, self.no):
            one.setAutoDefault(False)
            row.addWidget(one)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.addWidget(self.words)
        box.addLayout(row)
        self.hide()

    @property
    def twin(self) -> Twin | None:
        """The object alike that is still in question: its author has no say in that."""
        seen = self._seen
        if seen is None or seen.twin is None:
            return None
        said = {one.text for one in seen.history.remarks if one.author and one.author != seen.contribution.author}
        return None if no_twin_text(seen.twin) in said else seen.twin

    def load(self, seen: Seen | None) -> None:
        self._seen = seen
        twin = self.twin
        if seen is not None and twin is not None and seen.contribution.change.proposed is not None:
            self.words.say(twin_text(seen.contribution.change.proposed, twin))
        self.setVisible(twin is not None)

    def allow(self, may_decide: bool, busy: bool) -> None:
        """A duplicate is decided by who holds the claim; that it is none, whoever reviews may say."""
        self.yes.setEnabled(may_decide and not busy)
        self.no.setEnabled(not busy)

    def _not_one(self) -> None:
        twin, seen = self.twin, self._seen
        if twin is not None and seen is not None:
            self.other.emit(seen.contribution.uuid, no_twin_text(twin))
