"""Ortsteile and Bebauungspläne."""

from __future__ import annotations

from random import Random

from qgis.core import QgsGeometry, QgsPointXY

from .areas import ALTMARKFURT, EICHHOEHE, GROSSLINDEN, HEIDEHOF, NEUWASSER, RODENAU, Areas, ags, divide, site
from .geometry import Point, polygon_geometry, shapes
from .landuse import Block, Blocks
from .network import Town
from .schema import Row
from .sizes import Seed, Size
from .streets import TOWNS, VILLAGES

PARTS = {ALTMARKFURT: 14, NEUWASSER: 11, RODENAU: 9, HEIDEHOF: 4, EICHHOEHE: 4, GROSSLINDEN: 4}
HAMLETS = (
    "Niederau", "Birkenhain", "Röthigen", "Kaltenborn", "Hinterheide", "Lindenhöhe", "Steinbrück", "Äußere Vorstadt",
    "Mittelhausen", "Klein Ölsa", "Großweiler", "Ziegelhütte", "Schönfeld", "Altenhain", "Wiesengrund", "Neuland",
    "Moosdorf", "Fuchsberg", "Erlenbruch", "Weißig", "Thalheim", "Rabenstein", "Hohburg", "Mühlau", "Seedorf",
    "Buchwald", "Kirchberg", "Tannrode", "Grüntal", "Haselbach", "Königsfeld", "Langenau", "Reuth", "Sandhübel",
    "Pöhla", "Jägerswald",
)  # fmt: skip


def district_rows(areas: Areas, rng: Random) -> list[Row]:
    """The layer ortsteil: 46 parts, each around a settlement or a hamlet."""
    hamlets = iter(HAMLETS)
    result = []
    for ars, count in PARTS.items():
        whole = QgsGeometry.unaryUnion([polygon_geometry(part) for part in areas.shapes[ars]])
        seeds = [(_district(name), site(*place)) for name, key, place in (*TOWNS, *VILLAGES) if key == ars]
        while len(seeds) < count:
            place = _somewhere(whole, rng)
            if all(abs(place[0] - p[0]) + abs(place[1] - p[1]) > 1600 for _, p in seeds):
                seeds.append((next(hamlets), place))
        parts = divide(areas.shapes[ars], [place for _, place in seeds])
        for number, ((name, _), shape) in enumerate(zip(seeds, parts, strict=True), start=1):
            result.append(Row(shape, {"name": name, "ars": ars, "schluessel": f"{ags(ars)}{number:03d}"}))
    return result


def _district(settlement: str) -> str:
    return f"{settlement} Mitte" if settlement in {name for name, *_ in TOWNS} else settlement


def _somewhere(area: QgsGeometry, rng: Random) -> Point:
    box = area.boundingBox()
    while True:
        place = rng.uniform(box.xMinimum(), box.xMaximum()), rng.uniform(box.yMinimum(), box.yMaximum())
        if area.contains(QgsPointXY(*place)):
            return place


SUBJECTS = ("Wohnpark", "Quartier", "Gewerbegebiet", "Neue Mitte", "Stadtgärten", "Sondergebiet Einzelhandel",
            "Wohnen am Fluss", "Alte Brauerei", "Bahnhofsumfeld", "Klinikgelände")  # fmt: skip
URL = "https://www.dreiwasser.example/bplan/"


def plan_rows(towns: dict[str, Town], found: Blocks, size: Size, seed: Seed) -> list[Row]:
    """The layer bplan without its awkward members: each plan covers a block and what touches it."""
    result = []
    for name, share in (("Altmarkfurt", 0.5), ("Neuwasser", 0.3), ("Rodenau", 0.2)):
        rng, town = seed.stream(f"plans {name}"), towns[name]
        blocks = [b for b in found.of(name, "wohnen", "gewerbe", "wiese") if b.geometry.area() < 90000]
        wanted = min(round((size.plans - 2) * share), len(blocks))
        for number, block in enumerate(rng.sample(blocks, wanted), start=1):
            result.append(_plan(number, block, blocks, town, rng))
    return result


def _plan(number: int, block: Block, blocks: list[Block], town: Town, rng: Random) -> Row:
    near = [b.geometry for b in blocks if b.geometry.touches(block.geometry)][: rng.randint(0, 2)]
    state = rng.choices(("in_aufstellung", "rechtskraeftig", "ausser_kraft"), (25, 68, 7))[0]
    since = f"{rng.randint(1992, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return Row(shapes(QgsGeometry.unaryUnion([block.geometry, *near])), {
        "name": f"{rng.choice(SUBJECTS)} {town.name}", "nummer": f"{town.name[0]} {number:02d}/{rng.randint(1, 4)}",
        "plan_art": rng.choice(("bplan", "bplan", "vorhabenbezogen", "innenentwicklung")), "rechtsstand": state,
        "inkrafttreten": since if state != "in_aufstellung" else None,
        "url": f"{URL}{town.ars}/{number}"})  # fmt: skip
