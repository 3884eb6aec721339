"""Times as the queue has them: ISO 8601 in UTC, as text, so that texts compare as times do."""

from __future__ import annotations

from datetime import UTC, datetime


def as_text(moment: datetime) -> str:
    """An aware moment to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_minute(moment: datetime) -> str:
    """The minute of an aware moment."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def as_moment(iso: str) -> datetime | None:
    """The moment that a text of the queue names, None for an empty one."""
    return datetime.fromisoformat(iso) if iso else None
