"""The one interpreter of rules: same input, same findings, in the plugin, in the review queue and on the server.

    rules (data)  ─┐
    contribution  ─┼─▶ findings()  ─▶ (Finding, …), the gravest first
    Around (port) ─┘

What a finding means in words is said where it is shown. A rule whose context is missing is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from . import topology
from .contribution import Change, Operation
from .feature import Feature, Geometry
from .rules import batches, kinds, personal, place, shapes, systems, texts, values
from .rules.finding import Code, Finding, Severity, from_text, gravest_first, needs_word, to_text, worst
from .rules.model import Alike, Around, Batch, Case, LayerRules, Nowhere, Place, Rule, RuleBook

__all__ = [
    "CHECKS",
    "Alike",
    "Around",
    "Batch",
    "Code",
    "Finding",
    "LayerRules",
    "Nowhere",
    "Place",
    "Rule",
    "RuleBook",
    "Severity",
    "findings",
    "from_text",
    "gravest_first",
    "needs_word",
    "of_feature",
    "to_text",
    "unchecked",
    "worst",
]

CHECKS: Mapping[Code, Callable[[Rule, Case], Iterator[Finding]]] = {
    Code.GEOM_INVALID: shapes.invalid,
    Code.OUT_OF_AREA: place.out_of_area,
    Code.ON_BOUNDARY: place.on_boundary,
    Code.DUP_CANDIDATE: place.duplicates,
    Code.DOMAIN: values.domain,
    Code.RANGE: values.limits,
    Code.UNIQUE: values.unique,
    Code.MANDATORY: values.mandatory,
    Code.REF_BROKEN: values.reference,
    Code.TOO_FAR_MOVED: place.too_far,
    Code.PRECISION: place.precision,
    Code.CRS_SUSPECT: systems.suspect,
    Code.OVERLAP: shapes.overlap,
    Code.GAP: shapes.gap,
    Code.DANGLE: shapes.dangle,
    Code.PII_TEXT: personal.personal_text,
    Code.MASS_EDIT: batches.mass_edit,
    Code.WRONG_LAYER: kinds.wrong_layer,
    Code.NONSENSE: texts.nonsense,
    Code.RUDE_TEXT: texts.rude,
    Code.LINK_TEXT: texts.link,
    Code.EMPTIED: values.emptied,
    Code.EXPRESSION: values.expression,
}

_CAUSES: Mapping[Code, frozenset[Code]] = {
    Code.CRS_SUSPECT: frozenset(
        {Code.OUT_OF_AREA, Code.ON_BOUNDARY, Code.TOO_FAR_MOVED, Code.WRONG_LAYER, Code.DUP_CANDIDATE}
    ),
    Code.WRONG_LAYER: frozenset({Code.OUT_OF_AREA}),
}
"""What is only a consequence: one mistake is told once."""

_NEEDS_SHAPES = frozenset({Code.GEOM_INVALID, Code.OVERLAP, Code.GAP, Code.DANGLE, Code.DUP_CANDIDATE})
"""Of lines and areas; points need nothing but arithmetic."""


def findings(
    change: Change, book: RuleBook, around: Around | None = None, *, comment: str = "", batch: Batch | None = None
) -> tuple[Finding, ...]:
    """What the rules of its layer say about one contribution.

    `batch` is how much its changeset holds altogether; without it, it stands alone.
    """
    case = Case(change, book, around or Nowhere(), comment, batch or batches.batch_of([change]))
    found = [finding for rule in case.layer.rules for finding in CHECKS[rule.code](rule, case)]
    told = {consequence for one in found for consequence in _CAUSES.get(one.code, ())}
    return gravest_first(one for one in found if one.code not in told)


def of_feature(feature: Feature, book: RuleBook, around: Around | None = None) -> tuple[Finding, ...]:
    """What the rules say about a feature as it stands: everything about it is looked at."""
    return findings(Change(Operation.INSERT, None, feature), book, around)


def unchecked(book: RuleBook, geometries: Iterable[Geometry | None] | None = None) -> str:
    """A sentence about what cannot be checked on this computer; "" where all can. Without `geometries`: of anything."""
    if geometries is not None and all(one is None or one["type"] == "Point" for one in geometries):
        return ""
    needed = any(rule.code in _NEEDS_SHAPES for layer in book.layers.values() for rule in layer.rules)
    return topology.missing() if needed else ""
