"""One process of the service that refuses, as a program: so many times on stdin, until the input ends."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from qgis.core import Qgis, QgsApplication, QgsProject

from plugin.adapters.queue_source import queue_of
from plugin.server.queue.refusals import Refusals


def main() -> None:
    """Write now and then, as requests come and go; at the end until all is written."""
    app = QgsApplication([], False)
    app.initQgis()
    project = QgsProject()
    assert project.read(sys.argv[1], Qgis.ProjectReadFlag.DontResolveLayers)
    queue, refusals = queue_of(project), Refusals()
    print("ready", flush=True)
    for line in sys.stdin:
        for number in range(int(line)):
            refusals.count(queue, sys.argv[2], "AccessDenied", datetime(2026, 5, 4, 12, number % 3, tzinfo=UTC))
            refusals.flush(at_once=number % 10 == 0)
        while refusals.waiting:
            refusals.flush(at_once=True)
        print("written", flush=True)
    del project  # before QGIS ends
    app.exitQgis()


main()
