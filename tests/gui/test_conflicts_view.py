"""A conflict in front of its author: three versions, what is still open, and nothing decided by accident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit, QPushButton

from plugin.adapters.working_copy.conflicts import Conflict
from plugin.adapters.working_copy.layer import LayerRecord
from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Feature
from plugin.domain.merge import GEOMETRY, ROW, Choice, merge
from plugin.gui.mine.conflict_table import RESULT
from plugin.gui.mine.conflict_work import Compared, ConflictLine, compare
from plugin.gui.mine.conflicts_view import LINES, ConflictsView
from plugin.gui.mine.conflicts_words import line_text
from plugin.gui.mine.deciding import Deciding
from plugin.gui.versions.typed_words import typed, typed_text
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, Schema
from tests.gui.conftest import TestWindow, until
from tests.gui.heartbeat import LONGEST, best_of

pytestmark = pytest.mark.qgis

X, Y = 494754.0, 5671341.0
HOSTILE = '<img src="file:///etc/passwd"><b>fett</b>'


def bench(state: str = "gut", north: float = 0.0, **values: object) -> Feature:
    place = {"type": "Point", "coordinates": [X, Y + north]}
    properties = {"name": "Bank am Markt", "zustand": state, "material": "holz", "sitze": 3, "hoehe": 0.45, **values}
    return Feature("sitzbank", "17", "EPSG:25833", place, properties)


BEFORE = bench()
MINE = bench("defekt", 5.0, sitze=4)
THEIRS = bench("fehlt", -7.0, material="stein")


def conflict(mine: Feature | None = MINE, theirs: Feature | None = THEIRS, row: int = 1) -> Conflict:
    return Conflict("sitzbank", row, merge(BEFORE, mine, theirs), "2026-05-04T09:30:00Z")


FORM = LayerForm("sitzbank", "uuid", "EPSG:25833", False, 6)
FIELDS = {"name": "text", "zustand": "text", "material": "text", "sitze": "integer", "hoehe": "number"}
SCHEMA = Schema("sitzbank", tuple(Field(name, kind) for name, kind in FIELDS.items()), "geom", "Point")
LAYER = LayerRecord(1, FORM, "Sitzbänke", SCHEMA, 25833)


def line(of: Conflict, title: str = "Sitzbänke") -> ConflictLine:
    return ConflictLine(of, LAYER, line_text(of, title))


def compared(of: Conflict) -> Compared:
    return compare(line(of))


@pytest.fixture
def view(window: TestWindow) -> Iterator[ConflictsView]:
    made = ConflictsView(window)  # type: ignore[arg-type]
    made.look_wanted.connect(lambda chosen: made.show_compared(compared(chosen.conflict)))
    made.resize(440, 700)
    made.show()
    yield made
    made.close_view()
    made.deleteLater()


def texts(view: ConflictsView) -> dict[str, list[str]]:
    model = view.table.model
    return {
        str(model.index(row, 0).data()): [str(model.index(row, c).data()) for c in range(1, model.columnCount())]
        for row in range(model.rowCount())
    }


def at(view: ConflictsView, name: str, column: int) -> Any:
    model = view.table.model
    row = next(row for row in range(model.rowCount()) if str(model.index(row, 0).data()).endswith(name))
    return model.index(row, column)


def clicks(view: ConflictsView, name: str, column: int) -> None:
    there = view.table.view.visualRect(at(view, name, column)).center()
    QTest.mouseClick(view.table.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(there))


def test_conflicts_come_first_then_what_one_side_changed_and_nothing_else(view: ConflictsView) -> None:
    view.show_lines([line(conflict())])
    model = view.table.model
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert titles == ["Field", "Before", "Mine", "Municipality", "Becomes"]
    found = texts(view)
    assert list(found) == ["⚠ Place", "⚠ zustand", "material", "sitze"]
    assert found["⚠ zustand"] == ["gut", "≠ defekt", "≠ fehlt", "to choose"]
    assert found["⚠ Place"][1:3] == ["Δ 5.00 m", "Δ 7.00 m"]
    assert found["material"] == ["holz", "holz", "✓ stein", "stein"]
    assert found["sitze"] == ["3", "✓ 4", "3", "4"]
    assert "12.00 m apart" in view.about.text()
    view.table.all_fields.setChecked(True)
    assert list(texts(view))[4:] == ["name", "hoehe"]


def test_a_click_takes_a_value_and_use_waits_for_all_of_them(view: ConflictsView) -> None:
    used: list[tuple[Conflict, Deciding]] = []
    view.use_wanted.connect(lambda *what: used.append(what))
    of = conflict()
    view.show_lines([line(of)])
    assert not view.use.isEnabled() and view.left.text() == "Still to be decided: Place, zustand"
    view.use.click()
    clicks(view, "zustand", 2)
    assert texts(view)["zustand"] == ["gut", "✓ defekt", "≠ fehlt", "defekt"] and not view.use.isEnabled()
    clicks(view, "Place", 3)
    assert view.use.isEnabled() and view.left.text() == "All is decided."
    view.use.click()
    ((told, deciding),) = used
    assert told == of and deciding.choices == {"zustand": Choice.MINE, GEOMETRY: Choice.THEIRS}
    result = of.merge.resolved(deciding.choices, deciding.values)
    assert result is not None and result.geometry == THEIRS.geometry
    assert {**result.properties} == {**BEFORE.properties, "zustand": "defekt", "sitze": 4, "material": "stein"}


def test_everything_can_be_done_with_the_keyboard(view: ConflictsView) -> None:
    view.show_lines([line(conflict())])
    table = view.table.view
    table.setFocus()
    assert table.currentIndex() == at(view, "Place", 2)  # where there is something to decide
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert texts(view)["Place"][2] == "✓ Δ 7.00 m"
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Left)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert texts(view)["zustand"][1] == "✓ defekt" and view.use.isEnabled()
    table.setCurrentIndex(at(view, "zustand", RESULT))
    QTest.keyClick(table, Qt.Key.Key_Space)
    types(view, "wackelt")
    assert texts(view)["zustand"] == ["gut", "≠ defekt", "≠ fehlt", "wackelt"]
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert view.focusWidget() is not table  # Tab leaves the table


def types(view: ConflictsView, text: str) -> None:
    (editor,) = view.table.view.findChildren(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: not view.table.view.findChildren(QLineEdit))


def test_a_value_that_the_field_cannot_hold_is_refused_with_a_reason(view: ConflictsView) -> None:
    view.show_lines([line(conflict(mine=bench(sitze=4), theirs=bench(sitze=5)))])
    view.edit.click()
    types(view, "viele")
    assert view.hint.isVisible() and view.hint.text() == "This field takes a whole number."
    assert texts(view)["⚠ sitze"][3] == "to choose" and not view.use.isEnabled()
    view.edit.click()
    types(view, "6")
    assert texts(view)["sitze"][3] == "6" and view.deciding.values == {"sitze": 6}
    assert not view.hint.isVisible() and view.use.isEnabled()


def test_mine_as_it_stands_is_a_value_when_enter_is_pressed_on_it(view: ConflictsView) -> None:
    view.show_lines([line(conflict(mine=bench("defekt"), theirs=bench("fehlt")))])
    view.edit.click()
    (editor,) = view.table.view.findChildren(QLineEdit)
    assert editor.text() == "defekt"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: view.deciding.values)
    assert view.deciding.values == {"zustand": "defekt"} and view.use.isEnabled()


def test_all_for_one_side_decides_conflicts_and_leaves_what_only_one_has_changed(view: ConflictsView) -> None:
    view.show_lines([line(conflict())])
    view.all_mine.click()
    result = view.deciding.merge.resolved(view.deciding.choices, view.deciding.values)
    assert result.properties["zustand"] == "defekt" and result.properties["material"] == "stein"
    view.all_theirs.click()
    result = view.deciding.merge.resolved(view.deciding.choices, view.deciding.values)
    assert result.properties["zustand"] == "fehlt" and result.properties["sitze"] == 4


def test_what_only_one_side_changed_can_be_turned_down(view: ConflictsView) -> None:
    view.show_lines([line(conflict())])
    view.all_mine.click()
    clicks(view, "sitze", 3)
    result = view.deciding.merge.resolved(view.deciding.choices, view.deciding.values)
    assert result.properties["sitze"] == 3 and texts(view)["sitze"] == ["3", "≠ 4", "✓ 3", "3"]


@pytest.mark.parametrize(
    ("mine", "theirs", "question", "answers"),
    [
        (None, THEIRS, "Shall it go all the same?", ["Delete it all the same", "Keep it as the municipality has it"]),
        (MINE, None, "Shall it come back as you have it?", ["Bring it back as I have it", "Let it go"]),
    ],
)
def test_a_deletion_against_a_change_is_one_question_with_two_answers(
    view: ConflictsView, mine: Feature | None, theirs: Feature | None, question: str, answers: list[str]
) -> None:
    used: list[Deciding] = []
    view.use_wanted.connect(lambda _conflict, deciding: used.append(deciding))
    view.show_lines([line(conflict(mine, theirs))])
    assert question in view.about.text() and [one.text() for one in view.answers] == answers
    assert all(one.isVisible() for one in view.answers) and not view.use.isVisible()
    assert all(len(values) == 3 for values in texts(view).values())  # nothing to be taken cell by cell
    assert set(texts(view)) == ({"Place", "zustand", "material"} if mine is None else {"Place", "zustand", "sitze"})
    clicks(view, "zustand", 2)
    assert not used and view.deciding.left == [ROW]
    view.answers[1].click()
    assert used[0].choices == {ROW: Choice.THEIRS}
    assert used[0].merge.resolved(used[0].choices) == theirs


def test_another_one_is_decided_anew_and_the_selection_stays_where_it_was(view: ConflictsView) -> None:
    first, second, third = (conflict(row=row) for row in (1, 2, 3))
    view.show_lines([line(one) for one in (first, second, third)])
    view.all_mine.click()
    view.tree.setCurrentItem(view.tree.topLevelItem(1))
    assert view.selected.conflict == second and view.deciding.left == [GEOMETRY, "zustand"]
    clicks(view, "zustand", 2)
    view.show_lines([line(one) for one in (first, second)])  # read again: what was chosen meanwhile is kept
    assert view.selected.conflict == second and view.deciding.choices == {"zustand": Choice.MINE}
    newer = replace(second, merge=merge(BEFORE, MINE, bench("wackelt")))
    view.show_lines([line(one) for one in (first, newer)])  # somebody has changed it again
    assert view.deciding.choices == {} and view.deciding.merge is newer.merge
    view.show_lines([line(first)])
    assert view.selected.conflict == first
    view.show_lines([])
    assert view.selected is None and not view.use.isVisible() and not view.maps.isVisible()


def test_an_answer_for_another_one_is_not_shown(view: ConflictsView) -> None:
    view.look_wanted.disconnect()
    view.show_lines([line(conflict(row=1)), line(conflict(row=2))])
    view.show_compared(compared(conflict(row=2)))
    assert view.deciding is None and not view.table.isVisible()


def test_the_shapes_are_on_the_map_while_one_looks_at_them(view: ConflictsView, window: TestWindow) -> None:
    view.show_lines([line(conflict())])
    colours = [colour.name() for _, colour in window.marks]
    assert [wkt for wkt, _ in window.marks] == [f"Point ({X:.0f} {Y + north:.0f})" for north in (0, 5, -7)]
    assert len(set(colours)) == 3
    view.show_button.click()
    assert window.zoomed
    view.show_lines([])
    assert window.marks == []


def test_the_keyboard_goes_through_it_in_the_order_in_which_one_sees_it(view: ConflictsView) -> None:
    view.show_lines([line(conflict())])
    view.all_mine.click()
    order, widget = [], view.tree.nextInFocusChain()
    while widget is not view.tree:
        if widget.isVisibleTo(view) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and view.isAncestorOf(widget):
            order.append(widget)
        widget = widget.nextInFocusChain()
    heights = [one.mapTo(view, QPoint(0, 0)).y() for one in order]
    assert heights == sorted(heights) and view.use in order and view.table.view in order


def test_everything_has_a_name_for_those_who_do_not_see_it(view: ConflictsView) -> None:
    view.show_lines([line(conflict())])
    assert view.tree.accessibleName() and view.table.view.accessibleName()
    buttons = [one for one in view.findChildren(QPushButton) if one.isVisible()]
    names = [one.accessibleName() or one.text() for one in buttons]
    assert len(set(names)) == len(names) > 6 and all(names)
    spoken = at(view, "zustand", 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "zustand, Mine: defekt, both changed it, and differently"
    clicks(view, "zustand", 2)
    assert at(view, "zustand", 2).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", is taken")
    assert at(view, "zustand", RESULT).data(Qt.ItemDataRole.AccessibleTextRole) == "zustand becomes: defekt"
    assert at(view, "Place", 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Place, to be decided"
    assert view.use.accessibleDescription() == "Still to be decided: Place"


def test_what_strangers_wrote_stays_text(view: ConflictsView) -> None:
    theirs = replace(THEIRS, properties={**THEIRS.properties, "zustand": HOSTILE, "name": HOSTILE})
    of = replace(conflict(), merge=merge(BEFORE, MINE, theirs))
    view.show_lines([line(of, HOSTILE)])
    item = view.tree.topLevelItem(0)
    view.tree.itemEntered.emit(item, 0)
    assert "<img" in item.text(0) and "&lt;img" in item.toolTip(0) and "<img" not in item.toolTip(0)
    index = at(view, "zustand", 3)
    assert HOSTILE in index.data() and "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)
    clicks(view, "zustand", 3)
    assert "<img" not in at(view, "zustand", RESULT).data(Qt.ItemDataRole.ToolTipRole)


def test_three_hundred_conflicts_do_not_hold_up_the_window(view: ConflictsView, qgis_app: QgsApplication) -> None:
    lines = [line(conflict(row=row)) for row in range(300)]
    view.look_wanted.disconnect()  # which is looked up in the background

    def fill() -> None:
        view.show_lines([])
        view.show_lines(lines)
        qgis_app.processEvents()

    assert best_of(8, fill) < LONGEST
    assert view.tree.topLevelItemCount() == 300 <= LINES


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("4", "integer", 4), ("-12", "integer", -12), ("2.5", "number", 2.5), ("yes", "boolean", True),
        ("No", "boolean", False), ("2026-05-04", "date", "2026-05-04"), ("09:30:00", "time", "09:30:00"),
        ("2026-05-04T09:30:00Z", "datetime", "2026-05-04T09:30:00Z"), ('{"a": 1}', "json", {"a": 1}),
        ("  lose ", "text", "  lose "), ("", "text", None), ("  ", "integer", None),
        ("9007199254740993", "integer", 9007199254740993),
    ],
)  # fmt: skip
def test_values_as_people_type_them(text: str, kind: str, value: object) -> None:
    assert typed(text, kind) == value
    assert typed(typed_text(value, kind), kind) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vier", "integer"), ("4.5", "integer"), ("viel", "number"), ("inf", "number"), ("nan", "number"),
        ("1,000,000", "number"), ("vielleicht", "boolean"), ("31.2.2026", "date"), ("gestern", "datetime"),
        ("25:00", "time"), ("{", "json"), ("[" * 100_000, "json"),
    ],
)  # fmt: skip
def test_what_is_no_such_value_is_said_so(text: str, kind: str) -> None:
    with pytest.raises(InvalidContent, match="This field takes"):
        typed(text, kind)
