"""The life of the plugin in one QGIS: installed, used, reloaded, unloaded in the middle of work, closed with it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import processing
import pyplugin_installer
from qgis.core import Qgis, QgsMessageLog, QgsProject, QgsVectorLayer, QgsVectorLayerUtils
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QPushButton
from qgis.utils import active_plugins, loadPlugin, plugins, reloadPlugin, startPlugin, unloadPlugin

from demo.driver import Driver, Steps
from tests.desktop.traces import added, missing, traces
from tests.desktop.traces import locator as locator_of

PACKAGE = "buergergis"
NARROW = 380
ON_PURPOSE = "it breaks on purpose"


def steps(qgis: Driver) -> Steps:
    results = qgis.results
    yield from warm_up(qgis)
    before = traces(qgis.iface)
    pyplugin_installer.instance().installFromZipFile(qgis.values["zip"])
    yield "the plugin is loaded", lambda: PACKAGE in active_plugins
    results["file"] = sys.modules[PACKAGE].__file__
    yield "the dock is shown", lambda: dock(qgis).isVisible()
    yield from calm(0.3)
    results["width"] = dock(qgis).width()
    results["installed"] = added(before, traces(qgis.iface))
    results["title"] = dock(qgis).windowTitle()
    yield from pages_of_options(qgis, "options")
    yield from work(qgis, "first")

    yield from squeeze(qgis)
    yield from calm(0.5)
    plain = traces(qgis.iface)
    assert reloadPlugin(PACKAGE)
    yield "it has connected again", lambda: not shell().session.connecting
    yield from calm(0.5)
    results["reloaded"] = {"more": added(plain, traces(qgis.iface)), "less": missing(plain, traces(qgis.iface))}
    yield from work(qgis, "again")

    yield from speak(qgis)
    yield from open_windows(qgis)
    enter(qgis.values["slow"])
    yield "it waits for the slow server", lambda: shell().session.connecting
    QgsProject.instance().clear()
    shell().tell("Something is still to be read", verb="Read", act=lambda: None)
    start = time.monotonic()
    results["unloaded"] = unloadPlugin(PACKAGE)
    results["unload_seconds"] = time.monotonic() - start
    yield from calm(0.5)
    results["left"] = added(before, traces(qgis.iface))
    results["lost"] = missing(before, traces(qgis.iface))
    yield from pages_of_options(qgis, "options_after")

    yield from start_in_vain(qgis, before)
    pyplugin_installer.instance().installFromZipFile(qgis.values["zip"])
    yield "the plugin is loaded again", lambda: PACKAGE in active_plugins
    enter(qgis.values["slow"])
    lane = writing_lane()
    yield "work is in flight", lambda: shell().session.connecting and lane.busy


def warm_up(qgis: Driver) -> Steps:
    """Make QGIS create what it makes at the first use of it, whoever uses it."""
    qgis.iface.mainWindow().resize(1500, 900)
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:25833&field=name:string", "Warm", "memory")  # QGIS names tools so
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    layer.addFeature(QgsVectorLayerUtils.createFeature(layer))
    assert layer.commitChanges()
    qgis.iface.pluginManagerInterface().pushMessage("Warm", Qgis.MessageLevel.Success)
    for page in ("Python warning", "Python error", "Bürger-GIS"):  # of the panel of messages
        QgsMessageLog.logMessage("Warm", page, Qgis.MessageLevel.Info)
    yield from pages_of_options(qgis, "options_before")
    dialog = processing.createAlgorithmDialog("native:buffer")
    dialog.show()
    yield "the dialog of an algorithm is open", dialog.isVisible
    dialog.close()
    dialog.deleteLater()
    QgsProject.instance().clear()
    yield from calm(0.5)


def shell() -> Any:
    return plugins[PACKAGE].shell


def enter(address: str) -> None:
    from buergergis.plugin.adapters.settings import Municipality

    shell().session.enter(Municipality(address))


def start_in_vain(qgis: Driver, before: dict[str, list[str]]) -> Steps:
    """A start that fails half way leaves nothing either."""

    def broken(*_: object) -> None:
        raise RuntimeError(ON_PURPOSE)

    assert loadPlugin(PACKAGE)
    qgis.iface.registerLocatorFilter = broken
    try:
        qgis.results["started"] = startPlugin(PACKAGE)
    finally:
        del qgis.iface.registerLocatorFilter
    qgis.iface.messageBar().clearWidgets()  # QGIS's message of it holds the whole trace, for its button
    yield from calm(0.5)
    qgis.results["left_in_vain"] = added(before, traces(qgis.iface))


def dock(qgis: Driver) -> QDockWidget:
    return qgis.iface.mainWindow().findChild(QDockWidget, "buergergis-dock")


def calm(seconds: float) -> Steps:
    """What was given to the event loop (deletions above all) is done, and so is what was read in the background.

    While something is read, bars move; Qt's animation of one hangs below it, and would be a trace on a slow machine.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    last = time.monotonic()

    def idle() -> bool:
        nonlocal last
        ours = sys.modules.get(f"{PACKAGE}.plugin.adapters.background")  # gone with the plugin
        if ours is not None and ours.at_work():
            last = time.monotonic()
        return time.monotonic() > last + seconds

    yield "the event loop was idle for a while", idle
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def squeeze(qgis: Driver) -> Steps:
    """How much of each page does not fit into a narrow dock."""
    qgis.iface.mainWindow().resizeDocks([dock(qgis)], [NARROW], Qt.Orientation.Horizontal)
    yield "the dock is narrow", lambda: dock(qgis).width() <= NARROW
    pages = dock(qgis).pages.items()
    qgis.results["too wide"] = {name: max(0, page.minimumSizeHint().width() - NARROW) for name, page in pages}


