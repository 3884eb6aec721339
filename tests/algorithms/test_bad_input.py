"""Bad input gives one clear sentence that says what is safe, and loses nothing."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from plugin.algorithms.base import Algorithm
from plugin.algorithms.changes import Changes
from plugin.algorithms.check_out import CheckOut
from plugin.algorithms.refresh import Refresh
from plugin.algorithms.submit import Submit

from .bad_services import CAPABILITIES, REPORT, Answer, read_only, serving

pytestmark = pytest.mark.qgis


def run(kind: type[Algorithm], **parameters: Any) -> dict[str, Any]:
    """Run an algorithm as Processing does; errors come as the exception whose text people read."""
    algorithm = kind()
    algorithm.initAlgorithm()
    return algorithm.processAlgorithm(parameters, QgsProcessingContext(), QgsProcessingFeedback())


def refused(kind: type[Algorithm], **parameters: Any) -> str:
    with pytest.raises(QgsProcessingException) as refusal:
        run(kind, **parameters)
    sentence = str(refusal.value)
    assert "\n" not in sentence and "Traceback" not in sentence and sentence.endswith(".")
    assert "Nothing was changed" in sentence or "safe" in sentence
    return sentence


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy with one tree, from a service that answered well."""
    path = tmp_path / "kopie.gpkg"
    with serving(read_only) as (url, _):
        assert run(CheckOut, SERVICE=url, LAYERS="baum", OUTPUT=str(path))["LOADED"] == 1
    return path


