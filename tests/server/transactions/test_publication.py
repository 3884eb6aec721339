"""From a contributor's proposal to the municipal layer: exactly what was accepted, exactly once."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from plugin.domain.contribution import Status
from plugin.services.contributions import transition
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import Action, Delete, Update

from .municipality import ALTMARKFURT, ANNE, BOEHME, MILENA, NEUWASSER, WEISS
from .stories import (
    UUIDS,
    accept,
    at_once,
    claim,
    edited,
    felled,
    halves,
    moved,
    planted,
    proposal,
    row,
    submit,
    submitted,
)
from .town import Town, by_id, delete, insert, point, tree, update

pytestmark = pytest.mark.qgis


def test_the_whole_way_of_a_change(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5, strname='Gasse "ä" <&>'))
    accept(town, WEISS)
    actions, conditions = halves(wish)
    result = town.done(WEISS, *actions, conditions=conditions)
    assert (result.total_updated, result.total_inserted) == (2, 0)
    assert (town.rows("baum")[0]["hoehe"], town.rows("baum")[0]["strname"]) == (12.5, 'Gasse "ä" <&>')
    found = row(town)
    assert (found["status"], json.loads(found["result"]), found["note"]) == ("published", {"fid": "baum.1"}, "Danke!")
    assert [event["to_status"] for event in town.rows("event")] == ["submitted", "in_review", "accepted", "published"]


def test_the_whole_way_of_a_new_tree_a_move_and_a_felling_together(town: Town) -> None:
    wishes = [
        submitted(town, planted(town), UUIDS[0]),
        submitted(town, moved(town, 495001.1234567, 5670002.7654321), UUIDS[1]),
        submitted(town, felled(town, 2), UUIDS[2]),
    ]
    accept(town, MILENA, *UUIDS[:3])
    actions: list[Action] = []
    conditions: dict[str, str] = {}
    for wish in wishes:
        part, condition = halves(wish)
        actions, conditions = [*actions, *part], {**conditions, **condition}
    result = town.done(MILENA, *actions, conditions=conditions)
    assert [(entry.handle, entry.fid) for entry in result.inserted] == [(UUIDS[0], "baum.5")]
    assert (result.total_updated, result.total_deleted) == (4, 1)
    assert town.feature("baum", 1).geometry == {"type": "Point", "coordinates": [495001.1234567, 5670002.7654321]}
    assert [found["fid"] for found in town.rows("baum")] == [1, 3, 4, 5]
    assert [found["feature_key"] for found in town.rows("contribution")] == ["5", "1", "2"]


def test_a_replay_is_answered_from_the_record(town: Town) -> None:
    wish = submitted(town, planted(town))
    accept(town, WEISS)
    actions, conditions = halves(wish)
    first = town.done(WEISS, *actions, conditions=conditions)
    before = town.everything()
    assert town.done(WEISS, *actions, conditions=conditions) == first
    assert town.done(MILENA, *actions, conditions=conditions) == first
    assert town.everything() == before
    assert town.refused(ANNE, *actions, conditions=conditions)[0] == 403


def test_what_comes_again_under_the_same_uuid_is_the_same(town: Town) -> None:
    """Answering another change as done would make its sender believe that it was."""
    wish = submitted(town, edited(town, hoehe=12.5, geprueft="2026-04-30T08:00:00.000Z"))
    accept(town, WEISS)
    (change, status), conditions = halves(wish)
    assert isinstance(change, Update) and isinstance(status, Update)
    first = town.done(WEISS, change, status, conditions=conditions)
    town.edit("baum", 1, strname="Neue Straße")
    everything = dict(change.properties)
    for other, end in (
        (replace(change, properties={**everything, "hoehe": "99"}), status),
        (replace(change, properties={**everything, "art": "Ulme"}), status),
        (replace(change, properties={"hoehe": "12.5"}), status),
        (replace(change, sets_geometry=True), status),
        (replace(change, geometry=point((495009, 5670009)), sets_geometry=True), status),
        (replace(change, filter=by_id("baum", 2)), status),
        (replace(change, filter=None), status),
        (Delete("baum", change.filter, change.handle), status),
        (change, replace(status, properties={**status.properties, "note": "Nein danke"})),
        (change, replace(status, properties={**status.properties, "farbe": "rot"})),
    ):
        assert town.refused(WEISS, other, end, conditions=conditions)[0] == 400, other
    assert town.refused(WEISS, change, status, conditions={wish.uuid: town.state("baum", 2)})[0] == 400
    for again in (change, replace(change, filter=Compare(Comparison.EQUAL, "hoehe", "3"))):
        assert town.done(WEISS, again, status, conditions=conditions) == first
        assert town.done(WEISS, again, status) == first


def test_a_new_tree_and_a_felling_that_come_again_are_the_same(town: Town) -> None:
    tree_wish, felling = (
        submitted(town, change, uuid) for change, uuid in zip((planted(town), felled(town, 2)), UUIDS, strict=False)
    )
    accept(town, WEISS, *UUIDS[:2])
    (new, _), (gone, _) = halves(tree_wish)[0], halves(felling)[0]
    town.done(WEISS, *halves(tree_wish)[0], *halves(felling)[0])
    others = [halves(proposal(planted(town, **more)))[0][0] for more in ({"x": 495000.0}, {"art": "Ulme"})]
    others.append(replace(new, features=new.features * 2))  # type: ignore[union-attr]
    others.append(replace(new, features=()))  # type: ignore[union-attr]
    bare = replace(new.features[0], geometry=None)  # type: ignore[union-attr]
    others.append(replace(new, features=(bare,)))  # type: ignore[union-attr]
    for other in others:
        assert town.refused(WEISS, other, halves(tree_wish)[0][1])[0] == 400, other
    other = replace(gone, filter=by_id("baum", 3))  # type: ignore[union-attr]
    assert town.refused(WEISS, other, halves(felling)[0][1])[0] == 400


def test_what_staff_published_at_once_comes_again_only_as_it_was(town: Town) -> None:
    (change, record), conditions = at_once(proposal(edited(town, hoehe=12.5)))
    town.done(WEISS, change, record, conditions=conditions)
    other = replace(change, properties={"hoehe": "99"})  # type: ignore[union-attr]
    assert town.refused(WEISS, other, record, conditions=conditions)[0] == 400
    (third, rewritten), _ = at_once(proposal(edited(town, hoehe=99.5)))
    assert town.refused(WEISS, third, rewritten)[0] == 400


def test_a_replay_goes_together_with_something_new(town: Town) -> None:
    first, second = (
        submitted(town, change, uuid) for change, uuid in zip((planted(town), felled(town)), UUIDS, strict=False)
    )
    accept(town, WEISS, *UUIDS[:2])
    town.done(WEISS, *halves(first)[0])
    (change, status), conditions = halves(second)
    result = town.done(WEISS, *halves(first)[0], change, status, conditions=conditions)
    assert (result.total_inserted, result.total_updated, result.total_deleted) == (1, 2, 1)
    assert [found["fid"] for found in town.rows("baum")] == [2, 3, 4, 5]


@pytest.mark.parametrize("made", [lambda town: edited(town, hoehe=12.5), felled])
def test_what_changed_meanwhile_is_a_conflict_even_without_a_condition(town: Town, made: object) -> None:
    wish = submitted(town, made(town))  # type: ignore[operator]
    accept(town, WEISS)
    town.edit("baum", 1, strname="Neue Straße")
    actions, conditions = halves(wish)
    for sent in (conditions, {}):
        status, text = town.refused(WEISS, *actions, conditions=sent)
        assert (status, "ConditionFailed" in text, wish.uuid in text) == (409, True, True)
    town.done(WEISS, transition(wish.uuid, Status.CONFLICT))


def test_the_change_must_be_the_one_that_was_accepted(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    accept(town, WEISS)
    (change, status), conditions = halves(wish)
    assert isinstance(change, Update)
    for other in (
        replace(change, properties={"hoehe": "12.6"}),
        replace(change, properties={"hoehe": "12.5", "art": "Ulme"}),
        replace(change, sets_geometry=True),
        replace(change, filter=update("baum", 2).filter),
        Delete("baum", change.filter, change.handle),
    ):
        assert town.refused(WEISS, other, status, conditions=conditions)[0] in (400, 409), other
        assert town.refused(WEISS, other, status)[0] in (400, 409), other


def test_a_new_tree_must_be_the_one_that_was_accepted(town: Town) -> None:
    wish = submitted(town, planted(town))
    accept(town, WEISS)
    other = planted(town, pflanzjahr=1900)
    twice = planted(town)
    (change, status), _ = halves(wish)
    assert town.refused(WEISS, halves(proposal(other))[0][0], status)[0] == 400
    assert town.refused(WEISS, halves(proposal(planted(town, x=495000.0)))[0][0], status)[0] == 400
    double = replace(change, features=change.features * 2)  # type: ignore[union-attr]
    assert town.refused(WEISS, double, status)[0] == 400
    assert town.refused(WEISS, change, halves(proposal(twice))[0][0], status)[0] == 409


def test_published_only_with_the_change_and_the_change_only_by_who_may_write(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    accept(town, WEISS)
    (change, status), conditions = halves(wish)
    assert town.refused(WEISS, status)[0] == 409
    assert town.refused(WEISS, replace(change, handle="anders"), status)[0] == 409
    assert town.refused(BOEHME, change, status, conditions=conditions)[0] == 403
    assert town.refused(ANNE, change, status, conditions=conditions)[0] == 403


def test_what_was_not_accepted_is_not_published(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    actions, conditions = halves(wish)
    assert town.refused(WEISS, *actions, conditions=conditions)[0] == 409
    town.done(WEISS, claim())
    assert town.refused(WEISS, *actions, conditions=conditions)[0] == 409


def test_claim_accept_and_publish_in_one_transaction_and_in_any_place(town: Town) -> None:
    wish = submitted(town, planted(town))
    (change, status), _ = halves(wish)
    town.done(WEISS, claim(), transition(wish.uuid, Status.ACCEPTED), status, change)
    assert (row(town)["status"], row(town)["feature_key"]) == ("published", "5")


def test_one_stale_contribution_keeps_the_others_unpublished_and_is_named(town: Town) -> None:
    changes = zip((edited(town, 1, hoehe=1.5), edited(town, 2, hoehe=2.5)), UUIDS, strict=False)
    wishes = [submitted(town, change, uuid) for change, uuid in changes]
    accept(town, WEISS, *UUIDS[:2])
    town.edit("baum", 2, strname="Neue Straße")
    actions = [action for wish in wishes for action in halves(wish)[0]]
    status, text = town.refused(WEISS, *actions)
    assert (status, UUIDS[1] in text, UUIDS[0] in text) == (409, True, False)


def test_staff_publish_at_once_where_the_policy_allows_it(town: Town) -> None:
    wish = proposal(edited(town, hoehe=12.5))
    actions, conditions = at_once(wish)
    first = town.done(WEISS, *actions, conditions=conditions)
    assert (first.total_updated, first.total_inserted) == (1, 1)
    assert (row(town)["status"], town.rows("baum")[0]["hoehe"]) == ("published", 12.5)
    assert [(event["from_status"], event["to_status"], event["role"]) for event in town.rows("event")] == [
        ("draft", "published", "staff")
    ]
    before = town.everything()
    assert town.done(WEISS, *actions, conditions=conditions) == first
    assert town.everything() == before


def test_a_new_tree_published_at_once_has_its_id_in_the_record(town: Town) -> None:
    actions, _ = at_once(proposal(planted(town)))
    result = town.done(WEISS, *actions)
    assert [entry.fid for entry in result.inserted] == ["baum.5", "contribution.1"]
    assert (row(town)["feature_key"], json.loads(row(town)["result"])) == ("5", {"fid": "baum.5"})
    assert town.done(WEISS, *reversed(actions)).inserted == tuple(reversed(result.inserted))


def test_publishing_at_once_is_for_staff_in_their_area_on_open_layers(town: Town) -> None:
    actions, conditions = at_once(proposal(edited(town, hoehe=12.5)))
    assert town.refused(ANNE, *actions, conditions=conditions)[0] == 403
    assert town.refused(BOEHME, *actions, conditions=conditions)[0] == 403
    assert town.refused(WEISS, actions[1])[0] == 409
    away, seen = at_once(proposal(edited(town, eigentuemer_ars=NEUWASSER)))
    assert town.refused(WEISS, *away, conditions=seen)[0] == 403
    reviewed_only(town, "sitzbank")
    slow, seen = at_once(proposal(edited(town, layer="sitzbank", material="Beton")))
    status, text = town.refused(WEISS, *slow, conditions=seen)
    assert (status, "TransitionRefused" in text) == (409, True)


def reviewed_only(town: Town, layer: str) -> None:
    """The municipality lets nothing be changed on a layer that nobody has reviewed."""
    town.sql(f"UPDATE {{q}}layer_policy SET direct = 0 WHERE layer = '{layer}'")


def test_where_all_is_reviewed_staff_change_nothing_around_the_queue_but_still_publish_from_it(town: Town) -> None:
    reviewed_only(town, "baum")
    state = {"a": town.state("baum", 1)}
    for action in (update("baum", 1, "a", hoehe="9"), delete("baum", 1, "a"), insert("baum", tree())):
        status, text = town.refused(WEISS, action, conditions=state if action.handle else None)
        assert (status, "by contributions only" in text) == (403, True)
    wish = submitted(town, edited(town, hoehe=12.5))
    accept(town, WEISS)
    actions, conditions = halves(wish)
    town.done(WEISS, *actions, conditions=conditions)
    assert town.rows("baum")[0]["hoehe"] == 12.5


def test_a_contribution_in_the_queue_is_not_published_around_its_review(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5), who=WEISS)
    actions, conditions = at_once(wish)
    assert town.refused(WEISS, *actions, conditions=conditions)[0] == 409
    assert town.refused(MILENA, *actions, conditions=conditions)[0] == 400


def test_defaults_of_the_project_do_not_stand_in_the_way_of_a_new_bench(town: Town) -> None:
    base = town.feature("sitzbank", 1)
    values = {**dict.fromkeys(base.properties), "nummer": "B-3"}
    wish = proposal(replace(planted(town), proposed=replace(base, key=None, properties=values)))
    town.done(ANNE, submit(wish))
    accept(town, WEISS)
    town.done(WEISS, *halves(wish)[0])
    assert (town.rows("sitzbank")[-1]["zustand"], row(town)["ars"]) == ("gut", ALTMARKFURT)
