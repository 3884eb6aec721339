"""How gunicorn holds the host: `gunicorn -c …/gunicorn_conf.py buergergis.plugin.server.host:application`.

The configuration (`BUERGERGIS_SERVICE`, see `formats/service_file.py`) is read once for all workers, and again
when gunicorn is told to reload. With a wrong one gunicorn serves all the same, and its workers refuse everything.
"""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path
from typing import Any

from buergergis.plugin.domain.errors import InvalidContent
from buergergis.plugin.formats import service_file
from buergergis.plugin.formats.service_file import ServiceFile

_file = os.environ.get("BUERGERGIS_SERVICE", "")


def _read() -> tuple[ServiceFile | None, str]:
    """The configuration, or what is wrong with it."""
    try:
        found = service_file.load(_file)
        return (found, "") if found.socket else (None, f"The configuration of the service, {_file}, names no socket.")
    except InvalidContent as problem:
        return None, problem.text


def _socket() -> str:
    """Where to listen with a wrong configuration: as it says, or in the folder that systemd has made."""
    try:
        return service_file.socket_name(json.loads(Path(_file).read_text("utf-8"))["socket"])
    except (OSError, ValueError, TypeError, KeyError, InvalidContent):
        return str(Path(os.environ.get("RUNTIME_DIRECTORY", "."), "qgis"))


_service, _problem = _read()
_page = resource.getpagesize()

bind = "unix:" + (_service.socket if _service else _socket())
umask = 0o077  # the socket is for the owner alone: who can reach it can claim any identity
workers = _service.workers if _service else 1
os.environ.setdefault("BUERGERGIS_WRITERS", str(max(1, min(3, workers - 1))))  # one at least is left for maps
worker_class = "sync"
preload_app = True  # Python modules are shared; QGIS itself is started in each worker
timeout = _service.timeout if _service else 30
graceful_timeout = timeout
max_requests = 2000
max_requests_jitter = 400
limit_request_line = 0  # nginx has bounded it, with an ExceptionReport
limit_request_field_size = 16_384
limit_request_fields = 32_768  # as many as nginx lets through
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}  # contradictions between them are answered with a page of gunicorn's own
control_socket_disable = True
accesslog = None
errorlog = "-"
capture_output = False

_address_space = (_service.memory_mb if _service else 3072) * 2**20
_resident = _address_space // 4


def on_starting(server: Any) -> None:
    """Say once, in the log, why everything will be refused."""
    if _problem:
        server.log.critical("The service is closed. %s", _problem)


def on_reload(server: Any) -> None:
    """The same after a reload."""
    on_starting(server)


def post_worker_init(_worker: Any) -> None:
    """Start QGIS in the new worker, within bounds: what asks for more memory ends, and is replaced."""
    from buergergis.plugin.server.front import host

    resource.setrlimit(resource.RLIMIT_AS, (_address_space, _address_space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    host.start(_service)


def post_request(worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """Let a worker that has grown large finish and be replaced."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    if pages * _page > _resident:
        worker.log.info("This worker has grown to %s MB and is replaced.", pages * _page // 2**20)
        worker.alive = False
