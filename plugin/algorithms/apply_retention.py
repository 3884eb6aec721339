"""`buergergis:applyretention`: what has been kept long enough goes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.erasing import apply_retention, due, retention_of
from ..adapters.locked_queue import locked, to_read, wipe
from ..adapters.wording import translate
from .published import OnQueue, telling

DRY_RUN, ERASED, WIPED = "DRY_RUN", "ERASED", "WIPED"
CONTRIBUTIONS, PSEUDONYMS, REFUSALS = "CONTRIBUTIONS", "PSEUDONYMS", "REFUSALS"


class ApplyRetention(OnQueue):
    NAME = "applyretention"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Apply the retention periods")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Erases what has been kept long enough, by the part retention of the policy file, in days after the last "
        "event: the content of rejected, withdrawn, duplicate, not_responsible and already_done contributions "
        "(180), comments, photos and authors of published ones (1095), counted refusals (30). Pseudonyms of people "
        "who are no members any more, and of whom nothing is left, go too. Events stay, and the record stays valid. "
        "Open contributions are never touched.\n\n"
        "DRY_RUN only counts; it is on unless you turn it off, as a timer does. The service may run meanwhile; its "
        "writers wait while a GeoPackage is written anew, so that nothing of what was erased stays in the file.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.add_project()
        title = translate("algorithms", "Only say what would happen")
        self.addParameter(QgsProcessingParameterBoolean(DRY_RUN, title, defaultValue=True))
        self.addOutput(QgsProcessingOutputBoolean(ERASED, translate("algorithms", "Whether it was done")))
        self.addOutput(QgsProcessingOutputNumber(CONTRIBUTIONS, translate("algorithms", "Contributions")))
        self.addOutput(QgsProcessingOutputNumber(PSEUDONYMS, translate("algorithms", "Pseudonyms")))
        self.addOutput(QgsProcessingOutputNumber(REFUSALS, translate("algorithms", "Rows of counted refusals")))
        title = translate("algorithms", "Whether the files were written anew, too")
        self.addOutput(QgsProcessingOutputBoolean(WIPED, title))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        dry, now = self.parameterAsBoolean(parameters, DRY_RUN, context), datetime.now(UTC)
        telling(feedback)(0.0)
        with to_read(self.queue) if dry else locked(self.queue) as tables:
            retention = retention_of(tables)
            found = due(tables, retention, now) if dry else apply_retention(tables, retention, now)
        for status, number in found.contributions.items():
            text = translate("algorithms", "{}: {} older than {} days")
            feedback.pushInfo(text.format(status, number, retention.days[status]))
        wiped = not dry and wipe(self.queue)
        if not dry and not wiped:
            text = translate("algorithms", "Somebody was reading: what was deleted may stand in the files still.")
            feedback.pushWarning(text)
        numbers = {CONTRIBUTIONS: sum(found.contributions.values()), PSEUDONYMS: found.pseudonyms}
        return {ERASED: not dry, WIPED: wiped, REFUSALS: found.refusals, **numbers}
