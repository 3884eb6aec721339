"""Which contributions may be accepted together: alike, and of so little risk that one look is enough for them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .contribution import Contribution, Operation, Status, changed_geometry, changed_properties
from .rules.finding import Severity, worst
from .state import PROJECTED_DECIMALS
from .validation import from_text
from .versions import Meanwhile

MOST = 50
"""Contributions at once: what a person still looks over."""
SMALL_MOVE = 2.0
"""Metres. Whatever moves further is looked at by itself."""


class Why(StrEnum):
    """What keeps a contribution from being accepted with others."""

    STATUS = "status"  # it is not waiting for a decision
    OWN = "own"
    CLAIMED = "claimed"  # by somebody else
    NO_EDIT = "no_edit"  # new objects and deletions are looked at one by one
    FINDING = "finding"  # an error or a warning
    MEANWHILE = "meanwhile"  # the object has changed since
    FAR = "far"  # moved by more than SMALL_MOVE, or by nobody knows how much
    PHOTO = "photo"  # whoever accepts photos shows them to every member, and has looked at them
    UNLIKE = "unlike"  # another layer, or other fields
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Candidate:
    """A contribution, what has become of its object meanwhile, and how far it is moved, in metres: None if unknown.

    `held`: somebody else's claim holds.
    """

    seen: Contribution
    meanwhile: Meanwhile
    metres: float | None = 0.0
    held: bool = False
    decimals: int = PROJECTED_DECIMALS
    photos: bool = False


@dataclass(frozen=True)
class Likeness:
    """What contributions have in common that are alike."""

    layer: str
    fields: frozenset[str]
    moved: bool


@dataclass(frozen=True)
class Bulk:
    """`items` may be accepted together; `left` says of the others why not, by uuid."""

    likeness: Likeness | None = None
    items: tuple[Contribution, ...] = ()
    left: dict[str, Why] = field(default_factory=dict)


def sort_out(candidates: Iterable[Candidate], me: str) -> Bulk:
    """The first that is of little risk says what the others must be like."""
    first: Likeness | None = None
    items: list[Contribution] = []
    left: dict[str, Why] = {}
    for one in candidates:
        why = risk(one, me)
        if why is None:
            first = first or likeness(one)
            why = Why.UNLIKE if likeness(one) != first else Why.TOO_MANY if len(items) >= MOST else None
        if why is None:
            items.append(one.seen)
        else:
            left[one.seen.uuid] = why
    return Bulk(first, tuple(items), left)


def risk(one: Candidate, me: str) -> Why | None:
    """Why somebody should look at this one by itself; None where one need not."""
    seen, change = one.seen, one.seen.change
    if seen.status not in (Status.SUBMITTED, Status.IN_REVIEW):
        return Why.STATUS
    if me and seen.author == me:
        return Why.OWN
    if one.held:
        return Why.CLAIMED
    if change.operation is not Operation.UPDATE:
        return Why.NO_EDIT
    if worst(from_text(seen.findings)) in (Severity.ERROR, Severity.WARNING):
        return Why.FINDING
    if one.meanwhile is not Meanwhile.SAME:
        return Why.MEANWHILE
    if one.metres is None or one.metres > SMALL_MOVE:
        return Why.FAR
    if one.photos:
        return Why.PHOTO
    return None


def likeness(one: Candidate) -> Likeness:
    base, proposed = one.seen.change.base, one.seen.change.proposed
    assert base is not None and proposed is not None  # by risk: an update
    fields = frozenset(changed_properties(base, proposed))
    return Likeness(one.seen.layer, fields, changed_geometry(base, proposed, one.decimals))
