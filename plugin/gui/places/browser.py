"""The known municipalities in QGIS's Browser; a double click connects in the dock."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis, QgsDataCollectionItem, QgsDataItem, QgsDataItemProvider
from qgis.gui import QgsDataItemGuiContext, QgsDataItemGuiProvider
from qgis.PyQt.QtWidgets import QAction, QMenu

from ...adapters import icons, settings
from ...adapters.foreign import escaped, label, shown
from ...adapters.settings import Municipality
from ...adapters.wording import translate

KEY = "buergergis"
ROOT = "buergergis:"


class Municipalities(QgsDataItemProvider):
    def name(self) -> str:
        return "Bürger-GIS"

    def dataProviderKey(self) -> str:
        return KEY

    def capabilities(self) -> Qgis.DataItemProviderCapability:
        return Qgis.DataItemProviderCapability.NetworkSources

    def createDataItem(self, path: str, parent: QgsDataItem | None) -> QgsDataItem | None:
        return Root(parent) if not path else None


class Root(QgsDataCollectionItem):
    """Looks at the settings only, so its children are made at once and in the main thread."""

    def __init__(self, parent: QgsDataItem | None) -> None:
        super().__init__(parent, "Bürger-GIS", ROOT, KEY)
        self.setIcon(icons.icon())
        self.setCapabilitiesV2(Qgis.BrowserItemCapability.Fertile | Qgis.BrowserItemCapability.Fast)

    def createChildren(self) -> list[QgsDataItem]:
        return [_item(self, known) for known in settings.municipalities()]


class Guide(QgsDataItemGuiProvider):
    """What one can do with an item of ours."""

    def __init__(self, connect: Callable[[Municipality], None], new: Callable[[], None]) -> None:
        super().__init__()
        self._connect, self._new = connect, new

    def name(self) -> str:
        return KEY

    def populateContextMenu(
        self, item: QgsDataItem, menu: QMenu, _chosen: list[QgsDataItem], _context: QgsDataItemGuiContext
    ) -> None:
        if item.providerKey() != KEY:
            return
        known = municipality_of(item)
        if known is None:
            self._add(menu, translate("browser", "Connect to a municipality…"), self._new)
        else:
            self._add(menu, translate("browser", "Connect"), lambda: self._connect(known))

    def handleDoubleClick(self, item: QgsDataItem, _context: QgsDataItemGuiContext) -> bool:
        known = municipality_of(item) if item.providerKey() == KEY else None
        if known is not None:
            self._connect(known)
        return known is not None

    @staticmethod
    def _add(menu: QMenu, words: str, act: Callable[[], None]) -> None:
        action = QAction(label(words), menu)
        action.triggered.connect(lambda: act())
        menu.addAction(action)


def municipality_of(item: QgsDataItem) -> Municipality | None:
    """The one that an item stands for; None for the root, and for one that was forgotten meanwhile."""
    address = item.path().removeprefix(ROOT)
    return next((known for known in settings.municipalities() if known.address == address), None)


def _item(parent: QgsDataItem, known: Municipality) -> QgsDataItem:
    name = shown(known.title or known.address, 80)
    item = QgsDataItem(Qgis.BrowserItemType.Custom, parent, name, ROOT + known.address, KEY)
    item.setIcon(icons.icon())
    item.setToolTip(escaped(known.address))
    item.setState(Qgis.BrowserItemState.Populated)  # nothing below it
    return item
