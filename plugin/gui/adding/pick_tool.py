"""One click on the map, with QGIS's snapping as the project has it set; then the tool from before is back."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsSnapIndicator
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent


class PickTool(QgsMapTool):
    """`picked` gets the place in the map's CRS; `ended` is called when it is over, picked or not."""

    def __init__(self, canvas: QgsMapCanvas, picked: Callable[[QgsPointXY], None], ended: Callable[[], None]) -> None:
        super().__init__(canvas)
        self._canvas, self._picked, self._ended = canvas, picked, ended
        self._before: QgsMapTool | None = None
        self._snapped = QgsSnapIndicator(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def begin(self) -> None:
        self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self)

    def end(self) -> None:
        """Back to the tool from before; nothing happens where another tool was chosen meanwhile."""
        leave(self._canvas, self, self._before)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        event.snapPoint()
        self._snapped.setMatch(event.mapPointMatch())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._picked(QgsPointXY(event.snapPoint()))
        self.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.end()

    def deactivate(self) -> None:
        self._snapped.setVisible(False)
        super().deactivate()
        self._ended()


def leave(canvas: QgsMapCanvas, tool: QgsMapTool, before: QgsMapTool | None) -> None:
    """Back to the tool from before, unless another one was chosen meanwhile."""
    if canvas.mapTool() is not tool:
        return
    if before is not None:
        canvas.setMapTool(before)
    else:
        canvas.unsetMapTool(tool)
