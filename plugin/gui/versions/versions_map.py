"""The three versions of a feature side by side on the map that is open in the window, drawn once behind them all."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPointF, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from qgis.PyQt.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ...adapters.wording import translate
from ..widgets import PlainLabel
from ..window import Window
from .place_words import Place, place_text

HEIGHT = 130
_SETTLED_MS = 150
_AROUND = 1.6
_LEAST_METRES = 25.0
_MARK = 6.0


@dataclass(frozen=True)
class Look:
    """How one version is drawn: never told apart by colour alone. `corners` is the shape of a point."""

    colour: QColor
    style: Qt.PenStyle
    corners: Sequence[tuple[float, float]]


_SQUARE = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_DIAMOND = ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0))
_TRIANGLE = ((0, -1.3), (1.3, 1), (-1.3, 1))
LOOKS = (
    Look(QColor("#1b6ca8"), Qt.PenStyle.DashLine, _SQUARE),
    Look(QColor("#d95f02"), Qt.PenStyle.SolidLine, _DIAMOND),
    Look(QColor("#7b3294"), Qt.PenStyle.DotLine, _TRIANGLE),
)
"""Of the three versions in their order; told apart by people who do not see red or green, too."""
Names = tuple[str, str, str]
"""What the three versions are called."""


class VersionMap(QWidget):
    """One of the maps: the picture of the layers, and the geometry of one version on top."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._picture: QImage | None = None
        self._drawing: QImage | None = None
        self._settings: QgsMapSettings | None = None
        self._shape: QgsGeometry | None = None
        self._words = ""
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def show_version(self, which: str, place: Place, shape: QgsGeometry | None) -> None:
        """`shape` is that of `place` in the CRS of the map; None where it cannot be shown there."""
        self._shape = shape
        text = place_text(place)
        if shape is None and place.shape is not None:
            text = f"{text}; {translate('versions_map', 'lies outside this map')}"
        elif place.simplified:
            text = f"{text}; {translate('versions_map', 'shown simplified')}"
        self._words = text if shape is None else ""
        self.setAccessibleName(which)
        self.setAccessibleDescription(f"{which}: {text}")
        self._picture = self._drawing = self._settings = None
        self.update()

    def show_picture(self, picture: QImage | None, settings: QgsMapSettings) -> None:
        self._picture, self._drawing, self._settings = picture, None, settings
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().base())
        if self._picture is not None:
            painter.drawImage(self.rect(), self._picture)
        if self._words:
            self._write(painter)
        elif self._shape is not None and self._settings is not None:
            if self._drawing is None or self._drawing.size() != self.size() * self.devicePixelRatioF():
                self._drawing = self._drawn(self._shape, self._settings)
            painter.drawImage(0, 0, self._drawing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _write(self, painter: QPainter) -> None:
        veil = QColor(self.palette().base().color())
        veil.setAlpha(200)
        painter.fillRect(self.rect(), veil)
        painter.setPen(self.palette().text().color())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(4, 4, -4, -4), flags, self._words)

    def _drawn(self, shape: QgsGeometry, settings: QgsMapSettings) -> QImage:
        """Made once, however often the window is painted."""
        made = QImage(self.size() * self.devicePixelRatioF(), QImage.Format.Format_ARGB32_Premultiplied)
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, shape, settings)
        painter.end()
        return made

    def _draw(self, painter: QPainter, shape: QgsGeometry, settings: QgsMapSettings) -> None:
        seen = QgsGeometry(shape)
        seen.transform(settings.mapToPixel().transform())
        if seen.type() == Qgis.GeometryType.Point:
            for point in seen.vertices():
                self._point(painter, point.x(), point.y())
            return
        path = seen.constGet().asQPainterPath()
        if seen.type() == Qgis.GeometryType.Polygon:
            fill = QColor(self._look.colour)
            fill.setAlpha(50)
            painter.fillPath(path, fill)
        for pen in (QPen(QColor(255, 255, 255, 200), 5), QPen(self._look.colour, 2.5, self._look.style)):
            painter.strokePath(path, pen)

    def _point(self, painter: QPainter, x: float, y: float) -> None:
        corners = [QPointF(x + _MARK * dx, y + _MARK * dy) for dx, dy in self._look.corners]
        painter.setPen(QPen(QColor(255, 255, 255), 2))
        painter.setBrush(self._look.colour)
        painter.drawPolygon(QPolygonF(corners))


