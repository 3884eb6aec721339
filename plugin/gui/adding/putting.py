"""What was said goes into the layer of the working copy, opened where it is not on the map yet; with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...adapters.working_copy.forms import LayerForms
from ...domain.errors import Problem, Safety, WorkingCopyProblem
from ..map import work as map_work
from ..map.work import Opened
from ..window import PAGE_MINE, Window
from . import saving
from .categories import Category
from .saving import Added


@dataclass(frozen=True)
class Wanted:
    """One object: into which working copy, as what, where (in the layer's CRS), and its values by field."""

    path: Path
    category: Category
    forms: LayerForms
    geometry: QgsGeometry
    values: dict[str, Any]

    @property
    def same(self) -> tuple[object, ...]:
        """Equal for two that are the same."""
        return (self.category, bytes(self.geometry.asWkb()), *self.values.items())


class Putting(QObject):
    """`done` is told what was added and in which words, `back` that it was taken back, `failed` a Problem."""

    def __init__(
        self,
        window: Window,
        done: Callable[[Wanted, Added, str], None],
        back: Callable[[], None],
        failed: Callable[[Problem], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._done, self._back, self._failed = window, done, back, failed
        self.lane: Lane[Opened] = Lane(self)

    def put(self, wanted: Wanted) -> None:
        there = map_layers.layers_of_copy(wanted.path).get(wanted.category.layer)
        if there:
            self._put_into(there[0], wanted)
            return
        self.lane.start(
            translate("adding", "Opening layers"),
            lambda job: map_work.open_copy(wanted.path, [wanted.forms.record], True, job),
            partial(self._opened, wanted),
            self._failed,
        )

    def _opened(self, wanted: Wanted, opened: Opened) -> None:
        if opened.problem is not None or not opened.layers:
            self._failed(opened.problem or WorkingCopyProblem("The layer cannot be opened."))
            return
        layer = opened.layers[0]
        self._window.add_layer(layer, translate("copy_panel", "Working copy {}").format(shown(wanted.path.stem, 60)))
        assert isinstance(layer, QgsVectorLayer)
        self._put_into(layer, wanted)

    def _put_into(self, layer: QgsVectorLayer, wanted: Wanted) -> None:
        columns = {wanted.forms.record.column_of(name): value for name, value in wanted.values.items()}
        if layer.readOnly():
            text = "This layer of the working copy cannot be edited."
            self._failed(WorkingCopyProblem(text, "Open your own working copy.", Safety.NOTHING_CHANGED))
            return
        words = translate("adding", "Add: {}").format(wanted.category.label)
        try:
            added = saving.add(layer, wanted.geometry, columns, words)
        except Problem as problem:
            self._failed(problem)
            return
        self._tell(wanted, added)

    def _tell(self, wanted: Wanted, added: Added) -> None:
        text = translate("adding", "Added: {}.").format(wanted.category.label)
        after = translate("adding", "It is in My contributions and can be submitted there.")
        if not added.saved:
            after = translate("adding", "Save the edits of the layer, then it can be submitted.")
        verb = translate("adding", "Take back")
        self._window.tell(f"{text} {after}", Qgis.MessageLevel.Success, verb, partial(self._take_back, added))
        self._done(wanted, added, f"{text} {after}")

    def _take_back(self, added: Added) -> None:
        try:
            done = saving.take_back(added)
        except RuntimeError:  # the layer went with its project
            done = False
        if done:
            self._back()
            self._window.tell(translate("adding", "Taken back."))
        else:
            text = translate("adding", "It cannot be taken back here any more. The page My contributions can undo it.")
            show = partial(self._window.open_page, PAGE_MINE)
            self._window.tell(text, Qgis.MessageLevel.Warning, translate("adding", "Show"), show)
