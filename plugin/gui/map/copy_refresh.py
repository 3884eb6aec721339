"""Refreshing the working copy: never over edits that QGIS has not saved, and with words for what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import difference_text, translate
from ...domain.errors import Problem
from ..session import Session
from ..widgets import ProblemBox
from ..window import PAGE_MINE, Window
from . import work as map_work
from .broken_off import BrokenOff
from .work import CopyState, Refreshment

_NAMED = 3


class Refresher(QObject):
    """`failed` after a problem was shown: the file may be read again."""

    failed = pyqtSignal()

    def __init__(self, session: Session, window: Window, lane: Lane[Refreshment], problem: ProblemBox) -> None:
        super().__init__(problem)
        self._session, self._window, self._lane, self._problem = session, window, lane, problem
        self.broken_off = BrokenOff(problem)

    def start(self, state: CopyState) -> None:
        """Fetch what the service has now into this working copy."""
        verb, advice = translate("copy_refresh", "Save edits and refresh"), "Save the edits first, then refresh."
        if is_held(state.path, self._problem, advice, verb, lambda: self.start(state)):
            return
        self._problem.clear()
        self.broken_off.clear()
        self._session.run(
            self._lane,
            translate("copy_refresh", "Refreshing the working copy"),
            lambda connection, job: map_work.bring_up_to_date(connection, state.path, job),
            lambda found: self._refreshed(state, found),
            lambda problem: self._not_refreshed(state, problem),
        )

    def _refreshed(self, state: CopyState, found: Refreshment) -> None:
        map_layers.read_again(state.path)
        self._session.work_changed.emit()
        self._window.tell(refreshed_text(found), Qgis.MessageLevel.Success)
        if news := changed_text(found):
            self._window.tell(news, Qgis.MessageLevel.Warning)
        for text, count in (
            (translate("copy_refresh", "Changed by somebody else, too: {}. Yours is kept."), found.conflicts),
            (translate("copy_refresh", "Published by you, and overwritten since: {}."), found.overwritten),
        ):
            if count:
                verb, show = translate("copy_refresh", "Decide"), partial(self._window.open_page, PAGE_MINE)
                self._window.tell(text.format(count), Qgis.MessageLevel.Warning, verb, show)

    def _not_refreshed(self, state: CopyState, problem: Problem) -> None:
        self.broken_off.show_problem(problem, lambda: self.start(state))
        self.failed.emit()


def refreshed_text(found: Refreshment) -> str:
    """What is new, and which changes were put together with those of others."""
    numbers = [(one.added, one.changed, one.removed) for one in found.layers.values()]
    counts = [sum(column) for column in zip(*numbers, strict=True)] or [0, 0, 0]
    text = translate("copy_refresh", "The working copy is up to date. New: {}, changed: {}, gone: {}.").format(*counts)
    if not found.merged:
        return text
    names = ", ".join(filter(None, found.merged[:_NAMED])) or "–"
    if len(found.merged) > _NAMED:
        names = translate("copy_refresh", "{} and {} more").format(names, len(found.merged) - _NAMED)
    merged = translate("copy_refresh", "Put together with your changes, nothing of either is lost: {} ({}).")
    return f"{text} {merged.format(len(found.merged), names)}"


def changed_text(found: Refreshment) -> str:
    """What the municipality has changed about the layers themselves; "" where it is nothing."""
    told = [
        f"{shown(name, 60)}: {shown(difference_text(one), 200)}"
        for name, layer in found.layers.items()
        for one in layer.differences
    ]
    if not told:
        return ""
    text = translate("copy_refresh", "The municipality has changed layers. Your edits are kept. {}")
    return text.format(" ".join(told[:_NAMED]) + (" …" if told[_NAMED:] else ""))


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
