"""QGIS's window as the pages see it (`window.py`). The only file that knows iface."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QColor, QIcon
from qgis.PyQt.QtWidgets import QAction, QPushButton, QWidget

from ..adapters.foreign import escaped, label, shown
from ..adapters.wording import translate
from .dock import Dock
from .session import Session

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

_AROUND = 1.5
"""How much more than a feature the map shows when it is zoomed to; a point gets _POINT_METRES around it."""
_POINT_METRES = 40.0


class Shell(QObject):
    """Installs toolbar action, menu entry and dock; `close` takes everything away again."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._marks: set[QgsRubberBand] = set()
        self.session = Session(self)
        self.dock = Dock(self.session, self, iface.mainWindow())
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.action = QAction(themed_icon(), "Bürger-GIS", iface.mainWindow())
        self.action.setObjectName("buergergis-action")
        self.action.setToolTip(translate("shell", "Bürger-GIS: map, my contributions, review"))
        self.dock.setToggleVisibilityAction(self.action)
        iface.addWebToolBarIcon(self.action)
        iface.addPluginToWebMenu("Bürger-GIS", self.action)

    def close(self) -> None:
        """Leave the window as it was; work that still runs is ended first."""
        self.dock.close_pages()
        self.session.close()
        for band in list(self._marks):
            self._unmark(band)
        self._iface.removePluginWebMenu("Bürger-GIS", self.action)
        self._iface.removeWebToolBarIcon(self.action)
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.action.deleteLater()
        self.deleteLater()

    # Window

    @property
    def main(self) -> QWidget:
        return self._iface.mainWindow()

    @property
    def canvas(self) -> QgsMapCanvas:
        return self._iface.mapCanvas()

    def tell(
        self,
        text: str,
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        verb: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        bar = self._iface.messageBar()
        item = bar.createMessage("Bürger-GIS", escaped(text))
        if verb and act is not None:
            button = QPushButton(label(verb))
            button.clicked.connect(lambda: act())
            item.layout().addWidget(button)
        bar.pushWidget(item, level)

    def visible_extent(self, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        settings = self.canvas.mapSettings()
        transform = QgsCoordinateTransform(settings.destinationCrs(), crs, QgsProject.instance().transformContext())
        transform.setBallparkTransformsAreAppropriate(True)
        return transform.transformBoundingBox(settings.visibleExtent())

    def add_layer(self, layer: QgsMapLayer, group: str) -> None:
        project = QgsProject.instance()
        root = project.layerTreeRoot()
        name = shown(group, 80)
        place = root.findGroup(name) or root.insertGroup(0, name)
        project.addMapLayer(layer, False)
        place.insertLayer(0, layer)

    def zoom_to(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        if geometry.isNull() or geometry.isEmpty():
            return
        canvas = self.canvas
        target = canvas.mapSettings().destinationCrs()
        moved = QgsGeometry(geometry)
        try:
            moved.transform(QgsCoordinateTransform(crs, target, QgsProject.instance().transformContext()))
        except QgsCsException:
            return
        box = moved.boundingBox()
        box.scale(_AROUND)
        if box.isEmpty():
            box = box.buffered(_POINT_METRES / (111_000 if target.isGeographic() else 1))
        canvas.setExtent(box)
        canvas.refresh()
        canvas.flashGeometries([geometry], crs)

    def mark(
        self,
        geometry: QgsGeometry,
        crs: QgsCoordinateReferenceSystem,
        colour: QColor,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> Callable[[], None]:
        band = QgsRubberBand(self.canvas, geometry.type())
        band.setStrokeColor(colour)
        fill = QColor(colour)
        fill.setAlpha(40)
        band.setFillColor(fill)
        band.setWidth(3)
        band.setLineStyle(style)
        band.setIconSize(11)
        band.setToGeometry(geometry, crs)
        self._marks.add(band)
        return lambda: self._unmark(band)

    def edit(self, layer: QgsVectorLayer, feature_id: int | None = None) -> None:
        self._iface.setActiveLayer(layer)
        if feature_id is not None:
            layer.selectByIds([feature_id])
        if not layer.isEditable() and not layer.readOnly():
            layer.startEditing()

    def open_page(self, page: str) -> None:
        self.dock.setUserVisible(True)
        self.dock.open_page(page)

    def _unmark(self, band: QgsRubberBand) -> None:
        if band in self._marks:
            self._marks.discard(band)
            self.canvas.scene().removeItem(band)


def themed_icon() -> QIcon:
    """The plugin's own icon comes with resources/icons."""
    return QgsApplication.getThemeIcon("/mActionShowPluginManager.svg")
