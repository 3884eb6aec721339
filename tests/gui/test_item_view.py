"""The item view of a reviewer: what changed since is looked at first, values are corrected, duplicates are answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit

from plugin.adapters.settings import TOLERANCE
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.domain.merge import GEOMETRY
from plugin.domain.rules.finding import Code, Finding, Severity, to_text
from plugin.domain.validation import LayerRules, Rule, RuleBook
from plugin.domain.versions import lines, meanwhile, met
from plugin.gui.review.contribution_view import ContributionView
from plugin.gui.review.correcting import Ground
from plugin.gui.review.twin import Twin
from plugin.gui.review.work import Seen, conflicting
from plugin.gui.versions.place_words import place_of
from plugin.gui.versions.taking_table import RESULT
from plugin.gui.versions.versions_table import BEFORE, NOW, PROPOSED, rows_of
from plugin.workflows.history import History, Remark
from tests.gui.conftest import TestWindow, until

pytestmark = pytest.mark.qgis

CRS = QgsCoordinateReferenceSystem("EPSG:25833")
X, Y = 494754.0, 5671341.0
RULES = RuleBook(
    {
        "garten": LayerRules(
            "garten",
            (
                Rule("art", Code.DOMAIN, Severity.ERROR, ("art",), {"values": ["wiese", "beet"]}),
                Rule("beete", Code.RANGE, Severity.ERROR, ("beete",), {"min": 0, "max": 50}),
            ),
        )
    }
)
KINDS = {"art": "text", "beete": "integer", "name": "text"}


def garden(east: float = 0.0, **values: Any) -> Feature:
    ring = [[X, Y], [X + 20 + east, Y], [X + 20, Y + 20], [X, Y + 20], [X, Y]]
    given = {"art": "wiese", "beete": 4, "name": "Stadtgarten", **values}
    return Feature("garten", "17", "EPSG:25833", {"type": "Polygon", "coordinates": [ring]}, given)


BEFORE_, PROPOSED_ = garden(), garden(2.5, beete=400)


def seen_of(now: Feature | None = BEFORE_, change: Change | None = None, **more: Any) -> Seen:
    change = change or Change(Operation.UPDATE, BEFORE_, PROPOSED_)
    until_ = (datetime.now(UTC) + timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M:%SZ")
    contribution = Contribution(
        "c-1", change, "garten", author="p-anna", status=Status.IN_REVIEW, claimed_by="p-me", claimed_until=until_
    )
    fields = {name: more.pop(name) for name in ("findings", "status") if name in more}
    places = (place_of(change.base, None), place_of(change.proposed, change.base), place_of(now, change.base))
    together = met(change, now)
    rows = rows_of(lines(change, now), *places, conflicting(together))
    found = replace(contribution, **fields)
    seen = Seen(found, meanwhile(change, now), rows, places, CRS, History(), "p-me", together, now)
    return replace(seen, **more)


def ground(seen: Seen) -> Ground:
    return Ground(seen.contribution, seen.now, KINDS, RULES)


@pytest.fixture
def view(qgis_app: QgsApplication, window: TestWindow) -> Iterator[ContributionView]:
    made = ContributionView(window)
    made.resize(440, 1200)
    made.show()
    yield made
    made.close_view()
    made.deleteLater()


def show(view: ContributionView, seen: Seen) -> None:
    view.load(seen, "Gärten")
    view.tick()


def begin(view: ContributionView, seen: Seen) -> None:
    show(view, seen)
    view.correction.begin(ground(seen))


def becomes(view: ContributionView) -> dict[str, str]:
    model = view.table.model
    return {str(model.index(row, 0).data()): str(model.index(row, RESULT).data()) for row in range(model.rowCount())}


def go_to(view: ContributionView, field: str, column: int) -> None:
    model = view.table.model
    view.table.view.setCurrentIndex(model.index(model.row_of(field), column))


def test_a_value_is_taken_by_a_click_and_another_typed_and_both_go_out_together(view: ContributionView) -> None:
    seen, sent = seen_of(), []
    begin(view, seen)
    view.correction.accepted.connect(lambda change, note: sent.append((change, note)))
    assert becomes(view) == {"Place": "as in “Proposed”", "beete": "400"}
    assert not view.correction.accept.isEnabled(), "nothing is corrected yet"
    table, model = view.table.view, view.table.model
    there = table.visualRect(model.index(model.row_of(GEOMETRY), BEFORE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(there))
    assert becomes(view)["Place"] == "✎ as in “Before”" or becomes(view)["Place"] == "✎ as in “Now”"
    go_to(view, "beete", RESULT)
    QTest.keyClick(table, Qt.Key.Key_Space)
    (editor,) = table.findChildren(QLineEdit)
    assert editor.text() == "400" and editor.accessibleName() == "beete becomes"
    editor.selectAll()
    QTest.keyClicks(editor, "viele")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: not table.findChildren(QLineEdit))
    assert "This field takes a whole number." in view.correction._about.text() and becomes(view)["beete"] == "400"
    model.setData(model.index(model.row_of("beete"), RESULT), "99")
    assert "not between 0 and 50" in view.correction._about.text() and not view.correction.accept.isEnabled()
    model.setData(model.index(model.row_of("beete"), RESULT), "40")
    assert becomes(view)["beete"] == "✎ 40"
    view.correction.note.setText("Vier Reihen zu zehn.")
    view.correction.accept.click()
    ((change, note),) = sent
    assert (change.base, change.proposed, note) == (BEFORE_, garden(beete=40), "Vier Reihen zu zehn.")


def test_of_a_list_of_values_only_those_can_be_chosen_by_key(view: ContributionView) -> None:
    begin(view, seen_of())
    view.table.all_fields.setChecked(True)
    go_to(view, "art", RESULT)
    view.table.take_current()
    (box,) = view.table.view.findChildren(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["(empty)", "wiese", "beet"]
    assert box.currentText() == "wiese"
    box.setCurrentIndex(2)
    view.table.view.commitData(box)
    assert becomes(view)["art"] == "✎ beet" and view.correction.accept.isEnabled()
    view.table.view.closeEditor(box, view.table.view.itemDelegate().EndEditHint.NoHint)
    view.correction.undo.click()
    assert becomes(view)["art"] == "wiese" and not view.correction.accept.isEnabled()


def test_what_was_begun_stays_while_another_item_is_looked_at(view: ContributionView) -> None:
    seen = seen_of()
    begin(view, seen)
    go_to(view, "beete", BEFORE)
    QTest.keyClick(view.table.view, Qt.Key.Key_Space)
    view.correction.note.setText("vier")
    other = replace(seen, contribution=replace(seen.contribution, uuid="c-2"))
    show(view, other)
    assert view.correction.correcting is None and view.table.model.columnCount() == RESULT
    show(view, seen)
    assert becomes(view)["beete"] == "✎ 4" and view.correction.note.text() == "vier"
    show(view, replace(seen, contribution=replace(seen.contribution, revision=2)))
    assert view.correction.correcting is None, "its author has sent another one meanwhile"
    begin(view, seen)
    view.forget_all()
    show(view, seen)
    assert view.correction.correcting is None


def test_without_a_claim_and_of_a_deletion_nothing_is_corrected(view: ContributionView) -> None:
    show(view, replace(seen_of(), me="p-else"))
    assert view.correction.isHidden()
    show(view, seen_of(change=Change(Operation.DELETE, BEFORE_, None)))
    assert view.correction.isHidden()
    show(view, seen_of(None))
    assert view.correction.isHidden(), "somebody has deleted it meanwhile"
    new = seen_of(None, Change(Operation.INSERT, None, PROPOSED_))
    begin(view, new)
    assert not view.table.model.take(view.table.model.index(0, BEFORE)), "there was nothing before"


def test_what_changed_since_is_looked_at_before_it_is_accepted(view: ContributionView, window: TestWindow) -> None:
    held: list[str] = []
    view.held.connect(held.append)
    seen = seen_of(garden(beete=6, name="Stadtpark"))
    begin(view, seen)
    assert "Look at the difference first" in held[-1]
    assert becomes(view)["beete"] == "⚠ to choose" and "choose what becomes of beete" in view.correction._about.text()
    go_to(view, "beete", NOW)
    view.table.take_current()
    assert not view.correction.accept.isEnabled() and "Look at the difference" in view.correction._about.text()
    view.meanwhile.look.click()
    assert window.zoomed and view.table.view.currentIndex().column() == NOW
    assert "accept with the correction" in held[-1], "nobody accepts past a correction by mistake"
    assert view.correction.accept.isEnabled()
    assert view.correction.correcting is not None
    change = view.correction.correcting.change
    assert change.base == seen.now and change.proposed == garden(2.5, beete=6, name="Stadtpark")
    show(view, seen)
    assert "accept with the correction" in held[-1], "once is enough"
    view.correction.cancel.click()
    assert held[-1] == ""
    show(view, seen_of(garden(beete=7)))
    assert held[-1], "it has changed once more"


def test_an_object_alike_is_shown_beside_it_and_answered(view: ContributionView, window: TestWindow) -> None:
    twin = Twin("18", garden(1.0, name="Stadtpark"), place_of(garden(1.0), None), 2.3)
    seen = seen_of(None, Change(Operation.INSERT, None, garden()), twin=twin)
    show(view, seen)
    told = view.twin.words.text()
    assert "It may be here already. 2.3 m away." in told and "name: proposed Stadtgarten, there Stadtpark" in told
    assert "The same in both: art, beete." in told and len(window.marks) == 2
    assert "What may be the same: green" in view._legend.text()
    said: list[tuple[str, str]] = []
    view.twin.other.connect(lambda *told: said.append(told))
    view.twin.no.click()
    ((uuid, text),) = said
    assert uuid == "c-1" and "this is another one" in text
    for author in (seen.contribution.author, ""):
        show(view, replace(seen, history=History((Remark("2026-05-04T12:00:00Z", author, "comment", text),))))
        assert not view.twin.isHidden(), "its author has no say in that"
    show(view, replace(seen, history=History((Remark("2026-05-04T12:00:00Z", "p-me", "comment", text),))))
    assert view.twin.isHidden() and len(window.marks) == 1
    show(view, replace(seen, me="p-else"))
    assert not view.twin.yes.isEnabled() and view.twin.no.isEnabled()


def test_a_finding_leads_to_its_place_and_to_its_field(view: ContributionView, window: TestWindow) -> None:
    found = (
        Finding(Code.RANGE, Severity.ERROR, "beete-grenzen", "garten", "17", "beete", None, {"value": 400, "max": 50}),
        Finding(Code.OVERLAP, Severity.WARNING, "nachbarn", "garten", "17", "", (X + 20, Y + 5), {"area": 3.2}),
    )
    show(view, seen_of(findings=to_text(found)))
    assert "Rule: beete-grenzen" in view.findings.text() and view.findings.count() == 2
    view.findings.setCurrentRow(1)
    view.findings.itemActivated.emit(view.findings.item(1))
    assert window.zoomed[-1].asWkt(0) == f"Point ({X + 20:.0f} {Y + 5:.0f})"
    view.findings.itemActivated.emit(view.findings.item(0))
    index = view.table.view.currentIndex()
    assert (view.table.model.row(index).field, index.column()) == ("beete", PROPOSED)


def test_moved_vertices_are_told_and_marked_by_a_tolerance_that_stays(
    view: ContributionView, window: TestWindow
) -> None:
    show(view, seen_of())
    panel = view.comparison
    panel.tolerance.setValue(0.1)
    assert panel.words.text() == "Vertices elsewhere than before: 1 of 4; one is 2.50 m from the nearest before"
    assert len(window.marks) == 4 and panel.moved is not None
    panel.tolerance.setValue(3.0)
    assert panel.words.text() == "Vertices elsewhere than before: 0 of 4" and panel.moved is None
    assert TOLERANCE.value() == "3.00"
    panel.tolerance.setValue(0.1)


def test_two_versions_lie_over_one_another_and_are_swiped_by_key(view: ContributionView) -> None:
    show(view, seen_of())
    panel, over = view.comparison, view.maps.over
    assert not panel.line.isVisible()
    panel.view.setCurrentIndex(1)
    until(lambda: over._settings is not None)
    panel.line.setFocus()
    panel.line.setValue(50)
    for _ in range(10):
        QTest.keyClick(panel.line, Qt.Key.Key_Right)
    assert over.line == 0.6
    QTest.keyClick(panel.strength, Qt.Key.Key_PageUp)
    assert over.strength == 0.9
    assert panel._swiped.text() == "Left of the line, at 60 %: Before. Right of it: Proposed, 10 % transparent."
    assert over.accessibleDescription() == panel._swiped.text()
    panel.line.setValue(0)
    swiped = over.grab().toImage()
    panel.line.setValue(100)
    assert over.grab().toImage() != swiped, "one side or the other"


def test_what_is_written_about_an_item_stays_with_it(view: ContributionView) -> None:
    seen, said = seen_of(), []
    view.remark.said.connect(lambda *told: said.append(told))
    show(view, seen)
    assert not view.remark.send.isEnabled()
    view.remark.text.setPlainText("Ist das der Garten am Anger?")
    show(view, replace(seen, contribution=replace(seen.contribution, uuid="c-2")))
    assert view.remark.text.toPlainText() == ""
    show(view, seen)
    view.remark.send.click()
    assert said == [("c-1", "Ist das der Garten am Anger?")]
    view.remark.forget(*said[0])
    assert view.remark.text.toPlainText() == ""
