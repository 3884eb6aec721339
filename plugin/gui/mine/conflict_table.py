"""One conflict field by field: before, mine, as the municipality has it now, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont

from ...adapters.foreign import escaped
from ...adapters.wording import translate
from ...domain.errors import InvalidContent
from ...domain.merge import GEOMETRY, Cell, Choice, Kind, Merge
from ...domain.versions import Line
from ..versions.place_words import Compared, Place, field_name, number, place_text
from ..versions.taking_table import RESULT, TakingTable
from ..versions.typed_words import typed, typed_text
from ..versions.value_words import value_texts
from ..versions.versions_table import CONFLICT, FIELD, NOW, PROPOSED, Row, VersionsModel
from .conflicts_words import names, result_text
from .deciding import Deciding

TAKEN = "✓"
_SIDES = {PROPOSED: Choice.MINE, NOW: Choice.THEIRS}


@dataclass(frozen=True)
class ConflictRow(Row):
    """`kind` is the type of the field (`Field.type`), "" for the place, which cannot be typed."""

    cell: Cell | None = None
    kind: str = ""
    full: tuple[str, str, str] | None = None
    """The three in more words, where there is room for them."""


class ConflictModel(VersionsModel):
    """A sign says which value is taken and what is still open; the last column can be typed into."""

    chosen = pyqtSignal()
    refused = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(names(), parent)
        self._deciding: Deciding | None = None
        self.deletion = False

    def decide(self, deciding: Deciding, rows: Sequence[ConflictRow]) -> None:
        """Show the rows of a conflict, those to be decided first."""
        self._deciding = deciding
        self.deletion = deciding.merge.kind is not Kind.BOTH
        self.load(sorted(rows, key=lambda row: (not row.conflict, not row.differs)))

    @property
    def key(self) -> str:
        signs = [translate("conflict_table", "≠ not as before")]
        if not self.deletion:
            signs += [translate("conflict_table", "⚠ to be decided"), translate("conflict_table", "✓ is taken")]
        return " · ".join(signs) if self._rows else super().key

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else NOW + 1 if self.deletion else RESULT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if (section, orientation, role) == (RESULT, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole):
            return translate("conflict_table", "Becomes")
        return super().headerData(section, orientation, role)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        row = self.row(index)
        editable = index.column() == RESULT and row is not None and row.kind and self._may_choose(row)
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if editable else super().flags(index)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is not None and index.column() == RESULT:
            match role:
                case Qt.ItemDataRole.DisplayRole:
                    return self._result(row)
                case Qt.ItemDataRole.EditRole:
                    return typed_text(self._deciding.result(row.cell), row.kind)
                case Qt.ItemDataRole.ToolTipRole:
                    return escaped(self._result(row))
                case Qt.ItemDataRole.AccessibleTextRole:
                    return translate("conflict_table", "{} becomes: {}").format(row.name, self._result(row))
            return None
        if row is not None and row.full is not None and role == Qt.ItemDataRole.ToolTipRole and index.column() != FIELD:
            return escaped(row.full[index.column() - 1])
        if row is not None and role == Qt.ItemDataRole.FontRole:
            return _bold() if self._taken(row, index.column()) else None
        return super().data(index, role)

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; `refused` tells why it cannot be a value of this field."""
        row = self.row(index)
        if role != Qt.ItemDataRole.EditRole or row is None or self._deciding is None:
            return False
        if str(value) == self.data(index, Qt.ItemDataRole.EditRole) and not self._is_open(row):
            return False  # opened and left as it was: nothing was typed
        try:
            self._deciding.put(row.cell.name, typed(str(value), row.kind))
        except InvalidContent as problem:
            self.refused.emit(problem.text)
            return False
        self._tell()
        return True

    def take(self, index: QModelIndex) -> bool:
        """Take the side that `index` is of; False where there is nothing to choose."""
        row, side = self.row(index), _SIDES.get(index.column())
        return row is not None and side is not None and self.take_side(index, side)

    def take_side(self, index: QModelIndex, side: Choice) -> bool:
        row = self.row(index)
        if row is None or self._deciding is None or not self._may_choose(row):
            return False
        self._deciding.take(row.cell.name, side)
        self._tell()
        return True

    def take_all(self, side: Choice) -> None:
        if self._deciding is not None:
            self._deciding.take_all(side)
            self._tell()

    def row(self, index: QModelIndex) -> ConflictRow | None:
        found = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        return found if isinstance(found, ConflictRow) and found.cell is not None else None

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, RESULT))
        self.chosen.emit()

    def _may_choose(self, row: ConflictRow) -> bool:
        return self._deciding is not None and self._deciding.may_choose(row.cell)

    def _is_open(self, row: ConflictRow) -> bool:
        return self._deciding is not None and row.cell.name in self._deciding.left

    def _text(self, row: Row, column: int) -> str:
        assert isinstance(row, ConflictRow)
        plain = (row.name, row.before, row.proposed, row.now)[column]
        if column == FIELD:
            return f"{CONFLICT} {plain}" if self._is_open(row) else plain
        if self._taken(row, column):
            return f"{TAKEN} {plain}"
        if plain.startswith("Δ"):
            return plain  # a distance says by itself that it is not as before
        return f"≠ {plain}" if (column == PROPOSED and row.changed) or (column == NOW and row.moved_on) else plain

    def _spoken(self, row: Row, column: int) -> str:
        assert isinstance(row, ConflictRow)
        if column == FIELD:
            still = translate("conflict_table", "{}, to be decided").format(row.name)
            return still if self._is_open(row) else row.name
        text = super()._spoken(row, column)
        return f"{text}, {translate('conflict_table', 'is taken')}" if self._taken(row, column) else text

    def _taken(self, row: ConflictRow, column: int) -> bool:
        side = _SIDES.get(column)
        return side is not None and self._deciding is not None and self._deciding.used(row.cell) is side

    def _result(self, row: ConflictRow) -> str:
        if self._is_open(row):
            return translate("conflict_table", "to choose")
        if self._deciding is None:
            return ""
        side, own = self._deciding.used(row.cell), row.cell.name in self._deciding.values
        if own and row.cell.name != GEOMETRY:
            return result_text(self._deciding.values[row.cell.name])
        return {Choice.MINE: row.proposed, Choice.THEIRS: row.now}.get(side, row.before)


