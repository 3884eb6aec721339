"""What the rules find is shown while one works and before one sends; one click leads to each of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...adapters.working_copy import LocalChange
from ...domain.errors import Problem
from ...domain.validation import Code, Finding
from ..session import Session
from ..window import Window
from . import check_work
from .changes_lines import LayerLines, row_of, same_changes
from .changes_view import ChangesView
from .check_work import Looked
from .marks import Marks, shape_of
from .verbs import MineVerbs
from .work import Local


class Checking:
    """`lane` reads; `changed` hears when something else was found, so that it is shown."""

    def __init__(
        self,
        session: Session,
        window: Window,
        view: ChangesView,
        lane: Lane[Looked],
        verbs: MineVerbs,
        changed: Callable[[], None],
    ) -> None:
        self._session, self._window, self._view = session, window, view
        self._lane, self._verbs, self._changed = lane, verbs, changed
        self._found: Looked | None = None
        self._marks = Marks(window)
        view.finding_wanted.connect(self.go)
        view.chosen.connect(self._mark)

    @property
    def found(self) -> Looked | None:
        """What was found in what is not sent, the last time somebody looked."""
        return self._found

    def close(self) -> None:
        self._marks.clear()

    def follow(self, local: Local | None, is_own: bool) -> None:
        """Look again, beside the window, because something may be otherwise than before."""
        if local is None or not is_own or not local.lines:
            self._lane.abandon()
            self._marks.clear()
            self._found = None
            return
        path, connection = local.path, self._session.connection
        title = translate("checking", "Checking changes")
        self._lane.start(title, lambda job: check_work.look(path, connection, "", job), self._have_looked, _ignore)

    def lines(self, local: Local) -> tuple[LayerLines, ...]:
        """The lines of a working copy with what was found, as far as that is about these very changes."""
        found = self._found
        known = found is not None and found.path == local.path and same_changes(found.lines, local.lines)
        return found.lines if found is not None and known else local.lines

    def show(self, found: Looked) -> None:
        """What was found when somebody wanted to send."""
        self._lane.abandon()  # it knows less
        self._have_looked(found)

    def point_out(self, found: Looked) -> bool:
        """Nothing was sent yet: to the first thing in the list, and all that may be there already on the map.

        False where the list has nothing to go to: it is about the comment then.
        """
        listed = self._view.select_first_finding()
        changes = {row_of(line.change): line.change for layer in found.lines for line in layer.lines}
        twins = [(changes[row].feature, twin) for row, twin in found.twins.items() if row in changes]
        if listed and twins:
            self._marks.show(twins)
        return listed

    def go(self, change: LocalChange, finding: Finding) -> None:
        """To what was found: both objects on the map, or the form of the row with the field in focus."""
        twin = self._found.twins.get(row_of(change)) if self._found else None
        if finding.code is Code.DUP_CANDIDATE and twin is not None:
            shapes = [shape for shape in map(shape_of, (change.feature, twin)) if shape is not None]
            self._window.zoom_to(QgsGeometry.unaryUnion(shapes), QgsCoordinateReferenceSystem(change.feature.crs))
        elif finding.code is Code.DUP_CANDIDATE or change.proposed is None:
            self._verbs.show(change.feature)
        else:
            self._verbs.edit(change, finding.field)
        self._mark(change, finding)

    def _mark(self, change: LocalChange | None, finding: Finding | None) -> None:
        if change is None or finding is None:
            self._marks.clear()
            return
        twin = self._found.twins.get(row_of(change)) if self._found else None
        if finding.code is Code.DUP_CANDIDATE and twin is not None:
            self._marks.show([(change.feature, twin)])
        else:
            self._marks.point(change.feature, None if finding.field else finding.place)

    def _have_looked(self, found: Looked) -> None:
        if found.path == self._session.copy_path:
            self._found = found
            self._changed()


def _ignore(_problem: Problem) -> None:
    """Cancelled, or of a working copy that the page tells of."""


def same_place(session: Session) -> Callable[[], bool]:
    """Whether one is, later, still where one is now: municipality, login and working copy."""

    def where() -> tuple[str, str, Path | None]:
        here = session.municipality
        return (here.address, here.authcfg, session.copy_path) if here else ("", "", session.copy_path)

    now = where()
    return lambda: where() == now
