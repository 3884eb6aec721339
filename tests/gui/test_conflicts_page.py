"""Somebody else was there too: a conflict from the refresh to the submission, in the page Meine Beiträge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from osgeo import ogr
from qgis.core import QgsFeatureRequest, QgsGeometry, QgsPointXY, QgsVectorLayer

from plugin.adapters import map_layers
from plugin.adapters.background import Job
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.merge import GEOMETRY
from plugin.gui.map.copy_list import words_of
from plugin.gui.map.copy_refresh import refreshed_text
from plugin.gui.map.work import bring_up_to_date
from plugin.gui.mine.conflict_table import RESULT
from plugin.gui.mine.page import MinePage
from plugin.gui.places.indicators import state_of
from plugin.workflows.check_out import check_out
from plugin.workflows.contribute import submit
from plugin.workflows.history import history
from plugin.workflows.review import contributions
from plugin.workflows.synchronise import refresh
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import BENCHES, Enter, Volunteer, connection_of

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, each for one test; those of the first quarter belong to this file."""
    data = ogr.Open(str(demo_source / "dreiwasser.gpkg"))
    sound = {row["uuid"] for row in data.GetLayer("sitzbank") if row["zustand"] == "gut"}
    found = [uuid for uuid in benches_in(demo_source, ALTMARKFURT) if uuid in sound]
    return iter(found[len(found) // 4 : len(found) // 2])


@pytest.fixture
def bench(benches: Iterator[str]) -> str:
    return next(benches)


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()


Office = Callable[..., None]


@pytest.fixture
def office(enter: Enter, tmp_path: Path) -> Office:
    """The municipality's own staff change or delete a bench, and publish it at once."""
    session = enter("verwaltung")

    def changes(uuid: str, north: float = 0.0, gone: bool = False, **values: Any) -> None:
        path, link = tmp_path / f"amt-{uuid4()}.gpkg", connection_of(session)
        with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
            check_out(link, copy, [BENCHES])
            (record,) = copy.records()
            edit(map_layers.copy_layer(path, record, True), uuid, north, gone, values)
            done = submit(link, copy, comment="Amtlich", direct=True, new_uuid=lambda: str(uuid4()))
        assert len(done.published) == 1

    return changes


def edit(layer: QgsVectorLayer, uuid: str, north: float, gone: bool, values: dict[str, Any]) -> None:
    request = QgsFeatureRequest().setFilterExpression(f"\"uuid\" = '{uuid}'")
    feature = next(layer.getFeatures(request))
    layer.startEditing()
    if gone:
        layer.deleteFeature(feature.id())
    for name, value in values.items():
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), value)
    if north:
        at = feature.geometry().asPoint()
        layer.changeGeometry(feature.id(), QgsGeometry.fromPointXY(QgsPointXY(at.x(), at.y() + north)))
    assert layer.commitChanges(), layer.commitErrors()


def refreshes(anna: Volunteer) -> None:
    """As the button on the page Karte does it."""
    with WorkingCopy.open(anna.path) as copy:
        refresh(connection_of(anna.session), copy)
    map_layers.read_again(anna.path)
    anna.session.work_changed.emit()
    anna.waits()


def conflict_lines(anna: Volunteer) -> list[str]:
    tree = anna.page.conflicts.tree
    return [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]


def chooses(anna: Volunteer, field: str, column: int) -> None:
    """In the table, as a click does."""
    model = anna.page.conflicts.table.model
    row = next(row for row in range(model.rowCount()) if str(model.index(row, 0).data()).endswith(field))
    assert model.take(model.index(row, column))


def sees(anna: Volunteer) -> None:
    until(lambda: anna.page.conflicts.deciding is not None)


