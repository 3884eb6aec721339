"""The overview of a page's keys, made from the table that makes the shortcuts: it cannot say anything else."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..adapters.wording import translate
from .help import add_help, closing, show_help
from .keys import Key
from .widgets import Dialog, Quiet

_SIZE = (600, 600)


class KeysDialog(Dialog):
    """`topic` is that of the guide's own table of these keys, which says more about them."""

    def __init__(self, table: Sequence[Key], parent: QWidget | None = None, topic: str = "") -> None:
        super().__init__(translate("keys", "Keys of this page"), parent, "keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = QTableWidget(len(table), 3)
        self._fill(table)
        hint = Quiet(
            translate("keys", "They work while the focus is in this page, and not while you write into a field.")
        )
        buttons = closing(self)
        add_help(buttons, lambda: show_help(self, topic))
        box = QVBoxLayout(self)
        box.addWidget(self.rows, 1)
        box.addWidget(hint)
        box.addWidget(buttons)
        self.resize(*_SIZE)
        self.rows.setFocus()

    def _fill(self, table: Sequence[Key]) -> None:
        rows = self.rows
        rows.setAccessibleName(translate("keys", "Keys and what they do"))
        heads = (translate("keys", "Key"), translate("keys", "What it does"), translate("keys", "Where"))
        rows.setHorizontalHeaderLabels(heads)
        rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.setTabKeyNavigation(False)
        rows.setWordWrap(True)
        rows.setShowGrid(False)
        rows.setAlternatingRowColors(True)
        rows.verticalHeader().hide()
        for number, key in enumerate(table):
            for column, text in enumerate((key.shown, key.meaning, translate("keys", key.group))):
                rows.setItem(number, column, QTableWidgetItem(text))
        header = rows.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        rows.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setCurrentCell(0, 0)


def show_keys(table: Sequence[Key], parent: QWidget, topic: str) -> KeysDialog:
    """Open the overview over the page; the focus returns to where it was when it closes."""
    made = KeysDialog(table, parent, topic)
    made.open()
    return made
