"""What the list of the review queue can be limited to: one row of CRITERIA each, evaluated by the server.

A choice is a mapping from the name of a criterion to what was chosen, as text; so it can be kept, and told to a
service. What is left out, empty or not known here does not limit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.contribution import Status
from ..domain.jurisdiction import is_ars
from ..domain.moment import as_text
from ..domain.trust import DRAWN
from ..services.wfs.filters import Combined, Compare, Comparison, Filter, IsNull, Like, Logic, Not

Choice = Mapping[str, str]

ANY, NONE = "any", "none"
"""Values of `finding`: at least one, and none; else a severity or a code of a finding."""
OLDER, NEWER = "older", "newer"
"""Values of `age` are one of these, a colon, and days."""
YES = "1"
LONGEST = 200
"""Characters of a value; what is longer is cut off, so that the address of a request stays short."""

_WILD, _SINGLE, _ESCAPE = "*", "?", "!"
_ESCAPED = {"*": "!*", "?": "!?", "!": "!!", "_": "?", "%": "?", "\\": "?"}
_SEARCH = 60
"""Characters that are searched for: with each column they stand in the address once more."""
_SEARCHED = ("comment", "feature_key", "layer", "proposed", "base")
"""The columns that hold words of people: the comment, and the values before and after."""


@dataclass(frozen=True)
class Asker:
    """Who asks, as a pseudonym ("" before a first deed), and when (aware)."""

    me: str
    now: datetime


@dataclass(frozen=True)
class Criterion:
    """`columns` are those it looks into: a service of an earlier version may lack one, and then it does not limit.

    `filter` gives None for a value that means nothing.
    """

    columns: tuple[str, ...]
    filter: Callable[[str, Asker], Filter | None]


def condition(choice: Choice, asker: Asker, there: Collection[str]) -> Filter | None:
    """All of a choice at once, for a queue with the columns `there`."""
    return all_of(list(_parts(choice, asker, there)))


def is_limited(choice: Choice) -> bool:
    """Whether anything but the status limits the list."""
    return any(value for name, value in choice.items() if name in CRITERIA and name != "status")


def _parts(choice: Choice, asker: Asker, there: Collection[str]) -> Iterator[Filter]:
    for name, criterion in CRITERIA.items():
        value = choice.get(name, "").strip()[:LONGEST]
        if value and all(column in there for column in criterion.columns):
            made = criterion.filter(value, asker)
            if made is not None:
                yield made


# parts of filters


def equal(column: str, value: str) -> Compare:
    return Compare(Comparison.EQUAL, column, value)


def like(column: str, text: str, *, start: bool = False, match_case: bool = True) -> Like:
    """Where `text` occurs, or stands at the start.

    SQLite and PostgreSQL escape their own wild cards in two ways, so any sign will do in place of one of them.
    """
    escaped = "".join(_ESCAPED.get(sign, sign) for sign in text)
    pattern = f"{escaped}{_WILD}" if start else f"{_WILD}{escaped}{_WILD}"
    return Like(column, pattern, _WILD, _SINGLE, _ESCAPE, match_case)


def any_of(parts: Sequence[Filter]) -> Filter | None:
    """What one of `parts` meets; None, which is no condition, where there are none."""
    return _joined(Logic.OR, parts)


def all_of(parts: Sequence[Filter]) -> Filter | None:
    """What all of `parts` meet; None, which is no condition, where there are none."""
    return _joined(Logic.AND, parts)


def _joined(logic: Logic, parts: Sequence[Filter]) -> Filter | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Combined(logic, tuple(parts))


# the criteria


def _status(value: str, _asker: Asker) -> Filter | None:
    """Several, separated by commas."""
    return any_of([equal("status", name) for name in value.split(",") if name in set(Status)])


def _area(value: str, _asker: Asker) -> Filter | None:
    return like("ars", value, start=True) if is_ars(value) else None


def _age(value: str, asker: Asker) -> Filter | None:
    way, _, days = value.partition(":")
    if way not in (OLDER, NEWER) or not (days.isascii() and days.isdigit() and len(days) < 5):
        return None
    then = as_text(asker.now - timedelta(days=int(days)))
    return Compare(Comparison.LESS if way == OLDER else Comparison.GREATER_OR_EQUAL, "created", then)


def finding(value: str, _asker: Asker) -> Filter | None:
    """By the words of the JSON in which the service keeps them (`domain/validation.to_text`)."""
    some = like("findings", '"code": "')
    if value == ANY:
        return some
    if value == NONE:
        return any_of([IsNull("findings"), Not(some)])
    name = "code" if value.isupper() else "severity"
    return like("findings", f'"{name}": "{value}"')


def _by_rule(value: str, _asker: Asker) -> Filter | None:
    """Accepted by rule, or of that what was drawn to be looked at."""
    return equal("afterwards", DRAWN) if value == DRAWN else Not(IsNull("automatic")) if value == ANY else None


def _mine(_value: str, asker: Asker) -> Filter | None:
    return equal("claimed_by", asker.me or "-")  # who has done nothing yet has claimed nothing


def _overdue(_value: str, asker: Asker) -> Filter | None:
    return Compare(Comparison.LESS, "due", as_text(asker.now))


def _text(value: str, _asker: Asker) -> Filter | None:
    """Every word occurs somewhere, in any case; from the third on they occur as they stand."""
    words = value[:_SEARCH].split(maxsplit=2)
    return all_of([one for word in words if (one := _word(word)) is not None])


def _word(word: str) -> Filter | None:
    return any_of([like(column, word, match_case=False) for column in _SEARCHED])


CRITERIA: Mapping[str, Criterion] = {
    "status": Criterion(("status",), _status),
    "layer": Criterion(("layer",), lambda value, _asker: equal("layer", value)),
    "operation": Criterion(("operation",), lambda value, _asker: equal("operation", value)),
    "area": Criterion(("ars",), _area),
    "author": Criterion(("author",), lambda value, _asker: like("author", value, start=True, match_case=False)),
    "age": Criterion(("created",), _age),
    "finding": Criterion(("findings",), finding),
    "changeset": Criterion(("changeset",), lambda value, _asker: equal("changeset", value)),
    "body": Criterion(("responsible_body",), lambda value, _asker: equal("responsible_body", value)),
    "overdue": Criterion(("due",), _overdue),
    "by_rule": Criterion(("automatic", "afterwards"), _by_rule),
    "mine": Criterion(("claimed_by",), _mine),
    "text": Criterion(_SEARCHED, _text),
}
