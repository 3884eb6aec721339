"""The life of a contribution: one table is the law for server half, interface, documentation and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .contribution import NEGATIVE, Reason, Status
from .errors import TransitionRefused
from .hand_over import RETURNS
from .rejections import LONG_ENOUGH, justified

CLAIM = timedelta(minutes=30)
UNDO = timedelta(minutes=10)


class Party(StrEnum):
    """In which part somebody acts on a contribution."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    STAFF = "staff"
    RECEIVER = "receiver"  # reviews for the authority that it was handed over to
    COORDINATOR = "coordinator"  # of the county
    LEDGER = "ledger"
    AUTOMATIC = "automatic"  # the server half itself, by the policy of the layer; no person ever plays it


class Guard(StrEnum):
    """What must be true beside the part somebody plays."""

    NOT_OWN = "not_own"  # nobody reviews their own contribution, by person
    CLAIMANT = "claimant"  # who decides has claimed it
    UNCLAIMED = "unclaimed"  # nobody else holds a claim that has not expired
    WITH_CHANGE = "with_change"  # the change to the layer is in the same Transaction
    SAME_REVIEWER_SOON = "same_reviewer_soon"  # taking back one's own decision, within UNDO
    MAY_FORWARD = "may_forward"  # after two returns, the coordinator alone hands it over
    MAY_RETURN = "may_return"  # what the coordinator has decided is not returned
    DIRECT = "direct"  # the layer's policy lets staff publish at once
    BY_RULE = "by_rule"  # nobody has accepted it but the service
    SAID = "said"  # with the reason taken_back: a claim that arrives late must never undo a decision
    ANOTHER_REVIEWER = "another_reviewer"  # who turned the same wish down before does not do so again
    JUSTIFIED = "justified"  # nor does anybody without a note that says why
    ANSWERED = "answered"  # what was asked back is answered: by new content, or by a remark of its author since


@dataclass(frozen=True)
class Transition:
    source: Status
    target: Status
    party: Party
    guards: frozenset[Guard] = frozenset()
    reason_needed: bool = False


def _reviewed(source: Status, target: Status, *guards: Guard, reason: bool = False) -> Transition:
    return Transition(source, target, Party.REVIEWER, frozenset({Guard.NOT_OWN, *guards}), reason)


def _decision(target: Status) -> Transition:
    second = (Guard.ANOTHER_REVIEWER, Guard.JUSTIFIED) if target is Status.REJECTED else ()
    return _reviewed(Status.IN_REVIEW, target, Guard.CLAIMANT, *second, reason=target is not Status.ACCEPTED)


_DECIDED = (Status.ACCEPTED, Status.NEEDS_CHANGES, *sorted(NEGATIVE))

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Status.DRAFT, Status.SUBMITTED, Party.AUTHOR),
    Transition(Status.DRAFT, Status.PUBLISHED, Party.STAFF, frozenset({Guard.DIRECT, Guard.WITH_CHANGE})),
    Transition(Status.SUBMITTED, Status.WITHDRAWN, Party.AUTHOR),
    Transition(Status.NEEDS_CHANGES, Status.WITHDRAWN, Party.AUTHOR),
    Transition(Status.SUBMITTED, Status.SUBMITTED, Party.AUTHOR),  # a further revision
    Transition(Status.NEEDS_CHANGES, Status.SUBMITTED, Party.AUTHOR, frozenset({Guard.ANSWERED})),
    Transition(Status.CONFLICT, Status.SUBMITTED, Party.AUTHOR),  # based anew on what is there now
    Transition(Status.CONFLICT, Status.WITHDRAWN, Party.AUTHOR),
    _reviewed(Status.SUBMITTED, Status.IN_REVIEW, Guard.UNCLAIMED),
    _reviewed(Status.IN_REVIEW, Status.IN_REVIEW, Guard.UNCLAIMED),  # renew a claim, or take an expired one
    _reviewed(Status.IN_REVIEW, Status.SUBMITTED, Guard.CLAIMANT),  # give the claim back
    *(_decision(target) for target in _DECIDED),
    _reviewed(Status.IN_REVIEW, Status.FORWARDED, Guard.CLAIMANT, Guard.MAY_FORWARD, reason=True),
    Transition(Status.FORWARDED, Status.IN_REVIEW, Party.RECEIVER, frozenset({Guard.NOT_OWN})),  # takes it on
    Transition(Status.FORWARDED, Status.SUBMITTED, Party.RECEIVER, frozenset({Guard.NOT_OWN, Guard.MAY_RETURN}), True),
    Transition(Status.FORWARDED, Status.IN_REVIEW, Party.COORDINATOR, frozenset({Guard.NOT_OWN})),  # where nobody does
    _reviewed(Status.FORWARDED, Status.IN_REVIEW, Guard.SAME_REVIEWER_SOON),
    *(_reviewed(source, Status.IN_REVIEW, Guard.SAME_REVIEWER_SOON, Guard.SAID) for source in _DECIDED),
    _reviewed(Status.ACCEPTED, Status.PUBLISHED, Guard.WITH_CHANGE),
    _reviewed(Status.ACCEPTED, Status.CONFLICT),
    _reviewed(Status.CONFLICT, Status.IN_REVIEW),
    Transition(Status.PUBLISHED, Status.CONFLICT, Party.LEDGER),
    Transition(Status.SUBMITTED, Status.ACCEPTED, Party.AUTOMATIC),  # as domain/trust.py judges
    Transition(Status.ACCEPTED, Status.SUBMITTED, Party.AUTOMATIC, frozenset({Guard.BY_RULE})),  # became a mass edit
    _reviewed(Status.ACCEPTED, Status.IN_REVIEW, Guard.BY_RULE),  # somebody wants to look all the same
)


