"""Choosing what is added: a list that is filtered while one types."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ...domain.rules.texts import fold
from .categories import Category

_CATEGORY = Qt.ItemDataRole.UserRole
_ROWS = 6
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class CategoryChooser(QWidget):
    """The arrow keys choose from the field, too; `chosen` tells whenever another category is."""

    chosen = pyqtSignal()
    done = pyqtSignal()
    """Enter was pressed on a category: on to what comes next."""

    def __init__(self) -> None:
        super().__init__()
        self._categories: Sequence[Category] = ()
        self.filter, self.list = QLineEdit(), QListWidget()
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(translate("adding", "Type to find a category"))
        self.filter.textChanged.connect(self._fill)
        self.filter.returnPressed.connect(self._take)
        self.filter.installEventFilter(self)
        self.list.setAccessibleName(translate("adding", "Categories"))
        self.list.setFixedHeight(self.fontMetrics().height() * _ROWS + 12)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.currentItemChanged.connect(lambda *_: self.chosen.emit())
        name = QLabel(translate("adding", "&What is it?"))
        name.setBuddy(self.filter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (name, self.filter, self.list):
            box.addWidget(part)

    @property
    def category(self) -> Category | None:
        item = self.list.currentItem()
        found = item.data(_CATEGORY) if item is not None else None
        return found if isinstance(found, Category) else None

    def show_categories(self, categories: Sequence[Category]) -> None:
        """What was chosen stays chosen where it is still there; a single one is."""
        if list(categories) != list(self._categories):
            self._categories = categories
            self._fill()

    def _fill(self) -> None:
        before, wanted = self.category, [fold(word) for word in self.filter.text().split()]
        fitting = [one for one in self._categories if all(word in fold(one.label) for word in wanted)]
        self.list.blockSignals(True)
        self.list.clear()
        for one in fitting:
            item = QListWidgetItem(one.label)
            item.setData(_CATEGORY, one)
            self.list.addItem(item)
            if one == before or len(fitting) == 1:
                self.list.setCurrentItem(item)
        if self._categories and not fitting:
            nothing = QListWidgetItem(translate("adding", "Nothing is called that. Try another word."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.blockSignals(False)
        if self.category != before:
            self.chosen.emit()

    def _take(self) -> None:
        """The one that is chosen, or the first that fits."""
        if self.category is None and self.list.count():
            self.list.setCurrentRow(0)
        if self.category is not None:
            self.done.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self.filter or not pressed or event.key() not in _MOVES:
            return False
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        else:
            QApplication.sendEvent(self.list, event)
        return True
