"""Geometries and values between three worlds: GML, GeoJSON as the domain speaks it, and QGIS.

Everywhere behind this module a coordinate is x before y (easting, northing; longitude, latitude). Only a
`srsName` tells what order was meant: `EPSG:n` is x, y by the custom of WFS 1.0.0; the urn and http forms are
the authority's order (OGC 09-048r5 §7.3), which is northing first for EPSG:4326 or EPSG:31468.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, tostring

from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsPoint,
    QgsRectangle,
    QgsVariantUtils,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime

from ..domain.errors import InvalidContent
from ..domain.feature import Feature, Geometry, check_geometry, swapped
from . import straight_gml

_PLAIN = re.compile(r"^([A-Za-z]+):(\d+)$")
_LEGACY = re.compile(r"^http://www\.opengis\.net/gml/srs/([A-Za-z]+)\.xml#(\d+)$")
_AUTHORITY = re.compile(
    r"^(?:urn:(?:x-)?ogc:def:crs:([A-Za-z]+):[0-9.]*:|https?://www\.opengis\.net/def/crs/([A-Za-z]+)/[0-9.]+/)"
    r"([A-Za-z0-9]+)$"
)
_POSITIONS = {"pos", "posList", "coordinates", "lowerCorner", "upperCorner", "X", "Y", "Z"}
# \d+\.?\d* would match digits in many ways, and a list of them that ends wrongly takes for ever.
_NUMBERS = re.compile(r"^(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?(?:[\s,]+|$))+$", re.ASCII)
_MARGIN = 0.001  # degrees: capabilities are rounded
_KINDS = {
    ogr.wkbPoint: "Point",
    ogr.wkbLineString: "LineString",
    ogr.wkbPolygon: "Polygon",
    ogr.wkbTriangle: "Polygon",
    ogr.wkbMultiPoint: "MultiPoint",
    ogr.wkbMultiLineString: "MultiLineString",
    ogr.wkbMultiPolygon: "MultiPolygon",
    ogr.wkbPolyhedralSurface: "MultiPolygon",
    ogr.wkbTIN: "MultiPolygon",
}


def srs_of(name: str) -> tuple[str, bool]:
    """(`AUTHORITY:CODE`, whether coordinates come in the authority's order). Raises InvalidContent."""
    if name == "CRS:84":
        return "OGC:CRS84", False
    if match := _PLAIN.match(name) or _LEGACY.match(name):
        return f"{match[1].upper()}:{match[2]}", False
    if match := _AUTHORITY.match(name):
        return f"{(match[1] or match[2]).upper()}:{match[3]}", True
    raise InvalidContent(f"The coordinate reference system {name[:80]!r} is not known here.")


def northing_first(crs: QgsCoordinateReferenceSystem) -> bool:
    """True if the authority puts northing or latitude before easting or longitude."""
    return bool(crs.hasAxisInverted())


def srs_in(element: Element) -> str | None:
    """The one `srsName` in a GML geometry, None where there is none; InvalidContent where they differ."""
    names = {inner.attrib["srsName"] for inner in element.iter() if inner.attrib.get("srsName")}
    if len(names) > 1:
        raise InvalidContent("A geometry mixes coordinate reference systems.")
    return names.pop() if names else None


def from_gml(element: Element, default_srs: str | None = None) -> QgsGeometry:
    """The geometry of a GML 2 or GML 3 element with x before y, Z and curves kept.

    Its CRS is `srs_of(srs_in(element) or default_srs)`; without either the order is taken as x, y.
    Raises InvalidContent for what is no geometry, is empty, or holds anything but finite numbers.
    """
    _check_numbers(element)
    geometry = _plain_point(element) or _through_gdal(element)
    name = srs_in(element) or default_srs
    if name and _swaps(name):
        geometry.get().swapXy()
    check_geometry(to_geojson(geometry) or {})
    return geometry


def geojson_of(element: Element) -> Geometry | None:
    """`to_geojson` of `from_gml`, in a tenth of the time for what has no curves, as most have not."""
    found = straight_gml.read(element)
    if found is None:
        return to_geojson(from_gml(element))
    geometry, name = found
    if name and _swaps(name):
        geometry["coordinates"] = swapped(geometry["coordinates"], True)
    check_geometry(geometry)
    return geometry


def box_in(box: tuple[float, float, float, float], crs: str) -> tuple[float, float, float, float] | None:
    """A box in degrees (west, south, east, north), a little larger, in `crs` (AUTHORITY:CODE); None for no such box."""
    target = QgsCoordinateReferenceSystem(crs)
    if not target.isValid():
        return None
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), target, QgsCoordinateTransformContext()
    )
    try:
        found = transform.transformBoundingBox(QgsRectangle(*box).buffered(_MARGIN))
    except QgsCsException:
        return None
    return found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum()


def to_geojson(geometry: QgsGeometry) -> Geometry | None:
    """The geometry with every digit of its doubles and its Z; None for none or an empty one.

    Curves become line strings as QGIS's own GeoJSON writer makes them; M is dropped.
    Raises InvalidContent for a collection of mixed kinds.
    """
    if geometry.isNull() or geometry.isEmpty():
        return None
    straight = geometry.constGet().segmentize()
    straight.dropMValue()
    shape = ogr.CreateGeometryFromWkb(bytes(straight.asWkb()))
    kind = _KINDS.get(ogr.GT_Flatten(shape.GetGeometryType()))
    if kind is None:
        raise InvalidContent(f"A geometry of type {shape.GetGeometryName()} is not supported.")
    return {"type": kind, "coordinates": _coordinates(shape)}


