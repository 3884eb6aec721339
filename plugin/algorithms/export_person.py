"""`buergergis:exportperson`: everything that is kept about a person, for that person (GDPR Art. 15)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.locked_queue import to_read
from ..adapters.person_files import accounts_in, write_copy
from ..adapters.persons import collect
from ..adapters.wording import translate
from .base import OUTPUT
from .person import AboutPerson
from .published import telling

CONTRIBUTIONS, COMMENTS, PHOTOS, EVENTS = "CONTRIBUTIONS", "COMMENTS", "PHOTOS", "EVENTS"


class ExportPerson(AboutPerson):
    NAME = "exportperson"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Export everything about a person")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "For the data protection officer (GDPR Art. 15): writes a ZIP with everything that the service keeps about "
        "a person: rights, pseudonym, contributions, comments, events, photos, refusals, accounts in the password "
        "file. Other people in it are veiled. Name the person by one of PERSON, IDENTITY and PSEUDONYM. It needs "
        "the connection that may write to the database: no other sees who is behind a pseudonym. Texts of others "
        "that mention the person are listed, not copied: look at them yourself. Logs of the web server and "
        "backups are not looked at.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.add_person()
        title = translate("algorithms", "Copy for the person")
        self.addParameter(QgsProcessingParameterFileDestination(OUTPUT, title, "ZIP (*.zip)"))
        titles = {
            CONTRIBUTIONS: translate("algorithms", "Contributions"),
            COMMENTS: translate("algorithms", "Comments"),
            PHOTOS: translate("algorithms", "Photos"),
            EVENTS: translate("algorithms", "Events"),
        }
        for name, title in titles.items():
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        with to_read(self.queue) as tables:
            found = collect(tables, self.person(tables, parameters, context))
            accounts = accounts_in(self.passwords(parameters, context), found.person)
            photos = write_copy(found, accounts, tables, output, telling(feedback))
        for table, uuid in found.mentions:
            text = translate("algorithms", "The person is mentioned by somebody else: {} {}")
            feedback.pushWarning(text.format(table, uuid))
        numbers = {CONTRIBUTIONS: "contribution", COMMENTS: "comment", EVENTS: "event"}
        return {OUTPUT: str(output), PHOTOS: photos, **{name: found.number(table) for name, table in numbers.items()}}
