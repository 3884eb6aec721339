"""The page Meine Beiträge: from an edit in QGIS to the answer, with what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsGeometry, QgsPointXY

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.workflows.mine import my_contributions
from plugin.workflows.ports import ItemState
from plugin.workflows.review import Decision
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, answers, connection_of

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, each for one test; those at the front belong to other tests."""
    data = ogr.Open(str(demo_source / "dreiwasser.gpkg"))
    sound = {row["uuid"] for row in data.GetLayer("sitzbank") if row["zustand"] == "gut"}
    return iter([uuid for uuid in reversed(benches_in(demo_source, ALTMARKFURT)) if uuid in sound])


@pytest.fixture
def bench(benches: Iterator[str]) -> str:
    return next(benches)


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()


def test_the_whole_life_of_a_contribution(anna: Volunteer, enter: Enter, bench: str) -> None:
    was = anna.value(bench, "zustand")
    assert anna.lines() == [] and not anna.page.submit_box.submit.isEnabled()
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    assert "Zustand" in anna.lines()[0] and "→ Defekt" in anna.lines()[0], "as the municipality calls it"

    anna.submits("Latte gebrochen")
    assert anna.page.submit_box.told == "Sent for review: 1."
    assert anna.lines() == [] and anna.page.submit_box.text == ""
    (uuid,) = anna.sent()
    assert anna.chooses(uuid).status is Status.SUBMITTED

    reviewer = enter("pruefung-altmarkfurt")
    answers(reviewer, uuid, Decision.ASK_BACK, "Welche Latte?\n<img src=file:///etc/passwd>")
    anna.page.ask()
    anna.waits()
    assert anna.window.told[-1][0] == "Answers to your contributions: 1" and anna.window.told[-1][2] == "Show"
    show = anna.window.acts[-1]
    assert show is not None
    show()
    assert anna.window.pages == ["mine"] and anna.page.contributions.selected.uuid == uuid
    text = anna.page.contributions.detail.toPlainText()
    assert "Welche Latte?\n<img src=file:///etc/passwd>" in text and text.startswith("Further work needed. ")
    assert "Latte gebrochen" in text and f"Zustand {was.capitalize()} → Defekt" in text

    anna.page.contributions.revise_button.click()
    assert anna.window.edited[-1] == (anna.layer, anna.bench(bench)) and anna.window.zoomed
    anna.layer.rollBack()
    anna.changes(bench, zustand="fehlt")
    until(anna.lines)
    anna.submits("Die ganze Bank fehlt")
    entry = anna.chooses(uuid)
    assert (entry.status, entry.revision) == (Status.SUBMITTED, 2)

    answers(reviewer, uuid, Decision.REJECT, "Sie steht jetzt am Markt.")
    anna.page.contributions.refresh_wanted.emit()
    anna.waits()
    entry = anna.chooses(uuid)
    assert entry.status is Status.REJECTED and anna.lines() == []
    told = anna.page.contributions.detail.toPlainText()
    assert told.index("Sie steht jetzt am Markt.") < told.index("Welche Latte?"), "the newest is read first"
    assert anna.page.contributions.restore_button.isVisible()
    anna.page.contributions.restore_button.click()
    anna.waits()
    assert anna.value(bench, "zustand") == was and WorkingCopy.open(anna.path).changes() == []
    assert not anna.page.contributions.restore_button.isVisible()
    assert anna.page.submit_box.told.startswith("Restored as it was: ")


def test_a_move_a_new_bench_and_a_deletion_are_told_in_plain_words(anna: Volunteer, benches: Iterator[str]) -> None:
    moved, gone = next(benches), next(benches)
    at = anna.layer.getFeature(anna.bench(moved)).geometry().asPoint()
    anna.layer.startEditing()
    anna.layer.changeGeometry(anna.bench(moved), QgsGeometry.fromPointXY(QgsPointXY(at.x() + 3, at.y() + 4)))
    anna.layer.deleteFeature(anna.bench(gone))
    anna.layer.commitChanges()
    until(lambda: len(anna.lines()) == 2)
    assert sorted(line.rpartition(": ")[2] for line in anna.lines()) == ["Deleted", "Moved by 5.0 m"]
    assert anna.page.changes.tree.topLevelItem(0).text(0).endswith("(2)")


def test_one_change_is_undone_and_taken_back_again(anna: Volunteer, benches: Iterator[str]) -> None:
    one, other = next(benches), next(benches)
    was = anna.value(one, "zustand")
    anna.changes(one, zustand="defekt")
    anna.changes(other, zustand="defekt")
    until(lambda: len(anna.lines()) == 2)
    rows = [anna.page.changes.tree.topLevelItem(0).child(number) for number in range(2)]
    first = next(row for row in rows if row.data(0, 0x0100).change.key == one)
    anna.page.changes.tree.setCurrentItem(first)
    anna.page.changes.buttons[2].click()
    anna.waits()
    assert anna.value(one, "zustand") == was and anna.value(other, "zustand") == "defekt"
    assert len(anna.lines()) == 1 and "defekt" in anna.page.submit_box.told
    anna.page.submit_box.verb.click()
    anna.waits()
    assert anna.value(one, "zustand") == "defekt" and len(anna.lines()) == 2


