"""The municipality is complete, plausible, exact, and the same every time."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from tests.demo.source import Source, generate

WANTED = {
    "sitzbank": 150, "barriere": 60, "radabstellanlage": 40, "spielplatz": 25, "bplan": 12, "gebaeude": 1500,
    "strasse": 700, "verwaltungsgebiet": 9, "ortsteil": 46, "adresse": 2100,
}  # fmt: skip
CONTRIBUTED = ("baum_altmarkfurt", "baum_neuwasser", "baum_rodenau", "spielplatz", "sitzbank", "barriere",
               "radabstellanlage", "strasse")  # fmt: skip
KEYS = {
    "14999": "14999", "149995101": None, "149990010010": "14999010", "149990020020": "14999020",
    "149990030030": "14999030", "149995101040": "14999040", "149995101050": "14999050",
    "149995101060": "14999060", "149999460460": "14999460",
}  # fmt: skip


@pytest.mark.parametrize("layer", WANTED)
def test_a_layer_has_about_as_many_features_as_promised(source: Source, layer: str) -> None:
    assert len(source.features(layer)) == pytest.approx(WANTED[layer], rel=0.1)


def test_the_three_cities_share_1200_trees_by_their_inhabitants(source: Source) -> None:
    counts = [len(source.features(f"baum_{city}")) for city in ("altmarkfurt", "neuwasser", "rodenau")]
    assert sum(counts) == pytest.approx(1200, rel=0.02)
    assert counts == sorted(counts, reverse=True)


def test_keys_of_all_areas_are_well_formed(source: Source) -> None:
    found = {f.GetField("ars"): f.GetField("ags") for f in source.features("verwaltungsgebiet")}
    assert found == KEYS


def test_municipalities_cover_the_county_without_gap_or_overlap(source: Source) -> None:
    parts = source.features("verwaltungsgebiet", "ebene = 'gemeinde'")
    total = sum(part.GetGeometryRef().Area() for part in parts)
    assert total == pytest.approx(source.area("14999").Area(), abs=1.0)


@pytest.mark.parametrize("layer", CONTRIBUTED)
def test_layers_people_write_to_have_a_unique_uuid(source: Source, layer: str, tmp_path: Path) -> None:
    copy = shutil.copy(source.folder / "dreiwasser.gpkg", tmp_path)
    dataset = ogr.Open(str(copy), 1)
    table = dataset.GetLayer(layer)
    first, second = table.GetNextFeature(), table.GetNextFeature()
    assert first.GetField("uuid") != second.GetField("uuid")
    second.SetField("uuid", first.GetField("uuid"))
    with pytest.raises(RuntimeError, match="UNIQUE constraint failed"):
        table.SetFeature(second)


def _vertices(geometry: ogr.Geometry) -> list[tuple[float, ...]]:
    if geometry.GetGeometryCount():
        return [p for n in range(geometry.GetGeometryCount()) for p in _vertices(geometry.GetGeometryRef(n))]
    return geometry.GetPoints()


def test_every_coordinate_is_a_number_of_millimetres(source: Source) -> None:
    dataset = ogr.Open(str(source.folder / "dreiwasser.gpkg"))
    for number in range(dataset.GetLayerCount()):
        for feature in dataset.GetLayer(number):
            for point in _vertices(feature.GetGeometryRef()) if feature.GetGeometryRef() else ():
                assert all(value == round(value, 3) for value in point)


def test_only_the_plan_with_the_digitising_error_is_invalid(source: Source) -> None:
    dataset = ogr.Open(str(source.folder / "dreiwasser.gpkg"))
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    invalid = [
        (dataset.GetLayer(n).GetName(), feature.GetFID())
        for n in range(dataset.GetLayerCount())
        for feature in dataset.GetLayer(n)
        if feature.GetGeometryRef() and not feature.GetGeometryRef().IsValid()
    ]
    gdal.PopErrorHandler()
    assert [layer for layer, _ in invalid] == ["bplan"]


def test_streets_of_each_settlement_hang_together_and_reach_the_next(source: Source) -> None:
    """Every street can be reached from every other, over shared end points."""
    neighbours: dict[tuple[float, float], set[tuple[float, float]]] = {}
    for street in source.features("strasse"):
        points = street.GetGeometryRef().GetPoints()
        neighbours.setdefault(points[0], set()).add(points[-1])
        neighbours.setdefault(points[-1], set()).add(points[0])
    reached, waiting = set(), [next(iter(neighbours))]
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting += neighbours[place]
    assert len(reached) == len(neighbours)


def test_no_two_buildings_overlap_and_none_stands_in_the_river(source: Source) -> None:
    buildings = source.features("gebaeude")
    single = sum(f.GetGeometryRef().Area() for f in buildings)
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in buildings:
        together.AddGeometry(feature.GetGeometryRef().GetGeometryRef(0))
    assert together.UnionCascaded().Area() == pytest.approx(single, rel=1e-6)
    for water in source.features("gewaesser"):
        assert not any(water.GetGeometryRef().Intersects(f.GetGeometryRef()) for f in buildings)


def _height(source: Source, x: float, y: float) -> float:
    raster = gdal.Open(str(source.folder / "dgm.tif"))
    west, cell, _, north, _, _ = raster.GetGeoTransform()
    column, row = int((x - west) / cell), int((north - y) / cell)
    return float(raster.ReadAsArray(column, row, 1, 1)[0, 0])


@pytest.mark.parametrize("river", ["Wasna", "Rode"])
def test_a_river_lies_lower_than_the_land_beside_it(source: Source, river: str) -> None:
    (water,) = source.features("gewaesser", f"name = '{river}'")
    ring = water.GetGeometryRef().GetGeometryRef(0).GetGeometryRef(0)
    places = [p for p in ring.GetPoints()[::40] if 479600 < p[0] < 510000 and 5657000 < p[1] < 5686500]
    lower = [_height(source, x, y) < _height(source, x + 1500, y + 1200) for x, y, *_ in places]
    assert sum(lower) >= 0.9 * len(lower) > 0


def test_heights_are_those_of_hilly_country(source: Source) -> None:
    raster = gdal.Open(str(source.folder / "dgm.tif"))
    low, high = raster.GetRasterBand(1).ComputeRasterMinMax(False)
    assert 100 <= low < 130 and 250 < high < 320


def _fingerprint(folder: Path) -> str:
    """The content of all tables, in their order."""
    digest = hashlib.sha256()
    with sqlite3.connect(folder / "dreiwasser.gpkg") as database:
        tables = database.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name").fetchall()
        for (table,) in tables:
            for row in database.execute(f"SELECT * FROM {table} ORDER BY fid"):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_municipality(source: Source, tmp_path: Path) -> None:
    generate(tmp_path)
    assert _fingerprint(tmp_path) == _fingerprint(source.folder)


def test_another_seed_gives_another_municipality(source: Source, tmp_path: Path) -> None:
    generate(tmp_path, "--seed", "7")
    assert _fingerprint(tmp_path) != _fingerprint(source.folder)
