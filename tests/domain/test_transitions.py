"""The life of a contribution, played at random: nobody ever gets past the table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from plugin.domain.contribution import NEGATIVE, OPEN, Status
from plugin.domain.errors import TransitionRefused
from plugin.domain.rejections import Wish, same_object
from plugin.domain.transitions import CLAIM, TRANSITIONS, UNDO, Party, Situation, claim_holds, find, targets

A, R, S, L = Party.AUTHOR, Party.REVIEWER, Party.STAFF, Party.LEDGER
LAW = (
    "draft submitted author",
    "draft published staff",
    "submitted withdrawn author",
    "needs_changes withdrawn author",
    "submitted submitted author",
    "needs_changes submitted author",
    "conflict submitted author",
    "conflict withdrawn author",
    "submitted in_review reviewer",
    "in_review in_review reviewer",
    "in_review submitted reviewer",
    "in_review accepted reviewer",
    "in_review needs_changes reviewer",
    "in_review rejected reviewer",
    "in_review duplicate reviewer",
    "in_review not_responsible reviewer",
    "in_review already_done reviewer",
    "in_review forwarded reviewer",
    "forwarded in_review receiver",
    "forwarded submitted receiver",
    "forwarded in_review coordinator",
    "forwarded in_review reviewer",
    "accepted in_review reviewer",
    "needs_changes in_review reviewer",
    "rejected in_review reviewer",
    "duplicate in_review reviewer",
    "not_responsible in_review reviewer",
    "already_done in_review reviewer",
    "accepted published reviewer",
    "accepted conflict reviewer",
    "conflict in_review reviewer",
    "published conflict ledger",
    "submitted accepted automatic",
    "accepted submitted automatic",
    "accepted in_review reviewer",
)
TABLE = {tuple(line.split()) for line in LAW}
DECISIONS = {Status.ACCEPTED, Status.NEEDS_CHANGES, Status.FORWARDED, *NEGATIVE}
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PEOPLE = ("anna", "bert", "cora")


def at(**facts: object) -> Situation:
    defaults = {"actor": "bert", "author": "anna", "parties": frozenset({R}), "now": NOON}
    return Situation(**{**defaults, **facts})  # type: ignore[arg-type]


def test_the_table_is_the_law_that_was_agreed() -> None:
    assert {(str(t.source), str(t.target), str(t.party)) for t in TRANSITIONS} == TABLE
    assert len(TRANSITIONS) == len(LAW)


def test_what_is_over_stays_over() -> None:
    assert not [t for t in TRANSITIONS if t.source is Status.WITHDRAWN]
    assert {t.party for t in TRANSITIONS if t.source is Status.PUBLISHED} == {L}
    assert not OPEN & {Status.WITHDRAWN, Status.PUBLISHED, *NEGATIVE}


@pytest.mark.parametrize("target", [Status.ACCEPTED, Status.REJECTED, Status.NEEDS_CHANGES])
def test_nobody_reviews_their_own(target: Status) -> None:
    mine = at(actor="anna", parties=frozenset({A, R, S}), claimed_by="anna", claimed_until=NOON + CLAIM, reason="x")
    with pytest.raises(TransitionRefused, match="own"):
        find(Status.IN_REVIEW, target, mine)


def test_a_claim_is_exclusive_until_it_expires() -> None:
    claimed = at(claimed_by="cora", claimed_until=NOON + timedelta(seconds=1))
    with pytest.raises(TransitionRefused, match="cora"):
        find(Status.IN_REVIEW, Status.IN_REVIEW, claimed)
    with pytest.raises(TransitionRefused, match="claim"):
        find(Status.IN_REVIEW, Status.ACCEPTED, claimed)
    assert find(Status.IN_REVIEW, Status.IN_REVIEW, at(claimed_by="cora", claimed_until=NOON))


def test_a_no_needs_its_reason_and_a_yes_does_not() -> None:
    mine = {"claimed_by": "bert", "claimed_until": NOON + CLAIM}
    assert find(Status.IN_REVIEW, Status.ACCEPTED, at(**mine))
    for target in DECISIONS - {Status.ACCEPTED}:
        with pytest.raises(TransitionRefused, match="reason_code"):
            find(Status.IN_REVIEW, target, at(**mine))
        assert find(Status.IN_REVIEW, target, at(**mine, reason="position"))


@pytest.mark.parametrize(("who", "after", "allowed"), [("bert", UNDO, True), ("cora", UNDO, False)])
def test_a_decision_is_taken_back_by_its_maker_and_soon(who: str, after: timedelta, allowed: bool) -> None:
    made = {"decided_by": "bert", "decided_at": NOON, "reason": "taken_back"}
    late = at(actor="bert", now=NOON + after + timedelta(seconds=1), **made)
    with pytest.raises(TransitionRefused):
        find(Status.REJECTED, Status.IN_REVIEW, late)
    soon = at(actor=who, now=NOON + after, **made)
    if allowed:
        assert find(Status.REJECTED, Status.IN_REVIEW, soon)
        with pytest.raises(TransitionRefused, match="says so"):
            find(Status.REJECTED, Status.IN_REVIEW, at(now=NOON, decided_by="bert", decided_at=NOON))
    else:
        with pytest.raises(TransitionRefused):
            find(Status.REJECTED, Status.IN_REVIEW, soon)
    with pytest.raises(TransitionRefused, match="no decision to take back"):
        find(Status.SUBMITTED, Status.IN_REVIEW, at(actor=who, reason="taken_back"))


def test_what_was_asked_back_is_submitted_again_with_an_answer_only() -> None:
    mine = {"actor": "anna", "parties": frozenset({A})}
    with pytest.raises(TransitionRefused, match="Nothing has been answered"):
        find(Status.NEEDS_CHANGES, Status.SUBMITTED, at(**mine))
    assert find(Status.NEEDS_CHANGES, Status.SUBMITTED, at(**mine, answered=True))
    assert find(Status.NEEDS_CHANGES, Status.WITHDRAWN, at(**mine))


def test_a_second_rejection_is_somebody_elses_and_says_why() -> None:
    mine = {"claimed_by": "bert", "claimed_until": NOON + CLAIM, "reason": "position"}
    why = "Die Bank steht vor einer Feuerwehrzufahrt."
    assert find(Status.IN_REVIEW, Status.REJECTED, at(**mine)), "the first needs neither"
    with pytest.raises(TransitionRefused, match="somebody else decides"):
        find(Status.IN_REVIEW, Status.REJECTED, at(**mine, note=why, rejected_by=frozenset({"bert"})))
    before = frozenset({"cora"})
    for note in ("", "nein", " n e i n " * 4):
        with pytest.raises(TransitionRefused, match="needs a note"):
            find(Status.IN_REVIEW, Status.REJECTED, at(**mine, note=note, rejected_by=before))
    assert find(Status.IN_REVIEW, Status.REJECTED, at(**mine, note=why, rejected_by=before))
    assert find(Status.IN_REVIEW, Status.ACCEPTED, at(**mine, rejected_by=frozenset({"bert"}))), "a yes is free"


def test_the_same_wish_is_known_by_its_key_or_by_its_place() -> None:
    bench = Wish("bank", "b-1")
    assert same_object(bench, Wish("bank", "b-1", point=(1e6, 0.0))), "a key is a key, wherever it is moved to"
    assert not same_object(bench, Wish("bank", "b-2")) and not same_object(bench, Wish("baum", "b-1"))
    new = Wish("bank", new=True, point=(0.0, 0.0))
    assert same_object(new, Wish("bank", new=True, point=(3.0, 4.0)))
    assert not same_object(new, Wish("bank", new=True, point=(3.0, 4.1)))
    own = Wish("bank", "mein-1", True, (0.0, 0.0))
    assert same_object(own, Wish("bank", "mein-2", True, (3.0, 4.0))), "a key of one's own makes no other wish of it"
    assert same_object(own, new) and same_object(new, own) and same_object(own, Wish("bank", "mein-1", True))
    assert not same_object(own, Wish("bank", "mein-2", True, (3.0, 4.1)))
    assert not same_object(own, Wish("bank", "b-1", point=(0.0, 0.0))), "an object that is there is not a new one"
    assert not same_object(new, Wish("bank", new=True)) and not same_object(new, bench)


def test_after_two_returns_the_coordinator_decides_and_that_stands() -> None:
    mine = {"claimed_by": "bert", "claimed_until": NOON + CLAIM, "reason": "not_responsible"}
    assert find(Status.IN_REVIEW, Status.FORWARDED, at(**mine, returns=1))
    with pytest.raises(TransitionRefused, match="coordinator"):
        find(Status.IN_REVIEW, Status.FORWARDED, at(**mine, returns=2))
    county = frozenset({R, Party.COORDINATOR})
    assert find(Status.IN_REVIEW, Status.FORWARDED, at(**mine, returns=2, parties=county))
    asked = frozenset({Party.RECEIVER})
    assert find(Status.FORWARDED, Status.SUBMITTED, at(parties=asked, reason="not_responsible", returns=1))
    with pytest.raises(TransitionRefused, match="not returned again"):
        find(Status.FORWARDED, Status.SUBMITTED, at(parties=asked, reason="not_responsible", returns=2))
    assert find(Status.FORWARDED, Status.IN_REVIEW, at(parties=asked, returns=2)), "it is taken on"


def test_who_was_not_asked_neither_takes_on_nor_returns() -> None:
    for target in (Status.IN_REVIEW, Status.SUBMITTED):
        with pytest.raises(TransitionRefused, match="receiver"):
            find(Status.FORWARDED, target, at(reason="other"))
    assert find(Status.FORWARDED, Status.IN_REVIEW, at(decided_by="bert", decided_at=NOON)), "but takes it back, soon"


def test_publishing_takes_the_change_along() -> None:
    with pytest.raises(TransitionRefused, match="together"):
        find(Status.ACCEPTED, Status.PUBLISHED, at())
    assert find(Status.ACCEPTED, Status.PUBLISHED, at(with_change=True))
    staff = {"actor": "anna", "parties": frozenset({A, S}), "with_change": True}
    with pytest.raises(TransitionRefused, match="policy"):
        find(Status.DRAFT, Status.PUBLISHED, at(**staff))
    assert find(Status.DRAFT, Status.PUBLISHED, at(**staff, direct=True))


def test_buttons_show_what_the_table_has() -> None:
    assert targets(Status.SUBMITTED, [A]) == [Status.WITHDRAWN, Status.SUBMITTED]
    assert targets(Status.SUBMITTED, []) == []


class Life(RuleBasedStateMachine):
    """Three people and a clock try everything; anna is the author, all of them may be reviewers too."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.status = NOON, Status.DRAFT
        self.claimed_by: str | None = None
        self.claimed_until: datetime | None = None
        self.decided_by: str | None = None
        self.decided_at: datetime | None = None

    @rule(minutes=st.sampled_from([0, 1, 9, 10, 11, 29, 30, 31]))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(
        actor=st.sampled_from(PEOPLE),
        parties=st.frozensets(st.sampled_from(Party)),
        wanted=st.sampled_from(Status),
        reason=st.sampled_from(["", "position", "taken_back"]),
        with_change=st.booleans(),
        direct=st.booleans(),
        by_rule=st.booleans(),
    )
    def somebody_tries(
        self,
        actor: str,
        parties: frozenset[Party],
        wanted: Status,
        reason: str,
        with_change: bool,
        direct: bool,
        by_rule: bool,
    ) -> None:
        parties = (parties - {A}) | ({A} if actor == "anna" else set())
        situation = Situation(
            actor, "anna", parties, self.now, self.claimed_by, self.claimed_until, self.decided_by,
            self.decided_at, with_change, direct, reason, by_rule=by_rule,
        )  # fmt: skip
        try:
            row = find(self.status, wanted, situation)
        except TransitionRefused:
            return
        self.check(situation, wanted, row.party)
        self.move(situation, wanted, row.party)

    @precondition(lambda self: self.status in (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW))
    @rule(actor=st.sampled_from(PEOPLE))
    def the_usual_way(self, actor: str) -> None:
        """Random walks seldom get far: one step on the way that most contributions go."""
        following = {
            Status.DRAFT: ("anna", A, Status.SUBMITTED),
            Status.SUBMITTED: (actor, R, Status.IN_REVIEW),
            Status.IN_REVIEW: (actor, R, Status.ACCEPTED),
        }
        who, party, target = following[self.status]
        self.somebody_tries(who, frozenset({party}), target, "", False, False, False)

    def check(self, at: Situation, target: Status, party: Party) -> None:
        assert (str(self.status), str(target), str(party)) in TABLE
        assert party in at.parties
        assert party is not R or at.actor != "anna"
        if (self.status, target) == (Status.ACCEPTED, Status.SUBMITTED):
            assert party is Party.AUTOMATIC and at.by_rule
        if self.status is Status.IN_REVIEW and target in DECISIONS | {Status.SUBMITTED}:
            assert at.claimed_by == at.actor and at.claimed_until and self.now < at.claimed_until
        if target is Status.IN_REVIEW and self.status in (Status.SUBMITTED, Status.IN_REVIEW):
            assert not claim_holds(at) or at.claimed_by == at.actor
        if target is Status.PUBLISHED:
            assert at.with_change and (party is R or at.direct)
        if target in DECISIONS - {Status.ACCEPTED}:
            assert at.reason

    def move(self, at: Situation, target: Status, party: Party) -> None:
        self.status = target
        if target is Status.IN_REVIEW:
            self.claimed_by, self.claimed_until = at.actor, self.now + CLAIM
        else:
            self.claimed_by = self.claimed_until = None
        if target in DECISIONS:
            self.decided_by = None if party is Party.AUTOMATIC else at.actor  # a rule is nobody
            self.decided_at = self.now

    @invariant()
    def who_reviews_is_never_the_author(self) -> None:
        assert self.claimed_by != "anna" and self.decided_by != "anna"


Life.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
