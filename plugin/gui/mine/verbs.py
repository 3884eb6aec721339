"""What a person does with changes and contributions: show, edit, undo and take back, withdraw, revise, restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.geometry import to_qgs
from ...adapters.wording import translate
from ...adapters.working_copy import LocalChange, Overview
from ...domain.contribution import Contribution, Status
from ...domain.errors import Cancelled, Problem, Safety, WorkingCopyProblem
from ...domain.feature import Feature
from ...workflows.ports import ItemState
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import work as mine_work
from .changes_words import called, what
from .contributions_entries import Entry, latest
from .submit_box import SubmitBox


class MineVerbs:
    """`sending` and `changing` are lanes that write: to the service and to the working copy.

    `overview` tells what the working copy in use holds, None where there is none that the person may change.
    """

    def __init__(
        self,
        session: Session,
        window: Window,
        box: SubmitBox,
        problem: ProblemBox,
        sending: Lane,
        changing: Lane,
        overview: Callable[[], Overview | None],
    ) -> None:
        self._session, self._window, self._box, self._problem = session, window, box, problem
        self._sending, self._changing, self._overview = sending, changing, overview

    def show(self, feature: Feature) -> None:
        if feature.geometry is None:
            self._box.say(translate("mine_verbs", "It has no place on the map."))
            return
        try:
            self._window.zoom_to(to_qgs(feature.geometry), QgsCoordinateReferenceSystem(feature.crs))
        except Problem as problem:
            self.failed(problem)

    def edit(self, change: LocalChange, field: str = "") -> None:
        """Open the row; with a `field`, or where a value was refused, its form with that field in focus."""
        overview, place = self._overview(), (change.feature.layer, change.local_id)
        seen = latest(overview.sent).get(place) if overview else None
        field = field or (seen.item.bad_field if seen and seen.item.state is ItemState.REFUSED else "")
        self._open(change.feature, change.local_id if change.proposed else None, field)

    def correct(self, handle: str) -> None:
        """Open the row of the item that a refusal is about."""
        overview = self._overview()
        found = next((one for one in overview.sent if handle.startswith(one.item.uuid)), None) if overview else None
        if found is not None:
            local_id = found.local_id if found.item.change.proposed else None
            self._open(found.item.change.feature, local_id, found.item.bad_field)

    def undo(self, change: LocalChange) -> None:
        self._revert(change.feature.layer, change.local_id, translate("mine_verbs", "Undone: {}"))

    def restore(self, entry: Entry) -> None:
        if entry.local_id is not None:
            self._revert(entry.layer, entry.local_id, translate("mine_verbs", "Restored as it was: {}"))

    def revise(self, entry: Entry) -> None:
        """Open the row; what was withdrawn is a change again, to be sent as it is or after editing."""
        path = self._session.copy_path
        if path is None or entry.local_id is None or self._overview() is None:
            return
        opened = partial(self._open, entry.change.feature, entry.local_id)
        if entry.status is not Status.WITHDRAWN:
            opened()
            return
        title = translate("mine_verbs", "Making it a change again")
        uuid = entry.uuid
        self._start(path, title, lambda: mine_work.draft_again(path, uuid), lambda _: self._changed(opened))

    def withdraw(self, entry: Entry) -> None:
        mine = entry.local_id is not None and self._overview() is not None
        path = self._session.copy_path if mine else None
        uuid = entry.uuid
        self._problem.clear()
        self._session.run(
            self._sending,
            translate("mine_verbs", "Withdrawing a contribution"),
            lambda connection, _job: mine_work.take_back(connection, path, uuid),
            partial(self._withdrawn, entry.still_here),
            self._not_withdrawn,
        )

    def save_edits(self) -> None:
        """Save what is open in QGIS's edit sessions; where QGIS cannot, the edits stay as they are."""
        path = self._session.copy_path
        layers = map_layers.layers_of_copy(path) if path else {}
        broken = [layer for found in layers.values() for layer in found if layer.isModified() and not _saved(layer)]
        if broken:
            errors = "\n".join(f"{layer.name()}: {'; '.join(layer.commitErrors())}" for layer in broken)
            advice = "Correct it in QGIS and save again."
            self._problem.show_problem(Problem(shown(errors, 1000), advice, Safety.NOTHING_CHANGED), *self._again())
        else:
            self._problem.clear()

    def failed(self, problem: Problem) -> None:
        self._problem.show_problem(problem)
        self._session.work_changed.emit()

    def _again(self) -> tuple[str, Callable[[], None]]:
        return translate("mine_verbs", "Save again"), self.save_edits

    # the row in QGIS

    def _open(self, feature: Feature, local_id: int | None, field: str = "") -> None:
        try:
            layer = self._layer(feature.layer)
        except Problem as problem:
            self._problem.show_problem(problem)
            return
        if layer is not None:
            if feature.geometry is not None:
                self.show(feature)
            self._window.edit(layer, local_id, self._column(feature.layer, field))
            if local_id is not None and not self._box.offers:
                self._box.say(
                    translate(
                        "mine_verbs",
                        "Change its values in the form, or move it on the map. Save the edits, then submit.",
                    )
                )

    def _column(self, typename: str, field: str) -> str:
        """The column that a field of the service has in the working copy; "" where there is none."""
        overview = self._overview()
        for record in overview.layers if overview else ():
            if record.form.name == typename and field in [one.name for one in record.schema.fields]:
                return record.column_of(field)
        return ""

    def _layer(self, typename: str) -> QgsVectorLayer | None:
        """The layer in the project, added to it where it is missing."""
        path, overview = self._session.copy_path, self._overview()
        if path is None or overview is None:
            return None
        there = map_layers.layers_of_copy(path).get(typename)
        if there:
            return there[0]
        record = next((one for one in overview.layers if one.form.name == typename), None)
        if record is None:
            return None
        layer = map_layers.copy_layer(path, record, True)
        municipality = self._session.municipality
        self._window.add_layer(layer, (municipality.title if municipality else "") or path.stem)
        return layer

    # undo and back

    def _revert(self, layer: str, local_id: int, words: str) -> None:
        path = self._session.copy_path
        if path is None or self._overview() is None:
            return
        if map_layers.unsaved(path).get(layer):
            text = "There are edits of this layer that are not saved yet."
            self._problem.show_problem(WorkingCopyProblem(text, "Save or discard them first.", Safety.NOTHING_CHANGED))
            return
        title = translate("mine_verbs", "Undoing a change")
        self._start(
            path, title, lambda: mine_work.undo(path, layer, local_id), lambda change: self._undone(path, change, words)
        )

    def _undone(self, path: Path, change: LocalChange | None, words: str) -> None:
        if change is not None:
            self._offer(path, change, words.format(_in_words(change)))
        self._changed()

    def _offer(self, path: Path, change: LocalChange, text: str) -> None:
        """The verb holds the only copy of the change, so it is there until the change is made again."""
        if path == self._session.copy_path:
            self._box.say(text, translate("mine_verbs", "Take back"), lambda: self._redo(path, change, text))

    def _redo(self, path: Path, change: LocalChange, text: str) -> None:
        def failed(problem: Problem) -> None:
            self._offer(path, change, text)
            self.failed(problem)

        title = translate("mine_verbs", "Making a change again")
        work = partial(mine_work.redo, path, change)
        if not self._start(path, title, work, lambda _: self._made_again(change), failed):
            self._offer(path, change, text)

    def _made_again(self, change: LocalChange) -> None:
        self._box.say(translate("mine_verbs", "Made again: {}").format(_in_words(change)))
        self._changed()

    def _start(
        self,
        path: Path,
        title: str,
        work: Callable[[], LocalChange | None],
        done: Callable[[LocalChange | None], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> bool:
        """Write to the working copy; what comes back when another one is in use is not told.

        False where something is being written already.
        """

        def answered(result: LocalChange | None) -> None:
            map_layers.read_again(path)
            if path == self._session.copy_path:
                done(result)

        self._problem.clear()
        return self._changing.start(title, lambda _job: work(), answered, failed or self.failed)

    def _changed(self, then: Callable[[], None] | None = None) -> None:
        self._session.work_changed.emit()
        if then is not None:
            then()

    # withdrawing

    def _withdrawn(self, still_here: bool, _now: Contribution) -> None:
        text = translate("mine_verbs", "Withdrawn.")
        if still_here:
            text += " " + translate("mine_verbs", "The change is still in your working copy: revise or restore it.")
        self._box.say(text)
        self._session.work_changed.emit()

    def _not_withdrawn(self, problem: Problem) -> None:
        if isinstance(problem, Cancelled):
            self._box.say(translate("mine_verbs", "Cancelled. The list shows in a moment whether it was withdrawn."))
        self.failed(problem)


def _saved(layer: QgsVectorLayer) -> bool:
    return bool(layer.commitChanges(False))


def _in_words(change: LocalChange) -> str:
    return ": ".join(part for part in (called(change.feature), what(change)) if part)
