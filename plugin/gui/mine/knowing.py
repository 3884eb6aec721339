"""What the page Meine Beiträge knows: what the working copy holds, and what the service says became of everything."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from qgis.core import Qgis

from ...adapters import settings
from ...adapters.background import Lane
from ...adapters.wording import restored_text, translate
from ...adapters.working_copy import Overview
from ...domain.contribution import Status
from ...domain.errors import Problem
from ...workflows.connection import Connection
from ..session import Session
from ..window import PAGE_MINE, Window
from . import work as mine_work
from .parts import MineParts
from .work import Local, News


class KnowingPage(MineParts):
    """Reads and asks beside the window; `_show` is called whenever something else is known."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(session, window)
        self._local: Local | None = None
        self._news: News | None = None
        self._seen: dict[str, Status] = {}
        self._unread = ""
        self._asked_of: Connection | None = None
        self._reading: Lane[Local] = self.lane()
        self._asking: Lane[News] = self.lane()

    def _show(self) -> None:
        raise NotImplementedError

    def _heard(self, news: News) -> None:
        """The service has answered."""
        raise NotImplementedError

    def _own_doing(self) -> Collection[str]:
        """uuids of what this person has published: no news to them."""
        raise NotImplementedError

    # where one is

    @property
    def _path(self) -> Path | None:
        return self.session.copy_path

    @property
    def _is_own(self) -> bool:
        return self._path is not None and settings.is_own_copy(str(self._path))

    @property
    def _overview(self) -> Overview | None:
        return self._local.overview if self._local else None

    # reading and asking

    def _read_all(self) -> None:
        self.read()
        self.ask()

    def read(self) -> None:
        """Read the working copy again, in the background."""
        path = self._path
        if path is None:
            self._local = None
            self._show()
            return
        title = translate("mine_page", "Reading the working copy")
        self._reading.start(title, lambda _job: mine_work.look(path), self._have_read, self._not_read)

    def _ask_anew(self) -> None:
        """Somebody has asked the service again: there may be answers."""
        if self.session.connection is not None and self.session.connection is not self._asked_of:
            self.ask()

    def ask(self) -> None:
        """Ask the service what became of everything, in the background."""
        self._asked_of = self.session.connection
        if self.session.is_guest:
            return
        path = self._path if self._is_own else None
        seen = {**self._seen, **dict.fromkeys(self._own_doing(), Status.PUBLISHED)}
        self.session.run(
            self._asking,
            translate("mine_page", "Asking for answers"),
            lambda connection, job: mine_work.ask(connection, job, path, seen),
            partial(self._have_asked, path),
            self._not_asked,
        )

    def _have_read(self, local: Local) -> None:
        if local.path == self._path:
            self._tell_lost(local)
            self._local = local
            if self._unread and self._unread == self.problem.accessibleDescription():
                self.problem.clear()
            self._unread = ""
            self._show()

    def _not_read(self, problem: Problem) -> None:
        self._show_problem(problem)
        self._unread = self.problem.accessibleDescription()

    def _have_asked(self, path: Path | None, news: News) -> None:
        self._news = news
        self._seen = {one.contribution.uuid: one.contribution.status for one in news.mine.found}
        if news.local is not None and path == self._path:
            self._tell_lost(news.local)
            self._local = news.local
            if self._reading.busy:
                self.read()  # what it reads may be from before
        self._show()
        if news.problem is not None and path == self._path:
            self._not_read(news.problem)
        self._heard(news)

    def _tell_lost(self, local: Local) -> None:
        """Say once, on whatever page one is, that the server's database went back and lost something."""
        lost = local.overview.lost
        if lost and not (self._local and self._local.path == local.path and self._local.overview.lost):
            show = partial(self.window_.open_page, PAGE_MINE)
            self.window_.tell(restored_text(lost), Qgis.MessageLevel.Warning, translate("mine_page", "Show"), show)

    def _not_asked(self, problem: Problem) -> None:
        if not self.session.offline:
            self._show_problem(problem)
        self._show()

    def _show_problem(self, problem: Problem) -> None:
        self.problem.show_problem(problem, translate("mine_page", "Read again"), self._read_all)
