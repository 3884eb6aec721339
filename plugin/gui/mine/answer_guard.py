"""Before an object is edited again its author meets the answer to it: on the map and in words, not in a list elsewhere.

People do not read why something was turned down unless it meets them where they work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ...adapters.map_layers import layers_of_copy

Row = tuple[str, int]


class AnswerGuard(QObject):
    """`waiting` gives unread answers by their row, the newest first; `show` opens the one of a uuid.

    Nothing is kept from being edited. Where editing of a layer begins, the newest answer about it is shown, or the one
    about what is selected; others when their object is selected, or touched, while editing.
    """

    def __init__(self, waiting: Callable[[], Mapping[Row, str]], show: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._waiting, self._show = waiting, show
        self._path: Path | None = None
        self._held: list[tuple[QgsVectorLayer, str, Callable[..., None]]] = []
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._hold)
        project = QgsProject.instance()
        self._signals = (project.layersAdded, project.layersRemoved, project.cleared)
        for signal in self._signals:
            signal.connect(self._later)

    def follow(self, path: Path | None) -> None:
        """Watch the layers of this working copy from now on."""
        if path != self._path:
            self._path = path
            self._hold()

    def close(self) -> None:
        self._again.stop()
        for signal in self._signals:
            signal.disconnect(self._later)
        self._let_go()

    def _later(self, *_: object) -> None:
        self._again.start(0)

    def _hold(self) -> None:
        self._let_go()
        found = layers_of_copy(self._path) if self._path else {}
        for name, layers in found.items():
            for layer in layers:
                self._connect(layer, "editingStarted", partial(self._begin, name, layer))
                self._connect(layer, "selectionChanged", partial(self._select, name, layer))
                self._connect(layer, "attributeValueChanged", partial(self._touch, name))
                self._connect(layer, "geometryChanged", partial(self._touch, name))

    def _connect(self, layer: QgsVectorLayer, signal: str, slot: Callable[..., None]) -> None:
        getattr(layer, signal).connect(slot)
        self._held.append((layer, signal, slot))

    def _let_go(self) -> None:
        """By way of the layer, which knows that it was deleted. A signal that was kept does not: QGIS would crash."""
        for layer, signal, slot in self._held:
            try:
                getattr(layer, signal).disconnect(slot)
            except (RuntimeError, TypeError):  # it was deleted with the project
                continue
        self._held = []

    def _begin(self, name: str, layer: QgsVectorLayer) -> None:
        waiting = {row: uuid for row, uuid in self._waiting().items() if row[0] == name}
        chosen = [(name, fid) for fid in layer.selectedFeatureIds()] if waiting else []
        self._show_first(waiting, [row for row in chosen if row in waiting] or list(waiting))

    def _select(self, name: str, layer: QgsVectorLayer, selected: Sequence[int], *_: object) -> None:
        if layer.isEditable():
            self._show_first(self._waiting(), [(name, fid) for fid in selected])

    def _touch(self, name: str, fid: int, *_: object) -> None:
        self._show_first(self._waiting(), [(name, fid)])

    def _show_first(self, waiting: Mapping[Row, str], rows: Sequence[Row]) -> None:
        uuid = next((waiting[row] for row in rows if row in waiting), "")
        if uuid:
            self._show(uuid)
