"""The demo municipality's service: `python -m demo.service start|stop|status [--port 8080] [--backend postgis]`.

With `--project FILE --passwords HTPASSWD` it serves a prepared project of somebody's own instead.

nginx in front of gunicorn with four workers, each holding QGIS Server with the plugin. Everything that runs
keeps its files in one folder; `Service` is the same for tests, on a free port and with any projects.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from .postgres import Cluster
from .processes import ServiceFailed, answers, children, end, free_port, process_of, wait_for
from .published import ROOT, clean_environment, fill_queue, link_plugin, published

RUN = ROOT / "build" / "demo" / "service"
SOCKET = "socket/qgis"
"""Below the run folder, and named from there: the address of a socket may have 107 bytes only."""

TEMPLATE = ROOT / "resources" / "service" / "nginx.conf"
GEOPACKAGE, POSTGIS = "gpkg", "postgis"
USERS = ("gast", "beitrag-a", "beitrag-b", "pruefung-altmarkfurt", "pruefung-neuwasser", "verwaltung")
PASSWORD = "dreiwasser"

_READ_VERSION = """
import sys
from qgis.core import Qgis, QgsApplication, QgsProject
application, project = QgsApplication([], False), QgsProject()
flags = Qgis.ProjectReadFlag.DontResolveLayers | Qgis.ProjectReadFlag.DontLoadLayouts
if not project.read(sys.argv[1], flags):
    sys.exit(1)
print(project.readEntry("buergergis", "/schema_version", "")[0])
"""


@dataclass
class Service:
    """One running service. `projects` maps the path of an address to a project file.

    `database` is the PostgreSQL behind it, which starts and ends with it; None over GeoPackage.
    """

    projects: Mapping[str, Path]
    run: Path
    port: int = 0
    workers: int = 4
    timeout: int = 30
    memory_mb: int = 3072
    answers_within: float = 60.0
    environment: Mapping[str, str] = field(default_factory=dict)
    passwords: Path | None = None
    identity: Mapping[str, str] = field(default_factory=lambda: {"kind": "basic"})
    limits: Mapping[str, int] = field(default_factory=dict)
    requests: int = 100_000  # a second, of one address: in a test that is everybody
    database: Cluster | None = None
    guests: Path | None = None  # the socket of another host, for those who do not log in

    @classmethod
    def demo(cls, run: Path, port: int = 0, backend: str = GEOPACKAGE) -> Self:
        """The demo municipality with its queue, prepared anew where `run` holds none yet; not started.

        Over `postgis` its database lives as long as the `with` block of the service.
        """
        database = Cluster(run) if backend == POSTGIS else None
        try:
            return cls(published(run, database), run, port, database=database)
        except BaseException:
            if database is not None:
                database.remove()
            raise

    @property
    def backend(self) -> str:
        """`gpkg` or `postgis`."""
        return POSTGIS if self.database else GEOPACKAGE

    @property
    def url(self) -> str:
        """The address of the first project."""
        return f"http://127.0.0.1:{self.port}{next(iter(self.projects))}"

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self.database:
            self.database.remove()

    def start(self) -> None:
        """Start, and return when the service answers. Raises ServiceFailed."""
        self.run = self.run.resolve()
        self.port = self.port or free_port()
        if answers(self.port):
            raise ServiceFailed(f"Port {self.port} is taken by another program; choose another one (PORT=8081).")
        link_plugin()
        write_files(self)
        try:
            if self.database:
                self.database.start()
            self._start_gunicorn()
            wait_for((self.run / SOCKET).exists, self.answers_within)
            self._start_nginx()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def _start_gunicorn(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--pid", str(self.run / "gunicorn.pid")]
        command += ["-c", str(ROOT / "plugin" / "server" / "front" / "gunicorn_conf.py")]
        command.append("buergergis.plugin.server.front.host:application")
        with (self.run / "gunicorn.log").open("ab") as log:
            subprocess.Popen(
                command, cwd=self.run, env=environment(self), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def _start_nginx(self) -> None:
        command = ["nginx", "-p", str(self.run), "-c", str(self.run / "nginx.conf")]
        command += ["-e", str(self.run / "nginx.log")]
        path = os.environ.get("PATH", "") + ":/usr/sbin"
        done = subprocess.run(
            command, cwd=self.run, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ServiceFailed(f"nginx does not start: {done.stderr.strip()}")

    def _wait_until_ready(self) -> None:
        if not wait_for(lambda: ready(self), self.answers_within):
            raise ServiceFailed(f"The service does not answer; see {self.run / 'gunicorn.log'}.")

    def stop(self) -> None:
        """End all processes of the service and wait for them. Raises ServiceFailed."""
        for name in ("nginx.pid", "gunicorn.pid"):
            end(self.run / name, self.run)
        if self.database:
            self.database.stop()

    def stop_front(self) -> None:
        """End nginx alone."""
        end(self.run / "nginx.pid", self.run)

    def start_front(self) -> None:
        """Start nginx, as the service is now described. Raises ServiceFailed."""
        write_files(self)
        self._start_nginx()
        self._wait_until_ready()

    def workers_now(self) -> list[int]:
        """Process ids of the workers."""
        master = process_of(self.run / "gunicorn.pid", self.run)
        return children(master) if master else []


def write_files(service: Service) -> None:
    """Fill the run folder: configuration, passwords, places for what is written while running."""
    run = service.run
    for folder in (run, run / "socket", run / "profile"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    config = {
        "projects": {path: str(file.resolve()) for path, file in service.projects.items()},
        "urls": [f"http://{host}:{service.port}" for host in ("127.0.0.1", "localhost")],
        "socket": SOCKET,
        "workers": service.workers,
        "timeout": service.timeout,
        "memory_mb": service.memory_mb,
        "identity": dict(service.identity),
        **({"limits": dict(service.limits)} if service.limits else {}),
    }
    (run / "service.json").write_text(json.dumps(config, indent=1), "utf-8")
    (run / "nginx.conf").write_text(nginx_conf(service), "utf-8")
    write_passwords(service)


def write_passwords(service: Service) -> None:
    """The users, for their owner's eyes alone; nginx reads them at every request."""
    file = service.run / "htpasswd"
    file.touch(0o600)
    file.chmod(0o600)
    file.write_bytes(service.passwords.read_bytes() if service.passwords else demo_passwords())


