"""Buildings along the streets, their addresses, and the parcels they stand on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from qgis.core import QgsGeometry

from .areas import RODENAU, divide
from .geometry import (
    Line,
    Point,
    Polygon,
    beside,
    distance,
    length,
    local,
    polygon_geometry,
    rectangle,
    shapes,
    walk,
)
from .landuse import GREEN, Block, Blocks
from .network import Town
from .schema import Row
from .sizes import Seed, Size
from .streets import TOWNS, Street

SHARES = {"Altmarkfurt": 0.40, "Neuwasser": 0.25, "Rodenau": 0.17}
VILLAGE_SHARE = 0.02
POSTCODES = {"Altmarkfurt": "00910", "Neuwasser": "00920", "Rodenau": "00930"}
CELL = 45.0


@dataclass(frozen=True)
class Building:
    """A building with its front door; `block` is where it stands, `street` whose number it bears."""

    polygon: Polygon
    use: str
    storeys: int
    height: float
    door: Point
    town: str
    street: Street | None = None
    odd: bool = False
    block: Block | None = None


@dataclass(frozen=True)
class Plot:
    """Room for one building: local origin on the street, heading, bounds ahead (u) and aside (v)."""

    origin: Point
    heading: Point
    u: tuple[float, float]
    v: tuple[float, float]

    def ring(self, margin: float = 0.0) -> Line:
        """The outline, widened by a margin."""
        (u0, u1), (v0, v1) = self.u, self.v
        return rectangle(self.origin, self.heading, (u0 - margin, u1 + margin), (v0 - margin, v1 + margin))


class Ground:
    """What is already built on or paved; asked before anything is placed."""

    def __init__(self, streets: list[Street]) -> None:
        self._rings: dict[tuple[int, int], list[Line]] = defaultdict(list)
        self._paved: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for street in streets:
            if street.town:
                total = length(street.line)
                for n in range(int(total / 5) + 1):
                    place = walk(street.line, min(total, n * 5.0))[0]
                    self._paved[_cell(place)].append(place)

    def take(self, ring: Line) -> None:
        """Mark a convex ring as built on."""
        for cell in {_cell(point) for point in ring}:
            self._rings[cell].append(ring)

    def clear(self, ring: Line, street_margin: Line) -> bool:
        """Whether a convex ring meets no building and its wider outline no street."""
        cells = {(x + dx, y + dy) for x, y in map(_cell, ring) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if any(_inside(street_margin, place) for cell in cells for place in self._paved.get(cell, ())):
            return False
        return not any(_overlap(ring, other) for cell in cells for other in self._rings.get(cell, ()))

    def built(self, place: Point, reach: float) -> bool:
        """Whether a building stands within reach of a place."""
        square = rectangle(place, (1.0, 0.0), (-reach, reach), (-reach, reach))
        cx, cy = _cell(place)
        cells = [(cx + dx, cy + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        return any(_overlap(square, other) for cell in cells for other in self._rings.get(cell, ()))


def _cell(place: Point) -> tuple[int, int]:
    return math.floor(place[0] / CELL), math.floor(place[1] / CELL)


def _inside(ring: Line, p: Point) -> bool:
    return all(
        (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) >= 0 for a, b in zip(ring, ring[1:], strict=False)
    )


def _overlap(one: Line, other: Line) -> bool:
    """Separating axis test for two convex rings."""
    for ring in (one, other):
        for a, b in zip(ring, ring[1:], strict=False):
            nx, ny = a[1] - b[1], b[0] - a[0]
            low, high = ([x * nx + y * ny for x, y in r] for r in (one, other))
            if max(low) <= min(high) or max(high) <= min(low):
                return False
    return True


def _plots(street: Street, reach: float, halls: bool, rng: Random) -> Iterator[tuple[Plot, bool]]:
    """Room along both sides of a street: closed rows in the old town, long rows and halls further out."""
    total = length(street.line)
    for odd in (True, False):
        at = rng.uniform(7, 11)
        while at < total - 14:
            if halls:
                wide, deep, gap = rng.uniform(28, 52), rng.uniform(16, 28), rng.uniform(14, 24)
            elif reach < 0.3:
                wide, deep, gap = rng.uniform(9, 18), rng.uniform(10, 14), rng.choice((0, 0, 0, 2.5))
            elif reach < 0.62 and rng.random() < 0.55:
                wide, deep, gap = rng.uniform(24, 52), rng.uniform(10, 13), rng.uniform(7, 15)
            else:
                wide, deep, gap = rng.uniform(10, 17), rng.uniform(9, 12), rng.uniform(6, 16 + 16 * reach)
            setback = street.width / 2 + (4.5 if reach < 0.3 else rng.uniform(6.0, 8.5))
            place, heading = walk(street.line, min(at + wide / 2, total))
            forward = heading if odd else (-heading[0], -heading[1])
            if at + wide < total - 6:
                yield Plot(place, forward, (-wide / 2, wide / 2), (setback, setback + deep)), odd
            at += wide + gap


def _house(plot: Plot, odd: bool, street: Street, block: Block | None, reach: float, rng: Random) -> Building:
    hall = block is not None and block.use == "gewerbe"
    (u0, u1), v0 = plot.u, plot.v[0]
    outline = plot.ring()
    if not hall and reach < 0.6 and rng.random() < 0.3:
        outline = _winged(plot, rng)
    storeys = 1 if hall else rng.choice((3, 3, 4)) if reach < 0.35 else rng.choice((2, 3, 4, 5))
    storeys = rng.choice((1, 2, 2)) if u1 - u0 < 17.5 and reach > 0.35 else storeys
    use = "2000" if hall else "1120" if reach < 0.25 and rng.random() < 0.6 else "1010"
    height = round(7.5 if hall else storeys * 2.9 + rng.uniform(2.0, 4.5), 1)
    door = local(plot.origin, plot.heading, rng.uniform(u0, u1) * 0.3, v0 + 0.8)
    return Building([outline], use, storeys, height, door, street.town, street, odd, block)


def _winged(plot: Plot, rng: Random) -> Line:
    """A house with a wing into the yard; the wing stays within the plot's own depth."""
    (u0, u1), (v0, v1) = plot.u, plot.v
    wing, front = u0 + (u1 - u0) * rng.uniform(0.35, 0.5), v1 - 3.5
    corners = [(u0, v0), (u1, v0), (u1, front), (wing, front), (wing, v1), (u0, v1), (u0, v0)]
    return [local(plot.origin, plot.heading, *corner) for corner in corners]


