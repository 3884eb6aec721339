"""Whom the municipality trusts how far: the decisions in its queue, read for `domain/trust.py`."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from ..domain.access import Actor
from ..domain.contribution import Status
from ..domain.errors import InvalidContent
from ..domain.moment import as_moment
from ..domain.retention import Retention, stated
from ..domain.trust import DECISIVE, Decision, Tier, decided, tier_of
from .queue_source import QueueSource

_DECISIVE = ", ".join(f"'{word}'" for word in DECISIVE)
HISTORY = (
    "SELECT e.contribution, e.to_status, e.actor, e.time FROM {q}event e "
    "JOIN {q}contribution c ON c.uuid = e.contribution "
    f"WHERE c.author = ? AND e.to_status IN ({_DECISIVE}) AND e.time >= ? ORDER BY e.id"
)
RETENTION = "SELECT value FROM {q}service_state WHERE key = 'retention'"
APPOINTED = "SELECT 1 FROM {q}member WHERE person = ? AND appointed = 1 AND coalesce(disabled, 0) = 0 LIMIT 1"
_EARLY = datetime(1, 1, 1, tzinfo=UTC)


def decisions(queue: QueueSource, pseudonym: str, now: datetime) -> list[Decision]:
    """What reviewers decided about somebody's contributions, as long as the queue knows whose all of them are.

    What was accepted is kept longer than what was rejected: older than either, it would speak for its author alone.
    """
    since = _since(queue, now)
    rows = queue.writer().rows(HISTORY, [pseudonym, since]) if pseudonym and since else []
    return decided((about, status, actor or "", as_moment(time or "") or _EARLY) for about, status, actor, time in rows)


def _since(queue: QueueSource, now: datetime) -> str:
    """From when on nothing decided has been erased; "" where what is kept how long cannot be read."""
    found = queue.writer().rows(RETENTION)
    try:
        kept = stated(json.loads(found[0][0] or "{}")) if found else Retention()
    except (ValueError, InvalidContent):
        return ""
    return max(kept.before(str(status), now) for status in (Status.REJECTED, Status.PUBLISHED))


def tier(queue: QueueSource, actor: Actor, now: datetime) -> Tier:
    """The tier of who asks, as it stands now; nobody who is no member has one above the lowest."""
    if actor.is_guest:
        return Tier.NEW
    appointed = bool(queue.writer().rows(APPOINTED, [actor.person]))
    return tier_of(decisions(queue, actor.pseudonym, now), now, appointed)
