"""What pages may do to QGIS's window; `shell.py` does it, and alone knows iface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsGeometry, QgsMapLayer, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QWidget

PAGE_MAP, PAGE_MINE, PAGE_REVIEW = "map", "mine", "review"


class Window(Protocol):
    @property
    def main(self) -> QWidget:
        """Parent of dialogs."""

    @property
    def canvas(self) -> QgsMapCanvas: ...

    @property
    def cad(self) -> QgsAdvancedDigitizingDockWidget:
        """QGIS's advanced digitizing, which its tools for drawing need."""

    def tell(
        self,
        text: str,
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        verb: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """A line in QGIS's message bar with one button at most. `text` is plain, foreign or not: it is escaped here."""

    def visible_extent(self, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        """What the map shows, in `crs`."""

    def add_layer(self, layer: QgsMapLayer, group: str) -> None:
        """Add to the project, in the group of the layer tree with this name (foreign text is cleaned here)."""

    def zoom_to(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Show `geometry` (in `crs`) on the map, and flash it."""

    def mark(
        self,
        geometry: QgsGeometry,
        crs: QgsCoordinateReferenceSystem,
        colour: QColor,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> Callable[[], None]:
        """Draw `geometry` over the map until the returned function is called."""

    def edit(self, layer: QgsVectorLayer, feature_id: int | None = None, column: str = "") -> None:
        """Make `layer` the current one, switch editing on, select the feature and open its form, `column` in focus."""

    def open_page(self, page: str) -> None:
        """Show the dock with one of its pages."""

    def open_options(self) -> None:
        """Show the plugin's page of QGIS's options."""

    def open_help(self, topic: str = "") -> None:
        """Show how one works with it: the section of the guide about a page, or about a topic of `help.py`."""