def _courtyard(place: Point, heading: Point, half: Point, use: str, town: str, block: Block) -> Building:
    """A large building around a courtyard, which is a hole in its polygon."""
    (w, d), yard = half, 8.0
    outer = rectangle(place, heading, (-w, w), (-d, d))
    inner = rectangle(place, heading, (-w + yard, w - yard), (-d + yard, d - yard))
    return Building([outer, inner[::-1]], use, 3, 13.5, local(place, heading, 0, -d + 1), town, None, False, block)


def landmarks(found: Blocks, ground: Ground) -> list[Building]:
    """Town halls and churches on the markets, and the schools."""
    result = []
    for block in found.all:
        town = block.town
        if block.use == "markt" and town.name in POSTCODES:
            heading = (math.cos(0.35), math.sin(0.35))
            hall = local(town.centre, heading, 17, 5)
            result.append(_courtyard(hall, heading, (14.0, 13.0), "3012", town.name, block))
            church = rectangle(town.centre, heading, (-30, -4), (-10, 2))
            result.append(Building([church], "3041", 1, 38.0, church[0], town.name, None, False, block))
        elif block.use == "schule" and block.room > 34:
            result.append(_courtyard(block.heart, (0.8, 0.6), (20.0, 14.0), "3021", town.name, block))
    for building in result:
        ground.take(building.polygon[0])
    return result


def build(
    towns: dict[str, Town], streets: list[Street], found: Blocks, ground: Ground, water: QgsGeometry,
    size: Size, seed: Seed,
) -> list[Building]:  # fmt: skip
    """All buildings; each town fills up from its centre until its share is reached."""
    result = landmarks(found, ground)
    wet = water.buffer(9, 4)  # the engine only borrows it, so it must live as long
    engine = QgsGeometry.createGeometryEngine(wet.constGet())
    engine.prepareGeometry()
    for town in towns.values():
        rng = seed.stream(f"buildings {town.name}")
        wanted = round(size.buildings * SHARES.get(town.name, VILLAGE_SHARE))
        for building in _along(town, streets, found, ground, engine, rng):
            result.append(building)
            wanted -= 1
            if not wanted:
                break
    return result


