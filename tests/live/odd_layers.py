"""Layers with everything that is hard to load, and a service that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

from demo.service import Service

METRES, DEGREES = "EPSG:25833", "EPSG:4326"
LONG = "Ä" * 500_000
"""A million bytes of text."""

MIXED = ("POINT (1 2)", "LINESTRING (1 2, 3 4)", "POLYGON ((0 0, 4 0, 4 4, 0 0))", None, "MULTIPOINT (1 1, 2 2)")
HEIGHTS = ("POINT Z (490000.25 5660000.5 123.456)", "POINT Z (490001 5660001 0)", "POINT Z (490002 5660002 -12.5)")
CURVES = (
    "CURVEPOLYGON (CIRCULARSTRING (0 0, 4 0, 4 4, 0 4, 0 0))",
    "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (10 0, 11 1, 12 0), (12 0, 12 -4, 10 0)))",
)
PLACES = ("POINT (13.123456789 51.987654321)", "POINT (13.000000001 51.5)", "POINT (12.5 51.25)")
DISTRICT = "MULTIPOLYGON (((13.1 51.1, 13.2 51.1, 13.2 51.2, 13.100000001 51.199999999, 13.1 51.1)))"
TEXTS = ("", None, "Straße „Zum Ährenfeld“\n\t<b>&amp;</b> 'x' \"y\"", "🌳 𝄞", " führend ", "null", "1e5")
NUMBERS = (2**63 - 1, -(2**63), 0, None, 2**53 + 1, -1, 7)


def make(file: Path) -> None:
    """The GeoPackage."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(file))
    _layer(source, "gemischt", ogr.wkbUnknown, METRES, [], [(wkt, {}) for wkt in MIXED])
    _layer(source, "höhenpunkte", ogr.wkbPoint25D, METRES, [], [(wkt, {}) for wkt in HEIGHTS])
    _layer(source, "bögen", ogr.wkbCurvePolygon, METRES, [], [(wkt, {}) for wkt in CURVES])
    texts = [("text", ogr.OFTString), ("zahl", ogr.OFTInteger64)]
    rows = [(None, {"text": text, "zahl": number}) for text, number in zip(TEXTS, NUMBERS, strict=True)]
    _layer(source, "tabelle", ogr.wkbNone, "", texts, rows)
    _layer(source, "grad", ogr.wkbPoint, DEGREES, texts, [(wkt, {"text": ""}) for wkt in PLACES])
    _layer(source, "gebiet", ogr.wkbMultiPolygon, DEGREES, texts, [(DISTRICT, {"text": "Nord"})])
    wide = [(f"spalte_{number}", ogr.OFTString) for number in range(100)]
    full = [("POINT (1 2)", {name: f"{row} {name}" for name, _ in wide}) for row in range(200)]
    _layer(source, "breit", ogr.wkbPoint, METRES, wide, full)
    heavy = [("POINT (1 2)", {"text": LONG if row % 4 == 0 else "kurz"}) for row in range(60)]
    _layer(source, "schwer", ogr.wkbPoint, METRES, texts, heavy)
    empty = [("POINT EMPTY", {"text": "leer"}), (None, {"text": "keine"}), ("POINT (1 2)", {"text": "da"})]
    _layer(source, "leer", ogr.wkbPoint, METRES, texts, empty)
    many = [(f"POINT ({490000 + row % 100} {5660000 + row // 100})", {"zahl": row}) for row in range(25_000)]
    _layer(source, "viele", ogr.wkbPoint, METRES, texts, many)


def _layer(
    source: ogr.DataSource,
    name: str,
    kind: int,
    crs: str,
    fields: Sequence[tuple[str, int]],
    rows: Sequence[tuple[str | None, dict[str, Any]]],
) -> None:
    system = osr.SpatialReference()
    if crs:
        system.SetFromUserInput(crs)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = source.CreateLayer(name, system if crs else None, kind, ["FID=fid", "GEOMETRY_NAME=geom"])
    for field, type_ in fields:
        layer.CreateField(ogr.FieldDefn(field, type_))
    layer.StartTransaction()
    for wkt, values in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for field, value in values.items():
            if value is None:
                feature.SetFieldNull(field)
            else:
                feature[field] = value
        if wkt is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def service(folder: Path) -> Service:
    """A service with these layers, not started."""
    data = folder / "daten"
    data.mkdir()
    make(data / "sonderfälle.gpkg")
    project, output = QgsProject(), data / "sonderfälle.qgs"
    project.setCrs(QgsCoordinateReferenceSystem(METRES))
    source = ogr.Open(str(data / "sonderfälle.gpkg"))
    for number in range(source.GetLayerCount()):
        name = source.GetLayer(number).GetName()
        layer = QgsVectorLayer(f"{data / 'sonderfälle.gpkg'}|layername={name}", name, "ogr")
        assert layer.isValid(), name
        project.addMapLayer(layer)
    project.writeEntry("WFSLayers", "/", list(project.mapLayers()))
    for layer_id in project.mapLayers():
        project.writeEntry("WFSLayersPrecision", f"/{layer_id}", 9)
    assert project.write(str(output))
    return Service({"/ows/": output}, folder / "lauf", workers=2)
