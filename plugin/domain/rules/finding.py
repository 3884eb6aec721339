"""A finding: what a rule has to say about one contribution, without words.

The words are made where it is shown (`adapters/wording.py`), from the code and `values`. Findings travel as JSON text
in the field `findings` of a contribution; what is read there is hostile until `from_text` has looked at it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from enum import StrEnum
from typing import Any

LARGEST_TEXT = 20_000
MOST = 50
"""Findings of one contribution that are kept; the gravest come first."""
_LONGEST = 200


class Severity(StrEnum):
    ERROR = "error"  # cannot be taken over as it is
    WARNING = "warning"  # somebody should look
    HINT = "hint"


class Code(StrEnum):
    """What may be wrong; stable values for rule files, statistics and words."""

    GEOM_INVALID = "GEOM_INVALID"
    OUT_OF_AREA = "OUT_OF_AREA"
    ON_BOUNDARY = "ON_BOUNDARY"
    DUP_CANDIDATE = "DUP_CANDIDATE"
    DOMAIN = "DOMAIN"
    RANGE = "RANGE"
    UNIQUE = "UNIQUE"
    MANDATORY = "MANDATORY"
    REF_BROKEN = "REF_BROKEN"
    TOO_FAR_MOVED = "TOO_FAR_MOVED"
    PRECISION = "PRECISION"
    CRS_SUSPECT = "CRS_SUSPECT"
    OVERLAP = "OVERLAP"
    GAP = "GAP"
    DANGLE = "DANGLE"
    PII_TEXT = "PII_TEXT"
    MASS_EDIT = "MASS_EDIT"
    WRONG_LAYER = "WRONG_LAYER"
    NONSENSE = "NONSENSE"
    RUDE_TEXT = "RUDE_TEXT"
    LINK_TEXT = "LINK_TEXT"
    EMPTIED = "EMPTIED"
    EXPRESSION = "EXPRESSION"


Scalar = str | int | float | bool | None
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Finding:
    """`rule` is the id of the rule; `field` "" where it is about the geometry or the whole.

    `place` is a point (x, y) in the layer's CRS, None where there is none; `values` are for the words.
    """

    code: Code
    severity: Severity
    rule: str
    layer: str
    key: str | None = None
    field: str = ""
    place: tuple[float, float] | None = None
    values: Mapping[str, Scalar] = made(default_factory=dict)


def needs_word(finding: Finding) -> bool:
    """Whether its author is asked before this goes out: an error, or what may be there already. Nothing is refused."""
    return finding.severity is Severity.ERROR or finding.code is Code.DUP_CANDIDATE


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors before warnings before hints, otherwise in the order in which they were found."""
    return tuple(sorted(findings, key=lambda one: _RANK[one.severity]))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among them."""
    return min((one.severity for one in findings), key=_RANK.__getitem__, default=None)


def to_text(findings: Iterable[Finding]) -> str:
    """JSON for the field `findings` of a contribution; the gravest MOST of them, and never longer than LARGEST_TEXT."""
    kept = [_document(one) for one in gravest_first(findings)[:MOST]]
    while len(text := json.dumps(kept, ensure_ascii=False, allow_nan=False)) > LARGEST_TEXT:
        kept.pop()
    return text


def from_text(text: str) -> tuple[Finding, ...]:
    """The findings in a contribution; `text` is hostile. What cannot be read, or is of a later version, is left out."""
    if not text or len(text) > LARGEST_TEXT:
        return ()
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(entries, list):
        return ()
    read = (_finding(entry) for entry in entries[:MOST])
    return tuple(one for one in read if one is not None)


def _document(one: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {"code": str(one.code), "severity": str(one.severity), "rule": one.rule, "layer": one.layer}
    optional = {"key": one.key, "field": one.field, "place": one.place and list(one.place), "values": dict(one.values)}
    return found | {name: value for name, value in optional.items() if value}


def _finding(entry: Any) -> Finding | None:
    try:
        return Finding(
            Code(entry["code"]),
            Severity(entry["severity"]),
            _text(entry.get("rule", "")),
            _text(entry.get("layer", "")),
            None if entry.get("key") is None else _text(entry["key"]),
            _text(entry.get("field", "")),
            _place(entry.get("place")),
            {_text(name): _scalar(value) for name, value in entry.get("values", {}).items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value[:_LONGEST]


def _scalar(value: Any) -> Scalar:
    if isinstance(value, str):
        return value[:_LONGEST]
    if value is None or isinstance(value, bool) or (isinstance(value, int | float) and math.isfinite(value)):
        return value
    raise TypeError


def _place(value: Any) -> tuple[float, float] | None:
    if value is None:
        return None
    x, y = value
    if not all(isinstance(one, int | float) and math.isfinite(one) for one in (x, y)):
        raise TypeError
    return float(x), float(y)
