"""Conflicts: a list with one line for each object, and the selected one in three versions, to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...adapters.foreign import escaped
from ...adapters.wording import translate
from ...domain.merge import ROW, Choice, Kind
from ..versions.marks import Marks, all_shapes, legend
from ..versions.versions_map import VersionsMap
from ..widgets import Lines, PlainLabel, Quiet, button
from ..window import Window
from .conflict_table import ConflictTable
from .conflict_work import Compared, ConflictLine
from .conflicts_words import answers, explained, left_text, names
from .deciding import Deciding

LINES = 400
"""Whoever has more sees how many more there are; they move up as the first are decided."""
_HEIGHT = 5
"""Lines that the list shows before it scrolls."""
_LINE = Qt.ItemDataRole.UserRole


class ConflictsView(QWidget):
    """`look_wanted` asks for what `show_compared` gives; what the verbs mean is the page's business."""

    look_wanted = pyqtSignal(object)
    use_wanted = pyqtSignal(object, object)
    comment_wanted = pyqtSignal(object)

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        self._compared: Compared | None = None
        self._deciding: Deciding | None = None
        self._may_act = True
        self._marks = Marks(window)
        self.tree, self.about, self.hint = Lines(), PlainLabel(), PlainLabel()
        self.maps, self.table = VersionsMap(window, names()), ConflictTable()
        self._legend, self.left = Quiet(legend(names())), Quiet()
        self._make_list()
        self._make_verbs()
        self._lay_out()
        self._connect()
        self._show_compared()

    @property
    def selected(self) -> ConflictLine | None:
        items = self.tree.selectedItems()
        found = items[0].data(0, _LINE) if items else None
        return found if isinstance(found, ConflictLine) else None

    @property
    def deciding(self) -> Deciding | None:
        return self._deciding

    def show_lines(self, lines: Sequence[ConflictLine]) -> None:
        """Fill the list. The selected one stays; where it is gone, the one that took its place is looked at."""
        before, row = self.selected, self.tree.indexOfTopLevelItem(self.tree.currentItem())
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.addTopLevelItems([_item(line) for line in lines[:LINES]])
        if len(lines) > LINES:
            more = translate("conflicts_view", "… and further conflicts: {}").format(len(lines) - LINES)
            self.tree.addTopLevelItem(QTreeWidgetItem([more]))
        places = [line.place for line in lines[:LINES]]
        wanted = places.index(before.place) if before and before.place in places else max(row, 0)
        if places:
            self.tree.setCurrentItem(self.tree.topLevelItem(min(wanted, len(places) - 1)))
        self._fit_list()
        self.tree.blockSignals(False)
        now = self.selected
        if before is None or now is None or now.conflict != before.conflict:
            self._look()

    def show_compared(self, compared: Compared) -> None:
        """What was looked up, if it is still the selected one."""
        if self.selected is not None and self.selected.conflict == compared.conflict:
            self._compared, self._deciding = compared, Deciding(compared.conflict.merge)
            self._show_compared()

    def allow_acts(self, may: bool) -> None:
        self._may_act = may
        self._enable()

    def show_on_map(self) -> None:
        if self._compared is not None:
            self._window.zoom_to(all_shapes(self._compared.places), self._compared.crs)

    def close_view(self) -> None:
        self._marks.clear()
        self.maps.close_maps()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mark()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at the conflict any more: its shapes leave the map."""
        super().hideEvent(event)
        self._marks.clear()

    # how it is made

    def _make_list(self) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(translate("conflicts_view", "Objects that somebody else has changed too"))
        self.tree.itemEntered.connect(lambda item: item.setToolTip(0, escaped(item.text(0))))
        self.tree.setMouseTracking(True)

    def _make_verbs(self) -> None:
        mine, theirs = names()[1:]
        other = translate("conflicts_view", "Another value…")
        self.take_mine = button(mine, lambda: self._take(Choice.MINE))
        self.take_theirs = button(theirs, lambda: self._take(Choice.THEIRS))
        self.edit = button(other, self.table.edit_current)
        self.all_mine = button(mine, lambda: self._take_all(Choice.MINE))
        self.all_theirs = button(theirs, lambda: self._take_all(Choice.THEIRS))
        self._here = PlainLabel(translate("conflicts_view", "This line:"))
        self._everywhere = PlainLabel(translate("conflicts_view", "All lines:"))
        self.answers = [button("", lambda side=side: self._answer(side)) for side in Choice]
        self.comment = button(translate("conflicts_view", "Turn mine into a comment"), self._wants_comment)
        self.use = button(translate("conflicts_view", "Use this"), self._use, "/mActionCheckQgisProject.svg")
        self.show_button = button(translate("conflicts_view", "Show on map"), self.show_on_map, "/mActionZoomTo.svg")
        self._of_cell = (self.take_mine, self.take_theirs, self.edit)
        self._of_all = (self.all_mine, self.all_theirs)
        for label, buttons in ((self._here, self._of_cell), (self._everywhere, self._of_all)):
            for one in buttons:
                one.setAccessibleName(f"{label.text()} {one.text()}")

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        zoom = QHBoxLayout()
        zoom.addWidget(self.show_button)
        zoom.addWidget(self._legend, 1)
        box.addWidget(self.tree)
        box.addWidget(self.about)
        box.addWidget(self.maps)
        box.addLayout(zoom)
        box.addWidget(self.table)
        box.addWidget(self.hint)
        box.addLayout(_grid((self._here, *self._of_cell), (self._everywhere, *self._of_all)))
        box.addLayout(_row(self.answers))
        box.addWidget(self.left)
        box.addLayout(_row((self.use, self.comment)))
        box.addStretch(1)
        by_key = (self.tree, self.show_button, self.table.view, self.table.all_fields, *self._of_cell, *self._of_all)
        for one, other in pairwise((*by_key, *self.answers, self.use, self.comment)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.tree.itemSelectionChanged.connect(self._look)
        self.table.model.chosen.connect(self._chosen)
        self.table.model.refused.connect(self.hint.say)
        self.table.model.refused.connect(lambda _: self.hint.show())
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._enable())

    # deciding

    def _look(self) -> None:
        """Another one is selected: what is known of the one before goes at once."""
        self._compared = self._deciding = None
        self._show_compared()
        if self.selected is not None:
            self.look_wanted.emit(self.selected)

    def _take(self, side: Choice) -> None:
        self.table.model.take_side(self.table.view.currentIndex(), side)

    def _take_all(self, side: Choice) -> None:
        self.table.model.take_all(side)

    def _answer(self, side: Choice) -> None:
        """Of a deletion against a change: there is one question, and its answer is carried out."""
        if self._deciding is not None:
            self._deciding.take(ROW, side)
            self._use()

    def _chosen(self) -> None:
        self.hint.hide()
        self._enable()

    def _use(self) -> None:
        if self._compared is not None and self._deciding is not None and not self._deciding.left:
            self.use_wanted.emit(self._compared.conflict, self._deciding)

    def _wants_comment(self) -> None:
        if self._compared is not None:
            self.comment_wanted.emit(self._compared.conflict)

    # what is shown

    def _show_compared(self) -> None:
        compared, deciding = self._compared, self._deciding
        self.hint.hide()
        self._marks.clear()
        if compared is None or deciding is None:
            for part in self._parts():
                part.hide()
            return
        self.about.say(" ".join(filter(None, (explained(compared.conflict), compared.apart))))
        self.table.model.decide(deciding, compared.rows)
        self.table.view.setCurrentIndex(self.table.model.index(0, 2))
        self.maps.load(compared.places, compared.crs)
        self._mark()
        self._legend.say(legend(names(), any(place.simplified for place in compared.places)))
        for one, text in zip(self.answers, answers(compared.conflict.merge.kind), strict=True):
            one.setText(text)
        self._show_parts()
        self._enable()

    def _mark(self) -> None:
        if self._compared is not None and self.isVisible():
            self._marks.show(self._compared.places, self._compared.crs)

    def _parts(self) -> tuple[QWidget, ...]:
        buttons = (*self._of_cell, *self._of_all, *self.answers, self.use, self.comment, self.show_button)
        labels = (self.about, self._legend, self.left, self._here, self._everywhere)
        return (self.maps, self.table, *labels, *buttons)

    def _show_parts(self) -> None:
        assert self._compared is not None
        both = self._compared.conflict.merge.kind is Kind.BOTH
        placed = any(place.shape is not None for place in self._compared.places)
        for part in (self.about, self.table, self.comment):
            part.show()
        for part in (self.maps, self._legend, self.show_button):
            part.setVisible(placed)
        for part in (self._here, self._everywhere, *self._of_cell, *self._of_all, self.use, self.left):
            part.setVisible(both)
        for part in self.answers:
            part.setVisible(not both)

    def _enable(self) -> None:
        deciding = self._deciding
        row = self.table.model.row(self.table.view.currentIndex()) if deciding is not None else None
        choosable = row is not None and deciding is not None and deciding.may_choose(row.cell)
        for one in self._of_cell:
            one.setEnabled(choosable and (one is not self.edit or bool(row and row.kind)))
        for one in (*self._of_all, *self.answers, self.comment):
            one.setEnabled(self._may_act)
        self.left.say(left_text(deciding.left) if deciding is not None else "")
        self.use.setEnabled(self._may_act and deciding is not None and not deciding.left)
        self.use.setAccessibleDescription(self.left.text())

    def _fit_list(self) -> None:
        rows = min(max(self.tree.topLevelItemCount(), 1), _HEIGHT)
        height = max(self.tree.sizeHintForRow(0), self.tree.fontMetrics().height())
        self.tree.setFixedHeight(rows * height + 2 * self.tree.frameWidth() + 4)


def _item(line: ConflictLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.text])
    item.setData(0, _LINE, line)
    return item


def _grid(*rows: Sequence[QWidget]) -> QGridLayout:
    """Lines of a label and its buttons, one below the other."""
    grid = QGridLayout()
    for number, row in enumerate(rows):
        for column, widget in enumerate(row):
            grid.addWidget(widget, number, column)
    grid.setColumnStretch(max(map(len, rows)), 1)
    return grid


def _row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return row
