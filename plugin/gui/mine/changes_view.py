"""What goes out next: a tree of layers, one line for each change, and below it what the rules have found about it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QMenu, QTreeWidgetItem, QVBoxLayout, QWidget

from ...adapters.foreign import escaped, shown
from ...adapters.wording import translate
from ...adapters.working_copy import LocalChange
from ...domain.validation import Finding, needs_word
from ..flow import Flow
from ..widgets import Lines, Quiet, button, rows_high, themed
from .changes_lines import ChangeLine, LayerLines
from .check_words import advice

_CHANGE, _FINDING = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ROWS = 8
"""Lines that can be seen without scrolling."""
_TWICE = 0.5
"""Seconds in which a click and the second one of a double click mean the same."""
_Place = tuple[str, int, Finding | None]


class ChangesView(QWidget):
    """The tree with its verbs; what they mean is the page's business.

    `finding_wanted` and `chosen` come with a change and what was found about it: `chosen` with None for the change
    itself, and with two None where nothing is selected any more.
    """

    show_wanted = pyqtSignal(object)
    edit_wanted = pyqtSignal(object)
    undo_wanted = pyqtSignal(object)
    finding_wanted = pyqtSignal(object, object)
    chosen = pyqtSignal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.tree = Lines()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(translate("changes_view", "Changes that are not sent"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.itemSelectionChanged.connect(self._choose)
        self.tree.itemActivated.connect(self._activate)
        self.tree.itemClicked.connect(self._click)
        verbs = (
            (translate("changes_view", "Show on map"), self.show_wanted, "/mActionZoomToSelected.svg"),
            (translate("changes_view", "Edit"), self.edit_wanted, "/mActionToggleEditing.svg"),
            (translate("changes_view", "Undo"), self.undo_wanted, "/mActionUndo.svg"),
        )
        self._verbs = verbs
        self._gone: tuple[object, float] = (None, 0.0)
        self._looks: list[int] = []
        self.buttons = [button(text, lambda signal=signal: self._emit(signal), icon) for text, signal, icon in verbs]
        self.about = Quiet()
        self.about.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tree, 100)
        box.addWidget(self.about)
        box.addLayout(Flow(self.buttons))
        box.addStretch(1)  # what few changes leave
        self._may_undo = True
        self._make_room(())
        self._enable()

    @property
    def selected(self) -> LocalChange | None:
        found = self._line
        return found.change if found is not None else None

    @property
    def selected_finding(self) -> Finding | None:
        items = self.tree.selectedItems()
        found = items[0].data(0, _FINDING) if items else None
        return found if isinstance(found, Finding) else None

    @property
    def _line(self) -> ChangeLine | None:
        items = self.tree.selectedItems()
        found = items[0].data(0, _CHANGE) if items else None
        return found if isinstance(found, ChangeLine) else None

    @property
    def _meaning(self) -> str:
        finding, line = self.selected_finding, self._line
        return advice(finding) if finding is not None else line.meaning if line is not None else ""

    def show_lines(self, layers: tuple[LayerLines, ...]) -> None:
        """Fill the tree; what was selected stays selected where it is still there."""
        looks = [layer.look for layer in layers]
        if looks == self._looks:
            return
        self._looks = looks
        before = _place(self.selected, self.selected_finding)
        self.tree.blockSignals(True)
        self.tree.clear()
        for layer in layers:
            self._add_layer(layer, before)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self._make_room(layers)
        self._choose()

    def select_first_finding(self) -> bool:
        """Go to the first thing of which its author is asked before it goes out. False where there is none."""
        for layer in map(self.tree.topLevelItem, range(self.tree.topLevelItemCount())):
            for line in map(layer.child, range(layer.childCount())):
                for item in map(line.child, range(line.childCount())):
                    found = item.data(0, _FINDING)
                    if isinstance(found, Finding) and needs_word(found):
                        self.tree.setCurrentItem(item)
                        self.tree.scrollToItem(item)
                        self.tree.setFocus()
                        return True
        return False

    def allow_undo(self, may: bool) -> None:
        self._may_undo = may
        self._enable()

    def _make_room(self, layers: Sequence[LayerLines]) -> None:
        """Some lines can be seen however small the window is; lines that are not there need no room."""
        shown_ = sum(1 + sum(1 + len(line.findings) for line in layer.lines) for layer in layers)
        self.tree.setMinimumHeight(rows_high(self.tree, min(max(shown_, 1), _ROWS)))
        self.tree.setMaximumHeight(rows_high(self.tree, shown_ + 1))

    def _add_layer(self, layer: LayerLines, selected: _Place | None) -> None:
        top = QTreeWidgetItem([f"{shown(layer.title, 80)} ({layer.count})"])
        self.tree.addTopLevelItem(top)
        for one in layer.lines:
            item = QTreeWidgetItem([one.line])
            item.setData(0, _CHANGE, one)
            item.setToolTip(0, escaped(item.text(0)))
            if one.state:
                item.setIcon(0, themed("/mIconWarning.svg"))
            top.addChild(item)
            self._add_findings(item, one)
            self._select_again(item, selected)
        if layer.count > len(layer.lines):
            more = translate("changes_view", "… and further changes: {}").format(layer.count - len(layer.lines))
            top.addChild(QTreeWidgetItem([more]))

    def _add_findings(self, item: QTreeWidgetItem, line: ChangeLine) -> None:
        for finding, words in line.findings:
            below = QTreeWidgetItem([words])
            below.setData(0, _CHANGE, line)
            below.setData(0, _FINDING, finding)
            below.setToolTip(0, escaped(below.text(0)))
            item.addChild(below)
        if line.more:
            more = translate("changes_view", "… and further findings: {}").format(line.more)
            item.addChild(QTreeWidgetItem([more]))

    def _select_again(self, item: QTreeWidgetItem, selected: _Place | None) -> None:
        line = item.data(0, _CHANGE)
        if selected is None or _place(line.change)[:2] != selected[:2]:
            return
        below = [item.child(number) for number in range(item.childCount())]
        found = next((one for one in below if selected[2] is not None and one.data(0, _FINDING) == selected[2]), item)
        self.tree.setCurrentItem(found)

    def _choose(self) -> None:
        self._enable()
        self.chosen.emit(self.selected, self.selected_finding)

    def _click(self, item: QTreeWidgetItem) -> None:
        if isinstance(item.data(0, _FINDING), Finding):
            self._go()

    def _activate(self, *_: object) -> None:
        if self.selected_finding is None:
            self._emit(self.show_wanted)
        else:
            self._go()

    def _go(self) -> None:
        """To the finding that is selected; a double click is one wish, although Qt tells of it twice."""
        finding, now = self.selected_finding, time.monotonic()
        twice = self._gone[0] is finding and now - self._gone[1] < _TWICE
        self._gone = finding, now
        if finding is not None and not twice:
            self.finding_wanted.emit(self.selected, finding)

    def _enable(self) -> None:
        chosen = self.selected is not None
        self.about.say(self._meaning)
        self.about.setVisible(bool(self._meaning))
        for one, (_text, signal, _icon) in zip(self.buttons, self._verbs, strict=True):
            one.setEnabled(chosen and (self._may_undo or signal is not self._verbs[2][1]))

    def _emit(self, signal: pyqtSignal) -> None:
        change, finding = self.selected, self.selected_finding
        if change is not None and finding is not None and signal is self._verbs[1][1]:
            self.finding_wanted.emit(change, finding)
        elif change is not None:
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


def _place(change: LocalChange | None, finding: Finding | None = None) -> _Place | None:
    return None if change is None else (change.feature.layer, change.local_id, finding)
