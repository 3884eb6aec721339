"""Correcting and conversing on the page Prüfen, against the real service: what is made of a bench arrives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QBuffer, QIODevice
from qgis.PyQt.QtGui import QColor, QImage

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.pictures import for_sending
from plugin.domain.contribution import Change, Operation, Status
from plugin.gui.mine.contributions_entries import detail, entries
from plugin.gui.versions.taking_table import RESULT
from plugin.gui.versions.versions_table import BEFORE, NOW
from plugin.workflows import review
from plugin.workflows.attach import attach
from plugin.workflows.connection import Connection
from plugin.workflows.history import history
from plugin.workflows.mine import my_contributions
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision
from tests.gui.conftest import until

from .reviewing import Desk, bench, propose, send, sound_benches, status

pytestmark = [pytest.mark.qgis, pytest.mark.live]
_taken = count()


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.fixture
def colleague(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("verwaltung"))


@pytest.fixture
def mine(demo_source: Path) -> str:
    """A bench for one test alone, of those in the middle: other files take theirs from the ends."""
    benches = sound_benches(demo_source)
    return benches[2 * len(benches) // 3 + next(_taken)]


def correct(desk: Desk) -> None:
    view = desk.page.view
    view.correction.start.click()
    until(lambda: view.correction.correcting is not None)


def take(desk: Desk, field: str, column: int) -> None:
    model = desk.page.view.table.model
    assert model.take(model.index(model.row_of(field), column))


def test_a_proposal_is_corrected_accepted_and_published_and_its_author_is_told(
    anna: Connection, colleague: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    was = bench(anna, mine)
    uuid, desk = propose(anna, mine, "Rundgang", north=4.0, zustand="defekt", material="stein"), sit_down()
    desk.look_at(uuid)
    assert desk.page.view.correction.isHidden(), "nothing is corrected without a claim"
    desk.claim()
    correct(desk)
    view = desk.page.view
    take(desk, "(geometry)", BEFORE)
    row = view.table.model.row_of("material")
    choices = view.correction.correcting.choices("material")
    assert "metall" in choices and "stein" in choices
    view.table.model.put(view.table.model.index(row, RESULT), "metall")
    view.correction.note.setText("Sie steht noch am alten Platz.")
    view.correction.accept.click()
    until(lambda: status(anna, uuid) is Status.ACCEPTED)
    desk.idle()
    found = review.named(anna, [uuid])[0]
    assert found.change.proposed.properties["material"] == "stein", "what Anna said stays"
    assert found.outcome.proposed.properties["material"] == "metall" and found.note == "Sie steht noch am alten Platz."
    (entry,) = [one for one in entries(None, my_contributions(anna), {}) if one.uuid == uuid]
    told = detail(entry, "")
    assert "What the municipality has corrected" in told and "material stein → metall" in told
    assert "Moved by 4" in told and "Sie steht noch am alten Platz." in told
    assert publish(colleague, [uuid]).done == [uuid]
    now = bench(anna, mine)
    assert (now.properties["zustand"], now.properties["material"]) == ("defekt", "metall")
    assert now.geometry == was.geometry and status(anna, uuid) is Status.PUBLISHED


def test_what_somebody_else_has_changed_since_is_put_together_and_published(
    anna: Connection, colleague: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid = propose(anna, mine, zustand="defekt", material="stein")
    first = propose(anna, mine, material="metall")
    review.claim(colleague, first)
    review.decide_seen(colleague, review.named(colleague, [first])[0], Decision.ACCEPT)
    publish(colleague, [first])
    desk = sit_down()
    desk.look_at(uuid)
    bar, view = desk.page.bar, desk.page.view
    bar.claim_button.click()
    until(lambda: bar.reject.isEnabled())
    assert not bar.accept.isEnabled() and "Look at the difference first" in bar.words.text()
    view.meanwhile.look.click()
    assert bar.accept.isEnabled() and "first" not in bar.words.text()
    correct(desk)
    assert not view.correction.accept.isEnabled()
    take(desk, "material", NOW)
    view.correction.accept.click()
    until(lambda: status(anna, uuid) is Status.ACCEPTED)
    desk.idle()
    assert publish(colleague, [uuid]).done == [uuid]
    now = bench(anna, mine).properties
    assert (now["zustand"], now["material"]) == ("defekt", "metall")


def test_a_decision_that_is_taken_back_goes_on_with_the_correction(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    uuid, desk = propose(anna, mine, zustand="defekt", material="stein"), sit_down()
    desk.look_at(uuid)
    desk.claim()
    correct(desk)
    take(desk, "material", BEFORE)
    desk.page.view.correction.accept.click()
    until(lambda: desk.window.acts)
    desk.idle()
    desk.window.acts[-1]()
    until(lambda: desk.looks_at() == uuid and desk.page.bar.accept.isEnabled())
    correct(desk)
    assert list(desk.page.view.correction.correcting.values) == ["material"]


def test_a_bench_that_is_there_already_is_shown_and_comments_and_photos_stand_beside_it(
    anna: Connection, sit_down: Callable[..., Desk], mine: str
) -> None:
    there = bench(anna, mine)
    x, y, *rest = there.geometry["coordinates"]
    place = {**there.geometry, "coordinates": [x + 0.5, y, *rest]}
    ours = {name: value for name, value in there.properties.items() if name not in ("fid", "uuid")}
    uuid = send(anna, Change(Operation.INSERT, None, replace(there, key=None, geometry=place, properties=ours)))
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("#117733"))
    attach(anna, uuid, for_sending(_jpeg(image)))
    desk = sit_down()
    desk.look_at(uuid)
    view = desk.page.view
    assert view.twin.twin is not None and view.twin.twin.key == mine and "0.5 m away" in view.twin.words.text()
    until(lambda: view.photos.strip.list.count() == 1)
    view.remark.text.setPlainText("Ist das die Bank am Brunnen?")
    view.remark.send.click()
    until(lambda: view.remark.text.toPlainText() == "")
    assert "Ist das die Bank am Brunnen?" in view.history.toPlainText()
    view.twin.no.click()
    until(view.twin.isHidden)
    assert len(history(anna, uuid).remarks) == 2
    image.fill(QColor("#113377"))
    attach(anna, uuid, for_sending(_jpeg(image)))  # while it was on the screen
    desk.claim()
    until(lambda: view.photos.strip.list.count() == 2)
    view.twin.duplicate.emit()
    assert desk.page.bar.form.draft.decision is Decision.DUPLICATE


def _jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(buffer.data())
