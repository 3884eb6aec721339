"""Shapes against themselves and their neighbours, with Shapely ≥ 2, which is imported when it is used.

Plane geometry in the units of the layer's CRS. Where Shapely is missing, `missing()` says so in one sentence, and only
what needs no library is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from .feature import Geometry

MISSING = "Lines and areas are not compared with their neighbours: the Python library Shapely 2 is not installed."
_PARTS = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}


@dataclass(frozen=True)
class Fault:
    """Why a geometry is invalid, as a stable word, and where."""

    reason: str
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Spot:
    """Something between a geometry and the neighbour at `index` (-1: all of them); `size` in units, or square units."""

    index: int
    place: tuple[float, float]
    size: float


def missing() -> str:
    """The sentence for a computer without Shapely; "" where it is there."""
    return "" if find_spec("shapely") and _recent() else MISSING


def _recent() -> bool:
    """Debian 12 has a Shapely 1, which lacks what is used here."""
    import shapely

    return int(shapely.__version__.partition(".")[0]) >= 2


def fault(geometry: Geometry) -> Fault | None:
    """What makes a geometry invalid (OGC 06-103r4 §6.1.11), None for a valid one."""
    if missing():
        return None
    import shapely

    shape = _shape(geometry)
    if shape.is_valid and not _is_flat(shape):
        return None
    text = shapely.is_valid_reason(shape)
    reason = next((word for start, word in _REASONS if text.startswith(start)), "other")
    if text.startswith("Valid Geometry"):
        reason = "flat"
    return Fault(reason, _place_in(text))


_REASONS = (
    ("Self-intersection", "crosses_itself"),
    ("Ring Self-intersection", "touches_itself"),
    ("Hole lies outside", "hole_outside"),
    ("Holes are nested", "holes_nested"),
    ("Nested shells", "parts_nested"),
    ("Interior is disconnected", "cut_apart"),
    ("Duplicate Rings", "twice"),
    ("Too few points", "too_few_points"),
)


def overlaps(geometry: Geometry, others: Sequence[Geometry], tolerance: float) -> list[Spot]:
    """Where `geometry` covers more than `tolerance` square units of another."""
    shape, found = _sound(geometry), []
    for index in _touching(shape, others, 0.0):
        common = shape.intersection(_sound(others[index]))
        if common.area > tolerance:
            found.append(Spot(index, _inner(common), float(common.area)))
    return found


def gaps(geometry: Geometry, others: Sequence[Geometry], width: float, tolerance: float) -> list[Spot]:
    """Free slivers of more than `tolerance` square units, narrower than `width`, that touch `geometry`."""
    import shapely

    shape = _sound(geometry)
    near = [_sound(others[index]) for index in _touching(shape, others, width)]
    if not near:
        return []
    around = shape.buffer(2 * width)
    whole = shapely.union_all([shape, *(one.intersection(around) for one in near)])
    closed = whole.buffer(width / 2, join_style="mitre").buffer(-width / 2, join_style="mitre")
    slivers = [
        part for part in _parts(closed.difference(whole)) if part.area > tolerance and part.distance(shape) < 1e-6
    ]
    # A corner of one outline is closed as well; a gap lies between two.
    return [
        Spot(-1, _inner(part), float(part.area)) for part in slivers if any(part.distance(one) < 1e-6 for one in near)
    ]


def dangles(geometry: Geometry, others: Sequence[Geometry], reach: float, tolerance: float) -> list[Spot]:
    """Ends of a line that stop more than `tolerance` and at most `reach` from another line."""
    import shapely

    found = []
    lines = [_shape(other) for other in others]
    for end in _ends(geometry):
        point = shapely.Point(end)
        distances = [(float(line.distance(point)), index) for index, line in enumerate(lines)]
        nearest, index = min(distances, default=(reach + 1, -1))
        if tolerance < nearest <= reach:
            found.append(Spot(index, end, nearest))
    return found


def _shape(geometry: Geometry) -> Any:
    import shapely
    from shapely.geometry import shape

    return shapely.force_2d(shape({"type": geometry["type"], "coordinates": geometry["coordinates"]}))


def _sound(geometry: Geometry) -> Any:
    """The shape, repaired where it is invalid: an intersection would otherwise fail."""
    import shapely

    shape = _shape(geometry)
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _touching(shape: Any, others: Sequence[Geometry], reach: float) -> Iterator[int]:
    return (index for index, other in enumerate(others) if shape.distance(_sound(other)) <= reach)


def _parts(shape: Any) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and not part.is_empty]


def _ends(geometry: Geometry) -> list[tuple[float, float]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    lines = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, [])
    open_ = [line for line in lines if list(line[0][:2]) != list(line[-1][:2])]
    return [(float(end[0]), float(end[1])) for line in open_ for end in (line[0], line[-1])]


def _is_flat(shape: Any) -> bool:
    """A line without length, an area without any: valid to the letter in parts, and nothing to see."""
    line, area = shape.geom_type.endswith("LineString"), shape.geom_type.endswith("Polygon")
    return bool((line and shape.length == 0) or (area and shape.area == 0))


def _inner(shape: Any) -> tuple[float, float]:
    point = shape.representative_point()
    return float(point.x), float(point.y)


def _place_in(text: str) -> tuple[float, float] | None:
    """GEOS writes the place behind the reason: `Self-intersection[3 4]`."""
    inside = text.partition("[")[2].rstrip("]").split()
    try:
        return (float(inside[0]), float(inside[1])) if len(inside) >= 2 else None
    except ValueError:
        return None