def to_qgs(geometry: Geometry) -> QgsGeometry:
    """The QGIS geometry of a GeoJSON one. Raises InvalidContent."""
    check_geometry(geometry)
    plain = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    with _quietly():
        shape = ogr.CreateGeometryFromJson(json.dumps(plain))
    if shape is None:
        raise InvalidContent("A geometry cannot be read.")
    return _from_wkb(shape.ExportToIsoWkb())


def plain_value(value: Any) -> Any:
    """An attribute as QGIS Server's GeoJSON has it: null, boolean, number, text, list or mapping."""
    if QgsVariantUtils.isNull(value) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, QDateTime | QTime):
        return value.toString(Qt.DateFormat.ISODateWithMs)
    if isinstance(value, QDate):
        return value.toString(Qt.DateFormat.ISODate)
    if isinstance(value, QByteArray | bytes):
        return bytes(QByteArray(value).toBase64()).decode("ascii")
    if isinstance(value, list | tuple):
        return [plain_value(inner) for inner in value]
    if isinstance(value, dict):
        return {str(name): plain_value(inner) for name, inner in value.items()}
    return value


def feature_of(layer: str, row: QgsFeature, fields: Iterable[str], crs: str, key: str | None) -> Feature:
    """A row of QGIS, with the attributes named in `fields`, as a feature; `crs` is AUTHORITY:CODE."""
    properties = {name: plain_value(row.attribute(name)) for name in fields}
    return Feature(layer, key, crs, to_geojson(row.geometry()), properties)


@cache
def _swaps(srs_name: str) -> bool:
    authid, authority_order = srs_of(srs_name)
    crs = QgsCoordinateReferenceSystem(authid)
    if not crs.isValid():
        raise InvalidContent(f"The coordinate reference system {authid} is not known here.")
    return authority_order and northing_first(crs)


def _check_numbers(element: Element) -> None:
    # OGR reads what is no number as 0
    for inner in element.iter():
        if inner.tag.rpartition("}")[2] not in _POSITIONS:
            continue
        usual = (inner.get("decimal", "."), inner.get("cs", ","), inner.get("ts", " ")) == (".", ",", " ")
        if not usual or not _NUMBERS.match((inner.text or "").strip()):
            raise InvalidContent("A geometry in GML holds something else than numbers.")


def _plain_point(element: Element) -> QgsGeometry | None:
    """A point that is nothing but its position, as most are; None for anything else, which takes ten times longer."""
    parts = [inner.tag.rpartition("}")[2] for inner in element.iter()]
    separator = {"pos": None, "coordinates": ","}.get(parts[-1], "")
    if len(parts) != 2 or parts[0] != "Point" or separator == "":
        return None
    numbers = (element[0].text or "").strip().split(separator)
    if element[0].get("srsDimension", str(len(numbers))) != str(len(numbers)) or len(numbers) not in (2, 3):
        return None
    with suppress(ValueError):
        return QgsGeometry(QgsPoint(*map(float, numbers)))
    return None


def _through_gdal(element: Element) -> QgsGeometry:
    with _quietly():
        shape = ogr.CreateGeometryFromGML(tostring(element, encoding="unicode"))
    if shape is None or shape.IsEmpty():
        raise InvalidContent("A geometry in GML cannot be read.")
    return _with_every_digit(_from_wkb(shape.ExportToIsoWkb()), element)


def _with_every_digit(geometry: QgsGeometry, element: Element) -> QgsGeometry:
    """`geometry` with the ordinates as `element` has them: OGR reads fifteen significant digits of seventeen.

    Curves stay as OGR read them.
    """
    if geometry.constGet().hasCurvedSegments():
        return geometry
    read = to_geojson(geometry)
    texts = [inner.text or "" for inner in element.iter() if inner.tag.rpartition("}")[2] in _POSITIONS]
    exact = [float(number) for text in texts for number in text.replace(",", " ").split()]
    rounded = list(_flat(read["coordinates"])) if read else []
    if read is None or len(exact) != len(rounded) or not all(map(_near, exact, rounded)):
        return geometry
    return to_qgs({"type": read["type"], "coordinates": _refilled(read["coordinates"], iter(exact))})


def _near(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-13, abs_tol=1e-13)


def _flat(coordinates: Any) -> Iterator[float]:
    if isinstance(coordinates, list):
        for inner in coordinates:
            yield from _flat(inner)
    else:
        yield coordinates


def _refilled(coordinates: Any, ordinates: Iterator[float]) -> Any:
    if isinstance(coordinates, list):
        return [_refilled(inner, ordinates) for inner in coordinates]
    return next(ordinates)


def _coordinates(shape: ogr.Geometry) -> list[Any]:
    kind = ogr.GT_Flatten(shape.GetGeometryType())
    if kind == ogr.wkbPoint:
        return list(shape.GetPoint() if shape.Is3D() else shape.GetPoint_2D())
    if kind == ogr.wkbLineString:
        return [list(position) for position in shape.GetPoints()]
    return [_coordinates(shape.GetGeometryRef(part)) for part in range(shape.GetGeometryCount())]


def _from_wkb(wkb: bytes | bytearray) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(bytes(wkb))
    return geometry


@contextmanager
def _quietly() -> Iterator[None]:
    # What GDAL says goes to stderr, and is raised where somebody else in the process asked for exceptions.
    gdal.SetThreadLocalConfigOption("OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "NO")
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    except RuntimeError as error:
        raise InvalidContent(f"A geometry cannot be read: {error}.") from error
    finally:
        gdal.SetThreadLocalConfigOption("OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", None)
        gdal.PopErrorHandler()
