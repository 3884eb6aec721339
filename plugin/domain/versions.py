"""The three versions of a feature that a reviewer compares: before (base), proposed, and now (current)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from .contribution import Change
from .feature import Feature
from .merge import Merge, merge
from .sameness import MISSING, same_value
from .state import PROJECTED_DECIMALS, same_geometry, state_of


class Meanwhile(StrEnum):
    """What has become of the municipal feature since the contributor saw it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    DONE = "done"  # it is what was proposed already, whoever did it


@dataclass(frozen=True)
class Line:
    """One field in three versions. `changed`: proposed is not as before; `moved_on`: now is not as before."""

    name: str
    base: Any
    proposed: Any
    current: Any
    changed: bool
    moved_on: bool


def lines(change: Change, current: Feature | None) -> list[Line]:
    """Every field of any version once, in the order of the layer."""
    base, proposed, now = (_properties(one) for one in (change.base, change.proposed, current))
    if change.base is not None and change.proposed is not None:
        proposed = {**base, **proposed}  # what is not named is not touched
    names = dict.fromkeys([*base, *proposed, *now])
    return [_line(name, base, proposed, now) for name in names]


def meanwhile(change: Change, current: Feature | None, decimals: int = PROJECTED_DECIMALS) -> Meanwhile:
    """Whether somebody else has touched the feature; of a new one, whether it is there already.

    Touched is what the state hash calls so, since publishing asks for nothing else; fields are compared as people see
    them.
    """
    if _same(current, change.base, decimals):
        return Meanwhile.SAME
    whole = wanted(change)
    if _same(current, whole, decimals):
        return Meanwhile.DONE
    if change.base is None and whole is not None and current is not None and _fills(current, whole, decimals):
        return Meanwhile.DONE
    return Meanwhile.GONE if current is None else Meanwhile.CHANGED


def met(change: Change, current: Feature | None, geographic: bool = False) -> Merge | None:
    """What was proposed beside what happened meanwhile, as the same merge sees it that a contributor's refresh uses.

    None where they cannot be compared: the layer is kept in another reference system by now.
    """
    whole = wanted(change)
    there = [one for one in (change.base, whole, current) if one is not None]
    if len({one.crs for one in there}) > 1:
        return None
    return merge(change.base, whole, current, geographic=geographic)


def wanted(change: Change) -> Feature | None:
    """The whole row that is proposed: what is not named is not touched."""
    base, wanted = change.base, change.proposed
    return (
        wanted
        if wanted is None or base is None
        else replace(wanted, properties={**base.properties, **wanted.properties})
    )


def _line(name: str, base: Mapping[str, Any], proposed: Mapping[str, Any], now: Mapping[str, Any]) -> Line:
    before, wanted, today = (version.get(name, MISSING) for version in (base, proposed, now))
    return Line(
        name,
        before,
        wanted,
        today,
        changed=_differ(before, wanted),
        moved_on=bool(base and now) and _differ(before, today),
    )


def _differ(one: Any, other: Any) -> bool:
    """A field that is not there and one without a value are the same to a person."""
    if one in (None, MISSING) or other in (None, MISSING):
        return not (one in (None, MISSING) and other in (None, MISSING))
    return not same_value(one, other)


def _same(one: Feature | None, other: Feature | None, decimals: int) -> bool:
    if one is None or other is None:
        return one is other
    return state_of(one, decimals) == state_of(other, decimals)


def _fills(current: Feature, wanted: Feature, decimals: int) -> bool:
    """Whether a new feature is there as proposed, apart from what the server fills in."""
    asked = {name: value for name, value in wanted.properties.items() if value is not None}
    missing = any(not same_value(current.properties.get(name), value) for name, value in asked.items())
    return not missing and same_geometry(current.geometry, wanted.geometry, decimals)


def _properties(feature: Feature | None) -> Mapping[str, Any]:
    return {} if feature is None else feature.properties
