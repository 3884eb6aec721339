"""The state of a feature: one hash over its whole visible row, equal on client and server.

It is the condition of publication: a change is carried out only while the row still is what the person saw.
What two sides must agree on is defined here and nowhere else.

* Coordinates count on a grid: 10⁻⁶ of the unit in projected CRS, which is the precision in which QGIS Server
  writes GeoJSON, 10⁻⁹ degrees in geographic CRS, which are read as GML. Below the grid, two are the same.
* A single geometry equals the multi geometry with it as the only part: servers promote at will.
* `3.0` equals `3`; null, empty text and a missing property are three different things.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from .feature import Feature, Geometry

PROJECTED_DECIMALS = 6
GEOGRAPHIC_DECIMALS = 9
_EXACT = 2**53

_PLAIN = (str, int, float, type(None))


def state_of(feature: Feature, decimals: int = PROJECTED_DECIMALS) -> str:
    """`sha256:` and 64 hexadecimal digits for the visible row of `feature`. Key and layer do not count."""
    row = {
        "geometry": canonical_geometry(feature.geometry, decimals),
        "properties": {name: _canonical(value) for name, value in feature.properties.items()},
    }
    return "sha256:" + hashlib.sha256(_text(row).encode("utf-8", "surrogatepass")).hexdigest()


def same_value(one: Any, other: Any) -> bool:
    """True if two property values are the same to this definition."""
    if type(one) is type(other) and isinstance(one, _PLAIN) and (one == other or isinstance(one, str)):
        return bool(one == other)  # most are such, and a refresh compares millions
    return _text(_canonical(one)) == _text(_canonical(other))


def same_geometry(one: Geometry | None, other: Geometry | None, decimals: int = PROJECTED_DECIMALS) -> bool:
    """True if two geometries are the same on the grid."""
    return canonical_geometry(one, decimals) == canonical_geometry(other, decimals)


def canonical_geometry(geometry: Geometry | None, decimals: int) -> list[Any] | None:
    """[family, parts] with whole grid steps as coordinates; None for none."""
    if geometry is None:
        return None
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        return [kind.removeprefix("Multi"), _steps(coordinates, decimals)]
    return [kind, [_steps(coordinates, decimals)]]


def _steps(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, list | tuple):
        return [_steps(inner, decimals) for inner in coordinates]
    return _step(float(coordinates), decimals)


def _step(ordinate: float, decimals: int) -> int:
    if decimals == GEOGRAPHIC_DECIMALS:  # as GML writes it: the decimal text, correctly rounded
        return int(f"{ordinate:.9f}".replace(".", ""))
    # As the GeoJSON writer rounds: multiply, half away from zero. Doing it the same way, in the same
    # arithmetic, is what makes the hash of the stored and of the transferred coordinate equal.
    size: int = math.floor(abs(ordinate) * 10**decimals + 0.5)
    return -size if ordinate < 0 else size


def _canonical(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, Mapping):
        return {str(name): _canonical(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    return value


def _text(value: Any) -> str:
    """As text, because Python holds True for equal to 1, at any depth, and a boolean is no number here."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
