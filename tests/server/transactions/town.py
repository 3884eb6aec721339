"""Dreiwasser in small: a published project with its queue, and the people who send Transactions to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from osgeo import ogr, osr
from qgis.core import (
    Qgis,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsField,
    QgsFieldConstraints,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from plugin.adapters.prepared import actor_for
from plugin.adapters.publishing import make_public
from plugin.adapters.queue_database import open_queue
from plugin.adapters.queue_schema import VERSION
from plugin.adapters.queue_source import QueueSource
from plugin.domain.feature import Feature, to_json_fg
from plugin.domain.state import state_of
from plugin.server.answer import HttpAnswer
from plugin.server.log_guard import guard
from plugin.server.store import StoreCache
from plugin.server.transaction import answer
from plugin.services.wfs import gml
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Action, Delete, Insert, NewFeature, Transaction, TransactionResult, Update
from plugin.services.xml import GML

ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WEST, EAST = (495000.0, 5670000.0), (505000.0, 5670000.0)
"""A place in Altmarkfurt and one in Neuwasser; the boundary is E 500000."""

ANNE, YUSUF = "beitrag-a", "beitrag-b"
WEISS, WEISS_AT_HOME = "pruefung-altmarkfurt", "friederike"
BOEHME, MILENA, STRANGER = "pruefung-neuwasser", "verwaltung", "unbekannt"
MEMBERS = [
    ("Änne Großmann", ANNE, "contributor", "14999"),
    ("Yusuf Çelik", YUSUF, "contributor", "14999"),
    ("Dr. Friederike Weiß", WEISS, "reviewer", ALTMARKFURT),
    ("Dr. Friederike Weiß", WEISS_AT_HOME, "contributor", "14999"),
    ("Jörg Böhme", BOEHME, "reviewer", NEUWASSER),
    ("Milena Nowakowska", MILENA, "coordinator", "14999"),
]
_TEXT, _INT, _REAL = (ogr.OFTString, 0), (ogr.OFTInteger, 0), (ogr.OFTReal, 0)
_TREE = {
    "art": (ogr.OFTString, 40),
    "pflanzjahr": _INT,
    "hoehe": _REAL,
    "gepflanzt": (ogr.OFTDate, 0),
    "geprueft": (ogr.OFTDateTime, 0),
    "denkmal": (ogr.OFTInteger, -1),
    "strname": _TEXT,
    "eigentuemer_ars": _TEXT,
    "pruefer": _TEXT,
}
_LAYERS: dict[str, tuple[int, int, dict[str, tuple[int, int]]]] = {
    "verwaltungsgebiet": (ogr.wkbMultiPolygon, 25833, {"ars": _TEXT, "ebene": _TEXT}),
    "baum": (ogr.wkbPoint, 25833, _TREE),
    "baum_alt": (ogr.wkbPoint, 25832, {"art": _TEXT}),
    "sitzbank": (ogr.wkbPoint, 25833, {"nummer": _TEXT, "material": _TEXT, "zustand": _TEXT}),
    "bordstein": (ogr.wkbLineString25D, 25833, {"name": _TEXT}),
    "radweg": (ogr.wkbCompoundCurve, 25833, {"name": _TEXT}),
    "spielplatz": (ogr.wkbMultiPolygon, 25833, {"name": _TEXT}),
    "aussicht": (ogr.wkbPoint, 4326, {"name": _TEXT}),
    "bplan": (ogr.wkbMultiPolygon, 25833, {"name": _TEXT}),
}
_POLICIES = {  # ars_source, ars_value, require_condition, direct
    "baum": ("field", "eigentuemer_ars", 1, 1),
    "laubbaum": ("field", "eigentuemer_ars", 0, 1),
    "baum_alt": ("area", "", 0, 1),
    "sitzbank": ("area", "", 0, 0),
    "bordstein": ("area", "", 0, 1),
    "radweg": ("area", "", 0, 1),
    "spielplatz": ("area", "", 0, 1),
    "aussicht": ("fixed", ALTMARKFURT, 0, 1),
}


class Desk:
    """A published project; `send` is what one process of the service does with a request."""

    def __init__(self, project_file: Path) -> None:
        self.project_file = project_file
        self.reload()
        self.stores = StoreCache()

    def close(self) -> None:
        """Let go of everything of QGIS before QGIS itself ends."""
        self.stores.forget(self.project.fileName())
        self.project.clear()

    def reload(self) -> None:
        """What QGIS Server does when the project file has changed: a new project object."""
        self.project = QgsProject()
        assert self.project.read(str(self.project_file))

    def send(
        self,
        who: str,
        *actions: Action,
        conditions: Mapping[str, str] | None = None,
        now: datetime = NOON,
        version: str = "1.1.0",
    ) -> HttpAnswer:
        return self.post(who, wfs.build(Transaction(actions, conditions or {}, version)), now)

    def post(self, who: str, body: bytes, now: datetime = NOON) -> HttpAnswer:
        actor = actor_for(self.project, who)
        return answer(body, actor, self.project, self.stores, now)

    def done(self, who: str, *actions: Action, **more: Any) -> TransactionResult:
        """As `send`, for what must succeed."""
        got = self.send(who, *actions, **more)
        assert got.status == 200, got.body.decode()
        return wfs.parse_result(got.body)

    def feature(self, layer: str, fid: int) -> Feature:
        """A visible row as a client has it after reading it."""
        from plugin.adapters.geometry import feature_of
        from plugin.adapters.prepared import visible_fields

        published = next(
            found
            for found in self.project.mapLayers().values()
            if (found.serverProperties().shortName() or found.name()) == layer
        )
        row = next(iter(published.getFeatures(f"$id = {fid}")))
        return feature_of(layer, row, visible_fields(self.project, published), published.crs().authid(), str(fid))

    def state(self, layer: str, fid: int) -> str:
        return state_of(self.feature(layer, fid))


class Town(Desk):
    """Dreiwasser in a GeoPackage in a folder, and what others see in it."""

    def __init__(self, path: Path) -> None:
        self.gpkg = path / "stadt.gpkg"
        self.held = QueueSource("ogr", f"{self.gpkg}|layername=baum").hold()  # as a worker does
        guard(str(self.gpkg))
        super().__init__(path / "oeffentlich.qgs")

    def close(self) -> None:
        super().close()
        if self.held:
            self.held.close()

    def refused(self, who: str, *actions: Action, **more: Any) -> tuple[int, str]:
        """As `send`, for what must be refused: HTTP status and text; nothing in the database may differ."""
        before = self.everything()
        got = self.send(who, *actions, **more)
        assert got.status != 200, got.body.decode()
        assert self.everything() == before
        return got.status, got.body.decode()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """What the database holds, read by somebody else."""
        with closing(sqlite3.connect(self.gpkg)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')]

    def everything(self) -> dict[str, Any]:
        tables = [*_LAYERS, "contribution", "comment", "event"]
        return {name: self.rows(name) for name in tables}

    def wkt(self, layer: str, fid: int) -> str:
        """A geometry as GDAL reads it."""
        dataset = ogr.Open(str(self.gpkg))
        feature = dataset.GetLayerByName(layer).GetFeature(fid)  # must live as long as its geometry is used
        return str(feature.GetGeometryRef().ExportToIsoWkt())

    def edit(self, layer: str, fid: int, **values: Any) -> None:
        """A change by somebody who goes past the service."""
        dataset = ogr.Open(str(self.gpkg), 1)
        feature = dataset.GetLayerByName(layer).GetFeature(fid)
        for name, value in values.items():
            feature.SetField(name, value)
        assert dataset.GetLayerByName(layer).SetFeature(feature) == 0

    def gml(self, wkt: str, srs: str = "EPSG:25833") -> Element:
        """A geometry of a request, as GDAL writes it."""
        text = ogr.CreateGeometryFromWkt(wkt).ExportToGML(["FORMAT=GML3"])
        element = fromstring(text.replace(">", f' xmlns:gml="{GML}">', 1))
        element.set("srsName", srs)
        return element


def build(path: Path) -> None:
    """The municipality's database and project, its queue, and the published project."""
    gpkg = path / "stadt.gpkg"
    _database(gpkg)
    _queue(gpkg)
    project = QgsProject()
    project.setCrs(_layer(gpkg, "baum").crs())
    layers = {name: _layer(gpkg, name) for name in _LAYERS}
    layers["laubbaum"] = QgsVectorLayer(f"{gpkg}|layername=baum|subset=\"art\" <> 'Fichte'", "laubbaum", "ogr")
    for layer in layers.values():
        project.addMapLayer(layer)
    _rules(layers)
    make_public(project, list(layers.values()), QueueSource("ogr", layers["baum"].source()))
    assert project.write(str(path / "oeffentlich.qgs"))


