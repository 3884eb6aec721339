"""Layers of QGIS looked through for what is there more than once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsUnitTypes,
)

from ..domain.candidates import Candidate, Kind, judged
from ..domain.duplicates import IN_METRES, Metres, near_between, near_pairs, places_of, shapes_of_wkb
from ..domain.errors import InvalidContent
from ..domain.likeness import row_likeness
from ..workflows.progress import Progress
from .geometry import plain_value

_TOLD_EVERY = 5000
_DEGREE = 111_320.0
"""Metres of a degree of latitude, and of longitude at the equator; exact to half a percent."""

Rows = Mapping[int, Mapping[str, Any]]

READING, SEARCHING = 0.4, 0.7
"""Parts of the progress at which the layers are read, and at which all pairs are known."""


@dataclass(frozen=True)
class Side:
    """The features of one layer by number: `ids` are those of QGIS, `shapes` Shapely's, in metres."""

    source: QgsFeatureSource
    ids: Sequence[int]
    shapes: Any


@dataclass(frozen=True)
class Match:
    """Two features that may be one, by their ids; `one` is of the first layer."""

    one: int
    other: int
    found: Candidate


def side(
    source: QgsFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    tell: Progress,
    part: tuple[float, float],
) -> Side:
    """A layer in `crs`; its progress runs through `part`. Features without a place are left out."""
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(crs, context)
    ids, texts = [], []
    count, (begin, end) = max(1, source.featureCount()), part
    for number, feature in enumerate(source.getFeatures(request)):
        if number % _TOLD_EVERY == 0:
            tell(begin + (end - begin) * min(1.0, number / count), "reading")
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            ids.append(feature.id())
            texts.append(bytes(feature.geometry().asWkb()))
    return Side(source, ids, shapes_of_wkb(texts, metres_of(crs, source, context)))


def metres_of(
    crs: QgsCoordinateReferenceSystem, source: QgsFeatureSource, context: QgsCoordinateTransformContext
) -> Metres:
    """Metres of a unit of `crs`; of degrees, at the middle latitude of the layer. Raises InvalidContent."""
    if not crs.isGeographic():
        factor = QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), Qgis.DistanceUnit.Meters)
        return IN_METRES if factor == 1.0 else (factor, factor)
    box = QgsCoordinateTransform(source.sourceCrs(), crs, context).transformBoundingBox(source.sourceExtent())
    latitude = box.center().y() if box.isFinite() and not box.isNull() else 0.0
    return _DEGREE * math.cos(math.radians(latitude)), _DEGREE


def matches(one: Side, other: Side | None, kind: Kind, least: float, tell: Progress) -> Iterator[Match]:
    """All pairs within one layer, or between two, with a score of at least `least`."""

    def told(part: float) -> None:
        tell(READING + (SEARCHING - READING) * part, "searching")

    there = other or one
    if other is None:
        pieces = list(near_pairs(one.shapes, kind.reach, told))
    else:
        pieces = list(near_between(one.shapes, other.shapes, kind.reach, told))
    mine, theirs = _rows(one, other, pieces, tell)
    for ones, others in pieces:
        tell(SEARCHING, "comparing")
        places = places_of(one.shapes[ones], there.shapes[others]) if len(ones) else []
        for number, found, place in zip(ones.tolist(), others.tolist(), places, strict=True):
            ids = one.ids[number], there.ids[found]
            candidate = judged(str(ids[1]), place, row_likeness(mine[ids[0]], theirs[ids[1]]), kind)
            if candidate is not None and candidate.score >= least:
                yield Match(*ids, candidate)


def _rows(one: Side, other: Side | None, pieces: Sequence[tuple[Any, Any]], tell: Progress) -> tuple[Rows, Rows]:
    """The attributes of what is in pairs: of a million features, they are few."""
    mine = {one.ids[number] for ones, _ in pieces for number in ones.tolist()}
    theirs = {(other or one).ids[number] for _, others in pieces for number in others.tolist()}
    if other is None:
        both = rows_of(one, mine | theirs, tell)
        return both, both
    return rows_of(one, mine, tell), rows_of(other, theirs, tell)


def rows_of(one: Side, ids: set[int], tell: Progress) -> Rows:
    """The attributes of some features by their id."""
    flag = QgsFeatureRequest.Flag.NoGeometry
    names = [field.name() for field in one.source.fields()]
    rows: dict[int, Mapping[str, Any]] = {}
    if not ids:
        return rows
    for number, feature in enumerate(one.source.getFeatures(QgsFeatureRequest(list(ids)).setFlags(flag))):
        if number % _TOLD_EVERY == 0:
            tell(SEARCHING, "comparing")
        values = map(plain_value, feature.attributes())
        rows[feature.id()] = dict(zip(names, values, strict=True))
    if missing := ids - rows.keys():
        raise InvalidContent(f"{len(missing)} features have gone while the layer was looked through.")
    return rows
