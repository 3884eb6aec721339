"""What a reviewer can limit the list to, as data: one row of FIELDS for each of `workflows/queue_filters.CRITERIA`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ...adapters.foreign import shown
from ...adapters.wording import operation_word, translate
from ...domain.contribution import OPEN, Operation, Status
from ...domain.trust import DRAWN
from ...domain.validation import Severity
from ...workflows.queue_filters import ANY, NEWER, NONE, OLDER, YES
from .finding_names import finding_names, severity_names

TO_REVIEW = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.CONFLICT, Status.FORWARDED})
CLOSED = frozenset(Status) - OPEN - {Status.DRAFT}

Choices = list[tuple[str, str]]
"""Words, and the value that they stand for."""


class Kind(Enum):
    CHOICE = auto()
    TEXT = auto()
    TICK = auto()


@dataclass(frozen=True)
class Offers:
    """What the service has to choose from: (name or number, title) each; titles are foreign text."""

    layers: Sequence[tuple[str, str]] = ()
    areas: Sequence[tuple[str, str]] = ()
    bodies: Mapping[str, str] = field(default_factory=dict)


def _nothing(_offers: Offers) -> Choices:
    return []


@dataclass(frozen=True)
class FilterField:
    """`name` is the criterion; `choices` begins with the one that does not limit."""

    name: str
    kind: Kind
    label: Callable[[], str]
    choices: Callable[[Offers], Choices] = _nothing
    hint: Callable[[], str] = lambda: ""


def code_of(statuses: frozenset[Status]) -> str:
    """A set of statuses as the value of a choice."""
    return ",".join(sorted(statuses))


def _statuses(_offers: Offers) -> Choices:
    return [
        (translate("queue_view", "To review"), code_of(TO_REVIEW)),
        (translate("queue_view", "Accepted, not yet published"), code_of(frozenset({Status.ACCEPTED}))),
        (translate("queue_view", "Further work needed"), code_of(frozenset({Status.NEEDS_CHANGES}))),
        (translate("queue_view", "Everything open"), code_of(OPEN)),
        (translate("queue_view", "Finished"), code_of(CLOSED)),
        (translate("queue_view", "All"), ""),
    ]


def _layers(offers: Offers) -> Choices:
    named = [(shown(title or name, 80), name) for name, title in offers.layers]
    return [(translate("queue_view", "All layers"), ""), *sorted(named, key=lambda pair: pair[0].casefold())]


def _areas(offers: Offers) -> Choices:
    named = [(shown(title or ars, 80), ars) for ars, title in offers.areas]
    return [(translate("queue_fields", "Everywhere"), ""), *named]


def _bodies(offers: Offers) -> Choices:
    named = [(shown(title or name, 80), name) for name, title in offers.bodies.items()]
    return [(translate("queue_fields", "Any authority"), ""), *sorted(named, key=lambda pair: pair[0].casefold())]


def _operations(_offers: Offers) -> Choices:
    words = [(operation_word(operation), str(operation)) for operation in Operation]
    return [(translate("queue_fields", "Whatever is proposed"), ""), *words]


def _ages(_offers: Offers) -> Choices:
    return [
        (translate("queue_fields", "Any age"), ""),
        (translate("queue_fields", "From the last day"), f"{NEWER}:1"),
        (translate("queue_fields", "From the last 7 days"), f"{NEWER}:7"),
        (translate("queue_fields", "Older than 3 days"), f"{OLDER}:3"),
        (translate("queue_fields", "Older than 14 days"), f"{OLDER}:14"),
        (translate("queue_fields", "Older than 30 days"), f"{OLDER}:30"),
    ]


def _findings(_offers: Offers) -> Choices:
    severities = [(severity_names()[severity], str(severity)) for severity in Severity]
    codes = [(name, str(code)) for code, name in finding_names().items()]
    return [
        (translate("queue_fields", "With findings or without"), ""),
        (translate("queue_fields", "With findings"), ANY),
        (translate("queue_fields", "Without findings"), NONE),
        *severities,
        *sorted(codes, key=lambda pair: pair[0].casefold()),
    ]


def _by_rule(_offers: Offers) -> Choices:
    return [
        (translate("queue_fields", "By a person or by rule"), ""),
        (translate("queue_fields", "Accepted by rule"), ANY),
        (translate("queue_fields", "Drawn to be looked at"), DRAWN),
    ]


FIELDS: tuple[FilterField, ...] = (
    FilterField("status", Kind.CHOICE, lambda: translate("queue_view", "Which statuses"), _statuses),
    FilterField(
        "text",
        Kind.TEXT,
        lambda: translate("queue_fields", "Search"),
        hint=lambda: translate("queue_fields", "Search comments and values"),
    ),
    FilterField("layer", Kind.CHOICE, lambda: translate("queue_view", "Which layer"), _layers),
    FilterField("area", Kind.CHOICE, lambda: translate("queue_fields", "Where"), _areas),
    FilterField("operation", Kind.CHOICE, lambda: translate("queue_fields", "What"), _operations),
    FilterField("age", Kind.CHOICE, lambda: translate("queue_fields", "Age"), _ages),
    FilterField("finding", Kind.CHOICE, lambda: translate("queue_fields", "Findings"), _findings),
    FilterField(
        "author",
        Kind.TEXT,
        lambda: translate("queue_fields", "From"),
        hint=lambda: translate("queue_fields", "How the pseudonym begins"),
    ),
    FilterField("body", Kind.CHOICE, lambda: translate("queue_fields", "For"), _bodies),
    FilterField(
        "changeset",
        Kind.TEXT,
        lambda: translate("queue_fields", "Sent together"),
        hint=lambda: translate("queue_fields", "Name of a submission"),
    ),
    FilterField("by_rule", Kind.CHOICE, lambda: translate("queue_fields", "Accepted by rule"), _by_rule),
    FilterField("overdue", Kind.TICK, lambda: translate("queue_fields", "Deadline has passed")),
    FilterField("mine", Kind.TICK, lambda: translate("queue_view", "Claimed by me")),
)
"""The first two are always there, the others where a person asks for more."""

ALWAYS = ("status", "text")
TICKED = YES


def words_of(choice: Mapping[str, str], offers: Offers) -> list[str]:
    """What a choice limits the list to beside the status, in words."""
    found = []
    for one in FIELDS:
        value = choice.get(one.name, "")
        if not value or one.name == "status":
            continue
        word = next((word for word, known in one.choices(offers) if known == value), shown(value, 40))
        found.append(one.label() if one.kind is Kind.TICK else f"{one.label()}: {word}")
    return found
