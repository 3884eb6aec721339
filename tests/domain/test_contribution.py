"""What a change is, and what of it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.contribution import (
    Change,
    Operation,
    any_point,
    changed_geometry,
    changed_properties,
    is_change,
)
from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Feature
from plugin.domain.state import state_of

from .stories import FEATURE, GEOMETRY, tree


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("has_base", [True, False])
@pytest.mark.parametrize("has_proposed", [True, False])
def test_each_operation_has_its_parts(operation: Operation, has_base: bool, has_proposed: bool) -> None:
    base, proposed = tree() if has_base else None, tree("neu") if has_proposed else None
    right = {"insert": (False, True), "update": (True, True), "delete": (True, False)}
    if right[operation] != (has_base, has_proposed):
        with pytest.raises(InvalidContent):
            Change(operation, base, proposed)
        return
    change = Change(operation, base, proposed)
    assert change.feature is (proposed or base) and change.key == "linde-1"


def test_only_what_differs_is_sent() -> None:
    """Lesson 17: untouched fields are never sent, and 12.5 written otherwise is untouched."""
    base, grown = (
        tree(),
        replace(tree(), properties={"name": "Linde am Rathaus", "hoehe": 13, "gefaellt": False}),
    )
    assert changed_properties(base, grown) == {"hoehe": 13}
    assert changed_properties(base, replace(base, properties={"hoehe": 12.5})) == {}


def test_emptying_is_a_change_and_not_the_same_as_null() -> None:
    base = replace(tree(), properties={"name": None})
    assert changed_properties(base, replace(base, properties={"name": ""})) == {"name": ""}
    assert changed_properties(replace(base, properties={}), base) == {"name": None}


def test_moving_a_tree_by_a_millimetre_is_a_change_and_by_a_nanometre_is_not() -> None:
    assert changed_geometry(tree(), tree(at=(634000.501, 5700100.25)))
    assert not is_change(tree(), tree(at=(634000.500000001, 5700100.25)))


@given(FEATURE, FEATURE)
def test_a_change_is_what_changes_the_hash(one: Feature, other: Feature) -> None:
    other = replace(other, properties={**one.properties, **other.properties})
    assert is_change(one, other) == (state_of(one) != state_of(other))


@given(st.one_of(st.none(), GEOMETRY))
def test_the_point_on_the_map_lies_on_the_feature(geometry: Any) -> None:
    point = any_point(geometry)
    assert (point is None) == (geometry is None)
    assert point is None or str(list(point))[1:-1] in str(geometry["coordinates"])
