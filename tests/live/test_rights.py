"""Roles, personal fields and the status through the whole service: what tests/server/test_hidden.py tries, for real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
import requests
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from demo.service import Service
from plugin.algorithms.members import ManageMembers
from tests.server import garden
from tests.server.test_hidden import NOBODY, WAYS, without

pytestmark = [pytest.mark.live, pytest.mark.qgis]
ROLES = {"kaya": "data_protection", "soerensen": "admin", "grossmann": "contributor", "weiss": "reviewer"}
STATUS = {"SERVICE": "BUERGERGIS", "REQUEST": "Status"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One worker: what it shows to one person must not stay for the next."""
    projects = {"/ows/": garden.prepare(garden.build(tmp_path_factory.mktemp("rathaus")))}
    with Service(projects, tmp_path_factory.mktemp("lauf"), workers=1) as service:
        yield service


@pytest.fixture(scope="module")
def passwords(running: Service) -> Mapping[str, str]:
    """An account for each role."""
    algorithm = ManageMembers()
    algorithm.initAlgorithm()
    found = {"": ""}
    for user, role in ROLES.items():
        about = {"IDENTITY": user, "PERSON": f"{user} selbst", "ROLE": role, "ARS": "14999", "ACTION": "add"}
        files = {"PROJECT": str(running.projects["/ows/"]), "PASSWORDS": str(running.run / "htpasswd")}
        done = algorithm.processAlgorithm({**files, **about}, QgsProcessingContext(), QgsProcessingFeedback())
        found[user] = done["PASSWORD"]
    return found


def ask(service: Service, user: str, password: str, parameters: Mapping[str, str]) -> requests.Response:
    return requests.get(service.url, dict(parameters), auth=(user, password) if user else None, timeout=30)


def test_who_looks_after_data_reads_what_is_personal_and_the_next_one_does_not(
    running: Service, passwords: Mapping[str, str]
) -> None:
    for user in ("kaya", "", "kaya", "weiss", "grossmann", "kaya", "soerensen"):
        for way in ("all there is as GeoJSON", "the map as application/json", "the schema"):
            answer = ask(running, user, passwords[user], WAYS[way])
            assert answer.status_code == 200
            assert ("melder" in answer.text) is (user == "kaya"), (user, way)


@pytest.mark.parametrize("user", ["", "grossmann", "weiss", "soerensen"])
@pytest.mark.parametrize("way", WAYS)
def test_no_way_tells_others(running: Service, passwords: Mapping[str, str], user: str, way: str) -> None:
    there, nowhere = (
        ask(running, user, passwords[user], {name: text.replace("{}", value) for name, text in WAYS[way].items()})
        for value in (garden.REPORTER, NOBODY)
    )
    assert there.status_code == nowhere.status_code
    assert without(there.text, garden.REPORTER) == without(nowhere.text, NOBODY)
    assert there.status_code >= 400 or garden.REPORTER not in there.text


@pytest.mark.parametrize("path", ["/ows/wfs3/collections/baum/items", "/wfs3/", "/ows/wfs3", "/ows/index.json"])
def test_there_is_no_other_interface(running: Service, path: str) -> None:
    address = running.url.replace("/ows/", path)
    answer = requests.get(address, {"melder": "Erna*"}, timeout=30)
    assert answer.status_code in (400, 401, 403, 404) and garden.REPORTER not in answer.text


def test_the_status_is_for_who_looks_after_the_service(running: Service, passwords: Mapping[str, str]) -> None:
    statuses = {user: ask(running, user, passwords[user], STATUS).status_code for user in passwords}
    assert statuses == {"": 401, "kaya": 403, "soerensen": 200, "grossmann": 403, "weiss": 403}
    told = ask(running, "soerensen", passwords["soerensen"], STATUS).json()
    assert told["open"] == {"submitted": 3} and told["worker"] in running.workers_now()
