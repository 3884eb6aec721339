"""Every page, dialog and form that `make screenshots` shows, as somebody meets it who does not see, or sees little.

Runs inside QGIS Desktop with `demo/scenes.py`. Where a picture would be taken, a screen reader listens to what is
open; Tab goes round; contrast is measured, also in the colours of somebody who needs much of it; and all fonts are
doubled on a screen of 1024×768.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QRadioButton, QWidget

from demo.driver import Driver, Steps
from demo.scenes import Stage, play
from tests.desktop.looks import cut_off, describe, faint

READER = Path(__file__).with_name("screen_reader.py")
PRESSES = 200
SMALL = QSize(1024, 768)
LEAST = 4.5
"""Contrast of a text (EN 301 549, 11.1.4.3)."""
Role = QPalette.ColorRole


def steps(qgis: Driver) -> Steps:
    stage = Listened(qgis)
    yield from play(stage)
    yield from stage.dialogs()


class Listened(Stage):
    """The stage of the screenshots; instead of a picture, everything is tried."""

    def __init__(self, qgis: Driver) -> None:
        super().__init__(qgis)
        self.alone: QWidget | None = None
        self.found: dict[str, Any] = qgis.results.setdefault("pages", {})

    def open_thing(self) -> QWidget:
        return self.alone or QApplication.activeModalWidget() or self.shell.dock

    def dialogs(self) -> Steps:
        """What the pictures do not show: connecting, help, and our page of QGIS's options."""
        from buergergis.plugin.gui.connect_dialog import connect_by_dialog
        from buergergis.plugin.gui.places.options import OptionsPage

        for name, act in (
            ("connect", lambda: connect_by_dialog(self.shell.session, self.shell)),
            ("help", self.shell.open_help),
        ):
            QTimer.singleShot(0, act)
            yield f"{name} is open", lambda: isinstance(QApplication.activeModalWidget(), QDialog)
            yield from self.picture(name)
            QApplication.activeModalWidget().reject()
            yield f"{name} is closed", lambda: QApplication.activeModalWidget() is None
        self.alone = OptionsPage(lambda: None, self.main)
        self.alone.setWindowFlag(Qt.WindowType.Window)
        self.alone.setWindowTitle("Options of Bürger-GIS")
        self.alone.show()
        yield "the options are shown", self.alone.isVisible
        yield from self.picture("options")
        self.alone.deleteLater()
        yield from self.adding()

    def adding(self) -> Steps:
        """The quick way to add an object, with a category chosen."""
        self.shell.dock.add_object()
        dialog = next(one for one in self.main.findChildren(QDialog) if type(one).__name__ == "AddDialog")
        yield "it knows what can be added", lambda: not dialog.busy and dialog.chooser.list.count() > 0
        dialog.chooser.list.setCurrentRow(0)
        self.alone = dialog
        yield from self.picture("adding")
        dialog.reject()
        yield from self.others()

    def others(self) -> Steps:
        """The keys of a page, and a photo large."""
        from buergergis.plugin.gui.keys_dialog import show_keys
        from buergergis.plugin.gui.mine.keys import KEYS
        from buergergis.plugin.gui.photos.viewer import Viewer

        image = QImage(320, 240, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkGreen)
        viewer = Viewer(image, "Photo 1 of 1", self.main)
        for name, dialog in (("keys", show_keys(KEYS, self.main, "keys_mine")), ("viewer", viewer)):
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            dialog.open()
            self.alone = dialog
            yield f"{name} is open", dialog.isVisible
            yield from self.picture(name)
            dialog.reject()
            dialog.deleteLater()

    def picture(self, name: str) -> Steps:
        yield from super().picture(name)
        thing = self.open_thing()
        found = self.found[name] = {"title": thing.windowTitle(), "faint": faint(thing, LEAST)}
        if self.values["only_colours"]:
            return
        yield from self.listen(thing, found)
        found["tab"] = tab_cycle(thing)
        palette = QApplication.palette()
        QApplication.setPalette(stark())
        yield "it is painted with more contrast", lambda: True
        found["stark"] = faint(thing, LEAST)
        QApplication.setPalette(palette)
        yield from self.doubled(thing, found)

    def grab(self, name: str) -> None:
        """No picture is needed here."""

    def listen(self, thing: QWidget, found: dict[str, Any]) -> Steps:
        reader = subprocess.Popen(  # not waited for: QGIS has to answer it
            ["/usr/bin/python3", str(READER), thing.windowTitle()], stdout=subprocess.PIPE, text=True
        )
        heard: list[str] = []

        def ended() -> bool:
            if reader.poll() is None:
                return False
            heard.append(reader.stdout.read() if reader.stdout else "")
            return True

        yield "the screen reader has gone through it", ended, 60.0
        found["heard"] = json.loads(heard[0] or "{}")
        found["boxes"] = [describe(box) for box in thing.findChildren(QComboBox) if box.isVisible() and not called(box)]

    def doubled(self, thing: QWidget, found: dict[str, Any]) -> Steps:
        """On the smallest screen, with letters twice as large."""
        size, font = thing.size(), QApplication.font()
        large = QApplication.font()
        large.setPointSizeF(2 * large.pointSizeF())
        was = self.main.size()
        QApplication.setFont(large)
        self.main.resize(SMALL)
        if thing.isWindow():
            thing.adjustSize()
        yield "it is laid out anew", lambda: True
        found["cut"] = cut_off(thing)
        found["size"] = [thing.width(), thing.height()]
        QApplication.setFont(font)
        self.main.resize(was)
        if thing.isWindow():
            thing.resize(size)
        yield "it is as before", lambda: True


