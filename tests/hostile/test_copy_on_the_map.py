"""A working copy that somebody sent: what they stored beside the data is not loaded, and values are only values."""

from __future__ import annotations

import html
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    Qgis,
    QgsAction,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsSvgMarkerSymbolLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsAttributeForm, QgsDualView, QgsGui, QgsMapCanvas, QgsMapTip
from qgis.PyQt.QtCore import QPoint, QSize

from plugin.adapters.map_layers import copy_layer, layers_of_copy
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Problem
from tests.adapters.copies import baum, load
from tests.hostile.canary import Canary
from tests.hostile.conftest import render, rest

pytestmark = pytest.mark.qgis

CODE = "def formOpen(dialog, layer, feature):\n    open({path!r}, 'w').write('x')\n"
PLAIN_WIDGETS = {
    "TextEdit",
    "Range",
    "DateTime",
    "CheckBox",
    "Hidden",
    "UniqueValues",
    "KeyValue",
    "List",
    "JsonEdit",
    "",
}


@pytest.fixture
def copy(tmp_path: Path, canary: Canary) -> WorkingCopy:
    """Trees whose every text is hostile; the style, form and project of a stranger lie beside them."""
    made = WorkingCopy.create(tmp_path / "von Fremden.gpkg", "http://127.0.0.1:8080/ows/", "epoche")
    texts = list(canary.texts().values())[:-2]  # half a sign is refused before it comes here
    texts += [canary.url, str(canary.file), f"file://{canary.file}", f"//127.0.0.1@{canary.port}/share/bild.png"]
    usable = [text.encode("utf-8", "ignore").decode() for text in texts]
    load(made, [baum(number, art=text) for number, text in enumerate(usable, 1)], key="uuid")
    leave_behind(made.path, canary)
    rest(0.3)
    canary.touched()  # by the stranger, who looked at it
    return made


def leave_behind(path: Path, canary: Canary) -> None:
    """What QGIS keeps in a GeoPackage and loads by itself, with everything that acts."""
    layer = QgsVectorLayer(f"{path}|layername=baum", "baum", "ogr")
    decorate(layer, canary)
    assert layer.saveStyleToDatabase("Böse", "", True, "") == ""
    del layer
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)")
        connection.execute("INSERT INTO qgis_projects VALUES ('Böse', '{}', '')")


def decorate(layer: QgsVectorLayer, canary: Canary, query: str = "") -> None:
    symbol = QgsMarkerSymbol()
    for place in (canary.url + query, f"//127.0.0.1@{canary.port}/share/x.svg", str(canary.file.with_name("x.svg"))):
        symbol.appendSymbolLayer(QgsSvgMarkerSymbolLayer(place, 8))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setMapTipTemplate(f"<img src='{canary.url}'><img src='file://{canary.file}'>[% env('HOME') %]")
    layer.setDisplayExpression("file_exists('/etc/passwd')")
    layer.setDefaultValueDefinition(layer.fields().lookupField("nummer"), QgsDefaultValue("length(env('HOME'))", True))
    for kind in (Qgis.AttributeActionType.GenericPython, Qgis.AttributeActionType.OpenUrl):
        layer.actions().addAction(QgsAction(kind, "Los", canary.url, True))
    form = layer.editFormConfig()
    form.setInitCodeSource(Qgis.AttributeFormPythonInitCodeSource.Dialog)
    form.setInitCode(CODE.format(path=str(canary.file)))
    form.setInitFunction("formOpen")
    layer.setEditFormConfig(form)
    viewer = {"DocumentViewer": 1, "DocumentViewerHeight": 40, "RelativeStorage": 0, "FileWidget": True}
    layer.setEditorWidgetSetup(layer.fields().lookupField("art"), QgsEditorWidgetSetup("ExternalResource", viewer))


