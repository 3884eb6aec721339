"""GetFeature: its parameters, and its pages as GeoJSON (RFC 7946, in the layer's CRS) and GML."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from ...domain.errors import InvalidContent, NotAService
from ...domain.feature import Feature, Geometry, check_geometry
from .. import xml
from ..xml import attribute, is_nil, local
from . import filters_xml
from .dialect import OLDEST
from .filters import BBox, Combined, FeatureIds, Filter, Logic
from .gml import is_geometry
from .model import GEOMETRY, Field, Schema

Extent = tuple[float, float, float, float]
ReadGeometry = Callable[[Element], Geometry | None]
Rows = list[tuple[str, Feature]]

_GEOJSON = ("application/vnd.geo+json", "application/geo+json", "geojson", "application/json", "json")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
_SORTED_BY = ("fid", "id", "gid", "ogc_fid", "objectid", "uuid")


def geojson_format(formats: Iterable[str]) -> str | None:
    """What this service calls GeoJSON, None where it has none."""
    named = {name.lower(): name for name in formats}
    return next((named[name] for name in _GEOJSON if name in named), None)


def parameters(
    layer: str,
    crs: str,
    extent: Extent | None,
    filter: Filter | None,
    version: str = "1.1.0",
    shape: str = GEOMETRY,
) -> dict[str, str]:
    """Which features: BBOX, FEATUREID or FILTER, which exclude one another (OGC 04-094 §14.7.3).

    `shape` is the name of the geometry. WFS 1.0.0 knows a layer's own CRS only, and is not told of it.
    """
    made = {"SERVICE": "WFS", "VERSION": version, "REQUEST": "GetFeature", "TYPENAME": layer}
    crs = "" if version == OLDEST else crs
    if crs:
        made["SRSNAME"] = crs
    if isinstance(filter, FeatureIds):
        made["FEATUREID"] = ",".join(filter.ids)
    elif filter is not None:
        made["FILTER"] = _filter_text(filter, crs, extent, version, shape)
    elif extent is not None:
        made["BBOX"] = ",".join([*map(repr, extent), *([crs] if crs else [])])
    return made


def _filter_text(filter: Filter, crs: str, extent: Extent | None, version: str, shape: str) -> str:
    if extent is not None:
        box = BBox(extent[:2], extent[2:], crs or None, shape)
        filter = Combined(Logic.AND, (box, filter))
    return xml.write(filters_xml.build(filter, version), declaration=False).decode()


def page_parameters(schema: Schema, start: int, count: int, output: str) -> dict[str, str]:
    """Which page; sorted by a field that is probably unique, so that pages neither overlap nor leave gaps."""
    made = {"STARTINDEX": str(start), "MAXFEATURES": str(count), "OUTPUTFORMAT": output}
    field = sorted_by(schema)
    return made | ({"SORTBY": field.name} if field else {})


def sorted_by(schema: Schema) -> Field | None:
    """A field that is probably unique."""
    by_lower = {field.name.lower(): field for field in schema.fields}
    return next((by_lower[name] for name in _SORTED_BY if name in by_lower), None)


def hits(root: Element, version: str = "1.1.0") -> int:
    """How many features there are, from an answer to RESULTTYPE=hits.

    Who does not know that parameter, as in WFS 1.0.0, sends the features themselves, which are counted.
    """
    text = attribute(root, "numberOfFeatures") or attribute(root, "numberMatched")
    if local(root.tag) == "FeatureCollection" and not text:
        sent = sum(1 for _ in members(root))
        if sent or version == OLDEST:
            return sent
    if local(root.tag) != "FeatureCollection" or not (text.isascii() and text.isdigit() and len(text) < 12):
        raise NotAService("The service does not say how many features there are.")
    return int(text)


def key_of(fid: str, layer: str) -> str:
    """The part of a feature id behind the dot; the whole id where it is not `typename.key`."""
    return fid.removeprefix(f"{local(layer)}.").removeprefix(f"{layer}.") or fid


def geojson_page(document: Any, schema: Schema, crs: str) -> Rows:
    """The features of a GeoJSON page. Properties that the schema does not name are left out."""
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise NotAService("The service does not answer with a collection of features.")
    try:
        return [_geojson_feature(entry, schema, crs) for entry in features]
    except (KeyError, TypeError, AttributeError) as error:
        raise NotAService(f"A feature in the answer is incomplete ({type(error).__name__}).")


def _geojson_feature(entry: Mapping[str, Any], schema: Schema, crs: str) -> tuple[str, Feature]:
    fid, seen, geometry = str(entry["id"]), entry["properties"], entry.get("geometry")
    if geometry is not None:
        check_geometry(geometry)
        geometry = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    values = {field.name: seen[field.name] for field in schema.fields if field.name in seen}
    return fid, Feature(schema.layer, key_of(fid, schema.layer), crs, geometry, values)


def gml_page(root: Element, schema: Schema, crs: str, read_geometry: ReadGeometry) -> Rows:
    """The features of a GML page (GML 2.1.2, 3.1.1). A property that is missing is null, as GML has it."""
    return [gml_feature(entry, schema, crs, read_geometry) for entry in members(root)]


def members(root: Element) -> Iterator[Element]:
    """The features of a GML page. Raises NotAService for another document."""
    if local(root.tag) != "FeatureCollection":
        raise NotAService(f"The service answers with {local(root.tag)[:60]} instead of features.")
    for group in root:
        if local(group.tag) in ("featureMember", "featureMembers", "member"):
            yield from group


def gml_feature(entry: Element, schema: Schema, crs: str, read: ReadGeometry) -> tuple[str, Feature]:
    """Feature id and feature. Raises NotAService where there is no id, InvalidContent for a value."""
    fid = attribute(entry, "id") or attribute(entry, "fid")
    if not fid:
        raise NotAService("A feature in the answer has no id.")
    values: dict[str, Any] = {field.name: None for field in schema.fields}
    geometry: Geometry | None = None
    for part in entry:
        name, field = local(part.tag), schema.field(local(part.tag))
        if name == schema.geometry_name and len(part) and is_geometry(part[0]):
            geometry = read(part[0])
        elif field is not None and not is_nil(part):
            values[name] = _value(part.text or "", field.type)
    return fid, Feature(schema.layer, key_of(fid, schema.layer), crs, geometry, values)


def _value(text: str, kind: str) -> Any:
    if kind not in ("integer", "number", "boolean"):
        return text
    word = text.strip()
    if kind == "boolean" and word in _BOOLEANS:
        return _BOOLEANS[word]
    if kind != "boolean" and _INTEGER.fullmatch(word):
        return int(word)
    if kind == "number" and _NUMBER.fullmatch(word) and math.isfinite(float(word)):
        return float(word)
    raise InvalidContent(f"The service sends {text[:40]!r} as {kind}.")


def with_geometries(rows: Rows, geometries: Rows) -> Rows:
    """`rows` with the geometries of another answer to the same question."""
    found = {fid: feature.geometry for fid, feature in geometries}
    if len(found) != len(rows) or any(fid not in found for fid, _ in rows):
        raise NotAService("The layer changed while it was read.", "Try again.")
    return [(fid, Feature(seen.layer, seen.key, seen.crs, found[fid], seen.properties)) for fid, seen in rows]
