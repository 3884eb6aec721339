"""Lesson 18: Wrong CRS or axis order in the transaction.

Seen in IGN #146. Here: 25832, 25833, 4326, 3857, 31468: round trips within 1 mm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsPointXY,
)

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, decide
from tests.lessons.people import Contributor
from tests.lessons.village import Rows, build, uuid_of

pytestmark = [pytest.mark.live, pytest.mark.qgis]

PLACES = {
    25832: (892345.123456, 5680123.654321),
    25833: (490000.123456, 5670000.654321),
    4326: (14.857234567, 51.178234567),
    3857: (1653899.123456, 6653123.654321),
    31468: (4694321.123456, 5672345.654321),
}
"""x (east) and y (north), with more digits than anybody needs."""
SHIFT = {4326: (0.000123456, -0.000234567)}
MOVE = (3.141592, -2.718281)
MILLIMETRE = 0.001


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One layer in each CRS, with a point that stays and one that is moved."""
    folder = tmp_path_factory.mktemp("atlas")
    layers = {name(epsg): Rows(epsg, [(f"POINT ({x!r} {y!r})", {"name": f"{n}"}) for n in range(2)])
              for epsg, (x, y) in PLACES.items()}  # fmt: skip
    with Service({"/ows/": build(folder / "daten", layers)}, folder / "lauf") as running:
        yield running


def name(epsg: int) -> str:
    return f"punkt_{epsg}"


def place_of(wkt: str) -> QgsPointXY:
    point = ogr.CreateGeometryFromWkt(wkt)
    return QgsPointXY(point.GetX(), point.GetY())


def metres(epsg: int, one: QgsPointXY, other: QgsPointXY) -> float:
    """On the ground, not in units of the map."""
    measure, crs = QgsDistanceArea(), QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    measure.setSourceCrs(crs, QgsCoordinateTransformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym())
    return measure.measureLine(one, other)


@pytest.mark.parametrize("way", ["reviewed", "at once"])
@pytest.mark.parametrize("epsg", PLACES)
def test_there_and_back_within_a_millimetre(
    atlas: Service, login: Callable[[str], str], tmp_path: Path, epsg: int, way: str
) -> None:
    layer, moved = name(epsg), uuid_of(name(epsg), ("reviewed", "at once").index(way))
    user = {"reviewed": "beitrag-a", "at once": "verwaltung"}[way]
    person = Contributor.checks_out(connect(atlas.url, login(user)), tmp_path / "Kopie.gpkg", layer)
    x, y = PLACES[epsg]
    assert metres(epsg, place_of(person.rows(layer)[moved]["wkt"]), QgsPointXY(x, y)) < MILLIMETRE, "checked out"

    east, north = SHIFT.get(epsg, MOVE)
    person.moves(layer, moved, east, north)
    new = add(person, layer, x - east, y - north)
    done = person.sends(direct=way == "at once")
    if way == "reviewed":
        reviewer = connect(atlas.url, login("pruefung-altmarkfurt"))
        decide(reviewer, done.submitted, Decision.ACCEPT).raise_if_failed("accepted")
        assert sorted(publish(reviewer, done.submitted).done) == sorted(done.submitted)

    fresh = Contributor.checks_out(connect(atlas.url), tmp_path / "frisch.gpkg", layer).rows(layer)
    for uuid, wanted in ((moved, (x + east, y + north)), (new, (x - east, y - north))):
        off = metres(epsg, place_of(fresh[uuid]["wkt"]), QgsPointXY(*wanted))
        assert off < MILLIMETRE, f"{off} m beside in EPSG:{epsg}"
    person.refreshes()
    assert person.waiting() == [], "what comes back is what was sent"


def add(person: Contributor, layer: str, x: float, y: float) -> str:
    """A new point; returns its uuid."""
    before = set(person.rows(layer))
    data = ogr.Open(str(person.path), 1)
    table = data.GetLayerByName(layer)
    row = ogr.Feature(table.GetLayerDefn())
    row["name"] = "neu"
    row.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x!r} {y!r})"))
    table.CreateFeature(row)
    del data
    (uuid,) = set(person.rows(layer)) - before
    return uuid
