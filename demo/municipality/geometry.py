"""Plain shapes of the generator and the few things it does with them.

A point is `(x, y)` or `(x, y, z)`, a line a list of points, a polygon a list of closed rings (outer ring
first), a multipolygon a list of polygons. Metres in the layer's CRS; rounding to the millimetre, as
surveyors do, happens in `wkb`, so that every text encoding returns exactly what was stored.
"""

from __future__ import annotations

import math
import struct
from random import Random
from typing import Any

from qgis.core import QgsGeometry, QgsPointXY

Point = tuple[float, float]
Line = list[Point]
Polygon = list[Line]
MultiPolygon = list[Polygon]

WKB_CODES = {"Point": 1, "LineString": 2, "MultiPolygon": 6, "LineStringZ": 1002}


def mm(point: tuple[float, ...]) -> tuple[float, ...]:
    """The point rounded to millimetres."""
    return tuple(round(value, 3) for value in point)


def distance(a: Point, b: Point) -> float:
    """Plane distance in metres."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def length(line: Line) -> float:
    """Length of a line in metres."""
    return sum(distance(a, b) for a, b in zip(line, line[1:], strict=False))


def walk(line: Line, metres: float) -> tuple[Point, Point]:
    """The position `metres` along the line, and the unit vector of travel there."""
    for a, b in zip(line, line[1:], strict=False):
        step = distance(a, b)
        if metres <= step and step > 0:
            break
        metres -= step
    step = distance(a, b) or 1.0
    heading = ((b[0] - a[0]) / step, (b[1] - a[1]) / step)
    return (a[0] + heading[0] * metres, a[1] + heading[1] * metres), heading


def beside(point: Point, heading: Point, metres: float) -> Point:
    """The point moved sideways; positive is to the left of the heading."""
    return point[0] - heading[1] * metres, point[1] + heading[0] * metres


def local(origin: Point, heading: Point, u: float, v: float) -> Point:
    """The point `u` metres ahead and `v` metres to the left of the origin."""
    return origin[0] + heading[0] * u - heading[1] * v, origin[1] + heading[1] * u + heading[0] * v


def rectangle(origin: Point, heading: Point, u: tuple[float, float], v: tuple[float, float]) -> Line:
    """A closed, counter-clockwise rectangle between the local bounds u (ahead) and v (left)."""
    corners = [(u[0], v[0]), (u[1], v[0]), (u[1], v[1]), (u[0], v[1]), (u[0], v[0])]
    return [local(origin, heading, *corner) for corner in corners]


def wiggle(a: Point, b: Point, rng: Random, amplitude: float, depth: int) -> Line:
    """A natural-looking line from a to b by midpoint displacement."""
    if depth == 0:
        return [a, b]
    shift = rng.uniform(-amplitude, amplitude)
    middle = (a[0] + b[0]) / 2 - (b[1] - a[1]) * shift, (a[1] + b[1]) / 2 + (b[0] - a[0]) * shift
    return wiggle(a, middle, rng, amplitude, depth - 1)[:-1] + wiggle(middle, b, rng, amplitude, depth - 1)


def smooth(line: Line, rounds: int) -> Line:
    """Chaikin's corner cutting; the ends stay where they are."""
    for _ in range(rounds):
        cut = [line[0]]
        for a, b in zip(line, line[1:], strict=False):
            cut.append((0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]))
            cut.append((0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]))
        line = [*cut, line[-1]]
    return line


def blob(centre: Point, radius: float, rng: Random, roughness: float = 0.25, corners: int = 14) -> Line:
    """A closed, roundish ring of uneven radius."""
    ring = []
    for number in range(corners):
        angle = 2 * math.pi * number / corners
        reach = radius * rng.uniform(1 - roughness, 1 + roughness)
        ring.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    for _ in range(2):
        ring = [
            (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
            for share in (0.25, 0.75)
        ]
    return [*ring, ring[0]]


def line_geometry(line: Line) -> QgsGeometry:
    """The line for GEOS."""
    return QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in line])


def polygon_geometry(polygon: Polygon) -> QgsGeometry:
    """The polygon for GEOS."""
    return QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in ring] for ring in polygon])


def shapes(geometry: QgsGeometry) -> MultiPolygon:
    """The polygons of a geometry; what has no area is left out."""
    exact = geometry.snappedToGrid(0.001, 0.001).makeValid()  # rounding can make an outline touch itself
    parts = [part for part in exact.asGeometryCollection() if part.type().name == "Polygon"]
    rings = [[[(p.x(), p.y()) for p in ring] for ring in part.asPolygon()] for part in parts]
    return [[ring for ring in polygon if _wide(ring)] for polygon in rings if _wide(polygon[0])]


def _wide(ring: Line) -> bool:
    return polygon_geometry([ring]).area() > 0.01


def _coordinates(points: list[Any]) -> bytes:
    flat = [value for point in points for value in mm(point)]
    return struct.pack("<I", len(points)) + struct.pack(f"<{len(flat)}d", *flat)


def _polygon_wkb(polygon: Polygon) -> bytes:
    return struct.pack("<BII", 1, 3, len(polygon)) + b"".join(_coordinates(ring) for ring in polygon)


def wkb(kind: str, shape: Any) -> bytes:
    """ISO well-known binary (OGC 06-103r4, 8.2) of a shape, rounded to millimetres."""
    head = struct.pack("<BI", 1, WKB_CODES[kind])
    if kind == "Point":
        return head + struct.pack("<2d", *mm(shape))
    if kind == "MultiPolygon":
        return head + struct.pack("<I", len(shape)) + b"".join(_polygon_wkb(part) for part in shape)
    return head + _coordinates(shape)
