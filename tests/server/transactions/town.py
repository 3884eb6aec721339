"""Dreiwasser in small: a published project with its queue, and the people who send Transactions to it."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import psycopg2
from osgeo import ogr
from qgis.core import QgsProject

from demo.postgres import CHIEF, MUNICIPAL, Cluster
from plugin.adapters.prepared import actor_for
from plugin.adapters.queue_source import SCHEMA, QueueSource
from plugin.domain.feature import Feature, to_json_fg
from plugin.domain.state import state_of
from plugin.server.answer import HttpAnswer
from plugin.server.writing.log_guard import guard
from plugin.server.writing.store import StoreCache
from plugin.server.writing.transaction import answer
from plugin.services.wfs import gml
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Action, Delete, Insert, NewFeature, Transaction, TransactionResult, Update
from plugin.services.xml import GML

from .municipality import (
    ALTMARKFURT,
    ANNE,
    BOEHME,
    LAYERS,
    MEMBERS,
    MILENA,
    NEUWASSER,
    STRANGER,
    WEISS,
    WEISS_AT_HOME,
    YUSUF,
)

__all__ = [
    "ALTMARKFURT",
    "ANNE",
    "BOEHME",
    "MEMBERS",
    "MILENA",
    "NEUWASSER",
    "STRANGER",
    "WEISS",
    "WEISS_AT_HOME",
    "YUSUF",
]

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WEST, EAST = (495000.0, 5670000.0), (505000.0, 5670000.0)
"""A place in Altmarkfurt and one in Neuwasser; the boundary is E 500000."""


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


class Town(Desk, ABC):
    """Dreiwasser in a database, and what others see in it who do not go through the service."""

    backend: str

    @abstractmethod
    def rows(self, table: str) -> list[dict[str, Any]]:
        """What the database holds, read by somebody else; dates as text, times in UTC, yes and no as 1 and 0."""

    @abstractmethod
    def wkt(self, layer: str, fid: int) -> str:
        """A geometry as GDAL reads it."""

    @abstractmethod
    def edit(self, layer: str, fid: int, **values: Any) -> None:
        """A change by somebody who goes past the service."""

    @abstractmethod
    def sql(self, text: str) -> None:
        """A statement of the database's administrator; `{q}` stands before tables of the queue, `{m}` before others."""

    def refused(self, who: str, *actions: Action, **more: Any) -> tuple[int, str]:
        """As `send`, for what must be refused: HTTP status and text; nothing in the database may differ."""
        before = self.everything()
        got = self.send(who, *actions, **more)
        assert got.status != 200, got.body.decode()
        assert self.everything() == before
        return got.status, got.body.decode()

    def everything(self) -> dict[str, Any]:
        tables = [*LAYERS, "contribution", "comment", "event"]
        return {name: self.rows(name) for name in tables}

    def gml(self, wkt: str, srs: str = "EPSG:25833") -> Element:
        """A geometry of a request, as GDAL writes it."""
        text = ogr.CreateGeometryFromWkt(wkt).ExportToGML(["FORMAT=GML3"])
        element = fromstring(text.replace(">", f' xmlns:gml="{GML}">', 1))
        element.set("srsName", srs)
        return element


class InGeoPackage(Town):
    """The town in a folder."""

    backend = "gpkg"

    def __init__(self, path: Path) -> None:
        self.gpkg = path / "stadt.gpkg"
        self.held = QueueSource("ogr", f"{self.gpkg}|layername=baum").hold()  # as a worker does
        guard(str(self.gpkg))
        super().__init__(path / "oeffentlich.qgs")

    def close(self) -> None:
        super().close()
        if self.held:
            self.held.close()

    def rows(self, table: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.gpkg)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')]

    def wkt(self, layer: str, fid: int) -> str:
        dataset = ogr.Open(str(self.gpkg))
        feature = dataset.GetLayerByName(layer).GetFeature(fid)  # must live as long as its geometry is used
        return str(feature.GetGeometryRef().ExportToIsoWkt())

    def edit(self, layer: str, fid: int, **values: Any) -> None:
        dataset = ogr.Open(str(self.gpkg), 1)
        feature = dataset.GetLayerByName(layer).GetFeature(fid)
        for name, value in values.items():
            feature.SetField(name, value)
        assert dataset.GetLayerByName(layer).SetFeature(feature) == 0

    def sql(self, text: str) -> None:
        with closing(sqlite3.connect(self.gpkg)) as connection, connection:
            connection.execute(text.format(q="", m=""))


class InPostgis(Town):
    """The town in a database of `cluster`; its services in the connection service file begin with its name."""

    backend = "postgis"

    def __init__(self, path: Path, cluster: Cluster, database: str) -> None:
        self.cluster, self.database = cluster, database
        self.connection = psycopg2.connect(
            host=str(cluster.folder), dbname=database, user=CHIEF, passfile=str(cluster.pass_file(CHIEF))
        )
        self.connection.autocommit = True
        super().__init__(path / "oeffentlich.qgs")

    def close(self) -> None:
        super().close()
        self.connection.close()

    def rows(self, table: str) -> list[dict[str, Any]]:
        schema = MUNICIPAL if table in LAYERS else SCHEMA
        with self.connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM {schema}."{table}" ORDER BY 1')
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, map(_as_in_sqlite, row), strict=True)) for row in cursor.fetchall()]

    def wkt(self, layer: str, fid: int) -> str:
        schema, key = (MUNICIPAL, "fid") if layer in LAYERS else (SCHEMA, "id")
        with self.connection.cursor() as cursor:
            cursor.execute(f'SELECT ST_AsBinary(geom) FROM {schema}."{layer}" WHERE {key} = {fid}')
            return str(ogr.CreateGeometryFromWkb(bytes(cursor.fetchone()[0])).ExportToIsoWkt())

    def edit(self, layer: str, fid: int, **values: Any) -> None:
        with self.connection.cursor() as cursor:
            for name, value in values.items():
                cursor.execute(f'UPDATE {MUNICIPAL}."{layer}" SET "{name}" = %s WHERE fid = %s', [value, fid])
                assert cursor.rowcount == 1

    def sql(self, text: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(text.format(q=f"{SCHEMA}.", m=f"{MUNICIPAL}."))

    def holding(self, statement: str) -> AbstractContextManager[Callable[[], None]]:
        """An administrator's open transaction; gives what ends it with a commit."""
        return self.cluster.holding(statement, self.database)


def _as_in_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


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
