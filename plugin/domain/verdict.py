"""What a server has, beside what was asked of it: the one judgement that publishing without the server half rests on.

Nothing that a server answers to a Transaction is believed. The feature is read again, and is one of these.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from .contribution import Change
from .feature import Feature
from .nearness import same_geometry
from .protection import CHANGE, VERSION, counts_versions
from .sameness import same_value


class Verdict(StrEnum):
    OURS = "ours"  # it is as was asked, whoever made it so
    BASE = "base"  # it still is what the change was based on: it may be sent
    TORN = "torn"  # some of what was asked is there, the rest as before: a part of it was carried out
    OTHER = "other"  # somebody made something else of it
    MISSING = "missing"  # it is gone


SENDABLE = frozenset({Verdict.BASE, Verdict.TORN})


def verdict(change: Change, now: Feature | None, *, sent: bool = False, geographic: bool = False) -> Verdict:
    """What `now` means for `change`; `now` is the feature with its key as it was just read, None for none.

    `sent` says that the change may have been sent before. Only then a part of it counts as its own work, and
    fields that the server sets by itself may have moved on.
    """
    if change.base is None:
        return _of_new(change.feature, now, geographic)
    if now is None:
        return Verdict.OURS if change.proposed is None else Verdict.MISSING
    untouched = _same_parts(change.base, now, geographic)
    if change.proposed is None:
        return Verdict.BASE if all(untouched.values()) else Verdict.OTHER
    return _of_update(change.base, change.proposed, now, untouched, sent, geographic)


def changed_parts(base: Feature, proposed: Feature, geographic: bool = False) -> list[str | None]:
    """Names of the fields that a change sets, and None for the geometry; none where a surveyor sees no difference."""
    same = _same_parts(proposed, base, geographic)
    return [name for name, alike in same.items() if not alike and (name is None or name in proposed.properties)]


def part(feature: Feature, name: str | None) -> Any:
    """A field of a feature, or with None its geometry."""
    return feature.geometry if name is None else feature.properties.get(name)


def same_part(one: Feature, other: Feature, name: str | None, geographic: bool = False) -> bool:
    if name is None:
        return same_geometry(one.geometry, other.geometry, geographic)
    return same_value(one.properties.get(name), other.properties.get(name))


def counters_of(feature: Feature) -> frozenset[str]:
    """Fields that the database itself sets at every change: by themselves they say nothing of a row."""
    return frozenset({VERSION, CHANGE}) if counts_versions(feature.properties) else frozenset()


def _of_new(wanted: Feature, now: Feature | None, geographic: bool) -> Verdict:
    """What was left open, the server fills in."""
    if now is None:
        return Verdict.BASE
    counters = counters_of(now)
    asked = [name for name, value in wanted.properties.items() if value is not None and name not in counters]
    alike = all(same_part(now, wanted, name, geographic) for name in [*asked, None])
    return Verdict.OURS if alike else Verdict.OTHER


def _of_update(
    base: Feature, proposed: Feature, now: Feature, untouched: dict[str | None, bool], sent: bool, geographic: bool
) -> Verdict:
    asked = changed_parts(base, proposed, geographic)
    if asked and all(untouched.values()):
        return Verdict.BASE
    done = [name for name in asked if same_part(now, proposed, name, geographic)]
    if len(done) == len(asked):
        return Verdict.OURS
    rest = [name for name in asked if name not in done]
    others = [name for name, same in untouched.items() if not same and name not in asked]
    if not all(untouched[name] for name in rest) or (others and not sent) or not done:
        return Verdict.OTHER
    return Verdict.TORN


def _same_parts(one: Feature, other: Feature, geographic: bool) -> dict[str | None, bool]:
    """For each field of either, and the geometry (None): whether it is the same."""
    names: list[str | None] = [None, *dict.fromkeys([*one.properties, *other.properties])]
    counters = counters_of(one)
    return {name: same_part(one, other, name, geographic) for name in names if name not in counters}
