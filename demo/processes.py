"""Processes and ports: waiting for what must come true, and ending what was started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

ENDS_WITHIN = 40.0


class ServiceFailed(Exception):
    """The service does not start or does not end; the text is one clear sentence."""


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object], seconds: float) -> bool:
    """Whether the condition comes true in time."""
    end_of_patience = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end_of_patience:
            return False
        time.sleep(0.02)
    return True


def process_of(pid_file: Path, run: Path) -> int | None:
    """The process that wrote the file, if it still is the one that runs from this folder."""
    with contextlib.suppress(OSError, ValueError):
        pid = int(pid_file.read_text("ascii"))
        if str(run).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    return None


def children(pid: int) -> list[int]:
    """Ids of the processes a process has started."""
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    return []


def alive(pid: int) -> bool:
    """Whether a process still does anything."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def end(pid_file: Path, run: Path) -> None:
    """Ask a process and its children to end, wait for them, and end them after a while."""
    pid = process_of(pid_file, run)
    if pid is None:
        return
    everybody = [pid, *children(pid)]
    os.kill(pid, signal.SIGTERM)
    if not wait_for(lambda: not any(map(alive, everybody)), ENDS_WITHIN):
        for process in filter(alive, everybody):
            os.kill(process, signal.SIGKILL)
        if not wait_for(lambda: not any(map(alive, everybody)), 5):
            raise ServiceFailed(f"The process {pid} does not end.")
    pid_file.unlink(missing_ok=True)
