"""The way to a new object in a page: the button, the window behind it, and forms that fit the municipality."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QPoint

from ...adapters.wording import translate
from ..session import Session
from ..widgets import button
from ..window import Window
from .dialog import AddDialog
from .forms_keeper import FormsKeeper


def _beside_the_map(window: Window) -> QPoint:
    """Over the layer tree, left in QGIS's window: what is clicked and drawn lies in the middle."""
    return QPoint(window.main.mapToGlobal(QPoint(8, 0)).x(), window.canvas.mapToGlobal(QPoint(0, 0)).y())


class NewObject(QObject):
    """`own` tells the person's own working copy, None for none; the button is there only with one."""

    def __init__(self, session: Session, window: Window, own: Callable[[], Path | None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window, self._own = session, window, own
        self.dialog: AddDialog | None = None
        self.forms = FormsKeeper(session, own, self)
        self.button = button(translate("adding", "Add an object…"), self.open, "/mActionCapturePoint.svg")
        session.changed.connect(self._show)
        session.work_changed.connect(self._show)
        self._show()

    def open(self) -> None:
        """Show the window beside the map; it is made at the first time."""
        if self.dialog is None:
            self.dialog = AddDialog(self._session, self._window, self._own)
            self.dialog.move(_beside_the_map(self._window))
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        self._session.changed.disconnect(self._show)
        self._session.work_changed.disconnect(self._show)
        self.forms.close()
        if self.dialog is not None:
            self.dialog.close_dialog()
            self.dialog = None

    def _show(self) -> None:
        self.button.setVisible(self._own() is not None)
