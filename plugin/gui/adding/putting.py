"""Putting a new object into its layer of the working copy; the layer is opened first where the map does not have it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import QgsPointXY, QgsVectorLayer

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...adapters.working_copy.forms import LayerForms
from ...domain.errors import Problem, Safety, WorkingCopyProblem
from ..map import work as map_work
from ..map.work import Opened
from ..widgets import ProblemBox
from ..window import Window
from . import saving
from .categories import Category
from .saving import Added


class Putting:
    """`added` is told of what has come in, `problem` of what has not."""

    def __init__(
        self,
        window: Window,
        opening: Lane[Opened],
        problem: ProblemBox,
        added: Callable[[Path, Added, Category], None],
    ) -> None:
        self._window, self._opening, self._problem, self._added = window, opening, problem, added

    def put(
        self, path: Path, category: Category, forms: LayerForms, point: QgsPointXY, values: dict[str, object]
    ) -> None:
        there = map_layers.layers_of_copy(path).get(category.layer)
        put = partial(self._put_into, path, category, forms, point, values)
        if there:
            put(there[0])
            return
        self._opening.start(
            translate("adding", "Opening layers"),
            lambda job: map_work.open_copy(path, [forms.record], True, job),
            partial(self._opened, path, put),
            self._problem.show_problem,
        )

    def _opened(self, path: Path, put: Callable[[QgsVectorLayer], None], opened: Opened) -> None:
        if opened.problem is not None or not opened.layers:
            self._problem.show_problem(opened.problem or WorkingCopyProblem("The layer cannot be opened."))
            return
        layer = opened.layers[0]
        self._window.add_layer(layer, translate("copy_panel", "Working copy {}").format(shown(path.stem, 60)))
        assert isinstance(layer, QgsVectorLayer)
        put(layer)

    def _put_into(
        self,
        path: Path,
        category: Category,
        forms: LayerForms,
        point: QgsPointXY,
        values: dict[str, object],
        layer: QgsVectorLayer,
    ) -> None:
        columns = {forms.record.column_of(name): value for name, value in values.items()}
        if layer.readOnly():
            text = "This layer of the working copy cannot be edited."
            self._problem.show_problem(WorkingCopyProblem(text, "Open your own working copy.", Safety.NOTHING_CHANGED))
            return
        try:
            added = saving.add(layer, point, columns, translate("adding", "Add: {}").format(category.label))
        except Problem as problem:
            self._problem.show_problem(problem)
            return
        self._added(path, added, category)
