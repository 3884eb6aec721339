"""Accepting a contribution with a correction: what the reviewer made of it is what will be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..domain.contribution import Change, Contribution, Reason, Status
from ..domain.correction import corrected
from ..domain.errors import NoTransactions
from ..services.contributions import QUEUE, correcting, transition
from . import review
from .connection import Connection


def accept_with(connection: Connection, seen: Contribution, correction: Change, note: str = "") -> Contribution:
    """Accept what the person has claimed and seen, with a correction; returns it as it is then.

    Raises ConditionFailed where its author has revised it, TransitionRefused where the claim has gone, and
    NoTransactions, before anything is sent, where the service is too old to keep a correction.
    """
    if connection.queue_schema(QUEUE).field("corrected") is None:
        raise NoTransactions(
            "The service is of an earlier version: it takes no corrections.",
            "Ask back instead, and say in the note what is to be changed.",
        )
    accepted = transition(seen.uuid, Status.ACCEPTED, note=note, revision=seen.revision)
    action = correcting(accepted, correction, connection.form(seen.layer))
    asked = Status.ACCEPTED, seen.revision, True
    review.ask(connection, action, lambda now: (now.status, now.revision, now.correction is not None) == asked)
    done = replace(seen, status=Status.ACCEPTED, reason_code=str(Reason.CORRECTED), note=note, correction=correction)
    return replace(done, claimed_by="", claimed_until="")


def correct(connection: Connection, uuid: str, values: Mapping[str, Any], note: str = "") -> Contribution:
    """Claim a contribution and accept it with other `values`, by field, on top of what is there now.

    Raises InvalidContent where that is no correction, or leaves something open that both have changed.
    """
    seen = review.claim(connection, uuid)
    geographic = connection.crs_facts(connection.form(seen.layer).crs).geographic
    correction = corrected(seen.change, review.current(connection, seen), values, geographic)
    return accept_with(connection, seen, correction, note)
