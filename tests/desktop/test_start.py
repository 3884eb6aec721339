"""Starts of QGIS with the plugin on: in several languages, and after somebody closed the dock."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.desktop import Desktop
from tests.desktop.conftest import complaints
from tools import i18n

pytestmark = pytest.mark.qgis

STEPS = Path(__file__).with_name("stay.py")


PAGES = ("Map", "My contributions")


@pytest.mark.parametrize(("lang", "locale"), [("de", "de_DE"), ("fr", "fr_FR"), ("tr", "tr_TR")])
def test_it_starts_in_every_language(package: Path, tmp_path: Path, lang: str, locale: str) -> None:
    desktop = Desktop(tmp_path, lang, with_plugin=False, package=package)
    outcome = desktop.play(STEPS, {"visible": True, "leave": True})
    assert "error" not in outcome.results, outcome.results["error"]
    assert (outcome.code, complaints(outcome)) == (0, [])
    assert (outcome.results["title"], outcome.results["locale"]) == ("Bürger-GIS", locale)
    source = i18n.I18N / f"buergergis_{lang}.ts"
    words = i18n.read(source) if source.exists() else {}
    assert outcome.results["pages"] == [words.get(("dock", page)) or page for page in PAGES]


def test_a_dock_that_was_closed_stays_closed_and_its_page_is_remembered(tmp_path: Path) -> None:
    desktop = Desktop(tmp_path)
    first = desktop.play(STEPS, {"visible": True, "leave": False})
    second = desktop.play(STEPS, {"visible": False, "leave": True})
    assert "error" not in {**first.results, **second.results}, (first.results, second.results)
    assert (first.results["page"], second.results["page"]) == (0, 1)
