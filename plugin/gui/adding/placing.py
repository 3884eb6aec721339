"""Where the window for a new object stands: the middle of the map is where it shows what was found, and stays free."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, QSize

_GAP = 12
"""Pixels between it and the edge of the map; its frame takes some."""
_BAR = 48
"""Pixels that messages need above it."""


def beside(canvas: QgsMapCanvas, size: QSize) -> QPoint:
    """The place on the screen: on the left of the map; on the right of the window where the map is too small for it."""
    at = canvas.mapToGlobal(QPoint(_GAP, _BAR))
    if _GAP + size.width() <= canvas.width() // 2 - _GAP:
        return at
    window = canvas.window()
    right = window.mapToGlobal(QPoint(window.width() - size.width() - _GAP, 0)).x()
    return QPoint(max(right, 0), at.y())
