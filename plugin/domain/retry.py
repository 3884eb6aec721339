"""When to try again what could not be sent: later each time, not all at once, and never before the server wants."""

from __future__ import annotations

FIRST, LONGEST = 15.0, 1800.0
"""Seconds before the second try, and the most between two tries."""
JITTER = 0.5
"""The part of a wait that is drawn by lot, so that a hundred clients do not come back in the same second."""


def wait(attempts: int, chance: float, retry_after: float = 0.0) -> float:
    """Seconds until the next try after `attempts` (from 1) that came to nothing; `chance` is between 0 and 1.

    Doubles each time up to LONGEST. What the server asks for (`retry_after`, seconds) is the least; the part
    that is drawn by lot comes on top of it.
    """
    doubled = min(FIRST * 2.0 ** min(max(attempts, 1) - 1, 20), LONGEST)
    chance = min(max(chance, 0.0), 1.0)
    if retry_after > 0:
        return max(retry_after, doubled * (1 - JITTER)) + chance * JITTER * min(retry_after, doubled)
    return doubled * (1 - JITTER + chance * JITTER)
