"""From a contributor's proposal to the municipal layer: exactly what was accepted, exactly once."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm, publication, submission, transition
from plugin.services.wfs.model import Action

from .town import ALTMARKFURT, ANNE, MILENA, NOON, WEISS, Town

pytestmark = pytest.mark.qgis
TREES = LayerForm("baum", "EPSG:25833")
UUIDS = [f"00000000-0000-4000-8000-{number:012d}" for number in range(1, 20)]


def proposal(change: Change, uuid: str = UUIDS[0], **more: object) -> Contribution:
    return Contribution(uuid, change, change.feature.layer, change.key, "11111111-1111-4111-8111-111111111111", **more)


def submit(contribution: Contribution) -> Action:
    return submission(contribution, TREES, "EPSG:25833")


def accept(town: Town, who: str, uuid: str) -> None:
    town.done(who, transition(uuid, Status.IN_REVIEW), transition(uuid, Status.ACCEPTED, note="Danke!"))


def both(contribution: Contribution) -> tuple[tuple[Action, ...], dict[str, str]]:
    """The two halves of publishing an accepted contribution, and their condition."""
    change, state = publication(contribution, TREES)
    return (change, transition(contribution.uuid, Status.PUBLISHED)), {contribution.uuid: state} if state else {}


def taller(town: Town) -> Change:
    """Änne has measured the lime tree."""
    base = town.feature("baum", 1)
    return Change(Operation.UPDATE, base, replace(base, properties={**base.properties, "hoehe": 12.5}))


def new_tree(town: Town) -> Change:
    """A tree nobody has on the map yet."""
    empty = dict.fromkeys(town.feature("baum", 1).properties)
    values = {**empty, "art": "Speierling", "eigentuemer_ars": ALTMARKFURT}
    geometry = {"type": "Point", "coordinates": [495123.25, 5670456.125]}
    return Change(Operation.INSERT, None, Feature("baum", None, "EPSG:25833", geometry, values))


def test_the_whole_way_of_a_change(town: Town) -> None:
    wish = proposal(taller(town))
    sent = town.done(ANNE, submit(wish))
    assert [entry.fid for entry in sent.inserted] == ["contribution.1"]
    accept(town, WEISS, wish.uuid)
    actions, conditions = both(wish)
    result = town.done(WEISS, *actions, conditions=conditions)
    assert (result.total_updated, result.total_inserted) == (2, 0)
    assert town.rows("baum")[0]["hoehe"] == 12.5
    row = town.rows("contribution")[0]
    assert (row["status"], json.loads(row["result"]), row["note"]) == ("published", {"fid": "baum.1"}, "Danke!")
    assert [event["to_status"] for event in town.rows("event")] == ["submitted", "in_review", "accepted", "published"]


def test_the_whole_way_of_a_new_tree(town: Town) -> None:
    wish = proposal(new_tree(town))
    town.done(ANNE, submit(wish))
    accept(town, MILENA, wish.uuid)
    actions, conditions = both(wish)
    result = town.done(MILENA, *actions, conditions=conditions)
    assert [(entry.handle, entry.fid) for entry in result.inserted] == [(wish.uuid, "baum.5")]
    assert town.rows("contribution")[0]["feature_key"] == "5"
