"""What one agrees to before the first contribution: asked once for each version, and never taken for granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from plugin.adapters import settings
from plugin.gui.links import LinkButton
from plugin.gui.mine.terms_dialog import NONE_STATED, TermsDialog, terms_or_ours
from plugin.services.whoami import Terms
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, connection_of

pytestmark = pytest.mark.qgis

STATED = Terms(
    "2026-1", "Beiträge stehen unter dl-de/zero-2-0.", "https://dreiwasser.example/lizenz", "Wir speichern …"
)


@pytest.fixture
def bench(demo_source: Path) -> str:
    return benches_in(demo_source, ALTMARKFURT)[40]


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path, bench: str) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke.gpkg")
    here.changes(bench, zustand="gut" if here.value(bench, "zustand") == "maengel" else "maengel")
    until(here.page.submit_box.submit.isEnabled)
    yield here
    here.gets_up()


def words(dialog: QWidget) -> str:
    fields = [field.toPlainText() for field in dialog.findChildren(QPlainTextEdit)]
    return "\n".join([*(label.text() for label in dialog.findChildren(QLabel)), *fields])


def test_before_the_first_contribution_one_is_asked_and_afterwards_not(anna: Volunteer, bench: str) -> None:
    who = connection_of(anna.session).who
    assert who is not None
    anna.page.submit_box.submit.click()
    dialog = anna.page.submitting.terms
    assert dialog is not None and dialog.isVisible()
    assert terms_or_ours(who.terms).licence[:40] in words(dialog)
    anna.page.submit_box.submit.click()  # a second click opens no second question
    assert anna.page.submitting.terms is dialog
    dialog.agree.click()
    anna.waits()
    assert anna.page.submit_box.told == "Sent for review: 1."
    assert settings.agreed(anna.session.municipality.address) == terms_or_ours(who.terms).version
    anna.changes(bench, zustand="fehlt")
    anna.submits()
    assert anna.page.submitting.terms is None and anna.page.submit_box.told == "Sent for review: 1."


@pytest.mark.parametrize("way", ["button", "escape", "close"])
def test_whoever_declines_sends_nothing(anna: Volunteer, way: str) -> None:
    anna.page.submit_box.submit.click()
    dialog = anna.page.submitting.terms
    assert dialog is not None
    {
        "button": dialog.decline.click,
        "escape": lambda: QTest.keyClick(dialog, Qt.Key.Key_Escape),
        "close": dialog.close,
    }[way]()
    anna.waits()
    assert anna.page.submit_box.told.startswith("Nothing was sent.") and anna.sent() == []
    assert settings.agreed(anna.session.municipality.address) == "" and len(anna.lines()) == 1


def test_a_new_text_is_asked_for_again(anna: Volunteer) -> None:
    anna.agrees()
    connection = anna.session.connection
    assert connection is not None and connection.who is not None
    anna.session.connection = replace(connection, who=replace(connection.who, terms=replace(STATED, version="2027-1")))
    anna.page.submit_box.submit.click()
    dialog = anna.page.submitting.terms
    assert dialog is not None and STATED.licence in words(dialog)
    dialog.reject()


def test_leaving_the_municipality_takes_the_question_along(anna: Volunteer) -> None:
    anna.page.submit_box.submit.click()
    dialog = anna.page.submitting.terms
    assert dialog is not None
    address = anna.session.municipality.address
    anna.session.leave()
    dialog.agree.click()
    anna.waits()
    assert settings.agreed(address) == "" and anna.sent() == []


def test_where_nothing_is_stated_it_is_said_in_our_own_words(qgis_app: QgsApplication) -> None:
    ours = terms_or_ours(None)
    assert ours.version == NONE_STATED and "has not stated" in ours.licence and "pseudonym" in ours.privacy
    assert terms_or_ours(STATED) is STATED


def test_the_whole_text_is_there_to_be_read(qgis_app: QgsApplication) -> None:
    lines = "\n".join(f"§ {number} " + "Wir speichern wenig. " * 20 for number in range(100))
    long = f"{lines}\n{'x' * 5000}\nUnd wir verkaufen alles."
    dialog = TermsDialog("Dreiwasser", replace(STATED, privacy=long))
    (field,) = [one for one in dialog.findChildren(QPlainTextEdit) if one.accessibleName() == "Privacy"]
    assert field.isReadOnly() and field.toPlainText().endswith("Und wir verkaufen alles.")
    assert len(field.toPlainText().splitlines()) == 102 and "x" * 5000 in field.toPlainText()


def test_links_show_their_host_and_lead_to_the_web_only(qgis_app: QgsApplication) -> None:
    dialog = TermsDialog("Dreiwasser", replace(STATED, privacy_url="file:///etc/passwd"))
    dialog.show()
    shown = [link.text() for link in dialog.findChildren(LinkButton) if link.isVisible()]
    assert shown == ["Read more (dreiwasser.example)"]
    dialog.close()


def test_hostile_terms_stay_text_and_nothing_is_preselected(qgis_app: QgsApplication) -> None:
    hostile = "<img src=file:///etc/passwd> <a href='http://evil.example'>hier</a>"
    dialog = TermsDialog(hostile, Terms("1", hostile, "javascript:alert(1)", hostile))
    dialog.show()
    assert "<img src=file:///etc/passwd>" in words(dialog)
    formats = {label.textFormat() for label in dialog.findChildren(QLabel) if "<img" in label.text()}
    assert formats == {Qt.TextFormat.PlainText}
    assert not any(link.isVisible() for link in dialog.findChildren(LinkButton))
    defaults = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
    assert defaults == [dialog.decline]
    dialog.close()
