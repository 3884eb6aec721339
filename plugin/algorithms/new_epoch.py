"""`buergergis:newepoch`: the administrator's step after the database was restored from a backup."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.restoring import new_epoch
from ..adapters.wording import translate
from .base import Algorithm

PROJECT, EPOCH = "PROJECT", "EPOCH"


class NewEpoch(Algorithm):
    NAME = "newepoch"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Database restored: draw a new epoch")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Run this once after the database was restored from a backup, before people write again. By the new epoch "
        "the working copies of everybody see that the server may have lost something: each looks up what it had "
        "sent, and offers again what is missing. The record of events says that it was done. PROJECT is the "
        "published project. Until this is run, a service that notices by itself that the database went back lets "
        "nobody write; reading goes on.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(QgsProcessingParameterFile(PROJECT, translate("algorithms", "Published project")))
        self.addOutput(QgsProcessingOutputString(EPOCH, translate("algorithms", "The new epoch")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """A project is opened, which belongs to the main thread."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        epoch = new_epoch(self.parameterAsFile(parameters, PROJECT, context), datetime.now(UTC))
        feedback.pushInfo(translate("algorithms", "The new epoch is {}.").format(epoch))
        return {EPOCH: epoch}
