"""The package in a real QGIS Desktop: it comes, works, goes without a trace, and never keeps QGIS from closing."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from demo.desktop import Desktop, Outcome
from demo.published import ROOT
from demo.service import Service
from tests.desktop.conftest import complaints

pytestmark = pytest.mark.live

STEPS = Path(__file__).with_name("life.py")
ON_PURPOSE = ("it breaks on purpose", "an error when calling its initGui()")
"""As the trace says it, and as QGIS says it in its bar of messages where its window is the active one."""


@pytest.fixture(scope="module")
def life(package: Path, service: Service, slow_server: str, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One QGIS from its start to its end, in a profile whose path has an umlaut and a space."""
    folder = tmp_path_factory.mktemp("Bürgerin Öztürk")
    values = {"zip": str(package), "service": service.url, "slow": slow_server, "folder": str(folder)}
    outcome = Desktop(folder / "Profil", with_plugin=False).play(STEPS, values)
    assert "error" not in outcome.results, outcome.results["error"]
    return outcome


def without_empty_packages(left: dict[str, list[str]]) -> dict[str, list[str]]:
    """QGIS forgets the modules of a plugin, but not packages that hold nothing but their modules."""
    modules = [name for name in left.get("modules", []) if not _is_empty_package(name)]
    return {kind: names for kind, names in {**left, "modules": modules}.items() if names}


def _is_empty_package(name: str) -> bool:
    """Whether its own file says nothing but what it is for."""
    file = ROOT.joinpath(*name.split(".")[1:], "__init__.py")
    return file.exists() and all(isinstance(node, ast.Expr) for node in ast.parse(file.read_text("utf-8")).body)


def test_the_plugin_manager_puts_it_into_the_profile(life: Outcome) -> None:
    assert "Bürgerin Öztürk" in life.results["file"]
    assert life.results["title"] == "Bürger-GIS"
    assert 380 <= life.results["width"] <= 480


def test_it_is_in_every_place_of_qgis(life: Outcome) -> None:
    there = life.results["installed"]
    assert there["docks"] == ["Dock buergergis-dock"]
    assert any(text.startswith("mWebToolBar / ") for text in there["toolbars"])
    assert "mWebMenu / Bürger-GIS" in there["menus"]
    assert there["processing"] == there["browser guides"] == there["settings"] == ["buergergis"]
    assert there["locator"] == ["buergergis", "buergergis-streets"]
    assert there["browser"] == there["browser roots"] == ["Bürger-GIS"]
    assert life.results["options"] == ["buergergis-options"]
    assert life.results["options_before"] == []


@pytest.mark.parametrize("time", ["first", "again"])
def test_it_works_before_and_after_a_reload(life: Outcome, time: str) -> None:
    found = life.results[f"work {time}"]
    assert found["browser"] == ["Oberzentrum Dreiwasser"]
    assert "Spielplätze" in found["locator"]
    assert found["unsaved"].startswith("Features edited and not saved yet: 1")
    assert found["changed"] == "Your changes that are not published yet: 1."
    assert "&lt;b&gt;fett&lt;/b&gt; &amp; ö" in found["message"]


def test_every_page_fits_into_a_narrow_dock(life: Outcome) -> None:
    assert life.results["too wide"] == {"map": 0, "mine": 0, "review": 0}


def test_a_reload_adds_nothing(life: Outcome) -> None:
    assert life.results["reloaded"]["more"] == {}


def test_another_language_takes_effect_at_once_where_somebody_wants_it(life: Outcome) -> None:
    assert life.results["spoken"] == {"de_einfach": "Meine Beiträge", "QGIS": "My contributions"}
    assert life.results["helped"] == ["mine"] * 3, "QGIS has F1 for its own help, also in the dock"


def test_unloading_in_the_middle_of_work_is_quick_and_leaves_nothing(life: Outcome) -> None:
    assert life.results["unloaded"]
    assert life.results["unload_seconds"] < 2
    assert without_empty_packages(life.results["left"]) == {}
    assert life.results["lost"] == {}
    assert life.results["options_after"] == []


def test_a_start_that_fails_half_way_leaves_nothing(life: Outcome) -> None:
    assert life.results["started"] is False
    assert without_empty_packages(life.results["left_in_vain"]) == {}


def test_qgis_closes_in_the_middle_of_work(life: Outcome) -> None:
    assert life.code == 0
    assert life.closing < 10
    asked = [line["text"] for line in life.messages if line["tag"] == "asked"]
    assert len(asked) == 1, asked  # what only reads is not asked about
    assert "Senden" in asked[0]


def test_nothing_warns(life: Outcome) -> None:
    assert [line for line in complaints(life) if not any(words in line for words in ON_PURPOSE)] == []


def test_the_complaints_would_be_heard() -> None:
    def said(tag: str, text: str, level: int = 1) -> dict[str, Any]:
        return {"tag": tag, "level": level, "text": text}

    loud = [
        said("Python warning", "warning:/x/buergergis/plugin/gui/dock.py:3: DeprecationWarning: old"),
        said("Bürger-GIS", "trace", 2),
        said("Plugins", "buergergis: no", 1),
        said("Python error", "Traceback"),
    ]
    assert len(complaints(Outcome(0, 1.0, {}, loud, "QObject::connect: no such signal\n"))) == 5
    calm = [said("Messages", "Bürger-GIS: done", 3), said("Python warning", "warning:/usr/lib/qgis/utils.py:1: cgi")]
    assert complaints(Outcome(0, 1.0, {}, calm, "Warning: QXcbConnection: XCB error: 8\n")) == []
