"""`buergergis:verifyaudit`: is the record of what was done still as it was written?"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.audit import events
from ..adapters.wording import translate
from ..domain.record import Anchor, Fault, Verdict, verify
from .published import OnQueue, telling

ANCHOR, VALID, EVENTS, HEAD, BROKEN = "ANCHOR", "VALID", "EVENTS", "HEAD", "BROKEN"
_SAID = {
    Fault.CHANGED: QT_TRANSLATE_NOOP(
        "algorithms", "Event {id} was changed after it was written: its hash is that of another row."
    ),
    Fault.HASH: QT_TRANSLATE_NOOP(
        "algorithms", "The hash of event {id} was replaced: the next one was chained to another hash."
    ),
    Fault.MISSING: QT_TRANSLATE_NOOP("algorithms", "The event before event {id} is missing."),
    Fault.INSERTED: QT_TRANSLATE_NOOP(
        "algorithms", "The event before event {id} was put in later: event {id} follows the one before that."
    ),
    Fault.REORDERED: QT_TRANSLATE_NOOP(
        "algorithms", "Event {id} stands before the event that it follows: the order was changed."
    ),
    Fault.ANCHOR: QT_TRANSLATE_NOOP(
        "algorithms", "The chain was written anew: event {id} is not the one that was noted as number {count}."
    ),
    Fault.CUT: QT_TRANSLATE_NOOP(
        "algorithms", "The last events are missing: {count} were noted, and the last one left is event {id}."
    ),
}


class VerifyAudit(OnQueue):
    NAME = "verifyaudit"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Verify the record")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Looks along the chain of events of a published project: each carries the hash of the one before. "
        "A changed, missing, inserted or moved event is an error that names the first broken link.\n\n"
        "HEAD is the number of events and the hash of the last one. Note it elsewhere, where whoever owns the "
        "database cannot change it, and give it as ANCHOR the next time: only this shows that the last events "
        "were cut off, or that all of them were written anew.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.add_project()
        anchor = translate("algorithms", "HEAD of an earlier time")
        self.addParameter(QgsProcessingParameterString(ANCHOR, anchor, optional=True))
        self.addOutput(QgsProcessingOutputBoolean(VALID, translate("algorithms", "Whether the chain holds")))
        self.addOutput(QgsProcessingOutputNumber(EVENTS, translate("algorithms", "Events")))
        self.addOutput(QgsProcessingOutputString(HEAD, translate("algorithms", "Number of events and last hash")))
        self.addOutput(QgsProcessingOutputString(BROKEN, translate("algorithms", "First broken link")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        noted = self.parameterAsString(parameters, ANCHOR, context).strip()
        found = verify(events(self.queue, telling(feedback)), Anchor.parse(noted) if noted else Anchor())
        if found.broken is not None:
            raise QgsProcessingException(_sentence(found))
        feedback.pushInfo(translate("algorithms", "The chain holds. HEAD: {}").format(found.head))
        return {VALID: True, EVENTS: found.head.count, HEAD: str(found.head), BROKEN: ""}


def _sentence(found: Verdict) -> str:
    assert found.broken is not None  # by the caller
    what = translate("algorithms", _SAID[found.broken.fault]).format(id=found.broken.id, count=found.broken.count)
    text = translate("algorithms", "The record was tampered with. {} The {} events before it are as they were written.")
    return text.format(what, found.head.count)
