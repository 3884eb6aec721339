"""Two versions over one another on QGIS's main map, as `over_map.py` has them in the item, by the same sliders."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QImage, QPainter, QPen
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ...adapters.foreign import label
from ..window import Window
from .comparison import Comparison
from .drawing import LOOKS, drawn
from .place_words import Place
from .versions_map import Names, moved

_ABOVE = 50.0
"""Over the layers and the marks, below what QGIS draws for its tools."""
_EDGE = 6


class SwipeItem(QgsMapCanvasItem):
    """Drawn anew when the map shows something else; moving the line only paints. The canvas owns it."""

    def __init__(self, canvas: QgsMapCanvas, names: Names) -> None:
        super().__init__(canvas)
        self._canvas, self._names = canvas, names
        self._shapes: Sequence[QgsGeometry | None] = (None,) * len(LOOKS)
        self._drawings: dict[int, QImage] = {}
        self.pair, self.line, self.strength = (0, 1), 0.5, 1.0
        self.setZValue(_ABOVE)

    def show_versions(self, shapes: Sequence[QgsGeometry | None]) -> None:
        """In the CRS of the map."""
        self._shapes, self._drawings = shapes, {}
        self.update()

    def set_swipe(self, pair: tuple[int, int], line: float, strength: float) -> None:
        """`line` and `strength` are shares, 0 to 1."""
        self.pair, self.line, self.strength = pair, line, strength
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def updatePosition(self) -> None:
        """The map shows something else, or is moved just now."""
        self.prepareGeometryChange()
        self._drawings = {}
        self.setPos(0, 0)
        self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        width, height = self._canvas.width(), self._canvas.height()
        at = round(self.line * width)
        left, right = QRect(0, 0, at, height), QRect(at, 0, width - at, height)
        first, second = self.pair
        self._paint(painter, left, first, 1.0)
        self._paint(painter, right, first, 1.0 - self.strength)
        self._paint(painter, right, second, self.strength)
        painter.setClipping(False)
        if 0 < at < width:
            palette = self._canvas.palette()
            for colour, thick in ((palette.base().color(), 5), (palette.text().color(), 2)):
                painter.setPen(QPen(colour, thick))
                painter.drawLine(at, 0, at, height)
        self._name(painter, first, at, Qt.AlignmentFlag.AlignRight)
        self._name(painter, second, at, Qt.AlignmentFlag.AlignLeft)

    def _paint(self, painter: QPainter, where: QRect, which: int, strength: float) -> None:
        shape = self._shapes[which]
        if shape is None or strength <= 0 or where.isEmpty():
            return
        settings = self._canvas.mapSettings()
        if which not in self._drawings:
            size = QSize(self._canvas.width(), self._canvas.height())
            self._drawings[which] = drawn(shape, settings, LOOKS[which], size, self._canvas.devicePixelRatioF())
        centre = settings.visibleExtent().center()
        there = settings.mapToPixel().transform(centre)
        panned = self.toCanvasCoordinates(centre) - QPointF(there.x(), there.y())  # while somebody drags the map
        painter.setClipRect(where)
        painter.setOpacity(strength)
        painter.drawImage(panned, self._drawings[which])
        painter.setOpacity(1.0)

    def _name(self, painter: QPainter, which: int, at: int, side: Qt.AlignmentFlag) -> None:
        """Beside the line, at the top, what lies on that side of it."""
        text, palette = label(self._names[which]), self._canvas.palette()
        width = painter.fontMetrics().horizontalAdvance(text) + 2 * _EDGE
        left = at - width - _EDGE if side == Qt.AlignmentFlag.AlignRight else at + _EDGE
        box = QRect(left, _EDGE, width, painter.fontMetrics().height() + _EDGE)
        if box.left() < 0 or box.right() > self._canvas.width():
            return
        painter.fillRect(box, palette.base())
        painter.setPen(palette.text().color())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class MainSwipe:
    """While the item view swipes, so does the main map. `active` says that it draws the versions there."""

    def __init__(self, window: Window, comparison: Comparison, names: Names) -> None:
        self._window, self._comparison, self._names = window, comparison, names
        self._item: SwipeItem | None = None
        self._places: Sequence[Place] = ()
        self._crs = QgsCoordinateReferenceSystem()
        comparison.view.currentIndexChanged.connect(lambda _: self._follow())
        for slider in (comparison.line, comparison.strength):
            slider.valueChanged.connect(lambda _: self._follow())
        window.canvas.destinationCrsChanged.connect(self._again)

    @property
    def active(self) -> bool:
        return self._item is not None

    def load(self, places: Sequence[Place], crs: QgsCoordinateReferenceSystem) -> None:
        """The three versions, whose shapes are in `crs`; none of them: nothing is drawn."""
        self._places, self._crs = places, crs
        self._again()

    def clear(self) -> None:
        """Nothing of it stays on the map."""
        self._places = ()
        self._drop()

    def close(self) -> None:
        self._window.canvas.destinationCrsChanged.disconnect(self._again)
        self.clear()

    def _again(self) -> None:
        self._drop()
        self._follow()

    def _drop(self) -> None:
        if self._item is not None:
            self._window.canvas.scene().removeItem(self._item)
            self._item = None

    def _follow(self) -> None:
        pair = self._comparison.view.currentData()
        if pair is None or not any(place.shape is not None for place in self._places):
            self._drop()
            return
        if self._item is None:
            self._item = SwipeItem(self._window.canvas, self._names)
            target = self._window.canvas.mapSettings().destinationCrs()
            self._item.show_versions([moved(place, self._crs, target) for place in self._places])
        line, faint = self._comparison.line.value() / 100, self._comparison.strength.value() / 100
        self._item.set_swipe(tuple(pair), line, 1 - faint)
