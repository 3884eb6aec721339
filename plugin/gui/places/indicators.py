"""Beside the layers of the working copy in QGIS's layer tree: the one state that each is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsLayerTreeLayer, QgsLayerTreeNode, QgsProject
from qgis.gui import QgsLayerTreeView, QgsLayerTreeViewIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ...adapters import icons
from ...adapters.foreign import escaped
from ...adapters.map_layers import layers_of_copy, unsaved
from ...adapters.wording import moment, translate
from ...adapters.working_copy import Overview
from ..copy_watch import CopyWatch
from ..standing import Counts, Standing, counts_of, standing_of
from ..work import Work


@dataclass(frozen=True)
class LayerState:
    """`icon` names one of ours; `words` are plain text."""

    icon: str
    words: str


class Indicators(QObject):
    """Shows one indicator on each layer of the working copy; a click on it opens the page with the changes."""

    def __init__(self, view: QgsLayerTreeView, work: Work, open_page: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._work, self._open_page = view, work, open_page
        self._shown: dict[str, tuple[QgsLayerTreeLayer, QgsLayerTreeViewIndicator]] = {}
        self._root = QgsProject.instance().layerTreeRoot()
        self._watch = CopyWatch(self)
        self._watch.touched.connect(self.show)
        self._watch.saved.connect(work.refresh)
        work.read.connect(self.show)
        self._root.addedChildren.connect(self._nodes_changed)
        self._root.willRemoveChildren.connect(self._nodes_go)
        self._root.removedChildren.connect(self._nodes_changed)
        self.show()

    def close(self) -> None:
        self._watch.close()
        self._work.read.disconnect(self.show)
        if sip.isdeleted(self._root) or sip.isdeleted(self._view):  # QGIS closes
            return
        self._root.addedChildren.disconnect(self._nodes_changed)
        self._root.willRemoveChildren.disconnect(self._nodes_go)
        self._root.removedChildren.disconnect(self._nodes_changed)
        for id_ in list(self._shown):
            self._take(id_)

    def show(self) -> None:
        """Bring all indicators to what is known now."""
        path, overview = self._work.path, self._work.overview
        self._watch.follow(path)
        layers = layers_of_copy(path) if path is not None and overview is not None else {}
        edits = unsaved(path) if path is not None and layers else {}
        there = {layer.id() for found in layers.values() for layer in found}
        for id_ in [id_ for id_ in self._shown if id_ not in there]:
            self._take(id_)
        for name, found in layers.items():
            state = state_of(overview, name, edits.get(name, 0), self._work.own, self._work.sending)
            for layer in found:
                self._put(layer.id(), state)

    def _put(self, id_: str, state: LayerState) -> None:
        node = self._root.findLayer(id_)
        if node is None:
            return
        if id_ not in self._shown:
            indicator = QgsLayerTreeViewIndicator(self)
            indicator.clicked.connect(lambda _index: self._open_page())
            self._view.addIndicator(node, indicator)
            self._shown[id_] = node, indicator
        indicator = self._shown[id_][1]
        indicator.setIcon(icons.icon(state.icon))
        indicator.setToolTip(escaped(state.words))

    def _nodes_changed(self, *_: object) -> None:
        self.show()

    def _nodes_go(self, parent: QgsLayerTreeNode, first: int, last: int) -> None:
        """A node that is dragged elsewhere is made anew before the old one goes."""
        for child in parent.children()[first : last + 1]:
            for node in [child] if isinstance(child, QgsLayerTreeLayer) else child.findLayers():
                id_ = node.layerId()
                if id_ in self._shown and self._shown[id_][0] == node:
                    self._take(id_)

    def _take(self, id_: str) -> None:
        node, indicator = self._shown.pop(id_)
        if not sip.isdeleted(node):
            self._view.removeIndicator(node, indicator)
        indicator.deleteLater()


def state_of(overview: Overview | None, name: str, edits: int, own: bool, busy: bool = False) -> LayerState:
    """The state that matters most of the layer called `name`, with `edits` features changed and not saved.

    `busy` says that contributions are being sent just now.
    """
    counts = counts_of(overview, name) if overview is not None else Counts()
    standing = standing_of(counts, edits, own, busy)
    if overview is None and standing is Standing.SYNCED:
        return LayerState(standing, "")
    return LayerState(standing, _words(standing, counts, overview, name).format(edits))


def _words(standing: Standing, counts: Counts, overview: Overview | None, name: str) -> str:
    """`{}` stands for the features that are not saved."""
    record = next((found for found in (overview.layers if overview else ()) if found.form.name == name), None)
    match standing:
        case Standing.FOREIGN:
            return translate("indicators", "Somebody else's working copy: for reading only.")
        case Standing.UNSAVED:
            return translate("indicators", "Features edited and not saved yet: {}. Save the layer to keep them.")
        case Standing.CONFLICT:
            words = translate("indicators", "Objects that somebody else has changed too: {}. Decide them.")
            return words.format(counts.conflicts)
        case Standing.REFUSED:
            words = translate("indicators", "Changes that were not taken: {}. The list tells why.")
            return words.format(counts.refused)
        case Standing.UNKNOWN:
            words = translate("indicators", "Changes of which it is not known whether they arrived: {}. They are kept.")
            return words.format(counts.unknown)
        case Standing.SENDING:
            return translate("indicators", "Being sent: {}.").format(counts.sending or counts.unsent)
        case Standing.WAITING:
            words = translate("indicators", "Submitted, and not sent yet: {}. They are kept, and tried again.")
            return words.format(counts.waiting)
        case Standing.INCOMPLETE if record is not None:
            words = translate("indicators", "Incomplete: {} of {} features are here.")
            return words.format(record.loaded, record.expected)
        case Standing.CHANGED:
            return translate("indicators", "Your changes that are not published yet: {}.").format(counts.changes)
    when = moment(record.loaded_at) if record is not None else ""
    return translate("indicators", "No changes of yours. As on the server at {}.").format(when)
