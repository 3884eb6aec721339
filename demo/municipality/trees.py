"""Trees along streets and in parks; each city keeps them in a schema of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from osgeo import osr

from .areas import ALTMARKFURT, COUNTY, NEUWASSER, RODENAU
from .buildings import Ground
from .geometry import Line, Point, beside, distance, length, walk
from .landuse import Blocks
from .network import Town
from .schema import Row
from .sizes import Seed, Size
from .streets import Street

THIS_YEAR = 2025  # the demo's own present, so that two runs in different years agree

# botanical, German, genus, greatest height in m, greatest crown in m, growth of girth in cm per year
SPECIES = (
    ("Tilia cordata", "Winterlinde", "Tilia", 25, 14, 2.1),
    ("Tilia tomentosa", "Silberlinde", "Tilia", 24, 14, 2.2),
    ("Acer platanoides", "Spitzahorn", "Acer", 24, 13, 2.3),
    ("Acer pseudoplatanus", "Bergahorn", "Acer", 27, 14, 2.4),
    ("Platanus × hispanica", "Ahornblättrige Platane", "Platanus", 28, 18, 3.2),
    ("Quercus robur", "Stieleiche", "Quercus", 28, 18, 2.2),
    ("Quercus rubra", "Roteiche", "Quercus", 25, 15, 2.6),
    ("Aesculus hippocastanum", "Rosskastanie", "Aesculus", 23, 15, 2.6),
    ("Fraxinus excelsior", "Gemeine Esche", "Fraxinus", 28, 15, 2.4),
    ("Betula pendula", "Hängebirke", "Betula", 21, 9, 1.8),
    ("Carpinus betulus", "Hainbuche", "Carpinus", 18, 11, 1.7),
    ("Robinia pseudoacacia", "Gewöhnliche Robinie", "Robinia", 22, 12, 2.3),
    ("Prunus avium 'Plena'", "Gefülltblühende Vogelkirsche", "Prunus", 12, 9, 1.9),
    ("Pyrus calleryana 'Chanticleer'", "Chinesische Wildbirne", "Pyrus", 12, 6, 1.6),
    ("Sorbus intermedia", "Schwedische Mehlbeere", "Sorbus", 12, 8, 1.6),
    ("Ginkgo biloba", "Ginkgo", "Ginkgo", 20, 9, 1.5),
    ("Crataegus laevigata 'Paul's Scarlet'", "Rotdorn", "Crataegus", 8, 6, 1.4),
    ("Ulmus 'Lobel'", "Stadtulme", "Ulmus", 18, 8, 2.0),
    ("Gleditsia triacanthos", "Lederhülsenbaum", "Gleditsia", 20, 13, 2.1),
    ("Fagus sylvatica", "Rotbuche", "Fagus", 30, 18, 2.0),
)
PARK_SPECIES = (0, 2, 3, 5, 7, 9, 18, 19)


@dataclass(frozen=True)
class Tree:
    """A tree before it is written in a city's own words. Sizes in centimetres and metres."""

    place: Point
    species: tuple[str, str, str, int, int, float]
    planted: int | None
    girth: int
    crown: float
    height: float
    street: str
    number: str | None
    owner: str
    status: str


def grow(place: Point, kind: int, planted: int, where: tuple[str, str | None, str], rng: Random) -> Tree:
    """A tree of a species and age; `where` is street, house number and owner's ARS."""
    species, age = SPECIES[kind], THIS_YEAR - planted
    share = (1 - math.exp(-age / 38)) * rng.uniform(0.82, 1.0)
    girth = round(14 + age * species[5] * rng.uniform(0.8, 1.15))
    status = rng.choices(("bestand", "gefaellt", "ersatz"), (94, 2, 4))[0]
    return Tree(place, species, planted if rng.random() > 0.05 else None, girth,
                round(max(1.5, species[4] * share), 1), round(max(3.5, species[3] * share), 1),
                *where, status)  # fmt: skip


def _row_of_trees(street: Street, ars: str, rng: Random) -> Iterator[Tree]:
    """An avenue: one species, one planting, on one side or both."""
    kind, planted, total = rng.randrange(len(SPECIES)), rng.randint(1905, 2019), length(street.line)
    spacing, owner = rng.uniform(8.5, 12.5), street.keeper if street.keeper == COUNTY else ars
    sides = (1, -1) if rng.random() < 0.75 else (rng.choice((1, -1)),)
    at, number = 13.0, rng.randrange(1, 60)
    while at < total - 11:
        for side in sides:
            place, heading = walk(street.line, at + rng.uniform(-0.6, 0.6))
            spot = beside(place, heading, side * (street.width / 2 + 1.7))
            new = rng.random() < 0.1
            house = str(number + (side < 0)) if rng.random() < 0.75 else None
            yield grow(spot, kind, rng.randint(2008, 2024) if new else planted, (street.name, house, owner), rng)
        number, at = number + 2, at + spacing


