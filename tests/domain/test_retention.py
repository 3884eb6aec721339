"""How long things are kept: what a municipality may state, and from when on something goes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugin.domain.contribution import OPEN, Status
from plugin.domain.errors import InvalidContent
from plugin.domain.retention import DEFAULT, Retention, stated
from plugin.formats.policy import parse

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_what_is_left_out_is_as_documented() -> None:
    assert stated({"rejected": 7}).days == {**DEFAULT, "rejected": 7}
    assert stated({}) == Retention()


def test_open_contributions_and_drafts_have_no_end() -> None:
    assert set(DEFAULT) == {*map(str, set(Status) - OPEN - {Status.DRAFT}), "refusals"}


def test_the_limit_compares_with_times_and_minutes_of_the_queue() -> None:
    before = Retention().before("refusals", NOON)
    assert before == "2026-04-04T12:00:00Z"
    assert sorted(["2026-04-04T12:01Z", before, "2026-04-04T11:59Z"])[1] == before


@pytest.mark.parametrize(
    "days", [{"rejected": 0}, {"rejected": True}, {"rejected": "7"}, {"open": 7}, [], 7, {"refusals": 31}]
)
def test_a_slip_of_the_pen_is_said(days: object) -> None:
    with pytest.raises(InvalidContent):
        parse(json.dumps({"retention": days}), "00")


def test_the_schema_knows_the_same_words() -> None:
    schema = json.loads((Path(__file__).parents[2] / "resources/schemas/policy.schema.json").read_text("utf-8"))
    part = schema["properties"]["retention"]
    (words,) = part["patternProperties"]
    assert {*words.strip("^()$").split("|"), *part["properties"]} == set(DEFAULT)
    assert parse('{"retention": {"published": 365}}', "00").retention == {"published": 365}
