"""Somebody new: three clicks from an empty QGIS to the map of their municipality. The address alone is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from qgis.core import Qgis, QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QPushButton, QWidget

from demo.service import Service
from plugin.adapters.settings import Municipality
from plugin.gui.connect_dialog import ConnectDialog
from plugin.gui.dock import Dock
from plugin.gui.map.catalogue import Entry
from plugin.gui.map.first_look import topmost_maps
from plugin.gui.map.page import MapPage
from plugin.gui.session import Session
from plugin.gui.window import PAGE_REVIEW

from .conftest import TestWindow, until

pytestmark = pytest.mark.qgis


class Clicks(QObject):
    """Counts what somebody presses with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(seen, QWidget):
            self.count += 1
        return False

    def on(self, button: QWidget) -> None:
        assert button.isVisible() and button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def session(qgis_app: QgsApplication) -> Iterator[Session]:
    QgsSettings().remove("plugins/buergergis")
    QgsProject.instance().clear()
    made = Session()
    yield made
    made.close()
    QgsProject.instance().clear()


def message(window: TestWindow) -> QPushButton:
    """The button that stands in QGIS's message bar."""
    (text, level, verb), act = window.told[-1], window.acts[-1]
    assert "Oberzentrum Dreiwasser" in text and level == Qgis.MessageLevel.Success and act is not None
    button = QPushButton(verb, window.main)
    button.clicked.connect(lambda: act())
    button.show()
    return button


def test_three_clicks_lead_to_a_loaded_map(session: Session, window: TestWindow, service: Service) -> None:
    dock = Dock(session, window, window.main)
    window.main.show()
    dock.show()
    clicks = Clicks()
    first = next(button for button in dock.findChildren(QPushButton) if button.text().startswith("Connect to"))
    clicks.on(first)
    dialog = window.main.findChild(ConnectDialog)
    QTest.keyClicks(dialog._address, service.url)
    clicks.on(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))
    until(lambda: window.told)
    clicks.on(message(window))
    until(QgsProject.instance().mapLayers)
    assert clicks.count == 3
    layers = list(QgsProject.instance().mapLayers().values())
    assert layers and all(layer.isValid() for layer in layers)
    assert window.zoomed and QgsProject.instance().crs().authid() == "EPSG:25833"
    page = dock.pages["map"]
    assert isinstance(page, MapPage)
    until(lambda: not page._adding.busy)
    dock.close_pages()
    dock.deleteLater()


def entry(name: str, *above: str) -> Entry:
    return Entry(name, name, "", "view", above=above)


def test_the_maps_that_contain_the_others_are_shown() -> None:
    root = [entry("stadt"), entry("verkehr", "stadt"), entry("strasse", "stadt", "verkehr")]
    assert [one.name for one in topmost_maps(root)] == ["stadt"]
    assert [one.name for one in topmost_maps(root[1:])] == ["verkehr"], "the root has no name of its own"
    assert topmost_maps([]) == []
    assert topmost_maps([entry(str(number)) for number in range(13)]) == [], "nobody knows which of so many"


def test_who_reviews_finds_the_page_that_was_left_and_all_pages_in_a_narrow_dock(
    session: Session, window: TestWindow, service: Service, login: Callable[[str], str]
) -> None:
    reviewer = Municipality(service.url, "", login("pruefung-altmarkfurt"))
    session.enter(reviewer)
    until(lambda: session.may_review)
    dock = Dock(session, window)
    dock.resize(220, 600)
    dock.open_page(PAGE_REVIEW)
    bar = dock._tabs.tabBar()
    until(lambda: bar.tabRect(2).right() <= bar.width() and bar.tabRect(2).width() > 0)
    session.leave()
    assert dock._current() != PAGE_REVIEW, "it is for those who may"
    session.enter(reviewer)
    until(lambda: session.may_review)
    assert dock._current() == PAGE_REVIEW
    dock.close_pages()
    dock.deleteLater()
