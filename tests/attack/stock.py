"""The same attacks on QGIS Server's own program with our plugin, behind nginx: what only a front of ours can stop."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from demo.processes import end, free_port, wait_for
from demo.published import clean_environment, link_plugin, published
from demo.service import Service

from .attack import Answer, Attack
from .ground import AT_HOME, settle
from .service import Canary, execute, passwords, rows
from .trial import attempt, changed

PROGRAM = Path("/usr/lib/cgi-bin/qgis_mapserv.fcgi")
PROCESSES = 4
MEMORY = 3 * 2**30
_SECONDS = 20
_CONF = """{user}worker_processes 2;
pid "{run}/nginx.pid";
error_log "{run}/nginx.log" warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path "{run}/tmp-body";
    fastcgi_temp_path "{run}/tmp-fastcgi";
    proxy_temp_path "{run}/tmp-proxy";
    uwsgi_temp_path "{run}/tmp-uwsgi";
    scgi_temp_path "{run}/tmp-scgi";
    client_max_body_size 16m;
    client_header_timeout 10s;
    client_body_timeout 10s;
    map $http_authorization $realm {{ "" off; default "GIS"; }}
    server {{
        listen 127.0.0.1:{port};
        location = /ows/ {{
            auth_basic $realm;
            auth_basic_user_file "{run}/konten";
            include /etc/nginx/fastcgi_params;
            fastcgi_param REMOTE_USER $remote_user;
            fastcgi_param BUERGERGIS_IDENTITY REMOTE_USER;
            fastcgi_read_timeout {seconds}s;
            fastcgi_pass "unix:{run}/qgis.socket";
        }}
    }}
}}
"""


@dataclass
class Binary:
    """Several processes of the program on one socket; one that dies is counted and started again."""

    run: Path
    port: int
    deaths: int = 0
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _ended: bool = False

    def start(self) -> None:
        path = self.run / "qgis.socket"
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        self._listener.listen(128)
        self.processes = [self._spawn() for _ in range(PROCESSES)]
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        self._ended = True
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(10)
        self._listener.close()

    def restart_hung(self) -> None:
        """What a respawning manager with a limit on processor time would do, sooner or later."""
        for process in self.processes:
            process.kill()

    def _spawn(self) -> subprocess.Popen[bytes]:
        project = self.run / "published" / "dreiwasser.qgs"
        about = {"QGIS_PROJECT_FILE": str(project), "QGIS_SERVER_LOG_STDERR": "1", "QGIS_SERVER_LOG_LEVEL": "2"}
        with (self.run / "qgis.log").open("ab") as log:
            return subprocess.Popen(
                [PROGRAM],
                env=clean_environment(self.run / "profil") | about,
                cwd=self.run,
                stdin=self._listener.fileno(),
                stdout=log,
                stderr=log,
                preexec_fn=_bounded,
            )

    def _watch(self) -> None:
        while not self._ended:
            for place, process in enumerate(self.processes):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.02)
                    if not self._ended:
                        self.deaths += 1
                        self.processes[place] = self._spawn()


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def binary(run: Path) -> Iterator[tuple[Binary, Service]]:
    """The program behind nginx, with the demo prepared in `run`; the Service only says where its data lie."""
    link_plugin()
    service = Service(published(run), run, free_port())
    execute(
        service,
        "INSERT INTO {q}member (person, identity, role, ars, layers) VALUES "
        f"('Dr. Friederike Weiß', '{AT_HOME}', 'contributor', '14999', '*')",
    )
    passwords(run, [AT_HOME])
    (run / "profil").mkdir(exist_ok=True)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (run / "nginx.conf").write_text(_CONF.format(run=run, port=service.port, user=user, seconds=_SECONDS), "utf-8")
    made = Binary(run, service.port)
    made.start()
    try:
        subprocess.run(
            ["nginx", "-p", str(run), "-c", str(run / "nginx.conf")],
            check=True,
            capture_output=True,
            env={**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin"},
        )
        yield made, service
    finally:
        end(run / "nginx.pid", run)
        made.stop()


@dataclass
class Weakness:
    attack: Attack
    answer: Answer
    what: str


def weaknesses(run: Path, catalogue: object) -> tuple[list[Weakness], list[str], int]:
    """Every attack once: what only a front stops, what passed (must be nothing), how many were tried."""
    found, passes, tried, canary = [], [], 0, Canary()
    with binary(run) as (made, service):
        ground = settle(service.url, service.port, canary.port)
        before = rows(service)
        for attack in catalogue(ground):  # type: ignore[operator]
            deaths, calls = made.deaths, canary.calls
            trial = attempt(service.port, attack)
            tried += 1
            wait_for(lambda deaths=deaths: made.deaths > deaths, 0.05)
            after = rows(service)
            if (
                wrong := changed(before, after, attack.grows)
                if trial.answer.status < 300
                else changed(before, after, ())
            ):
                passes.append(f"{attack.item} | {attack.name} | {wrong}")
            if what := _weak(
                trial.answer, trial.code, trial.passed, made.deaths - deaths, canary.calls - calls, attack
            ):
                found.append(Weakness(attack, trial.answer, what))
            if trial.answer.status in (0, 504) and not attack.nobody_listens and made.deaths == deaths:
                made.restart_hung()
                wait_for(lambda deaths=deaths: made.deaths >= deaths + PROCESSES, 10)
            before = after
    canary.close()
    return found, passes, tried


def _weak(answer: Answer, code: str, passed: str, deaths: int, calls: int, attack: Attack) -> str:
    if calls:
        return "it calls another address"
    if deaths:
        return "a process dies"
    if answer.status == 504:
        return f"no answer within {_SECONDS} s"
    if passed:
        return passed[:160]
    if answer.status >= 500 and b"nginx" not in answer.body:
        return f"an answer {answer.status}"
    if answer.status and not code and answer.status >= 400 and b"nginx" not in answer.body:
        return f"{answer.status} without an ExceptionReport"
    return "no answer" if answer.status == 0 and not attack.nobody_listens else ""


def lines(found: list[Weakness]) -> Iterator[str]:
    """One line for each kind of weakness, with how many attacks meet it and one of them."""
    kinds = Counter((weakness.attack.item, weakness.what) for weakness in found)
    for (item, what), count in sorted(kinds.items()):
        example = next(w for w in found if (w.attack.item, w.what) == (item, what))
        yield f"{item} | {count} × | {what} | for example: {example.attack.name}"
