"""The database is put back to an older state: nobody writes before the administrator has said so."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from plugin.adapters.prepared import read_prepared
from plugin.adapters.restoring import RESTORED, new_epoch
from plugin.domain.errors import InvalidContent
from plugin.domain.record import chained

from .stories import UUIDS, edited, moved, proposal, submit, submitted
from .town import ANNE, Town

pytestmark = pytest.mark.qgis
LATER = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


def epoch(town: Town) -> str:
    prepared = read_prepared(town.project)
    assert prepared is not None
    return prepared.epoch


def go_back(town: Town, turn: int) -> None:
    """The queue as a backup has it that was made after `turn` Transactions."""
    town.sql("DELETE FROM {q}contribution WHERE uuid <> '" + UUIDS[0] + "'")
    town.sql(f"UPDATE {{q}}write_lock SET turn = {turn}")


def test_nobody_writes_to_a_database_that_went_back(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    submitted(town, edited(town, hoehe=12.5))
    submitted(town, moved(town, 495002, 5670002), UUIDS[1])
    go_back(town, 1)
    with caplog.at_level(logging.CRITICAL):
        for _ in range(2):
            status, text = town.refused(ANNE, submit(proposal(edited(town, 2, hoehe=3), UUIDS[2])))
            assert status == 503 and "older state" in text
    assert len([line for line in caplog.records if "newepoch" in line.message]) == 1


def test_with_a_new_epoch_work_goes_on_and_the_record_says_so(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    submitted(town, moved(town, 495002, 5670002), UUIDS[1])
    go_back(town, 1)
    before = epoch(town)
    drawn = new_epoch(str(town.project_file), LATER)
    assert before != drawn == epoch(town)
    submitted(town, moved(town, 495002, 5670002), UUIDS[1])
    previous = None
    for event in town.rows("event"):
        assert (event["previous_hash"], event["hash"]) == (previous, chained(event))
        previous = event["hash"]
    said = [event for event in town.rows("event") if event["to_status"] == RESTORED]
    assert [(event["role"], event["time"], event["actor"]) for event in said] == [
        ("admin", "2026-05-05T08:00:00Z", None)
    ]


def test_a_restore_that_lost_nothing_stops_nobody(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.reload()
    submitted(town, moved(town, 495002, 5670002), UUIDS[1])
    new_epoch(str(town.project_file), LATER)
    submitted(town, edited(town, 2, hoehe=3), UUIDS[2])


def test_only_a_published_project_has_an_epoch(town: Town, tmp_path: object) -> None:
    with pytest.raises(InvalidContent, match="cannot be read"):
        new_epoch("/gibt/es/nicht.qgs", LATER)