def _along(
    town: Town, streets: list[Street], found: Blocks, ground: Ground, water: object, rng: Random
) -> Iterator[Building]:
    radius = max(distance(place, town.centre) for place in town.nodes.values())
    own = [(distance(walk(s.line, length(s.line) / 2)[0], town.centre) / radius, s) for s in streets
           if s.town == town.name]  # fmt: skip
    city = town.name in SHARES
    for reach, street in sorted(own, key=lambda pair: pair[0] + rng.uniform(0, 0.2)):
        middle, heading = walk(street.line, length(street.line) / 2)
        beyond = found.at(beside(middle, heading, 12))
        halls = beyond is not None and beyond.use == "gewerbe"
        for plot, odd in _plots(street, reach if city else max(0.7, reach), halls, rng):
            ring = plot.ring()
            block = found.at(local(plot.origin, plot.heading, 0, sum(plot.v) / 2))
            if block is not None and block.use in GREEN:
                continue
            footprint = polygon_geometry([ring])
            if water.intersects(footprint.constGet()):
                continue
            if ground.clear(ring, plot.ring(street.width / 2 + 1)):
                ground.take(ring)
                yield _house(plot, odd, street, block, reach if city else max(0.7, reach), rng)


def rows(buildings: list[Building]) -> list[Row]:
    """The layer gebaeude."""
    return [Row([b.polygon], {"gfk": b.use, "geschosse": b.storeys, "hoehe": b.height}) for b in buildings]


def address_rows(buildings: list[Building], rng: Random) -> list[Row]:
    """The layer adresse: odd numbers on one side, even ones on the other, some with a letter."""
    counters: dict[tuple[str, bool], int] = defaultdict(int)
    result = []
    for building in buildings:
        street = building.street
        if street is None:
            continue
        counters[street.key, building.odd] += 1
        number = 2 * counters[street.key, building.odd] - building.odd
        town = building.town if building.town in POSTCODES else _post_town(building.town)
        values = {"strassenschluessel": street.key, "strname": street.name, "hausnr": number,
                  "plz": POSTCODES.get(town, "00940"), "ort": town}  # fmt: skip
        result.append(Row(building.door, {**values, "adz": None}))
        if rng.random() < 0.42:
            result.append(Row(_second_door(building), {**values, "adz": "a"}))
    return result


def _second_door(building: Building) -> Point:
    ring = building.polygon[0]
    a, b = ring[0], ring[1]
    return a[0] + 0.85 * (b[0] - a[0]), a[1] + 0.85 * (b[1] - a[1])


def _post_town(village: str) -> str:
    from .streets import VILLAGES

    ars = next(ars for name, ars, _ in VILLAGES if name == village)
    return next((name for name, town_ars, _ in TOWNS if town_ars == ars), village)


def parcel_rows(buildings: list[Building]) -> list[Row]:
    """The layer flurstueck: each block is divided among the buildings that stand in it."""
    owners: dict[int, list[Building]] = defaultdict(list)
    for building in buildings:
        if building.block is not None:
            owners[id(building.block)].append(building)
    result = []
    for sheet, neighbours in enumerate(owners.values(), start=1):
        block = neighbours[0].block
        ground = shapes(block.geometry.buffer(-4.5, 3)) if block else []
        if not ground:
            continue
        hearts = [polygon_geometry([b.polygon[0]]).centroid().asPoint() for b in neighbours]
        parts = divide(ground, [(h.x(), h.y()) for h in hearts]) if len(hearts) > 1 else [ground]
        result += [_parcel(part, block, sheet, n) for n, part in enumerate(parts, start=1) if part]
    return result


def _parcel(part: list[Polygon], block: Block, sheet: int, number: int) -> Row:
    area = sum(polygon_geometry(polygon).area() for polygon in part)
    code = {"Altmarkfurt": "9901", "Neuwasser": "9902", "Rodenau": "9903"}.get(block.town.name, "9904")
    code = "9905" if block.town.ars == RODENAU and code == "9904" else code
    mark = f"14{code}{sheet % 1000:03d}{number:05d}{sheet // 1000:04d}__"
    return Row(part, {"flstkennz": mark, "gemarkung": block.town.name, "amtl_flaeche": round(area)})
