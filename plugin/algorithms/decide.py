"""`buergergis:decide`: accept, reject or ask back, each contribution in a Transaction of its own."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.wording import translate
from ..domain.contribution import Reason
from ..domain.errors import InvalidContent
from ..workflows import review
from ..workflows.review import Decision
from .base import CONTRIBUTIONS, Algorithm, progress_of


class Decide(Algorithm):
    NAME = "decide"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Decide contributions")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Decides contributions of the review queue: accept, reject, ask_back, duplicate, not_responsible or "
        "already_done. A contribution that nobody has claimed is claimed first. Rejecting and asking back "
        "need a reason: position, attributes, incomplete, not_found_on_site, wrong_layer, duplicate, "
        "not_responsible, already_done, personal_data, abuse or other; a reason in your own words counts as "
        "other. The note is shown to the contributor. Nobody decides their own contributions. Each "
        "contribution is decided on its own; the error names the first that was not.\n\n"
        "confirm and object are for what was accepted by rule, whether it is published or not: that it is good, or "
        "that it should not have been; it stays as it is, and buergergis:revert takes back what is published.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_contributions()
        self.addParameter(
            QgsProcessingParameterString("DECISION", translate("algorithms", "Decision"), defaultValue="accept")
        )
        self.addParameter(QgsProcessingParameterString("REASON", translate("algorithms", "Reason"), optional=True))
        self.addParameter(
            QgsProcessingParameterString(
                "NOTE", translate("algorithms", "Note to the contributor"), optional=True, multiLine=True
            )
        )
        self.addOutput(QgsProcessingOutputNumber("DECIDED", translate("algorithms", "Contributions decided")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        decision = _decision(self.parameterAsString(parameters, "DECISION", context))
        reason_code, note = _reason(
            self.parameterAsString(parameters, "REASON", context).strip(),
            self.parameterAsString(parameters, "NOTE", context).strip(),
        )
        outcome = review.decide(
            self.connect(parameters, context, feedback),
            self.some_names(parameters, CONTRIBUTIONS, context),
            decision,
            reason_code=reason_code,
            note=note,
            progress=progress_of(feedback),
        )
        outcome.raise_if_failed("decided")
        return {"DECIDED": len(outcome.done)}


def _decision(text: str) -> Decision:
    try:
        return Decision(text.strip())
    except ValueError:
        raise InvalidContent(f"DECISION is none of {', '.join(Decision)}.") from None


def _reason(text: str, note: str) -> tuple[str, str]:
    """Reason code and note; a reason in somebody's own words counts as `other` and opens the note."""
    if not text or text in list(Reason):
        return text, note
    return str(Reason.OTHER), f"{text}\n{note}".strip()
