"""The sentences that reviewers begin with: the municipality's, else the program's, or what a reviewer keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from qgis.PyQt.QtWidgets import QPlainTextEdit

from plugin.adapters import language
from plugin.gui.review.answers import Texts
from plugin.gui.review.page import ReviewPage
from plugin.gui.review.reason_form import ReasonForm
from plugin.gui.session import Session
from plugin.services.whoami import WhoAmI
from plugin.workflows.afterwards import Look
from plugin.workflows.connection import Connection
from plugin.workflows.review import Decision
from tests.gui.conftest import TestWindow

pytestmark = pytest.mark.qgis

STATED = {
    "de": {"reject/position": "Die Bank steht am Tor.", "duplicate": "Das haben wir schon. Danke!"},
    "en": {"duplicate": "We have that. Thank you!"},
}
PROGRAM = "It does not lie where the contribution puts it."


@pytest.fixture
def form(qgis_app: object) -> Iterator[ReasonForm]:
    made = ReasonForm()
    yield made
    made.deleteLater()


def choose(form: ReasonForm, reason: str) -> str:
    form.reasons.setCurrentIndex(form.reasons.findData(reason))
    return form.note.toPlainText()


def test_the_municipality_s_own_texts_are_offered_in_the_language_of_the_reviewer(form: ReasonForm) -> None:
    form.texts = Texts(STATED, ["en"])
    form.open_form("u", Decision.DUPLICATE)
    assert form.note.toPlainText() == "We have that. Thank you!"
    form.open_form("v", Decision.REJECT)
    assert choose(form, "position") == "Die Bank steht am Tor.", "its first language, better than another's words"
    assert choose(form, "attributes").startswith("The value does not agree"), "where it has none, the program's"
    form.open_form("w", Look.OBJECT)
    assert choose(form, "position") == "Die Bank steht am Tor."
    form.open_form("x", Decision.ASK_BACK)
    assert choose(form, "position").startswith("Please check where it lies")


def test_what_a_reviewer_keeps_stands_before_it_and_the_usual_text_is_the_municipality_s(form: ReasonForm) -> None:
    form.texts = Texts(STATED, ["de"])
    form.open_form("u", Decision.REJECT)
    choose(form, "position")
    form.note.setPlainText("Bitte am Tor suchen.")
    form.keep.click()
    form.open_form("v", Decision.REJECT)
    form.note.clear()
    assert choose(form, "other") == "" and choose(form, "position") == "Bitte am Tor suchen."
    form.back.click()
    assert form.note.toPlainText() == "Die Bank steht am Tor." and form.back.isHidden()
    form.texts = Texts()
    form.open_form("w", Decision.REJECT)
    assert choose(form, "position") == PROGRAM, "nothing of one municipality goes to another"


def test_hostile_texts_are_text_and_end(form: ReasonForm) -> None:
    hostile = '<img src="http://127.0.0.1:9/x">\x00\u202e<b>Nein</b>\n' + "x" * 5000
    form.texts = Texts({"de": {"reject/position": hostile}}, ["de"])
    form.open_form("u", Decision.REJECT)
    text = choose(form, "position")
    assert isinstance(form.note, QPlainTextEdit) and text.startswith("<img src=") and "<b>Nein</b>" in text
    assert len(text) <= 1100 and not {"\x00", "\u202e"} & set(text)


def test_the_page_knows_the_texts_of_where_it_is_connected(window: TestWindow) -> None:
    session = Session()
    page = ReviewPage(session, window)
    who = WhoAmI(1, "0.1.0", "e", "atomic", "anna", answers=STATED)
    session.connection = Connection(None, None, who, None)  # type: ignore[arg-type]
    session.changed.disconnect(page._session_changed)  # the list is not read
    session.changed.emit()
    assert page.bar.form.texts.usual(Decision.REJECT, "position") == "Die Bank steht am Tor."
    session.connection = replace(session.connection, who=None)
    session.changed.emit()
    assert page.bar.form.texts.usual(Decision.REJECT, "position") == PROGRAM
    page.close_page()
    page.deleteLater()
    session.close()


def test_who_reads_plain_german_reads_german() -> None:
    assert language.spoken("en", language.SIMPLE) == ["de_einfach", "de"]
    assert language.spoken("de_AT") == ["de"]
