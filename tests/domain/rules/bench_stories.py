"""Benches of Altmarkfurt, the rules that they are held against, and a small world around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import Feature
from plugin.domain.validation import (
    Alike,
    Code,
    Finding,
    LayerRules,
    Nowhere,
    Place,
    Rule,
    RuleBook,
    Severity,
    findings,
)

CRS = "EPSG:25833"
HERE = (494700.123, 5670800.456)
BOUNDS = [478000.0, 5655000.0, 512000.0, 5688000.0]
GOOD = {"lehne": "ja", "material": "holz", "zustand": "gut"}
ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"


def bench(at: Sequence[float] = HERE, key: str | None = "bank-1", layer: str = "sitzbank", **values: Any) -> Feature:
    """A bench; `values` differ from a good one's."""
    return Feature(layer, key, CRS, {"type": "Point", "coordinates": list(at)}, {**GOOD, **values})


def new(feature: Feature) -> Change:
    return Change(Operation.INSERT, None, feature)


def changed(base: Feature, proposed: Feature) -> Change:
    return Change(Operation.UPDATE, base, proposed)


def gone(feature: Feature) -> Change:
    return Change(Operation.DELETE, feature, None)


def rule(code: Code, *fields: str, severity: Severity = Severity.ERROR, **params: Any) -> Rule:
    return Rule(code.lower(), code, severity, fields, params)


def book(*rules: Rule, layer: str = "sitzbank", **more: Any) -> RuleBook:
    return RuleBook({layer: LayerRules(layer, rules, crs=CRS, **more)})


def codes(found: Sequence[Finding]) -> list[str]:
    return [str(one.code) for one in found]


@dataclass
class Town(Nowhere):
    """What lies around: areas at and near a place, neighbours, values that are taken, keys that exist."""

    at: Place | None = None
    others: Mapping[str, Sequence[Feature]] = field(default_factory=dict)
    used: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] | None = None
    true: Mapping[str, bool] = field(default_factory=dict)
    alike: Sequence[Alike] = ()
    asked: list[str] = field(default_factory=list)

    def place(self, feature: Feature, reach: float) -> Place | None:
        return self.at

    def neighbours(self, layer: str, feature: Feature, reach: float, most: int) -> Sequence[Feature] | None:
        return self.others.get(layer)

    def taken(self, layer: str, field: str, value: Any, key: str | None) -> bool | None:
        return self.used.get(str(value), key) != key

    def exists(self, layer: str, field: str, value: Any) -> bool | None:
        return None if self.known is None else str(value) in self.known

    def holds(self, expression: str, feature: Feature) -> bool | None:
        self.asked.append(expression)
        return self.true.get(expression)

    def duplicates(self, change: Change, radius: float) -> Sequence[Alike] | None:
        return [one for one in self.alike if one.metres <= radius]


def look(change: Change, *rules: Rule, around: Nowhere | None = None, **more: Any) -> tuple[Finding, ...]:
    """What these rules say about a change to the benches."""
    return findings(change, book(*rules), around, **more)
