"""Layers of a thousand to a million features, made by lot but always the same, and a service that shows them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

from demo.service import Service

CRS = "EPSG:25833"
KINDS = ("Winterlinde", "Stieleiche", "Rosskastanie", "Bergahorn", "Hänge-Birke", "Robinie")
FIELDS = (
    ("uuid", ogr.OFTString),
    ("art", ogr.OFTString),
    ("hoehe", ogr.OFTReal),
    ("umfang", ogr.OFTInteger),
    ("gepflanzt", ogr.OFTDate),
)
CORNER, SIDE = (490_000.0, 5_660_000.0), 20_000.0


def name_of(kind: str, size: int) -> str:
    """`punkte_1000`, `flaechen_100000`."""
    return f"{kind}_{size}"


def service(folder: Path, layers: Sequence[tuple[str, int]]) -> Service:
    """A service of two workers with these layers (kind, size), not started; patient enough for a million at once."""
    data = folder / "data"
    data.mkdir(parents=True)
    file = data / "gross.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(file))
    for kind, size in layers:
        _make(source, kind, size)
    del source
    project = _project(file, [name_of(kind, size) for kind, size in layers])
    return Service({"/ows/": project}, folder / "run", workers=2, timeout=600, memory_mb=16_384)


def _make(source: ogr.DataSource, kind: str, size: int) -> None:
    system = osr.SpatialReference()
    system.SetFromUserInput(CRS)
    shape = ogr.wkbPoint if kind == "punkte" else ogr.wkbPolygon
    layer = source.CreateLayer(name_of(kind, size), system, shape, ["FID=fid", "GEOMETRY_NAME=geom"])
    for name, type_ in FIELDS:
        layer.CreateField(ogr.FieldDefn(name, type_))
    lot = random.Random(size)
    layer.StartTransaction()
    for number in range(1, size + 1):
        feature = ogr.Feature(layer.GetLayerDefn())
        for (name, _), value in zip(FIELDS, _values(number, lot), strict=True):
            feature.SetField(name, value)
        feature.SetGeometry(_shape(kind, lot))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _values(number: int, lot: random.Random) -> Iterator[object]:
    yield f"{number:08x}-0000-4000-8000-{number:012d}"
    yield lot.choice(KINDS)
    yield round(lot.uniform(2, 30), 1)
    yield lot.randint(10, 400)
    yield f"{lot.randint(1900, 2024)}-05-04"


def _shape(kind: str, lot: random.Random) -> ogr.Geometry:
    x, y = (start + lot.random() * SIDE for start in CORNER)
    if kind == "punkte":
        made = ogr.Geometry(ogr.wkbPoint)
        made.AddPoint_2D(x, y)
        return made
    a, b = lot.uniform(5, 20), lot.uniform(5, 20)
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for dx, dy in ((0, 0), (a, 0), (a, b / 2), (a / 2, b / 2), (a / 2, b), (0, b), (0, 0)):  # a house with a wing
        ring.AddPoint_2D(x + dx, y + dy)
    made = ogr.Geometry(ogr.wkbPolygon)
    made.AddGeometry(ring)
    return made


def _project(file: Path, names: Sequence[str]) -> Path:
    project, output = QgsProject(), file.with_name("gross.qgs")
    project.setCrs(QgsCoordinateReferenceSystem(CRS))
    for name in names:
        layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
        assert layer.isValid(), name
        project.addMapLayer(layer)
    project.writeEntry("WFSLayers", "/", list(project.mapLayers()))
    for layer_id in project.mapLayers():
        project.writeEntry("WFSLayersPrecision", f"/{layer_id}", 6)
    assert project.write(str(output)), output
    return output


def change(file: Path, name: str, count: int) -> None:
    """Change `count` features of a layer that is being served, all over it."""
    source = ogr.Open(str(file), 1)
    layer = source.GetLayerByName(name)
    step = max(1, layer.GetFeatureCount() // count)
    layer.StartTransaction()
    for number in range(1, count + 1):
        feature = layer.GetFeature(number * step)
        feature["art"] = "Ulme"
        layer.SetFeature(feature)
    layer.CommitTransaction()
