"""Who is trusted may have harmless changes accepted by rule; who is not, or tries to be, has a person look at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plugin.adapters.surroundings import LayersAround
from plugin.domain.contribution import Change, Operation, Status
from plugin.server.queue import trusting
from plugin.services.contributions import revision, transition
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import Update

from .municipality import ANNE, BOEHME, MILENA, WEISS, YUSUF
from .racing import Racer
from .stories import accept, form, halves, submit
from .town import NOON, Town
from .trusted import ANNA, WEISS_KNOWN, allow, arrives, bench, better, moved, of, sent, steps, trust

pytestmark = pytest.mark.qgis
IN_A_FILE = pytest.mark.parametrize("town", ["gpkg"], indirect=True)
"""For what is the same whatever the database."""


def looked(uuid: str, said: str = "confirmed", **more: str) -> Update:
    """What somebody sends who has looked afterwards."""
    return Update("contribution", Compare(Comparison.EQUAL, "uuid", uuid), {"afterwards": said, **more})


def draw(monkeypatch: pytest.MonkeyPatch, falls: bool) -> None:
    monkeypatch.setattr(trusting, "drawn", lambda: falls)


def test_a_harmless_change_of_a_trusted_person_is_accepted_and_the_record_says_by_what(town: Town) -> None:
    allow(town)
    trust(town)
    row = arrives(town, better(town))
    assert (row["status"], row["automatic"], row["tier"], row["held"]) == ("accepted", "harmless_attributes", 2, None)
    assert steps(town, row["uuid"]) == [
        ("submitted", "author", ANNA, None),
        ("accepted", "automatic", "automatic", "harmless_attributes:tier_2"),
    ]
    assert arrives(town, bench())["automatic"] == "new_point"
    assert arrives(town, moved(town, 2.99))["automatic"] == "small_move"
    # it is published like anything else that was accepted, and stays what it was
    wish = sent(better(town, 2, zustand="defekt"))[2]
    town.done(ANNE, submit(wish))
    actions, conditions = halves(wish)
    town.done(MILENA, *actions, conditions=conditions)
    assert (of(town, wish.uuid)["status"], of(town, wish.uuid)["automatic"]) == ("published", "harmless_attributes")


@IN_A_FILE
def test_by_default_nobody_is_trusted_and_nothing_is_on(town: Town) -> None:
    trust(town)
    assert [arrives(town, better(town))[name] for name in ("status", "tier", "held")] == ["submitted", 2, None]
    allow(town)
    row = arrives(town, better(town), who=YUSUF)
    assert [row[name] for name in ("status", "tier", "held")] == ["submitted", 0, "tier:0"]


def test_one_reviewer_alone_trusts_nobody_but_the_municipality_may_appoint_somebody(town: Town) -> None:
    allow(town)
    trust(town, by=(WEISS_KNOWN,))
    assert arrives(town, better(town))["held"] == "tier:0"
    town.sql(f"UPDATE {{q}}member SET appointed = 1 WHERE identity = '{ANNE}'")
    assert [arrives(town, better(town))[name] for name in ("tier", "status")] == [3, "accepted"]
    town.sql(f"UPDATE {{q}}member SET appointed = NULL WHERE identity = '{ANNE}'")
    assert arrives(town, better(town))["tier"] == 0


def test_what_is_older_than_the_retention_of_rejections_speaks_for_nobody(town: Town) -> None:
    allow(town)
    trust(town)  # forty days ago; what was rejected then may be erased by now

    def with_retention(text: str) -> int:
        kept = text.replace("{", "{{").replace("}", "}}")
        town.sql("DELETE FROM {q}service_state WHERE key = 'retention'")
        town.sql(f"INSERT INTO {{q}}service_state (key, value) VALUES ('retention', '{kept}')")
        return int(arrives(town, better(town))["tier"])

    assert with_retention('{"rejected": 41}') == 2
    assert with_retention('{"rejected": 30}') == with_retention('{"published": 30}') == 0
    assert with_retention("ewig") == 0, "what is unknown is a no"


@IN_A_FILE
def test_what_is_not_harmless_waits_and_says_which_rule_it_was(town: Town) -> None:
    allow(town, "zustand,material")
    trust(town)
    assert arrives(town, better(town, nummer="B-77"))["held"] == "field:nummer"
    assert arrives(town, moved(town, 3.01))["held"] == "too_far:3.01"
    assert arrives(town, bench(9, nummer="B-8"))["held"] == "field:nummer"
    assert arrives(town, better(town, material="Ruf an: 0171 2345678"))["held"] == "finding:PII_TEXT"
    close = bench(0)
    assert arrives(town, close)["status"] == "accepted"
    assert arrives(town, close)["held"] == "duplicate:DUP_CANDIDATE"
    assert arrives(town, moved(town, 2.13))["automatic"] == "small_move"
    assert arrives(town, moved(town, 2.57))["held"] == "moved_again"  # small moves add up


@IN_A_FILE
def test_what_lies_beside_something_alike_waits_also_where_it_is_only_moved_there(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(town)
    trust(town)
    here = moved(town, 2.5)
    assert here.proposed is not None
    alike = {name: value for name, value in here.proposed.properties.items() if name in ("material", "zustand")}
    twin = replace(here.proposed, key=None, properties=alike)
    arrives(town, Change(Operation.INSERT, None, twin), who=YUSUF)
    assert arrives(town, here)["held"] == "duplicate:DUP_CANDIDATE"
    assert arrives(town, better(town))["automatic"] == "harmless_attributes"  # it lies where it lay
    monkeypatch.setattr(LayersAround, "duplicates", lambda *_: None)  # a row nearby that cannot be read
    assert arrives(town, bench(5))["held"] == arrives(town, moved(town, 1, 2))["held"] == "unchecked"


@IN_A_FILE
def test_whoever_claims_a_tier_or_a_status_is_refused(town: Town) -> None:
    allow(town)
    claims = {
        "status": "accepted",
        "tier": "3",
        "automatic": "harmless_attributes",
        "afterwards": "confirmed",
        "held": "x",
    }
    uuid, _, wish = sent(better(town))
    for name, value in claims.items():
        status, text = town.refused(YUSUF, submit(wish, **{name: value}))
        assert status in (400, 403) and name in text
    town.done(YUSUF, submit(wish))
    for name, value in claims.items():
        change = Update("contribution", Compare(Comparison.EQUAL, "uuid", uuid), {name: value})
        assert town.send(YUSUF, change).status != 200
    assert [of(town, uuid)[column] for column in ("status", "automatic", "tier")] == ["submitted", None, 0]


def test_the_twenty_first_in_an_hour_waits_however_they_are_sent(town: Town) -> None:
    allow(town)
    trust(town)
    first = [sent(bench(number)) for number in range(12)]
    town.done(ANNE, *(action for _, action, _ in first))
    town.done(ANNE, *(action for _, action, _ in first))  # sent again: nothing happens twice
    later = [sent(bench(number), "anderer Gang") for number in range(12, 24)]
    town.done(ANNE, *(action for _, action, _ in later), now=NOON + timedelta(minutes=40))
    held = [of(town, uuid)["held"] for uuid, _, _ in (*first, *later)]
    assert held == [None] * 20 + ["hour:20"] * 4
    assert len([row for row in town.rows("event") if row["actor"] == "automatic"]) == 20
    assert arrives(town, bench(30), now=NOON + timedelta(minutes=61))["status"] == "accepted"


@IN_A_FILE
def test_a_mass_edit_goes_to_a_person_and_takes_with_it_what_was_accepted_before(town: Town) -> None:
    allow(town)
    trust(town)
    town.sql("""INSERT INTO {q}service_state (key, value) VALUES ('limits', '{{"open_contributions": 1000}}')""")
    start = [sent(bench(number), "großer Gang") for number in range(3)]
    town.done(ANNE, *(action for _, action, _ in start))
    assert {of(town, uuid)["status"] for uuid, _, _ in start} == {"accepted"}
    rest = [sent(bench(number), "großer Gang") for number in range(3, 201)]
    town.done(ANNE, *(action for _, action, _ in rest))
    found = [of(town, uuid) for uuid, _, _ in (*start, *rest)]
    assert {(row["status"], row["automatic"], row["held"]) for row in found} == {("submitted", None, "mass_edit")}
    assert steps(town, start[0][0])[-1] == ("submitted", "automatic", "automatic", "mass_edit")
    # split over changesets of their own it is as much within the hour
    assert arrives(town, bench(230))["held"] == "mass_edit"
    assert arrives(town, bench(230), now=NOON + timedelta(minutes=61))["held"] is not None  # its own double


def test_lots_are_drawn_on_the_server_and_reviewers_confirm_or_object(town: Town, monkeypatch: Any) -> None:
    allow(town)
    trust(town)
    draw(monkeypatch, True)
    wishes = [sent(better(town, zustand="defekt"))[2], sent(better(town, 2, zustand="defekt"))[2]]
    town.done(ANNE, *map(submit, wishes))
    first, second = (wish.uuid for wish in wishes)
    assert {of(town, uuid)["afterwards"] for uuid in (first, second)} == {"drawn"}
    assert town.send(ANNE, looked(first)).status != 200
    assert town.send(BOEHME, looked(first)).status != 200  # of another town
    town.done(WEISS, looked(first))
    town.done(WEISS, looked(first))  # said again after a lost answer
    assert of(town, first)["afterwards"] == "confirmed"
    assert "looked at it already" in town.refused(MILENA, looked(first))[1]
    assert [step[0] for step in steps(town, first)] == ["submitted", "accepted", "confirmed"]
    assert "take it into review" in town.refused(MILENA, looked(second, "objected", reason_code="attributes"))[1]
    actions, conditions = halves(wishes[1])
    town.done(MILENA, *actions, conditions=conditions)
    assert "reason_code" in town.refused(MILENA, looked(second, "objected"))[1]
    for none in ("corrected", "taken_back"):
        assert town.refused(MILENA, looked(second, "objected", reason_code=none))[0] == 400
    town.done(MILENA, looked(second, "objected", reason_code="attributes", note="Die Bank ist alt."))
    assert (of(town, second)["status"], of(town, second)["afterwards"]) == ("published", "objected")
    assert [row["text"] for row in town.rows("comment")] == ["Die Bank ist alt."]


@IN_A_FILE
def test_two_objections_end_it(town: Town) -> None:
    allow(town)
    trust(town, 40)
    wishes = [sent(better(town))[2], sent(better(town, 2, zustand="defekt"))[2]]
    town.done(ANNE, *map(submit, wishes))
    for wish in wishes:
        actions, conditions = halves(wish)
        town.done(MILENA, *actions, conditions=conditions)
        town.done(MILENA, looked(wish.uuid, "objected", reason_code="attributes"))
    assert [arrives(town, bench())[name] for name in ("tier", "held")] == [1, "tier:1"]


@IN_A_FILE
def test_what_was_accepted_by_rule_may_be_taken_into_review_and_then_a_person_decides(town: Town) -> None:
    allow(town)
    trust(town)
    row = arrives(town, better(town))
    assert "accepted" in town.refused(ANNE, transition(row["uuid"], Status.WITHDRAWN))[1]
    town.done(WEISS, transition(row["uuid"], Status.IN_REVIEW))
    assert [of(town, row["uuid"])[name] for name in ("status", "automatic", "afterwards")] == ["in_review", None, None]
    town.done(WEISS, transition(row["uuid"], Status.ACCEPTED))
    assert town.send(MILENA, transition(row["uuid"], Status.IN_REVIEW)).status != 200  # now a person has accepted it


@IN_A_FILE
def test_a_revision_is_for_the_reviewer_who_asked_for_it(town: Town) -> None:
    allow(town, fields="")
    trust(town)
    uuid, action, wish = sent(better(town))
    town.done(ANNE, action)
    assert of(town, uuid)["held"] == "field:zustand"
    allow(town)
    town.done(ANNE, revision(replace(wish, change=better(town, zustand="defekt")), form("sitzbank")))
    assert [of(town, uuid)[name] for name in ("status", "automatic", "held")] == ["submitted", None, None]


@IN_A_FILE
def test_what_people_accept_makes_somebody_trusted_by_the_service_itself(town: Town) -> None:
    """Nothing is put into the tables here: ten are sent, two people accept them, and the tier is one higher."""
    wishes = [sent(bench(number))[2] for number in range(10)]
    town.done(ANNE, *map(submit, wishes))
    for number, wish in enumerate(wishes[:-1]):
        accept(town, (WEISS, MILENA)[number % 2], wish.uuid)
    assert arrives(town, better(town))["tier"] == 0
    accept(town, MILENA, wishes[-1].uuid)
    assert arrives(town, better(town))["tier"] == 1


def test_who_sends_from_two_connections_at_once_gets_no_more_than_twenty(town: Town) -> None:
    allow(town)
    trust(town)
    racers = [Racer(town.project_file) for _ in range(2)]
    wishes = [[sent(bench(3 * number + part)) for part in range(3)] for number in range(10)]
    for start in range(0, len(wishes), 2):
        for racer, three in zip(racers, wishes[start : start + 2], strict=True):
            racer.ask(ANNE, *(action for _, action, _ in three))
        assert [racer.hear()[0] for racer in racers] == [200, 200]
    for racer in racers:
        racer.close()
    held = [of(town, uuid)["held"] for three in wishes for uuid, _, _ in three]
    assert sorted(held, key=lambda one: one or "") == [None] * 20 + ["hour:20"] * 10
