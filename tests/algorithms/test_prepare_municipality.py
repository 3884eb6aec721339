"""preparemunicipality over a GeoPackage: what it makes, that twice is once, removal, what it refuses."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProject, QgsRasterLayer, QgsVectorLayer

from plugin.adapters.prepared import read_prepared
from plugin.domain.access import Automatic
from tests.town import ALTMARKFURT, make_geopackage, make_project, prepare

pytestmark = pytest.mark.qgis

MEMBERS = """person,identity,role,ars,layers
Frau Ahorn,beitrag-a,contributor,00,*
Herr Buche,pruefung,reviewer,149990010010,"baum,sitzbank"
"""
POLICY: dict[str, Any] = {
    "areas": {
        "layer": "verwaltungsgebiet",
        "field": "ars",
        "filter": {"field": "ebene", "value": "gemeinde"},
    },
    "terms": {"licence": "Datenlizenz Deutschland – Zero – Version 2.0", "privacy_url": "https://gis.example/schutz"},
    "layers": {
        "baum": {"contribute": True, "ars": {"field": "eigentuemer_ars"}, "direct": True},
        "sitzbank": {"contribute": True, "operations": ["insert", "update"], "ars": {"area": True}},
        "verwaltungsgebiet": {"direct": True, "require_condition": False, "ars": {"fixed": "14999"}},
    },
}


@dataclass(frozen=True)
class Town:
    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "daten" / "stadt.gpkg"

    @property
    def project(self) -> Path:
        return self.folder / "projekt" / "stadt.qgs"

    @property
    def output(self) -> Path:
        return self.folder / "dienst" / "öffentlich.qgs"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def prepare(self, **parameters: Any) -> Any:
        return prepare(**{"PROJECT": self.project, "OUTPUT": self.output, "LAYERS": "baum", **parameters})

    def prepare_all(self, **parameters: Any) -> Any:
        policy, people = self.write("regeln.json", json.dumps(POLICY)), self.write("leute.csv", MEMBERS)
        return self.prepare(**{"LAYERS": "", "POLICY": policy, "MEMBERS": people, "ARS": ALTMARKFURT, **parameters})

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()

    def dump(self) -> str:
        with closing(sqlite3.connect(self.database)) as connection:
            return "\n".join(connection.iterdump())


HARMLESS = """{"layers": {"baum": {"contribute": true, "ars": {"field": "eigentuemer_ars"},
"automatic": {"fields": ["art",
"FELD"]}}}}"""
SINCE_TRUST = {
    "contribution": ("automatic", "held", "afterwards", "tier"),
    "member": ("appointed",),
    "layer_policy": ("automatic_fields", "automatic_new_points", "automatic_moves"),
}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    made = Town(tmp_path)
    for path in (made.database, made.project, made.output):
        path.parent.mkdir()
    make_geopackage(made.database)
    make_project(made.project, made.database)
    return made


def published(town: Town) -> QgsProject:
    project = QgsProject()
    assert project.read(str(town.output))
    return project


def test_the_tables_are_what_the_geopackage_standard_asks(town: Town) -> None:
    assert town.prepare()["CHANGED"] is True
    kinds = dict(town.rows("SELECT table_name, data_type FROM gpkg_contents"))
    assert kinds["contribution"] == "features"
    assert {kinds[name] for name in ("comment", "event", "member", "layer_policy", "write_lock")} == {"attributes"}
    assert town.rows("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'contribution'") == [(25833,)]
    assert town.rows("SELECT count(*) FROM gpkg_extensions WHERE table_name = 'contribution'") == [(1,)]
    assert town.rows("SELECT id, turn FROM write_lock") == [(1, 0)]
    assert town.rows("PRAGMA journal_mode") == [("wal",)]
    state = dict(town.rows("SELECT key, value FROM service_state"))
    assert (state["schema_version"], state["crs"], len(state["epoch"])) == ("4", "EPSG:25833", 16)


def test_policies_and_members_arrive(town: Town) -> None:
    town.prepare_all()
    policies = town.rows(
        "SELECT layer, contribute, operations, ars_source, ars_value, direct, require_condition, key_field "
        "FROM layer_policy ORDER BY layer"
    )
    assert policies == [
        ("baum", 1, "insert,update,delete", "field", "eigentuemer_ars", 1, 1, "uuid"),
        ("sitzbank", 1, "insert,update", "area", "", 0, 1, ""),
        ("verwaltungsgebiet", 0, "insert,update,delete", "fixed", "14999", 1, 0, ""),
    ]
    assert town.rows("SELECT person, identity, role, ars, layers FROM member ORDER BY id") == [
        ("Frau Ahorn", "beitrag-a", "contributor", "00", "*"),
        ("Herr Buche", "pruefung", "reviewer", "149990010010", "baum,sitzbank"),
    ]


def test_a_layer_that_is_only_named_takes_everything_and_publishes_nothing_unseen(town: Town) -> None:
    town.prepare(ARS=ALTMARKFURT)
    rows = town.rows(
        "SELECT contribute, operations, ars_source, ars_value, direct, require_condition FROM layer_policy"
    )
    assert rows == [(1, "insert,update,delete", "fixed", ALTMARKFURT, 0, 1)]


def test_policy_and_members_may_call_a_layer_as_people_do(town: Town) -> None:
    policy = town.write("regeln.json", json.dumps({"layers": {"Bäume der Stadt": {"operations": ["insert"]}}}))
    people = town.write("leute.csv", MEMBERS.replace("baum,sitzbank", "Bäume der Stadt"))
    town.prepare(LAYERS="Bäume der Stadt", POLICY=policy, MEMBERS=people, ARS=ALTMARKFURT)
    assert town.rows("SELECT layer, operations FROM layer_policy") == [("baum", "insert")]
    assert town.rows("SELECT layers FROM member WHERE identity = 'pruefung'") == [("baum",)]


def test_another_file_of_the_same_name_in_the_working_directory_is_not_taken(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = town.folder / "probe"
    beside.mkdir()
    make_geopackage(beside / town.database.name)
    own = town.database.with_name("eigenes.qgs")
    make_project(own, town.database)
    monkeypatch.chdir(beside)
    town.prepare(PROJECT=own)
    project = published(town)
    (layer,) = project.mapLayersByName("Bäume der Stadt")
    assert Path(layer.source().partition("|")[0]).resolve() == town.database.resolve()


def test_terms_are_kept_with_their_version_and_go_when_the_file_no_longer_states_them(town: Town) -> None:
    def agreed(**terms: str) -> dict[str, str] | None:
        rules = {"layers": {"baum": {}}} | ({"terms": terms} if terms else {})
        town.prepare(LAYERS="", POLICY=town.write("regeln.json", json.dumps(rules)))
        found = town.rows("SELECT value FROM service_state WHERE key = 'terms'")
        return json.loads(found[0][0]) if found else None

    assert agreed() is None
    first = agreed(licence="Datenlizenz Zero", privacy="Wir speichern wenig.\nFragen Sie!")
    assert first == {
        "version": first["version"], "licence": "Datenlizenz Zero", "privacy": "Wir speichern wenig.\nFragen Sie!",
    }  # fmt: skip
    town.prepare(LAYERS="baum")  # without a file nothing is said about terms
    assert agreed(licence="Datenlizenz Zero", privacy="Wir speichern wenig.\nFragen Sie!") == first
    assert agreed(licence="Datenlizenz Zero", privacy="Wir speichern viel.")["version"] != first["version"]
    assert agreed() == {}


def test_removal_needs_no_layers(town: Town) -> None:
    before = town.dump()
    town.prepare_all()
    assert town.prepare(LAYERS="", REMOVE=True)["CHANGED"] is True
    assert town.dump() == before


def test_nobody_can_write_through_the_published_project(town: Town) -> None:
    town.prepare()
    project = published(town)
    assert "/stadt.gpkg" not in town.output.read_text("utf-8").replace("../daten/stadt.gpkg", "")
    assert project.readListEntry("WFSTLayers", "Update")[0] == []
    layers = [layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer)]
    assert len(layers) == 7
    for layer in layers:
        assert layer.isValid(), layer.source()
        assert layer.readOnly()
    trees = next(layer for layer in layers if layer.name() == "Bäume der Stadt")
    assert trees.featureCount() == 3
    assert not trees.dataProvider().changeAttributeValues({1: {2: "gefällt"}})
    assert "readonly" in trees.dataProvider().lastError()


BODIES = {"bodies": {"bauamt": {"name": "Bauamt", "ars": ALTMARKFURT}}, "offices": {ALTMARKFURT: "bauamt"}}


def test_a_responsibility_file_is_kept_until_another_comes(town: Town) -> None:
    kept = "SELECT value FROM service_state WHERE key = 'responsibility'"
    file = town.write("zuständig.json", json.dumps(BODIES))
    assert town.prepare(RESPONSIBILITY=file)["CHANGED"] is True
    assert town.prepare(RESPONSIBILITY=file)["CHANGED"] is False
    town.prepare()
    assert town.rows(kept) == [(json.dumps(BODIES),)]
    assert town.prepare(RESPONSIBILITY=town.write("leer.json", ""))["CHANGED"] is True
    assert town.rows(kept) == [("",)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"offices": {ALTMARKFURT: "rathaus"}}, "wrong in line 9: 'rathaus' is no body"),
        ({"roads": {"layer": "strasse", "field": "baulast"}}, "no layer strasse"),
        ({"roads": {"layer": "baum", "field": "baulast"}}, "has no field 'baulast'"),
        ({"crs": "EPSG:4326"}, "not one of metres"),
        ({"crs": "EPSG:1"}, "not one of metres"),
    ],
)
def test_a_responsibility_file_that_is_wrong_changes_nothing(town: Town, change: dict[str, Any], reason: str) -> None:
    before = town.dump()
    file = town.write("zuständig.json", json.dumps({**BODIES, **change}, indent=1))
    with pytest.raises(QgsProcessingException, match=reason):
        town.prepare(RESPONSIBILITY=file)
    assert town.dump() == before


def test_what_is_published_and_how(town: Town) -> None:
    town.prepare(LAYERS="baum, sitzbank")
    project = published(town)
    ids, _ = project.readListEntry("WFSLayers", "/")
    names = [project.mapLayer(layer_id).serverProperties().shortName() for layer_id in ids]
    assert names == ["baum", "", "contribution", "comment", "event", "attachment"]
    assert [project.readNumEntry("WFSLayersPrecision", f"/{layer_id}")[0] for layer_id in ids] == [8] * 6
    assert project.readListEntry("WMSRestrictedLayers", "/")[0] == ["contribution", "comment", "event", "attachment"]
    assert project.readEntry("WMSServiceTitle", "/")[0] == "Stadtplan Altmarkfurt"
    assert project.readEntry("buergergis", "/schema_version")[0] == "4"


@pytest.mark.parametrize("suffix", [".qgs", ".qgz"])
def test_twice_is_once(town: Town, suffix: str) -> None:
    output = town.output.with_suffix(suffix)
    before = digest(town.project)
    town.prepare_all(OUTPUT=output)
    dump, project = town.dump(), digest(output)
    assert town.prepare_all(OUTPUT=output)["CHANGED"] is False
    assert (town.dump(), digest(output), digest(town.project)) == (dump, project, before)
    assert sorted(path.name for path in output.parent.iterdir() if "new" in path.name) == []


def test_a_published_project_that_somebody_opened_for_writing_is_repaired(town: Town) -> None:
    town.prepare()
    good = town.output.read_text("utf-8")
    town.output.write_text(good.replace("|option:PRELUDE_STATEMENTS=PRAGMA query_only=ON", ""), "utf-8")
    assert town.prepare()["CHANGED"] is True
    assert "query_only=ON" in town.output.read_text("utf-8")


def test_municipal_tables_are_never_touched_and_removal_leaves_things_as_they_were(town: Town) -> None:
    before, project = town.dump(), digest(town.project)
    town.prepare_all()
    ours = '"service_state"'  # where the rules name the layer, too
    trees = [line for line in town.dump().splitlines() if '"baum"' in line and ours not in line]
    assert trees == [line for line in before.splitlines() if '"baum"' in line]
    result = town.prepare(REMOVE=True)
    assert (town.dump(), digest(town.project)) == (before, project)
    assert not town.output.exists()
    assert result["CHANGED"] is True
    assert town.prepare(REMOVE=True)["CHANGED"] is False


def test_removal_keeps_what_waits_in_a_backup(town: Town) -> None:
    town.prepare()
    with closing(sqlite3.connect(town.database)) as connection:
        connection.execute("INSERT INTO comment (uuid, text) VALUES ('k1', 'Bitte nicht verlieren')")
        connection.commit()
    backup = Path(town.prepare(REMOVE=True)["BACKUP"])
    assert backup.parent == town.database.parent
    assert backup.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT text FROM comment").fetchall() == [("Bitte nicht verlieren",)]


def age(town: Town) -> None:
    """Take the queue back to layout 0: contributions without revision, findings, result; no write_lock."""
    data = ogr.Open(str(town.database), 1)
    for column in ("revision", "findings", "result"):
        data.ExecuteSQL(f"ALTER TABLE contribution DROP COLUMN {column}")
    data.ExecuteSQL("DROP TABLE write_lock")
    data.ExecuteSQL("UPDATE service_state SET value = '0' WHERE key = 'schema_version'")
    data.ExecuteSQL("INSERT INTO contribution (uuid, status) VALUES ('alt-1', 'submitted')")


def test_an_older_layout_is_migrated_after_a_backup(town: Town) -> None:
    town.prepare()
    epoch = town.rows("SELECT value FROM service_state WHERE key = 'epoch'")
    age(town)
    town.prepare()
    assert town.rows("SELECT uuid, status, revision, findings FROM contribution") == [("alt-1", "submitted", 1, None)]
    assert town.rows("SELECT value FROM service_state WHERE key = 'schema_version'") == [("4",)]
    assert town.rows("SELECT value FROM service_state WHERE key = 'epoch'") == epoch
    assert town.rows("SELECT id FROM write_lock") == [(1,)]
    with closing(sqlite3.connect(town.database.with_name("stadt.version-0.gpkg"))) as backup:
        assert backup.execute("SELECT value FROM service_state WHERE key = 'schema_version'").fetchall() == [("0",)]


def test_before_trust_nobody_was_appointed_and_people_accepted_everything(town: Town) -> None:
    town.prepare_all()
    data = ogr.Open(str(town.database), 1)
    for table, columns in SINCE_TRUST.items():
        for column in columns:
            data.ExecuteSQL(f"ALTER TABLE {table} DROP COLUMN {column}")
    data.ExecuteSQL("INSERT INTO contribution (uuid, status) VALUES ('alt-3', 'accepted')")
    data.ExecuteSQL("UPDATE service_state SET value = '3' WHERE key = 'schema_version'")
    del data
    town.prepare_all()
    assert town.rows("SELECT uuid, status, automatic, tier FROM contribution") == [("alt-3", "accepted", None, None)]
    assert set(town.rows("SELECT appointed FROM member")) == {(None,)}
    assert set(town.rows("SELECT automatic_fields, automatic_new_points FROM layer_policy")) == {("", 0)}
    assert town.database.with_name("stadt.version-3.gpkg").exists()


def test_what_a_policy_calls_harmless_is_kept_and_read(town: Town) -> None:
    automatic = {"fields": ["art"], "moves": True}
    layers = {**POLICY["layers"], "baum": {**POLICY["layers"]["baum"], "automatic": automatic}}
    town.prepare_all(POLICY=town.write("trust.json", json.dumps({**POLICY, "layers": layers})))
    prepared = read_prepared(published(town))
    assert prepared is not None
    assert prepared.policies["baum"].automatic == Automatic(frozenset({"art"}), False, True)
    assert not prepared.policies["sitzbank"].automatic.on


def test_a_migration_that_fails_changes_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.prepare()
    age(town)
    before = town.dump()
    from plugin.adapters import queue_database

    monkeypatch.setattr(queue_database, "MIGRATIONS", {0: ("UPDATE {q}contribution SET gibt_es_nicht = 1",)})
    with pytest.raises(QgsProcessingException, match="gibt_es_nicht"):
        town.prepare()
    assert town.dump() == before


def test_a_newer_queue_is_left_alone(town: Town) -> None:
    town.prepare()
    with closing(sqlite3.connect(town.database)) as connection:
        connection.execute("UPDATE service_state SET value = '7' WHERE key = 'schema_version'")
        connection.commit()
    with pytest.raises(QgsProcessingException, match=r"version 7.*knows 4.*Update the plugin"):
        town.prepare()


def test_cancelling_before_the_tables_are_made_changes_nothing(town: Town) -> None:
    before, feedback = town.dump(), QgsProcessingFeedback()
    feedback.cancel()
    with pytest.raises(QgsProcessingException, match=r"Cancelled\. Nothing was changed\."):
        town.prepare(feedback=feedback)
    assert town.dump() == before
    assert not town.output.exists()


def test_a_member_file_replaces_the_rights_of_the_accounts_in_it_and_no_others(town: Town) -> None:
    town.prepare_all()
    people = town.write("neu.csv", "person;identity;role;ars;layers\nHerr Buche;pruefung;contributor;00;*\n")
    town.prepare(MEMBERS=people)
    assert town.rows("SELECT identity, role FROM member ORDER BY identity") == [
        ("beitrag-a", "contributor"),
        ("pruefung", "contributor"),
    ]


def test_a_layer_that_is_no_longer_named_is_closed(town: Town) -> None:
    town.prepare_all()
    make_published(town, "baum", "sitzbank", "verwaltungsgebiet")
    town.prepare(LAYERS="sitzbank")
    rows = town.rows("SELECT layer, contribute, direct FROM layer_policy ORDER BY layer")
    assert rows == [("baum", 0, 0), ("sitzbank", 1, 0), ("verwaltungsgebiet", 0, 0)]


def make_published(town: Town, *names: str) -> None:
    project = QgsProject()
    project.read(str(town.project))
    found = [layer.id() for layer in project.mapLayers().values() if layer.source().endswith(names)]
    project.writeEntry("WFSLayers", "/", found)
    project.write(str(town.project))


def changed_project(change: Callable[[Town, QgsProject], None]) -> Callable[[Town], dict[str, Any]]:
    """A step of a story that changes the municipality's project."""

    def carry_out(town: Town) -> dict[str, Any]:
        project = QgsProject()
        project.read(str(town.project))
        change(town, project)
        assert project.write(str(town.project))
        return {}

    return carry_out


