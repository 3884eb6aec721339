"""What the algorithms about one person share: by which of three names the person is meant, and the password file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterFile, QgsProcessingParameterString

from ..adapters.locked_queue import Tables
from ..adapters.persons import Person, find
from ..adapters.wording import translate
from .published import OnQueue

PERSON, IDENTITY, PSEUDONYM, PASSWORDS = "PERSON", "IDENTITY", "PSEUDONYM", "PASSWORDS"


class AboutPerson(OnQueue):
    """Subclasses call `add_person` and `person`."""

    def add_person(self) -> None:
        self.add_project()
        titles = {
            PERSON: translate("algorithms", "Person (as in the member file)"),
            IDENTITY: translate("algorithms", "or account"),
            PSEUDONYM: translate("algorithms", "or pseudonym"),
        }
        for name, title in titles.items():
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        title = translate("algorithms", "Password file of the service")
        every = "(*)"  # QGIS's own wants a dot in the name
        self.addParameter(QgsProcessingParameterFile(PASSWORDS, title, optional=True, fileFilter=every))

    def person(self, tables: Tables, parameters: dict[str, Any], context: QgsProcessingContext) -> Person:
        """The one who is meant. Raises InvalidContent."""
        words = (self.parameterAsString(parameters, name, context).strip() for name in (PERSON, IDENTITY, PSEUDONYM))
        return find(tables, *words)

    def passwords(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Path | None:
        path = self.parameterAsFile(parameters, PASSWORDS, context)
        return Path(path) if path else None
