"""How the queue is told in words: statuses with a sign, ages, layers, people."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from ...adapters.finding_words import finding_line
from ...adapters.foreign import shown
from ...adapters.trust_words import author_with_tier
from ...adapters.wording import counted, operation_word, status_word, translate
from ...domain.contribution import Operation, Status
from ...domain.trust import CHECKED_BAD, CHECKED_GOOD, DRAWN
from ...domain.validation import Finding, Severity, from_text
from ...workflows.review import Summary

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
    return counted("queue_words", "%n days", int(seconds // _DAY))


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
    return counted("queue_words", "in %n days", days)


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


_FINDING_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "⚠", Severity.HINT: "ℹ"}


def findings_short(text: str) -> str:
    """How many findings there are of each gravity, the gravest first: ✗ 1 ⚠ 2."""
    counts = dict.fromkeys(Severity, 0)
    for one in _findings(text):
        counts[one.severity] += 1
    return "  ".join(f"{_FINDING_SIGNS[severity]} {count}" for severity, count in counts.items() if count)


def findings_more(text: str) -> str:
    """The findings in words."""
    return "; ".join(finding_line(one) for one in _findings(text)[:6])


@lru_cache(maxsize=2000)
def _findings(text: str) -> tuple[Finding, ...]:
    """Read once, however often a cell is painted."""
    return tuple(from_text(text))
