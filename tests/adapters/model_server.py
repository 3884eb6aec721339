"""A server as the outbox sees it, and a network with its troubles: all or nothing, one row for each uuid."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from plugin.domain.contribution import Contribution, Status
from plugin.domain.errors import (
    AccessDenied,
    Busy,
    ConditionFailed,
    InvalidContent,
    LimitExceeded,
    OutcomeUnknown,
    Problem,
    TransitionRefused,
    Unreachable,
)
from plugin.services.contributions import from_row
from plugin.services.wfs.model import Insert, Transaction, TransactionResult, Update
from plugin.services.whoami import WhoAmI
from tests.workflows.stage import Queue

REVISABLE = {Status.SUBMITTED, Status.NEEDS_CHANGES}
COLUMNS = ("changeset", "comment", "layer", "feature_key", "operation", "base", "proposed")


class Crash(BaseException):
    """The process dies: nothing that is not in the file survives."""


@dataclass
class Server(Queue):
    """All or nothing, one row for each uuid, as server/queue/arrivals.py; `faults` meet one Transaction each."""

    faults: list[str] = field(default_factory=list)
    late: list[Transaction] = field(default_factory=list)
    backup: tuple[dict[str, Any], ...] = ()

    def transaction(self, transaction: Transaction) -> TransactionResult:
        self.sent.append(transaction)
        fault = self.faults.pop(0) if self.faults else ""
        _before(fault, transaction)
        if fault == "late":
            self.late.append(transaction)
            raise OutcomeUnknown("Given up.")
        self.do(transaction)
        if fault == "answer lost":
            raise OutcomeUnknown("The answer was lost.")
        if fault == "crash after":
            raise Crash
        return TransactionResult()

    def do(self, transaction: Transaction) -> None:
        before = deepcopy(self.rows)
        try:
            for action in transaction.actions:
                self._act(action)
        except Problem as problem:
            self.rows = before
            problem.locator = action.handle
            raise

    def _act(self, action: Any) -> None:
        if isinstance(action, Insert):
            row = dict(action.features[0].properties)
            there = self.rows.get(str(row["uuid"]))
            if there is None:
                self.rows[str(row["uuid"])] = {"status": "submitted", "revision": 1, **row}
            elif any((there.get(name) or None) != (row.get(name) or None) for name in COLUMNS):
                raise InvalidContent("The uuid is that of another contribution.")
            return
        assert isinstance(action, Update)
        there = self.rows.get(action.filter.literal)  # type: ignore[union-attr]
        if there is None or there["status"] not in REVISABLE:
            raise TransitionRefused("It is not to be revised.")
        asked = dict(action.properties)
        if asked.pop("revision", str(there["revision"])) != str(there["revision"]):
            raise ConditionFailed("It has been revised.")
        there.update(asked, revision=there["revision"] + (asked["status"] == Status.SUBMITTED))

    def contributions(self) -> list[Contribution]:
        return [from_row(row) for _fid, row in next(self.pages("", self.schema("")))]

    def who_am_i(self) -> WhoAmI:
        return WhoAmI(1, "0.1.0", self.epoch, "atomic", "beitrag-a", "p-1")


def _before(fault: str, transaction: Transaction) -> None:
    troubles: dict[str, Callable[[], BaseException]] = {
        "request lost": lambda: OutcomeUnknown("The request was lost."),
        "busy": lambda: Busy("Wait.", 7),
        "no network": lambda: Unreachable("No network."),
        "crash before": Crash,
        "closed": lambda: AccessDenied("Closed."),
    }
    if fault in troubles:
        raise troubles[fault]()
    if fault == "too large" and len(transaction.actions) > 1:
        raise LimitExceeded("Too large.")
    if fault == "one refused":
        refusal = AccessDenied("Not this one.")
        refusal.locator = transaction.actions[-1].handle
        raise refusal


FAULTS = ("request lost", "answer lost", "late", "busy", "no network", "closed", "too large", "one refused",
          "crash before", "crash after")  # fmt: skip
