"""Who needs the height of the page Prüfen just now: the list, the filters, one contribution, or a form below it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from qgis.PyQt.QtCore import QEvent, QObject, QTimer
from qgis.PyQt.QtWidgets import QWidget

from ..widgets import into_sight
from .parts import Halves

_ENOUGH = 150
"""Pixels of the contribution beyond its least height, without which nobody can write about it."""
_MOST = 100_000


class Need(Enum):
    OWN = auto()
    """The heights are those that the person has chosen."""
    LIST = auto()
    """Nothing is looked at: the list has it all."""
    FILTERS = auto()
    WRITING = auto()
    """A form is open, and the window is too low for it and the list."""


class Room(QObject):
    """`forms` are what opens below the contribution, `filters` above the list."""

    def __init__(self, halves: Halves, view: QWidget, filters: QWidget, forms: Sequence[QWidget]) -> None:
        super().__init__(halves)
        self._halves, self._view, self._filters, self._forms = halves, view, filters, forms
        self._upper, self._lower = halves.widget(0), halves.widget(1)
        self._shown: QWidget | None = None
        self._looked, self._resized, self.need = False, False, Need.OWN
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)  # once what was shown or hidden has its place
        self._later.timeout.connect(self.arrange)
        for part in (halves, self._lower, filters, *forms):
            part.installEventFilter(self)
        view.hide()
        self._later.start()

    def look_at(self, uuid: str) -> None:
        """This one is looked at from now on, "" for none."""
        if self._looked is not bool(uuid):
            self._looked = bool(uuid)
            self._view.setVisible(self._looked)
            self._later.start()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Nothing here asks a widget anything: it may be going just now."""
        kind = event.type() if event is not None else None
        resized = watched is self._halves and kind in (QEvent.Type.Resize, QEvent.Type.Show)
        asked = watched is self._lower and kind == QEvent.Type.LayoutRequest
        opened = watched is not self._halves and kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        self._resized = self._resized or resized
        if resized or asked or opened:
            self._later.start()
        return False

    def arrange(self) -> None:
        """Give the height to what needs it; what a form covers is scrolled into sight."""
        form = next((one for one in self._forms if not one.isHidden()), None)
        before, self.need = self.need, self._what(form)
        self._lower.setMinimumHeight(self._least(self._lower))  # a splitter does not know of wrapped sentences
        if self.need is not before or (self._resized and self.need is not Need.OWN):
            self._give(before)
        if form is not None and form.isVisible() and (form is not self._shown or self._resized):
            into_sight(form)
        self._shown, self._resized = form, False

    def _what(self, form: QWidget | None) -> Need:
        if form is not None and self._low():
            return Need.WRITING
        if not self._looked:
            return Need.LIST
        return Need.OWN if self._filters.isHidden() else Need.FILTERS

    def _low(self) -> bool:
        return bool(self._halves.height() < self._least(self._upper) + self._least(self._lower) + _ENOUGH)

    def _least(self, half: QWidget) -> int:
        """Pixels that a half needs, with its sentences wrapped as they are now."""
        wrapped = half.layout().minimumHeightForWidth(self._halves.width())
        return int(max(half.minimumSizeHint().height(), wrapped))

    def _give(self, before: Need) -> None:
        halves = self._halves
        if before is Need.OWN:
            halves.lend()
        self._upper.setVisible(self.need is not Need.WRITING)
        if self.need is Need.OWN:
            halves.give_back()
        elif self.need is Need.LIST:
            halves.setSizes([_MOST, 1])
        elif self.need is Need.FILTERS:
            both = halves.height() - halves.handleWidth()
            upper = min(self._upper.sizeHint().height(), both - self._least(self._lower))
            halves.setSizes([upper, both - upper])
