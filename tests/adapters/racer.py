"""A program that submits a working copy as often as it is told to: `python -m tests.adapters.racer COPY SERVER`.

SERVER is a file to which each Transaction that is carried out adds its contributions, one line for each.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Locked, Problem
from plugin.services.wfs.model import Insert, Transaction, TransactionResult
from plugin.workflows.contribute import submit
from tests.workflows.stage import Queue, connection


@dataclass
class Ledger(Queue):
    """A service that never refuses: who sends twice is seen to have sent twice."""

    path: Path = Path()

    def transaction(self, transaction: Transaction) -> TransactionResult:
        sent = [action.features[0].properties for action in transaction.actions if isinstance(action, Insert)]
        with self.path.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(dict(row)) + "\n" for row in sent))
        return TransactionResult()

    def pages(self, *given: Any, **named: Any) -> Any:
        self.rows = {row["uuid"]: {"status": "submitted", "revision": 1, **row} for row in rows(self.path)}
        return super().pages(*given, **named)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def send(copy: Path, server: Path) -> str:
    try:
        with WorkingCopy.open(copy) as opened:
            submit(connection(Ledger(path=server)), opened, new_uuid=lambda: "satz")
    except Locked:
        return "locked"
    except Problem as problem:
        return f"{type(problem).__name__}: {problem.text}"
    return "sent"


if __name__ == "__main__":
    print("ready", flush=True)
    for _ in sys.stdin:
        print(send(Path(sys.argv[1]), Path(sys.argv[2])), flush=True)
