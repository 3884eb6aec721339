"""Key and version in a municipality's own tables: shown first, true whoever writes, and gone again without a trace."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException, QgsProject, QgsVectorLayer

from demo.postgres import OWNER, READER, WRITER
from plugin.adapters.prepared import read_prepared, visible_fields
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm, publication, submission, transition
from tests.postgres import Database, database
from tests.server.transactions.town import Desk
from tests.town import prepare

__all__ = ["database"]
pytestmark = pytest.mark.qgis
HOLZ = "POINT(499500 5670000)"
TOWN = f"""
SET ROLE dreiwasser;
CREATE TABLE dreiwasser.bank (id serial PRIMARY KEY, holz text, meldung json, geom geometry(Point, 25833));
CREATE TABLE dreiwasser.brunnen (nr serial PRIMARY KEY, uuid text UNIQUE, name text, geom geometry(Point, 25833));
CREATE TABLE dreiwasser.zaun (nr serial PRIMARY KEY, version text, geom geometry(Point, 25833));
INSERT INTO dreiwasser.bank (holz, meldung, geom) VALUES ('Eiche', '{{}}', 'SRID=25833;{HOLZ}'),
    ('Buche', NULL, NULL);
INSERT INTO dreiwasser.brunnen (uuid, name, geom) VALUES ('am-markt', 'Marktbrunnen', 'SRID=25833;{HOLZ}');
"""
MEMBERS = "person,identity,role,ars,layers\nÄnne,anne,contributor,14999,*\nJörg,jörg,reviewer,14999,*\n"
UUID = "00000000-0000-4000-8000-00000000000{}"


@pytest.fixture
def town(database: Database, tmp_path: Path) -> Iterator[Path]:
    """A folder with a project over three tables of an office that has never heard of us."""
    database.sql(TOWN)
    services = {f"{database.name}_{role}": role for role in (OWNER, READER, WRITER)}
    database.cluster.add_services(services, database.name)
    (tmp_path / "leute.csv").write_text(MEMBERS)
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    for table, key in (("bank", "id"), ("brunnen", "nr"), ("zaun", "nr")):
        about = f"service='{database.name}_{READER}' key='{key}' srid=25833 type=Point"
        layer = QgsVectorLayer(f'{about} table="dreiwasser"."{table}" (geom)', table, "postgres")
        assert layer.isValid()
        project.addMapLayer(layer)
    assert project.write(str(tmp_path / "stadt.qgs"))
    project.clear()
    yield tmp_path
    database.sql("DROP SCHEMA IF EXISTS buergergis CASCADE")
    database.sql("DROP TABLE dreiwasser.bank, dreiwasser.brunnen, dreiwasser.zaun")
    database.sql("DROP FUNCTION IF EXISTS dreiwasser.buergergis_versions()")


def run(town: Path, database: Database, **more: Any) -> Any:
    usual = {"PROJECT": town / "stadt.qgs", "OUTPUT": town / "dienst.qgs", "LAYERS": "bank,brunnen", "ARS": "14999"}
    roles = {"WRITE_CONNECTION": f"{database.name}_{WRITER}", "OWNER_CONNECTION": f"{database.name}_{OWNER}"}
    return prepare(**{**usual, **roles, "MEMBERS": town / "leute.csv", **more})


def own(database: Database) -> str:
    """The municipality's own schema as SQL."""
    return database.cluster.dump(database.name, "-n", "dreiwasser")


def bench(database: Database, number: int = 1) -> dict[str, Any]:
    return json.loads(database.sql(f"SELECT row_to_json(b) FROM dreiwasser.bank b WHERE id = {number}"))


def test_preparing_changes_nothing_of_the_municipalitys_own(town: Path, database: Database) -> None:
    before = own(database)
    assert run(town, database)["CHANGED"] is True
    assert own(database) == before
    run(town, database, REMOVE=True)
    assert own(database) == before


def test_what_will_be_run_is_shown_first_and_then_run_as_shown(town: Path, database: Database) -> None:
    before = database.dump()
    shown = run(town, database, COLUMNS="bank,brunnen")
    assert (shown["CHANGED"], database.dump() == before, (town / "dienst.qgs").exists()) == (False, True, False)
    assert shown["SQL"].count("ADD COLUMN version") == 2
    assert shown["SQL"].count("ADD COLUMN uuid") == 1  # the well has a key of its own
    done = run(town, database, COLUMNS="bank,brunnen", CONFIRM=True)
    assert (done["CHANGED"], done["SQL"]) == (True, shown["SQL"])
    assert (bench(database)["version"], len(bench(database)["uuid"]), bench(database)["holz"]) == (1, 36, "Eiche")
    again = run(town, database, COLUMNS="bank,brunnen", CONFIRM=True)
    assert (again["CHANGED"], again["SQL"]) == (False, "")