def called(box: QComboBox) -> bool:
    """Whether a combo box has a name or a label. To AT-SPI Qt gives what is chosen as the name of one without."""
    window = box.window()
    return bool(box.accessibleName()) or any(label.buddy() is box for label in window.findChildren(QLabel))


def stark() -> QPalette:
    """White and yellow on black, as people set it who see little."""
    black, white, yellow, grey = QColor("black"), QColor("white"), QColor("yellow"), QColor("#c0c0c0")
    palette = QPalette(white, black)
    for role in (Role.Base, Role.AlternateBase, Role.Window, Role.Button, Role.ToolTipBase):
        palette.setColor(role, black)
    for role in (Role.Text, Role.WindowText, Role.ButtonText, Role.ToolTipText):
        palette.setColor(role, white)
    palette.setColor(Role.PlaceholderText, grey)
    palette.setColor(Role.Link, yellow)
    palette.setColor(Role.Highlight, yellow)
    palette.setColor(Role.HighlightedText, black)
    return palette


def stops(thing: QWidget) -> list[QWidget]:
    """What Tab has to come to: all that is shown, switched on, and takes the focus by Tab."""
    return [
        widget
        for widget in thing.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())  # the arrows go on from the chosen one
    ]


def tab_cycle(thing: QWidget) -> dict[str, Any]:
    """Press Tab until it comes back to where it began, or leaves a dock; what was met, missed, and met twice.

    A dock is a part of QGIS's window: Tab goes on there, and Shift+Tab has to come back in.
    """
    thing.activateWindow()
    QApplication.setActiveWindow(thing.window())
    wanted = stops(thing)
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    if not thing.isWindow():
        while thing.isAncestorOf(QApplication.focusWidget()):
            press(Qt.Key.Key_Backtab)
        press(Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    met, returned = [first], False
    while len(met) < PRESSES and not returned:
        press(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if not thing.isWindow() and not thing.isAncestorOf(now):
            press(Qt.Key.Key_Backtab)
            returned = QApplication.focusWidget() is met[-1]
            break
        returned = now is first
        met += [] if returned else [now]
    return {
        "met": len(met),
        "missed": [describe(widget) for widget in wanted if widget not in met and not _chosen_with(widget, met)],
        "twice": sorted({describe(widget) for widget in met if met.count(widget) > 1}),
        "returned": returned,
    }


def _chosen_with(widget: QWidget, met: list[QWidget]) -> bool:
    """Tab comes to one button of a choice, and the arrows go on from there."""
    others = [one for one in met if isinstance(one, QRadioButton)]
    return isinstance(widget, QRadioButton) and any(one.parentWidget() is widget.parentWidget() for one in others)


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
