"""The same few layers on every kind of server, and an independent look at what its database holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from plugin.adapters.connecting import crs_facts
from plugin.adapters.geometry import box_in, geojson_of
from plugin.domain.protection import Protection
from plugin.services.wfs.client import WfsClient
from plugin.workflows.connection import Connection
from tests.contract import data
from tests.contract.server import ContractServer

Row = dict[str, Any]
TREES = {
    "baum": [
        {"uuid": "b-1", "art": "Winterlinde", "hoehe": 12.5, "nummer": 1, "erhalten": True, "gepflanzt": "1900-01-01"},
        {"uuid": "b-2", "art": "Rüster", "hoehe": 7.25, "nummer": 2, "erhalten": False, "gepflanzt": None},
        {"uuid": "b-3", "art": "Eiche <&> \"Bank\" 'am Teich'", "hoehe": None, "nummer": 2**31 - 1, "erhalten": None},
        {"uuid": "b-4", "art": "Ahorn", "hoehe": 3.0, "nummer": 4, "erhalten": True, "notiz": "Zeile 1\nZeile 2"},
    ],
    "ort": [
        {"uuid": "o-1", "art": "Marktplatz", "nummer": 1},
        {"uuid": "o-2", "art": "Bahnhof", "nummer": 2},
    ],
    "beet": [{"uuid": "f-1", "art": "Rosenbeet", "nummer": 1}, {"uuid": "f-2", "art": "Staudenbeet", "nummer": 2}],
    "bank": [{"name": "Bank am Teich", "zustand": "gut"}, {"name": "Bank am Tor", "zustand": "mangelhaft"}],
}
"""The rows by layer: what is not named is null."""


def place(layer: str, number: int) -> dict[str, Any]:
    """Where the row `number` of a layer lies: x before y."""
    if layer == "ort":
        return {"type": "Point", "coordinates": [14.987654321 + number / 1000, 51.123456789 + number / 1000]}
    x, y = 492000.123 + 100 * number, 5670000.456 + 10 * number
    if layer == "beet":
        ring = [[x, y], [x + 20.5, y], [x + 20.5, y + 10.25], [x, y + 10.25], [x, y]]
        return {"type": "MultiPolygon", "coordinates": [[ring]]}
    return {"type": "Point", "coordinates": [x, y]}


@dataclass
class Ground:
    """One server with the layers in it. `rows` and `change` go past it, to the database; `other` fills what only some
    have. `named` gives the name of a layer there; `in_order` says whether its ids come with a Transaction."""

    name: str
    port: int
    path: str
    rows: Callable[[str], list[Row]]
    change: Callable[[str, str], None]
    named: Callable[[str], str] = lambda layer: layer
    login: tuple[str, str] | None = None
    protection: Protection = Protection.VERIFIED
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def connect(self, port: int = 0) -> Connection:
        """As a person who may write; `port` is a proxy's before the server."""
        session = requests.Session()
        session.trust_env = False
        session.auth = self.login
        url = f"http://127.0.0.1:{port or self.port}{self.path}"
        client = WfsClient(session, url, geojson_of, box_in=box_in)
        return Connection.open(client, crs_facts)

    def row(self, layer: str, key: str, field: str = "uuid") -> Row:
        (found,) = [row for row in self.rows(layer) if row[field] == key]
        return found


def new_tree(ground: Ground, layer: str = "baum", **values: Any) -> str:
    """A tree of this test's own, put there past the server; returns its key."""
    key = f"t-{uuid4()}"
    given = {"uuid": key, "art": "Probebaum", "hoehe": 5.5, "nummer": 7, "erhalten": True, **values}
    names = ", ".join(given)
    texts = ", ".join("NULL" if value is None else repr(value) for value in given.values())
    copied = f"SELECT {{geometry}}, {texts} FROM {layer} WHERE uuid = '{TREES[layer][0]['uuid']}'"
    ground.change(layer, f"INSERT INTO {layer} ({{geometry}}, {names}) {copied}")
    return key


def contract(server: ContractServer) -> Ground:
    """The contract server with its rows."""
    from tests.contract.personality import PERSONALITIES

    with closing(sqlite3.connect(server.database)) as connection:
        fill(lambda layer, values: data.store(connection, data.LAYERS[layer], values))
        connection.commit()
    who = PERSONALITIES[server.personality]

    def rows(layer: str) -> list[Row]:
        with closing(sqlite3.connect(server.database, timeout=20)) as connection:
            return data.rows(connection, data.LAYERS[layer])

    def change(layer: str, sql: str) -> None:
        with closing(sqlite3.connect(server.database, timeout=20)) as connection, connection:
            connection.execute(sql.replace("{geometry}", "geometry").replace("{number}", "number"))

    return Ground(
        server.personality, server.port, "/wfs", rows, change, who.typename, facts={"database": server.database}
    )


def fill(store: Callable[[str, Row], object]) -> None:
    for layer, rows in TREES.items():
        for number, row in enumerate(rows, 1):
            store(layer, {**row, "geometry": place(layer, number)})


