"""What the numbers of a field usually are, told from those that are there: a look at the ends, with room to spare."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 50
"""Values from which something can be told."""
_END = 0.002
_YEARS = (1500, 2200)


def usual(values: Sequence[float]) -> tuple[float, float] | None:
    """(least, greatest) of what a value may be without being remarkable; None where too little is known.

    The outermost 0.2 % do not count. Sizes may be half of the least and twice the greatest, years ten later than the
    last, numbers around zero may leave their span by half of it.
    """
    different = len(set(values))
    if len(values) < LEAST or different < 5 or different == len(values):
        return None  # the last: they number the features
    ordered = sorted(values)
    cut = int(len(ordered) * _END)
    low, high = ordered[cut], ordered[-1 - cut]
    span = high - low
    if _YEARS[0] <= low and high <= _YEARS[1]:
        return low - span / 4, high + 10
    return (low / 2, high * 2) if low >= 0 else (low - span / 2, high + span / 2)
