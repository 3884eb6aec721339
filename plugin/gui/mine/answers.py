"""Answers that their author has not read yet: told once, counted where everybody looks, gone when they were shown.

They are remembered beyond the end of QGIS, for each login of each municipality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...adapters import settings
from ...adapters.wording import translate, withdrawn_text
from ..session import Session
from ..window import PAGE_MINE, Window
from .contributions_entries import ANSWERED, Entry
from .contributions_view import ContributionsView
from .work import News


class Answers(QObject):
    """`show_on_map` shows the object of an entry. `changed` comes when other answers are unread than before."""

    changed = pyqtSignal()

    def __init__(
        self,
        session: Session,
        window: Window,
        view: ContributionsView,
        show_on_map: Callable[[Entry], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._window, self._view, self._show_on_map = session, window, view, show_on_map
        self._place, self._first = "", True
        self._unread: tuple[str, ...] = ()
        view.answer_seen.connect(self._look)

    @property
    def unread(self) -> tuple[str, ...]:
        """uuids of contributions with an answer that was not read, the newest first."""
        return self._unread

    def follow(self, place: str) -> None:
        """Whose answers these are: a login at a municipality, "" for nobody's."""
        if place != self._place:
            self._place, self._first = place, True
            self._unread = tuple(settings.unread_answers(place)) if place else ()
            self.changed.emit()

    def heard(self, news: News) -> None:
        """Note what is new, and say so once; on connecting with what was not read from before."""
        there = {one.contribution.uuid for one in news.mine.found if one.contribution.status in ANSWERED}
        unread = [*news.answered, *(uuid for uuid in self._unread if uuid in there and uuid not in news.answered)]
        told = unread if self._first else list(news.answered)
        self._first = False
        self._keep(unread)
        if told:
            text = translate("mine_page", "Answers to your contributions: {}").format(len(told))
            verb = translate("mine_page", "Show")
            self._window.tell(text, Qgis.MessageLevel.Info, verb, lambda: self.open(told[0]))
        if gone := news.withdrawn:
            verb = translate("mine_page", "Show")
            text = withdrawn_text(len(gone))
            self._window.tell(text, Qgis.MessageLevel.Info, verb, lambda: self.open(gone[0]))

    def open(self, uuid: str) -> None:
        """Show the page with this contribution and its answer, and the object on the map."""
        if self._view.isEnabled() and self._place:
            self._window.open_page(PAGE_MINE)
            self._view.select(uuid)
            self._read(uuid)
            entry = self._view.selected
            if entry is not None and entry.uuid == uuid:
                self._show_on_map(entry)

    def _look(self, entry: Entry) -> None:
        if self._view.isVisible():
            self._read(entry.uuid)

    def _read(self, uuid: str) -> None:
        if uuid in self._unread:
            self._keep(one for one in self._unread if one != uuid)

    def _keep(self, unread: Iterable[str]) -> None:
        now = tuple(unread)
        if now != self._unread and self._place:
            self._unread = now
            settings.keep_unread_answers(self._place, now)
            self.changed.emit()