def add_raster(town: Town, project: QgsProject) -> None:
    path = town.folder / "dgm.asc"
    path.write_text("ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n7\n")
    project.addMapLayer(QgsRasterLayer(str(path), "dgm"))


def add_layer(source: str, name: str, provider: str) -> Callable[[Town, QgsProject], None]:
    def add(town: Town, project: QgsProject) -> None:
        layer = QgsVectorLayer(source.format(folder=town.folder), name, provider)
        assert layer.isValid(), layer.error().message()
        project.addMapLayer(layer)

    return add


def add_elsewhere(town: Town, project: QgsProject) -> None:
    make_geopackage(town.folder / "anderswo.gpkg")
    add_layer("{folder}/anderswo.gpkg|layername=sitzbank", "bank_anderswo", "ogr")(town, project)


def add_view(town: Town, project: QgsProject) -> None:
    with closing(sqlite3.connect(town.database)) as data:
        data.execute("CREATE VIEW linden AS SELECT fid, geom, art FROM baum WHERE art = 'Linde'")
        data.execute("INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('linden', 'features', 25833)")
        data.execute("INSERT INTO gpkg_geometry_columns VALUES ('linden', 'geom', 'POINT', 25833, 0, 0)")
        data.commit()
    add_layer("{folder}/daten/stadt.gpkg|layername=linden", "linden", "ogr")(town, project)


