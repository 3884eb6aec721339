"""The quick way to add an object: category, place, fields, done; without a mouse, with undo, and with hints before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapToolDigitizeFeature, QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox

from plugin.adapters import map_layers
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Operation
from plugin.domain.errors import Unreachable
from plugin.gui.adding.dialog import AddDialog
from plugin.gui.adding.new_object import NewObject
from plugin.gui.adding.shapes import Shape
from plugin.workflows.check_out import check_out

from .conftest import TestWindow, until
from .garden_of_benches import Enter

pytestmark = [pytest.mark.qgis, pytest.mark.live]
LAYERS = ["sitzbank", "barriere", "strasse", "spielplatz"]
MIDDLE = QgsPointXY(494_100.25, 5_670_200.75)
CRS = QgsCoordinateReferenceSystem("EPSG:25833")


@dataclass
class Anna:
    window: TestWindow
    path: Path
    button: NewObject

    @property
    def dialog(self) -> AddDialog:
        assert self.button.dialog is not None
        return self.button.dialog

    def idle(self) -> None:
        until(lambda: not self.dialog.busy and not self.dialog.place.search.busy)

    def types(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def editor(self, name: str) -> QComboBox | QSpinBox:
        found = self.dialog.fields.findChild(QComboBox, name) or self.dialog.fields.findChild(QSpinBox, name)
        assert found is not None, name
        return found

    def new(self) -> list[dict[str, object]]:
        """What was added to the working copy, by its values."""
        changes = [one for one in WorkingCopy.open(self.path).changes() if one.operation is Operation.INSERT]
        return [dict(one.feature.properties) | {"geometry": one.feature.geometry} for one in changes]

    def layer(self, name: str) -> QgsVectorLayer:
        return map_layers.layers_of_copy(self.path)[name][0]


@pytest.fixture(scope="module")
def checked_out(tmp_path_factory: pytest.TempPathFactory, service: object, login: object) -> Iterator[Path]:
    """One check-out for all; each test takes a copy of the file."""
    from plugin.adapters.connecting import connect

    path = tmp_path_factory.mktemp("adding") / "Anna.gpkg"
    link = connect(service.url, login("beitrag-a"))  # type: ignore[attr-defined,operator]
    with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
        check_out(link, copy, LAYERS)
    yield path


@pytest.fixture
def anna(enter: Enter, window: TestWindow, checked_out: Path, tmp_path: Path) -> Iterator[Anna]:
    path = tmp_path / "Anna.gpkg"
    path.write_bytes(checked_out.read_bytes())
    session = enter("beitrag-a")
    window.main.resize(900, 700)
    window.main.show()
    window.canvas.setExtent(QgsRectangle(MIDDLE.x() - 50, MIDDLE.y() - 50, MIDDLE.x() + 50, MIDDLE.y() + 50))
    session.use_copy(path)
    button = NewObject(session, window, lambda: session.copy_path, window.main)  # type: ignore[arg-type]
    until(lambda: not button.forms.busy)
    button.button.click()
    here = Anna(window, path, button)
    here.dialog.activateWindow()
    until(lambda: here.dialog.chooser.list.count() > 0 and here.dialog.chooser.filter.hasFocus())
    here.idle()
    yield here
    QgsProject.instance().clear()
    button.close()


def test_by_keyboard_alone_a_barrier_is_added_and_taken_back(anna: Anna) -> None:
    anna.types("bordstein")
    labels = [anna.dialog.chooser.list.item(row).text() for row in range(anna.dialog.chooser.list.count())]
    assert len(labels) == 1 and labels[0].startswith("Barrieren: "), "kinds come from the codelist, in its words"
    anna.presses(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert anna.dialog.place.search.text.hasFocus()
    anna.types("494100,25 5670200,75")
    anna.presses(Qt.Key.Key_Return)
    anna.idle()
    assert anna.dialog.place.place is not None and "494" in anna.dialog.place.told.text()
    height = anna.editor("hoehe_cm")
    assert height.maximum() == 300, "no more can be typed than the municipality takes"
    height.setFocus()
    height.selectAll()
    anna.types("12")
    anna.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: anna.window.told or not anna.dialog.findings.isHidden())
    if not anna.window.told:
        anna.presses(Qt.Key.Key_Space)
        until(lambda: anna.window.told)
    (added,) = anna.new()
    assert added["hoehe_cm"] == 12 and added["art"] and added["uuid"]
    assert added["geometry"]["coordinates"] == [494_100.25, 5_670_200.75]  # type: ignore[index]
    assert not anna.layer("barriere").isEditable(), "it is saved, and can be submitted"
    text, _level, verb = anna.window.told[-1]
    assert text.startswith("Added: Barrieren") and verb == "Take back"
    assert anna.dialog.photos.strip.add.isVisible(), "photos of it can be added at once"
    anna.window.acts[-1]()  # type: ignore[misc]
    assert anna.new() == [] and anna.window.told[-1][0] == "Taken back."
    assert not anna.dialog.photos.isVisible()
    assert anna.dialog.place.place is None and anna.window.marks == [], "ready for the next one"


def test_who_presses_add_while_something_is_read_hears_why_nothing_happens(anna: Anna) -> None:
    done, dialog = Event(), anna.dialog
    anna.types("bordstein")
    anna.idle()
    assert dialog._checking.start("checking", lambda _job: done.wait(20), lambda _: None, lambda _: None)
    dialog.add_button.click()
    assert dialog.told.isVisible() and dialog.told.text().endswith("Press Add again in a moment.")
    done.set()
    anna.idle()
    dialog.add_button.click()
    assert dialog.told.text() == "Say where it is first.", "then it is heard"


def test_the_centre_of_the_map_and_a_bench_that_may_be_there_already(anna: Anna) -> None:
    anna.types("sitzb")
    bench = next(iter(QgsVectorLayer(f"{anna.path}|layername=sitzbank", "b", "ogr").getFeatures()))
    at = bench.geometry().asPoint()
    anna.window.canvas.setExtent(QgsRectangle(at.x() - 20, at.y() - 20, at.x() + 21, at.y() + 21))
    anna.dialog.place.centre.click()
    anna.dialog.add_button.click()
    assert anna.dialog.told.text().startswith("Please fill in: Zustand") and anna.editor("zustand").hasFocus()
    box = anna.editor("zustand")
    assert sorted(str(box.itemData(row)) for row in range(1, box.count())) == ["defekt", "gut", "maengel"]
    for name in ("zustand", "material", "lehne"):
        if (value := bench[name]) is not None:
            anna.editor(name).setCurrentIndex(anna.editor(name).findData(value))
    anna.dialog.add_button.click()
    until(lambda: not anna.dialog.findings.isHidden())
    assert "add it anyway" in anna.dialog.findings.text()
    assert anna.dialog.add_button.text() == "&Add anyway" and anna.new() == []
    assert len(anna.window.marks) >= 2, "the one that is there is shown on the map"
    anna.dialog.add_button.click()
    until(lambda: anna.window.told)
    assert len(anna.new()) == 1 and anna.window.marks == []


def test_a_street_is_found_without_a_network_and_swapped_coordinates_are_told(anna: Anna) -> None:
    name = next(
        row["strname"]
        for row in QgsVectorLayer(f"{anna.path}|layername=strasse", "s", "ogr").getFeatures()
        if row["strname"] and str(row["strname"]).endswith("straße")
    )
    place = anna.dialog.place
    place.search.text.setText(name.replace("straße", "str."))
    anna.idle()
    found = [place.search.list.item(row).text() for row in range(place.search.list.count())]
    assert any(text.startswith(name) and "km away" in text for text in found)
    place.search.list.setCurrentRow(0)
    place.search.list.itemActivated.emit(place.search.list.item(0))
    assert place.place is not None and anna.window.zoomed
    place.search.text.setText("5670200 494100")
    anna.idle()
    assert "swapped" in place.search.list.item(0).text()
    place.search.text.setText("Gibt es nicht")
    anna.idle()
    assert place.search.list.isHidden() and "Gibt es nicht" in place.search.note.text()


def test_a_click_on_the_map_in_an_edit_session_is_one_step_of_it(anna: Anna) -> None:
    anna.types("sitzb")
    record = next(one for one in WorkingCopy.open(anna.path).records() if one.form.name == "sitzbank")
    layer = map_layers.copy_layer(anna.path, record, True)
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    place, canvas = anna.dialog.place, anna.window.canvas
    place.click.click()
    assert canvas.mapTool() is place.tool
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 150))
    assert place.place is not None and canvas.mapTool() is not place.tool and not place.click.isChecked()
    box = anna.editor("zustand")
    box.setCurrentIndex(1)
    anna.dialog.add_button.click()
    until(lambda: anna.window.told or anna.dialog.add_button.text() == "&Add anyway")
    if not anna.window.told:
        anna.dialog.add_button.click()
        until(lambda: anna.window.told)
    assert "Save the edits" in anna.window.told[-1][0] and anna.new() == []
    assert layer.editBuffer().addedFeatures() and layer.undoStack().count() == 1
    layer.undoStack().undo()
    assert not layer.editBuffer().addedFeatures()
    layer.rollBack()


def click(anna: Anna, x: int, y: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    view, none = anna.window.canvas.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(view, QPoint(x, y))
    QTest.mouseClick(view, button, none, QPoint(x, y))


def test_a_playground_is_drawn_with_qgis_own_tool_and_given_up_leaves_nothing(anna: Anna) -> None:
    record = next(one for one in WorkingCopy.open(anna.path).records() if one.form.name == "spielplatz")
    layer = map_layers.copy_layer(anna.path, record, True)
    QgsProject.instance().addMapLayer(layer)
    there = next(layer.getFeatures()).geometry()
    corner = QgsPointXY(there.vertexAt(0))
    canvas, place = anna.window.canvas, anna.dialog.place
    canvas.setLayers([layer])
    canvas.setExtent(QgsRectangle(corner.x() - 40, corner.y() - 30, corner.x() + 40, corner.y() + 30))
    anna.types("spielpl")
    assert place.draw.isVisible() and not place.click.isVisible() and not place.centre.isVisible()
    before = canvas.mapTool()
    anna.dialog.add_button.click()
    assert "Draw it on the map first" in anna.dialog.told.text() and place.draw.hasFocus()
    anna.presses(Qt.Key.Key_Space)
    tool = canvas.mapTool()
    assert isinstance(tool, QgsMapToolDigitizeFeature) and "right mouse button" in place.how.text()
    click(anna, 60, 60)
    click(anna, 90, 60)
    for size in (2, 0):  # Escape takes what was drawn; once more, and it is given up
        assert (tool.size() > 0) == (size > 0)
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is before and not place.draw.isChecked() and place.place is None
    assert anna.window.marks == [] and not canvas.snappingUtils().config().enabled() and not layer.isEditable()

    place.draw.click()
    at = canvas.getCoordinateTransform().transform(corner)
    near = round(at.x()) + 4, round(at.y()) + 3  # a little beside the corner of the one that is there
    until(lambda: canvas.snappingUtils().snapToMap(QPoint(*near)).isValid())
    for x, y in (near, (300, 60), (330, 200)):
        click(anna, x, y)
    click(anna, 330, 200, Qt.MouseButton.RightButton)
    assert place.place is not None and canvas.mapTool() is before and "m²" in place.told.text()
    assert not canvas.snappingUtils().config().enabled(), "as it was: the project is not changed"
    assert not QgsProject.instance().snappingConfig().enabled()
    assert list(QgsProject.instance().mapLayers().values()) == [layer]
    anna.dialog.fields.findChild(QLineEdit, "name").setText("Spielplatz am Wehr")
    anna.editor("barrierefrei").setCurrentIndex(1)
    anna.dialog.add_button.click()
    until(lambda: anna.window.told or not anna.dialog.findings.isHidden())
    if not anna.window.told:
        anna.dialog.add_button.click()
        until(lambda: anna.window.told)
    (added,) = anna.new()
    assert added["name"] == "Spielplatz am Wehr" and added["geometry"]["type"] == "MultiPolygon"  # type: ignore[index]
    ring = added["geometry"]["coordinates"][0][0]  # type: ignore[index]
    assert len(ring) == 4 and [corner.x(), corner.y()] in ring, "it touches the other one, without a gap"
    anna.window.acts[-1]()  # type: ignore[misc]
    assert anna.new() == [] and anna.window.marks == []
    layer = tool = None


def test_a_line_is_drawn_for_a_layer_of_lines_and_where_somebody_snaps_in_their_own_way_that_stays(anna: Anna) -> None:
    place, canvas = anna.dialog.place, anna.window.canvas
    config = QgsProject.instance().snappingConfig()
    config.setEnabled(True)
    config.setMode(Qgis.SnappingMode.ActiveLayer)
    canvas.snappingUtils().setConfig(config)
    place.show_shape(Shape.LINE)
    place.draw.click()
    assert canvas.snappingUtils().config() == config and "along the line" in place.how.text()
    for x, y in ((50, 50), (150, 50), (250, 150)):
        click(anna, x, y)
    click(anna, 250, 150, Qt.MouseButton.RightButton)
    assert place.place is not None and place.place.geometry.type() == Qgis.GeometryType.Line
    assert place.told.text().startswith("Place: line of ") and place.told.text().endswith("3 points")
    place.draw.click()
    other = QgsMapToolPan(canvas)
    canvas.setMapTool(other)  # somebody goes on with something else
    assert not place.draw.isChecked() and place.place is None and canvas.mapTool() is other
    place.show_shape(Shape.POINT)


def test_the_municipality_is_asked_for_streets_that_are_not_in_the_working_copy(
    enter: Enter, window: TestWindow, tmp_path: Path, service: object, login: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plugin.adapters.connecting import connect

    path = tmp_path / "Spielplätze.gpkg"
    link = connect(service.url, login("beitrag-a"))  # type: ignore[attr-defined,operator]
    with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
        check_out(link, copy, ["spielplatz"])
    session = enter("beitrag-a")
    session.use_copy(path)
    dialog = AddDialog(session, window, lambda: path)  # type: ignore[arg-type]
    until(lambda: not dialog.busy)
    search = dialog.place.search

    def find(text: str) -> list[str]:
        search.text.setText(text)
        until(lambda: not search.busy)
        return [search.list.item(row).text() for row in range(search.list.count())]

    assert "Street" in search.text.placeholderText()
    streets = find("schulstr.")
    assert streets and all("Schulstr" in text for text in streets)
    name = streets[0].partition(" – ")[0]
    (house, *_) = find(f"{name} 3")
    assert house.startswith(f"{name} 3")
    assert find("Straße, die es nicht gibt") == [] and "in your municipality" in search.note.text()
    session.problem = Unreachable("no network")
    assert find("schulstr") == [] and "no streets. The service cannot be asked" in search.note.text()
    session.problem, session.connection = None, None
    assert find("schulst") == [] and "Connect to your municipality" in search.note.text()
    dialog.close_dialog()


def test_the_form_in_qgis_has_the_words_and_codes_of_the_municipality(anna: Anna) -> None:
    record = next(one for one in WorkingCopy.open(anna.path).records() if one.form.name == "sitzbank")
    layer = map_layers.copy_layer(anna.path, record, True)
    at = layer.fields().indexOf("zustand")
    assert layer.attributeAlias(at) == "Zustand" and layer.editorWidgetSetup(at).type() == "ValueMap"
    pairs = {label: code for one in layer.editorWidgetSetup(at).config()["map"] for label, code in one.items()}
    assert set(pairs.values()) == {"gut", "defekt", "maengel"} and "maengel" not in pairs
    del layer
