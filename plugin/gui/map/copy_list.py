"""The layers of a working copy as a list: how complete each is, when it was loaded, and what was changed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ...adapters import map_layers
from ...adapters.foreign import shown
from ...adapters.wording import moment, translate
from ...adapters.working_copy.layer import LayerRecord
from .work import CopyState

_NAME = Qt.ItemDataRole.UserRole


class CopyList(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("copy_list", "Layers of the working copy"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setMinimumHeight(90)

    def show_state(self, state: CopyState | None) -> None:
        """List its layers; what is selected stays selected."""
        entries = _entries(state) if state else []
        names = [str(self.item(row).data(_NAME)) for row in range(self.count())]
        if names == [name for name, _ in entries]:
            for row, (_, text) in enumerate(entries):
                self.item(row).setText(text)
            return
        self.clear()
        for name, text in entries:
            item = QListWidgetItem(text)
            item.setData(_NAME, name)
            self.addItem(item)

    def chosen(self) -> set[str]:
        """The names of the selected layers; of all where none is selected."""
        items = self.selectedItems() or [self.item(row) for row in range(self.count())]
        return {str(item.data(_NAME)) for item in items}


def _entries(state: CopyState) -> list[tuple[str, str]]:
    changes = Counter(change.feature.layer for change in state.overview.changes)
    unsaved = map_layers.unsaved(state.path)
    return [
        (record.form.name, f"{shown(record.title, 120)}\n{words_of(record, changes[record.form.name], unsaved)}")
        for record in state.overview.layers
    ]


def words_of(record: LayerRecord, changes: int, unsaved: Mapping[str, int]) -> str:
    """`changes` are those in the file; `unsaved` counts, by layer, edits that QGIS has not saved into it."""
    complete = record.loaded == record.expected
    text = translate("copy_list", "complete: {} of {}") if complete else translate("copy_list", "incomplete: {} of {}")
    parts = [text.format(record.loaded, record.expected)]
    if changes:
        parts.append(translate("copy_list", "changes: {}").format(changes))
    if unsaved.get(record.form.name):
        parts.append(translate("copy_list", "not saved yet: {}").format(unsaved[record.form.name]))
    loaded = translate("copy_list", "loaded {}").format(moment(record.loaded_at))
    return f"{' · '.join(parts)}\n{loaded}"
