"""A QGIS with the plugin on: how it looks in a language, what it remembers for the next start."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QDockWidget, QTabWidget
from qgis.utils import active_plugins

from demo.driver import Driver, Steps


def steps(qgis: Driver) -> Steps:
    yield "the plugin is loaded", lambda: "buergergis" in active_plugins
    main = qgis.iface.mainWindow()
    main.resize(1500, 900)
    dock = main.findChild(QDockWidget, "buergergis-dock")
    yield "the dock was laid out", lambda: dock.isVisible() == qgis.values["visible"]
    tabs = next(found for found in dock.findChildren(QTabWidget) if found.isTabVisible(0) and found.count() == 3)
    qgis.results["title"] = dock.windowTitle()
    qgis.results["pages"] = [tabs.tabText(number) for number in range(tabs.count()) if tabs.isTabVisible(number)]
    qgis.results["page"] = tabs.currentIndex()
    qgis.results["width"] = dock.width()
    qgis.results["locale"] = QLocale().name()
    tabs.setCurrentIndex(1)
    dock.setVisible(qgis.values["leave"])
    yield "it is as it is left", lambda: dock.isVisible() == qgis.values["leave"]
