"""Shapes that nobody means: told in no time, and never taken for one of a surveyor."""

from __future__ import annotations

import math
import time
from random import Random
from typing import Any

import pytest

from plugin.domain.tangle import is_tangled

LOT = Random(7)


def ring(positions: list[tuple[float, float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*positions, positions[0]]]}


def circle(count: int, step: int = 1, wave: float = 0.0) -> list[tuple[float, float]]:
    """Points around a place; with a `step` of nearly the half a star, with a wave a coast."""
    turns = [2 * math.pi * number * step / count for number in range(count)]
    sizes = [50 + wave * math.sin(number * 0.7) for number in range(count)]
    return [
        (500_000 + size * math.cos(turn), 5_670_000 + size * math.sin(turn))
        for turn, size in zip(turns, sizes, strict=True)
    ]


def zigzag(count: int) -> list[tuple[float, float]]:
    return [(30.0 * (number % 2), number * 50.0 / count) for number in range(count)]


MEANT = {
    "a pond": circle(400),
    "a coast": circle(5_000, wave=3.0),
    "a comb": [*zigzag(1_000), (-10.0, 50.0)],
    "one slip of the pen": [*circle(300)[:4], circle(300)[5], circle(300)[4], *circle(300)[6:]],
}
NOT_MEANT = {
    "a heap": [(LOT.uniform(0, 100), LOT.uniform(0, 100)) for _ in range(300)],
    "a star": circle(301, step=150),
    "a grid, first across, then up": [*zigzag(400), *((y, x) for x, y in zigzag(400))],
    "the same way again and again": [(10.0 * (number % 2), 0.0) for number in range(20_000)],
}


@pytest.mark.parametrize("name", MEANT)
def test_what_somebody_means_is_let_pass(name: str) -> None:
    assert not is_tangled(ring(MEANT[name]))
    assert not is_tangled({"type": "MultiLineString", "coordinates": [MEANT[name]]})


@pytest.mark.parametrize("name", NOT_MEANT)
def test_what_crosses_itself_a_thousand_times_is_told(name: str) -> None:
    began = time.process_time()
    assert is_tangled(ring(NOT_MEANT[name]))
    assert is_tangled({"type": "LineString", "coordinates": NOT_MEANT[name]})
    assert time.process_time() - began < 2


def test_points_cross_nothing_and_a_place_is_no_shape() -> None:
    assert not is_tangled(None)
    assert not is_tangled({"type": "MultiPoint", "coordinates": NOT_MEANT["a heap"]})
    assert not is_tangled({"type": "Polygon", "coordinates": [[[1.0, 2.0]] * 4]})
    assert is_tangled({"type": "LineString", "coordinates": [[1.0, 2.0]] * 400})  # whoever sends that means no line
