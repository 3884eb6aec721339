"""What a hand-over changes in a row of the queue: who has it, until when, and at which ARS it may be taken on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsFeature

from ...domain import hand_over
from ...domain.contribution import Status
from ...domain.hand_over import Order
from ...domain.moment import as_text
from ...domain.transitions import Guard, Party, Transition
from ..writing.work import Work, text

COLUMNS = ("responsible_body", "due")
"""What somebody who hands over may say: to whom, and until when."""


def returns_of(row: QgsFeature) -> int:
    """How often it was returned."""
    value = row["returns"]
    return value if isinstance(value, int) else 0


def columns(work: Work, transition: Transition, row: QgsFeature, texts: Mapping[str, str | None]) -> dict[str, Any]:
    """The columns that a transition to or from `forwarded` sets, none for any other. Raises InvalidContent."""
    if transition.target is Status.FORWARDED:
        directory = work.store.directory()
        given = hand_over.order(directory, texts.get("responsible_body") or "", work.now, texts.get("due") or "")
        return {**_ordered(given), "handed_from": text(row, "responsible_body") or None}
    if transition.source is not Status.FORWARDED:
        return {}
    if transition.target is Status.SUBMITTED:
        return _returned(work, row)
    if Guard.SAME_REVIEWER_SOON in transition.guards:
        return _back(row)
    if transition.party is Party.COORDINATOR:
        return {"body_ars": None}
    return {}


def _returned(work: Work, row: QgsFeature) -> dict[str, Any]:
    returns = returns_of(row) + 1
    given = hand_over.after_return(work.store.directory(), returns, work.now)
    return {**(_ordered(given) if given else _back(row)), "returns": returns, "handed_from": None}


def _ordered(given: Order) -> dict[str, Any]:
    return {"responsible_body": given.body, "due": as_text(given.due), "body_ars": given.ars or None}


def _back(row: QgsFeature) -> dict[str, Any]:
    """As it was before it was handed over."""
    return {"responsible_body": text(row, "handed_from") or None, "due": None, "body_ars": None, "handed_from": None}
