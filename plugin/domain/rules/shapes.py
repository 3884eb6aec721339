"""Shapes and their neighbours: GEOM_INVALID, OVERLAP, GAP, DANGLE. The geometry itself is `domain/topology.py`'s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import topology
from ..feature import Feature, Geometry
from ..tangle import is_tangled
from .finding import Finding
from .measures import measure
from .model import Case, Rule

MOST = 200
"""Neighbours that are looked at; who has more of them lies on a heap."""
TOLD = 10
"""Findings of one rule about one shape."""
MOST_VERTICES = 5_000
"""Of a shape that is compared with others: the service waits for it."""


def invalid(rule: Rule, case: Case) -> Iterator[Finding]:
    """The geometry is valid (OGC 06-103r4 §6.1) and of a kind that the layer takes."""
    geometry = case.feature.geometry
    if not case.reshaped or geometry is None:
        if rule.params.get("types") and case.is_new and geometry is None:
            yield case.finding(rule, reason="missing")
        return
    types = rule.params.get("types")
    if types and geometry["type"] not in types:
        yield case.finding(rule, reason="type", value=str(geometry["type"]))
        return
    if (fault := topology.fault(geometry)) is not None:
        yield case.finding(rule, "", fault.place, reason=fault.reason)


def overlap(rule: Rule, case: Case) -> Iterator[Finding]:
    """The area does not cover more than `tolerance` square units of another one."""
    for geometry, others in _with_neighbours(rule, case, 0.0):
        spots = topology.overlaps(geometry, [_shape(one) for one in others], rule.number("tolerance", 0.5))
        for found in spots[:TOLD]:
            other = others[found.index]
            yield case.finding(rule, "", found.place, other=other.key, area=round(found.size, 2))


def gap(rule: Rule, case: Case) -> Iterator[Finding]:
    """Between the area and its neighbours no sliver narrower than `width` and larger than `tolerance` stays free."""
    width = rule.number("width", 0.5)
    for geometry, others in _with_neighbours(rule, case, width):
        shapes = [_shape(one) for one in others]
        for found in topology.gaps(geometry, shapes, width, rule.number("tolerance", 0.05))[:TOLD]:
            yield case.finding(rule, "", found.place, area=round(found.size, 2))


def dangle(rule: Rule, case: Case) -> Iterator[Finding]:
    """No end of the line stops within `reach` of another line without meeting it."""
    reach = rule.number("reach", 1.0)
    for geometry, others in _with_neighbours(rule, case, reach):
        shapes = [_shape(one) for one in others]
        for found in topology.dangles(geometry, shapes, reach, rule.number("tolerance", 0.001))[:TOLD]:
            yield case.finding(rule, "", found.place, other=others[found.index].key, metres=round(found.size, 3))


def _with_neighbours(rule: Rule, case: Case, reach: float) -> Iterator[tuple[Geometry, Sequence[Feature]]]:
    """The new shape and the other features around it, once, or not at all where either is missing."""
    geometry = case.feature.geometry
    if not case.reshaped or geometry is None or topology.missing():
        return
    if measure("vertices", geometry) > MOST_VERTICES or (topology.fault(geometry) and is_tangled(geometry)):
        return
    layer = str(rule.params.get("layer") or case.feature.layer)
    around = case.around.neighbours(layer, case.feature, reach, MOST)
    same = layer == case.feature.layer
    others = [one for one in around or () if one.geometry is not None and not (same and _is_self(one, case))]
    if others:
        yield geometry, others


def _is_self(one: Feature, case: Case) -> bool:
    return one.key is not None and one.key == case.change.key


def _shape(feature: Feature) -> Geometry:
    assert feature.geometry is not None  # by _with_neighbours
    return feature.geometry
