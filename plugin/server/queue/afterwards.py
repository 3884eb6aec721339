"""What was accepted by rule, and a person then looked at: that it is good, or that it should not have been."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qgis.core import QgsFeature

from ...domain.contribution import Reason, Status
from ...domain.errors import InvalidContent, TransitionRefused
from ...domain.transitions import Party
from ...domain.trust import ACTOR, CHECKED_BAD, CHECKED_GOOD, DRAWN, Bar
from ..writing.work import Outcome, Work, text
from . import comments
from .events import note_hash

if TYPE_CHECKING:
    from ..writing.table import Change

COLUMN, QUEUE = "afterwards", "contribution"
_KNOWN = {COLUMN, "reason_code", "note", "revision"}
_REASONS = set(Reason) - {Reason.CORRECTED, Reason.TAKEN_BACK}
"""Why somebody objects: the other two are said of decisions."""


def look(work: Work, row: QgsFeature, texts: Mapping[str, str | None]) -> Outcome:
    """Note what a reviewer says who has looked at it afterwards; who may see the row was asked before.

    Raises InvalidContent, TransitionRefused. The same said again by the same person is answered as the first time.
    """
    said, reason, note = texts.get(COLUMN) or "", texts.get("reason_code") or "", texts.get("note") or ""
    _check(work, row, texts)
    if text(row, COLUMN) == said and _last(work, row, said) == work.pseudonym:
        return Outcome(updated=1)
    if text(row, COLUMN) not in ("", DRAWN):
        raise TransitionRefused(f"{_last(work, row, text(row, COLUMN))} has looked at it already: {text(row, COLUMN)}.")
    salt = comments.decision(work, text(row, "uuid"), note) if note else ""
    work.store.table(QUEUE).change(row, {COLUMN: said})
    work.events.append(
        str(Party.REVIEWER),
        **_about(row),
        from_status=text(row, "status"),
        to_status=said,
        reason_code=reason,
        note_hash=note_hash(note, salt),
    )
    return Outcome(updated=1)


def take_back(work: Work, rows: list[QgsFeature]) -> None:
    """Put `rows` into the queue again, as far as they were accepted by rule: they have become part of a mass edit."""
    back = [row for row in rows if text(row, "automatic") and text(row, "status") == Status.ACCEPTED]
    cleared = {"status": str(Status.SUBMITTED), "automatic": None, COLUMN: None, "held": str(Bar.MASS)}
    changes: list[Change] = [(row, cleared, None) for row in back]
    if changes:
        work.store.table(QUEUE).change_rows(changes)
    for row in back:
        work.events.append(
            str(Party.AUTOMATIC),
            actor=ACTOR,
            **_about(row),
            from_status=str(Status.ACCEPTED),
            to_status=str(Status.SUBMITTED),
            reason_code=str(Bar.MASS),
        )


def _about(row: QgsFeature) -> dict[str, str]:
    return {"contribution": text(row, "uuid"), **{name: text(row, name) for name in ("layer", "ars", "feature_key")}}


def _check(work: Work, row: QgsFeature, texts: Mapping[str, str | None]) -> None:
    said, reason, status = texts.get(COLUMN), texts.get("reason_code") or "", text(row, "status")
    if set(texts) - _KNOWN or said not in (CHECKED_GOOD, CHECKED_BAD) or (reason and reason not in _REASONS):
        raise InvalidContent(f"Who looks afterwards says {CHECKED_GOOD} or {CHECKED_BAD}, and may say why.")
    if Party.REVIEWER not in work.parties(row) or text(row, "author") == work.pseudonym:
        raise TransitionRefused("Nobody but a reviewer who is not the author looks at a contribution afterwards.")
    if not text(row, "automatic") or status not in (Status.ACCEPTED, Status.PUBLISHED):
        raise TransitionRefused(f"A person has decided about the contribution, or it is no longer accepted: {status}.")
    if said == CHECKED_BAD and status == Status.ACCEPTED:
        raise TransitionRefused("It is not published yet: take it into review and decide about it.")
    if said == CHECKED_BAD and not reason:
        raise TransitionRefused("To object, a reason_code is needed.")


def _last(work: Work, row: QgsFeature, said: str) -> str:
    found = [event for event in work.events.of(text(row, "uuid")) if event["to_status"] == said]
    return text(found[-1], "actor") if found else ""
