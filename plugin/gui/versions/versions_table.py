"""Three versions of a feature, field by field, in a table that keeps them apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from ...adapters.foreign import escaped, shown
from ...adapters.wording import translate
from ...domain.merge import GEOMETRY
from ...domain.versions import Line
from ..widgets import Quiet
from .place_words import Place, place_text
from .value_words import value_texts
from .versions_map import Names

FIELD, BEFORE, PROPOSED, NOW = range(4)

NOT_AS_BEFORE, CONFLICT = "≠", "⚠"
_MOST_ROWS = 14
"""The table grows to this many rows before it scrolls."""


@dataclass(frozen=True)
class Row:
    """One line of the table, in words.

    `changed` and `moved_on`: the second and the third version are not as before; `conflict`: both are not, and differ.
    """

    name: str
    before: str
    proposed: str
    now: str
    changed: bool
    moved_on: bool
    conflict: bool = False
    field: str = ""
    """The field as the layer calls it, GEOMETRY for the place."""

    @property
    def differs(self) -> bool:
        return self.changed or self.moved_on


def rows_of(
    lines: Sequence[Line], base: Place, proposed: Place, current: Place, conflicts: Collection[str] = ()
) -> list[Row]:
    """The place first, then the fields. `conflicts` names the fields (GEOMETRY for the place) that are one."""
    place = Row(
        translate("versions_table", "Place"),
        place_text(base),
        place_text(proposed),
        place_text(current),
        proposed.changed or base.there != proposed.there,
        current.changed or (base.there and not current.there),
        GEOMETRY in conflicts,
        GEOMETRY,
    )
    fields = [
        Row(shown(line.name, 80), *value_texts(line), line.changed, line.moved_on, line.name in conflicts, line.name)
        for line in lines
    ]
    return [place, *fields]


class VersionsModel(QAbstractTableModel):
    """Columns Field and the three versions; a sign says what is not as before, and where both are not."""

    def __init__(self, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names = names
        self._all: Sequence[Row] = ()
        self._rows: Sequence[Row] = ()
        self._everything = False

    def load(self, rows: Sequence[Row]) -> None:
        self._all = rows
        self._build()

    def show_everything(self, everything: bool) -> None:
        self._everything = everything
        self._build()

    @property
    def key(self) -> str:
        """What the signs mean that are to be seen."""
        if not self._rows:
            return translate("versions_table", "Nothing differs.")
        found = [f"{NOT_AS_BEFORE} {_not_as_before()}"]
        if any(row.conflict for row in self._rows):
            found.append(f"{CONFLICT} {_both_changed()}")
        return " · ".join(found)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (translate("versions_table", "Field"), *self.names)[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(_plain(row, column))
            case Qt.ItemDataRole.FontRole if _is_different(row, column):
                bold = QFont()
                bold.setBold(True)
                return bold
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
        return None

    def _text(self, row: Row, column: int) -> str:
        text = _plain(row, column)
        sign = CONFLICT if row.conflict else NOT_AS_BEFORE
        return f"{sign} {text}".rstrip() if _is_different(row, column) else text

    def _spoken(self, row: Row, column: int) -> str:
        if column == FIELD:
            return f"{row.name}, {_both_changed()}" if row.conflict else row.name
        text = f"{row.name}, {self.names[column - BEFORE]}: {_plain(row, column)}"
        if not _is_different(row, column):
            return text
        return f"{text}, {_both_changed() if row.conflict else _not_as_before()}"

    def _build(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if self._everything or row.differs]
        self.endResetModel()


def _not_as_before() -> str:
    return translate("versions_table", "not as before")


def _both_changed() -> str:
    return translate("versions_table", "both changed it, and differently")


def _plain(row: Row, column: int) -> str:
    return (row.name, row.before, row.proposed, row.now)[column]


def _is_different(row: Row, column: int) -> bool:
    return (column == PROPOSED and row.changed) or (column == NOW and row.moved_on)


class VersionsTable(QWidget):
    """The table with its key, and the choice between what differs and everything."""

    def __init__(self, model: VersionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.all_fields = QCheckBox(translate("versions_table", "All fields"))
        self.all_fields.toggled.connect(self.model.show_everything)
        self.view, self._key = QTableView(), Quiet()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._measure)
        self._set_up_view()
        self.model.modelReset.connect(self._fit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in (self.view, self._key, self.all_fields):
            box.addWidget(widget)

    def load(self, rows: Sequence[Row]) -> None:
        self.model.load(rows)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        fields = translate("versions_table", "{}, {} and {}, field by field")
        view.setAccessibleName(fields.format(*self.model.names))
        view.verticalHeader().hide()
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setWordWrap(True)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self._soon.start(0))

    def _fit(self) -> None:
        """As high as what it shows, so that the page scrolls and not the table in it."""
        self._key.say(self.model.key)
        self.view.setVisible(self.model.rowCount() > 0)
        self._soon.start(0)

    def _measure(self) -> None:
        """Once for all that has changed: rows, columns, the width. Each cell is asked for its height."""
        view, rows = self.view, self.model.rowCount()
        view.resizeRowsToContents()
        height = sum(view.rowHeight(row) for row in range(min(rows, _MOST_ROWS)))
        view.setFixedHeight(height + view.horizontalHeader().sizeHint().height() + 2 * view.frameWidth())
