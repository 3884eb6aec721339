"""Administrative areas: one sketch of nodes and shared borders, so that neighbours fit exactly.

Keys are well-formed and belong to nobody (county 14 9 99). The ninth area, a forest that belongs to no
municipality, is keyed as the statistical offices do it: association 9 + last three digits.
"""

from __future__ import annotations

from dataclasses import dataclass

from .geometry import Line, MultiPolygon, Point, blob, mm, polygon_geometry, shapes, wiggle
from .schema import Row
from .sizes import Seed

ORIGIN = (478000.0, 5655000.0)
EXTENT = (478000.0, 5655000.0, 512000.0, 5688000.0)
COUNTY = "14999"
ALTMARKFURT, NEUWASSER, RODENAU = "149990010010", "149990020020", "149990030030"
HEIDEHOF, EICHHOEHE, GROSSLINDEN = "149995101040", "149995101050", "149995101060"
FOREST = "149999460460"
ASSOCIATION = "149995101"

NODES = {
    "W": (2, 18), "NW": (3, 26), "N1": (8, 31.3), "N2": (15, 30.4), "N3": (22, 31.3), "NE": (30, 29),
    "E1": (32.3, 22), "E2": (31.5, 14), "SE": (30, 5), "S1": (23, 1.9), "S2": (15, 2.6), "S3": (7, 3.6),
    "SW": (2.5, 9), "i1": (13, 24), "i2": (21.5, 23), "i3": (24, 15.5), "i4": (19, 8.5), "i5": (11, 11),
    "v": (26, 24),
}  # fmt: skip

OUTLINES = {
    ALTMARKFURT: "i1 i2 i3 i4 i5",
    NEUWASSER: "W NW N1 N2 i1 i5 SW",
    RODENAU: "i4 i3 E2 SE S1 S2",
    HEIDEHOF: "N2 N3 v i2 i1",
    EICHHOEHE: "N3 NE E1 v",
    GROSSLINDEN: "E1 E2 i3 i2 v",
    FOREST: "SW i5 i4 S2 S3",
    ASSOCIATION: "N2 N3 NE E1 E2 i3 i2 i1",
    COUNTY: "W NW N1 N2 N3 NE E1 E2 SE S1 S2 S3 SW",
}

# gen, bez, ebene, gueltig_ab
NAMED = {
    COUNTY: ("Dreiwasser", "Landkreis", "kreis", "1994-08-01"),
    ASSOCIATION: ("Heidegrund", "Verwaltungsgemeinschaft", "verband", "1999-01-01"),
    ALTMARKFURT: ("Altmarkfurt", "Große Kreisstadt", "gemeinde", "1994-08-01"),
    NEUWASSER: ("Neuwasser", "Stadt", "gemeinde", "1994-08-01"),
    RODENAU: ("Rodenau", "Stadt", "gemeinde", "1997-01-01"),
    HEIDEHOF: ("Heidehof", "Gemeinde", "gemeinde", "1999-01-01"),
    EICHHOEHE: ("Eichhöhe", "Gemeinde", "gemeinde", "1999-01-01"),
    GROSSLINDEN: ("Großlinden", "Gemeinde", "gemeinde", "1999-01-01"),
    FOREST: ("Dreiwasserforst", "Gemeindefreies Gebiet", "gemeinde", "1900-01-01"),
}

MUNICIPALITIES = [ars for ars, named in NAMED.items() if named[2] == "gemeinde"]


def site(x: float, y: float) -> Point:
    """Metres in EPSG:25833 of a place on the sketch, which is drawn in kilometres."""
    return ORIGIN[0] + x * 1000, ORIGIN[1] + y * 1000


def ags(ars: str) -> str | None:
    """The eight-digit municipality key; an association has none."""
    if len(ars) == 12:
        return ars[:5] + ars[9:]
    return ars if len(ars) == 5 else None


@dataclass(frozen=True)
class Areas:
    """The finished areas; `borders` holds each border line once, by its two nodes."""

    shapes: dict[str, MultiPolygon]
    borders: dict[tuple[str, str], Line]

    def rows(self) -> list[Row]:
        """The layer verwaltungsgebiet, coarse before fine."""
        return [Row(self.shapes[ars], _values(ars)) for ars in NAMED]


def _values(ars: str) -> dict[str, str | None]:
    gen, bez, level, since = NAMED[ars]
    return {"ars": ars, "ags": ags(ars), "gen": gen, "bez": bez, "ebene": level, "gueltig_ab": since}


def _border(a: str, b: str, seed: Seed) -> Line:
    low, high = sorted((a, b))
    line = wiggle(site(*NODES[low]), site(*NODES[high]), seed.stream(f"border {low} {high}"), 0.11, 6)
    line = [mm(point) for point in line]
    return line if low == a else line[::-1]


def _ring(outline: str, seed: Seed) -> Line:
    names = outline.split()
    ring: Line = []
    for a, b in zip(names, names[1:] + names[:1], strict=True):
        ring += _border(a, b, seed)[:-1]
    return [*ring, ring[0]]


def draw(seed: Seed) -> Areas:
    """All areas, among them the enclave of Rodenau that lies like an island inside Altmarkfurt."""
    rings = {ars: _ring(outline, seed) for ars, outline in OUTLINES.items()}
    enclave = [mm(point) for point in blob(site(19.2, 12.9), 700, seed.stream("enclave"))]
    areas: dict[str, MultiPolygon] = {ars: [[ring]] for ars, ring in rings.items()}
    areas[ALTMARKFURT] = [[rings[ALTMARKFURT], enclave[::-1]]]
    areas[RODENAU] = [[rings[RODENAU]], [enclave]]
    borders = {(a, b): _border(a, b, seed) for a, b in (("i1", "i5"), ("i1", "i2"))}
    return Areas(areas, borders)


def divide(area: MultiPolygon, seeds: list[Point]) -> list[MultiPolygon]:
    """The parts of an area nearest to each seed (Voronoi cells), in the order of the seeds."""
    from qgis.core import QgsGeometry, QgsPointXY

    whole = QgsGeometry.unaryUnion([polygon_geometry(part) for part in area])
    points = [QgsPointXY(*point) for point in seeds]
    cells = QgsGeometry.fromMultiPointXY(points).voronoiDiagram(whole).asGeometryCollection()
    ordered = [next(cell for cell in cells if cell.contains(point)) for point in points]
    return [shapes(cell.intersection(whole)) for cell in ordered]
