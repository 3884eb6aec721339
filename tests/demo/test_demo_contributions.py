"""The contributions that wait for review: the same every time, of every kind, and without a word of the truth."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from demo.municipality.contributions import FILE, SMALL, TRUTH
from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import from_json_fg
from tests.demo.source import Source, generate


def contributions(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / FILE).read_text("utf-8").splitlines()]


def truth(folder: Path) -> list[dict[str, str]]:
    with (folder / TRUTH).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_as_many_of_each_kind_as_promised(source: Source) -> None:
    kinds = Counter(one["kind"] for one in truth(source.folder))
    assert kinds.total() == SMALL.count == len(contributions(source.folder))
    shares = {"duplicate": 0.06, "vandalism": 0.02, "wrong_layer": 0.04, "faulty": 0.07, "personal": 0.01}
    assert {kind: kinds[kind] for kind in shares} == {kind: round(150 * share) for kind, share in shares.items()}


def test_each_is_a_contribution_as_the_service_takes_it(source: Source) -> None:
    for one in contributions(source.folder):
        base, proposed = (from_json_fg(one[part]) if one[part] else None for part in ("base", "proposed"))
        change = Change(Operation(one["operation"]), base, proposed)
        assert (change.key, change.feature.layer) == (one["feature_key"], one["layer"])


def test_what_is_changed_is_there_as_its_base_says(source: Source) -> None:
    updates = [one for one in contributions(source.folder) if one["operation"] == "update"]
    for one in updates[:20]:
        (row,) = source.features(one["layer"], f"uuid = '{one['feature_key']}'")
        properties = from_json_fg(one["base"]).properties
        seen = {name: row.GetField(name) for name in properties if row.IsFieldSetAndNotNull(name)}
        booleans = {name: bool(seen[name]) for name, value in properties.items() if isinstance(value, bool)}
        assert {**seen, **booleans} == {name: value for name, value in properties.items() if value is not None}


def test_a_duplicate_repeats_what_is_there_or_what_came_before(source: Source) -> None:
    order = [one["uuid"] for one in contributions(source.folder)]
    by_uuid = {one["uuid"]: one for one in contributions(source.folder)}
    for one in truth(source.folder):
        if one["kind"] != "duplicate":
            continue
        if one["partner"] in order:
            assert order.index(one["partner"]) < order.index(one["uuid"])
        else:
            assert source.features(by_uuid[one["uuid"]]["layer"], f"uuid = '{one['partner']}'")


def test_nothing_of_the_truth_is_told(source: Source) -> None:
    """Neither a field nor the order of the numbers gives away what a contribution is."""
    text = (source.folder / FILE).read_text("utf-8")
    assert not any(word in text for word in ("vandalism", "wrong_layer", "duplicate", '"kind"', "partner"))
    kinds = [one["kind"] for one in truth(source.folder)]
    assert len({kinds.index(kind) for kind in set(kinds)}) > 1 and kinds != sorted(kinds)


def test_the_same_seed_gives_the_same_and_another_one_does_not(source: Source, tmp_path: Path) -> None:
    generate(tmp_path / "again")
    generate(tmp_path / "other", "--seed", "7")
    for name in (FILE, TRUTH):
        first = (source.folder / name).read_bytes()
        assert (tmp_path / "again" / name).read_bytes() == first != (tmp_path / "other" / name).read_bytes()
