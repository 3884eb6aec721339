"""A table of three versions out of which values are taken: by a click or a key, or typed into its last column."""

from __future__ import annotations

from typing import Any, Protocol

from qgis.PyQt.QtCore import QEvent, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView

from .versions_table import FIELD, NOW, VersionsModel, VersionsTable

RESULT = NOW + 1


class Taking(Protocol):
    """What the model of such a table does besides."""

    chosen: Any

    def take(self, index: QModelIndex) -> bool: ...


class TakingTable(VersionsTable):
    """A click, Space or Enter takes the value under it; F2 or a double click types another one in the last column."""

    def __init__(self, model: VersionsModel) -> None:
        super().__init__(model)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.clicked.connect(self._taking.take)
        self.view.installEventFilter(self)
        self._taking.chosen.connect(self._fit)
        self.view.horizontalHeader().setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Fixed)
        self.model.modelReset.connect(self._fit_names)

    @property
    def _taking(self) -> Taking:
        return self.model  # type: ignore[no-any-return]  # whoever makes the table gives it such a model

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()
        self._soon.start(0)

    def _fit_names(self) -> None:
        """The names of the fields are read first; they get a third at most."""
        wanted = self.view.sizeHintForColumn(FIELD) + 4
        self.view.horizontalHeader().resizeSection(FIELD, min(wanted, self.width() // 3))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.take_current()
            return True
        return super().eventFilter(watched, event)

    def take_current(self) -> None:
        """What a key does: take the value, or type another one."""
        index = self.view.currentIndex()
        if index.column() == RESULT:
            self.edit_current()
        else:
            self._taking.take(index)

    def edit_current(self) -> None:
        """Type a value of one's own into the last column of the current line."""
        index = self.view.currentIndex()
        if index.isValid():
            there = index.sibling(index.row(), RESULT)
            self.view.setCurrentIndex(there)
            self.view.edit(there)
