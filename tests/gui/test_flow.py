"""Buttons in a dock that is narrow."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

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
