"""The dock Bürger-GIS: three pages over one session."""

from __future__ import annotations

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ..adapters.wording import translate
from .header import Header
from .map_page import MapPage
from .mine_page import MinePage
from .review_page import ReviewPage
from .session import Session
from .window import PAGE_MAP, PAGE_MINE, PAGE_REVIEW, Window


class Dock(QgsDockWidget):
    """Header (municipality, login, reachability) above the pages. Prüfen is there only for those who may."""

    def __init__(self, session: Session, window: Window, parent: QWidget | None = None) -> None:
        super().__init__("Bürger-GIS", parent)
        self.setObjectName("buergergis-dock")
        self._session = session
        self.pages: dict[str, QWidget] = {
            PAGE_MAP: MapPage(session, window),
            PAGE_MINE: MinePage(session, window),
            PAGE_REVIEW: ReviewPage(session, window),
        }
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(translate("dock", "Pages"))
        self._tabs.addTab(self.pages[PAGE_MAP], translate("dock", "Map"))
        self._tabs.addTab(self.pages[PAGE_MINE], translate("dock", "My contributions"))
        self._tabs.addTab(self.pages[PAGE_REVIEW], translate("dock", "Review"))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(Header(session, window))
        layout.addWidget(self._tabs, 1)
        self.setWidget(body)
        session.changed.connect(self._show_pages)
        self._show_pages()

    def open_page(self, page: str) -> None:
        self.show()
        self.raise_()
        self._tabs.setCurrentWidget(self.pages[page])

    def close_pages(self) -> None:
        """End what the pages still do; the dock is not used afterwards."""
        for page in self.pages.values():
            page.close_page()

    def _show_pages(self) -> None:
        index = self._tabs.indexOf(self.pages[PAGE_REVIEW])
        self._tabs.setTabVisible(index, self._session.may_review)