@dataclass(frozen=True)
class Situation:
    """What the guards look at. People are named by their pseudonym; times are aware and from one clock.

    `rejected_by` are those who turned down what the same author wanted of the same object before.
    """

    actor: str
    author: str
    parties: frozenset[Party]
    now: datetime
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    with_change: bool = False
    direct: bool = False
    reason: str = ""
    returns: int = 0
    by_rule: bool = False
    note: str = ""
    rejected_by: frozenset[str] = frozenset()
    answered: bool = False


def find(source: Status, target: Status, situation: Situation) -> Transition:
    """The transition that is allowed here; raises TransitionRefused with the first thing that forbids it."""
    possible = [row for row in TRANSITIONS if (row.source, row.target) == (source, target)]
    if not possible:
        raise TransitionRefused(f"A contribution that is {source} cannot become {target}.")
    refusals = []
    for row in possible:
        refusal = _refusal(row, situation)
        if refusal is None:
            return row
        refusals.append(refusal)
    raise TransitionRefused(refusals[0])


def targets(source: Status, parties: Iterable[Party]) -> list[Status]:
    """Where somebody with these parts may in principle take a contribution; for buttons and help."""
    mine = set(parties)
    return [row.target for row in TRANSITIONS if row.source is source and row.party in mine]


def claim_holds(situation: Situation) -> bool:
    """True while somebody's claim has not expired."""
    until = situation.claimed_until
    return situation.claimed_by is not None and until is not None and situation.now < until


def _refusal(row: Transition, at: Situation) -> str | None:
    if row.party not in at.parties:
        return f"Only the {row.party} may do this: a contribution that is {row.source} would become {row.target}."
    if at.reason == Reason.TAKEN_BACK and Guard.SAME_REVIEWER_SOON not in row.guards:
        return f"There is no decision to take back: the contribution is {row.source}."
    for guard in Guard:  # in the order of the definition, so that the answer is always the same
        if guard in row.guards and not _GUARDS[guard](at):
            return _GUARD_TEXT[guard].format(**vars(at))
    if row.reason_needed and not at.reason:
        return f"To make a contribution {row.target}, a reason_code is needed."
    return None


_GUARDS: dict[Guard, Callable[[Situation], bool]] = {
    Guard.NOT_OWN: lambda at: at.actor != at.author,
    Guard.CLAIMANT: lambda at: claim_holds(at) and at.claimed_by == at.actor,
    Guard.UNCLAIMED: lambda at: not claim_holds(at) or at.claimed_by == at.actor,
    Guard.WITH_CHANGE: lambda at: at.with_change,
    Guard.SAME_REVIEWER_SOON: lambda at: (
        at.decided_by == at.actor and at.decided_at is not None and at.now - at.decided_at <= UNDO
    ),
    Guard.MAY_FORWARD: lambda at: at.returns < RETURNS or Party.COORDINATOR in at.parties,
    Guard.MAY_RETURN: lambda at: at.returns < RETURNS,
    Guard.DIRECT: lambda at: at.direct,
    Guard.BY_RULE: lambda at: at.by_rule,
    Guard.SAID: lambda at: at.reason == Reason.TAKEN_BACK,
    Guard.ANOTHER_REVIEWER: lambda at: at.actor not in at.rejected_by,
    Guard.JUSTIFIED: lambda at: not at.rejected_by or justified(at.note),
    Guard.ANSWERED: lambda at: at.answered,
}

_GUARD_TEXT = {
    Guard.NOT_OWN: "Nobody reviews their own contribution.",
    Guard.CLAIMANT: "Claim the contribution first; it is claimed by {claimed_by} until {claimed_until}.",
    Guard.UNCLAIMED: "The contribution is claimed by {claimed_by} until {claimed_until}.",
    Guard.WITH_CHANGE: "A contribution is published only together with its change to the layer.",
    Guard.SAME_REVIEWER_SOON: "{decided_by} decided at {decided_at}; only who decided takes it back, in ten minutes.",
    Guard.MAY_FORWARD: "It was returned {returns} times: the coordinator of the county decides who gets it.",
    Guard.MAY_RETURN: "It was returned {returns} times, and the coordinator has decided: it is not returned again.",
    Guard.DIRECT: "The layer's policy does not let staff publish at once.",
    Guard.BY_RULE: "A person has accepted the contribution.",
    Guard.SAID: "It is decided. Whoever takes that back says so, with the reason taken_back.",
    Guard.ANOTHER_REVIEWER: "{actor} has rejected the same wish before: a second time, somebody else decides.",
    Guard.JUSTIFIED: f"The same wish was rejected before: a second time needs a note of {LONG_ENOUGH} letters or more.",
    Guard.ANSWERED: "Nothing has been answered: change the object, or say something about it.",
}
