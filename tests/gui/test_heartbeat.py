"""The window stays awake: no part of the loop holds QGIS's event loop for 50 ms, however large the work."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from osgeo import ogr
from qgis.core import QgsApplication

from demo.service import Service
from plugin.adapters.background import Job, Lane
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.feature import Feature
from plugin.gui.mine import check_work
from plugin.gui.mine import work as mine_work
from plugin.gui.mine.changes_view import ChangesView
from plugin.gui.mine.conflicts_view import ConflictsView
from plugin.gui.mine.work import Local
from plugin.gui.session import Session
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.contribute import submit
from plugin.workflows.queue_filters import Asker
from plugin.workflows.queue_list import OLDEST_FIRST, listed
from plugin.workflows.synchronise import refresh
from tests.attack.service import geopackage
from tests.gui.conftest import TestWindow
from tests.gui.heartbeat import LONGEST, Heartbeat, best_of, wait
from tests.live import odd_layers

pytestmark = [pytest.mark.qgis, pytest.mark.live]

LARGE = ["adresse", "gebaeude"]
TREES, MANY, CONFLICTS, THOUSAND = "baum_altmarkfurt", 200, 300, 1000

Work = Callable[[Connection, Job], object]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, in which one person may have thousands of contributions open."""
    running = Service.demo(tmp_path_factory.mktemp("stadt"))
    limits = json.dumps({"open_contributions": 100_000, "contributions_per_hour": 100_000})
    with closing(sqlite3.connect(geopackage(running))) as database, database:
        database.execute("INSERT OR REPLACE INTO service_state (key, value) VALUES ('limits', ?)", (limits,))
    with running:
        yield running


@pytest.fixture
def do(town: Service, login: Callable[[str], str], qgis_app: QgsApplication) -> Iterator[Callable[[Work], object]]:
    """Do a piece of work as pages do it, as a volunteer; its result."""
    session, lane = Session(), Lane()
    session.enter(Municipality(town.url, "", login("beitrag-a")))
    wait(lambda: not session.connecting)
    assert session.connection is not None, session.problem

    def carry_out(work: Work) -> object:
        answers: list[object] = []
        assert session.run(lane, "work", work, answers.append, answers.append)
        wait(lambda: answers)
        assert not isinstance(answers[0], Exception), answers[0]
        return answers[0]

    yield carry_out
    lane.close()
    session.close()


def test_connecting(town: Service, login: Callable[[str], str]) -> None:
    session = Session()

    def connect() -> None:
        session.enter(Municipality(town.url, "", login("beitrag-a")))
        wait(lambda: not session.connecting)

    assert best_of(8, connect) < LONGEST
    assert session.connection is not None
    session.close()


def test_checking_out_and_refreshing_the_largest_layers(do: Callable[[Work], object], tmp_path: Path) -> None:
    runs = []

    def load() -> None:
        path = tmp_path / f"kopie-{len(runs)}.gpkg"
        runs.append(path)
        do(lambda connection, job: _check_out(connection, job, path, LARGE))

    assert best_of(8, load) < LONGEST
    with WorkingCopy.open(runs[-1]) as copy:
        assert sum(layer.loaded for layer in copy.layers()) > 3000
    assert best_of(8, lambda: do(lambda connection, job: _refresh(connection, job, runs[-1]))) < LONGEST


def test_checking_out_tens_of_thousands_of_points(
    tmp_path: Path, login: Callable[[str], str], qgis_app: QgsApplication
) -> None:
    session, lane, runs = Session(), Lane(), []
    with odd_layers.service(tmp_path) as wood:
        session.enter(Municipality(wood.url, "", ""))
        wait(lambda: not session.connecting)

        def load() -> None:
            path, answers = tmp_path / f"kopie-{len(runs)}.gpkg", []
            runs.append(path)
            work: Work = lambda connection, job: _check_out(connection, job, path, ["viele"])  # noqa: E731
            assert session.run(lane, "work", work, answers.append, answers.append)
            wait(lambda: answers)
            assert answers == [None]

        longest = best_of(8, load)
    lane.close()
    session.close()
    with WorkingCopy.open(runs[-1]) as copy:
        assert copy.layers()[0].loaded == 25_000
    assert longest < LONGEST


def test_sending_two_hundred_changes_and_listing_them(do: Callable[[Work], object], tmp_path: Path) -> None:
    path = tmp_path / "viele.gpkg"
    do(lambda connection, job: _check_out(connection, job, path, [TREES]))
    _note_all(path)
    assert best_of(8, lambda: do(lambda _connection, _job: len(WorkingCopy.open(path).changes()))) < LONGEST
    with Heartbeat() as heart:
        sent = do(lambda connection, job: _submit(connection, job, path))
    assert sent == MANY
    assert heart.longest < LONGEST
    asker = Asker("", datetime.now(UTC))
    read = best_of(
        8, lambda: do(lambda connection, job: len(listed(connection, {}, OLDEST_FIRST, asker, least=MANY).rows))
    )
    assert read < LONGEST


