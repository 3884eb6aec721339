"""What somebody will look at next is loaded while they still look at this one, so that a step needs no waiting."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...adapters.background import Lane
from ...adapters.wording import translate
from ..session import Session
from . import work as review_work
from .work import Seen

_FRESH = 30.0
"""Seconds for which what was loaded ahead may be shown. A decision is about a revision, so nothing older is decided."""
_KEPT = 12


class Ahead(QObject):
    """`arrived` names one that somebody waits for: it was loaded, or could not be, and is to be asked for again."""

    arrived = pyqtSignal(str)

    def __init__(self, session: Session, lane: Lane[Seen]) -> None:
        super().__init__()
        self._session, self._lane = session, lane
        self._known: OrderedDict[str, tuple[float, Seen]] = OrderedDict()
        self._loading, self._turn, self._failed = "", 0, set[str]()
        self._wanted: list[str] = []

    def take(self, uuid: str) -> Seen | None:
        """What was loaded of it a moment ago."""
        when, seen = self._known.get(uuid, (0.0, None))
        return seen if time.monotonic() - when < _FRESH else None

    def brings(self, uuid: str) -> bool:
        """Whether it is on its way: `arrived` will say so."""
        return bool(uuid) and self._loading == uuid and self._lane.busy

    def _note(self, seen: Seen) -> None:
        """It was loaded just now; the oldest makes room."""
        self._known[seen.contribution.uuid] = (time.monotonic(), seen)
        self._known.move_to_end(seen.contribution.uuid)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)

    def want(self, uuids: Sequence[str]) -> None:
        """Load these, one after the other, as far as they are not there."""
        now = time.monotonic()
        old = [uuid for uuid, (when, _) in self._known.items() if now - when >= _FRESH / 2]
        self._wanted = [uuid for uuid in uuids if (uuid not in self._known or uuid in old) and uuid not in self._failed]
        self._next()

    def forget(self) -> None:
        """Something was written, or this is another place: nothing that was loaded before is shown."""
        self._turn += 1
        self._known.clear()
        self._failed.clear()
        self._wanted = []

    def _next(self) -> None:
        if self._lane.busy or not self._wanted:
            return
        self._loading = uuid = self._wanted.pop(0)
        self._session.run(
            self._lane,
            translate("ahead", "Loading the next contributions"),
            lambda connection, _job: review_work.look(connection, uuid),
            partial(self._loaded, self._turn),
            lambda _problem: self._not_loaded(uuid),
        )

    def _loaded(self, turn: int, seen: Seen) -> None:
        if turn == self._turn:
            self._note(seen)
        self._answer(seen.contribution.uuid)

    def _not_loaded(self, uuid: str) -> None:
        """Whoever comes to it sees why: it is asked for again then, and not ahead."""
        self._failed.add(uuid)
        self._answer(uuid)

    def _answer(self, uuid: str) -> None:
        self._loading = ""
        self.arrived.emit(uuid)
        self._next()
