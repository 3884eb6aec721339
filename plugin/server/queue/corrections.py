"""What a reviewer accepts instead of what was proposed: read with the same suspicion, kept beside the proposal."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsFeature

from ...domain.access import check_review
from ...domain.contribution import CORRECTABLE, Operation, Status
from ...domain.correction import differs
from ...domain.errors import InvalidContent
from ..writing.work import Work, text
from . import submission
from .submission import Submission

COLUMNS = {"base": "corrected_base", "proposed": "corrected"}
"""What a correction has instead of the columns of the proposal."""
SENT = frozenset(COLUMNS.values())


def outcome_texts(row: QgsFeature) -> dict[str, str | None]:
    """The columns of a contribution as `submission.read` takes them, with what was accepted in the end."""
    texts = {name: text(row, name) or None for name in submission.COLUMNS}
    if text(row, "corrected") and text(row, "status") in CORRECTABLE:
        texts |= {name: text(row, column) or None for name, column in COLUMNS.items()}
    return texts


def read(work: Work, row: QgsFeature, sent: Mapping[str, str | None], target: Status) -> Submission | None:
    """The correction that comes with a decision, None where there is none.

    Raises InvalidContent for one that is none, AccessDenied where the actor may not review its places.
    """
    if not SENT & {name for name, value in sent.items() if value}:
        return None
    if target is not Status.ACCEPTED:
        raise InvalidContent("A correction comes with the decision to accept.")
    proposed = submission.read(work, {name: text(row, name) or None for name in submission.COLUMNS})
    if proposed.change.operation is Operation.DELETE:
        raise InvalidContent("Of a deletion there is nothing to correct.")
    texts = {**proposed.columns, **{name: sent.get(column) for name, column in COLUMNS.items()}}
    found = submission.read(work, texts)
    if not differs(proposed.change, found.change, found.layer.decimals):
        raise InvalidContent("The correction is what was proposed.")
    for place in found.places:
        check_review(work.actor, found.layer.name, place)
    found.layer.check(found.change)
    return found


def columns(found: Submission | None) -> dict[str, str | None]:
    """What goes into the row with a decision; an earlier correction does not outlive it."""
    return {column: found.columns[name] if found else None for name, column in COLUMNS.items()}
