"""QGIS's own places: indicators in the layer tree, the browser, the locator, the options."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsLayerTreeModel,
    QgsLocatorContext,
    QgsLocatorResult,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsDataItemGuiContext, QgsLayerTreeView
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QListWidget, QMenu

from plugin.adapters import language, settings
from plugin.adapters.map_layers import copy_layer
from plugin.adapters.settings import Municipality
from plugin.domain.contribution import Change
from plugin.gui.places.browser import Guide, Root
from plugin.gui.places.indicators import Indicators, state_of
from plugin.gui.places.locator import Locator
from plugin.gui.places.options import Factory, OptionsPage
from plugin.gui.session import Session
from plugin.gui.work import Work
from plugin.workflows.ports import ItemState
from tests.adapters.copies import URL, village
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis

HOSTILE = "<img src='file:///etc/passwd'>Kleinstadt & Co."


@pytest.fixture
def work(tmp_path: Path, qgis_app: QgsApplication) -> Iterator[Work]:
    """The working copy of somebody in the village, in use and read."""
    session = Session()
    session.municipality = Municipality(URL, "Dorf")
    session.use_copy(village(tmp_path).path)
    work = Work(session, session)
    until(lambda: work.overview is not None)
    yield work
    work.close()
    session.close()


@pytest.fixture
def tree(work: Work) -> Iterator[QgsLayerTreeView]:
    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    yield view
    QgsProject.instance().clear()
    view.deleteLater()


def shown(tree: QgsLayerTreeView, layer: QgsVectorLayer) -> list[str]:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    return [indicator.toolTip() for indicator in tree.indicators(node)]


def trees_of(work: Work, own: bool = True) -> QgsVectorLayer:
    assert work.path is not None and work.overview is not None
    layer = copy_layer(work.path, work.overview.layers[0], own)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_a_layer_says_unsaved_then_changed_and_moves_with_its_group(work: Work, tree: QgsLayerTreeView) -> None:
    opened: list[str] = []
    indicators = Indicators(tree, work, lambda: opened.append("mine"), work)
    layer = trees_of(work)
    until(lambda: shown(tree, layer) and "No changes of yours" in shown(tree, layer)[0])
    until(lambda: indicators._watch._layers)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "Esche")
    until(lambda: "not saved yet: 1" in shown(tree, layer)[0])
    layer.commitChanges()
    until(lambda: "not published yet: 1" in shown(tree, layer)[0])
    root = QgsProject.instance().layerTreeRoot()
    group, old = root.addGroup("Dorf"), root.findLayer(layer.id())
    group.addChildNode(old.clone())
    root.removeChildNode(old)
    until(lambda: shown(tree, layer))
    assert len(shown(tree, layer)) == 1
    node = root.findLayer(layer.id())
    tree.indicators(node)[0].clicked.emit(tree.node2index(node))
    assert opened == ["mine"]
    indicators.close()
    assert shown(tree, layer) == []


def test_a_layer_that_is_removed_or_of_another_file_has_no_indicator(work: Work, tree: QgsLayerTreeView) -> None:
    indicators = Indicators(tree, work, lambda: None, work)
    other = QgsVectorLayer("Point?crs=EPSG:25833", "Die baum", "memory")
    QgsProject.instance().addMapLayer(other)
    layer = trees_of(work)
    until(lambda: shown(tree, layer))
    assert shown(tree, other) == []
    QgsProject.instance().removeMapLayer(layer.id())
    QgsProject.instance().clear()
    indicators.close()


def test_each_layer_is_in_one_state_the_one_that_matters_most(work: Work) -> None:
    overview = work.overview
    assert overview is not None
    record = replace(overview.layers[0], loaded=3, expected=5)
    partial = replace(overview, layers=(record,))
    assert state_of(overview, "baum", 0, own=True).icon == "synced"
    assert state_of(partial, "baum", 0, own=True).words == "Incomplete: 3 of 5 features are here."
    assert state_of(partial, "baum", 2, own=True).icon == "unsaved"
    assert state_of(partial, "baum", 2, own=False).icon == "foreign"


def test_the_browser_offers_what_is_known_as_plain_text(qgis_app: QgsApplication) -> None:
    settings.remember(Municipality("http://dorf.example/ows/", HOSTILE))
    connected: list[Municipality] = []
    guide = Guide(connected.append, lambda: connected.append(Municipality("")))
    root = Root(None)
    items = root.createChildren()
    gc.collect()
    assert [item.name() for item in items] == [HOSTILE]
    assert "<" not in items[0].toolTip()
    menu = QMenu()
    guide.populateContextMenu(items[0], menu, items, QgsDataItemGuiContext())
    menu.actions()[0].trigger()
    assert guide.handleDoubleClick(items[0], QgsDataItemGuiContext())
    assert [found.title for found in connected] == [HOSTILE, HOSTILE]
    settings.forget("http://dorf.example/ows/")
    assert not guide.handleDoubleClick(items[0], QgsDataItemGuiContext())


def found(locator: Locator, text: str) -> list[QgsLocatorResult]:
    results: list[QgsLocatorResult] = []
    copy = locator.clone()
    copy.resultFetched.connect(results.append)
    copy.fetchResults(text, QgsLocatorContext(), QgsFeedback())
    return results


def test_the_locator_finds_layers_of_the_municipality(enter: Callable[[str], Session]) -> None:
    session = enter("")
    work, pages = Work(session), []
    locator = Locator(session, work, pages.append)
    results = found(locator, " SPIELPL")
    assert [result.displayString for result in results] == ["Spielplätze"]
    locator.triggerResult(results[0])
    assert pages == ["map"]
    assert not [result for result in found(locator, "") if result.displayString == "contribution"]
    work.close()


def test_the_locator_finds_contributions_without_a_connection(work: Work) -> None:
    assert work.path is not None
    layer = trees_of(work)
    layer.startEditing()
    layer.deleteFeature(2)
    layer.commitChanges()
    from plugin.adapters.working_copy import WorkingCopy

    copy = WorkingCopy.open(work.path)
    changes: list[Change] = list(copy.changes())
    item = copy.enqueue(changes, "Rundgang", "gefällt")[0]
    copy.mark([item.uuid], ItemState.SUBMITTED)
    work.refresh()
    until(lambda: work.overview is not None and work.overview.sent)
    results = found(Locator(work._session, work, lambda _: None), "baum · deleted")
    assert [result.group for result in results] == ["My contributions"]
    QgsProject.instance().clear()


def test_the_options_change_nothing_before_they_are_applied(qgis_app: QgsApplication, tmp_path: Path) -> None:
    settings.remember(Municipality("http://dorf.example/ows/", HOSTILE))
    settings.remember(Municipality("http://stadt.example/ows/", "Stadt"))
    settings.agree("http://stadt.example/ows/", "2026-1")
    told: list[str] = []
    factory = Factory(lambda: told.append(settings.LANGUAGE.value()))
    page = factory.createWidget(None)
    assert isinstance(page, OptionsPage)
    known = page.findChild(QListWidget)
    known.setCurrentRow(1)
    page._remove.click()
    page._folder.setFilePath(str(tmp_path))
    page._terms.setChecked(True)
    page._language.setCurrentIndex(page._language.findData(language.SIMPLE))
    assert len(settings.municipalities()) == 2 and told == []
    page.apply()
    assert [found.title for found in settings.municipalities()] == ["Stadt"]
    assert settings.FOLDER.value() == str(tmp_path)
    assert settings.agreed("http://stadt.example/ows/") == ""
    assert settings.LANGUAGE.value() == language.SIMPLE
    assert told == [language.SIMPLE], "QGIS's window learns that all words are others now"
    page.apply()
    assert told == [language.SIMPLE]
    settings.LANGUAGE.setValue(language.AS_QGIS)
    page.deleteLater()


def test_settings_can_be_withdrawn_and_are_there_again(qgis_app: QgsApplication) -> None:
    settings.remember(Municipality("http://dorf.example/ows/", "Dorf"))
    settings.withdraw()
    settings.withdraw()
    assert [found.title for found in settings.municipalities()] == ["Dorf"]


def test_a_working_copy_that_vanished_shows_nothing(work: Work) -> None:
    assert work.path is not None
    work.path.unlink()
    work.refresh()
    until(lambda: work.overview is None)
    assert isinstance(work, QObject)
