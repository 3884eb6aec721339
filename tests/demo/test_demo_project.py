"""The projects open without broken layers and are published as they should be."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from tests.demo.source import ROOT, Source

DEMO = ROOT / "demo" / "municipality"
WFS, WMS = "{http://www.opengis.net/wfs}", "{http://www.opengis.net/wms}"


@pytest.fixture
def project(qgis_app: object, source: Source) -> QgsProject:
    """The municipality's project, as QGIS reads it."""
    result = QgsProject()
    assert result.read(str(source.folder / "dreiwasser.qgs"))
    return result


def _layer(project: QgsProject, name: str) -> QgsVectorLayer:
    return project.mapLayersByName(name)[0]


def _ask(path: Path, query: str) -> bytes:
    """QGIS Server's answer, in this process."""
    from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer

    response = QgsBufferServerResponse()
    server = QgsServer()
    server.handleRequest(QgsBufferServerRequest(f"http://localhost/?MAP={path}&{query}"), response)
    assert response.statusCode() == 200, bytes(response.body())[:500]
    return bytes(response.body())


def test_all_layers_are_valid_and_paths_relative(project: QgsProject, source: Source) -> None:
    assert all(layer.isValid() for layer in project.mapLayers().values())
    assert str(source.folder) not in (source.folder / "dreiwasser.qgs").read_text()


def test_short_names_are_layer_names_and_titles_are_for_people(project: QgsProject) -> None:
    for layer in project.mapLayers().values():
        assert layer.serverProperties().shortName() == layer.name()
        assert layer.serverProperties().title()[0].isupper()
        assert len(layer.id()) > 10


def test_all_vector_layers_are_read_over_wfs_and_none_is_written(project: QgsProject) -> None:
    published, _ = project.readListEntry("WFSLayers", "/")
    vectors = [layer.id() for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer)]
    assert sorted(published) == sorted(vectors)
    assert {project.readNumEntry("WFSLayersPrecision", f"/{layer}")[0] for layer in published} == {8}
    assert not project.entryList("WFSTLayers", "")


def test_licences_are_by_zero_odbl_and_none(project: QgsProject) -> None:
    licences = {name: _layer(project, name).metadata().licenses() for name in (
        "baum_altmarkfurt", "baum_neuwasser", "baum_rodenau", "sitzbank")}  # fmt: skip
    assert licences == {"baum_altmarkfurt": ["dl-de/by-2-0"], "baum_neuwasser": ["dl-de/zero-2-0"],
                        "baum_rodenau": ["ODbL-1.0"], "sitzbank": []}  # fmt: skip


def test_codelists_aliases_and_constraints_are_in_the_project(project: QgsProject) -> None:
    benches = _layer(project, "sitzbank")
    index = benches.fields().indexOf("zustand")
    widget = benches.editorWidgetSetup(index)
    assert widget.type() == "ValueMap"
    assert {code for pair in widget.config()["map"] for code in pair.values()} == {"gut", "maengel", "defekt"}
    assert benches.attributeAlias(index) == "Zustand"


def test_every_feature_keeps_the_rules_of_its_layer(project: QgsProject) -> None:
    from qgis.core import QgsVectorLayerUtils

    for layer in project.mapLayers().values():
        if not isinstance(layer, QgsVectorLayer):
            continue
        ruled = [n for n in range(layer.fields().count()) if layer.constraintExpression(n)]
        for feature in layer.getFeatures():
            for index in ruled:
                assert QgsVectorLayerUtils.validateAttribute(layer, feature, index)[0], (layer.name(), feature.id())


def test_policies_name_layers_and_fields_that_exist(project: QgsProject) -> None:
    policies = json.loads((DEMO / "policies.json").read_text())
    areas = _layer(project, policies["areas"]["layer"])
    assert {policies["areas"]["field"], policies["areas"]["filter"]["field"]} <= set(areas.fields().names())
    for name, policy in policies["layers"].items():
        field = policy["ars"].get("field")
        assert field is None or field in _layer(project, name).fields().names()


