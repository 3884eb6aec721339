"""Personal fields on their way from the policy file to the published project."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsField,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QMetaType

from plugin.adapters.personal import personal_fields
from plugin.adapters.prepared import visible_fields
from plugin.algorithms.prepare_municipality import PrepareMunicipality
from tests.server import garden

pytestmark = pytest.mark.qgis
Change = Callable[[QgsProject, QgsVectorLayer], None]


def prepared(source: Path, personal: object, *more: str, **parts: Any) -> tuple[bool, str]:
    """Run preparemunicipality with these personal fields for `baum`; whether it went well, and what it said."""
    layers = {"baum": {"contribute": True, "ars": {"field": "ars"}, "personal": personal}}
    policy = source.with_name("regeln.json")
    policy.write_text(json.dumps({"layers": {**layers, **{name: {} for name in more}}, **parts}), "utf-8")
    files = {"PROJECT": str(source), "POLICY": str(policy), "OUTPUT": str(source.with_name("aus.qgs"))}
    return run(files)


def run(parameters: dict[str, str]) -> tuple[bool, str]:
    feedback = QgsProcessingFeedback()
    _, done = PrepareMunicipality().create().run(parameters, QgsProcessingContext(), feedback)
    return done, feedback.textLog()


def changed(folder: Path, *changes: Change) -> Path:
    """The garden's own project after the municipality has worked on it."""
    source = garden.build(folder)
    project = QgsProject()
    assert project.read(str(source))
    for change in changes:
        change(project, project.mapLayersByName("baum")[0])
    assert project.write(str(source))
    project.clear()
    return source


def hidden(source: Path) -> dict[str, set[str]]:
    """By layer, the personal fields of the published project; each is hidden from WFS and WMS."""
    project = QgsProject()
    assert project.read(str(source.with_name("aus.qgs")))
    found = {}
    for layer in project.mapLayers().values():
        names = personal_fields(project, layer)
        for name in names:
            flags = layer.fields().field(name).configurationFlags()
            assert flags & Qgis.FieldConfigurationFlag.HideFromWfs and flags & Qgis.FieldConfigurationFlag.HideFromWms
        assert not names & {*visible_fields(project, layer)}
        if names:
            found[layer.name()] = set(names)
    project.clear()
    return found


def symbols(_project: QgsProject, layer: QgsVectorLayer) -> None:
    category = QgsRendererCategory("Erna Beispiel", QgsMarkerSymbol(), "Erna Beispiel")
    layer.setRenderer(QgsCategorizedSymbolRenderer("melder", [category]))


def symbols_by_formula(_project: QgsProject, layer: QgsVectorLayer) -> None:
    categories = [QgsRendererCategory("E", QgsMarkerSymbol(), "E")]
    layer.setRenderer(QgsCategorizedSymbolRenderer('left("melder", 1)', categories))


def labels(_project: QgsProject, layer: QgsVectorLayer) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = "'von ' || \"melder\"", True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def formula(_project: QgsProject, layer: QgsVectorLayer) -> None:
    layer.addExpressionField('left("melder", 4)', QgsField("kurz", QMetaType.Type.QString))


def again(project: QgsProject, layer: QgsVectorLayer) -> None:
    other = QgsVectorLayer(layer.source(), "noch_einmal", "ogr")
    project.addMapLayer(other)
    benches = project.mapLayersByName("bank")[0]
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(other)
    join.setJoinFieldName("name")
    join.setTargetFieldName("name")
    join.setPrefix("baum_")
    benches.addJoin(join)


def second_style(_project: QgsProject, layer: QgsVectorLayer) -> None:
    layer.styleManager().addStyleFromLayer("Zweiter")


def symbols_of_another_style(project: QgsProject, layer: QgsVectorLayer) -> None:
    second_style(project, layer)
    layer.styleManager().setCurrentStyle("Zweiter")
    symbols(project, layer)
    layer.styleManager().setCurrentStyle("default")


