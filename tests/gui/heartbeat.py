"""Whether a window would still answer: the longest time for which the event loop did nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable

from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer

LONGEST = 0.050
"""Seconds. Nothing of ours may hold the event loop longer."""


class Heartbeat:
    """Beats while the block runs; `longest` is the largest time in seconds between two beats.

    By `time.thread_time` it is the most that the window's thread worked in one piece, however busy the machine is.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter, every: int = 5) -> None:
        self.longest, self.beats, self._last, self._clock = 0.0, 0, 0.0, clock
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(every)  # ms
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> Heartbeat:
        self._last = self._clock()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        self._beat()

    def _beat(self) -> None:
        now = self._clock()
        self.longest, self.beats, self._last = max(self.longest, now - self._last), self.beats + 1, now


def wait(condition: Callable[[], object], seconds: float = 60) -> None:
    """Run the event loop as QGIS does, without holding Python's lock, until `condition`; fails where it never holds."""
    loop, look, bound = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: condition() and loop.quit())
    look.start(10)
    bound.setSingleShot(True)
    bound.timeout.connect(loop.quit)
    bound.start(round(seconds * 1000))
    if not condition():
        loop.exec()
    assert condition(), f"it never came to this in {seconds:g} s"


def best_of(times: int, work: Callable[[], None]) -> float:
    """The shortest of the longest gaps of several runs: other programs of the machine make some longer."""
    found = []
    for _ in range(times):
        with Heartbeat() as heart:
            work()
        found.append(heart.longest)
        if heart.longest < LONGEST:
            break
    return min(found)
