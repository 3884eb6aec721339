"""`buergergis:handover`: contributions to another authority, taken on, or returned."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.wording import translate
from ..domain.contribution import Reason
from ..domain.errors import InvalidContent
from ..workflows import hand_over
from ..workflows.connection import Connection
from ..workflows.review import Outcome
from .base import CONTRIBUTIONS, Algorithm, progress_of

ACTION, BODY, DUE, REASON, NOTE = "ACTION", "BODY", "DUE", "REASON", "NOTE"
FORWARD, TAKE_ON, GIVE_BACK = range(3)


class HandOver(Algorithm):
    NAME = "handover"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Hand contributions over")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Hands contributions over to the authority BODY, by its name in the responsibility file, with a REASON and, in "
        "DUE, the day until which it has time (left empty: as many days as the file gives it). Or takes on what was "
        "handed over to one's own authority, which claims it. Or returns it, with a REASON, to who handed it over; "
        "after two returns the coordinator of the county decides, and that is not returned. Whoever contributed sees "
        "one and the same contribution all the time.\n\n"
        "The reasons are those of decide. Each contribution is handed over on its own; the error names the first that "
        "was not.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_contributions()
        words = [
            translate("algorithms", "hand over"),
            translate("algorithms", "take on"),
            translate("algorithms", "return"),
        ]
        what = translate("algorithms", "What to do")
        self.addParameter(QgsProcessingParameterEnum(ACTION, what, options=words, defaultValue=FORWARD))
        for name, title in (
            (BODY, translate("algorithms", "Authority that gets it")),
            (DUE, translate("algorithms", "Deadline, such as 2026-12-24")),
            (REASON, translate("algorithms", "Reason")),
        ):
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        note = translate("algorithms", "Note")
        self.addParameter(QgsProcessingParameterString(NOTE, note, optional=True, multiLine=True))
        self.addOutput(QgsProcessingOutputNumber("DONE", translate("algorithms", "Contributions")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        action = self.parameterAsEnum(parameters, ACTION, context)
        told = {name: self.parameterAsString(parameters, name, context).strip() for name in (BODY, DUE, REASON, NOTE)}
        if action != TAKE_ON and told[REASON] not in list(Reason):
            raise InvalidContent(f"REASON is none of {', '.join(Reason)}.")
        uuids = self.some_names(parameters, CONTRIBUTIONS, context)
        connection = self.connect(parameters, context, feedback)
        outcome = _carried_out(connection, action, uuids, told, feedback)
        outcome.raise_if_failed("handed over")
        return {"DONE": len(outcome.done)}


def _carried_out(
    connection: Connection, action: int, uuids: list[str], told: dict[str, str], feedback: QgsProcessingFeedback
) -> Outcome:
    tell, why = progress_of(feedback), {"reason_code": told[REASON], "note": told[NOTE]}
    if action == TAKE_ON:
        return hand_over.take_on(connection, uuids, tell)
    if action == GIVE_BACK:
        return hand_over.give_back(connection, uuids, **why, progress=tell)
    return hand_over.forward(connection, uuids, told[BODY], **why, due=told[DUE], progress=tell)
