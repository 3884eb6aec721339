"""`buergergis:revert`: takes back what was published, as contributions to be reviewed."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.foreign import shown
from ..adapters.wording import operation_word, translate
from ..workflows import revert
from ..workflows.revert import Step
from .base import COMMENT, Algorithm, progress_of

CHANGESET, CONTRIBUTION, DRY_RUN = "CHANGESET", "CONTRIBUTION", "DRY_RUN"


class Revert(Algorithm):
    NAME = "revert"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Take back what was published")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Turns published changes into their reverse, for vandalism that is found later: what was added goes, what was "
        "deleted comes back, what was changed becomes what it was. The reverse changes go into the review queue as "
        "contributions of yours, newest change first, and somebody else decides about them. Publish them in that "
        "order.\n\n"
        "CHANGESET is the uuid of what was submitted together, CONTRIBUTION that of one contribution; one of them "
        "is needed, and in COMMENT the reason. A feature that has changed since is named and left alone, also where "
        "only another field has changed. A deleted feature comes back with its key where its layer has one, else "
        "with a new id. Run twice, nothing is sent twice. With DRY_RUN, nothing is sent at all.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        for name, title in (
            (CHANGESET, translate("algorithms", "Changeset (its uuid)")),
            (CONTRIBUTION, translate("algorithms", "or one contribution (its uuid)")),
        ):
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        reason = translate("algorithms", "Why it is taken back")
        self.addParameter(QgsProcessingParameterString(COMMENT, reason, optional=True, multiLine=True))
        dry = translate("algorithms", "Only say what would happen")
        self.addParameter(QgsProcessingParameterBoolean(DRY_RUN, dry, defaultValue=False))
        self.addOutput(QgsProcessingOutputNumber("REVERTED", translate("algorithms", "Contributions submitted")))
        self.addOutput(QgsProcessingOutputNumber("LEFT", translate("algorithms", "Changes left as they are")))
        self.addOutput(QgsProcessingOutputString(CHANGESET, translate("algorithms", "The new changeset")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        connection = self.connect(parameters, context, feedback)
        wanted = revert.plan(
            connection,
            changeset=self.parameterAsString(parameters, CHANGESET, context).strip(),
            contribution=self.parameterAsString(parameters, CONTRIBUTION, context).strip(),
        )
        for step in wanted.ready:
            feedback.pushInfo(_line(step))
        if self.parameterAsBoolean(parameters, DRY_RUN, context):
            left = {step.original.uuid: step.why_not for step in wanted.steps if step.change is None}
            self._tell(left, feedback)
            return {"REVERTED": 0, "LEFT": len(left), CHANGESET: wanted.changeset}
        reason = self.parameterAsString(parameters, COMMENT, context).strip()
        comment = translate("algorithms", "Taken back: {}").format(reason) if reason else ""
        done = revert.carry_out(connection, wanted, comment, progress_of(feedback))
        self._tell(done.left, feedback)
        return {"REVERTED": len(done.sent), "LEFT": len(done.left), CHANGESET: wanted.changeset}

    def _tell(self, left: dict[str, str], feedback: QgsProcessingFeedback) -> None:
        for uuid, why in left.items():
            text = translate("algorithms", "{} is not taken back: {}").format(shown(uuid, 40), shown(why, 300))
            feedback.pushWarning(text)


def _line(step: Step) -> str:
    assert step.change is not None  # by Plan.ready
    key = shown(step.original.feature_key or "", 60)
    return f"{shown(step.original.layer, 60)} {key}: {operation_word(step.change.operation)} ({step.uuid})"
