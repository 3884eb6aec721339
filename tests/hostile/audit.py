"""Looking through a window for places where a stranger's text would be read as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgis.PyQt.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QComboBox, QLabel, QTextEdit, QWidget

_ACTS = re.compile(r"<\s*(img|a|table|td|body|link|style|script|iframe|object|html|font|b|!doctype)\b", re.IGNORECASE)
_MOST_ROWS = 300


def rich_places(window: QWidget) -> list[str]:
    """What in `window` shows tags of a stranger as such: labels, texts, and tooltips of widgets and items."""
    return [place for widget in (window, *window.findChildren(QWidget)) for place in _places(widget)]


def _places(widget: QWidget) -> Iterator[str]:
    name = f"{type(widget).__name__} {widget.objectName()}"
    for text in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        if _acts(text):
            yield f"{name}, tip: {text[:80]}"
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and _acts(widget.text()):
        yield f"{name}: {widget.text()[:80]}"
    if isinstance(widget, QTextEdit) and _acts(widget.toHtml().partition("<body")[2].partition(">")[2]):
        yield f"{name}: {widget.toHtml()[:80]}"
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        for index in _indexes(widget.model(), QModelIndex()):
            tip = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and _acts(tip):
                yield f"{name}, tip of an item: {tip[:80]}"


def _acts(text: str) -> bool:
    return bool(_ACTS.search(text)) and Qt.mightBeRichText(text)


def _indexes(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            yield index
            if column == 0:
                yield from _indexes(model, index)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """A list has one column, and does not let itself be asked."""
    return 1 if isinstance(model, QAbstractListModel) else int(model.columnCount(parent))
