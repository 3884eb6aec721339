"""The list of contributions: in words, quick with ten thousand, and true to what is looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt

from plugin.domain.contribution import OPEN, Status
from plugin.gui.review.queue_model import Column, QueueModel, Wanted
from plugin.gui.review.queue_view import QueueView
from plugin.gui.review.queue_words import age, claim_holds, clock, due_text, status_text, time_of
from plugin.workflows.summary import Summary

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
    [(5, "just now"), (70, "1 min"), (7300, "2 h"), (86400, "1 day"), (3 * 86400 + 5, "3 days"), (-60, "just now")],
)
def test_an_age_is_told_in_the_largest_unit(ago: int, words: str) -> None:
    assert age((NOW - timedelta(seconds=ago)).isoformat(), NOW) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(3 * 86400 + 5, "in 3 days"), (86400, "in 1 day"), (60, "today or tomorrow"), (-7300, "late: 2 h"),
     (-4 * 86400, "late: 4 days")],
)  # fmt: skip
def test_a_deadline_is_told_as_what_is_left_of_it(ahead: int, words: str) -> None:
    assert due_text((NOW + timedelta(seconds=ahead)).isoformat(), NOW) == words
    assert due_text("", NOW) == due_text("soon", NOW) == ""


def test_the_list_says_who_is_responsible_and_sorts_by_deadline(view: QueueView) -> None:
    late = row("late", due="2026-05-01T12:00:00Z", responsible_body="bauhof-a<b>")
    later = row("later", due="2999-05-01T12:00:00Z", responsible_body="kreis")
    view.load([row("never"), later, late], TITLES)
    view.model.sort(Column.DUE)
    assert uuids(view.model) == ["late", "later", "never"]
    assert cell(view.model, 0, Column.BODY) == "bauhof-a<b>"
    assert "&lt;b&gt;" in cell(view.model, 0, Column.BODY, Qt.ItemDataRole.ToolTipRole)
    assert cell(view.model, 0, Column.DUE).startswith("late: ")
    assert cell(view.model, 2, Column.DUE) == ""


def test_an_age_that_is_none_is_left_out() -> None:
    assert age("soon", NOW) == ""


def test_the_list_speaks_in_words_and_never_by_colour_alone(view: QueueView) -> None:
    view.load(THREE, TITLES)
    view.statuses.setCurrentIndex(3)  # everything open
    model = view.model
    assert uuids(model) == ["b", "c", "a"], "the oldest first"
    assert cell(model, 0, Column.STATUS) == "✓ accepted" and cell(model, 0, Column.LAYER) == "Bäume"
    assert cell(model, 0, Column.AUTHOR) == "you"
    assert "somebody else decides" in cell(model, 0, Column.AUTHOR, Qt.ItemDataRole.ToolTipRole)
    assert cell(model, 1, Column.CLAIMED) == "you"
    assert cell(model, 2, Column.STATUS, Qt.ItemDataRole.AccessibleTextRole) == "Status: submitted"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.BackgroundRole) is None


def test_a_claim_that_has_ended_is_nobodys(view: QueueView) -> None:
    view.load([row("a", status="in_review", claimed_by="p-7", claimed_until="2026-05-04T09:30:00Z")], TITLES)
    assert cell(view.model, 0, Column.CLAIMED) == ""


def test_filters_limit_and_an_empty_list_says_what_to_do(view: QueueView) -> None:
    assert not view.empty.isHidden() and "not been read" in view.empty.text()
    view.load([], TITLES)
    assert "Nothing waits" in view.empty.text()
    view.load(THREE, TITLES)
    assert uuids(view.model) == ["c", "a"], "what there is to review"
    view.layer_filter.setCurrentIndex(view.layer_filter.findData("baum"))
    assert uuids(view.model) == [] and "Choose other" in view.empty.text() and view.table.isHidden()
    view.layer_filter.setCurrentIndex(0)
    view.mine.setChecked(True)
    assert uuids(view.model) == ["c"]


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
    view.layer_filter.setCurrentIndex(view.layer_filter.findData("baum"))
    assert selected == ["a", ""]


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "gestern", ""])
def test_a_time_beyond_the_calendar_is_no_time(view: QueueView, when: str) -> None:
    assert clock(when) == "" and time_of(when) is None and not claim_holds("p-7", when, NOW)
    view.load([row("a", created=when, claimed_by="p-7", claimed_until=when)], TITLES)
    assert [cell(view.model, 0, column) for column in (Column.AGE, Column.CLAIMED)] == ["", ""]


def test_several_marked_stay_marked(view: QueueView) -> None:
    found = [row(name, status="accepted") for name in "abc"]
    view.load(found, TITLES)
    view.statuses.setCurrentIndex(1)
    view.table.selectAll()
    assert view.picked_accepted() == ["a", "b", "c"]
    view.load(found[1:], TITLES)
    assert view.picked_accepted() == ["b", "c"] and view.accepted() == ["b", "c"]


def test_after_a_decision_the_next_one_is_looked_at_and_at_the_end_the_one_before(view: QueueView) -> None:
    view.load([row(name) for name in "abc"], TITLES)
    view.look_at("b")
    view.go_on("b")
    assert view.uuid == "c"
    view.go_on("c")
    assert view.uuid == "b"


def test_open_ones_are_always_loaded_and_finished_ones_only_when_asked_for(view: QueueView) -> None:
    asked: list[bool] = []
    view.refresh.connect(lambda: asked.append(True))
    assert view.statuses_needed == OPEN
    view.statuses.setCurrentIndex(1)
    assert asked == []
    view.statuses.setCurrentIndex(4)
    assert asked == [True] and Status.PUBLISHED in view.statuses_needed
    view.statuses.setCurrentIndex(5)
    assert view.statuses_needed == frozenset()


def test_strangers_text_is_one_plain_line(view: QueueView) -> None:
    view.load([row("a", comment=HOSTILE, author=HOSTILE, layer=HOSTILE, status=HOSTILE, operation=HOSTILE)], {})
    view.statuses.setCurrentIndex(5)
    for column in Column:
        text = cell(view.model, 0, column)
        assert "\u202e" not in text and "\x07" not in text and "\n" not in text
        assert "<img" not in cell(view.model, 0, column, Qt.ItemDataRole.ToolTipRole)
    assert status_text(HOSTILE).startswith("<img")


@pytest.mark.parametrize("column", list(Column))
def test_ten_thousand_do_not_stop_the_window(view: QueueView, column: Column) -> None:
    many = [
        row(
            f"{number:05d}", layer=("sitzbank", "baum")[number % 2], author=f"p-{number % 37}",
            comment=f"Nummer {number * 7919 % 10000} " + "steht schief " * 20,
            created=(NOW - timedelta(minutes=number)).isoformat(),
        )
        for number in range(10_000)
    ]  # fmt: skip
    took: dict[str, float] = {}
    for name, deed in (
        ("load", lambda: view.load(many, TITLES)),
        ("sort", lambda: view.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)),
        ("limit", lambda: view.model.limit(Wanted(layer="baum"))),
        ("note", lambda: view.model.replace(row("00001", layer="baum", status="accepted"))),
    ):
        start = time.perf_counter()
        deed()
        took[name] = time.perf_counter() - start
    assert view.model.rowCount() == 5000
    assert max(took.values()) < max(0.25, 40 * _one_pass(many)), took  # measured on the same machine, however busy


def _one_pass(rows: list[Summary]) -> float:
    """How long this machine takes just now to look at each row once."""
    start = time.perf_counter()
    assert sum(len(one.comment.casefold()) for one in rows)
    return time.perf_counter() - start
