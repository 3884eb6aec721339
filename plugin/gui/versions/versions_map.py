"""The three versions of a feature side by side on the map that is open in the window, drawn once behind them all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ...adapters.wording import translate
from ..widgets import PlainLabel
from ..window import Window
from .drawing import LOOKS, Look, drawn, sample
from .over_map import OverMap
from .place_words import Place, place_text

HEIGHT = 130
_SETTLED_MS = 150
_AROUND = 1.6
_LEAST_METRES = 25.0
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
        self._rings: Sequence[QgsPointXY] = ()
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
        self._rings = ()
        self.update()

    def show_rings(self, rings: Sequence[QgsPointXY]) -> None:
        """Around vertices, in the CRS of the map."""
        self._rings, self._drawing = rings, None
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
                ratio = self.devicePixelRatioF()
                self._drawing = drawn(self._shape, self._settings, self._look, self.size(), ratio, self._rings)
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


class VersionsMap(QWidget):
    """Three versions beside each other, or two over one another; all of the same extent.

    The picture behind them is made once, in the background.
    """

    def __init__(self, window: Window, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._names = window, names
        self._places: Sequence[Place] = ()
        self._moved: list[QgsGeometry | None] = []
        self._shapes: list[QgsGeometry] = []
        self._crs = self._own = QgsCoordinateReferenceSystem()
        self._job: QgsMapRendererParallelJob | None = None
        self._drawing = 0
        """The number of what is drawn now, or was last."""
        self._leaving: dict[int, QgsMapRendererParallelJob] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._loaded_at = 0.0
        self._drawn = QSize()
        self._settled.timeout.connect(self._render)
        self.titles = [Title(look, word) for look, word in zip(LOOKS, names, strict=True)]
        self.maps = [VersionMap(look) for look in LOOKS]
        self.over = OverMap()
        self.over.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        for column, (title, map_) in enumerate(zip(self.titles, self.maps, strict=True)):
            grid.addWidget(title, 0, column)
            grid.addWidget(map_, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.over, 2, 0, 1, 3)
        QgsProject.instance().layersWillBeRemoved.connect(self._stop)

    def load(self, places: Sequence[Place], crs: QgsCoordinateReferenceSystem) -> None:
        """Show the three versions, whose geometries are in `crs`."""
        target = self._window.canvas.mapSettings().destinationCrs()
        self._crs, self._own = target if target.isValid() else crs, crs
        self._places, self._moved = places, [moved(place, crs, self._crs) for place in places]
        self._shapes = [shape for shape in self._moved if shape is not None]
        for map_, which, place, shape in zip(self.maps, self._names, places, self._moved, strict=True):
            map_.show_version(which, place, shape)
        self.over.show_versions(self._moved)
        self._draw_soon()

    def _draw_soon(self) -> None:
        """At once where somebody has looked at the one before; who runs through many is drawn the one they stop at."""
        rested = not self._settled.isActive() and time.monotonic() - self._loaded_at > _SETTLED_MS / 1000
        self._loaded_at = time.monotonic()
        self._settled.start(0 if rested else _SETTLED_MS)

    def show_over(self, over: bool) -> None:
        """Two over one another, or three side by side."""
        for part in (*self.titles, *self.maps):
            part.setVisible(not over)
        self.over.setVisible(over)
        self._settled.start()

    def show_rings(self, which: int, points: Sequence[QgsPointXY]) -> None:
        """Rings around vertices of a version, in the CRS that it was loaded with."""
        rings = _points(points, self._own, self._crs)
        self.maps[which].show_rings(rings)
        self.over.show_rings(which, rings)

    def close_maps(self) -> None:
        """Nothing is drawn any more, and nothing heard of."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._stop)
        self._settled.stop()
        for job in [self._job, *self._leaving.values()]:
            if job is not None and job.isActive():
                job.cancel()
        self._job = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown[0].size() != self._drawn:  # the room around them changes with the texts above and below
            self._settled.start()

    @property
    def _shown(self) -> Sequence[VersionMap | OverMap]:
        return self.maps if self.over.isHidden() else [self.over]

    def _render(self) -> None:
        self._settled.setInterval(_SETTLED_MS)  # for the next resizing
        self._stop()
        if not self._shapes:
            return
        settings = self._map_settings()
        self._drawn = self._shown[0].size()
        for map_ in self._shown:
            map_.show_picture(None, settings)  # the geometries at once, the layers when they are drawn
        if not settings.layers():
            return
        job = QgsMapRendererParallelJob(settings)
        self._drawing += 1
        # sender() would not do: PyQt keeps it once for all threads, and others hear signals meanwhile
        job.finished.connect(partial(self._finished, self._drawing))
        self._job = job
        job.start()

    def _map_settings(self) -> QgsMapSettings:
        settings = QgsMapSettings(self._window.canvas.mapSettings())
        settings.setDestinationCrs(self._crs)
        settings.setFlag(Qgis.MapSettingsFlag.DrawSelection, False)
        settings.setRotation(0)
        settings.setOutputSize(self._shown[0].size())
        settings.setDevicePixelRatio(self.devicePixelRatioF())
        settings.setExtent(_around(self._shapes, self._crs.isGeographic()))
        return settings

    def _finished(self, drawing: int) -> None:
        self._leaving.pop(drawing, None)
        job = self._job
        if job is None or drawing != self._drawing:
            return
        self._job = None
        picture, settings = job.renderedImage(), job.mapSettings()
        for map_ in self._shown:
            map_.show_picture(picture, settings)

    def _stop(self) -> None:
        """What is drawn just now is not wanted any more; it is kept until it has ended."""
        job, self._job = self._job, None
        if job is not None and job.isActive():
            self._leaving[self._drawing] = job
            job.cancelWithoutBlocking()


class Title(QWidget):
    """What a version is called, with the sign and the line by which it is known on every map: the legend."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        sign, word = QLabel(), PlainLabel(text)
        sign.setPixmap(sample(look, self.devicePixelRatioF()))
        word.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(sign)
        row.addWidget(word)
        row.addStretch(1)
        self.text = word.text


def _points(
    points: Sequence[QgsPointXY], crs: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem
) -> list[QgsPointXY]:
    transform = QgsCoordinateTransform(crs, target, QgsProject.instance().transformContext())
    try:
        return [transform.transform(point) for point in points]
    except QgsCsException:
        return []


def moved(place: Place, crs: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsGeometry | None:
    """The shape of a place in another CRS; None where there is none, or it lies outside what that is for."""
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
