"""Anna is appointed: a harmless change of hers is accepted by rule, published, looked at, and taken back; for real."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from osgeo import ogr

from demo.service import Service
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Contribution, Status
from plugin.domain.errors import TransitionRefused
from plugin.workflows import afterwards
from plugin.workflows.afterwards import Look
from plugin.workflows.check_out import check_out
from plugin.workflows.contribute import submit
from plugin.workflows.history import history
from plugin.workflows.publish import publish
from plugin.workflows.review import named, rows

from .places import ALTMARKFURT, benches_in
from .test_hand_over import connected

pytestmark = [pytest.mark.live, pytest.mark.qgis]
ANNA, WEISS, MILENA = "beitrag-a", "pruefung-altmarkfurt", "verwaltung"


@pytest.fixture
def trusting(service: Service) -> Iterator[None]:
    """The backrest of a bench is called harmless, and Anna is trusted; afterwards nothing of it is left."""
    database = service.run / "municipality" / "dreiwasser.gpkg"

    def say(*statements: str) -> None:
        with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    here = "WHERE layer = 'sitzbank'"
    say(
        f"UPDATE layer_policy SET automatic_fields = 'lehne' {here}",
        f"UPDATE member SET appointed = 1 WHERE identity = '{ANNA}'",
    )
    yield
    say(f"UPDATE layer_policy SET automatic_fields = NULL {here}", "UPDATE member SET appointed = NULL")


def sent(service: Service, path: Path, source: Path, number: int) -> Contribution:
    """A bench gets its backrest, or loses it."""
    connection = connected(service, ANNA)
    with WorkingCopy.create(path, connection.client.url, connection.epoch) as copy:
        check_out(connection, copy, ["sitzbank"])
        bench = benches_in(source, ALTMARKFURT)[number]
        data = ogr.Open(str(path), 1)
        data.ExecuteSQL(
            f"UPDATE sitzbank SET lehne = CASE lehne WHEN 'ja' THEN 'nein' ELSE 'ja' END WHERE uuid = '{bench}'"
        )
        del data
        (uuid,) = submit(connection, copy, comment="Lehne", new_uuid=lambda: str(uuid4())).submitted
    return named(connection, [str(uuid)])[0]


def test_from_an_appointment_to_an_objection(
    service: Service, demo_source: Path, tmp_path: Path, trusting: None
) -> None:
    me = connected(service, ANNA).who
    assert me is not None and me.tier == 3
    one = sent(service, tmp_path / "bank.gpkg", demo_source, -11)
    assert (one.status, one.automatic, one.tier, one.held) == (Status.ACCEPTED, "harmless_attributes", "3", "")
    weiss, milena = connected(service, WEISS), connected(service, MILENA)
    assert publish(weiss, [one.uuid]).done == [one.uuid]
    published = named(weiss, [one.uuid])[0]
    objected = afterwards.say_of_all(weiss, [one.uuid], Look.OBJECT, "attributes", "Die Bank hat keine Lehne.")
    objected.raise_if_failed("looked at")
    with pytest.raises(TransitionRefused, match="looked at it already"):
        afterwards.say(milena, published, Look.CONFIRM)
    told = [(step.actor, step.to_status, step.reason_code) for step in history(milena, one.uuid).steps]
    assert ("automatic", "accepted", "harmless_attributes:tier_3") in told
    assert told[-1][1:] == ("objected", "attributes")
    waiting: list[dict[str, Any]] = [dict(row.properties) for _fid, row in rows(milena, [Status.SUBMITTED])]
    reverse = [row for row in waiting if row["feature_key"] == one.feature_key]
    assert [(row["operation"], row["author"] != one.author) for row in reverse] == [("update", True)]
