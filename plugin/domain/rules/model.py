"""Rules as data, and what they are held against.

`LayerRules` come from a rule file (`formats/rules.py`), a project (`adapters/rules_of_project.py`) or a service
(`workflows/rules.py`); `Around` is the world beyond the one contribution, asked through a port and in small bites.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from ..contribution import Change, Operation, any_point, changed_geometry, changed_properties
from ..feature import Feature
from ..state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS
from .finding import Code, Finding, Scalar, Severity

COMMENT = "comment"
"""The name under which the comment of a contribution is checked like a field."""


@dataclass(frozen=True)
class Rule:
    """One rule. `fields` are the fields that it is about, empty for all or none; `params` as in the rule file."""

    id: str
    code: Code
    severity: Severity
    fields: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)

    def number(self, name: str, default: float) -> float:
        """A number among the parameters."""
        value = self.params.get(name)
        return default if value is None else float(value)


@dataclass(frozen=True)
class LayerRules:
    """`kind` is what the layer holds (tree, bench …), `words` what people call it, `area` the ARS it is for.

    `kind` and `area` are "" where the layer holds anything, anywhere. `geographic`: its CRS counts in degrees.
    """

    layer: str
    rules: tuple[Rule, ...] = ()
    kind: str = ""
    words: tuple[str, ...] = ()
    area: str = ""
    crs: str = ""
    geographic: bool = False

    @property
    def decimals(self) -> int:
        """The grid on which two geometries are the same."""
        return GEOGRAPHIC_DECIMALS if self.geographic else PROJECTED_DECIMALS

    def of(self, code: Code) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.code is code)


@dataclass(frozen=True)
class RuleBook:
    """The rules of all layers of a municipality, by layer."""

    layers: Mapping[str, LayerRules] = field(default_factory=dict)

    def of(self, layer: str) -> LayerRules:
        return self.layers.get(layer) or LayerRules(layer)


@dataclass(frozen=True)
class Place:
    """Where a feature lies: ARS of the areas that it touches, and of those within reach of it."""

    inside: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alike:
    """Something that may be the same object: its key (or the uuid of a contribution), how far, how alike (0–1)."""

    key: str
    metres: float
    likeness: float
    queued: bool = False


@dataclass(frozen=True)
class Batch:
    """What one changeset holds altogether."""

    created: int = 0
    changed: int = 0
    deleted: int = 0


class Around(Protocol):
    """What lies around a contribution. Each answer is None where it cannot be known here: the rule then is silent."""

    def place(self, feature: Feature, reach: float) -> Place | None:
        """The administrative areas at a feature, and those within `reach` units of it."""

    def neighbours(self, layer: str, feature: Feature, reach: float, most: int) -> Sequence[Feature] | None:
        """Other features of a layer within `reach` units, in the CRS of `feature`; at most `most`."""

    def taken(self, layer: str, field: str, value: Scalar, key: str | None) -> bool | None:
        """Whether a feature of the layer other than `key` has this value."""

    def exists(self, layer: str, field: str, value: Scalar) -> bool | None:
        """Whether some feature of the layer has this value."""

    def holds(self, expression: str, feature: Feature) -> bool | None:
        """What a QGIS expression says; only allowed functions are evaluated."""

    def duplicates(self, change: Change, radius: float) -> Sequence[Alike] | None:
        """What may be the same object already, the most alike first."""


class Nowhere:
    """An `Around` that knows nothing."""

    def place(self, feature: Feature, reach: float) -> Place | None:
        return None

    def neighbours(self, layer: str, feature: Feature, reach: float, most: int) -> Sequence[Feature] | None:
        return None

    def taken(self, layer: str, field: str, value: Scalar, key: str | None) -> bool | None:
        return None

    def exists(self, layer: str, field: str, value: Scalar) -> bool | None:
        return None

    def holds(self, expression: str, feature: Feature) -> bool | None:
        return None

    def duplicates(self, change: Change, radius: float) -> Sequence[Alike] | None:
        return None


@dataclass(frozen=True)
class Case:
    """One contribution under examination. Of an update only what it changes is looked at: the rest is not its fault."""

    change: Change
    book: RuleBook
    around: Around
    comment: str = ""
    batch: Batch = Batch()

    @property
    def feature(self) -> Feature:
        return self.change.feature

    @cached_property
    def layer(self) -> LayerRules:
        return self.book.of(self.feature.layer)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The properties that are new."""
        base, proposed = self.change.base, self.change.proposed
        if proposed is None:
            return {}
        return proposed.properties if base is None else changed_properties(base, proposed)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What somebody wrote by hand: new values that are text, and the comment."""
        written = {name: value for name, value in self.values.items() if isinstance(value, str) and value.strip()}
        return {**written, COMMENT: self.comment} if self.comment.strip() else written

    @cached_property
    def reshaped(self) -> bool:
        """Whether there is a geometry that is new."""
        base, proposed = self.change.base, self.change.proposed
        if proposed is None or proposed.geometry is None:
            return False
        return base is None or changed_geometry(base, proposed, self.layer.decimals)

    @property
    def is_new(self) -> bool:
        return self.change.operation is Operation.INSERT

    def finding(
        self, rule: Rule, field: str = "", place: tuple[float, float] | None = None, /, **values: Scalar
    ) -> Finding:
        """What `rule` has found; the point of the feature where no better place is known."""
        return Finding(
            rule.code,
            rule.severity,
            rule.id,
            self.feature.layer,
            self.change.key,
            field,
            place or self._point,
            {name: value[:120] if isinstance(value, str) else value for name, value in values.items()},
        )

    @cached_property
    def _point(self) -> tuple[float, float] | None:
        return any_point(self.feature.geometry)
