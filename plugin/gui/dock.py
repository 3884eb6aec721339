"""The dock Bürger-GIS: three pages over one session."""

from __future__ import annotations

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, QSignalBlocker, Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QFrame, QMenu, QScrollArea, QTabWidget, QToolButton, QVBoxLayout, QWidget

from ..adapters import icons, settings
from ..adapters.foreign import shown
from ..adapters.wording import translate
from .header import Header
from .map.page import MapPage
from .mine.page import MinePage
from .page import Page
from .review.page import ReviewPage
from .session import Session
from .status_line import StatusLine
from .widgets import legible, themed
from .window import PAGE_MAP, PAGE_MINE, PAGE_REVIEW, Window
from .work import Work

_NARROWEST = 50
"""Characters of a page: in less, words are cut off, and a page scrolls sideways by itself."""


class Dock(QgsDockWidget):
    """Header (municipality, login, reachability) above the pages. Prüfen is there only for those who may.

    QGIS remembers where it stands and whether it is shown; the page that was open is remembered here.
    """

    def __init__(
        self, session: Session, window: Window, parent: QWidget | None = None, work: Work | None = None
    ) -> None:
        super().__init__(translate("dock", "Bürger-GIS"), parent)
        self.setObjectName("buergergis-dock")
        self.setWindowIcon(icons.icon())
        legible(self)
        self._session, self._window = session, window
        self._map, self._mine = MapPage(session, window), MinePage(session, window)
        self.pages: dict[str, Page] = {
            PAGE_MAP: self._map,
            PAGE_MINE: self._mine,
            PAGE_REVIEW: ReviewPage(session, window),
        }
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(translate("dock", "Pages"))
        self._tabs.setUsesScrollButtons(False)  # in a narrow dock nobody would find the last page behind an arrow
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._places: dict[str, QScrollArea] = {}
        self._add(PAGE_MAP, translate("dock", "Map"))
        self._add(PAGE_MINE, translate("dock", "My contributions"))
        self._add(PAGE_REVIEW, translate("dock", "Review"))
        self._tabs.setCornerWidget(self._more())
        self.status = StatusLine(session, work) if work is not None else None
        if self.status is not None:
            self.status.decide.connect(self.decide)
        self._lay_out(Header(session, window))
        session.changed.connect(self._show_pages)
        self.pages[PAGE_MINE].badge_changed.connect(self._show_badge)
        self._show_badge()
        self._show_pages()
        self._open_last()
        self._tabs.currentChanged.connect(self._remember)

    def open_page(self, page: str) -> None:
        self.show()
        self.raise_()
        self._tabs.setCurrentWidget(self._places[page])
        self._remember()

    def add_object(self) -> None:
        """The quick way to a new object, from wherever one is."""
        self._map.new_object.open()

    def decide(self) -> None:
        """To the conflicts, from whichever page says that there are some."""
        self._mine.open_conflicts()
        self._places[PAGE_MINE].ensureWidgetVisible(self._mine.conflicts)

    def focus(self, page: str) -> None:
        self._places[page].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_pages(self) -> None:
        """End what the pages still do; the dock is not used afterwards."""
        self._tabs.currentChanged.disconnect(self._remember)
        self._session.changed.disconnect(self._show_pages)
        if self.status is not None:
            self.status.close_line()
        for page in self.pages.values():
            page.close_page()

    def _add(self, page: str, title: str) -> None:
        self._places[page] = _scrolling(self.pages[page], title)
        self._tabs.addTab(self._places[page], shown(title))

    def _lay_out(self, header: Header) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(header)
        if self.status is not None:
            layout.addWidget(self.status)
        layout.addWidget(self._tabs, 1)
        self.setWidget(body)

    def event(self, event: QEvent) -> bool:
        """F1 is a shortcut of QGIS, too, and of two shortcuts Qt takes none: in here it is a key, and ours."""
        if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.HelpContents):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.HelpContents):
            self._help()
        else:
            super().keyPressEvent(event)

    def _more(self) -> QToolButton:
        """Help and options, beside the tabs."""
        menu = QMenu(self)
        menu.addAction(themed("/mActionHelpContents.svg"), translate("dock", "Help"), self._help)
        menu.addAction(themed("/mActionOptions.svg"), translate("dock", "Options…"), self._window.open_options)
        button = QToolButton()
        button.setIcon(themed("/mActionHelpContents.svg"))
        button.setAccessibleName(translate("dock", "Help and options"))
        button.setToolTip(translate("dock", "Help and options"))
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _show_badge(self) -> None:
        """How many answers were not read stands on the tab, and in the title for who sees another page or dock."""
        count = self.pages[PAGE_MINE].badge
        mine, title = translate("dock", "My contributions"), translate("dock", "Bürger-GIS")
        if count:
            mine = translate("dock", "My contributions ({})").format(count)
            title = translate("dock", "Bürger-GIS – answers not read yet: {}").format(count)
        self._tabs.setTabText(self._tabs.indexOf(self._places[PAGE_MINE]), shown(mine))
        self.setWindowTitle(shown(title))

    def _help(self) -> None:
        """For the page that is open."""
        self._window.open_help(self._current())

    def _current(self) -> str:
        current = self._tabs.currentWidget()
        return next(name for name, place in self._places.items() if place is current)

    def _show_pages(self) -> None:
        index, may = self._tabs.indexOf(self._places[PAGE_REVIEW]), self._session.may_review
        if self._tabs.isTabVisible(index) is not may:
            with QSignalBlocker(self._tabs):  # nobody has chosen the page that is open meanwhile
                self._tabs.setTabVisible(index, may)
            self._open_last()  # who reviews comes back to the page that was left, once it is there

    def _open_last(self) -> None:
        place = self._places.get(settings.PAGE.value())
        if place is not None and self._tabs.isTabVisible(self._tabs.indexOf(place)):
            self._tabs.setCurrentWidget(place)

    def _remember(self, *_: object) -> None:
        settings.PAGE.setValue(self._current())


def _scrolling(page: Page, title: str) -> QScrollArea:
    """A page scrolls where it does not fit, so that the dock can be small; by the arrow keys, too."""
    area = QScrollArea()
    area.setAccessibleName(title)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(page)
    area.setMinimumWidth(min(_NARROWEST * area.fontMetrics().averageCharWidth(), area.screen().size().width() // 4))
    return area
