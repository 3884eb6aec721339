"""A line or an area drawn with QGIS's own digitizing tool, on a layer of its own; then the tool from before is back.

Nothing that is drawn is anywhere before it is added: a drawing that is given up leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsMapLayer, QgsVectorLayer
from qgis.gui import (
    QgsAdvancedDigitizingDockWidget,
    QgsMapCanvas,
    QgsMapTool,
    QgsMapToolCapture,
    QgsMapToolDigitizeFeature,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent

from .pick_tool import leave
from .shapes import Shape

_MODES = {
    Shape.LINE: QgsMapToolCapture.CaptureMode.CaptureLine,
    Shape.AREA: QgsMapToolCapture.CaptureMode.CapturePolygon,
}


class DrawTool(QgsMapToolDigitizeFeature):
    """`drawn` gets the geometry in the CRS that `begin` names; `ended` is called when it is over, drawn or not."""

    def __init__(
        self,
        canvas: QgsMapCanvas,
        cad: QgsAdvancedDigitizingDockWidget,
        shape: Shape,
        drawn: Callable[[QgsGeometry], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(canvas, cad, _MODES[shape])
        self._canvas, self._shape, self._drawn, self._ended = canvas, shape, drawn, ended
        self._before: QgsMapTool | None = None
        self._current: QgsMapLayer | None = None
        self._sheet: QgsVectorLayer | None = None
        self.digitizingCompleted.connect(self._complete)

    def begin(self, crs: QgsCoordinateReferenceSystem) -> None:
        self._before, self._current = self._canvas.mapTool(), self._canvas.currentLayer()
        self._sheet = QgsVectorLayer(f"{self._shape}?crs={crs.authid()}", "", "memory")
        self._sheet.startEditing()
        self.setLayer(self._sheet)
        self._canvas.setMapTool(self)
        self._canvas.setFocus()  # Backspace and Escape are the tool's

    def end(self) -> None:
        """Back to the tool from before; nothing happens where another tool was chosen meanwhile."""
        leave(self._canvas, self, self._before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes what was drawn so far; where nothing was, it gives up."""
        if event.key() == Qt.Key.Key_Escape and not self.size():
            event.accept()
            self.end()
        else:
            super().keyPressEvent(event)

    def deactivate(self) -> None:
        super().deactivate()
        self._canvas.setCurrentLayer(self._current)
        self.setLayer(None)
        self._sheet = self._current = None
        self._ended()

    def _complete(self, row: QgsFeature) -> None:
        geometry = QgsGeometry(row.geometry())
        self.end()
        if not geometry.isEmpty():
            self._drawn(geometry)
