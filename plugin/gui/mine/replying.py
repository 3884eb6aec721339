"""Answering a question of the municipality from the page Meine Beiträge, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...adapters.working_copy import Overview
from ...domain.errors import Cancelled, Problem
from ..session import Session
from ..widgets import ProblemBox
from . import work as mine_work
from .contributions_entries import Entry
from .contributions_view import ContributionsView
from .submit_box import SubmitBox


class Replying:
    """`overview` tells what the working copy in use holds, None where there is none that the person may change."""

    def __init__(
        self,
        session: Session,
        view: ContributionsView,
        box: SubmitBox,
        problem: ProblemBox,
        sending: Lane,
        overview: Callable[[], Overview | None],
    ) -> None:
        self._session, self._view, self._box, self._problem = session, view, box, problem
        self._sending, self._overview = sending, overview
        self._who = ""
        view.reply.said.connect(self._reply)

    def follow(self, who: str) -> None:
        """What was written was meant by somebody else, or for another municipality."""
        if who != self._who:
            self._who = who
            self._view.reply.forget_all()

    def _reply(self, entry: Entry, text: str) -> None:
        mine = entry.local_id is not None and self._overview() is not None
        path = self._session.copy_path if mine else None
        uuid, revision = entry.uuid, entry.revision
        self._problem.clear()
        self._session.run(
            self._sending,
            translate("replying", "Answering a question"),
            lambda connection, _job: mine_work.answer(connection, path, uuid, text, revision),
            lambda _: self._replied(uuid, text),
            self._not_replied,
        )

    def _replied(self, uuid: str, text: str) -> None:
        self._view.reply.forget(uuid, text)
        self._view.tree.setFocus()  # where one was goes away
        self._box.say(translate("replying", "Answered, and submitted again."))
        self._session.work_changed.emit()

    def _not_replied(self, problem: Problem) -> None:
        if isinstance(problem, Cancelled):
            text = translate("replying", "Cancelled. The list shows in a moment whether the answer has arrived.")
            self._box.say(text)
        self._problem.show_problem(problem)
        self._session.work_changed.emit()
