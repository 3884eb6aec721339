"""The filters that are spoken here: a small tree for OGC Filter Encoding 1.0.0 and 1.1.0 (OGC 04-095).

It is the whole grammar, for clients and for the server half: ids, comparison, logic, bounding box and
simple spatial operators. There are no functions in it, on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element


class Comparison(StrEnum):
    EQUAL = "PropertyIsEqualTo"
    NOT_EQUAL = "PropertyIsNotEqualTo"
    LESS = "PropertyIsLessThan"
    GREATER = "PropertyIsGreaterThan"
    LESS_OR_EQUAL = "PropertyIsLessThanOrEqualTo"
    GREATER_OR_EQUAL = "PropertyIsGreaterThanOrEqualTo"


class Logic(StrEnum):
    AND = "And"
    OR = "Or"


class Spatial(StrEnum):
    INTERSECTS = "Intersects"
    WITHIN = "Within"
    CONTAINS = "Contains"
    DISJOINT = "Disjoint"
    TOUCHES = "Touches"
    CROSSES = "Crosses"
    OVERLAPS = "Overlaps"
    EQUALS = "Equals"


@dataclass(frozen=True)
class FeatureIds:
    """Feature ids as the server writes them: `typename.key`."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Compare:
    operator: Comparison
    property: str
    literal: str
    match_case: bool = True


@dataclass(frozen=True)
class Like:
    property: str
    pattern: str
    wild_card: str
    single_char: str
    escape_char: str
    match_case: bool = True


@dataclass(frozen=True)
class IsNull:
    property: str


@dataclass(frozen=True)
class Between:
    property: str
    lower: str
    upper: str


@dataclass(frozen=True)
class BBox:
    """`srs_name` as written, so that the reader can tell the axis order; corners in that order."""

    lower: tuple[float, float]
    upper: tuple[float, float]
    srs_name: str | None = None
    property: str | None = None


@dataclass(frozen=True)
class SpatialTest:
    """`geometry` is the GML element as it came."""

    operator: Spatial
    property: str | None
    geometry: Element


@dataclass(frozen=True)
class Combined:
    logic: Logic
    parts: tuple[Filter, ...]


@dataclass(frozen=True)
class Not:
    part: Filter


Filter = FeatureIds | Compare | Like | IsNull | Between | BBox | SpatialTest | Combined | Not
