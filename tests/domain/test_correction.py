"""A reviewer's correction: what Anna proposed about a bench in Altmarkfurt, made right before it is accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.correction import comparison, corrected, corrections, differs
from plugin.domain.errors import InvalidContent
from plugin.domain.feature import Feature
from plugin.domain.merge import GEOMETRY

HERE, THERE = ({"type": "Point", "coordinates": [495000.0, north]} for north in (5670000.0, 5670003.5))


def bench(**values: Any) -> Feature:
    return Feature("sitzbank", "b-1", "EPSG:25833", HERE, {"material": "holz", "lehne": True, "plaetze": 3, **values})


def change(**values: Any) -> Change:
    return Change(Operation.UPDATE, bench(), replace(bench(**values), geometry=THERE))


def test_a_value_is_corrected_and_the_rest_stays_as_proposed() -> None:
    wish = change(material="stein", plaetze=4)
    found = corrected(wish, replace(bench(), key="17"), {"material": "beton"})
    assert found == Change(Operation.UPDATE, bench(), replace(bench(material="beton", plaetze=4), geometry=THERE))
    assert corrections(wish, found) == [("material", "stein", "beton")] and differs(wish, found)


def test_the_place_is_taken_from_before() -> None:
    found = corrected(change(plaetze=4), bench(), {GEOMETRY: HERE})
    assert found.proposed == bench(plaetze=4)
    assert corrections(change(plaetze=4), found) == [(GEOMETRY, THERE, HERE)]


def test_what_changed_meanwhile_is_put_together_with_the_proposal() -> None:
    """The bench has no back any more, which Anna could not know; that is no correction of what she said."""
    now = bench(lehne=False)
    found = corrected(change(plaetze=4), now, {})
    assert (found.base, found.proposed) == (now, replace(bench(plaetze=4, lehne=False), geometry=THERE))
    assert differs(change(plaetze=4), found) and corrections(change(plaetze=4), found) == []


def test_what_both_changed_differently_is_decided_by_a_person_and_never_by_itself() -> None:
    now = bench(plaetze=2)
    with pytest.raises(InvalidContent, match="plaetze"):
        corrected(change(plaetze=4), now, {})
    assert corrected(change(plaetze=4), now, {"plaetze": 2}).proposed == replace(now, geometry=THERE)


def test_a_new_bench_is_corrected_too() -> None:
    wish = Change(Operation.INSERT, None, replace(bench(material=None), key="b-9"))
    found = corrected(wish, None, {"material": "holz_metall"})
    assert (found.base, found.proposed) == (None, replace(bench(material="holz_metall"), key="b-9"))
    assert corrections(wish, found) == [("material", None, "holz_metall")]


def test_nothing_is_corrected_where_the_bench_goes_or_has_gone() -> None:
    gone = Change(Operation.DELETE, bench(), None)
    assert comparison(gone, bench()) is None and comparison(change(), None) is None
    for wish, now in ((gone, bench()), (change(), None)):
        with pytest.raises(InvalidContent, match="goes, or has gone"):
            corrected(wish, now, {})
    with pytest.raises(InvalidContent, match="farbe"):
        corrected(change(), bench(), {"farbe": "rot"})


def test_a_correction_counts_once_it_is_accepted() -> None:
    wish = change(material="stein")
    right = corrected(wish, bench(), {"material": "beton"})
    seen = Contribution("u", wish, "sitzbank", "b-1", status=Status.IN_REVIEW, correction=right)
    assert seen.outcome is wish
    assert replace(seen, status=Status.ACCEPTED).outcome is right
    assert replace(seen, status=Status.REJECTED).outcome is wish
    assert not differs(wish, wish) and differs(wish, right)
