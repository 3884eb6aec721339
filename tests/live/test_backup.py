"""What docs/operating.md says of backup and restore, done: the service goes on with the state that was saved."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from demo.processes import wait_for
from demo.published import clean_environment
from demo.service import PASSWORD, Service
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Transaction, Update

pytestmark = [pytest.mark.live, pytest.mark.qgis]
STAFF = ("verwaltung", PASSWORD)


@pytest.fixture(scope="module", params=["gpkg", "postgis"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service.demo(tmp_path_factory.mktemp("sicherung"), backend=request.param) as running:
        yield running


def test_a_backup_that_was_made_while_people_wrote_is_put_back(service: Service, tmp_path: Path) -> None:
    assert write(service, "holz") == 200
    epoch, copy = who(service)["epoch"], tmp_path / "sicherung"
    back_up(service, copy)
    assert write(service, "stein") == 200
    (service.run / "maintenance").touch()
    assert requests.get(service.url, timeout=30).status_code == 503
    restore(service, copy)
    draw_epoch(service)
    (service.run / "maintenance").unlink()
    assert wait_for(lambda: material(service) == "holz", 10)
    assert who(service)["epoch"] != epoch
    assert [write(service, "metall") for _ in range(8)] == [200] * 8
    assert material(service) == "metall"


def back_up(service: Service, copy: Path) -> None:
    if service.database:
        service.database.back_up(copy)
        return
    with closing(sqlite3.connect(geopackage(service))) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def restore(service: Service, copy: Path) -> None:
    """PostgreSQL while it runs; a GeoPackage while nobody has it open."""
    if service.database:
        service.database.restore(copy)
        return
    service.stop()
    for beside in ("-wal", "-shm"):
        Path(f"{geopackage(service)}{beside}").unlink(missing_ok=True)
    os.replace(copy, geopackage(service))
    (service.run / "maintenance").unlink()
    service.start()
    (service.run / "maintenance").touch()


def geopackage(service: Service) -> Path:
    return service.run / "municipality" / "dreiwasser.gpkg"


def draw_epoch(service: Service) -> None:
    """As an administrator does."""
    settings = clean_environment(service.run / "profile")
    settings |= service.database.environment if service.database else {}
    subprocess.run(["qgis_process", "plugins", "enable", "buergergis"], env=settings, check=True, capture_output=True)
    project = next(iter(service.projects.values()))
    command = ["qgis_process", "run", "buergergis:newepoch", "--", f"PROJECT={project}"]
    subprocess.run(command, env=settings, check=True, capture_output=True)


def material(service: Service) -> str:
    asked = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "sitzbank"}
    asked |= {"FEATUREID": "sitzbank.1", "OUTPUTFORMAT": "application/json"}
    answer = requests.get(service.url, params=asked, timeout=30)
    return str(answer.json()["features"][0]["properties"]["material"]) if answer.status_code == 200 else ""


def write(service: Service, text: str) -> int:
    body = wfs.build(Transaction((Update("sitzbank", FeatureIds(("sitzbank.1",)), {"material": text}),)))
    headers = {"Content-Type": "text/xml"}
    return requests.post(service.url, body, auth=STAFF, headers=headers, timeout=30).status_code


def who(service: Service) -> dict[str, object]:
    asked = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
    return dict(requests.get(service.url, params=asked, auth=STAFF, timeout=30).json())
