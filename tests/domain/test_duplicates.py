"""The bench that somebody enters again is found, the one on the other side of the road is not."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.domain import duplicates
from plugin.domain.candidates import (
    BICYCLE_PARKING,
    FURNITURE,
    KINDS,
    OTHER,
    PLAYGROUND,
    REPORT,
    TREE,
    Kind,
    Why,
    kind_of,
)
from plugin.domain.duplicates import Index, candidates
from plugin.domain.errors import Cancelled, ModuleMissing
from plugin.domain.feature import Feature, Geometry

E, N = 494754.0, 5671341.0


def at(east: float, north: float, key: str | None = None, layer: str = "sitzbank", **values: object) -> Feature:
    return Feature(layer, key, "EPSG:25833", {"type": "Point", "coordinates": [E + east, N + north]}, values)


def square(east: float, side: float, **values: object) -> Feature:
    ring = [[E + east, N], [E + east + side, N], [E + east + side, N + side], [E + east, N + side], [E + east, N]]
    return Feature("spielplatz", None, "EPSG:25833", {"type": "Polygon", "coordinates": [ring]}, values)


def line(*positions: tuple[float, float]) -> Feature:
    placed = [[E + east, N + north] for east, north in positions]
    return Feature("weg", None, "EPSG:25833", {"type": "LineString", "coordinates": placed})


def test_the_nearest_alike_bench_comes_first_and_the_far_one_not_at_all() -> None:
    there = {
        "a": at(3, 0, material="holz"),
        "b": at(2, 0, material="holz"),
        "c": at(1, 0, material="stein"),
        "far": at(5.01, 0, material="holz"),
    }
    found = candidates(at(0, 0, material="holz"), there, FURNITURE)
    assert [one.key for one in found] == ["b", "a", "c"]
    assert found[0].distance_m == pytest.approx(2.0)
    assert found[0].likeness == 1.0 and found[0].why is Why.NEAR
    assert all(0 <= one.score <= 1 for one in found)


def test_points_are_compared_on_a_computer_without_shapely_too(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"a": at(3, 0, material="holz"), "b": at(2, 1, material="stein"), "far": at(5.01, 0), "on": at(5, 0)}
    asked, metres = at(0, 0, material="holz"), (1.0, 0.5)
    with_it = [candidates(asked, there, FURNITURE), candidates(asked, there, FURNITURE, metres)]
    monkeypatch.setattr(duplicates, "missing", lambda: "not installed")
    monkeypatch.setitem(sys.modules, "shapely", None)
    assert [candidates(asked, there, FURNITURE), candidates(asked, there, FURNITURE, metres)] == with_it
    with pytest.raises(ModuleMissing):
        candidates(square(0, 4), {"a": square(1, 4)}, PLAYGROUND)


def test_a_row_is_no_duplicate_of_itself() -> None:
    there = {"17": at(0, 0, "17"), "18": at(1, 0, "18")}
    assert [one.key for one in candidates(at(0.2, 0, "17"), there, FURNITURE)] == ["18"]


def test_on_the_radius_is_within() -> None:
    assert candidates(at(0, 0), {"a": at(2.5, 0)}, TREE)
    assert not candidates(at(0, 0), {"a": at(2.501, 0)}, TREE)


def test_a_report_farther_away_counts_where_it_says_the_same() -> None:
    there = {"same": at(200, 0, titel="Ampel defekt, Hauptstr."), "other": at(100, 0, titel="Müll im Park")}
    found = candidates(at(0, 0, titel="Ampel defekt (Hauptstraße)"), there, REPORT)
    assert [(one.key, one.why) for one in found] == [("same", Why.ALIKE)]
    assert not candidates(at(0, 0, titel="Ampel defekt"), {"same": at(251, 0, titel="Ampel defekt")}, REPORT)
    assert candidates(at(0, 0, titel="Ampel"), {"other": at(29, 0, titel="Müll")}, REPORT), "within 30 m always"


def test_areas_are_the_same_by_what_they_share() -> None:
    there = {"same": square(1, 40), "half": square(20, 40), "beside": square(60, 40), "far": square(200, 40)}
    found = candidates(square(0, 40), there, PLAYGROUND)
    assert [(one.key, one.why) for one in found] == [
        ("same", Why.SAME_PLACE), ("half", Why.OVERLAPS), ("beside", Why.NEAR),
    ]  # fmt: skip
    assert found[0].overlap == pytest.approx(39 / 41)
    assert found[2].overlap == 0.0 and found[2].distance_m == pytest.approx(20)


def test_an_area_that_crosses_itself_is_compared_all_the_same() -> None:
    bow = [[E, N], [E + 40, N + 40], [E + 40, N], [E, N + 40], [E, N]]
    crossing = Feature("spielplatz", None, "EPSG:25833", {"type": "Polygon", "coordinates": [bow]})
    (found,) = candidates(crossing, {"a": square(0, 40)}, PLAYGROUND)
    assert found.overlap == pytest.approx(0.5)


def test_lines_are_the_same_by_how_far_they_leave_each_other() -> None:
    path = line((0, 0), (50, 0), (100, 0))
    there = {
        "again": line((0, 0.4), (100, 0.4)),
        "backwards": line((100, 3), (0, 3)),
        "crossing": line((50, -40), (50, 40)),
        "longer": line((0, 0), (160, 0)),
    }
    found = candidates(path, there, OTHER)
    assert [(one.key, one.why) for one in found] == [("again", Why.SAME_PLACE), ("backwards", Why.ALONG)]
    assert found[1].distance_m == pytest.approx(3.0)


def test_a_point_in_an_area_is_at_no_distance_from_it() -> None:
    (found,) = candidates(at(10, 10, layer="spielplatz"), {"a": square(0, 40)}, PLAYGROUND)
    assert found.distance_m == 0.0 and found.overlap is None


def test_degrees_are_measured_in_metres() -> None:
    here = Feature("baum", None, "EPSG:4326", {"type": "Point", "coordinates": [13.4, 51.2]})
    near = Feature("baum", None, "EPSG:4326", {"type": "Point", "coordinates": [13.4 + 2 / 69_900, 51.2]})
    metres = (111_320 * math.cos(math.radians(51.2)), 111_250.0)
    (found,) = candidates(here, {"a": near}, TREE, metres)
    assert found.distance_m == pytest.approx(2.0, rel=0.01)
    far = replace(near, geometry={"type": "Point", "coordinates": [13.4 + 3 / 69_900, 51.2]})
    assert not candidates(here, {"a": far}, TREE, metres)


def test_what_has_no_place_is_nobodys_duplicate() -> None:
    placeless = Feature("sitzbank", None, "EPSG:25833")
    assert candidates(placeless, {"a": at(0, 0)}, FURNITURE) == []
    assert candidates(at(0, 0), {"a": placeless}, FURNITURE) == []
    assert candidates(at(0, 0), {}, FURNITURE) == []


@pytest.mark.parametrize(
    ("layer", "kind"),
    [("baum_altmarkfurt", TREE), ("Strassenbaeume", TREE), ("sitzbank", FURNITURE),
     ("radabstellanlage", BICYCLE_PARKING), ("spielplatz", PLAYGROUND), ("meldung", REPORT), ("bplan", OTHER)],
)  # fmt: skip
def test_a_layers_name_suggests_its_kind(layer: str, kind: Kind) -> None:
    assert kind_of(layer) is kind
    assert KINDS[kind.name] is kind


Places = Sequence[tuple[float, float]]
PLACES = st.lists(st.tuples(st.floats(0, 40), st.floats(0, 40)), max_size=40)


def points(places: Places) -> Any:
    return duplicates.shapes_of([{"type": "Point", "coordinates": list(place)} for place in places])


def numbers(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[int, int]]:
    return [pair for ones, others in pairs for pair in zip(ones.tolist(), others.tolist(), strict=True)]


@settings(deadline=None)
@given(PLACES, st.sampled_from([2.5, 5.0, 15.0]))
def test_every_pair_within_reach_is_found_once_and_no_other(places: Places, reach: float) -> None:
    found = numbers(duplicates.near_pairs(points(places), reach))
    near = {(i, j) for j in range(len(places)) for i in range(j) if math.dist(places[i], places[j]) <= reach}
    assert len(found) == len(set(found)) and set(found) == near


@settings(deadline=None)
@given(PLACES, PLACES)
def test_between_two_layers_every_pair_is_found_once(ones: Places, others: Places) -> None:
    found = numbers(duplicates.near_between(points(ones), points(others), 5.0))
    near = {(i, j) for i, one in enumerate(ones) for j, other in enumerate(others) if math.dist(one, other) <= 5.0}
    assert len(found) == len(set(found)) and set(found) == near


def test_asked_one_by_one_or_in_bulk_the_answer_is_the_same() -> None:
    benches = [at(number % 7 * 2.2, number // 7 * 3.1, f"{number:02}") for number in range(40)]
    index = Index({bench.key or "": bench for bench in benches}, FURNITURE)
    single = {
        (bench.key, one.key) for bench in benches for one in index.candidates(bench) if (bench.key or "") < one.key
    }
    shapes = duplicates.shapes_of([bench.geometry for bench in benches])
    bulk = numbers(duplicates.near_pairs(shapes, FURNITURE.radius))
    assert single == {(benches[one].key, benches[other].key) for one, other in bulk}


def test_whoever_cancels_is_heard_between_two_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "AT_ONCE", 10)
    shapes = points([(number, 0.0) for number in range(100)])
    heard: list[float] = []
    pairs = duplicates.near_pairs(shapes, 1.0, stopping_at(0.5, heard))
    with pytest.raises(Cancelled):
        list(pairs)
    assert heard == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]


def stopping_at(limit: float, heard: list[float]) -> Callable[[float], None]:
    def told(part: float) -> None:
        heard.append(part)
        if part >= limit:
            raise Cancelled("Cancelled.")

    return told


@pytest.mark.parametrize("version", [None, "1.8.5"])
def test_without_shapely_2_one_sentence_says_so(version: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if version is None:
        monkeypatch.setitem(sys.modules, "shapely", None)
    else:
        monkeypatch.setattr("shapely.__version__", version)
    with pytest.raises(ModuleMissing, match="Shapely 2 is needed"):
        candidates(square(0, 4), {"a": square(1, 4)}, PLAYGROUND)


def test_wkb_and_geojson_make_the_same_shapes() -> None:
    import shapely

    geometry: Geometry = {"type": "Point", "coordinates": [E, N, 120.5]}
    (one,), (other,) = duplicates.shapes_of([geometry]), duplicates.shapes_of_wkb([shapely.Point(E, N, 7).wkb])
    assert one == other == shapely.Point(E, N)
    assert list(duplicates.shapes_of_wkb([None])) == [None]