def test_every_style_of_a_layer_hides_it(tmp_path: Path) -> None:
    """A request chooses the style, and with it what is hidden."""
    source = changed(tmp_path, second_style)
    assert prepared(source, ["melder"])[0]
    project = QgsProject()
    assert project.read(str(source.with_name("aus.qgs")))
    layer = project.mapLayersByName("baum")[0]
    assert "Zweiter" in layer.styleManager().styles()
    for style in layer.styleManager().styles():
        layer.styleManager().setCurrentStyle(style)
        flags = layer.fields().field("melder").configurationFlags()
        assert flags & Qgis.FieldConfigurationFlag.HideFromWms, style
    project.clear()


def test_the_field_is_hidden_wherever_its_table_is_shown(tmp_path: Path) -> None:
    source = changed(tmp_path, again)
    done, said = prepared(source, ["melder"])
    assert done, said
    found = {name: {"melder"} for name in ("baum", "noch_einmal")}
    assert hidden(source) == {**found, "bank": {"baum_melder"}}
    with closing(sqlite3.connect(source.with_name("garten.gpkg"))) as database:
        assert database.execute("SELECT personal FROM layer_policy").fetchall() == [("melder",)]


def test_what_is_no_longer_personal_is_shown_again_and_a_closed_layer_stays_as_it_was(tmp_path: Path) -> None:
    source = changed(tmp_path)
    assert prepared(source, ["melder", "notiz"])[0]
    assert hidden(source) == {"baum": {"melder", "notiz"}}
    assert prepared(source, ["melder"])[0]
    assert hidden(source) == {"baum": {"melder"}}
    done, said = run({"PROJECT": str(source), "LAYERS": "bank", "OUTPUT": str(source.with_name("aus.qgs"))})
    assert done, said
    assert hidden(source) == {"baum": {"melder"}}
    assert prepared(source, [])[0]
    assert hidden(source) == {}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (symbols, "symbols"),
        (symbols_of_another_style, "symbols"),
        (symbols_by_formula, "symbols"),
        (labels, "labels"),
        (formula, "computed fields"),
    ],
)
def test_what_the_map_shows_is_not_personal(tmp_path: Path, change: Change, what: str) -> None:
    source = changed(tmp_path, change)
    before = source.with_name("garten.gpkg").read_bytes()
    done, said = prepared(source, ["melder"])
    assert not done and f"melder of baum cannot be personal: the layer's {what} show it" in said
    assert source.with_name("garten.gpkg").read_bytes() == before and not source.with_name("aus.qgs").exists()


@pytest.mark.parametrize(
    ("personal", "words"),
    [
        (["telefon"], "no such field"), (["ars"], "where they belong"), (["fid"], "tells rows apart"),
        ("melder", "in a list"), ([1], "in a list"), ([""], "in a list"), (["a,b"], "in a list"),
    ],
)  # fmt: skip
def test_a_personal_field_must_be_one_that_can_be(tmp_path: Path, personal: object, words: str) -> None:
    done, said = prepared(changed(tmp_path), personal)
    assert not done and words in said


def test_a_map_tip_that_will_be_empty_is_told(tmp_path: Path) -> None:
    source = changed(tmp_path)  # its map tip names melder
    assert "map tip or title of baum names melder" in prepared(source, ["melder"])[1]
    assert "map tip" not in prepared(source, ["notiz"])[1]


def test_limits_arrive_and_go_when_the_file_no_longer_states_them(tmp_path: Path) -> None:
    def kept() -> list[str]:
        with closing(sqlite3.connect(source.with_name("garten.gpkg"))) as database:
            return [text for (text,) in database.execute("SELECT value FROM service_state WHERE key = 'limits'")]

    source = changed(tmp_path)
    assert prepared(source, [])[0] and kept() == []
    assert prepared(source, [], limits={"open_contributions": 7})[0]
    assert json.loads(kept()[0]) == {"open_contributions": 7}
    assert prepared(source, [])[0] and json.loads(kept()[0]) == {}
    for wrong in ({"offene": 7}, {"megabytes": -1}, {"megabytes": True}, {"megabytes": "9"}, {"megabytes": 10**10}, []):
        done, said = prepared(source, [], limits=wrong)
        assert not done and "limits" in said
