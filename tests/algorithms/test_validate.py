"""`buergergis:validate`: a layer of a municipality, and the changes of a working copy, before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsFieldConstraints,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from plugin.adapters.working_copy import WorkingCopy
from plugin.algorithms.provider import Provider
from plugin.algorithms.validate import Validate
from tests.adapters.copies import URL, baum, load

pytestmark = pytest.mark.qgis


@pytest.fixture
def provider(qgis_app: object) -> Iterator[Provider]:
    made = Provider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def benches(qgis_app: object) -> QgsVectorLayer:
    """Four benches: a good one, one with an unknown state, one without, and one in the wrong place of the world."""
    layer = QgsVectorLayer("Point?crs=EPSG:25833&field=zustand:string&field=hinweis:string", "sitzbank", "memory")
    index = layer.fields().indexOf("zustand")
    pairs = [{"gut": "gut"}, {"defekt": "defekt"}]
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": pairs}))
    layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintNotNull)
    for values, place in (
        (["gut", None], "POINT (494700.5 5670800.25)"),
        (["kaputt", None], "POINT (494800.5 5670800.25)"),
        ([None, "Ruf an: 0171 2345678"], "POINT (494900.5 5670800.25)"),
        (["gut", None], "POINT (5670800.25 494700.5)"),
    ):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        feature.setGeometry(QgsGeometry.fromWkt(place))
        layer.dataProvider().addFeatures([feature])
    return layer


def run(**parameters: Any) -> tuple[dict[str, Any], list[QgsFeature]]:
    """Results and rows of the algorithm, run as the toolbox does."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("buergergis:validate")
    context = QgsProcessingContext()
    results, done = algorithm.run({"OUTPUT": "memory:", **parameters}, context, QgsProcessingFeedback(), {}, False)
    assert done
    return results, list(context.getMapLayer(results["OUTPUT"]).getFeatures())


def test_a_layer_is_checked_by_what_its_form_says(provider: Provider, benches: QgsVectorLayer) -> None:
    results, rows = run(INPUT=benches)
    found = {(row["code"], row["feature_key"]): row for row in rows}
    assert set(found) == {("DOMAIN", "2"), ("MANDATORY", "3"), ("PII_TEXT", "3"), ("CRS_SUSPECT", "4")}
    assert (results["COUNT"], results["ERRORS"]) == (4, 3)
    code = found["DOMAIN", "2"]
    assert (code["severity"], code["layer"], code["field"]) == ("error", "sitzbank", "zustand")
    assert code.geometry().asWkt(2) == "Point (494800.5 5670800.25)"
    assert json.loads(code["details"]) == {"value": "kaputt"}
    assert "kaputt" in code["text"]


def test_a_rule_file_adds_and_takes_away(provider: Provider, benches: QgsVectorLayer, tmp_path: Path) -> None:
    rules = tmp_path / "sitzbank.json"
    stated = [
        {"code": "DOMAIN", "field": "zustand", "severity": "off", "values": ["gut"]},
        {"code": "DUP_CANDIDATE", "metres": 150, "likeness": 0.1},
        {"code": "EXPRESSION", "expression": "\"zustand\" <> 'kaputt'", "text": {"de": "Ganz!", "en": "Whole!"}},
    ]
    rules.write_text(json.dumps({"layer": "sitzbank", "rules": stated}), "utf-8")
    _, rows = run(INPUT=benches, RULES=str(rules))
    codes = [row["code"] for row in rows]
    assert "DOMAIN" not in codes and codes.count("DUP_CANDIDATE") == 3
    assert [row["feature_key"] for row in rows if row["code"] == "EXPRESSION"] == ["2"]


def test_a_wrong_rule_file_is_refused_with_line_and_reason(benches: QgsVectorLayer, tmp_path: Path) -> None:
    rules = tmp_path / "sitzbank.json"
    rules.write_text('{"layer": "sitzbank",\n "rules": [\n  {"code": "DOMAIN"}]}', "utf-8")
    with pytest.raises(QgsProcessingException, match=r"sitzbank\.json, line 3 \(DOMAIN\): the rule names no field"):
        _direct(INPUT=benches, RULES=str(rules))


def test_an_expression_that_looks_around_is_refused(benches: QgsVectorLayer, tmp_path: Path) -> None:
    rules = tmp_path / "sitzbank.json"
    stated = {"code": "EXPRESSION", "expression": "env('HOME') IS NULL", "text": {"de": "Nein"}}
    rules.write_text(json.dumps({"layer": "sitzbank", "rules": [stated]}), "utf-8")
    with pytest.raises(QgsProcessingException, match="env, which rules may not use"):
        _direct(INPUT=benches, RULES=str(rules))


def test_a_layer_or_a_working_copy_and_not_both(benches: QgsVectorLayer, tmp_path: Path) -> None:
    for parameters in ({}, {"INPUT": benches, "WORKING_COPY": str(tmp_path / "a.gpkg")}):
        with pytest.raises(QgsProcessingException, match="one of them"):
            _direct(**parameters)


def test_who_cancels_is_heard(benches: QgsVectorLayer) -> None:
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        _direct(feedback, INPUT=benches)


def test_the_changes_of_a_working_copy_are_looked_at_and_nothing_else(provider: Provider, tmp_path: Path) -> None:
    with WorkingCopy.create(tmp_path / "dorf.gpkg", URL) as copy:
        load(copy, [baum(1), baum(2, art="asdfasdf"), baum(3)])
        table, path = copy.records()[0].table, copy.path
    source = ogr.Open(str(path), 1)
    layer = source.GetLayer(table)
    for number, wkt in ((1, "POINT (393500.5 5820000.5)"), (3, None)):
        row = layer.GetFeature(number)
        row.SetGeometry(ogr.CreateGeometryFromWkt(wkt) if wkt else row.GetGeometryRef().Clone())
        row.SetField("art", "mail an x@example.org" if number == 3 else "Winterlinde")
        assert layer.SetFeature(row) == 0
    del row, layer, source
    _, rows = run(WORKING_COPY=str(path))
    assert {(row["code"], row["feature_key"]) for row in rows} == {("TOO_FAR_MOVED", "1"), ("PII_TEXT", "3")}
    far = next(row for row in rows if row["code"] == "TOO_FAR_MOVED")
    assert far.geometry().asPoint().y() == pytest.approx(52.5, abs=0.1), "the table is in degrees"


def _direct(feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> None:
    """Run it in this process; its exceptions come through."""
    algorithm = Validate()
    algorithm.initAlgorithm()
    context, feedback = QgsProcessingContext(), feedback or QgsProcessingFeedback()
    assert algorithm.prepareAlgorithm({"OUTPUT": "memory:", **parameters}, context, feedback)
    algorithm.processAlgorithm({"OUTPUT": "memory:", **parameters}, context, feedback)
