"""What is said in QGIS's message bar does not pile up, and never offers the same twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QPushButton

from plugin.gui.messages import Messages

pytestmark = pytest.mark.qgis
INFO = Qgis.MessageLevel.Info


@pytest.fixture
def bar(qgis_app: object) -> Iterator[QgsMessageBar]:
    made = QgsMessageBar()
    yield made
    made.clearWidgets()
    made.deleteLater()


def test_the_same_is_said_once(bar: QgsMessageBar) -> None:
    messages = Messages(bar)
    for text in ("Hinzugefügt: Linde", "Gesendet: 2", "Hinzugefügt: Linde"):
        messages.tell(text, INFO, "", None)
    assert [item.text() for item in bar.items()] == ["Hinzugefügt: Linde", "Gesendet: 2"]


def test_the_last_decision_alone_is_taken_back(bar: QgsMessageBar) -> None:
    messages, back = Messages(bar), list[str]()
    for uuid in ("erste", "zweite"):
        messages.tell(f"Angenommen: {uuid}", INFO, "Take back", lambda uuid=uuid: back.append(uuid))
    (item,) = bar.items()
    item.findChild(QPushButton).click()
    assert back == ["zweite"] and not bar.items()


def test_foreign_words_are_words_and_all_goes_with_the_plugin(bar: QgsMessageBar) -> None:
    messages = Messages(bar)
    messages.tell("<b>fett</b>", INFO, "", None)
    bar.pushMessage("QGIS", "bleibt")
    assert "&lt;b&gt;" in next(item.text() for item in bar.items() if "fett" in item.text())
    messages.clear()
    assert [item.text() for item in bar.items()] == ["bleibt"]
