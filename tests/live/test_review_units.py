"""Anna sets a new bench where the old one stood: one unit through nginx, gunicorn and QGIS Server, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingUtils

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.algorithms.provider import Provider
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.domain.review_unit import Why
from plugin.services.contributions import publication, submission
from plugin.services.wfs.model import Transaction
from plugin.workflows.connection import Connection
from plugin.workflows.history import history
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, contributions
from plugin.workflows.review_unit import Answer, decide_unit, gather
from plugin.workflows.rows_now import rows_now
from tests.gui.conftest import login  # noqa: F401  fixture

from .places import ALTMARKFURT, benches_in

pytestmark = [pytest.mark.live, pytest.mark.qgis]
ANNA, OFFICE, REVIEWER, BENCH = "beitrag-a", "verwaltung", "pruefung-altmarkfurt", "sitzbank"
_taken = count(1)
Log = Callable[[str], Connection]


@pytest.fixture(scope="module", params=["service", "postgis_service"])
def service(request: pytest.FixtureRequest) -> Service:
    """The one that everybody writes to: what is taken away here was put there before."""
    found: Service = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def log_in(service: Service, login: Callable[[str], str]) -> Log:  # noqa: F811
    return lambda user: connect(service.url, login(user))


@pytest.fixture
def old(log_in: Log, demo_source: Path) -> Feature:
    """A bench for one test alone, which the office has just set up on a green in Altmarkfurt."""
    office = log_in(OFFICE)
    new = successor(now(office, benches_in(demo_source, ALTMARKFURT)[0]), east=next(_taken) * 30.0)
    wish = Contribution(str(uuid4()), Change(Operation.INSERT, None, new), BENCH, None, str(uuid4()))
    wish = replace(wish, status=Status.PUBLISHED)
    form = office.form(BENCH)
    office.client.transaction(Transaction((publication(wish, form)[0], submission(wish, form, office.queue.crs))))
    return now(office, str(new.properties["uuid"]))


@pytest.fixture
def provider(qgis_app: object) -> Iterator[Provider]:
    made = Provider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


def now(connection: Connection, uuid: str) -> Feature:
    return rows_now(connection, [(BENCH, uuid)])[BENCH, uuid]


def is_there(connection: Connection, uuid: str) -> bool:
    return rows_now(connection, [(BENCH, uuid)]).get((BENCH, uuid)) is not None


def successor(bench: Feature, east: float = 0.5) -> Feature:
    """A new bench beside it, so many metres away."""
    assert bench.geometry is not None
    x, y, *rest = bench.geometry["coordinates"]
    place = {"type": "Point", "coordinates": [x + east, y, *rest]}
    properties = {name: value for name, value in bench.properties.items() if name != "fid"}
    return replace(bench, key=None, geometry=place, properties={**properties, "uuid": str(uuid4())})


def send(connection: Connection, *changes: Change) -> list[str]:
    """Submit in one changeset; returns the uuids."""
    changeset, uuids = str(uuid4()), []
    for change in changes:
        wish = Contribution(str(uuid4()), change, BENCH, change.key, changeset, "Neue Bank")
        connection.client.transaction(Transaction((submission(wish, connection.form(BENCH), connection.queue.crs),)))
        uuids.append(wish.uuid)
    return uuids


def replaced(connection: Connection, old: Feature) -> tuple[str, str, str]:
    """The uuids of the deletion and of the creation, and of the new bench."""
    new = successor(old)
    gone, come = send(connection, Change(Operation.DELETE, old, None), Change(Operation.INSERT, None, new))
    return gone, come, str(new.properties["uuid"])


def statuses(connection: Connection, *uuids: str) -> list[Status]:
    found = contributions(connection, uuids)
    return [found[uuid].status for uuid in uuids]


def accept(connection: Connection, uuid: str) -> None:
    members = gather(connection, uuid).members
    decide_unit(connection, [Answer(one, Decision.ACCEPT) for one in members]).raise_if_not()


def accept_one(connection: Connection, uuid: str) -> None:
    seen = contributions(connection, [uuid])[uuid]
    decide_unit(connection, [Answer(seen, Decision.ACCEPT)]).raise_if_not()


def test_a_replacement_is_decided_and_published_as_one(log_in: Log, old: Feature) -> None:
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    gone, come, new = replaced(anna, old)
    found = gather(reviewer, gone)
    assert {one.uuid for one in found.members} == {gone, come} and found.unit is not None
    assert {link.why for link in found.unit.reasons.values()} == {Why.REPLACES}
    accept(reviewer, gone)
    for uuid in (gone, come):
        assert [step.to_status for step in history(reviewer, uuid).steps] == ["submitted", "in_review", "accepted"]
    assert publish(reviewer, [come, gone], as_one=True).done == [gone, come]
    assert is_there(anna, new) and not is_there(anna, str(old.key))
    assert statuses(anna, gone, come) == [Status.PUBLISHED] * 2
    assert gather(reviewer, gone).torn() == [], "both halves are there"


def test_where_one_half_cannot_be_published_nothing_of_the_unit_is(log_in: Log, old: Feature) -> None:
    """Somebody else has changed the old bench meanwhile: it stays, and the new one does not come beside it."""
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    gone, come, new = replaced(anna, old)
    accept(reviewer, come)
    (other,) = send(
        anna, Change(Operation.UPDATE, old, replace(old, properties={**old.properties, "zustand": "defekt"}))
    )
    accept_one(reviewer, other)
    assert publish(reviewer, [other]).done == [other]
    result = publish(reviewer, [gone, come])
    assert (result.done, result.conflicts, result.held) == ([], [gone], {come: gone})
    assert is_there(anna, str(old.key)) and not is_there(anna, new)
    assert statuses(anna, gone, come) == [Status.CONFLICT, Status.ACCEPTED]


def test_a_member_that_was_revised_meanwhile_holds_back_the_decision_about_all(log_in: Log, old: Feature) -> None:
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    gone, come, _new = replaced(anna, old)
    members = gather(reviewer, gone).members
    earlier = [Answer(replace(one, revision=one.revision + (one.uuid == come)), Decision.ACCEPT) for one in members]
    decided = decide_unit(reviewer, earlier)
    assert (decided.done, decided.culprit) == ((), come)
    assert statuses(anna, gone, come) == [Status.SUBMITTED] * 2, "not even claimed"


def test_one_member_is_turned_down_and_what_that_leaves_is_told(log_in: Log, old: Feature) -> None:
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    gone, come, _new = replaced(anna, old)
    seen = {one.uuid: one for one in gather(reviewer, gone).members}
    no = Answer(seen[come], Decision.REJECT, "position", "Dort ist der Gehweg.")
    decide_unit(reviewer, [Answer(seen[gone], Decision.ACCEPT), no]).raise_if_not()
    assert statuses(anna, gone, come) == [Status.ACCEPTED, Status.REJECTED]
    assert [remark.text for remark in history(anna, come).remarks] == ["Dort ist der Gehweg."]
    assert history(anna, gone).remarks == ()
    assert gather(reviewer, gone).torn() == [(gone, come)]


class Listening(QgsProcessingFeedback):
    """Keeps what is warned of."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warned: list[str] = []

    def pushWarning(self, warning: str | None) -> None:
        self.warned.append(warning or "")


