"""Transactions through nginx and four workers: of many with the same base one wins, and none is lost."""

from __future__ import annotations

import subprocess
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import requests

from plugin.domain.feature import Feature
from plugin.domain.state import state_of
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.client import WfsClient
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Transaction, Update

if TYPE_CHECKING:
    from demo.service import Service

pytestmark = [pytest.mark.live, pytest.mark.qgis]


@pytest.fixture(scope="module", params=["gpkg", "postgis"])
def service(request: pytest.FixtureRequest, service: Service) -> Service:
    """The demo service over GeoPackage, and over PostgreSQL."""
    return request.getfixturevalue("postgis_service") if request.param == "postgis" else service


LAYER, REVIEWER = "baum_altmarkfurt", ("verwaltung", "dreiwasser")
CLIENTS, ROUNDS = 6, 20


def read(service: Service, count: int) -> list[tuple[str, Feature]]:
    """The first trees as a client sees them."""
    client = WfsClient(requests.Session(), service.url)
    schema, crs = client.schema(LAYER), client.capabilities().layers[LAYER].crs
    return next(iter(client.pages(LAYER, schema, crs=crs, page=count)))[:count]


def change(fid: str, field: str, text: str, seen: Feature) -> bytes:
    action = Update(LAYER, FeatureIds((fid,)), {field: text}, handle="h")
    return wfs.build(Transaction((action,), {"h": state_of(seen)}))


def send(service: Service, bodies: Sequence[bytes]) -> list[int]:
    """The statuses of requests that all start at the same moment."""
    gate = threading.Barrier(len(bodies))

    def one(body: bytes) -> int:
        gate.wait()
        return requests.post(
            service.url, body, auth=REVIEWER, headers={"Content-Type": "text/xml"}, timeout=30
        ).status_code

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(one, bodies))


def test_of_many_with_the_same_base_exactly_one_wins_in_every_round(service: Service) -> None:
    for number in range(ROUNDS):
        fid, seen = read(service, 1)[0]
        texts = [f"{number}.{place}" for place in range(CLIENTS)]
        counted = Counter(send(service, [change(fid, "strname", text, seen) for text in texts]))
        assert counted[200] == 1, (number, counted)
        assert set(counted) <= {200, 409, 503}, (number, counted)
        assert read(service, 1)[0][1].properties["strname"] in texts
    assert counted[409] > 0


def test_nothing_is_lost_while_others_look_at_the_file(service: Service) -> None:
    """What was answered with 200 is there, although ogrinfo opens and closes the database all the time."""
    if service.backend != "gpkg":
        pytest.skip("there is no file to look at")
    source = next(iter(service.projects.values())).parent
    databases = [str(path) for path in source.glob("*.gpkg")]
    trees = read(service, 10)
    for number, (fid, seen) in enumerate(trees):
        assert send(service, [change(fid, "hausnr", f"{number} x", seen)]) == [200]
        for database in databases:
            subprocess.run(["ogrinfo", "-ro", "-q", database], capture_output=True, check=True)
    assert [tree.properties["hausnr"] for _, tree in read(service, 10)] == [f"{number} x" for number in range(10)]
