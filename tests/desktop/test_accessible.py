"""EN 301 549, chapter 11, on every page and dialog, in a real QGIS: screen reader, Tab, contrast, large letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from demo.desktop import Desktop
from demo.play import told_to_scripts
from demo.screens import DARK
from demo.service import Service

pytestmark = [pytest.mark.qgis, pytest.mark.live]

WALK = Path(__file__).with_name("walked.py")


def walk(folder: Path, theme: dict[str, str], only_colours: bool) -> dict[str, Any]:
    """What is met on each page and dialog, while a volunteer contributes and a reviewer answers."""
    with Service.demo(folder / "service") as service:
        desktop = Desktop(folder / "Profil", "de", theme, heard=True)
        values = told_to_scripts(service, folder) | {"only_colours": only_colours}
        outcome = desktop.play(WALK, values, timeout=400)
    assert "error" not in outcome.results, outcome.results["error"]
    return dict(outcome.results["pages"])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return walk(tmp_path_factory.mktemp("barrierefrei"), {}, only_colours=False)


def test_everything_that_takes_the_focus_has_a_name(pages: dict[str, Any]) -> None:
    """EN 301 549, 11.5.2.5: a name, or a label that belongs to it. A tool tip is only a description."""
    assert all(page["heard"]["controls"] for page in pages.values()), "nothing was heard"
    nameless = {
        name: [f"{one['role']} below {' / '.join(one['path'][-4:])}" for one in page["heard"]["controls"] if _dumb(one)]
        for name, page in pages.items()
    }
    assert not any(nameless.values()), nameless
    boxes = {name: page["boxes"] for name, page in pages.items() if page["boxes"]}
    assert not boxes, boxes


def _dumb(control: dict[str, Any]) -> bool:
    return not control["name"].strip() and not any(label.strip() for label in control["labels"])


def test_tab_comes_to_everything_once_and_returns(pages: dict[str, Any]) -> None:
    """EN 301 549, 11.2.1.1 and 11.2.1.2: all by the keyboard, and no trap."""
    wrong = {name: page["tab"] for name, page in pages.items() if _astray(page["tab"])}
    assert not wrong, wrong


def _astray(tab: dict[str, Any]) -> bool:
    return bool(tab["missed"] or tab["twice"] or not tab["returned"])


@pytest.mark.parametrize("colours", ["faint", "stark"])
def test_texts_stand_out(pages: dict[str, Any], colours: str) -> None:
    """EN 301 549, 11.1.4.3: 4.5 to 1; also in a palette of somebody who needs much contrast."""
    faint = {name: page[colours] for name, page in pages.items() if page[colours]}
    assert not faint, faint


def test_texts_stand_out_in_the_dark_theme(tmp_path: Path) -> None:
    pages = walk(tmp_path, DARK, only_colours=True)
    faint = {name: page["faint"] for name, page in pages.items() if page["faint"]}
    assert pages and not faint, faint


def test_with_letters_twice_as_large_nothing_is_cut_off(pages: dict[str, Any]) -> None:
    """EN 301 549, 11.1.4.4, on 1024×768."""
    cut = {name: page["cut"] for name, page in pages.items() if page["cut"]}
    assert not cut, cut
    assert all(page["size"][0] <= 1024 and page["size"][1] <= 768 for page in pages.values())
