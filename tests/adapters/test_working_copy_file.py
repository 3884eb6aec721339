"""The file: what is opened, what is refused, and what happens when there is no room or somebody holds it."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsVectorLayer

from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.layer import columns_of
from plugin.adapters.working_copy.schema import ADDED_2, ADDED_3, NEW_2, OWN_1
from plugin.domain.contribution import Operation
from plugin.domain.errors import (
    DiskFull,
    InvalidContent,
    Locked,
    NotAWorkingCopy,
    Tampered,
    TooNew,
    WorkingCopyProblem,
)
from plugin.domain.feature import Feature
from plugin.domain.outbox import ItemState
from plugin.services.wfs.model import Field, Schema
from plugin.services.wfs.schema import MAX_FIELDS

from .copies import CRS, URL, baum, load, village
from .test_working_copy_edits import edited, put

pytestmark = pytest.mark.qgis


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path, key="uuid")


def execute(path: Path, *statements: str) -> None:
    """Somebody with a hex editor, or nearly."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_working_copy_opens_with_what_it_was_made_for(copy: WorkingCopy) -> None:
    with WorkingCopy.open(str(copy.path)) as again:
        assert (again.service_url, again.epoch) == (URL, "epoche")
        assert [layer.form.key for layer in again.layers()] == ["uuid"]
    assert sorted(path.name for path in copy.path.parent.iterdir()) == [copy.path.name]


def test_an_existing_working_copy_is_opened_and_one_of_another_service_refused(copy: WorkingCopy) -> None:
    assert len(WorkingCopy.open_or_create(copy.path, URL, "epoche").layers()) == 1
    with pytest.raises(WorkingCopyProblem, match="another service"):
        WorkingCopy.open_or_create(copy.path, "https://anderswo.example/ows/")
    with pytest.raises(NotAWorkingCopy, match="exists already"):
        WorkingCopy.create(copy.path, URL)


def make_nothing(path: Path) -> None:
    """No file at all."""


def make_text(path: Path) -> None:
    path.write_text("Kein Paket, nur ein Brief.\n" * 100, "utf-8")


def make_other_geopackage(path: Path) -> None:
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    source.CreateLayer("baum", geom_type=ogr.wkbPoint)
    del source


def make_plain_sqlite(path: Path) -> None:
    execute(path, "CREATE TABLE buergergis_meta (key TEXT, value TEXT)")


def make_broken(path: Path) -> None:
    whole = village(path.parent).path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * 30000)


@pytest.mark.parametrize("make", [make_nothing, make_text, make_other_geopackage, make_plain_sqlite, make_broken])
def test_what_is_not_ours_is_refused_and_left_alone(tmp_path: Path, make: object) -> None:
    path = tmp_path / "fremd.gpkg"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(WorkingCopyProblem) as caught:
        WorkingCopy.open(path)
    assert make is make_broken or isinstance(caught.value, NotAWorkingCopy)
    assert (path.read_bytes() if path.exists() else None) == before
    if before:
        with pytest.raises(WorkingCopyProblem):
            WorkingCopy.open_or_create(path, URL)
        assert path.read_bytes() == before


def test_a_newer_version_is_told(copy: WorkingCopy) -> None:
    execute(copy.path, "UPDATE buergergis_meta SET value = '4' WHERE key = 'schema_version'")
    with pytest.raises(TooNew):
        WorkingCopy.open(copy.path)


def as_version_1(path: Path) -> None:
    """What an earlier version of the plugin would have written."""
    execute(
        path,
        "DROP INDEX buergergis_outbox_row",
        *(
            f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}"
            for added in (ADDED_3, ADDED_2)
            for table, columns in added.items()
            for column in columns
        ),
        *(f"DROP TABLE {name}" for name, sql in NEW_2.items() if sql.startswith("CREATE TABLE")),
        "UPDATE buergergis_meta SET value = '1' WHERE key = 'schema_version'",
    )


def test_a_file_of_version_1_keeps_all_that_waits_in_it(copy: WorkingCopy) -> None:
    waiting = copy.enqueue(edited(copy, put(1, "art", "Silberlinde")), "c-1", "Am Anger nachgesehen")
    now = schema_of(copy.path)
    as_version_1(copy.path)
    assert {name: sql for name, sql in schema_of(copy.path).items() if name in OWN_1} == OWN_1
    again = WorkingCopy.open(copy.path)
    assert again.items() == waiting and len(again.changes()) == 1
    assert schema_of(copy.path) == now, "the file is as if it had been made now"


