"""Choosing what to check out: layers, area and file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator

from plugin.adapters import settings
from plugin.gui.connect_dialog import ConnectDialog
from plugin.gui.map.catalogue import data_entries
from plugin.gui.map.check_out_dialog import CheckOutDialog, new_path
from plugin.gui.session import Session
from plugin.workflows.areas import areas

from .conftest import TestWindow, until

pytestmark = pytest.mark.qgis
Open = Callable[..., CheckOutDialog]
MARKET = QgsRectangle(494000, 5670000, 496000, 5672000)


@pytest.fixture
def session(enter: Callable[[str], Session], tmp_path: Path) -> Session:
    settings.FOLDER.setValue(str(tmp_path / "Bürger & Karten"))
    return enter("beitrag-a")


@pytest.fixture
def opened(session: Session, window: TestWindow) -> Iterator[Open]:
    dialogs: list[CheckOutDialog] = []

    def made(*layers: str) -> CheckOutDialog:
        assert session.connection is not None
        dialog = CheckOutDialog(session, window, data_entries(session.connection), set(layers))
        dialogs.append(dialog)
        dialog.show()
        until(dialog.places.count)
        return dialog

    yield made
    for dialog in dialogs:
        dialog.close()
        dialog.deleteLater()


def with_a_map(window: TestWindow) -> None:
    QgsProject.instance().addMapLayer(QgsVectorLayer("Point?crs=EPSG:25833", "Stadtplan", "memory"))
    window.canvas.setExtent(MARKET)


def test_what_the_map_shows_is_the_default(opened: Open, window: TestWindow) -> None:
    with_a_map(window)
    dialog = opened("sitzbank", "barriere")
    assert dialog.chosen() == ("barriere", "sitzbank") and dialog.visible.isChecked()
    until(lambda: "Features to load" in dialog.count.text())
    dialog.accept()
    assert dialog.wanted is not None and set(dialog.wanted.extents) == {"EPSG:25833"}
    extent = dialog.wanted.extents["EPSG:25833"]
    assert extent is not None and QgsRectangle(*extent).contains(MARKET)


def test_without_a_map_a_municipality_is_the_default(opened: Open, session: Session) -> None:
    dialog = opened("sitzbank")
    until(dialog.municipality.isChecked)
    titles = [dialog.places.itemText(row) for row in range(dialog.places.count())]
    assert {"Altmarkfurt", "Neuwasser", "Rodenau"} <= set(titles) and titles == sorted(titles, key=str.casefold)
    dialog.places.setCurrentText("Altmarkfurt")
    until(lambda: "Features to load" in dialog.count.text())
    dialog.accept()
    assert dialog.wanted is not None and session.connection is not None and session.connection.who is not None
    assert session.connection.who.areas is not None
    known = {area.title: area for area in areas(session.connection, session.connection.who.areas)}
    assert dialog.wanted.extents["EPSG:25833"] == pytest.approx(known["Altmarkfurt"].extent)


def test_everything_has_no_extent(opened: Open) -> None:
    dialog = opened("sitzbank")
    dialog.everything.setChecked(True)
    dialog.accept()
    assert dialog.wanted is not None and dialog.wanted.extents == {"EPSG:25833": None}


def test_an_area_with_nothing_in_it_is_said_before(opened: Open, window: TestWindow) -> None:
    with_a_map(window)
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    window.canvas.setExtent(QgsRectangle(10.0, 53.0, 10.1, 53.1))
    dialog = opened("sitzbank")
    until(lambda: "nothing in this area" in dialog.count.text())


def test_at_least_one_layer(opened: Open) -> None:
    dialog = opened("sitzbank")
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert ok.isEnabled()
    dialog.layers.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen() == () and not ok.isEnabled()


def test_the_file_is_named_by_us(opened: Open, session: Session, tmp_path: Path) -> None:
    dialog = opened("sitzbank")
    dialog.everything.setChecked(True)
    dialog.accept()
    assert dialog.wanted is not None
    folder = tmp_path / "Bürger & Karten"
    assert dialog.wanted.path.parent == folder
    assert dialog.wanted.path.name.startswith("127.0.0.1 ") and dialog.wanted.path.suffix == ".gpkg"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://gis.dreiwasser.example/ows/", "gis.dreiwasser.example 2026-05-04 09-07-05.gpkg"),
        ("https://[::1]:8080/../../x/", "--1 2026-05-04 09-07-05.gpkg"),
    ],
)
def test_names_of_new_files(address: str, name: str, session: Session) -> None:
    assert new_path(address, datetime(2026, 5, 4, 9, 7, 5)).name == name  # noqa: DTZ001


def test_naming_a_new_file_asks_no_disk(session: Session, tmp_path: Path) -> None:
    settings.FOLDER.setValue(str(tmp_path / ("zu lang" * 40)))
    assert new_path("https://gis.dreiwasser.example/ows/").suffix == ".gpkg"


def test_a_name_without_a_folder_is_refused(opened: Open) -> None:
    dialog = opened("sitzbank")
    dialog.file.setFilePath("irgendwo.gpkg")
    dialog.accept()
    assert dialog.wanted is None and dialog.problem.isVisible()
    dialog.file.setFilePath("")
    dialog.accept()
    assert dialog.wanted is None


def test_a_working_copy_of_the_same_service_is_added_to(opened: Open, session: Session, tmp_path: Path) -> None:
    copy = tmp_path / "Bänke von Anna.gpkg"
    copy.touch()
    session.use_copy(copy)
    dialog = opened("sitzbank")
    assert dialog.copies.currentText() == "Bänke von Anna.gpkg" and not dialog.file.isVisible()
    dialog.everything.setChecked(True)
    dialog.accept()
    assert dialog.wanted is not None and dialog.wanted.path == copy
    dialog = opened("sitzbank")
    dialog.copies.setCurrentIndex(dialog.copies.count() - 1)
    assert dialog.file.isVisible()


def test_a_dialog_of_the_municipality_before_closes(opened: Open, session: Session) -> None:
    dialog = opened("sitzbank")
    session.changed.connect(dialog.leave_with_its_municipality)
    session.leave()
    assert not dialog.isVisible() and dialog.wanted is None


def test_cancel_is_in_the_language_of_the_plugin(opened: Open, qgis_app: QgsApplication) -> None:
    with german():
        for dialog in (opened("sitzbank"), ConnectDialog()):
            assert dialog.buttons.button(dialog.buttons.StandardButton.Cancel).text() == "Abbrechen"


class German(QTranslator):
    """Knows one word, and none of Qt's own, like a QGIS whose packager left out Qt's translations."""

    def translate(self, context: str | None, text: str | None, *_: object) -> str | None:
        return "Abbrechen" if (context or "").endswith("_dialog") and text == "Cancel" else None

    def isEmpty(self) -> bool:
        return False


@contextmanager
def german() -> Iterator[None]:
    translator = German()
    assert QCoreApplication.installTranslator(translator)
    QCoreApplication.processEvents()  # whoever is open hears of the language now, and Qt names its own buttons anew
    yield
    QCoreApplication.removeTranslator(translator)


def test_everything_in_the_dialog_has_a_name(opened: Open) -> None:
    dialog = opened("sitzbank")
    assert dialog.places.accessibleName() and dialog.file.lineEdit().accessibleName()
