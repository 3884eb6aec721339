"""Benches, playgrounds, bicycle stands and barriers, where a city has them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random

from .buildings import Building, Ground
from .geometry import Point, beside, blob, distance, length, rectangle, shapes, walk
from .landuse import Block, Blocks
from .network import Town
from .schema import Row
from .sizes import Seed, Size
from .streets import Street
from .terrain import Terrain

SHARES = {"Altmarkfurt": 0.45, "Neuwasser": 0.28, "Rodenau": 0.18}
Dry = Callable[[Point], bool]


def _in_turn(towns: dict[str, Town], count: int) -> list[tuple[Town, int]]:
    """The cities with their share of `count`; one of the villages gets the rest."""
    cities = [(towns[name], round(count * share)) for name, share in SHARES.items()]
    return [*cities, (towns["Heidehof"], count - sum(number for _, number in cities))]


def bench(rng: Random) -> dict[str, str | None]:
    materials = ("holz", "metall", "stein", "kunststoff", "holz_metall", None)
    return {
        "lehne": rng.choices(("ja", "nein", "unbekannt"), (78, 17, 5))[0],
        "material": rng.choices(materials, (40, 12, 8, 6, 30, 4))[0],
        "zustand": rng.choices(("gut", "maengel", "defekt"), (75, 19, 6))[0],
    }


def _bench_places(town: Town, found: Blocks, terrain: Terrain, streets: list[Street], rng: Random) -> Iterator[Point]:
    """On the market, along park paths, on the river bank, and at last along the streets."""
    for block in found.of(town.name, "markt", "park", "ufer", "friedhof"):
        inner = shapes(block.geometry.buffer(-13 if block.use != "markt" else -9, 3))
        for path in (polygon[0] for polygon in inner):
            yield from (walk(path, at)[0] for at in range(8, int(length(path)), 34))
    river = terrain.rivers[0]
    near = [at for at in range(0, int(length(river.line)), 70) if distance(walk(river.line, at)[0], town.centre) < 1100]
    for at in near:
        place, heading = walk(river.line, at)
        yield beside(place, heading, rng.choice((-1, 1)) * 48)
    own = [street for street in streets if street.town == town.name]
    for street in rng.choices(own, k=20000):
        place, heading = walk(street.line, length(street.line) * rng.uniform(0.2, 0.8))
        yield beside(place, heading, street.width / 2 + 1.3)


def benches(towns: dict[str, Town], found: Blocks, terrain: Terrain, streets: list[Street], ground: Ground,
            dry: Dry, size: Size, seed: Seed) -> list[Row]:  # fmt: skip
    """The layer sitzbank."""
    result = []
    for town, count in _in_turn(towns, size.benches):
        rng = seed.stream(f"benches {town.name}")
        free = (p for p in _bench_places(town, found, terrain, streets, rng) if dry(p) and not ground.built(p, 1))
        result += [Row(place, bench(rng)) for place in islice(free, count)]
    return result


PLAYGROUNDS = ("Drachenwiese", "Räuberwald", "Wasserspielplatz", "Burggarten", "Zwergenland", "Kletterinsel",
               "Piratenbucht", "Märchenwiese", "Bolzplatz", "Sandburg", "Waldgeister", "Rutschenberg")  # fmt: skip
DEVICES = ("schaukel", "rutsche", "sandkasten", "klettergeruest", "wippe", "karussell", "federtier", "seilbahn")


def _play_area(block: Block, ground: Ground, rng: Random) -> list[list[Point]] | None:
    heart, room = block.heart, block.room
    radius = min(22.0, room - 6)
    while radius >= 9 and ground.built(heart, radius * 1.1):
        radius -= 2
    if radius < 9:
        return None
    ring = blob(heart, radius * 0.85, rng, 0.15, 9)
    if radius < 14:
        return [ring]
    pond = rectangle((heart[0] + 3, heart[1] + 2), (0.8, 0.6), (-2.5, 2.5), (-2, 2))
    return [ring, pond[::-1]]


def playgrounds(
    towns: dict[str, Town], found: Blocks, ground: Ground, size: Size, seed: Seed
) -> tuple[list[Row], list[Row]]:
    """The layers spielplatz and spielgeraet; larger places have a pond or bed cut out of them."""
    places: list[Row] = []
    devices: list[Row] = []
    for town, count in _in_turn(towns, size.playgrounds):
        rng = seed.stream(f"playgrounds {town.name}")
        wanted = len(places) + count
        for block in found.of(town.name, "park", "schule") + found.of(town.name, "wohnen", "wiese"):
            area = _play_area(block, ground, rng) if block.use in ("park", "schule") or rng.random() < 0.8 else None
            if area is None or len(places) >= wanted:
                continue
            name = f"Spielplatz {rng.choice(PLAYGROUNDS)}" if block.use != "schule" else f"Schulhof {town.name}"
            places.append(Row([area], {
                "name": name, "altersgruppe": rng.choice(("0-3", "3-6", "6-12", "ab12", "alle")),
                "barrierefrei": rng.choice(("ja", "teilweise", "nein", "unbekannt"))}))  # fmt: skip
            devices += _devices(area[0], rng)
    return places, devices


def _devices(ring: list[Point], rng: Random) -> list[Row]:
    x = sum(point[0] for point in ring[:-1]) / (len(ring) - 1)
    y = sum(point[1] for point in ring[:-1]) / (len(ring) - 1)
    reach, turn = 0.6 * min(distance((x, y), point) for point in ring), rng.uniform(0, 6.28)
    return [
        Row((x + reach * math.cos(turn + n), y + reach * math.sin(turn + n)),
            {"geraetetyp": rng.choice(DEVICES), "baujahr": rng.randint(1996, 2024)})
        for n in range(6)
    ]  # fmt: skip


def racks(towns: dict[str, Town], buildings: list[Building], found: Blocks, dry: Dry, ground: Ground,
          size: Size, seed: Seed) -> list[Row]:  # fmt: skip
    """The layer radabstellanlage: at schools, halls and shops, beside the door."""
    result = []
    rank = {"3012": 0, "3021": 1, "1120": 2, "2000": 3}
    for town, count in _in_turn(towns, size.racks):
        rng = seed.stream(f"racks {town.name}")
        own = [b for b in buildings if b.town == town.name]
        own.sort(key=lambda b: (rank.get(b.use, 9), rng.random()))
        spots = [(b.door[0] + rng.uniform(-4, 4), b.door[1] + rng.uniform(-4, 4)) for b in own for _ in range(4)]
        free = [spot for spot in spots if dry(spot) and not ground.built(spot, 0.8)][
            :: 4 if len(own) > 3 * count else 1
        ]
        result += [Row(spot, rack(rng)) for spot in free[:count]]
    return result


def rack(rng: Random) -> dict[str, object]:
    kind = rng.choices(("anlehnbuegel", "vorderradhalter", "box", "sammel"), (60, 22, 10, 8))[0]
    roof = kind in ("box", "sammel") or rng.random() < 0.12
    return {"typ": kind, "stellplaetze": 2 * rng.randint(2, 12), "ueberdacht": roof,
            "beleuchtet": rng.choice((True, False, None)),
            "zugang": "kunden" if kind in ("box", "sammel") and rng.random() < 0.6 else "oeffentlich"}  # fmt: skip


def barrier(rng: Random) -> dict[str, object]:
    kind = rng.choice(("bordstein", "bordstein", "stufe", "engstelle", "belag", "steigung", "poller"))
    high = {"bordstein": (3, 16), "stufe": (8, 18), "poller": (60, 110)}.get(kind)
    wide = {"engstelle": (55, 88), "poller": (70, 95), "stufe": (100, 220)}.get(kind)
    return {"art": kind, "hoehe_cm": rng.randint(*high) if high else None,
            "breite_cm": rng.randint(*wide) if wide else None, "foto": None}  # fmt: skip


def barriers(towns: dict[str, Town], streets: list[Street], dry: Dry, size: Size, seed: Seed) -> list[Row]:
    """The layer barriere: at kerbs near junctions, the centre's first."""
    result = []
    for town, count in _in_turn(towns, size.barriers):
        rng = seed.stream(f"barriers {town.name}")
        own = [s for s in streets if s.town == town.name and length(s.line) > 20]
        own.sort(key=lambda s: distance(s.line[0], town.centre) + rng.uniform(0, 500))
        spots = (_kerb(street, rng) for street in own * 3)
        result += [Row(spot, barrier(rng)) for spot in islice((spot for spot in spots if dry(spot)), count)]
    return result


def _kerb(street: Street, rng: Random) -> Point:
    place, heading = walk(street.line, rng.uniform(7, 9))
    return beside(place, heading, rng.choice((-1, 1)) * (street.width / 2 + 0.4))
