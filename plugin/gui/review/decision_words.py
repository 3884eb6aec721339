"""What may be done with a contribution just now, and why not, in sentences."""

from __future__ import annotations

from datetime import datetime

from ...adapters.foreign import shown
from ...adapters.wording import status_word, translate
from ...domain.contribution import Contribution, Status
from .queue_words import time_of

_MINUTES = 30
_SOON = 10


def left_text(seen: Contribution, now: datetime) -> str:
    """How long a claim still holds, where it is not long."""
    until = time_of(seen.claimed_until)
    left = int((until - now).total_seconds() // 60) if until else _MINUTES
    return translate("decision_bar", "({} min left)").format(left) if left < _SOON else ""


def second_text(me: str, rejected_by: frozenset[str]) -> str:
    """What a rejection before means for this one."""
    if me in rejected_by:
        return translate(
            "decision_bar",
            "⚠ You have rejected the same wish of this person before. A second time somebody else decides: accept it, "
            "ask back, or release it.",
        )
    if rejected_by:
        text = translate(
            "decision_bar",
            "⚠ The same wish of this person was rejected before, by {}. To reject it again, say why in your own words.",
        )
        return text.format(", ".join(shown(who, 40) for who in sorted(rejected_by)))
    return ""


def claimable_text(seen: Contribution) -> str:
    if seen.status is Status.IN_REVIEW:
        return translate("decision_bar", "The claim has ended. Claim it again to decide.")
    if seen.status is Status.CONFLICT:
        return translate(
            "decision_bar",
            "⚠ It was accepted, and could not be published: somebody had changed the object since. Its author can put "
            "both together and submit again; or claim it and decide anew.",
        )
    text = translate("decision_bar", "Claim it first, so that nobody else decides meanwhile: for {} minutes.")
    return text.format(_MINUTES)


def decided_text(seen: Contribution) -> str:
    if seen.status is Status.ACCEPTED:
        return translate("decision_bar", "Accepted; not yet on the map. Publish it.")
    if seen.status is Status.NEEDS_CHANGES:
        return translate("decision_bar", "Asked back: its author is to work on it again.")
    return status_word(seen.status)
