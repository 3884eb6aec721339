"""What is known of a request whose answer was lost: nothing, unless the server itself says so later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..domain.errors import (
    AccessDenied,
    ConditionFailed,
    InvalidContent,
    OutcomeUnknown,
    Problem,
    Refused,
    TransitionRefused,
)

WELL_FORMED = (Refused, AccessDenied, ConditionFailed, TransitionRefused, InvalidContent)
"""What the server says of this very request: it was not carried out."""


@contextmanager
def in_doubt() -> Iterator[None]:
    """While asking after a lost answer, what comes in the way (no network, busy, a cancel) settles nothing."""
    try:
        yield
    except WELL_FORMED:
        raise
    except Problem as problem:
        raise unknown(problem) from problem


def unknown(problem: Problem) -> OutcomeUnknown:
    """That `problem` came in the way, and what it asks to wait."""
    made = OutcomeUnknown(problem.text)
    made.retry_after = problem.retry_after
    return made