def test_sending_a_thousand_new_trees(do: Callable[[Work], object], tmp_path: Path) -> None:
    path, gaps = tmp_path / "tausend.gpkg", list[float]()
    do(lambda connection, job: _check_out(connection, job, path, [TREES]))
    while len(gaps) < 8 and not any(gap < LONGEST for gap in gaps):  # other programs of the machine make some longer
        _plant(path, THOUSAND)
        with Heartbeat() as heart:
            assert do(lambda connection, job: _submit(connection, job, path)) == THOUSAND
        gaps.append(heart.longest)
    assert min(gaps) < LONGEST, gaps


def test_checking_two_hundred_changes_and_listing_what_was_found(do: Callable[[Work], object], tmp_path: Path) -> None:
    path = tmp_path / "faul.gpkg"
    do(lambda connection, job: _check_out(connection, job, path, [TREES]))
    _note_all(path, field="status", value="anna@example.org")
    view, lane = ChangesView(), Lane()
    found: list[check_work.Looked] = []

    def look() -> None:
        before = len(found)
        lane.start("check", lambda job: check_work.look(path, None, "", job), found.append, found.append)
        wait(lambda: len(found) > before)

    view.show()
    assert best_of(8, look) < LONGEST
    begun = time.thread_time()  # of this thread alone: other programs of the machine do not count
    view.show_lines(found[-1].lines)
    assert time.thread_time() - begun < LONGEST and view.tree.topLevelItemCount() == 1
    assert len(found[-1].outlook.to_ask) == MANY and found[-1].outlook.count >= MANY
    view.deleteLater()
    lane.close()


def test_reading_and_listing_three_hundred_conflicts(
    do: Callable[[Work], object], tmp_path: Path, window: TestWindow
) -> None:
    path = tmp_path / "streit.gpkg"
    do(lambda connection, job: _check_out(connection, job, path, [TREES]))
    _note_all(path, CONFLICTS)
    do(lambda connection, job: _meanwhile(connection, path))
    view, lane = ConflictsView(window), Lane()  # type: ignore[arg-type]
    found: list[Local] = []

    def read() -> None:
        before = len(found)
        lane.start("read", lambda _job: mine_work.look(path), found.append, found.append)
        wait(lambda: len(found) > before)
        view.show_lines(found[-1].conflicts)
        wait(lambda: view.tree.topLevelItemCount() >= CONFLICTS)

    view.show()
    assert best_of(8, read) < LONGEST
    assert len(found[-1].conflicts) == CONFLICTS
    view.close_view()
    view.deleteLater()
    lane.close()


def _meanwhile(connection: Connection, path: Path) -> None:
    """The municipality has given all trees another street."""
    with WorkingCopy.open(path) as copy:
        (layer,) = copy.layers()
        pages = connection.client.pages(TREES, layer.schema, crs=layer.form.crs)
        rows = [(fid, _renamed(feature)) for page in pages for fid, feature in page]
        copy.replace_rows(TREES, [rows], len(rows))


def _renamed(feature: Feature) -> Feature:
    return replace(feature, properties={**feature.properties, "strname": "Am Markt"})


def _check_out(connection: Connection, job: Job, path: Path, layers: list[str]) -> None:
    with WorkingCopy.open_or_create(path, connection.client.url, "") as copy:
        check_out(connection, copy, layers, progress=job.progress)


def _refresh(connection: Connection, job: Job, path: Path) -> object:
    with WorkingCopy.open(path) as copy:
        return refresh(connection, copy, job.progress)


def _submit(connection: Connection, job: Job, path: Path) -> int:
    with WorkingCopy.open(path) as copy:
        done = submit(connection, copy, comment="Viele", new_uuid=lambda: str(uuid4()), progress=job.progress)
        return len(done.submitted)


def _plant(path: Path, count: int) -> None:
    """New trees beside the first one."""
    data = ogr.Open(str(path), 1)
    layer = data.GetLayerByName(TREES)
    model = next(iter(layer)).Clone()
    layer.StartTransaction()
    for _ in range(count):
        tree = model.Clone()
        tree.SetFID(-1)
        tree["uuid"] = str(uuid4())
        layer.CreateFeature(tree)
    layer.CommitTransaction()


def _note_all(path: Path, many: int = MANY, field: str = "strname", value: str = "Lindenallee") -> None:
    """Change many trees, as somebody does with the field calculator."""
    data = ogr.Open(str(path), 1)
    layer = data.GetLayerByName(TREES)
    layer.StartTransaction()
    for feature in list(layer)[:many]:
        feature[field] = value
        layer.SetFeature(feature)
    layer.CommitTransaction()
