"""What may be accepted with one look: five benches that became broken, and nothing that somebody should look at."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from plugin.domain.bulk import MOST, Candidate, Why, sort_out
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.domain.versions import Meanwhile

HERE = {"type": "Point", "coordinates": [1.0, 2.0]}
BENCH = Feature("sitzbank", "b-1", "EPSG:25833", HERE, {"zustand": "gut", "n": 1})


def broken(uuid: str = "c-1", layer: str = "sitzbank", **values: Any) -> Candidate:
    base = replace(BENCH, layer=layer)
    proposed = replace(base, properties={**base.properties, **(values or {"zustand": "defekt"})})
    seen = Contribution(uuid, Change(Operation.UPDATE, base, proposed), layer, "b-1", author="p-anna")
    return Candidate(seen, Meanwhile.SAME)


def of(one: Candidate, **facts: Any) -> Candidate:
    return replace(one, seen=replace(one.seen, **facts))


def finding(severity: str) -> str:
    return json.dumps([{"code": "RANGE", "severity": severity, "rule": "r", "layer": "sitzbank"}])


def test_what_is_alike_goes_together_and_the_rest_is_left_with_its_reason() -> None:
    moved = replace(broken("c-3"), seen=replace(broken("c-3").seen, change=Change(
        Operation.UPDATE, BENCH, replace(BENCH, properties={"zustand": "defekt", "n": 1},
                                         geometry={"type": "Point", "coordinates": [1.5, 2.0]}))))  # fmt: skip
    found = sort_out([broken("c-1"), broken("c-2"), moved, broken("c-4", n=2), broken("c-5", "baum")], "p-me")
    assert [one.uuid for one in found.items] == ["c-1", "c-2"]
    assert found.left == dict.fromkeys(("c-3", "c-4", "c-5"), Why.UNLIKE)
    assert found.likeness is not None and found.likeness.fields == {"zustand"} and not found.likeness.moved


@pytest.mark.parametrize(
    ("candidate", "why"),
    [
        (of(broken(), status=Status.ACCEPTED), Why.STATUS),
        (of(broken(), status=Status.CONFLICT), Why.STATUS),
        (of(broken(), author="p-me"), Why.OWN),
        (replace(broken(), held=True), Why.CLAIMED),
        (of(broken(), change=Change(Operation.DELETE, BENCH, None)), Why.NO_EDIT),
        (of(broken(), change=Change(Operation.INSERT, None, BENCH)), Why.NO_EDIT),
        (of(broken(), findings=finding("error")), Why.FINDING),
        (of(broken(), findings=finding("warning")), Why.FINDING),
        (replace(broken(), meanwhile=Meanwhile.CHANGED), Why.MEANWHILE),
        (replace(broken(), meanwhile=Meanwhile.GONE), Why.MEANWHILE),
        (replace(broken(), metres=2.1), Why.FAR),
        (replace(broken(), metres=None), Why.FAR),
        (replace(broken(), photos=True), Why.PHOTO),
    ],
)
def test_what_somebody_should_look_at_is_never_among_them(candidate: Candidate, why: Why) -> None:
    found = sort_out([candidate, of(broken(), uuid="c-2"), of(broken(), uuid="c-3")], "p-me")
    assert found.left == {"c-1": why} and len(found.items) == 2, "and it does not say what the others are like"


def test_a_hint_and_a_small_move_do_not_matter_and_more_than_fifty_do() -> None:
    slight = replace(of(broken("c-0"), findings=finding("hint")), metres=2.0)
    found = sort_out([slight, *(broken(f"c-{number}") for number in range(1, MOST + 3))], "p-me")
    assert len(found.items) == MOST and set(found.left.values()) == {Why.TOO_MANY}
