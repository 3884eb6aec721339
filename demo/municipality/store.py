"""Writing layers to GeoPackage."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path

from osgeo import gdal, ogr, osr

from .geometry import wkb
from .schema import Field, Layer, Row

NAMESPACE = uuid.UUID("6c1f6f0e-1c1e-5d67-9a58-3a9f0d2f4b11")
KINDS = {
    "text": ogr.OFTString,
    "integer": ogr.OFTInteger,
    "real": ogr.OFTReal,
    "date": ogr.OFTDate,
    "boolean": ogr.OFTInteger,
}
GEOMETRIES = {
    "Point": ogr.wkbPoint,
    "LineString": ogr.wkbLineString,
    "MultiPolygon": ogr.wkbMultiPolygon,
    "LineStringZ": ogr.wkbLineString25D,
    "None": ogr.wkbNone,
}


def create(path: Path) -> gdal.Dataset:
    """A new, empty GeoPackage whose time stamps do not depend on the day."""
    ogr.UseExceptions()
    gdal.UseExceptions()
    gdal.SetConfigOption("OGR_CURRENT_DATE", "2025-01-01T00:00:00.000Z")
    path.unlink(missing_ok=True)
    return gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)


def feature_uuid(layer: str, number: int) -> str:
    """The stable key of the layer's n-th feature."""
    return str(uuid.uuid5(NAMESPACE, f"{layer}/{number}"))


def write(dataset: gdal.Dataset, layer: Layer, rows: Iterable[Row]) -> int:
    """Write one layer; returns the number of features."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(layer.epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    options = ["FID=fid", "GEOMETRY_NAME=geom", f"IDENTIFIER={layer.title}", f"DESCRIPTION={layer.abstract}"]
    table = dataset.CreateLayer(layer.name, reference, GEOMETRIES[layer.geometry], options)
    if layer.uuid:
        key = ogr.FieldDefn("uuid", ogr.OFTString)
        key.SetUnique(True)
        table.CreateField(key)
    for field in layer.fields:
        table.CreateField(_definition(field))
    dataset.StartTransaction()
    count = 0
    for count, row in enumerate(rows, start=1):
        table.CreateFeature(_feature(table.GetLayerDefn(), layer, row, count))
    dataset.CommitTransaction()
    return count


def _definition(field: Field) -> ogr.FieldDefn:
    definition = ogr.FieldDefn(field.name, KINDS[field.kind])
    if field.kind == "boolean":
        definition.SetSubType(ogr.OFSTBoolean)
    definition.SetNullable(not field.required)
    return definition


def _feature(definition: ogr.FeatureDefn, layer: Layer, row: Row, number: int) -> ogr.Feature:
    feature = ogr.Feature(definition)
    if row.shape is not None:
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb(layer.geometry, row.shape)))
    for name, value in row.values.items():
        if value is None:
            feature.SetFieldNull(name)
        else:
            feature.SetField(name, value)
    if layer.uuid:
        feature.SetField("uuid", feature_uuid(layer.name, number))
    return feature
