"""Coordinates as people type them: degrees in either order and notation, metres of UTM with or without the zone.

Nothing is transformed here. Where more than one reading makes sense, all are named, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .rules.projections import UTM, Pair

LONGEST = 200
"""Characters."""
WEST, SOUTH, EAST, NORTH = 5.5, 47.1, 15.6, 55.2
"""Degrees: where a municipality can lie."""
_DMS = re.compile(
    r"""(?P<deg>\d{1,3}(?:[.,]\d+)?)\s*[°º]\s*
        (?:(?P<min>\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?
        (?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''|′′)\s*)?""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LETTERS = {"N": "N", "S": "N", "E": "E", "O": "E", "W": "E"}


@dataclass(frozen=True)
class Reading:
    """What was meant: x before y in `crs`. `swapped` says that the numbers stood the other way round than usual there.

    Usual are easting before northing in metres, and latitude before longitude in degrees.
    """

    x: float
    y: float
    crs: str
    swapped: bool = False


def readings(text: str, home: str = "") -> list[Reading]:
    """All that `text` can mean as a place in Germany, the likeliest first; nothing for what is no pair of numbers.

    `home` is the CRS of the layer, AUTHORITY:CODE: of several zones it is the likeliest.
    """
    found = _numbers(text[:LONGEST])
    if found is None:
        return []
    (first, second), zone, order = found
    wanted = [(first, second, False), (second, first, True)]
    degrees = [Reading(lon, lat, "EPSG:4326", turned) for lat, lon, turned in wanted if _is_in_germany(lon, lat)]
    if order:
        degrees = [one for one in degrees if one.swapped == (order == "EN")]
    metres = [one for x, y, turned in wanted for one in _metres(x, y, turned, zone, home)]
    return [*degrees, *metres]


def _metres(x: float, y: float, turned: bool, zone: int, home: str) -> list[Reading]:
    zones = [zone] if zone in UTM else sorted(UTM, key=lambda one: (f"EPSG:{25800 + one}" != home, -one))
    found = []
    for one in zones:
        bare = x - one * 1_000_000 if x >= 10_000_000 else x
        if 100_000 <= bare < 1_000_000 and 5_000_000 < y < 6_500_000 and _is_in_germany(*UTM[one].to_degrees(bare, y)):
            found.append(Reading(bare, y, f"EPSG:{25800 + one}", turned))
    return found


def _is_in_germany(lon: float, lat: float) -> bool:
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def _numbers(text: str) -> tuple[Pair, int, str] | None:
    """Two numbers, the zone of UTM (0 for none said), and which letters stand by them ("NE", "EN" or "")."""
    upper = text.upper().strip()
    order = "".join(_LETTERS[sign] for sign in re.findall(r"(?<![A-ZÄÖÜ])[NSEOW](?![A-ZÄÖÜ])", upper))
    if "°" in upper or "º" in upper:
        values = [_of_dms(one) for one in _DMS.finditer(upper)]
        return ((values[0], values[1]), 0, order) if len(values) == 2 else None
    zone = 0
    if found := re.match(r"(?:UTM\s*)?(3[123])\s*[NU]?[\s,;]+(?=\d{6})", upper):
        zone, upper = int(found[1]), upper[found.end() :]
    bare = re.sub(r"(?<![A-ZÄÖÜ])(?:[NSEOW]|LAT|LON|RW|HW|X|Y)\s*[:=]?(?![A-ZÄÖÜ])", " ", upper)
    parts = [] if re.search(r"[^\d.,;\s+-]", bare) or "-" in bare else _split(bare)
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    return (float(parts[0]), float(parts[1])), zone, order if len(order) == 2 else ""


def _split(text: str) -> Sequence[str]:
    """Two numbers apart: a comma is a decimal sign where something else divides, or where there are three of them."""
    text = text.replace("+", " ").strip()
    for divider in (r";", r"\s+"):
        parts = [part.strip().strip(",") for part in re.split(divider, text) if part.strip(" ,")]
        if len(parts) == 2:
            return [part.replace(",", ".") if "." not in part else part for part in parts]
    pieces = text.split(",")
    if len(pieces) == 4:
        return [".".join(pieces[:2]), ".".join(pieces[2:])]
    return [piece.strip() for piece in pieces]


def _of_dms(found: re.Match[str]) -> float:
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("deg", "min", "sec")]
    return parts[0] + parts[1] / 60 + parts[2] / 3600
