"""The list of contributions: in words, quick with ten thousand, and true to what is looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QLocale, QModelIndex, Qt
from qgis.PyQt.QtGui import QFocusEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox

from plugin.adapters.wording import clock
from plugin.domain.validation import Code, Finding, Severity, to_text
from plugin.gui.review.queue_fields import FIELDS, Kind, Offers
from plugin.gui.review.queue_model import Column, QueueModel
from plugin.gui.review.queue_view import QueueView
from plugin.gui.review.queue_words import age, claim_holds, due_text, status_text, time_of
from plugin.workflows.queue_filters import CRITERIA
from plugin.workflows.queue_list import Counted
from plugin.workflows.review import Summary

pytestmark = pytest.mark.qgis

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TITLES = {"sitzbank": "Sitzbänke", "baum": "Bäume"}
HOSTILE = '<img src="file:///etc/passwd">\u202eabgelehnt\x07'


def row(uuid: str, **values: str) -> Summary:
    usual = {"layer": "sitzbank", "operation": "update", "status": "submitted", "created": "2026-05-04T09:00:00Z"}
    return Summary(uuid, **{**usual, **values})


THREE = [
    row("a", author="p-anna", comment="Latte gebrochen"),
    row("b", layer="baum", status="accepted", created="2026-05-01T09:00:00Z", author="p-me"),
    row(
        "c", status="in_review", created="2026-05-03T09:00:00Z", claimed_by="p-me", claimed_until="2099-01-01T00:00:00Z"
    ),
]


@pytest.fixture
def view(qgis_app: QgsApplication) -> Iterator[QueueView]:
    made = QueueView()
    made.model.me = "p-me"
    made.resize(420, 300)
    made.show()
    yield made
    made.deleteLater()


def uuids(model: QueueModel) -> list[str]:
    return [model.summary(number).uuid for number in range(model.rowCount())]


def cell(model: QueueModel, line: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return str(model.data(model.index(line, column), role))


@pytest.mark.parametrize(
    ("ago", "words"),
    [(5, "just now"), (70, "1 min"), (7300, "2 h"), (3 * 86400 + 5, "3 days"), (-60, "just now")],
)
def test_an_age_is_told_in_the_largest_unit(ago: int, words: str) -> None:
    assert age((NOW - timedelta(seconds=ago)).isoformat(), NOW) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(3 * 86400 + 5, "in 3 days"), (2 * 86400, "in 2 days"), (60, "today or tomorrow"), (-7300, "late: 2 h"),
     (-4 * 86400, "late: 4 days")],
)  # fmt: skip
def test_a_deadline_is_told_as_what_is_left_of_it(ahead: int, words: str) -> None:
    assert due_text((NOW + timedelta(seconds=ahead)).isoformat(), NOW) == words
    assert due_text("", NOW) == due_text("soon", NOW) == ""


def test_the_list_says_who_is_responsible_and_sorts_by_deadline(view: QueueView) -> None:
    late = row("late", due="2026-05-01T12:00:00Z", responsible_body="bauhof-a<b>")
    later = row("later", due="2999-05-01T12:00:00Z", responsible_body="kreis")
    asked: list[tuple[Column, bool]] = []
    view.another.connect(lambda: asked.append((view.model.sorted_by, view.model.backwards)))
    view.load([late, later, row("never")], TITLES)
    view.table.horizontalHeader().setSortIndicator(Column.DUE, Qt.SortOrder.AscendingOrder)
    view.table.horizontalHeader().setSortIndicator(Column.COMMENT, Qt.SortOrder.AscendingOrder)
    assert asked == [(Column.DUE, False)], "the service sorts; what people have written is not sorted by"
    assert view.table.horizontalHeader().sortIndicatorSection() == Column.DUE
    spoken = view.model.headerData(Column.DUE, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Due, ascending"
    assert cell(view.model, 0, Column.BODY) == "bauhof-a<b>"
    assert "&lt;b&gt;" in cell(view.model, 0, Column.BODY, Qt.ItemDataRole.ToolTipRole)
    assert cell(view.model, 0, Column.DUE).startswith("late: ")
    assert cell(view.model, 2, Column.DUE) == ""


def test_an_age_that_is_none_is_left_out() -> None:
    assert age("soon", NOW) == ""


def test_the_list_speaks_in_words_and_never_by_colour_alone(view: QueueView) -> None:
    view.load([THREE[1], THREE[2], THREE[0]], TITLES)
    model = view.model
    assert uuids(model) == ["b", "c", "a"], "as the service sends them"
    assert cell(model, 0, Column.STATUS) == "✓ accepted" and cell(model, 0, Column.LAYER) == "Bäume"
    assert cell(model, 0, Column.AUTHOR) == "you"
    assert "somebody else decides" in cell(model, 0, Column.AUTHOR, Qt.ItemDataRole.ToolTipRole)
    assert cell(model, 1, Column.CLAIMED) == "you"
    assert cell(model, 2, Column.STATUS, Qt.ItemDataRole.AccessibleTextRole) == "Status: submitted"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.BackgroundRole) is None


def test_a_claim_that_has_ended_is_nobodys(view: QueueView) -> None:
    view.load([row("a", status="in_review", claimed_by="p-7", claimed_until="2026-05-04T09:30:00Z")], TITLES)
    assert cell(view.model, 0, Column.CLAIMED) == ""


def test_filters_are_asked_for_and_an_empty_list_says_what_to_do(view: QueueView) -> None:
    asked: list[dict[str, str]] = []
    view.another.connect(lambda: asked.append(view.filters.choice()))
    view.filters.offer(Offers([("sitzbank", "Sitzbänke"), ("baum", "Bäume")]))
    assert not view.empty.isHidden() and "not been read" in view.empty.text()
    view.load([], TITLES)
    assert "Nothing waits" in view.empty.text() and view.table.isHidden()
    view.layer_filter.setCurrentIndex(view.layer_filter.findData("baum"))
    assert asked[-1]["layer"] == "baum" and "these filters" in view.empty.text()
    view.mine.setChecked(True)
    assert asked[-1]["mine"] and view.filters.limits.text() == "Which layer: Bäume · Claimed by me"
    assert not view.filters.reset_button.isHidden()
    view.search.setText("Rathaus")
    view.search.returnPressed.emit()
    assert asked[-1]["text"] and "these words" in view.empty.text()
    view.filters.reset_button.click()
    assert set(asked[-1]) == {"status"}
    view.load(THREE, TITLES, more=True)
    view.tell_count(Counted(43_731))
    many = QLocale().toString(43_731)  # grouped or not: QGIS's options say so, and its server sets that for a process
    assert view.count.text().startswith(f"Shown: 3 of {many}.")
    assert view.filters.reset_button.isHidden()


def test_every_filter_has_a_name_and_a_criterion_of_its_own(view: QueueView) -> None:
    assert [one.name for one in FIELDS] and {one.name for one in FIELDS} == set(CRITERIA)
    for one in FIELDS:
        assert view.filters.widgets[one.name].accessibleName() == one.label()
        if one.kind is Kind.CHOICE and one.name != "status":
            assert one.choices(Offers())[0][1] == "", "the first one does not limit"


def test_a_choice_is_kept_under_a_name_taken_again_and_forgotten(view: QueueView) -> None:
    bar, told = view.filters, list[object]()
    bar.saved_changed.connect(lambda: told.append(dict(bar.saved)))
    bar.only("finding", "error")
    bar.only("layer", "wald")
    bar.name.setText("Fehler im Wald")
    bar.save_button.click()
    bar.reset()
    assert "finding" not in bar.choice() and told == [{"Fehler im Wald": {**bar.choice(), "finding": "error",
                                                                          "layer": "wald"}}]  # fmt: skip
    bar.names.setCurrentIndex(1)
    bar.names.activated.emit(1)
    assert (bar.choice()["finding"], bar.choice()["layer"]) == ("error", "wald")
    bar.offer(Offers([("baum", "Bäume")]))
    assert bar.choice()["layer"] == "wald", "what cannot be chosen any more still limits, and is seen"
    bar.forget_button.click()
    assert told[-1] == {} and not bar.names.isEnabled()


def test_what_is_typed_is_searched_for_at_once_by_enter(view: QueueView) -> None:
    asked: list[str] = []
    view.another.connect(lambda: asked.append(view.filters.choice().get("text", "")))
    view.search.setText("  Linde")
    assert asked == []
    view.search.returnPressed.emit()
    view.search.returnPressed.emit()
    assert asked == ["Linde"]


def test_findings_are_counted_by_how_grave_they_are(view: QueueView) -> None:
    found = to_text([Finding(Code.RANGE, one, "r", "baum") for one in (Severity.HINT, Severity.ERROR, Severity.HINT)])
    view.load([row("a", findings=found), row("b", findings="{"), row("c", findings="[]")], TITLES)
    assert [cell(view.model, line, Column.FINDINGS) for line in range(3)] == ["✖ 1  ℹ 2", "", ""]


def test_more_rows_come_at_the_end_and_a_step_behind_the_last_one_waits_for_them(view: QueueView) -> None:
    wanted: list[bool] = []
    view.model.more_wanted.connect(lambda: wanted.append(True))
    view.load([row("a"), row("b")], TITLES, more=True)
    view.look_at("b")
    assert wanted and view.neighbours() == []
    view.step(1)
    assert view.uuid == "b"
    view.append([row("b"), row("c"), row("d")], more=False)
    assert view.uuid == "c" and uuids(view.model) == ["a", "b", "c", "d"], "one that has moved is not there twice"
    assert view.neighbours() == ["d"] and not view.model.canFetchMore(QModelIndex())
    view.step(-1)
    assert view.uuid == "b" and view.neighbours() == ["a"], "who goes up goes on up"


def test_what_is_looked_at_stays_by_uuid_when_the_list_is_read_again(view: QueueView) -> None:
    selected: list[str] = []
    view.selected.connect(selected.append)
    view.load(THREE, TITLES)
    view.look_at("a")
    view.load([row("d", created="2026-01-01T00:00:00Z"), *THREE], TITLES)
    assert selected == ["a"] and view.uuid == "a"
    assert view.model.summary(view.table.currentIndex().row()).uuid == "a"
    view.load(THREE[1:], TITLES)
    assert view.uuid == "a", "what somebody is reading does not vanish with the list"
    view.load(THREE[1:], TITLES, keep=False)
    assert selected == ["a", ""], "but with another list"


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "gestern", ""])
def test_a_time_beyond_the_calendar_is_no_time(view: QueueView, when: str) -> None:
    assert clock(when) == "" and time_of(when) is None and not claim_holds("p-7", when, NOW)
    view.load([row("a", created=when, claimed_by="p-7", claimed_until=when)], TITLES)
    assert [cell(view.model, 0, column) for column in (Column.AGE, Column.CLAIMED)] == ["", ""]


def test_the_focus_alone_looks_at_nothing_and_the_first_key_at_the_first(view: QueueView) -> None:
    """What was decided leaves the list and stays on the screen; coming back to the window must not take it away."""
    view.load(THREE, TITLES)
    view.look_at("b")
    view.load([THREE[0], THREE[2]], TITLES)
    for _ in range(2):
        QApplication.sendEvent(view.table, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert view.uuid == "b" and not view.table.currentIndex().isValid()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert view.uuid == uuids(view.model)[0]


def test_a_row_is_looked_at_again_after_one_that_is_not_in_the_list(view: QueueView) -> None:
    view.load(THREE, TITLES)
    seen: list[str] = []
    view.selected.connect(seen.append)
    for uuid in ("a", "not in the list", "a"):
        view.look_at(uuid)
        assert view.uuid == uuid
    assert seen == ["a", "not in the list", "a"]


def test_whoever_looks_elsewhere_waits_no_more_for_what_comes_behind_the_last(view: QueueView) -> None:
    view.load(THREE, TITLES, more=True)
    view.look_at(uuids(view.model)[-1])
    view.step(1)
    view.look_at("a")
    view.append([row("d")], more=False)
    assert view.uuid == "a"


def test_several_marked_stay_marked(view: QueueView) -> None:
    found = [row(name, status="accepted") for name in "abc"]
    view.load(found, TITLES)
    view.table.selectAll()
    assert view.picked_accepted() == ["a", "b", "c"]
    view.load(found[1:], TITLES)
    view.tell_count(Counted(0, ("b", "elsewhere")))
    assert view.picked_accepted() == ["b", "c"] and view.accepted() == ["b", "elsewhere", "c"]
    view.model.replace(row("b", status="published"))
    assert view.accepted() == ["elsewhere", "c"], "what is known by now counts"


def test_after_a_decision_the_next_one_is_looked_at_and_at_the_end_the_one_before(view: QueueView) -> None:
    view.load([row(name) for name in "abc"], TITLES)
    view.look_at("b")
    view.go_on("b")
    assert view.uuid == "c"
    view.go_on("c")
    assert view.uuid == "b"


def test_strangers_text_is_one_plain_line(view: QueueView) -> None:
    view.load([row("a", comment=HOSTILE, author=HOSTILE, layer=HOSTILE, status=HOSTILE, operation=HOSTILE)], {})
    view.filters.offer(Offers([(HOSTILE, HOSTILE)], [("14", HOSTILE)], {HOSTILE: HOSTILE}))
    words = [combo.itemText(number) for combo in view.findChildren(QComboBox) for number in range(combo.count())]
    assert not any("\u202e" in word or "\x07" in word for word in words)
    for column in Column:
        text = cell(view.model, 0, column)
        assert "\u202e" not in text and "\x07" not in text and "\n" not in text
        assert "<img" not in cell(view.model, 0, column, Qt.ItemDataRole.ToolTipRole)
    assert status_text(HOSTILE).startswith("<img")


def test_a_hundred_thousand_do_not_stop_the_window(view: QueueView) -> None:
    """Rows come by pages; what is done once for all of them takes no longer than looking at each once."""
    many = [
        row(f"{number:06d}", layer="baum", comment="steht schief", created=NOW.isoformat()) for number in range(100_000)
    ]
    view.load(many[:200], TITLES, more=True)
    view.look_at("000100")
    took: dict[str, float] = {}
    for name, deed in (
        ("page", lambda: view.append(many[200:400], more=True)),
        ("all others", lambda: view.append(many[400:], more=False)),
        ("note", lambda: view.model.replace(row("000001", layer="baum", status="accepted"))),
        ("tick", view.model.tick),
        ("step", lambda: view.step(1)),
    ):
        start = time.perf_counter()
        deed()
        took[name] = time.perf_counter() - start
    assert view.model.rowCount() == 100_000 and view.uuid == "000101"
    others = took.pop("all others")
    assert others < max(1.0, 60 * _one_pass(many)), others  # measured on the same machine, however busy
    assert max(took.values()) < max(0.05, 5 * _one_pass(many)), took


def _one_pass(rows: list[Summary]) -> float:
    """How long this machine takes just now to look at each row once."""
    start = time.perf_counter()
    assert sum(len(one.comment.casefold()) for one in rows)
    return time.perf_counter() - start
