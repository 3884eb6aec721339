"""How long work tells where it is, and hears that nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the part done (0 to 1) and a stable word for the step; raises Cancelled to end the work."""


def silent(_part: float, _step: str) -> None:
    """For callers who do not watch."""


def section(progress: Progress, start: float, end: float) -> Progress:
    """`progress` of a part of the work that covers `start` to `end` of the whole."""
    return lambda part, step: progress(start + (end - start) * part, step)
