"""The queue as a table: the rows that were read so far, in the order of the service; more come as they are seen.

Filtering and sorting are the service's, which has indexes for it: here nothing is done a hundred thousand times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal

from ...adapters.foreign import escaped, shown
from ...adapters.trust_words import automatic_text
from ...adapters.wording import moment, translate
from ...workflows.review import Summary
from .queue_words import (
    age,
    author,
    claimant,
    due_text,
    findings_more,
    findings_short,
    operation_text,
    row_status_text,
    status_sign,
)

_START_OF_COMMENT = 80


class Column(IntEnum):
    STATUS = 0
    LAYER = 1
    OPERATION = 2
    AGE = 3
    COMMENT = 4
    AUTHOR = 5
    CLAIMED = 6
    BODY = 7
    DUE = 8
    FINDINGS = 9


UNSORTED = frozenset({Column.COMMENT})
"""What people have written is not sorted by; it is searched."""


class QueueModel(QAbstractTableModel):
    """Rows of the queue, by uuid. `titles` are those of the layers; `me` is the pseudonym of the reviewer.

    `bodies` are the names of the authorities by id. `more` says that the service has more rows behind the last one;
    the view asks for them (`fetchMore`), and `more_wanted` passes that on.
    """

    more_wanted = pyqtSignal()
    order_changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.me = ""
        self.bodies: Mapping[str, str] = {}
        self.more = False
        self.sorted_by, self.backwards = Column.AGE, True  # the oldest, with the greatest age, first
        self._titles: Mapping[str, str] = {}
        self._rows: list[Summary] = []
        self._places: dict[str, int] = {}
        self._now = datetime.now(UTC)

    # what it holds

    def load(self, rows: Sequence[Summary], titles: Mapping[str, str], more: bool = False) -> None:
        self.beginResetModel()
        self._now = datetime.now(UTC)
        self._titles, self.more = titles, more
        self._rows, self._places = [], {}
        self._take(rows)
        self.endResetModel()

    def append(self, rows: Sequence[Summary], more: bool) -> None:
        """What comes behind the last row. What is there already, because its place has changed, stays where it is."""
        self.more = more
        new = [row for row in rows if row.uuid not in self._places]
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._take(new)
            self.endInsertRows()

    def replace(self, row: Summary) -> None:
        """Show what is known now of one contribution; its place stays until the list is read again."""
        place = self.row_of(row.uuid)
        if place is not None:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def tick(self) -> None:
        """Ages and claims move on by themselves."""
        self._now = datetime.now(UTC)
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.AGE), self.index(len(self._rows) - 1, Column.DUE))

    @property
    def everything(self) -> Sequence[Summary]:
        """The rows that were read so far."""
        return self._rows

    def summary(self, row: int) -> Summary:
        return self._rows[row]

    def row_of(self, uuid: str) -> int | None:
        return self._places.get(uuid)

    def title(self, layer: str) -> str:
        return shown(self._titles.get(layer) or layer, 80)

    def _take(self, rows: Sequence[Summary]) -> None:
        for row in rows:
            if row.uuid not in self._places:
                self._places[row.uuid] = len(self._rows)
                self._rows.append(row)

    # QAbstractTableModel

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: QModelIndex) -> bool:
        return self.more and not parent.isValid()

    def fetchMore(self, _parent: QModelIndex) -> None:
        """The view has come to the last row. Nothing waits here: the rows come when the service has sent them."""
        self.more_wanted.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _headers()[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(Column(section))
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(self._more(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_headers()[column]}: {self._plain(row, column)}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows stay as they are until it has come."""
        backwards = order == Qt.SortOrder.DescendingOrder
        if Column(column) in UNSORTED or (self.sorted_by, self.backwards) == (column, backwards):
            return
        self.sorted_by, self.backwards = Column(column), backwards
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.order_changed.emit()

    def _spoken(self, column: Column) -> str:
        """The header in words: an arrow is not heard."""
        if column is not self.sorted_by:
            return _headers()[column]
        way = translate("queue_model", "descending") if self.backwards else translate("queue_model", "ascending")
        return f"{_headers()[column]}, {way}"

    # cells

    def _text(self, row: Summary, column: Column) -> str:
        if column is Column.STATUS:
            return f"{status_sign(row.status)} {row_status_text(row)}".strip()
        return self._plain(row, column)

    def _plain(self, row: Summary, column: Column) -> str:
        match column:
            case Column.STATUS:
                return row_status_text(row)
            case Column.LAYER:
                return self.title(row.layer)
            case Column.OPERATION:
                return operation_text(row.operation)
            case Column.AGE:
                return age(row.created, self._now)
            case Column.COMMENT:
                return shown(row.comment, _START_OF_COMMENT)
            case Column.AUTHOR:
                return author(row, self.me)
            case Column.BODY:
                return shown(self.bodies.get(row.responsible_body) or row.responsible_body, 80)
            case Column.DUE:
                return due_text(row.due, self._now)
            case Column.FINDINGS:
                return findings_short(row.findings)
        return claimant(row, self.me, self._now)

    def _more(self, row: Summary, column: Column) -> str:
        match column:
            case Column.AGE:
                return moment(row.created)
            case Column.DUE:
                return moment(row.due)
            case Column.COMMENT:
                return row.comment
            case Column.FINDINGS:
                return findings_more(row.findings)
            case Column.STATUS if row.automatic:
                return automatic_text(row.automatic, row.afterwards)
            case Column.AUTHOR if self.me and row.author == self.me:
                return translate("queue_model", "Your own: somebody else decides.")
            case Column.CLAIMED if claimant(row, self.me, self._now):
                return translate("queue_model", "Claimed until {}").format(moment(row.claimed_until))
        return self._plain(row, column)


def _headers() -> tuple[str, ...]:
    return (
        translate("queue_model", "Status"),
        translate("queue_model", "Layer"),
        translate("queue_model", "What"),
        translate("queue_model", "Age"),
        translate("queue_model", "Comment"),
        translate("queue_model", "From"),
        translate("queue_model", "Claimed by"),
        translate("queue_model", "For"),
        translate("queue_model", "Due"),
        translate("queue_model", "Findings"),
    )
