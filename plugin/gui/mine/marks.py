"""What is shown of a finding on the map: one's own object, what may be the same, and the place that is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...adapters.geometry import to_qgs
from ...domain.errors import Problem
from ...domain.feature import Feature
from ..window import Window

_MINE, _OTHER = QColor("#d95f02"), QColor("#1b6ca8")
"""As where three versions are compared: a solid line for what is proposed, a dashed one for what is there."""


class Marks:
    """Drawn over the map until the next ones, or `clear`."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._undo: list[Callable[[], None]] = []

    def clear(self) -> None:
        for undo in self._undo:
            undo()
        self._undo = []

    def show(self, pairs: Iterable[tuple[Feature, Feature]]) -> None:
        """One's own objects, each with the one that is there already."""
        self.clear()
        for mine, other in pairs:
            self._mark(mine, _MINE, Qt.PenStyle.SolidLine)
            self._mark(other, _OTHER, Qt.PenStyle.DashLine)

    def point(self, feature: Feature, place: tuple[float, float] | None) -> None:
        """Where in a feature something was found."""
        self.clear()
        if place is not None:
            crs = QgsCoordinateReferenceSystem(feature.crs)
            self._undo.append(self._window.mark(QgsGeometry.fromPointXY(QgsPointXY(*place)), crs, _MINE))

    def _mark(self, feature: Feature, colour: QColor, style: Qt.PenStyle) -> None:
        shape = shape_of(feature)
        if shape is not None:
            crs = QgsCoordinateReferenceSystem(feature.crs)
            self._undo.append(self._window.mark(shape, crs, colour, style))


def shape_of(feature: Feature) -> QgsGeometry | None:
    """The place of a feature as QGIS has it; None where there is none that can be drawn."""
    try:
        return None if feature.geometry is None else to_qgs(feature.geometry)
    except Problem:
        return None