def test_edits_that_are_not_saved_are_told_saved_on_demand_and_guarded(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.layer.startEditing()
    anna.layer.changeAttributeValue(anna.bench(bench), anna.layer.fields().indexOf("zustand"), "fehlt")
    until(anna.page.save_button.isVisible)
    assert anna.page.notice.text().endswith(": 1")
    anna.chooses_change()
    anna.page.changes.buttons[2].click()  # undo would be lost on the edit that is open
    assert anna.page.problem.isVisible() and anna.value(bench, "zustand") == "fehlt"
    anna.page.save_button.click()
    until(lambda: "→ fehlt" in anna.lines()[0])
    assert not anna.page.save_button.isVisible() and not anna.layer.isModified()


def test_withdrawn_it_can_be_sent_again_or_restored(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.submits()
    (uuid,) = anna.sent()
    anna.chooses(uuid)
    anna.page.contributions.withdraw_button.click()
    anna.waits()
    entry = anna.chooses(uuid)
    assert entry.status is Status.WITHDRAWN and not anna.page.contributions.withdraw_button.isVisible()
    assert anna.value(bench, "zustand") == "defekt" and anna.lines() == []
    anna.page.contributions.revise_button.click()
    anna.waits()
    assert len(anna.lines()) == 1
    anna.layer.rollBack()
    anna.submits()
    assert len(anna.sent()) == 2


def test_a_contribution_of_another_working_copy_can_be_withdrawn(
    anna: Volunteer, window: TestWindow, bench: str, tmp_path: Path
) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.submits()
    (uuid,) = anna.sent()
    anna.gets_up()
    again = Volunteer.sits_down(anna.session, window, tmp_path / "ein anderer Rechner.gpkg")
    entry = again.chooses(uuid)
    assert entry.local_id is None and not again.page.contributions.revise_button.isVisible()
    again.page.contributions.withdraw_button.click()
    again.waits()
    assert again.chooses(uuid).status is Status.WITHDRAWN
    again.gets_up()


def test_two_quick_clicks_send_once(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.page.submit_box.submit.click()
    anna.page.submit_box.submit.click()
    anna.page.submitting.submit()
    anna.waits()
    assert len(anna.sent()) == 1 and anna.page.submit_box.told == "Sent for review: 1."
    revisions = [item.revision for item in WorkingCopy.open(anna.path).items()]
    assert revisions == [1]


def test_a_refused_change_tells_why_at_its_line_and_nothing_is_lost(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    elsewhere = anna.layer.getFeature(anna.bench(bench))
    anna.layer.startEditing()
    elsewhere.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(0, 0)))
    elsewhere.setAttribute(0, None)
    assert anna.layer.addFeature(elsewhere)
    anna.layer.commitChanges()
    until(lambda: len(anna.lines()) == 2)
    anna.submits("zwei auf einmal")
    assert anna.page.submit_box.told.startswith("Sent for review: 1. Not taken: 1.")
    (line,) = anna.lines()
    assert "not taken:" in line
    refused = next(item for item in WorkingCopy.open(anna.path).items() if item.state is ItemState.REFUSED)
    assert refused.reason[:20] in line and anna.page.submit_box.text == "zwei auf einmal"
    assert any(state == "not taken" for _, state in anna.entries())


def test_hostile_values_stay_text(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="<img src=file:///etc/passwd>\u202e&&")
    until(anna.lines)
    assert "<img src=file:///etc/passwd>&&" in anna.lines()[0]
    tip = anna.page.changes.tree.topLevelItem(0).child(0).toolTip(0)
    assert "&lt;img" in tip and "<img" not in tip


def test_staff_publish_at_once_where_the_layer_allows_it(
    enter: Enter, window: TestWindow, tmp_path: Path, bench: str
) -> None:
    office = Volunteer.sits_down(enter("verwaltung"), window, tmp_path / "Amt.gpkg")
    office.agrees()
    assert office.page.submit_box.direct.isHidden()
    office.changes(bench, zustand="defekt")
    until(lambda: not office.page.submit_box.direct.isHidden())
    office.page.submit_box.direct.setChecked(True)
    office.submits("Amtlich")
    assert office.page.submit_box.told == "Published: 1." and office.lines() == []
    assert not office.page.submit_box.direct.isChecked()
    (uuid,) = office.sent()
    assert office.chooses(uuid).status is Status.PUBLISHED
    assert window.told == [] and WorkingCopy.open(office.path).changes() == []
    office.gets_up()


def test_the_list_of_a_volunteer_holds_nothing_of_others(anna: Volunteer, enter: Enter, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.submits()
    (uuid,) = anna.sent()
    reviewer = enter("pruefung-altmarkfurt")  # who may see it in the queue
    mine = my_contributions(connection_of(reviewer)).found
    assert uuid not in {one.contribution.uuid for one in mine}
    assert uuid in {one.contribution.uuid for one in my_contributions(connection_of(anna.session)).found}
