"""CRS_SUSPECT: coordinates that make sense only in another reference system than the layer's.

What the numbers are is judged by where they would then lie: in the layer's own extent (`bounds` of the rule), or, where
that is not known, in Germany. One guess is named, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Finding
from .measures import box, middle
from .model import Case, Rule
from .projections import DEGREES, GAUSS_KRUEGER, SYSTEMS, UTM, WEB, Pair, System

Bounds = tuple[float, float, float, float]

GERMANY: Bounds = (5.5, 47.1, 15.3, 55.2)
"""Degrees."""
_SLACK = 0.05
"""Share of the bounds by which a feature may lie outside of them and still be at home."""
_ROUGH = 500.0
"""Metres by which a guess may miss: no datum shift is made."""


def suspect(rule: Rule, case: Case) -> Iterator[Finding]:
    """The feature lies where the layer's features lie, or its numbers do not fit another system better."""
    geometry = case.feature.geometry
    if not case.reshaped or geometry is None:
        return
    system = SYSTEMS.get(case.layer.crs or case.feature.crs)
    bounds = _bounds(rule, system)
    if bounds is None or _inside(middle(geometry), _wider(bounds, system, _SLACK)):
        return
    guess = _guess(middle(geometry), system, bounds)
    if guess or _nowhere(box(geometry), system):
        yield case.finding(rule, guess=guess or "nowhere")


def _guess(place: Pair, system: System | None, bounds: Bounds) -> str:
    """What the numbers seem to be, as a word; "" for nothing known."""
    x, y = place
    rough = _wider(bounds, system, _SLACK, _ROUGH)
    if x == 0 and y == 0:
        return "zero"
    if _inside((y, x), rough):
        return "swapped"
    if system is None:
        return "degrees" if abs(x) <= 180 and abs(y) <= 90 else ""
    if any(_inside((bare, y), rough) for bare in _bare(x, system)):
        return "prefix"  # before the zones: UTM 33 and strip 5 without its number are the same to 300 m
    for word, known in _candidates(system):
        for pair in (place, (y, x)):
            if _inside(_as(pair, known, system), rough):
                return word
    return ""


def _candidates(system: System) -> list[tuple[str, System]]:
    """Every other system that is in use here, with the word for it."""
    others = [("degrees", DEGREES), ("web", WEB)]
    others += [(f"utm{zone}", strip) for zone, strip in UTM.items()]
    others += [(f"gk{zone}", strip) for zone, strip in GAUSS_KRUEGER.items()]
    return [(word, known) for word, known in others if known is not system]


def _as(pair: Pair, known: System, system: System) -> Pair | None:
    """The place in `system` of what `pair` would be in `known`; None for what is no place there."""
    try:
        longitude, latitude = known.to_degrees(*pair)
        if not (GERMANY[0] - 2 <= longitude <= GERMANY[2] + 2 and GERMANY[1] - 1 <= latitude <= GERMANY[3] + 1):
            return None
        return system.from_degrees(longitude, latitude)
    except (ValueError, OverflowError):
        return None


def _bare(x: float, system: System) -> list[float]:
    """The easting without, or with, the number of the zone that is written before it."""
    if system.kind == "utm":
        return [x - system.zone * 1_000_000]
    if system.kind == "gauss_krueger":
        return [x + system.zone * 1_000_000, x - system.zone * 1_000_000]
    return []


def _nowhere(place: Bounds, system: System | None) -> bool:
    """Whether this is no place in Germany at all, whatever the bounds of the layer."""
    bounds = _germany(system) if system else None
    return bounds is not None and not _inside(((place[0] + place[2]) / 2, (place[1] + place[3]) / 2), bounds)


def _bounds(rule: Rule, system: System | None) -> Bounds | None:
    stated = rule.params.get("bounds")
    if stated is not None:
        left, bottom, right, top = (float(one) for one in stated)
        return left, bottom, right, top
    return _germany(system) if system else None


def _germany(system: System) -> Bounds:
    """Germany in a system; a strip is taken to be used at most three degrees beyond its own edge."""
    left, bottom, right, top = GERMANY
    corners = [system.from_degrees(x, y) for x in (left, (left + right) / 2, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _wider(bounds: Bounds, system: System | None, share: float, least: float = 0.0) -> Bounds:
    left, bottom, right, top = bounds
    least = least / 100_000 if system is not None and system.kind == "degrees" else least
    dx, dy = max((right - left) * share, least), max((top - bottom) * share, least)
    return left - dx, bottom - dy, right + dx, top + dy


def _inside(place: Pair | None, bounds: Bounds) -> bool:
    return place is not None and bounds[0] <= place[0] <= bounds[2] and bounds[1] <= place[1] <= bounds[3]
