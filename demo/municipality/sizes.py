"""How much of everything the two sizes hold."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Size:
    """Wanted numbers; `cell` is the grid width of the terrain model in metres."""

    name: str
    city_streets: tuple[int, int, int]
    village_streets: int
    buildings: int
    trees: int
    benches: int
    playgrounds: int
    barriers: int
    racks: int
    plans: int
    cell: int
    contours: bool


SMALL = Size("small", (285, 170, 125), 12, 1500, 1200, 150, 25, 60, 40, 12, 50, False)
FULL = Size("full", (3700, 2600, 1880), 150, 31000, 13500, 1420, 178, 860, 410, 140, 10, True)
DEMO_SEED = 14999
"""The municipality that everybody tries is made of this one; what is proposed about its objects has to be, too."""
SIZES = {size.name: size for size in (SMALL, FULL)}


@dataclass(frozen=True)
class Seed:
    """One seed for everything; each topic draws from its own stream, so topics do not disturb each other."""

    value: int

    def stream(self, topic: str) -> Random:
        """The random numbers of one topic, always the same ones."""
        return Random(f"{self.value}/{topic}")
