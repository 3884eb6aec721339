"""Metres on the ground, whatever the CRS."""

from __future__ import annotations

from math import dist
from random import Random

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject

from plugin.adapters.measure import difference, size
from plugin.adapters.nearest import Nearest

pytestmark = pytest.mark.qgis

UTM = "EPSG:25833"
SQUARE = "POLYGON((494700 5671300, 494710 5671300, 494710 5671310, 494700 5671310, 494700 5671300))"
LARGER = "POLYGON((494700 5671300, 494712 5671300, 494712 5671310, 494700 5671310, 494700 5671300))"


def shape(wkt: str, crs: str = UTM) -> QgsGeometry:
    geometry = QgsGeometry.fromWkt(wkt)
    there = QgsCoordinateReferenceSystem(crs)
    geometry.transform(QgsCoordinateTransform(QgsCoordinateReferenceSystem(UTM), there, QgsProject.instance()))
    return geometry


@pytest.mark.parametrize("crs", [UTM, "EPSG:25832", "EPSG:4326", "EPSG:3857", "EPSG:31468"])
def test_three_and_four_metres_make_five(crs: str, qgis_app: object) -> None:
    one, other = shape("POINT(494700 5671300)", crs), shape("POINT(494703 5671304)", crs)
    found = difference(one, other, QgsCoordinateReferenceSystem(crs))
    assert found is not None and found.shift == pytest.approx(5, rel=1e-3)
    assert found.area is None and found.length is None


@pytest.mark.parametrize("crs", [UTM, "EPSG:4326", "EPSG:3857"])
def test_a_larger_square_is_larger_by_its_strip(crs: str, qgis_app: object) -> None:
    there = QgsCoordinateReferenceSystem(crs)
    found = difference(shape(SQUARE, crs), shape(LARGER, crs), there)
    assert found is not None and found.area == pytest.approx(20, rel=2e-3) and found.shift == pytest.approx(2, rel=1e-3)
    back = difference(shape(LARGER, crs), shape(SQUARE, crs), there)
    assert back is not None and back.area == pytest.approx(-20, rel=2e-3), "the second minus the first"


def test_a_line_has_a_length(qgis_app: object) -> None:
    line = shape("LINESTRING(494700 5671300, 494700 5671330)")
    assert size(line, QgsCoordinateReferenceSystem(UTM)).length == pytest.approx(30, rel=1e-3)
    longer = shape("LINESTRING(494700 5671300, 494700 5671340)")
    found = difference(line, longer, QgsCoordinateReferenceSystem(UTM))
    assert found is not None and found.length == pytest.approx(10, rel=1e-3)


def test_what_cannot_be_compared_is_not(qgis_app: object) -> None:
    crs = QgsCoordinateReferenceSystem(UTM)
    assert difference(QgsGeometry(), shape(SQUARE), crs) is None
    assert difference(shape(SQUARE), QgsGeometry.fromWkt("POLYGON EMPTY"), crs) is None
    assert difference(QgsGeometry.fromWkt("POINT(1e300 1e300)"), shape(SQUARE), crs) is None


def test_the_nearest_of_many_points_is_the_one_that_looking_at_all_finds() -> None:
    chance = Random(7)
    for points in (
        [(chance.uniform(0, 90), chance.gauss(0, 4)) for _ in range(300)],
        [(5.0, 5.0)] * 3,
        [(x / 10, 0.0) for x in range(200)],
    ):
        nearest = Nearest(points)
        for _ in range(60):
            here = chance.uniform(-200, 200), chance.uniform(-200, 200)
            assert nearest.distance(here) == min(dist(here, one) for one in points)
