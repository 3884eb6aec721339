"""One's own contributions: a list, and what is known of the selected one with the verbs that apply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...adapters.foreign import escaped
from ...adapters.wording import day, translate
from ..flow import Flow
from ..widgets import Lines, PlainLabel, Quiet, button, icon_button, rows_high, themed
from .contributions_entries import Entry, detail, line, state_word
from .reply_box import ReplyBox

LINES = 200
"""The newest contributions; whoever has more sees how many more there are."""
_LIST, _ROWS = 5, 7
"""Of the list, and lines of what is told of one: that much can be read without scrolling, however small the window."""
_WIDE = 60
"""Characters."""
_ENTRY = Qt.ItemDataRole.UserRole


class ContributionsView(QWidget):
    """What the verbs mean is the page's business."""

    show_wanted = pyqtSignal(object)
    revise_wanted = pyqtSignal(object)
    withdraw_wanted = pyqtSignal(object)
    restore_wanted = pyqtSignal(object)
    refresh_wanted = pyqtSignal()
    looked_at = pyqtSignal()
    """Another contribution may be selected, or the same in another state."""
    answer_seen = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._unread: frozenset[str] = frozenset()
        self._pseudonym, self._empty, self._may_act = "", "", True
        self.filter, self.tree, self.detail = QComboBox(), Lines(), QPlainTextEdit()
        self.empty, self.note, self.reply = Quiet(), PlainLabel(), ReplyBox()
        self._make_list()
        self.detail.setReadOnly(True)
        self.detail.setMinimumHeight(self.detail.fontMetrics().height() * _ROWS)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(translate("contributions_view", "The selected contribution and its answers"))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.tree)
        parts.addWidget(self.detail)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._head())
        box.addWidget(self.note)
        box.addWidget(self.empty)
        box.addWidget(parts, 100)
        box.addWidget(self.reply)
        box.addLayout(self._verbs())
        box.addStretch(1)  # what a short list leaves
        self._show_selected()

    @property
    def selected(self) -> Entry | None:
        items = self.tree.selectedItems()
        found = items[0].data(0, _ENTRY) if items else None
        return found if isinstance(found, Entry) else None

    def show_entries(self, entries: Sequence[Entry], pseudonym: str, empty: str, note: str = "") -> None:
        """Fill the list; what was selected stays selected. `empty` is said where there is nothing at all."""
        same = entries is self._entries and pseudonym == self._pseudonym
        self._entries, self._pseudonym, self._empty = entries, pseudonym, empty
        self.note.say(note)
        self.note.setVisible(bool(note))
        if same:
            self._say_empty(self.tree.topLevelItemCount() > 0)
            return
        self._fill(self.selected.uuid if self.selected else "")

    def mark_unread(self, uuids: Iterable[str]) -> None:
        """Which contributions have an answer that was not read: told by an icon, a word and bold letters."""
        self._unread = frozenset(uuids)
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            entry = item.data(0, _ENTRY)
            if isinstance(entry, Entry):
                self._mark(item, entry)

    def select(self, uuid: str) -> None:
        """Show one contribution, also where the filter would hide it."""
        wanted = next((entry for entry in self._entries if entry.uuid == uuid), None)
        if wanted is not None and not wanted.is_open:
            self.filter.setCurrentIndex(1)
        self._fill(uuid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow dock the day makes room; the detail has it too."""
        super().resizeEvent(event)
        self.tree.setColumnHidden(2, self.width() < _WIDE * self.fontMetrics().averageCharWidth())

    def allow_acts(self, may: bool) -> None:
        """Whether something may be withdrawn or restored just now."""
        self._may_act = may
        self._show_selected()

    def _make_list(self) -> None:
        self.tree.setHeaderLabels(
            [
                translate("contributions_view", "Contribution"),
                translate("contributions_view", "State"),
                translate("contributions_view", "When"),
            ]
        )
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(translate("contributions_view", "My contributions"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemSelectionChanged.connect(self._show_selected)
        self.tree.itemActivated.connect(lambda *_: self._emit(self.show_wanted))
        self.tree.itemClicked.connect(lambda *_: self._emit(self.answer_seen))

    def _head(self) -> QHBoxLayout:
        self.filter.addItem(translate("contributions_view", "Open"))
        self.filter.addItem(translate("contributions_view", "All"))
        self.filter.currentIndexChanged.connect(lambda _: self._fill(self.selected.uuid if self.selected else ""))
        label = QLabel(translate("contributions_view", "&Show:"))
        label.setBuddy(self.filter)
        again = translate("contributions_view", "Ask for answers")
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(icon_button("/mActionRefresh.svg", again, self.refresh_wanted.emit))
        return row

    def _verbs(self) -> Flow:
        self.show_button = self._button(translate("contributions_view", "Show on map"), self.show_wanted)
        self.revise_button = self._button(translate("contributions_view", "Revise"), self.revise_wanted)
        self.withdraw_button = self._button(translate("contributions_view", "Withdraw"), self.withdraw_wanted)
        self.restore_button = self._button(translate("contributions_view", "Restore"), self.restore_wanted)
        return Flow((self.reply.send, self.show_button, self.revise_button, self.withdraw_button, self.restore_button))

    def _button(self, text: str, signal: pyqtSignal) -> QPushButton:
        return button(text, lambda: self._emit(signal))

    def _fill(self, selected: str) -> None:
        fitting = [entry for entry in self._entries if entry.is_open or self.filter.currentIndex() == 1]
        wanted = fitting[:LINES] + [entry for entry in fitting[LINES:] if entry.uuid == selected]
        self.tree.blockSignals(True)
        self.tree.clear()
        items = [self._item(entry) for entry in wanted]
        self.tree.addTopLevelItems(items)
        for item, entry in zip(items, wanted, strict=True):
            if entry.uuid == selected:
                self.tree.setCurrentItem(item)
        if len(fitting) > len(wanted):
            more = translate("contributions_view", "… and further contributions: {}")
            self.tree.addTopLevelItem(QTreeWidgetItem([more.format(len(fitting) - len(wanted))]))
        self.tree.blockSignals(False)
        self.tree.setMinimumHeight(rows_high(self.tree, min(max(len(wanted), 2), _LIST)))
        self.tree.setMaximumHeight(rows_high(self.tree, max(len(wanted), 2) + 1))  # the rest is for the answer
        self._say_empty(bool(wanted))
        self._show_selected()

    def _item(self, entry: Entry) -> QTreeWidgetItem:
        item = QTreeWidgetItem([line(entry), state_word(entry), day(entry.created)])
        item.setData(0, _ENTRY, entry)
        self._mark(item, entry)
        return item

    def _mark(self, item: QTreeWidgetItem, entry: Entry) -> None:
        unread = entry.uuid in self._unread
        word = translate("contributions_view", "Answer not read yet: {}").format(line(entry)) if unread else line(entry)
        font = item.font(0)
        font.setBold(unread)
        for column in (0, 1):
            item.setFont(column, font)
        item.setIcon(0, themed("/mIconInfo.svg") if unread else QIcon())
        item.setToolTip(0, escaped(word))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, word)

    def _say_empty(self, some: bool) -> None:
        hidden = translate("contributions_view", "Nothing is open. Choose “All” to see what has been decided.")
        self.empty.say(hidden if self._entries else self._empty)
        self.empty.setVisible(not some)

    def _show_selected(self) -> None:
        entry = self.selected
        self.detail.setPlainText(detail(entry, self._pseudonym) if entry else "")
        self.detail.setVisible(entry is not None)
        if entry is not None:
            self.answer_seen.emit(entry)
        self.show_button.setVisible(entry is not None and entry.change.feature.geometry is not None)
        for one, applies in (
            (self.revise_button, entry is not None and entry.may_revise),
            (self.withdraw_button, entry is not None and entry.may_withdraw),
            (self.restore_button, entry is not None and entry.may_restore),
        ):
            one.setVisible(applies)
            one.setEnabled(self._may_act)
        self.reply.show_for(entry)
        self.reply.allow(self._may_act)
        self.looked_at.emit()

    def _emit(self, signal: pyqtSignal) -> None:
        if self.selected is not None:
            signal.emit(self.selected)
