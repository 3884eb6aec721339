"""What happens in QGIS to the layers of a working copy is noticed, also after the project was read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from plugin.adapters.map_layers import copy_layer, layers_of_copy
from plugin.gui.copy_watch import CopyWatch
from tests.adapters.copies import village
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis


@pytest.fixture
def watch(qgis_app: QgsApplication) -> Iterator[CopyWatch]:
    owner = QObject()
    made = CopyWatch(owner)
    yield made
    made.close()
    QgsProject.instance().clear()


def edit(layer: QgsVectorLayer, word: str) -> None:
    assert layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), word)


def test_a_project_that_is_read_again_is_watched_as_before(watch: CopyWatch, tmp_path: Path) -> None:
    copy, project, saved, touched = village(tmp_path), QgsProject.instance(), [], []
    project.addMapLayer(copy_layer(copy.path, copy.records()[0], own=True))
    file = str(tmp_path / "Karte.qgz")
    assert project.write(file)
    watch.follow(copy.path)
    watch.saved.connect(lambda: saved.append(1))
    watch.touched.connect(lambda: touched.append(1))
    until(lambda: saved and touched)
    before = layers_of_copy(copy.path)["baum"][0].id()
    assert project.read(file)
    (layer,) = layers_of_copy(copy.path)["baum"]
    assert layer.id() == before, "QGIS keeps the ids"
    until(lambda: not watch._layers_changed.isActive() and not watch._saved.isActive())
    until(lambda: not watch._touched.isActive())
    saved.clear()
    touched.clear()
    edit(layer, "Ulme")
    until(lambda: touched, 5)
    assert layer.commitChanges()
    until(lambda: saved, 5)
