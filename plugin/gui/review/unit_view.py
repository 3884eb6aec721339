"""The part “Belongs together” below a contribution: members, one by one or marked, accepted and published as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...adapters.background import Lane
from ...adapters.foreign import escaped
from ...adapters.wording import translate
from ...domain.contribution import Contribution, Status
from ...domain.errors import Problem
from ...workflows.review import DECIDABLE
from ...workflows.review_unit import TAKEN, Together
from ..widgets import PlainLabel, ProblemBox, ProgressRow, Quiet, button, icon_button
from . import unit_words
from .unit_words import Title

_ROWS = 5
"""Members that are seen without scrolling."""
_GAP = 2


@dataclass(frozen=True)
class Row:
    """A member as it is listed."""

    member: Contribution
    check: QCheckBox
    words: PlainLabel
    open: QToolButton


class UnitView(QFrame):
    """`wanted` names a member to look at; `accept` and `publish` carry uuids of those that are marked."""

    wanted = pyqtSignal(str)
    accept = pyqtSignal(list)
    publish = pyqtSignal(list)
    show_all = pyqtSignal()

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._together, self._about, self._me = Together(), "", ""
        self._left_out: set[str] = set()
        self._busy = False
        self.rows: list[Row] = []
        self._title: Title = str
        self.warning, self.told, self.problem = PlainLabel(), PlainLabel(), ProblemBox()
        self.accept_button = button("", lambda: self.accept.emit(self._marked(DECIDABLE)))
        publish = partial(self._marked, {Status.ACCEPTED})
        self.publish_button = button("", lambda: self.publish.emit(publish()), "/mActionSharing.svg")
        self.map_button = icon_button(
            "/mActionZoomTo.svg", translate("unit_view", "Show all of them on the map"), self.show_all.emit
        )
        self._holder = QScrollArea()
        self._lay_out(ProgressRow(lane, translate("unit_view", "Working on what belongs together")))
        self.show_nothing()

    # what is shown

    @property
    def together(self) -> Together:
        return self._together

    def show_nothing(self) -> None:
        self._together, self._about = Together(), ""
        self._left_out.clear()
        self.tell("")
        self.problem.clear()
        self._list([])
        self.hide()

    def load(self, together: Together, about: str, me: str, title: Title) -> None:
        """What belongs to `about`. What was unmarked stays so while the members are the same."""
        members = {one.uuid for one in together.members}
        if self._left_out - members:
            self._left_out.clear()
        self._together, self._about, self._me, self._title = together, about, me, title
        self._list(together.members)
        self.setVisible(bool(together.members or self.told.text()) or not self.problem.isHidden())

    def show_problem(self, problem: Problem, again: Callable[[], None]) -> None:
        """It could not be looked up; a cancel is no problem."""
        self.problem.show_problem(problem, act=again)
        self.setVisible(bool(self.rows) or not self.problem.isHidden())

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._update()

    def tell(self, text: str) -> None:
        """What came of it."""
        self.told.say(text)
        self.told.setVisible(bool(text))

    # parts

    def _lay_out(self, progress: ProgressRow) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        heading = PlainLabel(translate("unit_view", "Belongs together"))
        bold = heading.font()
        bold.setBold(True)
        heading.setFont(bold)
        self.setAccessibleName(heading.text())
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.map_button)
        for part in (self.accept_button, self.publish_button):
            part.setAutoDefault(False)
            buttons.addWidget(part)
        buttons.addStretch(1)
        self._holder.setWidgetResizable(True)
        self._holder.setFrameShape(QFrame.Shape.NoFrame)
        self._holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.addLayout(head)
        hint = Quiet(unit_words.intro())
        for part in (hint, self._holder, self.warning):
            box.addWidget(part)
        box.addLayout(buttons)
        for part in (progress, self.problem, self.told):
            box.addWidget(part)

    def _list(self, members: Sequence[Contribution]) -> None:
        """Rows stay where they are while the members are the same, so that the keyboard's place is not lost."""
        if [row.member.uuid for row in self.rows] != [one.uuid for one in members]:
            inner, grid = QWidget(), QGridLayout()
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setVerticalSpacing(_GAP)
            grid.setColumnStretch(1, 1)
            inner.setLayout(grid)
            self.rows = [self._row(grid, number, member) for number, member in enumerate(members)]
            self._holder.setWidget(inner)
        now = datetime.now(UTC)
        self.rows = [self._told(row, member, now) for row, member in zip(self.rows, members, strict=True)]
        self._fit()
        QTimer.singleShot(0, self._fit)  # when the rows have got their width
        self._update()

    def _row(self, grid: QGridLayout, number: int, member: Contribution) -> Row:
        check, words = QCheckBox(), PlainLabel()
        check.toggled.connect(partial(self._mark, member.uuid))
        look = icon_button("/mActionArrowRight.svg", "", partial(self.wanted.emit, member.uuid))
        for column, part in enumerate((check, words, look)):
            grid.addWidget(part, number, column)
            grid.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        return Row(member, check, words, look)

    def _told(self, row: Row, member: Contribution, now: datetime) -> Row:
        """What is known of a member now."""
        held = unit_words.held_by(member, self._me, now)
        words = " · ".join(filter(None, (unit_words.line(member, self._together, self._title), held)))
        row.words.say(words)
        here, font = member.uuid == self._about, row.words.font()
        font.setBold(here)
        row.words.setFont(font)
        free = not held and member.status in (*DECIDABLE, Status.ACCEPTED)
        row.check.blockSignals(True)
        row.check.setChecked(free and member.uuid not in self._left_out)
        row.check.blockSignals(False)
        row.check.setEnabled(free)
        row.check.setAccessibleName(words)
        verb = translate("unit_view", "This one is open") if here else translate("unit_view", "Look at this one")
        row.open.setToolTip(escaped(verb))
        row.open.setAccessibleName(f"{verb}: {words}")
        row.open.setEnabled(not here)
        return replace(row, member=member)

    def _fit(self) -> None:
        """As high as its first rows, at the width there is."""
        high = [
            max(row.words.heightForWidth(row.words.width()), row.open.sizeHint().height()) + _GAP
            for row in self.rows[:_ROWS]
        ]
        self._holder.setFixedHeight(sum(high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._fit)  # when the rows have got their width

    def _mark(self, uuid: str, marked: bool) -> None:
        (self._left_out.discard if marked else self._left_out.add)(uuid)
        self._update()

    def _marked(self, statuses: frozenset[Status] | set[Status]) -> list[str]:
        return [row.member.uuid for row in self.rows if row.check.isChecked() and row.member.status in statuses]

    def _update(self) -> None:
        """Which verb there is for all that is marked, and what would be left of a replacement."""
        to_accept, to_publish = self._marked(DECIDABLE), self._marked({Status.ACCEPTED})
        for part, uuids, there, verb in (
            (self.accept_button, to_accept, bool(to_accept), unit_words.accept_verb),
            (self.publish_button, to_publish, bool(to_publish) and not to_accept, unit_words.publish_verb),
        ):
            part.setText(verb(len(uuids)))
            part.setVisible(there)
            part.setEnabled(not self._busy)
        unmarked = [row.member for row in self.rows if not row.check.isChecked()]
        left = [one.uuid for one in unmarked if one.status not in TAKEN or one.uuid in self._left_out]
        torn = self._together.torn(to_accept + to_publish, left)
        taken = [one for uuid, _left in torn if (one := self._together.member(uuid)) is not None]
        self.warning.say("\n".join(unit_words.torn_text(one, self._title) for one in taken))
        self.warning.setVisible(bool(taken))
