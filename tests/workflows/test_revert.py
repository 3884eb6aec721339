"""Taking back: the reverse of each published change, newest first, and nothing that is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.errors import AccessDenied, InvalidContent, OutcomeUnknown
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm, submission
from plugin.services.wfs.filters import Combined, Compare, Filter
from plugin.services.wfs.model import LayerInfo, Schema
from plugin.services.whoami import LayerRights
from plugin.workflows.connection import Connection
from plugin.workflows.ports import Page
from plugin.workflows.revert import Plan, carry_out, plan

from .stage import CRS, Queue, connection, planted, refuse, taller, tree

CHANGESET = "vandalismus"


@dataclass
class Town(Queue):
    """A queue in which everything is published already, its record, and the trees as they are now."""

    now: dict[str, Feature] = field(default_factory=dict)
    record: list[str] = field(default_factory=list)
    key: str | None = "uuid"

    def publish(self, uuid: str, change: Change, key: str = "", fid: str = "") -> None:
        """Somebody's change is published: the map has it."""
        wish = Contribution(uuid, change, "baum", change.key, CHANGESET, "Nur Spaß")
        row = dict(submission(wish, LayerForm("baum", CRS, "uuid"), CRS).features[0].properties)
        where = key or change.key or ""
        known = {"status": "published", "revision": 1, "feature_key": where, "result": f'{{"fid": "{fid}"}}'}
        self.rows[uuid] = row | known
        self.record.append(uuid)
        if change.proposed is None:
            del self.now[where]
        else:
            self.now[where] = change.proposed

    def pages(self, layer: str, schema: Schema, *, filter: Filter | None = None, **more: Any) -> Iterator[Page]:
        if layer == "event":
            yield [
                _row("event", number, {"contribution": uuid, "to_status": "published"})
                for number, uuid in enumerate(self.record, 1)
            ]
        elif layer == "baum":
            parts = filter.parts if isinstance(filter, Combined) else [filter]
            keys = {part.literal for part in parts if isinstance(part, Compare)}
            keys |= {fid.removeprefix("baum.") for fid in getattr(filter, "ids", ())}
            yield [(f"baum.{key}", self.now[key]) for key in sorted(keys & set(self.now))]
        elif isinstance(filter, Compare) and filter.property == "changeset":
            together = [row for row in self.rows.values() if row["changeset"] == filter.literal]
            yield [_row("contribution", number, row) for number, row in enumerate(together)]
        else:
            yield from super().pages(layer, schema, filter=filter, **more)


def _row(layer: str, number: int, values: dict[str, Any]) -> tuple[str, Feature]:
    return f"{layer}.{number}", Feature(layer, None, CRS, None, values)


def reach(town: Town) -> Connection:
    made = connection(town)
    event = LayerInfo("event", "event", "", CRS, None, frozenset({"query"}))
    rights = {"baum": LayerRights(contribute=frozenset(Operation), key=town.key)}
    assert made.who is not None
    layers = {**made.capabilities.layers, "event": event}
    return replace(made, capabilities=replace(made.capabilities, layers=layers), who=replace(made.who, layers=rights))


def of(town: Town) -> Plan:
    return plan(reach(town), changeset=CHANGESET)


def sent(town: Town) -> list[dict[str, Any]]:
    return [dict(action.features[0].properties) for action in town.sent[-1].actions]  # type: ignore[union-attr]


def felled(key: str) -> Change:
    return Change(Operation.DELETE, tree(key), None)


def raise_to(before: Feature, **values: Any) -> Change:
    return Change(Operation.UPDATE, before, replace(before, properties={**before.properties, **values}))


def vandalised() -> Town:
    town = Town(now={key: tree(key) for key in ("linde", "eiche", "buche")})
    town.publish("c-1", taller("linde"))
    town.publish("c-2", felled("eiche"), fid="baum.2")
    town.publish("c-3", planted("plastikpalme"))
    return town


def test_each_change_has_its_reverse_newest_first() -> None:
    steps = of(vandalised()).steps
    assert [step.original.uuid for step in steps] == ["c-3", "c-2", "c-1"]
    assert [step.change for step in steps] == [
        Change(Operation.DELETE, tree("plastikpalme"), None),
        Change(Operation.INSERT, None, tree("eiche")),
        Change(Operation.UPDATE, tree("linde", 14.0), tree("linde")),
    ]


def test_they_go_into_the_queue_as_one_new_changeset_with_the_reason() -> None:
    town = vandalised()
    wanted = of(town)
    done = carry_out(reach(town), wanted, "Rückgängig: Vandalismus")
    assert done.sent == [step.uuid for step in wanted.steps] and done.left == {}
    assert [row["uuid"] for row in sent(town)] == done.sent
    assert {(row["changeset"], row["comment"]) for row in sent(town)} == {(wanted.changeset, "Rückgängig: Vandalismus")}
    assert wanted.changeset != CHANGESET


