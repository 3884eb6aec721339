"""CRS_SUSPECT: what happens to coordinates on their way between two programs, and places that are simply elsewhere."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.feature import Feature
from plugin.domain.rules.projections import GAUSS_KRUEGER, UTM, WEB
from plugin.domain.validation import Code, LayerRules, RuleBook, findings
from tests.domain.rules.bench_stories import BOUNDS, bench, look, new, rule

X = st.floats(BOUNDS[0], BOUNDS[2])
Y = st.floats(BOUNDS[1], BOUNDS[3])
SUSPECT = rule(Code.CRS_SUSPECT, bounds=BOUNDS)


def guess(x: float, y: float) -> str:
    """What the rule takes a place in EPSG:25833 for; "" where it finds nothing."""
    found = look(new(bench(at=(x, y))), SUSPECT)
    return str(found[0].values["guess"]) if found else ""


@given(X, Y)
def test_what_lies_where_the_layer_lies_is_not_suspected(x: float, y: float) -> None:
    assert guess(x, y) == ""


@given(X, Y)
def test_swapped_axes_are_noticed(x: float, y: float) -> None:
    assert guess(y, x) == "swapped"


@given(X, Y, st.booleans())
def test_degrees_in_a_metric_layer_are_noticed_in_either_order(x: float, y: float, swap: bool) -> None:
    place = UTM[33].to_degrees(x, y)
    assert guess(*(place[::-1] if swap else place)) == "degrees"


@given(X, Y)
def test_the_neighbouring_zone_is_noticed(x: float, y: float) -> None:
    assert guess(*UTM[32].from_degrees(*UTM[33].to_degrees(x, y))) == "utm32"


@given(X, Y, st.sampled_from([4, 5]))
def test_gauss_krueger_is_noticed(x: float, y: float, zone: int) -> None:
    assert guess(*GAUSS_KRUEGER[zone].from_degrees(*UTM[33].to_degrees(x, y))) == f"gk{zone}"


@given(X, Y)
def test_the_number_of_the_zone_before_the_easting_is_noticed(x: float, y: float) -> None:
    assert guess(x + 33_000_000, y) == "prefix"


@given(X, Y)
def test_the_metres_of_web_maps_are_noticed(x: float, y: float) -> None:
    assert guess(*WEB.from_degrees(*UTM[33].to_degrees(x, y))) == "web"


def test_zero_is_no_place_and_neither_is_the_atlantic() -> None:
    assert guess(0, 0) == "zero"
    assert guess(-9_000_000, 12_000_000) == "nowhere"


def test_a_place_in_the_next_county_is_not_taken_for_another_system() -> None:
    assert guess(BOUNDS[0] - 5_000, BOUNDS[1] - 5_000) == ""
    assert guess(420_000, 5_800_000) == ""


def test_metres_in_a_layer_of_degrees_are_noticed_and_swapped_degrees_too() -> None:
    book = RuleBook({"sitzbank": LayerRules("sitzbank", (rule(Code.CRS_SUSPECT),), crs="EPSG:4326", geographic=True)})

    def found(x: float, y: float) -> list[object]:
        place = {"type": "Point", "coordinates": [x, y]}
        return [one.values["guess"] for one in findings(new(Feature("sitzbank", None, "EPSG:4326", place)), book)]

    assert found(494700, 5670800)[0] in {"utm32", "utm33"}, "which of them cannot be known without bounds"
    assert found(51.2, 13.9) == ["swapped"]
    assert found(13.9, 51.2) == []


def test_gauss_krueger_without_its_prefix_in_a_layer_of_gauss_krueger() -> None:
    bounds = [5_400_000, 5_600_000, 5_450_000, 5_700_000]
    rules = LayerRules("sitzbank", (rule(Code.CRS_SUSPECT, bounds=bounds),), crs="EPSG:31469")
    place = {"type": "Point", "coordinates": [420_000.0, 5_650_000.0]}
    (found,) = findings(new(Feature("sitzbank", None, "EPSG:31469", place)), RuleBook({"sitzbank": rules}))
    assert found.values["guess"] == "prefix"


def test_an_unknown_system_is_judged_by_its_bounds_alone() -> None:
    rules = LayerRules("sitzbank", (rule(Code.CRS_SUSPECT, bounds=[0, 0, 1000, 1000]),), crs="EPSG:2397")
    place = {"type": "Point", "coordinates": [5000.0, 5000.0]}
    assert findings(new(Feature("sitzbank", None, "EPSG:2397", place)), RuleBook({"sitzbank": rules})) == ()


@given(st.floats(5.9, 15.0), st.floats(47.3, 55.0), st.sampled_from([*UTM.values(), *GAUSS_KRUEGER.values(), WEB]))
def test_there_and_back_is_the_same_place_to_a_metre(longitude: float, latitude: float, system: object) -> None:
    back = system.to_degrees(*system.from_degrees(longitude, latitude))  # type: ignore[attr-defined]
    assert math.hypot(back[0] - longitude, back[1] - latitude) < 1e-5
