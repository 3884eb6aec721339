"""What may be there already, among a few features or among a million: places are measured with Shapely 2, in bulk.

Coordinates are in a CRS of metres, or `metres` says how many of them a unit has in x and in y (for degrees: at that
latitude), which is exact enough for the radii here. The CRS of all that is compared must be one.

Beside topology.py the one file that knows Shapely; it is imported when the first question is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import dist
from typing import Any

from .candidates import Candidate, Kind, Place, judged, ranked
from .errors import ModuleMissing
from .feature import Feature, Geometry
from .likeness import row_likeness
from .topology import missing

Metres = tuple[float, float]
"""Metres of one unit of the CRS, in x and in y."""

IN_METRES: Metres = (1.0, 1.0)
AT_ONCE = 100_000
"""Shapes that are looked up between two steps of progress."""

_LINE, _AREA = 1, 2
_DENSIFIED = 0.25
"""Part of a segment at which the Hausdorff distance looks, too: GEOS measures from vertices alone otherwise."""


def candidates(
    feature: Feature, others: Mapping[str, Feature], kind: Kind, metres: Metres = IN_METRES
) -> list[Candidate]:
    """What in `others`, which are by key, may be the same as `feature`, best first; `feature` itself is left out."""
    return Index(others, kind, metres).candidates(feature)


def within(features: Mapping[str, Feature], kind: Kind, metres: Metres = IN_METRES) -> dict[str, list[Candidate]]:
    """For each of `features`, as the changes of one changeset or a whole queue, what of the others may be the same."""
    index = Index(features, kind, metres)
    return {key: index.candidates(replace(feature, key=key)) for key, feature in features.items()}


class Index:
    """Features by key, prepared for many questions. Raises ModuleMissing where they are not all points."""

    def __init__(self, others: Mapping[str, Feature], kind: Kind, metres: Metres = IN_METRES) -> None:
        placed = {key: other for key, other in others.items() if other.geometry is not None}
        self._keys, self._kind, self._metres = list(placed), kind, metres
        self._rows = [other.properties for other in placed.values()]
        geometries = [other.geometry for other in placed.values()]
        self._points = _points(geometries, metres) if missing() else None
        if self._points is None:
            self._shapes = shapes_of(geometries, metres)
            self._tree = _shapely().STRtree(self._shapes)

    def candidates(self, feature: Feature) -> list[Candidate]:
        """What may be the same as `feature`, best first, without what has its key."""
        if feature.geometry is None or not self._keys:
            return []
        found = []
        for number, place in self._near(feature.geometry):
            if self._keys[number] != feature.key:
                likeness = row_likeness(feature.properties, self._rows[number])
                found.append(judged(self._keys[number], place, likeness, self._kind))
        return ranked(one for one in found if one is not None)

    def _near(self, geometry: Geometry) -> Iterator[tuple[int, Place]]:
        """The numbers of what lies within reach, and how."""
        if self._points is not None and (own := _points([geometry], self._metres)) is not None:
            places = ((number, Place(dist(own[0], point))) for number, point in enumerate(self._points))
            yield from ((number, place) for number, place in places if place.distance <= self._kind.reach)
            return
        shape = shapes_of([geometry], self._metres)
        near = self._tree.query(shape[0], predicate="dwithin", distance=self._kind.reach)
        yield from zip(near.tolist(), places_of(shape, self._shapes[near]), strict=True)


def _points(geometries: Sequence[Geometry | None], metres: Metres) -> list[tuple[float, float]] | None:
    """Points in metres, for a computer without Shapely; None where something is no point."""
    if not all(_is_plain_point(one) for one in geometries):
        return None
    positions = [one["coordinates"] for one in geometries if one]
    return [(x * metres[0], y * metres[1]) for x, y, *_ in positions]


def shapes_of(geometries: Sequence[Geometry | None], metres: Metres = IN_METRES) -> Any:
    """Shapely's array of GeoJSON geometries, in metres and flat; an empty place stays empty."""
    shapely = _shapely()
    from shapely.geometry import shape

    if geometries and all(_is_plain_point(one) for one in geometries):  # most are, and one by one they take their time
        return scaled(shapely.points([one["coordinates"][:2] for one in geometries if one]), metres)
    made = [None if one is None else shape(one) for one in geometries]
    return scaled(shapely.force_2d([*made, None])[:-1], metres)  # the None keeps an array of none one of objects


