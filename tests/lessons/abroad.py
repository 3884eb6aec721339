"""The loop in a process of another language: `python -m tests.lessons.abroad LOCALE URL LAYER FOLDER`.

Prints how many rows were loaded, changed, submitted, and published.
"""

from __future__ import annotations

import locale
import sys
from contextlib import suppress
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale

from plugin.adapters.working_copy import WorkingCopy
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, decide
from tests.lessons.people import Contributor
from tests.lessons.sender import login


def main(url: str, layer: str, folder: Path) -> list[int]:
    anna = Contributor.checks_out(login(url, "beitrag-a"), folder / "kopie.gpkg", layer)
    (loaded,) = WorkingCopy.open(anna.path).layers()
    anna.edits(f"UPDATE {layer} SET name = name || ' – geprüft'")
    changed = len(WorkingCopy.open(anna.path).changes())
    sent = anna.sends("400 von 404: VIRHE").submitted
    reviewer = login(url, "pruefung-altmarkfurt")
    decide(reviewer, sent[:1], Decision.ACCEPT).raise_if_failed("accepted")
    return [loaded.loaded, changed, len(sent), len(publish(reviewer, sent[:1]).done)]


if __name__ == "__main__":
    QLocale.setDefault(QLocale(sys.argv[1]))
    with suppress(locale.Error):  # where the computer has it
        locale.setlocale(locale.LC_ALL, f"{sys.argv[1]}.UTF-8")
    application = QgsApplication([], False)
    application.initQgis()
    print(*main(sys.argv[2], sys.argv[3], Path(sys.argv[4])))
