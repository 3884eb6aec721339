"""What `screens.py` plays inside QGIS Desktop: a volunteer contributes, a reviewer answers, and each is looked at."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QGuiApplication, QImage
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from qgis.utils import plugins

from demo.driver import Driver, Steps
from demo.edits import BENCHES, TREES
from demo.meanwhile import change, publish

CRS = "EPSG:25833"
BACKGROUND = ("strasse", "gebaeude", "gewaesser", "landnutzung")  # the first on top
SIZE = QSize(1440, 900)
AROUND = 130.0
"""Half the height of what the map shows, in metres."""


def steps(qgis: Driver) -> Steps:
    stage = Stage(qgis)
    try:
        yield from play(stage)
    except Exception:
        stage.grab("0-failed")
        raise


def play(stage: Stage) -> Steps:
    yield from stage.set_up()
    yield from stage.connect()
    yield from stage.enter("beitrag-a")
    stage.open("map")
    yield from stage.picture("1-map")
    yield from stage.check_out()
    stage.edit()
    stage.open("mine")
    yield "the changes are listed", lambda: stage.page("mine").changes.tree.topLevelItemCount() == 2
    stage.page("mine").submit_box.comment.setPlainText(COMMENT)
    yield from stage.picture("3-mine")
    yield from stage.help()
    yield from stage.submit()
    yield from stage.enter("pruefung-altmarkfurt")
    yield from stage.review()
    yield from stage.enter("beitrag-a")
    yield from stage.answer()
    yield from stage.meet()


COMMENT = "Rundgang am Sonntag: eine Bank ist versetzt, die Linde gemessen, eine Bank fehlt."
NOTE = "Danke! Steht die Bank vor oder hinter dem Weg? Bitte setzen Sie den Punkt noch einmal genau."


class Stage:
    """QGIS's window, tidied up for a picture."""

    def __init__(self, qgis: Driver) -> None:
        self.iface, self.values = qgis.iface, qgis.values
        self.main: QWidget = qgis.iface.mainWindow()

    @property
    def shell(self) -> Any:
        return plugins["buergergis"].shell

    def page(self, name: str) -> Any:
        return self.shell.dock.pages[name]

    def open(self, page: str) -> None:
        self.shell.open_page(page)

    def set_up(self) -> Steps:
        self.main.showNormal()
        self.main.setGeometry(QRect(QPoint(0, 0), SIZE))
        for dock in self.main.findChildren(QDockWidget):
            if dock is not self.shell.dock and dock.objectName() != "Layers":
                dock.hide()
        yield "the window has its size", lambda: self.main.size() == SIZE
        docks = [self.main.findChild(QDockWidget, "Layers"), self.shell.dock]
        self.main.resizeDocks(docks, [200, 470], Qt.Orientation.Horizontal)
        project = QgsProject.instance()
        project.setCrs(QgsCoordinateReferenceSystem(CRS))
        url, layers = self.values["service"], "&".join(f"layers={name}&styles=" for name in BACKGROUND)
        background = QgsRasterLayer(f"crs={CRS}&format=image/png&{layers}&url={url}", "Stadtkarte", "wms")
        assert background.isValid(), background.error().message()
        project.addMapLayer(background)
        project.layerTreeRoot().findLayer(background.id()).setExpanded(False)
        canvas = self.iface.mapCanvas()
        yield (
            "QGIS has gone to the first layer by itself",
            lambda: not canvas.isDrawing() and not canvas.extent().isEmpty(),
        )
        self.look_around()
        QgsApplication.authManager().setMasterPassword("nur-fuer-die-vorfuehrung", True)

    def look_around(self) -> None:
        x, y = self.values["centre"]
        self.iface.mapCanvas().setExtent(QgsRectangle(x - AROUND, y - AROUND, x + AROUND, y + AROUND))
        self.iface.mapCanvas().refresh()

    def connect(self) -> Steps:
        """The dialog, as somebody with a login fills it in."""
        from buergergis.plugin.gui.connect_dialog import connect_by_dialog

        QTimer.singleShot(0, lambda: connect_by_dialog(self.shell.session, self.shell))
        yield "the dialog is open", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
        dialog = QApplication.activeModalWidget()
        dialog._address.setText("https://gis.example.org/ows/")
        dialog.login.setChecked(True)
        dialog.user.setText("beitrag-a")
        dialog.password.setText("geheim")
        yield from self.picture("0-connect")
        dialog.reject()
        yield "the dialog is closed", lambda: QApplication.activeModalWidget() is None

    def help(self) -> Steps:
        """The help of the page that is open."""
        QTimer.singleShot(0, self.shell.dock._help)
        yield "the help is open", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
        yield from self.picture("h-help")
        QApplication.activeModalWidget().reject()
        yield "the help is closed", lambda: QApplication.activeModalWidget() is None

    def enter(self, user: str) -> Steps:
        from buergergis.plugin.adapters import logins
        from buergergis.plugin.adapters.settings import Municipality

        authcfg = logins.keep(user, self.values["password"], "dreiwasser")
        self.shell.session.enter(Municipality(self.values["service"], "", authcfg))
        yield "one is connected", lambda: not self.shell.session.connecting and self.shell.session.connection

    def check_out(self) -> Steps:
        page = self.page("map")
        page.check_out.click()
        yield "the dialog is open", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
        dialog = QApplication.activeModalWidget()
        for row in range(dialog.layers.count()):
            item = dialog.layers.item(row)
            on = item.data(Qt.ItemDataRole.UserRole) in (TREES, BENCHES)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        dialog.visible.setChecked(True)
        dialog.file.setFilePath(str(Path(self.values["folder"]) / "Dreiwasser.gpkg"))
        yield "it has counted", lambda: any(sign.isdigit() for sign in dialog.count.text())
        yield from self.picture("2-checkout")
        dialog.accept()
        yield "it is checked out", lambda: self.shell.session.copy_path and not page.loading.busy
        yield "the layers are on the map", lambda: len(self.layers()) == 2

    def layers(self) -> dict[str, Any]:
        from buergergis.plugin.adapters.map_layers import layers_of_copy

        path = self.shell.session.copy_path
        return {name: found[0] for name, found in layers_of_copy(path).items()} if path else {}

    def edit(self) -> None:
        layers = self.layers()
        trees, benches = layers[TREES], layers[BENCHES]
        trees.startEditing()
        tree = next(trees.getFeatures())
        trees.changeAttributeValue(tree.id(), trees.fields().indexOf("stammumfg_cm"), 187)
        trees.changeAttributeValue(tree.id(), trees.fields().indexOf("baumhoehe_m"), 17.5)
        assert trees.commitChanges(), trees.commitErrors()
        benches.startEditing()
        moved, broken, *_ = benches.getFeatures()
        geometry = moved.geometry()
        geometry.translate(9.5, 6.0)
        benches.changeGeometry(moved.id(), geometry)
        benches.changeAttributeValue(moved.id(), benches.fields().indexOf("zustand"), "maengel")
        benches.deleteFeature(broken.id())
        assert benches.commitChanges(), benches.commitErrors()

    def submit(self) -> Steps:
        page = self.page("mine")
        page.submit_box.submit.click()
        yield "the terms are shown", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
        yield from self.picture("4-terms")
        QApplication.activeModalWidget().accept()
        tree = page.contributions.tree
        yield "it is sent", lambda: tree.topLevelItemCount() == 3 and not page._sending.busy

    def review(self) -> Steps:
        self.open("review")
        page = self.page("review")
        yield "the queue is read", lambda: page.queue.model.rowCount() >= 3
        moved = next(
            row.uuid for row in page.queue.model.everything if row.layer == BENCHES and row.operation == "update"
        )
        page.queue.look_at(moved)
        yield "three versions are shown", lambda: page.view.seen is not None
        self.shell.zoom_to(*self.place(page.view.seen.contribution))
        page.bar.claim_button.click()
        yield "it is claimed", lambda: page.bar.ask_back.isEnabled()
        yield from self.picture("5-review")
        page.bar.ask_back.click()
        page.bar.form.reasons.setCurrentIndex(1)
        page.bar.form.note.setPlainText(NOTE)
        yield from self.picture("6-reason")
        page.bar.form.send.click()
        yield "it is decided", lambda: page.queue.uuid != moved

    def place(self, contribution: Any) -> tuple[Any, Any]:
        from buergergis.plugin.adapters.geometry import to_qgs

        feature = contribution.change.feature
        return to_qgs(feature.geometry), QgsCoordinateReferenceSystem(feature.crs)

    def answer(self) -> Steps:
        self.open("mine")
        page = self.page("mine")
        tree = page.contributions.tree
        asked = lambda: [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]  # noqa: E731
        yield "the answer is there", lambda: any("?" in text(item) for item in asked())
        tree.setCurrentItem(next(item for item in asked() if "?" in text(item)))
        self.look_around()
        yield from self.picture("7-answer")

    def meet(self) -> Steps:
        """The volunteer and the municipality's staff have been at the same tree."""
        trees = self.layers()[TREES]
        tree = list(trees.getFeatures())[1]
        change(trees, tree["uuid"], 2.5, {"baumhoehe_m": 17.5, "kronedurch_m": 9.0})
        publish(
            self.values["service"],
            logins_of("verwaltung", self.values["password"]),
            Path(self.values["folder"]),
            TREES,
            tree["uuid"],
            -1.5,
            baumhoehe_m=16.2,
            stammumfg_cm=171,
        )
        self.open("map")
        panel = self.page("map").copy_panel
        yield "the working copy is there", lambda: panel.refresh.isEnabled()
        panel.refresh.click()
        yield "it is refreshed", lambda: not panel.refreshing.busy and self.page("mine").conflicts.deciding
        yield from self.picture("9-copy")
        self.open("mine")
        conflicts = self.page("mine").conflicts
        yield "the three versions are there", lambda: conflicts.deciding is not None
        conflicts.show_on_map()
        conflicts.table.model.take(conflicts.table.model.index(1, 2))
        yield from self.picture("8-conflict")

    def picture(self, name: str) -> Steps:
        """What stands on the screen, once nothing moves any more."""
        canvas, end = self.iface.mapCanvas(), time.monotonic() + 1.2
        for item in self.iface.messageBar().items():
            if "Bürger-GIS" not in item.title():
                self.iface.messageBar().popWidget(item)  # what QGIS says of fonts and updates
        yield "the map is drawn", lambda: not canvas.isDrawing() and time.monotonic() > end
        self.grab(name)

    def grab(self, name: str) -> None:
        """What is on the screen where the window is, with its dialogs."""
        frame = self.main.frameGeometry()
        screen = QGuiApplication.primaryScreen()
        grabbed = screen.grabWindow(0, frame.x(), frame.y(), frame.width(), frame.height()).toImage()
        plain = grabbed.convertToFormat(QImage.Format.Format_RGB888)  # no transparency: a third less
        assert plain.save(str(Path(self.values["pictures"]) / f"{name}.png"), "PNG", 0)  # 0: packed most tightly


def logins_of(user: str, password: str) -> str:
    from buergergis.plugin.adapters import logins

    return str(logins.keep(user, password, "dreiwasser"))


def text(item: Any) -> str:
    from qgis.PyQt.QtCore import Qt

    entry = item.data(0, Qt.ItemDataRole.UserRole)
    return NOTE if NOTE[:12] in repr(entry) else ""