def test_from_the_refresh_to_the_submission(anna: Volunteer, office: Office, bench: str) -> None:
    page = anna.page
    assert not page.conflict_group.isVisible()
    anna.changes(bench, zustand="defekt", lehne="teils")
    office(bench, zustand="fehlt", material="beton")
    refreshes(anna)
    sees(anna)
    assert page.conflict_group.isVisible() and page.conflict_group.title() == "Conflicts (1)"
    (told,) = conflict_lines(anna)
    assert told.endswith("both changed: zustand")
    assert (
        anna.value(bench, "zustand") == "defekt" and anna.value(bench, "material") != "stein"
    )  # nothing of hers moved
    (line,) = anna.lines()
    assert line.endswith("conflict: to be decided above")
    state = state_of(page._overview, BENCHES, 0, own=True)
    assert state.icon == "conflict" and state.words == "Objects that somebody else has changed too: 1. Decide them."
    below = words_of(page._overview.layers[0], 1, {}, 1)
    assert "⚠ conflicts: 1" in below and "protection: all or nothing" in below

    assert not page.conflicts.use.isEnabled()
    chooses(anna, "zustand", 2)
    page.conflicts.use.click()
    anna.waits()
    assert not page.conflict_group.isVisible() and page.submit_box.told.startswith("Decided: ")
    (material,) = {anna.value(bench, "material")}
    assert (anna.value(bench, "zustand"), anna.value(bench, "lehne"), material) == ("defekt", "teils", "beton")

    anna.submits("Ich war dort")
    (uuid,) = anna.sent()
    sent = contributions(connection_of(anna.session), [uuid])[uuid]
    assert sent.change.base is not None and sent.change.base.properties["zustand"] == "fehlt"
    assert sent.change.proposed is not None and sent.change.proposed.properties["zustand"] == "defekt"