def drawn(layer: QgsVectorLayer) -> None:
    """Draw every tree, as the map does."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(200, 200))
    settings.setExtent(QgsRectangle(layer.extent()).buffered(5))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()


def test_the_stranger_left_what_acts(copy: WorkingCopy, canary: Canary) -> None:
    """QGIS by itself loads all of it, and such a style asks for its pictures: the next tests would see that."""
    layer = QgsVectorLayer(f"{copy.path}|layername=baum", "baum", "ogr")
    assert (layer.mapTipTemplate() and layer.actions().actions() and layer.editFormConfig().initCode()) != ""
    assert "SvgMarker" in {one.layerType() for one in layer.renderer().symbol().symbolLayers()}
    decorate(layer, canary, "?noch-nie-gesehen")  # QGIS keeps the pictures that it has
    drawn(layer)
    rest(0.5)
    assert any("noch-nie-gesehen" in asked for asked in canary.touched())


@pytest.mark.parametrize("own", [True, False])
def test_nothing_but_data_comes_from_the_file(copy: WorkingCopy, canary: Canary, own: bool) -> None:
    layer = opened(copy, own)
    assert canary.url not in layer.mapTipTemplate()
    assert layer.actions().actions() == []
    assert layer.editFormConfig().initCode() == ""
    assert layer.editFormConfig().initCodeSource() == Qgis.AttributeFormPythonInitCodeSource.NoSource
    assert "file_exists" not in layer.displayExpression()
    symbols = layer.renderer().symbol().symbolLayers()
    assert [kind.layerType() for kind in symbols] == ["SimpleMarker"]
    for index in range(layer.fields().count()):
        assert not layer.defaultValueDefinition(index).expression()
        assert QgsGui.editorWidgetRegistry().findBest(layer, layer.fields().at(index).name()).type() in PLAIN_WIDGETS
    assert layer.readOnly() is not own
    drawn(layer)


def opened(copy: WorkingCopy, own: bool = True) -> QgsVectorLayer:
    (record,) = WorkingCopy.open(copy.path).records()
    layer = copy_layer(copy.path, record, own)
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture(autouse=True)
def _empty_project() -> object:
    yield
    QgsProject.instance().clear()


def test_a_form_shows_values_and_opens_none(copy: WorkingCopy, canary: Canary) -> None:
    layer = opened(copy)
    for feature in layer.getFeatures():
        form = QgsAttributeForm(layer, feature)
        render(form)
        form.deleteLater()
    assert canary.file.stat().st_size > 10


def test_the_table_shows_values_and_opens_none(copy: WorkingCopy, canary: Canary) -> None:
    layer, canvas = opened(copy), QgsMapCanvas()
    table = QgsDualView()
    table.init(layer, canvas)
    for view in (QgsDualView.ViewMode.AttributeTable, QgsDualView.ViewMode.AttributeEditor):
        table.setView(view)
        render(table)
    table.deleteLater()
    canvas.deleteLater()


def test_a_map_tip_shows_values_and_opens_none(copy: WorkingCopy, canary: Canary) -> None:
    """QGIS makes HTML of a tip, and of the feature's name in it."""
    layer, canvas = opened(copy), QgsMapCanvas()
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(layer.extent().buffered(2))
    render(canvas)
    tip = QgsMapTip()
    for feature in layer.getFeatures():
        place = feature.geometry().asPoint()
        pixel = canvas.getCoordinateTransform().transform(place)
        tip.showMapTip(layer, QgsPointXY(place), QPoint(int(pixel.x()), int(pixel.y())), canvas)
        rest(0.1)
        tip.clear()
    assert canary.touched() == []
    tipped = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context(layer, feature))
    assert tipped == html.escape(feature["art"], quote=False)
    canvas.deleteLater()


def context(layer: QgsVectorLayer, feature: QgsFeature) -> QgsExpressionContext:
    made = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    made.setFeature(feature)
    return made


def test_nothing_in_the_file_was_written_over(copy: WorkingCopy, canary: Canary) -> None:
    before = content(copy.path)
    layer = opened(copy, own=False)
    layers_of_copy(copy.path)
    assert not layer.startEditing()
    assert content(copy.path) == before


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER boese AFTER UPDATE ON baum BEGIN DELETE FROM baum; END",
        "CREATE VIEW gebaeude AS SELECT * FROM baum",
        "UPDATE sqlite_master SET sql = replace(sql, 'IS NOT 0', 'IS 7') WHERE name = 'buergergis_1_update'",
        "UPDATE buergergis_layer SET typename = 'qgis_projects'",
    ],
)
def test_a_file_that_acts_is_not_opened(copy: WorkingCopy, statement: str) -> None:
    with closing(sqlite3.connect(copy.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
    with pytest.raises(Problem):
        WorkingCopy.open(copy.path)
