"""The widgets that every page is made of, with everything that a stranger may have written."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QLabel, QMessageBox, QToolTip, QVBoxLayout, QWidget

from plugin.adapters.foreign import escaped, shown
from plugin.domain.errors import Refused
from plugin.gui.asking import confirmed
from plugin.gui.links import LinkButton, host, web_address
from plugin.gui.widgets import PlainLabel, ProblemBox, Quiet, button, icon_button
from tests.hostile.canary import Canary
from tests.hostile.conftest import render, rest

pytestmark = pytest.mark.qgis


def test_the_canary_is_a_good_one(canary: Canary) -> None:
    """A label of Qt's opens what a text names: what the others must not do can be seen here."""
    label = QLabel(canary.texts()["picture in a file"])
    render(label)
    assert any(event.startswith("bild.png") for event in canary.touched())
    label.deleteLater()


def test_labels_and_problems_show_what_was_written(canary: Canary) -> None:
    box = QWidget()
    layout = QVBoxLayout(box)
    for text in canary.texts().values():
        problem = ProblemBox()
        layout.addWidget(PlainLabel(text))
        layout.addWidget(Quiet(text))
        layout.addWidget(problem)
        layout.addWidget(button(shown(text), lambda: None))
        problem.show_problem(Refused(text), text, lambda: None)
    render(box)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in box.findChildren(PlainLabel))
    found = [label.text() for label in box.findChildren(PlainLabel)]
    assert any("<img src=" in text for text in found)
    assert canary.touched() == []
    box.deleteLater()


def test_lists_show_what_was_written(canary: Canary) -> None:
    combo = QComboBox()
    for text in canary.texts().values():
        combo.addItem(shown(text), text)
    render(combo)
    combo.showPopup()
    rest()
    combo.hidePopup()
    assert canary.touched() == []
    combo.deleteLater()


def test_tooltips_show_what_was_written(canary: Canary) -> None:
    owner = render(icon_button("/mActionRefresh.svg", "Liste", lambda: None))
    for text in canary.texts().values():
        QToolTip.showText(owner.mapToGlobal(owner.rect().center()), escaped(text), owner)
        tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()]
        for tip in tips:
            assert not tip.grab().isNull()
        QToolTip.hideText()
        name = icon_button("/mActionRefresh.svg", text, lambda: None)
        assert name.toolTip() == escaped(text)
    rest()
    assert canary.touched() == []
    owner.deleteLater()


@pytest.mark.parametrize("answer", [True, False])
def test_a_question_shows_what_was_written(canary: Canary, answer: bool) -> None:
    parent = QWidget()
    seen: list[str] = []

    def choose() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        rest(0.05)
        seen.append(box.text())
        assert box.textFormat() == Qt.TextFormat.PlainText
        verb, cancel = box.buttons() if box.buttonRole(box.buttons()[0]) == ACCEPT else box.buttons()[::-1]
        (verb if answer else cancel).click()

    for text in canary.texts().values():
        QTimer.singleShot(0, choose)
        assert confirmed(parent, text, text, text) is answer
    assert len(seen) == len(canary.texts())
    assert canary.touched() == []
    parent.deleteLater()


ACCEPT = QMessageBox.ButtonRole.AcceptRole


class Desktop(QObject):
    """Takes what would be opened in a browser or file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in ("http", "https", "file", "ftp", "javascript", "mailto"):
            QDesktopServices.setUrlHandler(scheme, self, "open")

    @pyqtSlot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def close(self) -> None:
        for scheme in ("http", "https", "file", "ftp", "javascript", "mailto"):
            QDesktopServices.unsetUrlHandler(scheme)


NO_LINKS = [
    "", "javascript:alert(1)", "file:///etc/passwd", "//server/share/x.exe", r"\\server\share\x.exe",
    "C:\\Windows\\x.exe",
    "ftp://gis.example/", "data:text/html,x", "mailto:a@b.example", "vbscript:x", "ms-msdt:/id", "http://", "https:///x",
    "https://gis.example@boese.example/", "https://a:b@gis.example/", " https://gis.example/", "https://gis.example/\n",
    "https://gis.example/\u202e", "https://gis.exa\u200bmple/", "HTTPS:gis.example", "https://" + "x" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("address", NO_LINKS)
def test_what_is_no_link_cannot_be_opened(canary: Canary, address: str) -> None:
    desktop, parent = Desktop(), QWidget()
    link = LinkButton("Lizenz", address, parent)
    render(parent)
    assert not link.isVisible()
    link.click()
    assert desktop.opened == []
    desktop.close()
    parent.deleteLater()


def test_a_link_shows_its_host_and_opens_with_a_click_only(canary: Canary) -> None:
    desktop, parent = Desktop(), QWidget()
    link = LinkButton("Lizenz", "https://www.govdata.de/dl-de/zero-2-0", parent)
    render(parent)
    assert link.text() == "Lizenz (www.govdata.de)"
    assert desktop.opened == []
    link.click()
    assert desktop.opened == ["https://www.govdata.de/dl-de/zero-2-0"]
    link.lead_to("file:///etc/passwd")
    link.click()
    assert not link.isVisible()
    assert len(desktop.opened) == 1
    desktop.close()
    parent.deleteLater()


def test_a_host_that_looks_like_another_is_seen_through() -> None:
    looks_like = "g\u043evdata.de"  # a Cyrillic o
    assert host(web_address(f"https://{looks_like}/")) == looks_like.encode("idna").decode() != "govdata.de"


def test_the_layer_tree_shows_titles_as_they_are(canary: Canary, tmp_path: Path) -> None:
    """QGIS's own view, with layers called as a service calls them."""
    project = QgsProject.instance()
    view = QgsLayerTreeView()
    view.setModel(layer_tree(project))
    for text in canary.texts().values():
        group = project.layerTreeRoot().addGroup(shown(text, 80))
        layer = QgsVectorLayer("Point", shown(text, 80), "memory")
        project.addMapLayer(layer, False)
        group.addLayer(layer)
    view.expandAll()
    render(view)
    model = view.model()
    for index in every_index(model):
        QToolTip.showText(view.mapToGlobal(view.rect().center()), model.data(index, Qt.ItemDataRole.ToolTipRole) or "")
        rest(0.01)
    QToolTip.hideText()
    assert canary.touched() == []
    project.clear()
    view.deleteLater()


def layer_tree(project: QgsProject) -> QObject:
    from qgis.core import QgsLayerTreeModel

    return QgsLayerTreeModel(project.layerTreeRoot())


def every_index(model: QObject) -> list:
    found, open_ = [], [model.index(row, 0) for row in range(model.rowCount())]
    while open_:
        index = open_.pop()
        found.append(index)
        open_ += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    return found
