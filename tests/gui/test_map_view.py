"""QGIS's map comes forward when a place is to be seen."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsGeometry
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QStackedWidget, QWidget

from plugin.gui.map_view import MapView
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis


def test_a_place_is_seen_although_the_start_page_lies_over_the_map(qgis_app: QgsApplication) -> None:
    crs = QgsCoordinateReferenceSystem("EPSG:25833")
    stack, start, canvas = QStackedWidget(), QWidget(), QgsMapCanvas()
    canvas.setDestinationCrs(crs)
    stack.addWidget(start)
    stack.addWidget(canvas)
    stack.resize(600, 400)
    stack.show()
    assert not canvas.isVisible()
    view = MapView(canvas)
    view.zoom_to(QgsGeometry.fromWkt("POLYGON((495000 5670000, 496000 5670000, 496000 5671000, 495000 5670000))"), crs)
    until(lambda: canvas.isVisible() and canvas.extent().contains(495500, 5670500) and canvas.extent().width() < 5000)
    view.zoom_to(QgsGeometry.fromWkt("POINT(480000 5660000)"), crs)
    assert canvas.extent().contains(480000, 5660000) and canvas.extent().width() < 500
    stack.close()
    stack.deleteLater()
