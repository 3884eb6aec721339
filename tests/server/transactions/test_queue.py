"""The review queue: who may put what into it, and who may do what with it."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from plugin.domain.contribution import Change, Operation, Reason, Status
from plugin.domain.feature import Feature
from plugin.services.contributions import remark, revision, transition
from plugin.services.wfs.filters import Compare, Comparison, FeatureIds, IsNull
from plugin.services.wfs.model import Action, Delete, Insert, NewFeature, Update

from .municipality import ALTMARKFURT, ANNE, BOEHME, MILENA, NEUWASSER, WEISS, WEISS_AT_HOME, YUSUF
from .stories import (
    CHANGESET,
    UUIDS,
    accept,
    claim,
    edited,
    felled,
    form,
    halves,
    moved,
    planted,
    proposal,
    row,
    submit,
    submitted,
    taken_back,
)
from .town import EAST, NOON, WEST, Town, insert, point

pytestmark = pytest.mark.qgis
REJECT = transition(UUIDS[0], Status.REJECTED, reason_code=Reason.NOT_FOUND_ON_SITE, note="Da steht „nichts“.")


def test_a_contribution_is_kept_as_it_was_sent_with_what_the_service_knows(town: Town) -> None:
    wish = submitted(town, planted(town))
    found = row(town)
    assert (found["layer"], found["operation"], found["changeset"]) == ("baum", "insert", CHANGESET)
    assert (found["status"], found["revision"], found["ars"]) == ("submitted", 1, ALTMARKFURT)
    assert (found["created"], found["comment"]) == ("2026-05-04T12:00:00Z", "Beim Rundgang gesehen")
    assert found["proposed"] == submit(wish).features[0].properties["proposed"]
    assert found["author"] == town.rows("pseudonym")[0]["pseudonym"] != ANNE
    assert town.wkt("contribution", 1) == "POINT (495123.25 5670456.125)"


def test_the_same_again_is_answered_as_the_first_time(town: Town) -> None:
    wish = proposal(edited(town, hoehe=12.5))
    first, again = town.done(ANNE, submit(wish)), town.done(ANNE, submit(wish))
    assert first == again
    assert (len(town.rows("contribution")), len(town.rows("event"))) == (1, 1)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("pflanzjahr", {"pflanzjahr": 1200}),
        ("pflanzjahr", {"pflanzjahr": "uralt"}),
        ("art", {"art": None}),
        ("denkmal", {"denkmal": "ja, bestimmt"}),
        ("strname", {"strname": ["Am", "Markt"]}),
        ("strname", {"strname": 7}),
    ],
)
def test_a_value_that_could_not_be_published_is_refused_at_once_with_its_field(
    town: Town, field: str, values: dict[str, object]
) -> None:
    """What nobody has touched is nobody's fault: it is looked at when it is written, and not here."""
    wish = proposal(edited(town, **values))
    status, body = town.refused(ANNE, submit(wish))
    assert status == 400 and f'locator="{wish.uuid}-queue"' in body and f'locator="{field}"' in body
    if field != "denkmal":
        assert f'locator="{field}"' in town.refused(ANNE, submit(proposal(planted(town, **values))))[1]
    fine = submitted(town, edited(town, hoehe=12.5))
    again = revision(replace(fine, change=edited(town, **values)), form("baum"))
    assert f'locator="{field}"' in town.refused(ANNE, again)[1]


def test_a_uuid_belongs_to_one_contribution_of_one_person(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    assert town.refused(ANNE, submit(proposal(edited(town, hoehe=13))))[0] == 400
    assert town.refused(YUSUF, submit(wish))[0] == 400


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uuid", "eins"),
        ("uuid", "00000000-0000-4000-8000-00000000000A"),
        ("layer", "gibtsnicht"),
        ("layer", "contribution"),
        ("operation", "upsert"),
        ("operation", "delete"),
        ("feature_key", "2"),
        ("base", None),
        ("base", "{}"),
        ("base", "[" * 100000),
        ("proposed", "kein JSON"),
        ("proposed", '{"type": "Feature"}'),
        ("author", "p-0123456789"),
        ("status", "accepted"),
        ("revision", "2"),
        ("ars", NEUWASSER),
        ("created", "2020-01-01T00:00:00Z"),
        ("result", '{"fid": "baum.1"}'),
        ("note", "schon geprüft"),
        ("id", "77"),
        ("farbe", "rot"),
    ],
)
def test_a_contribution_that_is_none_is_refused(shared: Town, name: str, text: str | None) -> None:
    wish = proposal(edited(shared, hoehe=12.5))
    assert shared.refused(ANNE, submit(wish, **{name: text}))[0] == 400