def test_members_are_two_contributors_two_reviewers_and_a_coordinator() -> None:
    with (DEMO / "members.csv").open(encoding="utf-8", newline="") as file:
        members = list(csv.DictReader(file))
    assert [m["identity"] for m in members] == [
        "beitrag-a", "beitrag-b", "pruefung-altmarkfurt", "pruefung-neuwasser", "verwaltung"]  # fmt: skip
    assert len({m["person"] for m in members}) == 5


def test_capabilities_announce_layers_and_reading_only(qgis_app: object, source: Source) -> None:
    answer = _ask(source.folder / "dreiwasser.qgs", "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities")
    root = ElementTree.fromstring(answer)
    names = {name.text for name in root.iter(f"{WFS}Name")}
    assert {"baum_altmarkfurt", "strasse", "verwaltungsgebiet", "hoehenweg"} <= names
    assert {operation.text for operation in root.iter(f"{WFS}Operation")} == {"Query"}


def test_wms_tells_title_crs_and_attribution(qgis_app: object, source: Source) -> None:
    root = ElementTree.fromstring(
        _ask(source.folder / "dreiwasser.qgs", "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities")
    )
    assert root.findtext(f"{WMS}Service/{WMS}Title") == "Oberzentrum Dreiwasser"
    offered = {crs.text for crs in root.iter(f"{WMS}CRS")}
    assert {"EPSG:25833", "EPSG:25832", "EPSG:3857", "EPSG:4326"} <= offered
    layers = {layer.findtext(f"{WMS}Name"): layer for layer in root.iter(f"{WMS}Layer")}
    assert layers["baum_altmarkfurt"].findtext(f"{WMS}Title") == "Bäume Altmarkfurt"
    assert "dl-de/by-2-0" in layers["baum_altmarkfurt"].findtext(f"{WMS}Attribution/{WMS}Title", "")


def test_the_map_of_the_centre_shows_more_than_one_colour(qgis_app: object, source: Source) -> None:
    query = (
        "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&STYLES=&CRS=EPSG:25833&BBOX=494650,5670750,495250,5671150"
        "&WIDTH=600&HEIGHT=400&FORMAT=image/png&LAYERS=landnutzung,gewaesser,strasse,gebaeude,baum_altmarkfurt"
    )
    image = QImage.fromData(_ask(source.folder / "dreiwasser.qgs", query))
    assert (image.width(), image.height()) == (600, 400)
    assert len({image.pixel(x, y) for x in range(0, 600, 5) for y in range(0, 400, 5)}) > 50


def test_features_read_over_wfs_have_the_stored_coordinates(qgis_app: object, source: Source) -> None:
    query = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=baum_altmarkfurt&OUTPUTFORMAT=application/json"
    trees = json.loads(_ask(source.folder / "dreiwasser.qgs", f"{query}&SRSNAME=EPSG:25833"))["features"]
    read = {tree["properties"]["uuid"]: tuple(tree["geometry"]["coordinates"]) for tree in trees}
    stored = {f.GetField("uuid"): f.GetGeometryRef().GetPoint_2D() for f in source.features("baum_altmarkfurt")}
    assert read == stored


def test_the_odd_services_are_projects_of_their_own(qgis_app: object, source: Source) -> None:
    for name, layer in (("ohne-transaktion", "trinkbrunnen"), ("falsches-crs", "pflanzbeet")):
        answer = _ask(source.folder / f"{name}.qgs", "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities").decode()
        assert f"<Name>{layer}</Name>" in answer
        assert "<Operation>Insert</Operation>" not in answer


def test_one_service_announces_the_wrong_crs(qgis_app: object, source: Source) -> None:
    project = QgsProject()
    assert project.read(str(source.folder / "falsches-crs.qgs"))
    assert _layer(project, "pflanzbeet").crs() == QgsCoordinateReferenceSystem("EPSG:25832")
    (stored, *_) = source.features("pflanzbeet", file="falsches-crs.gpkg")
    assert source.area("149990010010").Contains(stored.GetGeometryRef()), "the coordinates are those of EPSG:25833"
    query = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities"
    assert "EPSG:25832</DefaultSRS>" in _ask(source.folder / "falsches-crs.qgs", query).decode().replace(" ", "")
