"""`buergergis:publish`: what was accepted goes into the municipal layers."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.wording import translate
from ..workflows.publish import publish
from .base import CONTRIBUTIONS, Algorithm, progress_of


class Publish(Algorithm):
    NAME = "publish"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Publish accepted contributions")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Writes accepted contributions to their municipal layers, together with their new status, in one "
        "Transaction, and reads back. A contribution whose feature has changed since it was proposed is not "
        "written: it becomes a conflict, to be reviewed again. Publishing the same contributions twice "
        "changes nothing.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_contributions()
        self.addOutput(QgsProcessingOutputNumber("PUBLISHED", translate("algorithms", "Contributions published")))
        self.addOutput(QgsProcessingOutputNumber("CONFLICTS", translate("algorithms", "Contributions in conflict")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        connection = self.connect(parameters, context, feedback)
        uuids = self.some_names(parameters, CONTRIBUTIONS, context)
        result = publish(connection, uuids, progress_of(feedback))
        for uuid in result.conflicts:
            feedback.pushWarning(translate("algorithms", "In conflict: {}").format(uuid))
        result.raise_if_refused()
        return {"PUBLISHED": len(result.done), "CONFLICTS": len(result.conflicts)}
