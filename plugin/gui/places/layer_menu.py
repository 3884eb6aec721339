"""In the context menu of a layer of the working copy: check it, look for duplicates, ask who is responsible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QAction, QWidget

from ...adapters import icons
from ...adapters.foreign import label
from ...adapters.map_layers import layers_of_copy
from ...adapters.wording import translate
from ..work import Work

CHECK, DUPLICATES, RESPONSIBLE = "buergergis:validate", "buergergis:findduplicates", "buergergis:resolveresponsibility"


class LayerActions(Protocol):
    """What QGIS's layer tree offers to plugins."""

    def add(self, action: QAction) -> None: ...

    def show_for(self, action: QAction, layer: QgsMapLayer) -> None: ...

    def remove(self, action: QAction) -> None: ...

    def current(self) -> QgsMapLayer | None:
        """The layer whose menu is open."""


class LayerMenu(QObject):
    """`show_changes` leads to what goes out next; the others open a dialog of Processing with the layer filled in.

    `refuse` is told where that is switched off.
    """

    def __init__(
        self,
        actions: LayerActions,
        work: Work,
        show_changes: Callable[[], None],
        refuse: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._actions, self._work, self._refuse, self._main = actions, work, refuse, parent
        self._shown: set[str] = set()
        self._dialogs: list[QWidget] = []
        self.check = self._action(translate("layer_menu", "Check these changes"), show_changes)
        whole = translate("layer_menu", "Check the whole layer…")
        alike = translate("layer_menu", "Look for duplicates…")
        whose = translate("layer_menu", "Who is responsible here?…")
        self.all = (
            self.check,
            self._action(whole, lambda: self._open(CHECK)),
            self._action(alike, lambda: self._open(DUPLICATES)),
            self._action(whose, lambda: self._open(RESPONSIBLE)),
        )
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.show)
        project = QgsProject.instance()
        self._signals = (work.read, project.layersAdded, project.layersRemoved)
        for signal in self._signals:
            signal.connect(self._later)
        self.show()

    def close(self) -> None:
        self._again.stop()
        for signal in self._signals:
            signal.disconnect(self._later)
        self._withdraw()
        for dialog in self._dialogs:
            if not sip.isdeleted(dialog):
                dialog.close()
                dialog.deleteLater()
        for action in self.all:
            action.deleteLater()
        self.deleteLater()

    def show(self) -> None:
        """On the layers of the working copy in use, and on no other."""
        path = self._work.path
        found = layers_of_copy(path) if path is not None and self._work.own else {}
        layers = {layer.id(): layer for there in found.values() for layer in there}
        if set(layers) == self._shown:
            return
        self._withdraw()
        for action in self.all if layers else ():
            self._actions.add(action)
            for layer in layers.values():
                self._actions.show_for(action, layer)
        self._shown = set(layers)

    def _later(self, *_: object) -> None:
        self._again.start(0)

    def _withdraw(self) -> None:
        """QGIS takes an action from all layers at once only."""
        for action in self.all if self._shown else ():
            self._actions.remove(action)
        self._shown = set()

    def _action(self, words: str, act: Callable[[], None]) -> QAction:
        action = QAction(icons.icon(), label(words), self)
        action.triggered.connect(lambda: act())
        return action

    def _open(self, algorithm: str) -> None:
        layer = self._actions.current()
        if layer is None:
            return
        try:
            import processing
        except ImportError:
            self._refuse(translate("layer_menu", "QGIS's plugin Processing is switched off. Switch it on for this."))
            return
        dialog = processing.createAlgorithmDialog(algorithm, {"INPUT": layer.id()})
        if dialog is None:
            self._refuse(translate("layer_menu", "QGIS's plugin Processing is switched off. Switch it on for this."))
            return
        self._dialogs = [one for one in self._dialogs if not sip.isdeleted(one)] + [dialog]
        dialog.show()