def test_what_would_be_set_anyway_may_be_sent(town: Town) -> None:
    wish = proposal(edited(town, hoehe=12.5))
    town.done(ANNE, submit(wish, status="submitted", revision="1", ars=ALTMARKFURT, author="", note=None))


def test_what_is_too_long_is_refused(town: Town) -> None:
    wish = proposal(edited(town, strname="x" * 1_000_000))
    assert town.refused(ANNE, submit(wish))[0] == 413
    assert town.refused(ANNE, submit(proposal(edited(town, hoehe=1)), comment="x" * 10_001))[0] == 413


def test_fields_that_are_not_to_be_seen_are_not_to_be_proposed(town: Town) -> None:
    assert "pruefer" in town.refused(ANNE, submit(proposal(edited(town, pruefer="ich"))))[1]
    assert town.refused(ANNE, submit(proposal(edited(town, farbe="rot"))))[0] == 400


def test_geometries_no_layer_would_take_are_not_proposed(town: Town) -> None:
    change = moved(town, 495001, 5670001)
    for geometry in (
        {"type": "LineString", "coordinates": [[495001, 5670001], [495002, 5670002]]},
        {"type": "Point", "coordinates": [495001, 5670001, 100]},
        {"type": "Point", "coordinates": [2e9, 0]},
    ):
        assert change.proposed is not None
        wish = proposal(replace(change, proposed=replace(change.proposed, geometry=geometry)))
        assert town.refused(ANNE, submit(wish))[0] == 400


def test_a_shape_that_takes_minutes_to_look_at_is_not_proposed(town: Town) -> None:
    """Others wait for their turn meanwhile; it does not matter which of both rows it is, or that it was made up."""
    star = [(495000 + 9 * math.cos(2.1 * number), 5670000 + 9 * math.sin(2.1 * number)) for number in range(300)]
    tangled, small = ([[[*some, some[0]]]] for some in (star, star[:3]))
    for base, proposed, status, said in ((small, tangled, 400, "crosses itself"), (tangled, small, 403, "known area")):
        rows = [{"type": "MultiPolygon", "coordinates": shape} for shape in (base, proposed)]
        one, other = (Feature("spielplatz", "1", "EPSG:25833", shape, {"name": "Am Teich"}) for shape in rows)
        found = town.refused(ANNE, submit(proposal(Change(Operation.UPDATE, one, other))))
        assert (found[0], said in found[1]) == (status, True)


def test_who_contributes_where(town: Town) -> None:
    wish = proposal(edited(town, hoehe=12.5))
    assert town.refused("", submit(wish))[0] == 401
    assert town.refused(BOEHME, submit(wish))[0] == 403
    assert town.refused(WEISS, submit(proposal(edited(town, eigentuemer_ars=NEUWASSER))))[0] == 403
    assert town.refused(ANNE, submit(proposal(edited(town, eigentuemer_ars="07"))))[0] == 403
    closed = Feature("bplan", "1", "EPSG:25833", None, {"name": "x"})
    change = replace(felled(town), base=closed)
    assert town.refused(ANNE, submit(proposal(change)))[0] == 403


