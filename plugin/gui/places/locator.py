"""QGIS's locator (Ctrl+K): layers of the connected municipality, and one's own contributions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult

from ...adapters import icons
from ...adapters.foreign import shown
from ...adapters.wording import operation_word, status_word, translate
from ...domain.contribution import Status
from ...workflows.connection import QUEUE_TYPES
from ..session import Session
from ..window import PAGE_MAP, PAGE_MINE
from ..work import Work

PREFIX = "bgis"
"""QGIS keeps shorter ones to itself."""
_FEW = 20


class Locator(QgsLocatorFilter):
    """Looks only at what is known already: nothing is asked of a server or a disk while somebody types."""

    def __init__(self, session: Session, work: Work, open_page: Callable[[str], None]) -> None:
        super().__init__()
        self._session, self._work, self._open_page = session, work, open_page

    def clone(self) -> Locator:
        return Locator(self._session, self._work, self._open_page)

    def name(self) -> str:
        return "buergergis"

    def displayName(self) -> str:
        return "Bürger-GIS"

    def description(self) -> str:
        return translate("locator", "Layers of the municipality, and your contributions")

    def prefix(self) -> str:
        return PREFIX

    def flags(self) -> QgsLocatorFilter.Flag:
        return QgsLocatorFilter.Flag.FlagFast  # in the main thread: session and work live there

    def fetchResults(self, text: str, _context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        wanted = text.strip().casefold()
        found = 0
        for name, group, page in self._entries():
            if feedback.isCanceled() or found == _FEW:
                return
            if wanted in name.casefold():
                found += 1
                self.resultFetched.emit(self._result(name, group, page))

    def triggerResult(self, result: QgsLocatorResult) -> None:
        self._open_page(str(result.userData))

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        """Name, group and page of everything there is to find."""
        connection = self._session.connection
        layers = connection.capabilities.layers if connection is not None else {}
        for name, info in layers.items():
            if name not in QUEUE_TYPES:
                yield shown(info.title or name, 80), translate("locator", "Layers of the municipality"), PAGE_MAP
        overview = self._work.overview
        for sent in overview.sent if overview is not None else ():
            change = sent.item.change
            parts = (change.feature.layer, operation_word(change.operation), status_word(sent.status or Status.DRAFT))
            yield shown(" · ".join(parts), 80), translate("locator", "My contributions"), PAGE_MINE

    def _result(self, name: str, group: str, page: str) -> QgsLocatorResult:
        result = QgsLocatorResult()
        result.filter = self
        result.displayString, result.group = name, group
        result.icon = icons.icon()
        result.userData = page
        return result
