"""The head of the dock: which municipality, who one is there, and whether it can be reached."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ..adapters import settings
from ..adapters.foreign import shown
from ..adapters.wording import contact, translate
from .session import Session
from .widgets import PlainLabel, ProblemBox, icon_button
from .window import Window


class Header(QWidget):
    """To be grown by the one who builds the page Karte (connect dialog, login)."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._known = QComboBox()
        self._known.setAccessibleName(translate("header", "Municipality"))
        self._status, self._problem = PlainLabel(), ProblemBox()
        row = QHBoxLayout()
        row.addWidget(self._known, 1)
        row.addWidget(icon_button("/mActionRefresh.svg", translate("header", "Ask again"), session.reconnect))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self._status)
        box.addWidget(self._problem)
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._known.clear()
        for known in settings.municipalities():
            self._known.addItem(shown(known.title or known.address), known.address)
        self._status.say(contact(self._session.last_contact))
