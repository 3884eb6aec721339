"""preparemunicipality over PostgreSQL: the project reads as one role, the service writes as another."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from plugin.adapters.prepared import actor_for, read_prepared, table_source, writing_source
from plugin.adapters.queue_source import queue_of
from plugin.domain.access import Actor, Role
from plugin.domain.errors import InvalidContent
from tests.postgres import Database, database
from tests.town import make_geopackage, prepare

__all__ = ["database"]
pytestmark = pytest.mark.qgis

TOWN = """
CREATE TABLE public."Bäume" (id serial PRIMARY KEY, uuid text UNIQUE, art text, geom geometry(Point, 25833));
INSERT INTO "Bäume" (uuid, art, geom) VALUES ('linde-am-markt', 'Linde', 'SRID=25833;POINT(499500 5670000)');
CREATE VIEW linden AS SELECT * FROM "Bäume" WHERE art = 'Linde';
GRANT SELECT ON "Bäume", linden TO lesen;
GRANT ALL ON "Bäume", "Bäume_id_seq", linden TO schreiben;
"""
MEMBERS = "person,identity,role,ars,layers\nHerr Buche,pruefung,reviewer,149990010010,*\n"


@pytest.fixture(scope="module")
def furnished(database: Database) -> Database:
    database.sql(TOWN)
    database.cluster.add_role("fremd")
    entries = {"amt_lesen": "lesen", "amt_schreiben": "schreiben", "amt_fremd": "fremd"}
    database.cluster.add_services(entries, database.name)
    return database


@pytest.fixture
def town(furnished: Database, tmp_path: Path) -> Iterator[Path]:
    """A folder with the project stadt.qgs; whatever a test prepares is gone after it."""
    (tmp_path / "leute.csv").write_text(MEMBERS)
    make_project(tmp_path, "amt_lesen", "Bäume", "linden")
    yield tmp_path
    furnished.sql("DROP SCHEMA IF EXISTS buergergis CASCADE")


def make_project(folder: Path, service: str, *tables: str) -> None:
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    for table in tables:
        source = f"service='{service}' key='id' srid=25833 type=Point table=\"public\".\"{table}\" (geom)"
        layer = QgsVectorLayer(source, table.lower(), "postgres")
        assert layer.isValid(), layer.error().message()
        project.addMapLayer(layer)
    assert project.write(str(folder / "stadt.qgs"))


def run(town: Path, **parameters: Any) -> Any:
    usual = {"PROJECT": town / "stadt.qgs", "OUTPUT": town / "dienst.qgs", "LAYERS": "bäume"}
    return prepare(**{**usual, "MEMBERS": town / "leute.csv", "WRITE_CONNECTION": "amt_schreiben", **parameters})


def opened(town: Path) -> QgsProject:
    project = QgsProject()
    assert project.read(str(town / "dienst.qgs"))
    return project


def test_twice_is_once_and_removal_leaves_things_as_they_were(town: Path, database: Database) -> None:
    before = database.dump()
    assert run(town)["CHANGED"] is True
    dump, project = database.dump(), hashlib.sha256((town / "dienst.qgs").read_bytes()).hexdigest()
    assert dump != before
    assert run(town)["CHANGED"] is False
    assert database.dump() == dump
    assert hashlib.sha256((town / "dienst.qgs").read_bytes()).hexdigest() == project
    run(town, REMOVE=True)
    assert database.dump() == before
    assert not (town / "dienst.qgs").exists()


def test_the_published_role_reads_and_the_writing_one_writes(town: Path) -> None:
    run(town)
    project = opened(town)
    found = read_prepared(project)
    assert found is not None
    assert set(found.layers) == {"bäume", "contribution", "comment", "event", "attachment"}
    assert found.policies["bäume"].key_field == "uuid"
    assert [grant.role for grant in actor_for(project, "pruefung").grants] == [Role.REVIEWER]
    assert actor_for(project, "' OR '1'='1") == Actor()
    for writing in (False, True):
        source, provider = table_source(project, "comment", writing)
        comments = QgsVectorLayer(source, "comment", provider)
        assert comments.isValid()
        row = QgsFeature(comments.fields())
        row["uuid"] = "hinweis-1"
        assert comments.dataProvider().addFeatures([row])[0] is writing
    trees = project.mapLayersByName("bäume")[0]
    assert not trees.dataProvider().changeAttributeValues({1: {2: "gefällt"}})
    writer = QgsVectorLayer(writing_source(trees, "amt_schreiben"), "bäume", "postgres")
    assert writer.dataProvider().changeAttributeValues({1: {2: "Winterlinde"}})
    assert trees.getFeature(1)["art"] == "Winterlinde"


@pytest.mark.parametrize("table", ["member", "pseudonym", "refusal"])
def test_the_reading_role_never_learns_who_is_behind_a_pseudonym(town: Path, database: Database, table: str) -> None:
    run(town)
    database.sql(f"GRANT SELECT ON buergergis.{table} TO lesen")  # as an earlier version gave it
    run(town)
    with pytest.raises(InvalidContent, match=f"permission denied for table {table}"):
        queue_of(opened(town)).rows(f"SELECT * FROM {{q}}{table}")
    assert queue_of(opened(town)).writer().rows("SELECT person FROM {q}member") == [("Herr Buche",)]


def test_removal_saves_the_queue_to_a_geopackage(town: Path, database: Database) -> None:
    run(town)
    database.sql("INSERT INTO buergergis.contribution (id, uuid, status) VALUES (7, 'b-7', 'submitted')")
    backup = run(town, REMOVE=True)["BACKUP"]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT id, uuid, status FROM contribution").fetchall() == [(7, "b-7", "submitted")]
        assert connection.execute("SELECT person FROM member").fetchall() == [("Herr Buche",)]


def test_an_older_layout_is_migrated_after_a_backup(town: Path, database: Database) -> None:
    run(town)
    database.sql(
        "ALTER TABLE buergergis.contribution DROP COLUMN revision, DROP COLUMN findings;"
        "DROP TABLE buergergis.write_lock;"
        "UPDATE buergergis.service_state SET value = '0' WHERE key = 'schema_version';"
        "INSERT INTO buergergis.contribution (uuid, status) VALUES ('alt-1', 'submitted')"
    )
    run(town)
    assert database.sql("SELECT uuid, revision FROM buergergis.contribution").strip() == "alt-1|1"
    assert database.sql("SELECT id FROM buergergis.write_lock").strip() == "1"
    assert (town / "queue.version-0.gpkg").exists()


def test_before_trust_nobody_was_appointed_and_people_accepted_everything(town: Path, database: Database) -> None:
    run(town)
    database.sql(
        "ALTER TABLE buergergis.contribution DROP COLUMN automatic, DROP COLUMN held, DROP COLUMN afterwards, "
        "DROP COLUMN tier; ALTER TABLE buergergis.member DROP COLUMN appointed;"
        "ALTER TABLE buergergis.layer_policy DROP COLUMN automatic_fields, DROP COLUMN automatic_moves;"
        "UPDATE buergergis.service_state SET value = '3' WHERE key = 'schema_version';"
        "INSERT INTO buergergis.contribution (uuid, status) VALUES ('alt-3', 'accepted')"
    )
    run(town)
    found = "SELECT status, automatic IS NULL, tier IS NULL FROM buergergis.contribution WHERE uuid = 'alt-3'"
    assert database.sql(found).strip() == "accepted|t|t"
    assert database.sql("SELECT count(*) FROM buergergis.member WHERE appointed IS NOT NULL").strip() == "0"


def read_as_writer(town: Path) -> dict[str, Any]:
    make_project(town, "amt_schreiben", "Bäume")
    return {}


def bench_elsewhere(town: Path) -> dict[str, Any]:
    make_geopackage(town / "anderswo.gpkg")
    project = QgsProject()
    project.read(str(town / "stadt.qgs"))
    project.addMapLayer(QgsVectorLayer(f"{town}/anderswo.gpkg|layername=sitzbank", "sitzbank", "ogr"))
    project.write(str(town / "stadt.qgs"))
    return {"LAYERS": "bäume,sitzbank"}


REFUSED = {
    "no writing connection": (lambda _: {"WRITE_CONNECTION": ""}, "WRITE_CONNECTION must name"),
    "writing connection unknown": (lambda _: {"WRITE_CONNECTION": "gibt_es_nicht"}, "gibt_es_nicht"),
    "writing connection may not": (lambda _: {"WRITE_CONNECTION": "amt_fremd"}, "may not write to the layer bäume"),
    "project may write": (read_as_writer, "The connection of the project may write to the layer bäume"),
    "view": (lambda _: {"LAYERS": "linden"}, "linden is not a table with a primary key"),
    "other database": (bench_elsewhere, "sitzbank does not lie in the same database as bäume"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_are_one_sentence_and_touch_nothing(town: Path, database: Database, case: str) -> None:
    arrange, text = REFUSED[case]
    parameters, before = arrange(town), database.dump()
    with pytest.raises(QgsProcessingException, match=text) as refusal:
        run(town, **parameters)
    assert "\n" not in str(refusal.value)
    assert database.dump() == before
    assert not (town / "dienst.qgs").exists()


def test_the_numbers_of_new_rows_must_be_there_for_who_writes(town: Path, database: Database) -> None:
    """Otherwise everything works until the first new feature is published."""
    database.sql('REVOKE ALL ON SEQUENCE "Bäume_id_seq" FROM schreiben')
    try:
        with pytest.raises(QgsProcessingException, match=r"numbers of new rows of the layer bäume.*USAGE"):
            run(town)
    finally:
        database.sql('GRANT ALL ON SEQUENCE "Bäume_id_seq" TO schreiben')
