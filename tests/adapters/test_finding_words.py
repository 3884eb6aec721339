"""Every finding in words: one sentence, in German too, in which nothing foreign passes for more than text."""

from __future__ import annotations

import pytest

from plugin.adapters import finding_words
from plugin.adapters.finding_words import finding_line, finding_text, findings_text
from plugin.domain.rules.personal import Personal
from plugin.domain.validation import Code, Finding, Severity

pytestmark = pytest.mark.qgis


def finding(code: Code, field: str = "", severity: Severity = Severity.ERROR, **values: object) -> Finding:
    return Finding(code, severity, "r", "sitzbank", "1", field, None, values)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_sentence_also_without_its_values(code: Code) -> None:
    text = finding_text(finding(code, "zustand"))
    assert text.endswith((".", "?")) and "{" not in text


@pytest.mark.parametrize(
    ("code", "name", "values"),
    [
        (Code.PII_TEXT, "kind", list(Personal)),
        (Code.MASS_EDIT, "deed", ["created", "changed", "deleted"]),
        (Code.CRS_SUSPECT, "guess", ["swapped", "degrees", "utm31", "utm32", "utm33", "gk4", "prefix", "web", "zero",
        "nowhere"]),
        (Code.GEOM_INVALID, "reason", ["crosses_itself", "touches_itself", "hole_outside", "missing", "type", "flat"]),
        (Code.RANGE, "measure", ["area", "length", "vertices"]),
    ],
)  # fmt: skip
def test_what_differs_is_said_differently(code: Code, name: str, values: list[str]) -> None:
    texts = {finding_text(finding(code, "hinweis", **{name: value})) for value in values}
    assert len(texts) == len(values)


def test_limits_on_one_side_are_said_as_such() -> None:
    assert finding_text(finding(Code.RANGE, "h", value="9", min=None, max=5)) == "h: 9 is more than 5."
    assert finding_text(finding(Code.RANGE, "h", value="1", min=5, max=None)) == "h: 1 is less than 5."
    assert finding_text(finding(Code.RANGE, "h", value="9", min=1, max=5)) == "h: 9 is not between 1 and 5."


def test_how_grave_it_is_stands_in_words_and_in_a_sign() -> None:
    assert finding_line(finding(Code.MANDATORY, "zustand")) == "✖ error: zustand is empty, and must not be."
    hint = finding(Code.PRECISION, severity=Severity.HINT)
    assert finding_line(hint).startswith("ℹ hint: ")


def test_a_value_from_a_stranger_stays_one_short_line() -> None:
    text = finding_text(finding(Code.DOMAIN, "zustand", value="<b>x</b>\n\u202egnp." + "y" * 500))
    assert "\n" not in text and "\u202e" not in text and len(text) < 250
    own = finding(Code.EXPRESSION, text_de="Zeile 1\nZeile 2" + "z" * 900)
    assert "\n" not in finding_text(own) and len(finding_text(own)) <= 300


def test_a_field_with_braces_is_only_a_name() -> None:
    assert finding_text(finding(Code.MANDATORY, "{value}{0}")) == "{value}{0} is empty, and must not be."


def test_the_comment_is_called_so() -> None:
    assert finding_text(finding(Code.RUDE_TEXT, "comment")).startswith("The comment ")


def test_of_very_many_the_first_are_told_and_the_rest_counted() -> None:
    lines = findings_text([finding(Code.PRECISION)] * 20).splitlines()
    assert (len(lines), lines[-1]) == (13, "… and 8 more")
    assert findings_text([]) == ""


def test_no_sentence_asks_for_what_its_finding_never_says() -> None:
    """Names in braces are those that the checks give."""
    import re

    said = {"value", "min", "max", "layer", "field", "metres", "area", "count", "other"}
    named = {name for text in finding_words._TEXT.values() for name in re.findall(r"{(\w+)}", text)}
    assert named <= said
