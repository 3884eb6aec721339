"""`buergergis:submit`: the changes of a working copy into the review queue."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.wording import restored_text, translate
from ..adapters.working_copy import WorkingCopy
from ..workflows.contribute import submit
from .base import COMMENT, WORKING_COPY, Algorithm, progress_of


class Submit(Algorithm):
    NAME = "submit"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Submit changes")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Sends what was changed in a working copy to the review queue. Nothing is published before a reviewer "
        "has accepted it. Every change goes through the outbox in the working copy, so that it arrives once "
        "and only once, whatever happens to the network. With DIRECT, staff publish at once where the layer's "
        "policy allows it, as one Transaction; the rest goes into the queue. SERVICE is needed only if this "
        "person has never entered the address of the service before.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_working_copy()
        self.add_authcfg()
        self.addParameter(
            QgsProcessingParameterString(COMMENT, translate("algorithms", "Comment"), optional=True, multiLine=True)
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                "DIRECT", translate("algorithms", "Publish at once, where allowed"), defaultValue=False
            )
        )
        self.add_trusted_service()
        self.addOutput(QgsProcessingOutputNumber("SUBMITTED", translate("algorithms", "Contributions submitted")))
        self.addOutput(QgsProcessingOutputNumber("PUBLISHED", translate("algorithms", "Changes published")))
        self.addOutput(QgsProcessingOutputNumber("WITHHELD", translate("algorithms", "Changes in conflict, not sent")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with WorkingCopy.open(self.parameterAsFile(parameters, WORKING_COPY, context)) as copy:
            result = submit(
                self.reconnect(copy.service_url, parameters, context, feedback),
                copy,
                comment=self.parameterAsString(parameters, COMMENT, context),
                direct=self.parameterAsBoolean(parameters, "DIRECT", context),
                new_uuid=lambda: str(uuid4()),
                progress=progress_of(feedback),
            )
        if result.renewal is not None:
            feedback.pushWarning(restored_text(len(result.renewal.again), sent_again=not result.refused))
        for one in result.withheld:
            text = translate("algorithms", "{}: the feature {} was not sent, because somebody else changed it too.")
            feedback.pushWarning(text.format(one.layer, one.key))
        result.raise_if_refused()
        sent, published = len(result.submitted), len(result.published)
        return {"SUBMITTED": sent, "PUBLISHED": published, "WITHHELD": len(result.withheld)}
