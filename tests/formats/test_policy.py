"""The policy file: areas with a name, terms with a version, and what is no such thing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugin.domain.errors import InvalidContent
from plugin.formats import policy, terms
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
