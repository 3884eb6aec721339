"""The municipality that the window is connected to, and the working copy in use; every page looks at this."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..adapters import settings
from ..adapters.background import Job, Lane
from ..adapters.connecting import again, connect
from ..adapters.settings import Municipality
from ..adapters.wording import translate
from ..domain.errors import (
    Busy,
    Cancelled,
    LoginNeeded,
    NotAService,
    OutcomeUnknown,
    Problem,
    RedirectRefused,
    ServiceProblem,
    TlsFailed,
    Unreachable,
)
from ..workflows.connection import Connection

T = TypeVar("T")

_NO_ANSWER = (Unreachable, Busy, NotAService, TlsFailed, RedirectRefused)
"""Somebody may have answered (a hotel's portal does), but not the service."""


class Session(QObject):
    """`connection` is None until the service has answered; `offline` says that it did not, the last time.

    Signals are for the pages: `changed` for municipality, rights, reachability and working copy;
    `work_changed` when contributions or the working copy's content may have changed (sent, decided, published,
    refreshed, undone): lists are read again.
    """

    changed = pyqtSignal()
    work_changed = pyqtSignal()
    sending_changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.municipality: Municipality | None = None
        self.connection: Connection | None = None
        self.last_contact: datetime | None = None
        self.problem: Problem | None = None
        self.copy_path: Path | None = None
        self.sending = False
        self._lane: Lane[Connection] = Lane(self)
        self._lane.busy_changed.connect(self.changed)

    # the municipality

    @property
    def connecting(self) -> bool:
        return self._lane.busy

    @property
    def offline(self) -> bool:
        """The service did not answer when it was asked last."""
        return isinstance(self.problem, _NO_ANSWER)

    @property
    def pseudonym(self) -> str:
        who = self.connection.who if self.connection else None
        return (who.pseudonym or "") if who else ""

    @property
    def identity(self) -> str:
        """The login as the service knows it; "" for a guest, and while it has not answered."""
        who = self.connection.who if self.connection else None
        return (who.identity or "") if who else ""

    @property
    def is_guest(self) -> bool:
        who = self.connection.who if self.connection else None
        return who is None or who.is_guest

    @property
    def may_review(self) -> bool:
        """Whether the page Prüfen is of any use to this person."""
        who = self.connection.who if self.connection else None
        return who is not None and any(rights.review for rights in who.layers.values())

    def enter(self, municipality: Municipality) -> None:
        """Connect in the background. What is on the screen of another municipality or login goes at once."""
        if not self._is_here(municipality):
            self._leave()
            self._take_copy(municipality.address)
        self.municipality = municipality
        ask_for_master_password(municipality.authcfg)
        address, authcfg = municipality.address, municipality.authcfg
        self._lane.start(
            translate("session", "Connecting to the municipality"),
            lambda job: connect(address, authcfg, job.feedback),
            self._connected,
            self._not_connected,
        )
        self.changed.emit()

    def reconnect(self) -> None:
        """Ask the service again who one is and what it offers."""
        if self.municipality is not None:
            self.enter(self.municipality)

    def cancel_connecting(self) -> None:
        self._lane.cancel()

    def leave(self) -> None:
        """No municipality any more; what is in working copies stays."""
        self._leave()
        self.changed.emit()

    def close(self) -> None:
        self._lane.close()

    # work with it

    def run(
        self,
        lane: Lane[T],
        title: str,
        work: Callable[[Connection, Job], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
    ) -> bool:
        """Do `work` in the background with a connection of its own; answers for this municipality only.

        False where there is no connection, or where `lane` writes already. `work` gets everything it needs as
        values: it must not touch widgets or layers.
        """
        connection, municipality = self.connection, self.municipality
        if connection is None or municipality is None:
            return False
        authcfg = municipality.authcfg

        def answered(result: T) -> None:
            self._note(municipality, None)
            if self._is_here(municipality):
                done(result)
            elif lane.writes:
                self.work_changed.emit()  # lists of whoever is here now were read while it was on its way

        def broken(problem: Problem) -> None:
            self._note(municipality, problem)
            if self._is_here(municipality):
                failed(problem)
            elif lane.writes:
                self.work_changed.emit()

        return lane.start(title, lambda job: work(again(connection, authcfg, job.feedback), job), answered, broken)

    def note_sending(self, sending: bool) -> None:
        """Whether contributions are being sent just now."""
        if sending != self.sending:
            self.sending = sending
            self.sending_changed.emit()

    def use_copy(self, path: Path) -> None:
        """Work with this working copy from now on."""
        self.copy_path = path
        if self.municipality is not None:
            settings.remember_copy(self.municipality.address, str(path))
        self.changed.emit()
        self.work_changed.emit()

    # what comes back

    def _connected(self, connection: Connection) -> None:
        assert self.municipality is not None  # by enter
        self.connection, self.problem = connection, None
        self.last_contact = datetime.now(UTC)
        title = connection.capabilities.title or self.municipality.title
        self.municipality = Municipality(self.municipality.address, title, self.municipality.authcfg)
        settings.remember(self.municipality)
        self.changed.emit()

    def _not_connected(self, problem: Problem) -> None:
        if isinstance(problem, LoginNeeded):
            self.connection = None
        if not isinstance(problem, Cancelled):
            self.problem = problem
        self.changed.emit()

    def _note(self, municipality: Municipality, problem: Problem | None) -> None:
        """Whether the service could be reached is a fact of every exchange with it."""
        if not self._is_here(municipality):
            return
        silent = isinstance(problem, (*_NO_ANSWER, OutcomeUnknown))
        reached = problem is None or (isinstance(problem, ServiceProblem) and not silent)
        if reached:
            self.last_contact, self.problem = datetime.now(UTC), None
        elif isinstance(problem, _NO_ANSWER):
            self.problem = problem
        self.changed.emit()

    def _is_here(self, municipality: Municipality) -> bool:
        here = self.municipality
        return here is not None and (here.address, here.authcfg) == (municipality.address, municipality.authcfg)

    def _leave(self) -> None:
        self._lane.abandon()
        self.municipality, self.connection, self.last_contact = None, None, None
        self.problem, self.copy_path = None, None

    def _take_copy(self, address: str) -> None:
        """The working copy that was used last for this service. Whether it can be read is seen where it is read."""
        self.copy_path = next((Path(path) for path in settings.copies(address)), None)


def ask_for_master_password(authcfg: str) -> None:
    """QGIS asks for it in a window, which belongs to the main thread and to the moment before the work."""
    if authcfg:
        QgsApplication.authManager().setMasterPassword(True)
