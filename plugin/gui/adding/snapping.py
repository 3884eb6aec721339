"""While somebody draws, the map snaps to the lines and areas of the working copy, unless QGIS was told how to snap."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import Qgis, QgsProject, QgsSnappingConfig, QgsVectorLayer
from qgis.gui import QgsMapCanvas

_PIXELS = 12.0


class Snapping:
    """The project's own settings are left alone: what is different holds for the map, and until `end`."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._ours: QgsSnappingConfig | None = None

    def begin(self, layers: Iterable[QgsVectorLayer]) -> None:
        utils = self._canvas.snappingUtils()
        if utils is None or utils.config().enabled():
            return
        ours = QgsSnappingConfig(QgsProject.instance())
        ours.clearIndividualLayerSettings()
        ours.setEnabled(True)
        ours.setMode(Qgis.SnappingMode.AdvancedConfiguration)
        places = Qgis.SnappingTypes(Qgis.SnappingType.Vertex | Qgis.SnappingType.Segment)
        unit = Qgis.MapToolUnit.Pixels
        for layer in layers:
            if layer.geometryType() in (Qgis.GeometryType.Line, Qgis.GeometryType.Polygon):
                one = QgsSnappingConfig.IndividualLayerSettings(True, places, _PIXELS, unit)
                ours.setIndividualLayerSettings(layer, one)
        self._ours = ours
        utils.setConfig(ours)

    def end(self) -> None:
        """As the project has it; nothing happens where somebody has set it otherwise meanwhile."""
        utils, ours = self._canvas.snappingUtils(), self._ours
        self._ours = None
        if ours is not None and utils is not None and utils.config() == ours:
            utils.setConfig(QgsProject.instance().snappingConfig())
