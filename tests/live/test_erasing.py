"""Änne is erased while the service runs and others read and write: nobody is disturbed, and nothing of her is left."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from demo.service import PASSWORD, Service
from plugin.algorithms.erase_person import ErasePerson
from plugin.algorithms.verify_audit import VerifyAudit
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.model import Insert, NewFeature, Transaction
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
NAME, ACCOUNT, OTHER, REVIEWER = "Änne Großmann", "beitrag-a", "beitrag-b", "pruefung-altmarkfurt"
ABOUT = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature"}


@pytest.fixture
def town_hall(tmp_path: Path) -> Iterator[Service]:
    projects = {"/ows/": garden.prepare(garden.build(tmp_path / "rathaus"))}
    with closing(sqlite3.connect(projects["/ows/"].with_name("garten.gpkg"))) as connection, connection:
        connection.execute("DROP TRIGGER buergergis_event_delete")
        connection.execute("DELETE FROM event")  # the garden's are no chain
    with Service(projects, tmp_path / "lauf", workers=2) as running:
        yield running


def comment(number: int, about: str, text: str) -> bytes:
    values = {"uuid": f"cccccccc-0000-4000-8000-{number:012d}", "contribution": about, "text": text}
    return wfs.build(Transaction([Insert("comment", (NewFeature(values),))], {}, "1.1.0"))


def write(service: Service, who: str, body: bytes) -> int:
    kind = {"Content-Type": "text/xml"}
    return requests.post(service.url, body, auth=(who, PASSWORD), headers=kind, timeout=30).status_code


def read(service: Service, who: str, layer: str) -> int:
    asked = {**ABOUT, "TYPENAME": layer, "OUTPUTFORMAT": "application/json"}
    return requests.get(service.url, asked, auth=(who, PASSWORD), timeout=30).status_code


class Others:
    """Two people who go on with their work meanwhile."""

    def __init__(self, service: Service) -> None:
        self.service, self.heard, self._end = service, Counter[tuple[str, int]](), threading.Event()
        self.threads = [threading.Thread(target=work) for work in (self._read, self._write)]

    def __enter__(self) -> Others:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self._end.set()
        for thread in self.threads:
            thread.join(60)

    def _read(self) -> None:
        while not self._end.is_set():
            for layer in ("baum", "contribution"):
                self.heard["read", read(self.service, OTHER, layer)] += 1

    def _write(self) -> None:
        number = 100
        while not self._end.is_set():
            number += 1
            self.heard["written", write(self.service, OTHER, comment(number, "k-2", f"Noch etwas {number}"))] += 1


def run(algorithm: Any, service: Service, **more: Any) -> dict[str, Any]:
    parameters = {"PROJECT": str(service.projects["/ows/"]), **more}
    results, _ = algorithm().create().run(parameters, QgsProcessingContext(), QgsProcessingFeedback(False), {}, False)
    return dict(results)


def left_of_her(service: Service) -> set[str]:
    database = service.projects["/ows/"].with_name("garten.gpkg")
    there = b"".join(Path(f"{database}{end}").read_bytes() for end in ("", "-wal"))
    there += (service.run / "htpasswd").read_bytes()
    return {word for word in (NAME, ACCOUNT, "Ich wohne gegenüber") if word.encode() in there}


def test_a_person_goes_while_the_service_runs(town_hall: Service) -> None:
    assert write(town_hall, ACCOUNT, comment(1, "k-1", "Ich wohne gegenüber")) == 200
    assert write(town_hall, REVIEWER, comment(2, "k-2", "Wir sehen nach")) == 200
    assert left_of_her(town_hall) == {NAME, ACCOUNT, "Ich wohne gegenüber"}
    with Others(town_hall) as others:
        passwords = str(town_hall.run / "htpasswd")
        results = run(ErasePerson, town_hall, IDENTITY=ACCOUNT, PASSWORDS=passwords, DRY_RUN=False)
    assert results["ERASED"] is True and "Somebody was reading" not in results["BY_HAND"]
    assert set(others.heard) <= {("read", 200), ("written", 200), ("written", 503)}
    assert others.heard["written", 200] and others.heard["read", 200]
    assert left_of_her(town_hall) == set()
    assert read(town_hall, ACCOUNT, "baum") == 401, "her password is none any more"
    assert write(town_hall, OTHER, comment(9999, "k-2", "Danach")) == 200
    assert run(VerifyAudit, town_hall)["EVENTS"] == 2
