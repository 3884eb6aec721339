"""One of several areas or roads at a place: decided by rule, and said how, never guessed.

* Within the tolerance of a boundary, the area counts in which the point lies; on the line itself, the lowest key.
* In several areas of one level, the smallest counts: an enclave lies in both where the larger one has no hole.
* In a gap between areas no wider than the tolerance, the nearest counts. Beyond all areas, nobody is responsible.
* Where several roads are within reach, the nearest counts; at a crossing, where two are as near but for the tolerance,
  it is the one with the higher authority, which is the shorter key (the rule of § 13 FStrG and of the Länder's laws).
* Of several special areas, the one with the highest priority, then the smallest, then the first by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .directory import Theme
from .surface import Hit

ON_THE_LINE = 0.001
"""Metres: nearer to a boundary than this, no calculation tells the sides apart."""


class Choice(StrEnum):
    """How it was decided where a place leaves a choice."""

    CLEAR = "clear"
    NEAR_BOUNDARY = "near_boundary"  # inside one area, the boundary of another within the tolerance
    ON_BOUNDARY = "on_boundary"
    SMALLEST = "smallest"  # in several areas at once
    NEAREST = "nearest"  # in a gap
    CROSSING = "crossing"
    PRIORITY = "priority"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Picked:
    """One of several keys, how it was chosen, and the others that came into question."""

    key: str = ""
    choice: Choice = Choice.CLEAR
    others: tuple[str, ...] = ()


def pick_area(hits: Sequence[Hit]) -> Picked:
    """The area that counts at a point, of those at it; only those of the finest level there are asked."""
    if not hits:
        return Picked(choice=Choice.OUTSIDE)
    finest = max(len(hit.key) for hit in hits)
    level = [hit for hit in hits if len(hit.key) == finest]
    inside = [hit for hit in level if hit.inside and not _on_line(hit)]
    on_line = [hit for hit in level if _on_line(hit)]
    if inside:
        best = min(inside, key=lambda hit: (hit.size, hit.key))
        near = Choice.NEAR_BOUNDARY if len({hit.key for hit in level}) > 1 else Choice.CLEAR
        choice = Choice.SMALLEST if len({hit.key for hit in inside}) > 1 else near
    elif on_line:
        best, choice = min(on_line, key=lambda hit: hit.key), Choice.ON_BOUNDARY
    else:
        best, choice = min(level, key=lambda hit: (hit.boundary or 0.0, hit.key)), Choice.NEAREST
    return Picked(best.key, choice, tuple(sorted({hit.key for hit in level} - {best.key})))


def pick_road(near: Mapping[str, float], tolerance: float) -> Picked:
    """The road authority that counts, of several with their distances (m)."""
    least = min(near.values())
    crossing = [ars for ars, away in near.items() if away - least <= tolerance]
    best = min(crossing, key=lambda ars: (len(ars), near[ars], ars))
    return Picked(best, Choice.CROSSING if len(crossing) > 1 else Choice.CLEAR, tuple(sorted({*crossing} - {best})))


def pick_theme(themes: Sequence[Theme]) -> tuple[Theme, Picked]:
    """The special area that counts, of those that hold a point."""
    best, *more = sorted(themes, key=lambda theme: (-theme.priority, theme.surface.size, theme.id))
    choice = Choice.CLEAR
    if more:
        choice = Choice.PRIORITY if best.priority != more[0].priority else Choice.SMALLEST
    return best, Picked(best.id, choice, tuple(theme.id for theme in more))


def _on_line(hit: Hit) -> bool:
    return hit.boundary is not None and hit.boundary <= ON_THE_LINE
