"""DescribeFeatureType: the fields of a layer, out of an XML Schema (OGC 04-094 §8)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...domain.errors import InvalidContent, LayerVanished, NotAService
from .. import xml
from ..xml import attribute, child, local
from .model import Field, Schema

MAX_FIELDS = 1_900
"""A table of SQLite has 2,000 columns, and some are ours."""
LONGEST_TITLE = 100
"""Characters of what a field is called; QGIS Server tells it beside the name."""
_TYPES = {
    **dict.fromkeys(("int", "integer", "long", "short", "byte"), "integer"),
    **dict.fromkeys(("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"), "integer"),
    **dict.fromkeys(("nonNegativeInteger", "positiveInteger"), "integer"),
    **dict.fromkeys(("double", "float", "decimal"), "number"),
    "boolean": "boolean",
    "date": "date",
    "dateTime": "datetime",
    "time": "time",
}
_GEOMETRIES = {
    "Point": "Point",
    "LineString": "LineString",
    "Curve": "LineString",
    "Polygon": "Polygon",
    "Surface": "Polygon",
    "MultiPoint": "MultiPoint",
    "MultiLineString": "MultiLineString",
    "MultiCurve": "MultiLineString",
    "MultiPolygon": "MultiPolygon",
    "MultiSurface": "MultiPolygon",
    "MultiGeometry": "Geometry",
    "Geometry": "Geometry",
}


def parameters(layer: str, version: str = "1.1.0") -> dict[str, str]:
    return {"SERVICE": "WFS", "VERSION": version, "REQUEST": "DescribeFeatureType", "TYPENAME": layer}


def parse(body: bytes, layer: str) -> Schema:
    """The schema of `layer`. Raises NotAService for another document, LayerVanished where it is not in it."""
    try:
        return read(xml.parse(body), layer)
    except InvalidContent as error:
        raise NotAService(f"This does not describe a layer: {error.text}")


def read(root: Element, layer: str) -> Schema:
    """As `parse`, for a tree that `xml.parse` has accepted."""
    if local(root.tag) != "schema":
        raise NotAService(f"This does not describe a layer, it is {local(root.tag)[:60]}.")
    entries = list(_declarations(root, local(layer)))
    if len(entries) > MAX_FIELDS:
        raise NotAService(f"The layer {layer} has more than {MAX_FIELDS} fields.")
    kinds = {attribute(entry, "name"): _geometry_type(entry) for entry in entries}
    if len(kinds) < len(entries):
        raise NotAService(f"The service describes a field of the layer {layer} twice.")
    geometry = next((name for name, kind in kinds.items() if kind), None)
    fields = tuple(_field(entry) for entry in entries if kinds[attribute(entry, "name")] is None)
    kind = kinds[geometry] if geometry else None
    return Schema(layer, fields, geometry, kind, attribute(root, "targetNamespace"), tuple(kinds))


def _declarations(root: Element, layer: str) -> list[Element]:
    declared = next((entry for entry in root if _is_named(entry, "element", layer)), None)
    if declared is None:
        raise LayerVanished(f"The service does not describe a layer “{layer}”.")
    kind = local(attribute(declared, "type"))
    content = next((entry for entry in root if _is_named(entry, "complexType", kind)), declared)
    sequence = next((entry for entry in content.iter() if local(entry.tag) == "sequence"), None)
    return [] if sequence is None else [entry for entry in sequence if _is_named(entry, "element", "")]


def _is_named(entry: Element, tag: str, name: str) -> bool:
    """With an empty `name`, any name will do, but there must be one."""
    return local(entry.tag) == tag and attribute(entry, "name") != "" and name in ("", attribute(entry, "name"))


def _geometry_type(entry: Element) -> str | None:
    kind = local(attribute(entry, "type"))
    name = kind.removesuffix("PropertyType")
    return _GEOMETRIES.get(name, "Geometry" if name == "GeometryAssociation" else None) if name != kind else None


def _field(entry: Element) -> Field:
    kind = attribute(entry, "type")
    if not kind:
        simple = child(entry, "simpleType")
        restriction = child(simple, "restriction") if simple is not None else None
        kind = attribute(restriction, "base") if restriction is not None else ""
    nillable = attribute(entry, "nillable") in ("true", "1") or attribute(entry, "minOccurs") == "0"
    title = attribute(entry, "alias")[:LONGEST_TITLE]
    return Field(attribute(entry, "name"), _TYPES.get(local(kind), "text"), nillable, title)