def add_plain_fields(town: Town, project: QgsProject) -> None:
    with closing(sqlite3.connect(town.database)) as data:
        data.execute('CREATE TABLE pegel (fid INTEGER PRIMARY KEY, "höhe" REAL, "Höhe in m" REAL)')
        data.execute("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('pegel', 'attributes')")
        data.commit()
    add_layer("{folder}/daten/stadt.gpkg|layername=pegel", "pegel", "ogr")(town, project)


def same_short_name(_town: Town, project: QgsProject) -> None:
    project.mapLayersByName("sitzbank")[0].serverProperties().setShortName("baum")


def own_comments(_town: Town, project: QgsProject) -> None:
    project.mapLayersByName("sitzbank")[0].serverProperties().setShortName("comment")


def own_table(town: Town) -> dict[str, Any]:
    with closing(sqlite3.connect(town.database)) as data:
        data.execute("CREATE TABLE event (fid INTEGER PRIMARY KEY, festival TEXT)")
        data.execute("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('event', 'attributes')")
        data.commit()
    return {}


def policy_file(text: str) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"POLICY": town.write("regeln.json", text), "LAYERS": ""}


def member_file(text: str) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"MEMBERS": town.write("leute.csv", "person,identity,role,ars,layers\n" + text)}


def stated(**parameters: str) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {name: value.format(town=town) for name, value in parameters.items()}


