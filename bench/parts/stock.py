"""The peer: the same layers published the stock way, behind the same nginx and gunicorn, without our plugin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer

from demo.published import ROOT
from demo.service import SOCKET, Service, environment
from plugin.adapters.queue_source import SCOPE, writing_source

QUEUE = ("contribution", "comment", "event", "attachment")


class Stock(Service):
    """A service of QGIS Server's own host of Python: same front, same number of workers, no plugin.

    Not the FCGI binary: so the only difference between the two is who answers inside the worker.
    """

    def _start_gunicorn(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--pid", str(self.run / "gunicorn.pid")]
        command += ["--bind", f"unix:{SOCKET}", "--workers", str(self.workers), "--timeout", "120"]
        command += ["--umask", "077", "bench.parts.stock_host:application"]
        seen = environment(self)
        seen["PYTHONPATH"] = os.pathsep.join([seen["PYTHONPATH"], str(ROOT)])
        with (self.run / "gunicorn.log").open("ab") as log:
            subprocess.Popen(
                command, cwd=self.run, env=seen, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip


def publish(prepared: Path, output: Path) -> Path:
    """Write a project with the layers of a prepared one, open for stock WFS-T; returns `output`."""
    project = QgsProject()
    if not project.read(str(prepared)):
        raise OSError(f"{prepared} cannot be read.")
    connection, _ = project.readEntry(SCOPE, "/write_connection", "")
    published, _ = project.readListEntry("WFSLayers", "/", [])
    for layer_id in published:
        layer = project.mapLayer(layer_id)
        if layer.name() in QUEUE:
            project.removeMapLayer(layer_id)
        elif isinstance(layer, QgsVectorLayer):
            layer.setDataSource(writing_source(layer, connection), layer.name(), layer.providerType())
            layer.setReadOnly(False)
    kept = [layer_id for layer_id in published if project.mapLayer(layer_id)]
    for right in ("Insert", "Update", "Delete"):
        project.writeEntry("WFSTLayers", f"/{right}", kept)
    project.writeEntry("WFSLayers", "/", kept)
    if not project.write(str(output)):
        raise OSError(f"{output} cannot be written.")
    return output
