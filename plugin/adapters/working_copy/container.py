"""The GeoPackage around our tables (OGC 12-128r17): core tables, a registered layer, its spatial index.

It is written here, and not by GDAL, so that every definition in the file is known to the letter whatever
version of GDAL made the file or opens it.
"""

from __future__ import annotations

import sqlite3

from osgeo import osr

from ...domain.errors import InvalidContent
from .layer import LayerRecord

APPLICATION_ID = 0x47504B47  # "GPKG", §1.1.1.1.1
VERSION = 10300
GEOMETRY_TYPES = {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"}

CORE = {
    "gpkg_spatial_ref_sys": (
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
        "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
        "description TEXT)"
    ),
    "gpkg_contents": (
        "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
        "identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT "
        "(strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, "
        "srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES "
        "gpkg_spatial_ref_sys(srs_id))"
    ),
    "gpkg_geometry_columns": (
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
        "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
        "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE "
        "(table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
        "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))"
    ),
    "gpkg_extensions": (
        "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
        "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
        "extension_name))"
    ),
}

_SYSTEMS = [
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
]


def create_core(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for statement in CORE.values():
        connection.execute(statement)
    insert = "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)"
    connection.executemany(insert, _SYSTEMS)
    add_system(connection, "EPSG:4326")


def add_system(connection: sqlite3.Connection, crs: str) -> int:
    """The srs_id of `crs` (AUTHORITY:CODE), which is added where it is missing."""
    number, system = srs_id_of(crs), osr.SpatialReference()
    if _import(system, crs):
        raise _unknown(crs)
    row = (system.GetName() or crs, number, crs.partition(":")[0], number, system.ExportToWkt())
    insert = "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)"
    connection.execute(insert, row)
    return number


def srs_id_of(crs: str) -> int:
    """The number that `crs` (AUTHORITY:CODE) has in a GeoPackage of ours."""
    code = crs.partition(":")[2]
    if not (code.isascii() and code.isdigit() and len(code) < 10):
        raise _unknown(crs)
    return int(code)


def _unknown(crs: str) -> InvalidContent:
    return InvalidContent(f"The coordinate reference system {crs[:40]!r} is not known here.")


def _import(system: osr.SpatialReference, crs: str) -> int:
    try:
        return int(system.SetFromUserInput(crs))
    except RuntimeError:
        return 1


def register(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    """Tell readers of GeoPackages about the table of `layer`."""
    spatial = layer.schema.geometry_type is not None
    names = "table_name, data_type, identifier, description, srs_id"
    contents = f"INSERT INTO gpkg_contents ({names}) VALUES (?, ?, ?, ?, ?)"
    kind = "features" if spatial else "attributes"
    connection.execute(contents, (layer.table, kind, layer.table, layer.title, layer.srs_id if spatial else 0))
    if not spatial:
        return
    given = layer.schema.geometry_type
    name = given.upper() if given in GEOMETRY_TYPES else "GEOMETRY"
    columns = "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, ?, 0)"
    connection.execute(columns, (layer.table, name, layer.srs_id, int(layer.has_z)))
    extension = (
        layer.table,
        "geom",
        "gpkg_rtree_index",
        "http://www.geopackage.org/spec120/#extension_rtree",
    )
    connection.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, 'write-only')", extension)


def unregister(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    for table in ("gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents"):
        connection.execute(f"DELETE FROM {table} WHERE table_name = ?", (layer.table,))


def note_extent(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    """Keep what `register` said of the extent and of Z true."""
    if layer.schema.geometry_type is None:
        return
    box = f'SELECT min(minx), min(miny), max(maxx), max(maxy) FROM "rtree_{layer.table}_geom"'
    found = tuple(connection.execute(box).fetchone())
    update = (
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') WHERE table_name = ?"
    )
    connection.execute(update, (*found, layer.table))
    z = "UPDATE gpkg_geometry_columns SET z = ? WHERE table_name = ?"
    connection.execute(z, (int(layer.has_z), layer.table))


def index_definitions(table: str) -> dict[str, str]:
    """The spatial index on `geom` and its triggers (Annex F.3), by name."""
    rtree, new = f"rtree_{table}_geom", '(NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))'
    put = (
        f'INSERT OR REPLACE INTO "{rtree}" VALUES (NEW."_id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), '
        'ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));'
    )
    drop = f'DELETE FROM "{rtree}" WHERE id = OLD."_id";'
    both = f'DELETE FROM "{rtree}" WHERE id IN (OLD."_id", NEW."_id");'
    same, other = 'OLD."_id" = NEW."_id"', 'OLD."_id" != NEW."_id"'
    none = '(NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))'
    triggers = {
        "insert": f'AFTER INSERT ON "{table}" WHEN {new} BEGIN {put} END',
        "update1": f'AFTER UPDATE OF "geom" ON "{table}" WHEN {same} AND {new} BEGIN {put} END',
        "update2": f'AFTER UPDATE OF "geom" ON "{table}" WHEN {same} AND {none} BEGIN {drop} END',
        "update3": f'AFTER UPDATE ON "{table}" WHEN {other} AND {new} BEGIN {drop} {put} END',
        "update4": f'AFTER UPDATE ON "{table}" WHEN {other} AND {none} BEGIN {both} END',
        "delete": f'AFTER DELETE ON "{table}" WHEN OLD."geom" NOT NULL BEGIN {drop} END',
    }
    index = {rtree: f'CREATE VIRTUAL TABLE "{rtree}" USING rtree(id, minx, maxx, miny, maxy)'}
    return index | {f"{rtree}_{name}": f'CREATE TRIGGER "{rtree}_{name}" {body}' for name, body in triggers.items()}