def test_in_a_file_of_version_2_whatever_waits_may_have_been_sent_before(copy: WorkingCopy) -> None:
    copy.enqueue(edited(copy, put(1, "art", "Silberlinde")), "c-1", "")
    now = schema_of(copy.path)
    execute(
        copy.path,
        "ALTER TABLE buergergis_outbox DROP COLUMN astray",
        "UPDATE buergergis_meta SET value = '2' WHERE key = 'schema_version'",
    )
    again = WorkingCopy.open(copy.path)
    assert schema_of(copy.path) == now
    again.revert("baum", 1)
    assert again.items([ItemState.UNDONE]) and not again.overview().sent


def test_a_file_of_version_1_is_believed_no_more_than_another(copy: WorkingCopy) -> None:
    as_version_1(copy.path)
    execute(copy.path, f"CREATE TRIGGER boese AFTER UPDATE ON baum {EVIL}")
    with pytest.raises(Tampered):
        WorkingCopy.open(copy.path)


def schema_of(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


_LONGER = "UPDATE sqlite_master SET sql = substr(sql, 1, length(sql) - 1) || ', {})' WHERE name = 'baum'"
EVIL = "BEGIN UPDATE baum SET art = 'gekapert'; END"


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (f"CREATE TRIGGER boese AFTER UPDATE ON baum {EVIL}", "boese"),
        (f"CREATE TRIGGER rtree_baum_geom_update9 AFTER UPDATE ON baum {EVIL}", "update9"),
        (f"CREATE TRIGGER gpkg_x AFTER INSERT ON gpkg_contents {EVIL}", "gpkg_x"),
        ("CREATE VIEW baeume AS SELECT load_extension('x')", "baeume"),
        ("CREATE VIEW gpkg_view AS SELECT 1", "gpkg_view"),
        ("CREATE TABLE fremd (a)", "fremd"),
        ("CREATE TABLE gpkg_fremd (a, b AS (upper(a)))", "gpkg_fremd"),
        ("CREATE VIRTUAL TABLE gpkg_suche USING fts5(a)", "gpkg_suche"),
        ("CREATE INDEX fremd ON baum (upper(art))", "fremd"),
        ("DROP TRIGGER buergergis_1_update", "buergergis_1_update"),
        ("DROP TRIGGER rtree_baum_geom_insert", "rtree_baum_geom_insert"),
        ("DROP TABLE buergergis_outbox", "buergergis_outbox"),
        ("UPDATE buergergis_guard SET armed = 0", "recording"),
        ("DELETE FROM buergergis_guard", "recording"),
        ("UPDATE buergergis_layer SET typename = 'bank'", "bank"),
        ("UPDATE buergergis_layer SET schema = '[null, 3]'", "list of layers"),
        ("UPDATE buergergis_layer SET crs = 'EPSG:1; DROP TABLE baum'", "list of layers"),
        ("UPDATE buergergis_meta SET value = 'x' WHERE key = 'schema_version'", "version"),
        ("UPDATE buergergis_meta SET value = 'x' WHERE key = 'id'", "its id"),
        ("DELETE FROM buergergis_meta WHERE key = 'id'", "its id"),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'IS NOT 0', 'IS 7') WHERE name = 'buergergis_1_update'",
            "buergergis_1_update",
        ),
        (
            "UPDATE sqlite_master SET sql = replace(sql, '\"art\" TEXT', '\"art\" TEXT DEFAULT (random())') "
            "WHERE name = 'baum'",
            "baum",
        ),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'identifier TEXT', 'identifier TEXT CHECK (1)') "
            "WHERE name = 'gpkg_contents'",
            "gpkg_contents",
        ),
        (_LONGER.format("x CHECK(0)"), "baum"),
        (_LONGER.format("x TEXT CHECK(0)"), "baum"),
        ("ALTER TABLE baum ADD COLUMN x UNSINN", "baum"),
    ],
)
def test_what_was_tampered_with_is_named(copy: WorkingCopy, statement: str, named: str) -> None:
    execute(copy.path, statement)
    with pytest.raises(Tampered, match=named):
        WorkingCopy.open(copy.path)


def test_what_qgis_leaves_in_a_geopackage_is_no_tampering(copy: WorkingCopy) -> None:
    layer = QgsVectorLayer(f"{copy.path}|layername=baum", "baum", "ogr")
    assert layer.saveStyleToDatabase("Bäume", "", True, "") == ""
    assert layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "Ulme")
    assert layer.commitChanges()
    del layer
    execute(copy.path, "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)")
    execute(copy.path, "ANALYZE")
    assert len(WorkingCopy.open(copy.path).changes()) == 1


