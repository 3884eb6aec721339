"""Shapes of lawns and paths: what is wrong with one, and what between two neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from plugin.domain import topology
from plugin.domain.feature import Feature, Geometry
from plugin.domain.rules import shapes
from plugin.domain.topology import MISSING, dangles, fault, gaps, overlaps
from plugin.domain.validation import Code, Finding, LayerRules, Rule, RuleBook, Severity, findings, unchecked
from tests.domain.rules.bench_stories import CRS, Town, changed, codes, new, rule

EAST, NORTH = 494700.0, 5670800.0


def lawn(left: float, bottom: float, right: float, top: float) -> Geometry:
    """A rectangle, in metres from a corner of the park."""
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return {"type": "MultiPolygon", "coordinates": [[[[EAST + x, NORTH + y] for x, y in corners]]]}


def path(*places: tuple[float, float]) -> Geometry:
    return {"type": "LineString", "coordinates": [[EAST + x, NORTH + y] for x, y in places]}


BOWTIE: Geometry = {"type": "Polygon", "coordinates": [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]}


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (BOWTIE, "crosses_itself"),
        ({"type": "Polygon",
        "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]], [[20, 20], [21, 20], [21, 21], [20, 20]]]},
         "hole_outside"),
        ({"type": "LineString", "coordinates": [[1, 1], [1, 1]]}, "too_few_points"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "too_few_points"),
        (lawn(0, 0, 10, 10), None),
        ({"type": "Point", "coordinates": [1, 2, 3]}, None),
    ],
)  # fmt: skip
def test_a_geometry_is_valid_or_says_why_not(geometry: Geometry, reason: str | None) -> None:
    found = fault(geometry)
    assert (found.reason if found else None) == reason or (reason == "too_few_points" and found is not None)


def test_the_place_where_an_outline_crosses_itself_is_told() -> None:
    found = fault(BOWTIE)
    assert found is not None and found.place == (5.0, 5.0)


def test_two_lawns_may_touch_and_may_not_cover_each_other() -> None:
    own, beside, over = lawn(0, 0, 10, 10), lawn(10, 0, 20, 10), lawn(9, 0, 15, 10)
    assert overlaps(own, [beside], 0.5) == []
    (spot,) = overlaps(own, [beside, over], 0.5)
    assert (spot.index, round(spot.size, 3)) == (1, 10.0)
    assert EAST + 9 < spot.place[0] < EAST + 10


def test_a_sliver_between_two_lawns_is_a_gap_and_a_path_is_not() -> None:
    own = lawn(0, 0, 10, 10)
    (spot,) = gaps(own, [lawn(10.2, 0, 20, 10)], 0.5, 0.05)
    assert spot.size == pytest.approx(2.0, abs=0.1)
    assert EAST + 10 < spot.place[0] < EAST + 10.2
    assert gaps(own, [lawn(12, 0, 20, 10)], 0.5, 0.05) == [], "a path of two metres is meant"
    assert gaps(own, [lawn(10, 0, 20, 10)], 0.5, 0.05) == [], "no gap at all"
    assert gaps(own, [], 0.5, 0.05) == []


@pytest.mark.parametrize(
    ("end", "expected"), [((5.0, 0.0), 0), ((5.0, 0.3), 1), ((5.0, -0.3), 1), ((5.0, 3.0), 0)], ids=str
)
def test_a_path_meets_the_other_or_stays_away(end: tuple[float, float], expected: int) -> None:
    other = path((0, 0), (10, 0))
    assert len(dangles(path((5, 20), end), [other], 1.0, 0.001)) == expected


def test_a_round_walk_has_no_ends() -> None:
    assert dangles(path((0, 0.5), (5, 5), (0, 5), (0, 0.5)), [path((0, 0), (10, 0))], 1.0, 0.001) == []


def look(geometry: Geometry | None, *rules: Rule, others: Sequence[Geometry] = ()) -> tuple[Finding, ...]:
    """What rules say about a new feature between others."""
    around = [Feature("gruen", f"g{number}", CRS, shape) for number, shape in enumerate(others)]
    book = RuleBook({"gruen": LayerRules("gruen", rules, crs=CRS)})
    return findings(new(Feature("gruen", None, CRS, geometry)), book, Town(others={"gruen": around}))


def test_the_rules_name_the_neighbour_and_the_place() -> None:
    (found,) = look(lawn(0, 0, 10, 10), rule(Code.OVERLAP), others=[lawn(20, 0, 30, 10), lawn(9, 0, 15, 10)])
    assert (found.values["other"], found.values["area"]) == ("g1", 10.0)
    assert found.place is not None and EAST + 9 < found.place[0] < EAST + 10
    assert codes(look(lawn(0, 0, 10, 10), rule(Code.GAP), others=[lawn(10.2, 0, 20, 10)])) == ["GAP"]
    assert codes(look(path((5, 20), (5, 0.3)), rule(Code.DANGLE), others=[path((0, 0), (10, 0))])) == ["DANGLE"]


def test_a_lawn_does_not_overlap_itself_as_it_was() -> None:
    old, larger = (Feature("gruen", "g0", CRS, lawn(0, 0, right, 10)) for right in (10, 12))
    book = RuleBook({"gruen": LayerRules("gruen", (rule(Code.OVERLAP),), crs=CRS)})
    assert findings(changed(old, larger), book, Town(others={"gruen": [old]})) == ()


def test_a_shape_of_the_wrong_kind_or_none_is_refused_where_the_layer_says_so() -> None:
    areas = rule(Code.GEOM_INVALID, types=["Polygon", "MultiPolygon"])
    assert [one.values["reason"] for one in look(path((0, 0), (1, 1)), areas)] == ["type"]
    assert [one.values["reason"] for one in look(None, areas)] == ["missing"]
    assert look(lawn(0, 0, 10, 10), areas) == ()
    assert look(None, rule(Code.GEOM_INVALID)) == ()


@pytest.mark.parametrize(("measure", "value", "expected"), [("area", 50, 1), ("area", 150, 0), ("length", 39, 1),
                                                            ("length", 41, 0), ("vertices", 4, 1)])  # fmt: skip
def test_a_shape_is_measured_without_any_library(measure: str, value: float, expected: int) -> None:
    assert (
        len(look(lawn(0, 0, 10, 10), Rule("gross", Code.RANGE, Severity.ERROR, (), {"measure": measure, "max": value})))
        == expected
    )


def test_a_pond_is_no_part_of_the_lawn() -> None:
    ring = lawn(4, 4, 6, 6)["coordinates"][0][0]
    with_pond: Any = {"type": "Polygon", "coordinates": [lawn(0, 0, 10, 10)["coordinates"][0][0], ring[::-1]]}
    (found,) = look(with_pond, Rule("gross", Code.RANGE, Severity.ERROR, (), {"measure": "area", "max": 95}))
    assert found.values["value"] == 96.0


def test_who_covers_a_whole_park_hears_of_ten_lawns() -> None:
    others = [lawn(number, 0, number + 1, 10) for number in range(30)]
    assert len(look(lawn(0, 0, 30, 10), rule(Code.OVERLAP), others=others)) == 10


def test_a_shape_of_very_many_vertices_is_not_compared_with_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MOST_VERTICES", 4)
    assert look(lawn(0, 0, 10, 10), rule(Code.OVERLAP), others=[lawn(9, 0, 15, 10)]) == ()
    monkeypatch.setattr(shapes, "MOST_VERTICES", 5)
    assert codes(look(lawn(0, 0, 10, 10), rule(Code.OVERLAP), others=[lawn(9, 0, 15, 10)])) == ["OVERLAP"]


def test_a_computer_without_the_library_says_so_once_and_checks_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topology, "find_spec", lambda _name: None)
    rules = (rule(Code.GEOM_INVALID), rule(Code.OVERLAP), rule(Code.DOMAIN, "art", values=["wiese"]))
    assert unchecked(RuleBook({"gruen": LayerRules("gruen", rules)})) == MISSING
    assert unchecked(RuleBook({"gruen": LayerRules("gruen", rules[2:])})) == ""
    book = RuleBook({"gruen": LayerRules("gruen", rules)})
    assert unchecked(book, [{"type": "Point", "coordinates": [1, 2]}, None]) == "", "points need no library"
    assert unchecked(book, [BOWTIE]) == MISSING
    assert look(BOWTIE, *rules, others=[lawn(0, 0, 10, 10)]) == ()
