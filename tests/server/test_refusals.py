"""What is refused is counted: by the gate, by the rights, by the host before QGIS, in a Transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.server import garden
from tests.server.conftest import Client

pytestmark = pytest.mark.qgis
ANNE, FRIEDERIKE = "beitrag-a", "pruefung-altmarkfurt"
ABOUT = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature"}
DELETE = (
    b'<Transaction xmlns="http://www.opengis.net/wfs" service="WFS" version="1.1.0">'
    b'<Delete typeName="event"><Filter xmlns="http://www.opengis.net/ogc"><FeatureId fid="event.1"/></Filter>'
    b"</Delete></Transaction>"
)

Ask = Callable[[Client], int]
REFUSED: dict[str, tuple[Ask, str, str, int]] = {
    "a guest asks for the queue": (
        lambda client: client.get(TYPENAME="contribution", **ABOUT).status, "guest", "LoginNeeded", 401),
    "a member runs an expression": (
        lambda client: client.get(user=ANNE, TYPENAME="baum", EXP_FILTER="env('PATH')", **ABOUT).status,
        garden.PSEUDONYMS["Änne Großmann"], "OperationNotSupported", 400),
    "a member without a pseudonym deletes an event": (
        lambda client: client.post(DELETE, user=FRIEDERIKE).status, "member", "AccessDenied", 403),
    "a guest writes": (lambda client: client.post(DELETE).status, "guest", "LoginNeeded", 401),
    "somebody sends something else": (
        lambda client: client.post(b"{}", user=ANNE, kind="application/json").status,
        garden.PSEUDONYMS["Änne Großmann"], "UnsupportedMediaType", 415),
    "somebody names a project": (
        lambda client: client.get(user=ANNE, MAP="/etc/passwd", **ABOUT).status, "", "", 400),
}  # fmt: skip


@pytest.fixture
def database(garden_project: Path) -> Path:
    return garden_project.with_name("garten.gpkg")


def counted(client: Client, database: Path) -> dict[tuple[str, str], int]:
    client.host.half.door.refusals.flush(at_once=True)  # type: ignore[attr-defined]
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT actor, reason, sum(count) FROM refusal GROUP BY actor, reason").fetchall()
    return {(actor, reason): number for actor, reason, number in rows}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_one_more(client: Client, database: Path, case: str) -> None:
    ask, actor, reason, status = REFUSED[case]
    before = counted(client, database)
    got = ask(client)
    assert 400 <= got < 500
    expected = dict(before)
    if actor:
        assert got == status
        expected[actor, reason] = before.get((actor, reason), 0) + 1
    assert counted(client, database) == expected


def test_what_is_answered_is_not_counted(client: Client, database: Path) -> None:
    before = counted(client, database)
    assert client.get(user=ANNE, TYPENAME="baum", **ABOUT).status == 200
    assert client.get(SERVICE="WFS", REQUEST="GetCapabilities").status == 200
    assert counted(client, database) == before
