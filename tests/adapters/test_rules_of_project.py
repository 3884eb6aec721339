"""What a project says of its fields becomes rules, so that a municipality starts without writing any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import (
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsFieldConstraints,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)

from plugin.adapters.areas import Areas, AreaSource
from plugin.adapters.rule_state import BOOK, STATED, rule_state
from plugin.adapters.rules_of_project import derived
from plugin.adapters.surroundings import LayersAround, Source, at_hand, keyed
from plugin.domain.contribution import Change, Operation
from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Feature
from plugin.domain.rules.projections import SYSTEMS
from plugin.domain.validation import Code, LayerRules, Place, Rule, RuleBook, Severity
from tests.town import ALTMARKFURT, NEUWASSER, make_geopackage, make_project

pytestmark = pytest.mark.qgis
KIND = QgsFieldConstraints.Constraint
SOFT = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft
HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
FIELDS = "zustand:string", "hoehe:integer", "nummer:string", "strasse:string", "hinweis:string", "angelegt:string"


@pytest.fixture
def benches(qgis_app: object) -> QgsVectorLayer:
    """A layer with a form as municipalities have them."""
    fields = "&".join(f"field={one}" for one in FIELDS)
    layer = QgsVectorLayer(f"Point?crs=EPSG:25833&{fields}", "sitzbank", "memory")
    at = layer.fields().indexOf
    null = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
    pairs = [{"gut": "gut"}, {"defekt": "defekt"}, {"<NULL>": null}]
    layer.setEditorWidgetSetup(at("zustand"), QgsEditorWidgetSetup("ValueMap", {"map": pairs}))
    layer.setFieldConstraint(at("zustand"), KIND.ConstraintNotNull, HARD)
    layer.setFieldConstraint(at("nummer"), KIND.ConstraintUnique, SOFT)
    layer.setFieldConstraint(at("angelegt"), KIND.ConstraintNotNull, HARD)
    layer.setDefaultValueDefinition(at("angelegt"), QgsDefaultValue("'heute'"))
    layer.setConstraintExpression(
        at("hoehe"), '"hoehe" IS NULL OR "hoehe" BETWEEN 20 AND 80', "Erlaubt sind 20 bis 80."
    )
    layer.setConstraintExpression(at("hinweis"), 'length("hinweis") < 100 OR "hinweis" IS NULL', "Zu lang.")
    layer.serverProperties().setTitle("Sitzbänke der Stadt")
    return layer


def rules_of(layer: QgsVectorLayer) -> dict[str, Rule]:
    return {rule.id: rule for rule in derived(QgsProject(), layer).rules}


def test_forms_and_constraints_become_rules(benches: QgsVectorLayer) -> None:
    found = rules_of(benches)
    assert found["domain:zustand"].params["values"] == ["gut", "defekt"]
    assert (found["mandatory:zustand"].severity, found["unique:nummer"].severity) == (Severity.ERROR, Severity.WARNING)
    assert "mandatory:angelegt" not in found, "the service fills it in"
    assert dict(found["range:hoehe"].params) == {"min": 20, "max": 80}
    special = found["expression:hinweis"]
    assert (special.fields, special.params["text"]) == (("hinweis",), {"de": "Zu lang."})


def test_texts_that_people_write_are_read_and_codes_and_numbers_of_things_are_not(benches: QgsVectorLayer) -> None:
    found = rules_of(benches)
    assert found["pii_text"].fields == ("strasse", "angelegt", "comment")
    assert found["wrong_layer"].fields == ("angelegt", "comment"), "the name of a street says nothing of a bench"


def test_a_constraint_that_looks_around_is_no_rule(benches: QgsVectorLayer) -> None:
    benches.setConstraintExpression(benches.fields().indexOf("strasse"), "env('HOME') IS NULL", "")
    assert "expression:strasse" not in rules_of(benches)


def test_numbers_are_held_against_what_is_there(benches: QgsVectorLayer) -> None:
    rows = []
    for number in range(200):
        row = QgsFeature(benches.fields())
        row.setAttribute("hoehe", 40 + number % 10)
        row.setGeometry(QgsGeometry.fromWkt(f"POINT ({494000 + number} {5670000 + number})"))
        rows.append(row)
    benches.dataProvider().addFeatures(rows)
    found = rules_of(benches)
    assert found["usual:hoehe"].severity is Severity.WARNING
    assert dict(found["usual:hoehe"].params) == {"min": 20, "max": 98}
    left, bottom, right, top = found["crs_suspect"].params["bounds"]
    assert left < 494000 < 494199 < right and bottom < 5670000 < 5670199 < top


def test_a_layer_is_called_by_its_name_and_its_title(benches: QgsVectorLayer) -> None:
    rules = derived(QgsProject(), benches)
    assert (rules.kind, rules.words, rules.crs) == ("sitzbank", ("sitzbank", "Sitzbänke"), "EPSG:25833")


def test_a_relation_to_another_layer_becomes_a_reference(benches: QgsVectorLayer) -> None:
    project = QgsProject()
    streets = QgsVectorLayer("None?field=schluessel:string", "strasse", "memory")
    project.addMapLayer(streets)
    config = {"Layer": streets.id(), "Key": "schluessel", "Value": "name", "AllowMulti": False}
    benches.setEditorWidgetSetup(3, QgsEditorWidgetSetup("ValueRelation", config))
    rule = {one.id: one for one in derived(project, benches).rules}["ref_broken:strasse"]
    assert dict(rule.params) == {"layer": "strasse", "target": "schluessel"}
    project.clear()


def test_a_rule_file_that_asks_too_much_is_refused_and_what_was_stated_before_stays() -> None:
    book = RuleBook({"baum": LayerRules("baum", (Rule("a", Code.PRECISION, Severity.HINT),))})
    params = {"expression": "read_file('x') = ''", "text": {"de": "x"}}
    bad = LayerRules("baum", (Rule("b", Code.EXPRESSION, Severity.ERROR, (), params),))
    with pytest.raises(InvalidContent, match="rule b of the layer baum cannot be used"):
        rule_state(book, [bad], {})
    good = LayerRules("baum", (Rule("c", Code.LINK_TEXT, Severity.HINT),))
    first = rule_state(book, [good], {})
    assert "LINK_TEXT" in first[BOOK] and rule_state(book, None, first) == first
    assert STATED not in rule_state(book, None, {})
    assert "LINK_TEXT" not in rule_state(book, [], first)[BOOK]


# what lies around


@pytest.fixture
def town(tmp_path: Path, qgis_app: object) -> Iterator[QgsProject]:
    """Trees in two towns; the boundary is E 500000."""
    make_geopackage(tmp_path / "stadt.gpkg")
    make_project(tmp_path / "stadt.qgs", tmp_path / "stadt.gpkg")
    project = QgsProject()
    assert project.read(str(tmp_path / "stadt.qgs"))
    yield project
    project.clear()


def around(project: QgsProject) -> LayersAround:
    trees = project.mapLayersByName("Bäume der Stadt")[0]
    areas = project.mapLayersByName("verwaltungsgebiet")[0]
    names = [field.name() for field in trees.fields()]
    source = AreaSource(areas.id(), "ars", "ebene", "gemeinde")
    return LayersAround(at_hand({"baum": Source(trees, names, keyed("uuid"))}), Areas(project, source))


def tree(x: float, y: float = 5670000.0, crs: str = "EPSG:25833", **values: object) -> Feature:
    return Feature("baum", None, crs, {"type": "Point", "coordinates": [x, y]}, {"art": "Linde", **values})


def test_a_place_is_known_and_what_is_near_it(town: QgsProject) -> None:
    there = around(town)
    assert there.place(tree(499500), 1.0) == Place((ALTMARKFURT,), (ALTMARKFURT,))
    assert there.place(tree(499999.5), 1.0) == Place((ALTMARKFURT,), (ALTMARKFURT, NEUWASSER))
    assert there.place(tree(400000), 1.0) == Place((), ())
    longitude, latitude = SYSTEMS["EPSG:25833"].to_degrees(499500.0, 5670000.0)
    assert there.place(tree(longitude, latitude, "EPSG:4326"), 1e-5) == Place((ALTMARKFURT,), (ALTMARKFURT,))
    assert there.place(Feature("baum", None, "EPSG:25833"), 1.0) is None
    assert there.place(tree(499500, crs="EPSG:99999"), 1.0) is None


def test_neighbours_come_in_the_system_of_who_asks(town: QgsProject) -> None:
    (found,) = around(town).neighbours("baum", tree(499501.5), 5.0, 10) or ()
    assert found.key == "linde-am-markt"
    longitude, latitude = SYSTEMS["EPSG:25833"].to_degrees(499501.5, 5670000.0)
    (again,) = around(town).neighbours("baum", tree(longitude, latitude, "EPSG:4326"), 5e-5, 10) or ()
    assert again.geometry is not None and again.geometry["coordinates"][0] == pytest.approx(longitude, abs=5e-5)
    assert around(town).neighbours("unbekannt", tree(499501.5), 5.0, 10) is None
    assert len(around(town).neighbours("baum", tree(500000), 5000.0, 2) or ()) == 2


def test_values_are_looked_up_by_their_kind(town: QgsProject) -> None:
    there = around(town)
    assert there.taken("baum", "art", "Linde", "linde-am-markt") is True
    assert there.taken("baum", "uuid", "grenzlinde", "grenzlinde") is False
    assert there.exists("baum", "art", "Eiche „Große“ <&>") is True
    assert there.exists("baum", "art", "O'Linde") is False
    assert there.exists("baum", "fid", "1") is True
    for value in ("abc", "a\0b", [1], float("nan"), None):
        assert there.exists("baum", "fid", value) in (None, False)  # type: ignore[arg-type]
    assert there.exists("baum", "gibt_es_nicht", "x") is None


def test_what_may_be_the_same_is_ranked_with_what_waits_in_the_queue(town: QgsProject) -> None:
    trees = around(town)
    change = Change(Operation.INSERT, None, tree(499501.0))
    (found,) = trees.duplicates(change, 2.5) or ()
    assert (found.key, found.metres, found.queued) == ("linde-am-markt", 1.0, False)
    waiting = LayersAround(lambda _name: None, None, lambda _change, _reach: {"u-1": tree(499501.2)})
    assert [(one.key, one.queued) for one in waiting.duplicates(change, 2.5) or ()] == [("u-1", True)]
    assert trees.duplicates(Change(Operation.INSERT, None, tree(400000)), 2.5) == []
    assert LayersAround(lambda _name: None).duplicates(change, 2.5) is None
