"""How a version is drawn, so that nobody needs colours to tell it apart from the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import Qgis, QgsGeometry, QgsMapSettings, QgsPointXY
from qgis.PyQt.QtCore import QPointF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

_MARK = 6.0
_RING = 5.0


@dataclass(frozen=True)
class Look:
    """How one version is drawn: never told apart by colour alone. `corners` is the shape of a point."""

    colour: QColor
    style: Qt.PenStyle
    corners: Sequence[tuple[float, float]]


_SQUARE = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_DIAMOND = ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0))
_CROSS = (
    *((-1.3, -0.7), (-0.7, -1.3), (0, -0.6), (0.7, -1.3), (1.3, -0.7), (0.6, 0)),
    *((1.3, 0.7), (0.7, 1.3), (0, 0.6), (-0.7, 1.3), (-1.3, 0.7), (-0.6, 0)),
)
LOOKS = (
    Look(QColor("#1b6ca8"), Qt.PenStyle.DashLine, _SQUARE),
    Look(QColor("#d95f02"), Qt.PenStyle.SolidLine, _DIAMOND),
    Look(QColor("#7b3294"), Qt.PenStyle.DotLine, _CROSS),
)
"""Of the three versions in their order; told apart by people who do not see red or green, too."""
TWIN = Look(QColor("#117733"), Qt.PenStyle.DashDotLine, _SQUARE)
"""Of an object that may be the same as the one that is proposed."""
RING = Qt.PenStyle.DashDotDotLine
"""The style under which the main map draws rings around vertices."""


def blank(size: QSize, ratio: float) -> QImage:
    """A picture that nothing is drawn on yet."""
    made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def drawn(
    shape: QgsGeometry,
    settings: QgsMapSettings,
    look: Look,
    size: QSize,
    ratio: float,
    rings: Sequence[QgsPointXY] = (),
) -> QImage:
    """A geometry in the CRS of the map, with rings around vertices; made once, however often it is painted."""
    made = blank(size, ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, shape, settings, look)
    for point in rings:
        place = settings.mapToPixel().transform(point)
        _ring(painter, place.x(), place.y(), look)
    painter.end()
    return made


def _draw(painter: QPainter, shape: QgsGeometry, settings: QgsMapSettings, look: Look) -> None:
    seen = QgsGeometry(shape)
    seen.transform(settings.mapToPixel().transform())
    if seen.type() == Qgis.GeometryType.Point:
        for point in seen.vertices():
            symbol(painter, point.x(), point.y(), look)
        return
    path = seen.constGet().asQPainterPath()
    if seen.type() == Qgis.GeometryType.Polygon:
        fill = QColor(look.colour)
        fill.setAlpha(50)
        painter.fillPath(path, fill)
    for pen in (QPen(QColor(255, 255, 255, 200), 5), QPen(look.colour, 2.5, look.style)):
        painter.strokePath(path, pen)


def symbol(painter: QPainter, x: float, y: float, look: Look, side: float = _MARK) -> None:
    """The sign for a point."""
    corners = [QPointF(x + side * dx, y + side * dy) for dx, dy in look.corners]
    painter.setPen(QPen(QColor(255, 255, 255), 2))
    painter.setBrush(look.colour)
    painter.drawPolygon(QPolygonF(corners))


def _ring(painter: QPainter, x: float, y: float, look: Look) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(255, 255, 255), 4), QPen(look.colour, 2)):
        painter.setPen(pen)
        painter.drawEllipse(QPointF(x, y), _RING, _RING)


def sample(look: Look, ratio: float) -> QPixmap:
    """A short line of this look with its sign on it, for a legend."""
    size = QSize(30, 16)
    made = blank(size, ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = size.height() / 2
    line = QPainterPath(QPointF(1, middle))
    line.lineTo(size.width() - 1, middle)
    for pen in (QPen(QColor(255, 255, 255, 200), 5), QPen(look.colour, 2.5, look.style)):
        painter.strokePath(line, pen)
    symbol(painter, size.width() / 2, middle, look, _MARK * 0.75)
    painter.end()
    return QPixmap.fromImage(made)
