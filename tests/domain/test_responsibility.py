"""Two cities, a village inside one of them, the county's road through both: who is asked, and what the answer says."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugin.domain.choice import Choice
from plugin.domain.directory import Body, Category, Directory, Rule, Theme
from plugin.domain.responsibility import Answer, Found, Question, Resolver, Step
from plugin.domain.surface import Edge, Surface

COUNTY, A, B, VILLAGE = "14999", "149990010010", "149990020020", "149995101040"


def rectangle(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings: list[list[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


def bodies(*named: tuple[str, str]) -> dict[str, Body]:
    return {key: Body(key, key.title(), ars) for key, ars in named}


HOLE = rectangle(400, 400, 500, 500)
AREAS = [
    Surface(COUNTY, polygon(rectangle(-200, 0, 2003, 1000))),
    Surface(A, polygon(rectangle(0, 0, 1000, 1000), HOLE)),
    Surface(VILLAGE, polygon(HOLE)),
    Surface(B, polygon(rectangle(1000, 0, 2000, 1000))),
]
ROADS: list[tuple[Edge, str]] = [
    ((0, 800, 2000, 800), COUNTY),
    ((300, 0, 300, 1000), A),
    ((0, 950, 2000, 950), "14"),
    ((1900, 0, 1900, 700), "Privat"),
]
MOOR, CORE, WOOD = (
    Theme(key, key.title(), body, Surface(key, polygon(rectangle(*place))), frozenset({"muell"}), priority)
    for key, body, place, priority in (
        ("moor", "naturschutz", (600, 100, 900, 300), 0),
        ("kern", "moorwacht", (700, 150, 800, 250), 0),
        ("wald", "forst", (850, 100, 950, 300), 5),
    )
)
DIRECTORY = Directory(
    bodies=bodies(
        ("tiefbau-a", A),
        ("rathaus-a", A),
        ("rathaus-b", B),
        ("gruen-a", A),
        ("verband", "149995101"),
        ("kreis", COUNTY),
        ("kreis-strassen", COUNTY),
        ("land", "14"),
        ("naturschutz", COUNTY),
        ("moorwacht", COUNTY),
        ("forst", "14"),
    ),
    categories={
        "schlagloch": Category("schlagloch", "Schlagloch", road=True),
        "muell": Category("muell", "Wilder Müll"),
        "baum": Category("baum", "Baum"),
    },
    rules=(
        Rule("R-1", "schlagloch", A, "tiefbau-a"),
        Rule("R-2", "schlagloch", COUNTY, "kreis-strassen"),
        Rule("R-3", "baum", A, "gruen-a"),
    ),
    operators={"Landkreis": "kreis"},
    roads={"14": "land"},
    themes=(MOOR, CORE, WOOD),
    offices={A: "rathaus-a", B: "rathaus-b", "149995101": "verband", COUNTY: "kreis"},
)
RESOLVER = Resolver(DIRECTORY, AREAS, ROADS)


def ask(category: str, x: float, y: float, operator: str = "") -> Answer:
    return RESOLVER.resolve(Question(category, x, y, operator))


def body(answer: Answer) -> str:
    return answer.body.id if answer.body else ""


@pytest.mark.parametrize(
    ("category", "x", "y", "operator", "who", "step", "rule"),
    [
        ("baum", 100, 100, "Landkreis", "kreis", Step.OPERATOR, "Landkreis"),
        ("baum", 1500, 100, A, "gruen-a", Step.OPERATOR, "R-3"),  # a tree of city A that stands in B
        ("muell", 1500, 100, COUNTY, "kreis", Step.OPERATOR, COUNTY),
        ("schlagloch", 100, 805, "", "kreis-strassen", Step.ROAD, "R-2"),  # the county's road inside the city
        ("schlagloch", 100, 949, "", "land", Step.ROAD, "14"),
        ("schlagloch", 305, 100, "", "tiefbau-a", Step.ROAD, "R-1"),
        ("schlagloch", 100, 100, "", "tiefbau-a", Step.TABLE, "R-1"),  # no road near
        ("schlagloch", 1500, 100, "", "kreis-strassen", Step.TABLE, "R-2"),
        ("schlagloch", 1895, 100, "", "kreis-strassen", Step.TABLE, "R-2"),  # a private road bears nobody we know
        ("baum", 100, 805, "", "gruen-a", Step.TABLE, "R-3"),  # a tree is not about roads
        ("muell", 650, 200, "", "naturschutz", Step.THEME, "moor"),
        ("muell", 100, 100, "", "rathaus-a", Step.MUNICIPALITY, A),
        ("muell", 450, 450, "", "verband", Step.MUNICIPALITY, "149995101"),  # the enclave, whose association acts
        ("muell", -100, 500, "", "kreis", Step.COUNTY, COUNTY),  # forest that belongs to no municipality
        ("unheard of", 1500, 500, "", "rathaus-b", Step.MUNICIPALITY, B),
        ("baum", 100, 100, "Herr Nachbar", "gruen-a", Step.TABLE, "R-3"),
    ],
)
def test_from_the_special_to_the_general(
    category: str, x: float, y: float, operator: str, who: str, step: Step, rule: str
) -> None:
    answer = ask(category, x, y, operator)
    assert (body(answer), answer.step, answer.rule) == (who, step, rule)
    assert [tried.step for tried in answer.tried] == list(Step)[: list(Step).index(step) + 1], "every step is told"
    assert answer.tried[-1].found is Found.CHOSEN
    assert answer.ars == DIRECTORY.bodies[who].ars


@pytest.mark.parametrize(
    ("x", "y", "who", "choice", "others"),
    [
        (500, 50, "rathaus-a", Choice.CLEAR, ()),
        (998.5, 50, "rathaus-a", Choice.NEAR_BOUNDARY, (B,)),
        (1001.5, 50, "rathaus-b", Choice.NEAR_BOUNDARY, (A,)),
        (1000, 50, "rathaus-a", Choice.ON_BOUNDARY, (B,)),  # the lower key
        (400, 450, "rathaus-a", Choice.ON_BOUNDARY, (VILLAGE,)),
        (399, 450, "rathaus-a", Choice.NEAR_BOUNDARY, (VILLAGE,)),
        (401, 450, "verband", Choice.NEAR_BOUNDARY, (A,)),
        (2001, 50, "rathaus-b", Choice.NEAREST, ()),  # a strip along the county's boundary that nobody drew
        (2002.5, 50, "kreis", Choice.CLEAR, ()),
    ],
)
def test_at_a_boundary_it_is_decided_and_both_are_named(
    x: float, y: float, who: str, choice: Choice, others: tuple[str, ...]
) -> None:
    answer = ask("muell", x, y)
    assert (body(answer), answer.choice, answer.others) == (who, choice, others)


def test_an_enclave_that_nobody_cut_out_is_still_one() -> None:
    whole = [Surface(A, polygon(rectangle(0, 0, 1000, 1000))), AREAS[2]]
    answer = Resolver(DIRECTORY, whole).resolve(Question("muell", 450, 450))
    assert (body(answer), answer.choice, answer.others) == ("verband", Choice.SMALLEST, (A,))


@pytest.mark.parametrize(
    ("x", "y", "who", "choice", "others"),
    [
        (750, 200, "moorwacht", Choice.SMALLEST, ("moor",)),
        (875, 200, "forst", Choice.PRIORITY, ("moor",)),
        (650, 200, "naturschutz", Choice.CLEAR, ()),
    ],
)
def test_of_special_areas_the_one_with_priority_then_the_smallest(
    x: float, y: float, who: str, choice: Choice, others: tuple[str, ...]
) -> None:
    answer = ask("muell", x, y)
    assert (body(answer), answer.choice, answer.others) == (who, choice, others)


def test_a_crossing_belongs_to_the_higher_road() -> None:
    answer = ask("schlagloch", 301, 801)
    assert (body(answer), answer.choice, answer.others) == ("kreis-strassen", Choice.CROSSING, (A,))
    assert body(ask("schlagloch", 301, 790)) == "tiefbau-a", "beside it, the nearest counts"


@pytest.mark.parametrize("place", [(5000.0, 5000.0), (float("nan"), 0.0), (float("inf"), 5.0), (None, 5.0)])
def test_nobody_is_responsible_beyond_the_county_and_that_is_an_answer(place: tuple[float | None, float]) -> None:
    answer = RESOLVER.resolve(Question("muell", *place))
    assert answer.body is None and answer.step is None and answer.choice is Choice.OUTSIDE
    assert [tried.step for tried in answer.tried] == list(Step)
    assert {tried.found for tried in answer.tried[3:]} == {Found.NO_PLACE}


def test_an_operator_is_asked_also_where_there_is_no_place() -> None:
    answer = RESOLVER.resolve(Question("baum", operator="Landkreis"))
    assert body(answer) == "kreis" and answer.choice is Choice.CLEAR


def test_a_known_place_needs_no_point() -> None:
    assert body(RESOLVER.resolve(Question("baum", ars=A))) == "gruen-a"


def test_a_rule_for_a_body_that_is_gone_is_no_answer() -> None:
    without = replace(DIRECTORY, bodies={key: one for key, one in DIRECTORY.bodies.items() if key != "gruen-a"})
    assert body(Resolver(without, AREAS).resolve(Question("baum", 100, 100))) == "rathaus-a"


ANY_TEXT = st.one_of(st.text(max_size=12), st.sampled_from([A, B, COUNTY, "14", "muell", "schlagloch", "Landkreis"]))
ANY_NUMBER = st.one_of(st.none(), st.floats(), st.floats(-300, 2300))


@given(st.builds(Question, ANY_TEXT, ANY_NUMBER, ANY_NUMBER, ANY_TEXT, ANY_TEXT))
def test_every_question_has_an_answer_that_explains_itself(question: Question) -> None:
    answer = RESOLVER.resolve(question)
    assert answer.tried and answer == RESOLVER.resolve(question)
    assert [tried.step for tried in answer.tried] == list(Step)[: len(answer.tried)]
    assert (answer.body is None) is (answer.tried[-1].found is not Found.CHOSEN)
    assert answer.body is None or (answer.rule and answer.ars)


@given(st.floats(-300, 2300), st.floats(-100, 1100))
def test_inside_and_distance_agree_with_arithmetic(x: float, y: float) -> None:
    hit = AREAS[3].at(x, y, 2.0)
    away = math.hypot(max(1000 - x, 0.0, x - 2000), max(-y, 0.0, y - 1000))
    within = min(x - 1000, 2000 - x, y, 1000 - y)
    assume(abs(away - 2) > 1e-6 and abs(within) > 1e-6)
    assert (hit is not None) == (away < 2)
    assert hit is None or hit.inside == (within > 0)
