"""What has been kept long enough goes, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from qgis.core import QgsProcessingException

from plugin.adapters.queue_source import queue_of
from plugin.algorithms.apply_retention import ApplyRetention
from plugin.algorithms.verify_audit import VerifyAudit
from plugin.domain.contribution import Status
from plugin.server.queue.refusals import Refusals
from plugin.services.contributions import transition

from .municipality import ANNE, WEISS, YUSUF
from .offices import run
from .stories import UUIDS, accept, claim, edited, halves, proposal, row, submit, submitted
from .test_attachments import attach
from .test_persons import comment
from .town import Town

pytestmark = pytest.mark.qgis
NOW = datetime.now(UTC)
OLD, NEW, PUBLISHED, OPEN = UUIDS[:4]


def state(town: Town, days: dict[str, int]) -> None:
    """What the policy file would bring in."""
    text = json.dumps(days).replace("{", "{{").replace("}", "}}")
    town.sql(f"INSERT INTO {{q}}service_state (key, value) VALUES ('retention', '{text}')")


def days_ago(number: int) -> dict[str, Any]:
    return {"now": NOW - timedelta(days=number)}


@pytest.fixture
def archive(town: Town) -> Town:
    """Rejected half a year ago and last week, published in the spring, open for four years."""
    for uuid, age, tree in ((OLD, 200, 2), (NEW, 7, 1)):
        town.done(
            ANNE,
            submit_of(town, uuid, tree),
            attach(uuid=uuid.replace("0000-4", "1111-4"), about=uuid),
            **days_ago(age),
        )
        answer = transition(uuid, Status.REJECTED, reason_code="position", note=f"Nachbarbaum {uuid}")
        town.done(WEISS, claim(uuid), answer, **days_ago(age))
    wish = submitted(town, edited(town, art="Esche"), PUBLISHED)
    accept(town, WEISS, PUBLISHED)
    actions, conditions = halves(wish)
    town.done(WEISS, *actions, conditions=conditions)
    town.done(YUSUF, submit_of(town, OPEN), comment("Noch offen", OPEN), **days_ago(4 * 365))
    for age in (31, 29):
        refusals = Refusals()
        refusals.count(queue_of(town.project), "", "AccessDenied", NOW - timedelta(days=age))
        refusals.flush()
    return town


def submit_of(town: Town, uuid: str, tree: int = 2) -> Any:
    return submit(proposal(edited(town, tree, hoehe=4.5), uuid))


def test_what_is_due_is_counted_then_erased_and_the_record_holds(archive: Town) -> None:
    before = archive.everything()
    counted = run(ApplyRetention, archive)
    assert (counted["ERASED"], counted["CONTRIBUTIONS"]) == (False, 1)
    assert archive.everything() == before
    done = run(ApplyRetention, archive, DRY_RUN=False)
    assert (done["ERASED"], done["CONTRIBUTIONS"], done["REFUSALS"], done["WIPED"]) == (True, 1, 1, True)
    assert len(archive.rows("refusal")) == 1
    gone = row(archive, OLD)
    assert (gone["status"], gone["reason_code"]) == ("rejected", "position")
    assert {gone[name] for name in ("author", "base", "proposed", "note", "comment", "geom")} == {None}
    kept = {found["contribution"] for table in ("comment", "attachment") for found in archive.rows(table)}
    assert kept == {NEW, PUBLISHED, OPEN}
    for uuid in (NEW, PUBLISHED, OPEN):
        assert row(archive, uuid) == next(found for found in before["contribution"] if found["uuid"] == uuid)
    assert archive.rows("event") == before["event"]
    assert run(VerifyAudit, archive)["VALID"] is True
    assert run(ApplyRetention, archive, DRY_RUN=False)["CONTRIBUTIONS"] == 0


def test_a_municipality_states_its_own_days(archive: Town) -> None:
    archive.sql(
        "INSERT INTO {q}service_state (key, value) VALUES ('retention', '{{\"rejected\": 3, \"published\": 9}}')"
    )
    assert run(ApplyRetention, archive, DRY_RUN=False)["CONTRIBUTIONS"] == 3
    published = row(archive, PUBLISHED)
    assert {published["author"], published["comment"]} == {None} and published["proposed"]
    assert {found["contribution"] for found in archive.rows("comment")} == {OPEN}


def test_who_has_left_and_of_whom_nothing_is_left_has_no_pseudonym(archive: Town) -> None:
    archive.sql("DELETE FROM {q}member WHERE person = 'Änne Großmann'")
    people = {found["person"] for found in archive.rows("pseudonym")}
    run(ApplyRetention, archive, DRY_RUN=False)
    assert {found["person"] for found in archive.rows("pseudonym")} == people, "her latest contributions are kept still"
    archive.sql(
        "INSERT INTO {q}service_state (key, value) VALUES ('retention', '{{\"rejected\": 3, \"published\": 9}}')"
    )
    assert run(ApplyRetention, archive, DRY_RUN=False)["PSEUDONYMS"] == 1
    assert {found["person"] for found in archive.rows("pseudonym")} == people - {"Änne Großmann"}


def test_a_retention_that_cannot_be_read_erases_nothing(archive: Town) -> None:
    state(archive, {"rejected": -1})
    before = archive.everything()
    with pytest.raises(QgsProcessingException, match="retention of rejected"):
        run(ApplyRetention, archive, DRY_RUN=False)
    assert archive.everything() == before
