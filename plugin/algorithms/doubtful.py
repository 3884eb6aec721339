"""`buergergis:doubtful`: what a person must decide about where no server half answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.foreign import shown
from ..adapters.plain_words import overwritten
from ..adapters.wording import translate
from ..adapters.working_copy import WorkingCopy
from ..domain.errors import InvalidContent
from ..workflows.connection import Connection
from ..workflows.plain_doubt import Doubt, has_arrived, look_again, send_again
from .base import CONTRIBUTIONS, WORKING_COPY, Algorithm

DECISION = "DECISION"
LOOK, ARRIVED, AGAIN, LEAVE = DECISIONS = ("look", "arrived", "again", "leave")


class Doubtful(Algorithm):
    NAME = "doubtful"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "What is in doubt, or was overwritten")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "For services without the server half of Bürger-GIS. Lists new objects of which nobody knows whether they have "
        "arrived, with what lies at their place now, and published changes that somebody has overwritten. DECISION "
        "for those named in CONTRIBUTIONS: look (nothing is changed), arrived (the new object is the one that lies "
        "there), again (a new object has not arrived and is sent once more; an overwritten change is made again in "
        "the working copy, to be submitted), leave (an overwritten change stays as it is now).",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_working_copy()
        self.add_authcfg()
        names = translate("algorithms", "Contributions (their uuids, separated by commas)")
        self.addParameter(QgsProcessingParameterString(CONTRIBUTIONS, names, optional=True))
        decision = translate("algorithms", "Decision: look, arrived, again or leave")
        self.addParameter(QgsProcessingParameterString(DECISION, decision, defaultValue=LOOK))
        self.add_trusted_service()
        self.addOutput(QgsProcessingOutputNumber("DOUBTFUL", translate("algorithms", "New objects in doubt")))
        self.addOutput(QgsProcessingOutputNumber("OVERWRITTEN", translate("algorithms", "Changes overwritten")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        decision = self.parameterAsString(parameters, DECISION, context).strip().lower()
        if decision not in DECISIONS:
            raise InvalidContent(f"DECISION is one of {', '.join(DECISIONS)}.")
        with WorkingCopy.open(self.parameterAsFile(parameters, WORKING_COPY, context)) as copy:
            connection = self.reconnect(copy.service_url, parameters, context, feedback)
            doubts = look_again(connection, copy, copy.in_doubt())
            _tell(doubts, copy, feedback)
            if decision != LOOK:
                wanted = self.some_names(parameters, CONTRIBUTIONS, context)
                _decide(connection, copy, doubts, wanted, decision)
            left = look_again(connection, copy, copy.in_doubt()) if decision != LOOK else doubts
            return {"DOUBTFUL": len(left), "OVERWRITTEN": len(copy.lost())}


def _tell(doubts: Sequence[Doubt], copy: WorkingCopy, feedback: QgsProcessingFeedback) -> None:
    for doubt in doubts:
        text = translate("algorithms", "{}: a new object in {}; just like it there: {}")
        there = ", ".join(shown(seen.fid, 60) for seen in doubt.alike) or translate("algorithms", "nothing")
        feedback.pushWarning(text.format(doubt.item.uuid, shown(doubt.item.change.feature.layer, 60), there))
    for entry in copy.lost():
        feedback.pushWarning(f"{entry.uuid}: {overwritten(entry)}")


def _decide(
    connection: Connection, copy: WorkingCopy, doubts: Sequence[Doubt], uuids: Sequence[str], decision: str
) -> None:
    known = {doubt.item.uuid: doubt for doubt in doubts}
    lost = {entry.uuid for entry in copy.lost()}
    strange = [uuid for uuid in uuids if uuid not in known and uuid not in lost]
    if strange:
        raise InvalidContent(f"Nothing is to be decided about {strange[0][:60]!r}.")
    for uuid in uuids:
        if uuid in lost:
            _answer(copy, uuid, decision)
        elif decision == ARRIVED:
            has_arrived(copy, known[uuid])
        elif decision == AGAIN:
            send_again(connection, copy, [known[uuid].item]).raise_if_refused()
        else:
            raise InvalidContent("A new object in doubt has arrived, or is sent again.")


def _answer(copy: WorkingCopy, uuid: str, decision: str) -> None:
    if decision == ARRIVED:
        raise InvalidContent("A change that was overwritten is made again, or left.")
    copy.answer(uuid, publish_again=decision == AGAIN)
