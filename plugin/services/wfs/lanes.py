"""Several questions at a time, answered in the order in which they were asked, and with patience."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Generic, TypeVar

from ...domain.errors import Busy, Cancelled, Problem, Unreachable

MOST = 3
"""Questions at a time. More would not be faster, and what is answered waits in memory."""

PATIENCE = 120.0
"""Seconds for which a busy server is asked again."""

_PAUSES = (1.0, 3.0)
_LOOK = 0.05

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Lanes(Generic[Question, Answer]):
    """Use as a context: what is still under way at its end is given up.

    `look` is called often while answers are waited for, and may raise to end all of it. A server that says that it
    is busy is asked by one lane alone from then on, after the time it names; one that cannot be reached, twice more.
    """

    def __init__(self, ask: Callable[[Question], Answer], look: Callable[[], None], most: int = MOST) -> None:
        self._ask, self._look, self.most = ask, look, most
        self._stopped = Event()
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="buergergis-load")

    def __enter__(self) -> Lanes[Question, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def answers(self, following: Callable[[], Question | None]) -> Iterator[tuple[Question, Answer | Problem]]:
        """Until `following` has no more questions, also after the last answer."""
        waiting: deque[tuple[Question, Future[Answer]]] = deque()
        while True:
            while len(waiting) < self.most and (question := following()) is not None:
                waiting.append((question, self._pool.submit(self._patiently, question)))
            if not waiting:
                return
            question, future = waiting.popleft()
            yield question, self._answer(future)

    def _answer(self, future: Future[Answer]) -> Answer | Problem:
        while not waited(future, self._look, PATIENCE):
            pass
        try:
            return future.result()
        except Cancelled:
            raise
        except Problem as problem:
            return problem

    def _patiently(self, question: Question) -> Answer:
        until, pauses = time.monotonic() + PATIENCE, list(_PAUSES)
        while True:
            try:
                return self._ask(question)
            except Busy as problem:
                self.most = 1
                if time.monotonic() + problem.retry_after > until:
                    raise
                self._rest(problem.retry_after)
            except Unreachable:
                if not pauses:
                    raise
                self._rest(pauses.pop(0))

    def _rest(self, seconds: float) -> None:
        if self._stopped.wait(seconds):
            raise Cancelled("Cancelled.")


def waited(future: Future[Answer], look: Callable[[], None], seconds: float) -> bool:
    """Whether there is an answer within `seconds`; `look` is called meanwhile."""
    until = time.monotonic() + seconds
    while not future.done() and time.monotonic() < until:
        look()
        wait([future], _LOOK)
    return future.done()
