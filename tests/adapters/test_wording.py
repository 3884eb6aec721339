"""QGIS shows German, and plain German to who has chosen it; tests/language looks at the texts themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.i18n import FORMS, I18N, compile_all, read

if TYPE_CHECKING:
    from plugin.desktop import Desktop

ROOT = Path(__file__).resolve().parents[2]


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
    german = {key: text for key, text in read(I18N / "buergergis_de.ts").items() if FORMS not in text}
    assert {key: translate(*key) for key in german} == german
    in_german.unload()
    assert sentence(problem).endswith("Nothing was changed. Check out again, into a new file.")


@pytest.mark.qgis
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("locale", ["de", "en"])
def test_who_has_chosen_plain_german_reads_it_and_german_where_it_has_no_text(locale: str) -> None:
    from plugin.adapters import language, settings
    from plugin.adapters.wording import restored_text, translate

    settings.LANGUAGE.setValue(language.SIMPLE)
    remove = language.install(locale)
    try:
        simple = {key: text for key, text in read(I18N / "buergergis_de_einfach.ts").items() if FORMS not in text}
        assert {key: translate(*key) for key in simple} == simple
        assert translate("decision_bar", "Ask back") == "Rückfragen", "a reviewer's page has no plain German"
        assert "Einer von Ihren Beiträgen" in restored_text(1) and "3 von Ihren Beiträgen" in restored_text(3)
    finally:
        remove()
        settings.LANGUAGE.setValue(language.AS_QGIS)
    assert translate("decision_bar", "Ask back") == "Ask back"


@pytest.mark.qgis
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("locale", "words"), [("de_AT", "1 Tag, 2 Tage"), ("en_GB", "1 day, 2 days"), ("fr", "1 day, 2 days")]
)
def test_one_day_is_not_1_days(locale: str, words: str) -> None:
    from plugin.adapters.language import install
    from plugin.adapters.wording import counted

    remove = install(locale)
    try:
        assert ", ".join(counted("queue_words", "%n days", number) for number in (1, 2)) == words
    finally:
        remove()


@pytest.mark.qgis
def test_a_time_of_today_is_told_without_its_day() -> None:
    from plugin.adapters.wording import clock, moment

    now = datetime.now().astimezone().replace(hour=9, minute=5, second=0)
    assert clock(now) == "09:05" and len(clock(now)) < len(moment(now))
    assert clock(now - timedelta(days=1)) == moment(now - timedelta(days=1))


@pytest.mark.qgis
def test_a_language_that_nobody_has_translated_stays_english(tmp_path: Path) -> None:
    from plugin.adapters.language import SIMPLE, translator, translators

    assert translator("hsb") is None
    assert translator("de", tmp_path) is None
    assert translators("de", SIMPLE, tmp_path) == []


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
