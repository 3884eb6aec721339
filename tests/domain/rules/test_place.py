"""Where a bench stands: in its town, off the border, not far from where it was, measured and not guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.domain.feature import Feature
from plugin.domain.validation import Alike, Code, LayerRules, Place, RuleBook, findings
from tests.domain.rules.bench_stories import ALTMARKFURT, HERE, NEUWASSER, Town, bench, changed, codes, look, new, rule

AREA, BORDER = rule(Code.OUT_OF_AREA), rule(Code.ON_BOUNDARY)
FAR, GRID = rule(Code.TOO_FAR_MOVED, metres=25), rule(Code.PRECISION)
DOUBLE = rule(Code.DUP_CANDIDATE, metres=5)


def east(metres: float) -> tuple[float, float]:
    return HERE[0] + metres, HERE[1]


def test_a_bench_in_no_town_is_out_of_the_area() -> None:
    assert codes(look(new(bench()), AREA, around=Town(at=Place()))) == ["OUT_OF_AREA"]
    assert look(new(bench()), AREA, around=Town(at=Place((ALTMARKFURT,)))) == ()
    assert look(new(bench()), AREA) == (), "who does not know the areas says nothing"


def test_a_layer_of_one_town_takes_nothing_of_another() -> None:
    book = RuleBook({"sitzbank": LayerRules("sitzbank", (AREA,), area=ALTMARKFURT)})
    assert codes(findings(new(bench()), book, Town(at=Place((NEUWASSER,))))) == ["OUT_OF_AREA"]
    assert findings(new(bench()), book, Town(at=Place((NEUWASSER, ALTMARKFURT)))) == ()


def test_a_bench_beside_the_border_names_both_towns() -> None:
    (found,) = look(new(bench()), BORDER, around=Town(at=Place((ALTMARKFURT,), (ALTMARKFURT, NEUWASSER))))
    assert found.values["areas"] == f"{ALTMARKFURT}, {NEUWASSER}"


def test_where_a_bench_stood_before_is_not_asked_again() -> None:
    same_place = changed(bench(), bench(zustand="defekt"))
    assert look(same_place, AREA, BORDER, FAR, GRID, around=Town(at=Place())) == ()


@pytest.mark.parametrize(("metres", "expected"), [(0.5, 0), (24.9, 0), (25.1, 1), (3000, 1)])
def test_a_bench_does_not_walk_far(metres: float, expected: int) -> None:
    assert len(look(changed(bench(), bench(at=east(metres))), FAR)) == expected


def test_degrees_are_counted_in_metres() -> None:
    book = RuleBook({"sitzbank": LayerRules("sitzbank", (FAR,), crs="EPSG:4326", geographic=True)})
    old = replace(bench(at=(14.0, 51.0)), crs="EPSG:4326")
    near, far = (replace(old, geometry={"type": "Point", "coordinates": [14.0 + d, 51.0]}) for d in (0.0003, 0.0004))
    assert findings(changed(old, near), book) == ()
    (found,) = findings(changed(old, far), book)
    assert found.values["metres"] == pytest.approx(28.0, abs=0.3)


def test_whole_metres_were_guessed() -> None:
    assert codes(look(new(bench(at=(494700, 5670800))), GRID)) == ["PRECISION"]
    assert look(new(bench(at=(494700.0, 5670800.25))), GRID) == ()
    assert codes(look(new(bench(at=(494700.5, 5670800.5))), rule(Code.PRECISION, grid=0.5))) == ["PRECISION"]


def test_a_bench_that_is_there_already_is_named_if_it_is_alike_enough() -> None:
    town = Town(alike=[Alike("bank-9", 1.5, 0.9), Alike("bank-3", 4.0, 0.6)])
    (found,) = look(new(bench(key=None)), DOUBLE, around=town)
    assert (found.values["other"], found.values["metres"], found.values["queued"]) == ("bank-9", 1.5, False)
    assert look(changed(bench(), bench(lehne="nein")), DOUBLE, around=town) == ()
    assert look(new(bench(key=None)), DOUBLE, around=Town(alike=[Alike("bank-9", 1.5, 0.2)])) == ()


def test_a_feature_without_a_place_has_none_to_check() -> None:
    nowhere = Feature("sitzbank", None, "EPSG:25833", None, {})
    assert look(new(nowhere), AREA, BORDER, FAR, GRID, rule(Code.CRS_SUSPECT), around=Town(at=Place())) == ()
