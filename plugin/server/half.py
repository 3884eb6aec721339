"""The server half: what QGIS Server loads, and asks at every request.

A request passes the gate in `onRequestReady`. What is answered here, a refusal, a Transaction, WhoAmI, is
put aside there and given out by a service of our own, to which the request is then routed: QGIS lets a
plugin answer in no other way. No Python exception may leave a method that QGIS calls; it ends the process.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.server import (
    QgsConfigCache,
    QgsServerFilter,
    QgsServerInterface,
    QgsServerRequest,
    QgsServerResponse,
    QgsService,
)

from ..adapters import personal
from ..domain.errors import Problem, Refused
from ..services.wfs.model import VENDOR
from .answer import HttpAnswer, refusal
from .current import Current
from .front.database_watch import DatabaseWatch
from .front.identity import Identities
from .queue import attachments
from .queue.refusals import Refusals
from .reading import capabilities, sorting, status
from .reading.gate import TRANSACTION, Asked, Passed, check, named, type_names
from .reading.guard import ReadingGuard
from .reading.versions import versions
from .reading.whoami import who_am_i
from .writing.logging_ahead import LoggingAhead

if TYPE_CHECKING:
    from .writing.store import StoreCache

SERVICE = VENDOR.upper()
log = logging.getLogger(VENDOR)


class ServerHalf:
    """Registers filter, access control and service; holds them, because QGIS does not."""

    def __init__(self, iface: QgsServerInterface) -> None:
        self.door = Door(iface)
        self.guard = ReadingGuard(iface, lambda: self.door.current)
        self.service = AnswerService(self.door)
        iface.registerFilter(self.door, 100)
        iface.registerAccessControl(self.guard, 100)
        iface.serviceRegistry().registerService(self.service)


class Door(QgsServerFilter):
    """Lets through what the gate passes, and answers what is ours."""

    def __init__(self, iface: QgsServerInterface) -> None:
        super().__init__(iface)
        self._iface = iface
        self._store: StoreCache | None = None
        self._ahead = LoggingAhead()
        self._identities = Identities(iface)
        self.watch = DatabaseWatch()
        self.refusals = Refusals()
        self.current: Current | None = None
        self.passed: Passed | None = None
        self.parked: HttpAnswer | None = None
        self.trouble: Exception | None = None
        """What went wrong before QGIS answered: its refusal of what it may not show would be a lie."""

    def onRequestReady(self) -> bool:
        """Called before QGIS looks at the project."""
        self.current = self.passed = self.parked = self.trouble = None
        self.watch.begin()
        try:
            self._decide()
        except Exception as error:
            self._park(self._refused(error))
        self.refusals.flush()
        return True

    def onProjectReady(self) -> bool:
        """Called when QGIS has chosen the project."""
        try:
            if self.current is not None and self.parked is None:
                self.current.cover_queue()
        except Exception as error:
            self.current = None  # the guard then shows nothing
            self.trouble = error
        return True

    def onResponseComplete(self) -> bool:
        """Called when QGIS has written its answer."""
        try:
            if self.trouble is not None:
                raise self.trouble
            if self.parked is None and self.current is not None:
                self.watch.check(self.current.project)
            if self.parked is None and self.passed == Passed("WFS", "GETCAPABILITIES"):
                self._edit_capabilities()
        except Exception as error:
            self._replace(self._refused(error))
        return True

    def _decide(self) -> None:
        self._identities.check_open()
        handler = self._iface.requestHandler()
        query = QUrl(handler.url()).query(QUrl.ComponentFormattingOption.FullyEncoded)
        asked = Asked(handler.parameterMap(), query, bytes(handler.data()))
        # No project is opened before all parameters have passed: MAP would name it.
        self.passed = check(asked, lambda name: self._now().fields(name))
        self.current = replace(self._now(), service=self.passed.service, named=named(asked.parameters))
        if self.passed == Passed("WFS", "GETFEATURE"):
            self._move_filter(asked.parameters)
        personal.show(self.current.project, self.current.opened)
        self._ahead.keep(self.current.project)
        handler.setParameter("SERVICE", self.passed.service)
        if self.passed.service == "WFS":
            self.current.check_readable(type_names(asked.parameters))
        if (self.passed.service, self.passed.request) == TRANSACTION:
            self._park(self._transaction(asked.body))
        elif self.passed.request == "GETATTACHMENT":
            self._park(attachments.show(self._now(), asked.parameters.get("UUID", "")))
        elif self.passed.request == "STATUS":
            self._park(status.report(self._now(), datetime.now(UTC)))
        elif self.passed.request == "VERSIONS":
            now = self._now()
            self._park(versions(now.project, now.prepared, asked.parameters.get("LAYER", "")))
        elif self.passed.service == SERVICE:
            self._park(self._who_am_i())

    def _move_filter(self, parameters: Mapping[str, str]) -> None:
        """See `reading/sorting.py`."""
        text, now = sorting.to_move(parameters), self._now()
        layer = now.layer(type_names(parameters)[0]) if text else None
        if layer is not None:
            self.current = replace(now, only=sorting.expression(text, layer))
            self._iface.requestHandler().removeParameter("FILTER")

    def _now(self) -> Current:
        if self.current is None:
            self.current = Current(self._project(), self._identities.of_request())
        return self.current

    def _project(self) -> QgsProject:
        project = QgsConfigCache.instance().project(self._iface.configFilePath())
        if project is None:
            raise Refused("There is no service at this address.", "NotFound")
        return project

    def _transaction(self, body: bytes) -> HttpAnswer:
        from .writing.store import StoreCache
        from .writing.transaction import answer

        if self._store is None:
            self._store = StoreCache()
        now = self._now()
        actor = replace(now.actor, identity=now.identity)
        return answer(body, actor, now.project, self._store, datetime.now(UTC), now.prepared)

    def _who_am_i(self) -> HttpAnswer:
        now = self._now()
        return who_am_i(now.identity, now.actor, now.prepared, now.project)

    def _refused(self, error: Exception) -> HttpAnswer:
        if not isinstance(error, Problem):
            log.error("A request failed.", exc_info=error)
        handler = self._iface.requestHandler()
        asked = {name: handler.parameter(name).upper() for name in ("SERVICE", "VERSION")}
        older = asked["SERVICE"] == "WMS" or asked["VERSION"] == "1.0.0"
        return refusal(error, "1.0.0" if older else "1.1.0", self.current is not None and not self.current.identity)

    def _park(self, answer: HttpAnswer) -> None:
        """Put an answer aside and send the request to our own service, with nothing left of it."""
        self.parked = answer
        self._count(answer)
        handler = self._iface.requestHandler()
        for name in handler.parameterMap():
            handler.removeParameter(name)
        handler.setParameter("SERVICE", SERVICE)

    def _edit_capabilities(self) -> None:
        handler = self._iface.requestHandler()
        if handler.statusCode() not in (0, 200) or self.current is None:
            return
        edited = capabilities.edit(bytes(handler.body()), self.current.operations)
        handler.clearBody()
        handler.appendBody(QByteArray(edited))

    def _count(self, answer: HttpAnswer) -> None:
        with suppress(Exception):  # whatever goes wrong here, the refusal is given out
            if self.current is not None:
                self.refusals.note(self.current.project, self.current.identity, answer)
            elif not self._iface.requestHandler().parameter("MAP"):  # MAP would name the project
                self.refusals.note(self._project(), self._identities.believed(), answer)

    def _replace(self, answer: HttpAnswer) -> None:
        self._count(answer)
        handler = self._iface.requestHandler()
        handler.clear()
        handler.setStatusCode(answer.status)
        for name, value in {"Content-Type": answer.content_type, **answer.headers}.items():
            handler.setResponseHeader(name, value)
        handler.appendBody(QByteArray(answer.body))


class AnswerService(QgsService):
    """Gives out what was put aside; by itself it says nothing."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door

    def name(self) -> str:
        return SERVICE

    def version(self) -> str:
        return "1.0.0"

    def executeRequest(self, _request: QgsServerRequest, response: QgsServerResponse, _project: QgsProject) -> None:
        try:
            answer = self._door.parked or refusal(Refused("There is no such operation.", "NotFound"))
            response.setStatusCode(answer.status)
            response.setHeader("Content-Type", answer.content_type)
            for name, value in answer.headers.items():
                response.setHeader(name, value)
            response.write(QByteArray(answer.body))
        except Exception:
            log.exception("An answer could not be given out.")
            response.setStatusCode(500)
