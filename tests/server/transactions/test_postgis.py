"""The same over PostgreSQL: the whole way, all or nothing, and rows that others hold."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

from plugin.services.wfs.model import NewFeature
from tests.postgres import Postgres, postgres
from tests.town import prepare

from .racing import Racer
from .stories import UUIDS, accept, claim, edited, felled, halves, planted, proposal, submit
from .town import ALTMARKFURT, ANNE, MEMBERS, WEISS, Desk, delete, insert, point, tree, update

__all__ = ["postgres"]
pytestmark = pytest.mark.qgis
PLACE = "ST_SetSRID(ST_MakePoint(495001.123456, 5670002.5), 25833)"
TREES = f"""
DROP TABLE IF EXISTS baum CASCADE; DROP SCHEMA IF EXISTS buergergis CASCADE;
CREATE TABLE baum (id serial PRIMARY KEY, art varchar(40) NOT NULL, hoehe double precision, pflanzjahr smallint,
    gepflanzt date, geprueft timestamp, denkmal boolean DEFAULT false, strname text UNIQUE, eigentuemer_ars text,
    geom geometry(Point, 25833), CHECK (hoehe < 100));
INSERT INTO baum (art, strname, eigentuemer_ars, geom) VALUES ('Linde', 'Große Straße', '{ALTMARKFURT}', {PLACE}),
    ('Eiche', '', '{ALTMARKFURT}', {PLACE});
GRANT SELECT ON baum TO lesen; GRANT ALL ON baum, baum_id_seq TO schreiben;
"""
ROLES = """
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE ROLE lesen LOGIN; CREATE ROLE schreiben LOGIN; GRANT CREATE ON DATABASE stadt TO schreiben;
"""
POLICY = {
    "layers": {
        "baum": {
            "contribute": True, "operations": ["insert", "update", "delete"], "ars": {"field": "eigentuemer_ars"},
            "direct": True, "require_condition": False,
        }
    }
}  # fmt: skip


class Office(Desk):
    """Desk of a town whose database is PostgreSQL."""

    database: Postgres

    def held(self, columns: str = "*") -> list[dict[str, object]]:
        rows = self.database.sql(f"SELECT json_agg(row_to_json(f) ORDER BY id) FROM (SELECT {columns} FROM baum) f")
        return json.loads(rows)

    def fails(self, who: str, *actions: object, **more: object) -> tuple[int, str]:
        before = self.database.dump()
        got = self.send(who, *actions, **more)  # type: ignore[arg-type]
        assert got.status != 200
        after = self.database.dump()
        assert data(after) == data(before)
        return got.status, got.body.decode()


def data(dump: str) -> list[str]:
    """The rows of a dump; sequences go on after a rollback, and nobody minds."""
    return [line for line in dump.splitlines() if "setval" not in line]


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> Postgres:
    postgres.sql(ROLES)
    return postgres


@pytest.fixture
def office(database: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qgis_app: object) -> Iterator[Office]:
    database.sql(TREES)
    entry = "[{0}]\nhost={1}\ndbname=stadt\nuser={0}\n"
    (tmp_path / "pg_service.conf").write_text("".join(entry.format(u, database.folder) for u in ("lesen", "schreiben")))
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "pg_service.conf"))
    (tmp_path / "regeln.json").write_text(json.dumps(POLICY))
    people = "".join(f"{','.join(row)},*\n" for row in MEMBERS)
    (tmp_path / "leute.csv").write_text("person,identity,role,ars,layers\n" + people)
    make_project(tmp_path / "stadt.qgs")
    files = {"PROJECT": "stadt.qgs", "OUTPUT": "dienst.qgs", "POLICY": "regeln.json", "MEMBERS": "leute.csv"}
    prepare(**{name: tmp_path / file for name, file in files.items()}, WRITE_CONNECTION="schreiben")
    made = Office(tmp_path / "dienst.qgs")
    made.database = database
    yield made
    made.close()


def make_project(path: Path) -> None:
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    source = "service='lesen' key='id' srid=25833 type=Point table=\"public\".\"baum\" (geom)"
    layer = QgsVectorLayer(source, "baum", "postgres")
    assert layer.isValid(), layer.error().message()
    project.addMapLayer(layer)
    assert project.write(str(path))


ELM = tree(art='Ulme "ä" <&>', gepflanzt="1900-01-01", geprueft="2024-01-02T03:04:05.678")


def test_writing_in_document_order_with_ids_and_defaults(office: Office) -> None:
    seen = {"h": office.state("baum", 1)}
    result = office.done(
        WEISS,
        insert("baum", ELM, handle="n"),
        update("baum", 1, "h", hoehe="12.5"),
        delete("baum", 2),
        insert("baum", tree(strname="")),
        conditions=seen,
    )
    assert [(entry.handle, entry.fid) for entry in result.inserted] == [("n", "baum.3"), ("", "baum.4")]
    assert (result.total_inserted, result.total_updated, result.total_deleted) == (2, 1, 1)
    found = office.held("id, art, hoehe, gepflanzt, geprueft, denkmal, strname")
    assert [row["id"] for row in found] == [1, 3, 4]
    assert found[0]["hoehe"] == 12.5
    assert list(found[1].values()) == [3, 'Ulme "ä" <&>', None, "1900-01-01", "2024-01-02T03:04:05.678", False, None]
    assert found[2]["strname"] == ""


def test_all_or_nothing(office: Office) -> None:
    for bad in (
        update("baum", 2, "x", pflanzjahr="40000"),
        update("baum", 2, "x", hoehe="100"),
        update("baum", 2, "x", strname="Große Straße"),
        update("baum", 2, "x", art=None),
        update("baum", 2, "x", art="x" * 41),
    ):
        status, text = office.fails(WEISS, insert("baum", tree()), update("baum", 1, hoehe="1"), bad)
        assert (status, 'locator="x"' in text) == (400, True), text
    assert office.fails(WEISS, insert("baum", tree()), update("baum", 99, hoehe="1"))[0] == 409
    office.done(WEISS, insert("baum", tree()))


def test_the_whole_way_and_its_replay(office: Office) -> None:
    wishes = [proposal(planted(office), UUIDS[0]), proposal(edited(office, hoehe=12.5), UUIDS[1])]
    wishes.append(proposal(felled(office, 2), UUIDS[2]))
    office.done(ANNE, *(submit(wish) for wish in wishes))
    accept(office, WEISS, *UUIDS[:3])
    actions = [action for wish in wishes for action in halves(wish)[0]]
    first = office.done(WEISS, *actions)
    assert (first.inserted[0].fid, first.total_updated, first.total_deleted) == ("baum.3", 4, 1)
    assert [(row["id"], row["hoehe"]) for row in office.held()] == [(1, 12.5), (3, None)]
    office.database.sql("UPDATE buergergis.write_lock SET turn = 0")
    dump = data(office.database.dump())
    assert office.done(WEISS, *actions) == first
    office.database.sql("UPDATE buergergis.write_lock SET turn = 0")
    assert data(office.database.dump()) == dump


def test_a_change_past_the_service_is_a_conflict(office: Office) -> None:
    wish = proposal(edited(office, hoehe=12.5))
    office.done(ANNE, submit(wish))
    accept(office, WEISS)
    office.database.sql("UPDATE baum SET strname = 'Neue Straße' WHERE id = 1")
    assert office.fails(WEISS, *halves(wish)[0])[0] == 409


def test_a_row_that_somebody_else_is_changing_is_waited_for_and_read_again(office: Office) -> None:
    """An administrator's open transaction: what the condition judges is what that leaves behind."""
    seen = {"h": office.state("baum", 1)}
    other = threading.Thread(
        target=office.database.sql,
        args=["BEGIN; UPDATE baum SET hoehe = 3 WHERE id = 1; SELECT pg_sleep(1.5); COMMIT"],
    )
    other.start()
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'BEGIN; UPDATE baum%' AND wait_event = 'PgSleep'"
    deadline = time.monotonic() + 5
    while office.database.sql(waiting).strip() != "1":
        assert time.monotonic() < deadline
    began = time.monotonic()
    got = office.send(WEISS, update("baum", 1, "h", hoehe="5"), conditions=seen)
    other.join()
    assert (got.status, time.monotonic() - began > 0.5) == (409, True), got.body.decode()
    assert office.held()[0]["hoehe"] == 3