def tree(place: tuple[float, float] = WEST, ars: str = ALTMARKFURT, **values: str | None) -> NewFeature:
    """A new tree of a municipality."""
    return NewFeature({"art": "Linde", "eigentuemer_ars": ars, **values}, point(place))


def point(place: tuple[float, ...], srs: str = "EPSG:25833") -> Any:
    return gml.element({"type": "Point", "coordinates": list(place)}, srs)


def by_id(layer: str, fid: int) -> FeatureIds:
    return FeatureIds((f"{layer}.{fid}",))


def insert(layer: str, *features: NewFeature, handle: str = "", srs: str | None = None) -> Insert:
    return Insert(layer, features, handle, srs)


def update(layer: str, fid: int, handle: str = "", /, **values: str | None) -> Update:
    return Update(layer, by_id(layer, fid), values, handle=handle)


def delete(layer: str, fid: int, handle: str = "") -> Delete:
    return Delete(layer, by_id(layer, fid), handle)


def document(feature: Feature | None) -> str | None:
    return None if feature is None else to_json_fg(feature)


def _database(gpkg: Path) -> None:
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(gpkg))
    for name, (kind, epsg, fields) in _LAYERS.items():
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
        layer = dataset.CreateLayer(name, srs, kind, ["FID=fid", "GEOMETRY_NAME=geom"])
        for field, (type_, length) in fields.items():
            definition = ogr.FieldDefn(field, type_)
            if length > 0:
                definition.SetWidth(length)
            if length < 0:
                definition.SetSubType(ogr.OFSTBoolean)
            if field == "nummer":
                definition.SetUnique(True)
            if (name, field) == ("bordstein", "name"):
                definition.SetDefault("'ohne Namen'")
            layer.CreateField(definition)
        for values, wkt in _ROWS.get(name, []):
            feature = ogr.Feature(layer.GetLayerDefn())
            for field, value in values.items():
                feature.SetField(field, value)
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
            layer.CreateFeature(feature)
    del dataset
    with closing(sqlite3.connect(gpkg)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def _square(west: float, east: float) -> str:
    return f"MULTIPOLYGON((({west} 5660000,{east} 5660000,{east} 5680000,{west} 5680000,{west} 5660000)))"


_ROWS: dict[str, list[tuple[dict[str, Any], str]]] = {
    "verwaltungsgebiet": [
        ({"ars": ALTMARKFURT, "ebene": "gemeinde"}, _square(490000, 500000)),
        ({"ars": NEUWASSER, "ebene": "gemeinde"}, _square(500000, 510000)),
        ({"ars": "14999", "ebene": "kreis"}, _square(490000, 510000)),
    ],
    "baum": [
        ({"art": "Linde", "pflanzjahr": 1987, "strname": "Große Straße", "eigentuemer_ars": ALTMARKFURT},
         "POINT(495001.123456 5670002.5)"),
        ({"art": "Eiche", "pflanzjahr": 1900, "strname": "", "eigentuemer_ars": ALTMARKFURT},
         "POINT(495010 5670010)"),
        ({"art": "Ahorn", "strname": 'Am „Markt" <&>', "eigentuemer_ars": NEUWASSER},
         "POINT(505000 5670000)"),
        ({"art": "Fichte", "eigentuemer_ars": ALTMARKFURT}, "POINT(495020 5670020)"),
    ],
    "sitzbank": [
        ({"nummer": "B-1", "material": "Holz", "zustand": "gut"}, "POINT(495100 5670100)"),
        ({"nummer": "B-2", "material": "Stahl", "zustand": "gut"}, "POINT(505100 5670100)"),
    ],
    "bordstein": [({"name": "Ring"}, "LINESTRING Z(495000 5670000 101.5,495010 5670000 102.25)")],
    "bplan": [({"name": "Nr. 12"}, _square(494000, 496000))],
}  # fmt: skip


def _queue(gpkg: Path) -> None:
    with open_queue(str(gpkg)) as database, database.transaction():
        database.migrate(VERSION, "EPSG:25833")
        policies = [
            {"layer": name, "contribute": 1, "operations": "insert,update,delete", "ars_source": source,
             "ars_value": value, "direct": direct, "require_condition": condition, "key_field": ""}
            for name, (source, value, condition, direct) in _POLICIES.items()
        ]  # fmt: skip
        names = ("person", "identity", "role", "ars")
        members = [{**dict(zip(names, row, strict=True)), "layers": "*"} for row in MEMBERS]
        areas = '{"layer": "verwaltungsgebiet", "field": "ars", "filter": {"field": "ebene", "value": "gemeinde"}}'
        database.put("layer_policy", ["layer"], policies)
        database.put("member", ["identity"], members)
        database.put("service_state", ["key"], [{"key": "areas", "value": areas}])


def _layer(gpkg: Path, name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{gpkg}|layername={name}", name, "ogr")
    assert layer.isValid(), name
    return layer


def _rules(layers: Mapping[str, QgsVectorLayer]) -> None:
    """What a municipality sets in QGIS: defaults, constraints, hidden, locked and computed fields."""
    trees, benches = layers["baum"], layers["sitzbank"]
    fields = trees.fields()
    trees.setFieldConstraint(fields.indexOf("art"), QgsFieldConstraints.Constraint.ConstraintNotNull)
    trees.setConstraintExpression(
        fields.indexOf("pflanzjahr"), '"pflanzjahr" IS NULL OR "pflanzjahr" > 1500', "kein Mammutbaum"
    )
    for layer in (trees, layers["laubbaum"]):
        layer.setFieldConfigurationFlag(fields.indexOf("pruefer"), Qgis.FieldConfigurationFlag.HideFromWfs, True)
    trees.addExpressionField('2026 - "pflanzjahr"', QgsField("lebensalter", QMetaType.Type.Int))
    form = QgsEditFormConfig(trees.editFormConfig())
    form.setReadOnly(fields.indexOf("denkmal"), True)
    trees.setEditFormConfig(form)
    benches.setDefaultValueDefinition(benches.fields().indexOf("zustand"), QgsDefaultValue("'gut'"))
    benches.setConstraintExpression(benches.fields().indexOf("zustand"), "\"zustand\" IN ('gut', 'maengel', 'defekt')")
