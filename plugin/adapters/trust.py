"""Whom the municipality trusts how far: the decisions in its queue, read for `domain/trust.py`."""

from __future__ import annotations

from datetime import UTC, datetime

from ..domain.access import Actor
from ..domain.moment import as_moment
from ..domain.trust import DECISIVE, Decision, Tier, decided, tier_of
from .queue_source import QueueSource

_DECISIVE = ", ".join(f"'{word}'" for word in DECISIVE)
HISTORY = (
    "SELECT e.contribution, e.to_status, e.actor, e.time FROM {q}event e "
    "JOIN {q}contribution c ON c.uuid = e.contribution "
    f"WHERE c.author = ? AND e.to_status IN ({_DECISIVE}) ORDER BY e.id"
)
APPOINTED = "SELECT 1 FROM {q}member WHERE person = ? AND appointed = 1 AND coalesce(disabled, 0) = 0 LIMIT 1"
_EARLY = datetime(1, 1, 1, tzinfo=UTC)


def decisions(queue: QueueSource, pseudonym: str) -> list[Decision]:
    """What reviewers decided about somebody's contributions, as far as the queue still knows whose they are."""
    rows = queue.writer().rows(HISTORY, [pseudonym]) if pseudonym else []
    return decided((about, status, actor or "", as_moment(time or "") or _EARLY) for about, status, actor, time in rows)


def tier(queue: QueueSource, actor: Actor, now: datetime) -> Tier:
    """The tier of who asks, as it stands now; nobody who is no member has one above the lowest."""
    if actor.is_guest:
        return Tier.NEW
    appointed = bool(queue.writer().rows(APPOINTED, [actor.person]))
    return tier_of(decisions(queue, actor.pseudonym), now, appointed)
