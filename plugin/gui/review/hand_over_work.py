"""Handing over in the background: plain functions of a connection and values."""

from __future__ import annotations

from ...workflows import hand_over
from ...workflows.connection import Connection
from ...workflows.review import Outcome
from .work import Seen, look


def forward(connection: Connection, uuid: str, body: str, due: str, reason: str, note: str) -> Seen:
    outcome = hand_over.forward(connection, [uuid], body, reason_code=reason, note=note, due=due)
    return _seen(connection, uuid, outcome)


def take_on(connection: Connection, uuid: str) -> Seen:
    return _seen(connection, uuid, hand_over.take_on(connection, [uuid]))


def give_back(connection: Connection, uuid: str, reason: str, note: str) -> Seen:
    return _seen(connection, uuid, hand_over.give_back(connection, [uuid], reason_code=reason, note=note))


def _seen(connection: Connection, uuid: str, outcome: Outcome) -> Seen:
    """How it stands now; raises what kept it from being done."""
    for problem in outcome.failed.values():
        raise problem
    return look(connection, uuid)
