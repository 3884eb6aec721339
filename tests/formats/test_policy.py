"""The policy file: areas with a name, terms with a version, and what is no such thing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugin.domain.errors import InvalidContent
from plugin.formats import answers, policy, terms
from plugin.formats.policy import AreaChoice

RULES = Path(__file__).resolve().parents[2] / "demo" / "municipality" / "policies.json"
ZERO = {
    "licence": "Datenlizenz Deutschland – Zero – Version 2.0",
    "licence_url": "https://www.govdata.de/dl-de/zero-2-0",
}


def test_the_demo_states_its_areas_and_terms() -> None:
    found = policy.parse(RULES.read_text("utf-8"), "14999")
    assert found.areas == AreaChoice("verwaltungsgebiet", "ars", "ebene", "gemeinde", "gen")
    assert found.terms is not None
    assert {name: found.terms[name] for name in ZERO} == ZERO
    assert "Landkreis Dreiwasser" in found.terms["privacy"]


ANSWERS = {
    "de": {"reject": {"position": "Die Bank steht am Tor.", "other": "<b>Nein</b>"}, "duplicate": "Gibt es schon."},
    "en": {"duplicate": "It is there."},
}


def test_the_municipality_has_answers_of_its_own_for_each_language_and_reason() -> None:
    found = policy.parse(json.dumps({"answers": ANSWERS}), "00").answers
    assert found is not None and found["de"]["reject/position"] == "Die Bank steht am Tor."
    assert answers.text_for(found, ["de_einfach", "de"], "duplicate") == "Gibt es schon."
    assert answers.text_for(found, ["en"], "duplicate") == "It is there."
    assert answers.text_for(found, ["en"], "reject", "position") == "Die Bank steht am Tor.", "better than none"
    assert answers.text_for(found, ["en"], "ask_back", "position") == "" == answers.text_for({}, ["de"], "duplicate")
    assert policy.parse("{}", "00").answers == {}


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ('{"answers": {\n"deutsch!": {}}}', "line 2: 'deutsch!' is no language"),
        ('{"answers": {"de": {\n"accept": "Danke"}}}', "line 2: There is no entry 'accept'"),
        ('{"answers": {"de": {"reject": {\n"position": ""}}}}', "line 2: position must be a text"),
        ('{"answers": {"de": {"reject": {"duplicate": "x"}}}}', "no entry 'duplicate'"),
        ('{"answers": {"de": {"reject": "Nein."}}}', "reject must be an object"),
        ('{"answers": {"de": {"duplicate": "%s"}}}' % ("x" * 1001), "1001 signs; 1000"),
        ('{"answers": ["de"]}', "answers must be an object"),
    ],
)
def test_what_are_no_answers(stated: str, told: str) -> None:
    with pytest.raises(InvalidContent, match=told):
        policy.parse(stated, "00")


def test_the_schema_knows_the_same_answers() -> None:
    schema = json.loads((RULES.parents[2] / "resources" / "schemas" / "policy.schema.json").read_text("utf-8"))
    of_language = next(iter(schema["properties"]["answers"]["patternProperties"].values()))["properties"]
    assert set(of_language) == {*answers.WITH_REASON, *answers.ENDS}
    assert tuple(schema["definitions"]["by_reason"]["properties"]) == answers.REASONS
    assert schema["definitions"]["answer"]["maxLength"] == answers.LONGEST


def test_areas_are_kept_as_they_were_stated() -> None:
    kept = {"layer": "gebiet", "field": "ars", "filter": {"field": "ebene", "value": "ort"}, "name": "gen"}
    choice = policy.parse(json.dumps({"areas": kept}), "00").areas
    assert choice is not None
    assert json.loads(choice.to_json()) == kept
    assert json.loads(AreaChoice("gebiet", "ars").to_json()) == {"layer": "gebiet", "field": "ars"}


def test_any_other_text_is_another_version() -> None:
    texts = {**ZERO, "privacy": "Wir speichern wenig.", "privacy_url": "https://gis.example/schutz"}
    found = [terms.parse(texts)]
    found += [terms.parse({**texts, name: texts[name] + "1"}) for name in texts]
    found += [
        terms.parse({name: texts[name] for name in texts if name != left_out}) for left_out in set(texts) - {"licence"}
    ]
    assert len({one["version"] for one in found}) == len(found) == 8
    assert terms.parse(dict(reversed(texts.items()))) == found[0]


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ({}, "licence"), ({"licence": ""}, "licence"), ({"licence": " \n"}, "licence"), ({"licence": 5}, "licence"),
        ({"licence": "x" * 301}, "301 signs; 300"), ({**ZERO, "privacy": "x" * 4001}, "privacy"),
        ({**ZERO, "lizenz": "x"}, "lizenz"), ({**ZERO, "privacy": None}, "privacy"), ([], "JSON object"),
        *(({**ZERO, "privacy_url": url}, "privacy_url") for url in (
            "", "www.govdata.de", "ftp://gis.example/", "javascript:alert(1)", "file:///etc/passwd", "//gis.example/",
            "https://", "https://a:b@gis.example/", "https://gis.example/ a", "https://gis.example/\u202e", "https://[::",
            "https://gis.example/" + "x" * 500, r"\\gis.example\schutz",
        )),
    ],
)  # fmt: skip
def test_what_are_no_terms(stated: Any, names: str) -> None:
    with pytest.raises(InvalidContent, match=names):
        policy.parse(json.dumps({"terms": stated}), "00")