def work(qgis: Driver, name: str) -> Steps:
    """Connect as a guest, check out playgrounds, look at them: indicator, locator, browser, message."""
    enter(qgis.values["service"])
    yield "the service answers", lambda: shell().session.connection is not None
    path = Path(qgis.values["folder"]) / f"Spielplätze {name}.gpkg"
    yield from check_out(path)
    yield "the working copy was read", lambda: shell().work.path == path and shell().work.overview is not None
    from buergergis.plugin.adapters.map_layers import copy_layer

    record = shell().work.overview.layers[0]
    layer = copy_layer(path, record, own=True)
    shell().add_layer(layer, "Dreiwasser")
    view = qgis.iface.layerTreeView()
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    yield "the layer has its indicator", lambda: view.indicators(node)
    told = view.indicators(node)[-1].toolTip()
    yield from calm(0.5)  # it is watched from the next look on
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().indexOf("name"), "Umbenannt <b>&")
    yield "the indicator says unsaved", lambda: view.indicators(node)[-1].toolTip() != told
    unsaved = view.indicators(node)[-1].toolTip()
    assert layer.commitChanges(), layer.commitErrors()
    yield "the indicator says changed", lambda: view.indicators(node)[-1].toolTip() not in (told, unsaved)
    shell().tell("<b>fett</b> & ö", verb="Ansehen", act=lambda: None)
    found = {"told": told, "unsaved": unsaved, "changed": view.indicators(node)[-1].toolTip()}
    found["message"] = qgis.iface.messageBar().currentItem().text()
    yield from children_in_browser(qgis, found)
    yield from locate(qgis, found)
    qgis.results[f"work {name}"] = found


def speak(qgis: Driver) -> Steps:
    """Another language is chosen in the options, and takes effect where somebody wants it, with F1 in the dock."""
    from buergergis.plugin.adapters import language, settings
    from buergergis.plugin.gui.places.options import OptionsPage

    before, told = shell(), {}
    for choice in (language.SIMPLE, language.AS_QGIS):
        page = OptionsPage(shell()._other_language)
        page._language.setCurrentIndex(page._language.findData(choice))
        page.apply()
        page.deleteLater()
        last = shell()
        qgis.iface.messageBar().currentItem().findChild(QPushButton).click()
        yield "everything was made anew", lambda last=last: shell() is not last
        yield "it has connected again", lambda: shell().session.connection is not None
        told[choice or "QGIS"] = dock(qgis)._tabs.tabText(1)
        assert dock(qgis).isVisible() and settings.LANGUAGE.value() == choice
    qgis.results["spoken"] = told
    assert shell() is not before
    helped: list[str] = []
    shell().open_help = helped.append
    qgis.iface.mainWindow().activateWindow()
    shell().enter_page("mine")
    yield (
        "the page has the focus",
        lambda: dock(qgis).isAncestorOf(QApplication.focusWidget() or qgis.iface.mainWindow()),
    )
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    qgis.results["helped"] = helped
    del shell().open_help
    yield from calm(0.5)


