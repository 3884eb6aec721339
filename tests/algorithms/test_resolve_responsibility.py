"""Who is responsible, asked of the demo's county through QGIS: one row for each feature, with rule and reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from demo.municipality.responsibilities import FILE
from plugin.algorithms.provider import Provider
from tests.services.test_fit_connect import LEIKA, POINT, Office

pytestmark = pytest.mark.qgis
MARKET, HARBOUR = (494950.0, 5670950.0), (486900.0, 5675600.0)


@pytest.fixture
def provider(qgis_app: object) -> Iterator[Provider]:
    made = Provider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def county(demo_source: Path, qgis_app: object) -> Iterator[dict[str, Any]]:
    """File and layers; a layer that outlives QGIS would end the process."""
    data = demo_source / "dreiwasser.gpkg"
    found = {
        "FILE": str(demo_source / FILE),
        "AREAS": QgsVectorLayer(f"{data}|layername=verwaltungsgebiet", "Gebiete", "ogr"),
        "ROADS": QgsVectorLayer(f"{data}|layername=strasse", "Straßen", "ogr"),
    }
    yield found
    found.clear()


def run(**parameters: Any) -> tuple[dict[str, Any], list[QgsFeature]]:
    context = QgsProcessingContext()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("buergergis:resolveresponsibility")
    wanted = {"OUTPUT": "memory:", **parameters}
    try:
        results, done = algorithm.run(wanted, context, QgsProcessingFeedback(False), {}, False)
    except QgsProcessingException as refusal:
        # QGIS keeps the exception, and with it what stands here; a layer that outlives QGIS ends the process
        for values in (wanted, parameters):
            values.clear()
        raise QgsProcessingException(str(refusal)) from None
    assert done
    return results, list(context.takeResultLayer(results["OUTPUT"]).getFeatures())


def places(*rows: tuple[tuple[float, float] | None, str, str], crs: str = "EPSG:25833") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={crs}&field=thema:string&field=betreiber:string", "Meldungen", "memory")
    features = []
    for place, about, operator in rows:
        row = QgsFeature(layer.fields())
        if place:
            row.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
        row.setAttributes([about, operator])
        features.append(row)
    layer.dataProvider().addFeatures(features)
    return layer


def test_every_feature_gets_an_authority_with_rule_and_reason(provider: Provider, county: dict[str, Any]) -> None:
    layer = places((MARKET, "muell", ""), (HARBOUR, "muell", ""), (MARKET, "spielplatz", "Kreisgymnasium"),
                   ((400000.0, 5600000.0), "muell", ""), (None, "muell", ""))  # fmt: skip
    results, rows = run(INPUT=layer, CATEGORY_FIELD="thema", **county)
    assert (results["COUNT"], results["NOBODY"], results["UNCLEAR"]) == (5, 2, 2)
    found = [(row["body"], row["step"]) for row in rows]
    assert found[:3] == [("ordnung-a", "table"), ("hafen", "theme"), ("kreis-schulen", "operator")]
    assert [row["ars"] for row in rows[:3]] == ["149990010010", "149990020020", "14999"]
    assert rows[0]["authority"] == "Große Kreisstadt Altmarkfurt, Ordnungsamt" and rows[0]["rule"].startswith("Z-")
    assert rows[0]["explanation"].startswith("Operator: none is stated. Road authority: this is not about a road. ")
    assert rows[0]["explanation"].endswith(f"Table of responsibilities: 149990010010, by rule {rows[0]['rule']}.")
    assert rows[3]["decision"] == "outside" and "nobody here is responsible" in rows[3]["explanation"]


def test_degrees_and_lines_are_asked_at_their_place(provider: Provider, county: dict[str, Any]) -> None:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    metres, degrees = (QgsCoordinateReferenceSystem(name) for name in ("EPSG:25833", "EPSG:4326"))
    moved = QgsCoordinateTransform(metres, degrees, QgsProject.instance()).transform(QgsPointXY(*MARKET))
    _, (row,) = run(INPUT=places(((moved.x(), moved.y()), "", ""), crs="EPSG:4326"), CATEGORY="muell", **county)
    assert row["body"] == "ordnung-a"
    federal = QgsVectorLayer(f"{county['ROADS'].source()}|subset=widmung = 'bundesstrasse'", "B 699", "ogr")
    _, rows = run(INPUT=federal, CATEGORY="schlagloch", **county)
    assert {row["body"] for row in rows} == {"land-strassen"} and len(rows) == federal.featureCount() > 5


def test_the_trees_of_the_demo_are_their_owners(provider: Provider, county: dict[str, Any]) -> None:
    trees = QgsVectorLayer(county["AREAS"].source().replace("verwaltungsgebiet", "baum_altmarkfurt"), "Bäume", "ogr")
    results, rows = run(INPUT=trees, CATEGORY="baum", **county)
    assert results["NOBODY"] == 0
    owners = {tree["eigentuemer_ars"] for tree in trees.getFeatures()}
    assert {row["ars"] for row in rows} == owners and {row["step"] for row in rows} == {"operator"}


@pytest.mark.live
def test_a_routing_service_is_asked_where_no_rule_names_anybody(
    provider: Provider, county: dict[str, Any], tmp_path: Path
) -> None:
    file = json.loads(Path(county["FILE"]).read_text("utf-8"))
    file["categories"]["hund"] = {"title": "Hundesteuer", "leika": LEIKA}
    stated = tmp_path / "hund.json"
    stated.write_text(json.dumps(file), "utf-8")
    office = Office()
    try:
        layer = places((MARKET, "hund", ""), (MARKET, "muell", ""), (MARKET, "hund", ""))
        asked = {**county, "FILE": str(stated), "ROUTING": office.url}
        _, rows = run(INPUT=layer, CATEGORY_FIELD="thema", **asked)
    finally:
        office.close()
    assert [row["body"] for row in rows] == ["rathaus-a", "ordnung-a", "rathaus-a"]
    assert rows[0]["routes"] == rows[2]["routes"] == f"Tiefbauamt <b>Altmarkfurt</b> ({POINT})"
    assert len(office.asked) == 1 and not rows[1]["routes"]
    _, rows = run(INPUT=layer, CATEGORY_FIELD="thema", **asked)
    assert rows[0]["body"] == "rathaus-a" and "cannot be reached" in rows[0]["routes"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"CATEGORY": "schlagloch!"}, "the responsibility file knows"),
        ({"AREA_FIELD": "gen2"}, "has no field"),
        ({"FILE": "/nowhere/z.json"}, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(
    change: dict[str, str], reason: str, provider: Provider, county: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(QgsProcessingException, match=reason):
        run(INPUT=places((MARKET, "", "")), **{**county, **change})
    broken = tmp_path / "kaputt.json"
    broken.write_text(json.dumps({"bodies": {}, "rules": [{"id": "x"}]}, indent=1), "utf-8")
    with pytest.raises(QgsProcessingException, match="wrong in line 4: The entry category is missing"):
        run(INPUT=places((MARKET, "", "")), **{**county, "FILE": str(broken)})
