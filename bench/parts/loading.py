"""One way to bring a layer of a WFS into a GeoPackage, in a process of its own: `python -m bench.parts.loading …`.

    ours URL LAYER FILE      checked out as the plugin does it
    refresh URL LAYER FILE   what was checked out, brought up to date
    awake URL LAYER FILE     checked out beside an event loop that is listened to
    provider URL LAYER FILE  QGIS's WFS provider, written out by QgsVectorFileWriter

Prints JSON: seconds of the work alone, megabytes above the idle process, rows, and what else there is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsDataSourceUri,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from bench.parts.large import CRS
from plugin.adapters.background import Job, Lane
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.synchronise import refresh
from tests.gui.heartbeat import Heartbeat, wait

Result = dict[str, float]


def ours(connection: Connection, layer: str, file: Path) -> Result:
    with WorkingCopy.create(file, connection.client.url) as copy:
        (done,) = check_out(connection, copy, [layer])
    assert done.complete and done.loaded == done.expected
    return {"rows": done.loaded}


def brought_up_to_date(connection: Connection, layer: str, file: Path) -> Result:
    with WorkingCopy.open(file) as copy:
        found = refresh(connection, copy)[layer]
        return {"rows": copy.layers()[0].loaded, "changed": found.changed, "others": found.added + found.removed}


def awake(connection: Connection, layer: str, file: Path) -> Result:
    lane: Lane[Result] = Lane()
    answers: list[Result] = []

    def work(_job: Job) -> Result:
        began = time.monotonic()
        return {**ours(connection, layer, file), "took": time.monotonic() - began}

    with Heartbeat() as heart:
        lane.start("work", work, answers.append, lambda problem: sys.exit(problem.text))
        wait(lambda: answers, 3600)
    lane.close()
    with Heartbeat() as idle:
        until = time.monotonic() + answers[0]["took"]
        wait(lambda: time.monotonic() > until, 3600)
    return {**answers[0], "gap": 1000 * heart.longest, "idle": 1000 * idle.longest}


def provider(connection: Connection, layer: str, file: Path) -> Result:
    uri = QgsDataSourceUri()
    for name, value in (("url", connection.client.url), ("typename", layer), ("version", "1.1.0"), ("srsname", CRS)):
        uri.setParam(name, value)
    source = QgsVectorLayer(uri.uri(False), layer, "WFS")
    assert source.isValid(), source.error().message()
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", layer
    error, text, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        source, str(file), QgsProject.instance().transformContext(), options
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, text
    written = QgsVectorLayer(f"{file}|layername={layer}", layer, "ogr")
    return {"rows": written.featureCount()}


WAYS: dict[str, Callable[[Connection, str, Path], Result]] = {
    "ours": ours,
    "refresh": brought_up_to_date,
    "awake": awake,
    "provider": provider,
}


def main(way: str, url: str, layer: str, file: str) -> None:
    application = QgsApplication([], True)
    application.initQgis()
    connection = connect(url)
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # forget the largest size so far
    idle, began = _megabytes("VmRSS"), time.perf_counter()
    result = WAYS[way](connection, layer, Path(file))
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "megabytes": _megabytes("VmHWM") - idle, **result}), flush=True)
    os._exit(0)  # QGIS takes its time to end


def _megabytes(entry: str) -> float:
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(entry))


if __name__ == "__main__":
    main(*sys.argv[1:])
