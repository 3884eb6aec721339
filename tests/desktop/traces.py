"""What a plugin can leave in QGIS, as plain data that can be compared. Runs inside QGIS Desktop."""

from __future__ import annotations

import gc
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qgis.core import QgsApplication, QgsLocator, QgsProject, QgsSettingsTree
from qgis.gui import QgsGui, QgsLocatorWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtBoundSignal
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMenu, QPushButton, QToolBar, QWidget

PACKAGE = "buergergis"


def traces(iface: Any) -> dict[str, list[str]]:
    """Kind of trace -> what there is of it, sorted."""
    gc.collect()
    main = iface.mainWindow()
    found = {
        "children": list(_children(iface)),
        "windows": [_name(window) for window in QApplication.topLevelWidgets() if not _forgotten(window)],
        "docks": [_name(dock) for dock in main.findChildren(QDockWidget)],
        "toolbars": [text for bar in main.findChildren(QToolBar) for text in _texts(bar)],
        "menus": [text for menu in main.findChildren(QMenu) if not _overflows(menu) for text in _texts(menu)],
        "processing": [provider.id() for provider in QgsApplication.processingRegistry().providers()],
        "browser": [provider.name() for provider in QgsApplication.dataItemProviderRegistry().providers()],
        "browser guides": [guide.name() for guide in QgsGui.dataItemGuiProviderRegistry().providers()],
        "browser roots": _roots(iface),
        "locator": [one.name() for one in locator(iface).filters()],
        "settings": [node.key() for node in QgsSettingsTree.node("plugins").childrenNodes()],
        "threads": [one.name for one in threading.enumerate() if one.name.startswith(PACKAGE)],
        "tasks": [task.description() for task in QgsApplication.taskManager().tasks()],
        "listeners": list(_listeners(iface)),
        "canvas": [type(item).__name__ for item in iface.mapCanvas().scene().items()],
        "messages": [item.text() for item in iface.messageBar().items() if item.title() == "Bürger-GIS"],
        "modules": [name for name in sys.modules if name.partition(".")[0] == PACKAGE],
        "objects": [f"{type(one).__module__}.{type(one).__name__}" for one in gc.get_objects() if _is_ours(one)],
    }
    return {kind: sorted(names) for kind, names in found.items()}


def added(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is there in `after` and was not before."""
    more = {kind: sorted((Counter(after[kind]) - Counter(names)).elements()) for kind, names in before.items()}
    return {kind: names for kind, names in more.items() if names}


def missing(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    return added(after, before)


def locator(iface: Any) -> QgsLocator:
    """QGIS's own, below its window."""
    bars = iface.mainWindow().findChildren(QObject)
    bar = next(child for child in bars if child.metaObject().className() == "QgsLocatorWidget")
    return sip.cast(bar, QgsLocatorWidget).locator()


def _name(one: QObject) -> str:
    return f"{one.metaObject().className()} {one.objectName()}".strip()


def _children(iface: Any) -> Iterator[str]:
    """All below the window but what comes and goes whatever we do: what stands in the bars of messages of QGIS and of
    its plugin manager, which end by the clock (ours are counted), and its indicators on layers of any kind (ours have
    another parent, which must be gone itself).
    """
    children = iface.mainWindow().findChildren(QObject)
    bars = [iface.messageBar(), *(child for child in children if child.metaObject().className() == "QgsMessageBar")]
    passing = {sip.unwrapinstance(one) for bar in bars for one in bar.findChildren(QObject)}
    for child in children:
        of_layers = child.metaObject().className() == "QgsLayerTreeViewIndicator"
        if not of_layers and sip.unwrapinstance(child) not in passing:
            yield _place(child)


def _place(child: QObject) -> str:
    """What it is, and the next above it that has a name: a trace is to say whose it is."""
    above = QObject.parent(child)
    while above is not None and not above.objectName():
        above = QObject.parent(above)
    return f"{_name(child)} < {above.objectName()}" if above is not None else _name(child)


def _forgotten(window: QWidget) -> bool:
    """QGIS takes "Help" out of the dialog of an algorithm that has no page in its manual, and never deletes it."""
    return isinstance(window, QPushButton) and window.text() == "Help" and not window.isVisible()


def _texts(holder: QMenu | QToolBar) -> Iterator[str]:
    for action in holder.actions():
        if not action.isSeparator():
            yield f"{holder.objectName()} / {action.text()}"


def _overflows(menu: QMenu) -> bool:
    """What does not fit into a toolbar stands in a menu of Qt's, which changes with the width of the window."""
    return menu.parent() is not None and menu.parent().objectName() == "qt_toolbar_ext_button"


def _roots(iface: Any) -> list[str]:
    model = iface.browserModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _listeners(iface: Any) -> Iterator[str]:
    project = QgsProject.instance()
    objects = {"project": project, "tree": project.layerTreeRoot(), "canvas": iface.mapCanvas(), "iface": iface}
    objects |= {f"layer {layer.name()}": layer for layer in project.mapLayers().values()}
    for name, one in objects.items():
        for signal in SIGNALS:
            bound = getattr(one, signal, None)
            if isinstance(bound, pyqtBoundSignal):
                yield from [f"{name}.{signal}"] * one.receivers(bound)


SIGNALS = (
    *(
        "layersAdded",
        "layersRemoved",
        "layersWillBeRemoved",
        "layerWasAdded",
        "cleared",
        "aboutToBeCleared",
        "readProject",
    ),
    *("addedChildren", "willRemoveChildren", "removedChildren", "visibilityChanged", "nameChanged"),
    *("extentsChanged", "destinationCrsChanged", "selectionChanged", "mapToolSet", "currentLayerChanged"),
    *("editingStarted", "editingStopped", "afterCommitChanges", "afterRollBack", "layerModified", "willBeDeleted"),
)


def _is_ours(one: object) -> bool:
    module = getattr(type(one), "__module__", "")
    return isinstance(module, str) and module.partition(".")[0] == PACKAGE and isinstance(one, QObject)
