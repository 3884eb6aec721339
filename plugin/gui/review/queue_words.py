"""How the queue is told in words: statuses with a sign, ages, layers, people."""

from __future__ import annotations

from datetime import UTC, datetime

from ...adapters.foreign import shown
from ...adapters.trust_words import author_with_tier
from ...adapters.wording import moment, operation_word, status_word, translate
from ...domain.contribution import Operation, Status
from ...domain.trust import CHECKED_BAD, CHECKED_GOOD, DRAWN
from ...workflows.summary import Summary

SIGNS = {
    Status.SUBMITTED: "○",
    Status.IN_REVIEW: "◐",
    Status.NEEDS_CHANGES: "↩",
    Status.FORWARDED: "→",
    Status.ACCEPTED: "✓",
    Status.PUBLISHED: "✔",
    Status.CONFLICT: "⚠",
    Status.REJECTED: "✗",
    Status.DUPLICATE: "✗",
    Status.NOT_RESPONSIBLE: "✗",
    Status.ALREADY_DONE: "✗",
    Status.WITHDRAWN: "–",
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def status_text(code: str) -> str:
    """The word for a status, or for what happened to a photo; one of a later version as it is."""
    if code == "photo_attached":
        return translate("queue_words", "photo added")
    if code == "photo_withdrawn":
        return translate("queue_words", "photo withdrawn")
    if code == CHECKED_GOOD:
        return translate("queue_words", "looked at afterwards: good")
    if code == CHECKED_BAD:
        return translate("queue_words", "looked at afterwards: objected")
    return status_word(Status(code)) if code in set(Status) else shown(code, 40)


def status_sign(code: str) -> str:
    return SIGNS.get(Status(code), "") if code in set(Status) else ""


def row_status_text(row: Summary) -> str:
    """The status of a row of the list, and whether a rule made it so."""
    word = status_text(row.status)
    if not row.automatic:
        return word
    if row.afterwards == DRAWN:
        return translate("queue_words", "{} by rule, to be looked at").format(word)
    return translate("queue_words", "{} by rule").format(word)


def operation_text(code: str) -> str:
    return operation_word(Operation(code)) if code in set(Operation) else shown(code, 40)


def time_of(text: str) -> datetime | None:
    """An ISO 8601 time as the service writes it, in UTC; None for anything else, and beyond the calendar."""
    try:
        when = datetime.fromisoformat(text)
        return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def clock(text: str) -> str:
    """Until when, today: hours and minutes; otherwise with the date."""
    when = time_of(text)
    try:
        here = when.astimezone() if when else None
    except (ValueError, OverflowError):
        here = None
    if here is None:
        return ""
    return here.strftime("%H:%M") if here.date() == datetime.now(UTC).astimezone().date() else moment(text)


def age(created: str, now: datetime) -> str:
    """How long ago, in the largest unit."""
    when = time_of(created)
    if when is None:
        return ""
    seconds = max((now - when).total_seconds(), 0)
    if seconds < _MINUTE:
        return translate("queue_words", "just now")
    if seconds < _HOUR:
        return translate("queue_words", "{} min").format(int(seconds // _MINUTE))
    if seconds < _DAY:
        return translate("queue_words", "{} h").format(int(seconds // _HOUR))
    days = int(seconds // _DAY)
    return translate("queue_words", "1 day") if days == 1 else translate("queue_words", "{} days").format(days)


def due_text(due: str, now: datetime) -> str:
    """How long until a deadline, or since it passed; "" where there is none."""
    until = time_of(due)
    if until is None:
        return ""
    if until < now:
        return translate("queue_words", "late: {}").format(age(due, now))
    days = (until - now).days
    if days == 0:
        return translate("queue_words", "today or tomorrow")
    return translate("queue_words", "in 1 day") if days == 1 else translate("queue_words", "in {} days").format(days)


def claim_holds(claimed_by: str, claimed_until: str, now: datetime) -> bool:
    until = time_of(claimed_until)
    return bool(claimed_by) and until is not None and now < until


def claimant(row: Summary, me: str, now: datetime) -> str:
    """Who has claimed it, while that holds."""
    if not claim_holds(row.claimed_by, row.claimed_until, now):
        return ""
    return translate("queue_words", "you") if row.claimed_by == me else shown(row.claimed_by, 40)


def author(row: Summary, me: str) -> str:
    if me and row.author == me:
        return translate("queue_words", "you")
    return author_with_tier(shown(row.author, 40), row.tier)
