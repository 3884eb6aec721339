"""What buergergis:members writes, nginx and the server half believe with the next request, without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from demo.service import PASSWORD, Service
from plugin.algorithms.members import ManageMembers
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
WHO = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}


@pytest.fixture(scope="module")
def garden_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    projects = {"/ows/": garden.prepare(garden.build(tmp_path_factory.mktemp("rathaus")))}
    with Service(projects, tmp_path_factory.mktemp("lauf"), workers=1) as running:
        yield running


def members(service: Service, action: str, **parameters: str) -> dict[str, Any]:
    algorithm = ManageMembers()
    algorithm.initAlgorithm()
    files = {"PROJECT": str(service.projects["/ows/"]), "PASSWORDS": str(service.run / "htpasswd")}
    whole = {**files, "ACTION": action, **parameters}
    return algorithm.processAlgorithm(whole, QgsProcessingContext(), QgsProcessingFeedback())


def roles(service: Service, user: str, password: str) -> tuple[int, list[str]]:
    """Status of the answer, and the roles it tells."""
    answer = requests.get(service.url, WHO, auth=(user.encode("utf-8"), password.encode("utf-8")), timeout=30)
    told = answer.json()["roles"] if answer.status_code == 200 else []
    return answer.status_code, [role["role"] for role in told]


def test_somebody_comes_is_blocked_and_goes(garden_service: Service) -> None:
    who = {"IDENTITY": "böhme, jörg", "PERSON": "Jörg Böhme"}
    password = members(garden_service, "add", ROLE="reviewer", ARS="149990020020", **who)["PASSWORD"]
    assert roles(garden_service, "böhme, jörg", password) == (200, ["reviewer"])
    assert roles(garden_service, "böhme, jörg", password + "x")[0] == 401
    members(garden_service, "disable", PERSON="Jörg Böhme")
    assert roles(garden_service, "böhme, jörg", password)[0] == 401
    members(garden_service, "enable", PERSON="Jörg Böhme")
    assert roles(garden_service, "böhme, jörg", password) == (200, ["reviewer"])
    newer = members(garden_service, "change", IDENTITY="böhme, jörg")["PASSWORD"]
    assert roles(garden_service, "böhme, jörg", password)[0] == 401
    assert roles(garden_service, "böhme, jörg", newer) == (200, ["reviewer"])
    members(garden_service, "remove", IDENTITY="böhme, jörg")
    assert roles(garden_service, "böhme, jörg", newer)[0] == 401


def test_who_is_blocked_in_the_table_alone_is_a_guest_with_a_name(garden_service: Service) -> None:
    members(garden_service, "disable", IDENTITY="beitrag-a", PASSWORDS="")
    assert roles(garden_service, "beitrag-a", PASSWORD) == (200, [])
    members(garden_service, "enable", IDENTITY="beitrag-a", PASSWORDS="")
    assert roles(garden_service, "beitrag-a", PASSWORD) == (200, ["contributor"])
    assert roles(garden_service, "beitrag-b", PASSWORD) == (200, ["contributor"]), "and nobody else has changed"


def test_a_hash_costs_a_request_little(garden_service: Service) -> None:
    """Each request of somebody logged in computes one: 5000 rounds stay below what a map costs."""
    told = members(garden_service, "change", IDENTITY="beitrag-b")["PASSWORD"]
    session, times = requests.Session(), {}
    for name, login in {"guest": None, "member": ("beitrag-b", told)}.items():
        taken = []
        for _ in range(40):
            answer = session.get(f"http://127.0.0.1:{garden_service.port}/nichts", auth=login, timeout=30)
            taken.append(answer.elapsed.total_seconds())
        times[name] = sorted(taken)[20]
    print(f"one password: {1000 * (times['member'] - times['guest']):.1f} ms")
    assert times["member"] - times["guest"] < 0.03


def test_the_file_is_the_owner_s_alone(garden_service: Service) -> None:
    assert Path(garden_service.run / "htpasswd").stat().st_mode & 0o777 == 0o600
