"""RULES of preparemunicipality: what the project says, what the files say, and what the service then tells."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingException, QgsProject

from plugin.adapters.prepared import actor_for, read_prepared
from plugin.domain.validation import Code, RuleBook
from plugin.formats.rules import book_of
from plugin.server.reading.whoami import who_am_i
from plugin.services.whoami import parse
from tests.town import make_geopackage, make_project, prepare

pytestmark = pytest.mark.qgis
POLICY = {
    "areas": {"layer": "verwaltungsgebiet", "field": "ars", "filter": {"field": "ebene", "value": "gemeinde"}},
    "layers": {"baum": {"contribute": True}, "sitzbank": {"contribute": True}},
}
BENCHES = {"layer": "sitzbank", "kind": "bank", "words": ["Bank"], "rules": [
    {"code": "DOMAIN", "field": "zustand", "values": ["gut", "defekt"]},
    {"code": "LINK_TEXT", "severity": "off"},
]}  # fmt: skip


@pytest.fixture
def town(tmp_path: Path, qgis_app: object) -> dict[str, Any]:
    """The parameters with which the town is prepared; its rules lie in a folder."""
    make_geopackage(tmp_path / "stadt.gpkg")
    make_project(tmp_path / "stadt.qgs", tmp_path / "stadt.gpkg")
    (tmp_path / "policy.json").write_text(json.dumps(POLICY), "utf-8")
    (tmp_path / "regeln").mkdir()
    (tmp_path / "regeln" / "sitzbank.json").write_text(json.dumps(BENCHES), "utf-8")
    return {
        "PROJECT": tmp_path / "stadt.qgs",
        "OUTPUT": tmp_path / "oeffentlich.qgs",
        "POLICY": tmp_path / "policy.json",
    }


def rules_of(town: dict[str, Any]) -> RuleBook:
    """What the published project says at a request."""
    project = QgsProject()
    assert project.read(str(town["OUTPUT"]))
    prepared = read_prepared(project)
    project.clear()
    assert prepared is not None
    return prepared.rules


def test_without_any_file_the_project_says_enough_to_start(town: dict[str, Any]) -> None:
    prepare(**town)
    book = rules_of(town)
    assert set(book.layers) == {"baum", "sitzbank"}
    codes = {rule.code for rule in book.of("baum").rules}
    assert {Code.OUT_OF_AREA, Code.CRS_SUSPECT, Code.PII_TEXT, Code.DUP_CANDIDATE, Code.MASS_EDIT} <= codes


def test_files_add_to_it_and_hold_until_others_are_named(town: dict[str, Any]) -> None:
    assert prepare(**town, RULES=town["PROJECT"].parent / "regeln")["CHANGED"]
    for _ in range(2):
        benches = rules_of(town).of("sitzbank")
        assert benches.of(Code.DOMAIN)[0].params["values"] == ["gut", "defekt"]
        assert (benches.kind, benches.of(Code.LINK_TEXT)) == ("bank", ())
        assert not prepare(**town)["CHANGED"], "the same again changes nothing, and forgets nothing"
    (town["PROJECT"].parent / "regeln" / "sitzbank.json").write_text('{"layer": "sitzbank"}', "utf-8")
    assert prepare(**town, RULES=town["PROJECT"].parent / "regeln")["CHANGED"]
    assert not rules_of(town).of("sitzbank").of(Code.DOMAIN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"layer": "sitzbank",\n "rules": [{"code": "NIE"}]}', r"sitzbank\.json, line 2: 'NIE' is no code"),
        ('{"layer": "verwaltungsgebiet"}', "verwaltungsgebiet, which is not open"),
        ('{"layer": "sitzbank", "rules": [{"code": "EXPRESSION", "expression": "env(\'A\')", "text": {"de": "x"}}]}',
         "env, which rules may not use"),
        ("nonsense", "is not JSON: line 1"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_before_anything_is_touched(town: dict[str, Any], text: str, reason: str) -> None:
    folder = town["PROJECT"].parent / "regeln"
    (folder / "sitzbank.json").write_text(text, "utf-8")
    with pytest.raises(QgsProcessingException, match=reason):
        prepare(**town, RULES=folder)
    assert not town["OUTPUT"].exists()


def test_an_empty_folder_and_two_files_for_one_layer_are_refused(town: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    with pytest.raises(QgsProcessingException, match="holds no rule files"):
        prepare(**town, RULES=tmp_path / "leer")
    (tmp_path / "regeln" / "zwei.json").write_text('{"layer": "sitzbank"}', "utf-8")
    with pytest.raises(QgsProcessingException, match="not the only file"):
        prepare(**town, RULES=tmp_path / "regeln")


def test_who_may_contribute_is_told_the_rules_and_a_guest_is_not(town: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "leute.csv").write_text("person,identity,role,ars,layers\nÄnne,anna,contributor,14999,*\n", "utf-8")
    prepare(**town, MEMBERS=tmp_path / "leute.csv", RULES=tmp_path / "regeln")
    project = QgsProject()
    assert project.read(str(town["OUTPUT"]))
    prepared = read_prepared(project)
    assert prepared is not None
    told = parse(who_am_i("anna", actor_for(project, "anna"), prepared, project).body)
    assert book_of(list(told.rules)) == prepared.rules
    assert parse(who_am_i("", actor_for(project, ""), prepared, project).body).rules == ()
    project.clear()


def test_what_preparation_keeps_is_taken_back_with_the_rest(town: dict[str, Any]) -> None:
    prepare(**town, RULES=town["PROJECT"].parent / "regeln")
    prepare(**town, REMOVE=True)
    with closing(sqlite3.connect(town["PROJECT"].parent / "stadt.gpkg")) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'service_state'").fetchall()
