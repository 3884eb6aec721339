"""GetFeature: which features, and how they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from . import data
from .data import LAYERS, Layer
from .describing import order
from .filters import compiled, fid_of, within
from .personality import GEOJSON, GML2, GML3, Personality
from .refusal import Refusal
from .shapes import GML, meaning, srs_name, written

WFS = "http://www.opengis.net/wfs"


def named_layer(text: str, who: Personality) -> Layer:
    """The layer with the full name `text`."""
    prefix, _, name = text.rpartition(":")
    if prefix != who.prefix or name not in LAYERS:
        raise Refusal(f"There is no feature type {text}.", "InvalidParameterValue", "typename")
    return LAYERS[name]


def get_feature(who: Personality, asked: Mapping[str, str], connection: Any, version: str) -> tuple[bytes, str]:
    """The answer and its content type."""
    layer = named_layer(asked.get("TYPENAME", ""), who)
    kind = _kind(who, asked, version)
    found = _selected(who, layer, asked, connection, version)
    if asked.get("RESULTTYPE", "").lower() == "hits" and who.hits and version != "1.0.0":
        return _hits(len(found)), "text/xml"
    found = _page(who, asked, found)
    if kind == GEOJSON:
        return _json(who, layer, found), "application/json"
    return _gml(who, layer, found, asked, kind, version), "text/xml"


def _kind(who: Personality, asked: Mapping[str, str], version: str) -> str:
    wanted = asked.get("OUTPUTFORMAT")
    if wanted is None:
        return GML2 if version == "1.0.0" else GML3
    if wanted not in who.formats:
        raise Refusal(f"There is no format {wanted}.", "InvalidParameterValue", "outputFormat")
    return who.formats[wanted]


def _selected(
    who: Personality, layer: Layer, asked: Mapping[str, str], connection: Any, version: str
) -> list[dict[str, Any]]:
    given = [name for name in ("BBOX", "FILTER", "FEATUREID") if asked.get(name)]
    if len(given) > 1:
        raise Refusal(f"{' and '.join(given)} exclude one another.", "InvalidParameterValue")
    rows = data.rows(connection, layer)
    if "FEATUREID" in given:
        wanted = set(asked["FEATUREID"].split(","))
        return [row for row in rows if fid_of(who, layer, row) in wanted]
    if "BBOX" in given:
        *numbers, srs = [*asked["BBOX"].split(","), ""][:5]
        swap = meaning(srs, layer, version) if srs else False  # without a CRS as everybody writes it: x, y
        return [row for row in rows if within([float(one) for one in numbers], swap)(row)]
    test = compiled(_parsed(asked["FILTER"]) if "FILTER" in given else None, who, layer, version)
    return [row for row in rows if test(row)]


def _parsed(text: str) -> etree._Element:
    try:
        return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise Refusal(f"The filter is no XML: {error}.", "InvalidParameterValue", "filter") from None


def _page(who: Personality, asked: Mapping[str, str], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who does not know STARTINDEX does not hear it."""
    if asked.get("SORTBY") and who.paging:
        found = sorted(found, key=lambda row: str(row[asked["SORTBY"].split()[0]]))
    start = int(asked.get("STARTINDEX", "0")) if who.paging else 0
    most = int(asked.get("MAXFEATURES", str(len(found) + 1)))
    return found[start : start + (min(most, who.cap) if who.cap else most)]


def _hits(count: int) -> bytes:
    return f'<wfs:FeatureCollection xmlns:wfs="{WFS}" numberOfFeatures="{count}"/>'.encode()


def _json(who: Personality, layer: Layer, found: list[dict[str, Any]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": fid_of(who, layer, row),
            "geometry": row["geometry"],
            "geometry_name": who.geometry,
            "properties": {one.name: row[one.name] for one in layer.columns},
        }
        for row in found
    ]
    about = {"type": "name", "properties": {"name": srs_name("urn", layer.epsg)}}
    return json.dumps({"type": "FeatureCollection", "features": features, "crs": about}, ensure_ascii=False).encode()


def _gml(
    who: Personality, layer: Layer, found: list[dict[str, Any]], asked: Mapping[str, str], kind: str, version: str
) -> bytes:
    gml3 = kind == GML3
    srs, swap = _srs(who, layer, asked.get("SRSNAME", ""), version)
    root = etree.Element(f"{{{WFS}}}FeatureCollection", nsmap={"wfs": WFS, "gml": GML, who.prefix: who.uri})
    if version != "1.0.0":
        root.set("numberOfFeatures", str(len(found)))
    for row in found:
        member = etree.SubElement(root, f"{{{GML}}}featureMember")
        feature = etree.SubElement(member, f"{{{who.uri}}}{layer.name}")
        feature.set(f"{{{GML}}}id" if gml3 else "fid", fid_of(who, layer, row))
        for name in order(who, layer):
            value = row["geometry"] if name == who.geometry else row[name]
            if value is None:
                continue
            made = etree.SubElement(feature, f"{{{who.uri}}}{name}")
            if name == who.geometry:
                made.append(written(value, srs, swap, gml3))
            else:
                made.text = str(value).lower() if isinstance(value, bool) else str(value)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _srs(who: Personality, layer: Layer, asked: str, version: str) -> tuple[str, bool]:
    """How the CRS is written in the answer, and whether its northing comes first."""
    meaning(asked, layer, version)  # refuses another CRS
    style = who.srs_out
    if style == "as asked":
        style = "legacy" if asked.startswith("EPSG:") or version == "1.0.0" else "urn"
    return srs_name(style, layer.epsg), style == "urn" and layer.northing_first
