"""`buergergis:checkout`: layers of a service into a working copy."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.protection_words import level_text
from ..adapters.wording import translate
from ..adapters.working_copy import WorkingCopy
from ..workflows.check_out import check_out
from ..workflows.ports import Extent
from .base import LAYERS, OUTPUT, Algorithm, progress_of

EXTENT = "EXTENT"


class CheckOut(Algorithm):
    NAME = "checkout"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Check out layers")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Loads layers of a service into a working copy: one GeoPackage that is edited with QGIS's own tools, "
        "also without a network. LAYERS are the names of the layers, separated by commas; EXTENT limits them "
        "to an area. LOADED and EXPECTED tell how many features were loaded and how many the server has. An "
        "existing working copy of the same service is added to, and its changes stay. No password is stored "
        "in the file.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.addParameter(QgsProcessingParameterString(LAYERS, translate("algorithms", "Layers (separated by commas)")))
        self.addParameter(QgsProcessingParameterExtent(EXTENT, translate("algorithms", "Extent"), optional=True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                OUTPUT, translate("algorithms", "Working copy"), "GeoPackage (*.gpkg)"
            )
        )
        self.addOutput(QgsProcessingOutputNumber("LOADED", translate("algorithms", "Features loaded")))
        self.addOutput(QgsProcessingOutputNumber("EXPECTED", translate("algorithms", "Features of the server")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFileOutput(parameters, OUTPUT, context)
        layers = self.some_names(parameters, LAYERS, context)
        connection = self.connect(parameters, context, feedback)

        def extent_in(crs: str) -> Extent | None:
            box = self.parameterAsExtent(parameters, EXTENT, context, QgsCoordinateReferenceSystem(crs))
            return None if box.isNull() else (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())

        url = connection.client.url
        with WorkingCopy.open_or_create(path, url, connection.epoch) as copy:
            loaded = check_out(connection, copy, layers, extent_in, progress_of(feedback))
        for layer in loaded:
            feedback.pushInfo(f"{layer.form.name}: {layer.loaded}/{layer.expected}")
            feedback.pushInfo(level_text(layer.protection))
            if not layer.expected:
                text = translate("algorithms", "{} has no features there; its coordinates are in {}.")
                feedback.pushWarning(text.format(layer.form.name, layer.form.crs))
        return {
            OUTPUT: path,
            "LOADED": sum(layer.loaded for layer in loaded),
            "EXPECTED": sum(layer.expected for layer in loaded),
        }