def geopackage(path: Path) -> None:
    """The layers as a GeoPackage, made by GDAL."""
    from osgeo import gdal, ogr, osr

    gdal.UseExceptions()
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    kinds = {"string": ogr.OFTString, "int": ogr.OFTInteger, "double": ogr.OFTReal, "date": ogr.OFTDate}
    for layer in data.LAYERS.values():
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(layer.epsg)
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        shape = {"Point": ogr.wkbPoint, "MultiPolygon": ogr.wkbMultiPolygon}[layer.geometry]
        made = target.CreateLayer(layer.name, srs, shape)
        for column in layer.columns:
            field = ogr.FieldDefn(column.name, kinds.get(column.kind, ogr.OFTInteger))
            if column.kind == "boolean":
                field.SetSubType(ogr.OFSTBoolean)
            field.SetUnique(column.unique)
            made.CreateField(field)

    def store(layer: str, values: Row) -> None:
        made = target.GetLayerByName(layer)
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(values["geometry"])))
        for name, value in values.items():
            if name != "geometry" and value is not None:
                feature.SetField(name, value)
        made.CreateFeature(feature)

    fill(store)


@contextmanager
def logging_ahead(path: Path) -> Iterator[None]:
    """Hold the file in write-ahead logging: several processes of stock QGIS Server that take it in and out of it
    under one another's feet answer that a layer is empty (tried)."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT count(*) FROM gpkg_contents").fetchall()
        yield


def geopackage_rows(path: Path, layer: str) -> list[Row]:
    """As GDAL reads them."""
    from osgeo import ogr

    source = ogr.Open(str(path))
    found = []
    for feature in source.GetLayerByName(layer):
        document = json.loads(feature.ExportToJson(options=["COORDINATE_PRECISION=15"]))
        values = dict(document["properties"])
        for column in data.LAYERS[layer].columns:
            if column.kind == "boolean" and values[column.name] is not None:
                values[column.name] = bool(values[column.name])
            if column.kind == "date" and values[column.name] is not None:
                values[column.name] = values[column.name].replace("/", "-")
        geometry = feature.GetGeometryRef()
        shape = None if geometry is None else json.loads(geometry.ExportToJson(["COORDINATE_PRECISION=15"]))
        found.append({**values, "number": feature.GetFID(), "geometry": shape})
    return found


def geopackage_change(path: Path, sql: str) -> None:
    """Somebody else writes past the server, as GDAL does."""
    from osgeo import gdal

    source = gdal.OpenEx(str(path), gdal.OF_UPDATE | gdal.OF_VECTOR)
    source.ExecuteSQL(sql)
    source = None


def project(folder: Path, writable: bool) -> Path:
    """A QGIS project that publishes the GeoPackage in `folder`; `writable` for stock WFS-T."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

    made = QgsProject()
    made.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    for name, about in data.LAYERS.items():
        layer = QgsVectorLayer(f"{folder / 'stadt.gpkg'}|layername={name}", about.title, "ogr")
        assert layer.isValid(), name
        layer.serverProperties().setShortName(name)
        made.addMapLayer(layer)
        made.writeEntry("WFSLayersPrecision", f"/{layer.id()}", 9)
    layers = list(made.mapLayers())
    made.writeEntry("WFSLayers", "/", layers)
    if writable:
        for right in ("Insert", "Update", "Delete"):
            made.writeEntry("WFSTLayers", f"/{right}", layers)
    made.writeEntry("WMSServiceCapabilities", "/", True)
    target = folder / "stadt.qgs"
    assert made.write(str(target))
    made.clear()
    return target


def prepared(folder: Path) -> Path:
    """The same with our review queue; its staff may publish at once."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from plugin.algorithms.prepare_municipality import PrepareMunicipality

    source, output = project(folder, writable=False), folder / "veröffentlicht.qgs"
    rights = {"contribute": True, "operations": ["insert", "update", "delete"], "direct": True}
    policy = {"layers": {name: {**rights, "ars": {"fixed": "149990010010"}} for name in data.LAYERS}}
    (folder / "regeln.json").write_text(json.dumps(policy), "utf-8")
    people = "person;identity;role;ars;layers\nMilena Nowakowska;verwaltung;coordinator;14999;*\n"
    (folder / "mitglieder.csv").write_text(people, "utf-8")
    files = {"PROJECT": str(source), "POLICY": str(folder / "regeln.json"), "OUTPUT": str(output)}
    feedback = QgsProcessingFeedback()
    files["MEMBERS"] = str(folder / "mitglieder.csv")
    _, done = PrepareMunicipality().create().run(files, QgsProcessingContext(), feedback)
    assert done, feedback.textLog()
    return output


def qgis_ground(name: str, service: Any, folder: Path, **more: Any) -> Ground:
    path = folder / "stadt.gpkg"
    return Ground(
        name,
        service.port,
        "/ows/",
        lambda layer: geopackage_rows(path, layer),
        lambda layer, sql: geopackage_change(path, sql.replace("{geometry}", "geom").replace("{number}", "fid")),
        **more,
    )