def test_what_was_decided_is_taken_back_and_decided_otherwise(anna: Volunteer, office: Office, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    anna.page.conflicts.all_theirs.click()
    anna.page.conflicts.use.click()
    anna.waits()
    assert anna.value(bench, "zustand") == "fehlt" and anna.lines() == []
    assert "nothing is to be sent" in anna.page.submit_box.told
    anna.page.submit_box.verb.click()
    anna.waits()
    assert anna.value(bench, "zustand") == "defekt" and len(conflict_lines(anna)) == 1
    sees(anna)
    index = anna.page.conflicts.table.model.index(0, RESULT)
    assert anna.page.conflicts.table.model.setData(index, "wackelt")
    anna.page.conflicts.use.click()
    anna.waits()
    assert anna.value(bench, "zustand") == "wackelt" and len(anna.lines()) == 1


def test_both_moved_it(anna: Volunteer, office: Office, bench: str) -> None:
    request = QgsFeatureRequest().setFilterExpression(f"\"uuid\" = '{bench}'")
    at = next(anna.layer.getFeatures(request)).geometry().asPoint()
    edit(anna.layer, bench, 3.0, False, {})
    office(bench, north=-4.0)
    refreshes(anna)
    sees(anna)
    compared = anna.page.conflicts._compared
    assert [row.proposed for row in compared.rows if row.conflict] == ["Δ 3.00 m"]
    assert "7.00 m apart" in anna.page.conflicts.about.text() and len(anna.window.marks) == 3
    chooses(anna, "Place", 3)
    assert anna.page.conflicts.deciding.choices.keys() == {GEOMETRY}
    anna.page.conflicts.use.click()
    anna.waits()
    now = anna.layer.getFeature(anna.bench(bench)).geometry().asPoint()
    assert abs(now.y() - (at.y() - 4.0)) < 0.001 and anna.window.marks == []


def test_deleted_here_and_changed_there_and_the_other_way_round(
    anna: Volunteer, office: Office, benches: Iterator[str]
) -> None:
    gone_here, gone_there = next(benches), next(benches)
    edit(anna.layer, gone_here, 0.0, True, {})
    anna.changes(gone_there, zustand="defekt")
    office(gone_here, zustand="fehlt")
    office(gone_there, gone=True)
    refreshes(anna)
    sees(anna)
    lines = conflict_lines(anna)
    assert {line.rpartition(" · ")[2] for line in lines} == {
        "deleted by you, changed by somebody else",
        "changed by you, deleted by somebody else",
    }
    assert len(lines) == 2
    view = anna.page.conflicts
    mine = next(row for row in range(2) if "deleted by you" in lines[row])
    view.tree.setCurrentItem(view.tree.topLevelItem(mine))
    sees(anna)
    view.answers[1].click()  # keep it as the municipality has it
    anna.waits()
    assert anna.value(gone_here, "zustand") == "fehlt" and len(conflict_lines(anna)) == 1
    sees(anna)
    view.answers[0].click()  # bring it back
    anna.waits()
    (line,) = anna.lines()
    assert "New" in line and not anna.page.conflict_group.isVisible()


def test_mine_becomes_a_comment(anna: Volunteer, office: Office, benches: Iterator[str]) -> None:
    bench = next(benches)
    anna.changes(bench, zustand="defekt", lehne="teils")
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    anna.page.submit_box.comment.setPlainText("Rundgang")
    anna.page.conflicts.comment.click()
    anna.waits()
    assert anna.value(bench, "zustand") == "fehlt" and anna.value(bench, "lehne") == "teils"
    text = anna.page.submit_box.text
    assert text.startswith("Rundgang\n") and "zustand: I had “defekt”, there it says “fehlt”" in text
    anna.page.submit_box.verb.click()
    anna.waits()
    assert anna.page.submit_box.text == "Rundgang" and anna.value(bench, "zustand") == "defekt"
    assert len(conflict_lines(anna)) == 1


def test_nothing_is_decided_about_what_nobody_has_seen(anna: Volunteer, office: Office, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    chooses(anna, "zustand", 3)
    office(bench, zustand="mangelhaft")
    with WorkingCopy.open(anna.path) as copy:  # from another window, say
        refresh(connection_of(anna.session), copy)
    anna.page.conflicts.use.click()
    anna.waits()
    assert "changed since you looked" in anna.page.problem.accessibleDescription()
    assert anna.value(bench, "zustand") == "defekt" and len(conflict_lines(anna)) == 1
    sees(anna)
    assert anna.page.conflicts.deciding.choices == {}


def test_edits_that_are_open_in_qgis_are_not_decided_over(anna: Volunteer, office: Office, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    anna.layer.startEditing()
    anna.layer.changeAttributeValue(anna.bench(bench), anna.layer.fields().indexOf("lehne"), "noch nicht gespeichert")
    anna.page.conflicts.all_theirs.click()
    anna.page.conflicts.use.click()
    assert anna.page.problem.isVisible() and anna.layer.isModified()
    anna.layer.rollBack()
    assert anna.value(bench, "zustand") == "defekt"


def test_what_is_in_conflict_is_not_sent_and_all_else_is(
    anna: Volunteer, office: Office, benches: Iterator[str]
) -> None:
    bench, other = next(benches), next(benches)
    anna.changes(bench, zustand="defekt")
    anna.changes(other, zustand="defekt")
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    anna.submits("beide")
    assert anna.page.submit_box.told == "Sent for review: 1. In conflict, and not sent before you decide: 1."
    assert len(anna.lines()) == 1 and len(conflict_lines(anna)) == 1


def test_a_comment_that_waits_for_its_submission_is_there_again(
    anna: Volunteer, window: TestWindow, office: Office, bench: str
) -> None:
    anna.changes(bench, zustand="defekt")
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    anna.page.conflicts.comment.click()
    anna.waits()
    assert "goes with your next submission" in anna.page.submit_box.told and anna.lines() == []
    text = anna.page.submit_box.text
    anna.gets_up()
    page = MinePage(anna.session, window)  # type: ignore[arg-type]
    assert page.submit_box.text == text != ""
    page.close_page()


def test_of_what_the_municipality_has_the_comment_goes_there_at_once(
    anna: Volunteer, office: Office, bench: str, enter: Enter
) -> None:
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.submits("Latte")
    (uuid,) = anna.sent()
    office(bench, zustand="fehlt")
    refreshes(anna)
    sees(anna)
    assert "has not answered yet" in anna.page.conflicts.about.text() and "answer awaited" in conflict_lines(anna)[0]
    anna.page.conflicts.comment.click()
    anna.waits()
    assert anna.page.submit_box.told.startswith("Sent as a comment: ") and anna.page.submit_box.text == ""
    said = history(connection_of(enter("pruefung-altmarkfurt")), uuid).remarks
    assert any("I had “defekt”, there it says “fehlt”" in remark.text for remark in said)


def test_a_refresh_names_what_it_has_put_together(anna: Volunteer, office: Office, bench: str) -> None:
    anna.changes(bench, zustand="defekt")
    office(bench, material="beton")
    found = bring_up_to_date(connection_of(anna.session), anna.path, Job(lambda _part: None))
    assert found.conflicts == 0 and len(found.merged) == 1
    assert "Put together with your changes, nothing of either is lost: 1 (" in refreshed_text(found)
    anna.session.work_changed.emit()
    anna.waits()
    assert not anna.page.conflict_group.isVisible() and len(anna.lines()) == 1
    assert (anna.value(bench, "zustand"), anna.value(bench, "material")) == ("defekt", "beton")
