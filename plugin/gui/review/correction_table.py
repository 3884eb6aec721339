"""The three versions field by field; while a reviewer corrects, with a column of what each field becomes."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...adapters.foreign import escaped
from ...adapters.wording import translate
from ...domain.errors import InvalidContent
from ...domain.feature import Geometry
from ...domain.sameness import same_value
from ..versions.taking_table import RESULT, TakingTable
from ..versions.typed_words import typed, typed_text
from ..versions.value_words import value_text
from ..versions.versions_table import BEFORE, CONFLICT, NOW, Row, VersionsModel
from .correcting import Correcting
from .versions_words import versions

CORRECTED = "✎"


class CorrectionModel(VersionsModel):
    """`refused` tells why what was typed cannot be a value of its field."""

    chosen = pyqtSignal()
    refused = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(versions(), parent)
        self.correcting: Correcting | None = None

    def correct(self, correcting: Correcting | None) -> None:
        """Show what each field becomes, or, with None, the three versions alone."""
        self.correcting = correcting
        self._build()

    @property
    def key(self) -> str:
        if self.correcting is None or not self._rows:
            return super().key
        signs = [super().key, translate("correction_table", "✎ corrected by you")]
        return " · ".join(signs)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else RESULT if self.correcting is None else RESULT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if (section, orientation, role) == (RESULT, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole):
            return translate("correction_table", "Becomes")
        return super().headerData(section, orientation, role)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        row, correcting = self.row(index), self.correcting
        editable = correcting is not None and row is not None and index.column() == RESULT
        if editable and correcting.may_type(row.field):
            return super().flags(index) | Qt.ItemFlag.ItemIsEditable
        return super().flags(index)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, correcting = self.row(index), self.correcting
        if correcting is None or row is None or index.column() != RESULT:
            return super().data(index, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._becomes(row, correcting)
            case Qt.ItemDataRole.EditRole:
                return typed_text(correcting.result(row.field), correcting.ground.kinds.get(row.field, ""))
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(self._result(row, correcting))
            case Qt.ItemDataRole.FontRole if row.field in correcting.values:
                bold = QFont()
                bold.setBold(True)
                return bold
            case Qt.ItemDataRole.AccessibleTextRole:
                text = translate("correction_table", "{} becomes: {}").format(row.name, self._result(row, correcting))
                own = translate("correction_table", "corrected by you")
                return f"{text}, {own}" if row.field in correcting.values else text
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, a text; what was opened and left as it was is not typed."""
        row, correcting = self.row(index), self.correcting
        if role != Qt.ItemDataRole.EditRole or row is None or correcting is None or index.column() != RESULT:
            return False
        if str(value) == self.data(index, Qt.ItemDataRole.EditRole) and not correcting.is_open(row.field):
            return False
        try:
            return self.put(index, typed(str(value), correcting.ground.kinds.get(row.field, "")))
        except InvalidContent as problem:
            self.refused.emit(problem.text)
            return False

    def put(self, index: QModelIndex, value: Any) -> bool:
        row, correcting = self.row(index), self.correcting
        if row is None or correcting is None or not correcting.may_type(row.field):
            return False
        correcting.put(row.field, value)
        self._tell()
        return True

    def take(self, index: QModelIndex) -> bool:
        """Let the field become the value at `index`; False where there is nothing to take."""
        row, correcting, version = self.row(index), self.correcting, index.column() - BEFORE
        if row is None or correcting is None or not BEFORE <= index.column() <= NOW:
            return False
        if not correcting.may_take(row.field, version):
            return False
        correcting.take(row.field, version)
        self._tell()
        return True

    def reset(self, index: QModelIndex) -> None:
        """As it was proposed, or as it is there now where nobody proposed anything."""
        row, correcting = self.row(index), self.correcting
        if row is not None and correcting is not None:
            correcting.reset(row.field)
            self._tell()

    def move(self, place: Geometry) -> None:
        """Let the object be at another place than in any version."""
        if self.correcting is not None:
            self.correcting.move(place)
            self._tell()

    def move_back(self) -> None:
        if self.correcting is not None:
            self.correcting.move_back()
            self._tell()

    def row(self, index: QModelIndex) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, field: str) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.field == field), None)

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, RESULT))
        self.chosen.emit()

    def _becomes(self, row: Row, correcting: Correcting) -> str:
        text = self._result(row, correcting)
        if correcting.is_open(row.field):
            return f"{CONFLICT} {text}"
        return f"{CORRECTED} {text}" if row.field in correcting.values else text

    def _result(self, row: Row, correcting: Correcting) -> str:
        if correcting.is_open(row.field):
            return translate("correction_table", "to choose")
        if correcting.may_type(row.field):
            return value_text(correcting.result(row.field))
        version = correcting.source(row.field)
        if version is None:
            return translate("correction_table", "another place")
        return translate("correction_table", "as in “{}”").format(self.names[version])


class CorrectionTable(TakingTable):
    """Delete or Backspace undoes the correction of a line."""

    def __init__(self) -> None:
        super().__init__(CorrectionModel())
        self.view.setItemDelegate(ValueDelegate(self))

    def undo_current(self) -> None:
        self.model.reset(self.view.currentIndex())


class ValueDelegate(QStyledItemDelegate):
    """Where a field has a list of values, one of them is chosen; else it is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        correcting, row = index.model().correcting, index.model().row(index)
        choices = correcting.choices(row.field)
        made = QComboBox(parent) if choices else super().createEditor(parent, option, index)
        if isinstance(made, QComboBox):
            for value in (None, *choices):
                made.addItem(value_text(value), value)
        made.setAccessibleName(translate("correction_table", "{} becomes").format(row.name))
        return made

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        if not isinstance(editor, QComboBox):
            super().setEditorData(editor, index)
            return
        correcting, row = index.model().correcting, index.model().row(index)
        value = correcting.result(row.field)
        there = (at for at in range(editor.count()) if same_value(editor.itemData(at), value))
        editor.setCurrentIndex(next(there, -1))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex) -> None:
        if not isinstance(editor, QComboBox):
            super().setModelData(editor, model, index)
        elif editor.currentIndex() >= 0:
            model.put(index, editor.currentData())
