"""A reviewer's correction: what is accepted instead of what was proposed, on top of what is there now.

It is a change of its own, of the same kind and about the same feature; the author's proposal stays beside it. Where
somebody has changed the feature since, the correction is based on that, so that both can be put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .contribution import Change, Operation, is_change
from .errors import InvalidContent
from .feature import Feature, Geometry
from .merge import GEOMETRY, Kind, Merge, merge
from .sameness import MISSING
from .state import PROJECTED_DECIMALS, same_geometry, same_value
from .versions import wanted


def comparison(change: Change, current: Feature | None, geographic: bool = False) -> Merge | None:
    """The three versions of which a correction is put together, None where nothing can be corrected.

    Nothing can where the feature is to go or has gone, or is kept in another reference system by now. Of a new
    feature, nothing is taken for before and now.
    """
    proposed = wanted(change)
    if proposed is None or (change.operation is Operation.UPDATE and current is None):
        return None
    there = proposed if change.base is None else current
    assert there is not None  # of an update, by what was asked above
    if there.crs != proposed.crs or (change.base is not None and change.base.crs != there.crs):
        return None
    return merge(proposed if change.base is None else change.base, proposed, there, geographic=geographic)


def corrected(change: Change, current: Feature | None, values: Mapping[str, Any], geographic: bool = False) -> Change:
    """What is accepted: `values` by field (GEOMETRY for the place), else what was proposed, on top of what is there.

    Raises InvalidContent where nothing can be corrected, where a field is none of the feature, and where something
    is open that both have changed.
    """
    found = comparison(change, current, geographic)
    if found is None or found.kind is not Kind.BOTH:
        raise InvalidContent("There is nothing here that could be corrected: the object goes, or has gone.")
    known = {GEOMETRY, *(cell.name for cell in found.cells)}
    strange = sorted(set(values) - known)
    if strange:
        raise InvalidContent(f"The feature has no field {strange[0][:60]!r}.", field=strange[0])
    result = found.resolved({}, {name: None if value is MISSING else value for name, value in values.items()})
    assert result is not None and change.proposed is not None  # by kind; by what comparison says
    base = None if change.base is None or current is None else replace(current, key=change.base.key)
    return Change(change.operation, base, replace(result, key=change.proposed.key))


def differs(change: Change, correction: Change, decimals: int = PROJECTED_DECIMALS) -> bool:
    """Whether a correction is another change than what was proposed: another row, or on top of another one."""
    mine, other = wanted(change), wanted(correction)
    if mine is None or other is None:
        return mine is not other
    if is_change(mine, other, decimals) or is_change(other, mine, decimals):
        return True
    if change.base is None or correction.base is None:
        return change.base is not correction.base
    return is_change(change.base, correction.base, decimals) or is_change(correction.base, change.base, decimals)


def corrections(change: Change, correction: Change, decimals: int = PROJECTED_DECIMALS) -> list[tuple[str, Any, Any]]:
    """What the reviewer made otherwise: name (GEOMETRY for the place), what was proposed, what it became.

    What only somebody else has changed meanwhile is no correction of the proposal.
    """
    mine, other = wanted(change), wanted(correction)
    if mine is None or other is None:
        return []
    found: list[tuple[str, Any, Any]] = []
    if not _same_place(change, correction, mine.geometry, other.geometry, decimals):
        found.append((GEOMETRY, mine.geometry, other.geometry))
    before = {} if change.base is None else change.base.properties
    now = {} if correction.base is None else correction.base.properties
    for name, value in other.properties.items():
        proposed = mine.properties.get(name)
        left_alone = change.base is not None and same_value(before.get(name), proposed)
        if not same_value(proposed, value) and not (left_alone and same_value(now.get(name), value)):
            found.append((name, proposed, value))
    return found


def _same_place(change: Change, correction: Change, mine: Geometry | None, other: Geometry | None, grid: int) -> bool:
    if same_geometry(mine, other, grid):
        return True
    if change.base is None or correction.base is None:
        return False
    return same_geometry(change.base.geometry, mine, grid) and same_geometry(correction.base.geometry, other, grid)
