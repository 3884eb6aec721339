"""What reads back decides: ours, still the base, torn, somebody else's, gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.contribution import Change, Operation
from plugin.domain.feature import Feature
from plugin.domain.verdict import SENDABLE, Verdict, changed_parts, verdict

HERE, THERE = [492000.0, 5670000.0], [492010.0, 5670000.0]
BASE = Feature(
    "baum", "b-1", "EPSG:25833", {"type": "Point", "coordinates": HERE}, {"uuid": "b-1", "art": "Linde", "nummer": 1}
)
VALUE = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from(["", "Linde", "Ulme", "Änne"]))


def with_(feature: Feature, at: list[float] | None = None, **values: Any) -> Feature:
    geometry = {"type": "Point", "coordinates": at} if at else feature.geometry
    return replace(feature, geometry=geometry, properties={**feature.properties, **values})


def update(*, at: list[float] | None = None, **values: Any) -> Change:
    return Change(Operation.UPDATE, BASE, with_(BASE, at, **values))


FEATURE = st.builds(
    lambda art, nummer, at: with_(BASE, at, art=art, nummer=nummer), VALUE, VALUE, st.sampled_from([HERE, THERE])
)


def test_of_an_update() -> None:
    change = update(art="Ulme", nummer=2)
    assert verdict(change, BASE) is Verdict.BASE
    assert verdict(change, with_(BASE, art="Ulme", nummer=2)) is Verdict.OURS
    assert verdict(change, with_(BASE, art="Eiche")) is Verdict.OTHER
    assert verdict(change, None) is Verdict.MISSING


def test_of_a_new_feature_what_was_left_open_is_for_the_server_to_fill() -> None:
    change = Change(Operation.INSERT, None, with_(BASE, nummer=None))
    assert verdict(change, None) is Verdict.BASE
    assert verdict(change, with_(BASE, nummer=17, fid=3)) is Verdict.OURS
    assert verdict(change, with_(BASE, at=THERE)) is Verdict.OTHER


def test_of_a_deletion() -> None:
    change = Change(Operation.DELETE, BASE, None)
    assert verdict(change, BASE) is Verdict.BASE
    assert verdict(change, None) is Verdict.OURS
    assert verdict(change, with_(BASE, nummer=2)) is Verdict.OTHER


def test_half_of_a_change_is_torn_once_it_was_sent_and_before_that_only_if_nothing_else_was_touched() -> None:
    change = update(at=THERE, art="Ulme")
    moved = with_(BASE, at=THERE)
    assert verdict(change, moved, sent=True) is Verdict.TORN
    assert verdict(change, moved) is Verdict.TORN
    assert verdict(change, with_(moved, nummer=9)) is Verdict.OTHER
    assert verdict(change, with_(moved, nummer=9), sent=True) is Verdict.TORN


@pytest.mark.parametrize("sent", [False, True])
def test_another_field_that_somebody_has_changed_is_never_sent_over(sent: bool) -> None:
    assert verdict(update(art="Ulme"), with_(BASE, nummer=2), sent=sent) is Verdict.OTHER


def test_less_than_a_millimetre_is_no_change_to_be_sent() -> None:
    nudged = update(at=[HERE[0] + 0.0004, HERE[1]])
    assert verdict(nudged, BASE) is Verdict.OURS
    assert verdict(update(at=[HERE[0] + 0.01, HERE[1]]), BASE) is Verdict.BASE


def test_counters_that_the_database_sets_say_nothing_by_themselves() -> None:
    base = with_(BASE, version=3, change_id="a")
    change = Change(Operation.UPDATE, base, with_(base, art="Ulme"))
    assert verdict(change, with_(base, version=5, change_id="b")) is Verdict.BASE
    assert verdict(change, with_(base, art="Ulme", version=4, change_id="c")) is Verdict.OURS
    plain = with_(BASE, version="Entwurf 3")
    edited = Change(Operation.UPDATE, plain, with_(plain, version="Entwurf 4"))
    assert verdict(edited, plain) is Verdict.BASE, "a version of the municipality's own is a field like any other"


@given(FEATURE, FEATURE, st.booleans())
def test_what_may_be_sent_overwrites_nothing_but_the_base_or_our_own(wanted: Feature, now: Feature, sent: bool) -> None:
    change = Change(Operation.UPDATE, BASE, wanted)
    found = verdict(change, now, sent=sent)
    if found not in SENDABLE:
        return
    for name in changed_parts(BASE, wanted):
        value = now.geometry if name is None else now.properties[name]
        mine = wanted.geometry if name is None else wanted.properties[name]
        theirs = BASE.geometry if name is None else BASE.properties[name]
        assert value in (mine, theirs)


@given(FEATURE, st.booleans())
def test_what_is_as_wanted_is_ours_whoever_did_it(wanted: Feature, sent: bool) -> None:
    assert verdict(Change(Operation.UPDATE, BASE, wanted), wanted, sent=sent) is Verdict.OURS


@given(FEATURE, FEATURE)
def test_having_been_sent_never_turns_something_of_ours_into_a_conflict(wanted: Feature, now: Feature) -> None:
    change = Change(Operation.UPDATE, BASE, wanted)
    if verdict(change, now) in (Verdict.OURS, *SENDABLE):
        assert verdict(change, now, sent=True) in (Verdict.OURS, *SENDABLE)
