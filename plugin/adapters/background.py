"""Work off the main thread: started from a window, told of while it runs, cancelled, and answered once.

A `Lane` is one kind of work of one owner (loading the catalogue, sending contributions). It does one thing at
a time and answers on the main thread, to the one who asked last: what was replaced, cancelled or closed
meanwhile is never delivered, so a late answer cannot land on the wrong object.
"""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from qgis.core import Qgis, QgsApplication, QgsFeedback, QgsMessageLog, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QTimer, pyqtSignal

from ..domain.errors import Cancelled, Problem

T = TypeVar("T")

LOG = "Bürger-GIS"
PATIENCE_MS = 5000
"""How long unloading waits for work that was cancelled; network work ends within a tenth of a second."""
REST_MS = 30_000
"""How long Python's collector rests while work runs."""
SWITCH_S = 0.0005
"""Seconds; Python's own 5 ms made gaps of 84 ms out of 22 ms of work in the window."""


class Job:
    """What running work holds on to: whether it is still wanted, and where it tells how far it is."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self.feedback = QgsFeedback()
        self._tell = tell

    def progress(self, part: float, _step: str = "") -> None:
        """The `Progress` of the workflows: 0 to 1. Raises Cancelled when nobody wants the work any more."""
        if self.feedback.isCanceled():
            raise Cancelled("Cancelled.")
        self._tell(part)


class _Task(QgsTask):
    def __init__(self, title: str, work: Callable[[Job], Any], flags: QgsTask.Flag) -> None:
        super().__init__(title, flags)
        self._work = work
        self.job = Job(lambda part: self.setProgress(100 * part))
        self.result: Any = None
        self.problem: Problem | None = Cancelled("Cancelled.")  # until it has run
        self.ended: Callable[[_Task], None] | None = None
        self.over = False
        """Whether QGIS is through with it, and deletes its half."""

    def run(self) -> bool:
        try:
            self.result = self._work(self.job)
            self.problem = None
        except Problem as problem:
            self.problem = problem.with_traceback(None)  # the trace would keep alive whatever the work has met
        except Exception:  # a mistake of ours: it must reach a person as a sentence, and us as a trace
            QgsMessageLog.logMessage(traceback.format_exc(), LOG, Qgis.MessageLevel.Critical)
            self.problem = Problem(
                "Something went wrong inside Bürger-GIS.", "Details are in QGIS's log messages, under Bürger-GIS."
            )
        return self.problem is None

    def cancel(self) -> None:
        self.job.feedback.cancel()
        super().cancel()

    def finished(self, _result: bool) -> None:
        self.over = True
        _running.discard(self)
        ended, self.ended = self.ended, None
        if ended is not None:  # not now, as `_hand_over` says, nor by a method of ours: it goes with QGIS's half
            QTimer.singleShot(0, lambda: ended(self))


class _Running:
    """Tasks that have not ended. The task manager does not keep their Python half: collected, they vanish or crash.

    Python's collector rests meanwhile: looking through all that QGIS holds takes it 50 ms, in which no thread
    runs, and rows that are being read make it look often. What has no cycles is freed all the same. Work that
    goes on for longer than REST_MS does without that: what has cycles would fill the memory.

    A thread that works in Python gives its lock away when it is asked to after SWITCH_S. The window asks for it
    each time that Qt asks for a text or a size, which adds up.
    """

    def __init__(self) -> None:
        self._tasks: set[_Task] = set()
        self._rest: QTimer | None = None
        self._usual = 0.0

    def add(self, task: _Task) -> None:
        if not self._tasks and gc.isenabled():
            gc.disable()
            self._rest = QTimer()
            self._rest.setSingleShot(True)
            self._rest.timeout.connect(self._wake)
            self._rest.start(REST_MS)
        if not self._tasks:
            self._usual = sys.getswitchinterval()
            sys.setswitchinterval(min(SWITCH_S, self._usual))
        self._tasks.add(task)

    def discard(self, task: _Task) -> None:
        before = len(self._tasks)
        self._tasks.discard(task)
        if before and not self._tasks:
            sys.setswitchinterval(self._usual)
            self._wake()

    def _wake(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
            gc.enable()


_running = _Running()


def _hand_over(task: _Task) -> None:
    """Let QGIS run it.

    QGIS 3.40 keeps the address of a task's runnable after that was freed, and when it hears that the task ended it
    takes whatever waits under that address out of its pool: a new task whose runnable lies there would wait for
    ever (QGIS issue 53806). So it hears of all that ended before a new one is made; and nothing is started in the
    middle of its hearing of an end.
    """
    manager = QgsApplication.taskManager()
    QCoreApplication.sendPostedEvents(manager, QEvent.Type.MetaCall)
    manager.addTask(task)


class Lane(QObject, Generic[T]):
    """One thing at a time for one owner; a newer start replaces what only reads.

    `writes` is for work that changes something (sending, publishing): it is never replaced, `start` then
    returns False, and QGIS asks before it closes in the middle of it.
    """

    busy_changed = pyqtSignal(bool)
    progressed = pyqtSignal(float)
    """0 to 100."""

    def __init__(self, parent: QObject | None = None, *, writes: bool = False) -> None:
        super().__init__(parent)
        self.writes = writes
        self._task: _Task | None = None
        self._leaving: set[_Task] = set()  # replaced, but still running
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._task is not None

    def start(
        self,
        title: str,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
    ) -> bool:
        """Run `work` in the background; then call `done` with its result or `failed`, on the main thread.

        `failed` gets Cancelled when the person cancelled. `work` must not touch widgets or layers.
        """
        if self._closed or (self.busy and self.writes):
            return False
        self._drop()
        task = _Task(title, work, _flags(self.writes))
        task.ended = lambda ended: self._ended(ended, done, failed)
        task.progressChanged.connect(self.progressed)
        self._task = task
        _running.add(task)
        _hand_over(task)
        self.busy_changed.emit(True)
        return True

    def cancel(self) -> None:
        """Ask the work to end; `failed` hears of it."""
        if self._task is not None and not self._task.over:
            self._task.cancel()

    def abandon(self) -> None:
        """Cancel what only reads and hear of it no more: for work of QGIS's own that cannot be broken off at once."""
        if self._task is not None and not self.writes:
            self._drop()
            self.busy_changed.emit(False)

    def close(self) -> None:
        """Nobody listens any more. Waits for what runs, so that nothing of ours outlives the plugin."""
        self._closed = True
        self._drop()
        for task in list(self._leaving):
            if not task.over:
                task.waitForFinished(PATIENCE_MS)

    def _drop(self) -> None:
        if self._task is None:
            return
        task, self._task = self._task, None
        if task.over:
            return
        self._leaving.add(task)
        task.progressChanged.disconnect(self.progressed)
        task.cancel()

    def _ended(self, task: _Task, done: Callable[[T], None], failed: Callable[[Problem], None]) -> None:
        self._leaving.discard(task)
        if task is not self._task or sip.isdeleted(self):  # the dock may be gone without having closed its lanes
            return
        self._task = None
        self.busy_changed.emit(False)
        if task.problem is not None:
            failed(task.problem)
        else:  # also where a cancel came too late: what was done is told
            done(task.result)


def _flags(writes: bool) -> QgsTask.Flag:
    if writes:
        return QgsTask.Flag.CanCancel
    return QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt | QgsTask.Flag.Hidden
