"""Lesson 15: Incomplete, and nobody says so.

Seen in QGIS #39390 (100,000 of 376,455 features); ODK #688. Here: loaded count against the server's count, shown; an
item's failure shows in the list, not only on its own page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.PyQt.QtWidgets import QTreeWidgetItem

from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Problem
from plugin.gui.map.check_out_dialog import Wanted
from plugin.gui.map.page import MapPage
from plugin.gui.session import Session
from tests import faults
from tests.fault_proxy import Exchange, FaultProxy
from tests.gui.conftest import TestWindow, until
from tests.gui.garden_of_benches import Volunteer
from tests.http_wire import PAGE, TRANSACTION
from tests.lessons.people import BENCHES, Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

SHORT = 100


def cut(exchange: Exchange) -> None:
    """A server that gives nobody more than so many features, whatever is asked for, and does not say so."""
    answer = exchange.forward()
    if answer.body.lstrip().startswith(b"{"):
        page = json.loads(answer.body)
        page["features"] = page["features"][:SHORT] if exchange.request.parameters.get("STARTINDEX", "0") == "0" else []
        answer = replace(answer, body=json.dumps(page).encode())
    exchange.send(answer.whole())


@pytest.fixture
def session(proxy: FaultProxy, login: Callable[[str], str]) -> Iterator[Session]:
    made = Session()
    made.enter(Municipality(proxy.url(), "", login("beitrag-a")))
    until(lambda: not made.connecting)
    assert made.connection is not None, made.problem
    yield made
    made.close()


@pytest.fixture
def page(session: Session, window: TestWindow) -> Iterator[MapPage]:
    made = MapPage(session, window)
    made.show()
    until(lambda: not made._maps.busy)
    yield made
    made.close_page()
    made.deleteLater()


def checks_out(page: MapPage, file: Path) -> None:
    page.start_check_out(Wanted((BENCHES,), {"EPSG:25833": None}, file))
    panel = page.copy_panel
    until(lambda: not (page.loading.busy or panel._opening.busy or panel._reading.busy))


def listed(page: MapPage) -> str:
    layers = page.copy_panel.layers
    return "\n".join(layers.item(row).text() for row in range(layers.count()))


def test_the_number_loaded_is_shown_beside_the_servers(page: MapPage, tmp_path: Path) -> None:
    checks_out(page, tmp_path / "alle.gpkg")
    assert "complete: 150 of 150" in listed(page)
    assert "Loaded: 150 of 150" in page.window_.told[-1][0]  # type: ignore[attr-defined]


def test_what_the_server_keeps_back_is_never_passed_off_as_all(
    page: MapPage, proxy: FaultProxy, tmp_path: Path
) -> None:
    """Either there is nothing and a reason is shown, or the layer says that it is incomplete."""
    proxy.inject(cut, None, PAGE)
    file = tmp_path / "gekürzt.gpkg"
    checks_out(page, file)
    if file.exists() and WorkingCopy.open(file).layers():
        (layer,) = WorkingCopy.open(file).layers()
        assert not layer.complete and (layer.loaded, layer.expected) == (SHORT, 150)
        assert "⚠ incomplete: 100 of 150" in listed(page)
    else:
        assert page.problem.isVisible() and "150" in page.problem._detail.text() + page.problem._text.text()


def test_a_refresh_that_gets_less_keeps_what_was_whole(anna: Contributor, proxy: FaultProxy) -> None:
    before = anna.table(BENCHES)
    proxy.inject(cut, None, PAGE)
    with pytest.raises(Problem):
        anna.refreshes()
    assert anna.table(BENCHES) == before
    assert [layer.complete for layer in WorkingCopy.open(anna.path).layers()] == [True]


def test_a_failure_is_seen_in_the_list(
    session: Session, window: TestWindow, proxy: FaultProxy, three: list[str], tmp_path: Path
) -> None:
    here = Volunteer.sits_down(session, window, tmp_path / "Bänke.gpkg")
    here.agrees()
    for bench in three:
        here.changes(bench, zustand="defekt")
    until(lambda: len(here.lines()) == 3)
    proxy.inject(faults.status(403, "report", "Die Bänke sind heute zu."), None, TRANSACTION)
    here.submits()
    assert len(here.lines()) == 3
    tree = here.page.changes.tree
    lines = [tree.topLevelItem(0).child(row) for row in range(3)]
    assert all(shows_failure(line) for line in lines), [line.text(0) for line in lines]
    assert all("Die Bänke sind heute zu." in line for line in here.lines())
    states = [state for _, state in here.entries()]  # also of what this person has sent from elsewhere
    assert states.count("not taken") == 3, "and in the list of contributions"
    here.gets_up()


def shows_failure(line: QTreeWidgetItem) -> bool:
    """By a word and a sign, before anything is opened."""
    return "not taken" in line.text(0) and not line.icon(0).isNull()
