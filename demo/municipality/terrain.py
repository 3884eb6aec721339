"""Heights and waters: two rivers that meet in Altmarkfurt, a lake with an island, a ridge in the north-east.

The heights are made from the rivers, so water always runs downhill in the terrain model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsGeometry

from .areas import EXTENT, site
from .geometry import Line, Polygon, blob, length, line_geometry, polygon_geometry, shapes, smooth, wiggle
from .sizes import Seed

WASNA = [(31.4, -0.2), (28.8, 4.4), (26.6, 7.0), (25.8, 8.75), (24.4, 10.6), (21.3, 13.4), (18.4, 15.3),
         (17.32, 16.3), (15.4, 17.4), (12.0, 19.0), (9.5, 20.9), (8.45, 21.95), (6.6, 24.8), (5.2, 28.0),
         (3.8, 33.2)]  # fmt: skip
RODE = [(34.2, 18.4), (30, 19.3), (27, 18.5), (23.5, 18.9), (20.4, 17.5), (19.1, 17.5), (18.2, 16.75)]
RIDGE = [(15.5, 28.6), (20.0, 28.0), (24.5, 26.6), (30.0, 25.4)]
VALLEY = 1500.0


@dataclass(frozen=True)
class River:
    """A centre line in the direction of flow, its widths and water levels at source and mouth in metres."""

    name: str
    line: Line
    widths: tuple[float, float]
    levels: tuple[float, float]

    def area(self) -> Polygon:
        """The water surface."""
        outline = line_geometry(self.line).taperedBuffer(*self.widths, 6).makeValid()
        whole = outline.simplify(0.5).buffer(0.01, 2)  # a bend can fold the tapered outline over itself
        return max(shapes(whole), key=lambda polygon: polygon_geometry(polygon).area())


@dataclass(frozen=True)
class Terrain:
    """Rivers, lake and the height of every place."""

    rivers: tuple[River, River]
    lake: Polygon
    ridge: Line
    waves: tuple[tuple[float, float, float, float], ...]

    def water(self) -> QgsGeometry:
        """All water surfaces as one geometry."""
        surfaces = [river.area() for river in self.rivers] + [self.lake]
        return QgsGeometry.unaryUnion([polygon_geometry(surface) for surface in surfaces])

    def heights(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Heights in metres (DHHN2016 in spirit) at places in EPSG:25833."""
        upland = 192 + sum(a * np.cos(x * kx + y * ky + phase) for a, kx, ky, phase in self.waves)
        upland = upland + 88 * np.exp(-((_nearest(self.ridge, x, y)[0] / 2300) ** 2))
        ground = upland
        for river in self.rivers:
            away, share = _nearest(river.line, x, y)
            level = river.levels[0] + share * (river.levels[1] - river.levels[0])
            ground = np.minimum(ground, level + (upland - level) * (1 - np.exp(-((away / VALLEY) ** 2))))
        return ground


def _nearest(line: Line, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance to the line, and the share of its length at the nearest place."""
    best = np.full(x.shape, np.inf)
    share = np.zeros(x.shape)
    line = [(p.x(), p.y()) for p in line_geometry(line).simplify(12).asPolyline()]
    total, passed = length(line), 0.0
    for (ax, ay), (bx, by) in zip(line, line[1:], strict=False):
        step = math.hypot(bx - ax, by - ay)
        along = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / step**2, 0, 1)
        away = (x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2
        closer = away < best
        best = np.where(closer, away, best)
        share = np.where(closer, (passed + along * step) / total, share)
        passed += step
    return np.sqrt(best), share


def _meander(course: list[tuple[float, float]], seed: Seed, topic: str, swing: float) -> Line:
    rng, places = seed.stream(topic), [site(*place) for place in course]
    line: Line = []
    for a, b in zip(places, places[1:], strict=False):
        line += wiggle(a, b, rng, swing, 3)[:-1]
    return smooth([*line, places[-1]], 2)


def draw(seed: Seed) -> Terrain:
    """The terrain of the county."""
    wasna = _meander(WASNA, seed, "wasna", 0.09)
    mouth = min(wasna, key=lambda p: math.dist(p, site(17.55, 16.2)))
    rode = [*_meander(RODE, seed, "rode", 0.15), mouth]
    at_mouth = 168 + (112 - 168) * length(wasna[: wasna.index(mouth) + 1]) / length(wasna)
    rivers = River("Wasna", wasna, (26, 62), (168, 112)), River("Rode", rode, (9, 24), (186, at_mouth))
    rng = seed.stream("waves")
    waves = []
    for wavelength, amplitude in ((9000, 9), (6500, 8), (4200, 6), (2600, 4), (1500, 2), (900, 1)):
        angle = rng.uniform(0, 2 * math.pi)
        k = 2 * math.pi / wavelength
        waves.append((amplitude, k * math.cos(angle), k * math.sin(angle), rng.uniform(0, 2 * math.pi)))
    shore, island = blob(site(12.6, 20.9), 620, rng), blob(site(12.7, 21.0), 110, rng)
    return Terrain(rivers, [shore, island[::-1]], smooth([site(*p) for p in RIDGE], 2), tuple(waves))


def write_dgm(terrain: Terrain, path: Path, cell: int) -> None:
    """The heights as a GeoTIFF in decimetres; a fine grid is interpolated from one of 100 m."""
    west, south, east, north = EXTENT
    x, y = np.meshgrid(np.arange(west + 50, east, 100.0), np.arange(north - 50, south, -100.0))
    coarse = gdal.GetDriverByName("MEM").Create("", x.shape[1], x.shape[0], 1, gdal.GDT_Float32)
    coarse.SetGeoTransform((west, 100, 0, north, 0, -100))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(25833)
    coarse.SetProjection(reference.ExportToWkt())
    coarse.GetRasterBand(1).WriteArray(terrain.heights(x, y).astype("float32"))
    fine = gdal.Warp("", coarse, format="MEM", xRes=cell, yRes=cell, resampleAlg="cubicspline")
    fine.GetRasterBand(1).WriteArray(np.round(fine.ReadAsArray(), 1))
    fine.GetRasterBand(1).SetDescription("hoehe_m")
    options = ["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES"]
    gdal.Translate(str(path), fine, creationOptions=options).BuildOverviews("AVERAGE", [2, 4, 8])
