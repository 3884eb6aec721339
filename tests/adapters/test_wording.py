"""German: nothing that is shown lacks it, nothing is translated that is no longer shown, and QGIS shows it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.i18n import I18N, collect, compile_all, read, write

if TYPE_CHECKING:
    from plugin.desktop import Desktop

ROOT = Path(__file__).resolve().parents[2]
GERMAN = I18N / "buergergis_de.ts"


@pytest.fixture(scope="module")
def compiled() -> None:
    """The translation beside its source, where QGIS looks for it; skips without Qt's lrelease."""
    if not compile_all(I18N):
        pytest.skip("lrelease is not installed: the translation cannot be compiled")


@pytest.fixture
def in_german() -> Iterator[Desktop]:
    """The plugin, started in a QGIS whose user has chosen German."""
    from qgis.core import QgsSettings

    from plugin.desktop import Desktop

    settings, desktop = QgsSettings(), Desktop(None)
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", "de")
    try:
        desktop.initProcessing()
        yield desktop
    finally:
        desktop.unload()
        settings.remove("locale")


def test_every_text_has_a_german_one_and_no_german_one_is_left_over() -> None:
    assert set(collect()) == set(read(GERMAN)), "run `make i18n`, and translate what is new"
    missing = [source for (_, source), german in read(GERMAN).items() if not german.strip()]
    assert not missing, f"not translated: {missing}"
    assert not ET.parse(GERMAN).findall(".//translation[@type]"), "marked as unfinished or obsolete"


def test_what_is_filled_in_is_filled_in_in_german_too() -> None:
    for (_, source), german in read(GERMAN).items():
        assert german.count("{}") == source.count("{}"), source
        parameters = set(re.findall(r"^[A-Z_]{3,}(?=:)|[A-Z_]{5,}", source, re.M))
        assert not {name for name in parameters if name not in german}, source


def test_collecting_again_changes_nothing(tmp_path: Path) -> None:
    again = tmp_path / GERMAN.name
    write(again, read(GERMAN))
    assert again.read_text("utf-8") == GERMAN.read_text("utf-8")


def test_advice_and_labels_are_found_wherever_they_are_given() -> None:
    found = set(collect())
    assert ("problems", "Nothing was changed.") in found  # SAFETY_TEXT
    assert ("problems", "Update the plugin.") in found  # of a kind of problem
    assert ("problems", "Check out into another file.") in found  # of one problem
    assert ("algorithms", "Authentication configuration") in found  # of the base class
    assert ("algorithms", "Submit changes") in found  # a class attribute


@pytest.mark.qgis
@pytest.mark.usefixtures("compiled")
def test_every_text_is_shown_in_german_until_the_plugin_is_unloaded(in_german: Desktop) -> None:
    from qgis.core import QgsApplication

    from plugin.adapters.wording import sentence, translate
    from plugin.domain.errors import NotAWorkingCopy

    submit = QgsApplication.processingRegistry().algorithmById("buergergis:submit")
    assert submit.displayName() == "Änderungen einreichen"
    assert submit.parameterDefinition("WORKING_COPY").description() == "Arbeitskopie"
    problem = NotAWorkingCopy("stadtplan.gpkg is no working copy.")
    assert sentence(problem).endswith("Es wurde nichts geändert. Leihen Sie noch einmal aus, in eine neue Datei.")
    assert {key: translate(*key) for key in collect()} == read(GERMAN)
    in_german.unload()
    assert sentence(problem).endswith("Nothing was changed. Check out again, into a new file.")


@pytest.mark.qgis
def test_a_language_that_nobody_has_translated_stays_english(tmp_path: Path) -> None:
    from plugin.adapters.wording import translator

    assert translator("hsb") is None
    assert translator("de", tmp_path) is None


@pytest.mark.qgis
@pytest.mark.usefixtures("compiled")
@pytest.mark.skipif(shutil.which("qgis_process") is None, reason="qgis_process is not installed")
@pytest.mark.parametrize(
    ("locale", "title"),
    [("de_AT.UTF-8", "Änderungen einreichen"), ("C.UTF-8", "Submit changes")],
)
def test_the_command_line_speaks_the_language_of_its_user(locale: str, title: str, tmp_path: Path) -> None:
    settings = tmp_path / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[PythonPlugins]\nbuergergis=true\n", "utf-8")
    (tmp_path / "buergergis").symlink_to(ROOT)
    own = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "QGIS_CUSTOM_CONFIG_PATH", "QGIS_PLUGINPATH"), str(tmp_path))
    environment = {**os.environ, **own, "LC_ALL": locale, "LANGUAGE": "", "QT_QPA_PLATFORM": "offscreen"}
    command = ["qgis_process", "help", "buergergis:submit"]
    shown = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=300)
    assert shown.stdout.startswith(f"{title} (buergergis:submit)")


@pytest.mark.qgis
@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "gestern", ""])
def test_what_is_no_time_here_is_no_time(when: str) -> None:
    from plugin.adapters.wording import day, moment

    assert (moment(when), day(when)) == ("", "")
