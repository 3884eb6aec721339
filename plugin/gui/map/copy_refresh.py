"""Refreshing the working copy: never over edits that QGIS has not saved, and with words for what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...domain.errors import Problem
from ...workflows.ports import Refreshed
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import work as map_work
from .work import CopyState


class Refresher(QObject):
    """`failed` after a problem was shown: the file may be read again."""

    failed = pyqtSignal()

    def __init__(self, session: Session, window: Window, lane: Lane[dict[str, Refreshed]], problem: ProblemBox) -> None:
        super().__init__(problem)
        self._session, self._window, self._lane, self._problem = session, window, lane, problem

    def start(self, state: CopyState) -> None:
        """Fetch what the service has now into this working copy."""
        verb, advice = translate("copy_refresh", "Save edits and refresh"), "Save the edits first, then refresh."
        if is_held(state.path, self._problem, advice, verb, lambda: self.start(state)):
            return
        self._problem.clear()
        self._session.run(
            self._lane,
            translate("copy_refresh", "Refreshing the working copy"),
            lambda connection, job: map_work.bring_up_to_date(connection, state.path, job),
            lambda found: self._refreshed(state, found),
            lambda problem: self._not_refreshed(state, problem),
        )

    def _refreshed(self, state: CopyState, found: Mapping[str, Refreshed]) -> None:
        map_layers.read_again(state.path)
        self._session.work_changed.emit()
        counts = [
            sum(numbers) for numbers in zip(*((r.added, r.changed, r.removed) for r in found.values()), strict=True)
        ]
        text = translate("copy_refresh", "The working copy is up to date. New: {}, changed: {}, gone: {}.")
        self._window.tell(text.format(*counts or (0, 0, 0)), Qgis.MessageLevel.Success)
        conflicts = sum(len(one.conflicts) for one in found.values())
        if conflicts:
            text = translate("copy_refresh", "Changes of yours that somebody else has changed too: {}. They are kept.")
            self._window.tell(text.format(conflicts), Qgis.MessageLevel.Warning)

    def _not_refreshed(self, state: CopyState, problem: Problem) -> None:
        self._problem.show_problem(problem, translate("copy_refresh", "Try again"), lambda: self.start(state))
        self.failed.emit()


def is_held(path: Path, box: ProblemBox, advice: str, verb: str, go_on: Callable[[], None]) -> bool:
    """Whether QGIS has edits of this working copy that are not saved; `box` says so and offers to save and `go_on`."""
    layers = map_layers.layers_of_copy(path)
    names = [shown(layers[name][0].name(), 60) for name in map_layers.unsaved(path)]
    if names:
        text = translate("copy_refresh", "There are edits that QGIS has not saved yet: {}.").format(", ".join(names))
        box.show_problem(Problem(text, advice), verb, lambda: _save_and(path, box, go_on))
    return bool(names)


def _save_and(path: Path, box: ProblemBox, go_on: Callable[[], None]) -> None:
    for layers in map_layers.layers_of_copy(path).values():
        for layer in layers:
            if layer.isModified() and not layer.commitChanges(False):
                text = " ".join(layer.commitErrors())
                box.show_problem(Problem(text, "Mend it in QGIS, or cancel the edits."))
                return
    go_on()
