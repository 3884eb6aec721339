"""Lesson 16: Layers known by their name.

Seen in IGN #24 #104. Here: rename, duplicate, group a layer: everything still works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtWidgets import QApplication

from plugin.adapters import map_layers
from plugin.domain.contribution import Status
from plugin.gui.map.page import MapPage
from plugin.gui.places.indicators import Indicators
from plugin.gui.session import Session
from plugin.gui.work import Work
from tests.gui.conftest import TestWindow, until
from tests.gui.garden_of_benches import Volunteer

pytestmark = [pytest.mark.live, pytest.mark.qgis]

Deed = Callable[[Volunteer, Path], QgsVectorLayer]


@pytest.fixture
def volunteer(enter: Callable[[str], Session], window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()


def renamed(here: Volunteer, _folder: Path) -> QgsVectorLayer:
    """As something that another layer of the service is called, too."""
    here.layer.setName("Barrieren")
    return here.layer


def named_as_another(here: Volunteer, _folder: Path) -> QgsVectorLayer:
    """There is a layer of the person's own with the name that ours had."""
    own = QgsVectorLayer("Point?crs=EPSG:25833&field=zustand:string", here.layer.name(), "memory")
    QgsProject.instance().addMapLayer(own)
    here.layer.setName("")
    return here.layer


def duplicated(here: Volunteer, _folder: Path) -> QgsVectorLayer:
    """As the layer tree does it; the work goes on in the copy."""
    copy = here.layer.clone()
    copy.setName(f"{here.layer.name()} Kopie")
    QgsProject.instance().addMapLayer(copy)
    return copy


def grouped(here: Volunteer, _folder: Path) -> QgsVectorLayer:
    """In a group inside a group, with the place in the tree changed."""
    root = QgsProject.instance().layerTreeRoot()
    inner = root.insertGroup(0, "Rundgang <b>").addGroup("Sonntag")
    node = root.findLayer(here.layer.id())
    inner.insertChildNode(0, node.clone())
    node.parent().removeChildNode(node)
    return here.layer


def reopened(here: Volunteer, folder: Path) -> QgsVectorLayer:
    """Renamed, saved in a project in another folder, and opened again."""
    here.layer.setName("Etwas ganz anderes")
    file = folder / "Projekte" / "Rundgang.qgz"
    file.parent.mkdir()
    assert QgsProject.instance().write(str(file)) and QgsProject.instance().read(str(file))
    (layer,) = QgsProject.instance().mapLayers().values()
    assert isinstance(layer, QgsVectorLayer) and layer.isValid()
    return layer


DEEDS: dict[str, Deed] = {
    "renamed": renamed,
    "named as another": named_as_another,
    "duplicated": duplicated,
    "grouped": grouped,
    "saved and opened again": reopened,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_it_is_called_everything_works(volunteer: Volunteer, bench: str, tmp_path: Path, deed: str) -> None:
    here = volunteer
    here.layer = layer = DEEDS[deed](here, tmp_path)
    assert layer in map_layers.layers_of_copy(here.path)["sitzbank"]
    page, view, work = MapPage(here.session, here.window), QgsLayerTreeView(), Work(here.session)
    page.show()
    QgsLayerTreeView.setModel(view, tree_model(view))
    marks = Indicators(view, work, lambda: None, page)
    until(lambda: not page._maps.busy)

    here.layer.startEditing()
    assert layer.changeAttributeValue(here.bench(bench), layer.fields().indexOf("lehne"), "unter anderem Namen")
    until(lambda: "not saved yet: 1" in listed(page))
    until(lambda: here.page.save_button.isVisible())
    page.copy_panel.refresh.click()
    until(lambda: page.copy_panel.problem.isVisible())
    assert layer.isModified(), "a refresh waits for what is not saved, whatever the layer is called"
    here.page.save_button.click()
    until(here.lines)
    assert not layer.isModified() and "unter anderem Namen" in here.lines()[0]

    here.chooses_change()
    here.page.changes.buttons[1].click()  # edit
    assert here.window.edited and here.window.edited[-1][0] in map_layers.layers_of_copy(here.path)["sitzbank"]
    for one in map_layers.layers_of_copy(here.path)["sitzbank"]:
        one.rollBack()
    here.waits()
    here.submits()
    (uuid,) = here.sent()
    assert here.chooses(uuid).status is Status.SUBMITTED and here.lines() == []
    until(lambda: view.indicators(node_of(layer)) != [], 10)

    page.copy_panel.problem.clear()
    page.copy_panel.refresh.click()
    until(lambda: not page.copy_panel.refreshing.busy)
    assert "up to date" in here.window.told[-1][0], here.window.told
    here.page.contributions.withdraw_button.click()
    here.waits()
    here.chooses(uuid)
    here.page.contributions.restore_button.click()
    here.waits()
    assert here.value(bench, "lehne") != "unter anderem Namen"
    page.copy_panel.add.click()
    assert "already" in here.window.told[-1][0], "what is there under another name is not added twice"
    marks.close()
    work.close()
    page.close_page()
    page.deleteLater()
    QApplication.processEvents()


def listed(page: MapPage) -> str:
    layers = page.copy_panel.layers
    return "\n".join(layers.item(row).text() for row in range(layers.count()))


def tree_model(view: QgsLayerTreeView) -> object:
    from qgis.core import QgsLayerTreeModel

    return QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view)


def node_of(layer: QgsVectorLayer) -> object:
    return QgsProject.instance().layerTreeRoot().findLayer(layer.id())
