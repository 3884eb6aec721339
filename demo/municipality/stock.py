"""What is there already, as contributors find it: features by layer and number, free places, new things."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from plugin.domain.feature import Feature

from . import furniture, trees
from .areas import ALTMARKFURT, NEUWASSER, RODENAU
from .catalogue import LAYERS
from .geometry import Point, blob, mm
from .schema import Layer, Row
from .store import feature_uuid

RADII = {"sitzbank": 5.0, "barriere": 5.0, "radabstellanlage": 15.0, "spielplatz": 50.0, "baum_altmarkfurt": 2.5,
         "baum_neuwasser": 2.5, "baum_rodenau": 2.5}  # fmt: skip
"""Metres within which two things of a layer are usually one; the layers that take contributions."""
WEIGHTS = {"sitzbank": 20, "barriere": 13, "radabstellanlage": 9, "spielplatz": 6, "baum_altmarkfurt": 22,
           "baum_neuwasser": 17, "baum_rodenau": 13}  # fmt: skip
CITIES = {"baum_altmarkfurt": ALTMARKFURT, "baum_neuwasser": NEUWASSER, "baum_rodenau": RODENAU}
DEFINITIONS: Mapping[str, Layer] = {layer.name: layer for layer in LAYERS}
_CELL = 70.0


def is_tree(layer: str) -> bool:
    return layer in CITIES


def kind_of(layer: str) -> str:
    """What a layer holds."""
    return "baum" if is_tree(layer) else layer


class Stock:
    """The rows of the municipality; what is added to it is there from then on."""

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self.rows = {layer: list(rows[layer]) for layer in RADII}
        self._near: dict[tuple[str, int, int], list[Point]] = defaultdict(list)
        self._numbers = 0
        for layer, found in self.rows.items():
            for row in found:
                self.occupy(layer, centre(row.shape))

    def occupy(self, layer: str, place: Point) -> None:
        self._near[layer, int(place[0] // _CELL), int(place[1] // _CELL)].append(place)

    def free(self, layer: str, place: Point, metres: float) -> bool:
        """Whether nothing of the layer lies within `metres` (at most the width of a cell)."""
        column, row = int(place[0] // _CELL), int(place[1] // _CELL)
        cells = [(layer, column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return all(math.dist(place, other) > metres for cell in cells for other in self._near[cell])

    def pick(self, rng: Random, layers: Sequence[str] = tuple(WEIGHTS)) -> str:
        """A layer, as often as people contribute to it."""
        return rng.choices(layers, [WEIGHTS[layer] for layer in layers])[0]

    def some(self, layer: str, rng: Random) -> Feature:
        """A feature that is there."""
        return self.feature(layer, rng.randrange(len(self.rows[layer])))

    def feature(self, layer: str, number: int) -> Feature:
        row = self.rows[layer][number]
        return made(layer, row.shape, row.values, feature_uuid(layer, number + 1))

    def spot(self, layer: str, rng: Random, least: float, most: float) -> Point:
        """A place between `least` and `most` metres from a feature of the layer, and as far from every other."""
        for _ in range(400):
            near = centre(rng.choice(self.rows[layer]).shape)
            place = shifted(near, rng.uniform(least, most), rng)
            if self.free(layer, place, least):
                return place
        raise ValueError(f"{layer} is full")

    def new(self, layer: str, place: Point, rng: Random) -> Feature:
        """A thing that is not there yet, with all that is known of it."""
        self._numbers += 1
        if layer == "spielplatz":
            values = {
                "name": f"Spielplatz {rng.choice(furniture.PLAYGROUNDS)}",
                "altersgruppe": rng.choice(("3-6", "alle")),
                "barrierefrei": rng.choice(("ja", "nein", "unbekannt")),
            }
            return made(layer, [[blob(place, rng.uniform(9, 20), rng, 0.15, 9)]], values)
        if is_tree(layer):
            where = (rng.choice(_STREETS), str(rng.randint(1, 120)), CITIES[layer])
            tree = trees.grow(place, rng.randrange(len(trees.SPECIES)), rng.randint(1960, 2024), where, rng)
            return made(layer, place, trees.SCHEMAS[CITIES[layer]](tree, 90_000 + self._numbers))
        makers = {"sitzbank": furniture.bench, "barriere": furniture.barrier, "radabstellanlage": furniture.rack}
        return made(layer, place, makers[layer](rng))


_STREETS = ("Bahnhofstraße", "Goethestraße", "Gartenstraße", "Schulstraße", "Lindenstraße", "Nordring", "Ahornweg")


def made(layer: str, shape: Any, values: Mapping[str, Any], key: str | None = None) -> Feature:
    """A feature as a client sees it: every field of its layer, coordinates to the millimetre."""
    definition = DEFINITIONS[layer]
    properties = {"uuid": key} | {field.name: values.get(field.name) for field in definition.fields}
    return Feature(layer, key, f"EPSG:{definition.epsg}", geometry(shape), properties)


def geometry(shape: Any) -> dict[str, Any]:
    """A shape of `geometry.py` as GeoJSON."""
    if isinstance(shape, list):
        rings = [[[list(mm(point)) for point in ring] for ring in polygon] for polygon in shape]
        return {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Point", "coordinates": list(mm(shape))}


def centre(shape: Any) -> Point:
    """A point for a shape: itself, or the middle of the outline."""
    if not isinstance(shape, list):
        return shape[0], shape[1]
    ring = shape[0][0][:-1]
    return sum(point[0] for point in ring) / len(ring), sum(point[1] for point in ring) / len(ring)


def place_of(feature: Feature) -> Point:
    """As `centre`, for a feature."""
    assert feature.geometry is not None
    found = feature.geometry["coordinates"]
    return centre(found if feature.geometry["type"] == "MultiPolygon" else tuple(found))


def shifted(place: Point, metres: float, rng: Random) -> Point:
    """A place so far away, in any direction."""
    angle = rng.uniform(0, 2 * math.pi)
    return place[0] + metres * math.cos(angle), place[1] + metres * math.sin(angle)


def moved(feature: Feature, dx: float, dy: float) -> dict[str, Any]:
    """The geometry of a feature somewhere else."""
    assert feature.geometry is not None

    def each(found: Any) -> Any:
        if isinstance(found[0], int | float):
            return [round(found[0] + dx, 3), round(found[1] + dy, 3)]
        return [each(inner) for inner in found]

    return {"type": feature.geometry["type"], "coordinates": each(feature.geometry["coordinates"])}
