"""From one contribution to those that are alike: sent together with it, by the same person, in the same layer."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QToolButton

from ...adapters.wording import translate
from ...domain.contribution import Contribution


class AlikeButton(QToolButton):
    """`wanted` carries the field of the list's filter and its value; what else limits the list stays."""

    wanted = pyqtSignal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setText(translate("alike", "List only…"))
        self.setAccessibleName(translate("alike", "List only what is like this one"))
        self.setToolTip(translate("alike", "List only what is like this one"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))

    def load(self, contribution: Contribution) -> None:
        menu = self.menu()
        menu.clear()
        for text, field, value in (
            (translate("alike", "What was sent together with it"), "changeset", contribution.changeset),
            (translate("alike", "What the same person has sent"), "author", contribution.author),
            (translate("alike", "The same layer"), "layer", contribution.layer),
        ):
            if value:
                menu.addAction(text, lambda field=field, value=value: self.wanted.emit(field, value))

    def open_menu(self) -> bool:
        """By keyboard; False where it is not there."""
        menu = self.menu()
        possible = bool(self.isVisible() and menu.actions())
        if possible:
            menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])
        return possible
