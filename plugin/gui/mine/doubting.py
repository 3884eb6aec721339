"""What only a person can know where no server half answers: whether a new object has arrived, and what to do about a
published change that somebody has overwritten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.plain_words import overwritten
from ...adapters.wording import translate
from ...adapters.working_copy import Overview
from ...domain.contribution import Operation
from ...domain.errors import Cancelled, Problem
from ...domain.ledger import Entry
from ...domain.outbox import ItemState
from ...domain.protection import Protection
from ...workflows.plain_doubt import Doubt
from ..asking import chosen
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import work as mine_work
from .changes_words import called
from .work import Local


class Doubting:
    """`local` tells what the working copy in use holds, None where there is none that the person may change."""

    def __init__(
        self,
        session: Session,
        window: Window,
        problem: ProblemBox,
        looking: Lane[list[Doubt]],
        sending: Lane,
        changing: Lane,
        local: Callable[[], Local | None],
    ) -> None:
        self._session, self._window, self._problem, self._local = session, window, problem, local
        self._looking, self._sending, self._changing = looking, sending, changing

    @property
    def text(self) -> str:
        """What is to be decided, "" for nothing."""
        local = self._local()
        if local is None:
            return ""
        told = (
            (translate("doubting", "Published by you, and overwritten since: {}."), len(local.overwritten)),
            (translate("doubting", "New objects of which nobody knows whether they arrived: {}."), _doubts(local)),
        )
        return " ".join(text.format(count) for text, count in told if count)

    def decide(self) -> None:
        """Ask about the first of them; the others are asked about when that is done."""
        local = self._local()
        if local is None or self._changing.busy or self._sending.busy:
            return
        self._problem.clear()
        if local.overwritten:
            self._ask_of_entry(local.path, local.overwritten[0])
        else:
            self._session.run(
                self._looking,
                translate("doubting", "Looking for what may have arrived"),
                lambda connection, _job: mine_work.look_for_doubts(connection, local.path),
                partial(self._ask_of_doubts, local.path),
                self._failed,
            )

    def _ask_of_entry(self, path: Path, entry: Entry) -> None:
        verbs = [translate("doubting", "Make it again"), translate("doubting", "Leave it as it is")]
        title = translate("doubting", "Overwritten")
        answer = chosen(self._window.main, title, overwritten(entry), verbs)
        if answer is not None:
            title = translate("doubting", "Noting a decision")
            again = answer == 0
            work = partial(mine_work.answer_finding, path, entry.uuid, again)
            self._changing.start(title, lambda _job: work(), lambda _: self._done(path), self._failed)

    def _ask_of_doubts(self, path: Path, doubts: list[Doubt]) -> None:
        if not doubts or path != self._session.copy_path:
            self._session.work_changed.emit()
            return
        doubt, again = doubts[0], translate("doubting", "It is not there: send it again")
        verbs = [translate("doubting", "It has arrived"), again] if len(doubt.alike) == 1 else [again]
        title = translate("doubting", "Did it arrive?")
        answer = chosen(self._window.main, title, _doubt_text(doubt), verbs)
        if answer is None:
            return
        arrived = len(verbs) == 2 and answer == 0
        work = mine_work.note_arrival if arrived else mine_work.send_once_more
        self._session.run(
            self._sending,
            translate("doubting", "Settling a doubt"),
            lambda connection, _job: work(connection, path, doubt),
            lambda _: self._done(path),
            self._failed,
        )

    def _done(self, path: Path) -> None:
        map_layers.read_again(path)
        self._session.work_changed.emit()

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self._problem.show_problem(problem)
        self._session.work_changed.emit()


def _doubts(local: Local) -> int:
    return sum(_is_doubt(local.overview, one.item.change.feature.layer) for one in _unknown(local.overview))


def _unknown(overview: Overview) -> list:
    found = (one for one in overview.sent if one.item.state is ItemState.UNKNOWN)
    return [one for one in found if one.item.change.operation is Operation.INSERT]


def _is_doubt(overview: Overview, layer: str) -> bool:
    levels = {record.form.name: record.protection for record in overview.layers}
    return levels.get(layer) == Protection.DETECTED


def _doubt_text(doubt: Doubt) -> str:
    name = called(doubt.item.change.feature) or translate("doubting", "The new object")
    alike = len(doubt.alike)
    if alike == 1:
        text = translate("doubting", "{}: one just like it is on the map, and was not there before. Is that it?")
    elif alike:
        text = translate("doubting", "{}: several just like it are on the map. Refresh and look before you decide.")
    else:
        text = translate("doubting", "{}: nothing like it is on the map of the service.")
    return text.format(name)
