"""How the page Meine Beiträge is made: its widgets, from top to bottom, and nothing of what they mean."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QLayout, QSplitter, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.wording import translate
from ..page import Page
from ..session import Session
from ..widgets import PlainLabel, ProblemBox, Quiet, button
from ..window import Window
from .changes_view import ChangesView
from .conflicts_view import ConflictsView
from .contributions_view import ContributionsView
from .submit_box import SubmitBox


class MineParts(Page):
    save_wanted = pyqtSignal()
    doubt_wanted = pyqtSignal()

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(session, window)
        self._sending: Lane = self.lane(writes=True)
        self.notice, self.empty, self.problem = PlainLabel(), Quiet(), ProblemBox()
        save = translate("mine_page", "Save edits")
        self.save_button = button(save, self.save_wanted.emit, "/mActionSaveEdits.svg")
        self.changes, self.contributions = ChangesView(), ContributionsView()
        self.found = Quiet()
        self.conflicts = ConflictsView(window)
        self.submit_box = SubmitBox(self._sending)
        self.doubt = PlainLabel()
        self.doubt_button = button(translate("mine_page", "Decide…"), self.doubt_wanted.emit)
        self.conflict_group = group(translate("mine_page", "Conflicts"), self.conflicts)
        self.conflict_group.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        for widget in (self.notice, self.doubt):
            self.box.addWidget(widget)
        for button_ in (self.doubt_button, self.save_button):
            self.box.addWidget(button_, alignment=Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.problem)
        self.box.addWidget(self.conflict_group)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        self._going = group(
            translate("mine_page", "Changes, not sent yet"), self.empty, self.changes, self.found, self.submit_box
        )
        self._sent = group(translate("mine_page", "My contributions"), self.contributions)
        parts.addWidget(self._going)
        parts.addWidget(self._sent)
        self.box.addWidget(parts, 1)

    def show_photos(self, of_change: QWidget, of_contribution: QWidget) -> None:
        """Photos stand below the list that they belong to."""
        for section, list_, photos in (
            (self._going, self.changes, of_change),
            (self._sent, self.contributions, of_contribution),
        ):
            box = section.layout()
            box.insertWidget(box.indexOf(list_) + 1, photos)


class _Group(QGroupBox):
    """Gives what it holds the height that its texts need at this width, which Qt does not ask a splitter for."""

    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            frame = self.height() - self.contentsRect().height()
            self.setMinimumHeight(frame + _needed(self.layout(), self.contentsRect().width()))
        return done


def _needed(layout: QLayout, width: int) -> int:
    """Where no text wraps, Qt tells -1 for a width, and everything would be pressed together to nothing."""
    wraps = layout.hasHeightForWidth()
    return layout.minimumHeightForWidth(width) if wraps else layout.minimumSize().height()


def group(title: str, *widgets: QWidget) -> QGroupBox:
    section = _Group(title)
    box = QVBoxLayout(section)
    for widget in widgets:
        box.addWidget(widget, 1 if isinstance(widget, ChangesView | ContributionsView) else 0)
    return section
