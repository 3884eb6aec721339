"""One process of the service, as a program: reads a request per line from stdin and answers it.

A line is JSON: {"who": identity, "body": text of the Transaction}; the answer the HTTP status and the time taken.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from qgis.core import QgsApplication

from tests.server.transactions.town import Desk


def main() -> None:
    """Say that we are ready, then answer until the input ends."""
    app = QgsApplication([], False)
    app.initQgis()
    desk = Desk(Path(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.monotonic()
        got = desk.post(asked["who"], asked["body"].encode())
        print(json.dumps([got.status, time.monotonic() - began, got.body.decode()]), flush=True)
    desk.close()
    del desk
    app.exitQgis()


main()
