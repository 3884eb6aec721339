"""Runs inside QGIS Desktop (`qgis --code`): plays a script of steps, notes what QGIS says, ends QGIS.

A script has `steps(qgis: Driver)`, a generator. It yields what must come true before it goes on: a pair of
words and a condition, or with the seconds it may take as a third. What it puts into `qgis.results` is written
down at the end; a step that fails is written down as the error.
"""

from __future__ import annotations

import faulthandler
import importlib.util
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QTextBrowser
from qgis.utils import iface

TURN_MS = 20
PATIENCE = 30.0
AGAIN = 1.0
ANSWERS = (QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.Ok)
"""What is pressed in a question that QGIS asks while it closes, the first that is there."""

Wait = tuple[str, Callable[[], object]] | tuple[str, Callable[[], object], float]


class Driver:
    """What a script of steps gets: `iface`, the values it was started with, a place for results."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.iface = iface
        self.values: dict[str, Any] = order["values"]
        self.results: dict[str, Any] = {}
        self._out = Path(order["out"])
        self._log = (self._out.parent / "messages.jsonl").open("a", encoding="utf-8", buffering=1)
        QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(self._note)
        self._steps = _script(Path(order["script"])).steps(self)
        self._wait: Wait = ("QGIS is ready", lambda: iface.mainWindow().isVisible())
        self._since = time.monotonic()
        self._busy = False
        self._steady, self._timer = self._every(self._free), self._every(self._turn)
        faulthandler.dump_traceback_later(order["limit"], exit=True)

    def soon(self, act: Callable[[], object]) -> None:
        """Do something that opens a dialog: the steps go on while it is open."""
        QTimer.singleShot(0, act)

    def _every(self, act: Callable[[], None]) -> QTimer:
        """A timer of its own for each: Qt does not let one go off again while its slot runs a dialog."""
        timer = QTimer(iface.mainWindow())
        timer.timeout.connect(act)
        timer.start(TURN_MS)
        return timer

    def _note(self, text: str, tag: str, level: Any) -> None:
        self._log.write(json.dumps({"tag": tag, "level": int(level), "text": text}, ensure_ascii=False) + "\n")

    def _turn(self) -> None:
        if self._busy:
            return  # a step runs an event loop of its own
        self._busy = True
        try:
            self._advance()
        except StopIteration:
            self._finish()
        except Exception:
            self.results["error"] = traceback.format_exc()
            self._finish()
        finally:
            self._busy = False

    def _advance(self) -> None:
        words, condition, *patience = self._wait
        if condition():
            self._wait = next(self._steps)
            self._since = time.monotonic()
        elif time.monotonic() - self._since > (patience[0] if patience else PATIENCE):
            self._wait = self._steps.throw(TimeoutError(f"it never came to this: {words}"))

    def _finish(self) -> None:
        self._timer.stop()
        self._out.write_text(json.dumps(self.results, ensure_ascii=False, indent=1), "utf-8")
        self._note(str(time.time()), "closing", 0)
        self._timer = self._every(self._answer)
        self._exit()

    def _exit(self) -> None:
        QgsProject.instance().setDirty(False)
        self._since = time.monotonic()
        self.soon(iface.actionExit().trigger)

    def _free(self) -> None:
        """QGIS shows an error of Python in a dialog, and goes on when somebody closes it."""
        window = QApplication.activeModalWidget()
        if window is not None and window.metaObject().className() == "QgsMessageViewer":
            texts = [child.toPlainText() for child in window.findChildren(QTextBrowser)]
            self._note("\n".join(texts), "Python error", 2)
            window.close()

    def _answer(self) -> None:
        """Nobody sits at the screen: a question of QGIS is answered so that it ends."""
        box = QApplication.activeModalWidget()
        if box is None and time.monotonic() - self._since > AGAIN:
            self._exit()  # QGIS has only cancelled what was running, and wants to be told a second time
        if not isinstance(box, QMessageBox):
            return
        self._note(box.text(), "asked", 0)
        button = next((found for kind in ANSWERS if (found := box.button(kind)) is not None), None)
        (button.click if button is not None else box.accept)()


def _script(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("steps_of_driver", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Steps = Iterator[Wait]

if "BUERGERGIS_DRIVER" in os.environ:  # and not where a script imports this file for its types
    order = json.loads(os.environ.pop("BUERGERGIS_DRIVER"))
    sys.path.append(order["root"])
    driver = Driver(order)
