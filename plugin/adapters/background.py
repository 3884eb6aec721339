"""Work off the main thread: started from a window, told of while it runs, cancelled, and answered once.

A `Lane` is one kind of work of one owner (loading the catalogue, sending contributions). It does one thing at
a time and answers on the main thread, to the one who asked last: what was replaced, cancelled or closed
meanwhile is never delivered, so a late answer cannot land on the wrong object.

The threads are our own. QGIS's task manager may forget a task that waits for a thread, and never run it: it keeps the
address of what ended, and takes out of its pool whatever lies there by then (QGIS issue 53806).
"""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, TypeVar

from qgis.core import Qgis, QgsApplication, QgsFeedback, QgsMessageLog, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal, pyqtSlot

from ..domain.errors import Cancelled, Problem

T = TypeVar("T")

LOG = "Bürger-GIS"
THREADS = 4
"""Pieces of work at once. Most wait for a server; those that do not take Python's lock from each other."""
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


class _Task:
    """One piece of work. `told` hears how far it is, in percent, and `ended` that it is over: in the main thread."""

    def __init__(
        self, title: str, work: Callable[[Job], Any], ended: Callable[[_Task], None], shown: _Shown | None
    ) -> None:
        self._title, self._work, self._ended, self._shown = title, work, ended, shown
        self._percent, self._turn = 0, Future[None]()
        self.job = Job(self._tell)
        self.told: Callable[[float], None] | None = None
        self.result: Any = None
        self.problem: Problem | None = Cancelled("Cancelled.")  # until it has run
        self.over = shown.over if shown is not None else threading.Event()

    def start(self) -> None:
        self._turn = _threads.submit(self._run)

    def cancel(self) -> None:
        """What runs is to end; what waits for a thread waits no more."""
        self.job.feedback.cancel()
        if self._turn.cancel():
            self._end()

    def _run(self) -> None:
        """In a thread of ours."""
        try:
            self.result = self._work(self.job)
            self.problem = None
        except Problem as problem:
            self.problem = problem.with_traceback(None)  # the trace would keep alive whatever the work has met
        except Exception:  # a mistake of ours: it must reach a person as a sentence, and us as a trace
            text = f"{self._title}\n{traceback.format_exc()}"
            QgsMessageLog.logMessage(text, LOG, Qgis.MessageLevel.Critical)
            self.problem = Problem(
                "Something went wrong inside Bürger-GIS.", "Details are in QGIS's log messages, under Bürger-GIS."
            )
        finally:
            self._end()

    def _end(self) -> None:
        self.over.set()
        _threads.tell(self._finished)

    def _tell(self, part: float) -> None:
        if int(100 * part) != self._percent:
            self._percent = int(100 * part)
            _threads.tell(partial(self._show, 100 * part))

    def _show(self, percent: float) -> None:
        if self._shown is not None:
            self._shown.show_progress(percent)
        if self.told is not None:
            self.told(percent)

    def _finished(self) -> None:
        _running.discard(self)
        if self._shown is not None:
            self._shown.leave()
        self._ended(self)


class _Shown(QgsTask):
    """What QGIS shows of work that writes: in its status bar, with a cross, and in a question before it closes.

    It does nothing but wait, so nothing is lost where QGIS forgets it.
    """

    def __init__(self, title: str) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self.over = threading.Event()
        """Set by the thread that does the work: QGIS waits for this in the main thread when it closes."""
        self.stop: Callable[[], None] | None = None
        self._away = False
        """QGIS is through with it, and deletes its half."""

    def run(self) -> bool:
        self.over.wait()
        return True

    def cancel(self) -> None:
        if self.stop is not None:
            self.stop()
        super().cancel()

    def finished(self, _result: bool) -> None:
        self._away = True
        _shown.discard(self)

    def show_progress(self, percent: float) -> None:
        if not self._away:
            self.setProgress(percent)

    def leave(self) -> None:
        """The work is over. What QGIS has not begun to run by now it may never run."""
        self.stop = None
        if not self._away and self.status() in (QgsTask.TaskStatus.Queued, QgsTask.TaskStatus.OnHold):
            super().cancel()


class _Bell(QObject):
    """Brings what threads have to say to the main thread, where it is made."""

    rung = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rung.connect(self._ring, Qt.ConnectionType.QueuedConnection)  # also from the main thread: never at once

    @pyqtSlot(object)
    def _ring(self, act: Callable[[], None]) -> None:
        act()


class _Threads:
    """Ours: there as soon as they are needed, and until the plugin goes."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._bell: _Bell | None = None

    def submit(self, work: Callable[[], None]) -> Future[None]:
        """From the main thread."""
        if self._pool is None:
            self._pool, self._bell = ThreadPoolExecutor(THREADS, "buergergis"), _Bell()
        return self._pool.submit(work)

    def tell(self, act: Callable[[], None]) -> None:
        """Have it done in the main thread, soon."""
        bell = self._bell
        if bell is not None:
            bell.rung.emit(act)

    def end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._bell = None


class _Running:
    """Tasks that have not ended.

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
        if task in self._tasks:
            self._tasks.remove(task)
            if not self._tasks:
                sys.setswitchinterval(self._usual)
                self._wake()

    def end(self) -> None:
        for task in list(self._tasks):
            self.discard(task)

    def _wake(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
            gc.enable()

    def __bool__(self) -> bool:
        return bool(self._tasks)


_running = _Running()
_shown: set[_Shown] = set()
"""QGIS does not keep the Python half of its tasks: collected, they vanish or crash."""
_threads = _Threads()


def at_work() -> bool:
    """Whether anything runs, or waits for a thread."""
    return bool(_running)


def end() -> None:
    """The plugin goes, and its lanes are closed. What did not end in time is not heard of."""
    _threads.end()
    _running.end()


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
        shown = _Shown(title) if self.writes else None
        task = _Task(title, work, lambda ended: self._ended(ended, done, failed), shown)
        task.told = self.progressed.emit
        self._task = task
        _running.add(task)
        if shown is not None:
            shown.stop = task.cancel
            _shown.add(shown)
            QgsApplication.taskManager().addTask(shown)
        task.start()
        self.busy_changed.emit(True)
        return True

    def cancel(self) -> None:
        """Ask the work to end; `failed` hears of it."""
        if self._task is not None:
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
            task.over.wait(PATIENCE_MS / 1000)

    def _drop(self) -> None:
        if self._task is None:
            return
        task, self._task = self._task, None
        self._leaving.add(task)
        task.told = None
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
