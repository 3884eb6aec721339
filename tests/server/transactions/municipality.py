"""What Dreiwasser's municipality has in its database and its project, and who may do what in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

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

from demo.postgres import MUNICIPAL, OWNER, READER, WRITER, Cluster
from demo.published import load
from plugin.adapters.publishing import make_public
from plugin.adapters.queue_database import QueueDatabase, open_queue
from plugin.adapters.queue_schema import VERSION
from plugin.adapters.queue_source import QueueSource

ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"
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
LAYERS: dict[str, tuple[int, int, dict[str, tuple[int, int]]]] = {
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
    "sitzbank": ("area", "", 0, 1),
    "bordstein": ("area", "", 0, 1),
    "radweg": ("area", "", 0, 1),
    "spielplatz": ("area", "", 0, 1),
    "aussicht": ("fixed", ALTMARKFURT, 0, 1),
}
TEMPLATE = "stadt"
"""The database that is copied for each test; its services in the connection service file begin so too."""


def build(path: Path) -> None:
    """The municipality's database and project, its queue, and the published project."""
    gpkg = path / "stadt.gpkg"
    _database(gpkg)
    with open_queue(str(gpkg)) as database, database.transaction():
        _queue(database)
    _publish(path, lambda name: f"{gpkg}|layername={name}", "ogr", "|subset=")


def build_postgis(path: Path, cluster: Cluster) -> None:
    """The same in PostgreSQL, in the database TEMPLATE."""
    _database(path / "quelle.gpkg")
    cluster.add_database(TEMPLATE)
    cluster.add_services(services(TEMPLATE), TEMPLATE)
    load(cluster, path / "quelle.gpkg", TEMPLATE, f"{TEMPLATE}_{OWNER}")
    with open_queue(f"PG:service='{TEMPLATE}_{WRITER}'") as database, database.transaction():
        _queue(database)
        database.let_read(READER)
    _publish(path, _table, "postgres", " sql=")


def services(name: str) -> dict[str, str]:
    """Entries of the connection service file for a database."""
    return {f"{name}_{role}": role for role in (OWNER, READER, WRITER)}


def _publish(path: Path, source: Callable[[str], str], provider: str, subset: str) -> None:
    layers = {name: QgsVectorLayer(source(name), name, provider) for name in LAYERS}
    layers["laubbaum"] = QgsVectorLayer(f"{source('baum')}{subset}\"art\" <> 'Fichte'", "laubbaum", provider)
    assert all(layer.isValid() for layer in layers.values()), [layer.error().message() for layer in layers.values()]
    project = QgsProject()
    project.setCrs(layers["baum"].crs())
    for layer in layers.values():
        project.addMapLayer(layer)
    _rules(layers)
    queue = QueueSource(provider, layers["baum"].source(), f"{TEMPLATE}_{WRITER}" if provider == "postgres" else "")
    make_public(project, list(layers.values()), queue)
    assert project.write(str(path / "oeffentlich.qgs"))
    project.clear()


def _table(name: str) -> str:
    kind, epsg, _ = LAYERS[name]
    about = f"key='fid' srid={epsg} type={ogr.GeometryTypeToName(kind).replace(' ', '').replace('3D', '')}"
    about += "Z" if ogr.GT_HasZ(kind) else ""
    return f'service=\'{TEMPLATE}_{READER}\' {about} table="{MUNICIPAL}"."{name}" (geom)'


def _database(gpkg: Path) -> None:
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(gpkg))
    for name, (kind, epsg, fields) in LAYERS.items():
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


def _queue(database: QueueDatabase) -> None:
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
