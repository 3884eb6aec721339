"""A download that ended before its end: what has arrived is kept, and it can go on from there."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ...adapters.wording import translate
from ...domain.errors import Busy, Cancelled, NotAService, Problem, Unreachable
from ..widgets import PlainLabel, ProblemBox, button


def may_go_on(problem: Problem) -> bool:
    """Whether it ended on the way, and not because it cannot be done."""
    return isinstance(problem, Cancelled | Unreachable | Busy | NotAService)


class BrokenOff(QWidget):
    """Says so after a cancel; after a problem, `box` does. Both have the verb that goes on."""

    def __init__(self, box: ProblemBox) -> None:
        super().__init__()
        self._box = box
        self._act: Callable[[], None] | None = None
        self.text = PlainLabel(
            translate("broken_off", "Cancelled. What has arrived is kept until tomorrow; nothing here was changed.")
        )
        self.go_on = button(translate("broken_off", "Continue"), self._go_on, "/mActionRefresh.svg")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.go_on)
        self.hide()

    def show_problem(self, problem: Problem, act: Callable[[], None]) -> None:
        """`act` starts the same download again, which goes on where it ended."""
        if isinstance(problem, Cancelled):
            self._act = act
            self._box.clear()
            self.show()
            return
        verb = translate("broken_off", "Continue") if may_go_on(problem) else translate("broken_off", "Try again")
        self._box.show_problem(problem, verb, act)

    def clear(self) -> None:
        self._act = None
        self.hide()

    def _go_on(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
