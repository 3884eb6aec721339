"""Where a feature is: OUT_OF_AREA, ON_BOUNDARY, TOO_FAR_MOVED, PRECISION, and DUP_CANDIDATE."""

from __future__ import annotations

from collections.abc import Iterator

from ..feature import positions
from ..jurisdiction import covers
from .finding import Finding
from .measures import metres, middle
from .model import Case, Rule

NEAR_BY, LIKE = 5.0, 0.4
"""Metres, and likeness (0–1), from which on something may be the same object where a rule does not say."""


def out_of_area(rule: Rule, case: Case) -> Iterator[Finding]:
    """The feature lies in some administrative area, and in that of its layer where the layer is for one."""
    place = case.around.place(case.feature, 0.0) if case.reshaped else None
    if place is None:
        return
    wanted = case.layer.area
    if not any(covers(wanted, ars) if wanted else True for ars in place.inside):
        yield case.finding(rule, area=wanted, found=", ".join(place.inside))


def on_boundary(rule: Rule, case: Case) -> Iterator[Finding]:
    """The feature is at least `metres` from every border; a plane CRS is taken to count in metres."""
    reach = rule.number("metres", 1.0)
    reach = reach / 111_320 if case.layer.geographic else reach
    place = case.around.place(case.feature, reach) if case.reshaped else None
    if place is not None and len(place.near) > 1:
        yield case.finding(rule, areas=", ".join(place.near))


def too_far(rule: Rule, case: Case) -> Iterator[Finding]:
    """An update does not move the feature by more than `metres`."""
    base, proposed = case.change.base, case.change.proposed
    if not case.reshaped or base is None or proposed is None or base.geometry is None or proposed.geometry is None:
        return
    here = middle(proposed.geometry)
    moved = metres(middle(base.geometry), here, case.layer.geographic)
    if moved > (most := rule.number("metres", 25.0)):
        yield case.finding(rule, "", here, metres=round(moved, 1), most=most)


def precision(rule: Rule, case: Case) -> Iterator[Finding]:
    """Not every vertex lies on a grid of `grid` units: then the coordinates were rounded, or typed by hand."""
    geometry = case.feature.geometry
    if not case.reshaped or geometry is None:
        return
    grid = rule.number("grid", 1e-4 if case.layer.geographic else 1.0)
    if all(_on_grid(float(one), grid) for position in positions(geometry) for one in position[:2]):
        yield case.finding(rule, grid=grid)


def duplicates(rule: Rule, case: Case) -> Iterator[Finding]:
    """A new feature is not there already, within `metres`; the likeliest is named."""
    if not case.is_new:
        return
    for found in (case.around.duplicates(case.change, rule.number("metres", NEAR_BY)) or ())[:1]:
        if found.likeness >= rule.number("likeness", LIKE):
            metres_, likeness = round(found.metres, 2), round(found.likeness, 2)
            yield case.finding(rule, other=found.key, metres=metres_, likeness=likeness, queued=found.queued)


def _on_grid(ordinate: float, grid: float) -> bool:
    steps = ordinate / grid
    return abs(steps - round(steps)) < 1e-6