def test_the_same_by_algorithms(
    service: Service,
    provider: Provider,
    login: Callable[[str], str],  # noqa: F811
    log_in: Log,
    old: Feature,
) -> None:
    anna = log_in(ANNA)
    gone, come, new = replaced(anna, old)
    feedback = Listening()

    def run(name: str, **parameters: Any) -> dict[str, Any]:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"buergergis:{name}")
        given = {"SERVICE": service.url, "AUTHCFG": login(REVIEWER), **parameters}
        return dict(algorithm.run(given, context, feedback, {}, False)[0])

    context = QgsProcessingContext()
    told = run("reviewqueue", STATUS="submitted", OUTPUT="memory:")
    layer = QgsProcessingUtils.mapLayerFromString(told["OUTPUT"], context)
    rows = {row["uuid"]: (row["unit"], row["unit_why"]) for row in layer.getFeatures()}
    del layer
    (unit, why), other = rows[gone], rows[come]
    assert (unit, why) == other and why == "replaces"
    assert run("decide", UNIT=unit, EXCEPT=come, DECISION="accept") == {"DECIDED": 1}
    assert len(feedback.warned) == 1 and gone in feedback.warned[0] and come in feedback.warned[0]
    assert run("decide", UNIT=unit, DECISION="accept") == {"DECIDED": 2}
    assert run("publish", UNIT=unit) == {"PUBLISHED": 2, "CONFLICTS": 0}
    assert is_there(anna, new) and not is_there(anna, str(old.key))
