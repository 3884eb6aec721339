"""How the service is doing, told from both databases."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from plugin.domain.contribution import Status
from plugin.domain.errors import AccessDenied
from plugin.server.current import Current
from plugin.server.reading import status
from plugin.services.contributions import transition

from .municipality import ANNE, MILENA
from .stories import UUIDS, planted, submitted
from .town import NOON, Town

pytestmark = pytest.mark.qgis
REFUSAL = "INSERT INTO {{q}}refusal (minute, actor, reason, count) VALUES ('{}', '{}', '{}', {})"


def told(town: Town) -> dict[str, object]:
    answer = status.report(Current(town.project, MILENA), NOON + timedelta(minutes=30))
    assert answer.content_type.startswith("application/json") and answer.headers["Cache-Control"] == "no-store"
    return dict(json.loads(answer.body))


def test_the_status_is_what_the_database_holds(town: Town) -> None:
    town.sql(f"UPDATE {{q}}member SET role = 'admin' WHERE identity = '{MILENA}'")
    assert (told(town)["open"], told(town)["oldest_open"], told(town)["refusals"]) == ({}, None, {})
    for number in range(3):
        submitted(town, planted(town, x=495100.0 + number), UUIDS[number])
    town.done(ANNE, transition(UUIDS[2], Status.WITHDRAWN))
    for minute, actor, reason, count in (
        ("2026-05-04T11:20Z", "guest", "LoginNeeded", 9),
        ("2026-05-04T11:50Z", "guest", "LoginNeeded", 2),
        ("2026-05-04T12:10Z", "p-0123456789", "LoginNeeded", 3),
        ("2026-05-04T12:10Z", "p-0123456789", "AccessDenied", 1),
    ):
        town.sql(REFUSAL.format(minute, actor, reason, count))
    now = told(town)
    assert (now["open"], now["oldest_open"]) == ({"submitted": 2}, "2026-05-04T12:00:00Z")
    assert now["refusals"] == {"AccessDenied": 1, "LoginNeeded": 5}
    assert now["backend"] == town.backend and ("bytes_free" in now) == (town.backend == "gpkg")
    assert (now["lock_turn"], now["time"]) == (town.rows("write_lock")[0]["turn"], "2026-05-04T12:30:00Z")
    assert "p-0123456789" not in json.dumps(now)


@pytest.mark.parametrize("who", ["", ANNE, "unbekannt"])
def test_others_are_not_told(shared: Town, who: str) -> None:
    with pytest.raises(AccessDenied):
        status.report(Current(shared.project, who), NOON)
