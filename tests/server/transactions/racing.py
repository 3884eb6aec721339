"""Other processes of the service, to race against each other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.model import Action, Transaction

ROOT = Path(__file__).resolve().parents[3]


class Racer:
    """Another process of the service."""

    def __init__(self, project_file: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.server.transactions.racer", str(project_file)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def ask(self, who: str, *actions: Action, conditions: dict[str, str] | None = None) -> None:
        assert self.process.stdin is not None
        body = wfs.build(Transaction(actions, conditions or {})).decode()
        self.process.stdin.write(json.dumps({"who": who, "body": body}) + "\n")
        self.process.stdin.flush()

    def hear(self) -> tuple[int, float, str]:
        assert self.process.stdout is not None
        status, seconds, body = json.loads(self.process.stdout.readline())
        return status, seconds, body

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(30) == 0