def open_windows(qgis: Driver) -> Steps:
    """What can be open beside the dock; somebody is about to click on the map."""
    from buergergis.plugin.gui.keys_dialog import show_keys
    from buergergis.plugin.gui.mine.keys import KEYS
    from buergergis.plugin.gui.places.layer_menu import LayerMenu

    pages = dock(qgis).pages
    shell().dock.add_object()
    adding = pages["map"].new_object.dialog
    yield "it has looked what can be added", lambda: not adding.busy
    adding.place.take_centre()
    adding.place.click.click()
    assert qgis.iface.mapCanvas().mapTool() is adding.place.tool
    (layer,) = QgsProject.instance().mapLayersByName("Spielplätze")[-1:]
    qgis.iface.setActiveLayer(layer)
    before = len(QApplication.topLevelWidgets())
    qgis.iface.mainWindow().findChild(LayerMenu).all[1].trigger()
    assert len(QApplication.topLevelWidgets()) > before
    shell().open_page("mine")
    assert show_keys(KEYS, pages["mine"], "keys_mine").isVisible()


def check_out(path: Path) -> Steps:
    from buergergis.plugin.adapters.background import Lane
    from buergergis.plugin.adapters.working_copy import WorkingCopy
    from buergergis.plugin.workflows.check_out import check_out

    done: list[Any] = []

    def load(connection: Any, job: Any) -> None:
        with WorkingCopy.create(path, connection.client.url, connection.epoch) as copy:
            check_out(connection, copy, ["spielplatz"], progress=job.progress)

    lane = Lane(shell())
    shell().session.run(lane, "check out", load, done.append, done.append)
    yield "it is checked out", lambda: done
    assert done == [None], done
    shell().session.use_copy(path)


def children_in_browser(qgis: Driver, found: dict[str, Any]) -> Steps:
    model = qgis.iface.browserModel()
    root = next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == "Bürger-GIS")
    model.refresh(root)
    model.fetchMore(root)
    yield "the municipality is in the browser", lambda: model.rowCount(root)
    found["browser"] = [model.index(row, 0, root).data() for row in range(model.rowCount(root))]


def locate(qgis: Driver, found: dict[str, Any]) -> Steps:
    from qgis.core import QgsLocatorContext, QgsLocatorResult

    locator = locator_of(qgis.iface)
    hits: list[str] = []

    def note(result: QgsLocatorResult) -> None:
        hits.append(result.displayString)

    locator.foundResult.connect(note)
    locator.fetchResults("bgis spiel", QgsLocatorContext())
    yield "the locator has finished", lambda: hits and not locator.isRunning()
    locator.foundResult.disconnect(note)
    found["locator"] = hits


def pages_of_options(qgis: Driver, name: str) -> Steps:
    """The names in QGIS's window of options, which is then closed."""
    qgis.soon(lambda: qgis.iface.showOptionsDialog(qgis.iface.mainWindow(), "buergergis-options"))
    yield "the options are open", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
    dialog = QApplication.activeModalWidget()
    pages = [child.objectName() for child in dialog.findChildren(_page_class())]
    qgis.results[name] = [page for page in pages if PACKAGE in page]
    dialog.reject()
    yield "the options are closed", lambda: QApplication.activeModalWidget() is None


def _page_class() -> type:
    from qgis.gui import QgsOptionsPageWidget

    return QgsOptionsPageWidget


def writing_lane() -> Any:
    """Work that changes something and goes on until it is cancelled; QGIS asks before it closes."""
    from buergergis.plugin.adapters.background import Job, Lane

    def until_cancelled(job: Job) -> None:
        while True:
            job.progress(0.5)
            time.sleep(0.01)

    lane = Lane(shell(), writes=True)
    nothing: Callable[[object], None] = lambda _: None  # noqa: E731
    assert lane.start("Senden", until_cancelled, nothing, nothing)
    return lane