def test_a_field_that_somebody_added_in_qgis_costs_nothing(copy: WorkingCopy) -> None:
    done = subprocess.run(
        ["ogrinfo", "-q", str(copy.path), "-sql", "ALTER TABLE baum ADD COLUMN notiz TEXT(20)"],
        capture_output=True,
        check=True,
    )
    assert b"ERROR" not in done.stderr
    (change,) = edited(copy, put(1, "notiz", "privat"), put(1, "art", "Ulme"))
    assert change.proposed is not None
    assert "notiz" not in change.proposed.properties
    execute(copy.path, "ALTER TABLE baum ADD COLUMN spion AS (upper(art))")
    with pytest.raises(Tampered):
        WorkingCopy.open(copy.path)


_MEANINGS = "CREATE TABLE gpkg_data_columns (table_name, column_name, name, title, mime_type, constraint_name)"


@pytest.mark.parametrize("column", ["name", "title", "constraint_name"])
def test_fields_that_would_show_something_else_are_refused(copy: WorkingCopy, column: str) -> None:
    """QGIS makes value maps of constraints: whoever chose "gesund" would store "krank"."""
    execute(copy.path, _MEANINGS)
    insert = "INSERT INTO gpkg_data_columns (table_name, column_name, {}) VALUES ('baum', 'art', 'application/json')"
    execute(copy.path, insert.format("mime_type"))
    WorkingCopy.open(copy.path)  # what GDAL notes of a text that is JSON
    execute(copy.path, insert.format(column))
    with pytest.raises(Tampered, match="other names or lists"):
        WorkingCopy.open(copy.path)


@pytest.mark.parametrize(
    "change",
    ["operation = 'frobnicate'", "state = 'weg'", "proposed = '{'", "base = '[]'", "revision = 'x'", "proposed = x'00'",
     "base = NULL, proposed = NULL", "attempts = 'viele'"],
)  # fmt: skip
def test_an_outbox_that_was_changed_by_hand_is_told(copy: WorkingCopy, change: str) -> None:
    edited(copy, put(1, "art", "Ulme"))
    copy.enqueue(copy.changes(), "satz", "")
    execute(copy.path, f"UPDATE buergergis_outbox SET {change}")
    with pytest.raises(Tampered, match="outbox"):
        WorkingCopy.open(copy.path).overview()


