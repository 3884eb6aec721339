"""A few features of a layer by their ids, into the sink in which otherwise all of them arrive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ...domain.errors import Problem
from .filters import FeatureIds
from .lanes import Lanes
from .plans import Part
from .source import Source

if TYPE_CHECKING:
    from .download import Sink

AT_ONCE = 50
"""Ids in one address, which may have about 8000 characters."""


def parts(fids: Sequence[str]) -> list[Part]:
    """The questions for them."""
    groups = [tuple(fids[start : start + AT_ONCE]) for start in range(0, len(fids), AT_ONCE)]
    return [Part(f"some {number}", len(group), FeatureIds(group)) for number, group in enumerate(groups)]


def some(source: Source, sink: Sink, fids: Sequence[str], progress: Callable[[float, str], None]) -> None:
    """Raises why it broke off; what is not there is not missed here."""
    asked = parts(fids)
    left = iter(asked)

    def look() -> None:
        progress(min(sink.count / len(fids), 1.0), "load")

    with Lanes(source.fetch, look) as lanes:
        for _, answer in lanes.answers(lambda: next(left, None)):
            if isinstance(answer, Problem):
                raise answer
            sink.put(source.rows(answer), lambda: None)
