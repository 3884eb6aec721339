"""The list of the page Prüfen: what is in the queue, what of it is shown, and which one is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...adapters.wording import translate
from ...domain.contribution import OPEN, Status
from ...workflows.summary import Summary
from ..widgets import Quiet, icon_button
from .queue_model import Column, QueueModel, Wanted

TO_REVIEW = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.CONFLICT, Status.FORWARDED})
BY_RULE = frozenset({Status.ACCEPTED, Status.PUBLISHED})
"""Of these, the list shows what was accepted by rule and drawn to be looked at."""
CLOSED = frozenset(Status) - OPEN - {Status.DRAFT}
_ROWS = 5
"""The table never shows fewer."""
_PRECISION = 40
"""Rows whose text decides how wide a column is."""


def _choices() -> list[tuple[str, frozenset[Status]]]:
    return [
        (translate("queue_view", "To review"), TO_REVIEW),
        (translate("queue_view", "Accepted, not yet published"), frozenset({Status.ACCEPTED})),
        (translate("queue_view", "Further work needed"), frozenset({Status.NEEDS_CHANGES})),
        (translate("queue_view", "Everything open"), OPEN),
        (translate("queue_view", "Finished"), CLOSED),
        (translate("queue_view", "All"), frozenset()),
        (translate("queue_view", "Accepted by rule, drawn to be looked at"), BY_RULE),
    ]


class QueueView(QWidget):
    """`selected` names the contribution to look at, "" for none; `refresh` asks for the list to be read
    again, also because other statuses are to be shown."""

    selected = pyqtSignal(str)
    picked = pyqtSignal()
    """Other rows are marked, for publishing."""
    refresh = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self.statuses, self.layer_filter = QComboBox(), QComboBox()
        self.mine = QCheckBox(translate("queue_view", "Claimed by me"))
        self.table, self.empty = QTableView(), Quiet()
        self._uuid, self._marked = "", set[str]()
        self._loaded = self._keeping = False
        self._set_up_filter()
        self._set_up_table()
        row = QHBoxLayout()
        row.addWidget(self.statuses, 2)
        row.addWidget(self.layer_filter, 2)
        row.addWidget(icon_button("/mActionRefresh.svg", translate("queue_view", "Refresh"), self.refresh.emit))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (row, self.mine, self.table, self.empty):
            box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
        box.setStretchFactor(self.table, 1)
        self._explain()

    # what others ask

    @property
    def uuid(self) -> str:
        """The contribution that is looked at."""
        return self._uuid

    @property
    def statuses_needed(self) -> frozenset[Status]:
        """Statuses that must be loaded; empty for all."""
        chosen: frozenset[Status] = self.statuses.currentData()
        return OPEN | chosen if chosen else frozenset()

    def load(self, rows: Sequence[Summary], titles: Mapping[str, str]) -> None:
        """Show what was read. What is looked at stays, by uuid, also where it has left the list."""
        self._loaded = self._keeping = True
        self.model.load(rows, titles)
        self._offer_layers()
        self._limit()
        self._keeping = False

    def clear(self) -> None:
        self.load([], {})
        self._loaded = False
        self._look_at("")
        self._explain()

    def accepted(self) -> list[str]:
        """uuids of all accepted contributions, shown or not."""
        return [row.uuid for row in self.model.everything if row.status == Status.ACCEPTED]

    def picked_accepted(self) -> list[str]:
        """uuids of the marked rows that are accepted."""
        return [uuid for uuid in self.accepted() if uuid in self._marked]

    def go_on(self, uuid: str) -> None:
        """Look at the one after `uuid`, or before it at the end: this one is done."""
        place = self.model.row_of(uuid)
        if place is None or self.model.rowCount() < 2:
            return
        self.step(1 if place + 1 < self.model.rowCount() else -1)

    def look_at(self, uuid: str) -> None:
        """Look at this one, whether it is in the list or not."""
        place = self.model.row_of(uuid)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        else:
            self._look_at(uuid)

    def step(self, rows: int) -> None:
        """Look at the next (1) or the one before (-1)."""
        place = self.model.row_of(self._uuid)
        target = 0 if place is None else place + rows
        if 0 <= target < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(target, 0))

    # parts

    def _set_up_filter(self) -> None:
        self.statuses.setAccessibleName(translate("queue_view", "Which statuses"))
        self.layer_filter.setAccessibleName(translate("queue_view", "Which layer"))
        for word, found in _choices():
            self.statuses.addItem(word, found)
        for combo in (self.statuses, self.layer_filter):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self._offer_layers()
        self.statuses.currentIndexChanged.connect(self._other_statuses)
        self.layer_filter.currentIndexChanged.connect(self._limit)
        self.mine.toggled.connect(self._limit)

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(translate("queue_view", "Contributions in the queue"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.setMinimumHeight(_ROWS * table.verticalHeader().defaultSectionSize() + 2 * table.fontMetrics().height())
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setResizeContentsPrecision(_PRECISION)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicator(Column.AGE, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        self.model.modelReset.connect(self._select_again)
        table.selectionModel().currentRowChanged.connect(self._current_changed)
        table.selectionModel().selectionChanged.connect(self._note_marked)

    def _other_statuses(self) -> None:
        self._limit()
        if not self.statuses_needed <= OPEN or not self.statuses_needed:
            self.refresh.emit()

    def _limit(self) -> None:
        mine = self.model.me if self.mine.isChecked() else ""
        drawn = self.statuses.currentData() == BY_RULE
        self.model.limit(Wanted(self.statuses.currentData(), self.layer_filter.currentData() or "", mine, drawn))
        self._explain()

    def _offer_layers(self) -> None:
        chosen = self.layer_filter.currentData()
        self.layer_filter.blockSignals(True)
        self.layer_filter.clear()
        self.layer_filter.addItem(translate("queue_view", "All layers"), "")
        for name, title in self.model.layers():
            self.layer_filter.addItem(title, name)
        self.layer_filter.setCurrentIndex(max(self.layer_filter.findData(chosen), 0))
        self.layer_filter.blockSignals(False)

    def _explain(self) -> None:
        """An empty list says why, and what to do next."""
        there, shown = len(self.model.everything), self.model.rowCount()
        self.table.setVisible(shown > 0)
        self.empty.setVisible(shown == 0)
        if not self._loaded:
            self.empty.say(translate("queue_view", "The queue has not been read yet."))
        elif there == 0:
            self.empty.say(translate("queue_view", "Nothing waits for you. What is submitted appears here."))
        else:
            text = translate("queue_view", "Nothing in the list with this choice. Choose other statuses or layers.")
            self.empty.say(text)

    def _select_again(self) -> None:
        """After a reset: the same contribution where it is still there, else none."""
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(Column.COMMENT, max(self.table.columnWidth(Column.COMMENT), 120))
        marked = set(self._marked)
        place = self.model.row_of(self._uuid) if self._uuid else None
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        elif not self._keeping:
            self._look_at("")
        if len(marked) > 1:
            self._mark(marked)

    def _mark(self, uuids: set[str]) -> None:
        rows = [
            self.model.index(row, 0) for row in range(self.model.rowCount()) if self.model.summary(row).uuid in uuids
        ]
        kind = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for index in rows:
            self.table.selectionModel().select(index, kind)

    def _note_marked(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self._marked = {self.model.summary(index.row()).uuid for index in rows}
        self.picked.emit()

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._look_at(self.model.summary(current.row()).uuid)

    def _look_at(self, uuid: str) -> None:
        if uuid != self._uuid:
            self._uuid = uuid
            self.selected.emit(uuid)