def demo_passwords() -> bytes:
    """The users of the demo."""
    return "".join(f"{user}:{hashed(PASSWORD)}\n" for user in USERS).encode()


def nginx_conf(service: Service) -> str:
    """The configuration of nginx: as root its workers are root's too, so that all files stay the owner's."""
    values = {
        "user": "user root;\n" if os.geteuid() == 0 else "",
        "run": str(service.run),
        "socket": SOCKET,
        "listen": f"127.0.0.1:{service.port}",
        "htpasswd": str(service.run / "htpasswd"),
        "realm": "$realm" if service.identity["kind"] == "basic" else "off",
        "headers": "off" if service.identity["kind"] == "basic" else "on",
        "requests": str(service.requests),
        "read_timeout": str(service.timeout + 5),
    }
    text = TEMPLATE.read_text("utf-8")
    if service.guests:
        head, rest = text.split("upstream guests {", 1)
        own = f'{{\n        server "unix:{service.guests}" max_fails=0;\n        server "unix:@socket@" backup;\n    }}'
        text = f"{head}upstream guests {own}{rest.partition('}')[2]}"
    for name, value in values.items():
        text = text.replace(f"@{name}@", value.replace("\\", r"\\").replace('"', r"\""))
    return text


def hashed(password: str) -> str:
    """Salted, in the form with a thousand rounds: nginx computes it at every request."""
    done = subprocess.run(
        ["openssl", "passwd", "-apr1", "-stdin"], input=password, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def environment(service: Service) -> dict[str, str]:
    """What the workers see."""
    about = {"BUERGERGIS_SERVICE": str(service.run / "service.json")}
    about |= service.database.environment if service.database else {}
    return clean_environment(service.run / "profile") | about | dict(service.environment)


def ready(service: Service) -> bool:
    """Whether the capabilities of the first project come back."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    try:
        connection.request("GET", next(iter(service.projects)) + "?SERVICE=WFS&REQUEST=GetCapabilities")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="demo.service", description=__doc__)
    parser.add_argument("command", choices=("start", "stop", "status"))
    parser.add_argument("--port", nargs="?", const="", default="8080")
    parser.add_argument("--run", type=Path, default=RUN, help="folder of everything that runs")
    backends = (GEOPACKAGE, POSTGIS)
    parser.add_argument("--backend", choices=backends, default=GEOPACKAGE, help="where the demo keeps its data")
    parser.add_argument("--queue", type=int, default=0, help="contributions that a new demo's queue is filled with")
    parser.add_argument("--project", default="", help="a prepared project, in place of the demo")
    parser.add_argument("--passwords", default="", help="its users, a file as htpasswd writes it")
    return parser.parse_args()


def command(asked: argparse.Namespace) -> str:
    """Carry out a command; returns what to say. Raises ServiceFailed."""
    port = port_number(asked.port)
    run = asked.run.resolve() / str(port)
    service = Service({"/ows/": project_of(run, asked.backend)}, run, port, requests=200)
    if asked.backend == POSTGIS or (run / "postgres").exists():
        service.database = Cluster(run, durable=True)
    running = bool(process_of(run / "nginx.pid", run) and process_of(run / "gunicorn.pid", run))
    if asked.command == "stop":
        service.stop()
        return f"The service at port {port} {'was ended' if running else 'was not running'}."
    if asked.command == "status":
        if not (running and ready(service)):
            raise ServiceFailed(f"The service at port {port} is not running.")
        return f"Running at {service.url} with the workers {service.workers_now()}."
    if asked.backend == GEOPACKAGE and not running:
        service.database = None
    if asked.project:
        service.projects = {"/ows/": prepared_project(asked.project)}
        service.passwords = password_file(asked.passwords)
    return start(service, running, asked.queue)


def project_of(run: Path, backend: str) -> Path:
    """The demo's project as it is published from a folder."""
    return (run / POSTGIS if backend == POSTGIS else run) / "published" / "dreiwasser.qgs"


def start(service: Service, running: bool, queue: int = 0) -> str:
    """Start what is not running yet; returns what to say. Raises ServiceFailed where it serves something else.

    A demo that is made for it gets `queue` seeded contributions to look through.
    """
    if running:
        refuse_another_project(service)
        if ready(service):
            write_passwords(service)
            return f"The service is already running at {service.url}"
        service.stop()
    about = f"The service answers at {service.url}"
    if not service.passwords:
        main = next(iter(service.projects.values()))
        fresh = not main.exists()
        service.projects = published(service.run, service.database)
        if fresh and queue:
            fill_queue(main, queue, service.database.environment if service.database else None)
            about += f"\n  {queue} contributions wait in the review queue"
        about += f"\n  users {', '.join(USERS)}; password {PASSWORD}"
    service.start()
    return about


def refuse_another_project(service: Service) -> None:
    """Raise ServiceFailed where the service that runs at this port was started with another project."""
    served = json.loads((service.run / "service.json").read_text("utf-8"))["projects"]["/ows/"]
    if served != str(service.projects["/ows/"].resolve()):
        raise ServiceFailed(
            f"Port {service.port} already serves {served}; end that first (make serve-stop PORT={service.port}), "
            "or choose another port."
        )


def port_number(text: str) -> int:
    """Raises ServiceFailed."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 65536):
        raise ServiceFailed(f"PORT={text} is no port: a number from 1 to 65535 is needed, as in PORT=8080.")
    return int(text)


def password_file(name: str) -> Path:
    """Raises ServiceFailed where there is none."""
    if not name or not Path(name).is_file():
        raise ServiceFailed(
            f"HTPASSWD={name} is missing; make such a file with htpasswd, or: "
            "printf 'anna:%s\\n' \"$(openssl passwd -apr1)\" > htpasswd"
        )
    return Path(name)


def prepared_project(name: str) -> Path:
    """A project with a review queue; any other is published without one. Raises ServiceFailed."""
    if not Path(name).is_file():
        raise ServiceFailed(f"PROJECT={name} is missing; name the project that preparemunicipality wrote (OUTPUT).")
    if not schema_version(Path(name).resolve()):
        raise ServiceFailed(
            f"PROJECT={name} was not prepared; run buergergis:preparemunicipality first, and name its OUTPUT here."
        )
    return Path(name)


def schema_version(file: Path) -> str:
    """What preparemunicipality noted in a project; empty where it never did. Raises ServiceFailed."""
    with tempfile.TemporaryDirectory() as profile:  # QGIS leaves files of its own where it reads a project
        done = subprocess.run(
            [sys.executable, "-c", _READ_VERSION, str(file)], cwd=profile, env=clean_environment(Path(profile)),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise ServiceFailed(f"PROJECT={file} cannot be read as a project of QGIS.")
    return done.stdout.strip()


def main() -> int:
    """The command line; returns the exit code."""
    try:
        print(command(arguments()))
    except ServiceFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
