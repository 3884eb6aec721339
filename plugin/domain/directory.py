"""Who does what, as a municipality or county states it: authorities, categories, rules. formats/responsibility.py
reads it from a file, responsibility.py applies it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .jurisdiction import covers
from .surface import Surface

MUNICIPALITY = 9
"""Digits of an ARS from which it is that of a municipality, or of the association that acts for it."""

ANY = "*"


@dataclass(frozen=True)
class Body:
    """An authority. `days` are those it has for what is handed over to it; `substitute` acts for it while it is
    `absent`: days as ISO 8601, first and last."""

    id: str
    name: str
    ars: str
    contact: str = ""
    days: int = 14
    substitute: str = ""
    absent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Category:
    """What somebody writes about. `road`: the authority of the road there comes first; `leika` is its service key."""

    id: str
    title: str
    road: bool = False
    leika: str = ""


@dataclass(frozen=True)
class Rule:
    """One row of the table: in an area, this body is responsible for a category."""

    id: str
    category: str
    ars: str
    body: str


@dataclass(frozen=True)
class Theme:
    """An area with an authority of its own, such as a nature reserve; of several, the highest priority counts."""

    id: str
    name: str
    body: str
    surface: Surface = field(repr=False, compare=False)
    categories: frozenset[str] = frozenset({ANY})
    priority: int = 0

    def is_about(self, category: str) -> bool:
        return ANY in self.categories or category in self.categories


@dataclass(frozen=True)
class Directory:
    """All of it. `operators` and `roads` name a body by what stands in the data; `offices` have an area, for the rest.

    `tolerance` (m) is how far from a boundary a point is on both sides, `road_reach` (m) how far from a road's line
    something belongs to the road. `layers` of categories: what a contribution to a layer is about.
    """

    bodies: Mapping[str, Body]
    categories: Mapping[str, Category] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    operators: Mapping[str, str] = field(default_factory=dict)
    roads: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    offices: Mapping[str, str] = field(default_factory=dict)
    layers: Mapping[str, str] = field(default_factory=dict)
    coordinator: str = ""
    tolerance: float = 2.0
    road_reach: float = 12.0
    operator_fields: tuple[str, ...] = ()
    road_layer: str = ""
    road_field: str = ""
    crs: str = ""

    @cached_property
    def _by_category(self) -> Mapping[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in sorted(self.rules, key=lambda rule: (-len(rule.ars), rule.ars, rule.id)):
            found.setdefault(rule.category, []).append(rule)
        return found

    def rule_for(self, category: str, place: str) -> Rule | None:
        """The rule with the smallest area that holds `place`."""
        return next((rule for rule in self._by_category.get(category, []) if covers(rule.ars, place)), None)

    def office_of(self, place: str, municipal: bool) -> tuple[str, str] | None:
        """(ARS, body) of the office with the smallest area that holds `place`: a municipality's, or one above it."""
        areas = [ars for ars in self.offices if covers(ars, place) and (len(ars) >= MUNICIPALITY) is municipal]
        best = max(areas, key=len, default="")
        return (best, self.offices[best]) if best else None
