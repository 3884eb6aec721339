"""Who may do what: the whole matrix written out, and rights that start at none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.access import (
    PERMISSIONS,
    Actor,
    Grant,
    LayerPolicy,
    Permission,
    Role,
    check_contribute,
    check_review,
    check_write,
)
from plugin.domain.contribution import Operation
from plugin.domain.errors import AccessDenied
from plugin.domain.jurisdiction import ANYWHERE, LEVELS, covers, is_ars
from plugin.domain.transitions import TRANSITIONS, Guard

ALTMARKFURT, DORF, ELSEWHERE = "149990010010", "149990020020", "091620000000"
READ, CONTRIBUTE, WRITE, REVIEW, RECORD = (
    Permission.READ_PUBLIC,
    Permission.CONTRIBUTE,
    Permission.WRITE,
    Permission.REVIEW,
    Permission.READ_RECORD,
)
MATRIX = {
    Role.GUEST: {READ},
    Role.CONTRIBUTOR: {READ, CONTRIBUTE},
    Role.STAFF: {READ, CONTRIBUTE, WRITE},
    Role.REVIEWER: {READ, CONTRIBUTE, WRITE, REVIEW},
    Role.COORDINATOR: {READ, CONTRIBUTE, WRITE, REVIEW, RECORD},
    Role.DATA_PROTECTION: {READ, RECORD, Permission.READ_PERSONAL},
    Role.ADMIN: {READ, RECORD, Permission.MONITOR},
}
ARS = st.sampled_from(LEVELS).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size))
GRANTS = st.lists(
    st.builds(Grant, st.sampled_from(Role), ARS, st.frozensets(st.sampled_from(["baum", "weg", "*"]))),
    max_size=4,
)
OPEN = LayerPolicy("baum", contribute=True, operations=frozenset({Operation.UPDATE}))


def actor(role: Role, ars: str = ALTMARKFURT, *layers: str) -> Actor:
    return Actor("anna", "anna@rathaus", "p-1", (Grant(role, ars, frozenset(layers or {"*"})),))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_the_matrix(role: Role, permission: Permission) -> None:
    assert actor(role).can(permission, "baum", ALTMARKFURT) == (permission in MATRIX[role])
    assert set(PERMISSIONS) == set(MATRIX)


@pytest.mark.parametrize("permission", Permission)
def test_nobody_may_anything_unless_it_was_granted(permission: Permission) -> None:
    guest = Actor()
    assert guest.is_guest and not guest.can(permission, "baum", ALTMARKFURT)
    assert not guest.can_somewhere(permission, "baum") and guest.areas(permission) == []
    for nothing in ("", "0", "14999001001x", "1499900100100", "١٤"):
        assert not actor(Role.COORDINATOR, nothing).can(permission, "baum", nothing)


def test_the_default_policy_is_closed() -> None:
    with pytest.raises(AccessDenied):
        check_contribute(actor(Role.COORDINATOR), LayerPolicy("baum"), Operation.INSERT, [ALTMARKFURT])


def test_a_contributor_stays_in_the_own_municipality() -> None:
    anna = actor(Role.CONTRIBUTOR)
    check_contribute(anna, OPEN, Operation.UPDATE, [ALTMARKFURT, ALTMARKFURT])
    for places in ([ALTMARKFURT, DORF], [DORF], [None], [ALTMARKFURT, None], ["14999"]):
        with pytest.raises(AccessDenied):
            check_contribute(anna, OPEN, Operation.UPDATE, places)
    with pytest.raises(AccessDenied, match="delete"):
        check_contribute(anna, OPEN, Operation.DELETE, [ALTMARKFURT])


def test_a_reviewer_of_the_district_reviews_in_its_municipalities_and_nowhere_else() -> None:
    reviewer = actor(Role.REVIEWER, "14999")
    check_review(reviewer, "baum", ALTMARKFURT)
    check_write(reviewer, OPEN, [ALTMARKFURT, DORF])
    for place in (ELSEWHERE, "14", None):
        with pytest.raises(AccessDenied):
            check_review(reviewer, "baum", place)


def test_a_grant_for_one_layer_says_nothing_about_another() -> None:
    staff = actor(Role.STAFF, ALTMARKFURT, "weg")
    with pytest.raises(AccessDenied):
        check_write(staff, OPEN, [ALTMARKFURT])


def test_two_grants_do_not_add_up() -> None:
    """Reviewer for paths here, contributor for trees there: no reviewer for trees anywhere."""
    both = Actor(
        grants=(
            Grant(Role.REVIEWER, ALTMARKFURT, frozenset({"weg"})),
            Grant(Role.CONTRIBUTOR, DORF, frozenset({"baum"})),
        )
    )
    assert not both.can(REVIEW, "baum", ALTMARKFURT) and not both.can(REVIEW, "baum", DORF)
    assert not both.can(CONTRIBUTE, "baum", ALTMARKFURT) and both.can(CONTRIBUTE, "baum", DORF)


@given(GRANTS, st.sampled_from(Permission), ARS)
def test_more_grants_never_take_anything_away_and_never_more_than_each(
    grants: list[Grant], permission: Permission, place: str
) -> None:
    together = Actor(grants=tuple(grants)).can(permission, "baum", place)
    apart = [Actor(grants=(grant,)).can(permission, "baum", place) for grant in grants]
    assert together == any(apart)
    assert not together or Actor(grants=tuple(grants)).can_somewhere(permission, "baum")


@given(ARS, ARS, ARS)
def test_areas_contain_like_boxes_in_boxes(one: str, two: str, three: str) -> None:
    assert covers(one, one)
    assert not (covers(one, two) and covers(two, one)) or one == two
    assert not (covers(one, two) and covers(two, three)) or covers(one, three)


@given(st.text(max_size=14))
def test_only_digits_of_the_right_number_are_an_ars(text: str) -> None:
    assert is_ars(text) == (len(text) in LEVELS and all(sign in "0123456789" for sign in text))
    assert covers(text, text) == is_ars(text)


def test_the_area_of_nobody_lies_in_no_land() -> None:
    assert is_ars(ANYWHERE) and not covers("14", ANYWHERE) and not covers(ANYWHERE, ALTMARKFURT)


def test_the_documentation_has_the_same_matrix() -> None:
    """docs/rights.md is read as people read it: roles, permissions, yes or nothing."""
    head, *lines = table("role")
    permissions = [Permission(word) for word in head[2:]]
    told = {
        Role(line[0].strip("`")): {right for right, word in zip(permissions, line[2:], strict=True) if word == "yes"}
        for line in lines
    }
    assert set(permissions) == set(Permission)
    assert all(set(line[2:]) <= {"yes", ""} and line[1] for line in lines)
    assert told == {role: set(rights) for role, rights in PERMISSIONS.items()}


def test_the_documentation_has_the_same_transitions() -> None:
    _, *lines = table("from")
    told = [tuple(word.strip("`") for word in line) for line in lines]
    known = [
        (
            row.source,
            row.target,
            row.party,
            ", ".join([*(g for g in Guard if g in row.guards), *["reason"] * row.reason_needed]),
        )
        for row in TRANSITIONS
    ]
    assert told == [tuple(map(str, row)) for row in known]


def table(first: str) -> list[list[str]]:
    """The table of docs/rights.md whose first heading is `first`, without the line below its head."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "rights.md").read_text("utf-8")
    lines = text[text.index(f"| {first} |") :].partition("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [cells[0], *cells[2:]]


@pytest.mark.parametrize("role", [Role.DATA_PROTECTION, Role.ADMIN])
def test_who_looks_after_data_or_the_service_changes_nothing(role: Role) -> None:
    somebody = actor(role, "14999")
    with pytest.raises(AccessDenied):
        check_contribute(somebody, OPEN, Operation.UPDATE, [ALTMARKFURT])
    with pytest.raises(AccessDenied):
        check_write(somebody, OPEN, [ALTMARKFURT])
    with pytest.raises(AccessDenied):
        check_review(somebody, "baum", ALTMARKFURT)