PAGE = Answer("<html><body>Willkommen</body></html>", headers={"Content-Type": "text/html"})
ENTITY = Answer('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
BAD_SERVICES = {
    "a web page": (PAGE, "a web page instead of data"),
    "another XML": (Answer("<rss version='2.0'><channel/></rss>"), "not the description of a WFS"),
    "cut off": (Answer(CAPABILITIES[:300]), "XML|cut"),
    "empty": (Answer(""), "empty|XML"),
    "a report with 200": (Answer(REPORT), "Die Datenbank schläft"),
    "an entity": (ENTITY, "document type declaration"),
    "401": (Answer("", 401), "password"),
    "403": (Answer("", 403), "does not allow"),
    "503": (Answer("", 503), "busy|503"),
    "500": (Answer("", 500), "500"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_SERVICES)
def test_a_service_that_is_none_leaves_no_file_behind(case: str, tmp_path: Path) -> None:
    answer, words = BAD_SERVICES[case]
    target = tmp_path / "kopie.gpkg"
    with serving(lambda _: answer) as (url, _log):
        sentence = refused(CheckOut, SERVICE=url, LAYERS="baum", OUTPUT=str(target))
    assert re.search(words, sentence), sentence
    assert not target.exists()


def test_nobody_answers(tmp_path: Path) -> None:
    with serving(read_only) as (url, _):
        pass
    refused(CheckOut, SERVICE=url, LAYERS="baum", OUTPUT=str(tmp_path / "kopie.gpkg"))
    assert not (tmp_path / "kopie.gpkg").exists()


def test_an_address_that_is_none(tmp_path: Path) -> None:
    for address in ("", "stadtplan", "ftp://stadt.test/", "file:///etc/passwd", "https://anna:geheim@stadt.test/"):
        sentence = refused(CheckOut, SERVICE=address, LAYERS="baum", OUTPUT=str(tmp_path / "kopie.gpkg"))
        assert "address" in sentence and "geheim" not in sentence


def test_a_self_signed_certificate_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    with serving(read_only, tls=tmp_path) as (url, log):
        sentence = refused(CheckOut, SERVICE=url, LAYERS="baum", OUTPUT=str(tmp_path / "kopie.gpkg"))
    assert "certificate" in sentence and log.requests == 0


def test_a_redirect_to_another_host_is_not_followed(tmp_path: Path) -> None:
    with serving(read_only) as (elsewhere, log):
        away = Answer("", 302, {"Location": elsewhere})
        with serving(lambda _: away) as (url, _):
            sentence = refused(CheckOut, SERVICE=url, LAYERS="baum", OUTPUT=str(tmp_path / "kopie.gpkg"))
    assert "redirect" in sentence and log.requests == 0


def test_a_layer_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with serving(read_only) as (url, _):
        sentence = refused(CheckOut, SERVICE=url, LAYERS="baum,brunnen", OUTPUT=str(tmp_path / "kopie.gpkg"))
    assert "brunnen" in sentence and not (tmp_path / "kopie.gpkg").exists()


def test_a_service_without_transactions_keeps_the_changes_here(copy: Path) -> None:
    _edit(copy)
    with serving(read_only) as (url, _):
        _point_to(copy, url)
        sentence = refused(Submit, WORKING_COPY=str(copy), COMMENT="", SERVICE=url)
    assert "takes no changes. Your work is safe in the working copy." in sentence and _count(copy) == 1


def test_a_layer_that_vanished_leaves_the_copy_as_it_was(copy: Path) -> None:
    _edit(copy)
    gone = CAPABILITIES.replace("<Name>baum</Name>", "<Name>brunnen</Name>")

    def behave(query: dict[str, str]) -> Answer:
        return Answer(gone) if query.get("REQUEST") == "GetCapabilities" else read_only(query)

    with serving(behave) as (url, _):
        _point_to(copy, url)
        assert "baum" in refused(Refresh, WORKING_COPY=str(copy), SERVICE=url)
    assert _count(copy) == 1


def test_a_download_that_breaks_off_leaves_the_copy_as_it_was(copy: Path) -> None:
    _edit(copy)

    def behave(query: dict[str, str]) -> Answer:
        answer = read_only(query)
        return Answer(answer.body[:40], 200, answer.headers) if answer.body.startswith("{") else answer

    with serving(behave) as (url, _):
        _point_to(copy, url)
        refused(Refresh, WORKING_COPY=str(copy), SERVICE=url)
    assert _count(copy) == 1


def test_files_that_are_no_working_copies(tmp_path: Path) -> None:
    text, other = tmp_path / "brief.gpkg", tmp_path / "andere.gpkg"
    text.write_text("Sehr geehrte Damen und Herren,", encoding="utf-8")
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE baum (id INTEGER PRIMARY KEY)")
    for path in (text, other, tmp_path / "fehlt.gpkg", tmp_path):
        assert path.name in refused(Changes, WORKING_COPY=str(path), OUTPUT="TEMPORARY_OUTPUT")
    assert text.read_text(encoding="utf-8").startswith("Sehr geehrte")
    assert not (tmp_path / "fehlt.gpkg").exists()


def test_a_tampered_working_copy_is_not_used(copy: Path) -> None:
    with sqlite3.connect(copy) as database:
        database.execute("CREATE TRIGGER danke AFTER UPDATE ON baum BEGIN DELETE FROM buergergis_outbox; END")
    assert "danke" in refused(Changes, WORKING_COPY=str(copy), OUTPUT="TEMPORARY_OUTPUT")


def test_a_working_copy_of_a_newer_version_asks_for_an_update(copy: Path) -> None:
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE buergergis_meta SET value = '99' WHERE key = 'schema_version'")
    assert "newer" in refused(Changes, WORKING_COPY=str(copy), OUTPUT="TEMPORARY_OUTPUT").lower()


def test_an_existing_file_that_is_not_ours_is_not_written_over(tmp_path: Path) -> None:
    precious = tmp_path / "kataster.gpkg"
    with sqlite3.connect(precious) as database:
        database.execute("CREATE TABLE kataster (id INTEGER PRIMARY KEY)")
    before = precious.read_bytes()
    with serving(read_only) as (url, _):
        refused(CheckOut, SERVICE=url, LAYERS="baum", OUTPUT=str(precious))
    assert precious.read_bytes() == before


def _edit(copy: Path) -> None:
    gdal.OpenEx(str(copy), gdal.OF_VECTOR | gdal.OF_UPDATE).ExecuteSQL("UPDATE baum SET art = 'Eiche'")
    assert _count(copy) == 1


def _count(copy: Path) -> int:
    return int(run(Changes, WORKING_COPY=str(copy), OUTPUT="TEMPORARY_OUTPUT")["COUNT"])


def _point_to(copy: Path, url: str) -> None:
    """The same service, restarted on another port."""
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE buergergis_meta SET value = ? WHERE key = 'service_url'", [url])
