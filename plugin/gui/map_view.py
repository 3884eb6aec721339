"""What the pages do with QGIS's map: look at its extent, show a place, draw over it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QStackedWidget, QWidget

from ..adapters.measure import sketch

_AROUND = 1.5
"""How much more than a feature the map shows when it is zoomed to; a point gets _POINT_METRES around it."""
_POINT_METRES = 40.0
_METRES_PER_DEGREE = 111_000
_ICONS = {
    Qt.PenStyle.DashLine: QgsRubberBand.IconType.ICON_FULL_BOX,
    Qt.PenStyle.SolidLine: QgsRubberBand.IconType.ICON_FULL_DIAMOND,
    Qt.PenStyle.DotLine: QgsRubberBand.IconType.ICON_X,
    Qt.PenStyle.DashDotLine: QgsRubberBand.IconType.ICON_BOX,
    Qt.PenStyle.DashDotDotLine: QgsRubberBand.IconType.ICON_CIRCLE,
}
"""A point has no line: what the style is for lines, a symbol is for points."""


class MapView:
    """One map. What was drawn over it goes with `clear` at the latest."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self.canvas = canvas
        self._marks: set[QgsRubberBand] = set()

    def visible_extent(self, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        settings = self.canvas.mapSettings()
        transform = QgsCoordinateTransform(settings.destinationCrs(), crs, QgsProject.instance().transformContext())
        transform.setBallparkTransformsAreAppropriate(True)
        return transform.transformBoundingBox(settings.visibleExtent())

    def zoom_to(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        if geometry.isNull() or geometry.isEmpty():
            return
        target = self.canvas.mapSettings().destinationCrs()
        geometry, _ = sketch(geometry)
        moved = QgsGeometry(geometry)
        try:
            moved.transform(QgsCoordinateTransform(crs, target, QgsProject.instance().transformContext()))
        except QgsCsException:
            return
        box = moved.boundingBox()
        box.scale(_AROUND)
        if box.isEmpty():
            box = box.buffered(_POINT_METRES / (_METRES_PER_DEGREE if target.isGeographic() else 1))
        if self.canvas.isVisible():
            self._show(box, geometry, crs)
            return
        self._come_forward()
        QTimer.singleShot(0, lambda: self._show(box, geometry, crs))  # when the map has its size

    def _show(self, box: QgsRectangle, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        self.canvas.setExtent(box)
        self.canvas.refresh()
        self.canvas.flashGeometries([geometry], crs)

    def _come_forward(self) -> None:
        """QGIS's start page lies over the map until a project has something in it."""
        inner: QWidget = self.canvas
        while (outer := inner.parentWidget()) is not None:
            if isinstance(outer, QStackedWidget):
                outer.setCurrentWidget(inner)
            inner = outer

    def mark(
        self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, colour: QColor, style: Qt.PenStyle
    ) -> Callable[[], None]:
        geometry, _ = sketch(geometry)  # a mark is painted with every move of the map
        band = QgsRubberBand(self.canvas, geometry.type())
        band.setStrokeColor(colour)
        fill = QColor(colour)
        fill.setAlpha(40)
        band.setFillColor(fill)
        band.setWidth(3)
        band.setLineStyle(style)
        band.setIcon(_ICONS.get(style, QgsRubberBand.IconType.ICON_CIRCLE))
        band.setIconSize(11)
        band.setToGeometry(geometry, crs)
        self._marks.add(band)
        return lambda: self._unmark(band)

    def clear(self) -> None:
        for band in list(self._marks):
            self._unmark(band)

    def _unmark(self, band: QgsRubberBand) -> None:
        if band in self._marks:
            self._marks.discard(band)
            self.canvas.scene().removeItem(band)
