"""Merging three versions of a tree: what fits is put together, what does not is put before a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Feature
from plugin.domain.merge import GEOMETRY, ROW, Cell, Choice, Kind, merge
from plugin.domain.nearness import same_geometry
from plugin.domain.sameness import MISSING, same_value

from .stories import tree

MAYBE = st.sampled_from(["name", "hoehe", "gefaellt", "umfang"])
VALUES = [
    "Linde",
    "Li\u0301nde",
    "",
    None,
    12,
    12.5,
    12.500000000000002,
    True,
    1,
    2**60,
    [1, {"a": None}],
    [1.0, {"a": None}],
]
RING = [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 0.0]]
PLACES: list[Any] = [
    {"type": "MultiPoint", "coordinates": [[634000.5, 5700100.25]]},
    {"type": "Point", "coordinates": [634000.5, 5700100.25, 112.0]},
    {"type": "Polygon", "coordinates": [RING]},
    {"type": "Polygon", "coordinates": [[*RING[1:], RING[1]]]},
    {"type": "LineString", "coordinates": RING},
    {"type": "LineString", "coordinates": RING[::-1]},
]
NEAR = st.sampled_from([0.0, 0.0004, 0.0009, 0.0011, 1.0])


@st.composite
def version(draw: st.DrawFn) -> Feature | None:
    """A tree that somebody has edited a little, or a lot, or felled; now and then two edit it alike."""
    values: dict[str, Any] = {"name": "Linde am Rathaus", "hoehe": 12.5, "gefaellt": False}
    for name in draw(st.sets(MAYBE, max_size=3)):
        values[name] = draw(st.sampled_from(VALUES))
    for name in draw(st.sets(MAYBE, max_size=1)):
        values.pop(name, None)
    place: Any = {"type": "Point", "coordinates": [634000.5 + draw(NEAR), 5700100.25]}
    geometry = draw(st.sampled_from([place, place, None, *PLACES]))
    feature = replace(tree(), geometry=geometry, properties=values)
    return draw(st.sampled_from([feature, feature, feature, None]))


def alike(one: Any, other: Any, name: str) -> bool:
    if name == GEOMETRY and MISSING not in (one, other):
        return same_geometry(one, other)
    return same_value(one, other)


def changed(**values: Any) -> Feature:
    return replace(tree(), properties={**tree().properties, **values})


def moved(by: float) -> Feature:
    return tree(at=(634000.5 + by, 5700100.25))


# laws


@given(version(), version())
def test_who_is_alone_in_editing_has_it_as_edited(base: Feature | None, mine: Feature | None) -> None:
    assert merge(base, mine, base).merged == mine
    assert merge(base, base, mine).merged == mine


@given(version(), version())
def test_identical_edits_are_no_conflict(base: Feature | None, both: Feature | None) -> None:
    found = merge(base, both, both)
    assert found.clean and found.merged == both


@given(version(), version(), version())
def test_with_the_sides_exchanged_the_same_is_in_conflict(
    base: Feature | None, mine: Feature | None, theirs: Feature | None
) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    turned = {cell.name: cell for cell in other.cells}
    for cell in one.cells:
        back = turned[cell.name]
        assert (cell.mine_changed, cell.theirs_changed) == (back.theirs_changed, back.mine_changed)
        assert (cell.conflict, cell.agreed) == (back.conflict, back.agreed)
        if cell.mine_changed or cell.theirs_changed:
            assert cell.conflict or alike(cell.value, back.value, cell.name)
    assert set(turned) == {cell.name for cell in one.cells} and one.clean == other.clean


@given(version(), version(), version())
def test_no_value_is_made_up(base: Feature | None, mine: Feature | None, theirs: Feature | None) -> None:
    found = merge(base, mine, theirs)
    for cell in found.cells:
        assert any(cell.value is one for one in (cell.mine, cell.theirs))
        assert cell.conflict or not cell.mine_changed or not cell.theirs_changed or cell.agreed
    for choice in Choice:
        decided = found.resolved(found.all(choice))
        for name, value in decided.properties.items() if decided else ():
            there = [one.properties[name] for one in (mine, theirs) if one is not None and name in one.properties]
            assert any(value is one for one in there)


@given(version(), version(), version())
def test_a_conflict_is_what_both_changed_and_each_in_another_way(
    base: Feature | None, mine: Feature | None, theirs: Feature | None
) -> None:
    found = merge(base, mine, theirs)
    for cell in found.cells if base is not None else ():
        differ = [not alike(cell.base, one, cell.name) for one in (cell.mine, cell.theirs)]
        assert cell.conflict == (all(differ) and not alike(cell.mine, cell.theirs, cell.name))
    assert found.clean == (not found.conflicts)


@given(version(), version(), version())
def test_after_a_merge_there_is_nothing_more_to_merge(
    base: Feature | None, mine: Feature | None, theirs: Feature | None
) -> None:
    found = merge(base, mine, theirs)
    for choice in Choice:
        decided = found.resolved(found.all(choice))
        again = merge(theirs, decided, theirs)
        assert again.clean and again.merged == decided


# cases


def test_my_field_and_their_place_are_put_together() -> None:
    found = merge(tree(), changed(name="Linde"), moved(4))
    assert found.clean and found.merged == replace(moved(4), properties=changed(name="Linde").properties)
    assert [cell.name for cell in found.cells] == [GEOMETRY, "name", "hoehe", "gefaellt"]


def test_the_same_field_in_two_ways_is_asked_about_with_all_three_values() -> None:
    found = merge(tree(), changed(name="Linde", hoehe=13), changed(name="Eiche"))
    assert found.conflicts == (Cell("name", "Linde am Rathaus", "Linde", "Eiche", True, True, False),)
    assert found.undecided == ("name",)
    with pytest.raises(InvalidContent, match="name"):
        _ = found.merged
    mine, theirs = (found.resolved(found.all(choice)) for choice in Choice)
    assert (mine, theirs) == (changed(name="Linde", hoehe=13), changed(name="Eiche", hoehe=13))
    assert found.resolved({}, {"name": "Ulme"}) == changed(name="Ulme", hoehe=13)
    assert found.resolved({"name": Choice.THEIRS, "hoehe": Choice.THEIRS}) == changed(name="Eiche")


def test_both_places_are_asked_about() -> None:
    found = merge(tree(), moved(4), moved(-4))
    assert found.undecided == (GEOMETRY,)
    assert found.resolved({GEOMETRY: Choice.THEIRS}) == moved(-4)
    assert found.resolved({}, {GEOMETRY: moved(1).geometry}) == moved(1)


@pytest.mark.parametrize(
    ("mine", "theirs", "kind"),
    [(None, changed(name="Eiche"), Kind.MINE_DELETED), (changed(name="Eiche"), None, Kind.THEIRS_DELETED)],
)
def test_delete_against_update_is_one_question(mine: Feature | None, theirs: Feature | None, kind: Kind) -> None:
    found = merge(tree(), mine, theirs)
    assert (found.kind, found.undecided) == (kind, (ROW,))
    assert [cell.name for cell in found.conflicts] == ["name"], "what the deletion would undo"
    assert found.resolved({ROW: Choice.MINE}) == mine and found.resolved({ROW: Choice.THEIRS}) == theirs


def test_a_deletion_of_what_nobody_touched_is_none() -> None:
    assert merge(tree(), None, tree()).merged is None and merge(tree(), tree(), None).merged is None
    assert merge(tree(), None, moved(0.0009)).clean and not merge(tree(), None, moved(0.0011)).clean


def test_both_deleted_it() -> None:
    found = merge(tree(), None, None)
    assert (found.kind, found.clean, found.merged) == (Kind.GONE, True, None)


def test_what_two_have_made_is_merged_as_if_each_had_filled_in_an_empty_row() -> None:
    mine = replace(tree(), properties={"name": "Linde", "hoehe": None, "gefaellt": False})
    theirs = replace(tree(), properties={"name": "Linde", "hoehe": 3.5, "gefaellt": True, "fid": 7})
    found = merge(None, mine, theirs)
    assert [cell.name for cell in found.conflicts] == ["gefaellt"]
    decided = found.resolved({"gefaellt": Choice.MINE})
    assert decided is not None
    assert decided.properties == {"name": "Linde", "hoehe": 3.5, "gefaellt": False, "fid": 7}


def test_what_one_has_made_arrives() -> None:
    assert merge(None, None, tree()).merged == tree() and merge(None, tree(), None).kind is Kind.NEW


def test_null_empty_and_missing_are_three_things() -> None:
    base, without = changed(art=None), tree()
    assert merge(base, changed(art=""), base).merged == changed(art="")
    assert merge(base, changed(art=""), changed(art="Ulme")).undecided == ("art",)
    (cell,) = [one for one in merge(base, changed(art=""), without).cells if one.name == "art"]
    assert cell.conflict and cell.theirs is MISSING, "the field is gone, and I have written something into it"
    assert merge(base, base, without).merged == without


def test_the_key_is_the_servers() -> None:
    found = merge(tree(), replace(changed(name="Linde"), key=None), replace(tree(), key="linde-1"))
    assert found.merged is not None and found.merged.key == "linde-1"


def test_versions_in_different_systems_cannot_be_compared() -> None:
    with pytest.raises(InvalidContent, match="reference systems"):
        merge(tree(), replace(tree(), crs="EPSG:4326"), tree())


# one millimetre, which does not pass on


@pytest.mark.parametrize(
    ("mine", "theirs", "decided"),
    [
        (0.0009, 0.0009, 0.0009),  # neither moved it: what the server has is taken to the letter
        (0.0009, 0.0, 0.0009),  # nobody else touched it, so a nudge stays
        (0.0009, 0.0018, 0.0018),  # I did not move it
        (0.0018, 0.0009, 0.0018),  # they did not
        (0.0018, 0.0026, 0.0026),  # both, to the same place
        (0.0018, 0.0029, None),  # both, elsewhere
        (0.0009, -0.0009, -0.0009),  # neither, though the two are further apart than a millimetre
    ],
)
def test_what_a_millimetre_comes_to(mine: float, theirs: float, decided: float | None) -> None:
    found = merge(tree(), moved(mine), moved(theirs))
    assert found.clean is (decided is not None)
    assert decided is None or found.merged == moved(decided)
