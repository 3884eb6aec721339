"""Handing over by clicking: nothing is chosen beforehand, what is missing is said, and the county hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.gui.review.hand_over_bar import HandOverBar, Order
from plugin.gui.review.queue_model import Column
from plugin.workflows import review
from plugin.workflows.connection import Connection
from tests.gui.conftest import until
from tests.gui.reviewing import SECOND, Desk, propose, sound_benches

pytestmark = pytest.mark.qgis
NAMES = {"kreis": "Landratsamt <b>Dreiwasser</b>", "bauhof": "Bauhof"}
NARROW = 360
"""What a page has in a dock of 380 pixels."""
BENCH = Change(Operation.DELETE, Feature("sitzbank", "17", "EPSG:25833"), None)


def row(**values: object) -> Contribution:
    until_when = (datetime.now(UTC) + timedelta(minutes=20)).isoformat()
    usual = {"status": Status.IN_REVIEW, "author": "p-anna", "claimed_by": "p-me", "claimed_until": until_when}
    return Contribution("u-1", BENCH, "sitzbank", **{**usual, **values})  # type: ignore[arg-type]


@pytest.fixture
def bar(qgis_app: QgsApplication) -> Iterator[HandOverBar]:
    made = HandOverBar()
    yield made
    made.deleteLater()


def offered(bar: HandOverBar) -> list[bool]:
    return [not part.isHidden() for part in (bar.forward_button, bar.take_on_button, bar.return_button)]


def test_what_can_be_done_depends_on_where_it_is(bar: HandOverBar) -> None:
    bar.show_contribution(row(), "p-me", NAMES)
    assert offered(bar) == [True, False, False]
    bar.show_contribution(row(claimed_by="p-other"), "p-me", NAMES)
    assert offered(bar) == [False, False, False] and bar.isHidden()
    bar.show_contribution(row(status=Status.FORWARDED, claimed_by="", responsible_body="kreis"), "p-me", NAMES)
    assert offered(bar) == [False, True, True]
    assert bar.words.text() == "Responsible: Landratsamt <b>Dreiwasser</b>"
    bar.show_contribution(row(status=Status.FORWARDED, author="p-me", claimed_by=""), "p-me", NAMES)
    assert offered(bar) == [False, False, False], "nobody takes on their own"


def test_a_deadline_that_has_passed_is_said(bar: HandOverBar) -> None:
    due = (datetime.now(UTC) - timedelta(days=3, hours=1)).isoformat()
    bar.show_contribution(row(responsible_body="bauhof", due=due), "p-me", NAMES)
    assert bar.words.text() == "Responsible: Bauhof (deadline: late: 3 days)"


def test_nothing_is_chosen_beforehand_and_what_is_missing_is_said(bar: HandOverBar) -> None:
    heard: list[Order] = []
    bar.forward.connect(heard.append)
    bar.show_contribution(row(), "p-me", NAMES)
    bar.forward_button.click()
    assert not bar.send.isEnabled() and bar._missing.text() == "Choose the authority."
    bar.bodies.setCurrentIndex(bar.bodies.findData("kreis"))
    assert bar._missing.text() == "Choose a reason."
    bar.reasons.setCurrentIndex(1)
    assert bar.send.isEnabled()
    bar.due.setText("Heiligabend")
    assert not bar.send.isEnabled() and "2026-12-24" in bar._missing.text()
    bar.due.setText("24.12.2026")  # as people here write it
    bar.note.setPlainText(" Liegt an der Kreisstraße. ")
    bar.send.click()
    assert heard == [Order("kreis", "2026-12-24", "not_responsible", "Liegt an der Kreisstraße.")]
    bar.show_contribution(row(), "p-me", NAMES)
    assert bar.note.toPlainText(), "what is written stays for the same contribution"
    bar.show_nothing()
    assert not bar.note.toPlainText() and bar.bodies.currentData() == ""


def test_an_authority_with_a_long_name_does_not_make_the_page_wide(bar: HandOverBar) -> None:
    bar.show_contribution(row(), "p-me", NAMES | {"verband": "Zweckverband " + "Abwasser und Wege " * 8})
    bar.forward_button.click()
    bar.bodies.setCurrentIndex(bar.bodies.findData("verband"))
    assert bar.minimumSizeHint().width() <= NARROW


def test_everything_has_a_name_for_those_who_do_not_see_it(bar: HandOverBar) -> None:
    bar.show_contribution(row(), "p-me", {})
    for kind in (QComboBox, QLineEdit, QPlainTextEdit):
        assert all(
            part.accessibleName() for part in (bar.bodies, bar.due, bar.reasons, bar.note) if isinstance(part, kind)
        )
    assert all(part.text() for part in bar.findChildren(QPushButton))
    assert bar.bodies.isEditable(), "a service that names no authorities takes any name"


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.mark.live
def test_a_bench_goes_to_the_county_and_comes_back_by_clicking(
    anna: Connection, sit_down: Callable[..., Desk], demo_source: Path
) -> None:
    uuid = propose(anna, sound_benches(demo_source)[-3], material="stein")
    desk = sit_down()
    desk.look_at(uuid)
    desk.claim()
    bar, model = desk.page.handing, desk.page.queue.model
    bar.forward_button.click()
    assert desk.page.minimumSizeHint().width() <= NARROW, "with all that can be decided"
    bar.bodies.setCurrentIndex(bar.bodies.findData("kreis-service"))
    bar.reasons.setCurrentIndex(1)
    bar.send.click()
    until(lambda: not bar.take_on_button.isHidden() or desk.problem())
    assert not desk.problem()
    place = model.row_of(uuid)
    assert place is not None
    assert model.index(place, Column.BODY).data() == "Landkreis Dreiwasser, Servicestelle"
    assert model.index(place, Column.DUE).data() in ("in 20 days", "in 21 days"), "as the list last looked at the clock"
    county = sit_down(SECOND)
    county.look_at(uuid)
    county.page.handing.return_button.click()
    county.page.handing.reasons.setCurrentIndex(1)
    county.page.handing.send.click()
    until(lambda: county.page.handing.return_button.isHidden() or county.problem())
    assert not county.problem()
    county.idle()
    found = review.named(anna, [uuid])[0]
    assert (found.status, found.responsible_body, found.due) == (Status.SUBMITTED, "bauhof-a", "")
