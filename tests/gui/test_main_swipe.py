"""Swiping in the item view does so on QGIS's main map, too: each side shows its own version, and nothing else stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from plugin.gui.versions.comparison import Comparison
from plugin.gui.versions.drawing import LOOKS
from plugin.gui.versions.place_words import Place
from plugin.gui.versions.swipe import MainSwipe, SwipeItem

from .conftest import TestWindow

pytestmark = pytest.mark.qgis

CRS = QgsCoordinateReferenceSystem("EPSG:25833")
NAMES = ("Before", "Proposed", "Now")
FIELD = "POLYGON((10 10,390 10,390 290,10 290,10 10))"


@pytest.fixture
def swipe(window: TestWindow) -> Iterator[MainSwipe]:
    window.main.show()
    window.canvas.setExtent(QgsRectangle(0, 0, 400, 300))
    comparison = Comparison(window, NAMES)  # type: ignore[arg-type]
    made = MainSwipe(window, comparison, NAMES)  # type: ignore[arg-type]
    yield made
    made.close()
    comparison.close_maps()
    comparison.deleteLater()


def picture(canvas: QgsMapCanvas) -> QImage:
    image = QImage(canvas.size(), QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    canvas.render(painter)
    painter.end()
    return image


def edges(canvas: QgsMapCanvas) -> tuple[set[str], set[str]]:
    """The colours of versions that are to be seen in the left and in the right half."""
    image, looks = picture(canvas), [look.colour.name() for look in LOOKS]
    middle = image.width() // 2
    halves = (range(middle - 5), range(middle + 5, image.width()))
    return tuple(  # type: ignore[return-value]
        {image.pixelColor(x, y).name() for x in half for y in range(60, image.height(), 3)} & set(looks)
        for half in halves
    )


def items(canvas: QgsMapCanvas) -> list[SwipeItem]:
    return [one for one in canvas.items() if isinstance(one, SwipeItem)]


def test_each_side_of_the_line_shows_its_version(swipe: MainSwipe, window: TestWindow) -> None:
    before, proposed, now = (look.colour.name() for look in LOOKS)
    places = [Place(QgsGeometry.fromWkt(FIELD)) for _ in LOOKS]
    swipe.load(places, CRS)
    assert not swipe.active and edges(window.canvas) == (set(), set())
    view, line = swipe._comparison.view, swipe._comparison.line
    view.setCurrentIndex(1)
    assert swipe.active and edges(window.canvas) == ({before}, {proposed})
    view.setCurrentIndex(2)
    assert edges(window.canvas) == ({now}, {proposed})
    line.setValue(100)
    assert edges(window.canvas) == ({now}, {now}), "all of the map is the first one"
    line.setValue(50)
    window.canvas.setExtent(QgsRectangle(0, 0, 4000, 3000))
    assert edges(window.canvas)[1] == set(), "it moves with the map"
    window.canvas.setExtent(QgsRectangle(0, 0, 400, 300))
    swipe.load([Place(), Place(), Place()], CRS)
    assert not swipe.active and items(window.canvas) == []
    swipe.load(places, CRS)
    assert swipe.active and len(items(window.canvas)) == 1
    view.setCurrentIndex(0)
    assert not swipe.active and items(window.canvas) == []
