"""`buergergis:answer`: answer in words what was asked back about a contribution of one's own."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.wording import translate
from ..workflows.attach import check_uuid
from ..workflows.reply import reply_now
from .base import Algorithm

CONTRIBUTION, ANSWER = "CONTRIBUTION", "ANSWER"


class AnswerQuestion(Algorithm):
    NAME = "answer"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Answer a question about a contribution")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Answers in words what a reviewer has asked back about a contribution of yours, and submits it again as it is. "
        "The same answer sent twice arrives once. To change the object itself, edit it and submit the change.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        title = translate("algorithms", "Contribution (its uuid)")
        self.addParameter(QgsProcessingParameterString(CONTRIBUTION, title))
        self.addParameter(QgsProcessingParameterString(ANSWER, translate("algorithms", "Answer"), multiLine=True))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        uuid = check_uuid(self.parameterAsString(parameters, CONTRIBUTION, context))
        text = self.parameterAsString(parameters, ANSWER, context)
        reply_now(self.connect(parameters, context, feedback), uuid, text)
        return {CONTRIBUTION: uuid}