def test_twice_sends_nothing_twice_and_a_lost_answer_is_asked_for_under_the_same_uuids() -> None:
    town = vandalised()

    def cut(_: object) -> None:
        raise OutcomeUnknown("The connection was cut.")

    town.after.append(cut)
    carry_out(reach(town), of(town), "Vandalismus")
    assert len(town.sent) == 2 and len(town.rows) == 6
    again = of(town)
    assert again.ready == [] and again.steps[0].why_not == "it is in the queue already, submitted"
    carry_out(reach(town), again, "Vandalismus")
    assert len(town.sent) == 2


def test_two_changes_of_one_feature_are_taken_back_one_upon_the_other() -> None:
    town = Town(now={"linde": tree("linde")})
    town.publish("c-1", taller("linde"))
    town.publish("c-2", raise_to(tree("linde", 14.0), hoehe=99.0))
    newest, oldest = of(town).ready
    assert newest.change == Change(Operation.UPDATE, tree("linde", 99.0), tree("linde", 14.0))
    assert oldest.change == Change(Operation.UPDATE, tree("linde", 14.0), tree("linde"))


@pytest.mark.parametrize(
    ("key", "now", "why"),
    [
        ("linde", tree("linde", 17.0), "it has changed since: hoehe"),
        ("linde", tree("linde", 14.0, x=1.0), "it has changed since: geometry"),
        ("linde", None, "the feature is no longer there"),
        ("eiche", tree("eiche"), "there is such a feature again"),
        ("plastikpalme", tree("plastikpalme", 3.0), "it has changed since: hoehe"),
    ],
)
def test_what_has_changed_since_is_left_alone(key: str, now: Feature | None, why: str) -> None:
    town = vandalised()
    town.now.pop(key, None)
    if now is not None:
        town.now[key] = now
    assert [step.why_not for step in of(town).steps if step.why_not] == [why]
    assert len(of(town).ready) == 2


def test_another_field_that_was_set_since_stops_it_but_a_counter_does_not() -> None:
    town = vandalised()
    lamp = raise_to(tree("linde", 14.0), version=2).feature
    town.now["linde"] = lamp
    change = of(town).ready[-1].change
    assert change is not None and change.feature.properties == {"uuid": "linde", "hoehe": 12.5, "version": 2}
    town.now["linde"] = replace(lamp, properties={**lamp.properties, "art": "Linde"})
    assert of(town).steps[-1].why_not == "it has changed since: art"


def test_what_the_service_filled_in_goes_with_the_feature() -> None:
    town = vandalised()
    filled = replace(tree("plastikpalme"), properties={**tree("plastikpalme").properties, "nummer": 77})
    town.now["plastikpalme"] = filled
    assert of(town).ready[0].change == Change(Operation.DELETE, filled, None)


def test_null_and_empty_text_and_heights_come_back_as_they_were() -> None:
    before = replace(
        tree("linde"),
        geometry={"type": "Point", "coordinates": [485000.0, 5670000.0, 101.25]},
        properties={"uuid": "linde", "art": "", "sorte": None},
    )
    town = Town(now={"linde": before})
    after = replace(before, geometry=None, properties={"uuid": "linde", "art": None, "sorte": ""})
    town.publish("c-1", Change(Operation.UPDATE, before, after))
    (step,) = of(town).steps
    assert step.change == Change(Operation.UPDATE, after, before)


def test_without_a_key_of_its_own_a_feature_comes_back_with_a_new_number() -> None:
    bench = Feature("baum", "17", CRS, tree("x").geometry, {"fid": 17, "nummer": 17, "art": "Linde"})
    town = Town(now={"17": bench}, key=None)
    town.publish("c-1", Change(Operation.DELETE, bench, None), key="17", fid="baum.17")
    (step,) = of(town).steps
    wanted = Feature("baum", None, CRS, bench.geometry, {"fid": None, "nummer": 17, "art": "Linde"})
    assert step.change == Change(Operation.INSERT, None, wanted)


def test_only_what_is_published_is_taken_back() -> None:
    town = vandalised()
    town.rows["c-1"]["status"] = "accepted"
    assert of(town).steps[-1].why_not == f"it is {Status.ACCEPTED}, not published"


def test_one_that_is_refused_does_not_hold_up_the_others() -> None:
    town = vandalised()
    wanted = of(town)
    town.before.append(refuse(AccessDenied("Not your city."), f"{wanted.steps[1].uuid}-queue"))
    done = carry_out(reach(town), wanted, "Vandalismus")
    assert done.left == {"c-2": "Not your city."} and len(done.sent) == 2


def test_it_must_be_said_what_and_why() -> None:
    town = vandalised()
    for names in ({}, {"changeset": CHANGESET, "contribution": "c-1"}, {"changeset": "x"}, {"contribution": "x"}):
        with pytest.raises(InvalidContent):
            plan(reach(town), **names)
    with pytest.raises(InvalidContent, match="Why"):
        carry_out(reach(town), of(town), " ")
    (step,) = plan(reach(town), contribution="c-2").steps
    assert step.change == Change(Operation.INSERT, None, tree("eiche"))
