"""How long what people have contributed is kept (GDPR Art. 5(1)(e)). Events are never erased: they name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from .contribution import NEGATIVE, Status
from .errors import InvalidContent
from .moment import as_text

CLOSED = (Status.WITHDRAWN, *sorted(NEGATIVE))
REFUSALS = "refusals"
DEFAULT: Mapping[str, int] = {
    **{str(status): 180 for status in CLOSED},
    str(Status.PUBLISHED): 3 * 365,
    REFUSALS: 30,
}
"""Days after the last event of a contribution, and after a refusal."""

LONGEST = {**dict.fromkeys(DEFAULT, 36_500), REFUSALS: DEFAULT[REFUSALS]}
"""Days that may be stated; refusals the service itself forgets after their time."""


@dataclass(frozen=True)
class Retention:
    """Days by status. Of a closed contribution the content goes, of a published one what was said about it."""

    days: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT))

    def before(self, what: str, now: datetime) -> str:
        """What is older than this text goes; times in the queue compare as texts."""
        return as_text(now.astimezone(UTC) - timedelta(days=self.days[what]))


def stated(days: object) -> Retention:
    """What a policy states; what it leaves out is as in DEFAULT. Raises InvalidContent."""
    return Retention({**DEFAULT, **check(days)})


def check(days: object) -> Mapping[str, int]:
    """The part `retention` of a policy as it is, or InvalidContent."""
    if not isinstance(days, dict) or not set(days) <= set(DEFAULT):
        raise InvalidContent(f"The part retention names days for {', '.join(DEFAULT)} and nothing else.")
    for name, number in days.items():
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= LONGEST[name]:
            raise InvalidContent(f"The retention of {name} is {number!r}, not 1 to {LONGEST[name]} days.")
    return dict(days)
