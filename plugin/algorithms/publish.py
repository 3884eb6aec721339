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
        "written: it becomes a conflict, to be reviewed again. What belongs together with it is held back, and "
        "stays accepted. A UNIT is published as a whole or not at all, without those that EXCEPT names. "
        "Publishing the same contributions twice changes nothing.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_unit()
        self.addOutput(QgsProcessingOutputNumber("PUBLISHED", translate("algorithms", "Contributions published")))
        self.addOutput(QgsProcessingOutputNumber("CONFLICTS", translate("algorithms", "Contributions in conflict")))
        self.addOutput(QgsProcessingOutputNumber("HELD", translate("algorithms", "Contributions held back with them")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        connection = self.connect(parameters, context, feedback)
        members = [one.uuid for one in self.unit(connection, parameters, context, feedback)]
        uuids = members or self.some_names(parameters, CONTRIBUTIONS, context)
        result = publish(connection, uuids, progress_of(feedback), as_one=bool(members))
        for uuid in result.conflicts:
            feedback.pushWarning(translate("algorithms", "In conflict: {}").format(uuid))
        for uuid, culprit in result.held.items():
            text = translate("algorithms", "Held back: {0}, because it belongs together with {1}")
            feedback.pushWarning(text.format(uuid, culprit))
        result.raise_if_refused()
        told = {"PUBLISHED": len(result.done), "CONFLICTS": len(result.conflicts)}
        return told | ({"HELD": len(result.held)} if result.held else {})
