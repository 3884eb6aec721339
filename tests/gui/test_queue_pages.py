"""A queue of some hundred contributions in front of a reviewer: read by pages, filtered by the service, remembered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt

from demo.published import fill_queue
from demo.service import Service
from plugin.adapters import queue_settings
from plugin.adapters.settings import Municipality
from plugin.domain.record import COLUMNS, verify
from plugin.domain.versions import Meanwhile
from plugin.gui.review import queue_panel
from plugin.gui.review.queue_model import Column
from plugin.gui.session import Session
from tests.attack.service import geopackage
from tests.gui.conftest import TestWindow, until
from tests.gui.reviewing import Desk, desks

pytestmark = pytest.mark.qgis

MANY, PAGE = 300, 50
COORDINATOR = "verwaltung"
SitDown = Callable[..., Desk]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, whose queue is full."""
    running = Service.demo(tmp_path_factory.mktemp("voll"))
    fill_queue(next(iter(running.projects.values())), MANY)
    with running:
        yield running


@pytest.fixture
def sit(
    town: Service,
    login: Callable[[str], str],
    window: TestWindow,
    qgis_app: QgsApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[SitDown]:
    monkeypatch.setattr(queue_panel, "PAGE", PAGE)
    opened: list[Session] = []

    def enter(user: str) -> Session:
        session = Session()
        opened.append(session)
        session.enter(Municipality(town.url, "", login(user)))
        until(lambda: not session.connecting)
        assert session.connection is not None, session.problem
        return session

    with desks(enter, window) as made:
        yield lambda: made(COORDINATOR)
    for session in opened:
        session.close()


def created(desk: Desk) -> list[str]:
    return [row.created for row in desk.page.queue.model.everything]


def choose(desk: Desk, **choice: str) -> None:
    desk.page.queue.filters.choose(choice)
    desk.idle()


def test_rows_come_as_somebody_goes_down_and_the_count_tells_how_many_there_are(sit: SitDown) -> None:
    desk = sit()
    choose(desk)
    queue = desk.page.queue
    assert queue.model.rowCount() == PAGE and f"of {MANY}" in queue.count.text()
    assert desk.looks_at() == "" and not queue.table.selectionModel().hasSelection(), "nothing is chosen beforehand"
    queue.table.scrollToBottom()
    until(lambda: queue.model.rowCount() > PAGE)
    while queue.model.more:
        queue.look_at(queue.model.summary(queue.model.rowCount() - 1).uuid)
        desk.idle()
    assert queue.model.rowCount() == MANY == len({row.uuid for row in queue.model.everything})
    assert created(desk) == sorted(created(desk)), "the oldest first, over all pages"
    looked_at = desk.looks_at()
    desk.page.refresh()
    desk.idle()
    assert queue.model.rowCount() == MANY and queue.uuid == looked_at, "read again as far as it was"


def test_what_is_next_is_there_without_waiting_and_is_the_right_one(sit: SitDown) -> None:
    desk = sit()
    desk.page.queue.step(1)
    until(desk.looks_at)
    for _ in range(5):
        desk.idle()
        desk.page.queue.step(1)
        assert desk.looks_at() == desk.page.queue.uuid, "it was loaded ahead, and is shown at once"
    shown = desk.page.view.seen
    assert shown is not None
    row = desk.page.queue.model.row_of(shown.contribution.uuid)
    assert row is not None and desk.page.queue.model.summary(row).layer == shown.contribution.layer


def test_what_is_proposed_is_about_the_objects_of_the_demo(sit: SitDown) -> None:
    desk = sit()
    choose(desk, operation="update", finding="none", layer="sitzbank")
    for row in list(desk.page.queue.model.everything)[:3]:
        desk.look_at(row.uuid)
        seen = desk.page.view.seen
        assert seen is not None and seen.meanwhile is Meanwhile.SAME, "nobody has changed these objects since"
    assert desk.page.queue.model.rowCount() >= 3


def test_filters_and_order_are_those_of_the_service_and_are_remembered(sit: SitDown) -> None:
    desk = sit()
    choose(desk)
    layer = desk.page.queue.model.summary(0).layer
    choose(desk, layer=layer, finding="none")
    rows = desk.page.queue.model.everything
    assert rows and {row.layer for row in rows} == {layer} and {row.findings for row in rows} <= {"", "[]"}
    header = desk.page.queue.table.horizontalHeader()
    header.setSortIndicator(Column.AUTHOR, Qt.SortOrder.DescendingOrder)
    desk.idle()
    authors = [row.author for row in desk.page.queue.model.everything]
    assert authors == sorted(authors, reverse=True) and len(set(authors)) > 1
    desk.page.queue.filters.name.setText("Ohne Befund")
    desk.page.queue.filters.save_button.click()

    again = sit()
    filters, model = again.page.queue.filters, again.page.queue.model
    assert filters.choice() == {"layer": layer, "finding": "none"}
    assert (model.sorted_by, model.backwards) == (Column.AUTHOR, True)
    assert filters.saved == {"Ohne Befund": {"layer": layer, "finding": "none"}}
    assert [row.author for row in model.everything] == authors


def test_areas_are_offered_by_their_names(sit: SitDown) -> None:
    desk = sit()
    until(lambda: desk.page.queue.filters.widgets["area"].count() > 2)
    areas = desk.page.queue.filters.widgets["area"]
    ars = areas.itemData(areas.findText("Neuwasser"))
    choose(desk, area=ars)
    assert {row.ars for row in desk.page.queue.model.everything} == {ars}


def test_a_search_that_finds_nothing_says_so_and_is_taken_back(sit: SitDown) -> None:
    desk = sit()
    choose(desk, text="gibtesnichtxyz")
    queue = desk.page.queue
    assert queue.model.rowCount() == 0 and "Choose other" in queue.empty.text() and queue.table.isHidden()
    queue.filters.reset_button.click()
    desk.idle()
    assert queue.model.rowCount() > 0


def test_the_record_of_what_was_put_in_is_a_whole_chain(town: Service) -> None:
    with closing(sqlite3.connect(geopackage(town))) as database:
        rows = database.execute(f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY id").fetchall()
    verdict = verify(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    assert verdict.broken is None and verdict.head.count == len(rows) > MANY


def test_settings_of_somebody_else_or_broken_ones_change_nothing(qgis_app: QgsApplication) -> None:
    queue_settings.LISTS.setValue('{"a@b": {"choice": {"layer": 7, "text": "x"}, "column": "age", "saved": [1]}}')
    found = queue_settings.remembered("a@b")
    assert (found.choice, found.column, found.saved) == ({"text": "x"}, -1, {})
    for text in ("", "[", "[]", '{"a@b": 3}'):
        queue_settings.LISTS.setValue(text)
        assert queue_settings.remembered("a@b") == queue_settings.Remembered()
