"""A part of a benchmark in a process of its own: what it measures is not mixed with what the others have left."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from demo.published import ROOT


def run(command: Sequence[str]) -> str:
    """What a command writes, run in the checkout. Raises AssertionError with what it complained of."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, f"{command[0]}: {done.stderr[-2000:]}"
    return done.stdout