class ConflictTable(TakingTable):
    def __init__(self) -> None:
        super().__init__(ConflictModel())


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def rows_of_conflict(merge: Merge, places: Sequence[Place], kinds: Mapping[str, str]) -> list[ConflictRow]:
    """The place and every field in words; `kinds` are the types of the fields by name."""
    return [_row(merge, cell, places, kinds.get(cell.name, "")) for cell in merge.cells]


def _delta(place: Place) -> str:
    """How far it was moved, as short as a narrow column wants it."""
    shift = place.difference.shift if place.compared is Compared.OTHER and place.difference is not None else None
    return f"Δ {number(shift, 2)} m" if shift else place_text(place)


def _row(merge: Merge, cell: Cell, places: Sequence[Place], kind: str) -> ConflictRow:
    """Where one has deleted it, its fields are not told apart one by one: what the other has done is."""
    mine, theirs = cell.mine_changed and merge.mine is not None, cell.theirs_changed and merge.theirs is not None
    full = None
    if cell.name == GEOMETRY:
        before, *moved = (place_text(place) for place in places)
        full = (before, *moved)
        texts = (
            before if merge.kind is not Kind.BOTH else translate("conflict_table", "as it was"),
            *map(_delta, places[1:]),
        )
    else:
        texts = value_texts(Line(cell.name, cell.base, cell.mine, cell.theirs, mine, theirs))
    conflict = cell.conflict and merge.kind is Kind.BOTH
    return ConflictRow(field_name(cell.name), *texts, mine, theirs, conflict, cell=cell, kind=kind, full=full)
