"""Transverse Mercator for plausibility: what would these numbers be in another CRS? Right to a few hundred metres.

Krüger's series (third order) on the ellipsoid; between DHDN and ETRS89 no datum shift is made, which is up to
200 m in Germany. Nothing here is for storing coordinates: that is PROJ's.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Pair = tuple[float, float]


@dataclass(frozen=True)
class Mercator:
    """One strip: ellipsoid (axis in metres, inverse flattening), central meridian in degrees, scale, false easting."""

    axis: float
    flattening: float
    meridian: float
    scale: float
    easting: float

    def forward(self, longitude: float, latitude: float) -> Pair:
        """Degrees to metres (easting, northing)."""
        n, radius = self._third, self._radius
        alpha = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
        phi, wide = math.radians(latitude), math.radians(longitude - self.meridian)
        k = 2 * math.sqrt(n) / (1 + n)
        t = math.sinh(math.atanh(math.sin(phi)) - k * math.atanh(k * math.sin(phi)))
        xi, eta = math.atan2(t, math.cos(wide)), math.atanh(math.sin(wide) / math.hypot(1, t))
        terms = [(a, 2 * j) for j, a in enumerate(alpha, 1)]
        north = xi + sum(a * math.sin(j * xi) * math.cosh(j * eta) for a, j in terms)
        east = eta + sum(a * math.cos(j * xi) * math.sinh(j * eta) for a, j in terms)
        return self.easting + self.scale * radius * east, self.scale * radius * north

    def inverse(self, x: float, y: float) -> Pair:
        """Metres (easting, northing) to degrees (longitude, latitude)."""
        n, radius = self._third, self._radius
        beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
        delta = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
        xi, eta = y / (self.scale * radius), (x - self.easting) / (self.scale * radius)
        terms = [(b, 2 * j) for j, b in enumerate(beta, 1)]
        north = xi - sum(b * math.sin(j * xi) * math.cosh(j * eta) for b, j in terms)
        east = eta - sum(b * math.cos(j * xi) * math.sinh(j * eta) for b, j in terms)
        chi = math.asin(max(-1.0, min(1.0, math.sin(north) / math.cosh(east))))
        phi = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(delta, 1))
        return self.meridian + math.degrees(math.atan2(math.sinh(east), math.cos(north))), math.degrees(phi)

    @property
    def _third(self) -> float:
        """The third flattening."""
        f = 1 / self.flattening
        return f / (2 - f)

    @property
    def _radius(self) -> float:
        n = self._third
        return self.axis / (1 + n) * (1 + n**2 / 4 + n**4 / 64)


def utm(zone: int) -> Mercator:
    """ETRS89 or WGS 84 in a zone of UTM."""
    return Mercator(6_378_137.0, 298.257222101, 6 * zone - 183, 0.9996, 500_000.0)


def gauss_krueger(zone: int) -> Mercator:
    """DHDN in a strip of three degrees, with its number before the easting."""
    return Mercator(6_377_397.155, 299.1528128, 3 * zone, 1.0, 500_000.0 + zone * 1_000_000)


def from_web(x: float, y: float) -> Pair:
    """EPSG:3857 to degrees."""
    radius = 6_378_137.0
    return math.degrees(x / radius), math.degrees(2 * math.atan(math.exp(y / radius)) - math.pi / 2)


def to_web(longitude: float, latitude: float) -> Pair:
    """Degrees to EPSG:3857."""
    radius = 6_378_137.0
    return radius * math.radians(longitude), radius * math.asinh(math.tan(math.radians(latitude)))


Kind = Literal["degrees", "utm", "gauss_krueger", "web"]


@dataclass(frozen=True)
class System:
    """A CRS that is known here: `from_degrees` and `to_degrees` take and give x before y."""

    kind: Kind
    zone: int
    from_degrees: Callable[[float, float], Pair]
    to_degrees: Callable[[float, float], Pair]


def _strip(kind: Kind, zone: int, strip: Mercator) -> System:
    return System(kind, zone, strip.forward, strip.inverse)


def _same(x: float, y: float) -> Pair:
    return x, y


DEGREES = System("degrees", 0, _same, _same)
WEB = System("web", 0, to_web, from_web)
UTM = {zone: _strip("utm", zone, utm(zone)) for zone in (31, 32, 33)}
GAUSS_KRUEGER = {zone: _strip("gauss_krueger", zone, gauss_krueger(zone)) for zone in (2, 3, 4, 5)}

SYSTEMS: dict[str, System] = {
    **{f"EPSG:{code}": DEGREES for code in (4326, 4258, 4314)},
    "OGC:CRS84": DEGREES,
    "EPSG:3857": WEB,
    **{f"EPSG:{25800 + zone}": system for zone, system in UTM.items()},
    **{f"EPSG:{32600 + zone}": system for zone, system in UTM.items()},
    **{f"EPSG:{31464 + zone}": system for zone, system in GAUSS_KRUEGER.items()},
}
"""By AUTHORITY:CODE. GK strip 2 is EPSG:31466, strip 5 EPSG:31469."""