VIRTUAL = "?query=SELECT * FROM baum"
REFUSED = {
    "unknown layer": (stated(LAYERS="baum,parkuhr"), "no layer parkuhr"),
    "no layer": (stated(LAYERS=""), "No layer is named"),
    "output is the project": (stated(OUTPUT="{town.project}"), "never written to"),
    "output is no project": (stated(OUTPUT="{town.folder}/karte.txt"), "end with .qgs or .qgz"),
    "output has no folder": (stated(OUTPUT="{town.folder}/nirgends/karte.qgs"), "folder of OUTPUT"),
    "no project": (stated(PROJECT="{town.folder}/nirgends.qgs"), "nirgends.qgs cannot be read"),
    "bad key": (stated(ARS="1499"), "ARS is '1499'"),
    "raster": (lambda t: {**changed_project(add_raster)(t), "LAYERS": "dgm"}, "dgm is not a vector layer"),
    "memory": (
        lambda t: {
            **changed_project(add_layer("Point?crs=EPSG:25833&field=art", "skizze", "memory"))(t),
            "LAYERS": "skizze",
        },
        "skizze lies neither",
    ),
    "other database": (
        lambda t: {**changed_project(add_elsewhere)(t), "LAYERS": "baum,bank_anderswo"},
        "bank_anderswo does not lie in the same database as baum",
    ),
    "field": (
        lambda t: {**changed_project(add_plain_fields)(t), "LAYERS": "pegel"},
        "pegel has a field 'Höhe in m', which WFS would give another name",
    ),
    "view": (
        lambda t: {**changed_project(add_view)(t), "LAYERS": "linden"},
        "linden is not a table with a primary",
    ),
    "short name twice": (lambda t: {**changed_project(same_short_name)(t), "LAYERS": "sitzbank"}, "have the name baum"),
    "our name": (
        changed_project(own_comments),
        "sitzbank has the name of a part of the review queue: comment",
    ),
    "our table": (own_table, "already has a table event"),
    "policy no JSON": (policy_file('{"layers":\n {"baum": tru}}'), "not JSON: line 2, column 11"),
    "policy unknown word": (policy_file('{"layers": {"baum": {"contribut": true}}}'), "'contribut'"),
    "policy unknown field": (
        policy_file('{"layers": {"baum": {"ars": {"field": "besitzer"}}}}'),
        "baum has no field besitzer",
    ),
    "policy bad ars": (policy_file('{"layers": {"baum": {"ars": {"fixed": "12345678"}}}}'), "'12345678'"),
    "policy without areas": (
        policy_file('{"layers": {"baum": {"ars": {"area": true}}}}'),
        "no areas are named",
    ),
    "areas missing": (
        policy_file('{"areas": {"layer": "kreise", "field": "ars"}, "layers": {"baum": {}}}'),
        "no layer kreise",
    ),
    "areas are points": (
        policy_file('{"areas": {"layer": "sitzbank", "field": "uuid"}, "layers": {"baum": {}}}'),
        "sitzbank has no areas",
    ),
    "areas without that name": (
        policy_file('{"areas": {"layer": "verwaltungsgebiet", "field": "ars", "name": "bez"}, "layers": {"baum": {}}}'),
        "verwaltungsgebiet has no field bez",
    ),
    "terms without licence": (policy_file('{"terms": {"privacy": "Nichts."}, "layers": {"baum": {}}}'), r"\(licence\)"),
    "terms lead elsewhere": (
        policy_file('{"terms": {"licence": "L", "licence_url": "file:///etc/passwd"}, "layers": {"baum": {}}}'),
        "'file:///etc/passwd', which is no address",
    ),
    **{
        f"{name} is never harmless": (policy_file(HARMLESS.replace("FELD", name)), f"line 3: The field {name} .*{why}")
        for name, why in {
            "eigentuemer_ars": "in which area",
            "uuid": "key of a feature",
            "version": "the database sets it",
            "besitzer": "whose a feature is",
            "gibt_es_nicht": "no such field",
        }.items()
    },
    "automatic says more": (
        policy_file('{"layers": {"baum": {\n"automatic": {"fields": ["art"],\n"owners": true}}}}'),
        "line 3: There is no entry 'owners' here",
    ),
    "policy not there": (stated(POLICY="{town.folder}/fehlt.json"), "fehlt.json of POLICY cannot be read"),
    "member role": (member_file("A,a,chef,00,*\n"), "Line 2 of the member file has the role 'chef'"),
    "member key": (member_file("A,a,staff,00,*\nB,b,staff,1,*\n"), "Line 3 .* has '1'"),
    "member without layers": (member_file("A,a,staff,00,\n"), "Line 2 .* names no layers"),
    "one account, two people": (member_file("A,a,staff,00,*\nB,a,staff,00,*\n"), "account a to two people"),
    "member columns": (member_file("A,a,staff,00\n"), "Line 2 .* 5 columns"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_are_one_sentence_and_touch_nothing(town: Town, case: str) -> None:
    arrange, text = REFUSED[case]
    parameters = arrange(town)
    before, project = town.dump(), digest(town.project)
    with pytest.raises(QgsProcessingException, match=text) as refusal:
        town.prepare(**parameters)
    assert "\n" not in str(refusal.value)
    assert "Nothing was changed." in str(refusal.value)
    assert (town.dump(), digest(town.project)) == (before, project)
    assert list(town.output.parent.iterdir()) == []
