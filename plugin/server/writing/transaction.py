"""REQUEST=Transaction: from the body of a request to the whole answer. Everything that fails is a refusal."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from xml.parsers import expat

from qgis.core import QgsProject

from ...adapters.prepared import Prepared
from ...domain.access import Actor, Permission
from ...domain.errors import AccessDenied, Busy, Problem
from ...services.wfs import transaction as wfs_transaction
from ...services.wfs.model import VENDOR, TransactionResult
from ..answer import HttpAnswer, refusal
from .execute import Carefully, check, execute
from .store import Store, StoreCache
from .work import Work

log = logging.getLogger(VENDOR)

_HEAD = 4000
"""Bytes in which the root must begin for its version to count in a refusal."""


def answer(
    body: bytes,
    actor: Actor,
    project: QgsProject,
    store: StoreCache,
    now: datetime,
    prepared: Prepared | None = None,
) -> HttpAnswer:
    """Carry out a Transaction (OGC 04-094 §12, 02-058 §11) for `actor` at `now` (aware). Never raises.

    All or nothing: any answer but 200 means that the database is as it was. `prepared` spares reading it again.
    """
    version = asked_version(body)
    try:
        return _carried_out(body, actor, now, lambda: store.store(project, prepared))
    except Problem as problem:
        if isinstance(problem, Busy) or type(problem) is Problem:
            store.forget(project.fileName())
        return refusal(problem, version, guest=not actor.identity)
    except Exception as error:
        # A dead connection must not stay in the way of the next request.
        store.forget(project.fileName())
        # As text: a log that keeps the traceback would keep layers of QGIS alive.
        log.error("A Transaction failed.\n%s", "".join(traceback.format_exception(error)))
        return refusal(error, version)


def asked_version(body: bytes) -> str:
    """The version that the root of `body` names, for a refusal; 1.1.0 where none can be read."""
    found: list[str] = []

    def stop(_name: str, attributes: dict[str, str]) -> None:
        found.append(attributes.get("version", ""))
        raise StopIteration

    parser = expat.ParserCreate()
    parser.StartElementHandler = stop
    with suppress(StopIteration, expat.ExpatError, LookupError, ValueError):
        parser.Parse(body[:_HEAD], False)
    return "1.0.0" if found == ["1.0.0"] else "1.1.0"


def _carried_out(body: bytes, actor: Actor, now: datetime, open_store: Callable[[], Store]) -> HttpAnswer:
    if not actor.areas(Permission.CONTRIBUTE):  # refusal() makes LoginNeeded of it where nobody has logged in
        raise AccessDenied("Only people whom the municipality lets contribute may write.")
    transaction = wfs_transaction.parse(body)
    work = Work(actor, now, open_store(), transaction)
    check(work)
    try:
        result = _executed(work)
    except Carefully:  # what was decoded already is not decoded again
        result = _executed(Work(actor, now, work.store, transaction, pictures=work.pictures, careful=True))
    return HttpAnswer(200, wfs_transaction.build_result(result))


def _executed(work: Work) -> TransactionResult:
    with work.store.transaction(_layers(work)):
        if not work.store.knows(work.actor):  # blocked or erased while this one waited for the lock
            raise AccessDenied("Only people whom the municipality knows may write.")
        return execute(work)


def _layers(work: Work) -> list[str]:
    """The municipal layers that are written to; they must all be part of the one transaction."""
    names = [action.typename for action in work.transaction.actions]
    return [name for name in dict.fromkeys(names) if name in work.store.prepared.layers]
