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

from ..adapters.plain_words import before_publishing, in_doubt, overwritten
from ..adapters.wording import restored_text, sentence, translate, withdrawn_text
from ..adapters.working_copy import WorkingCopy
from ..domain.errors import Cancelled, Problem
from ..workflows.attach_waiting import send_waiting
from ..workflows.connection import Connection
from ..workflows.contribute import submit
from ..workflows.plain import notice
from .base import COMMENT, WORKING_COPY, Algorithm, progress_of


class Submit(Algorithm):
    NAME = "submit"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Submit changes")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Sends what was changed in a working copy to the review queue. Nothing is published before a reviewer "
        "has accepted it. Every change goes through the outbox in the working copy, so that it arrives once "
        "and only once, whatever happens to the network. With DIRECT, staff publish at once where the layer's "
        "policy allows it, as one Transaction; the rest goes into the queue. A service without a review queue "
        "publishes at once, one change after the other; without DIRECT nothing is sent there. SERVICE is needed "
        "only if this person has never entered the address of the service before.",
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
        self.addOutput(QgsProcessingOutputNumber("UNKNOWN", translate("algorithms", "New objects in doubt")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with WorkingCopy.open(self.parameterAsFile(parameters, WORKING_COPY, context)) as copy:
            connection = self.reconnect(copy.service_url, parameters, context, feedback)
            about = notice(connection, copy)
            for text in before_publishing(about) if about else ():
                feedback.pushWarning(text)
            result = submit(
                connection,
                copy,
                comment=self.parameterAsString(parameters, COMMENT, context),
                direct=self.parameterAsBoolean(parameters, "DIRECT", context),
                new_uuid=lambda: str(uuid4()),
                progress=progress_of(feedback),
            )
            _send_photos(connection, copy, feedback)
        if result.renewal is not None:
            feedback.pushWarning(restored_text(len(result.renewal.again), sent_again=not result.refused))
        if result.withdrawn:
            feedback.pushWarning(withdrawn_text(len(result.withdrawn)))
        for one in result.withheld:
            text = translate("algorithms", "{}: the feature {} was not sent, because somebody else changed it too.")
            feedback.pushWarning(text.format(one.layer, one.key))
        if result.unknown:
            feedback.pushWarning(in_doubt(len(result.unknown)))
        for entry in result.overwritten:
            feedback.pushWarning(overwritten(entry))
        result.raise_if_refused()
        counts = {"SUBMITTED": len(result.submitted), "PUBLISHED": len(result.published)}
        return counts | {"WITHHELD": len(result.withheld)} | ({"UNKNOWN": len(result.unknown)} if about else {})


def _send_photos(connection: Connection, copy: WorkingCopy, feedback: QgsProcessingFeedback) -> None:
    """Photos that were added in the window and wait for their contribution; what does not get through waits on."""
    if not copy.photos_to_send():
        return
    try:
        result = send_waiting(connection, copy, progress_of(feedback))
    except Cancelled:
        raise
    except Problem as problem:
        text = translate("algorithms", "Photos wait in the working copy: {}")
        feedback.pushWarning(text.format(sentence(problem)))
        return
    feedback.pushInfo(translate("algorithms", "Photos sent: {}.").format(len(result.sent)))
    for problem in result.refused:
        feedback.pushWarning(sentence(problem))
