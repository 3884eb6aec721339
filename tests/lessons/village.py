"""Small services of the lessons' own: layers in any CRS, with any fields and rows, prepared as a municipality is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeedback, QgsProject, QgsVectorLayer

from tests.town import prepare

ARS = "149990010010"
MEMBERS = f"""person;identity;role;ars;layers
Änne Großmann;beitrag-a;contributor;14999;*
Yusuf Çelik;beitrag-b;contributor;14999;*
Dr. Friederike Weiß;pruefung-altmarkfurt;reviewer;{ARS};*
Milena Nowakowska;verwaltung;coordinator;14999;*
"""
TYPES = {"text": ogr.OFTString, "integer": ogr.OFTInteger64, "number": ogr.OFTReal, "datetime": ogr.OFTDateTime}


@dataclass(frozen=True)
class Rows:
    """A layer: its CRS, fields besides `uuid`, and rows of WKT and values."""

    epsg: int
    rows: Sequence[tuple[str, Mapping[str, Any]]]
    fields: Mapping[str, str] = field(default_factory=lambda: {"name": "text"})
    geometry: int = ogr.wkbPoint


def uuid_of(layer: str, number: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{layer}/{number}"))


def build(folder: Path, layers: Mapping[str, Rows], limits: Mapping[str, int] | None = None) -> Path:
    """Data, project and review queue; returns the published project. `limits` are those for each person."""
    folder.mkdir(parents=True, exist_ok=True)
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "dorf.gpkg"))
    for name, rows in layers.items():
        _layer(data, name, rows)
    del data
    _project(folder, layers)
    return publish(folder, layers, limits)


def publish(folder: Path, layers: Sequence[str] | Mapping[str, Rows], limits: Mapping[str, int] | None = None) -> Path:
    """Prepare the project, or prepare it again after something was changed in it."""
    policy, members, output = folder / "regeln.json", folder / "mitglieder.csv", folder / "veröffentlicht.qgs"
    rule = {"contribute": True, "ars": {"fixed": ARS}, "direct": True}
    stated = {"limits": dict(limits)} if limits else {}
    policy.write_text(json.dumps({"layers": dict.fromkeys(layers, rule), **stated}), "utf-8")
    members.write_text(MEMBERS, "utf-8")
    feedback = QgsProcessingFeedback()
    prepare(feedback, PROJECT=folder / "dorf.qgs", POLICY=policy, MEMBERS=members, OUTPUT=output)
    return output


def _layer(data: ogr.DataSource, name: str, rows: Rows) -> None:
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(rows.epsg)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = data.CreateLayer(name, srs, rows.geometry, ["FID=fid"])
    key = ogr.FieldDefn("uuid", ogr.OFTString)
    key.SetUnique(True)
    layer.CreateField(key)
    for column, kind in rows.fields.items():
        layer.CreateField(ogr.FieldDefn(column, TYPES[kind]))
    layer.StartTransaction()
    for number, (wkt, values) in enumerate(rows.rows):
        row = ogr.Feature(layer.GetLayerDefn())
        row.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        for column, value in {"uuid": uuid_of(name, number), **values}.items():
            row[column] = value
        layer.CreateFeature(row)
    layer.CommitTransaction()


def _project(folder: Path, layers: Mapping[str, Rows]) -> None:
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    ids = []
    for name in layers:
        layer = QgsVectorLayer(f"{folder / 'dorf.gpkg'}|layername={name}", name, "ogr")
        assert layer.isValid(), name
        layer.serverProperties().setShortName(name)
        project.addMapLayer(layer)
        ids.append(layer.id())
    project.writeEntry("WFSLayers", "/", ids)
    project.writeEntry("WMSServiceTitle", "/", "Dorf")
    assert project.write(str(folder / "dorf.qgs"))
