"""Working copies and settings wherever people keep them: umlauts, signs that mean something elsewhere, shares."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings

from plugin.adapters import settings, sqlite_address
from plugin.adapters.map_layers import copy_layer, layers_of_copy, unsaved
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Safety, WorkingCopyProblem
from tests.adapters.copies import URL, baum, load

pytestmark = pytest.mark.qgis

NAMES = [
    "Bäume für Änne", "Baeu\u0308me", "Lauf #3", "100 %", "Jörg's Kopie", "wirklich?", "a&b=c", "a;b", "[neu]",
    "İstanbul ığüş", "日本", "x" * 120, "  Leerzeichen", "ende.", "CON", "$HOME %TEMP% ~", 'ein "Wort"',
]  # fmt: skip


@pytest.fixture(autouse=True)
def _clean(qgis_app: QgsApplication) -> Iterator[None]:
    yield
    QgsProject.instance().clear()
    QgsSettings().remove("plugins/buergergis")


def work_in(path: Path) -> None:
    """From the first check-out to a change in QGIS, in this file and no other."""
    with WorkingCopy.create(path, URL) as copy:
        load(copy, [baum(1), baum(2)], key="uuid")
    (record,) = WorkingCopy.open(path).records()
    layer = copy_layer(path, record, own=True)
    QgsProject.instance().addMapLayer(layer)
    assert list(layers_of_copy(path)) == ["baum"]
    assert layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().lookupField("art"), "Ulme")
    assert unsaved(path) == {"baum": 1}
    assert layer.commitChanges(), layer.commitErrors()
    assert len(WorkingCopy.open(path).changes()) == 1
    QgsProject.instance().clear()
    assert {one.name for one in path.parent.iterdir()} == {path.name}


@pytest.mark.parametrize("name", NAMES)
def test_a_working_copy_in_any_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    work_in(folder / f"{name}.gpkg")


def test_a_name_that_gdal_takes_for_a_layer_is_refused_and_says_what_helps(tmp_path: Path) -> None:
    with WorkingCopy.create(tmp_path / "a|layername=x.gpkg", URL) as copy:
        load(copy, [baum(1)])
    (record,) = copy.records()
    with pytest.raises(WorkingCopyProblem) as caught:
        copy_layer(copy.path, record, own=True)
    assert "without |" in caught.value.advice
    assert caught.value.safety is Safety.KEPT_HERE


def test_a_working_copy_on_a_share(tmp_path: Path) -> None:
    """`//server/folder` is a share on Windows; here it is the same folder, told in the same way."""
    folder = tmp_path / "Freigabe Bürgeramt"
    folder.mkdir()
    work_in(Path("/" + str(folder)) / "Kopie.gpkg")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"\\server\frei gabe\Kopie.gpkg"), "file:////server/frei%20gabe/Kopie.gpkg?mode=rw"),
        (PureWindowsPath(r"C:\Users\Änne\100 %#1.gpkg"), "file:///C%3A/Users/%C3%84nne/100%20%25%231.gpkg?mode=rw"),
        (PurePosixPath("/home/änne/a?b.gpkg"), "file:///home/%C3%A4nne/a%3Fb.gpkg?mode=rw"),
    ],
)
def test_how_sqlite_is_told(path: PurePosixPath | PureWindowsPath, uri: str) -> None:
    assert sqlite_address.uri(path, "rw") == uri


def test_sqlite_takes_a_server_for_an_authority_with_fewer_slashes(tmp_path: Path) -> None:
    """What the slashes are for."""
    with pytest.raises(sqlite3.OperationalError, match="authority"):
        sqlite3.connect(f"file:/{tmp_path}/x.gpkg?mode=rwc", uri=True)


def test_a_name_that_no_disk_takes_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 400 + ".gpkg")
    for way in (WorkingCopy.open, lambda place: WorkingCopy.create(place, URL)):
        with pytest.raises(WorkingCopyProblem, match="cannot be reached") as caught:
            way(path)
        assert len(caught.value.text) < 200


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is open to root")
def test_a_folder_that_is_closed_is_said_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "zu"
    folder.mkdir(mode=0o000)
    with pytest.raises(WorkingCopyProblem):
        WorkingCopy.create(folder / "x.gpkg", URL)


@pytest.mark.parametrize(
    "name", [*NAMES, r"C:\Users\Änne\Kopie.gpkg", r"\\server\frei gabe\Kopie.gpkg", "a\nb", '{"x":1}']
)
def test_settings_remember_paths_and_titles_as_they_are(name: str) -> None:
    address = f"https://gis.example/{name}/"
    settings.remember_copy(address, name)
    settings.remember(Municipality(address, name, "abc1234"))
    settings.agree(address, name)
    QgsSettings().sync()
    assert settings.copies(address) == [name]
    assert settings.is_own_copy(name)
    assert settings.municipalities() == [Municipality(address, name, "abc1234")]
    assert settings.agreed(address) == name


def test_the_last_used_comes_first_and_is_there_once() -> None:
    for path in ("a", "b", "a"):
        settings.remember_copy("https://gis.example/", path)
    assert settings.copies("https://gis.example/") == ["a", "b"]
    for number in range(60):
        settings.remember(Municipality(f"https://gis{number}.example/"))
    assert len(settings.municipalities()) == 50
    assert settings.municipalities()[0].address == "https://gis59.example/"
    settings.forget("https://gis59.example/")
    assert settings.municipalities()[0].address == "https://gis58.example/"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '{"a": 5}', '[{"address": 5}, 7, {}]', "[" * 2000])
def test_settings_that_somebody_broke_are_none(text: str) -> None:
    for entry in (settings.MUNICIPALITIES, settings.COPIES, settings.AGREED):
        entry.setValue(text)
    assert all(isinstance(one.address, str) for one in settings.municipalities())
    assert settings.copies("https://gis.example/") == []
    assert settings.agreed("https://gis.example/") == ""
    assert not settings.is_own_copy("x")
    settings.remember(Municipality("https://gis.example/"))
    settings.agree("https://gis.example/", "1")
    assert settings.agreed("https://gis.example/") == "1"