def test_a_contributor_writes_nothing_but_contributions(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    attempts: list[Action] = [
        Update("baum", FeatureIds(("baum.1",)), {"hoehe": "12.5"}, handle=UUIDS[0]),
        Delete("contribution", FeatureIds(("contribution.1",))),
        Insert("event", (NewFeature({"actor": "p-0000000000"}),)),
        Insert("pseudonym", (NewFeature({"person": "x"}),)),
        transition(UUIDS[0], Status.ACCEPTED),
        transition(UUIDS[0], Status.PUBLISHED),
        claim(),
    ]
    for action in attempts:
        assert town.refused(ANNE, action)[0] in (403, 409), action
        assert town.refused(YUSUF, action)[0] in (403, 409), action


def test_claim_and_accept_in_one_transaction(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    result = town.done(WEISS, claim(), transition(UUIDS[0], Status.ACCEPTED, note="Danke!"))
    assert result.total_updated == 2
    found = row(town)
    assert (found["status"], found["note"], found["claimed_by"]) == ("accepted", "Danke!", None)
    assert [(event["from_status"], event["to_status"], event["role"]) for event in town.rows("event")] == [
        ("draft", "submitted", "author"),
        ("submitted", "in_review", "reviewer"),
        ("in_review", "accepted", "reviewer"),
    ]


def test_the_order_of_the_document_counts(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    status, text = town.refused(WEISS, transition(UUIDS[0], Status.ACCEPTED), claim())
    assert (status, "TransitionRefused" in text, f"{UUIDS[0]}-status" in text) == (409, True, True)


def test_a_note_is_a_comment_that_can_be_erased_without_a_trace_in_the_record(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(WEISS, claim(), REJECT)
    comment, event = town.rows("comment")[0], town.rows("event")[-1]
    assert (comment["kind"], comment["text"]) == ("decision", "Da steht „nichts“.")
    assert (event["reason_code"], row(town)["reason_code"]) == ("not_found_on_site",) * 2
    salted = f"{comment['uuid']}\n{comment['text']}".encode()
    assert event["note_hash"] == "sha256:" + sha256(salted).hexdigest()
    assert "nichts" not in json.dumps(event, ensure_ascii=False)


def test_a_negative_decision_needs_a_reason_that_is_known(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(WEISS, claim())
    assert town.refused(WEISS, transition(UUIDS[0], Status.REJECTED))[0] == 409
    assert town.refused(WEISS, transition(UUIDS[0], Status.REJECTED, reason_code="darum"))[0] == 400


def test_nobody_reviews_their_own_contribution_under_whatever_account(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5), who=WEISS_AT_HOME)
    status, text = town.refused(WEISS, claim())
    assert (status, "their own" in text) == (409, True)
    town.done(MILENA, claim())


def test_the_reviewer_of_another_town_does_not_review_here(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    assert town.refused(BOEHME, claim())[0] == 403


def test_a_claim_keeps_others_away_until_it_expires(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(WEISS, claim())
    assert row(town)["claimed_until"] == "2026-05-04T12:30:00Z"
    assert town.refused(MILENA, claim())[0] == 409
    assert town.refused(MILENA, transition(UUIDS[0], Status.ACCEPTED))[0] == 409
    later = NOON + timedelta(minutes=31)
    assert town.refused(WEISS, transition(UUIDS[0], Status.ACCEPTED), now=later)[0] == 409
    town.done(MILENA, claim(), now=later)
    assert town.refused(WEISS, claim(), now=later)[0] == 409


def test_a_decision_is_taken_back_by_who_made_it_within_ten_minutes(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    back, soon = taken_back(), NOON + timedelta(minutes=9)
    town.done(WEISS, claim(), REJECT)
    assert town.refused(MILENA, back)[0] == 409
    assert town.refused(WEISS, claim())[0] == 409, "a claim that arrives late undoes nothing"
    assert town.refused(WEISS, back, now=NOON + timedelta(minutes=11))[0] == 409
    town.done(WEISS, back, now=soon)
    assert (row(town)["reason_code"], row(town)["note"]) == (None, None), "the answer is none any more"
    assert town.refused(WEISS, back, now=soon)[0] == 409, "and there is nothing more to take back"
    event = town.rows("event")[-1]
    steps = (event["from_status"], event["to_status"], event["reason_code"])
    assert steps == ("rejected", "in_review", "taken_back")
    town.done(WEISS, transition(UUIDS[0], Status.ACCEPTED), now=soon)


def test_of_taking_back_and_publishing_or_revising_one_alone_happens(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    town.done(WEISS, claim(), transition(UUIDS[0], Status.ACCEPTED))
    actions, conditions = halves(wish)
    town.done(WEISS, taken_back())
    assert town.refused(MILENA, *actions, conditions=conditions)[0] == 409
    town.done(WEISS, transition(UUIDS[0], Status.ACCEPTED))
    town.done(MILENA, *actions, conditions=conditions)
    assert town.refused(WEISS, taken_back())[0] == 409, "it is on the map"
    wish = submitted(town, edited(town, fid=2, hoehe=3), UUIDS[1])
    asked = transition(UUIDS[1], Status.NEEDS_CHANGES, reason_code=Reason.POSITION, note="Wo?")
    town.done(WEISS, claim(UUIDS[1]), asked)
    town.done(ANNE, revision(replace(wish, change=edited(town, fid=2, hoehe=4)), form("baum")))
    assert town.refused(WEISS, taken_back(UUIDS[1]))[0] == 409, "its author was faster"
    assert row(town, UUIDS[1])["status"] == "submitted"


def test_the_author_works_on_it_again(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    town.done(WEISS, claim(), transition(UUIDS[0], Status.NEEDS_CHANGES, reason_code=Reason.POSITION, note="Wo?"))
    better = replace(wish, change=moved(town, 505001.0, 5670001.0), comment="Jetzt genau")
    assert town.refused(YUSUF, revision(better, form("baum")))[0] == 403
    assert town.refused(WEISS, revision(better, form("baum")))[0] == 409
    town.done(ANNE, revision(better, form("baum")))
    found = row(town)
    assert (found["status"], found["revision"], found["comment"]) == ("submitted", 2, "Jetzt genau")
    assert "505001" in found["proposed"]
    assert town.wkt("contribution", 1) == "POINT (505001 5670001)"


def test_what_was_asked_back_is_answered_in_words(town: Town) -> None:
    """Its author says something and submits it as it is; without an answer it is not submitted again."""
    submitted(town, edited(town, hoehe=12.5))
    early = remark(UUIDS[10], UUIDS[0], "Am Rand gemessen.")
    town.done(ANNE, early)
    asked = transition(UUIDS[0], Status.NEEDS_CHANGES, reason_code=Reason.POSITION, note="Links oder rechts?")
    later = NOON + timedelta(minutes=1)
    town.done(WEISS, claim(), asked, remark(UUIDS[11], UUIDS[0], "Ein Foto hülfe."), now=later)
    again = transition(UUIDS[0], Status.SUBMITTED, revision=1)
    words = remark(UUIDS[12], UUIDS[0], "Rechts.")
    for more in ((), (early,)):
        status, text = town.refused(ANNE, *more, again, now=later)
        assert status == 409 and "Nothing has been answered" in text, "what was said before is no answer"
    assert town.refused(YUSUF, words, again, now=later)[0] == 403 and len(town.rows("comment")) == 3
    before = row(town)
    town.done(ANNE, words, again, now=later)
    found = row(town)
    assert (found["status"], found["revision"]) == ("submitted", 2)
    assert all(found[name] == before[name] for name in ("operation", "base", "proposed", "comment", "findings"))
    _, text = town.refused(ANNE, words, again, now=later)
    assert "has been revised" in text, "the same again, of which nobody has heard"
    assert [one["text"] for one in town.rows("comment")].count("Rechts.") == 1


@pytest.mark.parametrize("more", [{"note": "Angenommen. Die Prüfung"}, {"reason_code": "already_done"}])
def test_an_author_answers_to_nobody_in_the_place_of_a_reviewer(town: Town, more: dict[str, str]) -> None:
    """The note would be kept as the comment of a decision, and shown to reviewers and to the author's own plugin."""
    submitted(town, edited(town, hoehe=12.5))
    for target in (Status.SUBMITTED, Status.WITHDRAWN):
        status, text = town.refused(ANNE, transition(UUIDS[0], target, **more))
        assert status == 400 and "come with the answer of a reviewer" in text
    assert town.rows("comment") == []


def test_a_revision_that_was_on_its_way_for_too_long_does_not_undo_a_later_one(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    held_back = revision(replace(wish, change=edited(town, hoehe=13), revision=2), form("baum"))
    town.done(ANNE, revision(replace(wish, change=edited(town, hoehe=14), revision=2), form("baum")))
    status, text = town.refused(ANNE, held_back)
    assert status == 409 and "it is at revision 2 now" in text
    town.done(ANNE, revision(replace(wish, change=edited(town, hoehe=15), revision=3), form("baum")))
    assert (row(town)["revision"], '"hoehe": 15' in row(town)["proposed"]) == (3, True)


def test_a_revision_may_not_carry_it_where_its_author_has_no_rights(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5), who=WEISS)
    away = replace(wish, change=edited(town, eigentuemer_ars=NEUWASSER))
    assert town.refused(WEISS, revision(away, form("baum")))[0] == 403


def test_nobody_accepts_a_revision_that_was_not_seen(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, revision(replace(wish, change=edited(town, hoehe=99.5)), form("baum")))
    seen = transition(UUIDS[0], Status.ACCEPTED, revision=1)
    status, text = town.refused(WEISS, claim(), seen)
    assert status == 409 and "it is at revision 2 now" in text
    town.done(WEISS, claim(), transition(UUIDS[0], Status.ACCEPTED, revision=2))


def test_a_tree_is_not_moved_to_another_city_by_the_city_that_gets_it(town: Town) -> None:
    submitted(town, edited(town, eigentuemer_ars=NEUWASSER), who=MILENA)
    assert town.rows("contribution")[0]["ars"] == ALTMARKFURT
    town.done(WEISS, claim())
    assert town.refused(WEISS, transition(UUIDS[0], Status.ACCEPTED))[0] == 403


def test_only_the_author_withdraws_and_only_what_is_open(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    withdraw = transition(UUIDS[0], Status.WITHDRAWN)
    assert town.refused(WEISS, withdraw)[0] == 409
    town.done(ANNE, withdraw)
    assert town.refused(ANNE, withdraw)[0] == 409
    assert town.refused(WEISS, claim())[0] == 409


def test_a_contribution_is_named_alone_by_id_or_uuid(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    status = {"status": "in_review"}
    for where in (
        None,
        IsNull("note"),
        FeatureIds(("contribution.1", "contribution.2")),
        FeatureIds(("baum.1",)),
        FeatureIds(("contribution.1 OR 1=1",)),
        Compare(Comparison.EQUAL, "layer", "baum"),
    ):
        assert town.refused(WEISS, Update("contribution", where, status))[0] == 400
    assert town.refused(WEISS, Update("contribution", FeatureIds(("contribution.9",)), status))[0] == 403
    town.done(WEISS, Update("contribution", FeatureIds(("contribution.1",)), status))


@pytest.mark.parametrize("name", ["author", "created", "claimed_by", "ars", "result", "layer", "uuid", "x"])
def test_a_transition_sets_nothing_else(town: Town, name: str) -> None:
    submitted(town, edited(town, hoehe=12.5))
    where = Compare(Comparison.EQUAL, "uuid", UUIDS[0])
    text = town.refused(WEISS, Update("contribution", where, {"status": "in_review", name: "x"}))[1]
    assert f"field {name}" in text


@pytest.mark.parametrize("properties", [{"status": "in_review"}, {"status": "published"}, {"status": "x"}])
def test_what_is_not_ones_own_answers_like_what_is_not_there(town: Town, properties: dict[str, str]) -> None:
    """Whoever tries the numbers one after the other learns neither which there are nor how many."""
    submitted(town, edited(town, hoehe=12.5))
    clerk = f"('Kim Sommer', 'bauhof', 'staff', '{ALTMARKFURT}', '*')"
    town.sql(f"INSERT INTO {{q}}member (person, identity, role, ars, layers) VALUES {clerk}")
    for who in (YUSUF, BOEHME, "bauhof"):
        there, nowhere = (
            town.refused(who, Update("contribution", where, properties, handle="a"))
            for where in (FeatureIds(("contribution.1",)), FeatureIds(("contribution.9",)))
        )
        assert there == nowhere and there[0] == 403
        there, nowhere = (
            town.refused(who, Insert("comment", (NewFeature({"uuid": UUIDS[5], "contribution": uuid, "text": "?"}),)))
            for uuid in (UUIDS[0], UUIDS[9])
        )
        assert there == nowhere and there[0] == 403


def test_who_looks_after_data_or_the_service_writes_nothing(town: Town) -> None:
    """Not even to what such a person has contributed as somebody else before."""
    submitted(town, edited(town, hoehe=12.5))
    for role in ("data_protection", "admin"):
        town.sql(f"UPDATE {{q}}member SET role = '{role}' WHERE identity IN ('{ANNE}', '{MILENA}')")
        for who in (ANNE, MILENA):
            for action in (
                submit(proposal(edited(town, 2, hoehe=1.5), UUIDS[1])),
                transition(UUIDS[0], Status.WITHDRAWN),
                claim(),
                Insert("comment", (NewFeature({"uuid": UUIDS[5], "contribution": UUIDS[0], "text": "x"}),)),
                insert("sitzbank", NewFeature({"nummer": "B-9"}, point(WEST))),
            ):
                assert town.refused(who, action)[0] == 403


def test_the_point_of_a_contribution_lies_on_its_feature(town: Town) -> None:
    wish = submit(proposal(moved(town, 495101, 5670102)))
    for place, status in (((495051.0, 5670052.0), 200), ((496000.0, 5670052.0), 400), (EAST, 400)):
        there = replace(wish.features[0], geometry=point(place))
        assert town.send(ANNE, replace(wish, features=(there,))).status == status
    away = replace(proposal(moved(town, 495101, 5670102)), change=moved(town, 495102, 5670102))
    better = replace(revision(away, form("baum")), geometry=point(EAST), sets_geometry=True)
    assert town.refused(ANNE, better)[0] == 400


def test_author_and_reviewers_talk_and_nobody_else(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))

    def comment(uuid: str, text: str, **more: str) -> Insert:
        return Insert("comment", (NewFeature({"uuid": uuid, "contribution": UUIDS[0], "text": text, **more}),), "k")

    assert town.done(ANNE, comment(UUIDS[1], "Stimmt's so?")).inserted[0].fid == "comment.1"
    assert town.done(ANNE, comment(UUIDS[1], "Stimmt's so?")).inserted[0].fid == "comment.1"
    town.done(WEISS, comment(UUIDS[2], "Ja & <danke>"))
    assert town.refused(YUSUF, comment(UUIDS[3], "Darf ich?"))[0] == 403
    assert town.refused(BOEHME, comment(UUIDS[3], "Darf ich?"))[0] == 403
    assert town.refused("", comment(UUIDS[3], "Darf ich?"))[0] == 401
    assert town.refused(ANNE, comment(UUIDS[3], "  "))[0] == 400
    assert town.refused(ANNE, comment(UUIDS[3], "x" * 10_001))[0] == 413
    assert town.refused(ANNE, comment(UUIDS[2], "Ja & <danke>"))[0] == 400
    assert town.refused(ANNE, comment(UUIDS[3], "x", author="p-1"))[0] == 400
    assert town.refused(ANNE, comment(UUIDS[3], "x", kind="decision"))[0] == 400
    assert [(found["text"], found["kind"]) for found in town.rows("comment")] == [
        ("Stimmt's so?", "comment"),
        ("Ja & <danke>", "comment"),
    ]


def test_a_person_has_one_pseudonym_for_all_accounts(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5), who=WEISS_AT_HOME)
    submitted(town, felled(town, 2), UUIDS[1], who=WEISS)
    submitted(town, felled(town, 3), UUIDS[2], who=ANNE)
    authors = [found["author"] for found in town.rows("contribution")]
    assert authors[0] == authors[1] != authors[2]


def test_the_point_on_the_map_is_found_where_the_client_sends_none(town: Town) -> None:
    base = town.feature("sitzbank", 2)
    wish = submit(proposal(replace(felled(town), base=base)))
    bare = replace(wish.features[0], geometry=None)
    town.done(ANNE, replace(wish, features=(bare,)))
    assert town.wkt("contribution", 1) == "POINT (505100 5670100)"
    wrong = replace(wish.features[0], geometry=point(EAST, "EPSG:999999"))
    assert town.refused(ANNE, replace(wish, features=(wrong,)))[0] == 400


def test_after_accepting_nobody_but_publishing_goes_on(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    accept(town, WEISS)
    for target in (Status.SUBMITTED, Status.WITHDRAWN, Status.REJECTED, Status.PUBLISHED, Status.DRAFT):
        assert town.refused(MILENA, transition(UUIDS[0], target))[0] == 409
    town.done(MILENA, transition(UUIDS[0], Status.CONFLICT))
    town.done(MILENA, claim())
