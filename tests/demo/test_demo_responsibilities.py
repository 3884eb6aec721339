"""The table of responsibilities is complete, says the same as the file, and is answered as the county would."""

from __future__ import annotations

import json

import pytest

from bench.responsibility import cases_of, made
from demo.municipality.responsibilities import CATEGORIES, FILE
from demo.responsibility_points import EASY, HARD
from plugin.domain.choice import Choice
from plugin.domain.responsibility import Question, Step
from plugin.formats.responsibility import parse
from tests.demo.source import Source


def test_the_table_has_220_rows_about_24_categories(source: Source) -> None:
    rows = source.features("zustaendigkeit")
    assert len(rows) == 220 and {row.GetField("kategorie") for row in rows} == set(CATEGORIES)
    assert len(CATEGORIES) == 24
    assert all(row.GetGeometryRef() is None for row in rows)


def test_table_and_file_say_the_same(source: Source) -> None:
    stated = parse((source.folder / FILE).read_text("utf-8"))
    rules = {(rule.id, rule.category, rule.ars, rule.body) for rule in stated.rules}
    names = ("regel", "kategorie", "ars", "stelle")
    assert rules == {tuple(row.GetField(name) for name in names) for row in source.features("zustaendigkeit")}
    (mayor,) = {row.GetField("stelle_name") for row in source.features("zustaendigkeit", "stelle = 'rathaus-a'")}
    assert mayor == stated.bodies["rathaus-a"].name == "Große Kreisstadt Altmarkfurt, Bürgerbüro"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_resolver_answers_as_the_county_would(source: Source, seed: int) -> None:
    resolver, cases = made(source.folder), cases_of(source.folder, seed)
    assert (len(cases), sum(bool(case.why) for case in cases)) == (EASY + HARD, HARD)
    answers = [resolver.resolve(Question(case.category, case.x, case.y, case.operator)) for case in cases]
    wrong = [
        (case, answer)
        for case, answer in zip(cases, answers, strict=True)
        if (answer.body.id if answer.body else "") != case.body
    ]
    assert len(wrong) <= 0.02 * len(cases), json.dumps([repr(one) for one in wrong], indent=1)
    assert {answer.step for answer in answers} >= {*Step, None}, "every step is asked, and nobody is an answer"
    assert {answer.choice for answer in answers} >= {
        Choice.NEAR_BOUNDARY, Choice.ON_BOUNDARY, Choice.CROSSING, Choice.SMALLEST, Choice.OUTSIDE,
    }  # fmt: skip
