"""GML of straight geometries, read as it stands: most of what comes, in a tenth of the time that OGR takes.

Points, lines, polygons and their collections with `pos` and `posList` (GML 3.1.1, OGC 03-105r1 §10.1, §10.4). For
anything else, whatever is unusual in it, the answer is None: `geometry.from_gml` reads that, or says what is wrong.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

_NUMBERS = re.compile(r"(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?(?:\s+|$))+", re.ASCII)
_MEMBERS = {
    "MultiPoint": ("MultiPoint", {"pointMember", "pointMembers"}, "Point"),
    "MultiLineString": ("MultiLineString", {"lineStringMember"}, "LineString"),
    "MultiCurve": ("MultiLineString", {"curveMember", "curveMembers"}, "LineString"),
    "MultiPolygon": ("MultiPolygon", {"polygonMember"}, "Polygon"),
    "MultiSurface": ("MultiPolygon", {"surfaceMember", "surfaceMembers"}, "Polygon"),
}


class _Unusual(Exception):
    pass


def read(element: Element) -> tuple[dict[str, Any], str | None] | None:
    """The GeoJSON geometry with its ordinates in the order in which they stand, and the name of its CRS, if any."""
    name = element.get("srsName")
    try:
        geometry = _Reader(name, int(element.get("srsDimension", "2"))).geometry(element)
    except (_Unusual, ValueError, IndexError):
        return None
    return geometry, name


class _Reader:
    def __init__(self, name: str | None, size: int) -> None:
        self._name, self._size = name, size

    def geometry(self, element: Element) -> dict[str, Any]:
        kind = _local(element)
        if kind in _MEMBERS:
            made, members, part = _MEMBERS[kind]
            parts = [inner for group in element for inner in self._checked(group, members)]
            return {"type": made, "coordinates": [self._part(inner, part) for inner in parts]}
        return {"type": kind, "coordinates": self._part(element, kind)}

    def _checked(self, element: Element, names: set[str]) -> Element:
        if _local(element) not in names or self._is_elsewhere(element):
            raise _Unusual
        return element

    def _part(self, element: Element, kind: str) -> Any:
        self._checked(element, {kind})
        if kind == "Polygon":
            return [self._ring(inner, number) for number, inner in enumerate(element)]
        (inner,) = element
        if kind == "Point":
            return self._positions(inner, "pos")[0]
        if kind != "LineString":
            raise _Unusual
        return self._positions(inner, "posList")

    def _ring(self, boundary: Element, number: int) -> Any:
        (ring,) = self._checked(boundary, {"interior" if number else "exterior"})
        (inner,) = self._checked(ring, {"LinearRing"})
        return self._positions(inner, "posList")

    def _positions(self, element: Element, name: str) -> list[list[float]]:
        self._checked(element, {name})
        text, size = (element.text or "").strip(), int(element.get("srsDimension", str(self._size)))
        if size not in (2, 3) or len(element) or not _NUMBERS.fullmatch(text):
            raise _Unusual
        numbers = list(map(float, text.split()))
        if len(numbers) % size or (name == "pos" and len(numbers) != size):
            raise _Unusual
        return [numbers[start : start + size] for start in range(0, len(numbers), size)]

    def _is_elsewhere(self, element: Element) -> bool:
        """Whether it has attributes that would make its numbers mean something else."""
        return bool(element.attrib) and (
            element.get("srsName", self._name) != self._name or not {"decimal", "cs", "ts"}.isdisjoint(element.keys())
        )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
