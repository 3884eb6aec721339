"""What arrives and may be accepted by itself: decided under the queue's lock, from what is in the database.

A client has no say in it: tier, findings and number are looked up, and the draw for a look afterwards is made here.
Somebody with more than one account is one person, so all of theirs counts together.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...adapters.queue_source import QueueSource
from ...adapters.surroundings import metres_of
from ...adapters.trust import tier
from ...domain.access import Actor
from ...domain.contribution import Status, changed_geometry
from ...domain.moment import as_text
from ...domain.transitions import Party, Situation, find
from ...domain.trust import ACTOR, DRAWN, SHARE, Facts, Ground, Tier, Verdict, judge
from ...domain.validation import Batch, from_text

if TYPE_CHECKING:
    from ..writing.work import Work
    from .submission import Submission

HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
_HOUR = (
    "SELECT count(*) FROM {q}event e JOIN {q}contribution c ON c.uuid = e.contribution "
    f"WHERE e.actor = '{ACTOR}' AND e.to_status = '{Status.ACCEPTED}' AND e.time >= ? AND c.author = ?"
)
_MOVED = (
    "SELECT 1 FROM {q}contribution WHERE layer = ? AND feature_key = ? AND created >= ? "
    f"AND automatic = '{Ground.MOVE}' LIMIT 1"
)


def drawn() -> bool:
    """Whether a lot falls on a contribution; from the system's randomness, which nobody can foresee."""
    return secrets.randbelow(100) < SHARE


@dataclass
class Trust:
    """How far the person of one Transaction at `now` is trusted. What the Transaction itself adds is counted here.

    It does not hold the work that holds it: layers of QGIS would live on in the ring.
    """

    queue: QueueSource
    actor: Actor
    pseudonym: str
    now: datetime
    accepted: int = 0
    moved: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def tier(self) -> Tier:
        return tier(self.queue, self.actor, self.now)

    @cached_property
    def hour(self) -> int:
        """What of this person was accepted by rule in the last hour, before this Transaction."""
        since = as_text(self.now - HOUR)
        return int(self.queue.writer().rows(_HOUR, [since, self.pseudonym])[0][0])

    def judged(
        self, work: Work, sent: Submission, found: str | None, batch: Batch, looked: Callable[[], bool | None]
    ) -> Verdict:
        """What is to be done with a contribution that has just arrived; `found` as the queue keeps findings.

        `looked` looks where it would lie for what may be the same object; None where that cannot be known.
        """
        assert sent.layer.policy is not None  # by submission.read
        if not sent.layer.policy.automatic.on or self.tier < Tier.PROVEN:
            return judge(sent.change, sent.layer.policy, Facts(self.tier, None, batch, 0, 0, False))
        alike = looked() if _elsewhere(sent) else None
        quota, directory = work.quota, work.store.directory()
        facts = Facts(
            tier=self.tier,
            findings=None if found is None else from_text(found),
            batch=batch,
            hour=self.hour + self.accepted,
            sent=quota.had.contributions + quota.added.contributions,
            looked_for=alike is not None,
            alike=bool(alike),
            moved_lately=self._moved_lately(sent),
            other_area=len(set(sent.places)) > 1,
            metres=metres_of(sent.change.feature),
            decimals=sent.layer.decimals,
            owners=frozenset(directory.operator_fields if directory else ()),
        )
        return judge(sent.change, sent.layer.policy, facts)

    def columns(self, sent: Submission, verdict: Verdict) -> dict[str, Any]:
        """What the row of the queue says of it; whatever is accepted is counted."""
        known: dict[str, Any] = {"tier": int(self.tier)}
        assert sent.layer.policy is not None
        if verdict.ground is None:
            return {**known, "held": str(verdict)} if sent.layer.policy.automatic.on else known
        situation = Situation(ACTOR, self.pseudonym, frozenset({Party.AUTOMATIC}), self.now)
        find(Status.SUBMITTED, Status.ACCEPTED, situation)
        self.accepted += 1
        if verdict.ground is Ground.MOVE:
            self.moved.add((sent.layer.name, sent.change.key or ""))
        afterwards = DRAWN if drawn() else None
        return {**known, "automatic": str(verdict), "afterwards": afterwards, "status": str(Status.ACCEPTED)}

    def _moved_lately(self, sent: Submission) -> bool:
        key = sent.change.key or ""
        if sent.change.base is None or sent.change.proposed is None or not _elsewhere(sent):
            return False
        since = as_text(self.now - A_DAY)
        there = self.queue.writer().rows(_MOVED, [sent.layer.name, key, since])
        return bool(there) or (sent.layer.name, key) in self.moved


def _elsewhere(sent: Submission) -> bool:
    """Whether something would lie where it does not lie now."""
    base, proposed = sent.change.base, sent.change.proposed
    return base is None or proposed is None or changed_geometry(base, proposed, sent.layer.decimals)
