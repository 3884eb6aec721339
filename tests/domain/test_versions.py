"""Before, proposed and now are never taken for one another, and what happened meanwhile has one name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import Feature
from plugin.domain.versions import MISSING, Meanwhile, lines, meanwhile

SEEN = Feature(
    "sitzbank",
    "17",
    "EPSG:25833",
    {"type": "Point", "coordinates": [494754.387, 5671341.267]},
    {"zustand": "gut", "material": "holz", "lehne": None},
)


def bench(**values: object) -> Feature:
    return replace(SEEN, properties={**SEEN.properties, **values})


def moved(feature: Feature) -> Feature:
    return replace(feature, geometry={"type": "Point", "coordinates": [494754.387, 5671344.767]})


BROKEN = Change(Operation.UPDATE, SEEN, bench(zustand="defekt"))
NEW = Change(Operation.INSERT, None, replace(SEEN, key=None))
GONE = Change(Operation.DELETE, SEEN, None)


def test_each_version_stays_in_its_column() -> None:
    (state,) = [line for line in lines(BROKEN, bench(zustand="mangelhaft")) if line.name == "zustand"]
    assert (state.base, state.proposed, state.current) == ("gut", "defekt", "mangelhaft")
    assert state.changed and state.moved_on


def test_a_field_that_only_somebody_else_touched_is_not_proposed() -> None:
    (stone,) = [line for line in lines(BROKEN, bench(material="stein")) if line.name == "material"]
    assert (stone.base, stone.proposed, stone.current) == ("holz", "holz", "stein")
    assert not stone.changed and stone.moved_on


def test_what_a_proposal_does_not_name_is_not_touched() -> None:
    partly = Change(Operation.UPDATE, SEEN, replace(SEEN, properties={"zustand": "defekt"}))
    assert {line.name: line.proposed for line in lines(partly, SEEN)}["material"] == "holz"
    assert [line.name for line in lines(partly, SEEN) if line.changed] == ["zustand"]


def test_a_new_bench_has_nothing_before_and_nothing_now() -> None:
    found = {line.name: line for line in lines(NEW, None)}
    assert found["zustand"].base is MISSING and found["zustand"].current is MISSING
    assert found["zustand"].changed and not found["lehne"].changed, "an empty field of a new feature is no news"


def test_a_bench_that_goes_loses_every_value() -> None:
    assert [line.name for line in lines(GONE, SEEN) if line.changed] == ["zustand", "material"]


def test_true_is_not_one() -> None:
    change = Change(Operation.UPDATE, bench(lehne=1), bench(lehne=True))
    assert [line.name for line in lines(change, bench(lehne=1)) if line.changed] == ["lehne"]


@pytest.mark.parametrize(
    ("change", "current", "found"),
    [
        (BROKEN, SEEN, Meanwhile.SAME),
        (BROKEN, bench(material="stein"), Meanwhile.CHANGED),
        (BROKEN, moved(SEEN), Meanwhile.CHANGED),
        (BROKEN, bench(zustand="defekt"), Meanwhile.DONE),
        (BROKEN, None, Meanwhile.GONE),
        (NEW, None, Meanwhile.SAME),
        (NEW, SEEN, Meanwhile.DONE),
        (NEW, moved(SEEN), Meanwhile.CHANGED),
        (GONE, SEEN, Meanwhile.SAME),
        (GONE, None, Meanwhile.DONE),
        (GONE, bench(zustand="defekt"), Meanwhile.CHANGED),
    ],
)
def test_what_happened_meanwhile(change: Change, current: Feature | None, found: Meanwhile) -> None:
    assert meanwhile(change, current) is found


def test_a_new_bench_that_the_server_has_completed_is_there_as_proposed() -> None:
    assert meanwhile(NEW, bench(lehne="ja", fid=4)) is Meanwhile.DONE
