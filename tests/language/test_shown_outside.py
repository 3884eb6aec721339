"""What is seen before the plugin runs, the plugin manager's page, and icons that are seen on light and on dark."""

from __future__ import annotations

import configparser
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools.i18n import LANGUAGE
from tools.readability import mean, sentences

ROOT = Path(__file__).resolve().parents[2]
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
BACKGROUNDS = {"light": "#f5f5f5", "white": "#ffffff", "dark": "#323232", "black": "#1e1e1e"}
"""QGIS's own themes (default, Night Mapping, Blend of Gray) lie between these."""


@pytest.fixture(scope="module")
def metadata() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", "utf-8")
    return parser["general"]


def test_the_plugin_manager_has_all_it_shows_in_two_languages(metadata: configparser.SectionProxy) -> None:
    for name in ("name", "description", "about"):
        assert metadata[name].strip() and metadata[f"{name}[de]"].strip(), name
    assert (ROOT / metadata["icon"]).is_file()
    tags = metadata["tags"].split(",")
    assert len(tags) == len(set(tags)) >= 8 and tags == [tag.strip().lower() for tag in tags]
    assert metadata["hasProcessingProvider"] == "yes" and metadata.getboolean("server")
    assert len(metadata["description"]) <= 150 and len(metadata["description[de]"]) <= 180, "one line in a list"


def test_its_german_is_held_to_the_same_measures(metadata: configparser.SectionProxy) -> None:
    texts = [metadata["description[de]"], metadata["about[de]"]]
    found = sentences(texts)
    assert mean(found) <= LANGUAGE["measures"]["de"]["mean"]
    assert max(map(len, found)) <= LANGUAGE["measures"]["de"]["longest"]
    rules = {**LANGUAGE["instead"], **LANGUAGE["terms"]}
    hits = [(rule, rules[rule]) for rule in rules if any(re.search(rf"\b(?:{rule})", text, re.I) for text in texts)]
    assert not hits


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2): 0 is black, 1 is white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_an_icon_is_seen_on_light_and_dark(icon: Path, theme: str) -> None:
    """Something of it stands out at 3:1 (WCAG 2.2, 1.4.11): its shape, or what is drawn on it."""
    colours = set(re.findall(r"#[0-9a-fA-F]{6}", icon.read_text("utf-8")))
    assert max(contrast(colour, BACKGROUNDS[theme]) for colour in colours) >= 3
    assert ET.parse(icon).getroot().get("viewBox"), "it can be drawn at any size"


@pytest.mark.parametrize("page", ["contributors.md", "reviewers.md"])
def test_the_guides_are_plain_too(page: str) -> None:
    """Their prose, without tables, commands, headings and addresses."""
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    prose = "\n".join(line for line in lines if not line.startswith(("    ", "|", "<!--", "!", "#", "*In English")))
    prose = re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]*`", "", prose))
    found = sentences(part.replace("\n", " ") for part in re.split(r"\n\s*\n|\n(?=[-\d])", prose))
    assert mean(found) <= LANGUAGE["measures"]["de"]["mean"]
    longest = LANGUAGE["measures"]["de"]["longest"]
    assert not [" ".join(words) for words in found if len(words) > longest]
    rules = {**LANGUAGE["instead"], **LANGUAGE["terms"]}
    hits = [(hit.group(), rules[rule]) for rule in rules for hit in re.finditer(rf"\b(?:{rule})", prose, re.IGNORECASE)]
    assert not hits
