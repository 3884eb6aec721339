"""Rows as SQLite holds them and features as the domain knows them.

A geometry is a GeoPackage blob (OGC 12-128r17 §2.1.3): header, envelope, ISO WKB.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsGeometry

from ...domain.feature import Feature, Geometry
from ...services.wfs.model import Field
from ..geometry import to_geojson, to_qgs
from .layer import LayerRecord

_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_DATETIME = re.compile(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[-+]\d\d:?\d\d)?$")


def feature_of(layer: LayerRecord, row: Mapping[str, Any], fid: str | None) -> Feature:
    """The feature that a row (by column name) holds; `fid` is the server's id of it, None for a new one."""
    properties = {
        field.name: loaded(row[column], field) for field, column in zip(layer.schema.fields, layer.columns, strict=True)
    }
    geometry = None if layer.schema.geometry_type is None else from_blob(row["geom"])
    key = properties.get(layer.form.key) if layer.form.key else layer.key_of(fid)
    return Feature(layer.form.name, None if key is None else str(key), layer.form.crs, geometry, properties)


def values_of(layer: LayerRecord, feature: Feature) -> list[Any]:
    """What goes into the columns `geom` (if there is one) and `layer.columns` for `feature`."""
    values = [stored(feature.properties.get(field.name), field) for field in layer.schema.fields]
    if layer.schema.geometry_type is None:
        return values
    return [to_blob(feature.geometry, layer.srs_id), *values]


def stored(value: Any, field: Field) -> Any:
    """A property value as its column holds it."""
    if value is None or field.type != "json":
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    return json.dumps(value, ensure_ascii=False)


def loaded(value: Any, field: Field) -> Any:
    """A column's value as the server would write it in GeoJSON."""
    if field.type == "boolean" and value in (0, 1):
        return bool(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str) and field.type == "json":
        return _json(value)
    if isinstance(value, str) and field.type == "datetime":
        return _datetime(value)
    return value if not isinstance(value, bytes) else value.hex()


def to_blob(geometry: Geometry | None, srs_id: int) -> bytes | None:
    if geometry is None:
        return None
    shape = to_qgs(geometry)
    box = shape.boundingBox()
    corners = (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
    return struct.pack("<2sBBi4d", b"GP", 0, 0b11, srs_id, *corners) + bytes(shape.asWkb())


def from_blob(blob: bytes | None) -> Geometry | None:
    """None for no geometry, an empty one, or what is none."""
    start = _header(blob)
    if blob is None or start is None:
        return None
    shape = QgsGeometry()
    shape.fromWkb(blob[start:])
    return to_geojson(shape)


def is_empty(blob: bytes | None) -> int | None:
    """ST_IsEmpty of the rtree triggers (OGC 12-128r17 Annex F.3)."""
    return None if blob is None else int(from_blob(blob) is None)


def ordinate(blob: bytes | None, number: int) -> float | None:
    """Minimal x, maximal x, minimal y or maximal y: ST_MinX and its like."""
    start = _header(blob)
    if blob is None or start is None:
        return None
    if blob[3] >> 1 & 0b111 == 1 and blob[3] & 1:
        return float(struct.unpack_from("<4d", blob, 8)[number])
    shape = QgsGeometry()
    shape.fromWkb(blob[start:])
    box = shape.boundingBox()
    return float((box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())[number])


def _header(blob: bytes | None) -> int | None:
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    size = _ENVELOPE_BYTES.get(blob[3] >> 1 & 0b111)
    return None if size is None else 8 + size


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text  # somebody typed something that is no JSON; the server will say so


def _datetime(text: str) -> str:
    # GDAL leaves out milliseconds that are zero, QGIS Server writes them always
    match = _DATETIME.match(text)
    if match is None:
        return text
    milliseconds = (match[3] or "")[:3].ljust(3, "0")
    return f"{match[1]}T{match[2]}.{milliseconds}{match[4] or ''}"