def test_of_two_with_the_same_base_exactly_one_wins(office: Office) -> None:
    racers = [Racer(office.project_file) for _ in range(2)]
    for number in range(50):
        seen = {"h": office.state("baum", 1)}
        for place, racer in enumerate(racers):
            racer.ask(WEISS, update("baum", 1, "h", hoehe=str(number + 1 + place / 4)), conditions=seen)
        assert sorted(racer.hear()[0] for racer in racers) == [200, 409]
    for racer in racers:
        racer.close()


def test_the_lock_is_waited_for_five_seconds(office: Office) -> None:
    office.done(WEISS, update("baum", 1, hoehe="1"))
    command = [str(office.database.programs / "psql"), "-h", str(office.database.folder), "-U", "chef", "-d", "stadt"]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdin is not None
    assert holder.stdout is not None
    holder.stdin.write("BEGIN; UPDATE buergergis.write_lock SET turn = turn;\n\\echo held\n")
    holder.stdin.flush()
    while holder.stdout.readline() != "held\n":
        pass
    began = time.monotonic()
    got = office.send(WEISS, update("baum", 1, hoehe="2"))
    assert (got.status, 4.5 < time.monotonic() - began < 6.5) == (503, True), got.body.decode()
    holder.communicate("ROLLBACK;\n")
    office.done(WEISS, update("baum", 1, hoehe="2"))


def test_a_database_that_was_restarted_is_found_again(office: Office) -> None:
    office.done(WEISS, update("baum", 1, hoehe="1"))
    roles = "usename IN ('lesen', 'schreiben')"
    office.database.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {roles}")
    assert office.send(WEISS, update("baum", 1, hoehe="2")).status in (200, 503)
    office.done(WEISS, update("baum", 1, hoehe="3"))


def test_a_column_that_comes_is_noticed(office: Office) -> None:
    office.done(WEISS, update("baum", 1, hoehe="1"))
    office.database.sql("ALTER TABLE baum DROP COLUMN denkmal")
    assert "denkmal" in office.fails(WEISS, update("baum", 1, hoehe="2"))[1]


def test_filters_and_geometry(office: Office) -> None:
    elm = NewFeature({"art": "Ulme", "eigentuemer_ars": ALTMARKFURT}, point((495003.5, 5670000.25)))
    office.done(WEISS, insert("baum", elm))
    place = office.database.sql("SELECT ST_AsText(geom) FROM baum WHERE art = 'Ulme'").strip()
    assert place == "POINT(495003.5 5670000.25)"
    office.done(ANNE, submit(proposal(edited(office, hoehe=9.0))))
    office.done(WEISS, claim())
