"""Before anything goes out its author sees what the rules have found, offline too, and what may be there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry

from plugin.domain.validation import Code
from plugin.workflows.review import contributions
from tests.gui.reviewing import sound_benches

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, connection_of

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    """Sound benches in Altmarkfurt, from the middle of the list: the ends belong to other tests."""
    found = sound_benches(demo_source)
    return iter(found[len(found) // 2 :])


@pytest.fixture
def bench(benches: Iterator[str]) -> str:
    return next(benches)


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()


def found(anna: Volunteer) -> list[str]:
    """What stands below the changes of the tree."""
    tree = anna.page.changes.tree
    tops = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    lines = [top.child(number) for top in tops for number in range(top.childCount())]
    return [line.child(number).text(0) for line in lines for number in range(line.childCount())]


def plants(anna: Volunteer, beside: str, metres: float) -> None:
    """A new bench, so many metres east of another one and just like it."""
    model = anna.layer.getFeature(anna.bench(beside))
    new = QgsFeature(anna.layer.fields())
    values = dict(zip([field.name() for field in anna.layer.fields()], model.attributes(), strict=True))
    for name, value in values.items():
        if name not in ("fid", "_id", "_fid", "uuid"):
            new.setAttribute(name, value)
    shape = QgsGeometry(model.geometry())
    shape.translate(metres, 0)
    new.setGeometry(shape)
    anna.layer.startEditing()
    assert anna.layer.addFeature(new) and anna.layer.commitChanges(), anna.layer.commitErrors()


def test_a_wrong_value_is_told_while_one_works_and_leads_to_its_field(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="kaputt")
    until(lambda: found(anna))
    assert found(anna) == ["✖ error: zustand: “kaputt” is not in the list of values."]
    assert "to be corrected: 1" in anna.page.found.text()

    tree = anna.page.changes.tree
    tree.setCurrentItem(tree.topLevelItem(0).child(0).child(0))
    assert "Correct it." in anna.page.changes.about.text()
    tree.itemClicked.emit(tree.currentItem(), 0)
    tree.itemActivated.emit(tree.currentItem(), 0)  # a double click is one wish
    assert len(anna.window.zoomed) == 1
    (form,) = anna.window.forms
    assert form is not None
    until(lambda: form.focusWidget() is not None and "zustand" in names_above(form.focusWidget()))
    form.close()

    anna.changes(bench, zustand="defekt")
    until(lambda: found(anna) == [] and not anna.page.found.text())
    assert anna.sent() == []


def names_above(widget: object) -> list[str]:
    names = []
    while widget is not None:
        names.append(widget.objectName())
        widget = widget.parentWidget()
    return names


def test_an_error_asks_for_a_second_click_and_no_third(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="kaputt")
    until(anna.lines)
    anna.submits(means_it=False)
    box = anna.page.submit_box
    assert box.told.startswith("Nothing was sent yet.") and "“kaputt” is not in the list of values." in box.told
    assert box.verb.text() == "Send anyway" and box.verb.isVisible() and anna.sent() == []
    assert anna.page.changes.selected_finding is not None, "the list leads to it"

    anna.submits(means_it=False)
    assert anna.sent() == [], "to press the same button twice is no decision"
    box.verb.click()
    anna.waits()
    assert box.told == "Sent for review: 1." and len(anna.sent()) == 1


def test_what_is_new_since_one_was_told_is_told_too(anna: Volunteer, bench: str, benches: Iterator[str]) -> None:
    other = next(benches)
    anna.changes(bench, zustand="kaputt")
    until(anna.lines)
    anna.submits(means_it=False)
    anna.changes(other, zustand="sonstwie")
    until(lambda: len(anna.lines()) == 2)
    anna.page.submit_box.verb.click()
    anna.waits()
    assert "“sonstwie”" in anna.page.submit_box.told and anna.sent() == []


def test_a_duplicate_is_shown_on_the_map_and_sent_anyway_with_a_note(anna: Volunteer, bench: str) -> None:
    plants(anna, bench, 1.0)
    until(lambda: found(anna))
    assert any("Something alike is there already, 1.0" in line for line in found(anna)), found(anna)

    anna.submits("Rundgang", means_it=False)
    assert "alike is there already" in anna.page.submit_box.told and anna.sent() == []
    assert len(anna.window.marks) == 2, "mine and the one that is there"
    (mine, solid), (other, dashed) = anna.window.marks
    assert mine != other and solid != dashed
    there = anna.layer.getFeature(anna.bench(bench)).geometry()
    assert QgsGeometry.fromWkt(other).distance(there) < 0.01

    anna.page.submit_box.verb.click()
    anna.waits()
    (uuid,) = anna.sent()
    arrived = contributions(connection_of(anna.session), [uuid])[uuid]
    assert arrived.comment.startswith("Rundgang\n\nSent anyway: Something alike is there already, 1.0")
    assert str(Code.DUP_CANDIDATE) in arrived.findings
    assert "PII" not in arrived.findings and "NONSENSE" not in arrived.findings, "the note is no finding itself"
    until(lambda: anna.window.marks == [])


def test_it_is_all_checked_without_a_network(
    anna: Volunteer, bench: str, login: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.session.connection = None  # as after a start of QGIS where nobody answers
    anna.changes(bench, zustand="kaputt")
    until(lambda: found(anna))
    assert found(anna) == ["✖ error: zustand: “kaputt” is not in the list of values."]
    assert not anna.page.submit_box.submit.isEnabled()


def test_what_is_with_the_municipality_is_not_checked_again(anna: Volunteer, bench: str) -> None:
    anna.changes(bench, zustand="kaputt")
    until(anna.lines)
    anna.submits()
    until(lambda: not anna.page._checking.busy)
    assert found(anna) == [] and anna.page.found.text() == "" and anna.lines() == []


def test_qgis_saves_while_it_is_checked(anna: Volunteer, bench: str) -> None:
    """Checking reads the file with QGIS's own provider, beside the layer that is being edited."""
    plants(anna, bench, 1.0)
    until(lambda: found(anna))
    field, row = anna.layer.fields().indexOf("lehne"), anna.bench(bench)
    for turn in range(12):
        anna.page.checking.follow(anna.page._local, True)
        anna.layer.startEditing()
        anna.layer.changeAttributeValue(row, field, "ja" if turn % 2 else "nein")
        anna.page.checking.follow(anna.page._local, True)
        until(lambda: anna.page._checking.busy)
        assert anna.layer.commitChanges(), anna.layer.commitErrors()
    until(lambda: not anna.page._checking.busy)
