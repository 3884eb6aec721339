"""MASS_EDIT: the thirty-first deletion of a changeset is a matter for a person, and so is every one of them."""

from __future__ import annotations

import pytest

from plugin.domain.rules.batches import batch_of
from plugin.domain.validation import Batch, Code
from tests.domain.rules.bench_stories import bench, changed, codes, gone, look, new, rule

MASS = rule(Code.MASS_EDIT)
UPDATE = changed(bench(), bench(lehne="nein"))


@pytest.mark.parametrize(
    ("change", "batch", "expected"),
    [
        (gone(bench()), Batch(deleted=30), []),
        (gone(bench()), Batch(deleted=31), ["MASS_EDIT"]),
        (new(bench()), Batch(created=200, deleted=31), []),
        (new(bench()), Batch(created=201), ["MASS_EDIT"]),
        (UPDATE, Batch(changed=200), []),
        (UPDATE, Batch(changed=201), ["MASS_EDIT"]),
    ],
)
def test_a_changeset_may_hold_so_much(change: object, batch: Batch, expected: list[str]) -> None:
    assert codes(look(change, MASS, batch=batch)) == expected  # type: ignore[arg-type]


def test_a_rule_states_another_number() -> None:
    assert codes(look(gone(bench()), rule(Code.MASS_EDIT, deleted=5), batch=Batch(deleted=6))) == ["MASS_EDIT"]


def test_alone_a_contribution_is_a_changeset_of_one() -> None:
    assert look(gone(bench()), rule(Code.MASS_EDIT, deleted=0))
    assert look(gone(bench()), MASS) == ()


def test_a_changeset_is_counted_by_what_it_does() -> None:
    assert batch_of([new(bench()), new(bench()), UPDATE, gone(bench())]) == Batch(2, 1, 1)