class VersionsMap(QWidget):
    """Three versions, all of the same extent. The picture behind them is made once, in the background."""

    def __init__(self, window: Window, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._names = window, names
        self._shapes: list[QgsGeometry] = []
        self._crs = QgsCoordinateReferenceSystem()
        self._job: QgsMapRendererParallelJob | None = None
        self._leaving: list[QgsMapRendererParallelJob] = []
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._loaded_at = 0.0
        self._settled.timeout.connect(self._render)
        self.titles = [PlainLabel(word) for word in names]
        self.maps = [VersionMap(look) for look in LOOKS]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        for column, (title, map_) in enumerate(zip(self.titles, self.maps, strict=True)):
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(title, 0, column)
            grid.addWidget(map_, 1, column)
            grid.setColumnStretch(column, 1)
        QgsProject.instance().layersWillBeRemoved.connect(self._stop)

    def load(self, places: Sequence[Place], crs: QgsCoordinateReferenceSystem) -> None:
        """Show the three versions, whose geometries are in `crs`."""
        target = self._window.canvas.mapSettings().destinationCrs()
        moved = [_moved(place, crs, target if target.isValid() else crs) for place in places]
        self._shapes = [shape for shape in moved if shape is not None]
        self._crs = target if target.isValid() else crs
        for map_, which, place, shape in zip(self.maps, self._names, places, moved, strict=True):
            map_.show_version(which, place, shape)
        self._draw_soon()

    def _draw_soon(self) -> None:
        """At once where somebody has looked at the one before; who runs through many is drawn the one they stop at."""
        rested = not self._settled.isActive() and time.monotonic() - self._loaded_at > _SETTLED_MS / 1000
        self._loaded_at = time.monotonic()
        self._settled.start(0 if rested else _SETTLED_MS)

    def close_maps(self) -> None:
        """Nothing is drawn any more, and nothing heard of."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._stop)
        self._settled.stop()
        for job in [self._job, *self._leaving]:
            if job is not None and job.isActive():
                job.cancel()
        self._job = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def _render(self) -> None:
        self._settled.setInterval(_SETTLED_MS)  # for the next resizing
        self._stop()
        if not self._shapes:
            return
        settings = self._map_settings()
        for map_ in self.maps:
            map_.show_picture(None, settings)  # the geometries at once, the layers when they are drawn
        if not settings.layers():
            return
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(self._finished)
        self._job = job
        job.start()

    def _map_settings(self) -> QgsMapSettings:
        settings = QgsMapSettings(self._window.canvas.mapSettings())
        settings.setDestinationCrs(self._crs)
        settings.setFlag(Qgis.MapSettingsFlag.DrawSelection, False)
        settings.setRotation(0)
        settings.setOutputSize(self.maps[0].size())
        settings.setDevicePixelRatio(self.devicePixelRatioF())
        settings.setExtent(_around(self._shapes, self._crs.isGeographic()))
        return settings

    def _finished(self) -> None:
        job = self.sender()
        if job in self._leaving:
            self._leaving.remove(job)
        if job is not self._job:
            return
        self._job = None
        picture, settings = job.renderedImage(), job.mapSettings()
        for map_ in self.maps:
            map_.show_picture(picture, settings)

    def _stop(self) -> None:
        """What is drawn just now is not wanted any more; it is kept until it has ended."""
        job, self._job = self._job, None
        if job is not None and job.isActive():
            self._leaving.append(job)
            job.cancelWithoutBlocking()


class Marks:
    """The three versions on the main map, until `clear`."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._undo: list[Callable[[], None]] = []

    def show(self, places: Sequence[Place], crs: QgsCoordinateReferenceSystem) -> None:
        self.clear()
        for place, look in zip(places, LOOKS, strict=True):
            if place.shape is not None:
                self._undo.append(self._window.mark(place.shape, crs, look.colour, look.style))

    def clear(self) -> None:
        while self._undo:
            self._undo.pop()()


def legend(names: Names, simplified: bool = False) -> str:
    """What the marks on the main map mean, in words."""
    text = translate("versions_map", "On the map: {} blue, dashed. {} orange, solid. {} purple, dotted.").format(*names)
    return f"{text} {translate('versions_map', 'Very large shapes are shown simplified.')}" if simplified else text


def all_shapes(places: Sequence[Place]) -> QgsGeometry:
    """Everything there is of the three, to show it on the map."""
    return QgsGeometry.collectGeometry([place.shape for place in places if place.shape is not None])


def _moved(place: Place, crs: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsGeometry | None:
    if place.shape is None:
        return None
    shape = QgsGeometry(place.shape)
    try:
        shape.transform(QgsCoordinateTransform(crs, target, QgsProject.instance().transformContext()))
    except QgsCsException:
        return None
    return shape


def _around(shapes: Sequence[QgsGeometry], geographic: bool) -> QgsRectangle:
    box = QgsRectangle()
    for shape in shapes:
        box.combineExtentWith(shape.boundingBox())
    box.scale(_AROUND)
    least = _LEAST_METRES / (111_000 if geographic else 1)
    if max(box.width(), box.height()) < least:
        middle = box.center()
        box = QgsRectangle(middle.x() - least, middle.y() - least, middle.x() + least, middle.y() + least)
    return box
