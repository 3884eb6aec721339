"""A feature as everybody here speaks of it, and its form on the wire: OGC JSON-FG (OGC 21-045r1).

Coordinates in `Feature.geometry` are always x before y (easting, northing; longitude, latitude) in the
layer's native CRS, at full precision. Only the JSON-FG `place` member has the authority's axis order, as
the standard asks (§7.3); whether that differs is a fact of the CRS, so it is passed in.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .errors import InvalidContent

Geometry = Mapping[str, Any]
"""A GeoJSON geometry object (RFC 7946 §3.1), but in the CRS its context names."""

CRS_URI = "http://www.opengis.net/def/crs/{}/0/{}"
_CRS_URI = re.compile(r"https?://www\.opengis\.net/def/crs/([A-Za-z]{1,20})/[0-9.]{1,9}/([0-9]{1,9})")
_HALF = re.compile("[\ud800-\udfff]")
_LARGEST_ORDINATE = 10**15
_LARGEST_INTEGER = 2**63
_LONGEST = 2_000_000  # characters of JSON-FG
_MAX_NESTING = 32
_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


@dataclass(frozen=True)
class Feature:
    """One row of one layer as its readers see it.

    `key` is the stable key (the `uuid` column where there is one, else the primary key), None before the
    server has given one. `crs` is `AUTHORITY:CODE`. `properties` hold null, boolean, number, text, list or
    mapping; dates and times are ISO 8601 text.
    """

    layer: str
    key: str | None
    crs: str
    geometry: Geometry | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)

    def with_key(self, key: str) -> Feature:
        return replace(self, key=key)


def to_json_fg(feature: Feature, northing_first: bool = False) -> str:
    """JSON-FG text of `feature`; numbers keep every digit that a double has."""
    authority, _, code = feature.crs.partition(":")
    place = None
    if feature.geometry is not None:
        place = {
            "type": feature.geometry["type"],
            "coordinates": swapped(feature.geometry["coordinates"], northing_first),
            "coordRefSys": CRS_URI.format(authority, code),
        }
    document = {
        "type": "Feature",
        "conformsTo": ["http://www.opengis.net/spec/json-fg-1/0.2/conf/core"],
        "featureType": feature.layer,
        "id": feature.key,
        "coordRefSys": CRS_URI.format(authority, code),
        "time": None,
        "place": place,
        "geometry": None,
        "properties": dict(feature.properties),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


def from_json_fg(text: str, northing_first: bool = False, longest: int = _LONGEST) -> Feature:
    """The feature that `text` describes. Raises InvalidContent for anything else; `text` is hostile."""
    if len(text) > longest:
        raise InvalidContent(f"This is not a JSON-FG feature: it has more than {longest} characters.")
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once_each)
        crs = _crs(document["coordRefSys"])
        geometry, key = _geometry(document["place"], crs, northing_first), document["id"]
        properties = document["properties"]
        layer = document["featureType"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidContent(f"This is not a JSON-FG feature: {error}.") from error
    if not (isinstance(layer, str) and isinstance(properties, dict) and isinstance(key, str | int | None)):
        raise InvalidContent("This is not a JSON-FG feature: layer, id or properties have the wrong type.")
    _check_value([layer, key, properties], _MAX_NESTING)
    return Feature(layer, None if key is None else str(key), crs, geometry, properties)


def swapped(coordinates: Any, swap: bool) -> Any:
    """`coordinates` (of any GeoJSON depth), with the first two of each position exchanged if `swap`."""
    if not swap:
        return coordinates
    if coordinates and isinstance(coordinates[0], int | float):
        return [coordinates[1], coordinates[0], *coordinates[2:]]
    return [swapped(inner, True) for inner in coordinates]


def positions(geometry: Geometry) -> Iterator[Sequence[float]]:
    """Every vertex; none of an empty geometry."""
    yield from _flat(geometry["coordinates"])


def extent(geometry: Geometry | None) -> tuple[float, float, float, float] | None:
    """(least x, least y, greatest x, greatest y) in the geometry's own CRS; None where there is no vertex."""
    found = [(float(x), float(y)) for x, y, *_ in positions(geometry)] if geometry else []
    if not found:
        return None
    xs, ys = zip(*found, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def check_geometry(geometry: Geometry) -> None:
    """Raise InvalidContent unless this is a GeoJSON geometry of finite numbers with closed rings."""
    if not isinstance(geometry, Mapping):
        raise InvalidContent("A geometry is not an object.")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if not isinstance(kind, str) or kind not in _DEPTH:
        raise InvalidContent(f"A geometry of type {str(kind)[:40]!r} is not supported.")
    _check_positions(coordinates, _DEPTH[kind])
    polygons: Any = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, [])
    for ring in (ring for polygon in polygons for ring in polygon):
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise InvalidContent("A polygon has a ring that is not closed.")


def _flat(coordinates: Any) -> Iterator[Sequence[float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
        return
    for inner in coordinates:
        yield from _flat(inner)


def _check_positions(coordinates: Any, depth: int) -> None:
    if not isinstance(coordinates, list | tuple) or not coordinates:
        raise InvalidContent("A geometry has no coordinates.")
    if depth:
        for inner in coordinates:
            _check_positions(inner, depth - 1)
    elif not 2 <= len(coordinates) <= 4 or not all(_is_ordinate(number) for number in coordinates):
        raise InvalidContent("A geometry has a position that is not two to four finite numbers.")


def _is_ordinate(number: Any) -> bool:
    """Beyond 10¹⁵ no coordinate is left of a double's digits; an integer may have thousands."""
    return isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < _LARGEST_ORDINATE


def _geometry(place: Any, crs: str, northing_first: bool) -> Geometry | None:
    if place is None:
        return None
    if "coordRefSys" in place and _crs(place["coordRefSys"]) != crs:
        raise InvalidContent("The place of a feature is in another reference system than the feature.")
    check_geometry(place)
    return {"type": place["type"], "coordinates": swapped(place["coordinates"], northing_first)}


def _crs(uri: str) -> str:
    match = _CRS_URI.fullmatch(uri)
    if not match:
        raise InvalidContent("A feature names no coordinate reference system that is known here.")
    return f"{match[1].upper()}:{match[2]}"


def check_property(value: Any) -> None:
    """Raise InvalidContent for the value of a property that `from_json_fg` would refuse."""
    _check_value(value, _MAX_NESTING - 2)


def _check_value(value: Any, depth: int) -> None:
    if depth == 0:
        raise InvalidContent(f"A property is nested deeper than {_MAX_NESTING}.")
    if isinstance(value, dict | list):
        for inner in [*value, *value.values()] if isinstance(value, dict) else value:
            _check_value(inner, depth - 1)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidContent("A property has a number that is not finite.")
    elif isinstance(value, int) and not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        raise InvalidContent("A property has a whole number of more than 64 bits.")
    elif isinstance(value, str) and not value.isascii() and _HALF.search(value):
        raise InvalidContent("A property has half a character (a lone surrogate).")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A member that comes twice would be one thing to us and another to the next reader."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is given twice")
    return members


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")