def _park_trees(found: Blocks, town: Town, rng: Random) -> Iterator[Tree]:
    for block in found.of(town.name, "park", "friedhof", "ufer", "markt"):
        dense, places = 9.5 if block.use != "markt" else 17.0, []
        box = block.geometry.boundingBox()
        for _ in range(round(block.geometry.area() / 95)):
            place = rng.uniform(box.xMinimum(), box.xMaximum()), rng.uniform(box.yMinimum(), box.yMaximum())
            if found.at(place) is block and all(distance(place, other) > dense for other in places):
                places.append(place)
                name = "Markt" if block.use == "markt" else f"Grünanlage {town.name}"
                where = (name, None, town.ars)
                yield grow(place, rng.choice(PARK_SPECIES), rng.randint(1880, 2022), where, rng)


def of_town(
    town: Town, streets: list[Street], found: Blocks, ground: Ground, wet: Callable[[Point], bool], wanted: int,
    rng: Random,
) -> list[Tree]:  # fmt: skip
    """About `wanted` trees, the centre's first; a third stands in parks."""
    parks = [t for t in _park_trees(found, town, rng) if not ground.built(t.place, 3) and not wet(t.place)]
    trees = parks[: wanted // 3]
    own = [s for s in streets if s.town == town.name and (s.ring >= 1 and rng.random() < 0.62)]
    for street in sorted(own, key=lambda s: distance(s.line[0], town.centre) + rng.uniform(0, 330)):
        row = [t for t in _row_of_trees(street, town.ars, rng) if not wet(t.place)]
        trees += [tree for tree in row if not ground.built(tree.place, 0.7)]
        if len(trees) >= wanted:
            break
    return trees[:wanted]


def _berlin(tree: Tree, number: int) -> dict[str, Any]:
    bot, german, genus, *_ = tree.species
    return {"baum_id": f"A-{number:06d}", "art_bot": bot, "art_dtsch": german, "gattung": genus,
            "pflanzjahr": tree.planted, "stammumfg_cm": tree.girth, "kronedurch_m": tree.crown,
            "baumhoehe_m": tree.height, "strname": tree.street, "hausnr": tree.number,
            "eigentuemer_ars": tree.owner, "status": tree.status}  # fmt: skip


def _cologne(tree: Tree, number: int) -> dict[str, Any]:
    bot, german, genus, *_ = tree.species
    name, _, variety = bot.partition(" '")
    return {"baumnr": number, "objekttyp": 2 if tree.street.startswith("Grünanlage") else 1, "gattung": genus,
            "art": name.split(" ", 1)[1] if " " in name else None,
            "sorte": variety.removesuffix("'") or None, "deutscher_name": german, "pflanzjahr": tree.planted,
            "hoehe": round(tree.height), "krone": round(tree.crown), "stammdurchm_cm": round(tree.girth / math.pi),
            "strasse": tree.street, "hausnummer": tree.number, "eigentuemer_ars": tree.owner,
            "status": {"bestand": "B", "gefaellt": "G", "ersatz": "E"}[tree.status]}  # fmt: skip


def _ten_characters(tree: Tree, number: int) -> dict[str, Any]:
    return {name[:10]: value for name, value in _berlin(tree, number).items()} | {"baum_id": f"R{number:05d}"}


SCHEMAS = {ALTMARKFURT: _berlin, NEUWASSER: _cologne, RODENAU: _ten_characters}
LAYERS = {ALTMARKFURT: "baum_altmarkfurt", NEUWASSER: "baum_neuwasser", RODENAU: "baum_rodenau"}
INHABITANTS = {ALTMARKFURT: 42, NEUWASSER: 34, RODENAU: 27}


def westward(points: list[Point]) -> Line:
    """Places in EPSG:25833 as EPSG:25832 has them, x before y."""
    zones = []
    for epsg in (25833, 25832):
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        zones.append(reference)
    moved = osr.CoordinateTransformation(*zones).TransformPoints([list(point) for point in points])
    return [(x, y) for x, y, *_ in moved]


def rows(
    towns: dict[str, Town], streets: list[Street], found: Blocks, ground: Ground, wet: Callable[[Point], bool],
    size: Size, seed: Seed,
) -> dict[str, list[Row]]:  # fmt: skip
    """The three tree layers."""
    result = {}
    for town in towns.values():
        if town.name not in ("Altmarkfurt", "Neuwasser", "Rodenau"):
            continue
        wanted = round(size.trees * INHABITANTS[town.ars] / sum(INHABITANTS.values()))
        rng = seed.stream(f"trees {town.name}")
        trees = of_town(town, streets, found, ground, wet, wanted, rng)
        places = [tree.place for tree in trees]
        places = westward(places) if town.ars == RODENAU else places
        schema = SCHEMAS[town.ars]
        result[LAYERS[town.ars]] = [
            Row(place, schema(tree, number))
            for number, (place, tree) in enumerate(zip(places, trees, strict=True), start=1)
        ]
    return result
