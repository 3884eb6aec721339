"""What the ground is used for: blocks between streets, parks, woods, heath."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsSpatialIndex

from .areas import EICHHOEHE, FOREST, GROSSLINDEN, HEIDEHOF, MUNICIPALITIES, Areas
from .geometry import MultiPolygon, Point, blob, distance, line_geometry, polygon_geometry, shapes
from .network import Town
from .schema import Row
from .sizes import Seed

GREEN = ("park", "friedhof", "ufer", "markt", "wiese")


@dataclass
class Block:
    """A face of the street network. `reach` is its distance from the centre as a share of the town's radius."""

    geometry: QgsGeometry
    town: Town
    use: str
    reach: float

    @property
    def heart(self) -> Point:
        """The place in the block that is farthest from its streets."""
        pole = self.geometry.poleOfInaccessibility(2.0)[0].asPoint()
        return pole.x(), pole.y()

    @property
    def room(self) -> float:
        """Distance from the heart to the nearest street, in metres."""
        return self.geometry.poleOfInaccessibility(2.0)[1]


class Blocks:
    """All blocks of all towns, to be asked for the one at a place."""

    def __init__(self, blocks: list[Block]) -> None:
        self.all = blocks
        self._index = QgsSpatialIndex()
        for number, block in enumerate(blocks):
            self._index.addFeature(number, block.geometry.boundingBox())

    def at(self, place: Point) -> Block | None:
        """The block at a place, if there is one."""
        point = QgsPointXY(*place)
        near = self._index.intersects(QgsGeometry.fromPointXY(point).boundingBox())
        return next((self.all[n] for n in sorted(near) if self.all[n].geometry.contains(point)), None)

    def of(self, town: str, *uses: str) -> list[Block]:
        """A town's blocks of some uses, nearest to the centre first."""
        found = [block for block in self.all if block.town.name == town and block.use in uses]
        return sorted(found, key=lambda block: block.reach)


def blocks(towns: dict[str, Town], water: QgsGeometry, seed: Seed) -> Blocks:
    """The blocks of all towns and what they are used for."""
    found = []
    for town in towns.values():
        rng = seed.stream(f"blocks {town.name}")
        faces = QgsGeometry.polygonize([line_geometry(edge.line) for edge in town.edges])
        radius = max(distance(place, town.centre) for place in town.nodes.values())
        for face in sorted(faces.asGeometryCollection(), key=lambda f: f.asWkt(3)):
            middle = face.centroid().asPoint()
            reach = distance((middle.x(), middle.y()), town.centre) / radius
            found.append(Block(face, town, _use(face, town, reach, water, rng), reach))
    return Blocks(found)


def _use(face: QgsGeometry, town: Town, reach: float, water: QgsGeometry, rng: Random) -> str:
    if face.contains(QgsPointXY(*town.centre)):
        return "markt"
    if face.intersects(water):
        return "ufer"
    if face.area() > 42000:
        return "wiese"
    chance = rng.random()
    if reach > 0.55:
        return "gewerbe" if chance < 0.13 else "friedhof" if chance < 0.16 else "wohnen"
    return "park" if chance < 0.10 else "schule" if chance < 0.15 else "wohnen"


def settled(towns: dict[str, Town], found: Blocks) -> dict[str, QgsGeometry]:
    """The built-up ground of each town: its streets, its blocks and a strip around them."""
    result = {}
    for name, town in towns.items():
        parts = [block.geometry for block in found.all if block.town is town]
        parts += [line_geometry(edge.line) for edge in town.edges]
        result[name] = QgsGeometry.unaryUnion([part.buffer(110, 4) for part in parts]).buffer(-50, 5)
    return result


def _clump(box: QgsRectangle, rng: Random) -> QgsGeometry:
    """A wood or heath: a few round patches grown together."""
    x, y = rng.uniform(box.xMinimum(), box.xMaximum()), rng.uniform(box.yMinimum(), box.yMaximum())
    parts = []
    for _ in range(rng.randint(2, 6)):
        radius = rng.uniform(220, 720)
        parts.append(polygon_geometry([blob((x, y), radius, rng, 0.28, 16)]).makeValid())
        x, y = x + rng.uniform(-1, 1) * radius * 1.3, y + rng.uniform(-1, 1) * radius * 1.3
    return QgsGeometry.unaryUnion(parts)


def _woods(areas: Areas, seed: Seed) -> dict[str, QgsGeometry]:
    """Woods (mainly the big forest with its clearings) and heath (on the ridge of the association)."""
    rng = seed.stream("woods")
    parts: dict[str, list[QgsGeometry]] = {"wald": [], "heide": []}
    for ars in MUNICIPALITIES:
        area = QgsGeometry.unaryUnion([polygon_geometry(part) for part in areas.shapes[ars]])
        box = area.boundingBox()
        if ars == FOREST:
            clearings = QgsGeometry.unaryUnion([_clump(box, rng).buffer(-140, 4) for _ in range(9)])
            parts["wald"].append(area.buffer(-120, 6).difference(clearings))
            continue
        for _ in range(15):
            heath = ars in (HEIDEHOF, EICHHOEHE, GROSSLINDEN) and rng.random() < 0.45
            parts["heide" if heath else "wald"].append(_clump(box, rng).intersection(area))
    return {use: QgsGeometry.unaryUnion(geometries) for use, geometries in parts.items()}


def rows(areas: Areas, towns: dict[str, Town], found: Blocks, water: QgsGeometry, seed: Seed) -> list[Row]:
    """The layer landnutzung, in the order in which it is painted: fields first."""
    grounds = settled(towns, found)
    built = QgsGeometry.unaryUnion(list(grounds.values()))
    woods = _woods(areas, seed)
    taken = QgsGeometry.unaryUnion([built.buffer(120, 4), water])
    county = polygon_geometry(areas.shapes["14999"][0])
    wood = woods["wald"].difference(taken).intersection(county)
    heath = woods["heide"].difference(taken).difference(wood).intersection(county)
    result = [_row("acker", county)]
    result += [_row("wald", part) for part in wood.asGeometryCollection() if part.area() > 5000]
    result += [_row("heide", part) for part in heath.asGeometryCollection() if part.area() > 5000]
    result += [_row("siedlung", ground.difference(water), name) for name, ground in grounds.items()]
    for block in found.all:
        if block.use != "wohnen":
            ground = block.geometry.difference(water) if block.use == "ufer" else block.geometry
            result.append(_row({"ufer": "park", "markt": "platz"}.get(block.use, block.use), ground.buffer(-3, 3)))
    return [row for row in result if row.shape]


def _row(use: str, geometry: QgsGeometry, name: str | None = None) -> Row:
    area: MultiPolygon = shapes(geometry)
    return Row(area, {"nutzung": use, "name": name})
