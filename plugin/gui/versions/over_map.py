"""Two versions over one another: what lies right of a line is the second one, as strong as is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsGeometry, QgsMapSettings, QgsPointXY
from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QSlider, QWidget

from .drawing import LOOKS, drawn

HEIGHT = 240


class OverMap(QWidget):
    """`pair` are the numbers of the two versions; `line` and `strength` are shares, 0 to 1.

    Left of the line lies the first version alone. Right of it the second one, and, as far as it is made weaker, the
    first one shines through.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shapes: Sequence[QgsGeometry | None] = (None,) * len(LOOKS)
        self._rings: dict[int, Sequence[QgsPointXY]] = {}
        self._drawings: dict[int, QImage] = {}
        self._picture: QImage | None = None
        self._settings: QgsMapSettings | None = None
        self._slider: QSlider | None = None
        self.pair, self.line, self.strength = (0, 1), 0.5, 1.0
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def follow(self, slider: QSlider) -> None:
        """The line can be drawn with the mouse too; `slider` is what the keyboard moves."""
        self._slider = slider

    def show_versions(self, shapes: Sequence[QgsGeometry | None]) -> None:
        """In the CRS of the map."""
        self._shapes, self._rings, self._drawings = shapes, {}, {}
        self._picture = self._settings = None
        self.update()

    def show_rings(self, which: int, rings: Sequence[QgsPointXY]) -> None:
        self._rings[which] = rings
        self._drawings.pop(which, None)
        self.update()

    def show_picture(self, picture: QImage | None, settings: QgsMapSettings) -> None:
        self._picture, self._settings, self._drawings = picture, settings, {}
        self.update()

    def set_pair(self, pair: tuple[int, int]) -> None:
        self.pair = pair
        self.update()

    def set_line(self, share: float) -> None:
        self.line = share
        self.update()

    def set_strength(self, share: float) -> None:
        self.strength = share
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawings = {}

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._draw_line(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._draw_line(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        if self._picture is not None:
            painter.drawImage(self.rect(), self._picture)
        at = round(self.line * self.width())
        left, right = QRect(0, 0, at, self.height()), QRect(at, 0, self.width() - at, self.height())
        first, second = self.pair
        self._paint(painter, left, first, 1.0)
        self._paint(painter, right, first, 1.0 - self.strength)
        self._paint(painter, right, second, self.strength)
        painter.setClipping(False)
        if 0 < at < self.width():
            for colour, width in ((self.palette().base().color(), 5), (self.palette().text().color(), 2)):
                painter.setPen(QPen(colour, width))
                painter.drawLine(at, 0, at, self.height())
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, where: QRect, which: int, strength: float) -> None:
        shape = self._shapes[which]
        if shape is None or self._settings is None or strength <= 0 or where.isEmpty():
            return
        if which not in self._drawings:
            ratio, rings = self.devicePixelRatioF(), self._rings.get(which, ())
            self._drawings[which] = drawn(shape, self._settings, LOOKS[which], self.size(), ratio, rings)
        painter.setClipRect(where)
        painter.setOpacity(strength)
        painter.drawImage(0, 0, self._drawings[which])
        painter.setOpacity(1.0)

    def _draw_line(self, event: QMouseEvent) -> None:
        if self._slider is not None and event.buttons() & Qt.MouseButton.LeftButton and self.width() > 0:
            share = event.pos().x() / self.width()
            self._slider.setValue(round(min(max(share, 0.0), 1.0) * self._slider.maximum()))
