"""Geometries in and out: GML 2 and 3 with the axis order that the srsName means, and GeoJSON."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .data import Layer
from .refusal import Refusal

GML = "http://www.opengis.net/gml"
_SRS = {
    "short": "EPSG:{}",
    "legacy": "http://www.opengis.net/gml/srs/epsg.xml#{}",
    "urn": "urn:ogc:def:crs:EPSG::{}",
}
_READ = re.compile(
    r"(?:(EPSG:|http://www\.opengis\.net/gml/srs/epsg\.xml#)|(urn:(?:x-)?ogc:def:crs:EPSG:[0-9.]*:))(\d+)"
)
_PARTS = {"MultiPolygon": ("polygonMember", "Polygon"), "MultiPoint": ("pointMember", "Point")}


def srs_name(style: str, epsg: int) -> str:
    return _SRS[style].format(epsg)


def meaning(name: str, layer: Layer, version: str) -> bool:
    """Whether `name` means northing first for the layer. Refuses another CRS: nothing is transformed here."""
    if not name:
        return layer.northing_first and version != "1.0.0"  # the default of 1.1.0 is the urn
    match = _READ.fullmatch(name)
    if match is None or int(match[3]) != layer.epsg:
        raise Refusal(f"The srsName {name} is not EPSG:{layer.epsg}.", "InvalidParameterValue")
    return bool(match[2]) and layer.northing_first


def written(geometry: dict[str, Any], srs: str, swap: bool, gml3: bool) -> etree._Element:
    made = _written(geometry["type"], geometry["coordinates"], swap, gml3)
    made.set("srsName", srs)
    return made


def _written(kind: str, coordinates: Any, swap: bool, gml3: bool) -> etree._Element:
    if kind in _PARTS:
        member, part = _PARTS[kind]
        tag = {"MultiPolygon": "MultiSurface"}.get(kind, kind) if gml3 else kind
        member = "surfaceMember" if gml3 and kind == "MultiPolygon" else member
        made = etree.Element(f"{{{GML}}}{tag}")
        for inner in coordinates:
            etree.SubElement(made, f"{{{GML}}}{member}").append(_written(part, inner, swap, gml3))
        return made
    made = etree.Element(f"{{{GML}}}{kind}")
    if kind == "Polygon":
        for number, ring in enumerate(coordinates):
            names = (
                ("interior" if number else "exterior") if gml3 else ("innerBoundaryIs" if number else "outerBoundaryIs")
            )
            boundary = etree.SubElement(made, f"{{{GML}}}{names}")
            _put(etree.SubElement(boundary, f"{{{GML}}}LinearRing"), ring, swap, gml3, "posList")
        return made
    _put(made, [coordinates] if kind == "Point" else coordinates, swap, gml3, "pos" if kind == "Point" else "posList")
    return made


def _put(parent: etree._Element, positions: Any, swap: bool, gml3: bool, tag: str) -> None:
    turned = [[p[1], p[0], *p[2:]] if swap else p for p in positions]
    if gml3:
        etree.SubElement(parent, f"{{{GML}}}{tag}").text = " ".join(repr(n) for p in turned for n in p)
    else:
        text = " ".join(",".join(repr(n) for n in p) for p in turned)
        etree.SubElement(parent, f"{{{GML}}}coordinates", decimal=".", cs=",", ts=" ").text = text


def read(element: etree._Element, layer: Layer, version: str) -> dict[str, Any]:
    """The geometry of a GML element, x before y. Refuses another kind than the layer has, and what is no GML."""
    kind = _local(element)
    names = {inner.get("srsName") for inner in element.iter() if inner.get("srsName")}
    if len(names) > 1:
        raise Refusal("A geometry has several srsNames.", "InvalidParameterValue")
    swap = meaning(names.pop() if names else "", layer, version)
    kind = {"MultiSurface": "MultiPolygon"}.get(kind, kind)
    if kind != layer.geometry:
        raise Refusal(f"The layer {layer.name} holds {layer.geometry}, not {kind}.", "InvalidParameterValue")
    return {"type": kind, "coordinates": _read(kind, element, swap, version)}


def _read(kind: str, element: etree._Element, swap: bool, version: str) -> Any:
    if kind in _PARTS:
        return [_read(_PARTS[kind][1], member[0], swap, version) for member in element]
    if kind == "Polygon":
        return [_positions(boundary[0], swap, version) for boundary in element]
    return _positions(element, swap, version)[0]


def _positions(element: etree._Element, swap: bool, version: str) -> list[list[float]]:
    (inner,) = element
    wanted = ("coordinates",) if version == "1.0.0" else ("pos", "posList")
    if inner.tag.rpartition("}")[0] != "{" + GML or _local(inner) not in wanted:
        raise Refusal(f"{_local(inner)} is not expected in GML of WFS {version}.", "InvalidParameterValue")
    if version == "1.0.0":
        found = [[float(n) for n in p.split(",")] for p in (inner.text or "").split()]
    else:
        size = int(inner.get("srsDimension", "2"))
        numbers = [float(n) for n in (inner.text or "").split()]
        found = [numbers[start : start + size] for start in range(0, len(numbers), size)]
    return [[p[1], p[0], *p[2:]] if swap else p for p in found]


def envelope(geometry: dict[str, Any]) -> tuple[float, float, float, float]:
    points = list(_flat(geometry["coordinates"]))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _flat(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for inner in coordinates:
            yield from _flat(inner)


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
