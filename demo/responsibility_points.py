"""200 places in Dreiwasser with the authority that is responsible there, 30 of them hard: points and truth apart.

The truth is made from how the county is drawn and what its offices do (demo/municipality), with Shapely for what lies
where: none of it asks the resolver or its geometry.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import shapely
from osgeo import ogr
from shapely.geometry import Point

from demo.municipality.areas import ALTMARKFURT, COUNTY, FOREST, HEIDEHOF, NEUWASSER, RODENAU
from demo.municipality.responsibilities import (
    BY_ASSOCIATION,
    CATEGORIES,
    CITIES,
    CORE,
    FILE,
    FORESTRY,
    HARBOUR,
    RESERVE,
    STATE,
    STATE_ROADS,
    VILLAGES,
)

EASY, HARD = 170, 30
ROADS = [key for key, (_, road, _, _) in CATEGORIES.items() if road]
PLACES = [key for key in CATEGORIES if key not in ROADS]


@dataclass(frozen=True)
class Case:
    """A question; `body` is the truth ("" for nobody), `why` says what is hard about it."""

    category: str
    x: float
    y: float
    body: str
    operator: str = ""
    why: str = ""


@dataclass
class County:
    """The drawn county as Shapely has it."""

    areas: dict[str, Any]
    roads: list[tuple[Any, str]]
    rng: Random
    special: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tree = shapely.STRtree([line for line, _ in self.roads])

    def keepers(self, x: float, y: float, reach: float) -> set[str]:
        """Who bears the roads within reach."""
        found = self.tree.query(Point(x, y), predicate="dwithin", distance=reach)
        return {self.roads[number][1] for number in found}

    def inside(self, ars: str, fits: Callable[[float, float], bool]) -> tuple[float, float]:
        """A random place well inside a municipality, outside all special areas."""
        inner = self.areas[ars].buffer(-60)
        west, south, east, north = inner.bounds
        while True:
            x, y = round(self.rng.uniform(west, east), 3), round(self.rng.uniform(south, north), 3)
            place = Point(x, y)
            if inner.contains(place) and not any(one.contains(place) for one in self.special) and fits(x, y):
                return x, y

    def on_road(self, keeper: str, ars: str) -> tuple[float, float]:
        """The middle of a road of `keeper` inside a municipality, with no other one's road near."""
        inner = self.areas[ars].buffer(-60)
        mine = [line for line, bears in self.roads if bears == keeper and inner.contains(line) and line.length > 60]
        while True:
            middle = self.rng.choice(mine).interpolate(0.5, normalized=True)
            if self.keepers(middle.x, middle.y, 20) == {keeper}:
                return round(middle.x, 3), round(middle.y, 3)


def read(folder: Path, seed: int) -> County:
    """The county that the generator has written."""
    dataset = ogr.Open(str(folder / "dreiwasser.gpkg"))
    areas = {row.GetField("ars"): _shape(row) for row in dataset.GetLayer("verwaltungsgebiet")}
    roads = [(_shape(row), row.GetField("baulast_ars")) for row in dataset.GetLayer("strasse")]
    stated = json.loads((folder / FILE).read_text("utf-8"))["areas"]
    special = [shapely.geometry.shape(one["geometry"]).buffer(20) for one in stated]
    return County(areas, roads, Random(seed), special)


def office(category: str, ars: str) -> str:
    """Whose office it is, by what the offices of Dreiwasser do."""
    _, road, city, county = CATEGORIES[category]
    for short, key in CITIES.items():
        if key == ars:
            return f"{city}-{short}"
    if ars in VILLAGES:
        return "vg" if category in BY_ASSOCIATION else f"dorf-{VILLAGES.index(ars) + 1}"
    if ars == FOREST and not road:
        return FORESTRY
    return STATE_ROADS if ars == STATE and road else f"kreis-{county}"


def cases(county: County) -> list[Case]:
    """All 200, the hard ones last."""
    found = [*easy(county), *hard(county)]
    assert len(found) == EASY + HARD
    return found


def easy(county: County) -> list[Case]:
    """Places of which nobody doubts where they are: away from every boundary and other road."""
    found = []
    for number in range(EASY):
        ars = county.rng.choice([*CITIES.values(), *VILLAGES, FOREST])
        if number % 3 or ars == FOREST:
            category = county.rng.choice(PLACES)
            x, y = county.inside(ars, lambda x, y: not county.keepers(x, y, 20))
        else:
            category = county.rng.choice(ROADS)
            x, y = county.on_road(ars, ars)
        found.append(Case(category, x, y, office(category, ars)))
    return found


