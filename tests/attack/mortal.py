"""A program that submits a working copy and dies of it: `python -m tests.attack.mortal`, in a person's environment.

Reads one order a line on its standard input and answers each with a line. QGIS is loaded once; each order is carried
out by a child of its own, with the network, the login and the working copy that the plugin has. `at` is the point at
which the child ends itself with SIGKILL: before or after a commit to the file, a request, its answer. `after` is the
number of seconds after which it is ended from outside, wherever it is.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sqlite3
import sys
import time
import traceback
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from qgis.core import QgsApplication

from plugin.adapters.connecting import connect
from plugin.adapters.network import QgisAdapter
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Problem
from plugin.workflows.contribute import resume, submit

PATIENCE = 120.0


@dataclass
class Order:
    """`resume` sends again only what was submitted before."""

    path: str
    url: str
    authcfg: str
    at: int = 0
    after: float = 0.0
    resume: bool = False


class Points:
    """Counts the moments at which a process may die, and dies at the one that was ordered."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def __call__(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class Dying(sqlite3.Connection):
    """A connection to the file on which every COMMIT is a moment to die, before and after."""

    points: Points

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if not sql.startswith(("COMMIT", "BEGIN IMMEDIATE")):
            return super().execute(sql, *values)
        self.points()
        cursor = super().execute(sql, *values)
        self.points()
        return cursor


def arm(points: Points) -> None:
    """From now on commits, requests and answers are counted."""
    Dying.points = points
    sqlite3.connect = partial(sqlite3.connect, factory=Dying)  # type: ignore[assignment]
    send = QgisAdapter.send

    def counted(self: QgisAdapter, *given: Any, **named: Any) -> Any:
        points()
        answer = send(self, *given, **named)
        points()
        return answer

    QgisAdapter.send = counted  # type: ignore[method-assign]


def work(order: Order, tell: int) -> None:
    """What the child does; it says "ready" before it begins, and what came of it in the end."""
    application = QgsApplication([], False)
    application.initQgis()
    connection = connect(order.url, order.authcfg)
    points = Points(order.at)
    arm(points)
    os.write(tell, b"ready\n")
    began = time.monotonic()
    said = ""
    try:
        with WorkingCopy.open(order.path) as copy:
            done = resume(connection, copy) if order.resume else submit(connection, copy, new_uuid=lambda: str(uuid4()))
        said = "; ".join(problem.text for problem in done.refused.values())
    except Problem as problem:
        said = f"{type(problem).__name__}: {problem.text}"
    except Exception:
        said = traceback.format_exc()
    answer = {"points": points.count, "seconds": time.monotonic() - began, "said": said}
    os.write(tell, json.dumps(answer).encode())


def carry_out(order: Order) -> dict[str, Any]:
    """Let a child do it; whether it was killed, else what it said."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(order, tell)
        finally:
            os._exit(0)
    os.close(tell)
    text = _until(hear, b"ready\n", PATIENCE)
    if order.after and not select.select([hear], [], [], order.after)[0]:
        os.kill(child, signal.SIGKILL)
    text += _until(hear, None, PATIENCE)
    os.close(hear)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return {"killed": True, "points": 0, "seconds": 0.0, "said": ""}
    return {"killed": False, **json.loads(text.partition(b"ready\n")[2])}


def _until(hear: int, word: bytes | None, seconds: float) -> bytes:
    """What is said up to `word`, or all of it."""
    text, until = b"", time.monotonic() + seconds
    while word is None or word not in text:
        if not select.select([hear], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError("the child neither works nor ends")
        piece = os.read(hear, 65536)
        if not piece:
            break
        text += piece
    return text


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(carry_out(Order(**json.loads(line)))), flush=True)
