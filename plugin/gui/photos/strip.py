"""Thumbnails in a row, with the verbs for them. What is done with photos is somebody else's business."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent, QIcon, QKeySequence, QPixmap
from qgis.PyQt.QtWidgets import QListView, QListWidget, QListWidgetItem, QShortcut, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ..flow import Flow
from ..widgets import Quiet, button, themed
from . import words
from .work import Seen

_SIDE = 80
"""Pixels of a thumbnail as it is shown."""
_SEEN = Qt.ItemDataRole.UserRole


class PhotoStrip(QWidget):
    """`add_wanted` when files are to be chosen, `dropped` with a list of Paths; the others with a `Seen`."""

    add_wanted = pyqtSignal()
    dropped = pyqtSignal(list)
    open_wanted = pyqtSignal(object)
    remove_wanted = pyqtSignal(object)
    again_wanted = pyqtSignal()

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__()
        self.read_only, self._may_add = read_only, False
        self.about, self.list = Quiet(), QListWidget()
        self._make_list()
        self.add = button(translate("photos", "Add photos…"), self.add_wanted.emit, "/mActionAddImage.svg")
        self.open_ = button(translate("photos", "Open"), lambda: self._emit(self.open_wanted), "/mActionZoomIn.svg")
        self.remove = button(
            translate("photos", "Remove"), lambda: self._emit(self.remove_wanted), "/mActionDeleteSelected.svg"
        )
        self.again = button(translate("photos", "Send again"), self.again_wanted.emit, "/mActionRefresh.svg")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.about)
        box.addWidget(self.list)
        box.addLayout(Flow((self.add, self.open_, self.remove, self.again)))
        self.show_photos([], False)

    @property
    def selected(self) -> Seen | None:
        items = self.list.selectedItems()
        found = items[0].data(_SEEN) if items else None
        return found if isinstance(found, Seen) else None

    def show_photos(self, photos: Sequence[Seen], may_add: bool) -> None:
        """What was selected stays selected where it is still there."""
        before = self.selected.id if self.selected else ""
        self._may_add = may_add and not self.read_only
        self.list.blockSignals(True)
        self.list.clear()
        for number, one in enumerate(photos, 1):
            item = self._item(number, len(photos), one)
            self.list.addItem(item)
            if one.id == before:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(photos))
        self.about.say(words.about(photos, self._may_add))
        self.about.setVisible(bool(self.about.text()))
        self.setAcceptDrops(self._may_add)
        self.add.setVisible(self._may_add)
        self.again.setVisible(not self.read_only and any(one.reason for one in photos))
        self._enable()

    def allow(self, may: bool) -> None:
        """Whether something may be added or removed just now."""
        for one in (self.add, self.remove, self.again):
            one.setEnabled(may)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := _files(event):
            event.acceptProposedAction()
            self.dropped.emit(files)

    def _make_list(self) -> None:
        self.list.setAccessibleName(translate("photos", "Photos"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(False)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setDragDropMode(QListView.DragDropMode.NoDragDrop)
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        self.list.setFixedHeight(_SIDE + 2 * self.fontMetrics().height() + 20)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(lambda _: self._emit(self.open_wanted))
        if not self.read_only:
            key = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(lambda: self._emit(self.remove_wanted))

    def _item(self, number: int, count: int, one: Seen) -> QListWidgetItem:
        icon = themed("/mIconWarning.svg") if one.image is None else QIcon(QPixmap.fromImage(one.image))
        item = QListWidgetItem(icon, words.state_text(one) or str(number))
        item.setData(_SEEN, one)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words.spoken(number, count, one))
        return item

    def _enable(self) -> None:
        one = self.selected
        self.open_.setVisible(self.list.count() > 0)
        self.open_.setEnabled(one is not None and one.image is not None)
        self.remove.setVisible(not self.read_only and one is not None)

    def _emit(self, signal: pyqtSignal) -> None:
        one = self.selected
        if one is not None and (signal is not self.open_wanted or one.image is not None):
            signal.emit(one)


def _files(event: QDropEvent) -> list[Path]:
    data = event.mimeData()
    urls = data.urls() if data is not None and data.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
