"""Findings on their way through the queue: as JSON that any program can read, and that nobody needs to trust."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.rules.finding import LARGEST_TEXT, MOST
from plugin.domain.validation import Code, Finding, Severity, from_text, gravest_first, to_text, worst

FINDING = st.builds(
    Finding,
    st.sampled_from(Code),
    st.sampled_from(Severity),
    st.text(max_size=40),
    st.text(max_size=40),
    st.one_of(st.none(), st.text(min_size=1, max_size=40)),
    st.text(max_size=40),
    st.one_of(st.none(), st.tuples(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))),
    st.dictionaries(st.text(max_size=10), st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=40)),
    max_size=3),
)  # fmt: skip
HINT = Finding(Code.PRECISION, Severity.HINT, "genau", "sitzbank")
ERROR = Finding(
    Code.DOMAIN, Severity.ERROR, "zustand", "sitzbank", "bank-1", "zustand", (1.5, 2.5), {"value": "kaputt"}
)


@given(st.lists(FINDING, max_size=5))
def test_what_is_written_is_read_again_the_gravest_first(found: list[Finding]) -> None:
    assert from_text(to_text(found)) == gravest_first(found)


def test_a_finding_is_plain_json() -> None:
    (entry,) = json.loads(to_text([ERROR]))
    assert entry == {"code": "DOMAIN", "severity": "error", "rule": "zustand", "layer": "sitzbank", "key": "bank-1",
                     "field": "zustand", "place": [1.5, 2.5], "values": {"value": "kaputt"}}  # fmt: skip


def test_of_very_many_the_gravest_are_kept_within_the_size_of_the_field() -> None:
    many = [HINT] * 500 + [ERROR]
    assert len(from_text(to_text(many))) == MOST and from_text(to_text(many))[0] == ERROR
    long = [Finding(Code.EXPRESSION, Severity.HINT, "r", "l", values={f"v{i}": "x" * 190 for i in range(9)})] * 40
    assert len(to_text(long)) <= LARGEST_TEXT and from_text(to_text(long))


@pytest.mark.parametrize(
    "text",
    [
        "", "nonsense", "{}", "null", "[1, null, []]", '[{"code": "DOMAIN"}]',
        "[" * 5000, '[{"code": 1, "severity": "error"}]',
        '[{"code": "LATER", "severity": "error", "rule": "x", "layer": "y"}]', "9" * (LARGEST_TEXT + 1),
        '[{"code": "DOMAIN", "severity": "error", "place": [NaN, 1]}]',
        '[{"code": "DOMAIN", "severity": "error", "place": 5}]',
        '[{"code": "DOMAIN", "severity": "error", "values": {"a": [1]}}]',
        '[{"code": "DOMAIN", "severity": "error", "values": {"a": Infinity}}]',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(text: str) -> None:
    assert from_text(text) == ()


def test_the_worst_is_that_of_the_gravest() -> None:
    assert worst([HINT, ERROR]) is Severity.ERROR and worst([HINT]) is Severity.HINT and worst([]) is None
