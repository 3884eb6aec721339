"""Pairs of things that may be the same, put together; and what would become of each group if they are.

A group is everything that hangs together by pairs. In an avenue that may be a chain whose ends are far apart, so a
merger takes only what is a pair with the row that stays. Empty fields are filled where those that go agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .likeness import is_empty, is_identity
from .state import same_value

Row = Mapping[str, Any]


def groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups, each with its members in order, ordered by their first member."""
    parent: dict[int, int] = {}

    def root(one: int) -> int:
        while (above := parent.setdefault(one, one)) != one:
            parent[one] = parent.setdefault(above, above)  # halves the way for the next question
            one = parent[one]
        return one

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    members: dict[int, list[int]] = {}
    for one in sorted(parent):
        members.setdefault(root(one), []).append(one)
    return list(members.values())


@dataclass(frozen=True)
class Merger:
    """One row that stays, those that go, and for each field that is filled the row that its value comes from."""

    stays: int
    goes: tuple[int, ...]
    filled: Mapping[str, int] = field(default_factory=dict)


def richest(members: Sequence[int], rows: Mapping[int, Row]) -> int:
    """The row that says most; of several the first, which is the oldest."""

    def said(one: int) -> int:
        return sum(not is_empty(value) and not is_identity(name) for name, value in rows[one].items())

    return min(members, key=lambda one: (-said(one), one))


def merger(members: Sequence[int], rows: Mapping[int, Row], pairs: Iterable[tuple[int, int]]) -> Merger | None:
    """What would become of a group; None where nothing goes. `pairs` are those that are sure enough."""
    stays = richest(members, rows)
    near = {other for pair in pairs if stays in pair for other in pair}
    goes = tuple(one for one in members if one in near and one != stays)
    return Merger(stays, goes, _filled(stays, goes, rows)) if goes else None


def _filled(stays: int, goes: Sequence[int], rows: Mapping[int, Row]) -> dict[str, int]:
    """Empty fields of the row that stays, where all that go and say something say the same; never a key."""
    found = {}
    for name, value in rows[stays].items():
        if is_identity(name) or not is_empty(value):
            continue
        saying = [one for one in goes if not is_empty(rows[one].get(name))]
        if saying and all(same_value(rows[one][name], rows[saying[0]][name]) for one in saying):
            found[name] = saying[0]
    return found
