"""What a rule has accepted says so, to its author and to reviewers, who can confirm it or object."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from plugin.adapters import trust_words
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.errors import NotAService
from plugin.domain.feature import Feature
from plugin.domain.trust import Bar, Ground, Tier
from plugin.gui.mine.contributions_entries import Entry, detail, state_word
from plugin.gui.review.decision_bar import DecisionBar
from plugin.gui.review.history_words import history_text
from plugin.gui.review.page import ReviewPage
from plugin.gui.review.queue_model import Column, QueueModel
from plugin.gui.session import Session
from plugin.services import whoami
from plugin.services.whoami import WhoAmI
from plugin.workflows.afterwards import Look
from plugin.workflows.history import History, Step
from plugin.workflows.review import Summary

from .conftest import TestWindow, until

pytestmark = pytest.mark.qgis
ME, ANNA = "p-1111111111", "p-00000000aa"
BENCH = Feature("sitzbank", "7", "EPSG:25833", {"type": "Point", "coordinates": [1.0, 2.0]}, {"lehne": "ja"})
CHANGE = Change(Operation.UPDATE, BENCH, BENCH)


def contribution(**more: Any) -> Contribution:
    about = {"author": ANNA, "status": Status.PUBLISHED, "automatic": "harmless_attributes", "afterwards": "drawn"}
    return Contribution(**{"uuid": "u", "change": CHANGE, "layer": "sitzbank", **about, **more})


@pytest.fixture
def bar(qgis_app: object) -> DecisionBar:
    return DecisionBar()


def offered(bar: DecisionBar, one: Contribution, me: str = ME) -> set[str]:
    bar.show_contribution(one, History(), me)
    shown = {"confirm": bar.by_rule.confirm, "object": bar.by_rule.object, "claim": bar.claim_button}
    shown |= {"publish": bar.publish_button, "take back": bar.take_back_button}
    inside = bar.by_rule.isVisibleTo(bar)
    return {
        name for name, part in shown.items() if part.isVisibleTo(bar) and (inside or name not in ("confirm", "object"))
    }


def test_a_reviewer_confirms_or_objects_and_nobody_their_own(bar: DecisionBar) -> None:
    assert offered(bar, contribution()) == {"confirm", "object"}
    assert "drawn by lot" in bar.words.text()
    assert offered(bar, contribution(status=Status.ACCEPTED)) == {"confirm", "claim", "publish"}
    assert "claim it" in bar.words.text()
    assert offered(bar, contribution(afterwards="confirmed")) == set()
    assert offered(bar, contribution(), me=ANNA) == set()
    assert offered(bar, contribution(automatic="", afterwards="")) == set()


def test_what_is_said_is_sent_and_an_objection_needs_a_reason(bar: DecisionBar) -> None:
    said: list[tuple[Any, str, str]] = []
    bar.decided.connect(lambda *what: said.append(what))
    offered(bar, contribution())
    bar.by_rule.confirm.click()
    assert said == [(Look.CONFIRM, "", "")]
    bar.by_rule.object.click()
    assert bar.form.isVisibleTo(bar) and not bar.form.send.isEnabled()
    bar.form.reasons.setCurrentIndex(bar.form.reasons.findData("attributes"))
    bar.form.note.setPlainText("Die Bank hat keine Lehne.")
    bar.form.send.click()
    assert said[-1] == (Look.OBJECT, "attributes", "Die Bank hat keine Lehne.")
    bar.set_busy(True)
    assert not bar.by_rule.confirm.isEnabled()


def test_both_are_said_by_keyboard_too(window: TestWindow) -> None:
    said: list[tuple[Any, str, str]] = []
    page = ReviewPage(session := Session(), window)
    page.bar.decided.disconnect()
    page.bar.decided.connect(lambda *what: said.append(what))
    page.show()
    page.activateWindow()
    until(page.isActiveWindow)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its list is not there without a service
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_O)
    assert said == [] and "Not possible at the moment" in window.told[-1][0]
    offered(page.bar, contribution())
    QTest.keyClick(page, Qt.Key.Key_I)
    assert said == [], "what cannot be taken back is no single letter"
    QTest.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    assert said == [(Look.CONFIRM, "", "")] and "(Shift+I)" in page.bar.by_rule.confirm.toolTip()
    QTest.keyClick(page, Qt.Key.Key_O)
    assert page.bar.form.isVisible() and page.bar.form.reasons.hasFocus()
    page.close_page()
    page.deleteLater()
    session.close()


def test_list_and_history_say_it_in_words(qgis_app: object) -> None:
    model = QueueModel()
    row = Summary("u", "sitzbank", "update", "accepted", "2026-05-04T09:30:00Z", ANNA, automatic="small_move", tier="2")
    model.load([row], {})

    def cell(column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> str:
        return str(model.data(model.index(0, column), role))

    assert cell(Column.STATUS) == "✓ accepted by rule"
    assert "at most 3 m" in cell(Column.STATUS, Qt.ItemDataRole.ToolTipRole)
    assert cell(Column.AUTHOR) == f"{ANNA} (proven)"
    time = datetime(2026, 5, 4, tzinfo=UTC).isoformat()
    steps = (
        Step(time, "automatic", "submitted", "accepted", "harmless_attributes:tier_2"),
        Step(time, ME, "published", "objected", "attributes"),
    )
    first, second = history_text(History(steps=steps), ME).splitlines()
    assert "the service, by rule" in first and "harmless change" in first and "Level: proven" in first
    assert "objected" in second


def test_its_author_reads_that_it_was_a_rule(qgis_app: object) -> None:
    entry = Entry("u", CHANGE, "Bänke", "2026-05-04T09:30:00Z", Status.ACCEPTED, automatic="new_point")
    assert state_word(entry) == "accepted by rule"
    assert "a new point of a trusted person" in detail(entry, ANNA)


def test_every_rule_and_level_has_words_and_strangers_have_none(qgis_app: object) -> None:
    assert len({trust_words.held_text(str(bar)) for bar in Bar}) >= len(Bar) - 4
    assert all(trust_words.held_text(f"{bar}:<b>x</b>") for bar in Bar)
    assert len({trust_words.automatic_text(ground, "drawn") for ground in Ground}) == len(Ground)
    assert len({trust_words.tier_line(tier) for tier in Tier}) == len({*map(trust_words.tier_word, Tier)}) == 4
    assert trust_words.held_text("<b>tier") == "" == trust_words.event_reason("position")
    assert trust_words.tier_of_text("7") is trust_words.tier_of_text("") is None


def test_a_service_says_how_far_one_is_trusted_or_does_not() -> None:
    who = WhoAmI(1, "0.1.0", "e", "atomic", "anna")
    for tier in (None, 0, 2):
        assert whoami.parse(whoami.build(WhoAmI(1, "0.1.0", "e", "atomic", "anna", tier=tier))).tier == tier
    with pytest.raises(NotAService):
        whoami.parse(whoami.build(who).replace(b'"epoch"', b'"tier": "3", "epoch"'))
