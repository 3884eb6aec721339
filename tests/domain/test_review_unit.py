"""Anna takes the old bench away and sets a new one: whoever reviews the one sees the other."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.apart import CROWD, Effort
from plugin.domain.contribution import Change, Contribution, Operation
from plugin.domain.feature import Feature, Geometry
from plugin.domain.review_unit import MOST, TOGETHER_M, Link, Unit, Why, replacements, torn, units

E, N = 494754.0, 5671341.0
ANNA, YUSUF = "p-anna", "p-yusuf"


def at(east: float, north: float = 0.0) -> Geometry:
    return {"type": "Point", "coordinates": [E + east, N + north]}


def block(east: float, side: float = 20.0) -> Geometry:
    ring = [[E + east, N], [E + east + side, N], [E + east + side, N + side], [E + east, N + side], [E + east, N]]
    return {"type": "Polygon", "coordinates": [ring]}


def path(*corners: tuple[float, float]) -> Geometry:
    return {"type": "LineString", "coordinates": [[E + east, N + north] for east, north in corners]}


def given_(
    uuid: str,
    geometry: Geometry | None,
    operation: Operation = Operation.UPDATE,
    layer: str = "sitzbank",
    *,
    author: str = ANNA,
    changeset: str = "rundgang",
    created: str = "2026-05-04T09:30:00Z",
    crs: str = "EPSG:25833",
    **values: Any,
) -> Contribution:
    feature = Feature(layer, uuid, crs, geometry, values)
    base = None if operation is Operation.INSERT else feature
    proposed = None if operation is Operation.DELETE else feature
    change = Change(operation, base, proposed)
    return Contribution(uuid, change, layer, uuid, changeset, author=author, created=created)


def gone(uuid: str, geometry: Geometry, layer: str = "sitzbank", **more: Any) -> Contribution:
    return given_(uuid, geometry, Operation.DELETE, layer, **more)


def new(uuid: str, geometry: Geometry, layer: str = "sitzbank", **more: Any) -> Contribution:
    return given_(uuid, geometry, Operation.INSERT, layer, **more)


def members(found: list[Unit]) -> list[tuple[str, ...]]:
    return [unit.members for unit in found]


def test_what_was_submitted_together_and_touches_is_one_unit() -> None:
    """A playground that was cut in two, and the path that now begins at it; the far one stands alone."""
    (unit,) = units(
        [
            given_("half", block(0), layer="spielplatz"),
            new("other-half", block(20), "spielplatz"),
            new("path", path((40, 3), (80, 3)), "weg"),
            given_("far", block(900), layer="spielplatz"),
        ]
    )
    assert unit.members == ("half", "other-half", "path")
    assert {uuid: (link.why, link.beyond(uuid)) for uuid, link in unit.reasons.items()} == {
        "half": (Why.TOUCHES, "other-half"),
        "other-half": (Why.TOUCHES, "half"),
        "path": (Why.TOUCHES, "other-half"),
    }


def test_what_lies_within_the_stated_distance_belongs_together_and_a_little_further_does_not() -> None:
    (unit,) = units([given_("a", at(0)), given_("b", at(TOGETHER_M))])
    assert unit.reasons["a"] == unit.reasons["b"] == Link("a", "b", Why.NEAR, TOGETHER_M)
    assert units([given_("a", at(0)), given_("b", at(TOGETHER_M + 0.01))]) == []


def test_another_changeset_another_person_or_none_at_all_is_no_reason() -> None:
    mine = given_("a", at(0))
    assert units([mine, given_("b", at(1), changeset="gestern")]) == []
    assert units([mine, given_("b", at(1), author=YUSUF)]) == [], "a name of a changeset is its author's word"
    assert units([given_("a", at(0), changeset=""), given_("b", at(0), changeset="")]) == []
    assert units([mine, given_("b", at(0), crs="EPSG:25832")]) == [], "these numbers cannot be compared"
    assert units([mine, given_("nowhere", None)]) == []


def test_a_thing_that_goes_and_comes_anew_is_a_replacement_whenever_it_was_submitted() -> None:
    old = gone("old", at(0), changeset="montag", material="holz")
    (unit,) = units([old, new("new", at(3), changeset="dienstag", material="metall")])
    assert unit.reasons["old"] == Link("new", "old", Why.REPLACES, 3.0)
    assert units([old, new("elsewhere", at(5.5), changeset="dienstag")]) == []
    assert units([old, new("tree", at(0), "baum", changeset="dienstag")]) == [], "a tree is no bench"
    assert units([old, new("theirs", at(0), author=YUSUF)]) == []
    assert units([old, gone("both-gone", at(0), changeset="dienstag")]) == []


def test_of_several_that_could_be_the_new_one_it_is_the_nearest_and_most_alike() -> None:
    found = replacements(
        [
            gone("old-1", at(0), nummer="17"),
            gone("old-2", at(4), nummer="18"),
            new("new-18", at(3), nummer="18"),
            new("new-17", at(1), nummer="17"),
            new("further", at(2), nummer="99"),
        ]
    )
    assert [(link.one, link.other) for link in found] == [("new-17", "old-1"), ("new-18", "old-2")]


def test_areas_replace_one_another_where_they_cover_the_same_and_lines_where_they_run_side_by_side() -> None:
    park, way = "spielplatz", "weg"
    assert replacements([gone("a", block(0), park), new("b", block(4), park)])
    assert not replacements([gone("a", block(0), park), new("b", block(20), park)]), "a neighbour is not the same"
    along = path((0, 2), (50, 4), (100, 2))
    assert replacements([gone("a", path((0, 0), (100, 0)), way), new("b", along, way)])
    assert not replacements([gone("a", path((0, 0), (100, 0)), way), new("b", path((0, 0), (0, 90)), way)])
    assert not replacements([gone("a", at(0)), new("b", block(0))])


def test_in_degrees_five_metres_are_five_metres() -> None:
    def here(uuid: str, east: float) -> Contribution:
        return given_(uuid, {"type": "Point", "coordinates": [9.0 + east, 51.0]}, crs="EPSG:4326")

    assert units([here("a", 0), here("b", 6e-5)], {"EPSG:4326"})[0].reasons["a"].distance_m == pytest.approx(
        4.2, abs=0.1
    )
    assert units([here("a", 0), here("b", 9e-5)], {"EPSG:4326"}) == []


def test_half_a_replacement_is_told() -> None:
    links = replacements([gone("old", at(0)), new("new", at(1))])
    assert torn(links, {"old"}, {"new"}) == [("old", "new")], "the old one goes, and nothing comes"
    assert torn(links, {"new"}, {"old"}) == [("new", "old")], "both would be there"
    assert torn(links, {"old", "new"}, set()) == torn(links, set(), {"old", "new"}) == torn(links, {"old"}, set()) == []


def test_the_name_is_about_these_contributions_as_they_are() -> None:
    two = [given_("a", at(0)), given_("b", at(1))]
    (unit,) = units(two)
    assert unit.name.startswith("a.") and units(reversed(two))[0].name == unit.name
    assert units([two[0], replace(two[1], revision=2)])[0].name != unit.name
    assert units([*two, given_("c", at(2))])[0].name != unit.name


PLACES = st.integers(0, 60).map(lambda number: number / 2)
SHAPES = PLACES.map(at) | PLACES.map(block) | PLACES.map(lambda east: path((east, 0), (east + 9, 7)))


@st.composite
def queues(draw: st.DrawFn) -> list[Contribution]:
    return [
        given_(
            f"c{number:02}",
            draw(SHAPES | st.none()),
            draw(st.sampled_from(Operation)),
            draw(st.sampled_from(["sitzbank", "weg"])),
            author=draw(st.sampled_from([ANNA, YUSUF])),
            changeset=draw(st.sampled_from(["", "montag", "dienstag"])),
            created=draw(st.sampled_from(["2026-05-04T09:30:00Z", "2026-05-05T09:30:00Z"])),
        )
        for number in range(draw(st.integers(0, 30)))
    ]


@given(queues(), st.randoms(use_true_random=False))
def test_units_divide_the_queue_whatever_its_order(queue: list[Contribution], chance: random.Random) -> None:
    found, known = units(queue), {one.uuid: one for one in queue}
    flat = [uuid for unit in found for uuid in unit.members]
    assert len(flat) == len(set(flat)) and set(flat) <= set(known)
    assert all(2 <= len(unit.members) <= MOST for unit in found)
    for unit in found:
        assert {known[uuid].author for uuid in unit.members} in ({ANNA}, {YUSUF})
        assert set(unit.reasons) == set(unit.members)
        for uuid, link in unit.reasons.items():
            assert uuid in (link.one, link.other) and link.beyond(uuid) in unit.members
            one, other = known[link.one], known[link.other]
            if link.why is Why.REPLACES:
                assert {one.change.operation, other.change.operation} == {Operation.INSERT, Operation.DELETE}
                assert one.layer == other.layer
            else:
                assert one.changeset == other.changeset != "" and link.distance_m <= TOGETHER_M
    shuffled = list(queue)
    chance.shuffle(shuffled)
    assert units(shuffled) == found


@given(queues())
def test_no_replacement_is_torn_by_the_size_of_a_unit(queue: list[Contribution]) -> None:
    of = {uuid: unit.name for unit in units(queue) for uuid in unit.members}
    assert all(of[link.one] == of[link.other] for link in replacements(queue))


@pytest.mark.parametrize("spread", [0.0, 40.0])
def test_a_mass_edit_is_cut_into_units_without_looking_at_every_pair(
    spread: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """10,000 benches in one changeset: in one place, and all over the town."""
    spent = 0
    honest = Effort.spend

    def counted(effort: Effort, count: int) -> bool:
        nonlocal spent
        spent += 1
        return honest(effort, count)

    monkeypatch.setattr(Effort, "spend", counted)
    mass = [given_(f"c{n:05}", at(n % 100 * spread, n // 100 * spread)) for n in range(10_000)]
    found = units(mass)
    assert spent <= 10_000 * 2 * CROWD, "a bound for each, not for each pair"
    assert all(len(unit.members) <= MOST for unit in found)
    assert (found == []) == (spread > TOGETHER_M)
    if found:
        assert sum(len(unit.members) for unit in found) > 9_000
