"""What the page Prüfen does with review units: looks them up, marks them on the map, accepts and publishes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from qgis.core import Qgis, QgsGeometry
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...adapters.background import Job, Lane
from ...adapters.wording import translate
from ...domain.contribution import Contribution
from ...domain.errors import Problem
from ...workflows.connection import Connection
from ...workflows.publish import Published
from ...workflows.review_unit import Decided
from ..session import Session
from ..window import Window
from . import unit_words, unit_work
from .deciding import Deciding
from .publish_box import answer, details
from .unit_view import UnitView
from .unit_words import Title
from .unit_work import SeenUnit

T = TypeVar("T")

_COLOUR, _STROKE = QColor("#1b9e77"), Qt.PenStyle.DashDotLine
"""Of the other members on the map; of none of the three versions."""


class UnitDesk:
    """Looks beside the window for what belongs to the contribution that is shown; `view` shows it.

    One lane reads, and the newest question wins; the other writes. Lists are read again when something was done.
    """

    def __init__(
        self, session: Session, window: Window, lanes: tuple[Lane[Any], Lane[Any]], title: Title, decider: Deciding
    ) -> None:
        self._session, self._window, self._title, self._decider = session, window, title, decider
        self._reading, self._writing = lanes
        self._seen, self._about, self._me = SeenUnit(), "", ""
        self._undo: list[Callable[[], None]] = []
        self.view = UnitView(self._writing)
        self.view.accept.connect(self._accept)
        self.view.publish.connect(self._publish)
        self.view.show_all.connect(self._zoom)
        self._writing.busy_changed.connect(self.view.set_busy)
        session.work_changed.connect(self._look_again)

    def leave_for(self, uuid: str) -> None:
        """Another one ("" for none) is asked for: what belongs together stays on the screen while it is one of it."""
        if self._seen.together.member(uuid) is None:
            self.show_nothing()

    def show_nothing(self) -> None:
        self._about, self._seen = "", SeenUnit()
        self._reading.cancel()
        self._unmark()
        self.view.show_nothing()

    def look_at(self, contribution: Contribution, me: str) -> None:
        """It is on the screen now: what belongs to it?"""
        self._about, self._me = contribution.uuid, me
        self._look_again()

    def _look_again(self) -> None:
        uuid = self._about
        if uuid:
            self._session.run(
                self._reading,
                translate("unit_desk", "Looking for what belongs together"),
                lambda connection, job: unit_work.look(connection, job, uuid),
                self._looked,
                lambda problem: self.view.show_problem(problem, self._look_again),
            )

    def _looked(self, seen: SeenUnit) -> None:
        if seen.about != self._about:
            return
        self._seen = seen
        self.view.load(seen.together, seen.about, self._me, self._title)
        self._unmark()
        for uuid, (shape, crs) in seen.shapes.items():
            if uuid != seen.about:
                self._undo.append(self._window.mark(shape, crs, _COLOUR, _STROKE))

    # deciding

    def _accept(self, uuids: list[str]) -> None:
        members = [one for one in self._seen.together.members if one.uuid in uuids]
        title = translate("unit_desk", "Sending decisions")
        self._write(title, lambda connection, _job: unit_work.accept(connection, members), self._accepted)

    def _accepted(self, found: Decided) -> None:
        if found.problem is not None:
            self.view.tell(unit_words.nothing_decided(self._name(found.culprit)))
            verb = translate("unit_desk", "Look at it") if found.culprit else ""
            act = partial(self.view.wanted.emit, found.culprit) if found.culprit else None
            self.view.problem.show_problem(found.problem, verb, act)
        else:
            undo = self._decider.undo = partial(self._take_back, found.done)
            text = unit_words.accepted_text(len(found.done))
            self._window.tell(text, Qgis.MessageLevel.Success, translate("unit_desk", "Take back"), undo)
        self._session.work_changed.emit()

    def _take_back(self, uuids: tuple[str, ...]) -> None:
        title = translate("unit_desk", "Taking decisions back")
        self._write(
            title,
            lambda connection, job: unit_work.take_back(connection, job, uuids),
            self._taken_back,
        )

    def _taken_back(self, _none: None) -> None:
        self._decider.undo = None
        self._session.work_changed.emit()

    # publishing

    def _publish(self, uuids: list[str]) -> None:
        self._write(
            translate("unit_desk", "Publishing"),
            lambda connection, job: unit_work.publish_together(connection, job, uuids),
            self._published,
        )

    def _published(self, found: Published) -> None:
        names = {one.uuid: unit_words.name(one, self._title) for one in self._seen.together.members}
        self.view.tell("\n".join([answer(found), *details(found, names)]))
        self._session.work_changed.emit()

    # parts

    def _write(self, title: str, work: Callable[[Connection, Job], T], done: Callable[[T], None]) -> None:
        self.view.problem.clear()
        self.view.tell("")
        self._session.run(self._writing, title, work, done, self._not_written)

    def _not_written(self, problem: Problem) -> None:
        self.view.problem.show_problem(problem)
        self._session.work_changed.emit()

    def _name(self, uuid: str) -> str:
        member = self._seen.together.member(uuid)
        return unit_words.name(member, self._title) if member else ""

    def _zoom(self) -> None:
        shapes = list(self._seen.shapes.values())
        if shapes:
            self._window.zoom_to(QgsGeometry.collectGeometry([shape for shape, _crs in shapes]), shapes[0][1])

    def _unmark(self) -> None:
        while self._undo:
            self._undo.pop()()
