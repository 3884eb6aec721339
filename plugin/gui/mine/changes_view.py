"""What was changed here and is not sent yet: a tree of layers, one line for each change."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QHBoxLayout, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ...adapters.foreign import escaped, shown
from ...adapters.wording import translate
from ...adapters.working_copy import LocalChange, Overview, Sent
from ...workflows.ports import ItemState
from ..widgets import Quiet, button, themed
from .changes_words import called, what
from .contributions_entries import latest
from .state_words import conflict_meaning, conflict_text, meaning, refused_text, state_text

_CHANGE = Qt.ItemDataRole.UserRole
LINES = 200
"""Lines of one layer; whoever changed more sees how many more there are."""


@dataclass(frozen=True)
class ChangeLine:
    """One change as the tree shows it; `state` is "" for what was never tried to be sent, `meaning` what to do then."""

    change: LocalChange
    text: str
    state: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class LayerLines:
    title: str
    count: int
    lines: tuple[ChangeLine, ...]


def lines_of(overview: Overview) -> tuple[LayerLines, ...]:
    """The unsent changes by layer; in the background, as it looks at all of them."""
    items, found = latest(overview.sent), []
    apart = {(one.layer, one.local_id) for one in overview.conflicts if not one.merge.clean}
    for record in overview.layers:
        mine = [change for change in overview.unsent if change.feature.layer == record.form.name]
        if mine:
            lines = tuple(_line(change, items, apart, record.form.decimals) for change in mine[:LINES])
            found.append(LayerLines(record.title, len(mine), lines))
    return tuple(found)


def _line(
    change: LocalChange, items: dict[tuple[str, int], Sent], apart: set[tuple[str, int]], decimals: int
) -> ChangeLine:
    text = ": ".join(part for part in (called(change.feature), what(change, decimals)) if part)
    place = change.feature.layer, change.local_id
    seen = items.get(place)
    state = seen.item.state if seen else None
    if place in apart:
        return ChangeLine(change, text, conflict_text(), conflict_meaning())
    if seen is None or state in (ItemState.SUBMITTED, ItemState.SETTLED, None):
        return ChangeLine(change, text)
    words = refused_text(seen.item.reason) if state is ItemState.REFUSED else state_text(state, seen.not_before)
    return ChangeLine(change, text, words, meaning(state))


class ChangesView(QWidget):
    """The tree with its verbs; what they mean is the page's business."""

    show_wanted = pyqtSignal(object)
    edit_wanted = pyqtSignal(object)
    undo_wanted = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(translate("changes_view", "Changes that are not sent"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.tree.itemActivated.connect(lambda *_: self._emit(self.show_wanted))
        verbs = (
            (translate("changes_view", "Show on map"), self.show_wanted, "/mActionZoomToSelected.svg"),
            (translate("changes_view", "Edit"), self.edit_wanted, "/mActionToggleEditing.svg"),
            (translate("changes_view", "Undo"), self.undo_wanted, "/mActionUndo.svg"),
        )
        self._verbs = verbs
        self.buttons = [button(text, lambda signal=signal: self._emit(signal), icon) for text, signal, icon in verbs]
        self.about = Quiet()
        self.about.hide()
        row = QHBoxLayout()
        for one in self.buttons:
            row.addWidget(one)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tree, 1)
        box.addWidget(self.about)
        box.addLayout(row)
        self._may_undo = True
        self._enable()

    @property
    def selected(self) -> LocalChange | None:
        items = self.tree.selectedItems()
        found = items[0].data(0, _CHANGE) if items else None
        return found.change if isinstance(found, ChangeLine) else None

    @property
    def _meaning(self) -> str:
        items = self.tree.selectedItems()
        found = items[0].data(0, _CHANGE) if items else None
        return found.meaning if isinstance(found, ChangeLine) else ""

    def show_lines(self, layers: tuple[LayerLines, ...]) -> None:
        """Fill the tree; what was selected stays selected where it is still there."""
        before = _place(self.selected)
        self.tree.blockSignals(True)
        self.tree.clear()
        for layer in layers:
            self._add_layer(layer, before)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self._enable()

    def allow_undo(self, may: bool) -> None:
        self._may_undo = may
        self._enable()

    def _add_layer(self, layer: LayerLines, selected: tuple[str, int] | None) -> None:
        top = QTreeWidgetItem([f"{shown(layer.title, 80)} ({layer.count})"])
        self.tree.addTopLevelItem(top)
        for one in layer.lines:
            item = QTreeWidgetItem([shown(f"{one.text} – {one.state}" if one.state else one.text)])
            item.setData(0, _CHANGE, one)
            item.setToolTip(0, escaped(item.text(0)))
            if one.state:
                item.setIcon(0, themed("/mIconWarning.svg"))
            top.addChild(item)
            if _place(one.change) == selected:
                item.setSelected(True)
        if layer.count > len(layer.lines):
            more = translate("changes_view", "… and further changes: {}").format(layer.count - len(layer.lines))
            top.addChild(QTreeWidgetItem([more]))

    def _enable(self) -> None:
        chosen = self.selected is not None
        self.about.say(self._meaning)
        self.about.setVisible(bool(self._meaning))
        for one, (_text, signal, _icon) in zip(self.buttons, self._verbs, strict=True):
            one.setEnabled(chosen and (self._may_undo or signal is not self._verbs[2][1]))

    def _emit(self, signal: pyqtSignal) -> None:
        change = self.selected
        if change is not None:
            signal.emit(change)

    def _menu(self, at: QPoint) -> None:
        if self.selected is None:
            return
        menu = QMenu(self)
        for one in self.buttons:
            action = QAction(one.icon(), one.text(), menu)
            action.setEnabled(one.isEnabled())
            action.triggered.connect(one.click)
            menu.addAction(action)
        menu.exec(self.tree.viewport().mapToGlobal(at))
        menu.deleteLater()


def _place(change: LocalChange | None) -> tuple[str, int] | None:
    return None if change is None else (change.feature.layer, change.local_id)