def hard(county: County) -> Iterator[Case]:
    """Boundaries, enclave, crossings, other people's roads and things, special areas, and beyond it all."""
    yield from _boundaries(county)
    yield from _enclave(county)
    yield from _roads(county)
    yield from _special(county)
    x, y = county.inside(NEUWASSER, lambda *_: True)
    yield Case("spielplatz", x, y, "kreis-schulen", "Kreisgymnasium", "a playground of the county's school in a city")
    yield Case("sitzbank", x, y, "kreis-service", COUNTY, "a bench of the county in a city")
    yield Case("baum", x, y, "gruen-a", ALTMARKFURT, "a tree of Altmarkfurt that stands in Neuwasser")
    yield Case("baum", x, y, "gruen-n", "Erbengemeinschaft Müller", "an operator whom nobody knows")
    x, y = county.inside(HEIDEHOF, lambda x, y: not county.keepers(x, y, 20))
    yield Case("", x, y, "vg", "", "no category, in a village with an association")
    x, y = county.inside(FOREST, lambda x, y: not county.keepers(x, y, 20))
    yield Case("", x, y, "kreis-service", "", "no category, in no municipality")
    west, south, east, north = county.areas[COUNTY].bounds
    yield Case("muell", west - 4000, south, "", "", "beyond the county")
    yield Case("schlagloch", east + 900, north + 900, "", "", "beyond the county")


def _boundaries(county: County) -> Iterator[Case]:
    for one, other in ((ALTMARKFURT, NEUWASSER), (ALTMARKFURT, HEIDEHOF), (NEUWASSER, FOREST)):
        border = shapely.line_merge(county.areas[one].boundary.intersection(county.areas[other].boundary))
        corners = [position for line in getattr(border, "geoms", [border]) for position in line.coords][2:-2]
        x, y = county.rng.choice(corners)
        low = min(one, other)
        yield Case("muell", x, y, office("muell", low), "", f"on the boundary of {one} and {other}")
        middle = border.interpolate(county.rng.uniform(0.3, 0.7), normalized=True)
        for dx, dy in ((1.2, 0.0), (-1.2, 0.0)) if other != FOREST else ():
            place = Point(middle.x + dx, middle.y + dy)
            side = one if county.areas[one].contains(place) else other
            yield Case("graffiti", place.x, place.y, office("graffiti", side), "", f"beside that of {one} and {other}")


def _enclave(county: County) -> Iterator[Case]:
    enclave = min(county.areas[RODENAU].geoms, key=lambda part: part.area)
    centre = enclave.representative_point()
    yield Case("graffiti", centre.x, centre.y, office("graffiti", RODENAU), "", "in the enclave")
    edge = enclave.exterior.interpolate(county.rng.random(), normalized=True)
    away = 1.5 / edge.distance(centre)
    for factor, ars in ((1 + away, ALTMARKFURT), (1 - away, RODENAU)):
        x, y = centre.x + (edge.x - centre.x) * factor, centre.y + (edge.y - centre.y) * factor
        assert county.areas[ars].contains(Point(x, y))
        yield Case("graffiti", x, y, office("graffiti", ars), "", "at the edge of the enclave")


def _roads(county: County) -> Iterator[Case]:
    for ars in (ALTMARKFURT, NEUWASSER):
        x, y = county.on_road(COUNTY, ars)
        yield Case("schlagloch", x, y, "kreis-strassen", "", "the county's road in a city")
        x, y = county.on_road(STATE, ars)
        yield Case("ampel", x, y, STATE_ROADS, "", "the federal road in a city")
    yield Case("graffiti", x, y, office("graffiti", ars), "", "beside a federal road, but not about it")
    for _ in range(2):
        x, y = _crossing(county)
        yield Case("markierung", x, y, "kreis-strassen", "", "a crossing of a county's road and a street")


def _crossing(county: County) -> tuple[float, float]:
    """A corner where a county's road and a street of a city meet, and no federal road is near."""
    ends = [line.coords[0] for line, keeper in county.roads if keeper == COUNTY]
    while True:
        x, y = county.rng.choice(ends)[:2]
        keepers = county.keepers(x, y, 0.01)
        if COUNTY in keepers and keepers & set(CITIES.values()) and STATE not in county.keepers(x, y, 30):
            return x, y


def _special(county: County) -> Iterator[Case]:
    yield Case("muell", *CORE, "land", "", "in the core of a reserve, which lies in the reserve")
    yield Case("gruenflaeche", *CORE, "kreis-naturschutz", "", "in the core, which is not about this")
    yield Case("muell", RESERVE[0] - 500, RESERVE[1], "kreis-naturschutz", "", "in the reserve")
    yield Case("graffiti", *HARBOUR, "hafen", "", "in the harbour")
    yield Case("laerm", *HARBOUR, office("laerm", NEUWASSER), "", "in the harbour, which is not about this")


def write(folder: Path, found: list[Case]) -> tuple[Path, Path]:
    """Points and truth, each in a file of its own."""
    points, truth = folder / "responsibility_points.json", folder / "responsibility_truth.json"
    asked = [{key: value for key, value in asdict(case).items() if key not in ("body", "why")} for case in found]
    folder.mkdir(parents=True, exist_ok=True)
    points.write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    answers = [{"body": case.body, "why": case.why} for case in found]
    truth.write_text(json.dumps(answers, ensure_ascii=False, indent=1), "utf-8")
    return points, truth


def _shape(row: ogr.Feature) -> Any:
    return shapely.from_wkb(bytes(row.GetGeometryRef().ExportToWkb()))
