"""buergergis:members, over both databases: people come, change, are blocked and go, here and in the password file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from plugin.adapters.prepared import actor_for
from plugin.algorithms.members import ManageMembers
from plugin.formats import htpasswd
from tests.postgres import Database, database
from tests.town import make_geopackage, prepare
from tests.town import make_project as make_town

__all__ = ["database"]
pytestmark = pytest.mark.qgis

MEMBERS = """person,identity,role,ars,layers
Änne Großmann,beitrag-a,contributor,14999,*
Änne Großmann,pruefung-a,reviewer,149990010010,*
Yusuf Çelik,beitrag-b,contributor,14999,*
"""
OLD = "# unsere Leute\nbeitrag-a:$apr1$alt$alt\nbeitrag-b:$apr1$alt$alt\n"
RIGHT = {"ROLE": "contributor", "ARS": "14999"}
TABLE = """
CREATE TABLE public.sitzbank (id serial PRIMARY KEY, uuid text, geom geometry(Point, 25833));
GRANT SELECT ON sitzbank TO lesen;
GRANT ALL ON sitzbank, sitzbank_id_seq TO schreiben;
"""


@dataclass
class Town:
    """A published project with its password file; `sql` speaks to its database."""

    project: Path
    passwords: Path
    sql: Callable[[str], object]

    def members(self, action: str, **parameters: Any) -> dict[str, Any]:
        """Run the algorithm; its sentence comes as an exception."""
        files = {"PROJECT": str(self.project), "PASSWORDS": str(self.passwords)}
        algorithm = ManageMembers()
        algorithm.initAlgorithm()
        whole = {**files, "ACTION": action, **parameters}
        right, text = algorithm.checkParameterValues(whole, QgsProcessingContext())
        assert right, text
        return algorithm.processAlgorithm(whole, QgsProcessingContext(), QgsProcessingFeedback())

    def rows(self, identity: str) -> list[dict[str, Any]]:
        return [row for row in self.members("list")["MEMBERS"] if row["identity"] == identity]

    def accounts(self) -> dict[str, bool]:
        return htpasswd.accounts(self.passwords.read_text("utf-8"))

    def has_rights(self, identity: str) -> bool:
        """As the server half finds out at every request."""
        project = QgsProject()
        assert project.read(str(self.project))
        try:
            return not actor_for(project, identity).is_guest
        finally:
            project.clear()


@pytest.fixture(params=["gpkg", "postgis"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """The town over one database and over the other."""
    people = tmp_path / "leute.csv"
    people.write_text(MEMBERS, "utf-8")
    source, output = tmp_path / "stadt.qgs", tmp_path / "dienst.qgs"
    usual = {"PROJECT": source, "OUTPUT": output, "LAYERS": "sitzbank", "MEMBERS": people}
    passwords = tmp_path / "htpasswd"
    passwords.write_text(OLD, "utf-8")
    passwords.chmod(0o640)
    if request.param == "gpkg":
        make_geopackage(tmp_path / "stadt.gpkg")
        make_town(source, tmp_path / "stadt.gpkg")
        prepare(**usual)
        yield Town(output, passwords, lambda text: _sqlite(tmp_path / "stadt.gpkg", text))
        return
    base: Database = request.getfixturevalue("furnished")
    _project(source)
    prepare(**usual, WRITE_CONNECTION="leute_schreiben")
    yield Town(output, passwords, base.sql)
    base.sql("DROP SCHEMA IF EXISTS buergergis CASCADE")


@pytest.fixture(scope="module")
def furnished(database: Database) -> Database:
    database.sql(TABLE)
    database.cluster.add_services({"leute_lesen": "lesen", "leute_schreiben": "schreiben"}, database.name)
    return database


def _project(path: Path) -> None:
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    source = "service='leute_lesen' key='id' srid=25833 type=Point table=\"public\".\"sitzbank\" (geom)"
    layer = QgsVectorLayer(source, "sitzbank", "postgres")
    assert layer.isValid(), layer.error().message()
    project.addMapLayer(layer)
    assert project.write(str(path))


def _sqlite(path: Path, text: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(text.replace("buergergis.", ""))


def test_somebody_comes(town: Town) -> None:
    done = town.members(
        "add", PERSON="Jörg Böhme", IDENTITY="böhme", ROLE="reviewer", ARS="149990010010", LAYERS="sitzbank"
    )
    assert done["CHANGED"] == 1
    assert len(done["PASSWORD"]) == 23
    row = {"person": "Jörg Böhme", "identity": "böhme", "role": "reviewer", "ars": "149990010010"}
    assert town.rows("böhme") == [{**row, "layers": "sitzbank", "disabled": False, "appointed": False, "seen": ""}]
    assert town.accounts() == {"beitrag-a": True, "beitrag-b": True, "böhme": True}
    assert town.passwords.read_text("utf-8").startswith(OLD)
    assert done["PASSWORD"] not in town.passwords.read_text("utf-8")
    assert town.passwords.stat().st_mode & 0o777 == 0o640
    assert town.has_rights("böhme")


def test_who_is_appointed_is_so_with_all_accounts_until_it_is_taken_back(town: Town) -> None:
    def appointed() -> set[tuple[str, bool]]:
        return {(row["identity"], row["appointed"]) for row in town.members("list")["MEMBERS"]}

    assert town.members("appoint", IDENTITY="beitrag-a")["CHANGED"] == 2
    both = {("beitrag-a", True), ("pruefung-a", True), ("beitrag-b", False)}
    assert appointed() == both
    town.members("disable", PERSON="Änne Großmann")
    town.members("change", IDENTITY="beitrag-a", ROLE="staff")
    assert appointed() == both
    town.members("add", PERSON="Änne Großmann", IDENTITY="neu-a", **RIGHT)
    assert appointed() == both | {("neu-a", True)}
    assert town.members("recall", PERSON="Änne Großmann")["CHANGED"] == 3
    assert not any(said for _, said in appointed())
    with pytest.raises(QgsProcessingException, match="no member"):
        town.members("appoint", PERSON="Niemand")


def test_the_same_again_changes_nothing_and_another_right_comes_beside_it(town: Town) -> None:
    who = {"PERSON": "Jörg Böhme", "IDENTITY": "böhme", "PASSWORD": "ein langer Satz"}
    town.members("add", **who, **RIGHT)
    text = town.passwords.read_text("utf-8")
    assert town.members("add", PERSON="Jörg Böhme", IDENTITY="böhme", **RIGHT)["CHANGED"] == 0
    again = town.members("add", IDENTITY="böhme", ROLE="reviewer", ARS="149990010010")
    assert (again["CHANGED"], again["PASSWORD"]) == (1, "")
    assert [row["role"] for row in town.rows("böhme")] == ["contributor", "reviewer"]
    assert town.passwords.read_text("utf-8") == text


def test_an_account_is_blocked_at_once_and_let_in_again(town: Town) -> None:
    assert town.has_rights("beitrag-a")
    assert town.members("disable", IDENTITY="beitrag-a")["CHANGED"] == 1
    assert not town.has_rights("beitrag-a")
    assert town.accounts()["beitrag-a"] is False
    assert town.has_rights("pruefung-a")
    assert town.members("disable", IDENTITY="beitrag-a")["CHANGED"] == 0
    assert town.members("enable", IDENTITY="beitrag-a")["CHANGED"] == 1
    assert town.has_rights("beitrag-a")
    assert town.passwords.read_text("utf-8") == OLD


def test_a_person_is_blocked_with_all_accounts(town: Town) -> None:
    assert town.members("disable", PERSON="Änne Großmann")["CHANGED"] == 2
    assert not town.has_rights("beitrag-a")
    assert not town.has_rights("pruefung-a")
    assert town.has_rights("beitrag-b")
    added = town.members("add", IDENTITY="beitrag-a", ROLE="staff", ARS="14999")
    assert added["CHANGED"] == 1
    assert not town.has_rights("beitrag-a"), "a new right lets nobody in again"


def test_rights_and_passwords_change(town: Town) -> None:
    town.members("change", IDENTITY="beitrag-b", ROLE="reviewer", ARS="149990010010")
    (row,) = town.rows("beitrag-b")
    assert (row["role"], row["ars"], row["layers"]) == ("reviewer", "149990010010", "*")
    assert town.passwords.read_text("utf-8") == OLD
    told = town.members("change", IDENTITY="beitrag-b")["PASSWORD"]
    assert len(told) == 23
    assert town.passwords.read_text("utf-8") != OLD
    assert town.members("change", IDENTITY="beitrag-b", PASSWORD="ein langer Satz")["PASSWORD"] == ""


def test_somebody_goes(town: Town) -> None:
    town.members("remove", IDENTITY="beitrag-b")
    assert town.rows("beitrag-b") == []
    assert "beitrag-b" not in town.passwords.read_text("utf-8")
    assert not town.has_rights("beitrag-b")


def test_last_activity_is_told(town: Town) -> None:
    town.sql("INSERT INTO buergergis.pseudonym (person, pseudonym) VALUES ('Yusuf Çelik', 'p-1')")
    for time in ("2026-05-04T12:00:00Z", "2026-05-09T08:30:00Z", "2026-05-01T08:30:00Z"):
        town.sql(f"INSERT INTO buergergis.event (actor, time) VALUES ('p-1', '{time}')")
    assert [row["seen"] for row in town.rows("beitrag-b")] == ["2026-05-09T08:30:00Z"]


WRONG = [
    ("delete", {"IDENTITY": "beitrag-a"}, "ACTION"),
    ("add", {}, "IDENTITY is missing"),
    ("add", {"IDENTITY": "neu", **RIGHT}, "names no person"),
    ("add", {"IDENTITY": "a:b", "PERSON": "X", **RIGHT}, "no colon"),
    ("add", {"IDENTITY": "neu", "PERSON": "X", "ROLE": "chef", "ARS": "14999"}, "role 'chef'"),
    ("add", {"IDENTITY": "neu", "PERSON": "X", "ROLE": "staff", "ARS": "1"}, "Regionalschlüssel"),
    ("add", {"IDENTITY": "neu", "PERSON": "X", "LAYERS": "mond", **RIGHT}, "no layer 'mond'"),
    ("add", {"IDENTITY": "neu", "PERSON": "X", "PASSWORD": "kurz", **RIGHT}, "12 to 128"),
    ("add", {"IDENTITY": "beitrag-a", "PERSON": "Yusuf Çelik", **RIGHT}, "belongs to Änne Großmann"),
    ("change", {"IDENTITY": "niemand", "ROLE": "staff"}, "no account 'niemand'"),
    ("disable", {"PERSON": "Niemand"}, "no member 'Niemand'"),
    ("remove", {"PERSON": "Änne Großmann"}, "IDENTITY is missing"),
    (
        "add",
        {"IDENTITY": "neu", "PERSON": "X", "PASSWORDS": "", "PASSWORD": "lang genug ist es", **RIGHT},
        "no password",
    ),
]


def test_what_is_wrong_changes_nothing(town: Town) -> None:
    before = town.members("list")["MEMBERS"]
    for action, parameters, says in WRONG:
        with pytest.raises(QgsProcessingException, match=says):
            town.members(action, **parameters)
    assert town.members("list")["MEMBERS"] == before
    assert town.passwords.read_text("utf-8") == OLD


def test_a_database_that_refuses_leaves_the_password_file_as_it_was(town: Town, request: pytest.FixtureRequest) -> None:
    gpkg = "gpkg" in request.node.name
    town.sql(
        "CREATE TRIGGER no BEFORE INSERT ON member BEGIN SELECT RAISE(ABORT, 'heute nicht'); END"
        if gpkg
        else "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'heute nicht'; END$$;"
        "CREATE CONSTRAINT TRIGGER no AFTER INSERT ON buergergis.member DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION no()"  # refused at the commit, when the file has its new content
    )
    try:
        with pytest.raises(QgsProcessingException, match="heute nicht"):
            town.members("add", PERSON="Jörg Böhme", IDENTITY="böhme", **RIGHT)
        assert town.passwords.read_text("utf-8") == OLD
        assert town.passwords.stat().st_mode & 0o777 == 0o640
        assert town.rows("böhme") == []
        assert [file.name for file in town.passwords.parent.glob(".htpasswd*")] == []
    finally:
        town.sql("DROP TRIGGER no" if gpkg else "DROP FUNCTION no() CASCADE")


def test_a_password_file_that_cannot_be_written_leaves_the_table_as_it_was(town: Town) -> None:
    before = town.members("list")["MEMBERS"]
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        town.members("add", PERSON="Jörg Böhme", IDENTITY="böhme", **RIGHT, PASSWORDS="/proc/cmdline")
    assert town.members("list")["MEMBERS"] == before


def test_without_a_password_file_only_the_table_changes(town: Town) -> None:
    done = town.members("add", PERSON="Jörg Böhme", IDENTITY="böhme", **RIGHT, PASSWORDS="")
    assert (done["CHANGED"], done["PASSWORD"]) == (1, "")
    assert town.has_rights("böhme")
    assert town.passwords.read_text("utf-8") == OLD


def test_a_password_file_that_is_missing_is_not_made(town: Town) -> None:
    fresh = town.passwords.with_name("neu")
    with pytest.raises(QgsProcessingException, match="cannot be read"):
        town.members("add", PERSON="Jörg Böhme", IDENTITY="böhme", **RIGHT, PASSWORDS=str(fresh))
    assert not fresh.exists()
    assert town.rows("böhme") == []


def test_only_a_published_project_has_members(town: Town) -> None:
    for name, what in (("stadt.qgs", "was not prepared for contributions"), ("fehlt.qgs", "cannot be read")):
        with pytest.raises(QgsProcessingException, match=what):
            town.members("list", PROJECT=str(town.project.with_name(name)))
