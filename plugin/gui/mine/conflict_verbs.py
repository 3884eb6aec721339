"""What a person does with a conflict: look at it, use what was decided, turn it into a comment, take that back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.wording import translate
from ...adapters.working_copy import Overview
from ...adapters.working_copy.conflicts import Conflict, Resolved
from ...domain.errors import Cancelled, Problem, Safety, WorkingCopyProblem
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import conflict_work
from .conflict_work import Compared, ConflictLine
from .conflicts_view import ConflictsView
from .conflicts_words import called_in, comment_text
from .deciding import Deciding
from .submit_box import SubmitBox


class ConflictVerbs:
    """`looking` is a lane that reads, `changing` one that writes to the working copy.

    `overview` tells what the working copy in use holds, None where there is none that the person may change.
    """

    def __init__(
        self,
        session: Session,
        window: Window,
        view: ConflictsView,
        box: SubmitBox,
        problem: ProblemBox,
        looking: Lane[Compared],
        sending: Lane,
        changing: Lane,
        overview: Callable[[], Overview | None],
    ) -> None:
        self._session, self._window, self._view, self._box, self._problem = session, window, view, box, problem
        self._looking, self._sending, self._changing, self._overview = looking, sending, changing, overview
        view.look_wanted.connect(self.look)
        view.use_wanted.connect(self.use)
        view.comment_wanted.connect(self.comment)

    def look(self, line: ConflictLine) -> None:
        """Make a conflict ready to be looked at."""
        title = translate("conflict_verbs", "Comparing three versions")
        self._looking.start(
            title, lambda _job: conflict_work.compare(line), self._view.show_compared, self._problem.show_problem
        )

    def use(self, conflict: Conflict, deciding: Deciding) -> None:
        """Let the object be what was decided."""
        choices, values = dict(deciding.choices), dict(deciding.values)
        self._decide(
            conflict,
            lambda path: conflict_work.decide(path, conflict, choices, values),
            lambda path, resolved: self._used(path, resolved),
        )

    def comment(self, conflict: Conflict) -> None:
        """Let the object be as the municipality has it, and put what was wanted into the comment."""
        self._decide(
            conflict,
            lambda path: conflict_work.give_way(path, conflict),
            lambda path, resolved: self._commented(path, resolved),
        )

    # what comes of it

    def _used(self, path: Path, resolved: Resolved) -> None:
        name = called_in(resolved.conflict.merge)
        text = translate("conflict_verbs", "Decided: {}. It is sent with your next submission.")
        if not resolved.left:
            text = translate("conflict_verbs", "Decided: {}. It is as the municipality has it; nothing is to be sent.")
        self._offer(path, resolved, text.format(name))

    def _commented(self, path: Path, resolved: Resolved) -> None:
        added = comment_text(resolved.conflict.merge)
        if resolved.conflict.arrived and not resolved.left:
            self._say_instead(path, resolved, added)
            return
        self._into_box(path, resolved, added)

    def _say_instead(self, path: Path, resolved: Resolved, added: str) -> None:
        """The municipality has a contribution about it, and nothing else is to be sent: it goes there by itself."""
        conflict = resolved.conflict
        started = self._session.run(
            self._sending,
            translate("conflict_verbs", "Sending a comment"),
            lambda connection, _job: conflict_work.say_instead(connection, conflict, added),
            lambda _: self._offer(path, resolved, translate("conflict_verbs", "Sent as a comment: {}").format(added)),
            lambda _problem: self._into_box(path, resolved, added),
        )
        if not started:
            self._into_box(path, resolved, added)

    def _into_box(self, path: Path, resolved: Resolved, added: str) -> None:
        self._box.comment.setPlainText("\n".join(filter(None, [self._box.text, added])))
        text = translate("conflict_verbs", "It stands in the comment below, and goes with your next submission: {}.")
        self._offer(path, resolved, text.format(called_in(resolved.conflict.merge)), added)

    def _offer(self, path: Path, resolved: Resolved, text: str, comment: str = "") -> None:
        """The verb holds the only copy of what was there before; it is there until something else is said."""
        if path == self._session.copy_path:
            verb = translate("conflict_verbs", "Take back")
            self._box.say(text, verb, lambda: self._take_back(path, resolved, text, comment))
        self._session.work_changed.emit()

    def _take_back(self, path: Path, resolved: Resolved, text: str, comment: str) -> None:
        def failed(problem: Problem) -> None:
            self._offer(path, resolved, text, comment)
            self._failed(problem)

        work = partial(conflict_work.put_back, path, resolved)
        if not self._start(path, work, lambda _: self._taken_back(resolved, comment), failed):
            self._offer(path, resolved, text, comment)

    def _taken_back(self, resolved: Resolved, comment: str) -> None:
        if comment and comment in self._box.text:
            self._box.comment.setPlainText(self._box.text.replace(comment, "").strip())
        text = translate("conflict_verbs", "To be decided again: {}.")
        self._box.say(text.format(called_in(resolved.conflict.merge)))
        self._session.work_changed.emit()

    # how it is done

    def _decide(
        self, conflict: Conflict, work: Callable[[Path], Resolved], done: Callable[[Path, Resolved], None]
    ) -> None:
        path = self._session.copy_path
        if path is None or self._overview() is None:
            return
        if map_layers.unsaved(path).get(conflict.layer):
            text = "There are edits of this layer that are not saved yet."
            self._problem.show_problem(WorkingCopyProblem(text, "Save or discard them first.", Safety.NOTHING_CHANGED))
            return
        self._start(path, lambda: work(path), lambda resolved: done(path, resolved), self._failed)

    def _start(self, path: Path, work: Callable[[], object], done: Callable, failed: Callable[[Problem], None]) -> bool:
        """Write to the working copy; False where something is being written already."""

        def answered(result: object) -> None:
            map_layers.read_again(path)
            if path == self._session.copy_path:
                done(result)

        self._problem.clear()
        title = translate("conflict_verbs", "Deciding a conflict")
        return self._changing.start(title, lambda _job: work(), answered, failed)

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self._problem.show_problem(problem)
        self._session.work_changed.emit()
