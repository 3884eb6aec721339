"""Several hosts over one PostgreSQL: people at the primary, guests at a replica, and two that write at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from demo.postgres import READER, Cluster
from demo.processes import wait_for
from demo.published import SERVICES
from demo.service import PASSWORD, SOCKET, Service
from plugin.domain.feature import Feature
from plugin.domain.state import state_of
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.client import WfsClient
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Transaction, Update

pytestmark = [pytest.mark.live, pytest.mark.qgis]
STAFF = ("verwaltung", PASSWORD)
TREES, BENCHES = "baum_altmarkfurt", "sitzbank"
HEADERS = {"Content-Type": "text/xml"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The host of the people, over the primary."""
    with Service.demo(tmp_path_factory.mktemp("haupt"), backend="postgis") as running:
        yield running


@pytest.fixture(scope="module")
def replica(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    assert service.database is not None
    made = Cluster(tmp_path_factory.mktemp("abbild"))
    made.follow(service.database)
    made.add_services({SERVICES[READER]: READER})
    yield made
    made.remove()


@pytest.fixture(scope="module")
def guests(service: Service, replica: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The host of the guests: the same project, its connections lead to the replica, and none of them may write."""
    run = tmp_path_factory.mktemp("gast")
    with Service(service.projects, run, workers=2, environment=replica.environment) as running:
        service.stop_front()
        service.guests = run / SOCKET
        service.start_front()
        yield running


def material(service: Service, login: tuple[str, str] | None = None) -> str:
    """Of the first bench, as somebody reads it."""
    asked = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": BENCHES}
    asked |= {"FEATUREID": "sitzbank.1", "OUTPUTFORMAT": "application/json"}
    answer = requests.get(service.url, params=asked, auth=login, timeout=30)
    if answer.status_code != 200:
        return str(answer.status_code)
    return str(answer.json()["features"][0]["properties"]["material"])


def write(service: Service, text: str) -> int:
    action = Update(BENCHES, FeatureIds(("sitzbank.1",)), {"material": text})
    body = wfs.build(Transaction((action,)))
    return requests.post(service.url, body, auth=STAFF, headers=HEADERS, timeout=30).status_code


def test_guests_read_the_replica_and_people_what_was_written_last(
    service: Service, guests: Service, replica: Cluster
) -> None:
    assert write(service, "holz") == 200
    assert wait_for(lambda: material(service) == "holz", 10)
    replica.sql("SELECT pg_wal_replay_pause()")
    assert write(service, "stein") == 200
    for _ in range(8):
        assert (material(service, STAFF), material(service)) == ("stein", "holz")
    replica.sql("SELECT pg_wal_replay_resume()")
    assert wait_for(lambda: material(service) == "stein", 10)


def test_a_guests_host_writes_nothing_whoever_asks_it(guests: Service) -> None:
    assert write(guests, "metall") in (401, 403, 500, 503)
    assert material(guests) != "metall"
    asked = {"SERVICE": "WFS", "REQUEST": "GetFeature", "TYPENAME": "event"}
    assert requests.get(guests.url, params=asked, timeout=30).status_code == 401


def test_without_the_replica_people_go_on_and_guests_are_told_and_without_its_host_they_come_to_the_primary(
    service: Service, guests: Service, replica: Cluster
) -> None:
    replica.stop()
    assert wait_for(lambda: material(service) == "503", 5)
    assert write(service, "holz") == 200
    assert material(service, STAFF) == "holz"
    guests.stop()
    assert material(service) == "holz"
    replica.start()
    guests.start()
    assert wait_for(lambda: material(service) == "holz" and material(guests) == "holz", 10)


def test_of_writers_on_two_hosts_with_the_same_base_exactly_one_wins(
    service: Service, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The second host shares nothing with the first but the database: not even the folder of temporary files."""
    assert service.database is not None
    run = tmp_path_factory.mktemp("zweiter")
    environment = {**service.database.environment, "TMPDIR": str(tmp_path_factory.mktemp("tmp"))}
    client = primary(service)
    schema, crs = client.schema(TREES), client.capabilities().layers[TREES].crs
    with Service(service.projects, run, workers=2, environment=environment) as other, ThreadPoolExecutor(4) as pool:
        for number in range(25):
            fid, seen = next(iter(client.pages(TREES, schema, crs=crs, page=1)))[0]
            bodies = [change(fid, f"{number}.{place}", seen) for place in range(4)]
            gate = threading.Barrier(4)
            urls = [service.url, other.url] * 2
            counted = Counter(pool.map(send, urls, bodies, [gate] * 4))
            assert counted[200] == 1, (number, counted)
            assert set(counted) <= {200, 409, 503}, (number, counted)


def change(fid: str, text: str, seen: Feature) -> bytes:
    action = Update(TREES, FeatureIds((fid,)), {"strname": text}, handle="h")
    return wfs.build(Transaction((action,), {"h": state_of(seen)}))


def send(url: str, body: bytes, gate: threading.Barrier) -> int:
    """The status of a request that starts when all are ready."""
    gate.wait()
    return requests.post(url, body, auth=STAFF, headers=HEADERS, timeout=30).status_code


def primary(service: Service) -> WfsClient:
    """What people read."""
    session = requests.Session()
    session.auth = STAFF
    return WfsClient(session, service.url)
