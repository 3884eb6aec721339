"""`buergergis:decide`: accept, reject or ask back, each contribution by itself, or a review unit as a whole."""

from __future__ import annotations

import json
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
from ..domain.merge import GEOMETRY
from ..workflows import review
from ..workflows.afterwards import Look, say_of_all
from ..workflows.correct import correct
from ..workflows.review import Decision
from ..workflows.review_unit import Answer, decide_unit
from .base import CONTRIBUTIONS, Algorithm, progress_of

TAKE_BACK = "take_back"


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
        "contribution is decided on its own; the error names the first that was not. A UNIT of contributions that "
        "belong together is decided as a whole or not at all, without those that EXCEPT names. take_back undoes your "
        "own decision, within ten minutes and before it is published. Whoever rejected the same wish before does not "
        "reject it again: a second time another reviewer decides, with a note of 20 letters or more. CORRECTION "
        "accepts one contribution with other values: a JSON object of fields and values, on top of what is there now. "
        "The proposal is kept beside it, and its author is told.\n\n"
        "confirm and object are for what was accepted by rule, whether it is published or not: that it is good, or "
        "that it should not have been, with a reason; the reverse of what is published then goes into the queue.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_unit()
        self.addParameter(
            QgsProcessingParameterString("DECISION", translate("algorithms", "Decision"), defaultValue="accept")
        )
        self.addParameter(QgsProcessingParameterString("REASON", translate("algorithms", "Reason"), optional=True))
        self.addParameter(
            QgsProcessingParameterString(
                "NOTE", translate("algorithms", "Note to the contributor"), optional=True, multiLine=True
            )
        )
        title = translate("algorithms", "Correction: fields and their values (JSON)")
        self.addParameter(QgsProcessingParameterString("CORRECTION", title, optional=True, multiLine=True))
        self.addOutput(QgsProcessingOutputNumber("DECIDED", translate("algorithms", "Contributions decided")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        stated = self.parameterAsString(parameters, "DECISION", context).strip()
        if stated == TAKE_BACK:
            return self._take_back(parameters, context, feedback)
        if stated in set(Look):
            return self._look(parameters, context, feedback, Look(stated))
        decision = _decision(stated)
        reason_code, note = _reason(
            self.parameterAsString(parameters, "REASON", context).strip(),
            self.parameterAsString(parameters, "NOTE", context).strip(),
        )
        correction = _correction(self.parameterAsString(parameters, "CORRECTION", context).strip())
        connection = self.connect(parameters, context, feedback)
        if correction is not None:
            uuids = self.some_names(parameters, CONTRIBUTIONS, context)
            if decision is not Decision.ACCEPT or len(uuids) != 1:
                raise InvalidContent("A CORRECTION is for accepting one contribution.")
            correct(connection, uuids[0], correction, note)
            return {"DECIDED": 1}
        members = self.unit(connection, parameters, context, feedback)
        if members:
            decided = decide_unit(connection, [Answer(one, decision, reason_code, note) for one in members])
            decided.raise_if_not()
            return {"DECIDED": len(decided.done)}
        outcome = review.decide(
            connection,
            self.some_names(parameters, CONTRIBUTIONS, context),
            decision,
            reason_code=reason_code,
            note=note,
            progress=progress_of(feedback),
        )
        outcome.raise_if_failed("decided")
        return {"DECIDED": len(outcome.done)}

    def _look(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, look: Look
    ) -> dict[str, Any]:
        reason_code, note = _reason(
            self.parameterAsString(parameters, "REASON", context).strip(),
            self.parameterAsString(parameters, "NOTE", context).strip(),
        )
        connection, names = (
            self.connect(parameters, context, feedback),
            self.some_names(parameters, CONTRIBUTIONS, context),
        )
        outcome = say_of_all(connection, names, look, reason_code, note, progress_of(feedback))
        outcome.raise_if_failed("looked at")
        return {"DECIDED": len(outcome.done)}

    def _take_back(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        outcome = review.take_back_all(
            self.connect(parameters, context, feedback),
            self.some_names(parameters, CONTRIBUTIONS, context),
            progress_of(feedback),
        )
        outcome.raise_if_failed("taken back")
        return {"DECIDED": len(outcome.done)}


def _decision(text: str) -> Decision:
    try:
        return Decision(text)
    except ValueError:
        raise InvalidContent(f"DECISION is none of {', '.join((*Decision, TAKE_BACK, *Look))}.") from None


def _correction(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidContent(f"CORRECTION is no JSON: {error}.") from error
    if not isinstance(found, dict) or GEOMETRY in found:
        raise InvalidContent("CORRECTION is an object of fields and their values.")
    return found


def _reason(text: str, note: str) -> tuple[str, str]:
    """Reason code and note; a reason in somebody's own words counts as `other` and opens the note."""
    if not text or text in list(Reason):
        return text, note
    return str(Reason.OTHER), f"{text}\n{note}".strip()
