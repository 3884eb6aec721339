"""What one person may have waiting, keep and do, whatever the role. Asked inside the Transaction's lock.

What is committed is counted by the database, in one query; nobody else adds to it before this Transaction ends. What
the Transaction itself adds is counted here, so one large one passes no further than many small ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from ...adapters.queue_source import QueueSource
from ...domain.contribution import OPEN
from ...domain.errors import QuotaExceeded
from ...domain.limits import Limits
from ...domain.moment import as_text

HOUR = timedelta(hours=1)
MEGABYTE = 10**6
SOON = 600
"""Seconds after which somebody who did too much in an hour may have some of it back."""

_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN))
_SIZES = {"ogr": "coalesce(length(CAST({0} AS BLOB)), 0)", "postgres": "coalesce(octet_length({0}), 0)"}
_HAD = f"""SELECT
    (SELECT count(*) FROM {{{{q}}}}contribution WHERE author = ? AND status IN ({_OPEN})),
    (SELECT coalesce(sum({{base}} + {{proposed}}), 0) FROM {{{{q}}}}contribution
        WHERE author = ? AND status IN ({_OPEN})),
    (SELECT coalesce(sum(a.size), 0) FROM {{{{q}}}}attachment a JOIN {{{{q}}}}contribution c ON c.uuid = a.contribution
        WHERE a.author = ? AND a.status = 'attached' AND c.status IN ({_OPEN})),
    (SELECT count(*) FROM {{{{q}}}}event WHERE actor = ? AND time >= ?
        AND (from_status = 'draft' OR (to_status = 'submitted' AND role = 'author')
        OR to_status = 'photo_attached')),
    (SELECT count(*) FROM {{{{q}}}}comment WHERE author = ? AND created >= ? AND kind = 'comment')"""


@dataclass
class Used:
    """Contributions that are open, bytes in them and their photos; of the last hour: contributions with photos, and
    comments."""

    open: int = 0
    bytes: int = 0
    contributions: int = 0
    comments: int = 0


@dataclass
class Quota:
    """The account of the person `pseudonym` in one Transaction at `now` (aware, UTC)."""

    queue: QueueSource
    limits: Limits
    pseudonym: str
    now: datetime
    added: Used = field(default_factory=Used)

    def submit(self, size: int, waits: bool = True) -> None:
        """Count one more contribution; one that is published at once does not wait. Raises QuotaExceeded."""
        self.revise(size if waits else 0)
        self.added.open += int(waits)
        if waits and self.had.open + self.added.open > self.limits.open_contributions:
            raise QuotaExceeded(
                f"You may have {self.limits.open_contributions} open contributions; {self.had.open} of yours wait. "
                "Send fewer at once, or wait until some are decided, or withdraw what is no longer needed."
            )

    def revise(self, size: int) -> None:
        """Count one more that was sent, and bytes that it adds. Raises QuotaExceeded."""
        self.added.contributions += 1
        _check_hour(
            "contributions and photos",
            self.had.contributions + self.added.contributions,
            self.limits.contributions_per_hour,
        )
        self.keep(size)

    def photo(self, size: int) -> None:
        """Count one more photo; one that is withdrawn again has left its events in the record. Raises QuotaExceeded."""
        self.revise(size)

    def keep(self, size: int) -> None:
        """Count bytes of open contributions and photos. Raises QuotaExceeded."""
        self.added.bytes += size
        if size > 0 and self.had.bytes + self.added.bytes > self.limits.megabytes * MEGABYTE:
            raise QuotaExceeded(
                f"Your open contributions and their photos may have {self.limits.megabytes} MB together. "
                "Wait until some are decided, or withdraw what is no longer needed."
            )

    def comment(self) -> None:
        """Count one more comment. Raises QuotaExceeded."""
        self.added.comments += 1
        _check_hour("comments", self.had.comments + self.added.comments, self.limits.comments_per_hour)

    @cached_property
    def had(self) -> Used:
        """What the database holds, but for what this Transaction adds."""
        size = _SIZES[self.queue.provider]
        since = as_text(self.now - HOUR)
        me = self.pseudonym
        sql = _HAD.format(base=size.format("base"), proposed=size.format("proposed"))
        found = self.queue.writer().rows(sql, [me, me, me, me, since, me, since])[0]
        waiting, content, photos, contributions, comments = (int(number) for number in found)
        return Used(waiting, content + photos, contributions, comments)


def _check_hour(what: str, number: int, most: int) -> None:
    if number > most:
        raise QuotaExceeded(f"You may send {most} {what} in an hour. Send the rest later.", SOON)
