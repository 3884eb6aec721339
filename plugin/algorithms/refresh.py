"""`buergergis:refresh`: what the server has now into a working copy."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.plain_words import overwritten
from ..adapters.wording import difference_text, restored_text, translate
from ..adapters.working_copy import WorkingCopy
from ..workflows.synchronise import refresh
from .base import WORKING_COPY, Algorithm, progress_of


class Refresh(Algorithm):
    NAME = "refresh"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Refresh a working copy")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Loads what the server has now. A layer is downloaded completely and counted before anything is "
        "replaced. What was changed in the working copy and is not published yet is put together with what somebody "
        "else has changed (MERGED). Where both changed the same, it stays as it is and waits for your decision "
        "(CONFLICTS). UPDATED counts the features that were added, changed or removed. What was published from here "
        "on a service without a review queue, and is overwritten there, is named (see buergergis:doubtful).",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_working_copy()
        self.add_authcfg()
        self.add_trusted_service()
        self.addOutput(QgsProcessingOutputNumber("UPDATED", translate("algorithms", "Features updated")))
        self.addOutput(QgsProcessingOutputNumber("MERGED", translate("algorithms", "Changes merged")))
        self.addOutput(QgsProcessingOutputNumber("CONFLICTS", translate("algorithms", "Changes in conflict")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with WorkingCopy.open(self.parameterAsFile(parameters, WORKING_COPY, context)) as copy:
            connection = self.reconnect(copy.service_url, parameters, context, feedback)
            result = refresh(
                connection,
                copy,
                progress_of(feedback),
                lambda renewal: feedback.pushWarning(restored_text(len(renewal.again))),
            )
            lost = copy.lost()
        for entry in lost:
            feedback.pushWarning(overwritten(entry))
        for name, layer in result.items():
            for difference in layer.differences:
                feedback.pushWarning(f"{name}: {difference_text(difference)}")
            for key in layer.merged:
                text = translate("algorithms", "{}: the feature {} has your changes and those of somebody else now.")
                feedback.pushInfo(text.format(name, key))
            for key in layer.conflicts:
                feedback.pushWarning(
                    translate("algorithms", "{}: the feature {} was changed here and by somebody else.").format(
                        name, key
                    )
                )
        return {
            "UPDATED": sum(layer.updated for layer in result.values()),
            "MERGED": sum(len(layer.merged) for layer in result.values()),
            "CONFLICTS": sum(len(layer.conflicts) for layer in result.values()),
        }
