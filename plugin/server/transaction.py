"""REQUEST=Transaction: from the body of a request to the whole answer. Everything that fails is a refusal."""

from __future__ import annotations

import logging
import re
import traceback
from datetime import datetime

from qgis.core import QgsProject

from ..domain.access import Actor, Permission
from ..domain.errors import AccessDenied, Busy, Problem
from ..services.wfs import transaction as wfs_transaction
from ..services.wfs.model import VENDOR, TransactionResult
from .answer import HttpAnswer, refusal
from .execute import OneByOne, check, execute
from .store import StoreCache
from .work import Work

log = logging.getLogger(VENDOR)

_OLD = re.compile(rb"""<[^>]{0,2000}\bversion\s*=\s*["']1\.0\.0["']""")


def answer(body: bytes, actor: Actor, project: QgsProject, store: StoreCache, now: datetime) -> HttpAnswer:
    """Carry out a Transaction (OGC 04-094 §12, 02-058 §11) for `actor` at `now` (aware). Never raises.

    All or nothing: any answer but 200 means that the database is as it was.
    """
    version = "1.0.0" if _OLD.search(body[:4000]) else "1.1.0"
    try:
        return _carried_out(body, actor, project, store, now)
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


def _carried_out(body: bytes, actor: Actor, project: QgsProject, stores: StoreCache, now: datetime) -> HttpAnswer:
    if not actor.areas(Permission.CONTRIBUTE):  # refusal() makes LoginNeeded of it where nobody has logged in
        raise AccessDenied("Only people whom the municipality lets contribute may write.")
    transaction = wfs_transaction.parse(body)
    store = stores.store(project)
    try:
        result = _executed(Work(actor, now, store, transaction), in_runs=True)
    except OneByOne:
        result = _executed(Work(actor, now, store, transaction), in_runs=False)
    return HttpAnswer(200, wfs_transaction.build_result(result))


def _executed(work: Work, in_runs: bool) -> TransactionResult:
    check(work)
    with work.store.transaction(_layers(work)):
        return execute(work, in_runs)


def _layers(work: Work) -> list[str]:
    """The municipal layers that are written to; they must all be part of the one transaction."""
    names = [action.typename for action in work.transaction.actions]
    return [name for name in dict.fromkeys(names) if name in work.store.prepared.layers]
