"""Trust is earned from several people, lost quickly, and never goes further than every rule allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.access import ArsSource, Automatic, LayerPolicy, never_automatic
from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import Feature
from plugin.domain.rules.finding import Code, Finding, Severity
from plugin.domain.rules.model import Batch
from plugin.domain.trust import ACTOR, Bar, Decision, Facts, Ground, Tier, decided, judge, tier_of

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=40)
WEISS, MILENA = "p-weiss", "p-milena"


def history(accepted: int, rejected: int = 0, start: datetime = LONG_AGO, by: Sequence[str] = (WEISS, MILENA)) -> Any:
    """First what was accepted, then what was rejected, an hour apart."""
    told = [True] * accepted + [False] * rejected
    return [Decision(good, by[n % len(by)], start + timedelta(hours=n)) for n, good in enumerate(told)]


@pytest.mark.parametrize(
    ("accepted", "rejected", "tier"),
    [
        (0, 0, Tier.NEW), (9, 0, Tier.NEW), (10, 0, Tier.KNOWN), (24, 0, Tier.KNOWN), (25, 0, Tier.PROVEN),
        (25, 1, Tier.PROVEN), (10, 1, Tier.KNOWN), (10, 2, Tier.NEW), (38, 2, Tier.KNOWN),
    ],
)  # fmt: skip
def test_the_tiers_are_those_of_the_rule(accepted: int, rejected: int, tier: Tier) -> None:
    assert tier_of(history(accepted, rejected), NOW) is tier


def test_one_in_twenty_may_be_rejected_and_no_more() -> None:
    early = [Decision(False, WEISS, LONG_AGO - timedelta(days=1))]
    assert tier_of(early * 2 + history(38), NOW) is Tier.PROVEN
    assert tier_of(early * 2 + history(37), NOW) is Tier.KNOWN


def test_the_second_tier_takes_thirty_days() -> None:
    assert tier_of(history(60, start=NOW - timedelta(days=29, hours=23)), NOW) is Tier.KNOWN
    assert tier_of(history(60, start=NOW - timedelta(days=30)), NOW) is Tier.PROVEN


def test_an_appointment_counts_at_once_and_falls_as_well() -> None:
    assert tier_of([], NOW, appointed=True) is Tier.APPOINTED
    assert tier_of(history(0, 1), NOW, appointed=True) is Tier.APPOINTED
    assert tier_of(history(30, 2), NOW, appointed=True) is Tier.KNOWN  # and so nothing is accepted by itself


def test_a_fall_is_over_when_twenty_more_were_decided() -> None:
    fallen = [Decision(False, WEISS, LONG_AGO + timedelta(minutes=n)) for n in range(2)]
    assert tier_of([*history(30, start=LONG_AGO - timedelta(days=5)), *fallen, *history(18)], NOW) is Tier.KNOWN
    assert tier_of([*history(40, start=LONG_AGO - timedelta(days=5)), *fallen, *history(20)], NOW) is Tier.PROVEN


DECISIONS = st.lists(
    st.builds(
        Decision,
        st.sampled_from([True, True, True, True, True, False]),
        st.sampled_from([WEISS, MILENA, "p-boehme"]),
        st.integers(0, 60 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=80,
)


@given(DECISIONS, st.integers(0, 60 * 24), st.booleans())
def test_a_rejection_never_raises_a_tier(known: list[Decision], hours: int, appointed: bool) -> None:
    one = Decision(False, WEISS, NOW - timedelta(hours=hours))
    assert tier_of([*known, one], NOW, appointed) <= tier_of(known, NOW, appointed)


@given(DECISIONS, st.integers(0, 60 * 24), st.booleans())
def test_something_accepted_never_lowers_one(known: list[Decision], hours: int, appointed: bool) -> None:
    one = Decision(True, WEISS, NOW - timedelta(hours=hours))
    assert tier_of([*known, one], NOW, appointed) >= tier_of(known, NOW, appointed)


@given(DECISIONS)
def test_one_reviewer_alone_never_raises_anybody(known: list[Decision]) -> None:
    assert tier_of([replace(one, reviewer=WEISS) for one in known], NOW) is Tier.NEW


@given(DECISIONS, st.integers(0, 400))
def test_time_alone_never_takes_trust_away_and_order_is_nothing(known: list[Decision], days: int) -> None:
    assert tier_of(known, NOW + timedelta(days=days)) >= tier_of(known, NOW)
    assert tier_of(known, NOW) is tier_of(sorted(known, key=lambda one: one.time), NOW)


def test_the_last_word_about_each_contribution_counts() -> None:
    said = [
        ("a", "in_review", WEISS), ("a", "accepted", WEISS),
        ("b", "accepted", WEISS), ("b", "in_review", WEISS), ("b", "rejected", WEISS),
        ("c", "accepted", ACTOR), ("d", "accepted", ACTOR), ("d", "confirmed", MILENA),
        ("e", "accepted", ACTOR), ("e", "objected", MILENA),
        ("f", "accepted", WEISS), ("f", "in_review", WEISS),
    ]  # fmt: skip
    found = decided((about, status, actor, NOW) for about, status, actor in said)
    assert [(one.accepted, one.reviewer) for one in found] == [
        (True, WEISS), (False, WEISS), (True, MILENA), (False, MILENA),
    ]  # fmt: skip


# may it be accepted by itself?

POLICY = LayerPolicy(
    "sitzbank", True, frozenset(Operation), ArsSource.FIELD, "gemeinde", key_field="uuid",
    personal=frozenset({"melder"}), automatic=Automatic(frozenset({"zustand", "material"}), True, True),
)  # fmt: skip
FACTS = Facts(Tier.PROVEN, (), Batch(changed=1), 0, 1, True)
FIELDS = (
    "zustand",
    "material",
    "nummer",
    "gemeinde",
    "melder",
    "uuid",
    "fid",
    "version",
    "eigentuemer",
    "ARS",
    "strom",
)


def bench(at: Sequence[float] = (495100.0, 5670100.0), kind: str = "Point", **values: Any) -> Feature:
    place: Any = list(at) if kind == "Point" else [list(at), [at[0] + 1, at[1]]]
    return Feature("sitzbank", "7", "EPSG:25833", {"type": kind, "coordinates": place}, {"zustand": "gut", **values})


def edited(**values: Any) -> Change:
    return Change(Operation.UPDATE, bench(), bench(**values))


def moved(metres: float) -> Change:
    return Change(Operation.UPDATE, bench(), bench((495100.0 + metres, 5670100.0)))


def planted(**values: Any) -> Change:
    return Change(Operation.INSERT, None, replace(bench(**values), key=None))


def bar(change: Change, policy: LayerPolicy = POLICY, **facts: Any) -> str:
    return str(judge(change, policy, replace(FACTS, **facts)))


def test_harmless_changes_small_moves_and_new_points_are_accepted_and_say_why() -> None:
    assert bar(edited(zustand="mittel")) == Ground.ATTRIBUTES
    assert bar(moved(3.0)) == Ground.MOVE
    assert bar(planted(material="Holz")) == Ground.NEW_POINT
    assert bar(planted(uuid="0-1")) == Ground.NEW_POINT  # a new feature may bring its own key


def test_every_no_names_its_rule() -> None:
    good = edited(zustand="mittel")
    found = Finding(Code.RANGE, Severity.HINT, "r", "sitzbank")
    twice = Finding(Code.DUP_CANDIDATE, Severity.HINT, "d", "sitzbank")
    off = replace(POLICY, automatic=Automatic())
    assert bar(good, off) == Bar.OFF
    assert bar(good, tier=Tier.KNOWN) == "tier:1"
    assert bar(Change(Operation.DELETE, bench(), None)) == Bar.DELETION
    assert bar(good, batch=Batch(changed=201)) == bar(good, batch=Batch(deleted=31)) == Bar.MASS
    assert bar(good, sent=201) == Bar.MASS  # in whatever changesets
    assert bar(good, findings=None) == bar(planted(), looked_for=False) == Bar.UNCHECKED
    assert bar(moved(2), looked_for=False) == Bar.UNCHECKED
    assert bar(moved(2), alike=True) == bar(planted(), alike=True) == "duplicate:DUP_CANDIDATE"
    assert bar(edited(zustand="x" * 2000)) == Ground.ATTRIBUTES
    assert bar(edited(zustand="x" * 2001)) == bar(planted(material="x" * 2001)).replace("material", "zustand")
    assert bar(edited(zustand="x" * 2001)) == "unchecked:zustand"  # whoever writes so much may hide something in it
    assert bar(edited(zustand=["Kauft bei www.billig.example"])) == "unchecked:zustand"  # no rule looks into a list
    assert bar(good, findings=(found,)) == "finding:RANGE"
    assert bar(planted(), findings=(twice,)) == "duplicate:DUP_CANDIDATE"
    assert bar(edited()) == Bar.NOTHING
    assert bar(planted(), replace(POLICY, automatic=Automatic(frozenset({"zustand"})))) == Bar.NEW
    assert bar(planted(kind="LineString")) == Bar.NEW
    assert bar(moved(1), replace(POLICY, automatic=Automatic(frozenset({"zustand"})))) == Bar.SHAPE
    assert bar(moved(3.01)) == "too_far:3.01"
    assert bar(moved(2), moved_lately=True) == Bar.AGAIN
    assert bar(moved(2), other_area=True) == Bar.NEVER
    assert bar(edited(nummer="B-9", zustand="mittel")) == "field:nummer"
    assert bar(good, hour=20) == "hour:20"
    assert bar(good, hour=19) == Ground.ATTRIBUTES


def test_lines_heights_and_shapes_that_come_or_go_are_for_a_person() -> None:
    line = Change(Operation.UPDATE, bench(kind="LineString"), bench((495101.0, 5670100.0), "LineString"))
    high = Change(Operation.UPDATE, bench((495100.0, 5670100.0, 5.0)), bench((495101.0, 5670100.0, 500.0)))
    gone = Change(Operation.UPDATE, bench(), replace(bench(), geometry=None))
    assert {bar(line), bar(high), bar(gone)} == {str(Bar.SHAPE)}


def test_metres_are_metres_in_degrees_too() -> None:
    there = Change(Operation.UPDATE, bench((13.0, 51.0)), bench((13.0000428, 51.0)))  # some 3.0 m to the east
    assert bar(there, metres=(70_000.0, 111_320.0), decimals=9) == Ground.MOVE
    assert bar(there, metres=(111_320.0, 111_320.0), decimals=9) == "too_far:4.76"


@pytest.mark.parametrize("name", ["uuid", "melder", "gemeinde", "fid", "version", "change_id", "eigentuemer_ars",
                                  "Eigentümer", "owner", "betreiber", "ags", "ars", "strassenbaulast"])  # fmt: skip
def test_what_says_whose_and_where_it_is_can_never_be_harmless(name: str) -> None:
    assert never_automatic(name, POLICY)
    careless = replace(POLICY, automatic=Automatic(frozenset({name}), True, True))  # whoever wrote that into the table
    assert bar(edited(**{name: "x"}), careless) == f"never:{name}"


def test_a_field_of_the_responsibility_file_is_an_owner() -> None:
    careless = replace(POLICY, automatic=Automatic(frozenset({"traeger"})))
    assert not never_automatic("traeger", POLICY)
    assert bar(edited(traeger="x"), careless, owners=frozenset({"traeger"})) == "never:traeger"


@given(
    st.sampled_from(Tier), st.booleans(), st.integers(0, 40), st.integers(0, 400), st.integers(0, 400),
    st.floats(0, 6), st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["gut", "neu", None]), max_size=4),
    st.sampled_from(Operation),
    st.builds(Automatic, st.frozensets(st.sampled_from(FIELDS)), st.booleans(), st.booleans()),
)  # fmt: skip
def test_nothing_is_accepted_that_breaks_any_rule(
    tier: Tier, clean: bool, hour: int, changed: int, sent: int, far: float, values: dict[str, Any],
    operation: Operation, automatic: Automatic,
) -> None:  # fmt: skip
    base = None if operation is Operation.INSERT else bench()
    proposed = None if operation is Operation.DELETE else bench((495100.0 + far, 5670100.0), **values)
    found = () if clean else (Finding(Code.RANGE, Severity.HINT, "r", "sitzbank"),)
    facts = replace(FACTS, tier=tier, findings=found, hour=hour, batch=Batch(changed=changed), sent=sent)
    verdict = judge(Change(operation, base, proposed), replace(POLICY, automatic=automatic), facts)
    assert (verdict.ground is None) != (verdict.bar is None)
    if verdict.ground is None or proposed is None:
        return
    assert tier >= Tier.PROVEN and clean and hour < 20 and changed <= 200 and sent <= 200
    old = base.properties if base else {}
    touched = {name for name, value in proposed.properties.items() if value != old.get(name)}
    allowed = automatic.fields & {"zustand", "material", "nummer", "strom"}
    assert touched <= allowed | ({"uuid"} if base is None else set())
    assert automatic.new_points if base is None else far < 1e-3 or (automatic.moves and far < 3.0006)
