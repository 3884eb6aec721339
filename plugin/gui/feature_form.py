"""QGIS's form of one object, with the field in focus that somebody may have to correct."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsAttributeDialog
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QWidget

from .adding.placing import beside
from .help import EDIT, add_help, show_help
from .window import Window

_BY_KEYBOARD = int(Qt.FocusPolicy.TabFocus)


class OneForm:
    """The form that is open, beside the middle of the map; another one takes its place."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._form: QgsAttributeDialog | None = None

    def show(self, layer: QgsVectorLayer, feature_id: int | None, column: str) -> None:
        """None for `feature_id`: only the one from before is closed."""
        if self._form is not None and not sip.isdeleted(self._form):
            self._form.close()
        self._form = open_form(layer, feature_id, column, self._window.main) if feature_id is not None else None
        if self._form is not None:
            self._form.move(beside(self._window.canvas, self._form.size()))


def open_form(layer: QgsVectorLayer, feature_id: int, column: str, parent: QWidget) -> QgsAttributeDialog | None:
    """Show the form of a row; what is confirmed in it goes to the layer's edit session. None where there is no row.

    The layers of working copies are opened without what a file says of forms (`map_layers`), so it is QGIS's own.
    """
    feature = layer.getFeature(feature_id)
    if not feature.isValid():
        return None
    dialog = QgsAttributeDialog(layer, feature, False, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    buttons = dialog.findChild(QDialogButtonBox)
    if buttons is not None:
        add_help(buttons, lambda: show_help(dialog, EDIT))
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    focus_on(dialog, column)
    return dialog


def focus_on(form: QWidget, column: str) -> bool:
    """Put the cursor into the editor of a field. False where the form has none, or no field is meant."""
    if not column:
        return False
    for editor in form.findChildren(QWidget, column):  # its label has the same name
        for part in (editor, *editor.findChildren(QWidget)):
            if int(part.focusPolicy()) & _BY_KEYBOARD and part.isVisibleTo(form) and part.isEnabled():
                part.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
    return False