HOSTILE = [
    'a"; DROP TABLE baum; --',
    "Bäume",
    "sqlite_master",
    "gpkg_contents",
    "buergergis_outbox",
    "rtree_baum_geom",
    "trigger_x",
    "layer_2",
    "x" * 300,
    "select",
    "pair",
    "arrived",
    "a.b",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_layers_become_our_own(copy: WorkingCopy, name: str) -> None:
    schema = Schema(name, (Field("art", "text"),), "geometry", "Point")
    row = Feature(name, "1", CRS, {"type": "Point", "coordinates": [1.0, 2.0]}, {"art": "Ulme"})
    load(copy, [(f"{name}.1", row)], schema)
    record = copy.records()[1]
    assert record.table in ("layer_2", name)
    (change,) = edited(copy, put(1, "art", "Eibe"), layer=record.table)
    assert (change.feature.layer, change.base) == (name, row)
    (item,) = copy.enqueue([change], "s", "")
    assert item.change.base == row
    assert load(copy, [(f"{name}.1", row)], schema).updated == 0 and len(copy.changes()) == 1


def test_hostile_names_of_fields_become_our_own(copy: WorkingCopy) -> None:
    names = [
        '"; DROP TABLE x',
        "_id",
        "GEOM",
        "_fid",
        "rowid",
        "field_3",
        "art",
        "ART",
        "",
        "a" * 99,
        "ä b",
        "ß",
        "_new",
    ]
    fields = tuple(Field(name, "text") for name in names)
    columns = columns_of(fields)
    assert len({column.casefold() for column in columns}) == len(names)
    assert [column for column in columns if not column.startswith("field_")] == ["art", "ß"]
    row = Feature("test", "1", CRS, {"type": "Point", "coordinates": [1.0, 2.0]}, {name: name for name in names})
    load(copy, [("test.1", row)], Schema("test", fields, "geometry", "Point"))
    (change,) = edited(copy, put(1, "art", "Eibe"), layer="test")
    assert change.base == row
    assert change.feature.properties == {**row.properties, "art": "Eibe"}


def test_a_description_that_would_close_the_file_for_ever_is_not_taken_in(copy: WorkingCopy) -> None:
    """A field that comes twice was stored once as one type and read again as another."""
    edited(copy, put(1, "art", "Ulme"))
    twice = Schema("bank", (Field("art", "text"), Field("art", "integer")), "geometry", "Point")
    rows = [("bank.1", Feature("bank", "1", CRS, None, {"art": "1"}))]
    for _ in range(2):
        with suppress(InvalidContent):
            load(copy, rows, twice)
    assert [change.local_id for change in WorkingCopy.open(copy.path).changes()] == [1]


def test_a_layer_of_very_many_fields_is_refreshed(copy: WorkingCopy) -> None:
    wide = Schema("bank", tuple(Field(f"f{number}", "text") for number in range(MAX_FIELDS)), None, None)
    for value in ("alt", "neu"):
        load(copy, [("bank.1", Feature("bank", "1", CRS, None, {"f0": "x", f"f{MAX_FIELDS - 1}": value}))], wide)
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute(f"SELECT f{MAX_FIELDS - 1} FROM bank").fetchall() == [("neu",)]


def test_values_that_no_column_holds_are_refused(copy: WorkingCopy) -> None:
    before = copy.path.read_bytes()
    for value in (2**70, "\ud800"):
        with pytest.raises(InvalidContent):
            load(copy, [baum(1, art=value)], key="uuid")
    bad = replace(baum(1)[1], geometry={"type": "Point", "coordinates": [float("nan"), 1.0]})
    with pytest.raises(InvalidContent):
        load(copy, [("baum.1", bad)], key="uuid")
    assert copy.path.read_bytes() == before


@pytest.fixture
def no_room() -> Iterator[None]:
    """A disk on which files cannot grow any more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_room_is_said_and_nothing_is_lost(copy: WorkingCopy, no_room: None) -> None:
    (change,) = edited(copy, put(1, "art", "meine"))
    rows = [baum(number) for number in range(1, 3001)]
    with pytest.raises(DiskFull):
        load(copy, rows, key="uuid")
    assert WorkingCopy.open(copy.path).changes() == [change]


def test_a_full_disk(tmp_path: Path) -> None:
    """A real one, where the tests may mount one."""
    disk = tmp_path / "platte"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        copy = WorkingCopy.create(disk / "kopie.gpkg", URL)
        load(copy, [baum(number) for number in range(1, 6)])
        (change,) = edited(copy, put(1, "art", "meine"))
        with pytest.raises(DiskFull):
            load(copy, [baum(number) for number in range(1, 3001)])
        assert WorkingCopy.open(copy.path).changes() == [change]
        (disk / "rest").write_bytes(b"\0" * (shutil.disk_usage(disk).free))
        with pytest.raises(DiskFull):
            copy.enqueue(copy.changes(), "satz", "x" * 9000)
        assert [found.operation for found in copy.changes()] == [Operation.UPDATE]
        with pytest.raises(DiskFull):
            WorkingCopy.create(disk / "zweite.gpkg", URL)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_somebody_holds_is_locked(copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugin.adapters.working_copy.store.BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(copy.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked):
        load(copy, [baum(1)], key="uuid")
    assert copy.changes() == []
    holder.execute("COMMIT")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Locked):
        WorkingCopy.open(copy.path)
    holder.close()
    assert len(WorkingCopy.open(copy.path).layers()) == 1


def test_a_refresh_while_qgis_has_the_layer_open(copy: WorkingCopy) -> None:
    """QGIS switches the file to WAL while it edits, and must see what arrives."""
    layer = QgsVectorLayer(f"{copy.path}|layername=baum", "baum", "ogr")
    assert layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "meine")
    assert layer.commitChanges(False)
    load(copy, [baum(1), *(baum(number, art="Ulme") for number in range(2, 8))], key="uuid")
    assert layer.commitChanges()
    layer.dataProvider().reloadData()
    found = {row["fid"]: row["art"] for row in layer.getFeatures()}
    assert found == {1: "meine"} | dict.fromkeys(range(2, 8), "Ulme")
    assert len(copy.changes()) == 1


def test_no_secret_is_in_the_file(copy: WorkingCopy) -> None:
    text = copy.path.read_bytes()
    assert b"authcfg" not in text
    assert b"password" not in text.lower()


def test_a_process_with_another_locale(copy: WorkingCopy) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from plugin.adapters.working_copy import WorkingCopy; "
        "print(len(WorkingCopy.open(sys.argv[2]).layers()))"
    )
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code, root, str(copy.path)],
        env={"LC_ALL": "C", "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "1", done.stderr
