"""The list of the page Prüfen: what is in the queue, what of it is shown, and which one is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QVBoxLayout, QWidget

from ...adapters.wording import number, translate
from ...domain.contribution import Status
from ...workflows.queue_filters import is_limited
from ...workflows.queue_list import Counted
from ...workflows.review import Summary
from ..widgets import Quiet, icon_button
from .filter_bar import FilterBar
from .queue_fields import TO_REVIEW, code_of
from .queue_model import QueueModel
from .queue_table import QueueTable

_AHEAD = 50
"""Rows before the last one at which more are asked for."""


class QueueView(QWidget):
    """`selected` names the contribution to look at, "" for none; `refresh` asks for the list to be read again, and
    `another` for another list: other filters, or another order."""

    selected = pyqtSignal(str)
    picked = pyqtSignal()
    """Other rows are marked, for publishing."""
    refresh = pyqtSignal()
    another = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self.filters, self.table, self.empty, self.count = FilterBar(), QueueTable(self.model), Quiet(), Quiet()
        self.statuses, self.layer_filter, self.mine, self.search = (
            self.filters.widgets[name] for name in ("status", "layer", "mine", "text")
        )
        self._uuid, self._marked = "", set[str]()
        self._way = 1  # or -1: up
        self._counted = Counted(0)
        self._accepted: list[str] | None = None  # looked for when somebody asks, and once
        self._loaded, self._keeping, self._waiting_step = False, False, 0
        self.filters.head.addWidget(
            icon_button("/mActionRefresh.svg", translate("queue_view", "Refresh"), self.refresh.emit)
        )
        self._connect()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (self.filters, self.table, self.empty, self.count):
            box.addWidget(part, 1 if part is self.table else 0)
        self._explain()

    # what others ask

    @property
    def uuid(self) -> str:
        """The contribution that is looked at."""
        return self._uuid

    def load(self, rows: Sequence[Summary], titles: Mapping[str, str], more: bool = False, keep: bool = True) -> None:
        """Show what was read. What is looked at stays, by uuid, also where it has left the list, unless it is another
        list (not `keep`)."""
        self._loaded, self._keeping, self._waiting_step = True, keep, 0
        scrolled = self.table.verticalScrollBar().value() if keep else 0
        self.model.load(rows, titles, more)
        self.table.verticalScrollBar().setValue(scrolled)
        self._keeping = False
        self._explain()

    def append(self, rows: Sequence[Summary], more: bool) -> None:
        """Show what comes behind the last row; go on to it where somebody waits for it."""
        self.model.append(rows, more)
        self._explain()
        step, self._waiting_step = self._waiting_step, 0
        if step:
            self.step(step)

    def tell_count(self, counted: Counted) -> None:
        """How long the list is in all, and what is accepted."""
        self._counted = counted
        self._forget_accepted()
        self._explain()

    def clear(self) -> None:
        self._counted = Counted(0)
        self._forget_accepted()
        self.load([], {})
        self._loaded = False
        self._look_at("")
        self._explain()

    def accepted(self) -> list[str]:
        """uuids of all accepted contributions, shown or not."""
        if self._accepted is None:
            self._accepted = self._find_accepted()
        return self._accepted

    def _find_accepted(self) -> list[str]:
        known = {row.uuid: row.status for row in self.model.everything}
        listed = [uuid for uuid in self._counted.accepted if known.get(uuid, Status.ACCEPTED) == Status.ACCEPTED]
        there = set(listed)
        return listed + [uuid for uuid, status in known.items() if status == Status.ACCEPTED and uuid not in there]

    def picked_accepted(self) -> list[str]:
        """uuids of the marked rows that are accepted."""
        rows = (self.model.row_of(uuid) for uuid in self._marked)
        marked = [self.model.summary(row) for row in sorted(row for row in rows if row is not None)]
        return [row.uuid for row in marked if row.status == Status.ACCEPTED]

    def neighbours(self) -> list[str]:
        """What somebody will probably look at next: the next two of the way they go. What lies behind them was looked
        at, and is read anew by whoever comes back to it."""
        place = self.model.row_of(self._uuid)
        if place is None:
            return []
        near = [place + self._way, place + 2 * self._way]
        return [self.model.summary(row).uuid for row in near if 0 <= row < self.model.rowCount()]

    def marked(self) -> list[str]:
        """uuids of the marked rows; the one that is looked at comes first."""
        return sorted(self._marked, key=lambda uuid: (uuid != self._uuid, self.model.row_of(uuid) or 0))

    def go_on(self, uuid: str) -> None:
        """Look at the one after `uuid`, or before it at the end: this one is done."""
        place = self.model.row_of(uuid)
        if place is None or self.model.rowCount() < 2:
            return
        self.step(1 if place + 1 < self.model.rowCount() or self.model.more else -1)

    def look_at(self, uuid: str) -> None:
        """Look at this one, whether it is in the list or not."""
        place = self.model.row_of(uuid)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._look_at(uuid)  # not in the list, or the current row while another one was looked at

    def step(self, rows: int) -> None:
        """Look at the next (1) or the one before (-1); behind the last row as soon as there is one."""
        place = self.model.row_of(self._uuid)
        target = 0 if place is None else place + rows
        if 0 <= target < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(target, 0))
        elif target >= self.model.rowCount() and self.model.more:
            self._waiting_step = rows
            self.model.more_wanted.emit()

    # parts

    def _connect(self) -> None:
        self.filters.changed.connect(self._other_list)
        self.model.order_changed.connect(self._other_list)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.dataChanged):
            signal.connect(self._forget_accepted)
        self.model.modelReset.connect(self._select_again)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        self.table.selectionModel().selectionChanged.connect(self._note_marked)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def _forget_accepted(self) -> None:
        self._accepted = None

    def _other_list(self) -> None:
        self._explain()
        self.another.emit()

    def _explain(self) -> None:
        """An empty list says why, and what to do next; a long one how much of it is here."""
        there = self.model.rowCount()
        self.table.setVisible(there > 0)
        self.empty.setVisible(there == 0)
        choice = self.filters.choice()
        if not self._loaded:
            self.empty.say(translate("queue_view", "The queue has not been read yet."))
        elif choice.get("status") == code_of(TO_REVIEW) and not is_limited(choice):
            self.empty.say(translate("queue_view", "Nothing waits for you. What is submitted appears here."))
        elif "text" in choice:
            text = translate(
                "queue_view", "Nothing with these words. Take fewer or others, or show all again with the button above."
            )
            self.empty.say(text)
        elif is_limited(choice):
            text = translate("queue_view", "Nothing with these filters. The button above shows all again.")
            self.empty.say(text)
        else:
            self.empty.say(translate("queue_view", "Nothing has this status. Choose another one above."))
        self.count.setVisible(there > 0)
        self.count.say(self._how_many(there))

    def _how_many(self, there: int) -> str:
        if not self.model.more:
            return translate("queue_view", "In the list: {}").format(number(there))
        if self._counted.total <= there:
            return translate("queue_view", "Shown: {}. More come as you go down.").format(number(there))
        text = translate("queue_view", "Shown: {} of {}. More come as you go down.")
        return text.format(number(there), number(self._counted.total))

    def _select_again(self) -> None:
        """After a reset: the same contribution where it is still there, else none. The list does not jump."""
        self.table.fit()
        marked = set(self._marked)
        place = self.model.row_of(self._uuid) if self._uuid else None
        self.table.setAutoScroll(False)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        elif not self._keeping:
            self._look_at("")
        if len(marked) > 1:
            self._mark(marked)
        self.table.setAutoScroll(True)
        self._note_marked()  # a reset marks nothing, and does not say so

    def _mark(self, uuids: set[str]) -> None:
        rows = (self.model.row_of(uuid) for uuid in uuids)
        kind = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in sorted(row for row in rows if row is not None):
            self.table.selectionModel().select(self.model.index(row, 0), kind)

    def _note_marked(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self._marked = {self.model.summary(index.row()).uuid for index in rows}
        self.picked.emit()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not current.isValid():
            return
        if previous.isValid():
            self._way = 1 if current.row() > previous.row() else -1
        self._look_at(self.model.summary(current.row()).uuid)
        if self.model.more and current.row() >= self.model.rowCount() - _AHEAD:
            self.model.more_wanted.emit()

    def _look_at(self, uuid: str) -> None:
        if uuid != self._uuid:
            self._uuid, self._waiting_step = uuid, 0
            self.selected.emit(uuid)
