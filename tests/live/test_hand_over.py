"""A bench of Altmarkfurt goes to the county and comes back, through the whole service and the algorithms people run."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from osgeo import ogr

from demo.municipality.responsibilities import FILE
from demo.people import AlgorithmFailed, Person
from demo.service import PASSWORD, Service
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.domain.errors import Problem
from plugin.services.wfs.client import WfsClient
from plugin.workflows import hand_over
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection, CrsFacts
from plugin.workflows.contribute import submit
from plugin.workflows.review import rows

from .places import ALTMARKFURT, benches_in

pytestmark = [pytest.mark.live, pytest.mark.qgis]
WEISS, MILENA = "pruefung-altmarkfurt", "verwaltung"


def connected(service: Service, user: str) -> Connection:
    session = requests.Session()
    session.auth = (user, PASSWORD)
    return Connection.open(WfsClient(session, service.url), lambda _: CrsFacts(False, False))


@pytest.fixture
def bench(service: Service, demo_source: Path, tmp_path: Path) -> Iterator[str]:
    """The uuid of a contribution about a bench that nobody else's test looks at."""
    connection = connected(service, "beitrag-a")
    with WorkingCopy.create(tmp_path / "bank.gpkg", connection.client.url, connection.epoch) as copy:
        check_out(connection, copy, ["sitzbank"])
        uuid = benches_in(demo_source, ALTMARKFURT)[-7]
        data = ogr.Open(str(copy.path), 1)
        other = "CASE lehne WHEN 'ja' THEN 'nein' ELSE 'ja' END"
        data.ExecuteSQL(f"UPDATE sitzbank SET lehne = {other} WHERE uuid = '{uuid}'")
        del data
        (sent,) = submit(connection, copy, comment="Lehne", new_uuid=lambda: str(uuid4())).submitted
    yield str(sent)


def stands(service: Service, uuid: str) -> dict[str, Any]:
    found = rows(connected(service, MILENA), list(Status))
    (row,) = [dict(row.properties) for _fid, row in found if row.properties["uuid"] == uuid]
    return row


def test_on_arrival_the_bench_is_for_the_works_yard(service: Service, bench: str) -> None:
    assert stands(service, bench)["responsible_body"] == "bauhof-a"


def test_it_is_handed_over_returned_and_decided(
    service: Service, bench: str, demo_source: Path, tmp_path: Path
) -> None:
    weiss, milena = (Person.arrive(tmp_path, user) for user in (WEISS, MILENA))
    why = {"REASON": "not_responsible", "NOTE": "Die Bank steht auf Land des Kreises."}
    common = {"SERVICE": service.url, "CONTRIBUTIONS": bench}
    with pytest.raises(AlgorithmFailed, match="name the authority in responsible_body"):
        weiss.run("handover", ACTION=0, BODY="kreis-bank", **why, **common)
    assert weiss.run("handover", ACTION=0, BODY="kreis-service", **why, **common)["DONE"] == 1
    row = stands(service, bench)
    assert (row["status"], row["responsible_body"], row["handed_from"]) == ("forwarded", "kreis-service", "bauhof-a")
    assert row["due"] and row["uuid"] == bench
    load = table(milena.run("queueload", SERVICE=service.url, FILE=str(demo_source / FILE), OUTPUT=into(tmp_path)))
    (county,) = [one for one in load if one["body"] == "kreis-service"]
    assert county["authority"] == "Landkreis Dreiwasser, Servicestelle" and int(county["handed_over"]) >= 1
    assert milena.run("handover", ACTION=2, **why, **common)["DONE"] == 1
    row = stands(service, bench)
    assert (row["status"], row["responsible_body"], row["returns"]) == ("submitted", "bauhof-a", 1)
    late = milena.run("overdue", SERVICE=service.url, OUTPUT=into(tmp_path))
    assert bench not in late["REMINDERS"]


def test_two_people_who_take_it_on_are_one(service: Service, bench: str) -> None:
    first, second = connected(service, WEISS), connected(service, MILENA)
    done = hand_over.forward(first, [bench], "gruen-a", reason_code="other", note="Grünanlage")
    assert done.done == [bench], done.failed
    assert hand_over.take_on(second, [bench]).done == [bench]
    late = hand_over.take_on(first, [bench])
    assert not late.done and isinstance(late.failed[bench], Problem)
    assert "not possible now" in late.failed[bench].text
    assert [row.uuid for row in hand_over.waiting(second) if row.uuid == bench] == [bench]


def into(folder: Path) -> str:
    return str(folder / f"{uuid4()}.csv")


def table(results: dict[str, Any]) -> list[dict[str, str]]:
    with Path(results["OUTPUT"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
