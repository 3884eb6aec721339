"""The layers of a working copy as a list: how complete each is, when it was loaded, and what was changed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QListWidget

from ...adapters import map_layers
from ...adapters.foreign import shown
from ...adapters.protection_words import level_text, level_word
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
        if names != [name for name, *_ in entries]:
            self.clear()
            self.addItems([""] * len(entries))
        for row, (name, text, meaning) in enumerate(entries):
            item = self.item(row)
            item.setText(text)
            item.setData(_NAME, name)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, meaning)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No higher than its lines: what can be done with them stands below."""
        lines = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setMaximumHeight(max(lines + 2 * self.frameWidth() + 4, self.minimumHeight()))

    def chosen(self) -> set[str]:
        """The names of the selected layers; of all where none is selected."""
        items = self.selectedItems() or [self.item(row) for row in range(self.count())]
        return {str(item.data(_NAME)) for item in items}


def _entries(state: CopyState) -> list[tuple[str, str, str]]:
    """Name, text and what the level of protection means, of each layer."""
    changes = Counter(change.feature.layer for change in state.overview.changes)
    apart = Counter(one.layer for one in state.overview.conflicts if not one.merge.clean)
    unsaved = map_layers.unsaved(state.path)
    return [
        (
            record.form.name,
            f"{shown(record.title, 120)}\n"
            f"{words_of(record, changes[record.form.name], unsaved, apart[record.form.name])}",
            level_text(record.protection),
        )
        for record in state.overview.layers
    ]


def words_of(record: LayerRecord, changes: int, unsaved: Mapping[str, int], conflicts: int = 0) -> str:
    """`changes` are those in the file; `unsaved` counts, by layer, edits that QGIS has not saved into it."""
    complete = record.loaded == record.expected
    text = (
        translate("copy_list", "complete: {} of {}") if complete else translate("copy_list", "⚠ incomplete: {} of {}")
    )
    parts = [text.format(record.loaded, record.expected)]
    if changes:
        parts.append(translate("copy_list", "changes: {}").format(changes))
    if conflicts:
        parts.append(translate("copy_list", "⚠ conflicts: {}").format(conflicts))
    if unsaved.get(record.form.name):
        parts.append(translate("copy_list", "not saved yet: {}").format(unsaved[record.form.name]))
    below = [translate("copy_list", "loaded {}").format(moment(record.loaded_at))]
    if record.protection:
        below.append(translate("copy_list", "protection: {}").format(level_word(record.protection)))
    return f"{' · '.join(parts)}\n{' · '.join(below)}"


def protection_of(state: CopyState, chosen: set[str]) -> str:
    """What is said below the list of the chosen layers: each level that there is once, with its layers."""
    records = [record for record in state.overview.layers if record.form.name in chosen]
    levels = dict.fromkeys(record.protection for record in records)
    if len(levels) == 1:
        return level_text(next(iter(levels)))
    told = []
    for level in levels:
        titles = ", ".join(shown(record.title, 60) for record in records if record.protection == level)
        told.append(f"{titles} – {level_text(level)}")
    return "\n".join(told)
