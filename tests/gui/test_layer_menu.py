"""The context menu of layers: ours only on those of the working copy, with the layer filled in, and gone at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAction, QDialog, QWidget

from plugin.adapters.map_layers import copy_layer
from plugin.adapters.settings import Municipality
from plugin.gui.places.layer_menu import DUPLICATES, RESPONSIBLE, LayerMenu
from plugin.gui.session import Session
from plugin.gui.work import Work
from tests.adapters.copies import URL, village
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis


class LayerTree:
    """QGIS's own, as far as plugins add to it."""

    def __init__(self) -> None:
        self.shown: dict[QAction, list[str]] = {}
        self.open_for: QgsMapLayer | None = None

    def add(self, action: QAction) -> None:
        assert action not in self.shown, "twice the same in one menu"
        self.shown[action] = []

    def show_for(self, action: QAction, layer: QgsMapLayer) -> None:
        self.shown[action].append(layer.id())

    def remove(self, action: QAction) -> None:
        del self.shown[action]

    def current(self) -> QgsMapLayer | None:
        return self.open_for


@pytest.fixture
def work(tmp_path: Path, qgis_app: QgsApplication) -> Iterator[Work]:
    session = Session()
    session.municipality = Municipality(URL, "Dorf")
    session.use_copy(village(tmp_path).path)
    work = Work(session, session)
    until(lambda: work.overview is not None)
    yield work
    work.close()
    QgsProject.instance().clear()
    session.close()


def test_it_is_on_layers_of_the_working_copy_while_they_are_there(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, opened, refused, main = LayerTree(), list[str](), list[str](), QWidget()
    menu = LayerMenu(tree, work, lambda: opened.append("changes"), refused.append, main)
    other = QgsVectorLayer("Point?crs=EPSG:25833", "baum", "memory")
    QgsProject.instance().addMapLayer(other)
    assert tree.shown == {}
    assert work.path is not None and work.overview is not None
    trees = copy_layer(work.path, work.overview.layers[0], True)
    QgsProject.instance().addMapLayer(trees)
    until(lambda: tree.shown)
    assert set(tree.shown) == set(menu.all) and all(shown == [trees.id()] for shown in tree.shown.values())

    tree.open_for = trees
    menu.check.trigger()
    assert opened == ["changes"]
    asked: list[tuple[str, Any]] = []

    def made(algorithm: str, parameters: Any) -> QDialog:
        asked.append((algorithm, parameters))
        return QDialog(main)

    import sys

    monkeypatch.setitem(sys.modules, "processing", SimpleNamespace(createAlgorithmDialog=made))
    for action in menu.all[2:]:
        action.trigger()
    assert asked == [(DUPLICATES, {"INPUT": trees.id()}), (RESPONSIBLE, {"INPUT": trees.id()})] and not refused
    monkeypatch.setitem(sys.modules, "processing", None)
    menu.all[2].trigger()
    assert len(refused) == 1 and "Processing is switched off" in refused[0]

    QgsProject.instance().removeMapLayer(trees.id())
    until(lambda: tree.shown == {})
    menu.close()
    main.deleteLater()


def test_nothing_is_left(work: Work) -> None:
    tree, main = LayerTree(), QWidget()
    assert work.path is not None and work.overview is not None
    QgsProject.instance().addMapLayer(copy_layer(work.path, work.overview.layers[0], True))
    menu = LayerMenu(tree, work, lambda: None, lambda _text: None, main)
    assert len(tree.shown) == 4
    menu.close()
    assert tree.shown == {}
    main.deleteLater()