def test_the_version_is_true_whoever_writes(town: Path, database: Database) -> None:
    run(town, database, COLUMNS="bank,brunnen", CONFIRM=True)
    first = bench(database)
    database.sql("UPDATE dreiwasser.bank SET holz = 'Robinie' WHERE id = 1")
    database.sql("UPDATE dreiwasser.bank SET holz = 'Lärche', version = 99 WHERE id = 1")
    database.sql("UPDATE dreiwasser.bank SET holz = 'Kiefer', change_id = 'unsere-7' WHERE id = 1")
    third = bench(database)
    assert (third["version"], third["change_id"], third["uuid"]) == (4, "unsere-7", first["uuid"])
    database.sql("UPDATE dreiwasser.bank SET meldung = '[]' WHERE id = 1")
    assert bench(database)["change_id"] not in ("unsere-7", None)
    database.sql("INSERT INTO dreiwasser.bank (holz, uuid, version) VALUES ('Fichte', '', 7)")
    assert (bench(database, 3)["version"], len(bench(database, 3)["uuid"])) == (1, 36)
    with pytest.raises(subprocess.CalledProcessError, match=r"."):
        database.sql("UPDATE dreiwasser.bank SET uuid = 'anders' WHERE id = 1")
    database.sql("UPDATE dreiwasser.brunnen SET uuid = 'am-rathaus'")  # not ours to forbid
    assert database.sql("SELECT version FROM dreiwasser.brunnen").strip() == "2"


def test_taking_back_leaves_the_tables_as_they_were(town: Path, database: Database) -> None:
    before = database.dump()
    run(town, database, COLUMNS="bank,brunnen", CONFIRM=True)
    shown = run(town, database, COLUMNS="bank,brunnen", REMOVE=True)
    assert (shown["CHANGED"], (town / "dienst.qgs").exists()) == (False, True)
    assert "DROP COLUMN uuid" in shown["SQL"]
    run(town, database, COLUMNS="bank,brunnen", REMOVE=True, CONFIRM=True)
    assert database.dump() == before


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"LAYERS": "zaun", "COLUMNS": "zaun"}, "already has a column version"),
        ({"COLUMNS": "zaun"}, "zaun, which is not open for contributions"),
        ({"COLUMNS": "bank", "OWNER_CONNECTION": ""}, "must be owner of table bank"),
    ],
)
def test_what_is_in_the_way_is_told_and_nothing_is_changed(
    town: Path, database: Database, parameters: dict[str, str], text: str
) -> None:
    before = database.dump()
    with pytest.raises(QgsProcessingException, match=text):
        run(town, database, CONFIRM=True, **parameters)
    assert database.dump() == before


def test_the_key_is_used_and_the_trigger_does_not_stand_in_the_way(town: Path, database: Database) -> None:
    """From the contribution to the table, a new row and a changed one."""
    run(town, database, COLUMNS="bank,brunnen", CONFIRM=True)
    desk = Desk(town / "dienst.qgs")
    found = read_prepared(desk.project)
    assert found is not None and found.policies["bank"].key_field == "uuid"
    layer = desk.project.mapLayersByName("bank")[0]
    assert not {"version", "change_id"} & set(visible_fields(desk.project, layer))
    base = replace(desk.feature("bank", 1), key=bench(database)["uuid"])
    changed = Change(Operation.UPDATE, base, replace(base, properties={**base.properties, "holz": "Esche"}))
    empty = dict.fromkeys(base.properties)
    new = Feature("bank", None, base.crs, base.geometry, {**empty, "holz": "Ulme"})
    form = LayerForm("bank", "EPSG:25833", "uuid")
    for number, change in enumerate((changed, Change(Operation.INSERT, None, new)), 1):
        wish = Contribution(UUID.format(number), change, "bank", change.key)
        desk.done("anne", submission(wish, form, "EPSG:25833"))
        desk.done("jörg", transition(wish.uuid, Status.IN_REVIEW), transition(wish.uuid, Status.ACCEPTED))
        action, state = publication(wish, form)
        conditions = {wish.uuid: state} if state else {}
        desk.done("jörg", action, transition(wish.uuid, Status.PUBLISHED), conditions=conditions)
    desk.close()
    assert (bench(database)["holz"], bench(database)["version"]) == ("Esche", 2)
    assert (bench(database, 3)["holz"], bench(database, 3)["version"], len(bench(database, 3)["uuid"])) == (
        "Ulme",
        1,
        36,
    )
