"""The package, and servers that a real QGIS Desktop talks to."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.desktop import Outcome

HARMLESS = ("QXcbConnection", "libEGL", "MESA", "':/images/flags/")
"""What Qt says on a screen without a window manager, and QGIS of its own pictures, whatever plugin is there."""

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as `make package` makes it, of what lies here now."""
    target = tmp_path_factory.mktemp("package") / "buergergis.zip"
    done = subprocess.run(
        [ROOT / "tools" / "package.sh", "--worktree", target], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def slow_server() -> Iterator[str]:
    """The address of somebody who takes every call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        calls: list[socket.socket] = []
        thread = threading.Thread(target=_take_calls, args=(listener, calls), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/ows/"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    for call in calls:
        call.close()


def _take_calls(listener: socket.socket, calls: list[socket.socket]) -> None:
    while True:
        try:
            calls.append(listener.accept()[0])
        except OSError:
            return


def complaints(outcome: Outcome) -> list[str]:
    """What QGIS, Python and Qt said against us: warnings and errors of ours, and all of standard error."""
    said = [line["text"] for line in outcome.messages if _is_ours(line["tag"], line["level"], line["text"])]
    lines = (line for line in outcome.stderr.splitlines() if line.strip())
    return said + [line for line in lines if not any(word in line for word in HARMLESS)]


def _is_ours(tag: str, level: int, text: str) -> bool:
    if tag == "Python warning":
        return "buergergis" in text.splitlines()[0]  # where it was raised, and not who was on the way there
    return level in (1, 2) and (tag in ("Python error", "Bürger-GIS") or "buergergis" in text)
