"""PostgreSQL comes and goes: an error is told as one, never as emptiness, and ten seconds later all is well."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest
import requests
from qgis.core import QgsApplication, QgsProject
from qgis.server import QgsServer

from demo.postgres import Cluster
from demo.processes import process_of, wait_for
from demo.service import PASSWORD, Service
from plugin.server.front import database_watch, projects
from plugin.server.writing.locking import WAIT
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Transaction, Update

pytestmark = [pytest.mark.live, pytest.mark.qgis]
WITHIN = 10.0
BENCHES = {
    "SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "sitzbank",
    "OUTPUTFORMAT": "application/json",
}  # fmt: skip
MAP = {
    "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "strasse,sitzbank", "STYLES": "",
    "CRS": "EPSG:25833", "BBOX": "485000,5660000,505000,5680000", "WIDTH": "300", "HEIGHT": "300",
    "FORMAT": "image/png",
}  # fmt: skip
STAFF = ("verwaltung", PASSWORD)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service.demo(tmp_path_factory.mktemp("wiederkehr"), backend="postgis") as running:
        yield running


@pytest.fixture
def database(service: Service) -> Iterator[Cluster]:
    """The database, running again after the test."""
    assert service.database is not None
    yield service.database
    service.database.start()
    assert wait_for(lambda: everything_works(service), WITHIN)


def read(service: Service, **parameters: str) -> requests.Response:
    return requests.get(service.url, params=parameters, timeout=30)


def write(service: Service, material: str = "holz") -> requests.Response:
    action = Update("sitzbank", FeatureIds(("sitzbank.1",)), {"material": material})
    body, headers = wfs.build(Transaction((action,))), {"Content-Type": "text/xml"}
    return requests.post(service.url, body, auth=STAFF, headers=headers, timeout=30)


def whole(service: Service) -> tuple[int, int]:
    """How many benches and how many bytes of a map guests get."""
    return len(read(service, **BENCHES).json()["features"]), len(read(service, **MAP).content)


def everything_works(service: Service) -> bool:
    """For guests and those who write, in every worker: four times as many ask at once as there are workers."""
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(read, service, **BENCHES) for _ in range(8)]
        asked += [pool.submit(read, service, **MAP) for _ in range(8)]
        done = [found.result().status_code for found in asked]
    return set(done) == {200} and write(service).status_code == 200


def test_a_database_that_is_restarted_while_maps_are_drawn(service: Service, database: Cluster) -> None:
    """Nobody is ever told less than there is: an answer is whole, or it is a 503."""
    seen, heard = whole(service), []
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(keep_asking, service, seen) for _ in range(4)]
        database.restart()
        began = time.monotonic()
        for found in asked:
            heard += found.result()
        assert wait_for(lambda: everything_works(service), WITHIN - (time.monotonic() - began))
    assert set(heard) <= {"whole", "503"}
    assert "whole" in heard


def keep_asking(service: Service, seen: tuple[int, int]) -> list[str]:
    """What was heard for three seconds."""
    end, heard = time.monotonic() + 3, []
    while time.monotonic() < end:
        benches, drawn = read(service, **BENCHES), read(service, **MAP)
        heard.append(str(benches.status_code))
        if benches.status_code == 200:
            heard[-1] = "whole" if len(benches.json()["features"]) == seen[0] else "less"
        heard.append(str(drawn.status_code))
        if drawn.status_code == 200:
            heard[-1] = "whole" if len(drawn.content) == seen[1] else "less"
    return heard


def test_while_it_is_away_everything_is_a_503_and_then_all_is_as_before(service: Service, database: Cluster) -> None:
    seen = whole(service)
    database.stop()
    for _ in range(6):
        answers = [read(service, **BENCHES), read(service, **MAP), write(service)]
        assert [answer.status_code for answer in answers] == [503] * 3, [answer.text for answer in answers]
        assert all("Retry-After" in answer.headers for answer in answers)
        assert all(str(database.folder) not in answer.text for answer in answers)
    database.start()
    assert wait_for(lambda: everything_works(service), WITHIN)
    assert whole(service) == seen


def test_a_service_that_was_started_before_its_database(service: Service, database: Cluster) -> None:
    seen, before = whole(service), service.workers_now()
    database.stop()
    master = process_of(service.run / "gunicorn.pid", service.run)
    assert master is not None
    os.kill(master, signal.SIGHUP)
    assert wait_for(lambda: not set(before) & set(service.workers_now()), 30)
    assert wait_for(lambda: read(service, **BENCHES).status_code == 503, 10)
    assert read(service, **MAP).status_code == 503
    database.start()
    assert wait_for(lambda: everything_works(service), WITHIN)
    assert whole(service) == seen


def test_a_database_that_comes_back_while_a_project_is_read(
    qgis_app: QgsApplication, service: Service, database: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some layers could not be opened, and then it answers: it would be served like that for eight seconds."""
    for name, value in {**database.environment, "QGIS_SERVER_IGNORE_BAD_LAYERS": "true"}.items():
        monkeypatch.setenv(name, value)

    def back_by_now(project: QgsProject) -> bool:
        database.start()
        return database_watch.answers(project)

    monkeypatch.setattr(projects, "answers", back_by_now)
    database.stop()
    file, iface = str(next(iter(service.projects.values()))), QgsServer().serverInterface()
    assert all(layer.isValid() for layer in projects.Projects(iface).get(file).mapLayers().values())


