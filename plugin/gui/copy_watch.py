"""Notices what happens in QGIS to the layers of a working copy: edits begun, saved, thrown away, layers come and go."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..adapters.map_layers import layers_of_copy

_CALM_MS = 250
"""Many edits at once are one."""


class CopyWatch(QObject):
    """`saved` when the file may hold something else, `touched` when there may be other edits that are not saved."""

    saved = pyqtSignal()
    touched = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._layers: dict[str, QgsVectorLayer] = {}
        self._saved, self._touched, self._layers_changed = (self._calm() for _ in range(3))
        self._saved.timeout.connect(self.saved)
        self._touched.timeout.connect(self.touched)
        self._layers_changed.timeout.connect(self._look_again)
        project = QgsProject.instance()
        self._project_signals = (project.layersAdded, project.layersRemoved, project.cleared)
        for signal in self._project_signals:
            signal.connect(self._later)

    def follow(self, path: Path | None) -> None:
        """Watch the layers of this working copy from now on."""
        if path != self._path:
            self._path = path
            self._look_again()

    def close(self) -> None:
        for signal in self._project_signals:
            signal.disconnect(self._later)
        for timer in (self._saved, self._touched, self._layers_changed):
            timer.stop()
        for layer in self._layers.values():
            self._leave(layer)
        self._layers = {}

    def _calm(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_CALM_MS)
        return timer

    def _later(self, *_: object) -> None:
        self._layers_changed.start()

    def _look_again(self) -> None:
        found = layers_of_copy(self._path) if self._path else {}
        now = {layer.id(): layer for layers in found.values() for layer in layers}
        for id_, layer in list(self._layers.items()):
            if now.get(id_) is not layer:  # a project that is read again brings new layers with the same ids
                self._leave(self._layers.pop(id_))
        for id_, layer in now.items():
            if id_ not in self._layers:
                self._layers[id_] = layer
                layer.afterCommitChanges.connect(self._commit)
                for signal in _touching(layer):
                    signal.connect(self._touch)
                self._saved.start()  # something may have been saved before anybody listened
        self._touch()

    def _leave(self, layer: QgsVectorLayer) -> None:
        try:
            layer.afterCommitChanges.disconnect(self._commit)
            for signal in _touching(layer):
                signal.disconnect(self._touch)
        except (RuntimeError, TypeError):  # it was deleted with the project
            return

    def _commit(self) -> None:
        self._saved.start()
        self._touched.start()

    def _touch(self) -> None:
        self._touched.start()


def _touching(layer: QgsVectorLayer) -> tuple[pyqtSignal, ...]:
    return layer.layerModified, layer.afterRollBack, layer.editingStopped