def _is_plain_point(geometry: Geometry | None) -> bool:
    return geometry is not None and geometry["type"] == "Point" and len(geometry["coordinates"]) >= 2


def shapes_of_wkb(texts: Sequence[bytes | None], metres: Metres = IN_METRES) -> Any:
    """The same of well-known binary, as QGIS hands it out: quicker for many."""
    shapely = _shapely()
    return scaled(shapely.force_2d(shapely.from_wkb([*texts, None])[:-1]), metres)


def scaled(shapes: Any, metres: Metres) -> Any:
    return shapes if metres == IN_METRES else _shapely().transform(shapes, lambda positions: positions * metres)


def places_of(ones: Any, others: Any) -> list[Place]:
    """How each of `ones` lies to its neighbour in `others`; the two are as long, or one of them is one shape."""
    shapely = _shapely()
    distances = shapely.distance(ones, others)
    dimensions = shapely.get_dimensions(ones) * 10 + shapely.get_dimensions(others)
    lines, areas = dimensions == 11 * _LINE, dimensions == 11 * _AREA
    if lines.any():
        hausdorff = shapely.hausdorff_distance(ones, others, densify=_DENSIFIED)
        distances = distances + lines * (hausdorff - distances)
    overlaps = _overlaps(ones, others).tolist() if areas.any() else [0.0] * len(distances)
    parts = zip(distances.tolist(), overlaps, lines.tolist(), areas.tolist(), strict=True)
    return [Place(distance, overlap if area else None, line) for distance, overlap, line, area in parts]


def near_pairs(
    shapes: Any, reach: float, told: Callable[[float], None] = lambda _part: None
) -> Iterator[tuple[Any, Any]]:
    """All pairs of one array that lie within `reach` metres, as two arrays of numbers, the smaller ones first.

    `told` hears the part that is done, and may raise to end it.
    """
    tree = _shapely().STRtree(shapes)
    for start in range(0, len(shapes), AT_ONCE):
        told(start / len(shapes))
        ones, others = tree.query(shapes[start : start + AT_ONCE], predicate="dwithin", distance=reach)
        once = ones + start < others
        yield ones[once] + start, others[once]


def near_between(
    shapes: Any, others: Any, reach: float, told: Callable[[float], None] = lambda _part: None
) -> Iterator[tuple[Any, Any]]:
    """All pairs of one of `shapes` and one of `others` within `reach` metres, as two arrays of numbers."""
    tree = _shapely().STRtree(others)
    for start in range(0, len(shapes), AT_ONCE):
        told(start / len(shapes))
        ones, found = tree.query(shapes[start : start + AT_ONCE], predicate="dwithin", distance=reach)
        yield ones + start, found


def _overlaps(ones: Any, others: Any) -> Any:
    """Intersection over union; a ring that crosses itself counts as what it encloses."""
    shapely = _shapely()
    ones, others = (shapely.make_valid(some, method="structure", keep_collapsed=False) for some in (ones, others))
    shared = shapely.area(shapely.intersection(ones, others))
    whole = shapely.area(ones) + shapely.area(others) - shared
    return shared / (whole + (whole == 0))


def _shapely() -> Any:
    try:
        import shapely
    except ImportError as error:
        raise ModuleMissing("To look for duplicates, Shapely 2 is needed, and it is not installed.") from error
    if int(shapely.__version__.partition(".")[0]) < 2:
        raise ModuleMissing(f"To look for duplicates, Shapely 2 is needed; this is Shapely {shapely.__version__}.")
    return shapely
