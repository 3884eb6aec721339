"""What has become of the object since its contributor saw it: looked at first, then decided."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ...domain.contribution import Status
from ...domain.versions import Meanwhile
from ..widgets import PlainLabel, button
from .versions_words import meanwhile_text
from .work import Seen

_KEPT = 500
"""Differences that are remembered as looked at."""


class MeanwhileBox(QFrame):
    """`wanted` when the person goes to the difference; from then on `held` is "" for this state of the object."""

    wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = PlainLabel()
        self.look = button(translate("meanwhile_box", "Look at the difference"), self._look, "/mActionZoomTo.svg")
        self.look.setAutoDefault(False)
        self._seen: Seen | None = None
        self._looked: dict[tuple[object, ...], None] = {}
        box = QVBoxLayout(self)
        box.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.look)
        row.addStretch(1)
        box.addLayout(row)
        self.hide()

    @property
    def held(self) -> str:
        """Why nothing is accepted yet; "" where nothing changed, or the change was looked at."""
        seen = self._seen
        if seen is None or seen.meanwhile is Meanwhile.SAME or seen.contribution.status is Status.PUBLISHED:
            return ""
        if _state(seen) in self._looked:
            return ""
        return translate(
            "meanwhile_box", "The object has changed since. Look at the difference first, then you can accept."
        )

    def text(self) -> str:
        return self.words.text()

    def load(self, seen: Seen | None) -> None:
        self._seen = seen
        text = meanwhile_text(seen.contribution, seen.meanwhile, seen.met) if seen is not None else ""
        self.words.say(text)
        self.look.setVisible(bool(text))
        self.setVisible(bool(text))

    def _look(self) -> None:
        if self._seen is None:
            return
        self._looked[_state(self._seen)] = None
        while len(self._looked) > _KEPT:
            del self._looked[next(iter(self._looked))]
        self.wanted.emit()


def _state(seen: Seen) -> tuple[object, ...]:
    """What was looked at: this revision beside this state of the object, and no later one."""
    return seen.contribution.uuid, seen.contribution.revision, repr(seen.now)
