"""What a service offers, as a tree: data (WFS) and maps (WMS), by title, with what one may do in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from ...adapters.foreign import escaped, shown
from ...adapters.wording import operation_word, translate
from ...domain.contribution import Operation
from ...services.wfs.model import LayerInfo
from ...services.whoami import LayerRights
from ...services.wms import Maps
from ...workflows.connection import QUEUE_TYPES, Connection
from ..widgets import themed

_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """One layer of the catalogue: of the WFS where there is an `info`, else of the WMS. Texts are foreign.

    `rights` says in full what one may do, `short` in a word or two.
    """

    name: str
    title: str
    abstract: str
    rights: str
    short: str = ""
    info: LayerInfo | None = None
    crs: frozenset[str] = frozenset()
    above: tuple[str, ...] = ()


def data_entries(connection: Connection) -> list[Entry]:
    """The feature types, without the review queue and what belongs to it."""
    found = [
        Entry(name, info.title, info.abstract, *_words(connection, info), info)
        for name, info in connection.capabilities.layers.items()
        if name not in QUEUE_TYPES
    ]
    return sorted(found, key=lambda entry: entry.title.casefold())


def _words(connection: Connection, info: LayerInfo) -> tuple[str, str]:
    """What one may do with a layer, in full and in short; without a review queue the service says it by itself."""
    if connection.without_queue and connection.capabilities.transactions:
        allowed = [operation_word(one) for one in Operation if str(one) in info.operations]
        if allowed:
            text = translate("catalogue", "publish at once: {}").format(", ".join(allowed))
            return text, translate("catalogue", "publish at once")
    rights = connection.who.layers.get(info.name) if connection.who else None
    return rights_words(rights), short_words(rights)


def map_entries(maps: Maps) -> list[Entry]:
    """The maps in the order of the service, which is how they lie on top of one another."""
    word = translate("catalogue", "view")
    return [
        Entry(layer.name, layer.title, layer.abstract, word, word, None, layer.crs, layer.above)
        for layer in maps.layers.values()
    ]


def may_contribute(connection: Connection, name: str) -> bool:
    rights = connection.who.layers.get(name) if connection.who else None
    return rights is not None and bool(rights.contribute or (rights.write and rights.direct))


def rights_words(rights: LayerRights | None) -> str:
    """What one may do with a layer; everybody may look at what they see."""
    if rights is None:
        return translate("catalogue", "view")
    found = []
    if rights.contribute:
        verbs = ", ".join(operation_word(one) for one in Operation if one in rights.contribute)
        found.append(translate("catalogue", "contribute: {}").format(verbs))
    if rights.write and rights.direct:
        found.append(translate("catalogue", "edit directly"))
    if rights.review:
        found.append(translate("catalogue", "review"))
    return "; ".join(found) or translate("catalogue", "view")


def short_words(rights: LayerRights | None) -> str:
    """The words of `rights_words` for a narrow column."""
    words = (
        translate("catalogue", "contribute") if rights and rights.contribute else "",
        translate("catalogue", "edit") if rights and rights.write and rights.direct else "",
        translate("catalogue", "review") if rights and rights.review else "",
    )
    return ", ".join(word for word in words if word) or translate("catalogue", "view")


class Catalogue(QTreeWidget):
    """`opened` when somebody double-clicks a layer or presses Enter on it."""

    opened = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("catalogue", "Layers of the municipality"))
        self.setHeaderLabels([translate("catalogue", "Layer"), translate("catalogue", "What you may do")])
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(1, 16 * self.fontMetrics().averageCharWidth())  # titles first in a narrow dock
        self.header().setStretchLastSection(False)
        self.data = self._group(translate("catalogue", "Data (WFS)"), "/mActionAddOgrLayer.svg")
        self.maps = self._group(translate("catalogue", "Maps (WMS)"), "/mActionAddWmsLayer.svg")
        self.itemDoubleClicked.connect(self._double_clicked)

    def show_data(self, entries: list[Entry]) -> None:
        """Replace the feature types."""
        self.data.takeChildren()
        for entry in entries:
            self.data.addChild(_item(entry))
        self.data.setExpanded(True)

    def show_maps(self, entries: list[Entry], note: str = "") -> None:
        """Replace the maps; `note` stands there where there are none."""
        self.maps.takeChildren()
        places: dict[tuple[str, ...], QTreeWidgetItem] = {(): self.maps}
        for entry in entries:
            item = _item(entry)
            _place(places, entry.above).addChild(item)
            places[(*entry.above, entry.title)] = item
        if note:
            item = QTreeWidgetItem([shown(note)])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.maps.addChild(item)
        self.maps.setExpanded(bool(note) or not self.data.childCount())

    def chosen(self) -> list[Entry]:
        """The selected layers in the order of the tree."""
        return [entry for item in _all(self.invisibleRootItem()) if item.isSelected() and (entry := entry_of(item))]

    def filter(self, text: str) -> None:
        """Show only layers with `text` in title, name or description, and what contains them."""
        wanted = text.strip().casefold()
        for top in (self.data, self.maps):
            self._filter(top, wanted)
            if wanted:
                top.setExpanded(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _double_clicked(self, item: QTreeWidgetItem) -> None:
        if entry_of(item) is not None and not item.childCount():
            self.opened.emit()

    def _group(self, title: str, icon: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        item.setIcon(0, themed(icon))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        return item

    def _filter(self, item: QTreeWidgetItem, wanted: str) -> bool:
        children = [self._filter(item.child(number), wanted) for number in range(item.childCount())]
        found = any(children) or _matches(item, wanted)
        item.setHidden(not found and item.parent() is not None)
        if wanted and any(children):
            item.setExpanded(True)
        return found


def entry_of(item: QTreeWidgetItem) -> Entry | None:
    found = item.data(0, _ENTRY)
    return found if isinstance(found, Entry) else None


def _item(entry: Entry) -> QTreeWidgetItem:
    item = QTreeWidgetItem([shown(entry.title, 120), entry.short])
    item.setData(0, _ENTRY, entry)
    item.setToolTip(0, escaped(entry.abstract) if entry.abstract else escaped(entry.title))
    item.setToolTip(1, escaped(entry.rights))
    item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, shown(entry.rights))
    return item


def _place(places: dict[tuple[str, ...], QTreeWidgetItem], above: tuple[str, ...]) -> QTreeWidgetItem:
    """The item for the layers above, made where the service gives it no name of its own."""
    if above not in places:
        item = QTreeWidgetItem([shown(above[-1], 120)])
        _place(places, above[:-1]).addChild(item)
        places[above] = item
    return places[above]


def _matches(item: QTreeWidgetItem, wanted: str) -> bool:
    entry = entry_of(item)
    if entry is None:
        return not wanted
    return wanted in f"{entry.title}\n{entry.name}\n{entry.abstract}".casefold()


def _all(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(item.childCount()):
        yield item.child(number)
        yield from _all(item.child(number))
