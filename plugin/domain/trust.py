"""How far somebody's work is trusted, and which of it is accepted without anybody looking first.

A tier is worked out whenever it is asked for, from what reviewers have decided; nothing but an appointment is stored.
Both functions only ever say more than "a person looks at it" where every condition is met: what is unknown is a no.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from .access import Automatic, LayerPolicy, never_automatic
from .contribution import Change, Operation, Status, changed_geometry, changed_properties
from .feature import Feature, Geometry
from .rules.batches import MOST
from .rules.finding import Code, Finding
from .rules.model import Batch
from .state import PROJECTED_DECIMALS

KNOWN, PROVEN = 10, 25
"""Accepted contributions from which on somebody has the tiers 1 and 2."""
MOST_REJECTED = 0.05
PROBATION = timedelta(days=30)
REVIEWERS = 2
"""How many different people must have accepted something before anything counts."""
LAST, FALL = 20, 2
"""So many rejections among the last decisions take a tier away, and automatic acceptance with it."""

FARTHEST = 3.0
"""Metres that a point may be moved; compared to the millimetre."""
LONGEST = 2_000
"""Characters of a text that is accepted unread; of much longer ones, the rules for texts read the beginning only, and
into lists they do not look."""
AN_HOUR = 20
SHARE = 5
"""Of a hundred that were accepted by themselves, how many are drawn to be looked at afterwards."""
ACTOR = "automatic"
"""Who accepts by rule, in the record; no pseudonym of a person looks like this."""


class Tier(IntEnum):
    NEW = 0
    KNOWN = 1
    PROVEN = 2
    APPOINTED = 3


@dataclass(frozen=True)
class Decision:
    """What a reviewer (a pseudonym) decided about one contribution of somebody, and when (aware)."""

    accepted: bool
    reviewer: str
    time: datetime


def tier_of(decisions: Iterable[Decision], now: datetime, appointed: bool = False) -> Tier:
    """The tier of somebody about whose contributions this was decided; `now` is aware."""
    known = sorted(decisions, key=lambda one: one.time)
    rejected = sum(not one.accepted for one in known)
    accepted = [one for one in known if one.accepted]
    if len({one.reviewer for one in accepted}) < REVIEWERS:
        accepted = []
    tier = Tier.NEW
    if len(accepted) >= KNOWN:
        tier = Tier.KNOWN
        few = rejected <= MOST_REJECTED * (len(accepted) + rejected)
        if len(accepted) >= PROVEN and few and now - accepted[0].time >= PROBATION:
            tier = Tier.PROVEN
    if appointed:
        tier = Tier.APPOINTED
    if sum(not one.accepted for one in known[-LAST:]) >= FALL:
        tier = min(Tier.KNOWN, Tier(max(0, tier - 1)))
    return tier


CHECKED_GOOD, CHECKED_BAD = "confirmed", "objected"
"""What somebody says who has looked afterwards; `to_status` of an event, too."""
DRAWN = "drawn"

_ACCEPTED = frozenset({str(Status.ACCEPTED), CHECKED_GOOD})
_REJECTED = frozenset({str(Status.REJECTED), CHECKED_BAD})
_OPENED = str(Status.IN_REVIEW)
DECISIVE = tuple(sorted({*_ACCEPTED, *_REJECTED, _OPENED}))
"""`to_status` of the events that `decided` looks at."""


def decided(events: Iterable[tuple[str, str, str, datetime]]) -> list[Decision]:
    """What counts of (contribution, to_status, actor, time), oldest first: the last word about each contribution.

    A decision that was taken back is none. That something is a duplicate, done already or none of the authority's
    business neither helps nor harms. What was accepted by rule counts once a person has looked at it afterwards.
    """
    found: dict[str, Decision] = {}
    for contribution, status, actor, time in events:
        if actor == ACTOR:
            continue
        if status == _OPENED:
            found.pop(contribution, None)
        elif status in _ACCEPTED or status in _REJECTED:
            found[contribution] = Decision(status in _ACCEPTED, actor, time)
    return list(found.values())


class Ground(StrEnum):
    """Why something was accepted by itself; stable values for the record."""

    ATTRIBUTES = "harmless_attributes"
    MOVE = "small_move"
    NEW_POINT = "new_point"


class Bar(StrEnum):
    """The rule by which something is looked at by a person first."""

    OFF = "off"  # the municipality has not turned it on for the layer
    TIER = "tier"
    DELETION = "deletion"
    MASS = "mass_edit"
    UNCHECKED = "unchecked"  # rules, or the search for duplicates, did not run
    DUPLICATE = "duplicate"
    FINDING = "finding"
    NOTHING = "nothing"  # changes nothing: whoever sent it meant something
    NEW = "new_object"  # new points are not on for the layer, or it is no point
    SHAPE = "shape"  # moves are not on for the layer, or it is no point
    FAR = "too_far"
    AGAIN = "moved_again"  # small moves add up
    NEVER = "never"  # owner, place, key, version, personal data
    FIELD = "field"  # not among the fields that the municipality calls harmless
    HOUR = "hour"


@dataclass(frozen=True)
class Verdict:
    """Either `ground` or `bar` is stated; `detail` is the field, the rule or the number that it was about."""

    ground: Ground | None = None
    bar: Bar | None = None
    detail: str = ""

    def __str__(self) -> str:
        """As it is kept: the word, and the detail behind a colon."""
        word = str(self.ground or self.bar or "")
        return f"{word}:{self.detail}" if self.detail else word


@dataclass(frozen=True)
class Facts:
    """What is known where the contribution arrives. `findings` is None where no rules were held against it.

    `metres` are those of a unit of the layer's CRS in x and y. `hour` counts what of this person was accepted by rule
    in the last hour, `sent` everything that they sent in it. `looked_for` says whether duplicates were looked for
    where it would lie, `alike` whether there is one.
    `other_area`: it would lie in another one than now. `owners` are fields in which an operator stands.
    """

    tier: Tier
    findings: Sequence[Finding] | None
    batch: Batch
    hour: int
    sent: int
    looked_for: bool
    alike: bool = False
    moved_lately: bool = False
    other_area: bool = False
    metres: tuple[float, float] = (1.0, 1.0)
    decimals: int = PROJECTED_DECIMALS
    owners: frozenset[str] = field(default_factory=frozenset)


def judge(change: Change, policy: LayerPolicy, facts: Facts) -> Verdict:
    """Whether a contribution that has just arrived may be accepted by itself."""
    ruled = policy.automatic
    if not ruled.on:
        return Verdict(bar=Bar.OFF)
    if facts.tier < Tier.PROVEN:
        return Verdict(bar=Bar.TIER, detail=str(int(facts.tier)))
    if change.operation is Operation.DELETE or change.proposed is None:
        return Verdict(bar=Bar.DELETION)
    return (
        _mass(facts)
        or _found(change, facts)
        or (_new(change.proposed, policy) if change.base is None else None)
        or _reshaped(change, ruled, facts)
        or _fields(change, policy, facts)
        or (Verdict(bar=Bar.HOUR, detail=str(AN_HOUR)) if facts.hour >= AN_HOUR else None)
        or Verdict(ground=_ground(change, facts.decimals))
    )


def is_mass(batch: Batch) -> bool:
    """Whether so much was sent together that a person looks at all of it, whatever the rules of the layer say."""
    return any(getattr(batch, deed) > most for deed, most in MOST.items())


def _mass(facts: Facts) -> Verdict | None:
    # Who leaves out the changeset, or spreads it over many, has still sent it within the hour.
    most = max(MOST.values())
    return Verdict(bar=Bar.MASS) if is_mass(facts.batch) or facts.sent > most else None


def _found(change: Change, facts: Facts) -> Verdict | None:
    base, proposed = change.base, change.proposed
    elsewhere = base is None or proposed is None or changed_geometry(base, proposed, facts.decimals)
    if facts.findings is None or (elsewhere and not facts.looked_for):
        return Verdict(bar=Bar.UNCHECKED)
    for one in facts.findings:
        return Verdict(bar=Bar.DUPLICATE if one.code is Code.DUP_CANDIDATE else Bar.FINDING, detail=str(one.code))
    if elsewhere and facts.alike:
        return Verdict(bar=Bar.DUPLICATE, detail=str(Code.DUP_CANDIDATE))
    return None


def _new(proposed: Feature, policy: LayerPolicy) -> Verdict | None:
    if not policy.automatic.new_points or not _is_point(proposed.geometry):
        return Verdict(bar=Bar.NEW)
    return None


def _reshaped(change: Change, ruled: Automatic, facts: Facts) -> Verdict | None:
    base, proposed = change.base, change.proposed
    if base is None or proposed is None or not changed_geometry(base, proposed, facts.decimals):
        return None
    if not ruled.moves or base.geometry is None or proposed.geometry is None:
        return Verdict(bar=Bar.SHAPE)
    if not (_is_point(base.geometry) and _is_point(proposed.geometry)):
        return Verdict(bar=Bar.SHAPE)
    before, after = base.geometry["coordinates"], proposed.geometry["coordinates"]
    if [*before[2:]] != [*after[2:]]:
        return Verdict(bar=Bar.SHAPE)  # heights are nothing that one sees on a map
    far = math.hypot(*((b - a) * scale for a, b, scale in zip(before, after, facts.metres, strict=False)))
    if not round(far, 3) <= FARTHEST:
        return Verdict(bar=Bar.FAR, detail=f"{far:.2f}")
    if facts.other_area:
        return Verdict(bar=Bar.NEVER)
    return Verdict(bar=Bar.AGAIN) if facts.moved_lately else None


def _fields(change: Change, policy: LayerPolicy, facts: Facts) -> Verdict | None:
    base, proposed = change.base, change.proposed
    assert proposed is not None  # by judge
    if base is None:
        own_key = {policy.key_field}  # a new feature may bring its own
        changed = [name for name, value in proposed.properties.items() if value is not None and name not in own_key]
    else:
        changed = list(changed_properties(base, proposed))
        if not changed and not changed_geometry(base, proposed, facts.decimals):
            return Verdict(bar=Bar.NOTHING)
    for name in changed:
        if never_automatic(name, policy, facts.owners):
            return Verdict(bar=Bar.NEVER, detail=name)
        if name not in policy.automatic.fields:
            return Verdict(bar=Bar.FIELD, detail=name)
        value = proposed.properties.get(name)
        if isinstance(value, list | Mapping) or (isinstance(value, str) and len(value) > LONGEST):
            return Verdict(bar=Bar.UNCHECKED, detail=name)
    return None


def _ground(change: Change, decimals: int) -> Ground:
    if change.base is None or change.proposed is None:
        return Ground.NEW_POINT
    return Ground.MOVE if changed_geometry(change.base, change.proposed, decimals) else Ground.ATTRIBUTES


def _is_point(geometry: Geometry | None) -> bool:
    return geometry is not None and geometry.get("type") == "Point"
