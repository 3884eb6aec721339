"""Geometries as GML: 2.1.2 in WFS 1.0.0, 3.1.1 in WFS 1.1.0 (OGC 02-069, 03-105r1). Reading is a port's work.

The aggregates are MultiLineString and MultiPolygon in both versions: QGIS Server does not read MultiCurve and
MultiSurface, and the others read either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ...domain.feature import Geometry, check_geometry
from ..xml import GML, local

GEOMETRIES = frozenset(
    {
        *("Point", "LineString", "LinearRing", "Polygon", "Curve", "Surface", "Solid", "Tin"),
        *("MultiPoint", "MultiLineString", "MultiPolygon", "MultiCurve", "MultiSurface", "MultiSolid"),
        *("MultiGeometry", "GeometricComplex", "CompositeCurve", "CompositeSurface", "PolyhedralSurface"),
        *("OrientableCurve", "OrientableSurface", "TriangulatedSurface"),
    }
)
_PART = {
    "MultiPoint": ("pointMember", "Point"),
    "MultiLineString": ("lineStringMember", "LineString"),
    "MultiPolygon": ("polygonMember", "Polygon"),
}


def is_geometry(element: Element) -> bool:
    """True for what a property has as its child when it is a geometry."""
    return local(element.tag) in GEOMETRIES


def element(geometry: Geometry, srs_name: str, version: str = "1.1.0") -> Element:
    """GML of a GeoJSON geometry: x before y as there, numbers with every digit of a double, Z kept.

    `srs_name` should be the short form `EPSG:n`, which means x before y to every server. Raises
    InvalidContent for other types and for numbers that are not finite.
    """
    check_geometry(geometry)
    made = _geometry(geometry["type"], geometry["coordinates"], version)
    made.set("srsName", srs_name)
    return made


def _geometry(kind: str, coordinates: Any, version: str) -> Element:
    made = Element(_name(kind))
    if kind in _PART:
        member, part = _PART[kind]
        for inner in coordinates:
            SubElement(made, _name(member)).append(_geometry(part, inner, version))
    elif kind == "Polygon":
        _rings(made, coordinates, version)
    else:
        _positions(made, [coordinates] if kind == "Point" else coordinates, version)
    return made


def _rings(polygon: Element, rings: Iterable[Any], version: str) -> None:
    outer, inner = ("outerBoundaryIs", "innerBoundaryIs") if version == "1.0.0" else ("exterior", "interior")
    for number, ring in enumerate(rings):
        boundary = SubElement(polygon, _name(inner if number else outer))
        _positions(SubElement(boundary, _name("LinearRing")), ring, version)


def _positions(parent: Element, positions: Sequence[Sequence[float]], version: str) -> None:
    if version == "1.0.0":
        made = SubElement(parent, _name("coordinates"), {"decimal": ".", "cs": ",", "ts": " "})
        made.text = " ".join(",".join(map(_number, position[:3])) for position in positions)
        return
    made = SubElement(parent, _name("pos" if local(parent.tag) == "Point" else "posList"))
    made.set("srsDimension", str(min(len(positions[0]), 3)))
    made.text = " ".join(_number(number) for position in positions for number in position[:3])


def _number(number: float) -> str:
    return repr(number + 0)  # an integer stays one: shortest text that reads back as the same double


def _name(name: str) -> str:
    return f"{{{GML}}}{name}"
