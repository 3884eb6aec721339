"""`buergergis:digest`: a mail for everybody who wanted one and has not been told yet; nothing is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.digest_folder import DigestFolder
from ..adapters.digesting import actors, mail, name, read_queue, told
from ..adapters.foreign import shown
from ..adapters.locked_queue import locked
from ..adapters.wording import translate
from ..domain.errors import InvalidContent
from ..formats.recipients import address, parse
from .base import OUTPUT
from .published import OnQueue, telling

PEOPLE, SENDER, COUNT = "PEOPLE", "SENDER", "COUNT"


class Digest(OnQueue):
    NAME = "digest"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Mails about news")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Writes one file into the folder OUTPUT for each person who has agreed to get mail, and for whom there is "
        "news: answers to their contributions and, for those who review, what is new, handed over or late. Nothing "
        "is sent: something of yours takes the files and sends them, as docs/administrators.md shows.\n\n"
        "PEOPLE: CSV with the heading person,mail,language. Who is in it has agreed. Who leaves it is forgotten. "
        "Without an address the file is a text, with one a mail with its headings. Languages are de, de_einfach and "
        "en.\n"
        "SENDER: the address that the mails come from; without one your mail program puts in its own.\n\n"
        "A mail holds nothing that anybody wrote, and nobody's name. Nothing is told twice: how far everybody was told "
        "is kept in OUTPUT, in the folder .digest. Each project needs a folder of its own. It needs the connection "
        "that may write to the database: no other sees who is behind a pseudonym.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.add_project()
        people = translate("algorithms", "Who wants mail")
        self.addParameter(QgsProcessingParameterFile(PEOPLE, people, fileFilter="CSV (*.csv)"))
        sender = translate("algorithms", "Address of the sender")
        self.addParameter(QgsProcessingParameterString(SENDER, sender, optional=True))
        folder = translate("algorithms", "Folder for the mails")
        self.addParameter(QgsProcessingParameterFolderDestination(OUTPUT, folder))
        self.addOutput(QgsProcessingOutputNumber(COUNT, translate("algorithms", "Mails")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        sender = self.parameterAsString(parameters, SENDER, context).strip()
        sender = address(sender, "SENDER") if sender else ""
        recipients = parse(_read(self.parameterAsFile(parameters, PEOPLE, context)))
        output = Path(self.parameterAsString(parameters, OUTPUT, context)).absolute()
        progress = telling(feedback)
        with DigestFolder.opened(output) as folder:
            marks = {one.person: folder.marks[one.person] for one in recipients if one.person in folder.marks}
            now = datetime.now(UTC)
            with locked(self.queue) as tables:  # nothing happens between what is told and up to where
                people = actors(tables)
                queue = read_queue(tables, marks.values(), now)
            progress(0.5)
            found = told(recipients, people, marks, queue)
            mails = {name(one, now): mail(one, what, sender) for one, what in found.items()}
            progress(0.9)
            folder.commit({**marks, **{one.person: queue.end() for one in recipients if one.person in people}}, mails)
        for one in recipients:
            if one.person not in people:
                text = translate("algorithms", "{} is no member, or is blocked, and gets no mail.")
                feedback.pushWarning(text.format(shown(one.person)))
        return {OUTPUT: str(output), COUNT: len(mails)}


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidContent(f"The file {path} cannot be read: it must be there, and be UTF-8.") from error
