"""`buergergis:eraseperson`: nothing leads to a person any more (GDPR Art. 17)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.erasing import erase_person, open_ones
from ..adapters.locked_queue import Tables, locked, to_read, wipe
from ..adapters.person_files import accounts_in, backups_with, remove_accounts
from ..adapters.persons import Found, collect
from ..adapters.wording import translate
from ..domain.moment import as_text
from .person import AboutPerson
from .published import PROJECT, telling

DRY_RUN, ERASED, REPORT, BY_HAND = "DRY_RUN", "ERASED", "REPORT", "BY_HAND"
_PARTS = {
    "member": QT_TRANSLATE_NOOP("algorithms", "Rights in the member table: {}"),
    "pseudonym": QT_TRANSLATE_NOOP("algorithms", "Pseudonyms: {}"),
    "contribution": QT_TRANSLATE_NOOP("algorithms", "Contributions: {}"),
    "claim": QT_TRANSLATE_NOOP("algorithms", "Claims on contributions that are given back: {}"),
    "comment": QT_TRANSLATE_NOOP("algorithms", "Comments and notes, own ones and on own contributions: {}"),
    "attachment": QT_TRANSLATE_NOOP("algorithms", "Photos: {}"),
    "refusal": QT_TRANSLATE_NOOP("algorithms", "Rows of counted refusals: {}"),
    "event": QT_TRANSLATE_NOOP("algorithms", "Events that stay, under a pseudonym that leads to nobody: {}"),
}


class ErasePerson(AboutPerson):
    NAME = "eraseperson"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Erase a person")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "For the data protection officer (GDPR Art. 17): erases the person's rights, pseudonym, comments, notes, "
        "photos and counted refusals, the accounts in the password file PASSWORDS, and what they have contributed: "
        "open contributions are withdrawn, of all but published ones the content goes, of published ones what "
        "was said about them and who it was. What is published has become the municipality's data and stays. "
        "Events are never changed, so verifyaudit finds the record as it was.\n\n"
        "DRY_RUN only says what would happen; it is on unless you turn it off. Name the person by one of PERSON, "
        "IDENTITY and PSEUDONYM. The service may run meanwhile; it needs the connection that may write. BY_HAND "
        "names what is out of reach: backups, the member file, logs, texts of others.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.add_person()
        title = translate("algorithms", "Only say what would happen")
        self.addParameter(QgsProcessingParameterBoolean(DRY_RUN, title, defaultValue=True))
        self.addOutput(QgsProcessingOutputBoolean(ERASED, translate("algorithms", "Whether it was done")))
        self.addOutput(QgsProcessingOutputString(REPORT, translate("algorithms", "What it is")))
        self.addOutput(QgsProcessingOutputString(BY_HAND, translate("algorithms", "What remains to be done by hand")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        tell, passwords = telling(feedback), self.passwords(parameters, context)
        dry = self.parameterAsBoolean(parameters, DRY_RUN, context)
        tell(0.0)
        with self._tables(dry) as tables:
            found = collect(tables, self.person(tables, parameters, context))
            accounts = accounts_in(passwords, found.person)
            tell(0.4)
            if not dry:
                erase_person(tables, found, as_text(datetime.now(UTC)))
                if passwords is not None:
                    remove_accounts(passwords, found.person)
        wiped = dry or wipe(self.queue)
        report = "\n".join(_report(found, list(accounts)))
        backups = backups_with(self.queue, self.parameterAsFile(parameters, PROJECT, context), found.person)
        by_hand = "\n".join(_by_hand(found, backups, wiped, bool(passwords)))
        feedback.pushInfo(f"{report}\n{by_hand}")
        return {ERASED: not dry, REPORT: report, BY_HAND: by_hand}

    def _tables(self, dry: bool) -> AbstractContextManager[Tables]:
        return to_read(self.queue) if dry else locked(self.queue)


def _report(found: Found, accounts: list[str]) -> Iterator[str]:
    for table, text in _PARTS.items():
        yield translate("algorithms", text).format(found.number(table))
    withdrawn = len(open_ones(found))
    yield translate("algorithms", "Open contributions among them, which are withdrawn: {}").format(withdrawn)
    yield translate("algorithms", "Accounts in the password file: {}").format(", ".join(accounts) or 0)


def _by_hand(found: Found, backups: list[str], wiped: bool, with_passwords: bool) -> Iterator[str]:
    if not wiped:
        yield translate("algorithms", "Somebody was reading: run applyretention later, it writes the files anew.")
    for path in backups:
        yield translate("algorithms", "Delete this backup, the person is in it: {}").format(path)
    for table, uuid in found.mentions:
        yield translate("algorithms", "Somebody else mentions the person, look at it: {} {}").format(table, uuid)
    if not with_passwords:
        yield translate("algorithms", "No PASSWORDS was given: take the accounts out of the password file.")
    yield translate("algorithms", "Take the person out of the member file, or the next preparation brings them back.")
    yield translate("algorithms", "Take the person out of the list of those who want mail (buergergis:digest).")
    yield translate("algorithms", "Logs of the web server and backups of the database are yours to delete in time.")
