"""The table of the queue: how it looks, how wide its columns are, and in which order."""

from __future__ import annotations

from qgis.PyQt.QtCore import QByteArray, QItemSelectionModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QFocusEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...adapters.wording import status_word, translate
from ...domain.contribution import Status
from .queue_model import UNSORTED, Column, QueueModel

_ROWS = 3
"""The table never shows fewer."""
_PRECISION = 40
"""Rows whose text decides how wide a column is."""
_LEAST_COMMENT = 120
_USUAL = (Status.SUBMITTED, Status.IN_REVIEW, Status.FORWARDED, Status.ACCEPTED, Status.PUBLISHED, Status.REJECTED)
"""The column is wide enough for these: what a decision makes of a row is to be read."""
_AROUND = 12


class QueueTable(QTableView):
    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue, self._fitted = model, False
        self.setAccessibleName(translate("queue_view", "Contributions in the queue"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # else each row is measured
        self.setMinimumHeight(_ROWS * self.verticalHeader().defaultSectionSize() + 2 * self.fontMetrics().height())
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setResizeContentsPrecision(_PRECISION)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        header.moveSection(Column.FINDINGS, Column.AGE)
        self.setSortingEnabled(True)
        self.show_order()
        model.headerDataChanged.connect(self.show_order)
        header.sortIndicatorChanged.connect(self._stay_sorted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt goes to the first row where there is no current one. But what is looked at may have left the list, and
        coming back to the window is no reason to look at another."""
        rows, nothing = self.selectionModel(), not self.currentIndex().isValid()
        rows.blockSignals(nothing)
        super().focusInEvent(event)
        if nothing:
            rows.setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
            rows.blockSignals(False)

    def fit(self) -> None:
        """As wide as the first rows need it, once: what a person has dragged stays."""
        if self._fitted or not self._queue.rowCount():
            return
        self._fitted = True
        self.resizeColumnsToContents()
        self.setColumnWidth(Column.COMMENT, max(self.columnWidth(Column.COMMENT), _LEAST_COMMENT))
        widest = max(self.fontMetrics().horizontalAdvance(f"○ {status_word(one)}") for one in _USUAL)
        self.setColumnWidth(Column.STATUS, max(self.columnWidth(Column.STATUS), widest + _AROUND))

    def show_order(self) -> None:
        """The arrow is where the order is, also where somebody has asked for one that there is not."""
        backwards = self._queue.backwards
        order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._queue.sorted_by, order)

    def layout_text(self) -> str:
        """Widths and places of the columns, to be kept."""
        return bytes(self.horizontalHeader().saveState().toBase64()).decode() if self._fitted else ""

    def lay_out(self, text: str) -> None:
        """As it was kept; what Qt does not take leaves the columns as they are."""
        if text and self.horizontalHeader().restoreState(QByteArray.fromBase64(text.encode())):
            self._fitted = True
            self.show_order()

    def _stay_sorted(self, column: int, _order: Qt.SortOrder) -> None:
        if column in set(UNSORTED):
            self.show_order()
