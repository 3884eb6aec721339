"""One checked-out layer: what is known of it, and the names it has in the file.

Names in SQL are made from what a server says only where they pass a strict test; else they are our own.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...domain.errors import Tampered
from ...domain.protection import Protection
from ...services.contributions import LayerForm
from ...services.wfs.model import Field, Schema
from ...workflows.ports import CheckedOut, Extent

_TABLE = re.compile(r"^[a-z][a-z0-9_]{0,40}$")
_RESERVED_TABLES = re.compile(
    r"^(buergergis|gpkg|rtree|sqlite|trigger|layer|qgis|idx|ogr)|^(arrived|kept|new|numbers|pair|side)$"
)
_COLUMN = re.compile(r"^[^\W\d]\w{0,59}$")
_RESERVED_COLUMNS = {"_id", "_fid", "_new", "geom", "rowid", "oid", "_rowid_"}
_CRS = re.compile(r"^[A-Z]+:[A-Za-z0-9]+$")
_COLUMN_TYPES = {
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "DATETIME",
}


@dataclass(frozen=True)
class LayerRecord:
    """One row of `buergergis_layer`. `loaded_at` is ISO 8601 in UTC; `has_z` after the first load.

    `protection` is the level that the service reached for this layer ("" until known), `watermark` how far an
    incremental refresh has read. `fresh` are fields that are new with this refresh, and that no base row knows yet.
    """

    id: int
    form: LayerForm
    title: str
    schema: Schema
    srs_id: int
    geographic: bool = False
    has_z: bool = False
    extent: Extent | None = None
    expected: int = 0
    loaded: int = 0
    loaded_at: str = ""
    protection: str = ""
    watermark: str = ""
    fresh: frozenset[str] = frozenset()

    @cached_property
    def table(self) -> str:
        name = self.form.name
        return name if _TABLE.match(name) and not _RESERVED_TABLES.match(name) else f"layer_{self.id}"

    @property
    def base(self) -> str:
        """The table of base rows."""
        return f"buergergis_base_{self.id}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column of each field of the schema."""
        return tuple(columns_of(self.schema.fields))

    @property
    def data_columns(self) -> tuple[str, ...]:
        """`columns`, after `geom` where there is one."""
        return self.columns if self.schema.geometry_type is None else ("geom", *self.columns)

    @property
    def key_column(self) -> str | None:
        names = [field.name for field in self.schema.fields]
        return self.column_of(self.form.key) if self.form.key in names else None

    def column_of(self, name: str) -> str:
        """The column of the field called `name`."""
        return self.columns[[field.name for field in self.schema.fields].index(name)]

    def key_of(self, fid: str | None) -> str | None:
        """The key of a feature with the server's id `fid`, where the layer has no column for it."""
        prefix = f"{self.form.name}."
        if fid is None or fid.startswith(prefix):
            return fid and fid.removeprefix(prefix)
        return fid.rpartition(".")[2]

    def question(self) -> str:
        """What is asked of the server for it, as a text to compare."""
        return json.dumps([self.form.crs, self.geographic, self.extent, _schema_text(self.schema)])

    def checked_out(self) -> CheckedOut:
        counts = (self.expected, self.loaded)
        return CheckedOut(
            self.form, self.title, self.schema, self.geographic, self.extent, *counts, protection=self.protection
        )


def columns_of(fields: Sequence[Field]) -> list[str]:
    """A column name for each field: its own where that is harmless and free, else `field_n`."""
    taken, columns = set(_RESERVED_COLUMNS), []
    for number, field in enumerate(fields, 1):
        name = field.name
        if not _COLUMN.match(name) or name.casefold() in taken or re.match(r"field_\d", name.casefold()):
            name = f"field_{number}"
        taken.add(name.casefold())
        columns.append(name)
    return columns


def column_type(field: Field) -> str:
    return _COLUMN_TYPES.get(field.type, "TEXT")


_NAMES = (
    "id, typename, title, key_field, crs, srs_id, northing_first, decimals, geographic, has_z, extent, "
    "expected, loaded, loaded_at, schema, protection, watermark"
)


def save(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    form = layer.form
    values = (
        layer.id,
        form.name,
        layer.title,
        form.key,
        form.crs,
        layer.srs_id,
        form.northing_first,
        form.decimals,
        layer.geographic,
        layer.has_z,
        json.dumps(layer.extent),
        layer.expected,
        layer.loaded,
        layer.loaded_at,
        _schema_text(layer.schema),
        layer.protection,
        layer.watermark,
    )
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT OR REPLACE INTO buergergis_layer ({_NAMES}) VALUES ({marks})", values)


def load_all(connection: sqlite3.Connection) -> list[LayerRecord]:
    """All layers in the order of checking out. Raises Tampered where a row cannot be one of ours."""
    rows = connection.execute("SELECT * FROM buergergis_layer ORDER BY id").fetchall()
    return [_record(row) for row in rows]


def _record(row: sqlite3.Row) -> LayerRecord:
    try:
        form = LayerForm(
            row["typename"], row["crs"], row["key_field"], int(row["decimals"]), bool(row["northing_first"])
        )
        extent = json.loads(row["extent"])
        record = LayerRecord(
            int(row["id"]),
            form,
            str(row["title"]),
            _schema(form.name, row["schema"]),
            int(row["srs_id"]),
            bool(row["geographic"]),
            bool(row["has_z"]),
            None if extent is None else _extent(extent),
            int(row["expected"]),
            int(row["loaded"]),
            str(row["loaded_at"]),
            *(str(row[name]) if name in row.keys() else "" for name in ("protection", "watermark")),  # noqa: SIM118
        )
        if not (_CRS.match(form.crs) and isinstance(form.name, str) and isinstance(form.key, str)):
            raise ValueError("names")
        if record.protection:
            Protection(record.protection)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Tampered("The list of layers in the working copy was changed by hand.") from error
    return record


def _extent(found: list[float]) -> Extent:
    left, bottom, right, top = (float(number) for number in found)
    return left, bottom, right, top


def _schema_text(schema: Schema) -> str:
    fields = [[field.name, field.type, field.nillable] for field in schema.fields]
    return json.dumps([schema.geometry_name, schema.geometry_type, fields], ensure_ascii=False)


def _schema(name: str, text: str) -> Schema:
    geometry_name, geometry_type, fields = json.loads(text)
    found = tuple(Field(str(name), str(kind), bool(nillable)) for name, kind, nillable in fields)
    return Schema(name, found, geometry_name, geometry_type)
