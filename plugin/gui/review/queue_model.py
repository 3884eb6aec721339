"""The queue as a table. Filtering and sorting are done here, on the rows: a proxy would ask Python for every cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from operator import attrgetter
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ...adapters.foreign import escaped, shown
from ...adapters.trust_words import automatic_text
from ...adapters.wording import moment, translate
from ...domain.contribution import Status
from ...domain.trust import DRAWN
from ...workflows.summary import Summary
from .queue_words import age, author, claimant, due_text, operation_text, row_status_text, status_sign, status_text

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


@dataclass(frozen=True)
class Wanted:
    """What the list is limited to; empty is everything."""

    statuses: frozenset[Status] = frozenset()
    layer: str = ""
    claimed_by: str = ""
    drawn: bool = False

    def has(self, row: Summary) -> bool:
        return (
            (not self.statuses or row.status in self.statuses)
            and (not self.layer or row.layer == self.layer)
            and (not self.claimed_by or row.claimed_by == self.claimed_by)
            and (not self.drawn or row.afterwards == DRAWN)
        )


class QueueModel(QAbstractTableModel):
    """Rows of the queue, by uuid. `titles` are those of the layers; `me` is the pseudonym of the reviewer.

    `bodies` are the names of the authorities by id.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.me = ""
        self.bodies: Mapping[str, str] = {}
        self._titles: Mapping[str, str] = {}
        self._all: list[Summary] = []
        self._rows: list[Summary] = []
        self._wanted = Wanted()
        self._sorted_by, self._order = Column.AGE, Qt.SortOrder.DescendingOrder  # oldest first
        self._now = datetime.now(UTC)

    # what it holds

    def load(self, rows: Sequence[Summary], titles: Mapping[str, str]) -> None:
        self._all, self._titles = list(rows), titles
        self._build()

    def limit(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._build()

    def replace(self, row: Summary) -> None:
        """Show what is known now of one contribution; its place stays until the list is read again."""
        self._all = [row if known.uuid == row.uuid else known for known in self._all]
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
        """Also what is not shown."""
        return self._all

    def summary(self, row: int) -> Summary:
        return self._rows[row]

    def row_of(self, uuid: str) -> int | None:
        return next((number for number, row in enumerate(self._rows) if row.uuid == uuid), None)

    def title(self, layer: str) -> str:
        return shown(self._titles.get(layer) or layer, 80)

    def layers(self) -> list[tuple[str, str]]:
        """Names and titles of the layers that occur, by title."""
        names = dict.fromkeys(row.layer for row in self._all)
        return sorted(((name, self.title(name)) for name in names), key=lambda pair: pair[1].casefold())

    # QAbstractTableModel

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _headers()[section]

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
        self._sorted_by, self._order = Column(column), order
        self._build()

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
        return claimant(row, self.me, self._now)

    def _more(self, row: Summary, column: Column) -> str:
        match column:
            case Column.AGE:
                return moment(row.created)
            case Column.DUE:
                return moment(row.due)
            case Column.COMMENT:
                return row.comment
            case Column.STATUS if row.automatic:
                return automatic_text(row.automatic, row.afterwards)
            case Column.AUTHOR if self.me and row.author == self.me:
                return translate("queue_model", "Your own: somebody else decides.")
            case Column.CLAIMED if claimant(row, self.me, self._now):
                return translate("queue_model", "Claimed until {}").format(moment(row.claimed_until))
        return self._plain(row, column)

    def _build(self) -> None:
        self.beginResetModel()
        self._now = datetime.now(UTC)
        self._rows = [row for row in self._all if self._wanted.has(row)]
        key = self._key(self._sorted_by)
        backwards = self._order == Qt.SortOrder.DescendingOrder
        if self._sorted_by is Column.AGE:  # the oldest has the greatest age
            backwards = not backwards
        self._rows.sort(key=lambda row: (row.created, row.uuid))
        self._rows.sort(key=key, reverse=backwards)
        self.endResetModel()

    def _key(self, column: Column) -> Callable[[Summary], str]:
        match column:
            case Column.LAYER:
                places = {name: title.casefold() for name, title in self.layers()}
                return lambda row: places[row.layer]
            case Column.STATUS:
                words = {code: status_text(code) for code in {row.status for row in self._rows}}
                return lambda row: words[row.status]
            case Column.COMMENT:
                return lambda row: row.comment[:_START_OF_COMMENT].casefold()
            case Column.DUE:
                return lambda row: row.due or _NO_DEADLINE
        return attrgetter(_SORTED_BY[column])


_SORTED_BY = {
    Column.OPERATION: "operation",
    Column.AGE: "created",
    Column.AUTHOR: "author",
    Column.CLAIMED: "claimed_by",
    Column.BODY: "responsible_body",
}
_NO_DEADLINE = "~"
"""Behind every time."""


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
    )
