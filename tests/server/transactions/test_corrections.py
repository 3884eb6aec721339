"""A reviewer accepts a contribution with a correction: recorded beside the proposal, and published as corrected."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from plugin.domain.contribution import Change, Contribution, Reason, Status
from plugin.domain.correction import corrected
from plugin.domain.merge import GEOMETRY
from plugin.services.contributions import correcting, publication, transition
from plugin.services.wfs.model import Update

from .municipality import ALTMARKFURT, ANNE, MILENA, NEUWASSER, WEISS
from .stories import UUIDS, claim, edited, felled, form, halves, moved, planted, row, submitted, taken_back
from .town import Town

pytestmark = pytest.mark.qgis


def accepting(correction: Change, uuid: str = UUIDS[0], status: Status = Status.ACCEPTED) -> Update:
    action = transition(uuid, status, note="Gemessen", reason_code="" if status is Status.ACCEPTED else "attributes")
    return correcting(action, correction, form("baum"))


def published(wish: Contribution, correction: Change) -> tuple[list[object], dict[str, str]]:
    done = replace(wish, status=Status.ACCEPTED, correction=correction)
    action, state = publication(done, form("baum"))
    return [action, transition(wish.uuid, Status.PUBLISHED)], {wish.uuid: state} if state else {}


def test_both_are_kept_and_the_correction_is_what_gets_published(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=125.0, strname="Gasse"))
    right = corrected(wish.change, town.feature("baum", 1), {"hoehe": 12.5})
    town.done(WEISS, claim(), accepting(right))
    found = row(town)
    assert json.loads(found["proposed"])["properties"]["hoehe"] == 125.0, "what Anne said stays as she said it"
    assert json.loads(found["corrected"])["properties"]["hoehe"] == 12.5
    assert (found["status"], found["reason_code"], found["note"]) == ("accepted", "corrected", "Gemessen")
    assert [event["reason_code"] for event in town.rows("event")][-1] == "corrected"

    actions, conditions = halves(wish)
    assert town.refused(WEISS, *actions, conditions=conditions)[0] == 400, "nobody publishes the proposal any more"
    actions, conditions = published(wish, right)
    first = town.done(WEISS, *actions, conditions=conditions)
    assert (town.rows("baum")[0]["hoehe"], town.rows("baum")[0]["strname"]) == (12.5, "Gasse")
    assert town.done(WEISS, *actions, conditions=conditions) == first, "the same again is answered as the first time"
    assert row(town)["status"] == "published"


def test_what_somebody_else_has_changed_since_is_put_together_with_the_proposal(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=12.5))
    town.edit("baum", 1, strname="Neue Gasse")
    right = corrected(wish.change, town.feature("baum", 1), {})
    town.done(WEISS, claim(), accepting(right))
    actions, conditions = published(wish, right)
    town.done(WEISS, *actions, conditions=conditions)
    assert (town.rows("baum")[0]["hoehe"], town.rows("baum")[0]["strname"]) == (12.5, "Neue Gasse")


def test_it_is_no_way_past_what_changes_after_that(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=125.0))
    right = corrected(wish.change, town.feature("baum", 1), {"hoehe": 12.5})
    town.done(WEISS, claim(), accepting(right))
    town.edit("baum", 1, strname="Neue Gasse")
    actions, conditions = published(wish, right)
    assert town.refused(WEISS, *actions, conditions=conditions)[0] == 409


def test_a_new_tree_is_corrected_and_is_where_it_was_moved_to(town: Town) -> None:
    wish = submitted(town, planted(town))
    place = {"type": "Point", "coordinates": [495124.5, 5670456.125]}
    right = corrected(wish.change, None, {GEOMETRY: place, "art": "Elsbeere"})
    town.done(WEISS, claim(), accepting(right))
    assert town.wkt("contribution", 1) == "POINT (495124.5 5670456.125)"
    actions, conditions = published(wish, right)
    town.done(WEISS, *actions, conditions=conditions)
    assert town.rows("baum")[-1]["art"] == "Elsbeere"


def test_rights_hold_where_the_correction_would_put_it(town: Town) -> None:
    wish = submitted(town, moved(town, 495001, 5670001))
    there = {"type": "Point", "coordinates": [505000.0, 5670000.0]}
    values = {GEOMETRY: there, "eigentuemer_ars": NEUWASSER}
    right = corrected(wish.change, town.feature("baum", 1), values)
    town.done(WEISS, claim())
    assert town.refused(WEISS, accepting(right))[0] == 403
    assert town.refused(ANNE, accepting(right))[0] in (403, 409)
    assert row(town)["ars"] == ALTMARKFURT


def test_what_is_no_correction_is_refused(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=125.0))
    now = town.feature("baum", 1)
    town.done(WEISS, claim())
    assert wish.change.proposed is not None
    for wrong in (
        wish.change,  # it corrects nothing
        corrected(wish.change, now, {"pflanzjahr": 1200}),  # no value of the layer
        corrected(wish.change, town.feature("baum", 1), {"hoehe": "hoch"}),
        replace(wish.change, base=town.feature("baum", 2), proposed=town.feature("baum", 2)),  # another tree
    ):
        status, _ = town.refused(WEISS, accepting(wrong))
        assert status in (400, 403), wrong
    right = corrected(wish.change, now, {"hoehe": 12.5})
    assert town.refused(WEISS, accepting(right, status=Status.NEEDS_CHANGES))[0] == 400
    plain = transition(UUIDS[0], Status.ACCEPTED, reason_code=Reason.CORRECTED)
    assert town.refused(WEISS, plain)[0] == 400, "only the service says that something was corrected"
    hidden = accepting(right)
    text = json.loads(str(hidden.properties["corrected"]))
    text["properties"]["pruefer"] = "ich"
    forged = replace(hidden, properties={**hidden.properties, "corrected": json.dumps(text)})
    assert town.refused(WEISS, forged)[0] == 400


def test_of_a_felling_there_is_nothing_to_correct(town: Town) -> None:
    submitted(town, felled(town))
    town.done(WEISS, claim())
    assert town.refused(WEISS, accepting(edited(town, hoehe=1.0)))[0] == 400


def test_taken_back_and_decided_otherwise_it_is_forgotten(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=125.0))
    right = corrected(wish.change, town.feature("baum", 1), {"hoehe": 12.5})
    town.done(MILENA, claim(), accepting(right))
    town.done(MILENA, taken_back())
    assert row(town)["corrected"], "who takes it back goes on from there"
    town.done(MILENA, transition(UUIDS[0], Status.ACCEPTED))
    assert row(town)["corrected"] is None
    actions, conditions = halves(wish)
    town.done(MILENA, *actions, conditions=conditions)
    assert town.rows("baum")[0]["hoehe"] == 125.0
