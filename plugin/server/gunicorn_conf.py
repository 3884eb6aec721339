"""How gunicorn holds the host: `gunicorn -c …/gunicorn_conf.py buergergis.plugin.server.host:application`.

Read from the same JSON file as the host (`BUERGERGIS_SERVICE`): `socket`, `workers`, `timeout` in seconds
after which a worker that hangs is ended, `memory_mb` of address space for each.
"""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path
from typing import Any

_config = json.loads(Path(os.environ["BUERGERGIS_SERVICE"]).read_text("utf-8"))
_page = resource.getpagesize()

bind = "unix:" + _config["socket"]
umask = 0o077  # the socket is for the owner alone: who can reach it can claim any identity
workers = _config.get("workers", 4)
worker_class = "sync"
preload_app = True  # Python modules are shared; QGIS itself is started in each worker
timeout = _config.get("timeout", 30)
graceful_timeout = timeout
max_requests = 2000
max_requests_jitter = 400
limit_request_line = 0  # nginx has bounded it, with an ExceptionReport
limit_request_field_size = 16_384
forwarded_allow_ips = ""
control_socket_disable = True
accesslog = None
errorlog = "-"
capture_output = False

_address_space = _config.get("memory_mb", 3072) * 2**20
_resident = _address_space // 4


def post_worker_init(_worker: Any) -> None:
    """Start QGIS in the new worker, within bounds: what asks for more memory ends, and is replaced."""
    from buergergis.plugin.server import host

    resource.setrlimit(resource.RLIMIT_AS, (_address_space, _address_space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    host.start()


def post_request(worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """Let a worker that has grown large finish and be replaced."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    if pages * _page > _resident:
        worker.log.info("This worker has grown to %s MB and is replaced.", pages * _page // 2**20)
        worker.alive = False
