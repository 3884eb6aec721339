"""A responsibility file is read as it is meant, or refused with its line and the reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.formats.lines import line_of
from plugin.formats.responsibility import __doc__ as EXAMPLE
from plugin.formats.responsibility import parse

SCHEMA = json.loads((Path(__file__).parents[2] / "resources/schemas/responsibility.schema.json").read_text("utf-8"))
AREA = '"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]]'
GOOD = """{
 "crs": "EPSG:25833",
 "coordinator": "kreis",
 "bodies": {
  "tiefbau": {"name": "Bau", "ars": "149990010010", "substitute": "kreis", "absent": [["2026-12-24", "2027-01-01"]]},
  "kreis": {"name": "Landratsamt", "ars": "14999", "days": 21}
 },
 "categories": {
  "schlagloch": {"title": "Schlagloch", "road": true, "leika": "99108004000000"},
  "muell": {"title": "Müll"}
 },
 "layers": {"strasse": "schlagloch"},
 "operators": {"fields": ["eigentuemer_ars"], "bodies": {"Landkreis": "kreis"}},
 "roads": {"layer": "strasse", "field": "baulast_ars", "bodies": {"14": "kreis"}},
 "areas": [
  {"id": "nsg-3", "name": "Heidemoor", "body": "kreis", "categories": ["muell"], "priority": 1,
   "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]]}}
 ],
 "rules": [
  {"id": "R-1", "category": "schlagloch", "ars": "149990010010", "body": "tiefbau"},
  {"id": "R-2", "category": "schlagloch", "ars": "14999", "body": "kreis"}
 ],
 "offices": {"14999": "kreis"}
}"""


def test_everything_that_is_stated_is_there() -> None:
    found = parse(GOOD)
    assert found.bodies["tiefbau"].absent == (("2026-12-24", "2027-01-01"),)
    assert (found.bodies["kreis"].days, found.bodies["tiefbau"].days) == (21, 14)
    assert found.categories["schlagloch"].road and not found.categories["muell"].road
    assert [rule.id for rule in found.rules] == ["R-1", "R-2"]
    assert found.themes[0].is_about("muell") and not found.themes[0].is_about("schlagloch")
    assert (found.road_layer, found.road_field, found.operator_fields) == (
        "strasse",
        "baulast_ars",
        ("eigentuemer_ars",),
    )
    assert (found.tolerance, found.road_reach, found.crs, found.coordinator) == (2.0, 12.0, "EPSG:25833", "kreis")


def test_the_example_in_the_documentation_can_be_read() -> None:
    page = (Path(__file__).parents[2] / "docs/responsibility.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.S)
    assert parse(example).rules


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('"body": "tiefbau"}', '"body": "tiefbauamt"}', 20, "'tiefbauamt' is no body of this file"),
        ('"id": "R-2"', '"id": "R-1"', 21, "'R-1' is there twice"),
        ('"ars": "14999", "body"', '"ars": "149990010010", "body"', 21, "The rule R-1 is for the same category"),
        ('"ars": "14999", "body"', '"ars": "1499", "body"', 21, "no Regionalschlüssel"),
        ('"ars": "14999", "body"', '"ars": 14999, "body"', 21, "no Regionalschlüssel"),
        ('"ars": "14999", "days"', '"days"', 6, "The entry ars is missing"),
        ('"days": 21', '"days": 0', 6, "a whole number from 1 to 366"),
        ('"days": 21', '"days": true', 6, "a whole number from 1 to 366"),
        ('"road": true', '"road": "ja"', 9, "road must be true or false"),
        ("99108004000000", "991", 9, "no LeiKa key of 14 digits"),
        ('"Müll"', '""', 10, "title must be a text"),
        ('"strasse": "schlagloch"', '"strasse": "loch"', 12, "'loch' is no category"),
        ('"fields": [', '"field": [', 13, "There is no entry 'field' here; known are bodies, fields"),
        ('"substitute": "kreis"', '"substitute": "tiefbau"', 5, "is no other body"),
        ('"2026-12-24"', '"24.12.2026"', 5, "two days such as 2026-12-24"),
        ('"2026-12-24"', '"2028-12-24"', 5, "before the first"),
        ("[9, 9], [0, 0]]]", "[9, 9], [0, 1]]]", 17, "a ring that is not closed"),
        ('"Polygon"', '"Point"', 17, "position"),
        (AREA, '"type": "Point", "coordinates": [1, 2]', 17, "The area is a Point"),
        ('"14999": "kreis"}', '"1499": "kreis"}', 23, "no Regionalschlüssel"),
        ('"rules": [', '"rules": 7, "areas2": [', 19, "areas2"),
        ('"EPSG:25833"', '"UTM 33"', 2, "such as EPSG:25833"),
        ('"tiefbau": {', '"tief bau": {', 5, "may have letters"),
        ('"coordinator": "kreis"', '"coordinator": "k"', 3, "no body of this file"),
        ('"crs"', '"tolerance": 1e999, "crs"', 2, "a number from 0 to 100"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_line(old: str, new: str, line: int, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(InvalidContent) as refused:
        parse(GOOD.replace(old, new, 1))
    assert f"line {line}: " in refused.value.text and reason in refused.value.text, refused.value.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"bodies": {', "is not JSON: line 1"),
        ('{"bodies": {},\n "bodies": {}}', "line 1: it names something twice"),
        ('{"bodies":\n {"a": 1,\n "a": {}}, "x": {"}', "line 2: it names something twice"),
        ("[]", "line 1: the file must be an object"),
        ("{}", "The entry bodies is missing"),
        ("[" * 100_000, "cannot be read"),
        ('{"bodies": {}, "tolerance": ' + "9" * 10_000 + "}", "cannot be read"),
        ('{"bodies": []}', "bodies must be an object"),
    ],
)
def test_what_is_no_such_file_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidContent, match=re.escape(reason)):
        parse(text)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


@given(JSON)
def test_whatever_json_it_is_it_is_read_or_refused(document: Any) -> None:
    for text in (json.dumps(document), json.dumps({**json.loads(GOOD), "rules": document, "areas": document})):
        try:
            parse(text)
        except InvalidContent as refused:
            assert refused.text.startswith("The responsibility file")


@given(JSON, st.sampled_from([None, 1, 4]), st.data())
def test_the_line_of_every_value_is_found(document: Any, indent: int | None, data: st.DataObject) -> None:
    value, path = document, []
    while isinstance(value, dict | list) and value:
        part = data.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
        path.append(part)
        value = value[part]
    marked = json.dumps(_with_mark(document, path), indent=indent)
    assert line_of(marked, tuple(path)) == marked[: marked.index('"MARK-7c1f"')].count("\n") + 1


def _with_mark(document: Any, path: list[str | int]) -> Any:
    if not path:
        return "MARK-7c1f"
    copied: Any = dict(document) if isinstance(document, dict) else list(document)
    copied[path[0]] = _with_mark(document[path[0]], path[1:])
    return copied


def test_the_schema_names_what_the_parser_knows() -> None:
    from plugin.formats import responsibility

    assert set(SCHEMA["properties"]) == responsibility._PARTS
    assert EXAMPLE and all(word in EXAMPLE for word in SCHEMA["properties"] if not word.startswith("$"))