def test_a_project_that_is_replaced_while_it_is_served(service: Service, database: Cluster) -> None:
    project = next(iter(service.projects.values()))
    capabilities = {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "VERSION": "1.1.0"}
    assert "Neue Sitzgelegenheiten" not in read(service, **capabilities).text
    draft = project.with_suffix(".new")
    shutil.copy(project, draft)
    text = draft.read_text("utf-8").replace("<title>Sitzbänke</title>", "<title>Neue Sitzgelegenheiten</title>")
    draft.write_text(text.replace("<Title>Sitzbänke</Title>", "<Title>Neue Sitzgelegenheiten</Title>"), "utf-8")
    os.replace(draft, project)
    told = [read(service, **capabilities).text for _ in range(12)]
    assert all("Neue Sitzgelegenheiten" in text for text in told)
    assert everything_works(service)


def test_a_table_that_is_gone_takes_no_other_layer_away_and_comes_back(service: Service, database: Cluster) -> None:
    database.sql("ALTER TABLE dreiwasser.spielgeraet RENAME TO woanders")
    try:
        project = next(iter(service.projects.values()))
        os.utime(project)
        assert wait_for(lambda: everything_works(service), WITHIN)
    finally:
        database.sql("ALTER TABLE dreiwasser.woanders RENAME TO spielgeraet")
    there = {**MAP, "LAYERS": "spielgeraet"}
    assert wait_for(lambda: all(read(service, **there).status_code == 200 for _ in range(12)), WITHIN + 2)


def test_a_column_that_is_gone_is_told_and_not_shown_as_emptiness(service: Service, database: Cluster) -> None:
    database.sql("ALTER TABLE dreiwasser.barriere RENAME COLUMN geom TO ort")
    try:
        answer = read(service, **{**BENCHES, "TYPENAME": "barriere"})
        assert (answer.status_code, "lost a column" in answer.text) == (400, True)
    finally:
        database.sql("ALTER TABLE dreiwasser.barriere RENAME COLUMN ort TO geom")
    odd = (
        "<Filter><PropertyIsEqualTo><PropertyName>fid</PropertyName><Literal>abc</Literal></PropertyIsEqualTo></Filter>"
    )
    for wanted in ({"TYPENAME": "barriere"}, {"TYPENAME": "barriere", "FILTER": odd}):
        assert read(service, **{**BENCHES, **wanted}).status_code == 200


@pytest.mark.parametrize(
    "held",
    [
        "UPDATE buergergis.write_lock SET turn = turn",
        "UPDATE dreiwasser.sitzbank SET lehne = lehne",
        "SELECT 1 FROM buergergis.contribution FOR UPDATE",
    ],
)
def test_waiting_writers_and_an_administrators_open_transaction_hold_up_no_map(
    service: Service, database: Cluster, held: str
) -> None:
    with ThreadPoolExecutor(8) as pool:  # every worker has opened what it writes to
        list(pool.map(lambda _: write(service), range(16)))
    with database.holding(held), ThreadPoolExecutor(12) as pool:
        writers = [pool.submit(write, service) for _ in range(8)]
        took: list[float] = []
        while not all(writer.done() for writer in writers) or len(took) < 10:
            began = time.monotonic()
            assert read(service, **MAP).status_code == 200
            took.append(time.monotonic() - began)
    assert max(took) < WAIT, "a map waited as long as a writer"
    assert median(took) < WAIT / 5, "maps waited"
    expected = {200} if "contribution" in held else {503}
    assert {writer.result().status_code for writer in writers} <= {*expected, 503}
    assert all(writer.result().headers.get("Retry-After") for writer in writers if writer.result().status_code == 503)
