"""Areas and terms in WhoAmI: told to everybody, and areas only where everybody may read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsProject

from plugin.adapters.prepared import read_prepared
from plugin.domain.access import Actor, Grant, Role
from plugin.domain.errors import NotAService
from plugin.server.reading.whoami import who_am_i
from plugin.services import whoami
from plugin.services.whoami import AreaLayer, Terms, WhoAmI
from tests.town import make_geopackage, make_project, prepare

pytestmark = pytest.mark.qgis

AREAS = {"layer": "verwaltungsgebiet", "field": "ars", "filter": {"field": "ebene", "value": "gemeinde"}}
TERMS = {
    "licence": "Datenlizenz Deutschland – Zero – Version 2.0",
    "privacy": "Wir speichern wenig.\n<b>Fragen</b> Sie!",
}


class Town:
    """A folder with stadt.gpkg and stadt.qgs, published anew for each question."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.project = folder, QgsProject()
        make_geopackage(folder / "stadt.gpkg")
        make_project(folder / "stadt.qgs", folder / "stadt.gpkg")

    def publish(self, layers: str = "baum,verwaltungsgebiet", **stated: Mapping[str, object]) -> QgsProject:
        rules = self.folder / "regeln.json"
        rules.write_text(json.dumps(stated), "utf-8")
        output = self.folder / "dienst.qgs"
        prepare(PROJECT=self.folder / "stadt.qgs", LAYERS=layers, POLICY=rules, OUTPUT=output)
        assert self.project.read(str(output))
        return self.project


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.project.clear()


def told(project: QgsProject) -> WhoAmI:
    """What a guest reads."""
    return whoami.parse(who_am_i("", Actor(), read_prepared(project), project).body)


def test_a_guest_reads_terms_and_areas(town: Town) -> None:
    who = told(town.publish(areas=AREAS, terms=TERMS))
    assert who.areas == AreaLayer("verwaltungsgebiet", "ars", "ars", "ebene", "gemeinde")
    assert who.terms == Terms(who.terms.version, **TERMS)
    assert len(who.terms.version) == 16


def test_who_reviews_reads_what_the_municipality_usually_answers_and_nobody_else(town: Town) -> None:
    texts = {"de": {"reject": {"position": "<img src=x> Am Tor."}, "duplicate": "Gibt es schon."}}
    project = town.publish(answers=texts)
    prepared = read_prepared(project)
    reviewer = Actor("u", "pruefung", "p-1", (Grant(Role.REVIEWER, "00", frozenset({"*"})),))
    found = whoami.parse(who_am_i("pruefung", reviewer, prepared, project).body)
    assert found.answers == {"de": {"reject/position": "<img src=x> Am Tor.", "duplicate": "Gibt es schon."}}
    assert told(project).answers == {}
    assert told(town.publish()).answers == {} == read_prepared(town.project).answers, "what is no longer stated goes"
    with pytest.raises(NotAService):
        whoami.parse(whoami.build(found).replace(b'"Gibt es schon."', b"[]"))


def test_the_name_is_the_one_stated_or_the_one_that_the_layer_shows(town: Town) -> None:
    assert told(town.publish(areas={**AREAS, "name": "ebene"})).areas.title == "ebene"
    project = town.publish(areas=AREAS)
    project.mapLayersByName("verwaltungsgebiet")[0].setDisplayExpression('"ebene"')
    assert told(project).areas.title == "ebene"


def test_areas_that_nobody_can_read_are_not_told(town: Town) -> None:
    assert told(town.publish(layers="baum", areas=AREAS)).areas is None


@pytest.mark.parametrize(("field", "areas"), [("ars", False), ("ebene", False), ("uuid", True)])
def test_a_hidden_field_is_not_told(town: Town, field: str, areas: bool) -> None:
    project = town.publish(areas=AREAS)
    layer = project.mapLayersByName("verwaltungsgebiet")[0]
    layer.setFieldConfigurationFlag(layer.fields().lookupField(field), Qgis.FieldConfigurationFlag.HideFromWfs, True)
    assert bool(told(project).areas) is areas


def test_a_municipality_that_states_neither_has_neither(town: Town) -> None:
    who = told(town.publish())
    assert (who.areas, who.terms) == (None, None)
