"""What a look for duplicates came to: clusters with their members, and mergers for those that are sure enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsGeometry,
)

from ..domain.candidates import Candidate
from ..domain.clusters import Merger, groups, merger, richest
from ..workflows.progress import Progress
from .matching import Match, Side, rows_of


@dataclass(frozen=True)
class Member:
    """One feature of a cluster; `side` is 0 for the first layer, 1 for the second; `best` its best match."""

    cluster: int
    side: int
    id: int
    stays: bool
    matches: int
    best: Match


@dataclass(frozen=True)
class Report:
    """`rows` (attributes), `ids` and `pairs` are by numbers that are given to all members, in the order of `ids`."""

    members: Sequence[Member]
    rows: Mapping[int, Mapping[str, Any]]
    ids: Sequence[int]
    pairs: Sequence[tuple[int, int, Match]]


def report(sides: Sequence[Side], found: Sequence[Match], tell: Progress) -> Report:
    """Put pairs together; `sides` are one layer, or two."""
    last = len(sides) - 1
    nodes = sorted({(0, match.one) for match in found} | {(last, match.other) for match in found})
    number_of = {node: number for number, node in enumerate(nodes)}
    pairs = [(number_of[0, match.one], number_of[last, match.other], match) for match in found]
    rows: dict[int, Mapping[str, Any]] = {}
    for side, layer in enumerate(sides):
        seen = rows_of(layer, {id_ for of, id_ in nodes if of == side}, tell)
        rows |= {number_of[side, id_]: row for id_, row in seen.items()}
    clusters = groups((one, other) for one, other, _ in pairs)
    of: dict[int, list[Match]] = {}
    for one, other, match in pairs:
        of.setdefault(one, []).append(match)
        of.setdefault(other, []).append(match)
    members = []
    for cluster, group in enumerate(clusters, 1):
        stays = richest(group, rows)
        for one in group:
            best = max(of[one], key=lambda match: (match.found.score, -match.found.distance_m))
            members.append(Member(cluster, *nodes[one], one == stays, len(of[one]), best))
    return Report(members, rows, [id_ for _, id_ in nodes], pairs)


def mergers(found: Report, sure: float) -> list[Merger]:
    """For each cluster of one layer what would become of it, by the ids of QGIS; only of pairs with that score."""
    certain = [(one, other) for one, other, match in found.pairs if match.found.score >= sure]
    of: dict[int, list[tuple[int, int]]] = {}
    for pair in certain:
        of.setdefault(pair[0], []).append(pair)
    made = []
    for group in groups(certain):
        one = merger(group, found.rows, [pair for number in group for pair in of.get(number, [])])
        if one is not None:
            goes = tuple(found.ids[number] for number in one.goes)
            filled = {name: found.ids[number] for name, number in one.filled.items()}
            made.append(Merger(found.ids[one.stays], goes, filled))
    return made


def points_of(
    side: Side, ids: set[int], crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
) -> dict[int, QgsGeometry]:
    """A point on each of some features."""
    flag = QgsFeatureRequest.Flag.NoFlags
    request = QgsFeatureRequest(list(ids)).setFlags(flag).setNoAttributes().setDestinationCrs(crs, context)
    return {row.id(): row.geometry().pointOnSurface() for row in side.source.getFeatures(request)} if ids else {}


def partner(member: Member, best: Match) -> int:
    """The id of the other feature of a member's best match."""
    return best.other if (member.side, member.id) == (0, best.one) else best.one


def score_of(found: Candidate) -> tuple[float, float | None, float | None, float]:
    """Distance (m), likeness, overlap and score, rounded for people."""
    likeness, overlap = (None if value is None else round(value, 3) for value in (found.likeness, found.overlap))
    return round(found.distance_m, 3), likeness, overlap, round(found.score, 3)
