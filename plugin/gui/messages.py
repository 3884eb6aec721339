"""What we say in QGIS's message bar: one of a kind, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton

from ..adapters.foreign import escaped, label
from ..adapters.wording import translate


class Messages:
    """What was told and is still there."""

    def __init__(self, bar: QgsMessageBar) -> None:
        self._bar = bar
        self._told: list[QgsMessageBarItem] = []

    def tell(self, text: str, level: Qgis.MessageLevel, verb: str, act: Callable[[], None] | None) -> None:
        """Say `text`; a button with `verb` does `act`, and stays until somebody closes it."""
        item = self._bar.createMessage(translate("shell", "Bürger-GIS"), escaped(text))
        if verb and act is not None:
            self.clear(verb)  # two that offer the same would not say which one they mean
            item.setObjectName(verb)
            button = QPushButton(label(verb))
            button.clicked.connect(lambda: (self._bar.popWidget(item), act()))
            item.layout().addWidget(button)
        self._told = [other for other in self._told if not sip.isdeleted(other)]
        for same in [other for other in self._told if other.text() == item.text()]:
            self._bar.popWidget(same)  # the newest is meant; ten times the same is in the way of all else
        self._told.append(item)
        self._bar.pushWidget(item, level, 0 if verb else self._bar.defaultMessageTimeout(level))

    def clear(self, verb: str = "") -> None:
        """Take away what was told; only what offers `verb`, where there is one."""
        for item in self._told:
            if not sip.isdeleted(item) and verb in ("", item.objectName()):
                self._bar.popWidget(item)
