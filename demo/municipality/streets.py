"""All streets: the towns' networks, the roads between them, their names, classes and who must mend them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from qgis.core import QgsGeometry

from . import names, network
from .areas import (
    ALTMARKFURT,
    COUNTY,
    EICHHOEHE,
    GROSSLINDEN,
    HEIDEHOF,
    NEUWASSER,
    NODES,
    RODENAU,
    ags,
    site,
)  # fmt: skip
from .geometry import Line, Point, length, mm, smooth, walk, wiggle
from .network import Edge, Town
from .schema import Row
from .sizes import Seed, Size

# Federal roads are looked after by the state (Art. 90 GG): key of the state, outside the county's rights.
STATE = "14"
FEDERAL = "B 699"

TOWNS = (
    ("Altmarkfurt", ALTMARKFURT, (16.95, 15.95)), ("Neuwasser", NEUWASSER, (8.05, 21.45)),
    ("Rodenau", RODENAU, (25.35, 8.35)),
)  # fmt: skip
VILLAGES = (
    ("Oberwiesa", ALTMARKFURT, (14.4, 21.8)), ("Kleinröda", ALTMARKFURT, (20.4, 21.0)),
    ("Grünhöfe", NEUWASSER, (6.0, 14.4)), ("Wehrbach", NEUWASSER, (10.4, 27.4)),
    ("Mühlrode", RODENAU, (27.9, 11.9)), ("Süßenbach", RODENAU, (21.3, 5.2)),
    ("Heidehof", HEIDEHOF, (18.6, 26.6)), ("Eichhöhe", EICHHOEHE, (29.2, 26.3)),
    ("Großlinden", GROSSLINDEN, (28.2, 21.2)),
)  # fmt: skip

# Roads between settlements, by number; the first is the federal road.
ROADS = (
    (FEDERAL, ("SE edge", "Rodenau", "Altmarkfurt", "Neuwasser", "NW edge")),
    ("K 9901", ("Altmarkfurt", "Kleinröda", "Heidehof", "Wehrbach", "Neuwasser")),
    ("K 9902", ("Grünhöfe", "Altmarkfurt", "Großlinden", "Eichhöhe")),
    ("K 9903", ("Süßenbach", "Rodenau", "Mühlrode", "Großlinden")),
    ("K 9904", ("Neuwasser", "Grünhöfe")),
    ("K 9905", ("Altmarkfurt", "Oberwiesa")),
)
KEEPERS = {"bundesstrasse": STATE, "kreisstrasse": COUNTY}
SURFACES = (("asphalt", 70), ("pflaster", 22), ("beton", 4), ("wassergebunden", 4))
WIDTHS = {"bundesstrasse": 11.0, "kreisstrasse": 8.5, "gemeindestrasse": 6.5}


@dataclass(frozen=True)
class Street:
    """One street segment; `town` is empty on the open road, `ring` counts from the market outwards."""

    line: Line
    name: str
    kind: str
    keeper: str
    surface: str
    key: str
    town: str = ""
    ring: int = 99

    @property
    def width(self) -> float:
        """Width of the carriageway in metres."""
        return WIDTHS[self.kind]


def build_towns(size: Size, seed: Seed, water: QgsGeometry) -> dict[str, Town]:
    """Cities and villages with their networks, streets named but not yet classed."""
    towns = {}
    for number, (name, ars, place) in enumerate((*TOWNS, *VILLAGES)):
        city = number < len(TOWNS)
        wanted = size.city_streets[number] if city else size.village_streets
        towns[name] = Town(name, ars, site(*place))
        network.build(towns[name], wanted, city, water, seed.stream(f"streets {name}"))
        _name(towns[name], city, seed.stream(f"names {name}"))
    return towns


def _name(town: Town, city: bool, rng: Random) -> None:
    """One name per family of edges: a ring by quarter, a spoke by stretch."""
    pool = names.pool(rng)
    if town.ars == RODENAU and city:
        pool.insert(len(names.EVERYWHERE), names.AWKWARD)
    old, later = iter(names.OLD_TOWN if city else ("Dorfplatz", "Dorfstraße")), iter(pool)
    given: dict[tuple[str, int, int], str] = {}
    for edge in sorted(town.edges, key=lambda edge: edge.ring):
        if edge.family == ("ring", 0, edge.family[2]):
            given[edge.family] = "Markt" if city else "Anger"
        elif city and edge.family[:2] == ("ring", 3):
            given[edge.family] = names.RINGS[0]
        if edge.family not in given:
            fresh = next(old, "") if edge.ring <= 2 else ""
            given[edge.family] = fresh or next(later, f"Straße {len(given)}")
        edge.name = given[edge.family]


def _class_way(way: list[Edge], kind: str) -> None:
    for edge in way:
        if edge.kind != "bundesstrasse":
            edge.kind = kind


def _end(stop: str) -> Point:
    return site(*NODES["SE" if stop == "SE edge" else "NW"])


def _leg(a: Point, b: Point, rng: Random) -> Line:
    """A country road, in surveyed vertices."""
    return [mm(point) for point in smooth(wiggle(a, b, rng, 0.07, 3), 2)]


def _pieces(line: Line, metres: float) -> list[Line]:
    """The line cut at about equal lengths."""
    count = max(1, round(length(line) / metres))
    cuts = [mm(walk(line, length(line) * n / count)[0]) for n in range(1, count)]
    pieces, current, passed, total = [], [line[0]], 0.0, length(line)
    for a, b in zip(line, line[1:], strict=False):
        passed += length([a, b])
        while cuts and passed >= total * (len(pieces) + 1) / count:
            pieces.append([*current, cuts[0]])
            current = [cuts.pop(0)]
        current.append(b)
    return [*pieces, current]


def connect(towns: dict[str, Town], rng: Random) -> list[Street]:
    """The roads between the settlements; where they run through one, its streets take their class."""
    open_roads = []
    for number, stops in ROADS:
        kind = "bundesstrasse" if number == FEDERAL else "kreisstrasse"
        for here, there in zip(stops, stops[1:], strict=False):
            ends = [_place(towns, stop, other) for stop, other in ((here, there), (there, here))]
            leg = _leg(*ends, rng)
            keeper = KEEPERS[kind]
            for piece in _pieces(leg, 2400):
                open_roads.append(Street(piece, number, kind, keeper, "asphalt", f"14999{number[-4:]:0>8}"))
        for before, stop, after in zip(stops, stops[1:], stops[2:], strict=False):
            town = towns[stop]
            gates = [town.gate(_anchor(towns, other)) for other in (before, after)]
            _class_way(town.route(*gates), kind)
    return [Street(**{**vars(road), "key": road.key.replace(" ", "0")}) for road in open_roads]


def _anchor(towns: dict[str, Town], stop: str) -> Point:
    return towns[stop].centre if stop in towns else _end(stop)


def _place(towns: dict[str, Town], stop: str, towards: str) -> Point:
    if stop not in towns:
        return _end(stop)
    return towns[stop].nodes[towns[stop].gate(_anchor(towns, towards))]


def classed(town: Town, rng: Random) -> list[Street]:
    """The streets of a town with key, keeper and surface; names on a through road stay the town's."""
    keys: dict[str, str] = {}
    streets = []
    for edge in town.edges:
        key = keys.setdefault(edge.name, f"{ags(town.ars)}{_block(town) + len(keys):05d}")
        surface = rng.choices([s for s, _ in SURFACES], [w for _, w in SURFACES])[0]
        surface = "pflaster" if edge.ring <= 2 else surface if edge.kind == "gemeindestrasse" else "asphalt"
        keeper = KEEPERS.get(edge.kind, town.ars)
        streets.append(Street(edge.line, edge.name, edge.kind, keeper, surface, key, town.name, edge.ring))
    return streets


def _block(town: Town) -> int:
    """Street keys are unique within a municipality, so each of its settlements counts from its own start."""
    siblings = [name for name, ars, _ in (*TOWNS, *VILLAGES) if ars == town.ars]
    return 1 + 5000 * siblings.index(town.name)


def rows(streets: list[Street]) -> list[Row]:
    """The layer strasse."""
    return [
        Row(
            street.line,
            {
                "strassenschluessel": street.key,
                "strname": street.name,
                "widmung": street.kind,
                "baulast_ars": street.keeper,
                "belag": street.surface,
            },
        )
        for street in streets
    ]
