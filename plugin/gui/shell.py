"""QGIS's window as the pages see it (`window.py`), and what of ours stands in it. The only file that knows iface."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsGui, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QAction, QApplication, QMenu, QWidget

from ..adapters import background, icons, settings
from ..adapters.foreign import label, shown
from ..adapters.settings import Municipality
from ..adapters.wording import translate
from .dock import Dock
from .feature_form import OneForm
from .help import show_help
from .map_view import MapView
from .messages import Messages
from .places import options
from .places.browser import Guide, Municipalities
from .places.indicators import Indicators
from .places.layer_menu import LayerMenu
from .places.locator import Locator
from .places.streets import Streets
from .session import Session
from .widgets import themed
from .window import PAGE_MAP, PAGE_MINE, PAGE_REVIEW
from .work import Work

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

_NAME = "Bürger-GIS"
_WIDTH = 400
"""What the dock gets at its first start, in logical pixels; after that QGIS remembers."""


class Shell(QObject):
    """Installs everything; `close` takes it away in reverse order. A start that fails leaves nothing.

    `restart` closes this one and makes another, where another language was chosen.
    """

    def __init__(self, iface: QgisInterface, restart: Callable[[], None]) -> None:
        super().__init__()
        self._iface, self._restart = iface, restart
        self._map = MapView(iface.mapCanvas())
        self._messages = Messages(iface.messageBar())
        self._form = OneForm(self)
        with ExitStack() as undo:
            undo.callback(self.deleteLater)
            self._install(undo)
            self._undo = undo.pop_all()

    def close(self) -> None:
        """Leave the window as it was; work that still runs is ended first."""
        self._undo.close()

    def _install(self, undo: ExitStack) -> None:
        undo.callback(background.end)
        undo.callback(settings.withdraw)
        self.session = Session(self)
        undo.callback(self.session.close)
        self.work = Work(self.session, self)
        undo.callback(self.work.close)
        undo.callback(self._map.clear)
        undo.callback(self._messages.clear)
        self._install_dock(undo)
        self._install_actions(undo)
        indicators = Indicators(self._iface.layerTreeView(), self.work, lambda: self.open_page(PAGE_MINE), self)
        undo.callback(indicators.close)
        menu = LayerMenu(_LayerActions(self._iface), self.work, self._show_changes, self._warn, self.main)
        undo.callback(menu.close)
        self._install_browser(undo)
        self._install_locator(undo)
        self._install_options(undo)

    def _show_changes(self) -> None:
        self.open_page(PAGE_MINE)
        self.dock.pages[PAGE_MINE].enter()

    def _warn(self, text: str) -> None:
        self.tell(text, Qgis.MessageLevel.Warning)

    def _install_dock(self, undo: ExitStack) -> None:
        self.dock = Dock(self.session, self, self.main, self.work)
        undo.callback(self.dock.deleteLater)
        undo.callback(self.dock.close_pages)
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        undo.callback(self._iface.removeDockWidget, self.dock)
        if not settings.PAGE.value():  # QGIS is still putting its window together
            QTimer.singleShot(0, self._first_start)
            if not self.main.isVisible():  # what is laid out before may be laid out again
                self._iface.initializationCompleted.connect(self._first_start)
                undo.callback(self._iface.initializationCompleted.disconnect, self._first_start)

    def _first_start(self) -> None:
        self.open_page(PAGE_MAP)
        self.main.resizeDocks([self.dock], [_WIDTH], Qt.Orientation.Horizontal)

    def _install_actions(self, undo: ExitStack) -> None:
        show = self._action("buergergis-action", translate("shell", "Bürger-GIS: map, my contributions, review"))
        self.dock.setToggleVisibilityAction(show)
        self._iface.addWebToolBarIcon(show)
        undo.callback(self._iface.removeWebToolBarIcon, show)
        others = (
            self._add_action(undo),
            *self._page_actions(undo),
            self._action("buergergis-options", translate("shell", "Options…"), self.open_options),
            self._action("buergergis-help", translate("shell", "Help"), self.open_help),
        )
        undo.callback(self._drop_menu)
        for action in (show, *others):
            undo.callback(action.deleteLater)
            self._iface.addPluginToWebMenu(_NAME, action)
            undo.callback(self._iface.removePluginWebMenu, _NAME, action)

    def _add_action(self, undo: ExitStack) -> QAction:
        """The quick way to add an object, from the toolbar and by the keyboard."""
        action = self._action("buergergis-add", translate("shell", "Add an object…"), self.dock.add_object)
        action.setIcon(themed("/mActionCapturePoint.svg"))
        self._iface.addWebToolBarIcon(action)
        undo.callback(self._iface.removeWebToolBarIcon, action)
        self._iface.registerMainWindowAction(action, "Ctrl+Shift+F7")
        undo.callback(self._iface.unregisterMainWindowAction, action)
        return action

    def _page_actions(self, undo: ExitStack) -> list[QAction]:
        """A way into each page by the keyboard; QGIS's own shortcut settings list them, and may change the keys."""
        pages = (
            (PAGE_MAP, translate("shell", "Go to the page Map"), "Shift+F7"),
            (PAGE_MINE, translate("shell", "Go to the page My contributions"), "Shift+F8"),
            (PAGE_REVIEW, translate("shell", "Go to the page Review"), "Shift+F9"),
        )
        actions = []
        for page, words, key in pages:
            action = self._action(f"buergergis-{page}", words, lambda page=page: self.enter_page(page))
            self._iface.registerMainWindowAction(action, key)
            undo.callback(self._iface.unregisterMainWindowAction, action)
            actions.append(action)
        review = actions[-1]
        review.setVisible(self.session.may_review)
        self.session.changed.connect(lambda: review.setVisible(self.session.may_review))
        return actions

    def _drop_menu(self) -> None:
        """QGIS takes an empty menu of a plugin away, and keeps it for ever."""
        for menu in self.main.findChildren(QMenu):
            if menu.title() == _NAME and menu.isEmpty():
                menu.deleteLater()

    def _action(self, name: str, words: str, act: Callable[[], None] | None = None) -> QAction:
        action = QAction(icons.icon(), label(words), self.main)
        action.setObjectName(name)
        if act is not None:
            action.triggered.connect(lambda: act())
        return action

    def _install_browser(self, undo: ExitStack) -> None:
        provider, guide = Municipalities(), Guide(self._connect, lambda: self.open_page(PAGE_MAP))
        QgsApplication.dataItemProviderRegistry().addProvider(provider)
        undo.callback(QgsApplication.dataItemProviderRegistry().removeProvider, provider)
        QgsGui.dataItemGuiProviderRegistry().addProvider(guide)
        undo.callback(QgsGui.dataItemGuiProviderRegistry().removeProvider, guide)

    def _install_locator(self, undo: ExitStack) -> None:
        found = (
            Locator(self.session, self.work, self.open_page),
            Streets(self.session, self.work, self.zoom_to),
        )
        for locator in found:
            self._iface.registerLocatorFilter(locator)
            undo.callback(self._iface.deregisterLocatorFilter, locator)
        undo.callback(self._iface.invalidateLocatorResults)  # they would point to a locator that is gone

    def _install_options(self, undo: ExitStack) -> None:
        self._options = options.Factory(self._other_language)  # QGIS does not own it
        self._iface.registerOptionsWidgetFactory(self._options)
        undo.callback(self._iface.unregisterOptionsWidgetFactory, self._options)

    def _other_language(self) -> None:
        """Everything would have to be made anew, also a field in which somebody is writing: so they say when."""
        text = translate(
            "shell", "The language changes with the next start of QGIS, or now. First send what you are writing."
        )
        verb = translate("shell", "Change it now")
        self.tell(text, verb=verb, act=lambda: QTimer.singleShot(0, self._restart))

    def reopen(self) -> None:
        """The page that was open last: the dock stood there before a restart."""
        page = settings.PAGE.value()
        self.open_page(page if page in self.dock.pages else PAGE_MAP)

    def _connect(self, municipality: Municipality) -> None:
        self.open_page(PAGE_MAP)
        self.session.enter(municipality)

    # Window

    @property
    def main(self) -> QWidget:
        return self._iface.mainWindow()

    @property
    def canvas(self) -> QgsMapCanvas:
        return self._iface.mapCanvas()

    @property
    def cad(self) -> QgsAdvancedDigitizingDockWidget:
        return self._iface.cadDockWidget()

    def tell(
        self,
        text: str,
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        verb: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        self._messages.tell(text, level, verb, act)

    def visible_extent(self, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        return self._map.visible_extent(crs)

    def add_layer(self, layer: QgsMapLayer, group: str) -> None:
        project = QgsProject.instance()
        root = project.layerTreeRoot()
        name = shown(group, 80)
        place = root.findGroup(name) or root.insertGroup(0, name)
        project.addMapLayer(layer, False)
        place.insertLayer(0, layer)

    def zoom_to(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        self._map.zoom_to(geometry, crs)

    def mark(
        self,
        geometry: QgsGeometry,
        crs: QgsCoordinateReferenceSystem,
        colour: QColor,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> Callable[[], None]:
        return self._map.mark(geometry, crs, colour, style)

    def edit(self, layer: QgsVectorLayer, feature_id: int | None = None, column: str = "") -> None:
        self._iface.setActiveLayer(layer)
        if feature_id is not None:
            layer.selectByIds([feature_id])
        if not layer.isEditable() and not layer.readOnly():
            layer.startEditing()
        self._form.show(layer, feature_id, column)

    def open_page(self, page: str) -> None:
        self.dock.setUserVisible(True)
        self.dock.open_page(page)

    def enter_page(self, page: str) -> None:
        """Open a page and put the focus there: a screen reader says its name, and Tab goes on from it."""
        self.open_page(page)
        self.dock.focus(page)

    def open_options(self) -> None:
        self._iface.showOptionsDialog(self.main, options.PAGE)

    def open_help(self, topic: str = "") -> None:
        show_help(QApplication.activeModalWidget() or self.main, topic)


class _LayerActions:
    """What `places/layer_menu.py` needs of the layer tree."""

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface

    def add(self, action: QAction) -> None:
        self._iface.addCustomActionForLayerType(action, _NAME, Qgis.LayerType.Vector, False)

    def show_for(self, action: QAction, layer: QgsMapLayer) -> None:
        self._iface.addCustomActionForLayer(action, layer)

    def remove(self, action: QAction) -> None:
        self._iface.removeCustomActionForLayerType(action)

    def current(self) -> QgsMapLayer | None:
        return self._iface.layerTreeView().currentLayer()
