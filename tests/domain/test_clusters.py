"""Three benches at one place become one that says all that the three said, and nobody else loses anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.clusters import Merger, groups, merger, richest

PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda pair: pair[0] != pair[1]))


def test_what_hangs_together_is_one_group() -> None:
    assert groups([(7, 3), (1, 2), (3, 9), (9, 7)]) == [[1, 2], [3, 7, 9]]
    assert groups([]) == []


@given(PAIRS)
def test_groups_divide_what_is_in_pairs_and_no_pair_is_torn(pairs: list[tuple[int, int]]) -> None:
    found = groups(pairs)
    flat = [one for group in found for one in group]
    assert sorted(flat) == sorted({one for pair in pairs for one in pair})
    of = {one: number for number, group in enumerate(found) for one in group}
    assert all(of[one] == of[other] for one, other in pairs)
    assert all(len(group) > 1 for group in found)
    assert found == groups(reversed(pairs))


@given(PAIRS)
def test_a_group_hangs_together(pairs: list[tuple[int, int]]) -> None:
    for group in groups(pairs):
        reached, before = {group[0]}, set[int]()
        while reached != before:
            before = set(reached)
            reached |= {other for pair in pairs if before & set(pair) for other in pair}
        assert reached == set(group)


BENCHES = {
    1: {"uuid": "a", "material": "holz", "lehne": None, "zustand": None, "bank_id": ""},
    2: {"uuid": "b", "material": "holz", "lehne": "ja", "zustand": "gut", "bank_id": None},
    3: {"uuid": "c", "material": None, "lehne": "", "zustand": "defekt", "bank_id": "77"},
}


def test_the_row_that_says_most_stays_and_of_equal_ones_the_first() -> None:
    assert richest([1, 2, 3], BENCHES) == 2
    assert richest([3, 1], BENCHES) == 1


def test_empty_fields_are_filled_and_keys_are_not() -> None:
    empty = {"uuid": "d", "material": "holz", "lehne": "-", "zustand": "gut", "farbe": "rot", "ort": "Markt"}
    found = merger([2, 3, 4], {**BENCHES, 4: empty}, [(4, 2), (3, 4)])
    assert found == Merger(4, (2, 3), {"lehne": 2})


def test_where_those_that_go_disagree_nothing_is_guessed() -> None:
    rows = {**BENCHES, 4: {"uuid": "d", "material": "x", "lehne": "x", "zustand": None, "farbe": "x", "ort": "x"}}
    found = merger([2, 3, 4], rows, [(2, 4), (3, 4)])
    assert found is not None and found.filled == {}


def test_the_other_end_of_a_chain_stays() -> None:
    assert merger([1, 2, 3], BENCHES, [(1, 2), (1, 3)]) == Merger(2, (1,), {})
    assert merger([1, 3], BENCHES, []) is None
