"""`buergergis:exportaudit`: the record of what was done, as CSV or JSON."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.audit import chosen, events, write_csv, write_json
from ..adapters.wording import translate
from ..domain.errors import InvalidContent
from .base import LAYERS, OUTPUT
from .published import OnQueue, telling

FROM, UNTIL, EVENTS = "FROM", "UNTIL", "EVENTS"
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z?)?)?)?", re.ASCII)


class ExportAudit(OnQueue):
    NAME = "exportaudit"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Export the record")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Writes the events of a published project into a file: CSV or JSON, by the ending of OUTPUT. It holds "
        "pseudonyms, no names. FROM and UNTIL are times in UTC, as 2026-05-04 or 2026-05-04T12:00Z; UNTIL itself "
        "is not in it. LAYERS are names of layers, separated by commas; empty stands for all. An export of "
        "a part cannot be verified by itself: use verifyaudit on the project.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.add_project()
        titles = {FROM: translate("algorithms", "From"), UNTIL: translate("algorithms", "Until")}
        titles[LAYERS] = translate("algorithms", "Layers")
        for name, title in titles.items():
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        title = translate("algorithms", "Exported record")
        self.addParameter(QgsProcessingParameterFileDestination(OUTPUT, title, "CSV (*.csv);;JSON (*.json)"))
        self.addOutput(QgsProcessingOutputNumber(EVENTS, translate("algorithms", "Events")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        write = {".csv": write_csv, ".json": write_json}.get(output.suffix.lower())
        if write is None:
            raise InvalidContent(f"OUTPUT must end with .csv or .json: {output}.")
        begin, end = (_moment(name, self.parameterAsString(parameters, name, context)) for name in (FROM, UNTIL))
        layers = self.names(parameters, LAYERS, context)
        number = write(chosen(events(self.queue, telling(feedback)), begin, end, layers), output)
        return {OUTPUT: str(output), EVENTS: number}


def _moment(name: str, text: str) -> str:
    if text.strip() and not _MOMENT.fullmatch(text.strip()):
        raise InvalidContent(f"{name} is no time as 2026-05-04 or 2026-05-04T12:00Z: {text[:40]!r}.")
    return text.strip().removesuffix("Z")
