"""Buttons in a row that goes on in a second one where the dock is too narrow, so that none is cut off."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """From left to right in the direction in which people here read; each widget as wide as it wants to be."""

    GAP = 6
    """Pixels between two widgets and two rows."""

    def __init__(self, widgets: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        seen = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(one.width() for one in seen) + self.GAP * max(len(seen) - 1, 0)
        return QSize(width, max((one.height() for one in seen), default=0))

    def minimumSize(self) -> QSize:
        seen = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(max((one.width() for one in seen), default=0), max((one.height() for one in seen), default=0))

    def _arrange(self, rect: QRect, move: bool) -> int:
        """Put the widgets into `rect` from its top; returns the height that they need."""
        x, y, high = 0, 0, 0
        leftwards = self.parentWidget() is not None and self.parentWidget().isRightToLeft()
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            wide = min(size.width(), max(rect.width(), 1))
            if x and x + wide > rect.width():
                x, y, high = 0, y + high + self.GAP, 0
            if move:
                left = rect.right() + 1 - x - wide if leftwards else rect.x() + x
                item.setGeometry(QRect(QPoint(left, rect.y() + y), QSize(wide, size.height())))
            x, high = x + wide + self.GAP, max(high, size.height())
        return y + high
