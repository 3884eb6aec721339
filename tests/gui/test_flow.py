"""What stands where, in a dock that is narrow and beside the map."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QRect, QSize
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plugin.gui.adding.placing import beside
from plugin.gui.flow import Flow

pytestmark = pytest.mark.qgis


def test_in_a_narrow_dock_buttons_go_on_in_the_next_row(qgis_app: QgsApplication) -> None:
    page, buttons = QWidget(), [QPushButton(text) for text in ("Auf der Karte zeigen", "Bearbeiten", "Rückgängig")]
    box = QVBoxLayout(page)
    box.addLayout(Flow(buttons))
    box.addStretch(1)
    page.show()
    for width, rows in ((900, 1), (buttons[0].sizeHint().width() + 30, 3)):
        page.resize(width, 300)
        QCoreApplication.processEvents()
        assert len({one.y() for one in buttons}) == rows
        assert all(one.geometry().right() < page.width() and one.width() >= one.sizeHint().width() for one in buttons)
    buttons[0].hide()
    QCoreApplication.processEvents()
    assert buttons[1].y() == box.contentsMargins().top(), "what is hidden takes no room"
    page.deleteLater()


@pytest.mark.parametrize("width", [1000, 600])
def test_the_window_for_a_new_object_leaves_the_middle_of_the_map_free(qgis_app: QgsApplication, width: int) -> None:
    main, size = QWidget(), QSize(390, 500)
    main.resize(width + 350, 800)  # the dock has the rest
    canvas = QgsMapCanvas(main)
    canvas.setGeometry(0, 100, width, 600)
    main.show()
    QCoreApplication.processEvents()
    assert not QRect(beside(canvas, size), size).contains(canvas.mapToGlobal(canvas.rect().center()))
    main.deleteLater()
