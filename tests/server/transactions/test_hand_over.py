"""A tree of Altmarkfurt that is somebody else's: who has it on arrival, handed over, taken on, returned, decided."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from plugin.adapters.prepared import actor_for, read_prepared
from plugin.adapters.queue_source import queue_of
from plugin.domain import explained
from plugin.domain.contribution import Change, Operation, Status
from plugin.domain.responsibility import Found, Step
from plugin.server.reading.rows import visible_contributions
from plugin.server.reading.whoami import who_am_i
from plugin.services import whoami
from plugin.services.contributions import revision, transition
from plugin.services.wfs.model import Action

from .municipality import ALTMARKFURT, ANNE, BOEHME, MILENA, NEUWASSER, WEISS, WEISS_AT_HOME, YUSUF
from .stories import UUIDS, accept, claim, edited, form, halves, moved, planted, proposal, row, submit, submitted
from .town import EAST, NOON, Town

pytestmark = pytest.mark.qgis
FILE: dict[str, Any] = {
    "crs": "EPSG:25833",
    "coordinator": "kreis",
    "bodies": {
        "gruen-a": {"name": "Grünflächenamt Altmarkfurt", "ars": ALTMARKFURT, "days": 5},
        "gruen-n": {"name": "Grünflächenamt Neuwasser", "ars": NEUWASSER, "substitute": "rathaus-n",
                    "absent": [["2026-06-01", "2026-06-30"]]},
        "rathaus-n": {"name": "Rathaus Neuwasser", "ars": NEUWASSER},
        "kreis": {"name": "Landratsamt", "ars": "14999", "days": 21},
        "kreis-baum": {"name": "Untere Naturschutzbehörde", "ars": "14999"},
    },
    "categories": {"baum": {"title": "Baum"}},
    "layers": {"baum": "baum", "sitzbank": "baum"},
    "operators": {"fields": ["eigentuemer_ars"]},
    "rules": [
        {"id": "R-1", "category": "baum", "ars": ALTMARKFURT, "body": "gruen-a"},
        {"id": "R-2", "category": "baum", "ars": NEUWASSER, "body": "gruen-n"},
        {"id": "R-3", "category": "baum", "ars": "14999", "body": "kreis-baum"},
    ],
    "offices": {"14999": "kreis"},
}  # fmt: skip
WHY = {"reason_code": "not_responsible", "note": "Der Baum steht auf eurem Grund."}


@pytest.fixture
def stated(town: Town) -> Town:
    """The town with a responsibility file."""
    state(town, FILE)
    return town


def state(town: Town, file: dict[str, Any] | str) -> None:
    text = (file if isinstance(file, str) else json.dumps(file)).replace("'", "''")
    text = text.replace("{", "{{").replace("}", "}}")
    town.sql("DELETE FROM {q}service_state WHERE key = 'responsibility'")
    town.sql(f"INSERT INTO {{q}}service_state (key, value) VALUES ('responsibility', '{text}')")


def forward(body: str = "gruen-n", **more: Any) -> Action:
    return transition(UUIDS[0], Status.FORWARDED, **{**WHY, "body": body, **more})


def give_back(**more: Any) -> Action:
    return transition(UUIDS[0], Status.SUBMITTED, **{**WHY, **more})


def handed(town: Town, who: str = WEISS, body: str = "gruen-n", **more: Any) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(who, claim(), forward(body, **more))


def stands(town: Town) -> tuple[str, str | None, str | None, int | None]:
    found = row(town)
    return found["status"], found["responsible_body"], found["body_ars"], found["returns"]


def test_why_it_is_whose_is_kept_with_it(stated: Town) -> None:
    submitted(stated, edited(stated, hoehe=12.5))
    answer = explained.from_text(row(stated)["responsible_why"])
    assert answer is not None and row(stated)["responsible_body"] == "gruen-a"
    assert [(one.step, one.found, one.about) for one in answer.tried] == [(Step.OPERATOR, Found.CHOSEN, ALTMARKFURT)]
    for text in ("", "[]", '{"tried": [["table"]]}', '{"tried": [["x", "y", "", ""]]}', "[" * 9000, "x" * 20_000):
        assert explained.from_text(text) is None, "what lies in the queue may be anything"


def test_on_arrival_the_resolver_names_the_authority(stated: Town) -> None:
    submitted(stated, edited(stated, hoehe=12.5))
    found = row(stated)
    assert (found["responsible_body"], found["ars"], found["body_ars"]) == ("gruen-a", ALTMARKFURT, None)
    submitted(stated, planted(stated, *EAST, eigentuemer_ars="14999"), UUIDS[1])
    assert row(stated, UUIDS[1])["responsible_body"] == "kreis-baum", "the owner counts, not the place"


def test_a_layer_without_operator_goes_by_its_place(stated: Town) -> None:
    bench = stated.feature("sitzbank", 1)
    submitted(stated, Change(Operation.DELETE, bench, None))
    assert bench.geometry is not None
    east = bench.geometry["coordinates"][0] >= 500_000
    assert row(stated)["responsible_body"] == ("gruen-n" if east else "gruen-a")


def test_without_a_file_or_with_a_broken_one_work_goes_on(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    assert row(town)["responsible_body"] is None
    state(town, '{"bodies": 7}')
    submitted(town, edited(town, hoehe=13.5), UUIDS[1])
    assert row(town, UUIDS[1])["responsible_body"] is None
    state(town, FILE)
    submitted(town, edited(town, hoehe=14.5), UUIDS[2])
    assert row(town, UUIDS[2])["responsible_body"] == "gruen-a", "what is stated counts from then on"


def test_who_reviews_hears_the_names_of_the_authorities(stated: Town) -> None:
    def told(who: str) -> dict[str, str]:
        actor = actor_for(stated.project, who)
        answer = who_am_i(who, actor, read_prepared(stated.project), stated.project)
        return dict(whoami.parse(answer.body).bodies)

    assert told(WEISS)["gruen-n"] == "Grünflächenamt Neuwasser" and told(WEISS).keys() == FILE["bodies"].keys()
    assert told(ANNE) == told("") == {}
    state(stated, '{"bodies": 7}')
    assert told(WEISS) == {}


def test_who_sends_it_names_no_authority(stated: Town) -> None:
    wish = proposal(edited(stated, hoehe=12.5))
    assert stated.refused(ANNE, submit(wish, responsible_body="kreis"))[0] == 400
    for name in ("due", "handed_from", "body_ars", "returns"):
        assert stated.refused(ANNE, submit(wish, **{name: "1"}))[0] == 400
    stated.done(ANNE, submit(wish, responsible_body="gruen-a"))


def test_a_revision_is_for_the_authority_of_what_it_says_now(stated: Town) -> None:
    submitted(stated, planted(stated))
    again = proposal(planted(stated, eigentuemer_ars=NEUWASSER))
    stated.done(ANNE, revision(again, form("baum")))
    assert row(stated)["responsible_body"] == "gruen-n"


def test_handed_over_it_keeps_its_number_and_gets_a_deadline(stated: Town) -> None:
    handed(stated)
    assert stands(stated) == ("forwarded", "gruen-n", NEUWASSER, None)
    found = row(stated)
    assert (found["due"], found["handed_from"], found["ars"]) == ("2026-05-18T12:00:00Z", "gruen-a", ALTMARKFURT)
    assert len(stated.rows("contribution")) == 1 and found["reason_code"] == "not_responsible"
    assert stated.rows("event")[-1]["to_status"] == "forwarded"


def test_only_who_was_asked_takes_it_on(stated: Town) -> None:
    handed(stated)
    late = NOON + timedelta(minutes=11)
    for who, status in ((ANNE, 409), (YUSUF, 403), (WEISS_AT_HOME, 403), (WEISS, 409)):
        assert stated.refused(who, claim(), now=late)[0] == status, who
    stated.done(BOEHME, claim(), now=late)
    assert stands(stated)[:2] == ("in_review", "gruen-n")
    assert row(stated)["claimed_by"]


def test_who_has_taken_it_on_decides_but_does_not_accept_for_another_municipality(stated: Town) -> None:
    handed(stated)
    status, why = stated.refused(BOEHME, claim(), transition(UUIDS[0], Status.ACCEPTED))
    assert status == 403 and ALTMARKFURT in why
    stated.done(BOEHME, claim(), transition(UUIDS[0], Status.REJECTED, reason_code="already_done", note="Gefällt."))
    assert row(stated)["status"] == "rejected"


def test_the_layer_stays_with_who_may_write_to_it(stated: Town) -> None:
    handed(stated)
    stated.done(BOEHME, claim(), transition(UUIDS[0], Status.SUBMITTED))  # taken on, and the claim given back
    accept(stated, WEISS)
    assert stands(stated) == ("accepted", "gruen-n", NEUWASSER, None)
    actions, conditions = halves(proposal(edited(stated, hoehe=12.5)))
    assert stated.refused(BOEHME, *actions, conditions=conditions)[0] == 403
    stated.done(WEISS, *actions, conditions=conditions)


def test_before_it_is_handed_over_nobody_elsewhere_sees_it(stated: Town) -> None:
    def seen(who: str) -> int:
        condition = visible_contributions(actor_for(stated.project, who))
        return len(queue_of(stated.project).rows(f'SELECT "uuid" FROM {{q}}contribution WHERE {condition}'))

    submitted(stated, edited(stated, hoehe=12.5))
    assert (seen(WEISS), seen(BOEHME), seen(YUSUF)) == (1, 0, 0)
    stated.done(WEISS, claim(), forward())
    assert (seen(WEISS), seen(BOEHME), seen(YUSUF)) == (1, 1, 0)
    stated.done(BOEHME, give_back())
    assert (seen(WEISS), seen(BOEHME), seen(YUSUF)) == (1, 0, 0)


def test_returned_it_is_where_it_was(stated: Town) -> None:
    handed(stated)
    assert stated.refused(BOEHME, give_back(reason_code="", note=""))[0] == 409, "a return has its reason"
    stated.done(BOEHME, give_back())
    assert stands(stated) == ("submitted", "gruen-a", None, 1)
    assert row(stated)["due"] is None


def test_after_two_returns_the_coordinator_decides(stated: Town) -> None:
    handed(stated)
    stated.done(BOEHME, give_back())
    stated.done(WEISS, claim(), forward("rathaus-n"))
    stated.done(BOEHME, give_back())
    assert stands(stated) == ("submitted", "kreis", "14999", 2)
    assert row(stated)["due"] == "2026-05-25T12:00:00Z"
    status, why = stated.refused(WEISS, claim(), forward())
    assert status == 409 and "coordinator of the county decides" in why
    stated.done(MILENA, claim(), forward("gruen-n"))
    status, why = stated.refused(BOEHME, give_back())
    assert status == 409 and "not returned again" in why
    stated.done(BOEHME, claim())
    assert stands(stated) == ("in_review", "gruen-n", NEUWASSER, 2)


def test_the_coordinator_takes_what_nobody_takes_on(stated: Town) -> None:
    handed(stated)
    stated.done(MILENA, claim(), now=NOON + timedelta(days=30))
    assert stands(stated)[0] == "in_review"


def test_who_handed_it_over_takes_it_back_within_ten_minutes(stated: Town) -> None:
    handed(stated)
    stated.done(WEISS, claim(), now=NOON + timedelta(minutes=9))
    assert stands(stated) == ("in_review", "gruen-a", None, None)
    accept_now = transition(UUIDS[0], Status.ACCEPTED)
    stated.done(WEISS, accept_now, now=NOON + timedelta(minutes=9))


def test_a_substitute_gets_it_while_an_office_is_absent(stated: Town) -> None:
    submitted(stated, edited(stated, hoehe=12.5))
    june = NOON + timedelta(days=40)
    stated.done(WEISS, claim(), forward(), now=june)
    assert stands(stated)[:2] == ("forwarded", "rathaus-n")


@pytest.mark.parametrize(
    ("body", "due", "why"),
    [("", "", "name the authority"), ("gruen-x", "", "name the authority"), ("gruen-n", "2026-05-01", "deadline"),
     ("gruen-n", "morgen", "deadline"), ("gruen-n", "x" * 201, "")],
)  # fmt: skip
def test_an_order_that_is_none_is_refused(stated: Town, body: str, due: str, why: str) -> None:
    submitted(stated, edited(stated, hoehe=12.5))
    status, said = stated.refused(WEISS, claim(), forward(body, due=due))
    assert status in (400, 413) and why in said


def test_a_deadline_that_is_stated_counts(stated: Town) -> None:
    handed(stated, due="2026-05-10")
    assert row(stated)["due"] == "2026-05-10T23:59:59Z"


def test_nobody_names_an_authority_with_another_transition(stated: Town) -> None:
    submitted(stated, edited(stated, hoehe=12.5))
    for target in (Status.IN_REVIEW, Status.SUBMITTED):
        assert stated.refused(WEISS, transition(UUIDS[0], target, body="kreis"))[0] == 400
    assert stated.refused(ANNE, transition(UUIDS[0], Status.SUBMITTED, due="2026-05-10"))[0] == 400


def test_nobody_hands_over_or_takes_on_their_own(stated: Town) -> None:
    submitted(stated, edited(stated, hoehe=12.5), who=WEISS_AT_HOME)
    assert stated.refused(WEISS, claim())[0] == 409
    stated.done(MILENA, claim(), forward("gruen-a"))
    assert stated.refused(WEISS, claim(), now=NOON + timedelta(hours=1))[0] == 409


def test_without_a_file_it_is_handed_over_by_name_within_the_same_area(town: Town) -> None:
    submitted(town, moved(town, 495001, 5670001))
    town.done(WEISS, claim(), forward("Bauhof"))
    assert stands(town) == ("forwarded", "Bauhof", None, None)
    assert town.refused(BOEHME, claim())[0] == 403
    town.done(WEISS, claim(), now=NOON + timedelta(hours=2))
    assert stands(town)[:2] == ("in_review", "Bauhof")
